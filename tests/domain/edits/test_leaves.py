"""Semesters off: setting and lifting them, what they keep out, and what is said of what stands in one."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.edits.scenarios import duplicate_scenario, new_scenario
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import DeadlineKind, Fix, FixKind
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.planning.slack import slack
from csp_planner.domain.states import UnitState

from ..helpers import (
    BEFORE_2023,
    TODAY,
    WAIVER,
    done,
    found,
    marked,
    off,
    only,
    put,
    put_all,
    refused,
    term,
    two_scenarios,
)


def test_a_semester_is_taken_off_and_back_again(empty_plan: Plan) -> None:
    plan = off(empty_plan, "2028-S1", "2027-S1")
    assert plan.scenario.leaves == (term("2027-S1"), term("2028-S1"))
    assert done(edits.set_leave(plan, term("2027-S1"), TODAY)) is plan
    assert done(edits.lift_leave(off(empty_plan, "2027-S1"), term("2027-S1"))) == empty_plan
    assert done(edits.lift_leave(empty_plan, term("2027-S1"))) is empty_plan


@pytest.mark.parametrize(
    ("semester", "today", "reason"),
    [
        ("2026-S2", date(2027, 6, 30), None),
        ("2026-S2", date(2027, 7, 1), Reason.SEMESTER_OVER),
        ("2026-S1", TODAY, None),
        ("2025-S2", TODAY, Reason.SEMESTER_OVER),
        ("2027-A", TODAY, Reason.NOT_A_SEMESTER),
        ("2100-S1", TODAY, Reason.TOO_MANY_YEARS),
    ],
)
def test_only_a_semester_under_way_or_to_come_is_taken_off(
    empty_plan: Plan, semester: str, today: date, reason: Reason | None
) -> None:
    result = edits.set_leave(empty_plan, term(semester), today)
    if reason is None:
        assert done(result).scenario.leaves == (term(semester),)
    else:
        assert refused(result).reason is reason


def test_a_leave_of_long_ago_stays_and_can_be_lifted(empty_plan: Plan) -> None:
    plan = off(empty_plan, "2022-S2", today=BEFORE_2023)
    assert done(edits.set_leave(plan, term("2022-S2"), TODAY)) is plan
    assert done(edits.lift_leave(plan, term("2022-S2"))) == empty_plan
    assert refused(edits.lift_leave(plan, term("2022-A"))).reason is Reason.NOT_A_SEMESTER


def test_a_semester_off_takes_nothing_not_even_by_waiver(empty_plan: Plan) -> None:
    plan = off(empty_plan, "2027-S1")
    for code, waiver in (("CCE001", None), ("CCE001", WAIVER), ("TET007", WAIVER), ("PST003", WAIVER)):
        refusal = refused(edits.place(plan, code, term("2027-S1"), TODAY, waiver))
        assert (refusal.reason, refusal.leaves) == (Reason.ON_LEAVE, (term("2027-S1"),))
        assert not refusal.waivable
    assert refused(edits.place(plan, "CCE001", term("2027-S1"), TODAY)).alternatives[0] == term("2028-S1")


@pytest.mark.parametrize("half", ["2027-S1", "2027-S2"])
@pytest.mark.parametrize("wanted", ["2027-S1", "2027-A", "2027-S2"])
def test_an_annual_unit_needs_both_halves(empty_plan: Plan, half: str, wanted: str) -> None:
    refusal = refused(edits.place(off(empty_plan, half), "AST002", term(wanted), TODAY))
    assert (refusal.reason, refusal.leaves) == (Reason.ON_LEAVE, (term(half),))
    assert refusal.alternatives[0] == term("2028-A")


def test_the_other_half_of_the_year_stays_open_to_what_it_takes_whole(empty_plan: Plan) -> None:
    assert put(off(empty_plan, "2027-S1"), "UA211G", "2027-S2").scenario.placement("UA211G") is not None


def test_a_leave_moves_nothing_and_is_blocking(empty_plan: Plan) -> None:
    planned = put_all(empty_plan, {"CCE001": "2027-S1", "AST002": "2027-A", "CCE003": "2027-S2"})
    plan = off(planned, "2027-S1")
    assert plan.scenario.placements == planned.scenario.placements
    told = {item.unit: item for item in found(plan, "on-leave")}
    assert set(told) == {"CCE001", "AST002"}
    assert (told["AST002"].term, told["AST002"].args["leave"]) == (term("2027-A"), term("2027-S1"))
    assert told["CCE001"].fixes == (
        Fix(FixKind.REPLAN, "CCE001", term("2027-S1")),
        Fix(FixKind.LIFT_LEAVE, "", term("2027-S1")),
    )
    assert evaluate_plan(plan, TODAY).planned_in(term("2027-S1")) == ("CCE001", "AST002")


def test_both_halves_off_are_both_offered_to_be_lifted(empty_plan: Plan) -> None:
    told = only(off(put(empty_plan, "AST002", "2027-A"), "2027-S1", "2027-S2"), "on-leave")
    assert told.args["count"] == 2
    assert [fix.term for fix in told.fixes if fix.kind is FixKind.LIFT_LEAVE] == [term("2027-S1"), term("2027-S2")]


def test_what_stands_in_a_semester_off_may_stay_and_may_leave(empty_plan: Plan) -> None:
    plan = off(put(empty_plan, "CCE001", "2027-S1"), "2027-S1")
    assert put(plan, "CCE001", "2027-S1") is plan
    assert not found(put(plan, "CCE001", "2028-S1"), "on-leave")
    assert found(off(put(empty_plan, "TET007", "2027-S1", WAIVER), "2027-S1"), "on-leave", "TET007")


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED])
def test_what_is_held_in_a_semester_off_is_only_warned_about(empty_plan: Plan, state: UnitState) -> None:
    plan = off(marked(empty_plan, "CCE001", state, "2027-S1"), "2027-S1")
    assert not found(plan, "on-leave")
    assert only(plan, "taken-on-leave", "CCE001").args["state"] == state.value
    assert done(edits.move_attempt(plan, "CCE001", term("2027-S1"), TODAY)) is plan


@pytest.mark.parametrize("state", [UnitState.FAILED, UnitState.WITHDRAWN])
def test_what_became_history_there_is_not_spoken_of(empty_plan: Plan, state: UnitState) -> None:
    plan = off(marked(empty_plan, "CCE001", state, "2027-S1"), "2027-S1")
    assert not found(plan, "on-leave")
    assert not found(plan, "taken-on-leave")


def test_a_unit_that_the_programme_does_not_know_is_left_alone(empty_plan: Plan) -> None:
    stray = Placement(unit="XYZ999", term=term("2027-S1"))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(stray,)))
    assert not found(off(plan, "2027-S1"), "on-leave")


def test_no_repair_leads_into_a_semester_off(empty_plan: Plan) -> None:
    plan = off(empty_plan, "2027-S1")
    told = only(plan, "not-placed", "CCE001")
    assert told.args["nearest"] == term("2028-S1")
    assert told.fixes == (Fix(FixKind.MOVE, "CCE001", term("2028-S1")),)
    closed = put(empty_plan, "CCE001", "2026-S1", today=date(2026, 9, 1))
    assert only(off(closed, "2027-S1"), "enrolment-closed").fixes[0].term == term("2028-S1")


def test_a_semester_off_has_no_deadline(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "AST002": "2027-A", "CCE003": "2027-S2"})

    def enrolments(plan: Plan) -> dict[str, tuple[str, ...]]:
        deadlines = evaluate_plan(plan, TODAY).deadlines
        return {str(one.term): one.units for one in deadlines if one.code is DeadlineKind.ENROLMENT_CLOSES}

    assert set(enrolments(plan)) == {"2027-S1", "2027-A", "2027-S2"}
    assert enrolments(off(plan, "2027-S1")) == {"2027-S2": ("CCE003",)}


def test_a_semester_off_is_no_place_to_slip_to(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "TET010": "2029-S1"})
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY)["CCE001"] == 4
    less = off(plan, "2029-S1")
    assert slack(less, evaluate_plan(less, TODAY), TODAY)["CCE001"] == 2


def test_the_board_reaches_to_a_semester_off_and_keeps_its_year(empty_plan: Plan) -> None:
    last = empty_plan.scenario.board_years[-1]
    plan = off(empty_plan, f"{last + 2}-S1")
    assert plan.scenario.board_years[-1] == last + 2
    assert refused(edits.remove_year(plan, last + 2)).reason is Reason.YEAR_HAS_LEAVE
    assert done(edits.remove_year(done(edits.lift_leave(plan, term(f"{last + 2}-S1"))), last))


def test_a_leave_is_a_fact_of_its_scenario(empty_plan: Plan) -> None:
    plan = off(two_scenarios(empty_plan), "2027-S1")
    assert plan.scenarios[1].leaves == ()
    assert done(duplicate_scenario(plan, 0, "Copie")).scenario.leaves == plan.scenario.leaves
    assert done(new_scenario(plan, "Autre")).scenario.leaves == plan.scenario.leaves


def test_the_first_semester_to_study_is_not_off(empty_plan: Plan) -> None:
    plan = off(empty_plan, "2026-S2", "2027-S1")
    assert plan.scenario.first_to_study(term("2026-S2")) == term("2027-S2")
    assert plan.scenario.first_to_study(term("2026-S1")) == term("2026-S1")


def test_several_leaves_are_lifted_at_once(empty_plan: Plan) -> None:
    plan = off(empty_plan, "2027-S1", "2027-S2", "2028-S1")
    lifted = edits.lift_leaves(plan, {term("2027-S1"), term("2027-S2")})
    assert lifted.scenario.leaves == (term("2028-S1"),)
    assert edits.lift_leaves(lifted, {term("2027-S1")}) is lifted
