"""Saving, and leaving the document that is open."""

from PySide6.QtWidgets import QMessageBox

from csp_planner.domain.terms import Term
from csp_planner.storage.folders import state_folder
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.recovery import orphans

from .desk import on_desk
from .hand import answer, codes_in


def recovered():
    """The plans in the recovery slots."""
    return [load(slot).plan for slot in (state_folder() / "recovery").glob("*.cspplan")]


def test_a_file_that_cannot_be_read_leaves_the_open_document_unchanged_and_safe(qtbot, example, tmp_path):
    desk = on_desk(qtbot, example)
    assert not desk.documents.open_file(tmp_path / "missing.cspplan")
    assert desk.session.document == example
    assert desk.documents.is_open
    assert desk.documents.may_leave()


def test_a_saved_plan_is_left_for_another_history_or_closed_without_a_question(open_window, example, blank, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    window.session.unplace(["AST004"])
    edited = window.session.document
    assert window.documents.open_file(other)
    assert load(path).plan == edited
    assert not window.session.history.canUndo()
    assert not window.named_actions.edit.undo.isEnabled()
    assert codes_in(window, "2027-S1") == []
    window.session.place(["AST004"], Term.parse("2027-S1"))
    assert window.close()
    assert load(other).plan == window.session.document != blank


def test_saving_to_a_file_says_so_and_forgets_the_slot(window, tmp_path):
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert window.documents.save_to(tmp_path / "a.cspplan")
    assert window._status._kept.text() == "Enregistré"
    assert recovered() == []


def test_saving_where_it_cannot_be_saved_says_so_and_loses_nothing(qtbot, example, tmp_path):
    desk = on_desk(qtbot, example)
    desk.session.unplace(["AST004"])
    assert not desk.documents.save_to(tmp_path / "missing" / "a.cspplan")
    assert desk.banner.isVisible()
    desk.documents.keeper.settle()
    assert recovered() == [desk.session.document]


def test_an_unsaved_plan_is_closed_only_after_a_question_and_goes_on_when_it_is_cancelled(window):
    def close(choice):
        troubles = answer(QMessageBox, lambda box: box.button(choice).click())
        closed = window.close()
        assert troubles == []
        assert window.isVisible() != closed
        return closed

    window.session.unplace(["AST004"])
    assert not close(QMessageBox.StandardButton.Cancel)
    assert recovered() == [window.session.document]
    window.session.unplace(["TRS001"])
    window.documents.keeper.settle()
    assert recovered() == [window.session.document]
    assert close(QMessageBox.StandardButton.Discard)
    assert recovered() == []
    assert orphans(state_folder() / "recovery") == ()


def test_a_new_plan_is_begun_only_after_the_question_and_leaves_no_slot(window):
    window.session.unplace(["AST004"])
    troubles = answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Discard).click())
    window.documents.new()
    assert troubles == []
    assert window.start_page.isVisible()
    assert recovered() == []


def test_an_example_opened_over_unsaved_work_does_not_lose_it_silently(qtbot, example):
    desk = on_desk(qtbot, example)
    desk.session.unplace(["AST004"])
    desk.documents.keeper.settle()
    desk.documents.open_example(example_files()[0])
    desk.documents.keeper.settle()
    # Reached from the start page only, to which one comes through the question; a slot must not be shared.
    assert len(recovered()) <= 1
