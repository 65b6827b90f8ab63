"""Where the repair of a unit still to place puts it."""

from dataclasses import replace
from datetime import date

from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import LAST_YEAR, Part, Term, academic_year_of

from ..helpers import marked, only, with_unit

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


def test_no_term_is_offered_that_a_file_could_not_hold(empty_plan: Plan) -> None:
    start = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term.parse("1990-S1"), years=1))
    assert offered(start, "AST004") == "2027-S1"
    late = marked(start, "AST004", UnitState.FAILED, "2029-S1", TODAY)
    assert only(late, "not-placed", "AST004", TODAY).fixes == ()


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
    assert dict(only(missed, "not-placed", "AST004", TODAY).args) == {"cause": "none-ahead"}
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
