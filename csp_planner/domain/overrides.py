"""ECTS and hours entered by the user, laid over the sheet's: the centre gives what the sheet does not publish."""

from dataclasses import replace

from csp_planner.domain.plan import CreditState, Override, Profile, UnitState
from csp_planner.domain.programme import Programme, Unit


def effective_programme(programme: Programme, profile: Profile) -> Programme:
    """*programme* with the ECTS and hours the user entered; the same object when there are none for its units."""
    overrides = {override.unit: override for override in profile.figures}
    if overrides.keys().isdisjoint(programme.by_code):
        return programme
    units = [_effective(unit, overrides.get(unit.code)) for unit in programme.units]
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


def _effective(unit: Unit, override: Override | None) -> Unit:
    if override is None:
        return unit
    ects = unit.ects if override.ects is None else override.ects
    hours = unit.hours if override.hours is None else override.hours
    return replace(unit, ects=ects, hours=hours)
