"""The state of a unit: where it stands, until when to enrol, how far it can slip, what if it is not obtained."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.values import Standing
from csp_planner.domain.profile import Credit, CreditState
from csp_planner.domain.states import FREE_STATES, UnitState
from csp_planner.domain.text import plain_lines
from csp_planner.messages.acquired import credit_sentence, decision_words, standing_word
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.interview import enrolment_sentence, slack_sentence
from csp_planner.messages.opening_words import mode_word
from csp_planner.messages.words import state_word, term_label
from csp_planner.proposal.questions import can_fail
from csp_planner.ui.actions.marks import MARKS
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.labels import plain_label

_FREE = FREE_STATES | {UnitState.TO_CONFIRM}
"""States in which a unit may turn out to be obtained otherwise."""


class StateSection(Section):
    """The state, to be changed by hand, and what follows from it."""

    def __init__(self, session: Session, acts: Acts, trials: ScenarioActs) -> None:
        super().__init__(_("State"), session)
        self._acts, self._trials = acts, trials
        self.choice = Choice()
        self.choice.setAccessibleName(_("State"))
        self.choice.activated.connect(self._take_state)
        self.where, self.enrolment, self.slack = plain_label(), plain_label(), plain_label()
        self.what_if = QPushButton(_("What if I do not get it?"))
        self.what_if.clicked.connect(lambda: self._trials.fails(self.code))
        self.otherwise = QPushButton()
        self.otherwise.clicked.connect(self._take_otherwise)
        self.change = QPushButton(_("Answer, worth, who decides…"))
        self.change.clicked.connect(lambda: self._acts.crediting.ask(self.code))
        for widget in (self.choice, self.where, self.enrolment, self.slack):
            self.column.addWidget(widget)
        for button in (self.what_if, self.change, self.otherwise):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def _standing(self) -> Standing:
        return self.session.evaluation.standings[self.code]

    def refresh(self) -> None:
        standing, credit = self._standing, self.session.plan.profile.credit(self.code)
        self._offer_states(standing)
        self._show_place(standing, credit)
        self._show_dates(standing)
        self.what_if.setVisible(can_fail(self.session.evaluation, self.code))
        if credit is None:
            text = _("Obtained otherwise…")
        elif credit.state is CreditState.GRANTED and standing.state is UnitState.EXPECTED:
            text = _("No longer expected")
        elif credit.state is CreditState.GRANTED:
            text = _("No longer obtained otherwise")
        else:
            text = _("Forget that it was asked for")
        self.otherwise.setText(text)
        self.change.setVisible(credit is not None)
        self.otherwise.setVisible(credit is not None or standing.state in _FREE)

    def _offer_states(self, standing: Standing) -> None:
        """Offer the state it has, and those a person can mark a unit with that stands in a term."""
        self.choice.clear()
        states: list[UnitState] = list(MARKS) if standing.term is not None else []
        if standing.state not in states:
            states.insert(0, standing.state)
        for state in states:
            self.choice.addItem(state_word(state), state)
        self.choice.setCurrentIndex(states.index(standing.state))
        self.choice.setEnabled(len(states) > 1)

    def _show_place(self, standing: Standing, credit: Credit | None) -> None:
        today = self.session.today
        linked = standing.credit if standing.credit is not credit else None
        lines = [
            self._place_words(standing),
            standing_word(standing, today) if linked is not None else "",
        ]
        if credit is not None:
            lines += [credit_sentence(credit, today), decision_words(credit), plain_lines(credit.note)]
        self.where.setText("\n".join(filter(None, lines)))
        self.where.setVisible(bool(self.where.text()))

    def _place_words(self, standing: Standing) -> str:
        """Where the unit stands and, where its year has several modes, in which one."""
        if standing.term is None:
            return ""
        place, mode = term_label(standing.term), mode_taken(self.session.plan.programme, standing)
        return pgettext("place", "{term}, {mode}").format(term=place, mode=mode_word(mode)) if mode else place

    def _show_dates(self, standing: Standing) -> None:
        asked = self.code in self.session.reading.asked  # until when to enrol, and how far it slips, is past
        planned = standing.state is UnitState.PLANNED and standing.term is not None and not asked
        self.enrolment.setVisible(planned)
        self.slack.setVisible(planned)
        if planned and standing.term is not None:
            dates = enrolment_dates(self.session.plan.programme, standing.term)
            self.enrolment.setText(enrolment_sentence(dates))
            self.slack.setText(slack_sentence(self.session.slack.get(self.code, 0)))

    def _take_state(self) -> None:
        state = UnitState(self.choice.currentData())
        if state in MARKS and state is not self._standing.state:
            self._acts.mark([self.code], state)
        self._offer_states(self._standing)  # the state chosen may have been refused

    def _take_otherwise(self) -> None:
        if self.session.plan.profile.credit(self.code) is not None:
            self._acts.crediting.remove(self.code)
        else:
            self._acts.crediting.ask(self.code)
