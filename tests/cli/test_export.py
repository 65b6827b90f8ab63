"""The command that makes what the learner takes home."""

from dataclasses import replace
from datetime import UTC, time
from pathlib import Path

import pypdf
import pytest

from csp_planner.domain.profile import Note
from csp_planner.drawing import pdf
from csp_planner.export.errors import ExportError, ExportProblem
from csp_planner.export.kinds import KINDS
from csp_planner.messages.export import export_sentence
from csp_planner.storage import files
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save

from ..drawing.written import written
from .helpers import TODAY, one_line


@pytest.fixture(autouse=True)
def _drawing(qapp):
    """Qt is started as pytest-qt does, before anything is drawn."""


@pytest.fixture
def plan(tmp_path) -> Path:
    path = tmp_path / "a.cspplan"
    path.write_bytes(example_files()[0].read_bytes())
    return path


@pytest.mark.parametrize("ending", [kind.ending for kind in KINDS])
def test_each_ending_makes_its_file(run, plan, tmp_path, ending):
    before = plan.read_bytes()
    out = tmp_path / f"sortie{ending}"
    assert run("export", plan, out, *TODAY) == (0, f"« sortie{ending} » créé.\n", "")
    assert out.stat().st_size > 500
    assert plan.read_bytes() == before


def test_a_file_that_is_there_is_replaced(run, plan, tmp_path):
    out = tmp_path / "a.csv"
    out.write_text("before")
    assert run("export", plan, out, *TODAY)[0] == 0
    assert "before" not in out.read_text(encoding="utf-8-sig")


def test_the_scenario_can_be_chosen(run, plan, tmp_path):
    out = tmp_path / "a.ics"
    assert run("export", plan, out, "--scenario", "B · 12 ECTS par semestre", *TODAY)[0] == 0
    assert "B · 12 ECTS par semestre" in out.read_text(encoding="utf-8")
    code, _out, err = run("export", plan, out, "--scenario", "Z", *TODAY)
    assert code == 2
    assert one_line(err)


def test_a_calendar_made_again_the_same_day_is_newer(run, plan, tmp_path, monkeypatch):
    from csp_planner.cli.commands import export as command

    sequences = []
    for hour in (9, 18):
        monkeypatch.setattr(command, "now", lambda hour=hour: time(hour, tzinfo=UTC))
        out = tmp_path / f"{hour}.ics"
        assert run("export", plan, out, *TODAY)[0] == 0
        sequences.append(int(out.read_text(encoding="utf-8").split("SEQUENCE:")[1].split()[0]))
    assert sequences[0] < sequences[1]


def test_personal_data_leaves_only_where_it_may(run, plan, tmp_path):
    out = tmp_path / "a.ics"
    run("export", plan, out, *TODAY)
    assert "Camille" in out.read_text(encoding="utf-8")
    run("export", plan, out, "--without-personal-data", *TODAY)
    assert "Camille" not in out.read_text(encoding="utf-8")


def test_private_notes_leave_only_in_a_table_and_only_when_asked(run, plan, tmp_path):
    secret = "À ne dire à personne"
    loaded = load(plan).plan
    note = Note(unit="AST005", text=secret, private=True)
    profile = replace(loaded.profile, notes=(note,))
    save(plan, replace(loaded, profile=profile), load(plan).digest)

    def leaves(ending: str, *options: str) -> bool:
        out = tmp_path / f"a{ending}"
        assert run("export", plan, out, *options, *TODAY)[0] == 0
        if ending == ".pdf":
            return secret in "".join(map(written, pypdf.PdfReader(out).pages))
        return secret in out.read_text(encoding="utf-8")

    assert not leaves(".csv")
    assert leaves(".csv", "--with-private-notes")
    assert not leaves(".csv", "--with-private-notes", "--without-personal-data")
    assert not leaves(".pdf", "--with-private-notes")
    assert not leaves(".ics", "--with-private-notes")


@pytest.mark.parametrize("name", ["a.doc", "a"])
def test_an_unknown_ending_lists_those_there_are(run, plan, tmp_path, name):
    code, out, err = run("export", plan, tmp_path / name, *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert ".pdf, .png, .ics, .xlsx, .csv" in err


def test_the_plan_itself_is_not_replaced(run, tmp_path):
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(example_files()[0].read_bytes())
    code, _out, err = run("export", plan, plan, *TODAY)
    assert code == 2
    assert one_line(err)
    assert "le plan lui-même" in err
    assert plan.read_bytes() == example_files()[0].read_bytes()


def test_a_missing_folder_or_a_folder_exits_2(run, plan, tmp_path):
    (tmp_path / "b.csv").mkdir()
    for path in (tmp_path / "none" / "a.csv", tmp_path / "b.csv"):
        code, _out, err = run("export", plan, path, *TODAY)
        assert code == 2
        assert one_line(err)


def test_a_full_disk_exits_3(run, plan, tmp_path, monkeypatch):
    def fail(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "write", fail)
    out = tmp_path / "a.csv"
    code, _out, err = run("export", plan, out, *TODAY)
    assert code == 3
    assert one_line(err)
    assert "disque est plein" in err
    assert not out.exists()


def test_a_plan_that_cannot_be_read_exits_2(run, tmp_path):
    code, _out, err = run("export", tmp_path / "none.cspplan", tmp_path / "a.csv", *TODAY)
    assert code == 2
    assert one_line(err)


def test_missing_libraries_exit_2_and_name_the_packages(run, plan, tmp_path, monkeypatch):
    def fail(*_given):
        raise ExportError(ExportProblem.LIBRARIES, packages=("libegl1", "libgl1"))

    monkeypatch.setattr(pdf, "pdf_bytes", fail)
    code, _out, err = run("export", plan, tmp_path / "a.pdf", *TODAY)
    assert code == 2
    assert one_line(err)
    assert "apt-get install libegl1 libgl1" in err


def test_every_problem_has_its_sentence():
    for problem in ExportProblem:
        sentence = export_sentence(problem, file="a.pdf", endings=".pdf", packages="libegl1")
        assert "{" not in sentence


def test_help_says_what_is_replaced(run):
    code, out, _err = run("export", "--help")
    assert code == 0
    assert "remplace tout fichier sauf le plan" in " ".join(out.split())
    assert "--without-personal-data" in out


def test_a_csv_that_a_spreadsheet_would_change_says_so(run, plan, tmp_path):
    assert run("export", plan, tmp_path / "a.csv", *TODAY)[2] == ""
    held = load(plan)
    units = (replace(held.plan.programme.units[0], code="0012345"), *held.plan.programme.units[1:])
    coded = tmp_path / "b.cspplan"
    save(coded, replace(held.plan, programme=replace(held.plan.programme, units=units)), None)
    code, out, err = run("export", coded, tmp_path / "b.csv", *TODAY)
    assert (code, out) == (0, "« b.csv » créé.\n")
    assert "0012345" in err
    assert "XLSX" in err
    assert one_line(err)
    assert run("export", coded, tmp_path / "b.xlsx", *TODAY)[2] == ""
