"""Programmes of today's shape, made of the JSON in which a public web planner publishes sheets.

Such a sheet has codes, titles, ECTS and, for one year, the parts in which a unit runs. It has no hours, no dates and no
prices: what it does not say stays unknown. Only its plain rows are taken: those that stand in no choice and no branch,
each code once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from csp_planner.domain.codes import is_made_up, made_up_code
from csp_planner.domain.offers import Mode, Offer, Offers
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

TWO_WAYS: dict[str, Any] = {
    "title": "Une unité de deux façons",
    "code": "PST0000A-PAR",
    "total_credits": 10,
    "items": [
        {
            "code": "PST003",
            "title": "Psychologie",
            "ects": 6,
            "offer": {"S1": [Mode.EVENING.value], "A": [Mode.DAYTIME.value]},
        },
        {"code": "PST004", "title": "Méthodes", "ects": 4, "offer": {"S1": [Mode.EVENING.value]}},
    ],
}
"""One of its units runs in two ways in one year: in semester 1 in the evening, or over the year by day."""
MIXED: dict[str, Any] = {
    "title": "Diplôme dont des lignes n’ouvrent pas",
    "code": "DX0000A-PAR",
    "total_credits": 40,
    "items": [
        {"code": "DRA001", "title": "Droit", "ects": 4, "group": None, "offer": {"S1": ["soir"], "A": ["journée"]}},
        {"code": "DRA002", "title": "Techniques", "ects": 6, "group": None, "offer": {}},
        {"code": "US1234", "title": "Atelier", "ects": 2, "group": None, "offer": {}},
        {"code": "UA2B10", "title": "Expérience professionnelle", "ects": 12, "group": None, "offer": {}},
        {"code": "ANG320", "title": "Anglais", "ects": 6, "group": None, "offer": {"A": ["journée"], "S2": ["soir"]}},
        {"code": "ANG320", "title": "Anglais", "ects": 6, "group": None, "offer": {"S2": ["soir"]}},
        {"code": "ESD104", "title": "Au choix", "ects": 6, "group": "g1", "offer": {"S1": ["soir"]}},
        {"code": "", "title": "Une UE du département", "ects": 4, "group": None, "offer": {}},
    ],
}
"""A sheet with rows that open in no part, a code that is listed twice, a choice and a row without a code."""


KINDS: dict[str, Any] = {
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
    """The programme of the plain rows of *sheet*, whose offers are those of academic *year*."""
    rows = list(plain_rows(sheet))
    is_whole = len(rows) == len(sheet["items"])
    return Programme(
        code=sheet["code"],
        title=sheet["title"],
        publisher="Cnam Paris",
        sheet=sheet.get("url", "maquette"),
        published_years=(year,),
        announced=AnnouncedTotals(ects=(sheet["total_credits"] or None) if is_whole else None),
        units=tuple(_unit(row, year) for row in rows),
    )


def plain_rows(sheet: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of *sheet* that are due whatever is chosen, each code once; a row without one gets a made-up code."""
    seen: list[str] = []
    for item in sheet["items"]:
        code = item["code"] or made_up_code(item["title"], seen)
        if item.get("group") is None and code not in seen:
            seen.append(code)
            yield {**item, "code": code}


def _unit(item: Mapping[str, Any], year: int) -> Unit:
    kind = _kind_of(item)
    return Unit(
        code=item["code"],
        title=item["title"],
        ects=item["ects"],
        kind=kind,
        openings=_openings(item, year) if kind is UnitKind.TAUGHT else {},
    )


def _kind_of(item: Mapping[str, Any]) -> UnitKind:
    """What kind a row is, as its code, its credits and its offer tell."""
    if is_made_up(item["code"]):
        return UnitKind.SLOT
    if item["code"].startswith("UA") and not item["offer"]:
        return UnitKind.EXPERIENCE if item["ects"] else UnitKind.MILESTONE
    return UnitKind.TAUGHT


def _openings(item: Mapping[str, Any], year: int) -> dict[int, Offers]:
    """What the sheet says of *year*; a row « US… » without any offer is attended, in a term that it does not say."""
    if item["code"].startswith("US") and not item["offer"]:
        return {}
    return {year: tuple(Offer(part, tuple(item["offer"][part])) for part in Part if part in item["offer"])}
