"""No plan meets the demands: a smallest set of them that clashes, and milder requests that a plan exists for.

The smallest set is found from its counterpart: every set whose surrender makes a plan possible must have
a demand in common with every set that clashes. Candidates that meet all the surrenders seen so far are
tried from the smallest up; each that turns out to be possible shows one more surrender.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, islice
from math import gcd, lcm

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.terms import Part, Term, number_of, semester_of
from csp_planner.proposal.answer import Clash, Relaxation
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, demands_of, with_limit, without
from csp_planner.solver.effort import BUILDING, CLASHING, LOOKING, READING, Effort, allowance
from csp_planner.solver.model import NoChoiceError, PlanModel
from csp_planner.solver.problem import Choice, Problem, problem_of, scaled_limit

MAX_TRIES = 400
"""Candidates tried for a smallest set; beyond, a set is given none of whose own parts clashes."""
MAX_COMBINATIONS = 200_000
"""Candidates looked at, most of which need no trial."""

_Demands = frozenset[Demand]


def explain_clash(problem: Problem, effort: Effort) -> Clash | None:
    """Why no plan meets the demands; None when one does, or when that cannot be told within the effort allowed.

    Raises StoppedError when the search was called off.
    """
    effort.allow(CLASHING * allowance(len(problem.choices)))
    surrenders: list[_Demands] = []
    clash = find_clash(problem, effort, surrenders)
    return clash and replace(clash, relaxations=tuple(_relaxations(clash, surrenders, effort)))


def find_clash(problem: Problem, effort: Effort, surrenders: list[_Demands]) -> Clash | None:
    """The clash that ``explain_clash`` is about, without what would do instead; fills *surrenders*."""
    demands = demands_of(problem.request)
    trial = Trial(problem, effort)
    if trial.verdict(frozenset(demands)) is not False:
        return None
    found, smallest = _smallest_clash(trial, demands, surrenders)
    ordered = tuple(demand for demand in demands if demand in found)
    return _clash(problem, ordered, smallest=smallest)


def with_further_clashes(clash: Clash, effort: Effort) -> Clash:
    """*clash* with what else clashes, and with the units a limit is too low for where no other demand plays a part.

    Raises StoppedError when the search was called off.
    """
    problem = problem_of(clash.request)
    effort.allow(CLASHING * allowance(len(problem.choices)))
    others = tuple(
        _with_crowd(problem, _clash(problem, demands, smallest=False), effort)
        for demands in _others(Trial(problem, effort), clash.demands)
    )
    return replace(_with_crowd(problem, clash, effort), others=others)


def _clash(problem: Problem, demands: tuple[Demand, ...], *, smallest: bool) -> Clash:
    """That *demands* clash, with the units that have no place under them, each looked at alone."""
    tests = (is_left_without_choice, is_left_without_room)
    units = tuple(code for code in problem.choices if any(test(problem, code, demands) for test in tests))
    return Clash(request=problem.request, demands=demands, smallest=smallest, units=units, relaxations=())


def _with_crowd(problem: Problem, clash: Clash, effort: Effort) -> Clash:
    is_limit = len(clash.demands) == 1 and clash.demands[0].kind in LIMITS
    return replace(clash, crowd=_crowd(problem, clash.demands, effort)) if is_limit and not clash.units else clash


def is_left_without_choice(problem: Problem, code: str, demands: Collection[Demand]) -> bool:
    """Whether unit *code*, looked at alone, has no place under *demands*."""
    pinned = any(demand.kind is DemandKind.PIN and demand.unit == code for demand in demands)
    return bool(problem.choices[code] or pinned) and not problem.allowed(code, demands)


def is_left_without_room(problem: Problem, code: str, demands: Collection[Demand]) -> bool:
    """Whether what stands leaves unit *code*, looked at alone, no room in any term that *demands* leave it."""
    choices = problem.allowed(code, demands)
    limits = [demand.kind for demand in demands if demand.kind in LIMITS]
    return bool(choices and limits) and not any(_has_room(problem, code, choice, limits) for choice in choices)


def _has_room(problem: Problem, code: str, choice: Choice, limits: Collection[DemandKind]) -> bool:
    """Whether *code* keeps to *limits* beside what stands; where nothing stands, it may pass them alone."""
    weight = problem.weight(code, choice.term)
    standing = [problem.held_weights[number] for number in choice.semesters if number in problem.held_weights]
    return all(
        weight.plus(held).of(kind) <= scaled_limit(problem.request, kind) for held in standing for kind in limits
    )


def exists(request: Request, effort: Effort) -> bool | None:
    """Whether there is a plan for *request*; None when that cannot be told within the effort allowed."""
    if effort.is_spent:
        return None
    problem = problem_of(request)
    effort.spend(READING * problem.size)
    return Trial(problem, effort).verdict(frozenset(demands_of(request)))


@dataclass(slots=True)
class Trial:
    """Tries sets of demands of one problem, and learns from every answer."""

    problem: Problem
    effort: Effort
    possible: list[_Demands] = field(default_factory=list[_Demands])
    impossible: list[_Demands] = field(default_factory=list[_Demands])

    def verdict(self, demands: _Demands) -> bool | None:
        """Whether a plan meets *demands*; None when that cannot be told within the effort allowed."""
        if any(demands <= known for known in self.possible):
            return True
        if any(known <= demands for known in self.impossible):
            return False
        found = self._solve(demands)
        if found is not None:
            (self.possible if found else self.impossible).append(demands)
        return found

    def _solve(self, demands: _Demands) -> bool | None:
        if self.effort.is_spent:
            return None
        self.effort.spend(LOOKING * self.problem.size * len(demands))
        try:
            model = PlanModel(self.problem, _in_order(self.problem, demands))
        except NoChoiceError:
            return False
        self.effort.spend(BUILDING * model.size)
        return None if self.effort.is_spent else self.effort.run(model.cp).feasible


def _in_order(problem: Problem, demands: _Demands) -> tuple[Demand, ...]:
    return tuple(demand for demand in demands_of(problem.request) if demand in demands)


def _smallest_clash(trial: Trial, demands: tuple[Demand, ...], surrenders: list[_Demands]) -> tuple[_Demands, bool]:
    """A smallest clashing set of *demands*, and whether that is proven; fills *surrenders*."""
    for tries, candidate in enumerate(_candidates(demands, surrenders, trial.effort)):
        if tries >= MAX_TRIES:
            break
        if trial.verdict(candidate) is False:
            return candidate, True
        # What cannot be told counts as possible: nothing is called a clash that was not proven.
        kept = _grown(trial, demands, candidate)
        surrenders.append(frozenset(demands) - kept)
    return _shrunk(trial, demands), False


def _candidates(demands: tuple[Demand, ...], surrenders: list[_Demands], effort: Effort) -> Iterator[_Demands]:
    """Sets that have a demand in common with each surrender seen so far, the smallest first."""
    by_size = (combinations(demands, size) for size in range(len(demands) + 1))
    for chosen in islice(chain.from_iterable(by_size), MAX_COMBINATIONS):
        effort.spend(LOOKING * (1 + len(surrenders)))
        if effort.is_spent:
            return
        candidate = frozenset(chosen)
        if all(candidate & surrender for surrender in surrenders):
            yield candidate


def _grown(trial: Trial, demands: tuple[Demand, ...], start: _Demands) -> _Demands:
    """As many of *demands* as a plan meets, beyond *start*: each, in their order, that those before leave room for.

    Most do, so they are tried many at a time: what a plan meets together it also meets one by one.
    """
    kept = start
    waiting = [demands]
    while waiting:
        part = waiting.pop()
        more = kept.union(part)
        if more == kept or trial.verdict(more):
            kept = more
        else:
            waiting += _halves(part)
    return kept


def _shrunk(trial: Trial, demands: tuple[Demand, ...]) -> _Demands:
    """A clashing set none of whose parts clashes."""
    kept = frozenset(demands)
    waiting = [demands]
    while waiting:
        part = waiting.pop()
        fewer = kept.difference(part)
        if trial.verdict(fewer) is False:
            kept = fewer
        else:
            waiting += _halves(part)
    return kept


def _halves(part: tuple[Demand, ...]) -> list[tuple[Demand, ...]]:
    """Both halves of *part*, the first one last; nothing of a single demand."""
    middle = len(part) // 2
    return [part[middle:], part[:middle]] if middle else []


def _others(trial: Trial, found: tuple[Demand, ...]) -> Iterator[tuple[Demand, ...]]:
    """What still clashes when one demand of the clash *found* is given up."""
    seen = {frozenset(found)}
    for given_up in found:
        left = tuple(demand for demand in demands_of(trial.problem.request) if demand != given_up)
        if trial.verdict(frozenset(left)) is False:
            other = _shrunk(trial, left)
            if other not in seen and all(trial.verdict(other - {demand}) for demand in other):
                seen.add(other)
                yield _in_order(trial.problem, other)


def _crowd(problem: Problem, demands: tuple[Demand, ...], effort: Effort) -> tuple[str, ...]:
    """A smallest part of the units that *demands* leave no plan for; larger halves are left out first."""
    kept = list(problem.choices)
    size = len(kept) // 2
    while size:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            fewer = replace(problem, choices={code: problem.choices[code] for code in rest})
            if Trial(fewer, effort).verdict(frozenset(demands)) is False:
                kept = rest
            else:
                at += size
        size //= 2
    return tuple(kept)


def _relaxations(clash: Clash, surrenders: list[_Demands], effort: Effort) -> Iterator[Relaxation]:
    """One change each where one does; otherwise the least that must be given up together."""
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


def _ease_limit(request: Request, demand: Demand, effort: Effort) -> Iterator[Relaxation]:
    """The smallest limit that does, to a hundredth of an ECTS or hour; without a limit there is a plan.

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
    if high < no_limit or not effort.is_spent:
        yield Relaxation(demands=(demand,), request=with_limit(request, demand.kind, limit), limit=limit)


def _step(request: Request, kind: DemandKind) -> int:
    """What every load is a multiple of, and a limit worth naming too: a whole number of hundredths, or of units."""
    if kind is DemandKind.MAX_UNITS:
        return 1
    problem = problem_of(request)
    annual = Term(semester_of(problem.first).year, Part.ANNUAL)
    halves = (problem.weight(unit.code, annual).of(kind) for unit in request.programme.units)
    return lcm(gcd(*halves), PARTS // 100) or 1


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
