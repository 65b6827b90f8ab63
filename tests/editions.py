"""Sheets composed of the built-in diploma: a newer edition of it, the same one elsewhere, and one to go on to."""

from dataclasses import replace
from datetime import date

from csp_planner.domain.offers import Offers, Opening
from csp_planner.domain.programme import Accreditation, AnnouncedTotals, Programme, Unit, UnitKind

YEAR = 2026
"""The year that the newer edition publishes for the first time."""
GONE, SAME_TITLE = "TET007", "TET017"
"""A row that the newer edition has no more, and the one that has its title now."""


def newer(usual: Programme) -> Programme:
    """*usual* with one more year: AST004 in the spring, CCE001 at 6 ECTS, TET007 under another code, other prices."""
    units = tuple(_newer(unit) for unit in usual.units)
    rules = replace(
        usual.conditions, units=tuple(SAME_TITLE if code == GONE else code for code in usual.conditions.units)
    )
    tariffs = tuple(replace(one, euros=one.euros + 75) if one.code == "cpf" else one for one in usual.tariffs)
    order = tuple(one for one in usual.recommended_order if GONE not in (one.before, one.after))
    return replace(
        usual,
        published_years=(*usual.published_years, YEAR),
        units=units,
        conditions=rules,
        tariffs=tariffs,
        recommended_order=order,
        accreditation=Accreditation(ends=date(2030, 8, 31)),
    )


def _newer(unit: Unit) -> Unit:
    last: Offers | None = unit.openings.get(YEAR - 1)
    openings = dict(unit.openings) if last is None else {**unit.openings, YEAR: last}
    match unit.code:
        case "AST004":
            return replace(unit, openings={**openings, YEAR: Opening.SEMESTER_2.offers()})
        case "CCE001":
            return replace(unit, openings=openings, ects=6)
        case "TET007":
            return replace(unit, code=SAME_TITLE, openings={**openings, YEAR: Opening.SEMESTER_1.offers()})
        case _:
            return replace(unit, openings=openings)


def elsewhere(usual: Programme) -> Programme:
    """The sheet of another centre, where TET010 runs in the spring."""
    spring = Opening.SEMESTER_2.offers()
    units = tuple(
        replace(unit, openings=dict.fromkeys(unit.openings, spring)) if unit.code == "TET010" else unit
        for unit in usual.units
    )
    return replace(usual, publisher="Cnam Occitanie", units=units)


def licence() -> Programme:
    """A diploma that the built-in one names to go on to, of the same centre, with rows that are alike in each way."""
    rows = (
        ("AST002", "Champs de la sociologie", 6),
        ("PST003", "Psychologie des organisations", 4),
        ("TRS101", "La relation aux publics accompagnés", 6),
        ("FPE101", "Économie de la formation", 6),
        ("FPE102", "Droit de la formation", 6),
    )
    units = tuple(
        Unit(
            code=code,
            title=title,
            ects=ects,
            hours=None,
            kind=UnitKind.TAUGHT,
            openings={2025: Opening.EITHER.offers()},
        )
        for code, title, ects in rows
    )
    return Programme(
        code="LG04101A",
        title="Licence générale Formation et travail",
        publisher="Cnam",
        sheet="composed",
        published_years=(2025,),
        announced=AnnouncedTotals(ects=28),
        units=units,
    )
