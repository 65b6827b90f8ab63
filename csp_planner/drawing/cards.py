"""Draws a unit as a card: code, amount, state and opening on one line where they fit, the title under them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from csp_planner.drawing.block import Block
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.ink import STATE_INK, Face, Faces, Ink
from csp_planner.export.content import Card

EDGE = 25.0
PAD_LEFT = 75.0
PAD = 40.0
_BETWEEN = 70.0
_TO_WORD = 30.0

Mark = Callable[[Canvas, float, float, float], None]
"""A function that draws a mark at a left and a top, with the length of its side."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A word of a card, with or without a mark before it."""

    word: str
    colour: QColor
    face: Face
    mark: Mark | None = None

    @property
    def mark_side(self) -> float:
        """Side of the mark."""
        return self.face.ascent * 0.72 if self.mark else 0.0

    @property
    def width(self) -> float:
        """Width of mark and word."""
        return self.face.width(self.word) + (self.mark_side + _TO_WORD if self.mark else 0.0)

    def paint(self, canvas: Canvas, x: float, top: float, room: float) -> None:
        """Paint it, its word cut where there is less *room* than it takes."""
        right = x + room
        if self.mark is not None:
            self.mark(canvas, x, top + self.face.ascent - self.mark_side, self.mark_side)
            x += self.mark_side + _TO_WORD
        canvas.text(self.face, x, top, self.face.elided(self.word, right - x + 1), self.colour)


def _state_items(card: Card, small: Face) -> tuple[_Item, ...]:
    """Return the words for state, waiver and own figures, as far as the card has them."""

    def state_mark(canvas: Canvas, x: float, top: float, side: float) -> None:
        canvas.state_mark(card.state, x, top, side)

    items = [_Item(card.state_word, STATE_INK[card.state], small, state_mark)]
    if card.waiver:
        items.append(_Item(card.waiver, Ink.WARNING, small, Canvas.waiver_mark))
    if card.own_figures:
        items.append(_Item(card.own_figures, Ink.WARNING, small))
    return tuple(items)


class _Layout:
    """Decides where the parts of a card go. What does not fit beside the code goes under the title."""

    def __init__(self, card: Card, width: float, faces: Faces, most_lines: int) -> None:
        self.card, self.width, self.faces = card, width, faces
        self.room = width - PAD_LEFT - PAD
        self.code = faces.strong.elided(card.code, self.room * 0.45)
        self.chip = faces.small.elided(card.opening, self.room * 0.5)
        self.title = faces.body.wrapped(card.title, self.room, most_lines) if card.title else ()
        amount = (_Item(card.amount, Ink.MUTED, faces.small),) if card.amount else ()
        states = _state_items(card, faces.small)
        first = faces.strong.width(self.code) + _BETWEEN if self.code else 0.0
        first += faces.small.width(self.chip) + 80 + _BETWEEN if self.chip else 0.0
        self.beside_code: tuple[_Item, ...] = ()
        self.at_right: tuple[_Item, ...] = ()
        if first + _length((*amount, *states)) <= self.room:
            self.beside_code, self.at_right, below = amount, states, ()
        elif first + _length(amount) <= self.room:
            self.beside_code, below = amount, states
        else:
            below = (*amount, *states)
        self.rows = tuple(_flow(below, self.room))
        self.line = max(faces.strong.height, faces.small.height + 10) + 14
        self.row_height = faces.small.height + 8
        lines = len(self.title) * faces.body.height + len(self.rows) * self.row_height
        self.height = self.line + lines + 2 * PAD


def _length(items: Sequence[_Item]) -> float:
    """Return the width of *items* in a row."""
    return sum(item.width for item in items) + _BETWEEN * max(0, len(items) - 1)


def _flow(items: Sequence[_Item], room: float) -> list[tuple[_Item, ...]]:
    """Return *items* in rows no wider than *room*."""
    rows: list[tuple[_Item, ...]] = []
    for item in items:
        if rows and _length((*rows[-1], item)) <= room:
            rows[-1] = (*rows[-1], item)
        else:
            rows.append((item,))
    return rows


def cards_row(
    cards: Sequence[Card | None],
    width: float,
    faces: Faces,
    *,
    most_lines: int,
    gap: float,
    gutter: float | None = None,
) -> Block:
    """Return cards side by side in *width*, equally wide and as tall as the tallest; None leaves a place empty.

    Titles take at most *most_lines*; *gap* is left under the row, *gutter* (by default as much) between cards.
    """
    between = gap if gutter is None else gutter
    each = (width - between * (len(cards) - 1)) / len(cards)
    layouts = [_Layout(card, each, faces, most_lines) if card else None for card in cards]
    height = max((layout.height for layout in layouts if layout), default=0.0)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for index, layout in enumerate(layouts):
            if layout is not None:
                _paint(canvas, layout, x + index * (each + between), y, height)

    return Block(height=height + gap, paint=paint)


def cards_rows(cards: tuple[Card, ...], width: float, faces: Faces, *, most_lines: int, gap: float) -> list[Block]:
    """Return cards in rows of two."""
    pairs = [(*cards[start : start + 2], None)[:2] for start in range(0, len(cards), 2)]
    return [cards_row(pair, width, faces, most_lines=most_lines, gap=gap) for pair in pairs]


def _paint(canvas: Canvas, layout: _Layout, x: float, y: float, height: float) -> None:
    """Paint a card *height* tall."""
    card, faces = layout.card, layout.faces
    canvas.box(QRectF(x, y, layout.width, height), Ink.WHITE, Ink.EDGE, radius=30)
    edge = Ink.WARNING if card.waiver else STATE_INK[card.state]
    canvas.painter.fillRect(QRectF(x, y + 10, EDGE, height - 20), edge)
    left, right = x + PAD_LEFT, x + layout.width - PAD
    top = y + PAD
    small_top = top + faces.strong.ascent - faces.small.ascent
    after_code = left
    if layout.code:
        after_code += canvas.text(faces.strong, left, top, layout.code) + _BETWEEN
    _paint_row(canvas, layout.beside_code, after_code, small_top, right)
    if layout.chip:
        right -= canvas.chip(right, small_top - 9, layout.chip, dashed=card.is_projected) + _BETWEEN
    _paint_row(canvas, layout.at_right, right - _length(layout.at_right), small_top, right)
    top += layout.line
    canvas.lines(faces.body, left, top, layout.title)
    top += len(layout.title) * faces.body.height + 5
    for row in layout.rows:
        _paint_row(canvas, row, left, top, left + layout.room)
        top += layout.row_height


def _paint_row(canvas: Canvas, items: Sequence[_Item], x: float, top: float, right: float) -> None:
    for item in items:
        item.paint(canvas, x, top, right - x)
        x += item.width + _BETWEEN
