"""Short words for asking a question of a plan, as the window does."""

from datetime import date

from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Waiver
from csp_planner.proposal.advice import Advice, advice_of
from csp_planner.proposal.answer import Clash, Proposal
from csp_planner.proposal.questions import Query, Question, milder, query_of
from csp_planner.solver.effort import Effort
from csp_planner.solver.solve import answer

from ..domain.helpers import TODAY, full, put


def solved(plan: Plan, question: Question, today: date = TODAY) -> tuple[Query, Proposal]:
    """The query that was answered at last, and its answer."""
    query = query_of(plan, question, today)
    found = answer(query.request, Effort())
    while isinstance(found, Clash):
        easier = milder(query, found)
        assert easier is not None, found
        query = easier
        found = answer(query.request, Effort())
    assert isinstance(found, Proposal), found
    return query, found


def advised_of(plan: Plan, question: Question, today: date = TODAY) -> Advice:
    """What is advised."""
    query, proposal = solved(plan, question, today)
    found = advice_of(query, proposal, Waiver(reason="Dérogation à demander", date=today))
    assert isinstance(found, Advice), found
    return found


def moves(advice: Advice) -> dict[str, tuple[str, str]]:
    """Each unit that moves, from where to where."""
    return {move.unit: (str(move.before), str(move.after)) for move in advice.moves}


def sound(plan: Plan) -> Plan:
    """Everything on the board, the recommended order kept."""
    return put(full(plan), "AST005", "2027-S2")
