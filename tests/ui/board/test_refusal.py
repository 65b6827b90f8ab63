"""The note where a card was put down in vain, and the question of a waiver."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton
from shiboken6 import delete, isValid

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.terms import Term, year_terms
from csp_planner.ui.board.refusal import MAX_REASON, RefusalNote, WaiverDialog

from ..hand import (
    answer,
    button,
    click_at,
    drag,
    focus_on,
    note,
    on_card,
    placements,
    pool,
    press,
    select,
    shown_texts,
    workspace_of,
)


@pytest.fixture
def refused(blank_window):
    """A window in which AST004 was just put down where it does not open."""
    drag(blank_window, "AST004", "2027-S2")
    assert note(blank_window) is not None
    return blank_window


def test_a_card_can_be_refused_over_and_over_and_the_note_is_announced_and_closed_each_time(blank_window):
    """By Escape, by its button, on request, by a click elsewhere and by the next drag; not by a click on it."""
    window = blank_window
    said = []
    window.acts.announced.connect(said.append)

    def refuse(term="2027-S2"):
        drag(window, "AST004", term)
        shown = [found for found in window.findChildren(RefusalNote) if found.isVisible()]
        assert len(shown) == 1
        return shown[0]

    shown = refuse()
    assert said == [shown.accessibleName()]
    click_at(window, shown.mapToGlobal(QPoint(8, 8)))
    assert note(window) is shown
    press(window, Qt.Key.Key_Escape)
    assert note(window) is None
    button(refuse(), "Fermer").click()
    QApplication.processEvents()
    assert note(window) is None
    refuse()
    window.acts.close_note()
    assert note(window) is None
    window.acts.close_note()
    refuse()
    code = pool(window).cards.keys[0]
    click_at(window, on_card(window, code))
    assert note(window) is None
    assert pool(window).selected_codes == [code]  # the click is not swallowed
    refuse()
    refuse("2028-S2")  # one note at a time
    drag(window, "CCE001", "2027-S1")
    assert note(window) is None
    assert placements(window.session.document) == {"CCE001": "2027-S1"}
    refuse()
    press(window, Qt.Key.Key_Escape)
    drag(window, "AST004", "2027-S1")
    assert window.session.history.count() == 2


def test_the_note_takes_the_focus_and_gives_it_back(blank_window):
    focus_on(blank_window, "TET007")
    press(blank_window, Qt.Key.Key_Return)
    assert note(blank_window).isAncestorOf(blank_window.focusWidget())
    press(blank_window, Qt.Key.Key_Escape)
    assert pool(blank_window).hasFocus()


def test_a_window_built_again_has_no_note_and_does_not_miss_it(refused, qtbot):
    shown = note(refused)
    refused.rebuild()
    qtbot.waitUntil(lambda: note(refused) is None)  # what was there before is deleted
    if isValid(shown):
        shown.close()
    press(refused, Qt.Key.Key_Escape)
    assert refused.workspace is not None


def test_a_note_offers_no_waiver_where_none_answers_and_outlives_the_list_the_keys_were_on(blank_window, blank):
    line = QLineEdit(blank_window)
    line.show()
    line.setFocus()
    shown = RefusalNote((Refusal(reason=Reason.NAME_TAKEN, name="A"),), blank, None, blank_window)
    shown.show_at(blank_window.mapToGlobal(QPoint(100, 100)))
    assert shown_texts(shown, QPushButton) == ["Fermer"]
    delete(line)
    press(blank_window, Qt.Key.Key_Escape)
    assert note(blank_window) is None


def test_a_name_with_markup_is_shown_as_it_is_and_many_refusals_are_all_but_listed(blank_window, blank):
    shown = RefusalNote((Refusal(reason=Reason.NAME_TAKEN, name="<b>A</b>"),), blank, None, blank_window)
    assert "<b>A</b>" in shown.accessibleName()
    assert not shown.grab().isNull()
    shown.close()
    codes = [unit.code for unit in blank.programme.units]
    refusals = tuple(Refusal(reason=Reason.NEVER_OPEN, unit=code) for code in codes)
    shown = RefusalNote(refusals, blank, None, blank_window)
    shown.show_at(blank_window.mapToGlobal(QPoint(100, 100)))
    assert blank_window.rect().contains(shown.geometry())
    shown.close()


def test_an_edit_an_undo_or_another_document_closes_the_note_and_leaves_the_keys_where_they_are(refused, example):
    filter_ = workspace_of(refused).pool.filter
    filter_.setFocus()
    refused.acts.place(["CCE001"], Term.parse("2027-S1"))
    assert note(refused) is None
    assert filter_.hasFocus()
    drag(refused, "AST004", "2027-S2")
    assert note(refused) is not None
    refused.session.history.undo()
    assert note(refused) is None
    drag(refused, "AST004", "2027-S2")
    assert note(refused) is not None
    refused.documents.show(example, None)
    assert note(refused) is None


@pytest.fixture
def dialog(qtbot):
    """The question alone, without a window."""
    terms = [term for year in (2026, 2027) for term in year_terms(year)]
    made = WaiverDialog(["TET007"], terms, Term.parse("2027-S2"), lambda _term: ["TET007"], None)
    qtbot.addWidget(made)
    return made


def test_the_dialog_starts_with_the_term_that_was_wanted(dialog):
    assert dialog.term == Term.parse("2027-S2")
    assert "TET007" in dialog.windowTitle()


def test_without_a_reason_there_is_no_waiver(dialog):
    accept = next(
        each
        for each in dialog.findChildren(QPushButton)
        if dialog.findChild(QDialogButtonBox).buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole
    )
    dialog._reason.setCurrentText("")
    assert not accept.isEnabled()
    dialog._reason.setCurrentText("   ")
    assert not accept.isEnabled()
    dialog._reason.setCurrentText("Accord du centre")
    assert accept.isEnabled()


def test_the_reason_is_taken_without_blanks_around_it(dialog):
    dialog._reason.setCurrentText("  À distance  ")
    assert dialog.reason == "À distance"


def test_a_reason_is_never_longer_than_a_file_takes(dialog):
    line = dialog._reason.lineEdit()
    line.clear()
    QTest.keyClicks(line, "x" * (MAX_REASON + 20))
    assert len(dialog.reason) == MAX_REASON


def test_the_dialog_proposes_reasons_and_the_terms_of_the_board(dialog):
    assert dialog._terms.itemText(0) == "Annuel 2026/2027"
    assert dialog._terms.count() == 6
    assert dialog._reason.count() >= 3


def test_enter_records_no_reason_that_nobody_gave_and_one_that_was_chosen_or_typed(blank_window):
    def asked(act):
        troubles = answer(WaiverDialog, act)
        blank_window.acts.ask_waiver(["TET007"], Term.parse("2027-S1"))
        assert troubles == []
        placed = blank_window.session.document.scenario.placement("TET007")
        return placed and (str(placed.term), placed.waiver.reason)

    def enter_in(name):
        def enter(dialog):
            assert dialog.reason == ""
            QTest.keyClick(getattr(dialog, name), Qt.Key.Key_Return)
            assert dialog.isVisible()

        return enter

    def choose(dialog):
        assert dialog.focusWidget() is dialog._reason
        QTest.keyClick(dialog._reason, Qt.Key.Key_Down)
        assert dialog.reason == "Autre centre"
        QTest.keyClick(dialog._reason, Qt.Key.Key_Return)

    def write(dialog):
        QTest.keyClicks(dialog._reason, "Suivie au loin")
        QTest.keyClick(dialog._reason, Qt.Key.Key_Return)

    assert asked(enter_in("_reason")) is None
    assert asked(enter_in("_terms")) is None
    assert asked(choose) == ("2027-S1", "Autre centre")
    blank_window.session.history.undo()
    assert asked(write) == ("2027-S1", "Suivie au loin")


def test_of_several_units_those_that_need_a_waiver_are_named_and_without_a_wish_the_first_open_semester(blank_window):
    seen = []

    def look(dialog):
        seen.extend([dialog.windowTitle(), dialog._named.text()])
        dialog._terms.setCurrentIndex(dialog._terms.findText("Semestre 2 2027/2028"))
        seen.append(dialog._named.text())
        dialog.reject()

    troubles = answer(WaiverDialog, look)
    blank_window.acts.ask_waiver(["CCE001", "TET007"], Term.parse("2027-S1"))
    assert troubles == []
    assert seen[0] == "Dérogation pour 2 unités"
    assert "TET007" in seen[1]
    assert "CCE001" not in seen[1]
    assert {"CCE001", "TET007"} <= set(seen[2].replace(".", "").replace(",", "").split())
    # The first semester that can still be enrolled for.
    seen.clear()
    troubles = answer(WaiverDialog, lambda dialog: seen.append(dialog.term))
    blank_window.acts.ask_waiver(["UAS004"], None)
    assert troubles == []
    assert seen == [Term.parse("2026-S2")]


def put_down(window, codes, term):
    """Select cards and let them go on a term together."""
    select(window, codes)
    drag(window, codes[-1], term)


def test_the_term_offered_for_several_cards_takes_all_of_them_and_none_is_offered_without_one(blank_window):
    put_down(blank_window, ["AST005", "TET010"], "2027-S1")
    assert note(blank_window) is not None
    assert not [text for text in shown_texts(note(blank_window), QPushButton) if "S1" in text or "S2" in text]
    put_down(blank_window, ["AST004", "CCE001"], "2027-S2")
    offered = next(text for text in shown_texts(note(blank_window), QPushButton) if "S1" in text)
    button(note(blank_window), offered).click()
    QApplication.processEvents()
    assert note(blank_window) is None
    assert set(placements(blank_window.session.document)) == {"AST004", "CCE001"}
