"""Plans are values; what stands on the board is derived from them."""

from dataclasses import FrozenInstanceError, is_dataclass, replace
from inspect import Parameter, signature

import pytest

from csp_planner.domain import plan as plans
from csp_planner.domain import profile as profiles
from csp_planner.domain import programme as programmes
from csp_planner.domain.holding import held_placements
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, Profile
from csp_planner.domain.states import UnitState

from .helpers import TODAY, WAIVER, put, term


def attempt(code: str, where: str, state: UnitState) -> Attempt:
    return Attempt(unit=code, term=term(where), state=state, date=TODAY)


def test_plan_cannot_be_changed_in_place(empty_plan: Plan) -> None:
    with pytest.raises(FrozenInstanceError):
        empty_plan.active = 1
    with pytest.raises(FrozenInstanceError):
        empty_plan.scenario.placements = ()


def test_board_shows_the_years_asked_for(empty_plan: Plan) -> None:
    assert empty_plan.scenario.board_years == range(2026, 2029)


def test_board_also_shows_years_that_hold_a_placement(empty_plan: Plan) -> None:
    late = put(put(empty_plan, "CCE001", "2030-S1"), "AST004", "2024-S1", WAIVER)
    assert late.scenario.board_years == range(2024, 2031)


def test_changing_the_scenario_shown_leaves_the_others_alone(empty_plan: Plan) -> None:
    other = Scenario(name="Scénario 2", start=term("2027-S1"))
    two = replace(empty_plan, scenarios=(*empty_plan.scenarios, other), active=1)
    changed = two.with_scenario(replace(other, max_ects=12))
    assert changed.scenarios == (empty_plan.scenario, replace(other, max_ects=12))
    assert changed.scenario.max_ects == 12


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED])
def test_live_attempt_holds_the_unit(state: UnitState) -> None:
    held = attempt("CCE001", "2025-S1", state)
    assert Profile(attempts=(held,)).live_attempt("CCE001") == held


@pytest.mark.parametrize("state", [UnitState.FAILED, UnitState.WITHDRAWN])
def test_failed_or_withdrawn_attempt_holds_nothing(state: UnitState) -> None:
    assert Profile(attempts=(attempt("CCE001", "2025-S1", state),)).live_attempt("CCE001") is None


def test_each_unit_stands_once_live_attempt_before_plan() -> None:
    profile = Profile(attempts=(attempt("CCE001", "2025-S1", UnitState.VALIDATED),))
    planned = (Placement(unit="CCE001", term=term("2027-S1")), Placement(unit="AST004", term=term("2027-S1")))
    scenario = Scenario(name="S", start=term("2026-S1"), placements=planned)
    assert list(held_placements(scenario, profile, TODAY)) == [
        ("CCE001", term("2025-S1"), UnitState.VALIDATED, None),
        ("AST004", term("2027-S1"), UnitState.PLANNED, None),
    ]


def test_latest_of_two_live_attempts_holds_the_unit() -> None:
    early = attempt("CCE001", "2024-S1", UnitState.IN_PROGRESS)
    late = attempt("CCE001", "2025-S1", UnitState.VALIDATED)
    profile = Profile(attempts=(early, late))
    scenario = Scenario(name="S", start=term("2026-S1"))
    assert profile.live_attempt("CCE001") == late
    assert list(held_placements(scenario, profile, TODAY)) == [("CCE001", term("2025-S1"), UnitState.VALIDATED, None)]


def test_unit_failed_once_and_planned_again_stands_where_it_is_planned() -> None:
    profile = Profile(attempts=(attempt("CCE001", "2025-S1", UnitState.FAILED),))
    planned = (Placement(unit="CCE001", term=term("2027-S1")),)
    scenario = Scenario(name="S", start=term("2026-S1"), placements=planned)
    assert list(held_placements(scenario, profile, TODAY)) == [("CCE001", term("2027-S1"), UnitState.PLANNED, None)]


def test_unit_obtained_otherwise_stands_nowhere() -> None:
    profile = Profile(credits=(Credit(unit="CCE001", basis=CreditBasis.VAE, date=TODAY),))
    planned = (Placement(unit="CCE001", term=term("2027-S1")),)
    scenario = Scenario(name="S", start=term("2026-S1"), placements=planned)
    assert list(held_placements(scenario, profile, TODAY)) == []


WRITTEN = [
    kind
    for module in (plans, profiles, programmes)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_a_file_holds_is_made_by_name_only(kind: type) -> None:
    assert {parameter.kind for parameter in signature(kind).parameters.values()} == {Parameter.KEYWORD_ONLY}
