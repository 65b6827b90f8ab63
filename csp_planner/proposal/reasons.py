"""Why not earlier: a plan that ends one semester earlier is demanded too, and what clashes with that is the reason."""

from dataclasses import replace

from csp_planner.domain.terms import Term
from csp_planner.proposal.answer import Clash, Proposal, Reason, ReasonKind
from csp_planner.proposal.clash import exists, explain_clash, is_left_without_choice
from csp_planner.proposal.effort import EXPLAINING, Effort, allowance
from csp_planner.proposal.problem import Choice, Problem, number_of, problem_of, semester_of
from csp_planner.proposal.request import DemandKind, Objective
from csp_planner.proposal.search import best_plan


def why_not_earlier(proposal: Proposal, effort: Effort) -> tuple[Reason, ...]:
    """What forces the end term of *proposal*; nothing when it has none, UNKNOWN when that cannot be told.

    Raises StoppedError when the search was called off.
    """
    if proposal.end_term is None:
        return ()
    effort.allow(EXPLAINING * allowance(len(proposal.placements)))
    end = number_of(proposal.end_term)
    earlier = semester_of(end - 1)
    problem = problem_of(replace(proposal.request, end=earlier))
    held = tuple(code for code, term in problem.held.items() if Choice(term).last >= end)
    if held:
        return (Reason(ReasonKind.HELD, earlier, held),)
    if exists(problem.request, effort):
        return _preference(proposal, earlier, effort)
    clash = explain_clash(problem, effort)
    return (Reason(ReasonKind.UNKNOWN, earlier),) if clash is None else tuple(_reasons(problem, clash, earlier))


def _preference(proposal: Proposal, earlier: Term, effort: Effort) -> tuple[Reason, ...]:
    """A plan that ends earlier exists, and another criterion was put before."""
    request = proposal.request
    if request.keep and (request.objective is Objective.EARLIEST or _costs_changes(proposal, earlier, effort)):
        return (Reason(ReasonKind.KEEP, earlier),)
    if request.objective is Objective.STEADY:
        return (Reason(ReasonKind.STEADY, earlier),)
    # The proposal is not proven to be the best: that is said of it anyway, and why it is not was not worked out.
    return (Reason(ReasonKind.UNKNOWN, earlier),)


def _costs_changes(proposal: Proposal, earlier: Term, effort: Effort) -> bool:
    """Whether more of the present plan must change for it to end by *earlier*."""
    sooner = replace(proposal.request, objective=Objective.EARLIEST, end=earlier)
    found = best_plan(problem_of(sooner), effort)
    return isinstance(found, Proposal) and found.levels[0].value > proposal.levels[0].value


def _reasons(problem: Problem, clash: Clash, earlier: Term) -> list[Reason]:
    found: list[Reason] = []
    # A unit that only a pin or an absence keeps from an earlier opening is not the reason: the demand is.
    years = [demand for demand in clash.demands if demand.kind in (DemandKind.START, DemandKind.END)]
    units = tuple(code for code in clash.units if is_left_without_choice(problem, code, years))
    if units:
        waiver = next((relaxation for relaxation in clash.relaxations if relaxation.waived), None)
        found.append(Reason(ReasonKind.OPENINGS, earlier, units, relaxation=waiver))
    found += [
        Reason(ReasonKind.DEMAND, earlier, demands=relaxation.demands, relaxation=relaxation)
        for relaxation in clash.relaxations
        if len(relaxation.demands) == 1 and relaxation.demands[0].kind is not DemandKind.END
    ]
    if not found:
        demands = tuple(demand for demand in clash.demands if demand.kind is not DemandKind.END)
        found.append(Reason(ReasonKind.TOGETHER, earlier, tuple(problem.choices) if not demands else (), demands))
    return found
