"""Every change to a plan, as pure functions: the plan they are given is never changed.

Each returns a new plan, or a ``Refusal`` that says why and where it would do. The window, the command
line and the repairs all come through here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from csp_planner.domain.openings import (
    HORIZON_YEARS,
    Basis,
    OpeningFact,
    enrolment_dates,
    landing_term,
    open_terms,
    opening_in,
    opens_ever,
)
from csp_planner.domain.plan import (
    ATTEMPT_STATES,
    LIVE_STATES,
    MAX_YEARS,
    Attempt,
    Credit,
    ExperiencePeriod,
    Placement,
    Plan,
    Profile,
    Scenario,
    UnitState,
    Waiver,
)
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term, academic_year_of

NEAREST_TERMS = 3


class Reason(StrEnum):
    """Why an edit is refused. Stable codes."""

    NOT_OPEN = "not-open"
    NEVER_OPEN = "never-open"
    ENROLMENT_CLOSED = "enrolment-closed"
    NOT_PUBLISHED = "not-published"
    NOT_ATTENDED = "not-attended"
    UNIT_UNKNOWN = "unit-unknown"
    ALREADY_HELD = "already-held"
    """Enrolled, in progress, validated or obtained: not moved by placing it."""
    NOT_PLACED = "not-placed"
    YEAR_IN_USE = "year-in-use"
    TOO_MANY_YEARS = "too-many-years"
    BAD_VALUE = "bad-value"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that was not made, and why."""

    reason: Reason
    unit: str = ""
    term: Term | None = None
    opening: OpeningFact | None = None
    """How the unit runs in the year that was asked for, when that is the reason."""
    closed_on: date | None = None
    alternatives: tuple[Term, ...] = ()
    """The nearest terms that would do."""

    @property
    def waivable(self) -> bool:
        """Whether a waiver would allow it."""
        return self.reason in _WAIVABLE


_WAIVABLE = {Reason.NOT_OPEN, Reason.NEVER_OPEN, Reason.ENROLMENT_CLOSED, Reason.NOT_PUBLISHED}


def landing(plan: Plan, code: str, wanted: Term, today: date, *, waived: bool = False) -> Term | Refusal:
    """Where unit *code* lands when put on *wanted*, or why it does not.

    With a waiver it lands where it opens, and where it does not open just where it is put.
    """
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(Reason.UNIT_UNKNOWN, code, wanted)
    if not unit.is_attended:
        return Refusal(Reason.NOT_ATTENDED, code, wanted)
    if plan.profile.live_attempt(code) or plan.profile.credit(code):
        return Refusal(Reason.ALREADY_HELD, code, wanted)
    held = plan.scenario.placement(code)
    lands = landing_term(unit, wanted)
    if held is not None and held.term in (wanted, lands):
        return held.term
    if lands is not None:
        dates = enrolment_dates(plan.programme, lands)
        if waived or not dates.is_closed(today):
            return lands
        return _refuse(plan, unit, wanted, today, Reason.ENROLMENT_CLOSED, closed_on=dates.closes)
    if waived:
        return wanted
    fact = opening_in(unit, wanted.year)
    reason = Reason.NOT_PUBLISHED if fact.basis is Basis.UNKNOWN else Reason.NOT_OPEN
    if not opens_ever(unit):
        reason = Reason.NEVER_OPEN
    return _refuse(plan, unit, wanted, today, reason)


def _refuse(
    plan: Plan, unit: Unit, wanted: Term, today: date, reason: Reason, closed_on: date | None = None
) -> Refusal:
    near = nearest_terms(plan.programme, unit, wanted, today)
    return Refusal(reason, unit.code, wanted, opening_in(unit, wanted.year), closed_on, near)


def nearest_terms(programme: Programme, unit: Unit, wanted: Term, today: date) -> tuple[Term, ...]:
    """Up to three terms where *unit* can be planned, nearest to *wanted* first, later ones before earlier."""
    now = academic_year_of(today)
    first = max(min(now, wanted.year), FIRST_YEAR)
    last = min(max(now, wanted.year) + HORIZON_YEARS, LAST_YEAR + 1)
    later: list[Term] = []
    earlier: list[Term] = []
    for term in open_terms(programme, unit, range(first, last), today):
        if term < wanted:
            earlier.append(term)
        elif len(later) < NEAREST_TERMS:
            later.append(term)
        else:
            break
    return (*later, *reversed(earlier))[:NEAREST_TERMS]


def place(plan: Plan, code: str, wanted: Term, today: date, waiver: Waiver | None = None) -> Plan | Refusal:
    """Plan unit *code* in *wanted*, or move it there. A waiver is kept only where the rules need one."""
    lands = landing(plan, code, wanted, today)
    if isinstance(lands, Refusal):
        if waiver is None or not lands.waivable:
            return lands
        lands = landing(plan, code, wanted, today, waived=True)
        if isinstance(lands, Refusal):
            return lands
    elif not _needs_waiver(plan, code, lands, today):
        waiver = None
    if not FIRST_YEAR <= lands.year <= LAST_YEAR:
        return Refusal(Reason.BAD_VALUE, code, wanted)
    held = plan.scenario.placement(code)
    if held is not None and held.term == lands:
        if waiver is None or waiver == held.waiver:
            return plan
        return _replace_placement(plan, code, replace(held, waiver=waiver))
    return _fitting(_replace_placement(plan, code, _moved(held, code, lands, waiver)), code, wanted)


def _fitting(plan: Plan, code: str, wanted: Term) -> Plan | Refusal:
    """*plan*, unless its board has become longer than a file may hold."""
    if len(plan.scenario.board_years) > MAX_YEARS:
        return Refusal(Reason.TOO_MANY_YEARS, code, wanted)
    return plan


def _needs_waiver(plan: Plan, code: str, term: Term, today: date) -> bool:
    """Whether only a waiver allows unit *code* to stay in *term*: the sheet changed, or its window has closed."""
    closed = enrolment_dates(plan.programme, term).is_closed(today)
    return closed or landing_term(plan.programme.by_code[code], term) != term


def _moved(held: Placement | None, code: str, term: Term, waiver: Waiver | None) -> Placement:
    return replace(held, term=term, waiver=waiver) if held else Placement(unit=code, term=term, waiver=waiver)


def _replace_placement(plan: Plan, code: str, new: Placement | None) -> Plan:
    """Swap the placement of *code*, keeping the order of time, then of the programme: the file stays comparable."""
    rank = {unit.code: index for index, unit in enumerate(plan.programme.units)}
    kept = [placement for placement in plan.scenario.placements if placement.unit != code]
    if new is not None:
        kept.append(new)
    kept.sort(key=lambda item: (*item.term.sort_key(), rank.get(item.unit, len(rank)), item.unit))
    return plan.with_scenario(replace(plan.scenario, placements=tuple(kept)))


def place_all(
    plan: Plan, codes: Sequence[str], wanted: Term, today: date, waiver: Waiver | None = None
) -> Plan | tuple[Refusal, ...]:
    """Plan several units in *wanted*: all of them or, with every refusal, none."""
    refusals: list[Refusal] = []
    new = plan
    for code in codes:
        result = place(new, code, wanted, today, waiver)
        if isinstance(result, Refusal):
            refusals.append(result)
        else:
            new = result
    return tuple(refusals) if refusals else new


def unplace(plan: Plan, code: str) -> Plan | Refusal:
    """Take unit *code* off the board, back to the units to place."""
    if plan.profile.live_attempt(code):
        return Refusal(Reason.ALREADY_HELD, code)
    held = plan.scenario.placement(code)
    if held is None:
        return Refusal(Reason.NOT_PLACED, code)
    return _replace_placement(plan, code, None)


def unplace_all(plan: Plan, codes: Iterable[str]) -> Plan | tuple[Refusal, ...]:
    """Take several units off the board; units that are not on it are left alone."""
    refusals: list[Refusal] = []
    new = plan
    for code in codes:
        result = unplace(new, code)
        if isinstance(result, Plan):
            new = result
        elif result.reason is not Reason.NOT_PLACED:
            refusals.append(result)
    return tuple(refusals) if refusals else new


def mark(plan: Plan, code: str, state: UnitState, today: date, term: Term | None = None) -> Plan | Refusal:
    """Record what came of unit *code*, in *term* or where it stands.

    Enrolled, in progress and validated hold the unit in every scenario; failed and withdrawn become
    history and the unit returns to the units to place. ``PLANNED`` undoes an enrolment.
    """
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(Reason.UNIT_UNKNOWN, code)
    live = plan.profile.live_attempt(code)
    held = plan.scenario.placement(code)
    where = term or (live.term if live else held.term if held else None)
    if plan.profile.credit(code):
        return Refusal(Reason.ALREADY_HELD, code, where)
    if where is None:
        return Refusal(Reason.NOT_PLACED, code)
    if not unit.is_attended:
        return Refusal(Reason.NOT_ATTENDED, code, where)
    attempts = tuple(attempt for attempt in plan.profile.attempts if attempt is not live)
    if state is UnitState.PLANNED:
        if live is None:
            return plan
        back = replace(plan, profile=replace(plan.profile, attempts=attempts))
        if held:
            return back
        return _fitting(_replace_placement(back, code, Placement(unit=code, term=where)), code, where)
    if state not in ATTEMPT_STATES or not FIRST_YEAR <= where.year <= LAST_YEAR:
        return Refusal(Reason.BAD_VALUE, code, where)
    known = {(attempt.unit, attempt.term, attempt.state) for attempt in _standing(plan, live)}
    if (code, where, state) in known and (held is None or held.term != where):
        return plan
    attempt = replace(live, state=state, term=where, date=today) if live else _attempt(code, where, state, today)
    profile = replace(plan.profile, attempts=(*attempts, attempt))
    return replace(plan, profile=profile, scenarios=_without(plan, code, None if state in LIVE_STATES else where))


def _standing(plan: Plan, live: Attempt | None) -> Sequence[Attempt]:
    """The attempts a new mark may repeat: the live one or, when there is none, the history."""
    return plan.profile.attempts if live is None else (live,)


def _attempt(code: str, term: Term, state: UnitState, today: date) -> Attempt:
    return Attempt(unit=code, term=term, state=state, date=today)


def _without(plan: Plan, code: str, term: Term | None) -> tuple[Scenario, ...]:
    """The scenarios without unit *code*: anywhere, or only in *term*."""

    def stays(placement: Placement) -> bool:
        return placement.unit != code or term not in (None, placement.term)

    return tuple(replace(scenario, placements=tuple(filter(stays, scenario.placements))) for scenario in plan.scenarios)


def add_credit(plan: Plan, credit: Credit) -> Plan | Refusal:
    """Record a unit as obtained otherwise; it leaves the board of every scenario."""
    unit = plan.programme.by_code.get(credit.unit)
    if unit is None:
        return Refusal(Reason.UNIT_UNKNOWN, credit.unit)
    if plan.profile.credit(credit.unit) or plan.profile.live_attempt(credit.unit):
        return Refusal(Reason.ALREADY_HELD, credit.unit)
    profile = replace(plan.profile, credits=(*plan.profile.credits, credit))
    return replace(plan, profile=profile, scenarios=_without(plan, credit.unit, None))


def remove_credit(plan: Plan, code: str) -> Plan | Refusal:
    """Forget that unit *code* was obtained otherwise."""
    if plan.profile.credit(code) is None:
        return Refusal(Reason.NOT_PLACED, code)
    kept = tuple(credit for credit in plan.profile.credits if credit.unit != code)
    return replace(plan, profile=replace(plan.profile, credits=kept))


def set_experience(plan: Plan, periods: Sequence[ExperiencePeriod]) -> Plan | Refusal:
    """Replace the periods of experience, kept in the order of time."""
    if any(period.end is not None and period.end < period.start for period in periods):
        return Refusal(Reason.BAD_VALUE, plan.programme.conditions.experience_unit)
    ordered = tuple(sorted(periods, key=lambda period: (period.start, period.end or date.max)))
    return replace(plan, profile=replace(plan.profile, experience=ordered))


def set_profile(plan: Plan, profile: Profile) -> Plan:
    """Replace what is known of the learner."""
    return replace(plan, profile=profile)


def set_limits(plan: Plan, max_ects: float | None, max_hours: float | None = None) -> Plan | Refusal:
    """Change the load the learner wants to keep to, per semester, in the scenario shown."""
    if any(limit is not None and limit <= 0 for limit in (max_ects, max_hours)):
        return Refusal(Reason.BAD_VALUE)
    return plan.with_scenario(replace(plan.scenario, max_ects=max_ects, max_hours=max_hours))


def add_year(plan: Plan, *, before: bool = False) -> Plan | Refusal:
    """Show one more academic year, after the last or before the first."""
    scenario = plan.scenario
    years = scenario.board_years
    if len(years) >= MAX_YEARS or (years[0] <= FIRST_YEAR if before else years[-1] >= LAST_YEAR):
        return Refusal(Reason.TOO_MANY_YEARS)
    if before:
        start = Term(years[0] - 1, Part.S1)
        return plan.with_scenario(replace(scenario, start=start, years=len(years) + 1))
    return plan.with_scenario(replace(scenario, years=years[-1] + 2 - scenario.start.year))


def remove_year(plan: Plan, year: int) -> Plan | Refusal:
    """Hide the first or last academic year; refused while units stand in it."""
    scenario = plan.scenario
    years = scenario.board_years
    if len(years) <= 1 or year not in (years[0], years[-1]):
        return Refusal(Reason.BAD_VALUE, term=Term(year, Part.S1))
    held = any(placement.term.year == year for placement in scenario.placements)
    live = any(attempt.term.year == year for attempt in plan.profile.attempts)
    if held or live:
        return Refusal(Reason.YEAR_IN_USE, term=Term(year, Part.S1))
    kept = years[1:] if year == years[0] else years[:-1]
    start = scenario.start if scenario.start.year in kept else Term(kept[0], Part.S1)
    return plan.with_scenario(replace(scenario, start=start, years=kept[-1] + 1 - start.year))


def show_scenario(plan: Plan, index: int) -> Plan:
    """Show another scenario. Raises IndexError when there is none."""
    if not 0 <= index < len(plan.scenarios):
        raise IndexError(index)
    return replace(plan, active=index)
