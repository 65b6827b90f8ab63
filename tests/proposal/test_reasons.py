"""Why a plan cannot end earlier."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.plan import Placement, Plan, UnitState
from csp_planner.proposal.answer import Proposal, Reason, ReasonKind
from csp_planner.proposal.request import DemandKind, Objective

from .helpers import TODAY, answered, proposed, term, why


def reasons(plan: Plan, **changes: object) -> tuple[Reason, ...]:
    return why(proposed(plan, **changes)).reasons


def test_the_limit_is_the_reason_and_the_limit_that_would_do_is_the_smallest(empty_plan: Plan) -> None:
    (reason,) = reasons(empty_plan)
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
    plan = edits.mark(empty_plan, "TET010", UnitState.ENROLLED, TODAY, term("2031-S1"))
    assert isinstance(plan, Plan)
    (reason,) = reasons(plan)
    assert (reason.kind, reason.units) == (ReasonKind.HELD, ("TET010",))


def test_keeping_the_plan_and_an_even_load_are_reasons_of_their_own(empty_plan: Plan) -> None:
    placement = Placement(unit="TET010", term=term("2030-S1"))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(placement,)))
    assert [reason.kind for reason in reasons(plan, keep=True)] == [ReasonKind.KEEP]
    assert [reason.kind for reason in reasons(empty_plan, objective=Objective.STEADY)] == [ReasonKind.STEADY]


def test_a_plan_that_ends_nowhere_needs_no_reason(empty_plan: Plan) -> None:
    plan = replace(empty_plan, programme=replace(empty_plan.programme, units=()))
    assert reasons(plan) == ()
