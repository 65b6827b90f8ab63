"""Scenarios side by side: a picture of their loads on one time scale, then only what differs."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.planning.comparison import compare_judged
from csp_planner.messages.catalogue import _
from csp_planner.messages.comparison import comparison_table
from csp_planner.messages.comparison_chart import Measure, can_show_week, chart_words
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.comparison_table import ComparisonTable
from csp_planner.ui.panels.scenario_boxes import ScenarioBoxes
from csp_planner.ui.panels.scenario_strip import LegendRow, ScenarioStrip
from csp_planner.ui.widgets.buttons import BackButton, press_with_enter
from csp_planner.ui.widgets.labels import plain_label
from csp_planner.ui.widgets.scrolling import end_at_one_edge

MOST = 4
"""Scenarios side by side at most."""


class AloneRow(QWidget):
    """What to do where there is no scenario to compare."""

    def __init__(self) -> None:
        super().__init__()
        words = plain_label(_("No scenario to compare: duplicate this one, then change the copy."))
        words.setWordWrap(False)
        self.duplicate = QPushButton(_("Duplicate this scenario"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(words)
        row.addWidget(self.duplicate)
        row.addStretch(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a person chose to see side by side: it outlives the page."""

    chosen: tuple[int, ...]
    """The places of the scenarios in the plan."""
    names: tuple[str, ...]
    """How all scenarios of the plan were called."""
    is_week: bool


class MeasureButton(QPushButton):
    """Changes what the columns stand for: ECTS, or hours of class a week."""

    def __init__(self) -> None:
        super().__init__()
        self.is_week = False
        self.clicked.connect(self._turn)
        self._say()

    def _turn(self) -> None:
        self.measure(not self.is_week)

    def measure(self, is_week: bool) -> None:
        """Let the columns stand for hours a week, or for ECTS."""
        self.is_week = is_week
        self._say()

    def _say(self) -> None:
        self.setText(_("Show ECTS") if self.is_week else _("Show hours a week"))


_EDGE = theme.GRID * 3
"""Room at the sides of the page."""


class ComparePage(QWidget):
    """Shows up to four scenarios side by side; one can be opened, at a semester, or retained from here."""

    closed = Signal()
    term_opened = Signal(object)
    """The scenario shown is to be seen on the board at this semester."""
    print_asked = Signal(list, object)
    """The scenarios side by side are to be printed, their columns in this measure."""
    export_asked = Signal(list, object)
    """They are to become a picture or a PDF."""

    def __init__(self, session: Session, scenarios: ScenarioActs) -> None:
        super().__init__()
        self.session, self.scenarios = session, scenarios
        self._chosen: list[int] = []
        self._names: list[str] = []
        self._is_own = False
        """Whether a person has ticked or unticked a scenario of this plan."""
        self._measured = Measure.ECTS
        self._boxes = ScenarioBoxes()
        self._boxes.toggled.connect(self._choose)
        kept = self._boxes.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the row keeps its height, and the buttons their place
        self._boxes.setSizePolicy(kept)
        self._full = plain_label()
        self._full.hide()
        self._alone = AloneRow()
        self._alone.duplicate.clicked.connect(lambda: self.scenarios.duplicate(self.session.document.active))
        self._measure = MeasureButton()
        self._measure.clicked.connect(lambda: self.refresh())
        self._paper = QPushButton(_("Print…"))
        self._paper.setAccessibleName(_("Print the comparison"))
        self._paper.clicked.connect(lambda: self.print_asked.emit(self._chosen, self._measured))
        self._file = QPushButton(_("Export…"))
        self._file.setAccessibleName(_("Export the comparison"))
        self._file.clicked.connect(lambda: self.export_asked.emit(self._chosen, self._measured))
        self._strip = ScenarioStrip()
        self._strip.opened.connect(self._open)
        self._strip.retain_asked.connect(self.scenarios.retain)
        self._legend = LegendRow()
        self._table = ComparisonTable()
        self._remark = plain_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, theme.GRID * 2, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addLayout(self._make_top())
        column.addWidget(self._full)
        column.addWidget(self._alone)
        column.addWidget(self._make_scroll(), 1)
        session.changed.connect(self._refresh_if_shown)
        session.replacing.connect(self._forget)

    def _make_top(self) -> QHBoxLayout:
        """The way back, the scenarios to choose from, what the columns stand for, and what prints them."""
        back = BackButton(_("Back to the plan"))
        back.clicked.connect(self.closed)
        title = QLabel(_("Compare"))
        title.setFont(theme.scaled(self.font(), 1.3, bold=True))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, _EDGE, 0)  # its right edge is that of the bar above
        top.setSpacing(theme.GRID * 3)
        top.addWidget(back)
        top.addWidget(title)
        top.addWidget(self._boxes, 1)
        top.addWidget(self._measure)
        top.addWidget(self._paper)
        top.addWidget(self._file)
        return top

    def _make_scroll(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, _EDGE, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        for part in (self._strip, self._legend, self._table, self._remark):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        end_at_one_edge(scroll, column)
        return scroll

    def _forget(self) -> None:
        """Another plan is shown: what was chosen is of this one."""
        self._is_own = False

    @property
    def compared(self) -> Compared | None:
        """What a person chose; None where that is left to the page."""
        if not self._is_own:
            return None
        return Compared(chosen=tuple(self._chosen), names=tuple(self._names), is_week=self._measure.is_week)

    def take_over(self, before: Compared) -> None:
        """Show what was chosen *before* on another page, in whose place this one was made, if it was of this plan."""
        if before.names != tuple(scenario.name for scenario in self.session.document.scenarios):
            return
        self._chosen, self._names, self._is_own = list(before.chosen), list(before.names), True
        self._measure.measure(before.is_week)

    def begin(self) -> None:
        """Show what a person chose before.

        Else choose the scenario retained, the one shown, then the first others; those that hold nothing come last.
        """
        if self._is_own:
            self._full.hide()
            self.refresh()
            return
        plan = self.session.document
        count = len(plan.scenarios)
        first = [index for index in range(count) if plan.scenarios[index].retained]
        others = [index for index in range(count) if index not in (*first, plan.active)]
        others.sort(key=lambda index: not plan.scenarios[index].placements)
        self._chosen = sorted(list(dict.fromkeys([*first, plan.active, *others]))[:MOST])
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
        if len(self._names) == 1 < len(names):  # the only one was copied to be compared
            followed = list(range(min(len(names), MOST)))
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
        self._follow()
        self._boxes.show_scenarios(self._names, self._chosen)
        self._boxes.setVisible(len(self._names) > 1)
        self._alone.setVisible(len(self._names) == 1)
        if len(self._chosen) < MOST:
            self._full.hide()

        readings = [self.session.reading_of(index) for index in self._chosen]
        plans, evaluations = [each.plan for each in readings], [each.evaluation for each in readings]
        comparison = compare_judged(plans, evaluations, self.session.today)
        has_week = can_show_week(comparison)
        self._measure.setVisible(has_week)
        self._measured = Measure.WEEK if has_week and self._measure.is_week else Measure.ECTS
        chart = chart_words(comparison, self._measured)
        self._strip.show_chart(chart)
        self._legend.show_chart(chart)
        table = comparison_table(comparison)
        self._table.show_table(table, [panel.title for panel in chart.panels])
        self._remark.setText(table.remark)
        self._remark.setVisible(bool(table.remark))
        self._order_focus()

    def _order_focus(self) -> None:
        """Make Tab go through the page in the order of the screen."""
        for before, after in pairwise([self._paper, self._file, *self._strip.focus_order(), self._table]):
            QWidget.setTabOrder(before, after)

    def _open(self, index: int, term: object) -> None:
        self.session.show_scenario(index)
        if term is None:
            self.closed.emit()
        else:
            self.term_opened.emit(term)

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
            self._chosen, self._is_own = sorted(chosen), True
        self.refresh()
