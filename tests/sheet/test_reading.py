"""What a source is, its bytes tell; what cannot be read is refused with one reason."""

import pytest

from csp_planner.sheet.content import decoded, text_of
from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import MAX_SHEET_BYTES, Doubt, SheetError, SheetProblem

ACCENTED = "Unités\tAnnée 2025/2026\nÉtude de cas 6 ECTS – l’œuvre\tAnnuel\n"


@pytest.mark.parametrize(
    "data",
    [
        ACCENTED.encode(),
        ACCENTED.encode("utf-8-sig"),
        ACCENTED.encode("utf-16"),
        ACCENTED.encode("utf-16-le"),
        ACCENTED.encode("utf-16-be"),
        ACCENTED.encode("utf-32"),
        ACCENTED.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_text_is_the_same_in_every_encoding(data: bytes) -> None:
    assert text_of(data) == ACCENTED


def test_a_damaged_letter_does_not_change_the_encoding_of_the_others() -> None:
    data = ACCENTED.encode().replace("œ".encode(), b"\x9c")
    assert decoded(data) == ACCENTED.replace("œ", "\ufffd")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\u2028"])
def test_every_end_of_line_is_one(end: str) -> None:
    assert text_of(f"un{end}deux".encode()) == "un\ndeux"


def test_invisible_characters_are_left_out_and_those_of_an_old_encoding_are_mended() -> None:
    text = "l\x92UE\x07 A\u200bB\u202eC\u00adD" + "." * 20
    assert text_of(text.encode()) == "l’UE  ABCD" + "." * 20


@pytest.mark.parametrize(
    ("data", "problem", "found"),
    [
        (b"", SheetProblem.EMPTY, ""),
        (b" \r\n\t\x00 ", SheetProblem.EMPTY, ""),
        ("\ufeff\u200b \n".encode(), SheetProblem.EMPTY, ""),
        (b"a" * (MAX_SHEET_BYTES + 1), SheetProblem.TOO_LARGE, ""),
        (bytes(range(256)) * 4, SheetProblem.NOT_TEXT, ""),
        (b"\x89PNG\r\n\x1a\n....", SheetProblem.OTHER_FORMAT, "PNG"),
        (b"\xff\xd8\xff\xe0....", SheetProblem.OTHER_FORMAT, "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", SheetProblem.OTHER_FORMAT, "Microsoft Office 97"),
        (b"{\\rtf1 FPG003}", SheetProblem.OTHER_FORMAT, "RTF"),
        (b'<?xml version="1.0"?>\n<!-- x --><CDM language="fr"></CDM>', SheetProblem.OTHER_FORMAT, "CDM-fr XML"),
        (b'[{"a": 1}]', SheetProblem.OTHER_FORMAT, "JSON"),
        (b'{"format": "csp-planner/plan"}', SheetProblem.OTHER_FORMAT, "csp-planner/plan"),
        (b"Bonjour, ceci n'est pas une fiche.\n", SheetProblem.NO_UNITS, ""),
        (b"{" * 5000, SheetProblem.OTHER_FORMAT, "JSON"),
        (b"[" * 100_000, SheetProblem.OTHER_FORMAT, "JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, problem: SheetProblem, found: str) -> None:
    with pytest.raises(SheetError) as refused:
        read_sheet(data, default_year=2026)
    assert (refused.value.problem, refused.value.found) == (problem, found)


WITHOUT_YEAR = b"Code;Titre;ECTS;Ouverture\nABC123;Un cours;6;Semestre 1\n"


def test_a_year_that_nobody_has_said_is_a_guess() -> None:
    reading = read_sheet(WITHOUT_YEAR, default_year=2026)
    assert reading.programme.published_years == (2026,)
    assert [(guess.what, guess.value, guess.line) for guess in reading.guessed] == [(Doubt.YEAR, "2026", None)]


def test_a_year_that_was_said_is_none() -> None:
    reading = read_sheet(WITHOUT_YEAR, default_year=2026, year=2028)
    assert (reading.programme.published_years, reading.guessed) == ((2028,), ())


def test_a_year_that_the_source_says_is_taken_before_any_other() -> None:
    reading = read_sheet(b"Maquette 2024/2025\n" + WITHOUT_YEAR, default_year=2026, year=2028)
    assert (reading.programme.published_years, reading.guessed) == ((2024,), ())
