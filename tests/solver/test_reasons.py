"""Why a plan cannot end earlier."""

from dataclasses import replace

import pytest
from ortools.sat.python.cp_model import CpModel, LinearExpr

from csp_planner.domain import edits
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.wishes import Objective
from csp_planner.messages.clash import refusal_words
from csp_planner.messages.proposal import reason_words
from csp_planner.proposal.answer import Criterion, Proposal, Reason, ReasonKind, Undecided
from csp_planner.proposal.request import Demand, DemandKind, request_for
from csp_planner.solver import probe, solve
from csp_planner.solver import reasons as reasons_module
from csp_planner.solver.effort import BUILDING, Effort, Improved, Outcome, StoppedError
from csp_planner.solver.model import PlanModel
from csp_planner.solver.problem import Problem
from csp_planner.solver.solve import explaining

from . import helpers
from .chains import chained
from .helpers import GRANTED, IN_ORDER, TODAY, answered, term, why


def proposed(plan: Plan, **changes: object) -> Proposal:
    return helpers.proposed(plan, **{**IN_ORDER, **changes})


def reasons(plan: Plan, **changes: object) -> tuple[Reason, ...]:
    return why(proposed(plan, **changes)).reasons


def test_the_limit_is_the_reason_and_the_limit_that_would_do_is_the_smallest(empty_plan: Plan) -> None:
    reason, introduction = reasons(empty_plan)
    assert (introduction.kind, introduction.costs) == (ReasonKind.INTRODUCTION, Criterion.END)
    assert (reason.kind, reason.demands[0].kind) == (ReasonKind.DEMAND, DemandKind.MAX_ECTS)
    assert reason.earlier == term("2027-S2")
    relaxation = reason.relaxation
    assert relaxation is not None
    assert relaxation.limit is not None
    milder = answered(relaxation.request)
    assert isinstance(milder, Proposal)
    assert milder.end_term == term("2027-S2")
    almost = proposed(empty_plan, max_ects=relaxation.limit - 0.25)
    assert almost.end_term == term("2028-S1")


def test_without_a_limit_the_openings_are_the_reason(empty_plan: Plan) -> None:
    (reason,) = reasons(empty_plan, max_ects=None)
    assert (reason.kind, reason.units) == (ReasonKind.OPENINGS, ("TET003", "AST002"))


def test_the_order_is_named_when_it_delays_the_end(empty_plan: Plan) -> None:
    kept = {"PST003", "AST004", "AST005"}
    units = tuple(unit for unit in empty_plan.programme.units if unit.code in kept)
    plan = replace(empty_plan, programme=replace(empty_plan.programme, units=units))
    found = {(demand.unit, demand.after) for reason in reasons(plan) for demand in reason.demands}
    assert found == {("AST004", "AST005")}


def test_being_away_is_named_when_it_delays_the_end(empty_plan: Plan) -> None:
    found = reasons(empty_plan, away=frozenset({term("2027-S1")}))
    assert {demand.kind for reason in found for demand in reason.demands} == {DemandKind.MAX_ECTS, DemandKind.AWAY}


def test_the_report_is_named_when_it_delays_the_end(empty_plan: Plan) -> None:
    found = reasons(empty_plan, report_last=True)
    kinds = {demand.kind for reason in found for demand in reason.demands}
    assert DemandKind.REPORT_LAST in kinds


def test_a_pin_is_named_when_it_delays_the_end(empty_plan: Plan) -> None:
    placement = Placement(unit="TET010", term=term("2030-S1"))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(placement,)))
    (reason,) = reasons(plan, pinned=frozenset({"TET010"}))
    assert [demand.unit for demand in reason.demands] == ["TET010"]


def test_what_is_held_is_the_reason_when_it_ends_last(empty_plan: Plan) -> None:
    plan = edits.record_outcome(empty_plan, "TET010", UnitState.ENROLLED, TODAY, term("2031-S1"))
    assert isinstance(plan, Plan)
    (reason,) = reasons(plan)
    assert (reason.kind, reason.units) == (ReasonKind.HELD, ("TET010",))


def test_keeping_the_plan_and_an_even_load_are_reasons_of_their_own(empty_plan: Plan) -> None:
    placement = Placement(unit="TET010", term=term("2030-S1"))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(placement,)))
    assert [reason.kind for reason in reasons(plan, keep=True)] == [ReasonKind.KEEP]
    assert [reason.kind for reason in reasons(empty_plan, objective=Objective.STEADY)] == [ReasonKind.STEADY]
    steady = {"keep": True, "objective": Objective.STEADY}
    assert [reason.kind for reason in reasons(plan, **steady)] == [ReasonKind.KEEP]
    own = [reason.kind for reason in reasons(empty_plan, **steady)]
    assert own == [reason.kind for reason in reasons(empty_plan, keep=True)]


def test_a_plan_that_ends_nowhere_needs_no_reason(empty_plan: Plan) -> None:
    plan = replace(empty_plan, programme=replace(empty_plan.programme, units=()))
    assert reasons(plan) == ()


class Tired(Effort):
    """An effort whose allowance is used up when the explaining begins."""

    def run(self, model: CpModel, improved: Improved | None = None, minimised: LinearExpr | None = None) -> Outcome:
        return Outcome(None)


def test_reasons_that_could_not_be_worked_out_are_said_to_be_missing(empty_plan: Plan) -> None:
    proposal = proposed(empty_plan)
    (reason,) = why(proposal, Tired()).reasons
    assert reason.kind is ReasonKind.UNKNOWN
    assert "n’a pas été établi" in reason_words(reason, proposal)


def test_a_clash_that_could_not_be_worked_out_is_not_called_undecided(
    empty_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solve, "explain_clash", lambda _problem, _effort: None)
    found = answered(request_for(empty_plan, TODAY, max_ects=12, end=term("2028-S2")))
    assert isinstance(found, Undecided)
    assert found.is_impossible
    assert refusal_words(found).startswith("Aucun plan ne répond à ces demandes.")


def test_a_waiver_of_a_person_that_stands_late_is_the_reason(empty_plan: Plan) -> None:
    placement = Placement(unit="UAS004", term=term("2030-S1"), waiver=GRANTED)
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(placement,)))
    proposal = why(helpers.proposed(plan))
    (reason,) = proposal.reasons
    assert reason.demands == (Demand(DemandKind.WAIVER, "UAS004", term=term("2030-S1")),)
    assert reason_words(reason, proposal) == (
        "Si la dérogation de UAS004 n’était pas pour S1 2030/2031, le plan pourrait finir en S2 2029/2030."
    )


def test_a_waiver_that_a_proposal_made_may_move_and_delays_nothing(empty_plan: Plan) -> None:
    placement = Placement(unit="UAS004", term=term("2030-S1"), waiver=replace(GRANTED, proposed=True))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(placement,)))
    assert helpers.proposed(plan).end_term == helpers.proposed(empty_plan).end_term


def test_limits_that_only_help_together_are_named_with_how_much_would_do(empty_plan: Plan) -> None:
    first, second = (
        replace(unit, ects=6, hours=60, openings={2025: Opening.EITHER.offers()})
        for unit in empty_plan.programme.units[:2]
    )
    plan = replace(empty_plan, programme=replace(empty_plan.programme, units=(first, second)))
    proposal = why(proposed(plan, max_ects=7, max_hours=70))
    (reason,) = proposal.reasons
    assert reason.kind is ReasonKind.TOGETHER
    eased = reason.relaxation
    assert eased is not None
    assert [demand.kind for demand in eased.demands] == [DemandKind.MAX_ECTS, DemandKind.MAX_HOURS]
    assert isinstance(answered(eased.request), Proposal)
    assert (eased.request.max_ects, eased.request.max_hours) == (12, 120)
    said = reason_words(reason, proposal).replace("\u00a0", " ")
    assert said == (
        "Pour finir en S2 2026/2027, il faudrait assouplir ensemble plusieurs demandes :"
        " au plus 12 ECTS par semestre au lieu de 7 ; au plus 120 h par semestre au lieu de 70."
    )


def test_semesters_off_are_named_when_they_delay_the_end(empty_plan: Plan) -> None:
    scenario = replace(empty_plan.scenario, leaves=(term("2027-S1"),), max_ects=None)
    found = why(helpers.proposed(empty_plan.with_scenario(scenario))).reasons
    assert Demand(DemandKind.AWAY, term=term("2027-S1")) in [demand for reason in found for demand in reason.demands]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[PlanModel]:
    """Every model that is built to explain something."""
    found: list[PlanModel] = []

    def build(problem: Problem, demands: tuple[Demand, ...]) -> PlanModel:
        found.append(PlanModel(problem, demands))
        return found[-1]

    monkeypatch.setattr(probe, "PlanModel", build)
    return found


def test_explaining_stops_when_its_allowance_is_spent_on_building(
    crn01: Programme, built: list[PlanModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = 0.5
    monkeypatch.setattr(reasons_module, "EXPLAINING", allowed)
    proposal = proposed(chained(crn01, units=30))
    (reason,) = why(proposal).reasons
    assert reason.kind is ReasonKind.UNKNOWN
    assert "pas été établi dans le temps" in reason_words(reason, proposal)
    cost = [BUILDING * model.size for model in built]
    assert sum(cost[:-1]) <= allowed
    assert cost[0] > 0


def test_however_little_is_allowed_what_is_said_holds_and_the_rest_is_said_to_be_missing(
    empty_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = proposed(empty_plan, report_last=True)
    whole = [(reason.kind, reason.demands) for reason in why(proposal).reasons]
    assert len(whole) > 1
    numbers = []
    for allowed in (0.0, 0.2, 0.4, 2.0):
        monkeypatch.setattr(reasons_module, "EXPLAINING", allowed)
        found = why(proposal).reasons
        said = [(reason.kind, reason.demands) for reason in found]
        numbers.append(len(said))
        if said != whole:
            *known, last = said
            assert known == whole[: len(known)]
            assert last == (ReasonKind.UNKNOWN, ())
            sentence = reason_words(found[-1], replace(proposal, reasons=found))
            assert ("encore" in sentence) == bool(known)
    assert numbers[0] == 1
    assert numbers[-1] == len(whole)


def test_reasons_come_one_after_the_other(empty_plan: Plan) -> None:
    proposal = proposed(empty_plan, report_last=True)
    steps = [known.reasons for known in explaining(proposal, Effort())]
    assert [len(step) for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1] == why(proposal).reasons


def test_explaining_is_called_off_between_two_models(crn01: Programme, built: list[PlanModel]) -> None:
    effort = Effort()
    steps = explaining(proposed(chained(crn01, units=30)), effort)
    effort.stop()
    with pytest.raises(StoppedError):
        next(steps)
    assert built == []
