"""The one judgement: totals, loads, conditions, deadlines and diagnostics of a scenario at a date."""

from collections.abc import Mapping, Sequence
from datetime import date

from csp_planner.domain.checks import diagnose
from csp_planner.domain.experience import ExperienceStatus, experience_status
from csp_planner.domain.judgement import Condition, Deadline, Evaluation, Standing, TermLoad, Totals
from csp_planner.domain.openings import enrolment_dates, is_published, opening_in
from csp_planner.domain.plan import Plan, Profile, Scenario, UnitState, held_placements
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import Part, Term


def evaluate_plan(plan: Plan, today: date) -> Evaluation:
    """Judge the scenario *plan* shows."""
    return evaluate(plan.programme, plan.scenario, plan.profile, today)


def evaluate(programme: Programme, scenario: Scenario, profile: Profile, today: date) -> Evaluation:
    """Judge *scenario* at *today*. Total: every value that can be held or loaded can be judged."""
    experience = experience_status(profile.experience, programme.conditions, today)
    standings = _standings(programme, scenario, profile, experience, today)
    ects, hours = _totals(programme, standings)
    terms = _terms(programme, scenario, standings, today)
    ends = [standing.term.last_semester for standing in standings.values() if standing.term]
    return Evaluation(
        today=today,
        ects=ects,
        hours=hours,
        standings=standings,
        terms=terms,
        conditions=_conditions(programme, standings, experience, today),
        experience=experience,
        end_term=max(ends, key=Term.sort_key) if ends else None,
        deadlines=_deadlines(programme, standings, terms, experience, today),
        diagnostics=diagnose(programme, scenario, standings, terms, experience, today),
    )


def _standings(
    programme: Programme, scenario: Scenario, profile: Profile, experience: ExperienceStatus, today: date
) -> dict[str, Standing]:
    held = {code: (term, state, waiver) for code, term, state, waiver in held_placements(scenario, profile)}
    credited = {credit.unit for credit in profile.credits}
    standings: dict[str, Standing] = {}
    for unit in programme.units:
        if unit.code in credited:
            standings[unit.code] = Standing(unit.code, UnitState.OBTAINED_OTHERWISE, None, None, None)
        elif not unit.is_attended:
            state = _experience_state(experience, today)
            standings[unit.code] = Standing(unit.code, state, None, None, None)
        elif unit.code in held:
            term, state, waiver = held[unit.code]
            standings[unit.code] = Standing(unit.code, state, term, waiver, opening_in(unit, term.year))
        else:
            standings[unit.code] = Standing(unit.code, UnitState.TO_PLACE, None, None, None)
    for code, (term, state, waiver) in held.items():
        if code not in standings:
            standings[code] = Standing(code, state, term, waiver, None)
    return standings


def _experience_state(experience: ExperienceStatus, today: date) -> UnitState:
    if experience.complete_on is None:
        return UnitState.TO_PLACE
    if experience.complete_on <= today:
        return UnitState.VALIDATED
    return UnitState.IN_PROGRESS if experience.started else UnitState.PLANNED


_DONE = frozenset({UnitState.VALIDATED, UnitState.OBTAINED_OTHERWISE})
_UNDER_WAY = frozenset({UnitState.ENROLLED, UnitState.IN_PROGRESS})


def _totals(programme: Programme, standings: Mapping[str, Standing]) -> tuple[Totals, Totals]:
    def total(states: frozenset[UnitState]) -> tuple[float, float]:
        units = [unit for unit in programme.units if standings[unit.code].state in states]
        return sum(unit.ects for unit in units), sum(unit.hours or 0 for unit in units)

    obtained, under_way = total(_DONE), total(_UNDER_WAY)
    planned, unplaced = total(frozenset({UnitState.PLANNED})), total(frozenset({UnitState.TO_PLACE}))
    announced = programme.announced
    return (
        Totals(announced.ects, programme.listed_ects, obtained[0], under_way[0], planned[0], unplaced[0]),
        Totals(
            announced.hours,
            programme.listed_hours,
            obtained[1],
            under_way[1],
            planned[1],
            unplaced[1],
            programme.unattributed_hours,
        ),
    )


def _terms(
    programme: Programme, scenario: Scenario, standings: Mapping[str, Standing], today: date
) -> tuple[TermLoad, ...]:
    inside: dict[Term, list[tuple[Unit | None, str, float]]] = {}
    years = set(scenario.board_years)
    for standing in standings.values():
        if standing.term is None:
            continue
        years.add(standing.term.year)
        unit = programme.by_code.get(standing.unit)
        halves = standing.term.semesters
        for half in halves:
            inside.setdefault(half, []).append((unit, standing.unit, 1 / len(halves)))
    loads: list[TermLoad] = []
    for year in range(min(years), max(years) + 1):
        for part in (Part.S1, Part.S2):
            term = Term(year, part)
            ects = hours = 0.0
            units: list[str] = []
            for unit, code, share in inside.get(term, ()):
                units.append(code)
                if unit is not None:
                    ects += unit.ects * share
                    hours += (unit.hours or 0) * share
            dates = enrolment_dates(programme, term)
            over = _over(ects, scenario.max_ects) or _over(hours, scenario.max_hours)
            loads.append(
                TermLoad(
                    term,
                    ects,
                    hours,
                    tuple(units),
                    dates,
                    dates.is_closed(today),
                    is_published(programme, year),
                    term.ends <= programme.accreditation.ends,
                    over,
                )
            )
    return tuple(loads)


def _over(load: float, limit: float | None) -> bool:
    return limit is not None and load > limit


def _conditions(
    programme: Programme, standings: Mapping[str, Standing], experience: ExperienceStatus, today: date
) -> tuple[Condition, ...]:
    rules = programme.conditions
    report = _unit_condition("report", (rules.report_unit,), standings)
    complete = standings.get(rules.experience_unit)
    credited = complete is not None and complete.state is UnitState.OBTAINED_OTHERWISE
    met = credited or (experience.complete_on is not None and experience.complete_on <= today)
    months = Condition(
        "experience",
        met,
        None if met else experience.complete_on,
        done=experience.months,
        planned=0,
        required=experience.required_months,
    )
    return _unit_condition("units", rules.units, standings), months, report


def _unit_condition(code: str, units: Sequence[str], standings: Mapping[str, Standing]) -> Condition:
    done = [unit for unit in units if unit in standings and standings[unit].state in _DONE]
    terms = [standings[unit].term for unit in units if unit in standings]
    placed = [term.last_semester for term in terms if term is not None]
    missing = tuple(unit for unit in units if unit not in standings or standings[unit].state is UnitState.TO_PLACE)
    met = len(done) == len(units)
    planned_for = None if met or missing or not placed else max(placed, key=Term.sort_key)
    planned = len(units) - len(done) - len(missing)
    return Condition(code, met, planned_for, len(done), planned, len(units), missing)


def _deadlines(
    programme: Programme,
    standings: Mapping[str, Standing],
    terms: Sequence[TermLoad],
    experience: ExperienceStatus,
    today: date,
) -> tuple[Deadline, ...]:
    planned: dict[Term, list[str]] = {}
    for standing in standings.values():
        if standing.state is UnitState.PLANNED and standing.term is not None:
            planned.setdefault(standing.term, []).append(standing.unit)
    found = [
        Deadline(dates.closes, "enrolment-closes", term, tuple(units))
        for term, units in planned.items()
        if not (dates := enrolment_dates(programme, term)).is_closed(today)
    ]
    if any(not load.within_accreditation and load.units for load in terms) or programme.accreditation.ends >= today:
        found.append(Deadline(programme.accreditation.ends, "accreditation-ends"))
    if experience.complete_on is not None and experience.complete_on > today:
        found.append(Deadline(experience.complete_on, "experience-reached"))
    return tuple(sorted(found, key=lambda deadline: (deadline.day, deadline.code, str(deadline.term))))
