"""ECTS and hours entered by the user, laid over the sheet's: the centre gives what the sheet does not publish."""

from dataclasses import replace

from csp_planner.domain.plan import Override, Profile
from csp_planner.domain.programme import Programme, Unit


def effective_programme(programme: Programme, profile: Profile) -> Programme:
    """*programme* with the figures the user entered; the same object when there are none for its units."""
    figures = {figure.unit: figure for figure in profile.figures}
    if figures.keys().isdisjoint(programme.by_code):
        return programme
    units = tuple(_effective(unit, figures[unit.code]) if unit.code in figures else unit for unit in programme.units)
    return replace(programme, units=units)


def _effective(unit: Unit, figure: Override) -> Unit:
    ects = unit.ects if figure.ects is None else figure.ects
    hours = unit.hours if figure.hours is None else figure.hours
    return replace(unit, ects=ects, hours=hours)
