"""Where a unit that is still to place is best put: the term that its fix offers."""

from collections.abc import Iterator

from csp_planner.domain.evaluation.situation import Situation
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import HORIZON_YEARS, open_terms
from csp_planner.domain.plan import LIVE_STATES, UnitState
from csp_planner.domain.programme import Unit
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Term, academic_year_of

STATES_AHEAD = frozenset({UnitState.PLANNED, UnitState.ENROLLED})
"""States in which a unit can still be told to wait for another: later ones are facts."""


class Repairs:
    """The terms where units can still go, for one evaluation."""

    def __init__(self, situation: Situation) -> None:
        programme, scenario = situation.programme, situation.scenario
        self._programme, self._today = programme, situation.today
        self._beyond = scenario.board_years[0] + MAX_YEARS
        """The first year a file may no longer hold."""
        self._start, self._leaves = scenario.start, scenario.leaves
        self._standings, self._loads, self._limits = situation.standings, situation.loads, situation.limits
        self._last_attempts: dict[str, Term] = {}
        for attempt in situation.profile.attempts:
            over, known = attempt.term.last_semester, self._last_attempts.get(attempt.unit)
            if attempt.state not in LIVE_STATES and (known is None or known < over):
                self._last_attempts[attempt.unit] = over
        self._before: dict[str, list[str]] = {}
        self._after: dict[str, list[str]] = {}
        if scenario.follow_recommended_order:
            for order in programme.recommended_order:
                self._before.setdefault(order.after, []).append(order.before)
                self._after.setdefault(order.before, []).append(order.after)
        self._chosen: dict[str, Term | None] = {}

    def first_opening(self, unit: Unit) -> Term | None:
        """The first term *unit* opens in and one can enrol for, from the start of the scenario on.

        After its last attempt, when it has had one, and in no semester off.
        """
        return next(self._openings(unit), None)

    def best_term(self, unit: Unit) -> Term | None:
        """The first of these terms in which the learner's limits and the recommended order are kept.

        Where there is none, the first of all: what is in the way is then said of the plan that has it there.
        """
        for code in self._those_before(unit.code):
            self._chosen[code] = self._choose(self._programme.by_code[code])
        return self._chosen[unit.code]

    def _choose(self, unit: Unit) -> Term | None:
        earliest, latest = self._earliest(unit.code), self._latest(unit.code)
        for term in self._openings(unit):
            if _is_between(term, earliest, latest) and self._fits(unit.code, term):
                return term
        return self.first_opening(unit)

    def _those_before(self, code: str) -> list[str]:
        """*code* after all units still to choose for that are better taken before it, each after its own.

        In a circle of advice, each unit is met once. A list, not a recursion: a file may hold a chain of hundreds.
        """
        line: list[str] = []
        met = set(self._chosen)
        waiting = [(code, False)]
        while waiting:
            one, is_next = waiting.pop()
            if is_next:
                line.append(one)
            elif one not in met and self._is_to_place(one):
                met.add(one)
                waiting.append((one, True))
                waiting += [(before, False) for before in self._before.get(one, ())]
        return line

    def _is_to_place(self, code: str) -> bool:
        standing, unit = self._standings.get(code), self._programme.by_code.get(code)
        if standing is None or unit is None or not unit.is_attended:
            return False
        return standing.state is UnitState.TO_PLACE

    def _openings(self, unit: Unit) -> Iterator[Term]:
        attempted = self._last_attempts.get(unit.code)
        now = max(academic_year_of(self._today), FIRST_YEAR, self._start.year)
        first = now if attempted is None else max(now, attempted.year)
        # No later than a file may hold: what is offered is accepted.
        last = min(first + HORIZON_YEARS, LAST_YEAR + 1, self._beyond)
        for term in open_terms(self._programme, unit, range(first, last), self._today, self._leaves):
            if not term.semesters[0] < self._start and (attempted is None or attempted < term.semesters[0]):
                yield term

    def _fits(self, code: str, term: Term) -> bool:
        return self._loads.fits(self._standings[code].load, term, self._limits)

    def _earliest(self, code: str) -> Term | None:
        """The semester it is better taken after: the last one of what comes before it, where it stands or would."""
        terms = (self._term_of(before) for before in self._before.get(code, ()))
        return max((term.last_semester for term in terms if term), key=Term.sort_key, default=None)

    def _latest(self, code: str) -> Term | None:
        """The semester it is better taken before: the first of what comes after it and is not a fact yet."""
        later = (self._standings.get(after) for after in self._after.get(code, ()))
        terms = (one.term.semesters[0] for one in later if one and one.term and one.state in STATES_AHEAD)
        return min(terms, key=Term.sort_key, default=None)

    def _term_of(self, code: str) -> Term | None:
        standing = self._standings.get(code)
        return self._chosen.get(code) or (standing.term if standing else None)


def _is_between(term: Term, earliest: Term | None, latest: Term | None) -> bool:
    after_first = earliest is None or earliest < term.semesters[0]
    return after_first and (latest is None or term.last_semester < latest)
