"""Programmes of today's shape, made of the JSON in which a public web planner publishes plain sheets.

Such a sheet has codes, titles, ECTS and, for one year, the parts in which a unit runs. It has no hours, no dates and no
prices: what it does not say stays unknown.
"""

from collections.abc import Mapping
from typing import Any

from csp_planner.domain.codes import made_up_code
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


MIXED: dict[str, Any] = {
    "title": "Bachelor de trois sortes de lignes",
    "code": "BC0000A-PAR",
    "total_credits": 81,
    "items": [
        {"code": "DNT104", "title": "Droit du numérique", "ects": 6, "offer": {"S1": ["soir ou samedi"]}},
        {"code": "UAAD91", "title": "Admission à l’école", "ects": 0, "offer": {}},
        {"code": "UAEP05", "title": "Expérience professionnelle", "ects": 15, "offer": {}},
        {"code": "", "title": "2 ème année DEUT assistant juridique", "ects": 60, "offer": {}},
    ],
}
"""One with rows of other kinds, of which one has no code."""


def programme_of(sheet: Mapping[str, Any], year: int = 2025) -> Programme:
    """The programme of a plain *sheet*, whose offers are those of academic *year*."""
    units: list[Unit] = []
    for item in sheet["items"]:
        kind, offer = _kind_of(item), item["offer"]
        offers = tuple(Offer(part, tuple(offer[part])) for part in Part if part in offer)
        units.append(
            Unit(
                code=item["code"] or made_up_code(item["title"], [unit.code for unit in units]),
                title=item["title"],
                ects=item["ects"],
                kind=kind,
                openings={year: offers} if kind is UnitKind.TAUGHT else {},
            )
        )
    return Programme(
        code=sheet["code"],
        title=sheet["title"],
        publisher="Cnam Paris",
        sheet=sheet.get("url", "maquette"),
        published_years=(year,),
        announced=AnnouncedTotals(ects=sheet["total_credits"]),
        units=tuple(units),
    )


def _kind_of(item: Mapping[str, Any]) -> UnitKind:
    """What kind a row is, as its code, its credits and its offer tell."""
    if item["code"].startswith("UAEP"):
        return UnitKind.EXPERIENCE
    if not item["code"]:
        return UnitKind.SLOT
    return UnitKind.MILESTONE if not item["ects"] and not item["offer"] else UnitKind.TAUGHT
