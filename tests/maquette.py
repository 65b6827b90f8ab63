"""Programmes read from the JSON in which a public web planner publishes sheets, without their choices.

Only the plain rows of a sheet are taken: those that stand in no choice and no branch, each code once.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from csp_planner.domain.codes import is_made_up, made_up_code
from csp_planner.domain.offers import Mode
from csp_planner.domain.programme import AnnouncedTotals, Programme
from csp_planner.sheet import maquette

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
    rows = [{**row, "code": "" if is_made_up(row["code"]) else row["code"], "year": None} for row in plain_rows(sheet)]
    plain = {**sheet, "years": [], "groups": [], "items": rows}
    programme = maquette.read(json.dumps(plain), year).programme
    is_whole = len(rows) == len(sheet["items"])
    return programme if is_whole else replace(programme, announced=AnnouncedTotals())


def plain_rows(sheet: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of *sheet* that are due whatever is chosen, each code once; a row without one gets a made-up code."""
    seen: list[str] = []
    for item in sheet["items"]:
        code = item["code"] or made_up_code(item["title"], seen)
        if item.get("group") is None and code not in seen:
            seen.append(code)
            yield {**item, "code": code}
