"""Scenarios side by side: figures first, then unit by unit where they differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
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
from csp_planner.ui.labels import no_key, tip
from csp_planner.ui.scenario_acts import ScenarioActs
from csp_planner.ui.session import Session

MOST = 3


class ComparePage(QWidget):
    """Two or three scenarios; from here one is opened or retained."""

    closed = Signal()
    print_asked = Signal(list)
    """The scenarios side by side are to be printed."""

    def __init__(self, session: Session, scenarios: ScenarioActs) -> None:
        super().__init__()
        self.session, self.scenarios = session, scenarios
        self._chosen: list[int] = []
        self._names: list[str] = []
        back = QPushButton(_("← Back to the plan"))
        back.clicked.connect(self.closed)
        title = QLabel(_("Compare"))
        title.setFont(theme.scaled(self.font(), 1.3, bold=True))
        inside = QWidget()
        self._choices = QHBoxLayout(inside)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(theme.GRID * 3)
        self._strip = QScrollArea()  # fifty scenarios are more than a row holds
        self._strip.setWidget(inside)
        self._strip.setWidgetResizable(True)
        self._strip.setFrameShape(QFrame.Shape.NoFrame)
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID * 4)
        top.addWidget(back)
        top.addWidget(title)
        top.addWidget(self._strip, 1)
        legend = QLabel(_("In bold: what differs"))
        legend.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        top.addWidget(legend)
        paper = QPushButton(_("Print…"))
        paper.setAccessibleName(_("Print the comparison"))
        paper.clicked.connect(lambda: self.print_asked.emit(self._chosen))
        top.addWidget(paper)
        self._acts_row = QHBoxLayout()
        self._acts_row.setSpacing(0)
        self._table = QTableWidget()
        self._table.setAccessibleName(_("Scenarios side by side"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(True)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit = QTimer(self)  # once for all columns of one change of width
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self._table.resizeRowsToContents)
        self._table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fit.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(theme.GRID * 2)
        column.addLayout(top)
        column.addLayout(self._acts_row)
        column.addSpacing(-theme.GRID)
        column.addWidget(self._table, 1)
        session.changed.connect(self._refresh_if_shown)

    def begin(self) -> None:
        """Choose the scenario shown and its neighbours."""
        plan = self.session.document
        others = [index for index in range(len(plan.scenarios)) if index != plan.active]
        self._chosen = sorted([plan.active, *others[: MOST - 1]])
        self._names = [scenario.name for scenario in plan.scenarios]
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
        else:
            super().keyPressEvent(event)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the session's latest value."""
        plan = self.session.document
        self._follow()
        self._show_choices()
        from csp_planner.domain.comparison import compare
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
        self._show_acts([(found.index, shown(found.name)) for found in comparison.columns])

    def _show_acts(self, shown: list[tuple[int, str]]) -> None:
        """What can be done with each scenario, above its column: a table shows assistive technology cells only."""
        while self._acts_row.count():
            item = self._acts_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        header = self._table.verticalHeader()
        self._acts_row.setContentsMargins(header.sizeHint().width() + self._table.frameWidth(), 0, 0, 0)
        for index, name in shown:
            self._acts_row.addWidget(self._acts(index, name), 1)

    def _acts(self, index: int, name: str) -> QWidget:
        plan = self.session.document
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(4, 3, 4, 3)
        show = QPushButton(_("Open"))
        show.setAccessibleName(_("Open “{name}”").format(name=name))
        show.clicked.connect(lambda: self._open(index))
        retained = plan.scenarios[index].retained
        retain = QPushButton(_("★ Retained") if retained else _("Retain"))
        retain.setAccessibleName(_("Retain “{name}”").format(name=name))
        retain.clicked.connect(lambda: self.scenarios.retain(index))
        row.addWidget(show)
        row.addWidget(retain)
        row.addStretch()
        return inside

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

    def _show_choices(self) -> None:
        while self._choices.count():
            item = self._choices.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for index, scenario in enumerate(self.session.document.scenarios):
            box = QCheckBox(no_key(shown(scenario.name)))
            box.setChecked(index in self._chosen)
            box.setEnabled(index in self._chosen or len(self._chosen) < MOST)
            box.toggled.connect(lambda on, index=index: self._choose(index, on))
            self._choices.addWidget(box)
        if self._choices.count() == 1:
            alone = QLabel(_("This plan has one scenario: Ctrl+D makes a copy of it to change and to compare."))
            alone.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._choices.addWidget(alone)
        self._choices.addStretch(1)
        wide = self._choices.sizeHint().width() > self._strip.width() > 0
        bar = self._strip.horizontalScrollBar().sizeHint().height() if wide else 0
        self._strip.setFixedHeight(self._choices.sizeHint().height() + bar)

    def _choose(self, index: int, on: bool) -> None:
        chosen = [*self._chosen, index] if on else [each for each in self._chosen if each != index]
        if chosen:
            self._chosen = sorted(chosen)
        self.refresh()
