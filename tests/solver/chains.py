"""A diploma whose units are advised one after the other: few of the demands clash, in sets that are hard to find."""

from dataclasses import replace

from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Conditions, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part, Term


def chained(base: Programme, units: int = 60, beside: int = 3, years: int = 40) -> Plan:
    """A plan of *years* for *units*, each advised after the one *beside* places before it, the first ones excepted."""
    codes = [f"U{number:03}" for number in range(units)]
    openings = dict.fromkeys((2024, 2025), Opening.EITHER.offers())
    order = base.recommended_order[0]
    programme = replace(
        base,
        units=tuple(
            Unit(code=code, title=code, ects=3, hours=21, kind=UnitKind.TAUGHT, openings=openings) for code in codes
        ),
        conditions=Conditions(
            units=tuple(codes), experience_unit="none", experience_months=0, placement_months=0, report_unit="none"
        ),
        recommended_order=tuple(
            replace(order, before=codes[max(0, place - beside)], after=codes[place]) for place in range(1, units)
        ),
    )
    scenario = Scenario(name="Un", start=Term(2026, Part.S2), max_ects=24, years=years)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))
