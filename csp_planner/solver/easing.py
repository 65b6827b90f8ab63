"""What would do instead: the mildest change of a request that a plan exists for."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, gcd

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.terms import Part, Term, number_of, semester_of
from csp_planner.proposal.answer import Clash, Relaxation
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, demands_of, limit_of, with_limit, without
from csp_planner.solver.effort import Effort
from csp_planner.solver.probe import Demands, Probe, exists
from csp_planner.solver.problem import Problem, scaled_limit
from csp_planner.solver.reading import problem_of

HUNDREDTH = PARTS // 100
"""A hundredth of an ECTS or an hour, in the measure of loads."""


def relaxations_of(clash: Clash, surrenders: list[Demands], effort: Effort) -> Iterator[Relaxation]:
    """Milder requests than that of *clash*, each of which a plan exists for.

    Each changes one demand, or allows waivers, where that does; otherwise one gives up the smallest of *surrenders*.
    """
    found = [relaxation for demand in clash.demands for relaxation in ease(clash.request, demand, effort)]
    found += waive(clash, effort)
    yield from found
    if not found and surrenders:
        least = min(surrenders, key=len)
        given_up = tuple(demand for demand in demands_of(clash.request) if demand in least)
        request = clash.request
        for demand in given_up:
            request = without(request, demand)
        if exists(request, effort):
            yield Relaxation(demands=given_up, request=request)


def waive(clash: Clash, effort: Effort) -> Iterator[Relaxation]:
    """A waiver for the units that have no place, where that does."""
    if clash.units:
        waived = replace(clash.request, waivable=clash.request.waivable | set(clash.units))
        if exists(waived, effort):
            yield Relaxation(demands=(), request=waived, waived=clash.units)


def ease(request: Request, demand: Demand, effort: Effort) -> Iterator[Relaxation]:
    """The mildest change of *demand* alone that a plan exists for; nothing where giving it up does not help."""
    given_up = without(request, demand)
    if not exists(given_up, effort):
        return
    if demand.kind in LIMITS:
        yield from _ease_limit(request, demand, effort)
    elif demand.kind in (DemandKind.START, DemandKind.END) and demand.term is not None:
        yield _ease_term(request, demand, demand.term, effort)
    else:
        yield Relaxation(demands=(demand,), request=given_up)


def ease_together(problem: Problem, effort: Effort) -> Relaxation | None:
    """The demands that must be eased together for the end that is demanded; None where that is not found.

    As many as can be are kept to; a limit that cannot is the smallest that does once the others are eased.
    """
    demands = demands_of(problem.request)
    end = frozenset(demand for demand in demands if demand.kind is DemandKind.END)
    probe = Probe(problem, effort)
    if not probe.is_possible(end):
        return None
    kept = probe.grown(demands, end)
    given_up = tuple(demand for demand in demands if demand not in kept)
    request = problem.request
    for demand in given_up:
        request = without(request, demand)
    for demand in given_up:
        if demand.kind in LIMITS:
            limited = with_limit(request, demand.kind, limit_of(problem.request, demand.kind))
            request = next((eased.request for eased in _ease_limit(limited, demand, effort)), request)
    return Relaxation(demands=given_up, request=request) if exists(request, effort) else None


def _ease_limit(request: Request, demand: Demand, effort: Effort) -> Iterator[Relaxation]:
    """The smallest limit that a plan keeps to, to a hundredth of an ECTS or hour. Without any limit there is a plan.

    Nothing where the allowance was spent before any limit was found.
    """
    scale = 1 if demand.kind is DemandKind.MAX_UNITS else PARTS
    step = _step(request, demand.kind)
    no_limit = _everything(request, demand.kind) // step
    low, high = scaled_limit(request, demand.kind) // step, no_limit
    while high - low > 1:
        middle = (low + high) // 2
        if exists(with_limit(request, demand.kind, middle * step / scale), effort):
            high = middle
        else:
            low = middle
    limit = high * step / scale
    if demand.kind is not DemandKind.MAX_UNITS:
        limit = ceil(high * step / HUNDREDTH) / 100  # nobody types half a hundredth, and a little more does as well
    if high < no_limit or not effort.is_spent:
        yield Relaxation(demands=(demand,), request=with_limit(request, demand.kind, limit), limit=limit)


def _step(request: Request, kind: DemandKind) -> int:
    """The step between limits worth trying: all loads are multiples of it, in two-hundredths or in units."""
    if kind is DemandKind.MAX_UNITS:
        return 1
    problem = problem_of(request)
    annual = Term(semester_of(problem.first).year, Part.ANNUAL)
    halves = (problem.weight(unit.code, annual).of(kind) for unit in request.programme.units)
    return gcd(*halves) or 1


def _everything(request: Request, kind: DemandKind) -> int:
    """A limit that binds nothing: all units of the programme in one semester."""
    problem = problem_of(request)
    semester = semester_of(problem.first)
    return sum(problem.weight(unit.code, semester).of(kind) for unit in request.programme.units)


def _ease_term(request: Request, demand: Demand, term: Term, effort: Effort) -> Relaxation:
    """The semester nearest to the one demanded that does, on the side that helps."""
    given_up = without(request, demand)
    if demand.kind is DemandKind.START:
        semesters = range(number_of(term) - 1, problem_of(given_up).first, -1)
    else:
        semesters = range(number_of(term) + 1, number_of(term) + 2 * HORIZON_YEARS)
    for semester in map(semester_of, semesters):
        is_start = demand.kind is DemandKind.START
        milder = replace(request, start=semester) if is_start else replace(request, end=semester)
        if exists(milder, effort):
            return Relaxation(demands=(demand,), request=milder, term=semester)
    return Relaxation(demands=(demand,), request=given_up)
