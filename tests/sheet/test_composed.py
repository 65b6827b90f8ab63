"""A sheet made up at random and printed three ways, as a maquette, a page and its copied text, is one programme."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.sheet import maquette, page, pasted
from csp_planner.sheet.values import Doubt, Reading
from csp_planner.storage.codec import read_programme, write_programme

from .handed import YEAR
from .pages import Facts, page_of, pasted_of

TITLES = [
    "Droit",
    "Génie  logiciel",
    "Réseaux & systèmes",
    "L’art du « oui »",
    "<b>Langue</b>",
    "Mémoire",
    "Test final",
]
WAYS = ["Formation ouverte et à distance", "Formation hybride journée", "Formation en présentiel soir ou samedi"]
OFFERS = st.dictionaries(st.sampled_from(["S1", "S2", "A"]), st.lists(st.sampled_from(WAYS), min_size=1, unique=True))
LABELS = st.sampled_from(["Langue", "Sciences", "Ouverture"])


class _Sheet:
    """A maquette while hypothesis draws it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.items: list[Facts] = []
        self.groups: list[Facts] = []
        self.year = ""

    def row(self, group: str | None = None, is_attended: bool = True) -> Facts:
        """One more row, which stands in *group*."""
        number = len(self.items) + 1
        kind = "TST" if is_attended else self.draw(st.sampled_from(["TST", "TST", "US", "UAEP"]))
        code = f"{kind}{number:03}" if is_attended or self.draw(st.integers(0, 5)) else ""
        ects = self.draw(st.integers(1, 9))
        offer = {} if kind.startswith("U") or not code else self.draw(OFFERS)
        row = {
            "id": f"i{number}",
            "code": code,
            "title": f"{self.draw(st.sampled_from(TITLES))} {number}",
            "ects": ects,
        }
        self.items.append({**row, "year": self.year, "group": group, "offer": offer, "offer_notes": [], "link": None})
        return self.items[-1]

    def group(self, kind: str, label: str, parent: str | None = None, **rule: int | None) -> str:
        """One more group, which stands in *parent*; its id."""
        name = f"g{len(self.groups) + 1}"
        whole = {"ue_count": None, "credits": None, "min_domains": None, "total_ects": None, **rule}
        self.groups.append(
            {"id": name, "kind": kind, "year": self.year, "parent": parent, "label": label, "rule": whole, "items": []}
        )
        return name

    def choice(self, parent: str | None = None) -> int:
        """One more choice; the credits that it prints."""
        rows, label = self.draw(st.integers(2, 4)), self.draw(LABELS)
        if self.draw(st.booleans()):
            name, total = self.group("choice", f"{label}, 1 UE à choisir parmi", parent, ue_count=1, total_ects=6), 6
        else:
            total = self.draw(st.integers(1, 12))
            name = self.group("choice", f"{label}, {total} crédits à choisir", parent, credits=total, total_ects=total)
        for _row in range(rows):
            self.row(name)
        return total

    def parent(self) -> int:
        """One more parent of two choices; the credits that it prints."""
        label = "Blocs, 2 UE dans au moins 2 domaines à choisir"
        name = self.group("parent", label, ue_count=2, min_domains=2, total_ects=12)
        self.choice(name)
        self.choice(name)
        return 12

    def branches(self) -> None:
        """One more choice of branches."""
        name = self.group("alternative", "2 parcours possibles, 1 à choisir")
        for label in ("Option son", "Option image"):
            branch = self.group("branch", label, name)
            self.row(branch)
            if self.draw(st.booleans()):
                self.choice(branch)
            self.row(branch)

    def facts(self, total: int, *years: str) -> Facts:
        """The maquette."""
        return {
            "title": "Diplôme d’essai",
            "code": "XX0000A-PAR",
            "total_credits": total,
            "url": "https://exemple.invalid/x?a=1&b=2",
            "years": [{"id": f"y{place}", "label": label} for place, label in enumerate(years)],
            "groups": self.groups,
            "items": self.items,
        }


@st.composite
def sheets(draw: st.DrawFn) -> Facts:
    """A sheet of stages with rows, choices, parents of choices and branches."""
    sheet = _Sheet(draw)
    stages = draw(st.integers(1, 3))
    for place in range(stages):
        sheet.year = f"y{place}"
        for _member in range(draw(st.integers(0, 4))):
            draw(st.sampled_from([sheet.row, sheet.choice, sheet.parent, sheet.branches]))()
            sheet.row(is_attended=False)
        sheet.row()
    return sheet.facts(180, *(["Programme"] if stages == 1 else ["L1", "2e année", "M1"][:stages]))


@st.composite
def sheets_whose_credits_tell(draw: st.DrawFn) -> Facts:
    """A sheet of which one choice at most has rows that are due below it, and whose credits add up."""
    sheet = _Sheet(draw)
    sheet.year = "y0"
    total = sum(sheet.row()["ects"] for _row in range(draw(st.integers(1, 4))))
    total += draw(st.sampled_from([sheet.choice, sheet.parent]))()
    for _row in range(draw(st.integers(0, 4))):
        total += sheet.row(is_attended=False)["ects"]
    return sheet.facts(total, "Programme")


def lines_are_of_the_source(reading: Reading) -> bool:
    """Whether every line that the reading speaks of stands in its source."""
    said = [*(one.line for one in reading.understood), *reading.left_out]
    said += [guess.line for guess in reading.guessed if guess.line is not None]
    lines = reading.source.split("\n")
    return all(lines[line.number - 1] == line.text for line in said) and lines == reading.source.splitlines()


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_a_page_gives_the_programme_of_its_maquette_and_its_copied_text_every_row_of_it(facts: dict[str, Any]) -> None:
    expected = maquette.read(json.dumps(facts), YEAR).programme
    of_page = page.read(page_of(facts), YEAR)
    assert of_page.programme == expected
    copied = pasted.read(pasted_of(facts), YEAR)  # wherever its choices end
    assert copied.programme.units == expected.units
    assert read_programme(write_programme(copied.programme)) == copied.programme
    for reading in (of_page, copied):
        assert reading.left_out == ()
        assert lines_are_of_the_source(reading)


@settings(max_examples=40, deadline=None)
@given(sheets_whose_credits_tell())
def test_a_copied_text_gives_the_programme_where_its_credits_tell_the_ends(facts: dict[str, Any]) -> None:
    reading = pasted.read(pasted_of(facts), YEAR)
    assert reading.programme == replace(maquette.read(json.dumps(facts), YEAR).programme, sheet="")
    assert Doubt.BLOCK not in {guess.what for guess in reading.guessed}
