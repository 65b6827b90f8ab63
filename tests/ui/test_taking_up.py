"""Killed after a failed save, nothing is lost: the next start offers the work, for its file or for another."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from csp_planner.domain.edits import set_note
from csp_planner.storage.codec import read_plan
from csp_planner.storage.folders import state_folder
from csp_planner.storage.planfile import backup_of, load, save
from csp_planner.storage.recovery import HomeFile, claim, orphans
from csp_planner.ui.document.keeper import Kept

from .hand import button, shown_texts

LOAD, MINE, SAVE_AS, SAVE_AGAIN = (
    "Recharger le fichier",
    "Garder le mien",
    "Enregistrer sous…",
    "Enregistrer à nouveau",
)
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


def take_up(window):
    button(window.start_page, "Reprendre").click()
    QApplication.processEvents()


def offers(window):
    QApplication.processEvents()
    return shown_texts(window.banner, QPushButton)[:-1] if window.banner.isVisible() else []


@pytest.mark.parametrize("trouble", ["folder renamed", "someone else wrote", "disk full"])
def test_killed_after_failed_saves_every_edit_is_offered_again(started, path, folder, tmp_path, trouble):
    report = tmp_path / "report"
    command = [sys.executable, str(PROGRAM), str(path), trouble, "3", str(report)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == "ready\n"
        program.kill()
    before = read_plan(report.read_bytes())
    assert [(orphan.plan, orphan.home.path) for orphan in orphans(folder)] == [(before, path)]
    window = started()
    assert any("plan.cspplan" in text for text in shown_texts(window.start_page, QLabel))
    take_up(window)
    assert window.session.document == before
    if trouble == "disk full":  # there is room again
        assert load(path).plan == before
    else:
        assert window.documents.keeper.state is Kept.FAILED
        assert load(next(folder.glob("*.cspplan"))).plan == before


def test_what_is_taken_up_goes_into_its_file_and_the_edits_after_it_too(started, path, folder, mine):
    leave(mine, path, load(path).digest)
    window = started()
    take_up(window)
    assert load(path).plan == mine
    assert window.documents.keeper.state is Kept.IN_FILE
    assert window.documents.keeper.path == path
    assert "plan.cspplan" in window.banner.accessibleName()
    assert list(folder.iterdir()) == []
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert load(path).plan == window.session.document


def test_taking_up_overwrites_nothing_another_window_saved(started, path, folder, example, mine, qtbot):
    leave(mine, path, load(path).digest)
    save(path, named(example, "Saved well since"), None)
    theirs = path.read_bytes()
    window = started()
    take_up(window)
    assert window.session.document == mine
    assert path.read_bytes() == theirs
    assert offers(window) == [LOAD, MINE, SAVE_AS]
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert path.read_bytes() == theirs
    assert load(next(folder.glob("*.cspplan"))).plan == window.session.document
    window.documents.overwrite()
    assert load(path).plan == window.session.document
    assert backup_of(path).read_bytes() == theirs
    assert list(folder.iterdir()) == []


def test_what_is_taken_up_can_go_elsewhere(started, path, folder, example, mine, tmp_path):
    leave(mine, path, load(path).digest)
    save(path, named(example, "Saved well since"), None)
    window = started()
    take_up(window)
    assert window.documents.save_to(tmp_path / "elsewhere.cspplan")
    assert load(tmp_path / "elsewhere.cspplan").plan == mine
    assert load(path).plan.profile.name == "Saved well since"
    assert offers(window) == []
    assert list(folder.iterdir()) == []


def test_what_is_taken_up_while_its_file_is_gone_offers_to_make_it_again(started, path, folder, mine, qtbot):
    leave(mine, path, load(path).digest)
    path.unlink()
    window = started()
    take_up(window)
    assert window.session.document == mine
    assert not path.exists()
    assert offers(window) == [SAVE_AGAIN, SAVE_AS]
    window.documents.save_again()
    window.documents.keeper.settle()
    assert load(path).plan == mine
    assert list(folder.iterdir()) == []


def test_work_of_two_windows_killed_on_one_file_is_all_offered(started, path, folder, example, mine):
    other = named(example, "The other window’s")
    for plan in (mine, other):
        leave(plan, path, load(path).digest)
    first, second = started(), started()
    for window in (first, second):
        assert len(window.documents.orphans()) == 2
    first.documents.take_up(next(orphan for orphan in orphans(folder) if orphan.plan == mine))
    second.documents.take_up(next(orphan for orphan in orphans(folder) if orphan.plan == other))
    assert load(path).plan == mine
    assert second.session.document == other
    assert offers(second) == [LOAD, MINE, SAVE_AS]


# Opening the file itself


def test_who_opens_the_file_is_offered_what_could_not_be_saved_into_it(started, path, folder, mine, example, qtbot):
    leave(mine, path, load(path).digest)
    window = started()
    assert window.documents.open_file(path.parent / ".." / path.parent.name / path.name)
    assert window.session.document == example
    assert offers(window) == ["Reprendre", "Abandonner"]
    button(window.banner, "Reprendre").click()
    qtbot.waitUntil(lambda: window.session.document == mine, timeout=2_000)
    assert load(path).plan == mine
    assert list(folder.iterdir()) == []


def test_who_opens_another_file_is_not_offered_it(started, path, tmp_path, mine, example):
    leave(mine, path, load(path).digest)
    save(tmp_path / "other.cspplan", example, None)
    window = started()
    assert window.documents.open_file(tmp_path / "other.cspplan")
    assert offers(window) == []


def test_taking_up_over_later_edits_asks_first(started, path, mine, qtbot):
    leave(mine, path, load(path).digest)
    window = started()
    window.documents.open_file(path)
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    since = path.read_bytes()
    button(window.banner, "Reprendre").click()
    qtbot.waitUntil(lambda: window.session.document == mine, timeout=2_000)
    assert path.read_bytes() == since
    assert offers(window) == [LOAD, MINE, SAVE_AS]
