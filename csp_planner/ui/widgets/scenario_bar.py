"""The scenarios as tabs: choose, add, rename in place, reorder by hand, and a menu for the rest."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QMoveEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QTabBar, QWidget

from csp_planner.domain.limits import MAX_NAME
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import QuietButton
from csp_planner.ui.widgets.labels import no_key, tip, without_marks
from csp_planner.ui.widgets.tab_loads import LoadPictures, TabLoads, size_of

WIDEST = 15
"""Width of a tab at most, in heights of a line of text."""
LEAST_EDITOR = 140
"""Width in pixels that a name being typed has at least."""
LEAST_TAB = 8
"""Width of a tab at least, without its loads, in heights of a line of text: a short name is whole in it."""
PADDING, LOADS_GAP = 12, 6
SPACING = theme.GRID
STAR = "★ "


class Tabs(QTabBar):
    """The tabs themselves, painted with the tokens. A tab's text is the scenario's name and nothing else."""

    chosen = Signal(int)
    moved = Signal(int, int)
    renamed = Signal(int, str)
    loads_came = Signal()
    """Loads are shown from now on, or no longer: the tabs take another width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = parent
        self.retained = -1
        self._held = False
        """Whether the mouse holds a tab: until it lets go, nothing else may change the order of the tabs."""
        self._waiting: Plan | None = None
        """The plan to show once the tab is let go."""
        self._editor: QLineEdit | None = None
        self._edited = -1
        self._names: list[str] = []
        """The names shown, in the plan's order."""
        self._loads: list[TabLoads | None] | None = None
        """The loads shown, likewise; None: none are."""
        self._pictures = LoadPictures()
        self._hovered = -1
        """The tab that the pointer is on; -1 where it is on none."""
        self._room, self._lacks_room = 0, False
        """Width in pixels there is for all tabs, and whether loads would take so much of it that tabs had to scroll."""
        self.currentChanged.connect(self._choose)
        self.setMouseTracking(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(_("Scenarios"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_names(self, plan: Plan) -> None:
        """Show the scenarios of *plan*."""
        names = [shown(scenario.name) for scenario in plan.scenarios]
        if names != self._names:
            self._close_editor()  # what it renames may be elsewhere now, or nowhere
        if self._held:
            self._waiting = plan
            return
        retained = next((i for i, scenario in enumerate(plan.scenarios) if scenario.retained), -1)
        order = [self.tabData(index) for index in range(self.count())]
        is_same = (names, retained) == (self._names, self.retained) and order == list(range(len(names)))
        self._names, self.retained = names, retained
        self.blockSignals(True)
        if not is_same:
            self._name_tabs(names)
        self.setCurrentIndex(plan.active)
        self.blockSignals(False)

    def _name_tabs(self, names: list[str]) -> None:
        """Have one tab for each of *names*, in their order."""
        while self.count() > len(names):
            self.removeTab(self.count() - 1)
        while self.count() < len(names):
            self.addTab("")
        for index, name in enumerate(names):
            self.setTabText(index, no_key(name))
            self.setTabData(index, index)
        self._explain()
        self._fit()
        self.updateGeometry()
        self.update()

    def show_loads(self, loads: list[TabLoads | None] | None) -> None:
        """Show the loads of each scenario, in the plan's order, None where they are not known yet; None: none at all.

        While a tab is held the plan is shown later, and so are its loads.
        """
        if loads == self._loads:
            return
        widened = (loads is None) != (self._loads is None)
        self._loads = loads
        self._pictures.keep(loads or ())
        self._explain()
        if widened:
            self._measure_again()
        self._fit()
        self.update()
        if widened:
            self.loads_came.emit()

    def have_room(self, width: int) -> None:
        """Know that there are *width* pixels for all tabs."""
        self._room = width
        self._fit()

    def _fit(self) -> None:
        """Leave the loads out where all tabs are seen without them, and not with them."""
        count, before = self.count(), self._lacks_room
        plain = sum(min(self._least_width, self._name_width(index)) for index in range(count))
        self._lacks_room = plain <= self._room < plain + count * self._full_loads_width
        if self._lacks_room != before:
            self._measure_again()

    def _measure_again(self) -> None:
        self.setIconSize(self.iconSize())  # makes Qt ask for the size of each tab again
        self.updateGeometry()

    def _loads_of(self, index: int) -> TabLoads | None:
        place = self.tabData(index)
        return (
            self._loads[place] if self._loads is not None and place is not None and place < len(self._loads) else None
        )

    def _explain(self) -> None:
        """Say in words what each tab shows: assistive technology reads the tooltip as the tab's description."""
        for index in range(self.count()):
            name, loads = self.name(index), self._loads_of(index)
            if self.tabData(index) == self.retained:
                name = _("{name} — the scenario retained").format(name=name)
            self.setTabToolTip(index, tip("\n".join([name, loads.words] if loads is not None else [name])))

    def name(self, index: int) -> str:
        """The scenario's name, as it is shown."""
        return without_marks(self.tabText(index))

    def _label(self, index: int) -> str:
        return (STAR if self.tabData(index) == self.retained else "") + self.name(index)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = self.fontMetrics()
        return QSize(self._name_width(index) + self._loads_width, metrics.height() + 12)

    def _name_width(self, index: int) -> int:
        metrics = self.fontMetrics()
        return min(WIDEST * metrics.height(), metrics.horizontalAdvance(self._label(index)) + 2 * PADDING)

    def minimumTabSizeHint(self, index: int) -> QSize:
        hint = self.tabSizeHint(index)
        return QSize(min(self._least_width + self._loads_width, hint.width()), hint.height())

    @property
    def _least_width(self) -> int:
        return LEAST_TAB * self.fontMetrics().height()

    @property
    def _loads_width(self) -> int:
        """Width in pixels that the loads of a tab take, with the room beside them."""
        return 0 if self._loads is None or self._lacks_room else self._full_loads_width

    @property
    def _full_loads_width(self) -> int:
        return size_of(self.fontMetrics().height()).width() + LOADS_GAP

    def sizeHint(self) -> QSize:
        hints = [self.tabSizeHint(index) for index in range(self.count())]
        return QSize(sum(hint.width() for hint in hints), max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """No wider than all tabs: one with a short name needs no buttons to scroll, for which Qt keeps room."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self.sizeHint().width()), least.height())

    @property
    def left_out(self) -> int:
        """Width in pixels that loads would take which are left out for want of room."""
        return self.count() * self._full_loads_width if self._loads is not None and self._lacks_room else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self._place_editor()  # a bar of many tabs scrolls without telling anybody, but it is painted then
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            chosen = index == self.currentIndex()
            rect = self.tabRect(index).adjusted(1, 1, -3, -1)
            painter.setPen(Qt.PenStyle.NoPen)
            if index == self._hovered and not chosen and not self._held:
                painter.setBrush(theme.colour("hover"))
                painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
            if chosen:
                painter.setBrush(theme.colour("accent_fill"))
                painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
                if self.hasFocus():
                    painter.setPen(QPen(theme.colour("accent"), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
            painter.setPen(theme.colour("accent" if chosen else "text"))
            inner = rect.adjusted(PADDING - 3, 0, -PADDING + 3 - self._loads_width, 0)
            text = painter.fontMetrics().elidedText(self._label(index), Qt.TextElideMode.ElideMiddle, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
            loads = self._loads_of(index)
            if loads is not None and any(loads.loads) and not self._lacks_room:
                size = size_of(painter.fontMetrics().height())
                place = QPoint(inner.right() + 1 + LOADS_GAP, rect.center().y() - size.height() // 2)
                painter.drawPixmap(place, self._pictures.of(loads, size, self.devicePixelRatioF()))

    def _choose(self, index: int) -> None:
        if not self._held:  # else the scenario shown is the same, and its tab passes its neighbours
            self.chosen.emit(index)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = False
        super().mousePressEvent(event)
        self._held = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        waiting, self._waiting, self._held = self._waiting, None, False
        # While a tab is dragged it passes its neighbours one by one; only where it was let go counts.
        order = [self.tabData(index) for index in range(self.count())]
        misplaced = [index for index, data in enumerate(order) if data != index]
        if misplaced:
            first, last = misplaced[0], misplaced[-1]
            start, end = (order[last], last) if order[last] == first else (order[first], first)
            self.moved.emit(start, end)
        elif waiting is not None:
            self.show_names(waiting)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if index >= 0:
            self.rename(index)

    def rename(self, index: int) -> None:
        """Let the person type another name, in the tab itself."""
        self._close_editor()
        # Beside the tab bar, not in it: to assistive technology a tab bar holds tabs only.
        editor = QLineEdit(self.name(index), self._bar)
        editor.setMaxLength(MAX_NAME)
        editor.setAccessibleName(_("Name of the scenario"))
        editor.selectAll()
        editor.installEventFilter(self)
        editor.returnPressed.connect(self.take_name)
        self._editor, self._edited = editor, index
        self._place_editor()
        editor.show()
        editor.raise_()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_editor(self) -> None:
        """Put the name being typed over its tab, and within the bar."""
        if self._editor is not None:
            rect: QRect = self.tabRect(self._edited).translated(self.pos()).adjusted(0, 1, 0, -1)
            rect.setWidth(max(LEAST_EDITOR, rect.width()))
            rect.moveLeft(max(0, min(rect.left(), self._bar.width() - rect.width())))
            self._editor.setGeometry(rect)

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        self._place_editor()  # a tab that was just made finds its place, and its width, a moment later

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_editor()

    def take_name(self) -> None:
        """Take the name being typed, if one is."""
        editor, index = self._editor, self._edited
        if editor is not None:
            name = editor.text().strip()
            self._close_editor()
            if name and name != self.name(index):
                self.renamed.emit(index, name)

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.removeEventFilter(self)
            if self.window().focusWidget() is editor:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor:
            escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            if escape and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
                event.accept()
                self._close_editor()
                return True
            of_menu = isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.PopupFocusReason
            if event.type() == QEvent.Type.FocusOut and not of_menu:
                self.take_name()
        return super().eventFilter(watched, event)


def tabs_of(plan: Plan) -> tuple[int, list[tuple[str, bool]]]:
    """What the tabs say of *plan*: the scenario shown, and the name of each and whether it is the one retained."""
    return plan.active, [(scenario.name, scenario.retained) for scenario in plan.scenarios]


class ScenarioBar(QWidget):
    """The tabs, and a button that adds a scenario."""

    chosen = Signal(int)
    add_asked = Signal()
    menu_asked = Signal(int, QPoint)
    """Index of the tab, and where the menu may open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Tabs(self)
        self.tabs.chosen.connect(self.chosen)
        self.tabs.customContextMenuRequested.connect(self._ask_menu)
        self.add = QuietButton("add", self)
        self.add.setToolTip(_("New scenario"))
        self.add.setAccessibleName(_("New scenario"))
        self.add.clicked.connect(self.add_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        row.addWidget(self.tabs, 0)
        row.addWidget(self.add)
        row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tabs.have_room(self.width() - self.add.sizeHint().width() - 2 * SPACING)

    def take_name(self) -> None:
        """Take the name being typed, if one is, before its document is left."""
        self.tabs.take_name()

    def _ask_menu(self, point: QPoint) -> None:
        index = self.tabs.tabAt(point)
        if index >= 0:
            self.menu_asked.emit(index, self.tabs.mapToGlobal(point))
