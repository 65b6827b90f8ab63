"""The evaluation of a scenario at a date: totals, loads, conditions, deadlines and diagnostics."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.amounts import add_up, difference
from csp_planner.domain.choosing.printed import printed_ects
from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.evaluation.acquired import Acquired, Holdings, holdings_of
from csp_planner.domain.evaluation.awarding import award_standing, is_obtained, open_ects, with_options
from csp_planner.domain.evaluation.diagnose import diagnose
from csp_planner.domain.evaluation.experience import ExperienceStatus, experience_status
from csp_planner.domain.evaluation.loads import Loads, limits_of
from csp_planner.domain.evaluation.situation import Situation
from csp_planner.domain.evaluation.values import (
    Condition,
    Deadline,
    DeadlineKind,
    Evaluation,
    Requirement,
    Standing,
    TermLoad,
    Totals,
)
from csp_planner.domain.holding import held_placements
from csp_planner.domain.openings import opening_in, year_basis
from csp_planner.domain.overrides import effective_programme, has_hours
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Credit, CreditState, Profile, Tick
from csp_planner.domain.programme import Conditions, Programme
from csp_planner.domain.states import LIVE_STATES, OBTAINED_STATES, UnitState
from csp_planner.domain.terms import Part, Term, semester_on


def evaluate_plan(plan: Plan, today: date) -> Evaluation:
    """Evaluate the scenario *plan* shows."""
    return evaluate(plan.programme, plan.scenario, plan.profile, today)


def evaluate(programme: Programme, scenario: Scenario, profile: Profile, today: date) -> Evaluation:
    """Evaluate *scenario* at *today*. Total: every value that can be held or loaded can be evaluated."""
    situation = _situation(programme, scenario, profile, today)
    ects, hours = _totals(situation)
    conditions = _conditions(situation)
    ends = [standing.term.last_semester for standing in situation.standings.values() if standing.term]
    expected_on = situation.expected_on
    ends += [semester_on(expected_on)] if expected_on is not None else []
    return Evaluation(
        today=today,
        ects=ects,
        hours=hours,
        standings=situation.standings,
        loads=situation.loads,
        terms=situation.terms,
        conditions=conditions,
        experience=situation.experience,
        end_term=max(ends, key=Term.sort_key) if ends else None,
        expected_on=expected_on,
        outside=situation.holdings.outside,
        deadlines=_deadlines(situation),
        diagnostics=diagnose(situation),
        is_obtained=_is_obtained(situation, conditions),
        award=situation.award,
    )


def _is_obtained(situation: Situation, conditions: Iterable[Condition]) -> bool:
    """Whether all that is asked for is obtained: by the award or, without one, every row; and by each condition."""
    if not all(condition.met for condition in conditions):
        return False
    if situation.award is not None:
        return is_obtained(situation.award)
    return all(situation.standings[unit.code].state in OBTAINED_STATES for unit in situation.programme.units)


def _situation(programme: Programme, scenario: Scenario, profile: Profile, today: date) -> Situation:
    experience = experience_status(profile.experience, programme.conditions, today)
    effective = effective_programme(programme, profile, scenario)
    holdings = holdings_of(programme, effective, profile, today)
    by_dates = _experience_state(experience, programme.conditions, today)
    standings = _standings(effective, scenario, profile, holdings, by_dates, today)
    award = award_standing(programme, standings, scenario)
    if award is not None:
        standings = with_options(standings, award.due, programme)
    placed = [(standing, standing.term) for standing in standings.values() if standing.term is not None]
    loads = Loads.of((standing.load, term) for standing, term in placed)
    inside: dict[Term, list[str]] = {}
    for standing, term in placed:
        for half in term.semesters:
            inside.setdefault(half, []).append(standing.unit)
    known = has_hours(programme, profile)
    years = {*scenario.board_years, *(term.year for _, term in placed)}
    limits, weeks = limits_of(scenario, profile), profile.weeks
    ends = programme.accredited_until
    terms: list[TermLoad] = []
    shown = range(min(years), max(years) + 1)
    bases = {year: year_basis(programme, year) for year in shown}
    for term in (Term(year, part) for year in shown for part in (Part.S1, Part.S2)):
        load, units, dates = loads.at(term), tuple(inside.get(term, ())), enrolment_dates(programme, term)
        # A load that is there is known; one of no hours may be of units whose hours are not published.
        is_known = known and (load.hours_parts > 0 or not units or _is_any_known(standings, units))
        terms.append(
            TermLoad(
                term=term,
                ects=load.ects,
                hours=load.hours,
                units=units,
                enrolment=dates,
                closed=today > (term.ends if dates is None else dates.closes),
                basis=bases[term.year],
                within_accreditation=None if ends is None else term.ends <= ends,
                overloaded=not limits.allow(load),
                off=term in scenario.leaves,
                hours_known=is_known,
                ects_known=load.ects_parts > 0 or not units or any(code in programme.by_code for code in units),
                weekly_hours=load.hours / weeks if weeks and is_known else None,
            )
        )
    return Situation(
        programme=programme,
        scenario=scenario,
        profile=profile,
        today=today,
        experience=experience,
        holdings=holdings,
        standings=standings,
        loads=loads,
        terms=tuple(terms),
        award=award,
    )


def _is_any_known(standings: Mapping[str, Standing], units: Iterable[str]) -> bool:
    return any(standings[code].hours is not None for code in units)


def _standings(
    effective: Programme,
    scenario: Scenario,
    profile: Profile,
    holdings: Holdings,
    experience: UnitState,
    today: date,
) -> dict[str, Standing]:
    """Where each unit stands, in the order of the programme; the state of the *experience* comes from its dates."""
    held = {code: (term, state, waiver) for code, term, state, waiver in held_placements(scenario, profile, today)}
    overridden = {override.unit for override in profile.figures}
    overridden |= {filling.slot for filling in scenario.fillings if filling.ects is not None}
    live = (attempt for attempt in profile.attempts if attempt.state in LIVE_STATES)
    modes = {one.unit: one.mode for one in (*scenario.placements, *live) if one.mode}
    ticks = {tick.unit: tick for tick in profile.ticks}
    standings: dict[str, Standing] = {}
    credited, worths = holdings.credits, holdings.worth
    for unit in effective.units:
        code, is_attended = unit.code, unit.is_attended
        term, state, waiver = None, UnitState.TO_PLACE, None
        credit = credited.get(code) if credited else None
        if not is_attended:
            state = _ticked_state(ticks.get(code), today) if effective.is_ticked(unit) else experience
            if state is UnitState.TO_CONFIRM and code in held and held[code][1] is UnitState.VALIDATED:
                state = UnitState.VALIDATED  # it was attended once, and validated: nobody confirms it anew
            if state is UnitState.VALIDATED and credit is not None:
                # The months are done, or the row is confirmed: nothing waits for an answer.
                credit = credit if credit.stands(today) is UnitState.OBTAINED_OTHERWISE else None
        if credit is not None:
            state = credit.stands(today) or state
        elif is_attended and code in held:
            term, state, waiver = held[code]
        worth = worths.get(code) if worths else None
        standings[code] = Standing(
            unit=code,
            state=state,
            term=term,
            waiver=waiver,
            opening=opening_in(effective, unit, term.year) if term else None,
            ects=unit.ects if worth is None else worth.ects,
            hours=unit.hours if worth is None else worth.hours,
            entered=code in overridden,
            mode=modes.get(code, "") if term else "",
            credit=credit,
            is_attended=is_attended,
        )
    outside = {one.unit: one for one in holdings.outside}
    for code, (term, state, waiver) in held.items():
        if code not in standings:
            standing = Standing(unit=code, state=state, term=term, waiver=waiver, opening=None)
            one = outside.get(code)
            standings[code] = standing if one is None else replace(standing, ects=one.ects or 0, hours=one.hours)
    for code, tick in ticks.items():
        if code not in standings:
            state = _ticked_state(tick, today)
            standings[code] = Standing(unit=code, state=state, term=None, waiver=None, opening=None, is_attended=False)
    return standings


def _ticked_state(tick: Tick | None, today: date) -> UnitState:
    if tick is None:
        return UnitState.TO_CONFIRM
    return UnitState.VALIDATED if tick.date <= today else UnitState.PLANNED


def _experience_state(experience: ExperienceStatus | None, conditions: Conditions, today: date) -> UnitState:
    if conditions.experience_months == 0:  # a row of which nothing is asked waits for nothing
        return UnitState.VALIDATED
    if experience is None or experience.complete_on is None:
        return UnitState.TO_PLACE
    if experience.complete_on <= today:
        return UnitState.VALIDATED
    return UnitState.IN_PROGRESS if experience.started else UnitState.PLANNED


_WAITING = frozenset({UnitState.TO_PLACE, UnitState.TO_CONFIRM})
_UNDER_WAY = frozenset({UnitState.ENROLLED, UnitState.IN_PROGRESS})


def still_to_place(programme: Programme, evaluation: Evaluation) -> tuple[str, ...]:
    """Units that are still to be put in a term, in the order of the programme: experience is not."""
    return tuple(code for code in evaluation.to_place if programme.by_code[code].is_attended)


def _totals(situation: Situation) -> tuple[Totals, Totals]:
    """ECTS and hours of the whole diploma."""
    programme, award = situation.programme, situation.award
    rows = programme.units if award is None else [row for row in programme.units if award.asks_for(row.code)]
    units = [situation.standings[unit.code] for unit in rows]

    def total(states: frozenset[UnitState]) -> tuple[float, float]:
        return _add_up([standing for standing in units if standing.state in states])

    obtained, in_progress = total(OBTAINED_STATES), total(_UNDER_WAY)
    planned, unplaced = total(frozenset({UnitState.PLANNED})), total(_WAITING)
    expected = total(frozenset({UnitState.EXPECTED})) if situation.holdings.credits else (0, 0)
    announced, listed, in_all = programme.announced, (programme.listed_ects, programme.listed_hours), _add_up(units)
    sheet = listed
    if award is not None:
        unplaced = add_up((unplaced[0], open_ects(award, programme))), unplaced[1]
        sheet = add_up(unit.ects for unit in rows), add_up(unit.hours or 0 for unit in rows)
        listed = printed_ects(award, programme), listed[1] and sheet[1]
    # What an own value adds to a row is no entry about the unit: it is said apart.
    in_rows = _of_the_rows(situation, units) if situation.holdings.worth else in_all
    known = (True, has_hours(programme, situation.profile))
    # What is still to choose has hours of its own: of an award with choices nobody can say what no row carries.
    is_whole = award is None and announced.hours is not None and known[1]
    without_row = max(0, difference(announced.hours or 0, in_rows[1])) if is_whole else 0
    ects, hours = (
        Totals(
            target=(announced.ects, announced.hours)[index],
            listed=listed[index],
            known=known[index],
            obtained=obtained[index],
            in_progress=in_progress[index],
            planned=planned[index],
            unplaced=unplaced[index],
            expected=expected[index],
            balance=0 if in_rows is in_all else difference(in_all[index], in_rows[index]),
            unattributed=(0, without_row)[index],
            entered=difference(in_rows[index], sheet[index] or 0),
        )
        for index in (0, 1)
    )
    return ects, hours


def _of_the_rows(situation: Situation, standings: Collection[Standing]) -> tuple[float, float]:
    """What the rows come to with the figures entered, whatever was obtained for them.

    Where nobody published the hours of a row, those that were obtained for it are all that is known of it.
    """
    rows = effective_programme(situation.programme, situation.profile, situation.scenario).by_code
    pairs = [(rows[standing.unit], standing) for standing in standings]
    hours = (own.hours if row.hours is None else row.hours for row, own in pairs)
    return add_up(row.ects for row, _own in pairs), add_up(amount or 0 for amount in hours)


def _add_up(standings: Collection[Standing]) -> tuple[float, float]:
    """ECTS and hours of *standings*; unpublished hours add nothing."""
    return add_up(standing.ects for standing in standings), add_up(standing.hours or 0 for standing in standings)


def _conditions(situation: Situation) -> tuple[Condition, ...]:
    """How far each condition that the programme has is met."""
    rules, found = situation.programme.conditions, list[Condition]()
    if rules.units:
        found.append(_unit_condition(Requirement.UNITS, rules.units, situation))
    if situation.experience is not None:
        found.append(_experience_condition(situation, situation.experience))
    if rules.report_unit is not None:
        found.append(_unit_condition(Requirement.REPORT, (rules.report_unit,), situation))
    return tuple(found)


def _experience_condition(situation: Situation, experience: ExperienceStatus) -> Condition:
    complete_on = experience.complete_on
    met = situation.experience_credited or (complete_on is not None and complete_on <= situation.today)
    awaited = situation.experience_awaited
    if awaited is not None:
        complete_on = min(complete_on or awaited.date, awaited.date)
    return Condition(
        code=Requirement.EXPERIENCE,
        met=met,
        planned_for=None if met else complete_on,
        done=experience.months,
        planned=0,
        required=experience.required_months,
    )


def _awaited(standings: Iterable[Standing | Acquired]) -> list[Credit]:
    """The credits that *standings* wait for, rows or units of elsewhere, each once."""
    found = (each.credit for each in standings if each.state is UnitState.EXPECTED and each.credit is not None)
    return list(dict.fromkeys(found))


def _unit_condition(code: Requirement, units: Sequence[str], situation: Situation) -> Condition:
    standings = situation.standings
    done = [unit for unit in units if unit in standings and standings[unit].state in OBTAINED_STATES]
    terms = [standings[unit].term for unit in units if unit in standings]
    placed = [term.last_semester for term in terms if term is not None]
    missing = tuple(unit for unit in units if unit not in standings or standings[unit].state is UnitState.TO_PLACE)
    undated = sum(unit in standings and standings[unit].state is UnitState.TO_CONFIRM for unit in units)
    met = len(done) == len(units)
    is_planned = not (met or missing or undated)
    planned_for: Term | date | None = max(placed, key=Term.sort_key) if is_planned and placed else None
    answers = [credit.date for credit in _awaited(standings[unit] for unit in units)] if is_planned else []
    last_day = max((*answers, *_days_to_come(situation, units)), default=None) if is_planned else None
    if last_day is not None and (planned_for is None or planned_for.ends < last_day):
        planned_for = last_day
    return Condition(
        code=code,
        met=met,
        planned_for=planned_for,
        done=len(done),
        planned=len(units) - len(done) - len(missing) - undated,
        required=len(units),
        missing=missing,
        awaits=planned_for is not None and planned_for in answers,
    )


def _days_to_come(situation: Situation, units: Collection[str]) -> Iterator[date]:
    """The days for which those of *units* are expected that are confirmed by hand."""
    for tick in situation.profile.ticks:
        unit = situation.programme.by_code.get(tick.unit)
        is_counted = unit is not None and tick.unit in units and situation.programme.is_ticked(unit)
        if is_counted and situation.standings[tick.unit].state is UnitState.PLANNED:
            yield tick.date


def _deadlines(situation: Situation) -> tuple[Deadline, ...]:
    programme, experience, today = situation.programme, situation.experience, situation.today
    planned: dict[Term, list[str]] = {}
    for standing in situation.standings.values():
        if standing.state is not UnitState.PLANNED or standing.term is None:
            continue
        if not situation.scenario.off_in(standing.term):  # what is in a semester off is not enrolled in there
            planned.setdefault(standing.term, []).append(standing.unit)
    found = [
        Deadline(dates.closes, DeadlineKind.ENROLMENT_CLOSES, term, tuple(units))
        for term, units in planned.items()
        if (dates := enrolment_dates(programme, term)) is not None and dates.closes >= today
    ]
    ends = programme.accredited_until
    if ends is not None and (any(load.past_accreditation and load.units for load in situation.terms) or ends >= today):
        found.append(Deadline(ends, DeadlineKind.ACCREDITATION_ENDS))
    if experience is not None and experience.complete_on is not None and experience.complete_on > today:
        found.append(Deadline(experience.complete_on, DeadlineKind.EXPERIENCE_REACHED))
    found += [
        Deadline(credit.date, DeadlineKind.ANSWER_EXPECTED, units=(credit.unit,))
        for credit in _awaited((*situation.standings.values(), *situation.holdings.outside))
        if credit.state is CreditState.ASKED
    ]
    return tuple(sorted(found, key=lambda deadline: (deadline.day, deadline.code, str(deadline.term))))
