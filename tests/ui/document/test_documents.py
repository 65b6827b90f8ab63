"""Coming to a document and leaving it: nothing is lost without a question, and nothing stays behind."""

from dataclasses import replace

from PySide6.QtWidgets import QMessageBox

from csp_planner.storage.folders import state_folder
from csp_planner.storage.planfile import load, save
from csp_planner.ui.dialogs.files import Leave
from csp_planner.ui.document.keeper import Kept

from ..hand import answer, fill_disk, workspace_of

Standard = QMessageBox.StandardButton


def recovered():
    """What the recovery folder holds."""
    return [load(found).plan for found in (state_folder() / "recovery").glob("*.cspplan")]


def someone_else_writes(path, example):
    save(path, replace(example, profile=replace(example.profile, name="Quelqu’un d’autre")), None)


# Leaving


def test_a_last_edit_not_saved_is_not_left_without_a_question(open_window, path, example, monkeypatch):
    for trouble in ("changed", "full"):
        save(path, example, None)
        window = open_window(example, path, load(path).digest)
        if trouble == "changed":
            someone_else_writes(path, example)
        else:
            fill_disk(monkeypatch)
        window.session.unplace(["AST004"])
        asked = answer(QMessageBox, lambda box: box.button(Standard.Cancel).click())
        assert not window.close()
        assert asked == []
        assert window.isVisible()
        assert window.documents.keeper.state is Kept.FAILED
        assert window.banner.isVisible()


def enter_figure(window):
    side = workspace_of(window).side
    side.inspect("AST004")
    side._inspector.figures.ects.setFocus()


VIEWS = {
    "board": lambda window: None,
    "details": lambda window: window.workspace_now().side.inspect("AST004"),
    "a figure being entered": enter_figure,
    "comparison": lambda window: window.show_compare(),
    "proposal": lambda window: window.propose(),
    "slack": lambda window: window.named_actions.view.slack.setChecked(True),
}


def test_the_start_page_holds_nothing_of_the_plan_that_was_left(open_window, path, example, qtbot):
    window = open_window(example, path, load(path).digest)
    for view, show in VIEWS.items():
        window.session.unplace(["AST004"])
        window.documents.keeper.settle()
        show(window)
        window.documents.new()
        assert not window.documents.is_open, view
        assert window.start_page.isVisible()
        assert not window.session.is_open
        assert window.session.history.count() == 0
        assert not window.named_actions.edit.undo.isEnabled()
        assert "AST004" not in window.named_actions.edit.undo.text()
        window.named_actions.edit.undo.trigger()
        window.session.history.undo()
        window.documents.keeper.settle()
        qtbot.wait(0)
        assert recovered() == []
        assert window.documents.keeper.state is Kept.UNTOUCHED
        assert window.windowTitle() == "csp-planner"
        save(path, example, None)
        window.documents.open_file(path)
        assert window.session.document == load(path).plan == example, view


def test_a_plan_that_is_not_left_stays_with_its_history_and_a_file_takes_its_place_only_after_the_question(
    window, path, tmp_path, example
):
    window.session.unplace(["AST004"])

    def cancelled():
        assert window.documents.is_open
        assert window.session.history.count() == 1
        assert recovered() == [window.session.document]

    asked = answer(QMessageBox, lambda box: box.button(Standard.Cancel).click())
    window.documents.new()
    assert asked == []
    cancelled()
    asked = answer(QMessageBox, lambda box: box.button(Standard.Cancel).click())
    assert not window.documents.open_file(path)
    assert asked == []
    cancelled()
    asked = answer(QMessageBox, lambda box: box.button(Standard.Discard).click())
    assert window.documents.open_file(path)
    assert asked == []
    assert window.session.document == example
    assert recovered() == []


def test_a_file_that_cannot_be_opened_costs_the_unsaved_plan_nothing(window, tmp_path, monkeypatch):
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    seen = []

    def discard(*asked):
        seen.append(asked)
        return Leave.DISCARD

    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_leave", discard)
    assert not window.documents.open_file(tmp_path / "missing.cspplan")
    assert window.documents.keeper.state is Kept.IN_RECOVERY
    assert recovered() == [window.session.document]
    assert window.banner.isVisible()
    assert seen == []  # nothing is to be left, so nothing is asked


# Opening another


def test_the_open_file_opened_again_shows_the_last_edit(open_window, path, example):
    window = open_window(example, path, load(path).digest)
    window.session.unplace(["AST004"])
    mine = window.session.document
    assert window.documents.open_file(path)
    assert window.session.document == mine
    window.session.unplace(["TRS001"])
    window.documents.keeper.settle()
    assert window.documents.keeper.state is Kept.IN_FILE


def test_a_file_saved_on_leaving_and_then_opened_shows_what_was_saved(window, path, monkeypatch):
    window.session.unplace(["AST004"])
    mine = window.session.document
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_save_path", lambda *_asked: path)
    asked = answer(QMessageBox, lambda box: box.button(Standard.Save).click())
    assert window.documents.open_file(path)
    assert asked == []
    assert window.session.document == mine
    window.session.unplace(["TRS001"])
    window.documents.keeper.settle()
    assert window.documents.keeper.state is Kept.IN_FILE


def test_a_file_that_goes_while_the_question_is_answered_is_no_loss(window, path, example):
    window.session.unplace(["AST004"])
    asked = answer(QMessageBox, lambda box: (path.unlink(), box.button(Standard.Discard).click()))
    assert window.documents.open_file(path)
    assert asked == []
    assert window.session.document == example
