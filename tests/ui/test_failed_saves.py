"""A plan whose file cannot be saved: its work is kept elsewhere, and what can be done about it stays on offer."""

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from csp_planner.domain.edits import set_note
from csp_planner.storage.planfile import backup_of, load, save
from csp_planner.storage.recovery import orphans
from csp_planner.ui.document.keeper import Kept

from .hand import answer, shown_texts

RETRY, SAVE_AS, SAVE_AGAIN = "Réessayer", "Enregistrer sous…", "Enregistrer à nouveau"
LOAD, MINE = "Recharger le fichier", "Garder le mien"


@pytest.fixture
def window(saved_window):
    return saved_window


def edit(window, text):
    """Change the plan, and wait until that is saved or has failed."""
    window.session.do("note", lambda plan: set_note(plan, "AST004", text))
    window.documents.keeper.settle()


def offers(window):
    """What the banner offers, its own Close aside."""
    QApplication.processEvents()
    return shown_texts(window.banner, QPushButton)[:-1] if window.banner.isVisible() else []


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


def test_each_failed_save_is_kept_elsewhere_and_offers_its_choices(window, folder, path, trouble, monkeypatch, qtbot):
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: None)
    trouble.begin()
    for number in range(3):
        edit(window, f"edit {number}")
        assert window.documents.keeper.state is Kept.FAILED
        assert not window.documents.keeper.is_safe
        assert offers(window) == list(trouble.choices)
        assert "gardé à part" in window.banner.accessibleName()
        assert in_slot(folder) == window.session.document
        for choice in trouble.choices:
            if choice != SAVE_AGAIN:  # which may well succeed
                press(window, choice, qtbot)
                assert offers(window) == list(trouble.choices), choice
    assert orphans(folder) == ()  # the window that holds it lives


def test_the_next_good_save_takes_the_sentence_and_the_slot_away(window, folder, path, trouble):
    trouble.begin()
    edit(window, "first")
    edit(window, "second")
    trouble.end()
    edit(window, "third")
    assert window.documents.keeper.state is Kept.IN_FILE
    assert window.documents.keeper.is_safe
    assert load(path).plan == window.session.document
    assert not window.banner.isVisible()
    assert list(folder.iterdir()) == []


def test_a_second_failure_is_kept_as_the_first(window, folder, path, trouble):
    for text in ("first", "second"):
        trouble.begin()
        edit(window, text)
        assert in_slot(folder) == window.session.document
        assert offers(window) == list(trouble.choices)
        trouble.end()
        edit(window, f"{text}, saved")
        assert not window.banner.isVisible()
        assert list(folder.iterdir()) == []


def test_saved_elsewhere_the_plan_leaves_its_slot(window, folder, path, trouble, tmp_path, monkeypatch, qtbot):
    elsewhere = tmp_path / "elsewhere.cspplan"
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: elsewhere)
    trouble.begin()
    edit(window, "first")
    press(window, SAVE_AS, qtbot)
    assert load(elsewhere).plan == window.session.document
    assert not window.banner.isVisible()
    assert list(folder.iterdir()) == []
    edit(window, "second")
    assert load(elsewhere).plan == window.session.document


# Gone, or changed


@pytest.mark.parametrize("kind", [FileRemoved, FolderRenamed, FolderRemoved, FileForFolder])
def test_what_is_gone_is_not_said_to_be_changed_by_someone(window, path, kind, monkeypatch):
    kind(path, monkeypatch).begin()
    edit(window, "first")
    said = window.banner.accessibleName()
    assert "n’est plus là" in said
    assert "quelqu’un d’autre" not in said


def test_a_file_that_is_gone_is_made_again_when_asked(window, folder, path, qtbot):
    path.unlink()
    edit(window, "first")
    assert not path.exists()
    press(window, SAVE_AGAIN, qtbot)
    assert load(path).plan == window.session.document
    assert not window.banner.isVisible()
    assert list(folder.iterdir()) == []
    path.unlink()
    edit(window, "second")
    assert not path.exists()  # it was asked for once, not for ever
    assert offers(window) == [SAVE_AGAIN, SAVE_AS]


def test_a_folder_that_is_gone_is_not_made_again_and_goes_on_being_said(window, folder, path, qtbot):
    path.parent.rename(path.parent.with_name("renamed"))
    edit(window, "first")
    for _time in range(2):
        press(window, offers(window)[-1] if RETRY in offers(window) else SAVE_AGAIN, qtbot)
        assert "dossier" in window.banner.accessibleName()
        assert offers(window) == [SAVE_AS, RETRY]
        assert not path.parent.exists()
        assert in_slot(folder) == window.session.document
    path.parent.with_name("renamed").rename(path.parent)
    press(window, RETRY, qtbot)
    assert load(path).plan == window.session.document
    assert not window.banner.isVisible()


def test_a_file_put_in_the_place_of_one_that_is_gone_is_not_overwritten(window, path, example, qtbot):
    path.unlink()
    edit(window, "first")
    save(path, named(example, "Quelqu’un d’autre"), None)
    press(window, SAVE_AGAIN, qtbot)
    assert load(path).plan.profile.name == "Quelqu’un d’autre"
    assert offers(window) == [LOAD, MINE, SAVE_AS]


def test_what_someone_else_wrote_is_said_each_time_with_its_choices(window, folder, path, example, monkeypatch, qtbot):
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: None)
    save(path, named(example, "Quelqu’un d’autre"), None)
    for number in range(3):
        edit(window, f"edit {number}")
        assert offers(window) == [LOAD, MINE, SAVE_AS]
        assert in_slot(folder) == window.session.document
        press(window, SAVE_AS, qtbot)
        assert offers(window) == [LOAD, MINE, SAVE_AS]
    press(window, MINE, qtbot)
    assert load(path).plan == window.session.document
    assert load(backup_of(path)).plan.profile.name == "Quelqu’un d’autre"
    assert not window.banner.isVisible()
    assert list(folder.iterdir()) == []


def test_keeping_mine_offers_its_choices_until_a_save_works(window, folder, path, example, monkeypatch, qtbot):
    save(path, named(example, "Quelqu’un d’autre"), None)
    edit(window, "first")
    with pytest.MonkeyPatch.context() as patch:
        DiskFull(path, patch).begin()
        for choice in (MINE, RETRY, RETRY):
            press(window, choice, qtbot)
            assert offers(window) == [SAVE_AS, RETRY]
            assert in_slot(folder) == window.session.document
    press(window, RETRY, qtbot)
    assert load(path).plan == window.session.document
    assert not window.banner.isVisible()


@pytest.mark.parametrize("fate", ["removed", "damaged"])
def test_a_reload_that_fails_keeps_the_choices(window, folder, path, example, fate, qtbot):
    save(path, named(example, "Quelqu’un d’autre"), None)
    edit(window, "first")
    mine = window.session.document
    if fate == "removed":
        path.unlink()
    else:
        path.write_bytes(b"{")
    for _time in range(2):
        window.documents.reload()
        assert window.session.document == mine
        assert offers(window) == ([SAVE_AGAIN, SAVE_AS] if fate == "removed" else [LOAD, MINE, SAVE_AS])
        assert in_slot(folder) == mine
    press(window, SAVE_AGAIN if fate == "removed" else MINE, qtbot)
    assert load(path).plan == mine
    assert not window.banner.isVisible()


# Another place that fails


def test_a_place_that_takes_no_file_offers_its_choices_each_time(window, tmp_path, qtbot):
    assert not window.documents.save_to(tmp_path / "missing" / "b.cspplan")
    for _time in range(3):
        assert offers(window) == [SAVE_AS, RETRY]
        press(window, RETRY, qtbot)
    (tmp_path / "missing").mkdir()
    press(window, RETRY, qtbot)
    assert not window.banner.isVisible()
    assert window.documents.keeper.path == tmp_path / "missing" / "b.cspplan"


def test_a_failure_elsewhere_is_settled_by_the_file_saved_again(window, path, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        DiskFull(path, patch).begin()
        edit(window, "first")
        assert not window.documents.save_to(tmp_path / "missing" / "b.cspplan")
        assert window.banner.isVisible()
    edit(window, "second")
    assert window.documents.keeper.is_safe
    assert not window.banner.isVisible()


def test_a_new_plan_whose_first_save_fails_is_kept_elsewhere(open_window, example, folder, tmp_path):
    window = open_window(example)
    assert not window.documents.save_to(tmp_path / "missing" / "b.cspplan")
    window.documents.keeper.settle()
    assert in_slot(folder) == example
    assert offers(window) == [SAVE_AS, RETRY]


# No other place either


def test_without_a_place_for_the_slot_that_is_said_and_nothing_is_lost(window, folder, path, qtbot):
    folder.parent.mkdir(parents=True)
    folder.touch()  # a file where the folder should be
    path.unlink()
    for number in range(3):
        edit(window, f"edit {number}")
        assert window.documents.keeper.aside_problem is not None
        assert "dans cette fenêtre" in window.banner.accessibleName()
        assert offers(window) == [SAVE_AGAIN, SAVE_AS]
    folder.unlink()
    edit(window, "kept aside at last")
    assert window.documents.keeper.aside_problem is None
    assert "dans cette fenêtre" not in window.banner.accessibleName()
    assert in_slot(folder) == window.session.document
    press(window, SAVE_AGAIN, qtbot)
    assert load(path).plan == window.session.document


def test_a_recovery_folder_that_someone_deletes_is_made_again(window, folder, path):
    path.unlink()
    edit(window, "first")
    shutil.rmtree(folder)
    edit(window, "second")
    assert in_slot(folder) == window.session.document


def test_a_plan_in_no_file_that_cannot_be_kept_is_said_and_tried_again(open_window, example, folder, qtbot):
    window = open_window(example)
    folder.parent.mkdir(parents=True)
    folder.touch()
    edit(window, "first")
    assert "dans aucun fichier" in window.banner.accessibleName()
    press(window, RETRY, qtbot)
    assert offers(window) == [SAVE_AS, RETRY]
    folder.unlink()
    press(window, RETRY, qtbot)
    assert window.documents.keeper.state is Kept.IN_RECOVERY
    assert in_slot(folder) == window.session.document
    assert not window.banner.isVisible()


# Several windows


def test_two_windows_that_fail_on_one_file_have_a_slot_each(open_window, folder, path, example):
    windows = [open_window(example, path, load(path).digest) for _each in range(2)]
    path.unlink()
    for number, window in enumerate(windows):
        edit(window, f"window {number}")
    plans = [load(slot).plan for slot in folder.glob("*.cspplan")]
    assert len(plans) == 2
    assert all(window.session.document in plans for window in windows)


# Leaving


@pytest.mark.parametrize("choice", ["Cancel", "Discard"])
def test_a_window_whose_saves_failed_is_closed_only_after_the_question(window, folder, path, choice):
    path.unlink()
    edit(window, "first")
    mine = window.session.document
    asked = answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton[choice]).click())
    assert window.close() == (choice == "Discard")
    assert asked == []
    assert [load(slot).plan for slot in folder.glob("*.cspplan")] == ([mine] if choice == "Cancel" else [])


def test_a_window_ended_without_the_question_leaves_work_in_the_slot(window, folder, path):
    path.unlink()
    edit(window, "first")
    window.documents.close()
    assert in_slot(folder) == window.session.document


def test_saved_elsewhere_on_leaving_nothing_is_left_behind(window, folder, path, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere.cspplan"
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: elsewhere)
    path.unlink()
    edit(window, "first")
    mine = window.session.document
    asked = answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Save).click())
    assert window.close()
    assert asked == []
    assert load(elsewhere).plan == mine
    assert list(folder.iterdir()) == []


def test_the_folder_proposed_for_saving_elsewhere_is_one_that_is_there(window, path):
    assert window.documents.folder == path.parent
    shutil.rmtree(path.parent)
    assert window.documents.folder == path.parent.parent
