"""Ctrl+Z wherever the focus is: first what is being typed, then the plan, whose value the field then shows."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.panels.attempts import AttemptRow

from .hand import placements, press, shown_texts, workspace_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def undo(window):
    QTest.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    QApplication.processEvents()


def redo(window):
    QTest.keyClick(window.focusWidget(), Key.Key_Z, CTRL | SHIFT)
    QApplication.processEvents()


@pytest.fixture
def failed(example):
    attempt = Attempt(unit="TET010", term=Term.parse("2025-S1"), state=UnitState.FAILED, date=date(2026, 2, 3), note="")
    return replace(example, profile=replace(example.profile, attempts=(attempt,)))


@pytest.fixture
def window(open_window, failed):
    found = open_window(failed)
    found.activateWindow()
    return found


@pytest.fixture
def inspector(window):
    workspace_of(window).side.inspect("TET010")
    return workspace_of(window).side._inspector


def row(inspector) -> AttemptRow:
    (found,) = [row for row in inspector.findChildren(AttemptRow) if row.isVisible()]
    return found


def fields(window, inspector):
    return {
        "ects": inspector.figures.ects,
        "hours": inspector.figures.hours,
        "note": inspector.note.field,
        "date of an attempt": row(inspector)._date,
        "note of an attempt": row(inspector)._note,
        "filter": workspace_of(window).pool.filter,
    }


NAMES = ["ects", "hours", "note", "date of an attempt", "note of an attempt", "filter"]


def test_a_field_with_nothing_to_undo_passes_the_keys_to_the_plan(window, inspector):
    before = window.session.document
    for name in NAMES:
        window.session.place(["TET007"], Term.parse("2028-S1"), "Accord")
        window.session.unplace(["TET007"])
        field = fields(window, inspector)[name]
        field.setFocus()
        undo(window)
        assert "TET007" in placements(window.session.document), name
        undo(window)
        assert window.session.document == before, name
        undo(window)
        redo(window)
        assert placements(window.session.document)["TET007"] == "2028-S1", name
        redo(window)
        assert "TET007" not in placements(window.session.document), name
        assert field.hasFocus(), name
        window.session.history.undo()
        window.session.history.undo()
        assert not window.session.history.canUndo()


def test_what_is_being_typed_is_undone_first_and_redone_first(window, inspector):
    window.session.place(["TET007"], Term.parse("2028-S1"), "Accord")
    for name in NAMES:
        field = fields(window, inspector)[name]
        field.setFocus()
        text = (lambda field=field: field.toPlainText()) if name == "note" else field.text
        before, plan = text(), window.session.document
        assert "TET007" in placements(plan), name
        QTest.keyClicks(field, "12")
        typed = text()
        assert typed != before, name
        undo(window)
        assert (text(), window.session.document) == (before, plan), name
        redo(window)
        assert (text(), window.session.document) == (typed, plan), name
        undo(window)
        undo(window)
        assert "TET007" not in placements(window.session.document), name
        redo(window)
        assert (text(), window.session.document) == (before, plan), name


def test_undo_and_redo_of_a_figure_show_in_the_field_with_the_focus_and_are_named(window, inspector):
    before, field = window.session.document, inspector.figures.ects
    field.setFocus()
    QTest.keyClicks(field, "7,5")
    press(window, Key.Key_Return)
    assert window.session.document.profile.override("TET010").ects == 7.5
    undo(window)
    assert (window.session.document, field.amount, field.lineEdit().text()) == (before, None, "")
    assert "Annulé\u00a0: Saisir des valeurs pour TET010" in shown_texts(window._status, QLabel)
    redo(window)
    assert (field.amount, field.lineEdit().text()) == (7.5, "7,5")
    assert field.hasFocus()
    assert "Rétabli\u00a0: Saisir des valeurs pour TET010" in shown_texts(window._status, QLabel)
    window.session.unplace(["AST004"])
    assert not any("TET010" in text for text in shown_texts(window._status, QLabel))


def test_a_text_that_is_no_amount_is_undone_before_the_plan_is(window, inspector):
    window.session.place(["TET007"], Term.parse("2028-S1"), "Accord")
    field = inspector.figures.ects
    field.setFocus()
    QTest.keyClicks(field, "12.450")
    press(window, Key.Key_Return)
    undo(window)
    assert (field.lineEdit().text(), field.is_marked) == ("", False)
    assert "TET007" in placements(window.session.document)
    undo(window)
    assert "TET007" not in placements(window.session.document)


def test_date_and_note_of_an_attempt_are_undone_in_place_and_a_kept_note_is_a_step(window, inspector, failed):
    date_field, note_field = row(inspector)._date, row(inspector)._note
    date_field.setFocus()
    date_field.selectAll()
    QTest.keyClicks(date_field, "5/3/2026")
    press(window, Key.Key_Return)
    note_field.setFocus()
    QTest.keyClicks(note_field, "malade")
    press(window, Key.Key_Return)
    kept = window.session.document.profile.attempts[0]
    assert (kept.date, kept.note) == (date(2026, 3, 5), "malade")
    undo(window)
    assert (note_field.text(), note_field.hasFocus()) == ("", True)
    undo(window)
    assert date_field.text() == "03/02/2026"
    assert window.session.document == failed
    redo(window)
    redo(window)
    assert (date_field.text(), note_field.text()) == ("05/03/2026", "malade")
    assert note_field.hasFocus()
    field = inspector.note.field
    field.setFocus()
    QTest.keyClicks(field, "Voir le jury")
    field.settled.emit()
    QTest.keyClicks(field, " en mai")
    undo(window)
    assert field.toPlainText() == "Voir le jury"
    undo(window)
    assert field.toPlainText() == ""
    assert window.session.document.profile.notes == ()
    redo(window)
    assert field.toPlainText() == "Voir le jury"
    QTest.keyClicks(field, " !")
    assert field.toPlainText() == "Voir le jury !"


def test_a_name_being_typed_is_undone_before_its_scenario_and_a_dialog_undoes_nothing(window, qtbot):
    before = window.session.document
    window.scenario_acts.add()
    QApplication.processEvents()
    editor = next(found for found in window._top.scenarios.findChildren(QLineEdit) if found.isVisible())
    name = editor.text()
    QTest.keyClicks(editor, "Hiver")
    undo(window)
    assert editor.text() == name
    undo(window)
    assert window.session.document.scenarios == before.scenarios
    assert not any(found.isVisible() for found in window._top.scenarios.findChildren(QLineEdit))
    window.session.place(["TET007"], Term.parse("2028-S1"), "Accord")
    plan = window.session.document
    dialog = ProfileDialog(plan, window.session.today, window)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isActiveWindow())
    dialog._ects.setFocus()
    QTest.keyClick(dialog._ects, Key.Key_Z, CTRL)
    assert window.session.document is plan
