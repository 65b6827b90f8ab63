"""The openings of one academic year as a centre gave them to the user, before its sheet is published.

The user's library keeps them for all plans of a programme. They speak only for the units they name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, TypeVar

from annotated_types import MaxLen

from csp_planner.domain.limits import MAX_UNITS, AcademicYear, Code, Day, Kept, ShortText
from csp_planner.domain.offers import Opening, offers_of, opening_of
from csp_planner.domain.programme import EnteredEnrolment, EnteredOpening, Programme, Unit

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOpenings(Kept):
    """What was entered for one year of one programme."""

    programme: Code
    year: AcademicYear
    source: ShortText
    """Who said so, or where it is written."""
    date: Day
    """The day it was entered."""
    openings: Annotated[Mapping[Code, Opening | None], MaxLen(MAX_UNITS)] = field(
        default_factory=dict[str, Opening | None]
    )
    """How each unit runs that is spoken of; None: not opened that year."""
    enrolment: EnteredEnrolment | None = None


def with_openings(programme: Programme, told: YearOpenings) -> Programme:
    """*programme* with what was *told* of a year; units it does not have are passed over.

    An opening that the sheet has already is not entered: it stays the sheet's.
    """
    units = tuple(
        unit_with_opening(unit, told.year, told.openings[unit.code], told.source, told.date)
        if unit.code in told.openings
        else unit
        for unit in programme.units
    )
    enrolment = dict(programme.entered_enrolment)
    if told.enrolment is not None:
        enrolment[told.year] = told.enrolment
    declined = {year: day for year, day in programme.declined.items() if year != told.year}
    return replace(programme, units=units, entered_enrolment=_by_year(enrolment), declined=declined)


def without_openings(programme: Programme, year: int, codes: frozenset[str] | None = None) -> Programme:
    """*programme* as the sheet has *year*: nothing entered for the units in *codes*, or for any unit and enrolment."""
    units = tuple(
        unit_as_published(unit, year) if codes is None or unit.code in codes else unit for unit in programme.units
    )
    enrolment = dict(programme.entered_enrolment)
    if codes is None:
        enrolment.pop(year, None)
    return replace(programme, units=units, entered_enrolment=enrolment)


def entered_in(programme: Programme, year: int) -> Mapping[str, Opening | None]:
    """The openings of *year* that were entered, by unit."""
    return {unit.code: opening_of(unit.openings[year]) for unit in programme.units if year in unit.entered}


def unit_with_opening(unit: Unit, year: int, opening: Opening | None, source: str, day: date) -> Unit:
    """*unit* with *opening* entered for *year*, unless the sheet has it already: then it stays the sheet's."""
    clean = unit_as_published(unit, year)
    is_published = year in clean.openings
    sheet = clean.openings.get(year, ())
    if is_published and opening_of(sheet) == opening:
        return clean
    entered = EnteredOpening(source=source, date=day, published=is_published, sheet=sheet)
    return replace(
        clean,
        openings=_by_year({**clean.openings, year: offers_of(opening)}),
        entered=_by_year({**clean.entered, year: entered}),
    )


def unit_as_published(unit: Unit, year: int) -> Unit:
    """*unit* as the sheet has *year*."""
    entered = unit.entered.get(year)
    if entered is None:
        return unit
    openings = {known: opening for known, opening in unit.openings.items() if known != year}
    if entered.published:
        openings[year] = entered.sheet
    others = {known: one for known, one in unit.entered.items() if known != year}
    return replace(unit, openings=_by_year(openings), entered=others)


def _by_year(values: Mapping[int, _Value]) -> dict[int, _Value]:
    """*values* in the order of the years, so that the same openings give the same file."""
    return dict(sorted(values.items()))
