"""A sheet as it was published, and what a user entered of it laid over a newer one."""

from collections.abc import Mapping
from dataclasses import replace

from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.offers import Offers, opening_of
from csp_planner.domain.programme import Accreditation, EnteredEnrolment, Programme, Tariff, Unit
from csp_planner.domain.year_openings import unit_as_published, unit_with_opening


def as_published(programme: Programme) -> Programme:
    """*programme* without anything that a user entered."""
    accreditation = programme.accreditation
    if accreditation is not None and accreditation.published is not None:
        accreditation = replace(accreditation, ends=accreditation.published, published=None)
    return replace(
        programme,
        units=tuple(map(_bare, programme.units)),
        accreditation=accreditation,
        entered_enrolment=dict[int, EnteredEnrolment](),
        declined={},
    )


def laid_over(new: Programme, old: Programme) -> Programme:
    """The newer edition *new* with what the user entered in *old*.

    Sheets print few academic years: what *old* published of the years before those of *new* stays known for the rows
    that both have. An opening that was entered and that *new* publishes alike becomes the sheet's. What sheets do not
    print, and was added to *old*, stays: see ``_added``.
    """
    new = _added(new, old)
    first = min(new.published_years, default=None)
    kept = sorted(year for year in old.published_years if first is None or year < first)
    years = tuple(sorted({*kept, *new.published_years}))[-MAX_YEARS:]
    earlier = frozenset(kept) & frozenset(years)
    rows = old.by_code
    units = tuple(_laid_over(unit, rows[unit.code], earlier) if unit.code in rows else unit for unit in new.units)
    return replace(
        new,
        units=units,
        published_years=years if earlier else new.published_years,
        accreditation=_accreditation(new.accreditation, old.accreditation),
        entered_enrolment=dict(sorted({**new.entered_enrolment, **old.entered_enrolment}.items())),
        declined=dict(sorted({**new.declined, **old.declined}.items())),
    )


def _added(new: Programme, old: Programme) -> Programme:
    """*new* with what was added to *old* and *new* does not say: its centre, advice on the order of rows that it still
    has, and the words for a price in more languages."""
    order = new.recommended_order or tuple(
        one for one in old.recommended_order if one.before in new.by_code and one.after in new.by_code
    )
    before = {price.code: price for price in old.tariffs}
    tariffs = tuple(_worded(price, before[price.code]) if price.code in before else price for price in new.tariffs)
    publisher = new.publisher if new.publisher.strip() else old.publisher
    return replace(new, publisher=publisher, recommended_order=order, tariffs=tariffs)


def _worded(new: Tariff, old: Tariff) -> Tariff:
    return replace(new, label=old.label) if old.label.keys() > new.label.keys() else new


def _laid_over(new: Unit, old: Unit, earlier: frozenset[int]) -> Unit:
    published = _bare(old).openings
    known: Mapping[int, Offers] = {year: offers for year, offers in published.items() if year in earlier}
    unit = new
    if any(year not in new.openings for year in known):
        unit = replace(new, openings=dict(sorted({**known, **new.openings}.items())))
    for year, told in old.entered.items():
        unit = unit_with_opening(unit, year, opening_of(old.openings[year]), told.source, told.date)
        if year in unit.entered:  # with the modes that were entered, if any were
            unit = replace(unit, openings={**unit.openings, year: old.openings[year]})
    return unit if old.rhythm is None else replace(unit, rhythm=old.rhythm)


def _accreditation(new: Accreditation | None, old: Accreditation | None) -> Accreditation | None:
    if old is None or not old.entered:
        return new
    if new is None:
        return old
    published = new.published or new.ends
    return replace(new, ends=old.ends, published=None if published == old.ends else published)


def _bare(unit: Unit) -> Unit:
    for year in tuple(unit.entered):
        unit = unit_as_published(unit, year)
    return unit if unit.rhythm is None else replace(unit, rhythm=None)
