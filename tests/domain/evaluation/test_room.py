"""Where units can go while some are moved to make room: no earlier than the start, no later than a file may hold."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.plan import Plan, UnitState
from csp_planner.domain.planning.rebalance import rebalance
from csp_planner.domain.planning.what_if import Fails, TermOff, what_if
from csp_planner.domain.terms import LAST_YEAR, Opening, Part, Term

from ..helpers import TODAY, WAIVER, done, marked, put, put_all, term, with_limits, with_unit


def next_term(plan: Plan, code: str) -> Term | None:
    """Where the unit goes when it is not obtained where it stands."""
    (move,) = what_if(plan, Fails(code), TODAY).moves
    assert move.unit == code
    return move.after


def standing_in(plan: Plan, code: str) -> Term:
    placement = plan.scenario.placement(code)
    assert placement is not None
    return placement.term


def test_unit_goes_no_later_than_the_last_of_the_40_years_a_file_may_hold(empty_plan: Plan) -> None:
    early = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("1990-S1"), years=1))
    assert next_term(put(early, "CCE001", "2028-S1"), "CCE001") == term("2029-S1")
    assert next_term(put(early, "CCE001", "2029-S1"), "CCE001") is None


def test_unit_goes_no_later_than_the_last_year_of_the_calendar(empty_plan: Plan) -> None:
    start = Term(LAST_YEAR - 2, Part.S1)
    late = empty_plan.with_scenario(replace(empty_plan.scenario, start=start, years=1))
    assert next_term(put(late, "CCE001", f"{LAST_YEAR - 1}-S1"), "CCE001") == Term(LAST_YEAR, Part.S1)
    assert next_term(put(late, "CCE001", f"{LAST_YEAR}-S1"), "CCE001") is None


def test_next_opening_is_looked_for_up_to_twelve_years_past_the_board(empty_plan: Plan) -> None:
    last_shown = empty_plan.scenario.board_years[-1]
    closed = {2025: Opening.SEMESTER_1, 2028: None}
    far, too_far = last_shown + HORIZON_YEARS, last_shown + HORIZON_YEARS + 1
    reached = with_unit(empty_plan, "CCE001", openings={**closed, far: Opening.SEMESTER_1})
    assert next_term(put(reached, "CCE001", "2027-S1"), "CCE001") == Term(far, Part.S1)
    missed = with_unit(empty_plan, "CCE001", openings={**closed, too_far: Opening.SEMESTER_1})
    assert next_term(put(missed, "CCE001", "2027-S1"), "CCE001") is None


@pytest.mark.parametrize(("start", "lands"), [("2027-S1", "2027-A"), ("2027-S2", "2029-A")])
def test_annual_unit_does_not_go_back_to_a_year_begun_before_the_start(
    empty_plan: Plan, start: str, lands: str
) -> None:
    plan = put(done(edits.set_start(empty_plan, term(start))), "AST002", "2028-A")
    plan = with_limits(marked(plan, "CCE001", UnitState.ENROLLED, "2028-S1"), 6)
    lighter = done(rebalance(plan, term("2028-S1"), TODAY))
    assert standing_in(lighter, "AST002") == term(lands)


@pytest.mark.parametrize(("start", "lands"), [("2026-S2", "2026-S2"), ("2027-S1", "2028-S2")])
def test_unit_goes_back_to_the_first_semester_but_not_before_it(empty_plan: Plan, start: str, lands: str) -> None:
    plan = put(done(edits.set_start(empty_plan, term(start))), "PST003", "2027-S2")
    plan = with_limits(put(plan, "TET007", "2027-S2", WAIVER), 6)
    lighter = done(rebalance(plan, term("2027-S2"), TODAY))
    assert standing_in(lighter, "PST003") == term(lands)


def test_last_semester_of_the_plan_is_not_past_its_end(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, dict.fromkeys(("PST003", "AST005", "CCE003"), "2027-S2"))
    plan = with_limits(put(plan, "TET007", "2028-S2", WAIVER), 12)
    lighter = done(rebalance(plan, term("2027-S2"), TODAY))
    assert {placement.term for placement in lighter.scenario.placements} == {term("2027-S2"), term("2028-S2")}


def test_unit_that_has_become_annual_leaves_a_semester_with_its_whole_year(empty_plan: Plan) -> None:
    plan = with_unit(put(empty_plan, "CCE001", "2027-S1"), "CCE001", openings={2025: Opening.ANNUAL})
    plan = with_limits(plan, 3)
    assert standing_in(what_if(plan, TermOff(term("2027-S1")), TODAY).plan, "CCE001") == term("2028-A")
    assert standing_in(done(rebalance(plan, term("2027-S1"), TODAY)), "CCE001") == term("2028-A")


def test_annual_unit_that_fits_nowhere_goes_where_its_fuller_semester_is_least_full(empty_plan: Plan) -> None:
    there = {"CCE001": "2028-S1", "FPG003": "2028-S1", "AST004": "2029-S1", "PST003": "2029-S2", "UA211G": "2030-S1"}
    plan = with_limits(put_all(empty_plan, {"AST002": "2027-A", **there}), 2)
    assert next_term(plan, "AST002") == term("2029-A")
