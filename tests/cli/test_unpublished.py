"""A programme file given to ``new``, and what is said of a sheet that leaves things out."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from csp_planner.storage.codec import write_programme
from csp_planner.storage.planfile import load

from ..maquette import CERTIFICATE, programme_of
from .helpers import ROOT, TODAY, check, one_line, plain


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "certificat.json"
    path.write_bytes(write_programme(programme_of(CERTIFICATE)))
    return path


@pytest.fixture
def path(run, sheet: Path, tmp_path: Path) -> Path:
    plan = tmp_path / "p.cspplan"
    code, out, err = run("new", plan, "--programme", sheet, "--start", "2026-S1", *TODAY)
    assert (code, err) == (0, "")
    assert out == "« p.cspplan » créé : CS0000A-PAR, à partir de S1 2026/2027.\n"
    return plan


@pytest.fixture
def planned(run, path: Path) -> Path:
    for unit, term in (("DNT104", "2026-S1"), ("DNT105", "2026-S2"), ("DNT106", "2026-S2")):
        assert run("place", path, unit, term, *TODAY)[0] == 0
    return path


def test_a_plan_is_made_of_the_file_of_a_programme(path: Path) -> None:
    assert load(path).plan.programme == programme_of(CERTIFICATE)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CRN99", "intégrée"),
        ("absent.json", "Il n’y a pas de fichier"),
        (str(ROOT / "resources" / "examples" / "crn01-exemple.cspplan"), "ne contient pas de formation"),
    ],
)
def test_what_is_no_programme_is_one_sentence(run, tmp_path: Path, name: str, words: str) -> None:
    code, out, err = run("new", tmp_path / "p.cspplan", "--programme", name, *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert words in err
    assert not (tmp_path / "p.cspplan").exists()


def test_what_is_not_announced_has_no_target_in_json(run, planned: Path) -> None:
    said = check(run, planned)
    assert said["ects"] == {
        "target": 14, "listed": 14, "entered": 0, "balance": 0,
        "obtained": 0, "expected": 0, "in_progress": 0, "planned": 14, "unplaced": 0,
    }  # fmt: skip
    assert set(said["hours"]) == {*said["ects"], "unattributed"}
    assert set(said["hours"].values()) == {None}
    assert said["conditions"] == []
    assert said["outlook"]["reach"] == "diploma"
    for term in said["terms"]:
        unknown = ("hours", "enrolment_opens", "enrolment_closes", "within_accreditation")
        assert [term[name] for name in unknown] == [None] * 4
    assert {found["code"] for found in said["diagnostics"]} == {"projected-opening", "term-begun"}


def test_nothing_that_is_unknown_is_said_to_be_zero(run, planned: Path) -> None:
    code, out, _err = run("check", planned, *TODAY)
    assert code == 0
    assert "Heures : non publiées." in out
    assert " 0 h" not in out
    for word in ("agrément", "Conditions", "inscription", "rapport", "expérience"):
        assert word not in out, word


def test_a_semester_that_has_ended_takes_no_new_plan_without_a_waiver(run, path: Path) -> None:
    before = path.read_bytes()
    code, out, err = run("place", path, "DNT104", "2026-S1", "--today", "2027-05-01")
    assert (code, out) == (1, "")
    assert "S1 2026/2027 est passé." in err
    assert "inscr" not in err
    assert path.read_bytes() == before
    assert run("place", path, "DNT104", "2026-S1", "--waiver", "suivie ailleurs", "--today", "2027-05-01")[0] == 0


def test_a_plan_left_in_an_ended_semester_is_said_to_be_past(run, planned: Path) -> None:
    _code, out, _err = run("check", planned, "--today", "2027-05-01")
    assert "DNT104 est encore planifiée en S1 2026/2027, qui est passé." in out


@pytest.mark.usefixtures("qapp")  # windows of other tests need the application that drawings share
def test_every_output_is_made_without_the_columns_of_what_is_unknown(run, planned: Path, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "ics", "pdf", "png"):
        code, _out, err = run("export", planned, tmp_path / f"o.{ending}", *TODAY)
        assert (code, err) == (0, "")
    table = (tmp_path / "o.csv").read_text(encoding="utf-8-sig")
    heads = next(csv.reader(StringIO(table), delimiter=";"))
    assert "Heures" not in heads
    assert "ECTS" in heads
    assert "BEGIN:VEVENT" not in (tmp_path / "o.ics").read_text()
    book = load_workbook(tmp_path / "o.xlsx")
    units, terms, _checks, summary = book.worksheets
    heads = [plain(str(cell.value)) for cell in terms[1]]
    assert not [head for head in heads if "eure" in head or "nscription" in head or "grément" in head]
    assert len(heads) == terms.max_column
    assert units.max_column == len(next(csv.reader(StringIO(table), delimiter=";")))
    said = {plain(str(row[0].value)): row[1].value for row in summary.iter_rows(min_row=2)}
    assert said["Heures d'enseignement : annoncé"] == said["Heures d'enseignement : sur la fiche"] == "non publié"


def test_scenarios_are_compared_without_the_rows_of_what_is_unknown(run, planned: Path) -> None:
    code, out, _err = run("compare", planned, *TODAY)
    assert code == 0
    assert "heures" not in out
    assert "agrément" not in out
    (column,) = json.loads(run("compare", planned, "--json", *TODAY)[1])["scenarios"]
    assert (column["semesters_after_accreditation"], column["lightest_hours"]) == (None, None)


def test_a_proposal_is_found_where_no_dates_are_published(run, path: Path) -> None:
    code, out, _err = run("suggest", path, "--json", *TODAY)
    assert code == 0
    found = json.loads(out)
    assert found["unplaced"] == []
    assert found["end_term"] == "2026-S2"
