"""The middle of the right zone: what needs an act, and in folded lines what is good to know."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen, QPolygon, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.checks import Severity
from csp_planner.domain.evaluation.values import Diagnostic, Fix
from csp_planner.messages.attention import Fold, blocking_words, next_step
from csp_planner.messages.catalogue import _
from csp_planner.messages.sentences import fix_label
from csp_planner.messages.words import severity_heading
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.asked import Asked
from csp_planner.ui.panels.check_model import DIAGNOSTIC_ROLE, ENTRY_ROLE, CheckModel, Entry, Index
from csp_planner.ui.widgets.buttons import QuietButton
from csp_planner.ui.widgets.hover_list import HoverList
from csp_planner.ui.widgets.items import has_focus, is_selected
from csp_planner.ui.widgets.labels import no_key, plain_label

BADGE = 18
EDGE = 8
"""Room at the left and right of what an item says: the frame of the focus stands in it."""
LINK_GAP = 14
INSET = 12
"""How far what a fold shows stands to the right of it."""
WRAPPED = int(Qt.TextFlag.TextWordWrap)
BATCH = 100
"""Items laid out at once: of hundreds of diagnostics only the first few are seen."""
LEAST_LINES = 9
"""Lines of text that are seen at once at least: what is to be checked has its share of a low window."""
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

    def __init__(self, parent: "CheckList") -> None:
        super().__init__(parent)
        self._view = parent
        self._heights: dict[tuple[str, int, int, bool, bool], int] = {}
        self._places: dict[tuple[object, ...], list[QRect]] = {}
        """Where links stand within an item: worked out once, as items are painted far more often than they change."""
        self._bold = theme.scaled(parent.font(), 0.86, bold=True)

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
            self._paint_arrow(painter, badge, self._view.found.is_open(entry.fold))
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


class CheckList(HoverList):
    """« À vérifier »: one item for each diagnostic. A click shows its card; Enter makes its first repair.

    The menu key, or a right click, offers every repair. A fold is opened and closed with a click, Enter or Space, and
    with the arrows to the right and to the left.
    """

    unit_chosen = Signal(str)
    fix_chosen = Signal(object)
    acceptance_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.viewport().setAutoFillBackground(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.found = CheckModel(self)
        self.setModel(self.found)
        self._delegate = CheckDelegate(self)
        self._delegate.fix_chosen.connect(self.fix_chosen)
        self._delegate.acceptance_asked.connect(self.acceptance_asked)
        self.setItemDelegate(self._delegate)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.setAccessibleName(_("To check"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    @property
    def least_height(self) -> int:
        """Height in pixels that it has at least."""
        return LEAST_LINES * self.fontMetrics().height()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.least_height)

    def sizeHint(self) -> QSize:
        return QSize(200, self.least_height)  # it takes all that is left, and asks for no more than it needs

    def updateGeometries(self) -> None:
        super().updateGeometries()
        spare = self._spare(self.height())
        if spare != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, spare)

    def _spare(self, height: int) -> int:
        """What is left free at the bottom, so that the last item seen of a longer list is not cut within a line."""
        top = 0
        for row in range(self.found.rowCount()):
            tall = self.sizeHintForIndex(self.found.index(row)).height()
            if top + tall > height:
                return height - top - self._delegate.whole_lines(self.found.index(row), height - top)
            top += tall
        return 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # how tall an item is depends on how wide

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return  # the click was on a link, and what it did took the item away
        entry: Entry = index.data(ENTRY_ROLE)
        if entry.fold is not None:
            self._toggle(entry.fold)
        elif entry.diagnostic is not None and entry.diagnostic.unit:
            self.unit_chosen.emit(entry.diagnostic.unit)

    def _toggle(self, fold: Fold) -> None:
        self.found.toggle(fold)
        self.setCurrentIndex(self.found.index(self.found.row_of(fold)))

    def _show_menu(self, point: QPoint) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        diagnostic: Diagnostic | None = index.data(DIAGNOSTIC_ROLE)
        if diagnostic is None:
            return
        menu = QMenu(self)
        for link in links_of(diagnostic):
            menu.addAction(no_key(link.text), lambda link=link: self._delegate.follow(link, diagnostic))
        if not menu.isEmpty():
            menu.exec(self.viewport().mapToGlobal(point))
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        presses = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entry is not None and entry.fold is not None:
            turns = Qt.Key.Key_Left if self.found.is_open(entry.fold) else Qt.Key.Key_Right
            if presses or event.key() in (Qt.Key.Key_Space, turns):
                self._toggle(entry.fold)
                return
        elif entry is not None and presses:
            if entry.diagnostic is not None and entry.diagnostic.fixes:
                self.fix_chosen.emit(entry.diagnostic.fixes[0])
            return
        super().keyPressEvent(event)


class Checks(QWidget):
    """The list of diagnostics under its heading."""

    unit_chosen = Signal(str)
    fix_chosen = Signal(object)
    acceptance_asked = Signal(object)
    closed = Signal()
    """The person is done with the list, where it was opened to be closed again."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, closes: bool = False) -> None:
        """*closes*: the list has a button that closes it."""
        super().__init__(parent)
        self._session = session
        self._title, self._blocking = QLabel(), QLabel()
        self._title.setFont(theme.scaled(self.font(), 0.95, bold=True))
        self._blocking.setFont(theme.scaled(self.font(), 0.88))
        self.next_step = plain_label()
        self.next_step.setContentsMargins(EDGE, 0, EDGE, 0)
        self.list = CheckList(self)
        self.list.unit_chosen.connect(self.unit_chosen)
        self.list.fix_chosen.connect(self.fix_chosen)
        self.list.acceptance_asked.connect(self.acceptance_asked)
        self.asked = Asked(session)
        heading = QHBoxLayout()
        heading.setContentsMargins(EDGE, 0, theme.GRID, 0)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._blocking)
        self.close_button: QuietButton | None = None
        if closes:
            self.close_button = QuietButton("close", self)
            self.close_button.setAccessibleName(_("Close what there is to check"))
            self.close_button.setToolTip(_("Close (Escape)"))
            self.close_button.clicked.connect(self.closed)
            heading.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(heading)
        layout.addWidget(self.asked)
        layout.addWidget(self.next_step)
        layout.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Show the session's latest value."""
        reading = self._session.reading
        self.asked.refresh()
        attention = reading.attention
        if self.list.found.show(attention, self._session.plan.programme) and not self.list.hasFocus():
            self.list.scrollToTop()  # what is new may be the gravest
        to_do = len(attention.to_do)
        self._title.setText(_("To check ({count})").format(count=to_do) if to_do else _("To check"))
        self.next_step.setText("" if to_do else next_step(reading.outlook))
        self.next_step.setVisible(not to_do)
        blocking = attention.blocking
        self._blocking.setText(blocking_words(blocking) if blocking else "")
        palette = self._blocking.palette()
        palette.setColor(self._blocking.foregroundRole(), theme.colour("error"))
        self._blocking.setPalette(palette)

    def show_document(self) -> None:
        """Another document is shown: its folds begin closed."""
        self.list.found.close_all()
