"""Awards with choices in files, and what was chosen."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeEcts, TakeUnits
from csp_planner.domain.plan import Pin, Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import read_plan, read_programme, write_plan, write_programme
from csp_planner.storage.errors import FileProblem
from csp_planner.storage.library import builtin_programme

from ..domain.choosing.test_judge_properties import trees
from .helpers import Edit, refusal

AWARD = Block(
    label="Licence",
    members=(
        "FPG003",
        Block(label="Deux parmi", take=TakeUnits(2), members=("AST001", "AST002", "AST005"), printed_ects=12),
        Block(label="SHES", take=TakeEcts(6.5), at_least_blocks=1, note="sauf CCE001"),
    ),
)


def nested(depth: int) -> dict[str, Any]:
    return {"members": [nested(depth - 1)] if depth > 1 else []}


def test_an_award_stands_in_the_file_as_the_contract_says() -> None:
    document = json.loads(write_programme(replace(builtin_programme("CRN01"), award=AWARD)))
    award = document["award"]
    assert award["take"] == "all"
    assert award["members"][0] == "FPG003"
    assert award["members"][1]["take"] == {"units": 2}
    assert (award["members"][2]["take"], award["members"][2]["at_least_blocks"]) == ({"ects": 6.5}, 1)
    assert award["members"][2]["note"] == "sauf CCE001"


@given(
    award=trees(),
    branches=st.lists(st.sampled_from(("1", "2.1", "12.3.1")), unique=True),
    aside=st.lists(st.sampled_from(("AST001", "TET003")), unique=True),
)
def test_any_award_and_any_choice_survive_a_round_trip(award: Block, branches: list[str], aside: list[str]) -> None:
    programme = replace(builtin_programme("CRN01"), award=award)
    assert read_programme(write_programme(programme)) == programme
    scenario = Scenario(
        name="A",
        start=Term.parse("2027-S1"),
        branches=tuple(branches),
        pins=(Pin(unit="AST001", block="2"), Pin(unit="AST002", block="")),
        set_aside=tuple(aside),
    )
    plan = replace(plan_of(programme), scenarios=(scenario,))
    assert read_plan(write_plan(plan)) == plan


def plan_of(programme: Programme) -> Plan:
    return Plan(programme=programme, profile=Profile(), scenarios=(Scenario(name="A", start=Term.parse("2027-S1")),))


@pytest.mark.parametrize(
    ("award", "where"),
    [
        ({"label": 3}, "programme/award/label"),
        ({"take": {"units": 0}}, "programme/award/take"),
        ({"take": {"units": 1, "ects": 2}}, "programme/award/take"),
        ({"take": "some"}, "programme/award/take"),
        ({"members": [" A1"]}, "programme/award/members/0"),
        ({"members": ["A1", {"members": [{"take": 1}]}]}, "programme/award/members/1"),
        ({"members": "A1"}, "programme/award/members"),
        ({"at_least_blocks": 0}, "programme/award/at_least_blocks"),
        ({"printed_ects": -1}, "programme/award/printed_ects"),
    ],
)
def test_an_award_that_cannot_be_meant_is_refused_where_it_goes_wrong(award: Any, where: str, edited: Edit) -> None:
    problem, place = refusal(edited("programme/award", award))
    assert problem in (FileProblem.INVALID, FileProblem.UNKNOWN_KEY)
    assert place.startswith(where)


def test_blocks_beyond_the_limits_are_too_many(edited: Edit) -> None:
    read_plan(edited("programme/award", nested(6)))
    assert refusal(edited("programme/award", nested(7))) == (FileProblem.TOO_MANY, "programme/award")
    many = {"members": [{"label": str(place)} for place in range(199)]}
    read_plan(edited("programme/award", many))
    many["members"].append({"label": "200"})
    assert refusal(edited("programme/award", many)) == (FileProblem.TOO_MANY, "programme/award")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("scenarios/0/branches", ["0"]),
        ("scenarios/0/branches", ["1..2"]),
        ("scenarios/0/branches", ["1.1.1.1.1.1.1.1.1.1.1.1.1"]),
        ("scenarios/0/branches", ["2", "2"]),
        ("scenarios/0/pins", [{"unit": "A", "block": "x"}]),
        ("scenarios/0/pins", [{"unit": "A", "block": "1"}, {"unit": "A", "block": "2"}]),
        ("scenarios/0/set_aside", ["A", "A"]),
    ],
)
def test_choices_that_cannot_be_meant_are_refused(path: str, value: Any, edited: Edit) -> None:
    problem, where = refusal(edited(path, value))
    assert problem is FileProblem.INVALID
    assert where.startswith(path)
