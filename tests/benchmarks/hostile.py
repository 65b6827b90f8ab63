"""Plan files of up to 8 MiB, each made to cost the reader as much as can be, and the largest ones that are plans."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from csp_planner.domain.plan import Acceptance, Placement, Plan, Scenario
from csp_planner.domain.profile import Note
from csp_planner.storage.codec import MAX_FILE_BYTES, write_plan

from .rich import DAY, WAIVER, rich_plan, term

_MARK = "§"
_FILLED = MAX_FILE_BYTES - 1_000


def _around(*path: Any) -> tuple[bytes, bytes]:
    """The rich plan's file before and after the value at *path*."""
    document = json.loads(write_plan(rich_plan()))
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = _MARK
    before, after = json.dumps(document, separators=(",", ":")).split(json.dumps(_MARK))
    return before.encode(), after.encode()


def filled(*path: Any, opening: bytes, one: bytes, closing: bytes, separator: bytes = b",") -> bytes:
    """The plan with *one* as often as 8 MiB hold at *path*."""
    before, after = _around(*path)
    times = (_FILLED - len(before) - len(after)) // len(one + separator)
    return before + opening + (one + separator) * (times - 1) + one + closing + after


def listed(*path: Any, items: Callable[[int], bytes]) -> bytes:
    """The plan with a list of *items* at *path*, up to 8 MiB or 2,000 of them."""
    before, after = _around(*path)
    found: list[bytes] = []
    size = len(before) + len(after)
    while len(found) < 2_000 and size < _FILLED:
        found.append(items(len(found)))
        size += len(found[-1]) + 1
    return before + b"[" + b",".join(found[:-1]) + b"]" + after


def row(one: Callable[[int], str], opening: str = "[", closing: str = "]", length: int = 2_000) -> bytes:
    return (opening + ",".join(one(index) for index in range(length)) + closing).encode()


def spaced(plan: Plan) -> bytes:
    """*plan* as compact as a file can be."""
    return json.dumps(json.loads(write_plan(plan)), separators=(",", ":"), ensure_ascii=False).encode()


def without_what_may_be_left_out(plan: Plan) -> bytes:
    document = json.loads(write_plan(plan))
    for scenario in document["scenarios"]:
        for judged in scenario["judged"]:
            del judged["figures"], judged["term"]
    return json.dumps(document, separators=(",", ":")).encode()


def crowded(scenarios: int, placements: int, judged: int) -> Plan:
    """The plan with so many scenarios of so many placements and accepted warnings each."""
    kept = tuple(Placement(unit=f"U{number}", term=term("2027-S1"), waiver=WAIVER) for number in range(placements))
    accepted = tuple(Acceptance(code="x", unit=f"U{number}", reason="", date=DAY) for number in range(judged))
    start = term("2027-S1")
    return replace(
        rich_plan(),
        scenarios=tuple(
            Scenario(name=str(number), start=start, placements=kept, judged=accepted) for number in range(scenarios)
        ),
        active=0,
    )


def talkative(character: str, length: int) -> Plan:
    """The plan with a thousand notes."""
    notes = tuple(Note(unit=f"U{number}", text=character * length) for number in range(1_000))
    plan = rich_plan()
    return replace(plan, profile=replace(plan.profile, notes=notes))


LATER = ("later",)
NAME = ("profile", "name")
OPENINGS = ("programme", "units", 0, "openings")
SHAPES: dict[str, Callable[[], bytes]] = {
    "a list of zeros": partial(filled, *LATER, opening=b"[", one=b"0", closing=b"]"),
    "a list of fractions": partial(filled, *LATER, opening=b"[", one=b"1.5", closing=b"]"),
    "a list of objects": partial(filled, *LATER, opening=b"[", one=b'{"a":0}', closing=b"]"),
    "lists of zeros": partial(listed, *LATER, items=lambda _index: row(lambda _at: "0")),
    "lists of fractions": partial(listed, *LATER, items=lambda _index: row(lambda _at: "9e9")),
    "lists of texts": partial(listed, *LATER, items=lambda index: row(lambda at: f'"{index:x}{at:x}"')),
    "objects of many keys": partial(listed, *LATER, items=lambda _index: row(lambda at: f'"{at:x}":0', "{", "}")),
    "lists of small objects": partial(listed, *LATER, items=lambda _index: row(lambda _at: '{"a":0}', length=95)),
    "lists of empty lists": partial(listed, *LATER, items=lambda _index: row(lambda _at: "[]", length=95)),
    "long whole numbers": partial(listed, *LATER, items=lambda _index: b"9" * 4_000),
    "an unknown key again and again": partial(filled, *LATER, opening=b"0,", one=b'"later":0', closing=b',"z":0'),
    "an empty key again and again": partial(filled, *LATER, opening=b"0,", one=b'"":0', closing=b',"z":0'),
    "a known key again and again": partial(filled, "active", opening=b"0,", one=b'"active":0', closing=b',"z":0'),
    "a key of the profile again and again": partial(filled, *NAME, opening=b'"",', one=b'"name":""', closing=b',"z":0'),
    "one year again and again": partial(filled, *OPENINGS, opening=b"{", one=b'"2023":"S9"', closing=b"}"),
    "years again and again": lambda: filled(
        *OPENINGS, opening=b"{", one=b",".join(b'"%x":0' % n for n in range(900)), closing=b"}"
    ),
    "one text": partial(filled, *NAME, opening=b'"', one=b"x", closing=b'"', separator=b""),
    "one text of escapes": partial(filled, *NAME, opening=b'"', one=b"\\u0001", closing=b'"', separator=b""),
    "one text of four bytes each": partial(filled, *NAME, opening=b'"', one="😀".encode(), closing=b'"', separator=b""),
    "one key": partial(filled, *LATER, opening=b'0,"', one=b"x", closing=b'":0', separator=b""),
    "one whole number": partial(filled, "active", opening=b"", one=b"9", closing=b"", separator=b""),
    "one fraction": partial(filled, "active", opening=b"0.", one=b"9", closing=b"", separator=b""),
    "one exponent": partial(filled, "active", opening=b"1e", one=b"9", closing=b"", separator=b""),
    "spaces": partial(filled, "active", opening=b"", one=b" ", closing=b"0", separator=b""),
    "brackets never closed": lambda: b"[" * 200_000 + b" " * (_FILLED - 200_000),
    "objects never closed": lambda: b'{"a":' * 200_000,
    "zeros that are no text": lambda: bytes(_FILLED),
    "a plan cut off": lambda: write_plan(crowded(50, 500, 150))[:-10],
    "the largest plan": lambda: write_plan(crowded(50, 500, 150)),
    "the largest plan without spaces": lambda: spaced(crowded(50, 500, 150)),
    "one that grows too large": lambda: without_what_may_be_left_out(crowded(50, 800, 780)),
    "long notes": lambda: write_plan(talkative("é", 4_100)),
    "long notes of signs": lambda: write_plan(talkative("\x01", 1_380)),
}
"""By what they hold, how each is made."""
