"""Whether an advisor could draw up a plan of the built-in diploma, by a model that knows nothing of the solver.

Openings are read from the sheet itself: those of the last year that it publishes hold for later years.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ortools.sat.python.cp_model import INFEASIBLE, CpModel, CpSolver, IntVar, LinearExpr

from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term

YEARS = range(2026, 2034)
INTRODUCTION, REPORT = "FPG003", "UA211G"


def number(place: Term) -> int:
    return 2 * place.year + (place.part is Part.S2)


def first(place: Term) -> int:
    return number(place.semesters[0])


def last(place: Term) -> int:
    return number(place.last_semester)


@dataclass(frozen=True, kw_only=True)
class Advisable:
    """What a learner brings: the units left to take, the load of a semester, and the days to start and to report."""

    programme: Programme
    obtained: tuple[str, ...]
    limit: int
    start: Term
    experienced: date
    """The day from which the report may end."""
    waivers: bool
    """Whether the units that never open are placed, by waiver, in any semester; they are left out otherwise."""

    def terms(self, code: str) -> tuple[Term, ...]:
        """Where a unit may go."""
        unit = self.programme.by_code[code]
        parts = tuple(offer.part for offer in unit.openings[max(unit.openings)])
        if not parts and self.waivers:
            parts = (Part.S1, Part.S2)
        every = (Term(year, part) for year in YEARS for part in parts)
        return tuple(term for term in every if first(term) >= first(self.start))

    def has_plan(self, end: Term, unfollowed: int, within: int | None = None) -> bool:
        """Whether a plan ends in *end* or before, with so many pairs against the recommended order at most.

        *within* says how many semesters after the first unit the introductory one starts at the latest.
        """
        cp = CpModel()
        left = [unit.code for unit in self.programme.units if unit.is_attended and unit.code not in self.obtained]
        at: dict[str, dict[Term, IntVar]] = {}
        for code in left:
            choices = [term for term in self.terms(code) if last(term) <= last(end)]
            if self.terms(code):
                at[code] = {term: cp.new_bool_var("") for term in choices}
                cp.add_exactly_one(at[code].values())
        self._keep_to_the_limit(cp, at)
        starts = {code: _taken(found, first) for code, found in at.items()}
        ends = {code: _taken(found, last) for code, found in at.items()}
        against: list[IntVar] = []
        for order in self.programme.recommended_order:
            if order.before in at and order.after in at:
                against.append(cp.new_bool_var(""))
                cp.add(starts[order.after] > ends[order.before]).only_enforce_if(~against[-1])
        cp.add(sum(against) <= unfollowed)
        for code in at:
            if code in self.programme.conditions.units:
                cp.add(ends[code] <= ends[REPORT])
            if within is not None:
                cp.add(starts[INTRODUCTION] <= starts[code] + within)
        cp.add_bool_and([~var for term, var in at[REPORT].items() if term.ends < self.experienced])
        solver = CpSolver()
        solver.parameters.num_workers = 1
        return solver.solve(cp) != INFEASIBLE

    def _keep_to_the_limit(self, cp: CpModel, at: dict[str, dict[Term, IntVar]]) -> None:
        """Each semester bears the limit; a unit heavier than that has a semester for itself."""
        for semester in range(first(self.start), 2 * max(YEARS) + 2):
            loads: list[tuple[float, IntVar]] = []
            for code, found in at.items():
                ects = self.programme.by_code[code].ects
                for term, var in found.items():
                    halves = [number(half) for half in term.semesters]
                    if semester in halves:
                        loads.append((ects / len(halves), var))
            for load, var in loads:
                others = [other for _load, other in loads if other is not var]
                if load > self.limit:
                    cp.add(sum(others) == 0).only_enforce_if(var)
            light = [(round(2 * load), var) for load, var in loads if load <= self.limit]
            cp.add(sum(load * var for load, var in light) <= 2 * self.limit)


def _taken(found: dict[Term, IntVar], moment: Callable[[Term], int]) -> LinearExpr:
    """The number of the semester at that *moment* of the term that is taken."""
    return LinearExpr.weighted_sum(list(found.values()), [moment(term) for term in found])
