"""Branches, pins and units set aside."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.award import Block, TakeBlocks
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Pin, Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term

from ...awards import BRANCHES, DOMAINS, DUE, SHES, TWO_OF_FIVE, plan_with_choices

TODAY = date(2027, 5, 1)
BIOLOGY, CHEMISTRY = f"{BRANCHES}.1", f"{BRANCHES}.2"


def done(result: object) -> Plan:
    assert isinstance(result, Plan), result
    return result


def reason(result: object) -> Reason:
    assert isinstance(result, Refusal)
    return result.reason


def put(plan: Plan, **places: str) -> Plan:
    for code, text in places.items():
        plan = done(edits.place(plan, code, Term.parse(text.replace("_", "-")), TODAY))
    return plan


def placed(plan: Plan) -> set[str]:
    return {placement.unit for placement in plan.scenario.placements}


def test_a_branch_is_taken_and_another_one_replaces_it() -> None:
    plan = done(edits.choose(plan_with_choices(), BRANCHES, BIOLOGY))
    assert plan.scenario.branches == (BIOLOGY,)
    assert done(edits.choose(plan, BRANCHES, BIOLOGY)) == plan
    assert done(edits.choose(plan, BRANCHES, CHEMISTRY)).scenario.branches == (CHEMISTRY,)
    assert done(edits.unchoose(plan, BRANCHES, BIOLOGY)) == plan_with_choices()


def test_the_units_of_the_branch_left_leave_the_board_and_what_is_obtained_stays() -> None:
    plan = put(plan_with_choices(), BIO201="2027_S1", BIO202="2027_S2", SOC101="2027_S1")
    plan = done(edits.choose(plan, BRANCHES, BIOLOGY))
    plan = done(edits.record_outcome(plan, "BIO201", UnitState.ENROLLED, TODAY, Term.parse("2027-S1")))
    other = done(edits.choose(plan, BRANCHES, CHEMISTRY))
    assert placed(other) == {"SOC101"}
    assert other.profile == plan.profile
    assert evaluate_plan(other, TODAY).extra == ("BIO201",)


def test_a_unit_that_also_stands_elsewhere_stays_when_its_branch_is_left() -> None:
    plan = plan_with_choices()
    award = plan.programme.award
    assert award is not None
    shared = replace(award, members=(*award.members, "BIO201"))
    plan = put(replace(plan, programme=replace(plan.programme, award=shared)), BIO201="2027_S1", BIO202="2027_S2")
    assert placed(done(edits.choose(plan, BRANCHES, CHEMISTRY))) == {"BIO201"}


def test_what_is_no_branch_is_not_taken() -> None:
    plan = plan_with_choices()
    assert reason(edits.choose(plan, "9", "9.1")) is Reason.BLOCK_UNKNOWN
    assert reason(edits.choose(plan, BRANCHES, "9.1")) is Reason.NOT_A_BRANCH
    assert reason(edits.choose(plan, BRANCHES, f"{DOMAINS}.1")) is Reason.NOT_A_BRANCH
    assert reason(edits.choose(plan, DOMAINS, f"{DOMAINS}.1")) is Reason.NOT_A_BRANCH
    assert reason(edits.unchoose(plan, "9", "9.1")) is Reason.BLOCK_UNKNOWN
    assert reason(edits.unchoose(plan, BRANCHES, "9.1")) is Reason.NOT_A_BRANCH
    assert reason(edits.choose(replace(plan, programme=replace(plan.programme, award=None)), "1", "1.1")) is (
        Reason.BLOCK_UNKNOWN
    )


def test_where_two_branches_are_taken_a_third_waits_until_one_is_taken_back() -> None:
    three = Block(take=TakeBlocks(2), members=tuple(Block(members=(code,)) for code in ("BIO201", "CHI201", "SOC101")))
    plan = replace(plan_with_choices(), programme=replace(plan_with_choices().programme, award=three))
    plan = put(plan, SOC101="2027_S1")
    plan = done(edits.choose(done(edits.choose(plan, "", "1")), "", "3"))
    assert plan.scenario.branches == ("1", "3")
    assert reason(edits.choose(plan, "", "2")) is Reason.ENOUGH_CHOSEN
    assert placed(plan) == {"SOC101"}
    assert done(edits.choose(done(edits.unchoose(plan, "", "1")), "", "2")).scenario.branches == ("2", "3")


def test_a_unit_of_a_choice_is_set_aside_and_taken_back() -> None:
    plan = put(plan_with_choices(), OPT101="2027_S1", SOC101="2027_S1")
    aside = done(edits.set_aside(plan, "OPT101", TODAY))
    assert (aside.scenario.set_aside, placed(aside)) == (("OPT101",), {"SOC101"})
    assert done(edits.set_aside(aside, "OPT101", TODAY)) == aside
    assert done(edits.take_back(aside, "OPT101")).scenario.set_aside == ()
    assert done(edits.take_back(plan, "OPT101")) == plan


def test_placing_a_unit_that_was_set_aside_takes_it_back() -> None:
    aside = done(edits.set_aside(plan_with_choices(), "OPT101", TODAY))
    assert put(aside, OPT101="2027_S1").scenario.set_aside == ()


@pytest.mark.parametrize("code", DUE)
def test_what_is_due_whatever_is_chosen_is_not_set_aside(code: str) -> None:
    assert reason(edits.set_aside(plan_with_choices(), code, TODAY)) is Reason.NOT_A_CHOICE


def test_what_is_under_way_or_no_row_is_not_set_aside() -> None:
    plan = plan_with_choices()
    plan = done(edits.record_outcome(plan, "OPT101", UnitState.ENROLLED, TODAY, Term.parse("2027-S1")))
    assert reason(edits.set_aside(plan, "OPT101", TODAY)) is Reason.ALREADY_HELD
    assert reason(edits.set_aside(plan, "ZZZ999", TODAY)) is Reason.UNIT_UNKNOWN
    assert reason(edits.take_back(plan, "ZZZ999")) is Reason.UNIT_UNKNOWN


def test_a_unit_that_stands_in_two_choices_is_pinned_to_one() -> None:
    plan = put(plan_with_choices(), ANG100="2027_S1")
    pinned = done(edits.pin(plan, "ANG100", SHES))
    assert pinned.scenario.pins == (Pin(unit="ANG100", block=SHES),)
    award = evaluate_plan(pinned, TODAY).award
    assert award is not None
    assert award.by_path[SHES].counts == ("ANG100",)
    moved = done(edits.pin(pinned, "ANG100", TWO_OF_FIVE))
    assert moved.scenario.pins == (Pin(unit="ANG100", block=TWO_OF_FIVE),)
    award = evaluate_plan(moved, TODAY).award
    assert award is not None
    assert award.by_path[TWO_OF_FIVE].counts == ("ANG100",)
    assert done(edits.unpin(moved, "ANG100")) == plan


def test_a_unit_is_pinned_only_where_it_can_count() -> None:
    plan = plan_with_choices()
    assert reason(edits.pin(plan, "OPT101", SHES)) is Reason.NOT_IN_BLOCK
    assert reason(edits.pin(plan, "SOC101", "1")) is Reason.NOT_IN_BLOCK
    assert reason(edits.pin(plan, "OPT101", "7")) is Reason.BLOCK_UNKNOWN
    assert reason(edits.pin(plan, "ZZZ999", SHES)) is Reason.UNIT_UNKNOWN
    assert reason(edits.unpin(plan, "ZZZ999")) is Reason.UNIT_UNKNOWN


@given(order=st.permutations(["OPT105", "SHS201", "OPT101", "DOM231"]))
def test_what_is_set_aside_is_kept_in_the_order_of_the_programme(order: list[str]) -> None:
    plan = plan_with_choices()
    for code in order:
        plan = done(edits.set_aside(plan, code, TODAY))
    assert plan.scenario.set_aside == ("OPT101", "OPT105", "SHS201", "DOM231")


def test_the_award_is_no_branch_of_itself() -> None:
    plan = put(plan_with_choices(), SOC101="2027_S1", BIO201="2027_S1")
    rooms = Block(take=TakeBlocks(1), members=(Block(members=("SOC101",)), Block(members=("BIO201",))))
    plan = replace(plan, programme=replace(plan.programme, award=rooms))
    assert reason(edits.choose(plan, "", "")) is Reason.NOT_A_BRANCH
    assert reason(edits.unchoose(plan, "", "")) is Reason.NOT_A_BRANCH
    assert placed(done(edits.choose(plan, "", "2"))) == {"BIO201"}
