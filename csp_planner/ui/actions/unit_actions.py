"""The actions on units, and on all that stands in a term."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.states import FREE_STATES, UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _
from csp_planner.messages.words import credit_word, state_word
from csp_planner.ui.actions.action import ActionGroup, ActionOn
from csp_planner.ui.actions.marks import MARKS
from csp_planner.ui.actions.modes import ChooseMode
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.actions.views import Views

if TYPE_CHECKING:  # the first page judges no plan
    from csp_planner.domain.evaluation.values import Standing

Codes = Sequence[str]
ASIDE_KEY = "Ctrl+0"


class UnitActions(ActionGroup):
    """Place, take off, waive, mark, credit, try, and the details. Each acts on units given by their codes."""

    def __init__(self, parent: QObject, acts: Acts, trials: ScenarioActs, views: Views) -> None:
        super().__init__(parent)
        self._acts, self._trials, self._views = acts, trials, views
        self.place = acts.place
        self.modes = ChooseMode(acts.session)
        self.waive = ActionOn[Codes](
            parent, _("Place with a wai&ver…"), lambda codes: acts.ask_waiver(codes, None), self.are_free
        )
        self.unplace = ActionOn[Codes](parent, _("&Take off the plan"), acts.unplace, self._may_be_taken_off)
        self.marks = {state: self._mark(state, f"Ctrl+{number}") for number, state in enumerate(MARKS, 1)}
        self.credits = {basis: self._credit(basis) for basis in CreditBasis}
        self.remove_credit = ActionOn[Codes](
            parent, _("&No longer obtained otherwise"), lambda codes: acts.crediting.remove(codes[0])
        )
        self.change_credit = ActionOn[Codes](
            parent, _("&Answer, worth, who decides…"), lambda codes: acts.crediting.ask(codes[0])
        )
        self.link = ActionOn[Codes](
            parent, _("&Link to rows of the sheet…"), lambda codes: acts.crediting.link(codes[0])
        )
        self.fill = ActionOn[Codes](parent, _("C&hoose the unit…"), lambda codes: acts.ask_filling(codes[0]))
        self.clear = ActionOn[Codes](
            parent, _("Clea&r the free unit"), lambda codes: acts.clear_slot(codes[0]), self.is_filled
        )
        choosing = acts.choosing
        self.pins = choosing
        self.set_aside = ActionOn[Codes](parent, _("&Not this one"), choosing.set_aside, choosing.may_set_aside)
        self.take_back = ActionOn[Codes](parent, _("Ta&ke back"), choosing.take_back, choosing.are_set_aside)
        self._let_trigger(self.set_aside, self._turn_aside, ASIDE_KEY)
        self.fail = self._fail()
        self.details = self._let_trigger(
            ActionOn[Codes](parent, _("Unit &details"), lambda codes: views.show_details(codes[0])),
            views.toggle_details,
            "Ctrl+I",
        )

    def _mark(self, state: UnitState, key: str) -> ActionOn[Codes]:
        action = ActionOn[Codes](self._parent, state_word(state), lambda codes: self._acts.mark(codes, state))
        return self._let_trigger(action, lambda: action.run(self._views.selected_codes), key)

    def _credit(self, basis: CreditBasis) -> ActionOn[Codes]:
        return ActionOn[Codes](
            self._parent, credit_word(basis), lambda codes: self._acts.crediting.ask(codes[0], basis), self.are_free
        )

    def _fail(self) -> ActionOn[Codes]:
        action = ActionOn[Codes](
            self._parent,
            _("…I do not get the selected unit?"),
            lambda codes: self._trials.fails(codes[0]),
            self._may_fail,
        )
        return self._let_trigger(action, self._fail_selected)

    def _turn_aside(self) -> None:
        """Set the selected units aside; where all of them are, take them back."""
        codes = self._views.selected_codes
        if self.take_back.possible(codes):
            self.take_back.run(codes)
        elif self.set_aside.possible(codes):
            self.set_aside.run(codes)

    def _fail_selected(self) -> None:
        codes = self._views.selected_codes
        if codes:
            self.fail.run(codes)

    # What is possible

    def standings(self, codes: Codes) -> "list[Standing]":
        """How *codes* stand in the plan shown; what was acquired outside the sheet has no standing."""
        standings = self._acts.session.evaluation.standings
        return [standings[code] for code in codes if code in standings]

    def placed(self, codes: Codes) -> list[str]:
        """Those of *codes* that stand in a term."""
        return [standing.unit for standing in self.standings(codes) if standing.term is not None]

    def are_free(self, codes: Codes) -> bool:
        """Whether nothing has come of any of *codes* yet."""
        found = self.standings(codes)
        return len(found) == len(codes) and all(standing.state in FREE_STATES for standing in found)

    def is_slot(self, codes: Codes) -> bool:
        """Whether *codes* are one free unit."""
        unit = self._acts.session.plan.programme.by_code.get(codes[0]) if len(codes) == 1 else None
        return unit is not None and unit.is_slot

    def is_filled(self, codes: Codes) -> bool:
        """Whether a unit fills the free unit that *codes* are."""
        return self._acts.session.plan.scenario.filling(codes[0]) is not None

    def _may_be_taken_off(self, codes: Codes) -> bool:
        return bool(self.placed(codes)) and self.are_free(codes)

    def _may_fail(self, codes: Codes) -> bool:
        from csp_planner.proposal.questions import can_fail

        return can_fail(self._acts.session.evaluation, codes[0])


class TermActions(ActionGroup):
    """Mark all, take all off, lighten, take the term off, skip. Each acts on one term, or on what stands in it."""

    def __init__(self, parent: QObject, acts: Acts, trials: ScenarioActs) -> None:
        super().__init__(parent)
        self._acts = acts
        texts = {
            UnitState.ENROLLED: _("All &enrolled"),
            UnitState.IN_PROGRESS: _("All in &progress"),
            UnitState.VALIDATED: _("All &validated"),
        }
        self.marks = [self._mark(state, text) for state, text in texts.items()]
        self.unplace = ActionOn[Term](
            parent,
            _("&Take all off the plan"),
            lambda term: acts.unplace(self._planned_in(term)),
            lambda term: bool(self._planned_in(term)),
        )
        self.lighten = ActionOn[Term](parent, _("&Lighten to the limit"), acts.lighten, self._is_overloaded)
        self.leave = ActionOn[Term](parent, _("On leave this &semester"), acts.set_leave, self._is_ahead)
        self.lift = ActionOn[Term](parent, _("Lift the le&ave"), acts.lift_leave)
        self.skip = ActionOn[Term](parent, _("What &if this semester is skipped?"), trials.term_off, self._holds_units)

    def _mark(self, state: UnitState, text: str) -> ActionOn[Term]:
        return ActionOn[Term](
            self._parent,
            text,
            lambda term: self._acts.mark_term(term, state),
            lambda term: bool(self._standing_in(term)),
        )

    def _standing_in(self, term: Term) -> "list[Standing]":
        return [each for each in self._acts.session.evaluation.standings.values() if each.term == term]

    def _planned_in(self, term: Term) -> list[str]:
        return [each.unit for each in self._standing_in(term) if each.state is UnitState.PLANNED]

    def _is_overloaded(self, semester: Term) -> bool:
        load = self._acts.session.evaluation.load(semester)
        return load is not None and load.overloaded

    def is_off(self, semester: Term) -> bool:
        """Whether *semester* is on leave in the scenario shown."""
        return semester in self._acts.session.plan.scenario.leaves

    def _is_ahead(self, semester: Term) -> bool:
        return self._acts.session.today <= semester.ends

    def _holds_units(self, semester: Term) -> bool:
        load = self._acts.session.evaluation.load(semester)
        return load is not None and bool(load.units)
