"""Scenarios side by side: figures first, then unit by unit where they differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import press_with_enter
from csp_planner.ui.widgets.labels import no_key, plain_label, tip

MOST = 4
"""Scenarios side by side at most."""


class ScenarioBoxes(QScrollArea):
    """A box to tick for each scenario of the plan, in a row that scrolls: fifty are more than a row holds.

    The boxes stay when what they show changes: one that has the focus keeps it.
    """

    toggled = Signal(int, bool)
    """A box was ticked or unticked by hand: the place of its scenario in the plan."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        self._alone = QLabel(_("This plan has one scenario: Ctrl+D makes a copy of it to change and to compare."))
        self._alone.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GRID * 3)
        self._row.addWidget(self._alone)
        self._row.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit)

    def show_scenarios(self, names: Sequence[str], chosen: Sequence[int]) -> None:
        """A box for each of *names*, those at the places *chosen* ticked."""
        while len(self.boxes) > len(names):
            self.boxes.pop().deleteLater()
        while len(self.boxes) < len(names):
            box, place = QCheckBox(), len(self.boxes)
            box.toggled.connect(lambda on, place=place: self.toggled.emit(place, on))
            self._row.insertWidget(place, box)
            self.boxes.append(box)
        for index, (box, name) in enumerate(zip(self.boxes, names, strict=True)):
            box.setText(no_key(shown(name)))
            box.blockSignals(True)
            box.setChecked(index in chosen)
            box.blockSignals(False)
        self._alone.setVisible(len(names) == 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()  # Qt tells the row nothing of a height it is given while it is given another

    def _fit(self) -> None:
        """As tall as the boxes, with room for the scroll bar where they are wider than the row.

        The boxes are asked, not their layout: it counts no box that was added since the last turn of the event loop,
        and a row of such boxes would have no height.
        """
        sizes = [box.sizeHint() for box in self.boxes]
        width = sum(size.width() + self._row.spacing() for size in sizes)
        bar = self.horizontalScrollBar().sizeHint().height() if width > self.width() > 0 else 0
        self.setFixedHeight(max((size.height() for size in sizes), default=0) + bar)


class ColumnActs(QWidget):
    """The buttons above a column, which open or retain its scenario."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.retain = QPushButton(_("Open")), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.addWidget(self.open)
        row.addWidget(self.retain)
        row.addStretch()

    def show_scenario(self, name: str, *, retained: bool) -> None:
        """Be about the scenario called *name*."""
        self.open.setAccessibleName(_("Open “{name}”").format(name=name))
        self.retain.setText(_("★ Retained") if retained else _("Retain"))
        self.retain.setAccessibleName(_("Retain “{name}”").format(name=name))


class ComparePage(QWidget):
    """Shows up to four scenarios side by side; one can be opened or retained from here."""

    closed = Signal()
    print_asked = Signal(list)
    """The scenarios side by side are to be printed."""

    def __init__(self, session: Session, scenarios: ScenarioActs) -> None:
        super().__init__()
        self.session, self.scenarios = session, scenarios
        self._chosen: list[int] = []
        self._names: list[str] = []
        self._boxes = ScenarioBoxes()
        self._boxes.toggled.connect(self._choose)
        self._full = plain_label()
        self._full.hide()
        self._acts: list[ColumnActs] = []
        self._acts_row = QHBoxLayout()
        self._acts_row.setSpacing(0)
        self._table = self._make_table()
        self._fit = QTimer(self)  # once for all columns of one change of width
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self._table.resizeRowsToContents)
        self._table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fit.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(theme.GRID * 2)
        column.addLayout(self._make_top())
        column.addWidget(self._full)
        column.addLayout(self._acts_row)
        column.addSpacing(-theme.GRID)
        column.addWidget(self._table, 1)
        session.changed.connect(self._refresh_if_shown)

    def _make_top(self) -> QHBoxLayout:
        """The way back, the scenarios to choose from, and what prints them."""
        back = QPushButton(_("← Back to the plan"))
        back.clicked.connect(self.closed)
        title = QLabel(_("Compare"))
        title.setFont(theme.scaled(self.font(), 1.3, bold=True))
        top = QHBoxLayout()
        top.setSpacing(theme.GRID * 4)
        top.addWidget(back)
        top.addWidget(title)
        top.addWidget(self._boxes, 1)
        legend = QLabel(_("In bold: what differs"))
        legend.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        top.addWidget(legend)
        paper = QPushButton(_("Print…"))
        paper.setAccessibleName(_("Print the comparison"))
        paper.clicked.connect(lambda: self.print_asked.emit(self._chosen))
        top.addWidget(paper)
        return top

    @staticmethod
    def _make_table() -> QTableWidget:
        table = QTableWidget()
        table.setAccessibleName(_("Scenarios side by side"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def begin(self) -> None:
        """Choose the scenario shown and the first of the others; those that hold nothing stand back."""
        plan = self.session.document
        others = [index for index in range(len(plan.scenarios)) if index != plan.active]
        others = [index for index in others if plan.scenarios[index].placements] or others
        self._chosen = sorted([plan.active, *others[: MOST - 1]])
        self._names = [scenario.name for scenario in plan.scenarios]
        self._full.hide()
        self.refresh()

    def _follow(self) -> None:
        """The same scenarios stay chosen when others come, go or change places, and when one is renamed."""
        names = [scenario.name for scenario in self.session.document.scenarios]
        renamed = len(names) == len(self._names)
        followed: list[int] = []
        for index in self._chosen:
            name = self._names[index]
            if name in names:
                followed.append(names.index(name))
            elif renamed and names[index] not in self._names:
                followed.append(index)
        self._chosen = sorted(followed) or [self.session.document.active]
        self._names = names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not press_with_enter(self, event):
            super().keyPressEvent(event)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the session's latest value."""
        plan = self.session.document
        self._follow()
        self._boxes.show_scenarios(self._names, self._chosen)
        if len(self._chosen) < MOST:
            self._full.hide()
        from csp_planner.domain.planning.comparison import compare
        from csp_planner.messages.comparison import comparison_sections

        comparison = compare(plan, self._chosen, self.session.today)
        self._table.clear()
        self._table.setColumnCount(len(comparison.columns))
        names = [shown(column.name) for column in comparison.columns]
        self._table.setHorizontalHeaderLabels(names)
        sections = comparison_sections(comparison)
        self._table.setRowCount(sum(1 + len(section.rows) for section in sections))
        row = 0
        for section in sections:
            self._show_section(row, section.title)
            row += 1
            for label, cells in section.rows:
                self._show_row(row, label, cells)
                row += 1
        self._table.resizeRowsToContents()
        self._show_acts()

    def _show_acts(self) -> None:
        """What can be done with each scenario, above its column: a table shows assistive technology cells only."""
        while len(self._acts) > len(self._chosen):
            self._acts.pop().deleteLater()
        while len(self._acts) < len(self._chosen):
            acts, column = ColumnActs(), len(self._acts)
            acts.open.clicked.connect(lambda _checked=False, column=column: self._open(self._chosen[column]))
            acts.retain.clicked.connect(
                lambda _checked=False, column=column: self.scenarios.retain(self._chosen[column])
            )
            self._acts_row.addWidget(acts, 1)
            self._acts.append(acts)
        for acts, index in zip(self._acts, self._chosen, strict=True):
            scenario = self.session.document.scenarios[index]
            acts.show_scenario(shown(scenario.name), retained=scenario.retained)
        header = self._table.verticalHeader()
        self._acts_row.setContentsMargins(header.sizeHint().width() + self._table.frameWidth(), 0, 0, 0)

    def _open(self, index: int) -> None:
        self.session.show_scenario(index)
        self.closed.emit()

    def _show_section(self, row: int, title: str) -> None:
        item = QTableWidgetItem(title)
        item.setFont(theme.scaled(self.font(), 1.08, bold=True))
        self._table.setVerticalHeaderItem(row, item)
        for column in range(self._table.columnCount()):
            below = QTableWidgetItem("")
            below.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            self._table.setItem(row, column, below)

    def _show_row(self, row: int, label: str, cells: Sequence[str]) -> None:
        self._table.setVerticalHeaderItem(row, QTableWidgetItem(label))
        differ = len(set(cells)) > 1
        bold = theme.scaled(self.font(), 1, bold=True)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(tip(text))
            item.setFont(bold if differ else self.font())
            self._table.setItem(row, column, item)

    def _choose(self, index: int, on: bool) -> None:
        chosen = {*self._chosen, index} if on else {*self._chosen} - {index}
        self._full.setVisible(len(chosen) > MOST)
        if len(chosen) > MOST:
            self._full.setText(
                _("Up to {count} scenarios stand side by side: untick one of them before “{name}”.").format(
                    count=MOST, name=shown(self._names[index])
                )
            )
            self.scenarios.announced.emit(self._full.text())
        elif chosen:
            self._chosen = sorted(chosen)
        self.refresh()
