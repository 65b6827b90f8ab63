"""No plan meets the demands: a smallest set of them that clashes, and the units it leaves without a place.

A *surrender* is a set of demands that makes a plan possible once all of it is given up. Every set that clashes has a
demand in common with every surrender: otherwise the plan that the surrender leaves would meet that set. So only sets
that share a demand with each surrender seen so far are tried, from the smallest up. The first one that clashes is a
smallest one; each that does not shows one more surrender.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain, combinations, islice

from csp_planner.proposal.answer import Clash
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, demands_of
from csp_planner.solver.choice import Choice
from csp_planner.solver.easing import relaxations_of
from csp_planner.solver.effort import CLASHING, LOOKING, Effort, allowance
from csp_planner.solver.probe import Demands, Probe, halves, in_order
from csp_planner.solver.problem import Problem
from csp_planner.solver.reading import problem_of

MAX_TRIES = 400
"""Candidates tried for a smallest set; beyond, a set is given none of whose own parts clashes."""
MAX_COMBINATIONS = 200_000
"""Candidates looked at, most of which need no run of the solver."""


def explain_clash(problem: Problem, effort: Effort) -> Clash | None:
    """Why no plan meets the demands; None when one does, or when that cannot be told within the effort allowed.

    Raises StoppedError when the search was called off.
    """
    effort.allow(CLASHING * allowance(len(problem.choices)))
    surrenders: list[Demands] = []
    clash = find_clash(problem, effort, surrenders)
    return clash and replace(clash, relaxations=tuple(relaxations_of(clash, surrenders, effort)))


def find_clash(problem: Problem, effort: Effort, surrenders: list[Demands]) -> Clash | None:
    """The clash that ``explain_clash`` is about, without what would do instead; fills *surrenders*."""
    demands = demands_of(problem.request)
    probe = Probe(problem, effort)
    if probe.is_possible(frozenset(demands)) is not False:
        return None
    found, smallest = _smallest_clash(probe, demands, surrenders)
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
        for demands in _others(Probe(problem, effort), clash.demands)
    )
    return replace(_with_crowd(problem, clash, effort), others=others)


def _clash(problem: Problem, demands: tuple[Demand, ...], *, smallest: bool) -> Clash:
    """That *demands* clash, with the units that have no place under them, each looked at alone."""
    tests = (is_left_without_choice, is_left_without_room)
    units = tuple(code for code in problem.required if any(test(problem, code, demands) for test in tests))
    return Clash(
        request=problem.request,
        demands=demands,
        smallest=smallest,
        units=units,
        relaxations=(),
        blocks=blocks_left_short(problem, demands),
    )


def _with_crowd(problem: Problem, clash: Clash, effort: Effort) -> Clash:
    is_limit = len(clash.demands) == 1 and clash.demands[0].kind in LIMITS
    if not is_limit or clash.units or clash.blocks:
        return clash
    crowd, blocks = _crowd(problem, clash.demands, effort)
    return replace(clash, crowd=crowd, crowd_blocks=blocks)


def is_left_without_choice(problem: Problem, code: str, demands: Collection[Demand]) -> bool:
    """Whether unit *code*, looked at alone, has no place under *demands*."""
    pinned = any(demand.kind is DemandKind.PIN and demand.unit == code for demand in demands)
    return bool(problem.choices[code] or pinned) and not problem.allowed(code, demands)


def is_left_without_room(problem: Problem, code: str, demands: Collection[Demand]) -> bool:
    """Whether what stands leaves unit *code*, looked at alone, no room in any term that *demands* leave it."""
    choices = problem.allowed(code, demands)
    limits = [demand.kind for demand in demands if demand.kind in LIMITS]
    return bool(choices and limits) and not any(_has_room(problem, code, choice, limits) for choice in choices)


def blocks_left_short(problem: Problem, demands: Collection[Demand]) -> tuple[str, ...]:
    """Paths of the choices that the options with a place under *demands*, each looked at alone, cannot meet.

    One that no options meet under any demands is not among them.
    """
    if problem.ask is None:
        return ()
    left = [
        code
        for code in problem.optional
        if problem.allowed(code, demands) and not is_left_without_room(problem, code, demands)
    ]
    anyway = problem.ask.short(problem.optional)
    return tuple(path for path in problem.ask.short(left) if path not in anyway)


def _has_room(problem: Problem, code: str, choice: Choice, limits: Collection[DemandKind]) -> bool:
    """Whether *code* keeps to *limits* beside what stands; where nothing stands, it may pass them alone."""
    weight = problem.weight(code, choice.term)
    standing = [(number, problem.held_weights[number]) for number in choice.semesters if number in problem.held_weights]
    return all(
        weight.plus(held).of(kind) <= problem.limit_in(number, kind) for number, held in standing for kind in limits
    )


def _smallest_clash(probe: Probe, demands: tuple[Demand, ...], surrenders: list[Demands]) -> tuple[Demands, bool]:
    """A smallest clashing set of *demands*, and whether that is proven; fills *surrenders*."""
    for tries, candidate in enumerate(_candidates(demands, surrenders, probe.effort)):
        if tries >= MAX_TRIES:
            break
        if probe.is_possible(candidate) is False:
            return candidate, True
        # What cannot be told counts as possible: nothing is called a clash that was not proven.
        kept = probe.grown(demands, candidate)
        surrenders.append(frozenset(demands) - kept)
    return _shrunk(probe, demands), False


def _candidates(demands: tuple[Demand, ...], surrenders: list[Demands], effort: Effort) -> Iterator[Demands]:
    """Sets that have a demand in common with each surrender seen so far, the smallest first."""
    by_size = (combinations(demands, size) for size in range(len(demands) + 1))
    for chosen in islice(chain.from_iterable(by_size), MAX_COMBINATIONS):
        effort.spend(LOOKING * (1 + len(surrenders)))
        if effort.is_spent:
            return
        candidate = frozenset(chosen)
        if all(candidate & surrender for surrender in surrenders):
            yield candidate


def _shrunk(probe: Probe, demands: tuple[Demand, ...]) -> Demands:
    """A clashing set none of whose parts clashes."""
    kept = frozenset(demands)
    waiting = [demands]
    while waiting:
        part = waiting.pop()
        fewer = kept.difference(part)
        if probe.is_possible(fewer) is False:
            kept = fewer
        else:
            waiting += halves(part)
    return kept


def _others(probe: Probe, found: tuple[Demand, ...]) -> Iterator[tuple[Demand, ...]]:
    """What still clashes when one demand of the clash *found* is given up."""
    seen = {frozenset(found)}
    for given_up in found:
        left = tuple(demand for demand in demands_of(probe.problem.request) if demand != given_up)
        if probe.is_possible(frozenset(left)) is False:
            other = _shrunk(probe, left)
            if other not in seen and all(probe.is_possible(other - {demand}) for demand in other):
                seen.add(other)
                yield in_order(probe.problem, other)


def _crowd(problem: Problem, demands: tuple[Demand, ...], effort: Effort) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A smallest part of the units and the choices that *demands* leave no plan for; larger halves go first."""
    required = problem.required
    kept: list[tuple[str, bool]] = [(code, False) for code in required]
    kept += [(path, True) for path in (problem.ask.top if problem.ask is not None else ())]
    size = len(kept) // 2
    while size:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            units = {name for name, is_block in rest if not is_block}
            fewer = problem.narrowed(units, {name for name, is_block in rest if is_block})
            if Probe(fewer, effort).is_possible(frozenset(demands)) is False:
                kept = rest
            else:
                at += size
        size //= 2
    units = tuple(name for name, is_block in kept if not is_block)
    return units, tuple(name for name, is_block in kept if is_block)
