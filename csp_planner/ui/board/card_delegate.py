"""How a card is painted, and the fonts it is painted with."""

from collections.abc import Callable
from functools import cached_property
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from csp_planner.domain.states import UnitState
from csp_planner.messages.catalogue import pgettext
from csp_planner.messages.words import ects, hours, state_word
from csp_planner.ui import theme
from csp_planner.ui.board.card import MARKS_OF_STATES, Card, Cards
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.hover_list import HoverList
from csp_planner.ui.widgets.items import has_focus, is_selected

CARD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
INSET = 8
LINE_GAP = 0
GAP = theme.GRID
"""Room in pixels between two cards."""
PADDING = 4
_ON_BOARD = (UnitState.PLANNED, UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED)


class CardFonts:
    """The fonts of a card, derived from the font of the window."""

    def __init__(self, base: QFont) -> None:
        self.code = theme.scaled(base, 1.0, bold=True)
        self.title = theme.scaled(base, 0.95)
        self.small = theme.scaled(base, 0.88)
        self.lines = [QFontMetrics(font).height() for font in (self.code, self.title, self.small)]

    @property
    def height(self) -> int:
        """Height of a card in pixels."""
        return sum(self.lines) + 2 * LINE_GAP + 2 * PADDING

    @property
    def tall_height(self) -> int:
        """Height of a card whose title takes two lines."""
        return self.height + self.lines[1]

    def cuts(self, title: str, width: int) -> bool:
        """Whether one line of a card of *width* pixels does not hold *title*."""
        return self._title_metrics.horizontalAdvance(title) > width - 2 * INSET

    @cached_property
    def _title_metrics(self) -> QFontMetrics:
        return QFontMetrics(self.title)

    @cached_property
    def least_width(self) -> int:
        """Width in pixels from which the last line of a card holds its amounts, its glyph and the word of its state."""
        metrics = QFontMetrics(self.small)
        amounts = pgettext("card", "{ects} · {hours}").format(ects=ects(6), hours=hours(51))
        words = (f"{MARKS_OF_STATES[state][0]} {state_word(state)}" for state in _ON_BOARD)
        longest = max(metrics.horizontalAdvance(text) for text in words)
        return metrics.horizontalAdvance(amounts) + longest + 2 * INSET + 4 * theme.GRID


def within_cell(cell: QRect, width: int) -> QRect:
    """The card in its *cell* of a list of *width* pixels: the last card of a row ends where the list ends."""
    columns = max(1, width // max(1, cell.width()))
    column = min(columns - 1, round(cell.left() / max(1, cell.width())))
    left = column * (width + GAP) // columns
    right = (column + 1) * (width + GAP) // columns - GAP
    return QRect(left, cell.top(), right - left, cell.height() - GAP)


def title_lines(metrics: QFontMetrics, title: str, width: int, most: int) -> list[str]:
    """*title* broken between words into at most so many lines of *width* pixels, the last one cut where it must be."""
    lines: list[str] = []
    rest = title
    while len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        line = ""
        for word in rest.split():
            longer = f"{line} {word}".lstrip()
            if metrics.horizontalAdvance(longer) > width:
                break
            line = longer
        if not line:
            break  # one word is longer than the line
        lines.append(line)
        rest = " ".join(rest.split())[len(line) :].lstrip()
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


class CardDelegate(QStyledItemDelegate):
    """Paints cards. It keeps a picture of each, so that a drag repaints the cards it passes over quickly."""

    def __init__(self, base: QFont, session: Session) -> None:
        super().__init__()
        self.fonts = CardFonts(base)
        self.cards = Cards(session)
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        self.faded: Callable[[str], bool] = lambda _code: False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = option.widget  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(view, QListView) and view.gridSize().isValid():
            return view.gridSize()
        return QSize(120, self.fonts.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card: Card = index.data(CARD_ROLE)
        view = cast(HoverList, option.widget)  # pyright: ignore[reportAttributeAccessIssue]
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        rect = within_cell(rect, view.viewport().width())
        selected, focused = is_selected(view, index), has_focus(view, index)
        device = painter.device()
        ratio = device.devicePixelRatio() if device else 1.0
        if not card.past and self.faded(card.code):
            painter.setOpacity(0.4)
        picture = self.picture(card, rect.size(), ratio, selected, focused, view.hovered == index)
        painter.drawPixmap(rect.topLeft(), picture)
        painter.setOpacity(1)

    def picture(
        self,
        card: Card,
        size: QSize,
        ratio: float,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
    ) -> QPixmap:
        """The card as a picture of *size*."""
        key = (card, size.width(), size.height(), ratio, selected, focused, hovered, theme.tokens())
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) > 2000:
                self._kept.clear()
            kept = QPixmap(size * ratio)
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            painter = QPainter(kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, card, QRect(QPoint(0, 0), size), selected, focused, hovered)
            painter.end()
            self._kept[key] = kept
        return kept

    def _paint(self, painter: QPainter, card: Card, rect: QRect, selected: bool, focused: bool, hovered: bool) -> None:
        frame = rect.adjusted(0, 0, -1, -1)
        radius = theme.RADIUS
        edge = "accent" if selected or focused or card.lit else "edge" if hovered else "line"
        pen = QPen(theme.colour(edge), 1)
        if card.past:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = "hover" if hovered else "background" if card.past else "surface"
        fill = "accent_fill" if selected or card.lit else ground
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(frame, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(card.tone))
        painter.save()
        painter.setClipRect(QRect(rect.left(), rect.top(), 4, rect.height()))
        painter.drawRoundedRect(rect, radius, radius)
        painter.restore()
        if focused:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        self._paint_words(painter, card, rect.adjusted(INSET + 2, PADDING, -INSET + 2, -PADDING))

    def _paint_words(self, painter: QPainter, card: Card, area: QRect) -> None:
        fonts = self.fonts
        code_line = QRect(area.left(), area.top(), area.width(), fonts.lines[0])
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.code)
        painter.setPen(theme.colour("text"))
        painter.drawText(code_line, left | middle, card.label)
        code_width = painter.fontMetrics().horizontalAdvance(card.label) + theme.GRID * 2
        self._paint_chip(painter, card, code_line.adjusted(code_width, 0, 0, 0))
        painter.setFont(fonts.title)
        painter.setPen(theme.colour("muted" if card.past else "text"))
        top = code_line.bottom() + 1 + LINE_GAP
        title_line = QRect(area.left(), top, area.width(), fonts.lines[1])
        elide = Qt.TextElideMode.ElideRight
        is_tall = area.height() >= fonts.tall_height - 2 * PADDING
        for text in title_lines(painter.fontMetrics(), card.title, area.width(), 2 if is_tall else 1):
            painter.drawText(title_line, left | middle, text)
            title_line.translate(0, fonts.lines[1])
        painter.setFont(fonts.small)
        metrics = painter.fontMetrics()
        last_line = QRect(area.left(), area.bottom() + 1 - fonts.lines[2], area.width(), fonts.lines[2])
        painter.setPen(theme.colour("muted"))
        words = f"{card.glyph} {card.state}"
        room = area.width() - metrics.horizontalAdvance(words) - theme.GRID * 2
        quantity = card.quantity if metrics.horizontalAdvance(card.quantity) <= room else card.brief[0]
        least = metrics.horizontalAdvance(card.glyph) + theme.GRID
        quantity = metrics.elidedText(quantity, elide, area.width() - least)
        room = area.width() - metrics.horizontalAdvance(quantity) - theme.GRID * 2
        brief = f"{card.glyph} {card.brief_state}" if card.brief_state else words
        gaps = {words: 0, brief: theme.GRID}  # the few words may stand closer, rather than a glyph alone
        fits = [text for text, gap in gaps.items() if metrics.horizontalAdvance(text) <= room + gap]
        shown = fits[0] if fits else card.glyph
        if not fits and card.state_first:
            # The person asked where it comes from, or how far it can slip: that comes before its amounts.
            whole = metrics.horizontalAdvance(words) <= area.width()
            shown = words if whole else metrics.elidedText(brief, elide, area.width())
        else:
            painter.drawText(last_line, left | middle, quantity)
        painter.setPen(theme.colour(card.tone))
        painter.drawText(last_line, right | middle, shown)

    def _paint_chip(self, painter: QPainter, card: Card, room: QRect) -> None:
        if not card.chip:
            return
        painter.setFont(self.fonts.small)
        metrics = painter.fontMetrics()
        within = room.width() - theme.GRID * 2
        text = card.chip if metrics.horizontalAdvance(card.chip) <= within else card.brief[1]
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, within)
        width = metrics.horizontalAdvance(text) + theme.GRID * 2
        chip = QRect(room.right() - width + 1, room.top(), width - 1, room.height() - 1)
        pen = QPen(theme.colour("edge"), 1)
        if card.projected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(theme.colour("muted"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
