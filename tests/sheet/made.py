"""Maquettes made up for a test, piece by piece."""

from typing import Any

NO_RULE = {"ue_count": None, "credits": None, "min_domains": None, "total_ects": None}


def item(name: str, code: str, **facts: Any) -> dict[str, Any]:
    """A row of a maquette."""
    row = {"id": name, "code": code, "title": f"Titre de {code}", "ects": 6, "year": "y1", "group": None, "offer": {}}
    return {**row, "offer_notes": [], "link": None, **facts}


def group(name: str, kind: str, label: str, **facts: Any) -> dict[str, Any]:
    """A group of a maquette."""
    rule = {**NO_RULE, **facts.pop("rule", {})}
    return {"id": name, "kind": kind, "label": label, "year": "y1", "parent": None, "rule": rule, **facts}


def sheet(*items: dict[str, Any], groups: tuple[dict[str, Any], ...] = (), **facts: Any) -> dict[str, Any]:
    """A maquette of *items*."""
    years = [{"id": "y1", "label": "Programme"}]
    whole = {"title": "Licence d’essai", "code": "LG00000A-PAR", "total_credits": 60, "url": "https://exemple.invalid"}
    return {**whole, "years": years, "groups": list(groups), "items": list(items), "modalities": [], **facts}
