"""Coming back after semesters have ended: what is asked, and what each answer does."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.planning.coming_back import (
    Became,
    Ended,
    ended_terms,
    record_all,
    unanswered_terms,
)
from csp_planner.domain.profile import Profile
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.library import builtin_programme

BEFORE, AFTER = date(2026, 11, 23), date(2028, 9, 10)
PLACED = {"FPG003": "2027-S1", "AST004": "2027-S1", "AST002": "2027-A", "PST003": "2027-S2", "TET010": "2028-S1"}


@pytest.fixture
def plan() -> Plan:
    scenario = Scenario(name="A", start=Term.parse("2027-S1"))
    return placed(Plan(programme=builtin_programme("CRN01"), profile=Profile(), scenarios=(scenario,)))


def placed(plan: Plan) -> Plan:
    for code, term in PLACED.items():
        plan = edits.place(plan, code, Term.parse(term), BEFORE)
        assert isinstance(plan, Plan)
    return plan


def states(plan: Plan) -> dict[str, UnitState]:
    found = evaluate_plan(plan, AFTER).standings
    return {code: found[code].state for code in PLACED}


def test_each_term_that_has_ended_asks_for_its_units_in_the_order_of_time(plan):
    assert ended_terms(plan, BEFORE) == ()
    assert ended_terms(plan, date(2028, 3, 1)) == (Ended(Term.parse("2027-S1"), ("FPG003", "AST004")),)
    assert ended_terms(plan, AFTER) == (
        Ended(Term.parse("2027-S1"), ("FPG003", "AST004")),
        Ended(Term.parse("2027-S2"), ("PST003",)),
        Ended(Term.parse("2027-A"), ("AST002",)),
    )


def test_the_last_day_of_a_semester_still_asks_nothing(plan):
    assert ended_terms(plan, date(2028, 2, 28)) == ()


def test_each_answer_does_what_it_says_in_one_step(plan):
    answers = {
        "FPG003": Became.VALIDATED, "AST004": Became.FAILED, "PST003": Became.WITHDRAWN, "AST002": Became.RUNNING,
    }  # fmt: skip
    new = record_all(plan, answers, AFTER)
    assert states(new) == {
        "FPG003": UnitState.VALIDATED,
        "AST004": UnitState.TO_PLACE,
        "PST003": UnitState.TO_PLACE,
        "AST002": UnitState.IN_PROGRESS,
        "TET010": UnitState.PLANNED,
    }
    assert [(one.unit, one.state) for one in new.profile.attempts if one.unit in ("AST004", "PST003")] == [
        ("AST004", UnitState.FAILED),
        ("PST003", UnitState.WITHDRAWN),
    ]
    assert [ended.units for ended in ended_terms(new, AFTER)] == [("AST002",)], "still under way: asked again later"


def test_a_unit_that_was_not_taken_is_to_place_again_and_leaves_no_history(plan):
    new = record_all(plan, {"FPG003": Became.NOT_TAKEN}, AFTER)
    assert (states(new)["FPG003"], new.profile.attempts) == (UnitState.TO_PLACE, ())
    enrolled = edits.record_outcome(plan, "FPG003", UnitState.ENROLLED, BEFORE)
    new = record_all(enrolled, {"FPG003": Became.NOT_TAKEN}, AFTER)
    assert (states(new)["FPG003"], new.profile.attempts) == (UnitState.TO_PLACE, ())


def test_what_cannot_be_recorded_refuses_all_of_it(plan):
    refused = record_all(plan, {"FPG003": Became.VALIDATED, "TRS001": Became.VALIDATED}, AFTER)
    assert [refusal.reason for refusal in refused] == [Reason.NOT_PLACED]


def test_a_unit_that_the_programme_does_not_have_is_not_asked_about(plan):
    units = tuple(unit for unit in plan.programme.units if unit.code != "FPG003")
    odd = replace(plan, programme=replace(plan.programme, units=units))
    assert "FPG003" not in {code for ended in ended_terms(odd, AFTER) for code in ended.units}


def test_a_unit_that_is_taken_in_no_semester_is_not_asked_about(plan):
    experience = plan.programme.conditions.experience_unit
    stray = Placement(unit=experience, term=Term.parse("2027-S1"))
    odd = plan.with_scenario(replace(plan.scenario, placements=(*plan.scenario.placements, stray)))
    assert experience not in {code for ended in ended_terms(odd, AFTER) for code in ended.units}


def test_what_was_said_to_be_still_running_once_its_term_had_ended_is_not_asked_at_once_again(plan):
    under_way = edits.record_outcome(plan, "FPG003", UnitState.IN_PROGRESS, date(2027, 11, 2))
    assert unanswered_terms(under_way, AFTER) == ended_terms(under_way, AFTER) == ended_terms(plan, AFTER)
    said = record_all(under_way, {"FPG003": Became.RUNNING, "PST003": Became.RUNNING}, AFTER)
    assert unanswered_terms(said, AFTER) == (
        Ended(Term.parse("2027-S1"), ("AST004",)),
        Ended(Term.parse("2027-A"), ("AST002",)),
    )
    assert ended_terms(said, AFTER) == ended_terms(plan, AFTER)


@pytest.mark.parametrize("became", [Became.FAILED, Became.WITHDRAWN, Became.NOT_TAKEN])
def test_a_unit_to_take_again_leaves_the_term_in_every_scenario_and_stays_where_it_comes_later(plan, became):
    later = Placement(unit="FPG003", term=Term.parse("2028-S1"))
    others = (replace(plan.scenario, name="B"), replace(plan.scenario, name="C", placements=(later,)))
    new = record_all(replace(plan, scenarios=(*plan.scenarios, *others)), {"FPG003": became}, AFTER)
    assert [scenario.placement("FPG003") for scenario in new.scenarios] == [None, None, later]


@given(st.dictionaries(st.sampled_from(["FPG003", "AST004", "AST002", "PST003"]), st.sampled_from(Became)))
def test_only_what_is_still_running_or_was_not_answered_is_asked_again(answers):
    scenario = Scenario(name="A", start=Term.parse("2027-S1"))
    plan = placed(Plan(programme=builtin_programme("CRN01"), profile=Profile(), scenarios=(scenario,)))
    new = record_all(plan, answers, AFTER)
    asked = {code for ended in ended_terms(new, AFTER) for code in ended.units}
    settled = {code for code, became in answers.items() if became is not Became.RUNNING}
    assert asked == {"FPG003", "AST004", "AST002", "PST003"} - settled
    assert new.scenario.placement("TET010") == plan.scenario.placement("TET010")


def test_what_was_validated_keeps_the_figures_entered_before(plan):
    figured = edits.set_override(plan, "FPG003", 4, None, BEFORE)
    recorded = record_all(figured, {"FPG003": Became.VALIDATED, "AST004": Became.VALIDATED}, AFTER)
    assert {one.unit: one.ects for one in recorded.profile.attempts} == {"FPG003": 4, "AST004": None}
    bare = edits.set_override(recorded, "FPG003", None, None, AFTER)
    assert evaluate_plan(bare, AFTER).standings["FPG003"].ects == 4
