"""Puts lines together again that were broken at the edge of the paper or of a column, and of a page.

A line was broken where the first word of the next one would not have fitted into it. How wide words are is measured by
the usual widths of letters, which is not exact: beside it, what the lines say tells which of them belong together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from csp_planner.sheet.facts import is_heading
from csp_planner.sheet.paper import FEWEST_LINES, Piece, Place
from csp_planner.sheet.wording import is_prompt, is_stage
from csp_planner.sheet.words import AMOUNT, CODE, one_line

_GAP = re.compile(r"\S(?: {3,}|\t+)\S")
_FULL, _NEARLY_FULL = 0.97, 0.85
"""How much of the width a line and the next word take where the line is surely broken, and where it may be."""
_LARGER = 0.75
"""How much of that a line takes that says what is to be chosen: it may be printed larger."""
_NARROW, _WIDE = frozenset("iljtfrI.,;:!'’|()[]/- "), frozenset("mwMW%@œ—…")
_BLANK = 0.42
"""Width of a blank that a line begins with: the text of a file is laid out in columns narrower than a letter."""
_CREDITS = re.compile(rf"{AMOUNT} ?:? ?(?:ects|crédits)", re.IGNORECASE)
_CODE_ONLY = re.compile(CODE)
_OFFERS = re.compile(r"(?:(?:1er|2nd|2e|2eme)\b.{0,20}|annuel ?):.*", re.IGNORECASE)
_STARTS = re.compile(
    rf"[-•–*·↓]\s|{CODE}\Z|(?i:{AMOUNT} ?:? ?(?:ects|crédits)\b|(?:1er|2nd|2e)\b|annuel ?:|total\b|voir toutes\b"
    r"|code dipl[ôo]me|code\(s\))"
)
"""How lines begin that stand by themselves."""
_OF_CODE = re.compile(r"code dipl[ôo]me\b", re.IGNORECASE)
_AWAITS_CODE = re.compile(r"code dipl[ôo]me(?:/certificat)? ?:", re.IGNORECASE)
_ENDS = re.compile(rf"(?i:total|voir toutes les ue.*)|(?i:{AMOUNT} ?:? ?(?:ects|crédits))|{CODE}|.*:")
"""Lines that nothing goes on with."""
_MOST_OF_TITLE = 5


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    """It without the blanks around it."""
    layout: str
    width: float
    room: float
    """Width of what it stands in."""
    blanks: int
    """Empty lines above it."""
    is_first: bool
    """Whether it is the first one of its piece, so that nobody knows how much room is above it."""
    is_table: bool


def mended(pieces: Sequence[Piece]) -> str:
    """Return the lines of *pieces* with each that was broken in one piece; rows of tables stay as they are."""
    lines = list(_lines(pieces))
    ends_of_titles = _ends_of_titles(lines)
    done: list[str] = []
    until = -1
    """Where the title ends that is read."""
    for place, line in enumerate(lines):
        until = ends_of_titles.get(place, until)
        before = lines[place - 1] if place else None
        is_rest_of_title = place not in ends_of_titles and place <= until
        if before is not None and (is_rest_of_title or _goes_on(before, line)):
            done[-1] = f"{done[-1].rstrip()} {line.text}"
        else:
            done += [""] * line.blanks
            done.append(line.layout)
    return "\n".join(done)


def _lines(pieces: Sequence[Piece]) -> Iterator[_Line]:
    tables = [_is_table(piece) for piece in pieces]
    rooms = {place: _room(pieces, tables, place) for place in Place}
    for piece, is_table in zip(pieces, tables, strict=True):
        blanks, is_first = 0, True
        for line in piece.lines:
            if line.strip():
                yield _Line(line.strip(), line, _width(line), rooms[piece.place], blanks, is_first, is_table)
                blanks, is_first = 0, False
            else:
                blanks += 1


def _is_table(piece: Piece) -> bool:
    written = [line for line in piece.lines if line.strip()]
    return 10 * sum(map(_has_gap, written)) > len(written)


def _room(pieces: Sequence[Piece], tables: Sequence[bool], place: Place) -> float:
    """Return how wide the lines of *place* may be."""
    some = (piece for piece, is_table in zip(pieces, tables, strict=True) if piece.place is place and not is_table)
    widths = sorted(_width(line) for piece in some for line in piece.lines if line.strip())
    return float("inf") if len(widths) < FEWEST_LINES else widths[-1 - len(widths) // 20]


def _width(line: str) -> float:
    """Return about how wide *line* is, in parts of the height of its letters."""
    words = line.strip()
    return _BLANK * (len(line.rstrip()) - len(words)) + sum(map(_width_of_letter, one_line(words)))


def _width_of_letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.29
    if letter in _WIDE:
        return 0.82
    return 0.68 if letter.isupper() else 0.5


def _has_gap(line: str) -> bool:
    return _GAP.search(line.strip()) is not None


def _ends_of_titles(lines: Sequence[_Line]) -> dict[int, int]:
    """Return the place of the last line of each title by that of the first: it stands between credits and a code.

    The name of the diploma stands above its code. What is said of a choice, below its credits in all, is whole in the
    same way, up to a gap.
    """
    found: dict[int, int] = {}
    for place, line in enumerate(lines):
        if _OF_CODE.match(line.text) and place:
            found[_start_of_name(lines, place - 1)] = place - 1
        if not _CREDITS.fullmatch(line.text):
            continue
        is_total = place > 0 and lines[place - 1].text.casefold() == "total"
        first = end = place + 1
        while end < len(lines) and end <= first + _MOST_OF_TITLE and not _stands_alone(lines[end].text):
            is_apart = lines[end].blanks or lines[end].is_first
            if end > first and is_apart and not _goes_on(lines[end - 1], lines[end]):
                break
            end += 1
        if first < end < len(lines) and (is_total or _CODE_ONLY.fullmatch(lines[end].text)):
            found[first] = end - 1
    return found


def _start_of_name(lines: Sequence[_Line], last: int) -> int:
    """Return where the name of the diploma begins that ends at *last*: it is printed large, so that no width tells."""
    first = last
    while first > max(0, last - _MOST_OF_TITLE) and (lines[first].text[:1].islower() or lines[first].text[:1] == "("):
        first -= 1
    return first


def _stands_alone(text: str) -> bool:
    return _STARTS.match(text) is not None or is_stage(text) or is_heading(text)


def _goes_on(before: _Line, line: _Line) -> bool:
    """Return whether *line* is the rest of the one *before* it."""
    if _AWAITS_CODE.fullmatch(before.text):
        return " " not in line.text
    if before.is_table or line.is_table or _has_gap(before.layout) or _has_gap(line.layout):
        return False
    if _stands_alone(line.text) or (_ENDS.fullmatch(before.text) and not _OFFERS.fullmatch(before.text)):
        return False
    is_lower, is_open = line.text[:1].islower(), before.text.endswith(",")
    if line.blanks > (is_lower or is_open) and not line.is_first:
        return False
    if is_open:
        return True
    taken = before.width + _width(f"x {line.text.split(maxsplit=1)[0]}") - 0.5
    return taken >= before.room * (_NEARLY_FULL if is_lower else _FULL) * (_LARGER if is_prompt(before.text) else 1)
