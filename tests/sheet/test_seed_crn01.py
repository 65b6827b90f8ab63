"""The built-in diploma is what the reader makes of its sheet, and what is added to it stands in a file of its own."""

import json
from pathlib import Path

import pytest

from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Doubt, Reading
from csp_planner.storage.codec import read_programme
from csp_planner.storage.library import builtin_programme, resource_folder

from ..shared import shared

PROGRAMMES = resource_folder() / "programmes"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_sheet(shared("source/fiche-crn01.txt").read_bytes(), default_year=2030)


def test_the_file_of_the_built_in_diploma_is_what_is_read_of_its_sheet(reading: Reading) -> None:
    assert read_programme((PROGRAMMES / "CRN01.json").read_bytes()) == reading.programme


def test_only_what_the_sheet_does_not_say_is_added() -> None:
    sheet = json.loads((PROGRAMMES / "CRN01.json").read_bytes())
    added = json.loads(Path(PROGRAMMES, "additions", "CRN01.json").read_bytes())
    assert set(added) == {"publisher", "sheet", "tariffs", "recommended_order"}
    assert added["sheet"] == f"{added['publisher']}, {sheet['sheet']}"
    assert (sheet["publisher"], sheet["recommended_order"]) == ("", [])
    assert [set(price) for price in added["tariffs"]] == [{"code", "label"}] * 5
    assert [price["code"] for price in added["tariffs"]] == [price["code"] for price in sheet["tariffs"]]


def test_the_whole_has_the_prices_of_the_sheet_under_their_added_names() -> None:
    cpf = builtin_programme("CRN01").tariffs[0]
    assert (cpf.code, cpf.euros, cpf.label["en"]) == ("cpf", 6225, "Training account (CPF)")


def test_only_kinds_and_months_are_guessed_and_only_the_legend_is_left_out(reading: Reading) -> None:
    assert [(guess.what, guess.about, guess.value) for guess in reading.guessed] == [
        (Doubt.KIND, "UAS003", "experience"),
        (Doubt.KIND, "UA211G", "report"),
        (Doubt.KIND, "UAS004", "workshop"),
        (Doubt.MONTHS, "UAS003", "18"),
    ]
    assert [line.text.split()[0] for line in reading.left_out] == ["Légende:", "Cours", "Cours", "Mixte:"]


def test_each_line_of_the_programme_has_been_accounted_for_once(reading: Reading) -> None:
    lines = reading.source.split("\n")
    part = range(lines.index("Programme") + 1, lines.index("Modalités"))
    guessed = {guess.line.number for guess in reading.guessed if guess.line is not None}
    for number in (at + 1 for at in part if lines[at].strip()):
        found = (
            number in {one.line.number for one in reading.understood},
            number in guessed,
            number in {line.number for line in reading.left_out},
        )
        assert sum(found) == 1, lines[number - 1]


def test_what_is_understood_beside_the_units_is_said_with_its_line(reading: Reading) -> None:
    facts = [one.line.text for one in reading.understood if not one.about]
    for words in ("CRN01 |", "657", "Valable", "1er semestre", "2e semestre", "12 UE", "6.225 €", "(CPN7400A)"):
        assert any(words in fact for fact in facts), words
