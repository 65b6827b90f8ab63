"""Puts the lines of printed pages in the order in which they are read.

What a browser prints at the edges of the paper is left out. A page of two columns is cut between them, and the right
one follows the left one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from csp_planner.sheet.words import offers_in, one_line, price_at_the_end, year_in

_CHUNK = re.compile(r"\S+(?: \S+)*")
FEWEST_LINES, _MOST_LINES = 6, 500
"""Lines that both columns of a page have at least, and that a page of two columns has at most."""
_CUTS_TRIED = 5
_ACROSS = 0.15
"""Lines of a page of two columns that may go across both, as its title does, in parts of all."""
_LONGEST_CELL = 24
_LONGEST_LINE = 400
"""A page with longer ones is none of two columns of text."""
_LONGEST_EDGE = 1_000
_ADDRESS = r"(?:https?|file)://\S+"
_TOP = re.compile(
    rf"\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}},? \d{{1,2}}[:h]\d\d(?: [AP]M)?(?: .*)?|.* {{2,}}{_ADDRESS}", re.IGNORECASE
)
"""The time and the title, or the title and the address."""


_YEAR_WORD = re.compile(r"ann[ée]e", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4}) ?[/–-] ?(?:[0-9]{2})?([0-9]{2})")


class Place(Enum):
    """Where on their page lines stand under one another."""

    WHOLE = auto()
    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines under one another."""

    place: Place
    lines: tuple[str, ...]


def without_edges(pages: Sequence[str]) -> list[str]:
    """Return *pages* without what a browser prints above and below each: time, title, address and number."""
    return [_without_edges(page, number, len(pages)) for number, page in enumerate(pages, start=1)]


def _without_edges(page: str, number: int, count: int) -> str:
    lines = page.split("\n")
    written = [place for place, line in enumerate(lines) if line.strip()]
    if not written:
        return page
    top, bottom = (lines[place][:_LONGEST_EDGE].strip() for place in (written[0], written[-1]))
    if re.fullmatch(rf"(?:.* )?{number} ?(?:/|of|sur|de|von) ?{count}(?: .*)?", bottom) and _is_edge(bottom):
        del lines[written[-1] :]
    if len(written) > 1 and _TOP.fullmatch(top):
        del lines[: written[0] + 1]
    return "\n".join(lines)


def _is_edge(bottom: str) -> bool:
    """Return whether a line with the number of its page has nothing else that a sheet says."""
    return bottom[:1].isdigit() or re.match(rf"(?:Page |{_ADDRESS} )", bottom, re.IGNORECASE) is not None


def whole_headings(page: str) -> str:
    """Return *page* with the years of a table in the line of their headings, where narrow columns broke them."""
    lines = page.split("\n")
    for place, line in enumerate(lines[:-1]):
        heads = [chunk for chunk in _CHUNK.finditer(line[:_LONGEST_EDGE]) if _YEAR_WORD.fullmatch(chunk[0])]
        below = list(_CHUNK.finditer(lines[place + 1][:_LONGEST_EDGE])) if heads else []
        years = [found for chunk in below if (found := _YEAR.fullmatch(chunk[0]))]
        if not heads or not len(heads) == len(below) == len(years):
            continue
        whole = line[: heads[0].start()]
        for head, chunk, year in zip(heads, below, years, strict=True):
            whole = f"{whole.ljust(min(head.start(), chunk.start()))}{head[0]} {year[1]}/{year[2]}"
        lines[place], lines[place + 1] = whole, ""
    return "\n".join(lines)


def pieces_of(pages: Sequence[str]) -> list[Piece]:
    """Return the lines of *pages* as they are read: of two columns the right one after the left one."""
    several = [page.split("\n") for page in pages]
    cuts = [_gutter(lines) for lines in several]
    known = sorted(cut for cut in cuts if cut is not None)
    usual = known[len(known) // 2] if known else None
    found: list[Piece] = []
    for lines, cut in zip(several, cuts, strict=True):
        found += _pieces_of(lines, cut if cut is not None or usual is None else _gutter(lines, usual))
    return found


def _pieces_of(lines: Sequence[str], cut: int | None) -> list[Piece]:
    """Return the pieces of a page that *cut* parts."""
    if cut is None:
        return [Piece(Place.WHOLE, tuple(lines))]
    found: list[Piece] = []
    left: list[str] = []
    right: list[str] = []
    across: list[str] = []

    def close() -> None:
        several = ((Place.WHOLE, across), (Place.LEFT, left), (Place.RIGHT, right))
        found.extend(Piece(place, tuple(some)) for place, some in several if any(some))
        for _place, some in several:
            some.clear()

    for line in lines:
        if _goes_across(line, cut):
            if left or right:
                close()
            across.append(line)
        else:
            left.append(line[:cut].rstrip())
            right.append(line[cut:].rstrip())
    close()
    return found


def _goes_across(line: str, cut: int) -> bool:
    """Return whether *line* has text on both sides of *cut* with no room there."""
    return bool(line[cut - 2 : cut].strip())


def _gutter(lines: Sequence[str], usual: int | None = None) -> int | None:
    """Return where two columns of text part; None where there is one, or where the right side is cells of a table.

    Beside pages of two columns, one with little in them has them too, near the *usual* place.
    """
    lines = [line for line in lines if line.strip()]
    width = max(map(len, lines), default=0)
    fewest = FEWEST_LINES if usual is None else 1
    if not fewest <= len(lines) <= _MOST_LINES or width > _LONGEST_LINE:
        return None
    places = range(width // 4, width * 3 // 4) if usual is None else range(usual * 9 // 10, usual * 11 // 10)
    found: list[tuple[int, int]] = []
    for cut in places:
        begin = sum(line[cut : cut + 1].strip() != "" and not _goes_across(line, cut) for line in lines)
        across = sum(_goes_across(line, cut) for line in lines)
        if begin >= fewest and across <= _ACROSS * len(lines):
            found.append((begin, cut))
    # The right column begins where most of its lines do.
    best = sorted(found, reverse=True)[:_CUTS_TRIED]
    return next((cut for _begin, cut in best if _are_columns(lines, cut, fewest)), None)


def _are_columns(lines: Sequence[str], cut: int, fewest: int) -> bool:
    right = [line[cut:] for line in lines if line[cut:].strip() and not _goes_across(line, cut)]
    left = sum(line[:cut].strip() != "" for line in lines)
    return left >= fewest and 2 * sum(map(_is_cells, right)) <= len(right)


def _is_cells(text: str) -> bool:
    """Return whether *text* is a part of a row of a table rather than a line that is read by itself."""
    chunks = [one_line(chunk) for chunk in _CHUNK.findall(text)]
    if max(map(len, chunks)) > _LONGEST_CELL:
        return False
    said = (offers_in(one) is not None or year_in(one) is not None or price_at_the_end(one) for one in chunks)
    return len(chunks) > 1 or all(said)
