"""Where the repair of a unit still to place puts it."""

from dataclasses import replace
from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.plan import Plan, UnitState
from csp_planner.domain.programme import RecommendedOrder
from csp_planner.domain.terms import LAST_YEAR, Opening, Part, Term, academic_year_of

from ..helpers import WAIVER, credited, done, found, marked, only, put, put_all, with_limits, with_unit

TODAY = date(2026, 11, 24)


def offered(plan: Plan, code: str) -> str:
    (fix,) = only(plan, "not-placed", code, TODAY).fixes
    assert (fix.kind, fix.unit) == (FixKind.MOVE, code)
    return str(fix.term)


def first_opening(plan: Plan, code: str) -> str:
    return str(only(plan, "not-placed", code, TODAY).args["nearest"])


def test_failed_unit_is_not_put_back_in_the_term_it_failed_in(empty_plan: Plan) -> None:
    assert offered(empty_plan, "AST004") == "2027-S1"
    for state in (UnitState.FAILED, UnitState.WITHDRAWN):
        plan = marked(empty_plan, "AST004", state, "2027-S1", TODAY)
        assert offered(plan, "AST004") == first_opening(plan, "AST004") == "2028-S1"
    earlier = marked(empty_plan, "AST004", UnitState.FAILED, "2024-S1", TODAY)
    assert offered(earlier, "AST004") == first_opening(earlier, "AST004") == "2027-S1"


def test_latest_of_several_attempts_counts_and_an_annual_one_to_its_end(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "AST004", UnitState.FAILED, "2028-S1", TODAY)
    plan = marked(plan, "AST004", UnitState.FAILED, "2027-S1", TODAY)
    assert offered(plan, "AST004") == "2029-S1"
    annual = marked(empty_plan, "AST002", UnitState.FAILED, "2027-A", TODAY)
    assert offered(annual, "AST002") == "2028-A"


def test_repairs_taken_one_after_the_other_keep_to_the_limits(empty_plan: Plan) -> None:
    plan, placed = empty_plan, 0
    while fixes := [fix for item in found(plan, "not-placed", today=TODAY) for fix in item.fixes]:
        plan, placed = put(plan, fixes[0].unit, str(fixes[0].term), today=TODAY), placed + 1
        assert not found(plan, "overload", today=TODAY)
        assert not found(plan, "recommended-order", today=TODAY)
    assert placed == 12


def test_full_term_is_passed_over_and_the_first_opening_still_named(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"FPG003": "2027-S1", "CCE001": "2027-S1"}), 12)
    assert (first_opening(plan, "AST004"), offered(plan, "AST004")) == ("2027-S1", "2028-S1")
    by_hours = with_limits(put(empty_plan, "FPG003", "2027-S1"), None, 60)
    assert (first_opening(by_hours, "AST004"), offered(by_hours, "AST004")) == ("2027-S1", "2028-S1")


def test_both_halves_of_a_year_must_have_room_for_an_annual_unit(empty_plan: Plan) -> None:
    assert offered(empty_plan, "AST002") == "2027-A"
    plan = with_limits(put_all(empty_plan, {"CCE003": "2027-S2", "TRS002": "2027-S2"}), 10)
    assert offered(plan, "AST002") == "2028-A"


def test_unit_too_large_for_the_limits_is_put_in_its_first_opening(empty_plan: Plan) -> None:
    assert offered(with_limits(empty_plan, 2), "AST004") == "2027-S1"


def test_second_part_waits_for_where_the_first_stands_or_would(empty_plan: Plan) -> None:
    assert (first_opening(empty_plan, "TRS002"), offered(empty_plan, "TRS002")) == ("2026-S2", "2027-S2")
    assert offered(put(empty_plan, "TRS001", "2028-S1"), "TRS002") == "2028-S2"
    assert offered(credited(empty_plan, "TRS001"), "TRS002") == "2026-S2"
    silent = edits.set_order(empty_plan, follow=False)
    assert offered(silent, "TRS002") == "2026-S2"


def test_first_part_is_put_before_the_second_and_where_it_cannot_be_in_its_first_opening(empty_plan: Plan) -> None:
    crowded = with_limits(put_all(empty_plan, {"TRS002": "2028-S2", "FPG003": "2027-S1"}), 8)
    assert offered(crowded, "TRS001") == "2028-S1"
    too_late = put(empty_plan, "TRS002", "2026-S2")
    assert offered(too_late, "TRS001") == first_opening(too_late, "TRS001") == "2027-S1"


def test_advice_that_goes_round_in_a_circle_or_names_no_unit_is_survived(empty_plan: Plan) -> None:
    pairs = (("TRS001", "TRS002"), ("TRS002", "TRS001"), ("XYZ999", "TRS001"), ("TET007", "TRS001"))
    orders = tuple(RecommendedOrder(before=before, after=after, reason={}) for before, after in pairs)
    plan = replace(empty_plan, programme=replace(empty_plan.programme, recommended_order=orders))
    assert {offered(plan, "TRS001"), offered(plan, "TRS002")} == {"2027-S1", "2026-S2"}


def test_long_chain_of_advice_is_followed_to_its_end(empty_plan: Plan) -> None:
    unit = empty_plan.programme.by_code["CCE001"]
    units = tuple(replace(unit, code=f"UE{number}", ects=24) for number in range(400))
    orders = tuple(RecommendedOrder(before=f"UE{n + 1}", after=f"UE{n}", reason={}) for n in range(399))
    programme = replace(empty_plan.programme, units=units, recommended_order=orders)
    plan = replace(empty_plan, programme=programme)
    assert [offered(plan, f"UE{number}") for number in (399, 398, 397)] == ["2027-S1", "2028-S1", "2029-S1"]


def test_no_term_is_offered_that_a_file_could_not_hold(empty_plan: Plan) -> None:
    start = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term.parse("1990-S1"), years=1))
    plan = done(edits.set_limits(start, 6))
    plan = put(plan, "FPG003", "2027-S1", today=TODAY)
    assert offered(plan, "AST004") == "2028-S1"
    late = marked(plan, "AST004", UnitState.FAILED, "2029-S1", TODAY)
    assert only(late, "not-placed", "AST004", TODAY).fixes == ()


def test_hours_a_week_are_a_limit_too(empty_plan: Plan) -> None:
    profile = replace(empty_plan.profile, weekly_hours=4, weeks_per_semester=15)
    plan = put(edits.set_profile(empty_plan, profile), "FPG003", "2027-S1")
    assert offered(plan, "AST004") == "2028-S1"


def test_unit_placed_by_waiver_counts_in_its_semester(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "TET007", "2027-S1", WAIVER), 9)
    assert offered(plan, "AST004") == "2028-S1"


def test_repair_of_a_unit_that_opens_nowhere_is_no_move(empty_plan: Plan) -> None:
    plan = with_unit(empty_plan, "AST004", openings={2023: None})
    assert only(plan, "never-open", "AST004").fixes == (Fix(FixKind.WAIVE, "AST004"),)


def test_nothing_is_offered_before_the_start_of_the_scenario(empty_plan: Plan) -> None:
    later = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term.parse("2028-S2")))
    assert offered(later, "AST004") == first_opening(later, "AST004") == "2029-S1"
    assert offered(later, "PST003") == first_opening(later, "PST003") == "2028-S2"
    assert first_opening(later, "AST002") == "2029-A"


def test_opening_is_looked_for_over_twelve_years_from_today(empty_plan: Plan) -> None:
    now = academic_year_of(TODAY)
    last, too_late = now + HORIZON_YEARS - 1, now + HORIZON_YEARS
    reached = with_unit(empty_plan, "AST004", openings={2025: None, last: Opening.SEMESTER_1})
    assert offered(reached, "AST004") == first_opening(reached, "AST004") == f"{last}-S1"
    missed = with_unit(empty_plan, "AST004", openings={2025: None, too_late: Opening.SEMESTER_1})
    assert dict(only(missed, "not-placed", "AST004", TODAY).args) == {}
    assert only(missed, "not-placed", "AST004", TODAY).fixes == ()


def test_twelve_years_are_those_after_the_last_attempt(empty_plan: Plan) -> None:
    last = 2030 + HORIZON_YEARS - 1
    plan = with_unit(empty_plan, "AST004", openings={2025: Opening.SEMESTER_1, 2031: None, last: Opening.SEMESTER_1})
    assert offered(marked(plan, "AST004", UnitState.FAILED, "2030-S1", TODAY), "AST004") == f"{last}-S1"


def test_last_year_of_the_calendar_is_the_last_on_offer(empty_plan: Plan) -> None:
    late = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(LAST_YEAR, Part.S1), years=1))
    assert offered(late, "AST004") == f"{LAST_YEAR}-S1"
    failed = marked(late, "AST004", UnitState.FAILED, f"{LAST_YEAR}-S1", TODAY)
    assert only(failed, "not-placed", "AST004", TODAY).fixes == ()
