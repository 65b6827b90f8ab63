"""What is said of the ways to attend that were chosen or are wanted."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import landing_term
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part

from ..helpers import (
    TODAY,
    WAIVER,
    done,
    found,
    marked,
    moved_to_distance,
    only,
    put,
    taught,
    taught_by_day,
    term,
    wanting,
    with_unit,
)


def test_evening_chosen_2027_published_at_a_distance_is_mode_changed(empty_plan: Plan) -> None:
    plan = moved_to_distance(empty_plan)
    changed = only(plan, "mode-changed")
    assert changed.args == {"mode": "evening", "offered": ("distance-open",)}
    assert (changed.unit, changed.term) == ("CCE001", term("2027-S1"))


def test_a_published_change_of_mode_never_closes_the_term(empty_plan: Plan) -> None:
    plan = moved_to_distance(empty_plan)
    assert landing_term(plan.programme, plan.programme.by_code["CCE001"], term("2027-S1")) == term("2027-S1")
    assert not [each for each in evaluate_plan(plan, TODAY).blocking if each.unit == "CCE001"]
    assert put(plan, "CCE001", "2027-S1") == plan


def test_the_only_way_left_can_be_taken_instead_of_the_one_that_is_gone(empty_plan: Plan) -> None:
    plan = done(edits.set_mode(moved_to_distance(empty_plan), "CCE001", "distance-open", TODAY))
    assert not found(plan, "mode-changed")


def test_a_way_that_is_gone_is_said_once_whatever_is_wanted(empty_plan: Plan) -> None:
    plan = wanting(moved_to_distance(empty_plan), "evening")
    assert only(plan, "mode-changed")
    assert not found(plan, "mode-not-wanted")


def test_the_way_chosen_is_held_against_those_wanted(empty_plan: Plan) -> None:
    both = with_unit(empty_plan, "CCE001", openings={2025: taught("evening", "daytime")})
    plan = put(wanting(both, "evening"), "CCE001", "2027-S1")
    assert not found(plan, "mode-not-wanted")
    by_day = done(edits.set_mode(plan, "CCE001", "daytime", TODAY))
    assert only(by_day, "mode-not-wanted").args == {"offered": ("daytime",)}


def test_who_wants_no_way_in_particular_is_not_warned(empty_plan: Plan) -> None:
    assert not found(wanting(taught_by_day(empty_plan)), "mode-not-wanted")


def test_a_way_that_is_not_known_is_no_unwanted_one(empty_plan: Plan) -> None:
    mute = with_unit(taught_by_day(empty_plan), "CCE001", openings={2025: Opening.SEMESTER_1})
    elsewhere = with_unit(mute, "CCE003", openings={2025: taught("daytime")})
    assert not found(elsewhere, "mode-not-wanted", "CCE001")


def test_what_is_decided_already_is_not_held_against_what_is_wanted(empty_plan: Plan) -> None:
    plan = taught_by_day(empty_plan)
    assert not found(marked(plan, "CCE001", UnitState.ENROLLED), "mode-not-wanted")
    waived = put(done(edits.unplace(plan, "CCE001")), "CCE001", "2026-S1", WAIVER)
    assert not found(waived, "mode-not-wanted")


def test_a_standing_says_the_way_that_was_chosen_also_once_enrolled_in(empty_plan: Plan) -> None:
    both = with_unit(empty_plan, "CCE001", openings={2025: taught("evening", "daytime")})
    planned = put(wanting(both, "daytime"), "CCE001", "2027-S1")
    enrolled = marked(planned, "CCE001", UnitState.ENROLLED)
    for plan in (planned, enrolled, marked(enrolled, "CCE001", UnitState.PLANNED)):
        assert evaluate_plan(plan, TODAY).standings["CCE001"].mode == "daytime"
    again = put(marked(enrolled, "CCE001", UnitState.FAILED), "CCE001", "2028-S1")
    alone = with_unit(again, "CCE001", openings={2025: taught("evening")})
    moved = put(alone, "CCE001", "2029-S1")
    assert evaluate_plan(moved, TODAY).standings["CCE001"].mode == ""


def runs_in_two_ways(plan: Plan) -> Plan:
    """A sheet where one unit runs in semester 1 in the evening, or over the year by day."""
    return with_unit(
        plan, "CCE001", openings={2025: (*taught("evening"), *taught("daytime", part=Part.ANNUAL)), 2026: None}
    )


@pytest.mark.parametrize(("where", "mode"), [("2026-S1", ""), ("2025-S1", "evening"), ("2025-A", "daytime")])
def test_a_unit_that_runs_in_two_ways_in_one_year_is_taken_in_the_way_of_its_part(
    empty_plan: Plan, where: str, mode: str
) -> None:
    plan = runs_in_two_ways(empty_plan)
    standing = replace(evaluate_plan(plan, TODAY).standings["CCE001"], term=term(where))
    assert mode_taken(plan.programme, standing) == mode
    assert mode_taken(plan.programme, replace(standing, mode="hybrid")) == "hybrid"
    assert not mode_taken(plan.programme, replace(standing, waiver=WAIVER))
    assert not mode_taken(plan.programme, replace(standing, term=None))


def test_a_unit_that_runs_in_one_way_is_taken_in_none_of_several(empty_plan: Plan) -> None:
    plan = put(
        with_unit(empty_plan, "CCE001", openings={2025: (*taught("evening"), *taught("evening", part=Part.ANNUAL))}),
        "CCE001",
        "2027-S1",
    )
    assert not mode_taken(plan.programme, evaluate_plan(plan, TODAY).standings["CCE001"])
