"""A plan whose file cannot be saved: its work is kept elsewhere, and what can be done about it stays on offer."""

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from csp_planner.storage.planfile import backup_of, load, save
from csp_planner.storage.recovery import orphans
from csp_planner.ui.document.keeper import Kept

from .desk import LOAD, MINE, RETRY, SAVE_AGAIN, SAVE_AS, edit, offers, on_desk
from .hand import answer


@pytest.fixture
def desk(qtbot, path, example):
    """Most of what is looked at here needs no view of the plan."""
    return on_desk(qtbot, example, path, load(path).digest)


def press(window, text, qtbot):
    """Press a button of the banner, and wait for what it does."""
    (found,) = [each for each in window.banner._buttons if each.text() == text]
    found.click()
    qtbot.wait(10)
    window.documents.keeper.settle()


def in_slot(folder):
    """The plan in the one recovery slot."""
    (slot,) = folder.glob("*.cspplan")
    return load(slot).plan


def named(plan, name):
    return replace(plan, profile=replace(plan.profile, name=name))


class Trouble:
    """Something that keeps a file from being saved, until it is mended."""

    def __init__(self, path, monkeypatch):
        self.path, self.aside, self.patch = path, path.parent.with_name("renamed"), monkeypatch


class FileRemoved(Trouble):
    choices = (SAVE_AGAIN, SAVE_AS)

    def begin(self):
        self.data = self.path.read_bytes()
        self.path.unlink()

    def end(self):
        self.path.write_bytes(self.data)


class FolderRenamed(Trouble):
    choices = (SAVE_AGAIN, SAVE_AS)

    def begin(self):
        self.path.parent.rename(self.aside)

    def end(self):
        self.aside.rename(self.path.parent)


class FolderRemoved(FolderRenamed):
    def begin(self):
        shutil.copytree(self.path.parent, self.aside)
        shutil.rmtree(self.path.parent)


class FileForFolder(FolderRenamed):
    """The folder is a file now."""

    def begin(self):
        super().begin()
        self.path.parent.touch()

    def end(self):
        self.path.parent.unlink()
        super().end()


class FolderForFile(Trouble):
    """The file is a folder now."""

    choices = (SAVE_AS, RETRY)

    def begin(self):
        self.data = self.path.read_bytes()
        self.path.unlink()
        self.path.mkdir()

    def end(self):
        self.path.rmdir()
        self.path.write_bytes(self.data)


class _Refused(Trouble):
    """No new file can be made beside the plan's."""

    choices = (SAVE_AS, RETRY)
    number = 0

    def begin(self):
        open_file = os.open

        def refuse(name, flags, mode=0o777):
            if flags & os.O_CREAT and Path(name).parent == self.path.parent:
                raise OSError(self.number, os.strerror(self.number))
            return open_file(name, flags, mode)

        self.patch.setattr(os, "open", refuse)

    def end(self):
        self.patch.undo()


class DiskFull(_Refused):
    number = errno.ENOSPC


class PermissionWithdrawn(_Refused):
    number = errno.EACCES


class DiskDying(_Refused):
    number = errno.EIO


TROUBLES = [
    FileRemoved,
    FolderRenamed,
    FolderRemoved,
    FileForFolder,
    FolderForFile,
    DiskFull,
    PermissionWithdrawn,
    DiskDying,
]


@pytest.fixture(params=TROUBLES, ids=lambda kind: kind.__name__)
def trouble(request, path):
    with pytest.MonkeyPatch.context() as patch:
        yield request.param(path, patch)


# While it lasts


def test_each_failed_save_is_kept_elsewhere_and_offers_its_choices_until_one_works(
    desk, folder, path, trouble, monkeypatch, qtbot
):
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: None)
    for edits in (3, 1):  # a second failure is as the first
        trouble.begin()
        for number in range(edits):
            edit(desk, f"edit {number}")
            assert desk.documents.keeper.state is Kept.FAILED
            assert not desk.documents.keeper.is_safe
            assert offers(desk) == list(trouble.choices)
            said = desk.banner.accessibleName()
            assert "gardé à part" in said
            if SAVE_AGAIN in trouble.choices:  # it is gone, which nobody else's change is
                assert "n’est plus là" in said
                assert "quelqu’un d’autre" not in said
            assert in_slot(folder) == desk.session.document
            for choice in trouble.choices:
                if choice != SAVE_AGAIN:  # which may well succeed
                    press(desk, choice, qtbot)
                    assert offers(desk) == list(trouble.choices), choice
        assert orphans(folder) == ()  # the window that holds it lives
        trouble.end()
        edit(desk, "saved")
        assert desk.documents.keeper.state is Kept.IN_FILE
        assert desk.documents.keeper.is_safe
        assert load(path).plan == desk.session.document
        assert not desk.banner.isVisible()
        assert list(folder.iterdir()) == []


def test_saved_elsewhere_the_plan_leaves_its_slot(desk, folder, path, trouble, tmp_path, monkeypatch, qtbot):
    elsewhere = tmp_path / "elsewhere.cspplan"
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: elsewhere)
    trouble.begin()
    edit(desk, "first")
    press(desk, SAVE_AS, qtbot)
    assert load(elsewhere).plan == desk.session.document
    assert not desk.banner.isVisible()
    assert list(folder.iterdir()) == []
    edit(desk, "second")
    assert load(elsewhere).plan == desk.session.document


# Gone, or changed


def test_a_file_that_is_gone_is_made_again_when_asked(saved_window, folder, path, qtbot):
    path.unlink()
    edit(saved_window, "first")
    assert not path.exists()
    press(saved_window, SAVE_AGAIN, qtbot)
    assert load(path).plan == saved_window.session.document
    assert not saved_window.banner.isVisible()
    assert list(folder.iterdir()) == []
    path.unlink()
    edit(saved_window, "second")
    assert not path.exists()  # it was asked for once, not for ever
    assert offers(saved_window) == [SAVE_AGAIN, SAVE_AS]


def test_a_folder_that_is_gone_is_not_made_again_and_goes_on_being_said(desk, folder, path, qtbot):
    path.parent.rename(path.parent.with_name("renamed"))
    edit(desk, "first")
    for _time in range(2):
        press(desk, offers(desk)[-1] if RETRY in offers(desk) else SAVE_AGAIN, qtbot)
        assert "dossier" in desk.banner.accessibleName()
        assert offers(desk) == [SAVE_AS, RETRY]
        assert not path.parent.exists()
        assert in_slot(folder) == desk.session.document
    path.parent.with_name("renamed").rename(path.parent)
    press(desk, RETRY, qtbot)
    assert load(path).plan == desk.session.document
    assert not desk.banner.isVisible()


def test_a_file_put_in_the_place_of_one_that_is_gone_is_not_overwritten(desk, path, example, qtbot):
    path.unlink()
    edit(desk, "first")
    save(path, named(example, "Quelqu’un d’autre"), None)
    press(desk, SAVE_AGAIN, qtbot)
    assert load(path).plan.profile.name == "Quelqu’un d’autre"
    assert offers(desk) == [LOAD, MINE, SAVE_AS]


def test_what_someone_else_wrote_is_said_each_time_with_its_choices(desk, folder, path, example, monkeypatch, qtbot):
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: None)
    save(path, named(example, "Quelqu’un d’autre"), None)
    for number in range(3):
        edit(desk, f"edit {number}")
        assert offers(desk) == [LOAD, MINE, SAVE_AS]
        assert in_slot(folder) == desk.session.document
        press(desk, SAVE_AS, qtbot)
        assert offers(desk) == [LOAD, MINE, SAVE_AS]
    press(desk, MINE, qtbot)
    assert load(path).plan == desk.session.document
    assert load(backup_of(path)).plan.profile.name == "Quelqu’un d’autre"
    assert not desk.banner.isVisible()
    assert list(folder.iterdir()) == []


def test_keeping_mine_offers_its_choices_until_a_save_works(desk, folder, path, example, monkeypatch, qtbot):
    save(path, named(example, "Quelqu’un d’autre"), None)
    edit(desk, "first")
    with pytest.MonkeyPatch.context() as patch:
        DiskFull(path, patch).begin()
        for choice in (MINE, RETRY, RETRY):
            press(desk, choice, qtbot)
            assert offers(desk) == [SAVE_AS, RETRY]
            assert in_slot(folder) == desk.session.document
    press(desk, RETRY, qtbot)
    assert load(path).plan == desk.session.document
    assert not desk.banner.isVisible()


@pytest.mark.parametrize("fate", ["removed", "damaged"])
def test_a_reload_that_fails_keeps_the_choices(desk, folder, path, example, fate, qtbot):
    save(path, named(example, "Quelqu’un d’autre"), None)
    edit(desk, "first")
    mine = desk.session.document
    if fate == "removed":
        path.unlink()
    else:
        path.write_bytes(b"{")
    for _time in range(2):
        desk.documents.reload()
        assert desk.session.document == mine
        assert offers(desk) == ([SAVE_AGAIN, SAVE_AS] if fate == "removed" else [LOAD, MINE, SAVE_AS])
        assert in_slot(folder) == mine
    press(desk, SAVE_AGAIN if fate == "removed" else MINE, qtbot)
    assert load(path).plan == mine
    assert not desk.banner.isVisible()


# Another place that fails


def test_a_place_that_takes_no_file_offers_its_choices_each_time(desk, tmp_path, qtbot):
    assert not desk.documents.save_to(tmp_path / "missing" / "b.cspplan")
    for _time in range(3):
        assert offers(desk) == [SAVE_AS, RETRY]
        press(desk, RETRY, qtbot)
    (tmp_path / "missing").mkdir()
    press(desk, RETRY, qtbot)
    assert not desk.banner.isVisible()
    assert desk.documents.keeper.path == tmp_path / "missing" / "b.cspplan"


def test_a_failure_elsewhere_is_settled_by_the_file_saved_again(desk, path, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        DiskFull(path, patch).begin()
        edit(desk, "first")
        assert not desk.documents.save_to(tmp_path / "missing" / "b.cspplan")
        assert desk.banner.isVisible()
    edit(desk, "second")
    assert desk.documents.keeper.is_safe
    assert not desk.banner.isVisible()


def test_a_new_plan_whose_first_save_fails_is_kept_elsewhere(qtbot, example, folder, tmp_path):
    desk = on_desk(qtbot, example)
    assert not desk.documents.save_to(tmp_path / "missing" / "b.cspplan")
    desk.documents.keeper.settle()
    assert in_slot(folder) == example
    assert offers(desk) == [SAVE_AS, RETRY]


# No other place either


def test_without_a_place_for_the_slot_that_is_said_and_nothing_is_lost(desk, folder, path, qtbot):
    folder.parent.mkdir(parents=True)
    folder.touch()  # a file where the folder should be
    path.unlink()
    for number in range(3):
        edit(desk, f"edit {number}")
        assert desk.documents.keeper.aside_problem is not None
        assert "dans cette fenêtre" in desk.banner.accessibleName()
        assert offers(desk) == [SAVE_AGAIN, SAVE_AS]
    folder.unlink()
    edit(desk, "kept aside at last")
    assert desk.documents.keeper.aside_problem is None
    assert "dans cette fenêtre" not in desk.banner.accessibleName()
    assert in_slot(folder) == desk.session.document
    press(desk, SAVE_AGAIN, qtbot)
    assert load(path).plan == desk.session.document


def test_a_recovery_folder_that_someone_deletes_is_made_again(desk, folder, path):
    path.unlink()
    edit(desk, "first")
    shutil.rmtree(folder)
    edit(desk, "second")
    assert in_slot(folder) == desk.session.document


def test_a_plan_in_no_file_that_cannot_be_kept_is_said_and_tried_again(qtbot, example, folder):
    desk = on_desk(qtbot, example)
    folder.parent.mkdir(parents=True)
    folder.touch()
    edit(desk, "first")
    assert "dans aucun fichier" in desk.banner.accessibleName()
    press(desk, RETRY, qtbot)
    assert offers(desk) == [SAVE_AS, RETRY]
    folder.unlink()
    press(desk, RETRY, qtbot)
    assert desk.documents.keeper.state is Kept.IN_RECOVERY
    assert in_slot(folder) == desk.session.document
    assert not desk.banner.isVisible()


# Several windows


def test_two_windows_that_fail_on_one_file_have_a_slot_each(qtbot, folder, path, example):
    windows = [on_desk(qtbot, example, path, load(path).digest) for _each in range(2)]
    path.unlink()
    for number, window in enumerate(windows):
        edit(window, f"window {number}")
    plans = [load(slot).plan for slot in folder.glob("*.cspplan")]
    assert len(plans) == 2
    assert all(window.session.document in plans for window in windows)


# Leaving


def test_a_window_whose_saves_failed_is_closed_only_after_the_question(saved_window, folder, path):
    path.unlink()
    edit(saved_window, "first")
    mine = saved_window.session.document
    for choice, left in (("Cancel", [mine]), ("Discard", [])):
        asked = answer(QMessageBox, lambda box, choice=choice: box.button(QMessageBox.StandardButton[choice]).click())
        assert saved_window.close() == (choice == "Discard")
        assert asked == []
        assert [load(slot).plan for slot in folder.glob("*.cspplan")] == left


def test_a_window_ended_without_the_question_leaves_work_in_the_slot(desk, folder, path):
    path.unlink()
    edit(desk, "first")
    desk.documents.close()
    assert in_slot(folder) == desk.session.document


def test_saved_elsewhere_on_leaving_nothing_is_left_behind(saved_window, folder, path, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere.cspplan"
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: elsewhere)
    path.unlink()
    edit(saved_window, "first")
    mine = saved_window.session.document
    asked = answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Save).click())
    assert saved_window.close()
    assert asked == []
    assert load(elsewhere).plan == mine
    assert list(folder.iterdir()) == []


def test_the_folder_proposed_for_saving_elsewhere_is_one_that_is_there(desk, path):
    assert desk.documents.folder == path.parent
    shutil.rmtree(path.parent)
    assert desk.documents.folder == path.parent.parent
