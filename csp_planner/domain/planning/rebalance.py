"""Lightening a semester that passes the learner's limits."""

from datetime import date

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.room import Room
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term


def rebalance(plan: Plan, semester: Term, today: date) -> Plan | Refusal:
    """Move planned units out of *semester* until it keeps to the learner's limits.

    Each goes to the nearest term it opens in and fits in, before the end of the plan where possible. Units placed by
    waiver stay. Refused when the limits cannot be met this way: nothing is half done.
    """
    room = Room(plan, evaluate_plan(plan, today), today)
    if not room.is_over(semester):
        return plan
    room.relieve(semester, only_later=False)
    return Refusal(reason=Reason.NOT_LIGHTENED, term=semester) if room.is_over(semester) else room.settle()
