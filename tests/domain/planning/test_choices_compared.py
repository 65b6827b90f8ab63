"""Two parcours side by side: what each takes in the choices of the award."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.planning.comparison import compare, compare_plans
from csp_planner.domain.terms import Term

from ...awards import BRANCHES, SHES, TWO_OF_FIVE, plan_with_choices
from ..helpers import TODAY

BIOLOGY, CHEMISTRY = f"{BRANCHES}.1", f"{BRANCHES}.2"


def scenario(name: str, units: Iterable[str], branches: tuple[str, ...] = ()) -> Scenario:
    base = plan_with_choices().scenario
    placed = tuple(Placement(unit=unit, term=Term.parse("2027-S1")) for unit in units)
    return replace(base, name=name, placements=placed, branches=branches)


def parcours() -> Plan:
    first = scenario("Biologie", ["OPT101", "OPT105", "BIO201", "SHS201", "SHS203"], (BIOLOGY,))
    second = scenario("Chimie", ["OPT105", "OPT101", "CHI201", "CHI203", "SHS204", "SHS202"], (CHEMISTRY,))
    return replace(plan_with_choices(), scenarios=(first, second))


def test_each_choice_made_otherwise_says_what_is_taken_in_each():
    compared = compare(parcours(), [0, 1], TODAY)
    said = {each.path: each.branches or each.units for each in compared.choices}
    assert list(said) == [SHES, BRANCHES, f"{CHEMISTRY}.1"]
    assert said[SHES] == (("SHS201", "SHS203"), ("SHS204",))
    assert said[BRANCHES] == ((BIOLOGY,), (CHEMISTRY,))


def test_a_choice_inside_a_branch_is_none_where_that_is_not_taken():
    compared = compare(parcours(), [0, 1], TODAY)
    inner = compared.choices[-1]
    assert inner.path == f"{CHEMISTRY}.1"
    assert inner.units == (None, ("CHI203",))


def test_the_order_in_which_units_were_placed_makes_no_difference():
    compared = compare(parcours(), [0, 1], TODAY)
    assert TWO_OF_FIVE not in {each.path for each in compared.choices}


def test_a_column_says_what_is_to_choose_and_what_is_beyond():
    first, second = compare(parcours(), [0, 1], TODAY).columns
    assert [each.path for each in second.open_choices] == ["2.3"]
    assert (first.extra, second.extra, second.extra_ects) == ((), ("SHS202",), 3)
    assert not first.complete


def test_a_scenario_is_complete_once_nothing_is_to_place_or_to_choose():
    due = ("SOC101", "SOC102", "SOC201", "MEM201", "OPT101", "OPT102", "BIO201", "BIO202", "SHS204")
    plan = plan_with_choices()
    less = scenario("Sans domaines", due)
    whole = scenario("Tout", (*due, "DOM211", "DOM212", "DOM221"))
    plan = replace(plan, scenarios=(less, whole))
    assert [column.complete for column in compare(plan, [0, 1], TODAY).columns] == [False, True]


def test_without_an_award_nothing_is_said_of_choices(empty_plan: Plan):
    compared = compare_plans([empty_plan, empty_plan], TODAY)
    assert not compared.has_choices
    assert compared.choices == ()
    assert [column.open_choices for column in compared.columns] == [(), ()]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_file_whose_award_is_another_is_compared_by_path(order):
    plan = parcours()
    award = plan.programme.award
    assert award is not None
    older = replace(plan, programme=replace(plan.programme, award=replace(award, members=award.members[:1])))
    plans = [(plan, older)[at] for at in order]
    said = {each.path: each.units or each.branches for each in compare_plans(plans, TODAY).choices}
    assert said[SHES] == tuple([("SHS201", "SHS203"), None][at] for at in order)
