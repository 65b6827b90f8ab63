"""Where units can go within the learner's limits while some are taken out of their semesters and put elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.placing import replace_placement
from csp_planner.domain.evaluation.loads import Load, Loads, limits_of
from csp_planner.domain.evaluation.values import Evaluation, Standing
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import HORIZON_YEARS, open_terms
from csp_planner.domain.plan import Placement, Plan, UnitState
from csp_planner.domain.terms import LAST_YEAR, Term, academic_year_of, number_of

NEXT_TERMS = 3
"""How many openings are weighed against each other when a unit fits nowhere."""


def is_movable(standing: Standing) -> bool:
    """Whether a unit may be moved to make room: planned, and not put where it is by a waiver."""
    return standing.state is UnitState.PLANNED and standing.waiver is None


def semesters_between(first: Term, last: Term) -> int:
    """How many semesters later *last* ends than *first*; negative when it ends earlier."""
    return number_of(last.last_semester) - number_of(first.last_semester)


_Way = tuple[tuple[bool, int, bool, bool, float, str], str, Term]
"""Its rank, the unit, and where it would go."""


class Room:
    """The loads of one scenario while units are moved. Made for one question; ``settle`` gives the plan it led to."""

    def __init__(self, plan: Plan, evaluation: Evaluation, today: date) -> None:
        self._plan, self._today = plan, today
        self._standings = evaluation.standings
        self._limits = limits_of(plan.scenario, plan.profile)
        self._loads = evaluation.loads
        self._last_shown = evaluation.terms[-1].term.year
        self._where = {code: standing.term for code, standing in self._standings.items() if standing.term is not None}
        self._moved: dict[str, Term | None] = {}
        self._end = evaluation.end_term
        self._openings: dict[str, tuple[Term, ...]] = {}

    @property
    def last_semester(self) -> Term | None:
        """The last semester that holds a unit."""
        return max((term.last_semester for term in self._where.values()), key=Term.sort_key, default=None)

    def take(self, code: str) -> None:
        """Take a unit out."""
        self._loads = self._loads.without_unit(self._load(code), self._where.pop(code))
        self._moved[code] = None

    def put(self, code: str, term: Term) -> None:
        """Put a unit that was taken out in *term*."""
        self._loads = self._loads.with_unit(self._load(code), term)
        self._where[code] = self._moved[code] = term

    def put_later(self, code: str, after: Term) -> None:
        """Put a unit in the first term it opens in after semester *after* and fits in.

        Where it fits nowhere, the least full of the next ones has it; where it opens nowhere, it stays out.
        """
        later = [term for term in self._open(code) if after < term.semesters[0]]
        chosen = next((term for term in later if self._fits(code, term)), None)
        if chosen is None and later:
            chosen = min(later[:NEXT_TERMS], key=lambda term: self._strain(code, term))
        if chosen is not None:
            self.put(code, chosen)

    def is_over(self, semester: Term) -> bool:
        """Whether the load of *semester* passes a limit."""
        return self._loads.exceeds(semester, self._limits)

    def relieve(self, semester: Term, *, only_later: bool) -> None:
        """Move units out of *semester*, to where they fit, until it keeps to the limits or none can move.

        First those whose way is the shortest and does not move the end; one that suffices rather than several.
        """
        while self.is_over(semester):
            ways = [way for code in self._inside(semester) for way in self._ways(code, semester, only_later=only_later)]
            if not ways:
                return
            _, code, term = min(ways, key=lambda way: way[0])
            self.take(code)
            self.put(code, term)

    def settle(self) -> Plan:
        """The plan with the scenario shown as it now stands."""
        plan = self._plan
        for code, term in self._moved.items():
            held = plan.scenario.placement(code) or Placement(unit=code, term=plan.scenario.start)
            plan = replace_placement(plan, code, replace(held, term=term, waiver=None) if term else None)
        return plan

    def _inside(self, semester: Term) -> list[str]:
        return [
            code
            for code, term in self._where.items()
            if semester in term.semesters and (code in self._moved or is_movable(self._standings[code]))
        ]

    def _ways(self, code: str, semester: Term, *, only_later: bool) -> Iterator[_Way]:
        """Where *code* could go from *semester*, each with its rank: the nearest term after, and before, it fits in."""
        here = self._where[code]
        suffices = not self._elsewhere(code).exceeds(semester, self._limits)
        later = [term for term in self._open(code) if here.last_semester < term.semesters[0]]
        earlier = [term for term in self._open(code) if term.last_semester < here.semesters[0]]
        for terms in (later,) if only_later else (later, reversed(earlier)):
            term = next((term for term in terms if self._fits(code, term)), None)
            if term is not None:
                past_end = self._end is not None and self._end < term.last_semester
                distance = abs(semesters_between(here, term))
                rank = (past_end, distance, term < here, not suffices, self._standings[code].ects, code)
                yield rank, code, term

    def _open(self, code: str) -> tuple[Term, ...]:
        """Terms from the start on where *code* opens and one can still enrol, in the order of time."""
        if code not in self._openings:
            unit, scenario = self._plan.programme.by_code.get(code), self._plan.scenario
            known = (academic_year_of(self._today), self._last_shown, *(term.year for term in self._loads.by_semester))
            last = min(LAST_YEAR, scenario.board_years[0] + MAX_YEARS - 1, max(known) + HORIZON_YEARS)
            years = range(scenario.start.year, last + 1)
            terms = open_terms(self._plan.programme, unit, years, self._today, scenario.leaves) if unit else ()
            self._openings[code] = tuple(term for term in terms if scenario.start <= term.semesters[0])
        return self._openings[code]

    def _fits(self, code: str, term: Term) -> bool:
        return self._elsewhere(code).fits(self._load(code), term, self._limits)

    def _strain(self, code: str, term: Term) -> float:
        there = self._elsewhere(code).with_unit(self._load(code), term)
        return max(self._limits.strain(there.at(half)) for half in term.semesters)

    def _elsewhere(self, code: str) -> Loads:
        """The loads without *code* where it stands, if it stands anywhere."""
        here = self._where.get(code)
        return self._loads if here is None else self._loads.without_unit(self._load(code), here)

    def _load(self, code: str) -> Load:
        return self._standings[code].load
