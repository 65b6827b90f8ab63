"""Why a plan cannot end earlier: the end one semester earlier is demanded, and what clashes with it is the reason.

Where the first unit of the sheet comes late, a plan that has it sooner shows what that costs.
"""

from collections.abc import Iterator
from dataclasses import replace

from csp_planner.domain.terms import Term, number_of, semester_of, semester_on
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Clash, Criterion, Proposal, Reason, ReasonKind
from csp_planner.proposal.request import Demand, DemandKind
from csp_planner.solver.choice import Choice
from csp_planner.solver.clash import blocks_left_short, find_clash, is_left_without_choice
from csp_planner.solver.easing import ease, ease_together, waive
from csp_planner.solver.effort import EXPLAINING, Effort
from csp_planner.solver.probe import exists
from csp_planner.solver.problem import Problem
from csp_planner.solver.reading import problem_of
from csp_planner.solver.search import NoPlan, plan_within


def why_not_earlier(proposal: Proposal, effort: Effort) -> Iterator[Reason]:
    """What forces the end term of *proposal*, one reason after the other as they are found.

    The last one is UNKNOWN where the allowance was spent before all of it was established. Nothing comes for a
    proposal that has no end. Raises StoppedError when the search was called off.
    """
    if proposal.end_term is None:
        return
    effort.allow(EXPLAINING)
    end = number_of(proposal.end_term)
    earlier = semester_of(end - 1)
    problem = problem_of(replace(proposal.request, end=earlier))
    held = tuple(code for code, term in problem.held.items() if Choice(term).last >= end)
    if held:
        yield Reason(kind=ReasonKind.HELD, earlier=earlier, units=held)
    elif problem.awaited_end is not None and problem.awaited_end >= end:
        days = {row: number_of(semester_on(credit.date)) for row, credit in problem.awaited.items()}
        awaited = tuple(row for row, number in days.items() if number >= end)
        yield Reason(kind=ReasonKind.CREDIT, earlier=earlier, units=awaited)
    elif exists(problem.request, effort):
        yield _preference(proposal, earlier, effort)
    else:
        yield from _obstacles(problem, earlier, effort)


def why_introduced_late(proposal: Proposal, effort: Effort) -> Iterator[Reason]:
    """What it would cost to start the first unit of the sheet sooner, where it starts later than it should.

    Nothing comes where that was not established within what is left of the allowance. Raises StoppedError when the
    search was called off.
    """
    is_late = any(level.criterion is Criterion.INTRODUCTION and level.value for level in proposal.levels)
    if not is_late or effort.is_spent:
        return
    problem = problem_of(proposal.request)
    unit = problem.introduction
    start = next(placed.term for placed in proposal.placements if placed.unit == unit).semesters[0]
    sooner = tuple(choice for choice in problem.choices[unit] if choice.first < number_of(start))
    problem = replace(problem, choices={**problem.choices, unit: sooner})
    found = plan_within(problem, effort) if sooner else NoPlan.PROVEN
    reason = Reason(kind=ReasonKind.INTRODUCTION, earlier=start, units=(unit,))
    if isinstance(found, Proposal):
        pairs = zip(found.levels, proposal.levels, strict=False)
        worse = next(((one, other) for one, other in pairs if one.value > other.value), None)
        if worse and worse[0].bound > worse[1].value:  # no plan with a sooner start does without it
            criterion = worse[0].criterion
            given_up = _given_up(proposal, found) if criterion is Criterion.ADVICE else ()
            yield replace(reason, demands=given_up, costs=criterion)
    elif found is NoPlan.PROVEN:
        yield reason


def _given_up(proposal: Proposal, other: Proposal) -> tuple[Demand, ...]:
    """The advice that *other* does not follow and *proposal* does, each as it would be demanded."""
    more = (item for item in other.unfollowed if item not in proposal.unfollowed)
    return tuple(
        Demand(DemandKind.REPORT_LAST) if item.is_report else Demand(DemandKind.ORDER, item.other, item.unit)
        for item in more
    )


def _preference(proposal: Proposal, earlier: Term, effort: Effort) -> Reason:
    """That another criterion comes before the end, where a plan that ends earlier exists."""
    request = proposal.request
    if request.keep and request.objective is Objective.EARLIEST:
        return Reason(kind=ReasonKind.KEEP, earlier=earlier)
    if request.objective is Objective.STEADY:
        costs_changes = _costs_changes(proposal, earlier, effort) if request.keep else False
        if costs_changes is not None:
            return Reason(kind=ReasonKind.KEEP if costs_changes else ReasonKind.STEADY, earlier=earlier)
    # The proposal is not proven to be the best: that is said of it anyway, and why it is not was not worked out.
    return Reason(kind=ReasonKind.UNKNOWN, earlier=earlier)


def _costs_changes(proposal: Proposal, earlier: Term, effort: Effort) -> bool | None:
    """Whether more of the present plan must change for it to end by *earlier*; None when that cannot be told."""
    sooner = replace(proposal.request, objective=Objective.EARLIEST, end=earlier)
    found = None if effort.is_spent else plan_within(problem_of(sooner), effort)
    return _up_to_changes(found) > _up_to_changes(proposal) if isinstance(found, Proposal) else None


def _up_to_changes(proposal: Proposal) -> list[float]:
    """What a plan that keeps to the present one reaches, by the changes and the criteria before them."""
    criteria = [level.criterion for level in proposal.levels]
    return [level.value for level in proposal.levels[: criteria.index(Criterion.CHANGES) + 1]]


def _obstacles(problem: Problem, earlier: Term, effort: Effort) -> Iterator[Reason]:
    """What keeps every plan from ending by *earlier*."""
    clash = find_clash(problem, effort, [])
    unknown = Reason(kind=ReasonKind.UNKNOWN, earlier=earlier)
    if clash is None or effort.is_spent:  # a set that could still be made smaller is no explanation
        yield unknown
        return
    found = False
    for reason in _single_obstacles(problem, clash, earlier, effort):
        found = True
        yield reason
    if effort.is_spent:
        yield unknown
    elif not found:
        demands = tuple(demand for demand in clash.demands if demand.kind is not DemandKind.END)
        units = () if demands else problem.required
        blocks = () if demands or problem.ask is None else problem.ask.top
        eased = ease_together(problem, effort)
        yield Reason(
            kind=ReasonKind.TOGETHER, earlier=earlier, units=units, blocks=blocks, demands=demands, relaxation=eased
        )
        if effort.is_spent:
            yield unknown


def _single_obstacles(problem: Problem, clash: Clash, earlier: Term, effort: Effort) -> Iterator[Reason]:
    """The openings, the waivers and the demands each of which, given up alone, makes the earlier end possible."""
    # A unit that only a pin or an absence keeps from an earlier opening is not the reason: the demand is.
    years = [demand for demand in clash.demands if demand.kind in (DemandKind.START, DemandKind.END)]
    units = tuple(code for code in clash.units if is_left_without_choice(problem, code, years))
    short = blocks_left_short(problem, years)
    blocks = tuple(path for path in clash.blocks if path in short)
    if units or blocks:
        relaxation = next(waive(clash, effort), None)
        yield Reason(kind=ReasonKind.OPENINGS, earlier=earlier, units=units, blocks=blocks, relaxation=relaxation)
    for demand in clash.demands:
        if demand.kind is not DemandKind.END:
            for relaxation in ease(clash.request, demand, effort):
                yield Reason(kind=ReasonKind.DEMAND, earlier=earlier, demands=relaxation.demands, relaxation=relaxation)
