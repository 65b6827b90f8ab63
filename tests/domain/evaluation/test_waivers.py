"""What is said of units placed by waiver."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, WAIVED, WAIVER, found, full, marked, only, put, put_all, term, worked

EARLY = replace(WAIVER, date=date(2026, 3, 1))
"""Granted before enrolment for 2026-S1 closed, so not about that."""
ENROLMENT_OVER = date(2026, 11, 1)


def test_waiver_answers_every_blocking_judgement_of_its_unit(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET007": "2027-S1", "AST005": "2027-S1", "CCE001": "2026-S1"}, WAIVER)
    blocking = {item.unit for item in evaluate_plan(plan, TODAY).blocking}
    assert blocking.isdisjoint({"TET007", "AST005", "CCE001"})
    assert {item.unit for item in found(plan, "waiver")} == {"TET007", "AST005", "CCE001"}


def test_complete_plan_names_the_units_its_waivers_carry(empty_plan: Plan) -> None:
    assert {item.unit for item in found(full(empty_plan), "waiver")} == set(WAIVED)


def test_a_waivered_unit_not_enrolled_in_is_flagged_once_enrolment_has_closed(empty_plan: Plan) -> None:
    plan = put(empty_plan, "TET007", "2026-S1", EARLY, date(2026, 3, 1))
    assert found(plan, "waiver-past", today=date(2026, 10, 31)) == []
    missed = only(plan, "waiver-past", today=ENROLMENT_OVER)
    assert (missed.unit, missed.term, missed.args) == ("TET007", term("2026-S1"), {"closed_on": date(2026, 10, 31)})


def test_a_waiver_for_the_closed_enrolment_itself_holds_until_the_semester_is_over(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2026-S1", WAIVER)
    assert found(plan, "waiver-past", today=date(2027, 2, 28)) == []
    assert only(plan, "waiver-past", today=date(2027, 3, 1)).unit == "CCE001"


def test_a_missed_waiver_offers_the_next_opening_or_another_waiver_and_the_way_back(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET007": "2025-S1", "CCE001": "2025-S1"}, EARLY)
    assert only(plan, "waiver-past", "CCE001").fixes == (
        Fix(FixKind.MOVE, "CCE001", term("2027-S1")),
        Fix(FixKind.UNPLACE, "CCE001"),
    )
    assert only(plan, "waiver-past", "TET007").fixes == (Fix(FixKind.WAIVE, "TET007"), Fix(FixKind.UNPLACE, "TET007"))


def test_what_a_missed_waiver_offers_is_in_no_semester_off(empty_plan: Plan) -> None:
    plan = edits.set_leave(put(empty_plan, "CCE001", "2025-S1", EARLY), term("2027-S1"), TODAY)
    assert isinstance(plan, Plan)
    fix = only(plan, "waiver-past", "CCE001").fixes[0]
    assert fix == Fix(FixKind.MOVE, "CCE001", term("2028-S1"))
    assert isinstance(edits.place(plan, "CCE001", term("2028-S1"), TODAY), Plan)


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED, UnitState.FAILED])
def test_a_waivered_unit_with_an_enrolment_is_not_missed(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(put(empty_plan, "TET007", "2025-S1", EARLY), "TET007", state)
    assert found(plan, "waiver-past", today=TODAY) == []


def test_a_missed_waiver_changes_no_exit_code(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    placed = tuple(
        replace(each, term=term("2025-S1")) if each.unit == "TET007" else each for each in plan.scenario.placements
    )
    plan = plan.with_scenario(replace(plan.scenario, placements=placed))
    assert only(plan, "waiver-past")
    assert evaluate_plan(plan, TODAY).blocking == ()


def test_only_the_waiver_of_a_proposal_is_still_to_ask_for(empty_plan: Plan) -> None:
    proposed = put(empty_plan, "TET007", "2027-S1", replace(WAIVER, proposed=True))
    assert only(proposed, "waiver").args["proposed"] is True
    assert "proposed" not in only(put(empty_plan, "TET007", "2027-S1", WAIVER), "waiver").args
    enrolled = marked(worked(proposed, "2020-01-01", None), "TET007", UnitState.ENROLLED)
    assert "proposed" not in only(enrolled, "waiver").args
