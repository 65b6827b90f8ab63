"""The answer to a request, whole. It imports the solver's library: only the solving process may import it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from csp_planner.proposal.answer import Answer, Proposal, Undecided
from csp_planner.proposal.request import Request
from csp_planner.solver.clash import explain_clash, with_further_clashes
from csp_planner.solver.effort import Effort
from csp_planner.solver.reading import problem_of
from csp_planner.solver.reasons import why_introduced_late, why_not_earlier
from csp_planner.solver.search import NoPlan, Report, best_plan


def answer(request: Request, effort: Effort, report: Report | None = None) -> Answer:
    """The best plan, or the demands that clash; the reasons of a plan are left to ``explaining``.

    Raises StoppedError when the search was called off.
    """
    with effort.at_work():
        problem = problem_of(request)
        found = best_plan(problem, effort, report)
        if isinstance(found, Proposal):
            return found
        is_proven = found is NoPlan.PROVEN
        clash = explain_clash(problem, effort) if is_proven else None
        return Undecided(request, is_proven) if clash is None else with_further_clashes(clash, effort)


def explaining(proposal: Proposal, effort: Effort) -> Iterator[Proposal]:
    """*proposal* with what is known of what forces its end, and the term of the first unit, with each reason found.

    Raises StoppedError when the search was called off.
    """
    reasons = chain(why_not_earlier(proposal, effort), why_introduced_late(proposal, effort))
    while True:
        with effort.at_work():  # not while the caller reads what came
            reason = next(reasons, None)
        if reason is None:
            return
        proposal = replace(proposal, reasons=(*proposal.reasons, reason))
        yield proposal
