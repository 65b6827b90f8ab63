"""Where a unit that is still to place can first be put: the term that its fix names."""

from csp_planner.domain.evaluation.situation import Situation
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import HORIZON_YEARS, open_terms
from csp_planner.domain.programme import Unit
from csp_planner.domain.states import LIVE_STATES
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Term, academic_year_of


class Repairs:
    """The terms where units can still go, for one evaluation."""

    def __init__(self, situation: Situation) -> None:
        scenario = situation.scenario
        self._programme, self._today, self._start = situation.programme, situation.today, scenario.start
        self._beyond = scenario.board_years[0] + MAX_YEARS
        """The first year a file may no longer hold."""
        self._leaves = scenario.leaves
        self._last_attempts: dict[str, Term] = {}
        for attempt in situation.profile.attempts:
            over, known = attempt.term.last_semester, self._last_attempts.get(attempt.unit)
            if attempt.state not in LIVE_STATES and (known is None or known < over):
                self._last_attempts[attempt.unit] = over

    def first_opening(self, unit: Unit) -> Term | None:
        """The first term *unit* opens in and one can enrol for, from the start of the scenario on.

        After its last attempt, when it has had one, and in no semester off.
        """
        attempted = self._last_attempts.get(unit.code)
        now = max(academic_year_of(self._today), FIRST_YEAR, self._start.year)
        first = now if attempted is None else max(now, attempted.year)
        # No later than a file may hold: what is offered is accepted.
        last = min(first + HORIZON_YEARS, LAST_YEAR + 1, self._beyond)
        for term in open_terms(self._programme, unit, range(first, last), self._today, self._leaves):
            if not term.semesters[0] < self._start and (attempted is None or attempted < term.semesters[0]):
                return term
        return None
