"""The note about a unit, typed among its details."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from csp_planner.domain.edits import set_note
from csp_planner.storage.planfile import load, save
from csp_planner.ui.panels.note_field import NoteField

from ..hand import advised, click, pool, workspace_of
from .helpers import go_back, inspect, note_of, texts, write


def test_a_note_is_kept_when_the_hand_rests_and_undone(zone, qtbot):
    before = zone.session.document
    inspector = inspect(zone, "AST004")
    inspector.note.field.setFocus()
    QTest.keyClicks(inspector.note.field, "Voir le jury")
    qtbot.waitUntil(lambda: note_of(zone.session.document, "AST004") is not None, timeout=2_500)
    kept = note_of(zone.session.document, "AST004")
    assert (kept.text, kept.private) == ("Voir le jury", True)
    assert zone.session.history.count() == 1
    zone.elsewhere.setFocus()
    zone.session.history.undo()
    assert zone.session.document == before
    assert inspector.note.field.toPlainText() == ""
    zone.session.history.redo()
    assert inspector.note.field.toPlainText() == "Voir le jury"


def test_a_note_is_kept_when_the_focus_leaves(zone):
    inspector = inspect(zone, "AST004")
    inspector.note.field.setFocus()
    QTest.keyClicks(inspector.note.field, "Voir le jury")
    zone.elsewhere.setFocus()
    assert note_of(zone.session.document, "AST004").text == "Voir le jury"


def test_a_note_undone_while_the_cursor_is_in_it_stays_undone_and_one_is_kept_when_a_card_is_clicked(window):
    before = window.session.document
    inspector = inspect(window, "AST004")
    write(inspector, "Voir le jury")
    assert window.session.history.count() == 1
    window.named_actions.edit.undo.trigger()
    assert inspector.note.field.toPlainText() == ""
    pool(window).setFocus()
    assert window.session.document == before

    inspector.note.field.setFocus()
    QTest.keyClicks(inspector.note.field, "Voir le jury")
    click(window, "TET010")
    assert note_of(window.session.document, "AST004").text == "Voir le jury"
    assert note_of(window.session.document, "TET010") is None
    assert inspector.note.field.toPlainText() == ""


def test_another_unit_shown_while_a_note_is_typed_has_its_own_note(zone):
    zone.session.do("note", lambda plan: set_note(plan, "TET010", "autre"))
    inspector = inspect(zone, "AST004")
    write(inspector, "Voir le jury")
    workspace_of(zone).side.inspect("TET010")
    assert inspector.note.field.toPlainText() == "autre"
    zone.elsewhere.setFocus()
    assert note_of(zone.session.document, "TET010").text == "autre"
    assert note_of(zone.session.document, "AST004").text == "Voir le jury"


def test_an_emptied_note_is_no_note(open_zone, example):
    zone = open_zone(set_note(example, "AST004", "Voir le jury"))
    inspector = inspect(zone, "AST004")
    inspector.note.field.setFocus()
    inspector.note.field.selectAll()
    QTest.keyClick(inspector.note.field, Qt.Key.Key_Delete)
    zone.elsewhere.setFocus()
    assert zone.session.document.profile.notes == ()


def test_a_note_is_made_public_and_private_again(open_zone, example):
    zone = open_zone(set_note(example, "AST004", "Voir le jury"))
    inspector = inspect(zone, "AST004")
    inspector.note.private.click()
    assert not note_of(zone.session.document, "AST004").private
    inspector.note.private.click()
    assert note_of(zone.session.document, "AST004").private
    assert zone.session.history.count() == 2


def test_a_note_may_be_made_public_before_it_is_typed(zone):
    inspector = inspect(zone, "AST004")
    inspector.note.private.click()
    write(inspector, "Voir le jury")
    assert not note_of(zone.session.document, "AST004").private


def test_a_note_about_to_be_kept_is_in_the_file_when_the_window_closes(open_window, example, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path, save(path, example, None))
    inspector = inspect(window, "AST004")
    inspector.note.field.setFocus()
    QTest.keyClicks(inspector.note.field, "Voir le jury")
    window.close()
    kept = note_of(load(path).plan, "AST004")
    assert kept is not None
    assert kept.text == "Voir le jury"


def test_neither_a_note_nor_one_being_typed_reaches_another_learner_s_plan(
    open_window, example, blank, tmp_path, qtbot
):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    write(inspect(window, "TET010"), "Voir le jury")
    inspector = inspect(window, "AST004")
    inspector.note.field.setFocus()
    QTest.keyClicks(inspector.note.field, "Situation difficile")
    window.documents.open_file(other)
    qtbot.wait(50)
    inspector.note.field.settled.emit()
    window.documents.keeper.settle()
    assert window.session.document.profile.notes == ()
    assert load(other).plan == blank
    kept = load(path).plan
    assert note_of(kept, "TET010").text == "Voir le jury"
    assert note_of(kept, "AST004").text == "Situation difficile"


def test_a_very_long_note_is_cut_to_what_a_file_takes(zone):
    inspector = inspect(zone, "AST004")
    inspector.note.field.setPlainText("x" * 12_000)
    inspector.note.field.settled.emit()
    assert len(note_of(zone.session.document, "AST004").text) == 10_000


def test_a_private_note_is_hidden_as_soon_as_the_interview_begins_and_is_kept(open_window, example):
    plan = set_note(set_note(example, "AST004", "Situation difficile"), "TET010", "à voir", private=False)
    window = open_window(plan)
    inspect(window, "AST004").note.field.setFocus()
    window.toggle_interview()
    shown = [field for field in window.findChildren(NoteField) if field.isVisible()]
    assert not any("Situation difficile" in field.toPlainText() for field in shown)
    inspector = inspect(window, "AST004")
    assert not inspector.note.field.isVisible()
    assert "Situation difficile" not in inspector.note.field.toPlainText()
    assert inspector.note.hidden.isVisible()
    assert not any("Situation difficile" in text for text in texts(inspector))
    inspect(window, "TET010")
    assert inspector.note.field.isVisible()
    assert inspector.note.field.toPlainText() == "à voir"
    inspect(window, "AST004")
    window.toggle_interview()
    assert window.session.document == plan
    assert inspect(window, "AST004").note.field.toPlainText() == "Situation difficile"


@pytest.fixture
def interview(open_zone, example):
    """The right zone as others look on."""
    return open_zone(example, in_interview=True)


def test_a_note_begun_in_an_interview_stays_until_another_unit_is_shown(interview):
    inspector = inspect(interview, "AST004")
    write(inspector, "Voir")
    assert inspector.note.field.isVisible()
    assert inspector.note.field.hasFocus()
    write(inspector, " le jury")
    kept = note_of(interview.session.document, "AST004")
    assert (kept.text, kept.private) == ("Voir le jury", True)
    inspect(interview, "TET010")
    inspect(interview, "AST004")
    assert not inspector.note.field.isVisible()
    assert inspector.note.field.toPlainText() == ""


def test_a_note_begun_in_an_interview_is_hidden_once_details_are_left(interview):
    inspector = inspect(interview, "AST004")
    write(inspector, "Voir le jury")
    assert inspector.note.field.isVisible()
    go_back(interview)
    inspect(interview, "AST004")
    assert not inspector.note.field.isVisible()


def test_a_private_note_undone_into_sight_is_hidden_in_an_interview(interview):
    session = interview.session
    session.do("note", lambda plan: set_note(plan, "AST004", "Situation difficile"))
    session.do("note", lambda plan: set_note(plan, "AST004", ""))
    inspector = inspect(interview, "AST004")
    write(inspector, "Voir")
    session.history.undo()
    assert inspector.note.field.toPlainText() == ""
    session.history.undo()
    assert not inspector.note.field.isVisible()
    assert "Situation" not in inspector.note.field.toPlainText()


def test_a_note_made_private_in_interview_mode_is_hidden_at_once(open_zone, example):
    zone = open_zone(set_note(example, "AST004", "à voir", private=False), in_interview=True)
    inspector = inspect(zone, "AST004")
    write(inspector, " ensemble")
    assert not note_of(zone.session.document, "AST004").private
    inspector.note.private.click()
    assert note_of(zone.session.document, "AST004").text == "à voir ensemble"
    assert not inspector.note.field.isVisible()
    assert inspector.note.field.toPlainText() == ""


def test_while_something_is_tried_no_note_is_taken(zone):
    inspector = inspect(zone, "AST004")
    advised(zone, lambda: zone.scenario_acts.starts_later())
    write(inspector, "Voir le jury")
    assert zone.session.document.profile.notes == ()
    zone.session.drop_trial()
    assert zone.session.history.count() <= 1


def test_a_note_undone_out_of_sight_stays_undone(zone):
    before = zone.session.document
    write(inspect(zone, "AST004"), "Voir le jury")
    go_back(zone)
    zone.session.history.undo()
    assert inspect(zone, "AST004").note.field.toPlainText() == ""
    go_back(zone)
    assert zone.session.document == before
