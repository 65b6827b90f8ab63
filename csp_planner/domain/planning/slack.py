"""How far each unit of a plan can slip without moving its end."""

from collections.abc import Mapping
from datetime import date

from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.openings import open_terms
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import number_of


def slack(plan: Plan, evaluation: Evaluation, today: date) -> Mapping[str, int]:
    """For each planned unit, by how many semesters it can slip without moving the end; 0: by none.

    It slips to the last term in which it opens before that. Terms whose enrolment has closed do not count; loads are
    not looked at.
    """
    end = evaluation.end_term
    found: dict[str, int] = {}
    for code, standing in evaluation.standings.items():
        unit, term = plan.programme.by_code.get(code), standing.term
        if end is None or unit is None or term is None or standing.state is not UnitState.PLANNED:
            continue
        later = open_terms(plan.programme, unit, range(term.year, end.year + 1), today, plan.scenario.leaves)
        slips = [
            number_of(other.last_semester) - number_of(term.last_semester)
            for other in later
            if term.last_semester < other.semesters[0] and other.last_semester <= end
        ]
        found[code] = max(slips, default=0)
    return found
