"""The details of one unit, in place of the progress."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from csp_planner.domain.amounts import difference
from csp_planner.domain.evaluation.acquired import Acquired
from csp_planner.domain.evaluation.values import Standing
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.profile import CreditState
from csp_planner.domain.programme import Unit
from csp_planner.messages.acquired import signed, worth_words
from csp_planner.messages.catalogue import _
from csp_planner.messages.loads import personal_work_of
from csp_planner.messages.naming import outside_name, row_name
from csp_planner.messages.words import ects, hours
from csp_planner.ui import theme
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.acquired_section import AcquiredSection
from csp_planner.ui.panels.figures_section import FiguresSection
from csp_planner.ui.panels.history_section import HistorySection
from csp_planner.ui.panels.note_section import NoteSection
from csp_planner.ui.panels.openings_section import OpeningsSection
from csp_planner.ui.panels.section import Section
from csp_planner.ui.panels.slot_section import SlotSection
from csp_planner.ui.panels.state_section import StateSection
from csp_planner.ui.panels.tick_section import TickSection
from csp_planner.ui.widgets.buttons import BackButton
from csp_planner.ui.widgets.labels import plain_label
from csp_planner.ui.widgets.scrolling import end_at_one_edge


class Inspector(QScrollArea):
    """The right zone while one unit is looked at: its name, then a section for each thing one asks of a unit."""

    closed = Signal()

    def __init__(self, session: Session, acts: Acts, trials: ScenarioActs, shows_private: bool) -> None:
        super().__init__()
        self.session = session
        self._code = ""
        self.setAccessibleName(_("Details of a unit"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setAutoFillBackground(True)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 2)
        self._column.setSpacing(theme.GRID * 2)
        self.setWidget(inside)
        end_at_one_edge(self, self._column)
        self._make_heading()
        self.state = StateSection(session, acts, trials)
        self.tick, self.slot = TickSection(session, acts), SlotSection(session, acts)
        self.openings = OpeningsSection(session)
        self.figures = FiguresSection(session)
        self.history = HistorySection(session)
        self.acquired = AcquiredSection(session, acts)
        self.note = NoteSection(session, shows_private=shows_private)
        for section in self._sections:
            self._column.addWidget(section)
        self._column.addStretch(1)
        session.replacing.connect(self.forget)

    @property
    def _sections(self) -> tuple[Section, ...]:
        rows = self.state, self.tick, self.slot, self.openings, self.figures, self.history, self.note
        return *rows, self.acquired

    def _make_heading(self) -> None:
        back = BackButton(_("Progress"))
        back.setFlat(True)
        back.clicked.connect(self.closed)
        self._column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._name, self._title, self._amounts = plain_label(), plain_label(), plain_label()
        self._name.setFont(theme.scaled(self.font(), 1.3, bold=True))
        for label in (self._name, self._title, self._amounts):
            self._column.addWidget(label)

    @property
    def code(self) -> str:
        """Code of the unit shown."""
        return self._code

    def show_unit(self, code: str) -> None:
        """Show unit *code*."""
        if code != self._code:
            self.settle()
            self._code = code
            for section in self._sections:
                section.begin(code)
        self.refresh()

    def settle(self) -> None:
        """Keep what is typed and not yet kept. Out of sight the fields may be behind the plan, and say nothing."""
        if self._code and not self.isHidden() and self.session.trial is None:
            for section in (self.note, self.figures, self.history, self.tick):
                section.settle()

    def forget(self) -> None:
        """Another document comes, or another page: nothing shown so far may be written from now on."""
        self._code = ""
        for section in self._sections:
            section.forget()

    def refresh(self) -> None:
        """Show the session's latest value."""
        unit = self.session.plan.programme.by_code.get(self._code)
        standing = self.session.evaluation.standings.get(self._code)
        acquired = next((one for one in self.session.evaluation.outside if one.unit == self._code), None)
        shown = self._sections_of(unit)
        for section in self._sections:  # each is shown or hidden once: what stands below would move under the pointer
            section.setVisible(section in shown)
        if unit is not None and standing is not None:
            self._show_heading(unit, standing)
            for section in self._sections:
                section.refresh()
        elif acquired is not None:
            self._show_acquired(acquired)
        elif self._code and unit is None:
            self.closed.emit()  # it was taken away

    def _sections_of(self, unit: Unit | None) -> list[Section]:
        """The sections that have something to say of *unit*; None is one that is no row of the sheet."""
        if unit is None:
            return [self.acquired]
        profile, shown = self.session.plan.profile, list[Section]([self.figures, self.note])
        credit, tick = profile.credit(unit.code), profile.tick(unit.code)
        is_ticked = self.session.plan.programme.is_ticked(unit)
        is_due = is_ticked and (credit is None or credit.state is CreditState.REFUSED)
        # A tick that counts no more, because the unit is attended now, can still be taken back.
        if is_due or (tick is not None and not is_ticked):
            shown.append(self.tick)
        if not is_due or tick is None:  # else the tick and its day are all there is to say
            shown.append(self.state)
        if unit.is_slot:
            shown.append(self.slot)
        if unit.has_sessions or unit.openings:
            shown.append(self.openings)
        if unit.is_attended:
            shown.append(self.history)
        return shown

    def _show_acquired(self, acquired: Acquired) -> None:
        """A unit that is no row has no term, no openings and no figures of a sheet."""
        name = outside_name(acquired.unit, acquired.title)
        self._name.setText(name.brief)
        self._title.setText(name.title)
        self._title.setVisible(bool(name.code and name.title))
        self._amounts.setText(worth_words(acquired.ects, acquired.hours))
        self._amounts.setVisible(bool(self._amounts.text()))
        self.acquired.refresh()

    def _show_heading(self, unit: Unit, standing: Standing) -> None:
        name = row_name(self.session.plan, unit.code)
        self._amounts.show()
        self._name.setText(name.brief)
        self._title.setText(name.title)
        self._title.setVisible(bool(name.code))
        amounts = ects(standing.ects)
        if self.session.evaluation.hours.known:
            amounts = _("{ects} · {hours}").format(ects=amounts, hours=hours(standing.hours))
        plan = self.session.plan
        row = effective_programme(plan.programme, plan.profile, plan.scenario).by_code[unit.code]
        balance = difference(standing.ects, row.ects)
        if balance:
            text = _("{amounts} (balance {balance} ECTS)")
            amounts = text.format(amounts=amounts, balance=signed(balance))
        if standing.entered:
            amounts = _("{amounts} (entered by you)").format(amounts=amounts)
        personal = personal_work_of(standing.ects, self.session.plan.profile)
        self._amounts.setText("\n".join([amounts, *personal]))
        self._amounts.setVisible(unit.is_attended or standing.ects > 0)
