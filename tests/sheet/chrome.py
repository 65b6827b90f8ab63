"""Lays out the text of a page as a browser prints it, in one column or in two, with what it prints at the edges."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .pages import Facts, pasted_of
from .papers import HEIGHT, PLACED, WIDTH, pdf

_WIDTHS = {
    "ijl'": 0.222, "ft .,:;I/|!": 0.278, "r-()": 0.333, "cksvxyzJ": 0.5, "FTZ": 0.611, "ABEKPSVXY&": 0.667,
    "CDHNRUw": 0.722, "GOQ": 0.778, "mM": 0.833, "W": 0.944, "œ": 0.944, "’": 0.222,
}  # fmt: skip
_BY_LETTER = {letter: width for letters, width in _WIDTHS.items() for letter in letters}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How a page is printed."""

    columns: int = 1
    has_edges: bool = False
    size: int = 9
    height: float = HEIGHT
    width: float = WIDTH


def width_of(text: str, size: float) -> float:
    """How wide *text* is in Helvetica."""
    return size * sum(_BY_LETTER.get(unicodedata.normalize("NFD", letter)[0], 0.556) for letter in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The lines that *text* takes where there is *room*."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def printed(facts: Facts, paper: Paper) -> bytes:
    """The page of *facts* as a browser prints it."""
    pages = list(_pages([line for line in pasted_of(facts).split("\n") if line], paper))
    if paper.has_edges:
        for number, page in enumerate(pages, start=1):
            page.insert(0, (24, 20, f"26/11/2026 16:05 {facts['title']} | Paris"))
            page.append((24, paper.height - 16, "https://exemple.invalid/fiche"))
            page.append((paper.width - 60, paper.height - 16, f"{number}/{len(pages)}"))
    return pdf(pages, size=paper.size, paper=(paper.width, paper.height))


def _pages(lines: Sequence[str], paper: Paper) -> Iterator[list[PLACED]]:
    margin, between, top, bottom = 40.0, 24.0, 50.0, paper.height - 50
    room = (paper.width - 2 * margin - between * (paper.columns - 1)) / paper.columns
    page: list[PLACED] = []
    column, y = 0, top
    for line in lines:
        is_offer = " : Formation" in line
        y += 9 if is_offer or line.endswith("ECTS") or line == "Total" else 0
        indent = 20 if is_offer else 0
        for part in wrapped(line, room - indent, paper.size):
            if y > bottom:
                column, y = column + 1, top
            if column == paper.columns:
                yield page
                page, column = [], 0
            page.append((margin + indent + column * (room + between), y, part))
            y += paper.size * 1.25
    yield page
