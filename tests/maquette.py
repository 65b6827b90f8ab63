"""Programmes of today's shape, made of the JSON in which a public web planner publishes plain sheets.

Such a sheet has codes, titles, ECTS and, for one year, the parts in which a unit runs. It has no hours, no dates and no
prices: what it does not say stays unknown.
"""

from collections.abc import Mapping
from typing import Any

from csp_planner.domain.offers import Offer
from csp_planner.domain.programme import AnnouncedTotals, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part

CERTIFICATE: dict[str, Any] = {
    "title": "Certificat de trois unités",
    "code": "CS0000A-PAR",
    "total_credits": 14,
    "items": [
        {"code": "DNT104", "title": "Droit du numérique", "ects": 4, "offer": {"S1": ["soir ou samedi"]}},
        {"code": "DNT105", "title": "Métier du délégué", "ects": 6, "offer": {"S2": ["à distance"]}},
        {"code": "DNT106", "title": "Étude de cas", "ects": 4, "offer": {"S1": ["soir"], "S2": ["à distance"]}},
    ],
}
"""A certificate in that shape."""


def programme_of(sheet: Mapping[str, Any], year: int = 2025) -> Programme:
    """The programme of a plain *sheet*, whose offers are those of academic *year*."""
    units = tuple(
        Unit(
            code=item["code"],
            title=item["title"],
            ects=item["ects"],
            kind=UnitKind.TAUGHT,
            openings={year: tuple(Offer(part, tuple(item["offer"][part])) for part in Part if part in item["offer"])},
        )
        for item in sheet["items"]
    )
    return Programme(
        code=sheet["code"],
        title=sheet["title"],
        publisher="Cnam Paris",
        sheet=sheet.get("url", "maquette"),
        published_years=(year,),
        announced=AnnouncedTotals(ects=sheet["total_credits"]),
        units=units,
    )
