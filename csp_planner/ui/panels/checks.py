"""The middle of the right zone: what needs an act, and in folded lines what is good to know."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QMenu, QVBoxLayout, QWidget

from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.messages.attention import Fold, blocking_words, next_step
from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.asked import Asked
from csp_planner.ui.panels.check_delegate import EDGE, CheckDelegate, links_of
from csp_planner.ui.panels.check_model import DIAGNOSTIC_ROLE, ENTRY_ROLE, CheckModel, Entry
from csp_planner.ui.widgets.buttons import QuietButton
from csp_planner.ui.widgets.hover_list import HoverList
from csp_planner.ui.widgets.labels import no_key, plain_label

BATCH = 100
"""Items laid out at once: of hundreds of diagnostics only the first few are seen."""
LEAST_LINES = 9
"""Lines of text that are seen at once at least: what is to be checked has its share of a low window."""


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
        self._delegate = CheckDelegate(self, self.found)
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
