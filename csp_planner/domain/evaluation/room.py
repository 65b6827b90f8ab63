"""Room in the semesters: where units can go within the learner's limits, as some are taken out and put elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.edits.placing import replace_placement
from csp_planner.domain.evaluation.values import Evaluation, Standing
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import HORIZON_YEARS, open_terms
from csp_planner.domain.plan import Placement, Plan, Profile, Scenario, UnitState
from csp_planner.domain.terms import LAST_YEAR, Term, academic_year_of, number_of

NEXT_TERMS = 3
"""How many openings are weighed against each other when a unit fits nowhere."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The load the learner wants to keep to, per semester."""

    ects: float | None
    hours: float | None

    def allow(self, ects: float, hours: float) -> bool:
        """Whether a load keeps to both."""
        return not exceeds(ects, self.ects) and not exceeds(hours, self.hours)

    def strain(self, ects: float, hours: float) -> float:
        """How full a load is: 1 at the limit that is nearest; the plain ECTS when there is no limit."""
        shares = [load / limit for load, limit in ((ects, self.ects), (hours, self.hours)) if limit]
        return max(shares, default=ects)


def limits_of(scenario: Scenario, profile: Profile) -> Limits:
    """The limits of *scenario*, and the hours a week the learner has over the weeks of a semester."""
    given = (scenario.max_hours, profile.semester_hours)
    return Limits(scenario.max_ects, min((hours for hours in given if hours is not None), default=None))


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
        self._loads = {load.term: (load.ects, load.hours) for load in evaluation.terms}
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
        self._add(self._where.pop(code), code, -1)
        self._moved[code] = None

    def put(self, code: str, term: Term) -> None:
        """Put a unit that was taken out in *term*."""
        self._add(term, code, 1)
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
        return not self._limits.allow(*self._loads.get(semester, (0, 0)))

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
        load, unit = self._loads[semester], self._amounts(code, 1 / len(here.semesters))
        suffices = self._limits.allow(load[0] - unit[0], load[1] - unit[1])
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
            ends = max(academic_year_of(self._today), *(term.year for term in self._loads)) + HORIZON_YEARS
            last = min(LAST_YEAR, scenario.board_years[0] + MAX_YEARS - 1, ends)
            years = range(scenario.start.year, last + 1)
            terms = open_terms(self._plan.programme, unit, years, self._today) if unit else ()
            self._openings[code] = tuple(term for term in terms if scenario.start <= term.semesters[0])
        return self._openings[code]

    def _fits(self, code: str, term: Term) -> bool:
        return all(self._limits.allow(*load) for load in self._with(code, term))

    def _strain(self, code: str, term: Term) -> float:
        return max(self._limits.strain(*load) for load in self._with(code, term))

    def _with(self, code: str, term: Term) -> Iterator[tuple[float, float]]:
        """The loads of *term*'s semesters once *code* is there, and no longer where it was."""
        here = self._where.get(code)
        ects, hours = self._amounts(code, 1 / len(term.semesters))
        for half in term.semesters:
            load = self._loads.get(half, (0, 0))
            if here is not None and half in here.semesters:
                gone = self._amounts(code, 1 / len(here.semesters))
                load = load[0] - gone[0], load[1] - gone[1]
            yield load[0] + ects, load[1] + hours

    def _add(self, term: Term, code: str, sign: int) -> None:
        ects, hours = self._amounts(code, sign / len(term.semesters))
        for half in term.semesters:
            load = self._loads.get(half, (0, 0))
            self._loads[half] = load[0] + ects, load[1] + hours

    def _amounts(self, code: str, share: float) -> tuple[float, float]:
        standing = self._standings[code]
        return standing.ects * share, (standing.hours or 0) * share
