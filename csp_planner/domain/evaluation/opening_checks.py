"""What is said of openings that are projected, absent, or otherwise than the user was told."""

from collections.abc import Iterator

from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.situation import Situation
from csp_planner.domain.evaluation.values import Diagnostic, Fix, FixKind
from csp_planner.domain.openings import Basis, Closure, History, OpeningFact, closure_of, is_contradicted
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import Term, academic_year_of


def without_opening(situation: Situation, unit: Unit) -> Diagnostic:
    """A unit that is still to place and opens in no term ahead, with the cause."""
    programme = situation.programme
    closure = closure_of(programme, unit, max(academic_year_of(situation.today), situation.scenario.start.year))
    if closure is None:
        return Diagnostic(code=Check.NOT_PLACED, unit=unit.code, args={"cause": "none-ahead"})
    fixes = (Fix(FixKind.WAIVE, unit.code),)
    if closure is Closure.ABSENT:
        return absent(programme, unit, None, fixes)
    args: dict[str, str | float] = {"cause": closure.value}
    if closure is Closure.CLOSED:
        args["from_year"] = max(unit.openings)
    return Diagnostic(code=Check.NOT_PLACED, unit=unit.code, args=args, fixes=fixes)


def absent(programme: Programme, unit: Unit, term: Term | None, fixes: tuple[Fix, ...]) -> Diagnostic:
    """That the newest edition has *unit* no more, whether it is planned in *term* or still to place."""
    args = {"from_year": programme.newest_edition or 0}
    return Diagnostic(code=Check.UNIT_ABSENT, unit=unit.code, term=term, args=args, fixes=fixes)


def rhythm_checks(situation: Situation, unit: Unit) -> Iterator[Diagnostic]:
    """The first published year that is otherwise than the rhythm that the user entered."""
    years = (year for year in sorted(unit.openings) if is_contradicted(situation.programme, unit, year))
    year = next(years, None)
    if year is not None and unit.rhythm is not None:
        args = {"rhythm": unit.rhythm.rhythm.value, "from_year": year, "opens": bool(unit.openings[year])}
        yield Diagnostic(code=Check.RHYTHM_CONTRADICTED, unit=unit.code, args=args)


def rests_on(fact: OpeningFact | None) -> dict[str, str | float]:
    """What decides whether a year opens a unit, where that is more than the newest year: a rhythm, or a turn."""
    if fact is None or fact.basis is not Basis.PROJECTED:
        return {}
    if fact.rhythm is not None:
        return {"rhythm": fact.rhythm.rhythm.value}
    return {"stable_years": fact.stable_years} if fact.history is History.ALTERNATING else {}


def projected(code: str, term: Term, fact: OpeningFact) -> Diagnostic:
    """That the opening a unit is planned by is no more than projected, and from what."""
    args: dict[str, str | float] = {"from_year": fact.from_year or 0, "stable_years": fact.stable_years}
    if fact.rhythm is not None:
        return Diagnostic(
            code=Check.PROJECTED_OPENING, unit=code, term=term, args={**args, "rhythm": fact.rhythm.rhythm.value}
        )
    if fact.history is not History.STEADY:
        args["alternating"] = fact.history is History.ALTERNATING
        return Diagnostic(code=Check.OPENING_IRREGULAR, unit=code, term=term, args=args)
    if fact.entered is not None:
        args["entered"] = True
    return Diagnostic(code=Check.PROJECTED_OPENING, unit=code, term=term, args=args)
