"""The library of openings: written whole, read strictly, and set aside where it is damaged."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Timer

import pytest

from csp_planner.domain.offers import Opening
from csp_planner.domain.programme import EnteredEnrolment
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage import openings as library
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.openings import (
    drop_openings,
    keep_openings,
    kept_at,
    load_openings,
    openings_of,
    save_openings,
)

DAY = date(2026, 11, 23)
TOLD = YearOpenings(
    programme="CRN01",
    year=2026,
    source="secrétariat",
    date=DAY,
    openings={"FPG003": Opening.SEMESTER_2, "TET007": None},
    enrolment=EnteredEnrolment(semester_1=date(2026, 11, 5), source="site", date=DAY),
)


def test_what_is_kept_is_read_again_in_the_order_of_the_years(tmp_path):
    later = replace(TOLD, year=2027)
    keep_openings(tmp_path, [later])
    keep_openings(tmp_path, [TOLD])
    assert openings_of(tmp_path, "CRN01").years == (TOLD, later)
    assert openings_of(tmp_path, "CRN02").years == ()


def test_a_year_is_corrected_and_dropped(tmp_path):
    keep_openings(tmp_path, [TOLD, replace(TOLD, year=2027)])
    corrected = replace(TOLD, openings={"FPG003": Opening.ANNUAL})
    keep_openings(tmp_path, [corrected])
    assert openings_of(tmp_path, "CRN01").years[0] == corrected
    assert drop_openings(tmp_path, "CRN01", 2026)
    assert not drop_openings(tmp_path, "CRN01", 2026)
    assert drop_openings(tmp_path, "CRN01", 2027)
    assert openings_of(tmp_path, "CRN01").years == ()


@pytest.mark.parametrize("code", ["../../etc", ".hidden", "A/B", "É" * 64, "CON", "a" * 64])
def test_any_code_names_a_file_inside_the_library(tmp_path, code):
    keep_openings(tmp_path / "data", [replace(TOLD, programme=code)])
    assert openings_of(tmp_path / "data", code).years[0].programme == code
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "data" / "openings"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": "csp-planner/openings", "version": 2}'])
def test_a_damaged_file_is_set_aside_and_named_and_the_next_one_is_written_beside_it(tmp_path, damage):
    keep_openings(tmp_path, [TOLD])
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(damage)
    shelf = openings_of(tmp_path, "CRN01")
    assert shelf.years == ()
    assert shelf.set_aside.read_bytes() == damage
    keep_openings(tmp_path, [TOLD])
    assert openings_of(tmp_path, "CRN01").years == (TOLD,)
    assert shelf.set_aside.read_bytes() == damage


def test_a_full_disk_leaves_the_library_as_it_was(tmp_path, monkeypatch):
    keep_openings(tmp_path, [TOLD])

    def full(_path, _data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library, "write_atomic", full)
    with pytest.raises(PlanFileError) as caught:
        keep_openings(tmp_path, [replace(TOLD, year=2027)])
    assert caught.value.problem is FileProblem.FULL
    assert openings_of(tmp_path, "CRN01").years == (TOLD,)


def edited(path: Path, change) -> None:
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document))


@pytest.mark.parametrize(
    ("change", "problem", "where"),
    [
        (lambda file: file["years"][0].update(later=1), FileProblem.UNKNOWN_KEY, "years/0/later"),
        (lambda file: file["years"][0]["openings"].update(FPG003="S3"), FileProblem.INVALID, "years/0/openings/FPG003"),
        (lambda file: file["years"].append(file["years"][0]), FileProblem.INVALID, "years/1/year"),
        (
            lambda file: file["years"].append({**file["years"][0], "programme": "X", "year": 2030}),
            FileProblem.INVALID,
            "years/1/programme",
        ),
        (lambda file: file.update(format="csp-planner/plan"), FileProblem.FOREIGN, ""),
        (lambda file: file.update(version=99), FileProblem.NEWER, ""),
    ],
)
def test_a_file_of_a_colleague_is_read_strictly(tmp_path, change, problem, where):
    path = tmp_path / "ouvertures.json"
    save_openings(path, (TOLD,))
    assert load_openings(path) == (TOLD,)
    edited(path, change)
    with pytest.raises(PlanFileError) as caught:
        load_openings(path)
    assert (caught.value.problem, caught.value.where, caught.value.path) == (problem, where, path)


def test_a_year_that_cannot_be_taken_out_stays_and_that_is_said(tmp_path, monkeypatch):
    keep_openings(tmp_path, [TOLD])

    def deny(_path, **_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", deny)
    with pytest.raises(PlanFileError) as caught:
        drop_openings(tmp_path, "CRN01", 2026)
    assert caught.value.problem is FileProblem.READ_ONLY
    assert openings_of(tmp_path, "CRN01").years == (TOLD,)


def test_a_library_that_was_written_again_can_be_told_from_before(tmp_path):
    assert kept_at(tmp_path, "CRN01") is None
    keep_openings(tmp_path, [TOLD])
    (path,) = tmp_path.rglob("*.json")
    os.utime(path, ns=(1, 1))
    assert kept_at(tmp_path, "CRN01") == 1
    keep_openings(tmp_path, [replace(TOLD, year=2027)])
    assert kept_at(tmp_path, "CRN01") != 1
    assert kept_at(tmp_path, "CRN02") is None


KEEPS_FOR_EVER = """
import os, sys
from dataclasses import replace
from pathlib import Path
from csp_planner.storage.openings import keep_openings, openings_of

folder = Path(sys.argv[1])
keep_openings(folder, openings_of(folder, "CRN01").years)  # how files are read is worked out once
for _asked in sys.stdin:
    process = os.fork()
    if process:
        os.waitpid(process, 0)
        print("gone", flush=True)
        continue
    print(os.getpid(), flush=True)
    (told,) = openings_of(folder, "CRN01").years
    number = int(told.source.split()[0])
    while True:
        number += 1
        keep_openings(folder, [replace(told, source=f"{number} " * 90)])
        print(number, flush=True)
"""
"""At each line that it is given, a process of its own begins to keep years, and says which."""


def test_a_library_whose_writer_is_killed_holds_the_old_year_or_the_new_one(tmp_path):
    keep_openings(tmp_path, [replace(TOLD, source="0 " * 90)])
    (path,) = tmp_path.rglob("*.json")
    command = [sys.executable, "-c", KEEPS_FOR_EVER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        watch = Timer(60, program.kill)  # a program that says no more ends the test, which then reads no line
        watch.daemon = True
        watch.start()

        def line() -> str:
            assert program.stdout is not None
            read = program.stdout.readline()
            assert read, "the program is gone"
            return read

        for kill in range(12):
            program.stdin.write("\n")
            program.stdin.flush()
            writer = int(line())
            for _each in range(5):
                line()
            if kill % 2:  # as soon as the file is another one; else at once, while it reads
                changed = path.stat().st_mtime_ns
                while path.stat().st_mtime_ns == changed:
                    assert program.poll() is None
            os.kill(writer, signal.SIGKILL)
            said = list(iter(line, "gone\n"))
            shelf = openings_of(tmp_path, "CRN01")
            assert shelf.set_aside is None
            (told,) = shelf.years
            numbers = told.source.split()
            assert (len(numbers), len(set(numbers))) == (90, 1)
            if said:
                assert int(numbers[0]) >= int(said[-1])
            assert replace(told, source=TOLD.source) == TOLD
        watch.cancel()
