"""Plans at the limits of a file: whatever can be loaded can be judged, at any day, and its sums agree."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.amounts import parts_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.limits import (
    FIRST_DAY,
    LAST_DAY,
    MAX_MONTHS,
    MAX_NUMBER,
    MAX_REASON,
    MAX_SCENARIOS,
    MAX_UNITS,
    MAX_YEARS,
)
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Acceptance, Placement, Plan, Scenario
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, ExperienceKind, ExperiencePeriod, Override
from csp_planner.domain.programme import Unit, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term

from .helpers import TODAY, found, full, offered

DAYS = (date(FIRST_YEAR, 1, 1), TODAY, date(LAST_YEAR, 12, 31))
EVERY_YEAR = range(FIRST_YEAR, LAST_YEAR + 1)
PARTS = tuple(Part)


def with_profile(plan: Plan, **changes: object) -> Plan:
    return replace(plan, profile=replace(plan.profile, **changes))


def with_conditions(plan: Plan, **changes: object) -> Plan:
    conditions = replace(plan.programme.conditions, **changes)
    return replace(plan, programme=replace(plan.programme, conditions=conditions))


def crowded(plan: Plan, openings: Mapping[int, Opening | None], start: int) -> Plan:
    """500 units, 40 years, and 1,000 placements, half of them of units that are not in the programme."""
    each = Unit(code="U", title="", ects=0.01, hours=None, kind=UnitKind.TAUGHT, openings=offered(openings))
    units = tuple(replace(each, code=f"U{n}") for n in range(500))
    orders = tuple(
        replace(plan.programme.recommended_order[0], before=f"U{n}", after=f"U{(n + 1) % 500}") for n in range(500)
    )
    placements = tuple(
        Placement(unit=f"U{n}", term=Term(min(start + n % 40, LAST_YEAR), PARTS[n % 3])) for n in range(1_000)
    )
    judged = tuple(
        Acceptance(code="not-open", unit=placed.unit, term=placed.term, reason="", date=TODAY) for placed in placements
    )
    scenario = Scenario(
        name="A", start=Term(start, Part.S1), years=40, max_ects=0.01, judged=judged, placements=placements
    )
    programme = replace(plan.programme, units=units, recommended_order=orders)
    return replace(plan, programme=programme, scenarios=(scenario,))


def experienced(plan: Plan) -> Plan:
    """Periods of every kind on the first and the last day there are, and one of all days between."""
    spans = ((FIRST_DAY, FIRST_DAY), (LAST_DAY, LAST_DAY), (LAST_DAY, None), (FIRST_DAY, LAST_DAY))
    periods = tuple(
        ExperiencePeriod(start=start, end=end, kind=kind) for kind in ExperienceKind for start, end in spans
    )
    return with_profile(plan, experience=periods)


def unknown_everywhere(plan: Plan) -> Plan:
    attempts = tuple(
        Attempt(unit=f"X{year}", term=Term(year, Part.ANNUAL), state=state, date=TODAY)
        for year in EVERY_YEAR
        for state in (UnitState.FAILED, UnitState.VALIDATED)
    )
    figures = tuple(Override(unit=f"X{year}", ects=MAX_NUMBER, hours=0, date=TODAY) for year in EVERY_YEAR)
    obtained = (Credit(unit="Y", basis=CreditBasis.VES, date=LAST_DAY),) * 1_000
    return with_profile(plan, attempts=attempts, figures=figures, credits=obtained)


def of_amount(amount: float) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        units = tuple(replace(unit, ects=amount, hours=amount) for unit in plan.programme.units)
        plan = with_profile(plan, weekly_hours=168, weeks_per_semester=52)
        scenario = replace(plan.scenario, max_ects=0.01, max_hours=0.01)
        return replace(plan.with_scenario(scenario), programme=replace(plan.programme, units=units))

    return change


def tried_a_thousand_times(plan: Plan) -> Plan:
    attempts = tuple(
        Attempt(unit="AST004", term=Term(year, Part.S1), state=UnitState.FAILED, date=TODAY) for year in EVERY_YEAR
    )
    return with_profile(plan, attempts=(attempts * 7)[:1_000])


EDGES: dict[str, Callable[[Plan], Plan]] = {
    "no unit": lambda plan: replace(plan, programme=replace(plan.programme, units=())),
    "no year": lambda plan: replace(plan, programme=replace(plan.programme, published_years=())),
    "no condition": lambda plan: with_conditions(plan, units=(), experience_unit="NONE", report_unit="NONE"),
    "conditions twice": lambda plan: with_conditions(plan, units=("AST004",) * 1_000, report_unit="AST004"),
    "500 units from the first year": lambda plan: crowded(plan, dict.fromkeys(EVERY_YEAR, Opening.EITHER), FIRST_YEAR),
    "500 units to the last year": lambda plan: crowded(plan, dict.fromkeys(EVERY_YEAR, Opening.ANNUAL), LAST_YEAR - 39),
    "500 units past the last year": lambda plan: crowded(plan, {2023: Opening.SEMESTER_2}, LAST_YEAR),
    "500 units that never open": lambda plan: crowded(plan, dict.fromkeys(EVERY_YEAR), 2026),
    "500 units that nothing is said of": lambda plan: crowded(plan, {}, 2026),
    "experience at the edges": experienced,
    "no month of experience": lambda plan: with_conditions(experienced(plan), experience_months=0, placement_months=0),
    "50 years of experience": lambda plan: with_conditions(experienced(plan), experience_months=MAX_MONTHS),
    "units that are not there": unknown_everywhere,
    "one unit tried a thousand times": tried_a_thousand_times,
    "amounts of nothing": of_amount(0),
    "amounts of a hundredth": of_amount(0.01),
    "amounts of a million": of_amount(MAX_NUMBER),
}


def test_limits_of_a_file_are_those_that_its_format_promises() -> None:
    assert (MAX_SCENARIOS, MAX_UNITS, MAX_YEARS) == (50, 500, 40)


def test_a_reason_is_typed_in_at_most_500_characters() -> None:
    assert MAX_REASON == 500


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_plan_at_a_limit_can_be_judged(empty_plan: Plan, edge: Callable[[Plan], Plan], day: date) -> None:
    bare, filled = edge(empty_plan), edge(full(empty_plan))
    # Where the edge fills the board itself, the two differ in nothing but a few years of experience.
    for plan in (filled,) if bare.scenario == filled.scenario else (bare, filled):
        judged = evaluate_plan(plan, day)
        for total in (judged.ects, judged.hours):
            parts = total.obtained, total.in_progress, total.planned, total.unplaced
            assert sum(map(parts_of, parts)) == parts_of(total.listed or 0) + parts_of(total.entered)
        assert set(judged.standings) >= {unit.code for unit in plan.programme.units}


def test_the_first_of_two_acceptances_of_a_warning_holds(empty_plan: Plan) -> None:
    plan = replace(empty_plan, scenarios=(replace(empty_plan.scenario, max_ects=5),))
    plan = plan.with_scenario(replace(plan.scenario, placements=(Placement(unit="FPG003", term=Term(2027, Part.S1)),)))
    accepted = tuple(
        Acceptance(code="overload", term=Term(2027, Part.S1), reason=reason, date=TODAY)
        for reason in ("first", "second")
    )
    plan = plan.with_scenario(replace(plan.scenario, judged=accepted))
    (overload,) = found(plan, "overload")
    assert overload.acceptance == accepted[0]
