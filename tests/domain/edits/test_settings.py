"""The scenario shown: its start, limits, wishes, the years of its board, and the warnings that were accepted."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.edits.scenarios import duplicate_scenario
from csp_planner.domain.limits import MAX_TEXT, MAX_YEARS
from csp_planner.domain.plan import Acceptance, Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term
from csp_planner.domain.wishes import LimitWish, Objective, Wishes

from ..helpers import TODAY, WAIVER, acceptance, done, found, marked, only, put, put_all, refused, term, with_limits

# What is chosen for proposals


def test_wishes_are_those_of_the_scenario_shown_alone(empty_plan: Plan) -> None:
    two = done(duplicate_scenario(empty_plan, 0, "Autre"))
    wishes = Wishes(objective=Objective.STEADY, max_ects=LimitWish(None), end=term("2029-S2"))
    chosen = edits.set_wishes(two, wishes)
    assert [scenario.wishes for scenario in chosen.scenarios] == [Wishes(), wishes]
    assert edits.set_wishes(chosen, Wishes()) == two


def test_the_same_wishes_change_nothing(empty_plan: Plan) -> None:
    assert edits.set_wishes(empty_plan, Wishes()) is empty_plan


# Start and order


@pytest.mark.parametrize("start", ["2026-S1", "2026-S2", f"{FIRST_YEAR}-S1", f"{LAST_YEAR - 2}-S2"])
def test_start_is_moved_with_the_years_of_the_board(empty_plan: Plan, start: str) -> None:
    moved = done(edits.set_start(empty_plan, term(start)))
    assert (moved.scenario.start, moved.scenario.years) == (term(start), empty_plan.scenario.years)


@pytest.mark.parametrize(("year", "years"), [(LAST_YEAR, 1), (LAST_YEAR - 1, 2), (LAST_YEAR - 2, 3)])
def test_board_that_starts_late_is_as_long_as_there_are_years(empty_plan: Plan, year: int, years: int) -> None:
    moved = done(edits.set_start(empty_plan, Term(year, Part.S2)))
    assert moved.scenario.board_years == range(year, LAST_YEAR + 1)
    assert moved.scenario.years == years


@pytest.mark.parametrize(
    "start", [Term(2026, Part.ANNUAL), Term(FIRST_YEAR - 1, Part.S2), Term(LAST_YEAR + 1, Part.S1)]
)
def test_studies_start_in_a_semester_that_can_be_written(empty_plan: Plan, start: Term) -> None:
    refusal = refused(edits.set_start(empty_plan, start))
    assert (refusal.reason, refusal.term) == (Reason.BAD_VALUE, start)


def test_start_that_is_the_same_changes_nothing(empty_plan: Plan) -> None:
    assert edits.set_start(empty_plan, empty_plan.scenario.start) is empty_plan


def test_start_too_far_from_what_is_placed_is_refused(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    last = 2027 + MAX_YEARS - plan.scenario.years
    assert len(done(edits.set_start(plan, Term(last, Part.S1))).scenario.board_years) == MAX_YEARS
    assert refused(edits.set_start(plan, Term(last + 1, Part.S1))).reason is Reason.TOO_MANY_YEARS


def test_order_is_heeded_or_not(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "TRS002", "2026-S2"), "TRS001", "2027-S1")
    silent = edits.set_order(plan, False)
    assert (bool(found(plan, "recommended-order")), bool(found(silent, "recommended-order"))) == (True, False)
    assert edits.set_order(silent, True) == plan


def test_start_is_moved_and_the_board_keeps_its_length(empty_plan: Plan) -> None:
    plan = done(edits.set_start(empty_plan, term("2027-S2")))
    assert (plan.scenario.start, plan.scenario.board_years) == (term("2027-S2"), range(2027, 2030))
    assert edits.set_start(plan, term("2027-S2")) is plan
    last = done(edits.set_start(empty_plan, term("2150-S1")))
    assert last.scenario.board_years == range(2150, 2151)


def test_start_that_is_no_semester_or_too_far_is_refused(empty_plan: Plan) -> None:
    assert refused(edits.set_start(empty_plan, term("2027-A"))).reason is Reason.BAD_VALUE
    assert refused(edits.set_start(empty_plan, Term(2151, Part.S1))).reason is Reason.BAD_VALUE
    placed = put(empty_plan, "CCE001", "2027-S1")
    assert refused(edits.set_start(placed, term("2100-S1"))).reason is Reason.TOO_MANY_YEARS


def test_recommended_order_is_switched_off_and_on(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TRS002": "2026-S2", "TRS001": "2027-S1"})
    silent = edits.set_order(plan, False)
    assert not found(silent, "recommended-order")
    assert edits.set_order(silent, True) == plan


# Warnings that were accepted


def overloaded(plan: Plan) -> Plan:
    return with_limits(put(put(plan, "FPG003", "2027-S1"), "UA211G", "2027-S2"), 5)


def accepted(plan: Plan, semester: str, reason: str = "vu ensemble", day: date = TODAY) -> Plan:
    return done(edits.accept_warning(plan, replace(acceptance("overload", where=semester, reason=reason), date=day)))


def test_accepted_warning_stays_as_advice_with_its_reason(empty_plan: Plan) -> None:
    plan = accepted(overloaded(empty_plan), "2027-S1", "  vu ensemble ")
    judged = Acceptance(code="overload", unit="", term=term("2027-S1"), reason="vu ensemble", date=TODAY)
    assert plan.scenario.judged == (judged,)
    first, second = sorted(found(plan, "overload"), key=lambda item: str(item.term))
    assert (first.severity, first.acceptance) == (Severity.ADVICE, judged)
    assert (second.severity, second.acceptance) == (Severity.WARNING, None)


def test_warning_accepted_again_has_the_new_reason_alone(empty_plan: Plan) -> None:
    once = accepted(accepted(overloaded(empty_plan), "2027-S1"), "2027-S2")
    again = accepted(once, "2027-S1", "revu", date(2027, 1, 4))
    assert [(str(one.term), one.reason, one.date) for one in again.scenario.judged] == [
        ("2027-S2", "vu ensemble", TODAY),
        ("2027-S1", "revu", date(2027, 1, 4)),
    ]


def test_acceptance_is_taken_back_of_that_warning_only(empty_plan: Plan) -> None:
    plan = accepted(accepted(overloaded(empty_plan), "2027-S1"), "2027-S2")
    left = edits.withdraw_acceptance(plan, acceptance("overload", where="2027-S1"))
    assert left == accepted(overloaded(empty_plan), "2027-S2")
    assert edits.withdraw_acceptance(left, acceptance("overload", where="2027-S1")) is left
    assert edits.withdraw_acceptance(left, acceptance("waiver", where="2027-S2")) is left
    assert edits.withdraw_acceptance(left, acceptance("overload", "CCE001", "2027-S2")) is left


@pytest.mark.parametrize("code", [check for check in Check if check.severity is Severity.BLOCKING])
def test_what_is_blocking_is_not_accepted(empty_plan: Plan, code: str) -> None:
    assert refused(edits.accept_warning(empty_plan, acceptance(code, "CCE001"))).reason is Reason.NOT_ACCEPTABLE


def test_what_is_blocking_stays_so_even_where_a_file_says_that_it_was_accepted(empty_plan: Plan) -> None:
    judged = Acceptance(code="not-placed", unit="CCE001", term=None, reason="vu", date=TODAY)
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, judged=(judged,)))
    assert only(plan, "not-placed", "CCE001").severity is Severity.BLOCKING


def test_reason_is_wanted_and_has_an_end(empty_plan: Plan) -> None:
    assert (
        refused(edits.accept_warning(empty_plan, acceptance("totals-differ", reason="  "))).reason is Reason.NO_REASON
    )
    longest = "x" * MAX_TEXT
    assert done(edits.accept_warning(empty_plan, acceptance("totals-differ", reason=f" {longest} "))).scenario.judged
    too_long = edits.accept_warning(empty_plan, acceptance("totals-differ", reason=longest + "x"))
    assert refused(too_long).reason is Reason.TOO_LONG


def test_limits_of_half_a_credit_or_hour_are_limits(empty_plan: Plan) -> None:
    assert with_limits(empty_plan, 0.5, 0.5).scenario.max_hours == 0.5
    assert refused(edits.set_limits(empty_plan, 24, 0)).reason is Reason.BAD_VALUE


# Years of the board


def test_year_is_added_after_the_last_or_before_the_first(empty_plan: Plan) -> None:
    assert done(edits.add_year(empty_plan)).scenario.board_years == range(2026, 2030)
    assert done(edits.add_year(empty_plan, before=True)).scenario.board_years == range(2025, 2029)


def test_year_is_added_after_one_shown_only_for_its_placement(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2030-S1")
    assert done(edits.add_year(plan)).scenario.board_years == range(2026, 2032)


def test_year_is_added_before_one_shown_only_for_its_placement(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2024-S1", WAIVER)
    assert done(edits.add_year(plan, before=True)).scenario.board_years == range(2023, 2029)


def test_board_takes_no_more_than_40_years(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, years=MAX_YEARS))
    assert refused(edits.add_year(plan)).reason is Reason.TOO_MANY_YEARS
    assert refused(edits.add_year(plan, before=True)).reason is Reason.TOO_MANY_YEARS


@pytest.mark.parametrize(("start", "before"), [(1990, True), (2148, False)])
def test_no_year_is_added_past_those_that_can_be_written(empty_plan: Plan, start: int, before: bool) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(start, Part.S1)))
    assert refused(edits.add_year(plan, before=before)).reason is Reason.TOO_MANY_YEARS
    assert len(done(edits.add_year(plan, before=not before)).scenario.board_years) == 4


def test_empty_year_at_either_end_is_removed(empty_plan: Plan) -> None:
    assert done(edits.remove_year(empty_plan, 2028)).scenario.board_years == range(2026, 2028)
    assert done(edits.remove_year(empty_plan, 2026)).scenario.board_years == range(2027, 2029)


def test_last_year_is_removed_when_a_placement_stands_before_the_start(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2024-S1", WAIVER)
    assert done(edits.remove_year(plan, 2028)).scenario.board_years == range(2024, 2028)


def test_only_year_of_the_start_is_removed_when_a_placement_stands_before_it(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2024-S1", WAIVER)
    for year in (2028, 2027, 2026, 2025):
        plan = done(edits.remove_year(plan, year))
        assert plan.scenario.board_years == range(2024, year)


def test_year_in_the_middle_or_the_only_one_is_not_removed(empty_plan: Plan) -> None:
    assert refused(edits.remove_year(empty_plan, 2027)).reason is Reason.BAD_VALUE
    single = empty_plan.with_scenario(replace(empty_plan.scenario, years=1))
    assert refused(edits.remove_year(single, 2026)).reason is Reason.BAD_VALUE


def test_year_that_holds_a_unit_is_not_removed(empty_plan: Plan) -> None:
    planned = put(empty_plan, "CCE001", "2028-S1")
    assert refused(edits.remove_year(planned, 2028)).reason is Reason.YEAR_IN_USE
    failed = marked(empty_plan, "CCE001", UnitState.FAILED, "2026-S1")
    assert refused(edits.remove_year(failed, 2026)).reason is Reason.YEAR_IN_USE


def test_board_may_grow_to_the_first_and_the_last_year_there_is(empty_plan: Plan) -> None:
    first = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(FIRST_YEAR + 1, Part.S2)))
    assert done(edits.add_year(first, before=True)).scenario.start == Term(FIRST_YEAR, Part.S1)
    last = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(LAST_YEAR - 3, Part.S2)))
    assert done(edits.add_year(last)).scenario.board_years[-1] == LAST_YEAR
    longest = empty_plan.with_scenario(replace(empty_plan.scenario, years=MAX_YEARS - 1))
    assert len(done(edits.add_year(longest)).scenario.board_years) == MAX_YEARS


def test_start_stays_in_the_second_semester_while_its_year_is_shown(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S2")))
    assert done(edits.remove_year(plan, 2028)).scenario.start == term("2026-S2")
    assert done(edits.remove_year(plan, 2026)).scenario.start == term("2027-S1")


def test_another_scenario_can_be_shown(empty_plan: Plan) -> None:
    other = replace(empty_plan.scenario, name="Scénario 2")
    plan = replace(empty_plan, scenarios=(empty_plan.scenario, other))
    assert edits.show_scenario(plan, 1).scenario.name == "Scénario 2"
    with pytest.raises(IndexError):
        edits.show_scenario(plan, 2)
