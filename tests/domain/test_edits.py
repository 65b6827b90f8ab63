"""Every change to a plan: what it gives, what it refuses, and what it offers instead."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.values import FixKind
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import ExperienceKind, Profile, Waiver
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term

from .helpers import (
    TODAY,
    WAIVER,
    credited,
    done,
    found,
    marked,
    only,
    period,
    put,
    put_all,
    refused,
    term,
    two_scenarios,
    with_unit,
)


def where(plan: Plan, code: str) -> str:
    held = plan.scenario.placement(code)
    assert held is not None
    return str(held.term)


# Placing and moving


def test_unit_is_placed_where_it_opens(empty_plan: Plan) -> None:
    assert where(put(empty_plan, "CCE001", "2027-S1"), "CCE001") == "2027-S1"


@pytest.mark.parametrize("dropped_on", ["2027-S1", "2027-S2", "2027-A"])
def test_annual_unit_lands_in_the_year_wherever_it_is_dropped_in_it(empty_plan: Plan, dropped_on: str) -> None:
    assert where(put(empty_plan, "AST002", dropped_on), "AST002") == "2027-A"


@pytest.mark.parametrize("wanted", ["2026-S2", "2027-S1"])
def test_report_runs_in_each_semester_and_is_taken_in_one(empty_plan: Plan, wanted: str) -> None:
    assert where(put(empty_plan, "UA211G", wanted), "UA211G") == wanted


def test_report_does_not_span_the_year(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "UA211G", term("2027-A"), TODAY))
    assert refusal.reason is Reason.NOT_OPEN


def test_placing_again_moves_the_unit(empty_plan: Plan) -> None:
    moved = put(put(empty_plan, "CCE001", "2027-S1"), "CCE001", "2028-S1")
    assert [str(placement.term) for placement in moved.scenario.placements] == ["2028-S1"]


def test_dropping_a_unit_where_it_is_changes_nothing(empty_plan: Plan) -> None:
    plan = put(empty_plan, "AST002", "2027-A")
    assert edits.place(plan, "AST002", term("2027-S2"), TODAY) is plan


def test_planned_unit_may_stay_where_it_is_after_its_window_closed(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2026-S1", today=date(2026, 9, 1))
    assert edits.place(plan, "CCE001", term("2026-S1"), TODAY) is plan


def test_placements_keep_the_order_of_time_then_of_the_programme(empty_plan: Plan) -> None:
    first = put_all(empty_plan, {"TET010": "2027-S1", "CCE001": "2027-S1", "PST003": "2026-S2"})
    assert [placement.unit for placement in first.scenario.placements] == ["PST003", "CCE001", "TET010"]


def test_edits_leave_the_plan_they_are_given_as_it_was(empty_plan: Plan) -> None:
    before = replace(empty_plan)
    put(empty_plan, "CCE001", "2027-S1")
    marked(empty_plan, "CCE001", UnitState.VALIDATED, "2025-S1")
    credited(empty_plan, "AST004")
    assert empty_plan == before
    assert empty_plan.scenario.placements == ()


# Refusals


def test_unit_is_refused_where_it_does_not_open_with_the_nearest_terms(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "AST005", term("2027-S1"), TODAY))
    assert (refusal.reason, refusal.unit, refusal.term) == (Reason.NOT_OPEN, "AST005", term("2027-S1"))
    assert refusal.alternatives == (term("2027-S2"), term("2028-S2"), term("2029-S2"))
    assert refusal.opening is not None
    assert refusal.opening.opening is Opening.SEMESTER_2
    assert refusal.waivable


def test_unit_that_never_opens_is_refused_everywhere_without_alternative(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "TET007", term("2027-S1"), TODAY))
    assert (refusal.reason, refusal.alternatives, refusal.waivable) == (Reason.NEVER_OPEN, (), True)


def test_closed_window_is_refused_with_the_day_it_closed(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "CCE001", term("2026-S1"), TODAY))
    assert refusal.reason is Reason.ENROLMENT_CLOSED
    assert refusal.alternatives[0] == term("2027-S1")
    assert refusal.waivable


def test_year_before_the_first_sheet_is_refused_as_not_published(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "CCE001", term("2022-S1"), TODAY))
    assert (refusal.reason, refusal.waivable) == (Reason.NOT_PUBLISHED, True)


def test_alternatives_on_offer_are_accepted(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "AST005", term("2027-S1"), TODAY))
    for alternative in refusal.alternatives:
        assert where(put(empty_plan, "AST005", str(alternative)), "AST005") == str(alternative)


def test_unit_of_another_programme_is_refused(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "XYZ999", term("2027-S1"), TODAY, WAIVER))
    assert (refusal.reason, refusal.waivable) == (Reason.UNIT_UNKNOWN, False)


def test_experience_is_not_placed_in_a_term_even_with_a_waiver(empty_plan: Plan) -> None:
    refusal = refused(edits.place(empty_plan, "UAS003", term("2027-S1"), TODAY, WAIVER))
    assert (refusal.reason, refusal.waivable) == (Reason.NOT_ATTENDED, False)


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED])
def test_unit_that_is_held_is_not_moved_by_placing_it(empty_plan: Plan, state: UnitState) -> None:
    held = marked(empty_plan, "CCE001", state, "2025-S1")
    refusal = refused(edits.place(held, "CCE001", term("2027-S1"), TODAY, WAIVER))
    assert (refusal.reason, refusal.waivable) == (Reason.ALREADY_HELD, False)


def test_unit_obtained_otherwise_is_not_placed(empty_plan: Plan) -> None:
    refusal = refused(edits.place(credited(empty_plan, "CCE001"), "CCE001", term("2027-S1"), TODAY))
    assert refusal.reason is Reason.ALREADY_HELD


@pytest.mark.parametrize("year", [1989, 2151])
def test_term_that_cannot_be_written_is_refused(empty_plan: Plan, year: int) -> None:
    refusal = refused(edits.place(empty_plan, "CCE001", Term(year, Part.S1), TODAY, WAIVER))
    assert refusal.reason is Reason.BAD_VALUE


def test_board_of_more_than_40_years_is_refused(empty_plan: Plan) -> None:
    last = 2026 + MAX_YEARS - 1
    assert where(put(empty_plan, "CCE001", f"{last}-S1"), "CCE001") == f"{last}-S1"
    refusal = refused(edits.place(empty_plan, "CCE001", Term(last + 1, Part.S1), TODAY))
    assert refusal.reason is Reason.TOO_MANY_YEARS


# Waivers


def test_waiver_places_a_unit_where_it_does_not_open(empty_plan: Plan) -> None:
    plan = put(empty_plan, "TET007", "2027-S2", WAIVER)
    assert plan.scenario.placement("TET007") == Placement(unit="TET007", term=term("2027-S2"), waiver=WAIVER)


def test_waiver_of_a_closed_window_lands_the_unit_where_it_opens(empty_plan: Plan) -> None:
    plan = put(empty_plan, "AST002", "2026-S1", WAIVER)
    assert plan.scenario.placement("AST002") == Placement(unit="AST002", term=term("2026-A"), waiver=WAIVER)


def test_waiver_is_not_kept_where_the_rules_need_none(empty_plan: Plan) -> None:
    assert put(empty_plan, "CCE001", "2027-S1", WAIVER).scenario.placement("CCE001") == Placement(
        unit="CCE001", term=term("2027-S1")
    )


def test_waiver_is_dropped_when_the_unit_moves_to_where_it_opens(empty_plan: Plan) -> None:
    moved = put(put(empty_plan, "AST005", "2027-S1", WAIVER), "AST005", "2027-S2")
    assert moved.scenario.placement("AST005") == Placement(unit="AST005", term=term("2027-S2"))


def test_waiver_answers_for_a_unit_left_in_a_closed_window(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2026-S1", today=date(2026, 9, 1))
    (fix,) = [fix for fix in only(plan, "enrolment-closed").fixes if fix.kind is FixKind.WAIVE]
    assert fix.term is not None
    waived = done(edits.place(plan, fix.unit, fix.term, TODAY, WAIVER))
    assert waived.scenario.placement("CCE001") == Placement(unit="CCE001", term=term("2026-S1"), waiver=WAIVER)
    assert not found(waived, "enrolment-closed")


def test_waiver_answers_for_a_unit_left_where_the_new_sheet_does_not_open_it(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    published = with_unit(plan, "CCE001", openings={2027: Opening.SEMESTER_2})
    assert only(published, "not-open").unit == "CCE001"
    waived = put(published, "CCE001", "2027-S1", WAIVER)
    assert not found(waived, "not-open")
    assert only(waived, "waiver").term == term("2027-S1")


def test_reason_of_a_waiver_can_be_changed_in_place(empty_plan: Plan) -> None:
    other = Waiver(reason="Équivalence en cours", date=TODAY)
    plan = put(put(empty_plan, "TET007", "2027-S2", WAIVER), "TET007", "2027-S2", other)
    held = plan.scenario.placement("TET007")
    assert held is not None
    assert held.waiver == other


def test_waived_unit_put_where_it_is_keeps_its_waiver(empty_plan: Plan) -> None:
    plan = put(empty_plan, "TET007", "2027-S2", WAIVER)
    assert edits.place(plan, "TET007", term("2027-S2"), TODAY) is plan


# Several at once


def test_several_units_are_placed_together(empty_plan: Plan) -> None:
    plan = done(edits.place_all(empty_plan, ["CCE001", "AST002"], term("2027-S1"), TODAY))
    assert (where(plan, "CCE001"), where(plan, "AST002")) == ("2027-S1", "2027-A")


def test_one_refused_unit_keeps_all_off_the_board(empty_plan: Plan) -> None:
    refusals = edits.place_all(empty_plan, ["CCE001", "AST005", "TET007"], term("2027-S1"), TODAY)
    assert isinstance(refusals, tuple)
    assert [(refusal.unit, refusal.reason) for refusal in refusals] == [
        ("AST005", Reason.NOT_OPEN),
        ("TET007", Reason.NEVER_OPEN),
    ]


def test_waiver_for_several_is_kept_only_by_those_that_need_it(empty_plan: Plan) -> None:
    plan = done(edits.place_all(empty_plan, ["CCE001", "TET007"], term("2027-S1"), TODAY, WAIVER))
    assert [(held.unit, held.waiver) for held in plan.scenario.placements] == [("CCE001", None), ("TET007", WAIVER)]


def test_several_units_are_taken_off_the_board_and_others_left_alone(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "AST004": "2027-S1"})
    emptied = done(edits.unplace_all(plan, ["CCE001", "PST003", "AST004"]))
    assert emptied == empty_plan


def test_held_unit_keeps_all_on_the_board(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "AST004", UnitState.VALIDATED, "2025-S1")
    refusals = edits.unplace_all(plan, ["CCE001", "AST004"])
    assert isinstance(refusals, tuple)
    assert [(refusal.unit, refusal.reason) for refusal in refusals] == [("AST004", Reason.ALREADY_HELD)]


# Taking off


def test_unplaced_unit_returns_to_the_units_to_place(empty_plan: Plan) -> None:
    assert edits.unplace(put(empty_plan, "CCE001", "2027-S1"), "CCE001") == empty_plan


def test_unit_that_is_not_placed_cannot_be_taken_off(empty_plan: Plan) -> None:
    assert refused(edits.unplace(empty_plan, "CCE001")).reason is Reason.NOT_PLACED


def test_enrolled_unit_cannot_be_taken_off(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "CCE001", UnitState.ENROLLED)
    assert refused(edits.unplace(plan, "CCE001")).reason is Reason.ALREADY_HELD


# Marking


def test_enrolled_unit_is_held_in_every_scenario(empty_plan: Plan) -> None:
    plan = two_scenarios(empty_plan)
    plan = replace(put(replace(plan, active=1), "CCE001", "2028-S1"), active=0)
    plan = marked(put(plan, "CCE001", "2027-S1"), "CCE001", UnitState.ENROLLED)
    assert [scenario.placements for scenario in plan.scenarios] == [(), ()]
    attempt = plan.profile.live_attempt("CCE001")
    assert attempt is not None
    assert (attempt.term, attempt.state, attempt.date) == (term("2027-S1"), UnitState.ENROLLED, TODAY)


def test_enrolment_then_progress_then_validation_are_one_attempt(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    for state in (UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED):
        plan = marked(plan, "CCE001", state)
    (attempt,) = plan.profile.attempts
    assert (attempt.term, attempt.state) == (term("2027-S1"), UnitState.VALIDATED)


@pytest.mark.parametrize("outcome", [UnitState.FAILED, UnitState.WITHDRAWN])
def test_failed_unit_stays_as_history_and_returns_to_the_units_to_place(empty_plan: Plan, outcome: UnitState) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "CCE001", UnitState.ENROLLED)
    plan = marked(plan, "CCE001", outcome)
    (attempt,) = plan.profile.attempts
    assert (attempt.term, attempt.state) == (term("2027-S1"), outcome)
    assert only(plan, "not-placed", "CCE001")
    again = put(plan, "CCE001", "2028-S1")
    assert again.profile.attempts == plan.profile.attempts
    assert where(again, "CCE001") == "2028-S1"


def test_planned_unit_marked_failed_leaves_the_term_it_failed_in(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "CCE001", UnitState.FAILED)
    assert plan.scenario.placements == ()


def test_earlier_failure_leaves_the_new_plan_in_place(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "CCE001", UnitState.FAILED, "2025-S1")
    assert where(plan, "CCE001") == "2027-S1"


def test_second_try_after_a_failure_is_a_second_attempt(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.FAILED, "2024-S1")
    plan = marked(plan, "CCE001", UnitState.VALIDATED, "2025-S1")
    assert [(str(attempt.term), attempt.state) for attempt in plan.profile.attempts] == [
        ("2024-S1", UnitState.FAILED),
        ("2025-S1", UnitState.VALIDATED),
    ]


def test_same_failure_is_recorded_once(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.FAILED, "2024-S1")
    assert edits.record_outcome(plan, "CCE001", UnitState.FAILED, TODAY, term("2024-S1")) == plan


def test_unit_planned_again_in_the_term_it_failed_in_leaves_it_when_it_fails_again(empty_plan: Plan) -> None:
    plan = put(marked(empty_plan, "CCE001", UnitState.FAILED, "2027-S1"), "CCE001", "2027-S1")
    assert marked(plan, "CCE001", UnitState.FAILED).scenario.placements == ()


def test_enrolment_that_is_undone_is_a_plan_again(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    assert marked(marked(plan, "CCE001", UnitState.ENROLLED), "CCE001", UnitState.PLANNED) == plan


def test_enrolment_too_far_from_the_board_is_not_made_a_plan(empty_plan: Plan) -> None:
    far = marked(empty_plan, "CCE001", UnitState.ENROLLED, f"{2026 + MAX_YEARS}-S1")
    assert refused(edits.record_outcome(far, "CCE001", UnitState.PLANNED, TODAY)).reason is Reason.TOO_MANY_YEARS
    near = marked(empty_plan, "CCE001", UnitState.ENROLLED, f"{2025 + MAX_YEARS}-S1")
    assert len(marked(near, "CCE001", UnitState.PLANNED).scenario.board_years) == MAX_YEARS


def test_marking_planned_what_is_planned_changes_nothing(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    assert edits.record_outcome(plan, "CCE001", UnitState.PLANNED, TODAY) is plan


@pytest.mark.parametrize(
    ("code", "state", "where", "reason"),
    [
        ("XYZ999", UnitState.VALIDATED, "2025-S1", Reason.UNIT_UNKNOWN),
        ("UAS003", UnitState.VALIDATED, "2025-S1", Reason.NOT_ATTENDED),
        ("CCE001", UnitState.VALIDATED, None, Reason.NOT_PLACED),
        ("CCE001", UnitState.TO_PLACE, "2025-S1", Reason.BAD_VALUE),
        ("CCE001", UnitState.OBTAINED_OTHERWISE, "2025-S1", Reason.BAD_VALUE),
    ],
)
def test_mark_that_makes_no_sense_is_refused(
    empty_plan: Plan, code: str, state: UnitState, where: str | None, reason: Reason
) -> None:
    refusal = refused(edits.record_outcome(empty_plan, code, state, TODAY, term(where) if where else None))
    assert refusal.reason is reason


def test_term_that_cannot_be_written_is_not_marked(empty_plan: Plan) -> None:
    result = edits.record_outcome(empty_plan, "CCE001", UnitState.VALIDATED, TODAY, Term(2151, Part.S1))
    assert refused(result).reason is Reason.BAD_VALUE


def test_unit_obtained_otherwise_is_not_marked(empty_plan: Plan) -> None:
    result = edits.record_outcome(credited(empty_plan, "CCE001"), "CCE001", UnitState.VALIDATED, TODAY, term("2025-S1"))
    assert refused(result).reason is Reason.ALREADY_HELD


# Experience, limits


def test_experience_is_kept_in_the_order_of_time(empty_plan: Plan) -> None:
    late, early = period("2024-01-01", None), period("2020-01-01", "2021-01-01", ExperienceKind.OUTSIDE_FIELD)
    assert done(edits.set_experience(empty_plan, [late, early])).profile.experience == (early, late)


def test_experience_that_ends_before_it_starts_is_refused(empty_plan: Plan) -> None:
    result = edits.set_experience(empty_plan, [period("2024-01-02", "2024-01-01")])
    assert refused(result).reason is Reason.BAD_VALUE


def test_experience_of_one_day_is_kept(empty_plan: Plan) -> None:
    one_day = period("2024-01-01", "2024-01-01")
    assert done(edits.set_experience(empty_plan, [one_day])).profile.experience == (one_day,)


def test_profile_is_replaced_whole(empty_plan: Plan) -> None:
    assert edits.set_profile(empty_plan, Profile(name="Dominique")).profile == Profile(name="Dominique")


def test_limits_are_those_of_the_scenario_shown(empty_plan: Plan) -> None:
    plan = done(edits.set_limits(two_scenarios(empty_plan), 12, 90))
    assert [(scenario.max_ects, scenario.max_hours) for scenario in plan.scenarios] == [(12, 90), (24, None)]


@pytest.mark.parametrize(("ects", "hours"), [(0, None), (-1, None), (12, 0), (20.333, None), (12, 1e9)])
def test_a_limit_that_no_file_can_hold_is_refused(empty_plan: Plan, ects: float, hours: float | None) -> None:
    assert refused(edits.set_limits(empty_plan, ects, hours)).reason is Reason.BAD_VALUE
