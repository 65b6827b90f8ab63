"""What a search starts from: a plan made without the solver, an even load, and what no plan does better than."""

from hypothesis import assume, given
from hypothesis import strategies as st

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.programme import Programme
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Criterion
from csp_planner.proposal.request import demands_of, request_for
from csp_planner.solver.bounds import least
from csp_planner.solver.levelling import levelled
from csp_planner.solver.measures import Measures
from csp_planner.solver.model import PlanModel
from csp_planner.solver.problem import Problem
from csp_planner.solver.reading import problem_of
from csp_planner.solver.sketch import sketch_of
from csp_planner.solver.standing import Placed, end_of, introduced_late, loads_of, unfollowed_advice

from .chains import chained
from .exhaustive import Exhaustive, Places
from .helpers import TODAY
from .strategies import requests

MOST_PLANS = 1_000


def places_of(placed: Placed) -> Places:
    return {code: choice.term for code, choice in placed.items()}


def advice_and_end(problem: Problem, placed: Placed) -> tuple[int, int, int]:
    return end_of(problem, placed) or 0, len(unfollowed_advice(problem, placed)), introduced_late(problem, placed)


@given(data=st.data())
def test_a_plan_made_without_the_solver_meets_the_demands_and_no_plan_passes_the_bounds_read_off_them(
    crn01: Programme, data: st.DataObject
) -> None:
    plan, request = data.draw(requests(crn01))
    problem = problem_of(request)
    sketch = sketch_of(problem, demands_of(request))
    assume(sketch is not None)
    every, sketch = Exhaustive(plan, request), sketch or {}
    is_met = every.meets(places_of(sketch))
    assert is_met or request.follow_order
    if is_met:
        exchanges_make_the_load_more_even_and_spoil_nothing_else(problem, every, sketch)
    if every.size <= MOST_PLANS and (values := [every.values(places) for places in every.plans()]):
        none_is_better_than_the_bounds(problem, every, values)


def exchanges_make_the_load_more_even_and_spoil_nothing_else(
    problem: Problem, every: Exhaustive, sketch: Placed
) -> None:
    even = levelled(problem, every.asked, sketch, 0, lambda _looks: True)
    assert every.meets(places_of(even))
    spoilt = zip(advice_and_end(problem, even), advice_and_end(problem, sketch), strict=True)
    assert all(now <= once for now, once in spoilt)
    unwanted, before_that = (sum(choice.unwanted for choice in placed.values()) for placed in (even, sketch))
    assert unwanted <= before_that
    before, after = (sum(load**2 for load in loads_of(problem, placed).values()) for placed in (sketch, even))
    assert after <= before


def none_is_better_than_the_bounds(problem: Problem, every: Exhaustive, values: list[tuple[float, ...]]) -> None:
    request = every.request
    measures = Measures(PlanModel(problem, demands_of(request)))
    bounded = {Criterion.END, Criterion.DELAY, Criterion.WAIVERS, Criterion.MODES, Criterion.CHANGES}
    if request.objective is Objective.STEADY and not request.keep:  # the load is even up to the end demanded
        bounded |= {Criterion.HEAVIEST, Criterion.EXCESS}
    for place, criterion in enumerate(every.criteria()):
        if criterion in bounded:
            assert least(measures, criterion) <= min(each[place] for each in values)


def test_a_plan_made_without_the_solver_follows_a_chain_of_advices_and_fills_its_semesters(crn01: Programme) -> None:
    request = request_for(chained(crn01, units=24, beside=8), TODAY)
    problem = problem_of(request)
    sketch = sketch_of(problem, demands_of(request)) or {}
    assert unfollowed_advice(problem, sketch) == ()
    loads = loads_of(problem, sketch)
    assert max(loads.values()) == 24 * PARTS
    assert len(loads) == 4  # one unit that all others wait for, 7 beside each other, then 8 and 8


def test_exchanges_stop_where_the_allowance_does(crn01: Programme) -> None:
    request = request_for(chained(crn01, units=24, beside=8), TODAY)
    problem = problem_of(request)
    sketch = sketch_of(problem, demands_of(request)) or {}
    assert levelled(problem, demands_of(request), sketch, 0, lambda _looks: False) == sketch
