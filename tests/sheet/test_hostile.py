"""Pages and texts that are broken, huge or made to hurt: they are read, or refused in one word."""

import json
import random
from collections.abc import Callable

import pytest

from csp_planner.sheet import maquette, page, pasted
from csp_planner.sheet.markup import MAX_ELEMENTS
from csp_planner.sheet.values import MAX_SHEET_BYTES, Reading, SheetError, SheetProblem
from csp_planner.storage.codec import read_programme, write_programme

from .handed import YEAR
from .made import group, item, sheet
from .pages import page_of, pasted_of, row

FACTS = sheet(
    *(item(f"i{n}", f"TST{n:03}", offer={"S1": ["Formation hybride"]}) for n in range(4)),
    *(item(f"j{n}", f"OPT{n:03}", group="g1", title="Droit & société") for n in range(5)),
    item("k", "UAEP05", title="Expérience professionnelle de 18 mois"),
    item("l", "", title="Une UE libre"),
    groups=(group("g1", "choice", "Langue, 1 UE à choisir parmi", rule={"ue_count": 1, "total_ects": 6}),),
)
PIECES = [
    "</div>",
    "<div class='ue'>",
    "<",
    "&",
    "&#x",
    '"',
    "'",
    "\0",
    "\x9c",
    "\u202e",
    "\ud800",
    "Total\n",
    "6 ECTS\n",
]
PIECES += ["1e999", "9" * 400, "[" * 300, "{", "null", "<b x=1>", "<svg>", "<!--", "]]>", "Une UE à choisir parmi\n"]
READERS = {"page": (page.read, page_of(FACTS)), "pasted": (pasted.read, pasted_of(FACTS))}


def mutated(text: str, rng: random.Random) -> str:
    """*text* with lines dropped, doubled and swapped, pieces put in and cut out."""
    lines = text.replace("><", ">\n<").split("\n")
    for _change in range(rng.randrange(1, 25)):
        here, there = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(5):
            case 0 if len(lines) > 1:
                del lines[here]
            case 1:
                lines.insert(there, lines[here])
            case 2:
                lines[here], lines[there] = lines[there], lines[here]
            case 3:
                lines[here] = lines[here][: rng.randrange(len(lines[here]) + 1)]
            case _:
                lines[here] += rng.choice(PIECES)
    whole = "\n".join(lines)
    if rng.random() < 0.2:
        coded = whole.encode(rng.choice(["cp1252", "utf-8", "utf-16"]), errors="replace")
        return coded.decode(rng.choice(["cp1252", "utf-8", "latin-1"]), errors="replace")
    return whole


@pytest.mark.parametrize("kind", READERS)
def test_a_mutated_sheet_is_read_or_refused(kind: str) -> None:
    read, text = READERS[kind]
    rng = random.Random(18)
    count = 0
    for _try in range(100):
        try:
            programme = read(mutated(text, rng), YEAR).programme
        except SheetError:
            continue
        count += 1
        assert read_programme(write_programme(programme)) == programme
    assert count > 33


TAGS = MAX_ELEMENTS
HURTING: dict[str, Callable[[], str]] = {
    "deep": lambda: "<div>" * (TAGS - 20) + row("A1"),
    "deep lists": lambda: "<ul><li>" * (TAGS // 2 - 20) + row("A1"),
    "formats opened anew": lambda: "<p>" + "".join(f"<b x={n}>" for n in range(6_000)) + "</p><p>x" * 5_000 + row("A1"),
    "ends that end nothing": lambda: "<div>" * (TAGS - 20) + "</h1>" * (TAGS - 20) + row("A1"),
    "one tag of many attributes": lambda: "<p " + " ".join(f"b{n}" for n in range(200_000)) + ">" + row("A1"),
    "many drawings": lambda: "<div class='schema'>" * (TAGS - 20) + row("A1"),
    "foreign elements": lambda: "<svg>" + "<g>" * (TAGS - 20) + row("A1"),
    "entities": lambda: "<p>" + "&amp" * 1_000_000 + row("A1"),
    "many headings": lambda: "<h1>" * (TAGS - 20) + row("A1"),
}


@pytest.mark.parametrize("name", HURTING)
def test_markup_made_to_slow_a_parser_down_is_read_like_any_other(name: str) -> None:
    assert [unit.code for unit in page.read(HURTING[name](), YEAR).programme.units] == ["A1"]


@pytest.mark.parametrize(
    ("read", "text", "problem"),
    [
        (page.read, "<div>" * (MAX_SHEET_BYTES // 5), SheetProblem.TOO_MANY),
        (page.read, ("<p " + "b='c' " * 200 + ">") * 2_000, SheetProblem.TOO_MANY),
        (page.read, "<div class='ue'>" * 2_100, SheetProblem.TOO_MANY),
        (page.read, "".join(row(f"A{n}") for n in range(501)), SheetProblem.TOO_MANY),
        (pasted.read, "6 ECTS\nDroit\nUTC501\n" * 100_000, SheetProblem.TOO_MANY),
        (pasted.read, "6 ECTS\nDroit\nUTC501\n" + "Une UE à choisir\n" * 600, SheetProblem.TOO_MANY),
        (pasted.read, "Rien", SheetProblem.NO_UNITS),
        (maquette.read, '{"title": "", "items": [' + "{}," * 300_000 + "]}", SheetProblem.TOO_MANY),
    ],
)
def test_more_than_any_sheet_holds_is_refused(
    read: Callable[[str, int], Reading], text: str, problem: SheetProblem
) -> None:
    with pytest.raises(SheetError) as caught:
        read(text, YEAR)
    assert caught.value.problem is problem


def test_many_ends_of_many_choices_are_weighed_in_bounds() -> None:
    choice = "SHES, 6 crédits à choisir\n" + "".join(f"{n}.{n}{n % 7} ECTS\nDroit\nUTC50{n}\n" for n in range(1, 10))
    text = "Licence\nCode diplôme/certificat: X\n999 crédits\n" + choice * 60
    assert len(pasted.read(text, YEAR).programme.units) == 9


@pytest.mark.parametrize("figure", ["1" + "0" * 400, "1e999", "99999999999"])
def test_an_amount_that_no_programme_may_hold_is_none(figure: str) -> None:
    text = json.dumps(sheet(item("r1", "DRA001", ects="FIGURE"), total_credits="FIGURE")).replace('"FIGURE"', figure)
    programme = maquette.read(text, YEAR).programme
    assert (programme.announced.ects, programme.units[0].ects) == (None, 0)
    assert read_programme(write_programme(programme)) == programme
