"""ECTS and hours entered by the user, laid over the sheet's: the centre gives what the sheet does not publish."""

from dataclasses import replace

from csp_planner.domain.plan import Filling, Scenario
from csp_planner.domain.profile import CreditState, Override, Profile
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.states import UnitState


def effective_programme(programme: Programme, profile: Profile, scenario: Scenario) -> Programme:
    """*programme* with the ECTS and hours the user entered, those of what fills a slot included.

    The same object when there are none for its units.
    """
    overrides = {override.unit: override for override in profile.figures}
    fillings = {filling.slot: filling for filling in scenario.fillings if filling.ects is not None}
    if programme.by_code.keys().isdisjoint((*overrides, *fillings)):
        return programme
    units = [_filled(_effective(unit, overrides.get(unit.code)), fillings.get(unit.code)) for unit in programme.units]
    return replace(programme, units=tuple(units))


def has_hours(programme: Programme, profile: Profile) -> bool:
    """Whether the hours of any unit are known: from the sheet, from the user, or by what was obtained."""
    if programme.listed_hours is not None:
        return True
    entered = [figure.unit for figure in profile.figures if figure.hours is not None]
    entered += [one.unit for one in profile.attempts if one.hours is not None and one.state is UnitState.VALIDATED]
    for credit in profile.credits:
        entered += credit.rows if credit.hours is not None and credit.state is not CreditState.REFUSED else ()
    return any(unit in programme.by_code for unit in entered)


def _filled(unit: Unit, filling: Filling | None) -> Unit:
    if filling is None or filling.ects is None or not unit.is_slot:
        return unit
    return replace(unit, ects=filling.ects)


def _effective(unit: Unit, override: Override | None) -> Unit:
    if override is None:
        return unit
    ects = unit.ects if override.ects is None else override.ects
    hours = unit.hours if override.hours is None else override.hours
    return replace(unit, ects=ects, hours=hours)
