"""A recap sheet that is printed on paper, in any measure, gives the programme of its text."""

import random
from textwrap import wrap

import pytest

from csp_planner.sheet.reading import read_sheet

from .papers import PLACED, WIDTH, pdf

WORDS = (
    "droit", "social", "du", "travail", "et", "de", "la", "formation", "professionnelle", "économie", "sociologie",
    "des", "organisations", "méthodes", "recherche", "documentaire", "statistique", "relation", "aux", "publics",
    "IMAGES",
)  # fmt: skip
CELLS = ("", "Semestre 1", "Semestre 2", "Annuel", "Semestres 1 et 2")
HEAD = ("RNCP Niveau 6 : XYZ04 | Licence d’essai", "Programme")


def rows_of(chance: random.Random, years: int) -> list[list[str]]:
    """The cells of some rows, the first of each with the unit."""
    rows: list[list[str]] = []
    for place in range(chance.randint(3, 16)):
        title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 12))).capitalize()
        hours = chance.choice(("", " 51 heures", " 37,33 heures"))
        unit = f"ABC{100 + place} {title} {chance.choice(('6', '4', '3,75'))} ECTS{hours}"
        rows.append([unit, *(chance.choice(CELLS) for _ in range(years))])
    return rows


def on_paper(rows: list[list[str]], heads: list[str], chance: random.Random) -> bytes:
    """*rows* below *heads*, titles wrapped, cells beside the first or a middle line of theirs, pages as they fill."""
    size, step, centred, in_the_middle = chance.choice((7, 8, 9)), 85, chance.random() < 0.4, chance.random() < 0.4
    left = WIDTH - 30 - step * (len(heads) - 1)
    columns = [left + step * place for place in range(len(heads) - 1)]
    pages: list[list[PLACED]] = [[(40, 40 + 30 * place, line) for place, line in enumerate(HEAD)]]
    pages[0] += [(x, 100, text) for x, text in zip((40, *columns), heads, strict=True)]
    y = 100.0
    for unit, *cells in rows:
        lines = wrap(unit, int((left - 50) / (size * 0.56)))
        y += 6
        if y + 12 * len(lines) > 780:
            pages.append([])
            y = 60
        for place, line in enumerate(lines):
            y += size + 3
            pages[-1].append((40, y, line))
            if place == (len(lines) // 2 if in_the_middle else 0):
                shifts = [max(0, (step - 20 - len(cell) * size * 0.5) / 2) if centred else 0 for cell in cells]
                placed = zip(columns, shifts, cells, strict=True)
                pages[-1] += [(x + shift, y, cell) for x, shift, cell in placed if cell]
    pages[-1].append((40, y + 30, "Modalités"))
    return pdf(pages, size=size)


@pytest.mark.parametrize("seed", range(25))
def test_a_sheet_on_paper_gives_the_programme_of_its_text(seed: int) -> None:
    chance = random.Random(seed)
    years = range(2020, 2020 + chance.randint(1, 4))
    heads = ["Unités obligatoires", *(f"Année {year}/{year + 1}" for year in years)]
    rows = rows_of(chance, len(years))
    text = "\n".join((*HEAD, *("\t".join(cells) for cells in (heads, *rows)), "Modalités"))
    reading = read_sheet(on_paper(rows, heads, chance), default_year=2026)
    assert reading.programme == read_sheet(text.encode(), default_year=2026).programme
    assert not reading.left_out
