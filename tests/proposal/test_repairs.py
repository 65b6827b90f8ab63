"""What is advised to mend a plan: a semester is lightened, a unit finds a place, what cannot stand moves."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.proposal.questions import (
    Lighten,
    Place,
    Replan,
)
from csp_planner.proposal.request import DemandKind

from ..domain.helpers import (
    WAIVER,
    credited,
    done,
    found,
    marked,
    put,
    put_all,
    term,
    with_limits,
    with_unit,
    worked,
)
from .asking import advised_of, moves

# Lightening a semester


def test_overloaded_semester_is_lightened_to_the_limit_and_no_more(empty_plan: Plan) -> None:
    units = dict.fromkeys(("FPG003", "CCE001", "AST004", "TRS001"), "2027-S1")
    plan = with_limits(put_all(empty_plan, {**units, "UA211G": "2029-S2"}), 16)
    advice = advised_of(plan, Lighten(term("2027-S1")))
    assert not found(advice.plan, "overload")
    assert (len(advice.moves), advice.semesters_later) == (1, 0)
    assert moves(advised_of(with_limits(plan, 24), Lighten(term("2027-S1")))) == {}


def test_only_the_semester_asked_for_is_lightened(empty_plan: Plan) -> None:
    first, second = ("FPG003", "CCE001"), ("AST004", "TRS001")
    plan = put_all(empty_plan, {**dict.fromkeys(first, "2027-S1"), **dict.fromkeys(second, "2028-S1")})
    plan = with_limits(put(plan, "UA211G", "2029-S2"), 6)
    assert len(found(plan, "overload")) == 3
    moved = moves(advised_of(plan, Lighten(term("2027-S1"))))
    assert len(moved) == 1
    assert set(moved) <= set(first)


@pytest.mark.parametrize(("start", "lands"), [("2026-S2", "2026-S2"), ("2027-S1", "2028-S2")])
def test_unit_goes_back_to_the_first_semester_but_not_before_it(empty_plan: Plan, start: str, lands: str) -> None:
    plan = put(done(edits.set_start(empty_plan, term(start))), "PST003", "2027-S2")
    plan = with_limits(put(plan, "TET007", "2027-S2", WAIVER), 6)
    assert moves(advised_of(plan, Lighten(term("2027-S2")))) == {"PST003": ("2027-S2", lands)}


def test_semester_held_by_what_cannot_move_is_left_as_it_is(empty_plan: Plan) -> None:
    enrolled = with_limits(marked(empty_plan, "FPG003", UnitState.ENROLLED, "2027-S1"), 5)
    too_large = with_limits(put(worked(empty_plan, "2020-01-01", "2023-01-01"), "UA211G", "2027-S1"), 12)
    for plan in (enrolled, too_large):
        assert moves(advised_of(plan, Lighten(term("2027-S1")))) == {}


# Repairs


def test_unit_to_place_goes_within_the_limits_and_nothing_else_moves(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"FPG003": "2027-S1", "CCE001": "2027-S1", "UA211G": "2028-S2"}), 12)
    assert moves(advised_of(plan, Place("AST004"))) == {"AST004": ("None", "2028-S1")}


def test_second_part_waits_for_where_the_first_would_stand(empty_plan: Plan) -> None:
    assert moves(advised_of(empty_plan, Place("TRS002"))) == {"TRS002": ("None", "2027-S2")}
    silent = edits.set_order(empty_plan, follow=False)
    assert moves(advised_of(silent, Place("TRS002"))) == {"TRS002": ("None", "2026-S2")}
    assert moves(advised_of(credited(empty_plan, "TRS001"), Place("TRS002"))) == {"TRS002": ("None", "2026-S2")}


def test_report_waits_for_where_the_units_it_rests_on_would_stand(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, Place("UA211G"))
    (way,) = moves(advice).values()
    plan = advised_of(empty_plan, Replan()).plan
    assert plan == empty_plan
    assert Term.parse(way[1]).ends >= term("2027-S2").ends
    assert [placement.unit for placement in advice.plan.scenario.placements] == ["UA211G"]


def test_repairs_taken_one_after_the_other_keep_to_the_limits_and_the_order(empty_plan: Plan) -> None:
    plan, placed = empty_plan, 0
    while fixes := [fix for item in found(plan, "not-placed") for fix in item.fixes]:
        plan, placed = advised_of(plan, Place(fixes[0].unit)).plan, placed + 1
        assert not found(plan, "overload")
        assert not found(plan, "recommended-order")
        assert not found(plan, "report-early")
    assert placed == 12


def test_unit_that_does_not_open_where_it_stands_is_moved(empty_plan: Plan) -> None:
    closed = with_unit(put(empty_plan, "CCE001", "2028-S1"), "CCE001", openings={2025: Opening.SEMESTER_1, 2028: None})
    plan = put(closed, "UA211G", "2028-S2")
    assert moves(advised_of(plan, Place("CCE001"))) == {"CCE001": ("2028-S1", "2027-S1")}


def test_what_stands_in_a_semester_off_is_planned_again(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "AST002": "2027-A", "FPG003": "2028-S1"})
    away = plan.with_scenario(replace(plan.scenario, leaves=(term("2027-S1"),)))
    assert moves(advised_of(away, Replan())) == {"CCE001": ("2027-S1", "2028-S1"), "AST002": ("2027-A", "2028-A")}
    assert moves(advised_of(plan, Replan())) == {}


def test_waiver_for_a_semester_off_is_given_up_rather_than_the_semester_off(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "TET007", "2027-S1", WAIVER), "UA211G", "2028-S2")
    away = plan.with_scenario(replace(plan.scenario, leaves=(term("2027-S1"),)))
    advice = advised_of(away, Replan())
    assert [demand.kind for each in advice.given_up for demand in each.relaxation.demands] == [DemandKind.WAIVER]
    assert set(moves(advice)) == {"TET007"}
    assert (advice.plan.scenario.leaves, advice.waivers) == ((term("2027-S1"),), ("TET007",))
