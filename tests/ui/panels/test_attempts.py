"""The history of a unit: its attempts, among its details."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.words import state_word
from csp_planner.storage.planfile import load, save
from csp_planner.ui.panels.attempts import AttemptRow

from ..hand import button, click_at, press
from .helpers import inspect, texts


@pytest.fixture
def failed(example):
    attempt = Attempt(
        unit="TET010", term=Term.parse("2025-S1"), state=UnitState.FAILED, date=date(2026, 2, 3), note="8/20"
    )
    return replace(example, profile=replace(example.profile, attempts=(attempt,)))


def test_attempts_are_listed_with_date_and_note(open_zone, failed):
    inspector = inspect(open_zone(failed), "TET010")
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


def test_the_note_of_an_attempt_is_mended_in_one_step(open_zone, failed):
    zone = open_zone(failed)
    row = inspect(zone, "TET010").findChildren(AttemptRow)[0]
    row._note.setFocus()
    row._note.setText("9/20")
    QTest.keyClick(row._note, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert zone.session.document.profile.attempts[0].note == "9/20"
    assert zone.session.history.count() == 1
    zone.session.history.undo()
    assert zone.session.document == failed


def test_going_through_the_history_takes_no_undo_step(open_zone, failed):
    zone = open_zone(failed)
    row = inspect(zone, "TET010").findChildren(AttemptRow)[0]
    for field in (row._date, row._note):
        field.setFocus()
        press(zone, Qt.Key.Key_Tab)
    assert zone.session.history.count() == 0


def test_going_through_a_long_note_of_an_attempt_does_not_cut_it(open_zone, failed):
    attempt = replace(failed.profile.attempts[0], note="x" * 900)
    plan = replace(failed, profile=replace(failed.profile, attempts=(attempt,)))
    zone = open_zone(plan)
    row = inspect(zone, "TET010").findChildren(AttemptRow)[0]
    row._note.setFocus()
    press(zone, Qt.Key.Key_Tab)
    assert zone.session.document == plan


@pytest.fixture
def failed_twice(failed):
    again = replace(failed.profile.attempts[0], term=Term.parse("2026-S1"), date=date(2026, 9, 3), note="")
    return replace(failed, profile=replace(failed.profile, attempts=(*failed.profile.attempts, again)))


def test_tab_goes_on_from_a_note_just_typed(open_zone, failed_twice):
    zone = open_zone(failed_twice)
    first, second = inspect(zone, "TET010").findChildren(AttemptRow)
    first._note.setFocus()
    QTest.keyClicks(first._note, ", malade")
    press(zone, Qt.Key.Key_Tab)
    assert zone.session.document.profile.attempts[0].note == "8/20, malade"
    assert zone.focusWidget() is second._date
    zone.session.history.undo()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rows = inspect(zone, "TET010").findChildren(AttemptRow)
    assert [row._note.text() for row in sorted(rows, key=lambda row: row.y())] == ["8/20", ""]
    assert second in rows


def test_one_click_removes_an_attempt_whose_note_is_being_typed(open_zone, failed_twice):
    zone = open_zone(failed_twice)
    inspector = inspect(zone, "TET010")
    first, second = inspector.findChildren(AttemptRow)
    first._note.setFocus()
    QTest.keyClicks(first._note, ", malade")
    inspector.ensureWidgetVisible(first)
    QApplication.processEvents()
    click_at(button(first, "Retirer"))
    assert zone.session.document.profile.attempts == failed_twice.profile.attempts[1:]
    second._note.setText("reprise")
    second._note.editingFinished.emit()
    assert [attempt.note for attempt in zone.session.document.profile.attempts] == ["reprise"]


def test_a_mistaken_attempt_is_removed_and_brought_back(open_zone, failed):
    zone = open_zone(failed)
    inspector = inspect(zone, "TET010")
    button(inspector.findChildren(AttemptRow)[0], "Retirer").click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert zone.session.document.profile.attempts == ()
    assert [row for row in inspector.findChildren(AttemptRow) if row.isVisible()] == []
    zone.session.history.undo()
    assert zone.session.document == failed


def test_a_unit_without_attempts_says_so(zone):
    assert any("Aucune" in text for text in texts(inspect(zone, "AST004")))
