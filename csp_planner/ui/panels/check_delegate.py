"""How an item of « À vérifier » is painted: its badge, its sentence over several lines, the links of its repairs."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from csp_planner.domain.checks import Severity
from csp_planner.domain.evaluation.values import Diagnostic, Fix
from csp_planner.messages.catalogue import _
from csp_planner.messages.sentences import fix_label
from csp_planner.messages.words import severity_heading
from csp_planner.ui import theme
from csp_planner.ui.panels.check_model import DIAGNOSTIC_ROLE, ENTRY_ROLE, CheckModel, Entry, Index
from csp_planner.ui.widgets.hover_list import HoverList
from csp_planner.ui.widgets.items import has_focus, is_selected

BADGE = 18
EDGE = 8
"""Room at the left and right of what an item says: the frame of the focus stands in it."""
LINK_GAP = 14
INSET = 12
"""How far what a fold shows stands to the right of it."""
WRAPPED = int(Qt.TextFlag.TextWordWrap)
_MARKS = {Severity.BLOCKING: ("!", "error"), Severity.WARNING: ("!", "warning"), Severity.ADVICE: ("i", "accent")}


@dataclass(frozen=True, slots=True)
class Link:
    """Something to click in an item: a repair or, without one, the acceptance of the warning."""

    text: str
    fix: Fix | None


def links_of(diagnostic: Diagnostic | None) -> list[Link]:
    """What an item offers, the best first; a fold offers nothing but to be opened."""
    if diagnostic is None:
        return []
    found = [Link(fix_label(fix), fix) for fix in diagnostic.fixes]
    if diagnostic.severity is Severity.WARNING and diagnostic.acceptance is None:
        found.append(Link(_("Accept…"), None))
    elif diagnostic.acceptance is not None:
        found.append(Link(_("No longer accept"), None))
    return found


class CheckDelegate(QStyledItemDelegate):
    """Paints a diagnostic: the heading of its group, badge, sentence over several lines, its links."""

    fix_chosen = Signal(object)
    acceptance_asked = Signal(object)

    def __init__(self, view: HoverList, found: CheckModel) -> None:
        super().__init__(view)
        self._view, self._found = view, found
        self._heights: dict[tuple[str, int, int, bool, bool], int] = {}
        self._places: dict[tuple[object, ...], list[QRect]] = {}
        """Where links stand within an item: worked out once, as items are painted far more often than they change."""
        self._bold = theme.scaled(view.font(), 0.86, bold=True)

    def _heading_height(self, index: Index) -> int:
        """The first item of a severity carries the name of the group; folds name themselves."""
        entry: Entry = index.data(ENTRY_ROLE)
        if entry.fold is not None or entry.inside:
            return 0
        severity = entry.severity
        above = index.sibling(index.row() - 1, 0)
        first = not above.isValid() or above.data(ENTRY_ROLE).severity is not severity
        return QFontMetrics(self._bold).height() + 4 if first else 0

    def _text_area(self, rect: QRect, index: Index) -> QRect:
        inset = INSET if index.data(ENTRY_ROLE).inside else 0
        area = rect.adjusted(EDGE + inset + BADGE + 8, 6 + self._heading_height(index), 0, -4)
        area.setRight(self._view.width() - EDGE - 1)  # with a scroll bar or without: both are as wide
        return area

    def _link_areas(self, rect: QRect, index: Index) -> list[tuple[QRect, Link]]:
        """Where each link is: one after the other, on as many lines as they take, under the sentence."""
        links = links_of(index.data(DIAGNOSTIC_ROLE))
        if not links:
            return []
        entry: Entry = index.data(ENTRY_ROLE)
        heading = self._heading_height(index)
        key = (entry.text, entry.inside, heading, rect.width(), *(link.text for link in links))
        if key not in self._places:
            room = QRect(0, 0, rect.width(), 10_000)
            self._places[key] = self._place_links(links, self._text_area(room, index), entry.text, heading)
        places = self._places[key]
        return [(place.translated(rect.topLeft()), link) for place, link in zip(places, links, strict=True)]

    def _place_links(self, links: list[Link], area: QRect, sentence: str, heading: int) -> list[QRect]:
        """The place of each of *links* under *sentence*, which stands in *area*."""
        metrics = QFontMetrics(self._view.font())
        text = metrics.boundingRect(area, WRAPPED, sentence)
        x, y = area.left(), max(text.bottom() + 2, heading + BADGE + 8)
        found: list[QRect] = []
        for link in links:
            width, height = metrics.horizontalAdvance(link.text) + 2, metrics.height()
            if x > area.left() and x + width > area.right():
                x, y = area.left(), y + height + 1
            if width > area.width():  # on lines of its own
                room = QRect(x, y, area.width(), 10_000)
                width, height = area.width(), metrics.boundingRect(room, WRAPPED, link.text).height()
            found.append(QRect(x, y, width, height))
            x, y = x + width + LINK_GAP, y + height - metrics.height()
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # As if the scroll bar were there: whether it is depends on the heights asked for here.
        bar = self._view.verticalScrollBar().sizeHint().width()
        width = self._view.width() - bar - 2
        sentence: str = index.data()
        entry: Entry = index.data(ENTRY_ROLE)
        accepted = entry.diagnostic is not None and entry.diagnostic.acceptance is not None
        heading = self._heading_height(index)
        key = (sentence, width, heading, accepted, entry.inside)
        if key not in self._heights:
            metrics = QFontMetrics(self._view.font())
            rect = QRect(0, 0, width, 10_000)
            area = self._text_area(rect, index)
            text = metrics.boundingRect(area, WRAPPED, sentence)
            bottom = max(text.bottom(), heading + BADGE)
            links = self._link_areas(rect, index)
            self._heights[key] = (links[-1][0].bottom() if links else bottom) + 6
        return QSize(width, self._heights[key])

    def whole_lines(self, index: Index, room: int) -> int:
        """How much of *room* pixels is to show the beginning of an item: no line of text is cut through."""
        line = QFontMetrics(self._view.font()).height()
        top = self._text_area(QRect(0, 0, self._view.width(), room), index).top()
        return top + (room - top) // line * line if room >= top + line else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = self._heading_height(index)
        if heading:
            painter.setFont(self._bold)
            painter.setPen(theme.colour("muted"))
            line = QRect(rect.left() + EDGE, rect.top(), rect.width(), heading)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, severity_heading(entry.severity))
        frame = rect.adjusted(0, heading + 1, -1, -2)
        selected = is_selected(self._view, index)
        if selected or self._view.hovered == index:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_fill" if selected else "hover"))
            painter.drawRoundedRect(frame, 4, 4)
        if has_focus(self._view, index):
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 4, 4)
        inset = INSET if entry.inside else 0
        badge = QRect(rect.left() + EDGE + inset, rect.top() + heading + 6, BADGE, BADGE)
        if entry.fold is not None:
            self._paint_arrow(painter, badge, self._found.is_open(entry.fold))
        else:
            self._paint_badge(painter, badge, entry.severity)
        painter.setFont(self._view.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(self._text_area(rect, index), WRAPPED, entry.text)
        painter.setPen(theme.colour("accent"))
        for area, link in self._link_areas(rect, index):
            painter.drawText(area, WRAPPED, link.text)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.left() + EDGE, rect.bottom(), self._view.width() - theme.GRID - 1, rect.bottom())
        painter.restore()

    def _paint_badge(self, painter: QPainter, badge: QRect, severity: Severity) -> None:
        glyph, token = _MARKS[severity]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{token}_fill"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.scaled(self._view.font(), 0.9, bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, glyph)

    def _paint_arrow(self, painter: QPainter, badge: QRect, is_open: bool) -> None:
        """Paint the arrow of a fold: down while it is open, else to the right."""
        x, y = badge.center().x(), badge.center().y()
        down = [QPoint(x - 4, y - 2), QPoint(x + 5, y - 2), QPoint(x, y + 3)]
        right = [QPoint(x - 2, y - 4), QPoint(x - 2, y + 5), QPoint(x + 3, y)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("muted"))
        painter.drawPolygon(QPolygon(down if is_open else right))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
            position: QPoint = event.position().toPoint()
            for area, link in self._link_areas(rect, index):
                if area.contains(position):
                    self.follow(link, index.data(DIAGNOSTIC_ROLE))
                    return True
        return super().editorEvent(event, model, option, index)

    def follow(self, link: Link, diagnostic: Diagnostic) -> None:
        """Do what *link* says."""
        if link.fix is not None:
            self.fix_chosen.emit(link.fix)
        else:
            self.acceptance_asked.emit(diagnostic)
