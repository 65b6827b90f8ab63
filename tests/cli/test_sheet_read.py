"""``sheet read``: a programme from a sheet, its doubts on the error output, and what cannot be read. The reader is one
that is made here: what real sheets give is tested where they are read."""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from csp_planner.sheet.values import (
    MAX_SHEET_BYTES,
    Doubt,
    Guess,
    Reading,
    SheetError,
    SheetProblem,
    SourceLine,
    Understood,
)
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load_programme

from .helpers import TODAY, one_line, plain

CRN01 = builtin_programme("CRN01")
LINE, LAST = SourceLine(3, "AST004\tTitre"), SourceLine(9, "Divers")


class Reader(ModuleType):
    """Reads any sheet as CRN01, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__("csp_planner.sheet.reading")
        self.asked: list[tuple[bytes, int, int | None]] = []
        self.fails: SheetError | None = None
        self.reading = Reading(
            programme=CRN01,
            source="…",
            understood=(Understood(line=LINE, about="AST004"),),
            guessed=(
                Guess(line=LINE, what=Doubt.KIND, about="AST004", value="taught"),
                Guess(line=None, what=Doubt.YEAR, value="2026"),
            ),
            left_out=(LAST,),
        )

    def read_sheet(self, data: bytes, *, default_year: int, year: int | None = None) -> Reading:
        self.asked.append((data, default_year, year))
        if self.fails is not None:
            raise self.fails
        return self.reading


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setitem(sys.modules, "csp_planner.sheet.reading", made)
    return made


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "fiche.txt"
    path.write_bytes(b"une fiche")
    return path


DOUBTS = [
    "Supposé, ligne 3 : AST004 est une ligne de cette sorte : UE enseignée.",
    "Supposé : les ouvertures sont celles de l’année universitaire 2026/2027.",
    "Laissé de côté, ligne 9 : Divers",
]


def test_the_programme_goes_to_the_output_and_doubts_to_the_error_output(run, reader, sheet, tmp_path):
    code, out, err = run("sheet", "read", sheet, *TODAY)
    assert (code, err.splitlines()) == (0, DOUBTS)
    path = tmp_path / "lu.json"
    path.write_text(out)
    assert load_programme(path) == CRN01
    assert reader.asked == [(b"une fiche", 2026, None)]


def test_json_holds_the_programme_and_what_was_made_of_each_line(run, reader, sheet):
    code, out, err = run("sheet", "read", sheet, "--year", "2027", "--json", *TODAY)
    found = json.loads(out)
    assert (code, err.splitlines()) == (0, DOUBTS)
    assert list(found) == ["programme", "understood", "guessed", "left_out"]
    assert found["programme"]["code"] == "CRN01"
    assert found["understood"] == [{"line": 3, "text": "AST004\tTitre", "about": "AST004"}]
    assert found["guessed"] == [
        {"line": 3, "text": "AST004\tTitre", "what": "kind", "about": "AST004", "value": "taught"},
        {"line": None, "text": None, "what": "year", "about": "", "value": "2026"},
    ]
    assert found["left_out"] == [{"line": 9, "text": "Divers"}]
    assert reader.asked[0][2] == 2027


def test_it_is_written_to_a_file_and_takes_the_place_of_another(run, reader, sheet, tmp_path):
    out_file = tmp_path / "lu.json"
    out_file.write_text("before")
    code, out, err = run("sheet", "read", "-o", out_file, sheet, *TODAY)
    assert (code, len(err.splitlines())) == (0, 3)
    assert out == f"« lu.json » écrit : CRN01, {len(CRN01.units)} UE.\n"
    assert load_programme(out_file) == CRN01
    assert run("new", tmp_path / "p.cspplan", "--programme", out_file, *TODAY)[0] == 0


def test_the_sheet_itself_is_never_overwritten(run, reader, sheet):
    code, out, err = run("sheet", "read", sheet, "-o", sheet, *TODAY)
    assert (code, out, sheet.read_bytes()) == (2, "", b"une fiche")
    assert one_line(err)


def test_a_folder_that_is_not_there_is_said_and_exits_3(run, reader, sheet, tmp_path):
    code, out, err = run("sheet", "read", sheet, "-o", tmp_path / "nowhere" / "lu.json", *TODAY)
    assert (code, out) == (3, "")
    assert one_line(err)


def fed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_dash_reads_standard_input(run, reader, monkeypatch):
    fed(monkeypatch, b"collee")
    code, _out, _err = run("sheet", "read", "-", *TODAY)
    assert (code, reader.asked[0][0]) == (0, b"collee")


def test_more_than_may_be_read_is_one_sentence_from_a_file_and_from_standard_input(run, reader, tmp_path, monkeypatch):
    data = b"x" * (MAX_SHEET_BYTES + 1)
    large = tmp_path / "grand.txt"
    large.write_bytes(data)
    fed(monkeypatch, data)
    for source in (large, "-"):
        code, out, err = run("sheet", "read", source, *TODAY)
        assert (code, out, one_line(err)) == (2, "", True)
        assert "5 Mio" in plain(err)
    assert reader.asked == []


@pytest.mark.parametrize("problem", SheetProblem)
@pytest.mark.parametrize("found", ["", "un fichier CDM-fr"])
def test_what_cannot_be_read_is_one_sentence_and_writes_nothing(run, reader, sheet, tmp_path, problem, found):
    reader.fails = SheetError(problem, found)
    code, out, err = run("sheet", "read", sheet, "-o", tmp_path / "lu.json", *TODAY)
    assert (code, out, one_line(err)) == (2, "", True)
    assert "fiche.txt" in err
    assert "{" not in err
    assert not (tmp_path / "lu.json").exists()


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_is_said_in_one_line(run, reader, sheet, doubt):
    reader.reading = replace(
        reader.reading, guessed=(Guess(line=LINE, what=doubt, about="1.2", value="18\n"),), left_out=()
    )
    code, _out, err = run("sheet", "read", sheet, *TODAY)
    assert (code, one_line(err)) == (0, True)
    assert "18" in err
    assert "{" not in err
