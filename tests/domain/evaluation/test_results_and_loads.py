"""Diagnostics of results, of full semesters and of the order of units."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from csp_planner.domain.checks import Severity
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import FixKind
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import CreditBasis, Override
from csp_planner.domain.states import UnitState

from ..helpers import (
    TODAY,
    WAIVER,
    at_pace,
    credited,
    found,
    left_in_closed_window,
    marked,
    only,
    outside_the_field,
    put,
    put_all,
    term,
    with_limits,
    with_unit,
    worked,
)

Build = Callable[[Plan], Plan]


@pytest.mark.parametrize(
    ("where", "last_day_before"), [("2026-S2", "2027-02-28"), ("2027-S1", "2027-08-31"), ("2027-A", "2027-08-31")]
)
@pytest.mark.parametrize("state", [UnitState.VALIDATED, UnitState.FAILED])
def test_result_of_a_term_that_has_not_begun_is_warned_about(
    empty_plan: Plan, where: str, last_day_before: str, state: UnitState
) -> None:
    before = date.fromisoformat(last_day_before)
    plan = marked(empty_plan, "AST002", state, where, TODAY)
    warned = only(plan, "result-early", "AST002", today=before)
    assert (warned.severity, warned.term) == (Severity.WARNING, term(where))
    assert warned.args["state"] == state
    assert not found(plan, "result-early", today=before + timedelta(days=1))


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.WITHDRAWN])
def test_only_results_can_be_early(empty_plan: Plan, state: UnitState) -> None:
    assert not found(marked(empty_plan, "CCE001", state, "2028-S1"), "result-early")


def test_early_result_changes_nothing_else(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2028-S1")
    now, later = evaluate_plan(plan, TODAY), evaluate_plan(plan, date(2029, 1, 1))
    assert (now.ects.obtained, now.end_term) == (later.ects.obtained, later.end_term) == (4, term("2028-S1"))


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED])
def test_unit_the_centre_took_is_not_judged_again(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(empty_plan, "TET007", state, "2024-S2")
    plan = marked(plan, "CCE001", state, "2026-S1")
    diagnostics = evaluate_plan(plan, TODAY).diagnostics
    assert not [item for item in diagnostics if item.unit in {"TET007", "CCE001"}]


def test_validated_units_are_never_warned_about(empty_plan: Plan) -> None:
    plan = with_limits(worked(empty_plan, "2020-01-01", "2023-01-01"), 1, 1)
    for unit in plan.programme.units:
        if unit.is_attended:
            plan = marked(plan, unit.code, UnitState.VALIDATED, "2027-S1")
    judged = evaluate_plan(plan, date(2028, 9, 1))
    assert {item.severity for item in judged.diagnostics} == {Severity.ADVICE}
    assert all(item.met for item in judged.conditions)


def test_unit_still_planned_beside_validated_ones_is_warned_about_alone(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2027-S1")
    plan = put(plan, "FPG003", "2027-S1")
    assert only(plan, "past-accreditation").args["count"] == 1


def test_experience_obtained_otherwise_is_not_called_short(empty_plan: Plan) -> None:
    assert not found(credited(outside_the_field(empty_plan), "UAS003", CreditBasis.VAE), "placement-missing")
    assert not found(credited(empty_plan, "UAS003", CreditBasis.VAE), "experience-short")


def test_same_plan_is_judged_by_the_date_it_is_given(empty_plan: Plan) -> None:
    plan = left_in_closed_window(empty_plan)
    assert not found(plan, "enrolment-closed", today=date(2026, 10, 31))
    assert found(plan, "enrolment-closed", today=date(2026, 11, 1))


def test_a_report_before_units_it_rests_on_is_advised_against(empty_plan: Plan) -> None:
    early = put(put(empty_plan, "UA211G", "2027-S1"), "PST003", "2027-S2")
    advice = only(early, "report-early")
    assert (advice.severity, advice.unit, advice.term) == (Severity.ADVICE, "UA211G", term("2027-S1"))
    assert advice.args == {"count": 1}
    same = put(put(empty_plan, "UA211G", "2027-S2"), "PST003", "2027-S2")
    assert not found(same, "report-early")
    own_way = early.with_scenario(replace(early.scenario, follow_recommended_order=False))
    assert not found(own_way, "report-early")


def test_a_figure_that_leaves_what_the_sheet_says_is_not_spoken_of(empty_plan: Plan) -> None:
    figure = Override(unit="AST002", ects=None, hours=None, date=TODAY)
    plan = replace(empty_plan, profile=replace(empty_plan.profile, figures=(figure,)))
    assert not found(plan, "figure-entered")
    assert found(replace(plan, profile=replace(plan.profile, figures=(replace(figure, hours=3),))), "figure-entered")


# Limits and weeks


def test_a_week_as_full_as_there_is_time_for_is_not_too_full(empty_plan: Plan) -> None:
    plan = put(empty_plan, "FPG003", "2027-S1")  # 51 h
    assert not found(at_pace(plan, 51 / 15), "weekly-load")
    too_full = only(at_pace(plan, 3), "weekly-load")
    assert too_full.args == {"hours": 51 / 15, "max_hours": 3, "weeks": 15}
    assert too_full.term == term("2027-S1")


def test_overload_by_hours_says_both_loads_and_both_limits(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "FPG003", "2027-S1"), None, 50)
    assert only(plan, "overload").args == {"ects": 6, "hours": 51, "max_ects": 0, "max_hours": 50}
    assert only(with_limits(plan, 24, 50), "overload").args["max_ects"] == 24
    assert only(with_limits(plan, 5, None), "overload").args["max_hours"] == 0


def test_semester_is_offered_to_be_lightened_only_as_far_as_units_can_leave_it(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "FPG003", UnitState.ENROLLED, "2027-S1")
    assert [fix.kind for fix in only(with_limits(plan, 6), "overload").fixes] == [FixKind.REBALANCE]
    assert only(with_limits(plan, 5.5), "overload").fixes == ()
    assert [fix.kind for fix in only(with_limits(plan, None, 51), "overload").fixes] == [FixKind.REBALANCE]
    assert only(with_limits(plan, None, 50.5), "overload").fixes == ()


def test_half_of_an_annual_unit_leaves_the_semester_it_is_moved_out_of(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "TET003", "2027-A"), "FPG003", UnitState.ENROLLED, "2027-S1")
    assert load_of(plan, "2027-S1") == 10
    assert [fix.kind for fix in only(with_limits(plan, 6), "overload").fixes] == [FixKind.REBALANCE]
    assert only(with_limits(plan, 5.5), "overload").fixes == ()


def load_of(plan: Plan, text: str) -> float:
    loaded = evaluate_plan(plan, TODAY).load(term(text))
    assert loaded is not None
    return loaded.ects


def test_semester_of_validated_units_only_is_not_called_too_full(empty_plan: Plan) -> None:
    plan = with_limits(marked(empty_plan, "FPG003", UnitState.VALIDATED, "2026-S1"), 5)
    assert not found(plan, "overload")
    assert found(marked(plan, "CCE001", UnitState.IN_PROGRESS, "2026-S1"), "overload")


# Order


@pytest.mark.parametrize(
    ("first", "second", "heeded"),
    [("2027-S1", "2027-S2", True), ("2027-S2", "2027-S2", False), ("2028-S1", "2027-S2", False)],
)
def test_recommended_order_wants_the_one_over_before_the_other_begins(
    empty_plan: Plan, first: str, second: str, heeded: bool
) -> None:
    plan = put(put(empty_plan, "TRS001", first, WAIVER), "TRS002", second, WAIVER)
    assert (not found(plan, "recommended-order")) == heeded


def test_an_annual_unit_begins_in_semester_1_so_what_comes_before_it_is_over_by_then(empty_plan: Plan) -> None:
    annual = marked(empty_plan, "TRS002", UnitState.ENROLLED, "2027-A")
    assert found(put(annual, "TRS001", "2027-S1"), "recommended-order")
    assert not found(put(annual, "TRS001", "2026-S1", WAIVER), "recommended-order")


@pytest.mark.parametrize(
    ("state", "told"), [(UnitState.ENROLLED, True), (UnitState.IN_PROGRESS, False), (UnitState.VALIDATED, False)]
)
def test_what_is_under_way_is_no_longer_told_to_wait(empty_plan: Plan, state: UnitState, told: bool) -> None:
    plan = marked(put(empty_plan, "TRS001", "2027-S1"), "TRS002", state, "2026-S2")
    assert bool(found(plan, "recommended-order")) == told
    report = marked(put(empty_plan, "CCE001", "2027-S1"), "UA211G", state, "2026-S2")
    assert bool(found(report, "report-early")) == told


def test_report_waits_for_the_second_half_of_an_annual_unit(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST002": "2027-A", "CCE001": "2028-S1", "UA211G": "2027-S1"})
    assert only(plan, "report-early").args == {"count": 2}
    assert only(put(plan, "UA211G", "2027-S2"), "report-early").args == {"count": 1}


def test_unit_the_award_does_not_ask_for_withholds_only_its_credits(empty_plan: Plan) -> None:
    assert only(empty_plan, "never-open", "TET007").args == {}
    rules = empty_plan.programme.conditions
    others = replace(rules, units=tuple(code for code in rules.units if code != "TET007"))
    plan = replace(empty_plan, programme=replace(empty_plan.programme, conditions=others))
    ects = plan.programme.by_code["TET007"].ects
    assert only(plan, "never-open", "TET007").args == {"ects": ects, "conditions": 3}
    report = with_unit(empty_plan, "UA211G", openings={2025: None})
    assert only(report, "never-open", "UA211G").args == {}
