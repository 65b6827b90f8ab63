"""The one door: what a name makes, and what becomes of the file that was there."""

import errno
import os
import stat

import pytest

from csp_planner.drawing import pdf, start
from csp_planner.export.compose import comparison_document
from csp_planner.export.errors import ExportError, ExportProblem
from csp_planner.export.kinds import CSV, ICS, KINDS, PDF
from csp_planner.export.options import Options
from csp_planner.export.write import export, export_comparison, suggested_name
from csp_planner.storage import files
from csp_planner.storage.errors import FileProblem, PlanFileError

from .conftest import TODAY

STARTS = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".ics": b"BEGIN:VCALENDAR", ".csv": b"\xef\xbb\xbf", ".xlsx": b"PK"}


def made(case, path, **more):
    export(path, case.plan, case.evaluation, Options(), **more)
    return path.read_bytes()


def leftovers(folder) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("ending", [kind.ending for kind in KINDS])
def test_the_ending_says_what_is_made(example, tmp_path, ending):
    assert made(example, tmp_path / f"a{ending}").startswith(STARTS[ending])
    assert made(example, tmp_path / f"B{ending.upper()}").startswith(STARTS[ending])
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("name", ["a.doc", "a", "a.pdf.txt", ".pdf"])
def test_another_ending_is_refused(example, tmp_path, name):
    with pytest.raises(ExportError) as caught:
        made(example, tmp_path / name)
    assert caught.value.problem is ExportProblem.UNKNOWN_ENDING
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_and_keeps_its_permissions(example, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")
    path.chmod(0o600)
    assert made(example, path).startswith(STARTS[".csv"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(example, tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"before")
    link.symlink_to(real)
    made(example, link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(STARTS[".csv"])


def test_the_plan_itself_is_never_replaced(example, tmp_path):
    plan_file = tmp_path / "plan.pdf"
    plan_file.write_bytes(b"the plan")
    link = tmp_path / "link.csv"
    link.symlink_to(plan_file)
    for path in (plan_file, link):
        with pytest.raises(ExportError) as caught:
            export(path, example.plan, example.evaluation, Options(), plan_file=plan_file)
        assert caught.value.problem is ExportProblem.IS_THE_PLAN
    assert plan_file.read_bytes() == b"the plan"


def test_a_folder_is_not_a_file(example, tmp_path):
    path = tmp_path / "a.csv"
    path.mkdir()
    with pytest.raises(ExportError) as caught:
        made(example, path)
    assert caught.value.problem is ExportProblem.NOT_A_FILE


def test_a_missing_folder_is_named(example, tmp_path):
    with pytest.raises(ExportError) as caught:
        made(example, tmp_path / "none" / "a.csv")
    assert caught.value.problem is ExportProblem.NO_FOLDER


def test_a_name_no_file_can_have(example, tmp_path):
    with pytest.raises(PlanFileError) as caught:
        made(example, tmp_path / "a\0.csv")
    assert caught.value.problem is FileProblem.FAILED


def test_a_protected_file_is_not_replaced(example, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "access", lambda *_given: False)
    with pytest.raises(PlanFileError) as caught:
        made(example, path)
    assert caught.value.problem is FileProblem.READ_ONLY
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (errno.ENOSPC, FileProblem.FULL),
        (errno.EROFS, FileProblem.READ_ONLY),
        (errno.EACCES, FileProblem.READ_ONLY),
        (errno.EIO, FileProblem.FAILED),
    ],
)
def test_a_disk_that_fails_leaves_the_file_that_was_there(example, tmp_path, monkeypatch, code, problem):
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")

    def fail(*_given):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files.os, "write", fail)
    with pytest.raises(PlanFileError) as caught:
        made(example, path)
    assert (caught.value.problem, caught.value.path) == (problem, path)
    assert path.read_bytes() == b"before"
    assert leftovers(tmp_path) == []


def test_nothing_is_written_when_it_cannot_be_made(example, tmp_path, monkeypatch):
    def fail(*_given):
        raise ExportError(ExportProblem.NO_FONT)

    monkeypatch.setattr(pdf, "pdf_bytes", fail)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"before")
    with pytest.raises(ExportError):
        made(example, path)
    assert path.read_bytes() == b"before"


def test_missing_libraries_are_named_by_their_packages(example, tmp_path, monkeypatch):
    def fail(*_given):
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(pdf, "pdf_bytes", fail)
    with pytest.raises(ExportError) as caught:
        made(example, tmp_path / "a.pdf")
    assert caught.value.problem is ExportProblem.LIBRARIES
    assert "libegl1" in caught.value.packages


def test_a_library_that_only_the_painting_needs_is_named_too(tmp_path, monkeypatch):
    plugin = tmp_path / "plugin.so"
    plugin.touch()

    def fail(_name):
        raise OSError("libfontconfig.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(start.ctypes, "CDLL", fail)
    with pytest.raises(ExportError) as caught:
        start.require_libraries(plugin)
    assert "libfontconfig1" in caught.value.packages


def test_an_import_that_fails_otherwise_is_a_fault_of_ours(example, tmp_path, monkeypatch):
    def fail(*_given):
        raise ImportError("no such name")

    monkeypatch.setattr(pdf, "pdf_bytes", fail)
    with pytest.raises(ImportError, match="no such name"):
        made(example, tmp_path / "a.pdf")


def test_a_suggested_name_is_fit_for_every_system(rich, hostile):
    assert suggested_name(rich.plan, Options(), PDF) == "CRN01-Camille-Exemple-A-Au-plus-tot.pdf"
    assert suggested_name(rich.plan, Options(personal_data=False), ICS) == "CRN01-scenario-1.ics"
    name = suggested_name(hostile.plan, Options(), CSV)
    assert name.isascii()
    assert len(name) < 100
    assert not set(name) & set('<>:"/\\|?* \n')


@pytest.mark.parametrize(("ending", "begins"), [(".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_scenarios_side_by_side_become_a_picture_or_a_document(example, tmp_path, ending, begins):
    path = tmp_path / f"a{ending}"
    export_comparison(path, comparison_document(example.plan, (0, 1), TODAY, Options()))
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a"])
def test_scenarios_side_by_side_become_nothing_else(example, tmp_path, name):
    with pytest.raises(ExportError) as found:
        export_comparison(tmp_path / name, comparison_document(example.plan, (0, 1), TODAY, Options()))
    assert found.value.problem is ExportProblem.UNKNOWN_ENDING
    assert not list(tmp_path.iterdir())
