"""Finds the tabs of a text again that was printed as it is: its cells stand at tab stops, and not below headings."""

import re
from collections.abc import Sequence

from csp_planner.sheet.words import offers_in

_CHUNK = re.compile(r"\S+(?: \S+)*")
_YEAR = re.compile(r"ann[ée]e [0-9]{4} ?[/–-] ?[0-9]{2,4}", re.IGNORECASE)
_STOP = 8
"""Letters from one tab stop to the next."""
_STOPS_OF_HEADING = 2
"""Tab stops from one heading of a year to the next, as « Année 2023/2024 » needs."""
_OFF, _NEAR = 0.22, 0.06
"""How far from its stop a cell may stand, in parts of the way to the next one, and how far off the first measure is."""
_FEWEST_BEYOND = 3
"""Cells to the right of all headings: fewer make no text with tabs of a table on paper."""
_TRIES = 60
_LONGEST_LINE = 1_000


def with_tabs(page: str) -> str:
    """Return *page* with tabs between the cells of its rows, where it is a text that was printed with its tabs."""
    lines = page.split("\n")
    for place, line in enumerate(lines):
        chunks = _chunks(line)
        years = [chunk for chunk in chunks[1:] if _YEAR.fullmatch(chunk[0])]
        if len(years) < _STOPS_OF_HEADING or len(years) != len(chunks) - 1:
            continue
        rows = [_chunks(row) for row in lines[place + 1 :]]
        cells = [chunk for row in rows for chunk in row[1:] if offers_in(chunk[0])]
        if sum(chunk.start() > years[-1].end() for chunk in cells) < _FEWEST_BEYOND:
            return page
        step = _step(chunks[0].start(), years, cells)
        if step is None:
            return page
        below = (_row(row, line, chunks[0].start(), step) for row, line in zip(rows, lines[place + 1 :], strict=True))
        return "\n".join((*lines[:place], "\t".join(chunk[0] for chunk in chunks), *below))
    return page


def _chunks(line: str) -> list[re.Match[str]]:
    return list(_CHUNK.finditer(line)) if len(line) <= _LONGEST_LINE else []


def _step(left: int, years: Sequence[re.Match[str]], cells: Sequence[re.Match[str]]) -> float | None:
    """Return how far it is from one tab stop to the next; None where not all cells stand at one."""
    first = (years[-1].start() - years[0].start()) / (len(years) - 1) / _STOPS_OF_HEADING
    starts = [chunk.start() - left for chunk in (*years, *cells)]
    tried = (first * (1 + _NEAR * (number / _TRIES * 2 - 1)) for number in range(_TRIES + 1))
    off, step = min((max(abs(start / step - round(start / step)) for start in starts), step) for step in tried)
    return step if off <= _OFF else None


def _row(chunks: Sequence[re.Match[str]], line: str, left: int, step: float) -> str:
    """Return a row with its tabs: so many as there are stops between the end of what stands before a cell and it."""
    first = next((place for place, chunk in enumerate(chunks[1:], start=1) if offers_in(chunk[0])), None)
    if first is None:
        return line
    said = " ".join(chunk[0] for chunk in chunks[:first])
    stop = (chunks[first - 1].end() - left) // _STOP  # what is printed in one go has a place for each letter
    for chunk in chunks[first:]:
        here = round((chunk.start() - left) / step)
        said += "\t" * max(1, here - stop) + chunk[0]
        stop = here + len(chunk[0]) // _STOP
    return said
