"""What is asked for is dispensed of by a proposal, which ends no earlier than its day."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.amounts import parts_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Requirement
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import number_of
from csp_planner.messages.answer import answer_sentences
from csp_planner.messages.proposal import reason_words
from csp_planner.proposal.answer import ReasonKind
from csp_planner.proposal.request import request_for
from csp_planner.solver.reading import problem_of

from ..domain.helpers import marked, worked
from .helpers import TODAY, judged, proposed, term, where, why


def asking(plan: Plan, code: str, day: date, state: CreditState = CreditState.ASKED) -> Plan:
    found = edits.add_credit(plan, Credit(unit=code, basis=CreditBasis.VES, date=day, state=state))
    assert isinstance(found, Plan)
    return found


def test_an_expected_credit_is_not_placed_and_the_end_waits_for_its_day(empty_plan: Plan) -> None:
    plan = asking(empty_plan, "FPG003", date(2029, 11, 5))
    found = why(proposed(plan))
    assert "FPG003" not in where(found)
    assert found.end_term == term("2029-S1") == judged(plan, found).end_term
    assert answer_sentences(found)[-1] == "Cela suppose que FPG003 soit accordée."
    (reason,) = found.reasons
    assert (reason.kind, reason.units) == (ReasonKind.CREDIT, ("FPG003",))
    assert reason_words(reason, found) == "La réponse pour FPG003 est attendue en S1 2029/2030."


def test_an_answer_expected_before_the_end_changes_nothing_of_it(empty_plan: Plan) -> None:
    found = proposed(asking(empty_plan, "FPG003", date(2027, 3, 1)))
    granted = proposed(asking(empty_plan, "FPG003", TODAY, CreditState.GRANTED))
    assert (found.end_term, where(found)) == (granted.end_term, where(granted))


@pytest.mark.parametrize(
    ("state", "day"), [(CreditState.REFUSED, date(2029, 11, 5)), (CreditState.ASKED, date(2026, 11, 1))]
)
def test_refused_or_past_its_day_the_unit_is_proposed_again(empty_plan: Plan, state: CreditState, day: date) -> None:
    assert day > TODAY or state is CreditState.ASKED
    found = proposed(asking(empty_plan, "FPG003", day, state))
    assert "FPG003" in where(found)
    assert found.end_term == proposed(empty_plan).end_term


def test_an_older_unit_that_counts_for_two_rows_leaves_both_out(empty_plan: Plan) -> None:
    credit = Credit(unit="OLD", basis=CreditBasis.EARLIER, date=date(2023, 1, 1), counts_for=("FPG003", "AST004"))
    plan = edits.add_credit(empty_plan, credit)
    assert isinstance(plan, Plan)
    assert {"FPG003", "AST004"}.isdisjoint(where(proposed(plan)))


def test_the_report_waits_for_an_experience_that_is_asked_for(empty_plan: Plan) -> None:
    plan = asking(empty_plan, "UAS003", date(2029, 11, 5))
    found = proposed(plan)
    assert where(found)["UA211G"] == "2029-S1"
    assert found.assumed_months == 0


def test_the_report_waits_for_no_answer_once_the_months_are_done_before(empty_plan: Plan) -> None:
    plan = worked(asking(empty_plan, "UAS003", date(2029, 11, 5)), "2026-01-01", None)
    condition = next(each for each in evaluate_plan(plan, TODAY).conditions if each.code is Requirement.EXPERIENCE)
    assert problem_of(request_for(plan, TODAY)).experience_from == condition.planned_for == date(2027, 6, 30)


def test_what_was_obtained_weighs_in_its_semester_what_it_was_worth(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "FPG003", UnitState.VALIDATED, "2027-S1")
    (attempt,) = plan.profile.attempts
    plan = replace(plan, profile=replace(plan.profile, attempts=(replace(attempt, ects=2.5, hours=10),)))
    (semester,) = [load for load in evaluate_plan(plan, TODAY).terms if load.units]
    held = problem_of(request_for(plan, TODAY)).held_weights[number_of(semester.term)]
    assert (held.ects, held.hours) == (parts_of(semester.ects), parts_of(semester.hours)) == (500, 2000)
