"""Proposals over rows of other kinds: free units are placed like units, milestones are not."""

from dataclasses import replace
from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Filling, Plan
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.request import request_for
from csp_planner.solver.effort import Effort
from csp_planner.solver.solve import answer

from ..domain.helpers import WAIVER, done
from ..kinds import FREE, SEMINAR, plan_of_all_kinds

TODAY = date(2026, 11, 23)


def proposed(plan: Plan) -> Plan:
    found = answer(request_for(plan, TODAY), Effort())
    assert isinstance(found, Proposal)
    return done(with_proposal(plan, found, "Proposé", WAIVER))


def test_free_units_are_placed_like_units_and_milestones_are_not() -> None:
    plan = proposed(plan_of_all_kinds())
    assert {placement.unit for placement in plan.scenario.placements} == {"SEC101", "SEC102", SEMINAR, "SHS000", FREE}
    assert not any(placement.waiver for placement in plan.scenario.placements)
    judged = evaluate_plan(plan, TODAY)
    assert (judged.blocking, judged.to_confirm) == ((), ("UAAD91", "UATE01", "UAEP05", "UAEP06"))


def test_what_fills_a_free_unit_counts_against_the_limit_and_stays() -> None:
    plan = plan_of_all_kinds()
    plan = plan.with_scenario(replace(plan.scenario, max_ects=10))
    light, heavy = (done(edits.fill_slot(plan, Filling(slot=FREE, title="Robotique", ects=ects))) for ects in (4, 10))
    for filled, ects in ((light, 4), (heavy, 10)):
        kept = proposed(filled)
        assert kept.scenario.fillings == filled.scenario.fillings
        judged = evaluate_plan(kept, TODAY)
        assert judged.standings[FREE].ects == ects
        assert max(load.ects for load in judged.terms) <= 10
    alone = [load for load in evaluate_plan(proposed(heavy), TODAY).terms if FREE in load.units]
    assert [load.units for load in alone] == [(FREE,)]
