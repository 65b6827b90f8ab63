"""How the lines of the left zone are painted. A choice and what is in it look like one card."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from csp_planner.ui import theme
from csp_planner.ui.board.card import Card
from csp_planner.ui.board.card_delegate import CARD_ROLE, GAP, PADDING, CardDelegate, title_lines
from csp_planner.ui.board.line import Line, LineKind
from csp_planner.ui.widgets.hover_list import HoverList
from csp_planner.ui.widgets.items import has_focus, is_selected

CHEVRON = 14
"""Room of the sign that says whether a line is open."""
BAR = 4
_SIDE = 8
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_MOST_LINES = 2
_BOLD = (LineKind.STAGE, LineKind.CHOICE)


class LineDelegate(QStyledItemDelegate):
    """Paints lines, and has cards painted as everywhere."""

    def __init__(self, cards: CardDelegate) -> None:
        super().__init__()
        self._cards, self._fonts = cards, cards.fonts
        self._heights: dict[str, tuple[Line, int, int]] = {}
        self._metrics = [QFontMetrics(font) for font in (cards.fonts.code, cards.fonts.title, cards.fonts.small)]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        shown: Card | Line = index.data(CARD_ROLE)
        view = option.widget  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(shown, Card):
            grid = view.gridSize() if isinstance(view, HoverList) else QSize()
            return grid if grid.isValid() else QSize(120, self._fonts.height + GAP)
        width = view.viewport().width() if isinstance(view, HoverList) else 200
        return QSize(120, self.height_of(shown, width))

    def height_of(self, line: Line, width: int) -> int:
        """Height in pixels that *line* takes in a list of *width*; measured once for each line that is shown."""
        known = self._heights.get(line.key)
        if known is None or known[0] is not line or known[1] != width:
            known = self._heights[line.key] = line, width, self._measured(line, width)
        return known[2]

    def _measured(self, line: Line, width: int) -> int:
        _code, title, small = (metrics.height() for metrics in self._metrics)
        gap = GAP if line.ends else 0
        match line.kind:
            case LineKind.STAGE:
                return self._fonts.lines[0] + 2 * PADDING
            case LineKind.CHOICE:
                bar = BAR + PADDING if line.share is not None else 0
                words = len(self._heads(line, width)) * self._fonts.lines[0] + len(self._details(line, width)) * small
                return words + bar + 2 * PADDING + gap
            case LineKind.DOMAIN:
                return small + 2 * PADDING + gap
            case LineKind.BRANCH:
                return title + len(self._details(line, width)) * small + 2 * PADDING + gap
            case LineKind.OPTION:
                return len(self._titles(line, width)) * title + 2 * PADDING + gap

    def _left(self, line: Line) -> int:
        """Where the words of *line* begin."""
        if line.kind is LineKind.STAGE:
            return CHEVRON
        return _SIDE + CHEVRON + (0 if line.kind in (LineKind.CHOICE, LineKind.DOMAIN) else 2)

    def _details(self, line: Line, width: int) -> list[str]:
        if not line.detail:
            return []
        return title_lines(self._metrics[2], line.detail, width - self._left(line) - _SIDE, _MOST_LINES)

    def _titles(self, line: Line, width: int) -> list[str]:
        """Code and title of an option, on as many lines as it takes; beside the first one stands its figure."""
        whole, title = f"{line.label} {line.title}".strip(), self._metrics[1]
        row = width - self._left(line) - _SIDE
        # The code is bold, and so a little wider than it is measured here.
        bold = self._metrics[0].horizontalAdvance(line.label) - title.horizontalAdvance(line.label)
        first, *others = title_lines(title, whole, row - bold - self._taken(line, width), _MOST_LINES)
        if not others:
            return [first]
        rest = " ".join(whole.split())[len(first) :].lstrip()
        return [first, title.elidedText(rest, Qt.TextElideMode.ElideRight, row)]

    def _heads(self, line: Line, width: int) -> list[str]:
        """The title of a choice, on as many lines as it takes; of what is under a choice, on one."""
        metrics, room = self._metrics[self._font(line)], width - self._left(line) - _SIDE - self._taken(line, width)
        return title_lines(metrics, line.title, room, _MOST_LINES if line.kind is LineKind.CHOICE else 1)

    def _figure(self, line: Line, width: int) -> str:
        """The figure of a line; a long one, such as the name of a branch, leaves half of the line to its title.

        That of a stage has all that its title, which is short, leaves free.
        """
        row = width - self._left(line) - _SIDE
        most = row // 2
        if line.kind is LineKind.STAGE:
            most = max(most, row - self._metrics[0].horizontalAdvance(line.title) - 2 * theme.GRID)
        return self._metrics[2].elidedText(line.figure, Qt.TextElideMode.ElideRight, most)

    def _taken(self, line: Line, width: int) -> int:
        """Width that the figure takes of a line."""
        figure = self._figure(line, width)
        return self._metrics[2].horizontalAdvance(figure) + theme.GRID * 2 if figure else 0

    @staticmethod
    def _font(line: Line) -> int:
        """Which of the fonts of a card the title of *line* has."""
        return 0 if line.kind in _BOLD else 2 if line.kind is LineKind.DOMAIN else 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown: Card | Line = index.data(CARD_ROLE)
        view = cast(HoverList, option.widget)  # pyright: ignore[reportAttributeAccessIssue]
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        if not view.gridSize().isValid() and rect.top() > 0 and rect.bottom() - GAP > view.viewport().height():
            return  # half a card reads badly: it is whole once it is scrolled to
        if isinstance(shown, Card):
            self._cards.paint(painter, option, index)
            return
        rect = QRect(0, rect.top(), view.viewport().width(), rect.height() - (GAP if self._has_gap(shown) else 0))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown.code and self._cards.faded(shown.code):
            painter.setOpacity(0.4)
        if shown.kind is not LineKind.STAGE:
            self._paint_ground(painter, shown, rect)
        self._paint_marks(painter, rect, is_selected(view, index), view.hovered == index, has_focus(view, index))
        self._paint_words(painter, shown, rect)
        painter.restore()

    @staticmethod
    def _has_gap(line: Line) -> bool:
        return line.ends and line.kind is not LineKind.STAGE

    def _paint_ground(self, painter: QPainter, line: Line, rect: QRect) -> None:
        """The part of the card that this line is: rounded where it begins and where it ends."""
        painter.save()
        painter.setClipRect(rect)
        beyond = 2 * theme.RADIUS
        above = 0 if line.kind is LineKind.CHOICE else beyond
        frame = rect.adjusted(0, -above, -1, -1 if line.ends else beyond)
        is_lit = line.kind is LineKind.CHOICE and not line.is_done
        painter.setPen(QPen(theme.colour("edge" if is_lit else "line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        if above:
            painter.setPen(QPen(theme.colour("line"), 1))
            left = _SIDE if line.kind is not LineKind.DOMAIN else 1
            painter.drawLine(rect.left() + left, rect.top(), rect.right() - left, rect.top())
        painter.restore()

    @staticmethod
    def _paint_marks(painter: QPainter, rect: QRect, selected: bool, hovered: bool, focused: bool) -> None:
        inner = rect.adjusted(2, 2, -3, -3)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_fill" if selected else "hover"))
            painter.drawRoundedRect(inner, theme.RADIUS - 2, theme.RADIUS - 2)
        if focused:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, theme.RADIUS - 2, theme.RADIUS - 2)

    def _paint_words(self, painter: QPainter, line: Line, rect: QRect) -> None:
        left = self._left(line)
        area = rect.adjusted(left, PADDING, -_SIDE, -PADDING)
        if line.is_open is not None:
            middle = QPoint(rect.left() + left - CHEVRON // 2 - 1, area.top() + self._fonts.lines[0] // 2)
            _paint_chevron(painter, middle, is_open=line.is_open)
        elif line.glyph:
            painter.setFont(self._fonts.small)
            painter.setPen(theme.colour(line.tone))
            sign = QRect(rect.left() + _SIDE, area.top(), CHEVRON, self._metrics[1].height())
            painter.drawText(sign, _LEFT | _MIDDLE, line.glyph)
        if line.kind is LineKind.OPTION:
            self._paint_option(painter, line, area, rect.width())
            return
        height = self._title_height(line)
        top = QRect(area.left(), area.top(), area.width(), height)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour(line.tone))
        painter.drawText(top, _RIGHT | _MIDDLE, self._figure(line, rect.width()))
        painter.setFont((self._fonts.code, self._fonts.title, self._fonts.small)[self._font(line)])
        is_quiet = line.is_muted or line.kind in (LineKind.STAGE, LineKind.DOMAIN)
        painter.setPen(theme.colour("muted" if is_quiet else "text"))
        for words in self._heads(line, rect.width()):
            painter.drawText(top, _LEFT | _MIDDLE, words)
            top.translate(0, height)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("muted"))
        small = QRect(area.left(), top.top(), area.width(), self._metrics[2].height())
        for words in self._details(line, rect.width()):
            painter.drawText(small, _LEFT | _MIDDLE, words)
            small.translate(0, small.height())
        if line.share is not None:
            _paint_bar(painter, QRect(area.left(), small.top() + PADDING, area.width(), BAR), line.share)

    def _title_height(self, line: Line) -> int:
        if line.kind in _BOLD:
            return self._fonts.lines[0]
        return self._metrics[2 if line.kind is LineKind.DOMAIN else 1].height()

    def _paint_option(self, painter: QPainter, line: Line, area: QRect, width: int) -> None:
        height = self._metrics[1].height()
        row = QRect(area.left(), area.top(), area.width(), height)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(row, _RIGHT | _MIDDLE, self._figure(line, width))
        first, *others = self._titles(line, width)
        tone = theme.colour("muted" if line.is_muted else "text")
        painter.setPen(tone)
        start = row.left()
        if line.label and first.startswith(line.label):
            painter.setFont(self._fonts.code)
            painter.drawText(row, _LEFT | _MIDDLE, line.label)
            start += self._metrics[0].horizontalAdvance(f"{line.label} ")
            first = first[len(line.label) :].lstrip()
        painter.setFont(self._fonts.title)
        painter.drawText(QRect(start, row.top(), row.right() - start + 1, height), _LEFT | _MIDDLE, first)
        for text in others:
            row.translate(0, height)
            painter.drawText(row, _LEFT | _MIDDLE, text)


def _paint_chevron(painter: QPainter, middle: QPoint, *, is_open: bool) -> None:
    x, y = middle.x(), middle.y()
    points = (
        [(x - 3, y - 1.5), (x, y + 1.5), (x + 3, y - 1.5)]
        if is_open
        else [(x - 1.5, y - 3), (x + 1.5, y), (x - 1.5, y + 3)]
    )
    painter.setPen(QPen(theme.colour("muted"), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))


def _paint_bar(painter: QPainter, bar: QRect, share: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(bar, 2, 2)
    if share > 0:
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRect(bar.left(), bar.top(), round(bar.width() * min(1.0, share)), bar.height()), 2, 2)
