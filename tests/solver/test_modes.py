"""Proposals of a learner who wants some modes: terms where only others are offered are avoided, as far as can be."""

from dataclasses import replace

import pytest

from csp_planner.domain.offers import Mode, Offer
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Part
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Criterion

from ..domain.helpers import wanting, with_unit
from .helpers import proposed, value, where

DAY, EVENING = (Mode.DAYTIME,), (Mode.EVENING,)
EITHER = {2025: (Offer(Part.S1, DAY), Offer(Part.S2, EVENING))}


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """A sheet of three units, each by day in semester 1 and in the evening in semester 2, without a limit of load."""
    kept = tuple(unit for unit in empty_plan.programme.units if unit.code in ("CCE001", "AST004", "FPG003"))
    conditions = replace(empty_plan.programme.conditions, units=tuple(unit.code for unit in kept), report_unit="AST004")
    programme = replace(empty_plan.programme, units=kept, conditions=conditions, recommended_order=())
    bare = replace(empty_plan, programme=programme)
    for unit in kept:
        bare = with_unit(bare, unit.code, openings=EITHER)
    return bare.with_scenario(replace(bare.scenario, max_ects=None))


def test_terms_in_no_wanted_mode_are_avoided(plan: Plan) -> None:
    found = proposed(wanting(plan, Mode.EVENING))
    assert {text[-2:] for text in where(found).values()} == {"S2"}
    assert value(found, Criterion.MODES) == 0
    assert found.optimal


def test_an_unwanted_mode_is_no_wall(plan: Plan) -> None:
    by_day = with_unit(plan, "CCE001", openings={2025: (Offer(Part.S1, DAY),)})
    found = proposed(wanting(by_day, Mode.EVENING))
    assert where(found)["CCE001"].endswith("S1")
    assert value(found, Criterion.MODES) == 1
    assert not found.unplaced


def test_who_wants_no_mode_is_asked_about_none(plan: Plan) -> None:
    assert Criterion.MODES not in [level.criterion for level in proposed(plan).levels]
    mute = with_unit(plan, "CCE001", openings={2025: (Offer(Part.S1), Offer(Part.S2))})
    known = wanting(mute, Mode.DAYTIME, Mode.EVENING)
    assert Criterion.MODES not in [level.criterion for level in proposed(known).levels]


def test_the_end_comes_before_the_modes(plan: Plan) -> None:
    late = with_unit(plan, "FPG003", openings={2025: (Offer(Part.S1, EVENING), Offer(Part.S2, DAY))})
    found = proposed(wanting(late, Mode.EVENING), objective=Objective.EARLIEST, report_last=False)
    assert where(found)["FPG003"].endswith("S2")
    assert value(found, Criterion.MODES) == 1
