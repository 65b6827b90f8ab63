"""The details of one unit, and what a person enters there."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from csp_planner.domain.edits import set_figure, set_note
from csp_planner.domain.openings import opening_in
from csp_planner.domain.plan import Attempt, CreditBasis, UnitState
from csp_planner.domain.terms import Term, year_label
from csp_planner.messages.interview import slack_sentence
from csp_planner.messages.words import opening_word, stability, state_word
from csp_planner.storage.planfile import load, save
from csp_planner.ui.panels.attempts import AttemptRow
from csp_planner.ui.panels.credit import CreditDialog

from ...domain.helpers import WAIVER, credited, marked, put
from ..hand import TODAY, answer, button, card, click, click_at, pool, press, shortcut, shown_texts, workspace_of


def inspect(window, code):
    workspace_of(window).side.inspect(code)
    QApplication.processEvents()
    return workspace_of(window).side._inspector


def texts(inspector):
    return shown_texts(inspector, QLabel)


def note_of(plan, code):
    return plan.profile.notes_for(code)


def write(inspector, text):
    """Type into the note, at its end, and let the hand rest."""
    field = inspector._note
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, text)
    field.settled.emit()


def test_it_names_the_unit_and_says_what_it_weighs(window):
    inspector = inspect(window, "AST004")
    assert inspector._name.text() == "AST004"
    assert inspector._title.text() == window.session.plan.programme.by_code["AST004"].title
    assert "6 ECTS" in inspector._amounts.text().replace("\xa0", " ").replace("\u202f", " ")


def test_it_shows_the_openings_year_by_year_with_what_they_rest_on(window):
    inspector = inspect(window, "FPG003")
    unit = window.session.plan.programme.by_code["FPG003"]
    shown = texts(inspector)
    for year in (2023, 2024, 2025, 2026, 2027, 2028):
        fact = opening_in(unit, year)
        at = shown.index(year_label(year))
        assert shown[at + 1] == f"{opening_word(fact.opening)}, {stability(fact)}"


def test_published_and_projected_years_are_said_apart(window):
    shown = texts(inspect(window, "AST004"))
    assert "publié" in shown[shown.index("2025/2026") + 1]
    assert "prévisionnel" in shown[shown.index("2026/2027") + 1]


def test_a_planned_unit_says_where_until_when_and_its_slack(window):
    inspector = inspect(window, "TRS002")
    assert inspector._where.text() == "Semestre 2 2027/2028"
    assert "2028" in inspector._enrolment.text()
    assert inspector._slack.text() == slack_sentence(window.session.slack["TRS002"])


def test_a_unit_to_place_says_nothing_of_a_term(window):
    inspector = inspect(window, "TET010")
    assert not inspector._where.isVisible()
    assert not inspector._slack.isVisible()
    assert not inspector._what_if.isVisible()


@pytest.mark.parametrize(
    "state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED, UnitState.FAILED, UnitState.WITHDRAWN]
)
def test_a_state_is_changed_in_one_undo_step(window, state):
    before = window.session.document
    inspector = inspect(window, "AST005")
    inspector._state.setFocus()
    inspector._state.setCurrentIndex(inspector._state.findText(state_word(state)))
    inspector._state.activated.emit(inspector._state.currentIndex())
    assert [attempt.state for attempt in window.session.document.profile.attempts] == [state]
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert window.session.document == before
    assert inspector._state.currentText() == state_word(UnitState.PLANNED)


def test_choosing_the_state_it_has_takes_no_step(window):
    inspector = inspect(window, "AST005")
    inspector._state.activated.emit(inspector._state.currentIndex())
    assert window.session.history.count() == 0


def test_it_follows_the_plan(window):
    inspector = inspect(window, "TET010")
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert inspector._where.text() == "Semestre 1 2028/2029"
    window.session.history.undo()
    assert not inspector._where.isVisible()


def test_the_way_back_leads_to_the_overview(window):
    inspector = inspect(window, "AST004")
    inspector.findChildren(QPushButton)[0].click()
    assert not workspace_of(window).side.is_inspecting
    assert workspace_of(window).side.progress.isVisible()


def test_the_overview_is_up_to_date_when_it_comes_back(window):
    inspect(window, "TET010")
    window.session.place(["TET010"], Term.parse("2028-S1"))
    workspace_of(window).side.show_overview()
    assert workspace_of(window).side.progress.ects.value() == round(window.session.evaluation.ects.reached)


def test_ctrl_i_shows_and_hides_the_details(window):
    click(window, "AST004")
    shortcut(window, "Ctrl+I")
    assert workspace_of(window).side.is_inspecting
    shortcut(window, "Ctrl+I")
    assert not workspace_of(window).side.is_inspecting


def test_details_and_a_proposal_ask_for_the_zone_to_be_seen(window, qtbot):
    side = workspace_of(window).side
    with qtbot.waitSignal(side.wanted):
        side.inspect("AST004")
    with qtbot.waitSignal(side.wanted):
        side.propose()


def test_an_unknown_unit_has_no_details(window):
    workspace_of(window).side.inspect("ZZZ999")
    assert not workspace_of(window).side.is_inspecting


# Figures


def enter(field, value):
    field.setFocus()
    field.enter(value)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_hours_the_centre_gives_are_kept_and_marked_as_entered(window):
    before = window.session.document
    inspector = inspect(window, "UAS004")
    enter(inspector._hours, 20)
    figure = window.session.document.profile.figure("UAS004")
    assert (figure.ects, figure.hours, figure.date) == (None, 20, TODAY)
    assert window.session.history.count() == 1
    assert "saisi" in inspector._amounts.text()
    assert "saisi" in card(window, "UAS004").quantity
    assert window.session.document.programme == before.programme
    window.session.history.undo()
    assert window.session.document == before
    assert inspector._hours.amount is None
    assert "saisi" not in inspector._amounts.text()


def test_the_fields_show_what_was_entered_before(open_window, example):
    window = open_window(set_figure(example, "UAS004", 5, 20.5, TODAY))
    inspector = inspect(window, "UAS004")
    assert (inspector._ects.amount, inspector._hours.amount) == (5, 20.5)


def test_taking_a_figure_away_gives_the_sheet_s_again(open_window, example):
    window = open_window(set_figure(example, "UAS004", None, 20, TODAY))
    enter(inspect(window, "UAS004")._hours, None)
    assert window.session.document.profile.figures == ()


def test_going_through_the_fields_takes_no_undo_step(open_window, example):
    plan = set_figure(example, "UAS004", 5, 20.5, date(2025, 1, 1), "secrétariat")
    window = open_window(plan)
    inspector = inspect(window, "UAS004")
    for field in (inspector._ects, inspector._hours, inspector._note):
        field.setFocus()
        press(window, Qt.Key.Key_Tab)
    assert window.session.document == plan
    assert window.session.history.count() == 0


def test_entering_another_figure_keeps_the_note_about_it(open_window, example):
    window = open_window(set_figure(example, "UAS004", None, 20, TODAY, "secrétariat"))
    enter(inspect(window, "UAS004")._hours, 21)
    figure = window.session.document.profile.figure("UAS004")
    assert (figure.hours, figure.note) == (21, "secrétariat")


def undo_hours_out_of_sight(window, leave):
    """Enter hours, leave the details, undo."""
    before = window.session.document
    enter(inspect(window, "UAS004")._hours, 77)
    leave(window)
    assert not workspace_of(window).side.is_inspecting
    window.session.history.undo()
    assert window.session.document == before
    return before


def go_back(window):
    button(workspace_of(window).side._inspector, "← Avancement").click()


WAYS_OUT = [go_back, lambda window: workspace_of(window).side.leave_panel(), lambda window: window.propose()]


@pytest.mark.parametrize("leave", WAYS_OUT, ids=["back", "escape", "propose"])
def test_figures_undone_out_of_sight_stay_undone_when_another_unit_is_looked_at(window, leave):
    before = undo_hours_out_of_sight(window, leave)
    inspect(window, "AST004")
    assert window.session.document == before
    assert window.session.history.canRedo()


def test_figures_undone_out_of_sight_stay_undone_when_the_views_are_made_again(window):
    before = undo_hours_out_of_sight(window, go_back)
    window.rebuild()
    assert window.session.document == before
    assert window.session.history.canRedo()


def test_a_note_undone_out_of_sight_stays_undone(window):
    before = window.session.document
    write(inspect(window, "AST004"), "Voir le jury")
    go_back(window)
    window.session.history.undo()
    assert inspect(window, "AST004")._note.toPlainText() == ""
    go_back(window)
    assert window.session.document == before


@pytest.mark.parametrize("leave", WAYS_OUT, ids=["back", "escape", "propose"])
def test_what_is_being_typed_is_kept_when_the_details_are_left(window, leave):
    inspector = inspect(window, "UAS004")
    inspector._hours.setFocus()
    inspector._hours.enter(77)
    leave(window)
    assert window.session.document.profile.figure("UAS004").hours == 77
    assert window.session.history.count() == 1


# Notes


def test_a_note_is_kept_when_the_hand_rests_and_undone(window, qtbot):
    before = window.session.document
    inspector = inspect(window, "AST004")
    inspector._note.setFocus()
    QTest.keyClicks(inspector._note, "Voir le jury")
    qtbot.waitUntil(lambda: note_of(window.session.document, "AST004") is not None, timeout=2_500)
    kept = note_of(window.session.document, "AST004")
    assert (kept.text, kept.private) == ("Voir le jury", True)
    assert window.session.history.count() == 1
    pool(window).setFocus()
    window.session.history.undo()
    assert window.session.document == before
    assert inspector._note.toPlainText() == ""
    window.session.history.redo()
    assert inspector._note.toPlainText() == "Voir le jury"


def test_a_note_is_kept_when_the_focus_leaves(window):
    inspector = inspect(window, "AST004")
    inspector._note.setFocus()
    QTest.keyClicks(inspector._note, "Voir le jury")
    pool(window).setFocus()
    assert note_of(window.session.document, "AST004").text == "Voir le jury"


def test_a_note_is_kept_when_another_unit_is_looked_at(window):
    inspector = inspect(window, "AST004")
    inspector._note.setFocus()
    QTest.keyClicks(inspector._note, "Voir le jury")
    click(window, "TET010")
    assert note_of(window.session.document, "AST004").text == "Voir le jury"
    assert note_of(window.session.document, "TET010") is None
    assert inspector._note.toPlainText() == ""


def test_another_unit_shown_while_the_cursor_is_in_the_note_has_its_own_note(window):
    window.session.do("note", lambda plan: set_note(plan, "TET010", "autre"))
    inspector = inspect(window, "AST004")
    write(inspector, "Voir le jury")
    workspace_of(window).side.inspect("TET010")
    assert inspector._note.toPlainText() == "autre"
    pool(window).setFocus()
    assert note_of(window.session.document, "TET010").text == "autre"
    assert note_of(window.session.document, "AST004").text == "Voir le jury"


def test_undoing_a_note_while_the_cursor_is_in_it_lasts(window):
    before = window.session.document
    inspector = inspect(window, "AST004")
    write(inspector, "Voir le jury")
    assert window.session.history.count() == 1
    window.menus.undo.trigger()
    assert inspector._note.toPlainText() == ""
    pool(window).setFocus()
    assert window.session.document == before


def test_an_emptied_note_is_no_note(open_window, example):
    window = open_window(set_note(example, "AST004", "Voir le jury"))
    inspector = inspect(window, "AST004")
    inspector._note.setFocus()
    inspector._note.selectAll()
    QTest.keyClick(inspector._note, Qt.Key.Key_Delete)
    pool(window).setFocus()
    assert window.session.document.profile.notes == ()


def test_a_note_is_made_public_and_private_again(open_window, example):
    window = open_window(set_note(example, "AST004", "Voir le jury"))
    inspector = inspect(window, "AST004")
    inspector._private.click()
    assert not note_of(window.session.document, "AST004").private
    inspector._private.click()
    assert note_of(window.session.document, "AST004").private
    assert window.session.history.count() == 2


def test_a_note_may_be_made_public_before_it_is_typed(window):
    inspector = inspect(window, "AST004")
    inspector._private.click()
    write(inspector, "Voir le jury")
    assert not note_of(window.session.document, "AST004").private


def test_a_note_about_to_be_kept_is_in_the_file_when_the_window_closes(open_window, example, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path, save(path, example, None))
    inspector = inspect(window, "AST004")
    inspector._note.setFocus()
    QTest.keyClicks(inspector._note, "Voir le jury")
    window.close()
    kept = note_of(load(path).plan, "AST004")
    assert kept is not None
    assert kept.text == "Voir le jury"


def test_a_note_never_reaches_another_learner_s_plan(open_window, example, blank, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    write(inspect(window, "AST004"), "Situation difficile")
    window.documents.open_file(other)
    QApplication.processEvents()
    window.documents.keeper.settle()
    assert note_of(window.session.document, "AST004") is None
    assert load(other).plan == blank
    assert note_of(load(path).plan, "AST004").text == "Situation difficile"


def test_a_note_being_typed_never_reaches_another_learner_s_plan(open_window, example, blank, tmp_path, qtbot):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    inspector = inspect(window, "AST004")
    inspector._note.setFocus()
    QTest.keyClicks(inspector._note, "Situation difficile")
    window.documents.open_file(other)
    qtbot.wait(50)
    inspector._note.settled.emit()
    window.documents.keeper.settle()
    assert note_of(window.session.document, "AST004") is None
    assert load(other).plan == blank
    assert note_of(load(path).plan, "AST004").text == "Situation difficile"


def test_a_very_long_note_is_cut_where_a_file_ends_it_and_said_nothing_worse(window):
    inspector = inspect(window, "AST004")
    inspector._note.setPlainText("x" * 12_000)
    inspector._note.settled.emit()
    assert len(note_of(window.session.document, "AST004").text) == 10_000


def test_in_interview_mode_a_private_note_is_hidden_and_kept(open_window, example):
    plan = set_note(set_note(example, "AST004", "Situation difficile"), "TET010", "à voir", private=False)
    window = open_window(plan)
    window.toggle_interview()
    inspector = inspect(window, "AST004")
    assert not inspector._note.isVisible()
    assert "Situation difficile" not in inspector._note.toPlainText()
    assert inspector._hidden.isVisible()
    assert not any("Situation difficile" in text for text in texts(inspector))
    inspect(window, "TET010")
    assert inspector._note.isVisible()
    assert inspector._note.toPlainText() == "à voir"
    inspect(window, "AST004")
    window.toggle_interview()
    assert window.session.document == plan
    assert inspect(window, "AST004")._note.toPlainText() == "Situation difficile"


def test_entering_interview_mode_while_a_private_note_is_shown_hides_it(open_window, example):
    window = open_window(set_note(example, "AST004", "Situation difficile"))
    inspect(window, "AST004")._note.setFocus()
    window.toggle_interview()
    shown = [widget for widget in window.findChildren(type(inspect(window, "AST004")._note)) if widget.isVisible()]
    assert not any("Situation difficile" in widget.toPlainText() for widget in shown)
    assert window.session.document.profile.notes_for("AST004").text == "Situation difficile"


def test_a_note_begun_in_interview_mode_stays_until_another_unit_is_shown(window):
    window.toggle_interview()
    inspector = inspect(window, "AST004")
    write(inspector, "Voir")
    assert inspector._note.isVisible()
    assert inspector._note.hasFocus()
    write(inspector, " le jury")
    kept = note_of(window.session.document, "AST004")
    assert (kept.text, kept.private) == ("Voir le jury", True)
    inspect(window, "TET010")
    inspect(window, "AST004")
    assert not inspector._note.isVisible()
    assert inspector._note.toPlainText() == ""


def test_a_note_begun_in_interview_mode_is_hidden_when_the_details_are_left(window):
    window.toggle_interview()
    inspector = inspect(window, "AST004")
    write(inspector, "Voir le jury")
    go_back(window)
    inspect(window, "AST004")
    assert not inspector._note.isVisible()


def test_a_private_note_brought_back_by_an_undo_is_hidden_in_interview_mode(window):
    window.session.do("note", lambda plan: set_note(plan, "AST004", "Situation difficile"))
    window.session.do("note", lambda plan: set_note(plan, "AST004", ""))
    window.toggle_interview()
    inspector = inspect(window, "AST004")
    write(inspector, "Voir")
    window.session.history.undo()
    assert inspector._note.toPlainText() == ""
    window.session.history.undo()
    assert not inspector._note.isVisible()
    assert "Situation" not in inspector._note.toPlainText()


def test_a_note_made_private_in_interview_mode_is_hidden_at_once(open_window, example):
    window = open_window(set_note(example, "AST004", "à voir", private=False))
    window.toggle_interview()
    inspector = inspect(window, "AST004")
    write(inspector, " ensemble")
    assert not note_of(window.session.document, "AST004").private
    inspector._private.click()
    assert note_of(window.session.document, "AST004").text == "à voir ensemble"
    assert not inspector._note.isVisible()
    assert inspector._note.toPlainText() == ""


def test_while_something_is_tried_no_note_is_taken(window):
    inspector = inspect(window, "AST004")
    window.scenario_acts.starts_later()
    write(inspector, "Voir le jury")
    assert window.session.document.profile.notes == ()
    window.session.drop_trial()
    assert window.session.history.count() <= 1


# History


@pytest.fixture
def failed(example):
    attempt = Attempt(
        unit="TET010", term=Term.parse("2025-S1"), state=UnitState.FAILED, date=date(2026, 2, 3), note="8/20"
    )
    return replace(example, profile=replace(example.profile, attempts=(attempt,)))


def test_attempts_are_listed_with_date_and_note(open_window, failed):
    inspector = inspect(open_window(failed), "TET010")
    (row,) = inspector.findChildren(AttemptRow)
    assert "S1 2025/2026" in row.findChild(QLabel).text()
    assert state_word(UnitState.FAILED) in row.findChild(QLabel).text()
    assert row._note.text() == "8/20"
    assert row._date.day == date(2026, 2, 3)


def test_the_note_of_an_attempt_being_typed_goes_to_its_own_plan_only(open_window, failed, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    theirs = replace(failed, profile=replace(failed.profile, name="Zoé"))
    save(other, theirs, None)
    window = open_window(failed, path, save(path, failed, None))
    (row,) = inspect(window, "TET010").findChildren(AttemptRow)
    row._note.setFocus()
    QTest.keyClicks(row._note, ", malade")
    window.documents.open_file(other)
    row._note.editingFinished.emit()
    QApplication.processEvents()
    window.documents.keeper.settle()
    assert window.session.document == load(other).plan == theirs
    assert load(path).plan.profile.attempts[0].note == "8/20, malade"


def test_a_figure_being_typed_goes_to_its_own_plan_only(open_window, example, blank, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    inspector = inspect(window, "UAS004")
    inspector._hours.setFocus()
    inspector._hours.enter(20)
    window.documents.open_file(other)
    inspector._hours.editingFinished.emit()
    window.documents.keeper.settle()
    assert window.session.document == load(other).plan == blank
    assert load(path).plan.profile.figure("UAS004").hours == 20


def test_details_shown_again_are_those_of_now(window):
    inspector = inspect(window, "AST004")
    workspace_of(window).side.show_overview()
    window.session.place(["AST004"], Term.parse("2028-S1"))
    assert inspect(window, "AST004")._where.text() == "Semestre 1 2028/2029"
    assert inspector is workspace_of(window).side._inspector


def test_the_note_of_an_attempt_is_mended_in_one_step(open_window, failed):
    window = open_window(failed)
    row = inspect(window, "TET010").findChildren(AttemptRow)[0]
    row._note.setFocus()
    row._note.setText("9/20")
    QTest.keyClick(row._note, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.session.document.profile.attempts[0].note == "9/20"
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert window.session.document == failed


def test_going_through_the_history_takes_no_undo_step(open_window, failed):
    window = open_window(failed)
    row = inspect(window, "TET010").findChildren(AttemptRow)[0]
    for field in (row._date, row._note):
        field.setFocus()
        press(window, Qt.Key.Key_Tab)
    assert window.session.history.count() == 0


def test_going_through_a_long_note_of_an_attempt_does_not_cut_it(open_window, failed):
    attempt = replace(failed.profile.attempts[0], note="x" * 900)
    plan = replace(failed, profile=replace(failed.profile, attempts=(attempt,)))
    window = open_window(plan)
    row = inspect(window, "TET010").findChildren(AttemptRow)[0]
    row._note.setFocus()
    press(window, Qt.Key.Key_Tab)
    assert window.session.document == plan


@pytest.fixture
def failed_twice(failed):
    again = replace(failed.profile.attempts[0], term=Term.parse("2026-S1"), date=date(2026, 9, 3), note="")
    return replace(failed, profile=replace(failed.profile, attempts=(*failed.profile.attempts, again)))


def test_tab_goes_on_from_a_note_just_typed(open_window, failed_twice):
    window = open_window(failed_twice)
    first, second = inspect(window, "TET010").findChildren(AttemptRow)
    first._note.setFocus()
    QTest.keyClicks(first._note, ", malade")
    press(window, Qt.Key.Key_Tab)
    assert window.session.document.profile.attempts[0].note == "8/20, malade"
    assert window.focusWidget() is second._date
    window.session.history.undo()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rows = inspect(window, "TET010").findChildren(AttemptRow)
    assert [row._note.text() for row in sorted(rows, key=lambda row: row.y())] == ["8/20", ""]
    assert second in rows


def test_one_click_removes_an_attempt_whose_note_is_being_typed(open_window, failed_twice):
    window = open_window(failed_twice)
    inspector = inspect(window, "TET010")
    first, second = inspector.findChildren(AttemptRow)
    first._note.setFocus()
    QTest.keyClicks(first._note, ", malade")
    inspector.ensureWidgetVisible(first)
    QApplication.processEvents()
    click_at(button(first, "Retirer"))
    assert window.session.document.profile.attempts == failed_twice.profile.attempts[1:]
    second._note.setText("reprise")
    second._note.editingFinished.emit()
    assert [attempt.note for attempt in window.session.document.profile.attempts] == ["reprise"]


def test_a_mistaken_attempt_is_removed_and_brought_back(open_window, failed):
    window = open_window(failed)
    inspector = inspect(window, "TET010")
    button(inspector.findChildren(AttemptRow)[0], "Retirer").click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.session.document.profile.attempts == ()
    assert [row for row in inspector.findChildren(AttemptRow) if row.isVisible()] == []
    window.session.history.undo()
    assert window.session.document == failed


def test_a_unit_without_attempts_says_so(window):
    assert any("Aucune" in text for text in texts(inspect(window, "AST004")))


# What if, and obtained otherwise


def test_what_if_is_asked_from_the_details(window):
    inspector = inspect(window, "AST004")
    inspector._what_if.click()
    assert window.session.trial is not None
    assert "AST004" in window.session.trial.sentence


def test_a_unit_is_recorded_as_obtained_otherwise_and_taken_back(window):
    def give(dialog):
        dialog._basis.setCurrentIndex(list(CreditBasis).index(CreditBasis.VAE))
        dialog._note.setText("Attestation reçue")
        dialog.accept()

    before = window.session.document
    inspector = inspect(window, "TET010")
    troubles = answer(CreditDialog, give)
    inspector._otherwise.click()
    assert troubles == []
    credit = window.session.document.profile.credit("TET010")
    assert (credit.basis, credit.note, credit.date) == (CreditBasis.VAE, "Attestation reçue", TODAY)
    assert "Attestation reçue" in inspector._where.text()
    assert window.session.history.count() == 1
    inspector._otherwise.click()
    assert window.session.document.profile.credits == ()
    assert window.session.history.count() == 2
    window.session.history.undo()
    window.session.history.undo()
    assert window.session.document == before


def test_a_waiver_s_unit_and_a_credited_one_are_shown(open_window, example):
    window = open_window(put(credited(example, "TET010"), "TET007", "2027-S1", WAIVER))
    assert inspect(window, "TET010")._otherwise.isVisible()
    assert inspect(window, "TET007")._where.text() == "Semestre 1 2027/2028"


def test_a_validated_unit_is_shown_as_such(open_window, example):
    window = open_window(marked(example, "AST005", UnitState.VALIDATED))
    inspector = inspect(window, "AST005")
    assert inspector._state.currentText() == state_word(UnitState.VALIDATED)
    assert not inspector._what_if.isVisible()
    assert not inspector._otherwise.isVisible()
