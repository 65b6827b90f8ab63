"""Short words for building plans in tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.offers import Offer, Offers, Opening, offers_of
from csp_planner.domain.plan import Acceptance, Plan, Scenario
from csp_planner.domain.profile import Credit, CreditBasis, ExperienceKind, ExperiencePeriod, Waiver
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term

TODAY = date(2026, 11, 23)
BEFORE_2023 = date(2023, 5, 2)
BEFORE_AUTUMN_2026 = date(2026, 9, 1)
WAIVER = Waiver(reason="Suivie à distance dans un autre centre", date=TODAY)

COMPLETE = {
    "PST003": "2026-S2",
    "AST005": "2026-S2",
    "FPG003": "2027-S1",
    "CCE001": "2027-S1",
    "AST004": "2027-S1",
    "TRS001": "2027-S1",
    "TET003": "2027-A",
    "TRS002": "2027-S2",
    "CCE003": "2027-S2",
    "TET010": "2028-S1",
    "AST002": "2028-A",
    "UA211G": "2028-S2",
}
"""Every unit that opens, where it opens; the two that never do are placed by waiver."""
WAIVED = {"TET007": "2028-S1", "UAS004": "2028-S2"}


def term(text: str) -> Term:
    return Term.parse(text)


def done(result: object) -> Plan:
    """The plan an accepted edit gives."""
    assert isinstance(result, Plan), result
    return result


def refused(result: object) -> edits.Refusal:
    """The refusal of an edit that was not made."""
    assert isinstance(result, edits.Refusal), result
    return result


def acceptance(code: str, unit: str = "", where: str | None = None, reason: str = "vu") -> Acceptance:
    return Acceptance(code=code, unit=unit, term=term(where) if where else None, reason=reason, date=TODAY)


def two_scenarios(plan: Plan) -> Plan:
    other = Scenario(name="Scénario 2", start=term("2027-S1"))
    return replace(plan, scenarios=(plan.scenario, other))


def put(plan: Plan, code: str, wanted: str, waiver: Waiver | None = None, today: date = TODAY) -> Plan:
    return done(edits.place(plan, code, term(wanted), today, waiver))


def put_all(plan: Plan, where: dict[str, str], waiver: Waiver | None = None, today: date = TODAY) -> Plan:
    for code, wanted in where.items():
        plan = put(plan, code, wanted, waiver, today)
    return plan


def full(plan: Plan) -> Plan:
    """Everything on the board and the experience done."""
    plan = put_all(put_all(plan, COMPLETE), WAIVED, WAIVER)
    return worked(plan, "2020-01-01", "2023-01-01")


def off(plan: Plan, *semesters: str, today: date = TODAY) -> Plan:
    """The plan with these semesters off."""
    for semester in semesters:
        plan = done(edits.set_leave(plan, term(semester), today))
    return plan


def marked(plan: Plan, code: str, state: UnitState, where: str | None = None, today: date = TODAY) -> Plan:
    return done(edits.record_outcome(plan, code, state, today, term(where) if where else None))


def credited(plan: Plan, code: str, basis: CreditBasis = CreditBasis.VES) -> Plan:
    return done(edits.add_credit(plan, Credit(unit=code, basis=basis, date=TODAY)))


def period(start: str, end: str | None, kind: ExperienceKind = ExperienceKind.IN_FIELD) -> ExperiencePeriod:
    last = date.fromisoformat(end) if end else None
    return ExperiencePeriod(start=date.fromisoformat(start), end=last, kind=kind)


def worked(plan: Plan, start: str, end: str | None, kind: ExperienceKind = ExperienceKind.IN_FIELD) -> Plan:
    return done(edits.set_experience(plan, (*plan.profile.experience, period(start, end, kind))))


def offered(openings: Mapping[int, Opening | tuple[Offer, ...] | None]) -> dict[int, Offers]:
    """The offers of a unit by year; those of an opening come from a sheet that does not say how it is taught."""
    return {year: told if isinstance(told, tuple) else offers_of(told) for year, told in openings.items()}


def with_unit(plan: Plan, code: str, **changes: object) -> Plan:
    """The plan with one unit of its programme published otherwise; its openings are given by year."""
    if "openings" in changes:
        changes["openings"] = offered(changes["openings"])
    units = tuple(replace(unit, **changes) if unit.code == code else unit for unit in plan.programme.units)
    return replace(plan, programme=replace(plan.programme, units=units))


def taught(*modes: str, part: Part = Part.S1) -> Offers:
    """A unit runs in one part of a year, in these ways."""
    return (Offer(part, modes),)


def wanting(plan: Plan, *modes: str) -> Plan:
    """The plan of a learner who wants to attend in these ways."""
    return done(edits.set_modes(plan, modes))


def moved_to_distance(plan: Plan) -> Plan:
    """Evening was chosen for 2027, which the sheet then publishes at a distance."""
    both = with_unit(plan, "CCE001", openings={2025: taught("evening", "daytime")})
    published = {2025: taught("evening", "daytime"), 2027: taught("distance-open")}
    return with_unit(put(both, "CCE001", "2027-S1"), "CCE001", openings=published)


def taught_by_day(plan: Plan) -> Plan:
    """A unit that runs by day only is planned by a learner who wants evenings."""
    by_day = with_unit(plan, "CCE001", openings={2025: taught("daytime")})
    return put(wanting(by_day, "evening"), "CCE001", "2027-S1")


def with_limits(plan: Plan, max_ects: float | None, max_hours: float | None = None) -> Plan:
    return done(edits.set_limits(plan, max_ects, max_hours))


def found(plan: Plan, code: str, unit: str | None = None, today: date = TODAY) -> list[Diagnostic]:
    """The diagnostics of one code, for one unit or for all."""
    diagnostics = evaluate_plan(plan, today).diagnostics
    return [item for item in diagnostics if item.code == code and unit in (None, item.unit)]


def only(plan: Plan, code: str, unit: str | None = None, today: date = TODAY) -> Diagnostic:
    (diagnostic,) = found(plan, code, unit, today)
    return diagnostic


def left_in_closed_window(plan: Plan) -> Plan:
    return put(plan, "CCE001", "2026-S1", today=BEFORE_AUTUMN_2026)


def outside_the_field(plan: Plan) -> Plan:
    return worked(plan, "2020-01-01", "2023-01-01", ExperienceKind.OUTSIDE_FIELD)


def at_pace(plan: Plan, weekly: float) -> Plan:
    return edits.set_profile(plan, replace(plan.profile, weekly_hours=weekly, weeks_per_semester=15))
