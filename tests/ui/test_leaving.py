"""Saving, and leaving the document that is open."""

import pytest
from PySide6.QtWidgets import QMessageBox

from csp_planner.storage.folders import state_folder
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.recovery import orphans

from .hand import answer, codes_in


def test_a_file_that_cannot_be_read_leaves_the_open_document(window, example, tmp_path):
    assert not window.documents.open_file(tmp_path / "missing.cspplan")
    assert window.session.document == example
    assert window.documents.is_open


def test_opening_another_file_begins_another_history(open_window, example, blank, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    window.session.unplace(["AST004"])
    assert window.documents.open_file(other)
    assert not window.session.history.canUndo()
    assert not window.named_actions.edit.undo.isEnabled()
    assert codes_in(window, "2027-S1") == []


def test_saving_to_a_file_says_so_and_forgets_the_slot(window, tmp_path):
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert window.documents.save_to(tmp_path / "a.cspplan")
    assert window._status._kept.text() == "Enregistré"
    assert list((state_folder() / "recovery").glob("*.cspplan")) == []


def test_saving_where_it_cannot_be_saved_says_so_and_loses_nothing(window, tmp_path):
    window.session.unplace(["AST004"])
    assert not window.documents.save_to(tmp_path / "missing" / "a.cspplan")
    assert window.banner.isVisible()
    window.documents.keeper.settle()
    (slot,) = (state_folder() / "recovery").glob("*.cspplan")
    assert load(slot).plan == window.session.document


def test_a_saved_plan_is_closed_without_a_question(open_window, example, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path, save(path, example, None))
    window.session.unplace(["AST004"])
    assert window.close()
    assert load(path).plan == window.session.document


def test_a_plan_only_looked_at_is_closed_without_a_question(window):
    assert window.close()


@pytest.mark.parametrize(
    ("choice", "closed"),
    [(QMessageBox.StandardButton.Cancel, False), (QMessageBox.StandardButton.Discard, True)],
)
def test_an_unsaved_plan_is_closed_only_after_a_question(window, choice, closed):
    window.session.unplace(["AST004"])
    troubles = answer(QMessageBox, lambda box: box.button(choice).click())
    assert window.close() == closed
    assert troubles == []
    assert window.isVisible() != closed
    assert (list((state_folder() / "recovery").glob("*.cspplan")) == []) == closed


def test_after_the_question_was_cancelled_work_goes_on_and_is_kept(window):
    window.session.unplace(["AST004"])
    answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Cancel).click())
    window.close()
    window.session.unplace(["TRS001"])
    window.documents.keeper.settle()
    (slot,) = (state_folder() / "recovery").glob("*.cspplan")
    assert load(slot).plan == window.session.document


def test_a_new_plan_is_begun_only_after_the_question_and_leaves_no_slot(window):
    window.session.unplace(["AST004"])
    troubles = answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Discard).click())
    window.documents.new()
    assert troubles == []
    assert window.start_page.isVisible()
    assert list((state_folder() / "recovery").glob("*.cspplan")) == []


def test_a_document_discarded_is_not_offered_again(window):
    window.session.unplace(["AST004"])
    answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Discard).click())
    window.close()
    assert orphans(state_folder() / "recovery") == ()


def test_an_example_opened_over_unsaved_work_does_not_lose_it_silently(started, window):
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    window.documents.open_example(example_files()[0])
    window.documents.keeper.settle()
    # Reached from the start page only, to which one comes through the question; a slot must not be shared.
    assert len(list((state_folder() / "recovery").glob("*.cspplan"))) <= 1
