"""Short words for asking and for reading answers."""

from datetime import date
from typing import Any

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.proposal.answer import Answer, Clash, Criterion, Proposal
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.request import Request, request_for
from csp_planner.solver.effort import Effort
from csp_planner.solver.solve import answer, explaining

TODAY = date(2026, 11, 23)
GRANTED = Waiver(reason="Accord de l’autre centre", date=TODAY)


IN_ORDER: dict[str, Any] = {"follow_order": True, "report_last": False, "allow_waivers": False}
"""The recommended order is demanded, and no more than that: what a test looks at is then the only thing in the way."""


def term(text: str) -> Term:
    return Term.parse(text)


def ask(plan: Plan, today: date = TODAY, **changes: Any) -> Answer:
    """The answer to what follows from *plan*, with *changes* to the request."""
    return answer(request_for(plan, today, **changes), Effort())


def proposed(plan: Plan, today: date = TODAY, **changes: Any) -> Proposal:
    found = ask(plan, today, **changes)
    assert isinstance(found, Proposal), found
    return found


def clashing(plan: Plan, today: date = TODAY, **changes: Any) -> Clash:
    found = ask(plan, today, **changes)
    assert isinstance(found, Clash), found
    return found


def answered(request: Request) -> Answer:
    return answer(request, Effort())


def why(proposal: Proposal, effort: Effort | None = None) -> Proposal:
    """The proposal with all that forces its end."""
    return [proposal, *explaining(proposal, effort or Effort())][-1]


def where(proposal: Proposal) -> dict[str, str]:
    return {placed.unit: str(placed.term) for placed in proposal.placements}


def value(proposal: Proposal, criterion: Criterion) -> float:
    (level,) = [level for level in proposal.levels if level.criterion is criterion]
    return level.value


def applied(plan: Plan, proposal: Proposal) -> Plan:
    new = with_proposal(plan, proposal, "Proposition", GRANTED)
    assert isinstance(new, Plan), new
    return new


def judged(plan: Plan, proposal: Proposal) -> Evaluation:
    """What the evaluation says of the proposal."""
    return evaluate_plan(applied(plan, proposal), proposal.request.today)
