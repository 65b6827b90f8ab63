"""Placing: where a unit lands, what a waiver changes, and the order in which placements are kept."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.placing import landing
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term

from ..helpers import TODAY, WAIVER, done, marked, put, put_all, refused, term, with_unit


def placed(plan: Plan) -> list[tuple[str, str]]:
    return [(placement.unit, str(placement.term)) for placement in plan.scenario.placements]


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_first_and_last_year_can_be_planned_in(empty_plan: Plan, year: int) -> None:
    plan = done(edits.set_start(empty_plan, Term(year, Part.S1)))
    assert placed(done(edits.place(plan, "TET007", Term(year, Part.S2), TODAY, WAIVER))) == [("TET007", f"{year}-S2")]


def test_same_waiver_again_changes_nothing_and_another_is_kept(empty_plan: Plan) -> None:
    plan = put(empty_plan, "TET007", "2027-S1", WAIVER)
    assert edits.place(plan, "TET007", term("2027-S1"), TODAY, WAIVER) is plan
    assert edits.place(plan, "TET007", term("2027-S1"), TODAY) is plan
    other = Waiver(reason="Un autre", date=date(2027, 1, 4))
    assert put(plan, "TET007", "2027-S1", other).scenario.placements[0].waiver == other


def test_unit_left_where_the_rules_changed_stays_and_may_be_waived_there(empty_plan: Plan) -> None:
    plan = with_unit(put(empty_plan, "CCE001", "2027-S1"), "CCE001", openings={2027: Opening.ANNUAL})
    assert landing(plan, "CCE001", term("2027-S1"), TODAY) == term("2027-S1")
    assert put(plan, "CCE001", "2027-S1", WAIVER).scenario.placements[0].waiver == WAIVER
    assert landing(plan, "CCE001", term("2027-S2"), TODAY) == term("2027-A")


def test_unit_held_where_the_drop_lands_stays_even_after_the_window_closed(empty_plan: Plan) -> None:
    plan = put(empty_plan, "AST002", "2026-A", today=date(2026, 9, 1))
    for dropped_on in ("2026-A", "2026-S1", "2026-S2"):
        assert landing(plan, "AST002", term(dropped_on), TODAY) == term("2026-A")
    assert isinstance(landing(empty_plan, "AST002", term("2026-S1"), TODAY), Refusal)


def test_waiver_of_a_closed_window_lands_where_the_unit_opens(empty_plan: Plan) -> None:
    assert landing(empty_plan, "AST002", term("2026-S2"), TODAY, waived=True) == term("2026-A")
    assert landing(empty_plan, "CCE001", term("2027-S2"), TODAY, waived=True) == term("2027-S2")
    refusal = landing(empty_plan, "AST002", term("2026-S2"), TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.ENROLMENT_CLOSED


def test_window_is_open_on_its_last_day(empty_plan: Plan) -> None:
    last_day = date(2026, 10, 31)
    assert put(empty_plan, "CCE001", "2026-S1", WAIVER, last_day).scenario.placements[0].waiver is None
    day_after = date(2026, 11, 1)
    assert put(empty_plan, "CCE001", "2026-S1", WAIVER, day_after).scenario.placements[0].waiver == WAIVER


def test_why_a_unit_does_not_open_there_is_told_apart(empty_plan: Plan) -> None:
    def reason(code: str, wanted: str) -> Reason:
        return refused(edits.place(empty_plan, code, term(wanted), TODAY)).reason

    assert reason("CCE001", "2027-S2") is Reason.NOT_OPEN
    assert reason("CCE001", "2022-S1") is Reason.NOT_PUBLISHED
    assert reason("TET007", "2027-S1") is reason("TET007", "2022-S1") is Reason.NEVER_OPEN


def test_placements_are_kept_by_time_then_by_the_programme_then_by_code(empty_plan: Plan) -> None:
    unknown = (Placement(unit="ZZZ999", term=term("2027-S1")), Placement(unit="YYY999", term=term("2027-S1")))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=unknown))
    plan = put_all(plan, {"CCE001": "2027-S1", "PST003": "2026-S2", "FPG003": "2027-S1"})
    assert [code for code, _term in placed(plan)] == ["PST003", "FPG003", "CCE001", "YYY999", "ZZZ999"]


def test_several_are_moved_together_and_the_plan_is_whole_or_as_it_was(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"})
    moved = edits.place_all(plan, ["CCE001", "FPG003"], term("2028-S1"), TODAY)
    assert placed(done(moved)) == [("FPG003", "2028-S1"), ("CCE001", "2028-S1")]
    refusals = edits.place_all(plan, ["CCE001", "AST005", "XYZ999"], term("2028-S1"), TODAY)
    assert isinstance(refusals, tuple)
    assert [refusal.unit for refusal in refusals] == ["AST005", "XYZ999"]


def test_taking_off_says_what_is_held_and_passes_over_what_is_not_there(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "PST003", UnitState.ENROLLED, "2026-S2")
    assert placed(done(edits.unplace_all(plan, ["CCE001", "FPG003"]))) == []
    refusals = edits.unplace_all(plan, ["CCE001", "PST003"])
    assert isinstance(refusals, tuple)
    assert [(refusal.unit, refusal.reason, refusal.state) for refusal in refusals] == [
        ("PST003", Reason.ALREADY_HELD, UnitState.ENROLLED)
    ]
