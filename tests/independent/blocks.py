"""Counts the blocks of a saved plan a second time, from the JSON alone: it imports nothing of the program.

Branches and ways to share units out are tried one after the other, so it is slow and simple where the program is not.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

Document = Mapping[str, Any]
Held = Mapping[str, int]
"""What each unit that is held is worth, in hundredths of ECTS."""


def count(document: Document, today: str) -> list[str]:
    """What the scenario shown lacks of its award: a line for each block, none where all that can be checked is met.

    Of all ways to take branches that are not chosen, and to share units out, one that lacks least is told.
    """
    scenario = document["scenarios"][document["active"]]
    award = document["programme"].get("award")
    if award is None:
        raise ValueError("the programme has no award")
    held = _held(document, scenario, today)
    pins = {pin["unit"]: pin["block"] for pin in scenario.get("pins", ())}
    stored = set(scenario.get("branches", ()))
    ways = (_lacks(binding, held, pins, document) for binding in _bindings("", award, stored))
    problems = min(ways, key=len)
    aside = set(scenario.get("set_aside", ())) & {one["unit"] for one in scenario["placements"]}
    return problems + [f"{code} was set aside and is planned" for code in sorted(aside)]


def _held(document: Document, scenario: Document, today: str) -> dict[str, int]:
    """Units planned, taken, dispensed of or asked for; rows that nobody attends wait for a day and are held as well."""
    rows = {unit["code"]: unit for unit in document["programme"]["units"]}
    profile = document["profile"]
    worth = {code: unit["ects"] for code, unit in rows.items()}
    worth |= {one["unit"]: one["ects"] for one in profile.get("figures", ()) if one.get("ects") is not None}
    worth |= {one["slot"]: one["ects"] for one in scenario.get("fillings", ()) if one.get("ects") is not None}
    codes = {placed["unit"] for placed in scenario["placements"]}
    codes |= {code for code, unit in rows.items() if unit["kind"] in ("milestone", "experience")}
    for taken in profile["attempts"]:
        if taken["state"] in ("validated", "enrolled", "in-progress"):
            codes.add(taken["unit"])
            if taken["state"] == "validated" and taken.get("ects") is not None:
                worth[taken["unit"]] = taken["ects"]
    for credit in profile["credits"]:
        if credit["state"] == "granted" or (credit["state"] == "asked" and credit["date"] >= today):
            for code in credit["counts_for"] or (credit["unit"],):
                codes.add(code)
                if not credit["counts_for"] and credit.get("ects") is not None:
                    worth[code] = credit["ects"]
    return {code: round(100 * worth[code]) for code in codes if code in rows}


def _blocks_in(path: str, block: Document) -> list[tuple[str, Document]]:
    inside = [member for member in block["members"] if not isinstance(member, str)]
    return [(f"{path}.{place}" if path else str(place), member) for place, member in enumerate(inside, start=1)]


def _codes(block: Document) -> list[str]:
    return [member for member in block["members"] if isinstance(member, str)]


def _leaves(block: Document) -> set[str]:
    return set(_codes(block)).union(*(_leaves(member) for _path, member in _blocks_in("", block)))


def _bindings(path: str, block: Document, stored: set[str]) -> Iterator[dict[str, Document]]:
    """The blocks that the award asks for, by path, for each way to take branches; those stored are taken."""
    take = block["take"]
    members = _blocks_in(path, block)
    own: dict[str, Document] = {path: block}
    if take is None or (take != "all" and "blocks" not in take):
        yield own
        return
    ways: list[tuple[tuple[str, Document], ...]] = [tuple(members)]
    if take != "all":
        taken = [each for each in members if each[0] in stored][: take["blocks"]]
        others = [each for each in members if each not in taken]
        room = min(take["blocks"] - len(taken), len(others))
        ways = [(*taken, *more) for more in combinations(others, room)]
    for way in ways:
        for inner in product(*(list(_bindings(where, member, stored)) for where, member in way)):
            found = dict(own)
            for each in inner:
                found |= each
            yield found


def _lacks(blocks: Mapping[str, Document], held: Held, pins: Mapping[str, str], document: Document) -> list[str]:
    """What *blocks* lack, shared out as well as can be."""
    rows = {unit["code"]: unit for unit in document["programme"]["units"]}
    lacking: list[str] = []
    due: set[str] = set()
    for path, block in blocks.items():
        if block["take"] == "all":
            due |= set(_codes(block))
            lacking += [f"{path or 'award'}: {code} is due" for code in _codes(block) if code not in held]
        elif block["take"] is not None and "blocks" in block["take"] and block["members"]:
            short = block["take"]["blocks"] - len(_blocks_in(path, block))
            lacking += [f"{path or 'award'}: has too few blocks"] if short > 0 else []
    choices = {
        path: block
        for path, block in blocks.items()
        if block["take"] not in (None, "all") and "blocks" not in block["take"] and block["members"]
    }
    # A row that nobody attends fills a place where it is due by name; nobody chooses it before it has a day.
    waits = {code for code, unit in rows.items() if unit["kind"] in ("milestone", "experience")}
    waits -= {one["unit"] for one in document["profile"].get("ticks", ())}
    free = [code for code in held if code not in due and code not in waits]
    homes = {code: [path for path, block in choices.items() if code in _leaves(block)] for code in free}
    homes |= {code: [pins[code]] for code in free if pins.get(code) in homes[code]}
    sure: dict[str, list[str]] = {path: [] for path in choices}
    for code, paths in homes.items():
        if len(paths) == 1:
            sure[paths[0]].append(code)
    shared = [code for code, paths in homes.items() if len(paths) > 1]
    best: list[str] | None = None
    for way in product(*(homes[code] for code in shared)):
        given = {
            path: [*codes, *(c for c, where in zip(shared, way, strict=True) if where == path)]
            for path, codes in sure.items()
        }
        short = [line for path, block in choices.items() if (line := _short(path, block, given[path], held))]
        if best is None or len(short) < len(best):
            best = short
        if not best:
            break
    return lacking + (best or [])


def _short(path: str, block: Document, codes: list[str], held: Held) -> str:
    """What a choice lacks with the units given to it; empty where it lacks nothing."""
    take = block["take"]
    if "units" in take and len(codes) < take["units"]:
        return f"{path}: {len(codes)} of {take['units']} units"
    if "ects" in take and sum(held[code] for code in codes) < round(100 * take["ects"]):
        return f"{path}: {sum(held[code] for code in codes) / 100:g} of {take['ects']:g} ECTS"
    wanted = block["at_least_blocks"] or 0
    groups = [_leaves(member) for _path, member in _blocks_in(path, block)]
    if wanted and not _represent(groups, codes, wanted):
        return f"{path}: units from fewer than {wanted} blocks"
    return ""


def _represent(groups: list[set[str]], codes: list[str], wanted: int) -> bool:
    """Whether *wanted* of the groups have a unit each that stands for them, no unit for two."""
    if wanted <= 0:
        return True
    if not groups:
        return False
    with_first = any(
        _represent(groups[1:], [other for other in codes if other != code], wanted - 1)
        for code in codes
        if code in groups[0]
    )
    return with_first or _represent(groups[1:], codes, wanted)
