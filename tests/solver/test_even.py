"""An even load in large diplomas: what no plan does better than, and what some semesters filled anew find."""

from typing import Any

import pytest

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term, number_of
from csp_planner.proposal.answer import Criterion
from csp_planner.proposal.request import demands_of, request_for
from csp_planner.solver.bounds import least
from csp_planner.solver.effort import Effort
from csp_planner.solver.measures import Measures
from csp_planner.solver.mending import mended
from csp_planner.solver.model import PlanModel
from csp_planner.solver.reading import problem_of
from csp_planner.solver.remainders import raised
from csp_planner.solver.sketch import sketch_of
from csp_planner.solver.standing import end_of, loads_of

from .helpers import TODAY, proposed, value
from .varied import varied


def limited(base: Programme, units: int, seed: int, limit: float) -> Plan:
    scenario = Scenario(name="Un", start=Term(2026, Part.S2), max_ects=limit)
    return Plan(programme=varied(base, units, seed), profile=Profile(), scenarios=(scenario,))


def measured(plan: Plan, last: int, **changes: Any) -> Measures:
    """The criteria of a plan that ends in semester number *last*."""
    request = request_for(plan, TODAY, **changes)
    measures = Measures(PlanModel(problem_of(request), demands_of(request), last))
    measures.settle(Criterion.END, last)
    return measures


@pytest.mark.parametrize(
    ("units", "seed", "limit", "hours"), [(150, 2, 60, 480.0), (150, 11, 60, None), (60, 11, 30, 240.0)]
)
def test_the_most_even_plan_of_a_large_diploma_is_proven(
    crn01: Programme, units: int, seed: int, limit: float, hours: float | None
) -> None:
    assert proposed(limited(crn01, units, seed, limit), max_hours=hours).optimal


def test_what_remainders_rule_out_no_plan_reaches(crn01: Programme) -> None:
    """Small diplomas, whose most even plan is found without that bound."""
    lifted = 0
    for seed in range(12):
        plan = limited(crn01, 14, seed, 12)
        found = proposed(plan)
        assert found.optimal
        assert found.end_term is not None
        measures = measured(plan, number_of(found.end_term.last_semester))
        most = round(PARTS * least(measures, Criterion.HEAVIEST))
        bound = raised(measures, most, Effort())
        assert most <= bound <= round(PARTS * value(found, Criterion.HEAVIEST))
        lifted += bound > most
    assert lifted


@pytest.mark.parametrize("seed", range(2))
def test_semesters_filled_anew_pass_the_aim_less_and_the_plan_still_meets_all_demands(
    crn01: Programme, seed: int
) -> None:
    plan = limited(crn01, 80, seed, 40)
    request = request_for(plan, TODAY)
    problem = problem_of(request)
    sketch = sketch_of(problem, demands_of(request))
    assert sketch is not None
    measures = measured(plan, end_of(problem, sketch) or 0)
    assert Effort().glance(measures.model.only(sketch)).feasible
    most = round(PARTS * least(measures, Criterion.HEAVIEST))
    better = mended(measures, sketch, most, Effort())
    passing = [sum(load > most for load in loads_of(problem, each).values()) for each in (sketch, better)]
    assert passing[1] < passing[0]
    assert Effort().glance(measures.model.only(better)).feasible
    assert end_of(problem, better) == end_of(problem, sketch)
