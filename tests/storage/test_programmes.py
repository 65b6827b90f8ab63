"""The library of programmes: kept, listed, named by code and centre, removed; damaged files are listed as such."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.storage import programmes as library
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load_programme
from csp_planner.storage.programmes import (
    Origin,
    centre_name,
    drop_programme,
    keep_programme,
    library_of,
    programme_lines,
    save_programme,
    source_of,
)

CRN01 = builtin_programme("CRN01")
OTHER = replace(CRN01, code="XYZ01", title="Autre", publisher="Cnam Paris")


def listed(folder: Path) -> list[tuple[str, str, Origin]]:
    return [(one.name, one.programme.title, one.origin) for one in library_of(folder).programmes]


def test_an_empty_library_has_what_ships(tmp_path):
    assert listed(tmp_path / "nowhere") == [("CRN01", CRN01.title, Origin.BUILT_IN)]
    assert library_of(tmp_path).called("CRN01")[0].programme == CRN01
    assert library_of(tmp_path).called("XYZ01") == ()


def test_a_programme_is_kept_found_replaced_and_dropped(tmp_path):
    assert not keep_programme(tmp_path, OTHER)
    (found,) = library_of(tmp_path).called("XYZ01")
    assert (found.programme, found.origin) == (OTHER, Origin.OWN)
    assert keep_programme(tmp_path, replace(OTHER, title="Neuf"))
    (found,) = library_of(tmp_path).called("XYZ01")
    assert found.programme.title == "Neuf"
    assert found.path is not None
    assert drop_programme(found.path)
    assert not drop_programme(found.path)
    assert library_of(tmp_path).called("XYZ01") == ()


def test_the_same_code_of_two_centres_is_there_twice_and_each_has_a_name(tmp_path):
    lille = replace(OTHER, publisher="Cnam Hauts-de-France")
    keep_programme(tmp_path, OTHER)
    keep_programme(tmp_path, lille)
    assert [name for name, _title, _origin in listed(tmp_path)] == [
        "CRN01", "XYZ01@cnam-hauts-de-france", "XYZ01@cnam-paris",
    ]  # fmt: skip
    books = library_of(tmp_path)
    assert [one.programme for one in books.called("XYZ01@Cnam  Paris")] == [OTHER]
    assert [one.programme for one in books.called("XYZ01@cnam-hauts-de-france")] == [lille]
    assert len(books.called("XYZ01")) == 2, "the code alone does not tell them apart"
    assert books.called("XYZ01@nulle-part") == ()


def test_the_code_of_a_built_in_one_alone_means_its_centre_in_its_newest_edition(tmp_path):
    away = replace(CRN01, publisher="Ailleurs")
    keep_programme(tmp_path, away)
    assert [one.programme for one in library_of(tmp_path).called("CRN01")] == [CRN01]
    assert [one.programme for one in library_of(tmp_path).called("CRN01@ailleurs")] == [away]
    newer = replace(CRN01, title="Édition 2027")
    keep_programme(tmp_path, newer)
    assert [one.programme for one in library_of(tmp_path).called("CRN01")] == [newer]
    assert [one.name for one in library_of(tmp_path).programmes] == ["CRN01", "CRN01@ailleurs"]


@pytest.mark.parametrize("code", ["../../etc", ".hidden", "A/B", "É" * 60, "CON", "a" * 64, "a@b"])
def test_any_code_names_a_file_inside_the_library(tmp_path, code):
    keep_programme(tmp_path / "data", replace(OTHER, code=code))
    assert [one.programme.code for one in library_of(tmp_path / "data").called(code)] == [code]
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "data" / "programmes"}


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (b"", FileProblem.DAMAGED),
        (b"[]", FileProblem.FOREIGN),
        (b'{"format": "csp-planner/programme", "version": 99}', FileProblem.NEWER),
        (b'{"code": "A", "units": []}', FileProblem.INVALID),
    ],
)
def test_a_damaged_file_is_listed_as_such_and_the_others_with_it(tmp_path, damage, problem):
    keep_programme(tmp_path, OTHER)
    (path,) = tmp_path.rglob("*.json")
    broken = path.with_name("abc.json")
    broken.write_bytes(damage)
    (path.parent / "dossier.json").mkdir()
    found = library_of(tmp_path)
    assert [one.name for one in found.programmes] == ["CRN01", "XYZ01"]
    assert [(error.path, error.problem) for error in found.damaged] == [
        (broken, problem), (path.parent / "dossier.json", FileProblem.NOT_A_FILE),
    ]  # fmt: skip
    assert broken.read_bytes() == damage


def test_a_folder_that_is_none_is_listed_as_damaged(tmp_path):
    (tmp_path / "programmes").write_text("")
    found = library_of(tmp_path)
    assert len(found.programmes) == 1
    assert [error.path for error in found.damaged] == [tmp_path / "programmes"]


def test_a_file_put_there_by_hand_is_found_and_gives_way_to_the_one_that_was_kept(tmp_path):
    folder = tmp_path / "programmes"
    folder.mkdir()
    for name in ("000.json", "zzz.json"):
        save_programme(folder / name, replace(OTHER, title="À la main"))
    assert [one.programme.title for one in library_of(tmp_path).called("XYZ01")] == ["À la main"]
    keep_programme(tmp_path, OTHER)
    assert [one.programme for one in library_of(tmp_path).called("XYZ01")] == [OTHER]


def test_a_full_disk_leaves_the_library_as_it_was(tmp_path, monkeypatch):
    keep_programme(tmp_path, OTHER)

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library, "write_atomic", full)
    with pytest.raises(PlanFileError) as caught:
        keep_programme(tmp_path, replace(OTHER, title="Neuf"))
    assert caught.value.problem is FileProblem.FULL
    assert [one.programme for one in library_of(tmp_path).called("XYZ01")] == [OTHER]


def test_a_programme_is_written_in_place_of_a_file_and_through_a_link(tmp_path):
    path, link = tmp_path / "a.json", tmp_path / "b.json"
    path.write_text("before")
    link.symlink_to(path)
    save_programme(link, OTHER)
    assert link.is_symlink()
    assert load_programme(path) == OTHER
    with pytest.raises(PlanFileError) as caught:
        save_programme(tmp_path, OTHER)
    assert caught.value.problem is FileProblem.NOT_A_FILE
    with pytest.raises(PlanFileError) as caught:
        save_programme(tmp_path / "nowhere" / "a.json", OTHER)
    assert caught.value.problem is FileProblem.NO_FOLDER


def test_centres_are_compared_by_their_letters():
    assert centre_name("  Cnam Île-de-France ") == "cnam-ile-de-france"
    assert centre_name("Cnam - Île de France") == centre_name("CNAM ILE DE FRANCE")
    assert centre_name("") == ""


KEEPS = """
import os, sys
from dataclasses import replace
from pathlib import Path
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.programmes import keep_programme

programme = builtin_programme("CRN01")
process = os.fork()
for number in range(20):
    title = f"{'A' if process else 'B'} {number}"
    keep_programme(Path(sys.argv[1]), replace(programme, code="XYZ01", title=title))
if process:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
"""
"""A program that becomes two processes."""


def test_two_processes_that_keep_the_same_programme_leave_one_whole_file(tmp_path):
    assert subprocess.run([sys.executable, "-c", KEEPS, str(tmp_path)], timeout=60, check=False).returncode == 0
    found = library_of(tmp_path)
    assert found.damaged == ()
    (one,) = found.called("XYZ01")
    assert one.programme.title in ("A 19", "B 19")
    assert len(list((tmp_path / "programmes").iterdir())) == 1


def test_the_text_a_programme_was_read_from_is_kept_beside_it_and_goes_with_it(tmp_path):
    keep_programme(tmp_path, OTHER, "Fiche\nétrange")
    (found,) = library_of(tmp_path).called("XYZ01")
    assert found.path is not None
    assert source_of(found.path) == "Fiche\nétrange"
    keep_programme(tmp_path, OTHER)
    assert source_of(found.path) == ""
    keep_programme(tmp_path, OTHER, "Fiche")
    drop_programme(found.path)
    assert list(found.path.parent.glob("*.txt")) == []


def test_a_list_shows_what_each_file_says_of_itself(tmp_path):
    keep_programme(tmp_path, OTHER)
    keep_programme(tmp_path, replace(CRN01, publisher="Cnam Paris"))
    folder = tmp_path / "programmes"
    (folder / "damaged.json").write_text("{", encoding="utf-8")
    (folder / "foreign.json").write_text('{"code": 3, "title": "", "publisher": ""}', encoding="utf-8")
    (folder / "large.json").write_bytes(b" " * 2_000_000)
    lines = {(line.code, line.centre, line.origin) for line in programme_lines(tmp_path)}
    assert lines == {
        ("CRN01", CRN01.publisher, Origin.BUILT_IN),
        ("CRN01", "Cnam Paris", Origin.OWN),
        ("XYZ01", "Cnam Paris", Origin.OWN),
        ("damaged", "", Origin.OWN),
        ("foreign", "", Origin.OWN),
        ("large", "", Origin.OWN),
    }


def test_a_newer_edition_of_the_users_stands_for_the_one_that_ships(tmp_path):
    keep_programme(tmp_path, replace(CRN01, title="Édition 2026"))
    assert [(line.title, line.origin) for line in programme_lines(tmp_path)] == [("Édition 2026", Origin.OWN)]


def test_a_list_reads_no_checked_file(tmp_path):
    keep_programme(tmp_path, OTHER)
    code = (
        "import sys; from pathlib import Path; from csp_planner.storage.programmes import programme_lines;"
        f"print(len(programme_lines(Path({str(tmp_path)!r}))), 'pydantic' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["2", "False"]
