"""The diagnostics of an evaluation: what each check finds, and the fixes on offer.

Codes and severities stand in ``domain/checks.py``.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import partial

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.choosing.printed import printed_ects
from csp_planner.domain.edits.placing import nearest_terms
from csp_planner.domain.enrolment import began_long_ago, enrolment_dates, is_closed, last_day_to_plan
from csp_planner.domain.evaluation.acceptance import About, about, accepted_in, still_holds
from csp_planner.domain.evaluation.award_checks import asked_by, award_checks, branch_asking
from csp_planner.domain.evaluation.award_stages import stage_checks
from csp_planner.domain.evaluation.credit_checks import credit_checks, tick_checks
from csp_planner.domain.evaluation.loads import is_limited_by_week
from csp_planner.domain.evaluation.opening_checks import absent, projected, rests_on, rhythm_checks, without_opening
from csp_planner.domain.evaluation.repairs import Repairs
from csp_planner.domain.evaluation.situation import STATES_AHEAD, Situation
from csp_planner.domain.evaluation.values import Diagnostic, Fix, FixKind, Standing, TermLoad
from csp_planner.domain.openings import Basis, are_unwanted, modes_in, opening_in, opens_ever
from csp_planner.domain.plan import Acceptance
from csp_planner.domain.profile import Waiver
from csp_planner.domain.programme import Unit
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term

_GRAVITY = {severity: rank for rank, severity in enumerate((Severity.BLOCKING, Severity.WARNING, Severity.ADVICE))}


def diagnose(situation: Situation) -> tuple[Diagnostic, ...]:
    """All diagnostics, the gravest first, in a stable order."""
    scenario = situation.scenario
    found = [
        *_standing_checks(situation),
        *_mode_checks(situation),
        *_leave_checks(situation),
        *_result_checks(situation),
        *_order_checks(situation),
        *stage_checks(situation),
        *_report_checks(situation),
        *_term_checks(situation),
        *_begun_checks(situation),
        *_accreditation_checks(situation),
        *_experience_checks(situation),
        *award_checks(situation),
        *credit_checks(situation),
        *tick_checks(situation),
        *_sheet_checks(situation),
    ]
    if scenario.judged:
        accepted = accepted_in(scenario)
        found = [_as_accepted(diagnostic, accepted) for diagnostic in found]
    return tuple(sorted(found, key=partial(_rank, situation.needed)))


def _rank(needed: Set[str], diagnostic: Diagnostic) -> tuple[int, int]:
    """By severity; within one, what opens nowhere comes first, above all where the award needs it."""
    gravity = _GRAVITY[diagnostic.severity]
    if diagnostic.code not in (Check.NEVER_OPEN, Check.UNIT_ABSENT):
        return gravity, 2
    return gravity, 0 if diagnostic.unit in needed else 1


def _as_accepted(diagnostic: Diagnostic, accepted: Mapping[About, Acceptance]) -> Diagnostic:
    """*diagnostic* as advice when a person has accepted it as it is now; what is blocking stays blocking."""
    acceptance = accepted.get(about(diagnostic))
    if acceptance is None or diagnostic.severity is Severity.BLOCKING:
        return diagnostic
    if still_holds(acceptance, diagnostic):
        return replace(diagnostic, acceptance=acceptance)
    return replace(diagnostic, outgrown=acceptance)


def _standing_checks(situation: Situation) -> Iterator[Diagnostic]:
    """What there is to say of each unit where it stands."""
    repairs = Repairs(situation)
    for code, standing in situation.standings.items():
        unit = situation.programme.by_code.get(code)
        if unit is None and standing.state is UnitState.VALIDATED and standing.term is not None:
            continue  # it was acquired outside the sheet, which is said as such
        if unit is None:
            is_placed = standing.state is UnitState.PLANNED and standing.term is not None
            fixes = (Fix(FixKind.UNPLACE, code),) if is_placed else ()
            yield Diagnostic(code=Check.UNIT_UNKNOWN, unit=code, term=standing.term, fixes=fixes)
        elif unit.is_attended and standing.state is UnitState.TO_PLACE:
            yield _to_place(situation, unit, standing, repairs)
        elif unit.is_attended:
            yield from _placed_checks(situation, unit, standing)
        if unit is not None and unit.rhythm is not None:
            yield from rhythm_checks(situation, unit)


def _to_place(situation: Situation, unit: Unit, standing: Standing, repairs: Repairs) -> Diagnostic:
    code = unit.code
    if opens_ever(unit):
        first = repairs.first_opening(unit)
        if first is None:
            return without_opening(situation, unit)
        fact = opening_in(situation.programme, unit, first.year)
        # A term of which nothing is known is no opening, although the unit may be put there.
        grounds = {"cause": "term-unknown"} if fact.basis is Basis.NO_YEAR else rests_on(fact)
        args = {"nearest": first, **grounds, **asked_by(situation, code)}
        return Diagnostic(code=Check.NOT_PLACED, unit=code, args=args, fixes=(Fix(FixKind.MOVE, code, first),))
    # A unit outside the conditions keeps nobody from the award: all it withholds is its credits.
    withheld = {} if code in situation.needed else {"ects": standing.ects}
    args = {**withheld, **(branch_asking(situation, code) or asked_by(situation, code))}
    return Diagnostic(code=Check.NEVER_OPEN, unit=code, args=args, fixes=(Fix(FixKind.WAIVE, code),))


def _placed_checks(situation: Situation, unit: Unit, standing: Standing) -> Iterator[Diagnostic]:
    code, term = unit.code, standing.term
    if standing.waiver is not None:
        yield from _waiver_checks(situation, unit, standing, standing.waiver)
        return
    # What is enrolled in, under way or validated was decided by the centre: it is not checked again.
    if standing.state is not UnitState.PLANNED or term is None:
        return
    if standing.opening is not None and not standing.opening.takes(term.part):
        fixes = _move_or_waive(situation, unit, term)
        if standing.opening and standing.opening.basis is Basis.ABSENT:
            yield absent(situation.programme, unit, term, fixes)
        elif opens_ever(unit):
            args = rests_on(standing.opening)
            yield Diagnostic(code=Check.NOT_OPEN, unit=code, term=term, args=args, fixes=fixes)
        else:
            yield Diagnostic(code=Check.NEVER_OPEN, unit=code, term=term, fixes=fixes)
        return
    if is_closed(situation.programme, term, situation.today):
        dates, fixes = enrolment_dates(situation.programme, term), _move_or_waive(situation, unit, term)
        if dates is None:
            yield Diagnostic(code=Check.TERM_OVER, unit=code, term=term, args={"ended_on": term.ends}, fixes=fixes)
        else:
            args = {"closed_on": dates.closes}
            yield Diagnostic(code=Check.ENROLMENT_CLOSED, unit=code, term=term, args=args, fixes=fixes)
    elif standing.opening and standing.opening.basis is Basis.NO_YEAR:
        yield Diagnostic(code=Check.TERM_UNKNOWN, unit=code, term=term)
    elif standing.opening and standing.opening.basis is Basis.PROJECTED:
        yield projected(code, term, standing.opening)


def _waiver_checks(situation: Situation, unit: Unit, standing: Standing, waiver: Waiver) -> Iterator[Diagnostic]:
    code, term = unit.code, standing.term
    if standing.state is UnitState.PLANNED and term is not None and _was_missed(situation, term, waiver):
        dates = enrolment_dates(situation.programme, term)
        args = {"ended_on": term.ends} if dates is None else {"closed_on": dates.closes}
        moves = nearest_terms(situation.programme, unit, term, situation.today, situation.scenario.leaves)[:1]
        again = tuple(Fix(FixKind.MOVE, code, near) for near in moves) or (Fix(FixKind.WAIVE, code),)
        fixes = (*again, Fix(FixKind.UNPLACE, code))
        yield Diagnostic(code=Check.WAIVER_PAST, unit=code, term=term, args=args, fixes=fixes)
    to_ask = {"proposed": True} if waiver.proposed and standing.state is UnitState.PLANNED else {}
    args = {"reason": waiver.reason, "date": waiver.date, **to_ask}
    yield Diagnostic(code=Check.WAIVER, unit=code, term=term, args=args)


def _was_missed(situation: Situation, term: Term, waiver: Waiver) -> bool:
    """Whether the unit can no longer be taken in *term*: a waiver made once enrolment had closed is about just that,
    and holds until the term ends."""
    closes = last_day_to_plan(situation.programme, term)
    return situation.today > (term.ends if waiver.date > closes else closes)


def _move_or_waive(situation: Situation, unit: Unit, term: Term) -> tuple[Fix, ...]:
    near = nearest_terms(situation.programme, unit, term, situation.today, situation.scenario.leaves)
    moves = [Fix(FixKind.MOVE, unit.code, open_term) for open_term in near[:1]]
    return (*moves, Fix(FixKind.WAIVE, unit.code, term), Fix(FixKind.UNPLACE, unit.code))


def _mode_checks(situation: Situation) -> Iterator[Diagnostic]:
    """Planned units that are not given the way that was chosen, or that is wanted; where no way is known, nothing."""
    if not situation.programme.modes:
        return
    wanted = situation.profile.modes
    for code, standing in situation.standings.items():
        unit, term = situation.programme.by_code.get(code), standing.term
        if unit is None or term is None or standing.state is not UnitState.PLANNED or standing.waiver is not None:
            continue
        offered = modes_in(situation.programme, unit, term)
        if standing.mode and offered and standing.mode not in offered:
            args = {"mode": standing.mode, "offered": offered}
            yield Diagnostic(code=Check.MODE_CHANGED, unit=code, term=term, args=args)
            continue
        taken = (standing.mode,) if standing.mode in offered else offered
        if are_unwanted(taken, wanted):
            yield Diagnostic(code=Check.MODE_NOT_WANTED, unit=code, term=term, args={"offered": taken})


def _leave_checks(situation: Situation) -> Iterator[Diagnostic]:
    """What stands in a semester off: a plan is in the way of the leave, a fact only contradicts it."""
    if not situation.scenario.leaves:
        return
    for code, standing in situation.standings.items():
        term = standing.term
        leaves = situation.scenario.off_in(term) if term is not None else ()
        if not leaves or code not in situation.programme.by_code:
            continue
        lifts = tuple(Fix(FixKind.LIFT_LEAVE, "", semester) for semester in leaves)
        if standing.state is UnitState.PLANNED:
            args = {"leave": leaves[0], "count": len(leaves)}
            fixes = (Fix(FixKind.REPLAN, code, term), *lifts)
            yield Diagnostic(code=Check.ON_LEAVE, unit=code, term=term, args=args, fixes=fixes)
        else:
            args = {"leave": leaves[0], "state": standing.state.value}
            yield Diagnostic(code=Check.TAKEN_ON_LEAVE, unit=code, term=term, args=args, fixes=lifts)


_RESULTS = frozenset({UnitState.VALIDATED, UnitState.FAILED})
"""Outcomes that are known only once a term is under way; one can withdraw before it begins."""


def _result_checks(situation: Situation) -> Iterator[Diagnostic]:
    early = {
        (attempt.unit, attempt.term): attempt.state
        for attempt in situation.profile.attempts
        if attempt.state in _RESULTS and situation.today < attempt.term.begins
    }
    for (code, term), state in early.items():
        args = {"state": state.value, "begins": term.begins}
        yield Diagnostic(code=Check.RESULT_EARLY, unit=code, term=term, args=args)


def _order_checks(situation: Situation) -> Iterator[Diagnostic]:
    if not situation.scenario.follow_recommended_order:
        return
    for order in situation.programme.recommended_order:
        before, after = situation.standings.get(order.before), situation.standings.get(order.after)
        if before is None or after is None or before.term is None or after.term is None:
            continue
        if after.state in STATES_AHEAD and after.term.semesters[0] <= before.term.last_semester:
            args = {"before": order.before}
            yield Diagnostic(code=Check.RECOMMENDED_ORDER, unit=order.after, term=after.term, args=args)


def _report_checks(situation: Situation) -> Iterator[Diagnostic]:
    """The report rests on the units of the award: advice, as no sheet says in which semester it is written."""
    conditions, standings = situation.programme.conditions, situation.standings
    report = standings.get(conditions.report_unit) if conditions.report_unit is not None else None
    if not situation.scenario.follow_recommended_order or report is None or report.state not in STATES_AHEAD:
        return
    if report.term is None:
        return
    ends = report.term.last_semester
    rested_on = (standings.get(code) for code in conditions.units)
    later = [unit for unit in rested_on if unit and unit.term and ends < unit.term.last_semester]
    if later:
        yield Diagnostic(code=Check.REPORT_EARLY, unit=report.unit, term=report.term, args={"count": len(later)})


def _ahead(situation: Situation, load: TermLoad) -> list[str]:
    """Units of a semester that are not validated; without any, the semester is history and nothing can change it."""
    return [code for code in load.units if situation.standings[code].state is not UnitState.VALIDATED]


def _term_checks(situation: Situation) -> Iterator[Diagnostic]:
    """Loads above a limit. Hours have one limit, so they are spoken of once: by the week where it follows from that."""
    scenario, profile, limits = situation.scenario, situation.profile, situation.limits
    by_week = is_limited_by_week(scenario, profile)
    for load in situation.terms:
        if not load.overloaded or not _ahead(situation, load):
            continue
        fixes = (Fix(FixKind.REBALANCE, "", load.term),) if _can_lighten(situation, load) else ()
        has_too_many_hours = exceeds(load.hours, limits.hours)
        if exceeds(load.ects, limits.ects) or (has_too_many_hours and not by_week):
            args = {
                "ects": load.ects,
                "hours": load.hours,
                "max_ects": limits.ects or 0,
                "max_hours": 0 if by_week else limits.hours or 0,
            }
            yield Diagnostic(code=Check.OVERLOAD, term=load.term, args=args, fixes=fixes)
        if has_too_many_hours and by_week:
            args = {
                "hours": load.weekly_hours or 0,
                "max_hours": profile.weekly_hours or 0,
                "weeks": profile.weeks or 0,
            }
            yield Diagnostic(code=Check.WEEKLY_LOAD, term=load.term, args=args, fixes=fixes)


def _is_movable(standing: Standing) -> bool:
    """Whether a unit may be moved to make room: planned, and not put where it is by a waiver that a person made."""
    is_held = standing.waiver is not None and not standing.waiver.proposed
    return standing.state is UnitState.PLANNED and not is_held


def _can_lighten(situation: Situation, load: TermLoad) -> bool:
    """Whether the semester keeps to the limits once the units leave it that open elsewhere and are not too large."""
    limits, left = situation.limits, situation.loads.at(load.term)
    for code in load.units:
        standing, unit = situation.standings[code], situation.programme.by_code.get(code)
        if standing.term is None or unit is None or not _is_movable(standing) or not opens_ever(unit):
            continue
        share = standing.load.share(standing.term)
        if limits.allow(share):
            left = left.minus(share)
    return limits.allow(left)


def _begun_checks(situation: Situation) -> Iterator[Diagnostic]:
    """Semesters under way that units are only planned in, where nobody knows until when one could enrol."""
    standings = situation.standings
    for load in situation.terms:
        if load.enrolment is not None or load.closed or not began_long_ago(load.term, situation.today):
            continue
        planned = [
            code
            for code in load.units
            if (each := standings[code]).state is UnitState.PLANNED
            and each.waiver is None
            and each.term is not None
            and each.term.semesters[0] == load.term
        ]
        if planned:
            args = {"begins": load.term.begins, "count": len(planned)}
            yield Diagnostic(code=Check.TERM_BEGUN, term=load.term, args=args)


def _accreditation_checks(situation: Situation) -> Iterator[Diagnostic]:
    late = [
        (load.term, units) for load in situation.terms if load.past_accreditation and (units := _ahead(situation, load))
    ]
    ends = situation.programme.accredited_until
    if late and ends is not None:
        args = {"ends": ends, "count": len({unit for _term, units in late for unit in units})}
        yield Diagnostic(code=Check.PAST_ACCREDITATION, term=late[0][0], args=args)


def _experience_checks(situation: Situation) -> Iterator[Diagnostic]:
    conditions, experience = situation.programme.conditions, situation.experience
    if experience is None or situation.experience_credited or situation.experience_awaited is not None:
        return
    code = conditions.experience_unit or ""
    if experience.reached_on is None:
        args = {"months": experience.months, "required": experience.required_months}
        yield Diagnostic(code=Check.EXPERIENCE_SHORT, unit=code, args=args)
    if experience.placement_due and experience.placement_reached_on is None:
        args = {"months": experience.placement_months, "required": conditions.placement_months}
        yield Diagnostic(code=Check.PLACEMENT_MISSING, unit=code, args=args)


def _sheet_checks(situation: Situation) -> Iterator[Diagnostic]:
    programme, standings = situation.programme, situation.standings
    has_hours = programme.listed_hours is not None  # of a sheet without any hours, none is missing
    for unit in programme.units:
        if has_hours and standings[unit.code].hours is None and unit.has_sessions:
            yield Diagnostic(code=Check.HOURS_UNPUBLISHED, unit=unit.code, term=standings[unit.code].term)
    for override in situation.profile.figures:
        unit = programme.by_code.get(override.unit)
        # Without either it leaves what the sheet says: there is nothing to tell.
        if unit is not None and (override.ects, override.hours) != (None, None):
            said = {"ects": override.ects, "hours": override.hours, "sheet_ects": unit.ects, "sheet_hours": unit.hours}
            args = {"date": override.date, **{name: value for name, value in said.items() if value is not None}}
            yield Diagnostic(code=Check.OVERRIDE_ENTERED, unit=unit.code, term=standings[unit.code].term, args=args)
    yield from _totals_checks(situation)


def _totals_checks(situation: Situation) -> Iterator[Diagnostic]:
    """Announced totals that the rows do not add up to; what is published on one side only is not compared.

    Where the award has choices, what is printed for the parcours chosen is compared, and no hours: the options differ.
    """
    programme, award = situation.programme, situation.award
    listed = programme.listed_ects if award is None else printed_ects(award, programme)
    hours = programme.listed_hours if award is None else None
    sums = {"ects": (programme.announced.ects, listed), "hours": (programme.announced.hours, hours)}
    both = {name: pair for name, pair in sums.items() if None not in pair}
    if all(announced == listed for announced, listed in both.values()):
        return
    args: dict[str, float] = {} if award is None else {"chosen": 1}
    for name, (announced, listed) in both.items():
        args |= {name: announced or 0, f"listed_{name}": listed or 0}
    if "hours" in both:
        args["unattributed_hours"] = programme.unattributed_hours
    yield Diagnostic(code=Check.TOTALS_DIFFER, args=args)
