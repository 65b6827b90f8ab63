"""What a proposal costs, printed; asserted are results only, so that a busy machine breaks nothing.

``uv run pytest tests/benchmarks/test_solver.py -s`` shows the figures.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.request import Request, demands_of, request_for
from csp_planner.solver.effort import Effort
from csp_planner.solver.model import PlanModel
from csp_planner.solver.process import SolverProcess
from csp_planner.solver.reading import problem_of
from csp_planner.solver.search import best_plan
from csp_planner.solver.solve import explaining
from csp_planner.solver.talk import Answered, Explained, Ready

from ..solver.chains import chained
from ..solver.varied import varied

pytestmark = pytest.mark.benchmark
TODAY = date(2026, 11, 23)


def empty(programme: Programme, limit: float) -> Plan:
    scenario = Scenario(name="Un", start=Term(2026, Part.S2), max_ects=limit)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


def copies(base: Programme, times: int) -> Programme:
    """The built-in diploma several times over, 12 units to place each."""
    units = tuple(replace(unit, code=f"{unit.code}x{copy}") for copy in range(times) for unit in base.units)
    orders = tuple(
        replace(order, before=f"{order.before}x{copy}", after=f"{order.after}x{copy}")
        for copy in range(times)
        for order in base.recommended_order
    )
    return replace(base, units=units, recommended_order=orders)


def seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def measured(name: str, request: Request) -> Proposal:
    reading = seconds(lambda: problem_of(request))
    problem = problem_of(request)
    building = seconds(lambda: PlanModel(problem, demands_of(request)))
    begin = time.perf_counter()
    found = best_plan(problem, Effort())
    solving = time.perf_counter() - begin - building
    assert isinstance(found, Proposal), name
    begin = time.perf_counter()
    reasons = [(known.reasons[-1].kind.value, time.perf_counter() - begin) for known in explaining(found, Effort())]
    why = time.perf_counter() - begin
    state = "proven" if found.optimal else [level.criterion.value for level in found.levels if not level.proven]
    print(
        f"\n{name}: read {1000 * reading:.1f} ms, model {1000 * building:.1f} ms, solve {1000 * solving:.0f} ms,"
        f" first reason {1000 * reasons[0][1]:.0f} ms, all {1000 * why:.0f} ms;"
        f" ends {found.end_term}, {state}; {', '.join(kind for kind, _after in reasons)}"
    )
    return found


def test_cost_of_the_built_in_diploma(crn01: Programme) -> None:
    for name, changes in (
        ("CRN01", {}),
        ("CRN01, report any time", {"report_last": False}),
        ("CRN01, 12 ECTS", {"max_ects": 12}),
        ("CRN01, no waivers", {"allow_waivers": False}),
        ("CRN01, steady", {"objective": Objective.STEADY}),
    ):
        assert measured(name, request_for(empty(crn01, 24), TODAY, **changes)).optimal


@pytest.mark.parametrize(("count", "times", "limits"), [(60, 5, (30, 45)), (150, 13, (60, 75))])
def test_cost_of_large_diplomas(crn01: Programme, count: int, times: int, limits: tuple[int, int], short: bool) -> None:
    if short:
        measured(f"{times} x CRN01, {limits[0]} ECTS", request_for(empty(copies(crn01, times), limits[0]), TODAY))
        return
    for limit in limits:
        measured(f"{times} x CRN01, {limit} ECTS", request_for(empty(copies(crn01, times), limit), TODAY))
    for seed in (1, 2, 3):
        programme = varied(crn01, count, seed)
        for limit in limits:
            plan = empty(programme, limit)
            measured(f"{count} units {seed}, {limit} ECTS", request_for(plan, TODAY))
        steady = request_for(empty(programme, limits[0]), TODAY, objective=Objective.STEADY)
        measured(f"{count} units {seed}, steady", steady)
        limited = request_for(empty(programme, limits[0]), TODAY, max_hours=limits[0] * 8.0)
        measured(f"{count} units {seed}, hours too", limited)


def test_cost_of_a_long_chain_of_advices(crn01: Programme) -> None:
    for beside in (3, 6):
        plan = chained(crn01, beside=beside)
        measured(f"60 units, 40 years, 59 advices {beside} apart", request_for(plan, TODAY))


def test_cost_of_an_answer_from_the_process(crn01: Programme, short: bool) -> None:
    solver = SolverProcess()
    begin = time.perf_counter()
    solver.start()
    started = time.perf_counter() - begin
    request = request_for(empty(crn01, 24), TODAY)
    solver.ask(request)
    times: list[tuple[float, float]] = []
    cold = 0.0
    while len(times) < (1 if short else 12):
        answered_at = 0.0
        explained_at = 0.0
        while not explained_at:
            for event in solver.poll():
                if isinstance(event, Ready):
                    print(
                        f"\nprocess: started in {1000 * started:.0f} ms, up after {time.perf_counter() - begin:.2f} s"
                    )
                elif isinstance(event, Answered):
                    answered_at = time.perf_counter() - begin
                elif isinstance(event, Explained):
                    explained_at = time.perf_counter() - begin
            time.sleep(0.0005)
        if not cold:
            cold = answered_at
        else:
            times.append((answered_at, explained_at))
        begin = time.perf_counter()
        solver.ask(request)
    solver.close()
    first, last = (1000 * statistics.median(each[index] for each in times) for index in (0, 1))
    print(f"CRN01 from the process: cold {cold:.2f} s; then answer {first:.0f} ms, with reasons {last:.0f} ms")
    assert cold
