"""Scenarios taken from another file: the plan of one learner, changed by two people."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.edits.scenarios import duplicate_scenario, rename_scenario, retain_scenario
from csp_planner.domain.edits.taking import differing_history, take_scenario, take_scenarios
from csp_planner.domain.holding import held_placements
from csp_planner.domain.limits import MAX_SCENARIOS
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.coming_back import Became, record_all
from csp_planner.domain.profile import Credit, CreditBasis, CreditState, Profile
from csp_planner.domain.states import UnitState
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.storage.library import builtin_programme

from ..helpers import TODAY, acceptance, credited, done, marked, put, put_all, refused, term

PLACED = {"AST004": "2027-S1", "CCE001": "2027-S1", "AST002": "2027-A", "PST003": "2026-S2"}


@pytest.fixture
def other(empty_plan: Plan) -> Plan:
    """What the learner made at home: two scenarios, the second one with most on it."""
    plan = done(duplicate_scenario(empty_plan, 0, "À la maison"))
    return put_all(plan, PLACED)


def test_the_scenario_comes_last_with_all_it_holds_and_is_shown(empty_plan: Plan, other: Plan) -> None:
    other = retain_scenario(done(edits.accept_warning(other, acceptance("overload"))), 1)
    taken = done(take_scenario(empty_plan, other, 1, TODAY))
    assert (taken.active, taken.scenarios[:-1]) == (len(empty_plan.scenarios), empty_plan.scenarios)
    assert taken.scenario == replace(other.scenario, retained=False)


def test_a_name_that_is_taken_gets_a_number(empty_plan: Plan, other: Plan) -> None:
    mine = done(rename_scenario(empty_plan, 0, "À la maison"))
    taken = done(take_scenario(done(take_scenario(mine, other, 1, TODAY)), other, 1, TODAY))
    assert [scenario.name for scenario in taken.scenarios] == ["À la maison", "À la maison 2", "À la maison 3"]


def test_nothing_of_what_the_other_file_says_of_the_learner_is_taken(empty_plan: Plan, other: Plan) -> None:
    other = credited(marked(other, "AST004", UnitState.VALIDATED), "CCE001")
    other = replace(other, profile=replace(other.profile, name="Autre", weekly_hours=3))
    taken = done(take_scenario(empty_plan, other, 1, TODAY))
    assert taken.profile == empty_plan.profile
    assert taken.programme == empty_plan.programme
    assert {placement.unit for placement in taken.scenario.placements} == {"AST002", "PST003"}


def test_what_this_plan_knows_of_the_learner_holds_in_the_scenario_taken(empty_plan: Plan, other: Plan) -> None:
    mine = marked(put(empty_plan, "AST004", "2028-S1"), "AST004", UnitState.ENROLLED)
    mine = credited(marked(mine, "PST003", UnitState.FAILED, "2026-S2"), "CCE001")
    taken = done(take_scenario(mine, other, 1, TODAY))
    assert [placement.unit for placement in taken.scenario.placements] == ["AST002"]
    stands = {code: where for code, where, *_ in held_placements(taken.scenario, taken.profile, TODAY)}
    assert stands == {"AST004": term("2028-S1"), "AST002": term("2027-A")}


def test_a_unit_failed_in_another_term_stays_planned(empty_plan: Plan, other: Plan) -> None:
    mine = marked(empty_plan, "PST003", UnitState.FAILED, "2025-S2")
    assert done(take_scenario(mine, other, 1, TODAY)).scenario.placement("PST003") is not None


def test_another_programme_is_refused(empty_plan: Plan, other: Plan) -> None:
    foreign = replace(other, programme=replace(other.programme, code="LG039"))
    refusal = refused(take_scenario(empty_plan, foreign, 0, TODAY))
    assert (refusal.reason, refusal.name) == (Reason.OTHER_PLAN, "LG039")


def test_several_come_together_or_not_at_all(empty_plan: Plan, other: Plan) -> None:
    taken = done(take_scenarios(empty_plan, other, [1, 0], TODAY))
    assert [scenario.name for scenario in taken.scenarios[-2:]] == ["À la maison", f"{other.scenarios[0].name} 2"]
    names = (Scenario(name=f"s{at}", start=term("2026-S1")) for at in range(MAX_SCENARIOS - 1))
    nearly = replace(empty_plan, scenarios=tuple(names))
    assert refused(take_scenarios(nearly, other, [1, 0], TODAY)).reason is Reason.TOO_MANY_SCENARIOS
    assert len(done(take_scenario(nearly, other, 1, TODAY)).scenarios) == MAX_SCENARIOS


def test_there_is_no_scenario_beyond_the_last(empty_plan: Plan, other: Plan) -> None:
    with pytest.raises(IndexError):
        take_scenario(empty_plan, other, 2, TODAY)


def test_a_row_whose_answer_is_overdue_keeps_its_place_in_a_scenario_taken(empty_plan: Plan) -> None:
    there = put(empty_plan, "CCE001", "2027-S1")
    asked = Credit(unit="CCE001", basis=CreditBasis.VES, date=TODAY.replace(month=1), state=CreditState.ASKED)
    mine = replace(empty_plan, profile=replace(empty_plan.profile, credits=(asked,)))
    assert done(take_scenario(mine, there, 0, TODAY)).scenario.placements == there.scenario.placements
    early = TODAY.replace(month=1)
    assert done(take_scenario(mine, there, 0, early)).scenario.placements == (), "the answer is still awaited"


def test_units_known_otherwise_are_named_in_the_order_of_the_programme(empty_plan: Plan, other: Plan) -> None:
    assert differing_history(empty_plan, other) == ()
    mine = marked(marked(empty_plan, "AST004", UnitState.VALIDATED, "2025-S1"), "PST003", UnitState.FAILED, "2025-S2")
    theirs = marked(credited(other, "CCE001"), "PST003", UnitState.FAILED, "2025-S2")
    theirs = replace(theirs, profile=replace(theirs.profile, attempts=tuple(
        replace(attempt, note="en août", date=TODAY.replace(year=2025)) for attempt in theirs.profile.attempts
    )))  # fmt: skip
    assert differing_history(mine, theirs) == ("CCE001", "AST004")
    assert differing_history(theirs, mine) == ("CCE001", "AST004")


@given(
    mine=st.dictionaries(st.sampled_from(sorted(PLACED)), st.sampled_from(Became)),
    theirs=st.dictionaries(st.sampled_from(sorted(PLACED)), st.sampled_from(Became)),
)
def test_a_plan_keeps_all_it_had_and_stays_one_that_a_file_holds(mine, theirs):
    scenario = Scenario(name="A", start=term("2026-S1"))
    base = put_all(Plan(programme=builtin_programme("CRN01"), profile=Profile(), scenarios=(scenario,)), PLACED)
    plan, other = done(record_all(base, mine, TODAY)), done(record_all(base, theirs, TODAY))
    taken = done(take_scenario(plan, other, 0, TODAY))
    assert (taken.profile, taken.scenarios[:-1]) == (plan.profile, plan.scenarios)
    assert set(taken.scenario.placements) <= set(other.scenario.placements)
    assert read_plan(write_plan(taken)) == taken
