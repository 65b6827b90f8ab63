"""Killed after a failed save, nothing is lost: the next start offers the work, for its file or for another."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from csp_planner.domain.edits import set_note
from csp_planner.storage.codec import read_plan
from csp_planner.storage.folders import state_folder
from csp_planner.storage.planfile import backup_of, load, save
from csp_planner.storage.recovery import HomeFile, claim, orphans
from csp_planner.ui.document.keeper import Kept

from .desk import LOAD, MINE, SAVE_AGAIN, SAVE_AS, offers, on_desk
from .hand import button, shown_texts

PROGRAM = Path(__file__).with_name("failing_window.py")


@pytest.fixture
def mine(example):
    return set_note(example, "AST004", "What could not be saved")


def leave(plan, path, digest):
    """What a window that was killed after a failed save leaves."""
    slot = claim(state_folder() / "recovery")
    slot.write(plan, HomeFile(path, digest))
    os.close(slot._lock)


def named(plan, name):
    return replace(plan, profile=replace(plan.profile, name=name))


@pytest.fixture
def desk(qtbot):
    """Most of what is looked at here needs neither the first page nor a view of the plan."""
    return on_desk(qtbot)


def take_up(desk):
    """Go on with the one plan that was left."""
    (orphan,) = desk.documents.orphans()
    desk.documents.take_up(orphan)
    QApplication.processEvents()


def test_killed_after_failed_saves_every_edit_is_offered_again(started, qtbot, example, folder, tmp_path):
    reports, arguments = {}, []
    for trouble in ("folder renamed", "someone else wrote", "disk full"):
        path = tmp_path / trouble / "plan.cspplan"
        path.parent.mkdir()
        save(path, example, None)
        reports[path] = tmp_path / f"what was lost, {trouble}"
        arguments += [str(path), trouble, "3", str(reports[path])]
    command = [sys.executable, str(PROGRAM), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == "ready\n"
        program.kill()
    before = {path: read_plan(report.read_bytes()) for path, report in reports.items()}
    left = orphans(folder)
    assert len(left) == len(before)
    assert {orphan.home.path: orphan.plan for orphan in left} == before
    rows = [text for text in shown_texts(started().start_page, QLabel) if "plan.cspplan" in text]
    assert len(rows) == len(before)
    for orphan in left:
        desk = on_desk(qtbot)
        desk.documents.take_up(orphan)
        assert desk.session.document == orphan.plan
        if orphan.home.path.parent.name == "disk full":  # there is room again
            assert load(orphan.home.path).plan == orphan.plan
        else:
            assert desk.documents.keeper.state is Kept.FAILED
            assert orphan.plan in [load(slot).plan for slot in folder.glob("*.cspplan")]


def test_what_is_taken_up_goes_into_its_file_and_the_edits_after_it_too(started, path, folder, mine):
    leave(mine, path, load(path).digest)
    window = started()
    assert any("plan.cspplan" in text for text in shown_texts(window.start_page, QLabel))
    button(window.start_page, "Reprendre").click()
    QApplication.processEvents()
    assert load(path).plan == mine
    assert window.documents.keeper.state is Kept.IN_FILE
    assert window.documents.keeper.path == path
    assert "plan.cspplan" in window.banner.accessibleName()
    assert list(folder.iterdir()) == []
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert load(path).plan == window.session.document


def test_taking_up_overwrites_nothing_another_window_saved(desk, path, folder, example, mine, qtbot):
    leave(mine, path, load(path).digest)
    save(path, named(example, "Saved well since"), None)
    theirs = path.read_bytes()
    take_up(desk)
    assert desk.session.document == mine
    assert path.read_bytes() == theirs
    assert offers(desk) == [LOAD, MINE, SAVE_AS]
    desk.session.unplace(["AST004"])
    desk.documents.keeper.settle()
    assert path.read_bytes() == theirs
    assert load(next(folder.glob("*.cspplan"))).plan == desk.session.document
    desk.documents.overwrite()
    assert load(path).plan == desk.session.document
    assert backup_of(path).read_bytes() == theirs
    assert list(folder.iterdir()) == []


def test_what_is_taken_up_can_go_elsewhere(desk, path, folder, example, mine, tmp_path):
    leave(mine, path, load(path).digest)
    save(path, named(example, "Saved well since"), None)
    take_up(desk)
    assert desk.documents.save_to(tmp_path / "elsewhere.cspplan")
    assert load(tmp_path / "elsewhere.cspplan").plan == mine
    assert load(path).plan.profile.name == "Saved well since"
    assert offers(desk) == []
    assert list(folder.iterdir()) == []


def test_what_is_taken_up_while_its_file_is_gone_offers_to_make_it_again(desk, path, folder, mine, qtbot):
    leave(mine, path, load(path).digest)
    path.unlink()
    take_up(desk)
    assert desk.session.document == mine
    assert not path.exists()
    assert offers(desk) == [SAVE_AGAIN, SAVE_AS]
    desk.documents.save_again()
    desk.documents.keeper.settle()
    assert load(path).plan == mine
    assert list(folder.iterdir()) == []


def test_work_of_two_windows_killed_on_one_file_is_all_offered(qtbot, path, folder, example, mine):
    other = named(example, "The other window’s")
    for plan in (mine, other):
        leave(plan, path, load(path).digest)
    first, second = on_desk(qtbot), on_desk(qtbot)
    for desk in (first, second):
        assert len(desk.documents.orphans()) == 2
    first.documents.take_up(next(orphan for orphan in orphans(folder) if orphan.plan == mine))
    second.documents.take_up(next(orphan for orphan in orphans(folder) if orphan.plan == other))
    assert load(path).plan == mine
    assert second.session.document == other
    assert offers(second) == [LOAD, MINE, SAVE_AS]


# Opening the file itself


def test_who_opens_the_file_is_offered_what_could_not_be_saved_into_it(desk, path, folder, mine, example, qtbot):
    leave(mine, path, load(path).digest)
    assert desk.documents.open_file(path.parent / ".." / path.parent.name / path.name)
    assert desk.session.document == example
    assert offers(desk) == ["Reprendre", "Abandonner"]
    button(desk.banner, "Reprendre").click()
    qtbot.waitUntil(lambda: desk.session.document == mine, timeout=2_000)
    assert load(path).plan == mine
    assert list(folder.iterdir()) == []


def test_who_opens_another_file_is_not_offered_it(desk, path, tmp_path, mine, example):
    leave(mine, path, load(path).digest)
    save(tmp_path / "other.cspplan", example, None)
    assert desk.documents.open_file(tmp_path / "other.cspplan")
    assert offers(desk) == []


def test_taking_up_over_later_edits_asks_first(desk, path, mine, qtbot):
    leave(mine, path, load(path).digest)
    desk.documents.open_file(path)
    desk.session.unplace(["AST004"])
    desk.documents.keeper.settle()
    since = path.read_bytes()
    button(desk.banner, "Reprendre").click()
    qtbot.waitUntil(lambda: desk.session.document == mine, timeout=2_000)
    assert path.read_bytes() == since
    assert offers(desk) == [LOAD, MINE, SAVE_AS]
