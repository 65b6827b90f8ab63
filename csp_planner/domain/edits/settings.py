"""The scenario shown: limits, start, years of the board, wishes, and the warnings a person has accepted."""

from dataclasses import replace

from csp_planner.domain.amounts import is_exact
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.edits.placing import fitting
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_NUMBER, MAX_TEXT, MAX_YEARS
from csp_planner.domain.plan import Acceptance, Plan
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term
from csp_planner.domain.wishes import Wishes

_BLOCKING = frozenset(check for check in Check if check.severity is Severity.BLOCKING)


def set_limits(plan: Plan, max_ects: float | None, max_hours: float | None = None) -> Plan | Refusal:
    """Change the load the learner wants to keep to, per semester, in the scenario shown."""
    scenario = plan.scenario
    for limit, before in ((max_ects, scenario.max_ects), (max_hours, scenario.max_hours)):
        if limit is not None and limit != before and not (0 < limit <= MAX_NUMBER and is_exact(limit)):
            return Refusal(reason=Reason.BAD_VALUE)
    return plan.with_scenario(replace(plan.scenario, max_ects=max_ects, max_hours=max_hours))


def set_start(plan: Plan, term: Term) -> Plan | Refusal:
    """Start the scenario shown in semester *term*; it keeps the number of years of its board."""
    if term.part is Part.ANNUAL or not FIRST_YEAR <= term.year <= LAST_YEAR:
        return Refusal(reason=Reason.BAD_VALUE, term=term)
    if term == plan.scenario.start:
        return plan
    years = min(plan.scenario.years, LAST_YEAR + 1 - term.year)
    return fitting(plan.with_scenario(replace(plan.scenario, start=term, years=years)), "", term)


def set_order(plan: Plan, follow: bool) -> Plan:
    """Whether the scenario shown is checked against the recommended order."""
    return plan.with_scenario(replace(plan.scenario, follow_recommended_order=follow))


def set_wishes(plan: Plan, wishes: Wishes) -> Plan:
    """Change what was chosen for the proposals of the scenario shown."""
    return plan if wishes == plan.scenario.wishes else plan.with_scenario(replace(plan.scenario, wishes=wishes))


def accept_warning(plan: Plan, acceptance: Acceptance) -> Plan | Refusal:
    """Accept a warning or advice in the scenario shown, for a reason; it stays in the list, as advice that says so.

    It replaces what was accepted of the same check, unit and term. What is blocking cannot be accepted this way.
    """
    unit, term, reason = acceptance.unit, acceptance.term, acceptance.reason.strip()
    if acceptance.code in _BLOCKING:
        return Refusal(reason=Reason.NOT_ACCEPTABLE, unit=unit, term=term)
    if not reason:
        return Refusal(reason=Reason.NO_REASON, unit=unit, term=term)
    if len(reason) > MAX_TEXT:
        return Refusal(reason=Reason.TOO_LONG, unit=unit, term=term)
    kept = _without(plan, acceptance)
    return plan.with_scenario(replace(plan.scenario, judged=(*kept, replace(acceptance, reason=reason))))


def withdraw_acceptance(plan: Plan, acceptance: Acceptance) -> Plan:
    """Take back that a warning was accepted; it counts again as it is."""
    kept = _without(plan, acceptance)
    return plan if kept == plan.scenario.judged else plan.with_scenario(replace(plan.scenario, judged=kept))


def _without(plan: Plan, acceptance: Acceptance) -> tuple[Acceptance, ...]:
    """What is accepted of other checks, units and terms than those of *acceptance*."""
    about = (acceptance.code, acceptance.unit, acceptance.term)
    return tuple(one for one in plan.scenario.judged if (one.code, one.unit, one.term) != about)


def add_year(plan: Plan, *, before: bool = False) -> Plan | Refusal:
    """Show one more academic year, after the last or before the first."""
    scenario = plan.scenario
    years = scenario.board_years
    if len(years) >= MAX_YEARS or (years[0] <= FIRST_YEAR if before else years[-1] >= LAST_YEAR):
        return Refusal(reason=Reason.TOO_MANY_YEARS)
    if before:
        start = Term(years[0] - 1, Part.S1)
        return plan.with_scenario(replace(scenario, start=start, years=len(years) + 1))
    return plan.with_scenario(replace(scenario, years=years[-1] + 2 - scenario.start.year))


def remove_year(plan: Plan, year: int) -> Plan | Refusal:
    """Hide the first or last academic year; refused while units or a semester off stand in it."""
    scenario = plan.scenario
    years = scenario.board_years
    if len(years) <= 1 or year not in (years[0], years[-1]):
        return Refusal(reason=Reason.BAD_VALUE, term=Term(year, Part.S1))
    held = any(placement.term.year == year for placement in scenario.placements)
    live = any(attempt.term.year == year for attempt in plan.profile.attempts)
    if held or live:
        return Refusal(reason=Reason.YEAR_IN_USE, term=Term(year, Part.S1))
    if any(leave.year == year for leave in scenario.leaves):
        return Refusal(reason=Reason.YEAR_HAS_LEAVE, term=Term(year, Part.S1))
    kept = years[1:] if year == years[0] else years[:-1]
    start = scenario.start if scenario.start.year in kept else Term(kept[0], Part.S1)
    return plan.with_scenario(replace(scenario, start=start, years=kept[-1] + 1 - start.year))


def show_scenario(plan: Plan, index: int) -> Plan:
    """Show another scenario. Raises IndexError when there is none."""
    if not 0 <= index < len(plan.scenarios):
        raise IndexError(index)
    return replace(plan, active=index)
