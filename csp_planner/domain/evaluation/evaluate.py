"""The one judgement: totals, loads, conditions, deadlines and diagnostics of a scenario at a date."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from csp_planner.domain.amounts import add_up, difference, exceeds, share
from csp_planner.domain.evaluation.checks import diagnose
from csp_planner.domain.evaluation.experience import ExperienceStatus, experience_status
from csp_planner.domain.evaluation.values import Condition, Deadline, Evaluation, Standing, TermLoad, Totals
from csp_planner.domain.openings import enrolment_dates, is_published, opening_in
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import OBTAINED_STATES, Plan, Profile, Scenario, UnitState, held_placements
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term


def evaluate_plan(plan: Plan, today: date) -> Evaluation:
    """Judge the scenario *plan* shows."""
    return evaluate(plan.programme, plan.scenario, plan.profile, today)


def evaluate(programme: Programme, scenario: Scenario, profile: Profile, today: date) -> Evaluation:
    """Judge *scenario* at *today*. Total: every value that can be held or loaded can be judged."""
    experience = experience_status(profile.experience, programme.conditions, today)
    standings = _standings(programme, scenario, profile, experience, today)
    ects, hours = _totals(programme, standings)
    terms = _terms(programme, scenario, profile, standings, today)
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
        diagnostics=diagnose(programme, scenario, profile, standings, terms, experience, today),
    )


def _standings(
    programme: Programme, scenario: Scenario, profile: Profile, experience: ExperienceStatus, today: date
) -> dict[str, Standing]:
    held = {code: (term, state, waiver) for code, term, state, waiver in held_placements(scenario, profile)}
    credited = {credit.unit for credit in profile.credits}
    entered = {figure.unit for figure in profile.figures}
    standings: dict[str, Standing] = {}
    for unit in effective_programme(programme, profile).units:
        code = unit.code
        term, state, waiver = None, UnitState.TO_PLACE, None
        if code in credited:
            state = UnitState.OBTAINED_OTHERWISE
        elif not unit.is_attended:
            state = _experience_state(experience, today)
        elif code in held:
            term, state, waiver = held[code]
        opening = opening_in(unit, term.year) if term else None
        standings[code] = Standing(code, state, term, waiver, opening, unit.ects, unit.hours, code in entered)
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


_UNDER_WAY = frozenset({UnitState.ENROLLED, UnitState.IN_PROGRESS})


def still_to_place(programme: Programme, evaluation: Evaluation) -> tuple[str, ...]:
    """Units that are still to be put in a term, in the order of the programme: experience is not."""
    return tuple(code for code in evaluation.to_place if programme.by_code[code].is_attended)


def _totals(programme: Programme, standings: Mapping[str, Standing]) -> tuple[Totals, Totals]:
    units = [standings[unit.code] for unit in programme.units]

    def total(states: frozenset[UnitState]) -> tuple[float, float]:
        counted = [standing for standing in units if standing.state in states]
        return _add_up(counted)

    obtained, under_way = total(OBTAINED_STATES), total(_UNDER_WAY)
    planned, unplaced = total(frozenset({UnitState.PLANNED})), total(frozenset({UnitState.TO_PLACE}))
    announced, listed_ects, listed_hours = programme.announced, programme.listed_ects, programme.listed_hours
    all_ects, all_hours = _add_up(units)
    entered_ects, entered_hours = difference(all_ects, listed_ects), difference(all_hours, listed_hours)
    left = max(0, difference(announced.hours, all_hours))
    return (
        Totals(announced.ects, listed_ects, obtained[0], under_way[0], planned[0], unplaced[0], 0, entered_ects),
        Totals(announced.hours, listed_hours, obtained[1], under_way[1], planned[1], unplaced[1], left, entered_hours),
    )


def _add_up(standings: Collection[Standing]) -> tuple[float, float]:
    """ECTS and hours of *standings*; unpublished hours add nothing."""
    return add_up(standing.ects for standing in standings), add_up(standing.hours or 0 for standing in standings)


def _terms(
    programme: Programme, scenario: Scenario, profile: Profile, standings: Mapping[str, Standing], today: date
) -> tuple[TermLoad, ...]:
    inside: dict[Term, list[tuple[Standing, int]]] = {}
    years = set(scenario.board_years)
    weeks = profile.weeks_per_semester
    for standing in standings.values():
        if standing.term is None:
            continue
        years.add(standing.term.year)
        halves = standing.term.semesters
        for half in halves:
            inside.setdefault(half, []).append((standing, len(halves)))
    loads: list[TermLoad] = []
    for year in range(min(years), max(years) + 1):
        for part in (Part.S1, Part.S2):
            term = Term(year, part)
            here = inside.get(term, ())
            ects = add_up(share(standing.ects, halves) for standing, halves in here)
            hours = add_up(share(standing.hours or 0, halves) for standing, halves in here)
            dates = enrolment_dates(programme, term)
            over = exceeds(ects, scenario.max_ects) or exceeds(hours, scenario.max_hours)
            loads.append(
                TermLoad(
                    term,
                    ects,
                    hours,
                    tuple(standing.unit for standing, _halves in here),
                    dates,
                    dates.is_closed(today),
                    is_published(programme, year),
                    term.ends <= programme.accreditation.ends,
                    over,
                    hours / weeks if weeks else None,
                )
            )
    return tuple(loads)


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
    done = [unit for unit in units if unit in standings and standings[unit].state in OBTAINED_STATES]
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
