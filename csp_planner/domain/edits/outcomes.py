"""What came of the units that were taken: attempts with their outcomes. They hold in every scenario."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.placing import fitting, replace_placement, without_placements
from csp_planner.domain.edits.programme import MAX_OVERRIDE
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.holding import credit_of, held_placements
from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.openings import landing_term
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt, Waiver
from csp_planner.domain.states import ATTEMPT_STATES, LIVE_STATES, UnitState
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Term

RESULTS = frozenset({UnitState.VALIDATED, UnitState.FAILED})
"""Outcomes that keep what the unit was worth."""


def record_outcome(plan: Plan, code: str, state: UnitState, today: date, term: Term | None = None) -> Plan | Refusal:
    """Record what came of unit *code*, in *term* or where it stands.

    Enrolled, in progress and validated hold the unit in every scenario; failed and withdrawn become
    history and the unit returns to the units to place. ``PLANNED`` undoes an enrolment. The waiver a unit was placed
    by stays with it through all of that.
    """
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    live = plan.profile.live_attempt(code)
    held = plan.scenario.placement(code)
    where = term or (live.term if live else held.term if held else None)
    credit = credit_of(plan.profile, code, today)
    if credit is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=code, term=where, state=credit.stands(today))
    if where is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=code)
    if not unit.is_attended:
        return Refusal(reason=Reason.NOT_ATTENDED, unit=code, term=where)
    attempts = tuple(attempt for attempt in plan.profile.attempts if attempt is not live)
    if state is UnitState.PLANNED:
        if live is None:
            return plan
        back = replace(plan, profile=replace(plan.profile, attempts=attempts))
        if held:
            return back
        placed = Placement(unit=code, term=where, waiver=live.waiver, mode=live.mode)
        return fitting(replace_placement(back, code, placed), code, where)
    if state not in ATTEMPT_STATES or not FIRST_YEAR <= where.year <= LAST_YEAR:
        return Refusal(reason=Reason.BAD_VALUE, unit=code, term=where)
    known = {(attempt.unit, attempt.term, attempt.state) for attempt in _standing(plan, live)}
    if (code, where, state) in known and (held is None or held.term != where):
        return plan
    if live:
        mode = live.mode if live.term == where else ""
        attempt = replace(live, state=state, term=where, date=today, mode=mode)
    else:
        waiver = _waiver(plan, code, where, state)
        mode = held.mode if held is not None and held.term == where else ""
        attempt = Attempt(unit=code, term=where, state=state, date=today, waiver=waiver, mode=mode)
    attempt = _worth_now(plan, attempt)
    profile = replace(plan.profile, attempts=(*attempts, attempt))
    return replace(
        plan, profile=profile, scenarios=without_placements(plan, code, None if state in LIVE_STATES else where)
    )


def _worth_now(plan: Plan, attempt: Attempt) -> Attempt:
    """*attempt* with what its unit is worth on the day of its result, where the sheet says otherwise.

    That is what fills a slot, or else a figure entered. A result keeps its value when these change later; what has no
    result yet is worth what the unit is.
    """
    if attempt.state not in RESULTS:
        return replace(attempt, ects=None, hours=None)
    if attempt.ects is not None or attempt.hours is not None:
        return attempt
    figure, filling = plan.profile.override(attempt.unit), plan.scenario.filling(attempt.unit)
    if figure is not None:
        attempt = replace(attempt, ects=figure.ects, hours=figure.hours)
    if filling is not None and filling.ects is not None and plan.programme.by_code[attempt.unit].is_slot:
        attempt = replace(attempt, ects=filling.ects)
    return attempt


def _standing(plan: Plan, live: Attempt | None) -> Sequence[Attempt]:
    """The attempts that a new outcome may repeat: the live one or, when there is none, the history."""
    return plan.profile.attempts if live is None else (live,)


def _waiver(plan: Plan, code: str, term: Term, state: UnitState) -> Waiver | None:
    """The waiver a new attempt at *code* in *term* rests on: that of the placement or of the attempt it replaces.

    A placement in another term stays where it is, with its waiver, when what is recorded is history only.
    """
    held = plan.scenario.placement(code)
    if held is not None and (held.term == term or (held.waiver is not None and state in LIVE_STATES)):
        return held.waiver
    earlier = (one.waiver for one in reversed(plan.profile.attempts) if (one.unit, one.term) == (code, term))
    return next(earlier, None)


def record_outcomes(plan: Plan, codes: Sequence[str], state: UnitState, today: date) -> Plan | tuple[Refusal, ...]:
    """Record the same outcome for several units, where each stands: all of them or, with every refusal, none."""
    refusals: list[Refusal] = []
    new = plan
    for code in codes:
        result = record_outcome(new, code, state, today)
        if isinstance(result, Refusal):
            refusals.append(result)
        else:
            new = result
    return tuple(refusals) if refusals else new


_PROGRESS = (UnitState.PLANNED, UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED)


def record_term_outcome(plan: Plan, term: Term, state: UnitState, today: date) -> Plan:
    """Record one outcome for everything that stands exactly in *term*; what cannot have it is left as it is.

    A validated unit stays validated, and one in progress is not put back to enrolled: outcomes of a
    whole term only go forward. ``PLANNED`` undoes the enrolments of the term.
    """
    new = plan
    for code, stands, before, _ in tuple(held_placements(plan.scenario, plan.profile, today)):
        if stands != term or before is UnitState.VALIDATED or _goes_back(before, state):
            continue
        result = record_outcome(new, code, state, today)
        if isinstance(result, Plan):
            new = result
    return new


def _goes_back(before: UnitState, after: UnitState) -> bool:
    return after in _PROGRESS[1:] and _PROGRESS.index(after) < _PROGRESS.index(before)


def move_attempt(plan: Plan, code: str, term: Term, today: date) -> Plan | Refusal:
    """Move a unit that is enrolled in, in progress or validated, once the person has confirmed it.

    A term where the unit does not open will do: the centre decided. An annual unit lands in the annual part.
    """
    live = plan.profile.live_attempt(code)
    if live is None:
        return Refusal(reason=Reason.NO_ATTEMPT, unit=code, term=term)
    if not FIRST_YEAR <= term.year <= LAST_YEAR:
        return Refusal(reason=Reason.BAD_VALUE, unit=code, term=term)
    unit = plan.programme.by_code.get(code)
    lands = (landing_term(plan.programme, unit, term) if unit else None) or term
    if lands == live.term:
        return plan
    moved = replace(live, term=lands, date=today, mode="")
    attempts = tuple(moved if attempt is live else attempt for attempt in plan.profile.attempts)
    return replace(plan, profile=replace(plan.profile, attempts=attempts))


def forget_attempt(plan: Plan, index: int) -> Plan | Refusal:
    """Drop the entry at *index* of the attempts; a unit it held returns to the units to place."""
    attempts = plan.profile.attempts
    if not 0 <= index < len(attempts):
        return Refusal(reason=Reason.BAD_VALUE)
    return replace(plan, profile=replace(plan.profile, attempts=attempts[:index] + attempts[index + 1 :]))


def value_attempt(plan: Plan, index: int, ects: float | None, hours: float | None) -> Plan | Refusal:
    """Give the entry at *index* of the attempts what it was worth; None leaves what the unit is worth."""
    attempts = plan.profile.attempts
    if not 0 <= index < len(attempts):
        return Refusal(reason=Reason.BAD_VALUE)
    for value in (ects, hours):
        if value is not None and not 0 <= value <= MAX_OVERRIDE:
            return Refusal(reason=Reason.BAD_VALUE, unit=attempts[index].unit)
        if value is not None and value != round(value, 2):
            return Refusal(reason=Reason.TOO_FINE, unit=attempts[index].unit)
    valued = replace(attempts[index], ects=ects, hours=hours)
    if valued == attempts[index]:
        return plan
    attempts = (*attempts[:index], valued, *attempts[index + 1 :])
    return replace(plan, profile=replace(plan.profile, attempts=attempts))


def annotate_attempt(plan: Plan, index: int, day: date, note: str) -> Plan | Refusal:
    """Give the entry at *index* of the attempts its date and a note."""
    attempts = plan.profile.attempts
    if not 0 <= index < len(attempts):
        return Refusal(reason=Reason.BAD_VALUE)
    if len(note) > MAX_TEXT:
        return Refusal(reason=Reason.TOO_LONG, unit=attempts[index].unit)
    noted = replace(attempts[index], date=day, note=note.strip())
    if noted == attempts[index]:
        return plan
    attempts = (*attempts[:index], noted, *attempts[index + 1 :])
    return replace(plan, profile=replace(plan.profile, attempts=attempts))
