"""States of several units at once, and attempts as history."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.states import LIVE_STATES, UnitState
from csp_planner.domain.terms import Part, Term

from ..helpers import TODAY, WAIVER, credited, done, found, marked, only, put, put_all, refused, term

SPRING = {"PST003": "2026-S2", "AST005": "2026-S2"}


def states(plan: Plan, *codes: str) -> list[UnitState]:
    standings = evaluate_plan(plan, TODAY).standings
    return [standings[code].state for code in codes]


def test_several_units_are_marked_together_where_each_stands(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {**SPRING, "CCE001": "2027-S1"})
    plan = done(edits.record_outcomes(plan, ["PST003", "CCE001"], UnitState.ENROLLED, TODAY))
    assert {attempt.unit: str(attempt.term) for attempt in plan.profile.attempts} == {
        "PST003": "2026-S2",
        "CCE001": "2027-S1",
    }


def test_one_unit_that_cannot_be_marked_keeps_all_as_they_are(empty_plan: Plan) -> None:
    refusals = edits.record_outcomes(put_all(empty_plan, SPRING), ["PST003", "CCE001"], UnitState.VALIDATED, TODAY)
    assert isinstance(refusals, tuple)
    assert [(refusal.unit, refusal.reason) for refusal in refusals] == [("CCE001", Reason.NOT_PLACED)]


def test_whole_term_is_validated_planned_and_under_way_alike(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {**SPRING, "CCE003": "2026-S2", "TET003": "2027-A", "CCE001": "2027-S1"})
    plan = marked(plan, "AST005", UnitState.IN_PROGRESS)
    plan = edits.record_term_outcome(plan, term("2026-S2"), UnitState.VALIDATED, TODAY)
    assert states(plan, "PST003", "AST005", "CCE003") == [UnitState.VALIDATED] * 3
    assert states(plan, "TET003", "CCE001") == [UnitState.PLANNED] * 2


def test_annual_part_and_its_semesters_are_different_terms(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET003": "2027-A", "CCE001": "2027-S1"})
    annual = edits.record_term_outcome(plan, term("2027-A"), UnitState.ENROLLED, TODAY)
    assert states(annual, "TET003", "CCE001") == [UnitState.ENROLLED, UnitState.PLANNED]
    first = edits.record_term_outcome(plan, term("2027-S1"), UnitState.ENROLLED, TODAY)
    assert states(first, "TET003", "CCE001") == [UnitState.PLANNED, UnitState.ENROLLED]


def test_marking_a_term_takes_no_unit_back(empty_plan: Plan) -> None:
    plan = marked(marked(put_all(empty_plan, SPRING), "PST003", UnitState.VALIDATED), "AST005", UnitState.IN_PROGRESS)
    for state in (UnitState.ENROLLED, UnitState.IN_PROGRESS):
        assert edits.record_term_outcome(plan, term("2026-S2"), state, TODAY) is plan
    undone = edits.record_term_outcome(plan, term("2026-S2"), UnitState.PLANNED, TODAY)
    assert states(undone, "PST003", "AST005") == [UnitState.VALIDATED, UnitState.PLANNED]
    failed = edits.record_term_outcome(plan, term("2026-S2"), UnitState.FAILED, TODAY)
    assert states(failed, "PST003", "AST005") == [UnitState.VALIDATED, UnitState.TO_PLACE]


def test_what_cannot_be_marked_is_left_alone_by_marking_its_term(empty_plan: Plan) -> None:
    plan = put(empty_plan, "PST003", "2026-S2")
    unknown = Placement(unit="XYZ999", term=term("2026-S2"))
    plan = plan.with_scenario(replace(plan.scenario, placements=(*plan.scenario.placements, unknown)))
    validated = edits.record_term_outcome(plan, term("2026-S2"), UnitState.VALIDATED, TODAY)
    assert validated.scenario.placements == (unknown,)
    assert states(validated, "PST003") == [UnitState.VALIDATED]
    assert edits.record_term_outcome(plan, term("2026-S2"), UnitState.OBTAINED_OTHERWISE, TODAY) is plan
    assert edits.record_term_outcome(empty_plan, term("2026-S2"), UnitState.VALIDATED, TODAY) is empty_plan


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED])
def test_held_unit_is_moved_even_where_it_does_not_open(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(empty_plan, "TET010", state, "2025-S1", date(2026, 2, 1))
    moved = done(edits.move_attempt(plan, "TET010", term("2025-S2"), TODAY))
    (attempt,) = moved.profile.attempts
    assert (str(attempt.term), attempt.state, attempt.date) == ("2025-S2", state, TODAY)


def test_held_annual_unit_lands_in_the_annual_part(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "AST002", UnitState.VALIDATED, "2024-A")
    moved = done(edits.move_attempt(plan, "AST002", term("2025-S1"), TODAY))
    assert moved.profile.attempts[0].term == term("2025-A")
    assert edits.move_attempt(moved, "AST002", term("2025-S2"), TODAY) is moved


def test_unit_that_is_not_held_is_not_moved_as_if_it_were(empty_plan: Plan) -> None:
    for plan in (put(empty_plan, "CCE001", "2027-S1"), credited(empty_plan, "CCE001")):
        assert refused(edits.move_attempt(plan, "CCE001", term("2028-S1"), TODAY)).reason is Reason.NO_ATTEMPT
    failed = marked(empty_plan, "CCE001", UnitState.FAILED, "2025-S1")
    assert refused(edits.move_attempt(failed, "CCE001", term("2028-S1"), TODAY)).reason is Reason.NO_ATTEMPT
    held = marked(empty_plan, "CCE001", UnitState.ENROLLED, "2025-S1")
    assert refused(edits.move_attempt(held, "CCE001", Term(2151, Part.S1), TODAY)).reason is Reason.BAD_VALUE


def test_entry_of_the_history_can_be_forgotten(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.FAILED, "2024-S1")
    plan = marked(plan, "CCE001", UnitState.VALIDATED, "2025-S1")
    without_failure = done(edits.forget_attempt(plan, 0))
    assert [attempt.state for attempt in without_failure.profile.attempts] == [UnitState.VALIDATED]
    assert states(done(edits.forget_attempt(plan, 1)), "CCE001") == [UnitState.TO_PLACE]


def test_entry_of_the_history_takes_a_date_and_a_note(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2024-S1")
    noted = done(edits.annotate_attempt(plan, 0, date(2025, 2, 3), " 14/20 "))
    (attempt,) = noted.profile.attempts
    assert (attempt.date, attempt.note, attempt.state) == (date(2025, 2, 3), "14/20", UnitState.VALIDATED)
    assert edits.annotate_attempt(noted, 0, date(2025, 2, 3), "14/20") is noted
    assert refused(edits.annotate_attempt(plan, 0, TODAY, "x" * 10_001)).reason is Reason.TOO_LONG


@pytest.mark.parametrize("index", [-1, 1])
def test_entry_that_is_not_there_is_refused(empty_plan: Plan, index: int) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2024-S1")
    assert refused(edits.forget_attempt(plan, index)).reason is Reason.BAD_VALUE
    assert refused(edits.annotate_attempt(plan, index, TODAY, "")).reason is Reason.BAD_VALUE


# The waiver stays with its unit


@pytest.mark.parametrize("state", sorted(LIVE_STATES))
def test_waiver_stays_with_the_unit_through_its_states_and_back(empty_plan: Plan, state: UnitState) -> None:
    plan = put(empty_plan, "TET007", "2027-S1", WAIVER)
    for after in (UnitState.ENROLLED, UnitState.IN_PROGRESS, state):
        plan = marked(plan, "TET007", after)
        assert evaluate_plan(plan, TODAY).standings["TET007"].waiver == WAIVER
        assert only(plan, "waiver").args == {"reason": WAIVER.reason, "date": WAIVER.date}
    back = marked(plan, "TET007", UnitState.PLANNED)
    assert back == put(empty_plan, "TET007", "2027-S1", WAIVER)
    assert "TET007" not in {item.unit for item in evaluate_plan(back, TODAY).blocking}


def test_waivers_stay_when_several_units_or_a_whole_term_are_marked(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET007": "2027-S1", "UAS004": "2027-S1"}, WAIVER)
    together = done(edits.record_outcomes(plan, ["TET007", "UAS004"], UnitState.ENROLLED, TODAY))
    assert [attempt.waiver for attempt in together.profile.attempts] == [WAIVER, WAIVER]
    assert edits.record_term_outcome(plan, term("2027-S1"), UnitState.ENROLLED, TODAY) == together
    assert edits.record_term_outcome(together, term("2027-S1"), UnitState.PLANNED, TODAY) == plan


def test_waiver_goes_with_a_held_unit_that_is_moved(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "TET007", "2026-S2", WAIVER), "TET007", UnitState.ENROLLED)
    moved = done(edits.move_attempt(plan, "TET007", term("2027-S1"), TODAY))
    assert only(moved, "waiver").term == term("2027-S1")
    assert marked(moved, "TET007", UnitState.PLANNED).scenario.placements == (
        Placement(unit="TET007", term=term("2027-S1"), waiver=WAIVER),
    )
    elsewhere = marked(put(empty_plan, "TET007", "2027-S1", WAIVER), "TET007", UnitState.ENROLLED, "2026-S2")
    assert only(elsewhere, "waiver").term == term("2026-S2")


@pytest.mark.parametrize("state", [UnitState.FAILED, UnitState.WITHDRAWN])
def test_history_keeps_the_waiver_and_gives_it_back_to_what_was_marked_by_mistake(
    empty_plan: Plan, state: UnitState
) -> None:
    planned = put(empty_plan, "TET007", "2026-S2", WAIVER)
    for before in (planned, marked(planned, "TET007", UnitState.IN_PROGRESS)):
        over = marked(before, "TET007", state)
        assert over.profile.attempts[-1].waiver == WAIVER
        assert not found(over, "waiver")
        again = marked(over, "TET007", UnitState.VALIDATED, "2026-S2")
        assert again.profile.attempts[-1].waiver == WAIVER


def test_history_of_another_term_takes_no_waiver_from_the_plan(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "TET007", "2027-S1", WAIVER), "TET007", UnitState.FAILED, "2024-S1")
    assert plan.profile.attempts[-1].waiver is None
    assert only(plan, "waiver").term == term("2027-S1")
