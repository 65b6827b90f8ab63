"""The first unit of the sheet stays within two semesters of the first unit taken, whatever is asked of a plan."""

from dataclasses import replace

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.proposal.questions import Fails, Lighten, PlanOn, Replan, TermOff

from ..domain.helpers import full, off, put_all, term, with_limits
from .asking import advised_of, moves

FAR = {"AST004": "2028-S1", "AST005": "2028-S2", "UA211G": "2032-S2"}
"""With the report years later, nothing has to move to an early semester for the sake of the end."""


@pytest.fixture
def crowded(empty_plan: Plan) -> Plan:
    """FPG003 stands with TRS001, CCE001 and TET003 in the second semester of the plan."""
    return with_limits(put_all(full(empty_plan), FAR), 14)


def test_a_semester_is_lightened_by_other_units(crowded: Plan) -> None:
    found = moves(advised_of(crowded, Lighten(term("2027-S1"))))
    assert found.keys() == {"TRS001", "TRS002"}


def test_it_moves_no_further_than_to_its_next_opening(crowded: Plan) -> None:
    for question, plan in (
        (TermOff(term("2027-S1")), crowded),
        (Replan(), off(crowded, "2027-S1")),
        (Fails("FPG003"), crowded),
    ):
        advice = advised_of(plan, question)
        assert moves(advice)["FPG003"] == ("2027-S1", "2028-S1")
        assert advice.semesters_later == 0


def test_where_a_person_put_it_later_nothing_is_moved_for_its_sake(crowded: Plan) -> None:
    plan = put_all(crowded, {"FPG003": "2031-S1"})
    assert moves(advised_of(plan, Replan())) == {}
    assert set(moves(advised_of(plan, Fails("TET010")))) == {"TET010"}


def test_nothing_begins_later_to_make_it_come_sooner_after_the_first_unit(crowded: Plan) -> None:
    kept = tuple(item for item in crowded.scenario.placements if item.unit in ("PST003", "AST004", "UA211G"))
    plan = off(crowded.with_scenario(replace(crowded.scenario, placements=kept)), "2027-S1")
    found = moves(advised_of(plan, PlanOn()))
    assert found["FPG003"] == ("None", "2028-S1")
    assert "PST003" not in found


def test_it_is_planned_within_two_semesters_where_it_is_still_to_place(crowded: Plan) -> None:
    rest = tuple(item for item in crowded.scenario.placements if item.unit != "FPG003")
    advice = advised_of(crowded.with_scenario(replace(crowded.scenario, placements=rest)), PlanOn())
    assert moves(advice)["FPG003"] == ("None", "2027-S1")
