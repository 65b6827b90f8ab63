"""Whatever has happened to a sheet, it is read or refused, and what is read can be kept in a file."""

import pytest

from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import MAX_SHEET_BYTES, Reading, SheetError, SheetProblem
from csp_planner.storage.codec import read_programme, write_programme

from .mutations import mutated
from .sources import SOURCES


def kept(data: bytes) -> Reading | SheetError:
    """What is read of *data*, which a file can hold, or why nothing is."""
    try:
        reading = read_sheet(data, default_year=2026)
    except SheetError as error:
        return error
    assert read_programme(write_programme(reading.programme)) == reading.programme
    lines = reading.source.split("\n")
    said = [one.line for one in reading.understood] + [one.line for one in reading.guessed if one.line is not None]
    assert all(lines[line.number - 1] == line.text for line in said)
    assert all(set(line.text.split("\t")) <= set(lines[line.number - 1].split("\t")) for line in reading.left_out)
    return reading


@pytest.mark.parametrize("name", SOURCES)
def test_a_sheet_that_came_to_harm_is_read_or_refused(name: str) -> None:
    found = [kept(mutated(SOURCES[name], seed)) for seed in range(60)]
    assert any(isinstance(one, Reading) for one in found)


@pytest.mark.parametrize("name", SOURCES)
def test_the_sheets_are_whole_before_that(name: str) -> None:
    reading = kept(SOURCES[name])
    assert isinstance(reading, Reading)
    assert len(reading.programme.units) >= 4


LARGEST = {
    "lines": b"\n",
    "blanks": b" ",
    "tabs": b"\t",
    "commas": b",",
    "quotes": b'"',
    "tags": b"<td>",
    "brackets": b"[",
    "headings": "Unités\tAnnée 2025/2026\n".encode(),
    "years": "\tAnnée 2025/2026".encode(),
    "rows": b"ABC001 Droit 6 ECTS\tS1\n",
    "words": b"UE 6 ECTS ",
    "figures": b"6",
    "blocks": b"A > ",
    "steps": b"- Vers un niveau Bac +3 : ",
}


@pytest.mark.parametrize("head", ["", "Unités obligatoires\tAnnée 2025/2026\n", "Code;Titre;ECTS;Bloc\n", "Tarif\n"])
@pytest.mark.parametrize("what", LARGEST)
def test_the_largest_sheets_are_read_or_refused(head: str, what: str) -> None:
    room = MAX_SHEET_BYTES // 32  # more than a sheet may hold; the whole size is measured in tests/benchmarks
    kept((head.encode() + LARGEST[what] * (room // len(LARGEST[what])))[:room])


def test_a_byte_too_many_is_refused() -> None:
    error = kept(b"a" * (MAX_SHEET_BYTES + 1))
    assert isinstance(error, SheetError)
    assert error.problem is SheetProblem.TOO_LARGE
