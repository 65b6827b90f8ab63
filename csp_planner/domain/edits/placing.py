"""Placing units on the board of the scenario shown, moving them, and taking them off."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.enrolment import enrolment_dates, is_closed
from csp_planner.domain.holding import held_as
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import (
    HORIZON_YEARS,
    Basis,
    landing_term,
    open_terms,
    opening_in,
    opens_ever,
    usual_mode,
)
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Waiver
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Term, academic_year_of

NEAREST_TERMS = 3
_REASONS = {Basis.UNKNOWN: Reason.NOT_PUBLISHED, Basis.ABSENT: Reason.UNIT_ABSENT}


def landing(plan: Plan, code: str, wanted: Term, today: date, *, waived: bool = False) -> Term | Refusal:
    """Where unit *code* lands when put on *wanted*, or why it does not.

    With a waiver it lands where it opens, and where it does not open just where it is put. A semester off takes
    nothing, by waiver neither; what stands in one already may stay.
    """
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code, term=wanted)
    if not unit.is_attended:
        return Refusal(reason=Reason.NOT_ATTENDED, unit=code, term=wanted)
    held = held_as(plan.profile, code, today)
    if held is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=code, term=wanted, state=held)
    placed = plan.scenario.placement(code)
    lands = landing_term(plan.programme, unit, wanted)
    if placed is not None and placed.term in (wanted, lands):
        return placed.term
    near = partial(nearest_terms, plan.programme, unit, wanted, today, plan.scenario.leaves)
    leaves = plan.scenario.off_in(lands or wanted)
    if leaves:
        return Refusal(reason=Reason.ON_LEAVE, unit=code, term=wanted, leaves=leaves, alternatives=near())
    if lands is None and waived:
        return wanted
    if lands is not None and (waived or not is_closed(plan.programme, lands, today)):
        return lands
    fact = opening_in(plan.programme, unit, wanted.year)
    if lands is not None:
        has_dates = enrolment_dates(plan.programme, lands) is not None
        reason = Reason.ENROLMENT_CLOSED if has_dates else Reason.TERM_OVER
    elif not opens_ever(unit):
        reason = Reason.NEVER_OPEN
    else:
        reason = _REASONS.get(fact.basis, Reason.NOT_OPEN)
    return Refusal(reason=reason, unit=code, term=wanted, opening=fact, alternatives=near())


def nearest_terms(
    programme: Programme, unit: Unit, wanted: Term, today: date, leaves: Collection[Term] = ()
) -> tuple[Term, ...]:
    """Up to three terms where *unit* can be planned, nearest to *wanted* first, later ones before earlier.

    None of them needs a semester of *leaves*. Those of the same year are later than an annual *wanted*, which begins
    with the year.
    """
    begins = wanted.semesters[0]
    now = academic_year_of(today)
    first = max(min(now, wanted.year), FIRST_YEAR)
    last = min(max(now, wanted.year) + HORIZON_YEARS, LAST_YEAR + 1)
    later: list[Term] = []
    earlier: list[Term] = []
    for term in open_terms(programme, unit, range(first, last), today, leaves):
        if term < begins:
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
        return Refusal(reason=Reason.BAD_VALUE, unit=code, term=wanted)
    held = plan.scenario.placement(code)
    if held is not None and held.term == lands:
        if waiver is None or waiver == held.waiver:
            return plan
        return replace_placement(plan, code, replace(held, waiver=waiver, mode=""))
    mode = "" if waiver else usual_mode(plan.programme, plan.programme.by_code[code], lands, plan.profile.modes)
    placed = replace(held or Placement(unit=code, term=lands), term=lands, waiver=waiver, mode=mode)
    return fitting(replace_placement(plan, code, placed), code, wanted)


def fitting(plan: Plan, code: str, wanted: Term) -> Plan | Refusal:
    """*plan*, unless its board has become longer than a file may hold."""
    if len(plan.scenario.board_years) > MAX_YEARS:
        return Refusal(reason=Reason.TOO_MANY_YEARS, unit=code, term=wanted)
    return plan


def _needs_waiver(plan: Plan, code: str, term: Term, today: date) -> bool:
    """Whether only a waiver allows unit *code* to stay in *term*: the sheet changed, or it takes no new plan."""
    closed = is_closed(plan.programme, term, today)
    return closed or landing_term(plan.programme, plan.programme.by_code[code], term) != term


def replace_placement(plan: Plan, code: str, new: Placement | None) -> Plan:
    """Swap the placement of *code*, keeping the order of time, then of the programme: the file stays comparable."""
    rank = plan.programme.ranks
    kept = [placement for placement in plan.scenario.placements if placement.unit != code]
    if new is not None:
        kept.append(new)
    kept.sort(key=lambda item: (*item.term.sort_key(), rank.get(item.unit, len(rank)), item.unit))
    aside = plan.scenario.set_aside
    if new is not None and code in aside:  # whoever places it wants it after all
        aside = tuple(one for one in aside if one != code)
    return plan.with_scenario(replace(plan.scenario, placements=tuple(kept), set_aside=aside))


def without_placements(plan: Plan, code: str, term: Term | None = None) -> tuple[Scenario, ...]:
    """The scenarios without the placements of unit *code*: those in *term*, or anywhere when none is given."""

    def stays(placement: Placement) -> bool:
        return placement.unit != code or term not in (None, placement.term)

    return tuple(replace(scenario, placements=tuple(filter(stays, scenario.placements))) for scenario in plan.scenarios)


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
    live = plan.profile.live_attempt(code)
    if live is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=code, state=live.state)
    held = plan.scenario.placement(code)
    if held is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=code)
    return replace_placement(plan, code, None)


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
