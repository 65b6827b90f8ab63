"""The diagnostics of an evaluation: what is wrong or worth knowing, and the repairs on offer."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from csp_planner.domain.amounts import difference, exceeds, share
from csp_planner.domain.edits.placing import nearest_terms
from csp_planner.domain.evaluation.acceptance import About, about, accepted_in, still_holds
from csp_planner.domain.evaluation.experience import ExperienceStatus
from csp_planner.domain.evaluation.repairs import STATES_AHEAD, Repairs
from csp_planner.domain.evaluation.room import Limits, is_movable, limits_of
from csp_planner.domain.evaluation.values import Diagnostic, Fix, FixKind, Severity, Standing, TermLoad
from csp_planner.domain.openings import Basis, enrolment_dates, landing_term, opens_ever
from csp_planner.domain.plan import Acceptance, Profile, Scenario, UnitState
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import Term

_ORDER = (Severity.BLOCKING, Severity.WARNING, Severity.ADVICE)


def diagnose(
    programme: Programme,
    scenario: Scenario,
    profile: Profile,
    standings: Mapping[str, Standing],
    terms: Sequence[TermLoad],
    experience: ExperienceStatus,
    today: date,
) -> tuple[Diagnostic, ...]:
    """All diagnostics, the gravest first, in a stable order."""
    found: list[Diagnostic] = []
    repairs = Repairs(programme, scenario, profile, standings, terms, today)
    for standing in standings.values():
        unit = programme.by_code.get(standing.unit)
        if unit is None:
            planned = standing.state is UnitState.PLANNED
            fixes = (Fix(FixKind.UNPLACE, standing.unit),) if planned else ()
            found.append(Diagnostic("unit-unknown", Severity.WARNING, standing.unit, standing.term, fixes=fixes))
        elif unit.is_attended:
            found += _unit_checks(programme, unit, standing, repairs, today)
    found += _result_checks(profile, today)
    if scenario.follow_recommended_order:
        found += _order_checks(programme, standings)
        found += _report_checks(programme, standings)
    found += _term_checks(programme, scenario, profile, standings, terms)
    found += _experience_checks(programme, standings, experience)
    found += _award_checks(programme, standings)
    found += _sheet_checks(programme, profile, standings)
    if scenario.judged:
        accepted = accepted_in(scenario)
        found = [_as_accepted(diagnostic, accepted) for diagnostic in found]
    needed = {*programme.conditions.units, programme.conditions.report_unit}
    return tuple(sorted(found, key=lambda diagnostic: _rank(diagnostic, needed)))


def _rank(diagnostic: Diagnostic, needed: Set[str]) -> tuple[int, int]:
    """By severity; within one, what opens nowhere comes first, above all where the award needs it."""
    gravity = _ORDER.index(diagnostic.severity)
    if diagnostic.code != "never-open":
        return gravity, 2
    return gravity, 0 if diagnostic.unit in needed else 1


def _as_accepted(diagnostic: Diagnostic, accepted: Mapping[About, Acceptance]) -> Diagnostic:
    """*diagnostic* as advice when a person has accepted it as it is now; what is blocking stays blocking."""
    judged = accepted.get(about(diagnostic))
    if judged is None or diagnostic.severity is Severity.BLOCKING:
        return diagnostic
    if still_holds(judged, diagnostic):
        return replace(diagnostic, severity=Severity.ADVICE, acceptance=judged)
    return replace(diagnostic, outgrown=judged)


def _unit_checks(
    programme: Programme, unit: Unit, standing: Standing, repairs: Repairs, today: date
) -> Iterator[Diagnostic]:
    code, term = unit.code, standing.term
    if standing.state is UnitState.TO_PLACE:
        if opens_ever(unit):
            first, best = repairs.first_opening(unit), repairs.best_term(unit)
            args = {"nearest": first} if first else {}
            fixes = (Fix(FixKind.MOVE, code, best),) if best else ()
            yield Diagnostic("not-placed", Severity.BLOCKING, code, args=args, fixes=fixes)
        else:
            fix, rules = Fix(FixKind.WAIVE, code), programme.conditions
            # A unit outside the conditions keeps nobody from the award: all it withholds is its credits.
            args = {} if code in (*rules.units, rules.report_unit) else {"ects": standing.ects}
            yield Diagnostic("never-open", Severity.BLOCKING, code, args=args, fixes=(fix,))
        return
    if standing.waiver is not None:
        args = {"reason": standing.waiver.reason, "date": standing.waiver.date}
        yield Diagnostic("waiver", Severity.ADVICE, code, term, args)
        return
    # What is enrolled in, under way or validated was decided by the centre: it is not judged again.
    if standing.state is not UnitState.PLANNED or term is None:
        return
    if landing_term(unit, term) != term:
        yield _not_open(programme, unit, term, today)
        return
    dates = enrolment_dates(programme, term)
    if dates.is_closed(today):
        fixes = _move_or_waive(programme, unit, term, today)
        yield Diagnostic("enrolment-closed", Severity.BLOCKING, code, term, {"closed_on": dates.closes}, fixes)
    elif standing.opening and standing.opening.basis is Basis.PROJECTED:
        args = {"from_year": standing.opening.from_year or 0, "stable_years": standing.opening.stable_years}
        yield Diagnostic("projected-opening", Severity.ADVICE, code, term, args)


def _not_open(programme: Programme, unit: Unit, term: Term, today: date) -> Diagnostic:
    code = "not-open" if opens_ever(unit) else "never-open"
    return Diagnostic(code, Severity.BLOCKING, unit.code, term, {}, _move_or_waive(programme, unit, term, today))


def _move_or_waive(programme: Programme, unit: Unit, term: Term, today: date) -> tuple[Fix, ...]:
    near = nearest_terms(programme, unit, term, today)
    moves = [Fix(FixKind.MOVE, unit.code, open_term) for open_term in near[:1]]
    return (*moves, Fix(FixKind.WAIVE, unit.code, term), Fix(FixKind.UNPLACE, unit.code))


_RESULTS = frozenset({UnitState.VALIDATED, UnitState.FAILED})
"""Outcomes that are known only once a term is under way; one can withdraw before it begins."""


def _result_checks(profile: Profile, today: date) -> Iterator[Diagnostic]:
    early = {
        (attempt.unit, attempt.term): attempt.state
        for attempt in profile.attempts
        if attempt.state in _RESULTS and today < attempt.term.begins
    }
    for (code, term), state in early.items():
        args = {"state": state.value, "begins": term.begins}
        yield Diagnostic("result-early", Severity.WARNING, code, term, args)


def _order_checks(programme: Programme, standings: Mapping[str, Standing]) -> Iterator[Diagnostic]:
    for order in programme.recommended_order:
        before, after = standings.get(order.before), standings.get(order.after)
        if before is None or after is None or before.term is None or after.term is None:
            continue
        if after.state in STATES_AHEAD and after.term.semesters[0] <= before.term.last_semester:
            yield Diagnostic("recommended-order", Severity.ADVICE, order.after, after.term, {"before": order.before})


def _report_checks(programme: Programme, standings: Mapping[str, Standing]) -> Iterator[Diagnostic]:
    """The report rests on the units of the award: advice, as no sheet says in which semester it is written."""
    report = standings.get(programme.conditions.report_unit)
    if report is None or report.term is None or report.state not in STATES_AHEAD:
        return
    ends = report.term.last_semester
    rested_on = (standings.get(code) for code in programme.conditions.units)
    later = [unit for unit in rested_on if unit and unit.term and ends < unit.term.last_semester]
    if later:
        yield Diagnostic("report-early", Severity.ADVICE, report.unit, report.term, {"count": len(later)})


def _term_checks(
    programme: Programme,
    scenario: Scenario,
    profile: Profile,
    standings: Mapping[str, Standing],
    terms: Sequence[TermLoad],
) -> Iterator[Diagnostic]:
    limits, available = limits_of(scenario, profile), profile.semester_hours
    ahead = {code for code, standing in standings.items() if standing.state is not UnitState.VALIDATED}
    for load in terms:
        # A semester that holds nothing but validated units is history: there is nothing to lighten.
        if ahead.isdisjoint(load.units):
            continue
        too_much_a_week = exceeds(load.hours, available)
        fixes: tuple[Fix, ...] = ()
        if (load.overloaded or too_much_a_week) and _can_lighten(programme, limits, standings, load):
            fixes = (Fix(FixKind.REBALANCE, "", load.term),)
        if load.overloaded:
            args = {
                "ects": load.ects,
                "hours": load.hours,
                "max_ects": scenario.max_ects or 0,
                "max_hours": scenario.max_hours or 0,
            }
            yield Diagnostic("overload", Severity.WARNING, term=load.term, args=args, fixes=fixes)
        if too_much_a_week:
            args = {
                "hours": load.weekly_hours or 0,
                "max_hours": profile.weekly_hours or 0,
                "weeks": profile.weeks_per_semester or 0,
            }
            yield Diagnostic("weekly-load", Severity.WARNING, term=load.term, args=args, fixes=fixes)
    late = [load for load in terms if not load.within_accreditation and not ahead.isdisjoint(load.units)]
    if late:
        units = {unit for load in late for unit in load.units if unit in ahead}
        args = {"ends": programme.accreditation.ends, "count": len(units)}
        yield Diagnostic("past-accreditation", Severity.WARNING, term=late[0].term, args=args)


def _can_lighten(programme: Programme, limits: Limits, standings: Mapping[str, Standing], load: TermLoad) -> bool:
    """Whether the semester keeps to the limits once the units leave it that open elsewhere and are not too large."""
    ects, hours = load.ects, load.hours
    for code in load.units:
        standing, unit = standings[code], programme.by_code.get(code)
        if standing.term is None or unit is None or not is_movable(standing) or not opens_ever(unit):
            continue
        halves = len(standing.term.semesters)
        unit_ects, unit_hours = share(standing.ects, halves), share(standing.hours or 0, halves)
        if limits.allow(unit_ects, unit_hours):
            ects, hours = difference(ects, unit_ects), difference(hours, unit_hours)
    return limits.allow(ects, hours)


def _experience_checks(
    programme: Programme, standings: Mapping[str, Standing], experience: ExperienceStatus
) -> Iterator[Diagnostic]:
    code = programme.conditions.experience_unit
    standing = standings.get(code)
    if standing is not None and standing.state is UnitState.OBTAINED_OTHERWISE:
        return
    if experience.reached_on is None:
        args = {"months": experience.months, "required": experience.required_months}
        yield Diagnostic("experience-short", Severity.WARNING, code, args=args)
    if experience.placement_due and experience.placement_reached_on is None:
        args = {"months": experience.placement_months, "required": programme.conditions.placement_months}
        yield Diagnostic("placement-missing", Severity.WARNING, code, args=args)


def _award_checks(programme: Programme, standings: Mapping[str, Standing]) -> Iterator[Diagnostic]:
    """What the award asks for and no row holds: nothing can be placed for it, so nothing else says so."""
    asked = (*programme.conditions.units, programme.conditions.report_unit)
    absent = tuple(dict.fromkeys(code for code in asked if code not in programme.by_code and code not in standings))
    if absent:
        yield Diagnostic("unit-missing", Severity.BLOCKING, args={"units": absent})


def _sheet_checks(programme: Programme, profile: Profile, standings: Mapping[str, Standing]) -> Iterator[Diagnostic]:
    for unit in programme.units:
        if unit.is_attended and standings[unit.code].hours is None:
            yield Diagnostic("hours-unpublished", Severity.ADVICE, unit.code, standings[unit.code].term)
    for figure in profile.figures:
        unit = programme.by_code.get(figure.unit)
        # Without either it leaves what the sheet says: there is nothing to tell.
        if unit is not None and (figure.ects, figure.hours) != (None, None):
            sheet = {"ects": figure.ects, "hours": figure.hours, "sheet_ects": unit.ects, "sheet_hours": unit.hours}
            args = {"date": figure.date, **{name: value for name, value in sheet.items() if value is not None}}
            yield Diagnostic("figure-entered", Severity.ADVICE, unit.code, standings[unit.code].term, args)
    announced = programme.announced
    if (announced.ects, announced.hours) != (programme.listed_ects, programme.listed_hours):
        args = {
            "ects": announced.ects,
            "hours": announced.hours,
            "listed_ects": programme.listed_ects,
            "listed_hours": programme.listed_hours,
            "unattributed_hours": programme.unattributed_hours,
        }
        yield Diagnostic("totals-differ", Severity.ADVICE, args=args)
