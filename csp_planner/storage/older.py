"""Brings what older files hold into the shape that is read today; everything else is left for the reader to judge."""

from typing import Any, cast

from csp_planner.domain.codes import made_up_code
from csp_planner.domain.offers import Opening, offers_of

_WORDS = {
    opening.value: opening for opening in (Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL, Opening.EITHER)
}


def renew_programme(programme: Any) -> bool:
    """Turn the openings of *programme*, a parsed file's, into lists of offers, and return whether one was none yet."""
    units = cast(dict[str, Any], programme).get("units") if isinstance(programme, dict) else None
    changed = False
    for unit in cast(list[Any], units) if isinstance(units, list) else []:
        if isinstance(unit, dict):
            changed |= _renew_unit(cast(dict[str, Any], unit))
    return changed


def give_codes(programme: dict[str, Any]) -> bool:
    """Give each row of *programme*, a parsed file's, that has no code one of its title; return whether there was one.

    A row has none where its code is missing or empty.
    """
    units = programme.get("units")
    listed = cast(list[Any], units) if isinstance(units, list) else []
    rows = [cast(dict[str, Any], unit) for unit in listed if isinstance(unit, dict)]
    taken = {code for row in rows if isinstance(code := row.get("code"), str)}
    bare = [row for row in rows if row.get("code", "") == "" and isinstance(row.get("title"), str)]
    for row in bare:
        row["code"] = made_up_code(row["title"], taken)
        taken.add(row["code"])
    return bool(bare)


def _renew_unit(unit: dict[str, Any]) -> bool:
    openings, entered = unit.get("openings"), unit.get("entered")
    changed = isinstance(openings, dict) and _renew_values(cast(dict[str, Any], openings))
    for told in cast(dict[str, Any], entered).values() if isinstance(entered, dict) else ():
        if isinstance(told, dict) and "sheet" in told:
            changed |= _renew_values(cast(dict[str, Any], told), ("sheet",))
    return changed


def _renew_values(values: dict[str, Any], keys: tuple[str, ...] = ()) -> bool:
    changed = False
    for key in keys or tuple(values):
        word = values[key]
        if word is None or (isinstance(word, str) and word in _WORDS):
            offers = offers_of(_WORDS[word] if word else None)
            values[key] = [{"part": offer.part.value, "modes": list(offer.modes)} for offer in offers]
            changed = True
    return changed
