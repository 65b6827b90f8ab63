"""Openings and last days to enrol that the user was told, entered in one plan or taken back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_REASON
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR
from csp_planner.domain.year_openings import YearOpenings, with_openings, without_openings


def enter_openings(plan: Plan, told: YearOpenings) -> Plan | Refusal:
    """Take what was *told* of one academic year: it counts as known there, and later years are projected from it.

    Nothing is moved: what does not fit any more is said of the plan.
    """
    return why_not_openings(plan.programme, told) or _with_programme(plan, with_openings(plan.programme, told))


def replace_openings(plan: Plan, told: YearOpenings, earlier: YearOpenings | None) -> Plan | Refusal:
    """Take what was *told* of a whole year in the place of all that was entered for it; *earlier* was told before.

    A unit that was entered on its own, after somebody else, keeps who said so where it still runs in the same way.
    """
    entered = enter_openings(forget_openings(plan, told.year), told)
    if isinstance(entered, Refusal):
        return entered
    of_year = earlier.source if earlier else _usual_source(plan.programme, told.year)

    def kept(before: Unit, after: Unit) -> Unit:
        own = before.entered.get(told.year)
        is_apart = own is not None and own.source != of_year
        return before if is_apart and before.openings == after.openings else after

    units = tuple(map(kept, plan.programme.units, entered.programme.units))
    return _with_programme(plan, replace(entered.programme, units=units))


def _usual_source(programme: Programme, year: int) -> str | None:
    """Who said how most units run in *year*; None where no source did."""
    attended = [unit for unit in programme.units if unit.has_sessions]
    sources = Counter(unit.entered[year].source for unit in attended if year in unit.entered)
    source, count = max(sources.items(), key=lambda item: item[1], default=("", 0))
    return source if 2 * count > len(attended) else None


def why_not_openings(programme: Programme, told: YearOpenings) -> Refusal | None:
    """Why what was *told* cannot be about *programme*; None where it can."""
    if told.programme != programme.code:
        return Refusal(reason=Reason.OTHER_PROGRAMME, name=told.programme)
    for code in told.openings:
        unit = programme.by_code.get(code)
        if unit is None:
            return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
        if not unit.is_attended:
            return Refusal(reason=Reason.NOT_ATTENDED, unit=code)
    if not FIRST_YEAR <= told.year <= LAST_YEAR:
        return Refusal(reason=Reason.BAD_VALUE)
    if len(told.source) > MAX_REASON:
        return Refusal(reason=Reason.TOO_LONG)
    return None


def _with_programme(plan: Plan, programme: Programme) -> Plan:
    return plan if programme == plan.programme else replace(plan, programme=programme)


def enter_opening(
    plan: Plan, code: str, year: int, opening: Opening | None, source: str, today: date
) -> Plan | Refusal:
    """Take *opening* for one unit in one year; None: it does not open. *source* is who said so."""
    openings: Mapping[str, Opening | None] = {code: opening}
    told = YearOpenings(programme=plan.programme.code, year=year, source=source, date=today, openings=openings)
    return enter_openings(plan, told)


def enter_rhythm(plan: Plan, code: str, rhythm: Rhythm, source: str, today: date) -> Plan | Refusal:
    """Take *rhythm* for the years of one unit that the sheet has not published. *source* is who said so."""
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    if not unit.is_attended:
        return Refusal(reason=Reason.NOT_ATTENDED, unit=code)
    if len(source) > MAX_REASON:
        return Refusal(reason=Reason.TOO_LONG)
    return _with_rhythm(plan, code, EnteredRhythm(rhythm=rhythm, source=source, date=today))


def forget_rhythm(plan: Plan, code: str) -> Plan:
    """Take back the rhythm that was entered for one unit."""
    return _with_rhythm(plan, code, None)


def _with_rhythm(plan: Plan, code: str, told: EnteredRhythm | None) -> Plan:
    units = tuple(replace(unit, rhythm=told) if unit.code == code else unit for unit in plan.programme.units)
    return _with_programme(plan, replace(plan.programme, units=units))


def forget_openings(plan: Plan, year: int, codes: frozenset[str] | None = None) -> Plan:
    """Take back what was entered for *year*: of the units in *codes*, or of all, with the last days to enrol."""
    return _with_programme(plan, without_openings(plan.programme, year, codes))


def decline_openings(plan: Plan, told: YearOpenings) -> Plan:
    """Do without what was *told*, until something newer is told of that year."""
    declined = {**plan.programme.declined, told.year: told.date}
    return _with_programme(plan, replace(plan.programme, declined=dict(sorted(declined.items()))))
