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


def test_escape_closes_the_note(refused):
    press(refused, Qt.Key.Key_Escape)
    assert note(refused) is None


def test_its_button_closes_the_note(refused):
    button(note(refused), "Fermer").click()
    QApplication.processEvents()
    assert note(refused) is None


def test_a_click_elsewhere_closes_the_note_and_is_not_swallowed(refused):
    code = pool(refused).cards.keys[0]
    click_at(refused, on_card(refused, code))
    assert note(refused) is None
    assert pool(refused).selected_codes == [code]


def test_a_click_on_the_note_keeps_it(refused):
    shown = note(refused)
    click_at(refused, shown.mapToGlobal(QPoint(8, 8)))
    assert note(refused) is shown


def test_the_note_takes_the_focus_and_gives_it_back(blank_window):
    focus_on(blank_window, "TET007")
    press(blank_window, Qt.Key.Key_Return)
    assert note(blank_window).isAncestorOf(blank_window.focusWidget())
    press(blank_window, Qt.Key.Key_Escape)
    assert pool(blank_window).hasFocus()


def test_a_drag_is_possible_while_the_note_is_shown(refused):
    drag(refused, "CCE001", "2027-S1")
    assert note(refused) is None
    assert refused.session.document.scenario.placement("CCE001") is not None


def test_only_one_note_is_shown_at_a_time(refused):
    drag(refused, "AST004", "2028-S2")
    shown = [found for found in refused.findChildren(RefusalNote) if found.isVisible()]
    assert len(shown) == 1


def test_a_window_built_again_has_no_note_and_does_not_miss_it(refused, qtbot):
    shown = note(refused)
    refused.rebuild()
    qtbot.waitUntil(lambda: note(refused) is None)  # what was there before is deleted
    if isValid(shown):
        shown.close()
    press(refused, Qt.Key.Key_Escape)
    assert refused.workspace is not None


def test_a_note_outlives_the_list_the_keys_were_on(blank_window, blank, qtbot):
    line = QLineEdit(blank_window)
    line.show()
    line.setFocus()
    shown = RefusalNote((Refusal(reason=Reason.NAME_TAKEN, name="A"),), blank, None, blank_window)
    shown.show_at(blank_window.mapToGlobal(QPoint(100, 100)))
    delete(line)
    press(blank_window, Qt.Key.Key_Escape)
    assert note(blank_window) is None


def test_an_undo_closes_the_note(refused):
    refused.acts.place(["CCE001"], Term.parse("2027-S1"))
    drag(refused, "AST004", "2027-S2")
    assert note(refused) is not None
    refused.session.history.undo()
    assert note(refused) is None


def test_another_document_closes_the_note(refused, example):
    refused.documents.show(example, None)
    assert note(refused) is None


def test_a_note_closed_by_an_edit_leaves_the_keys_where_they_are(refused):
    filter_ = workspace_of(refused).pool.filter
    filter_.setFocus()
    refused.acts.place(["CCE001"], Term.parse("2027-S1"))
    assert note(refused) is None
    assert filter_.hasFocus()


def test_a_note_is_closed_once_and_on_request(refused):
    refused.acts.close_note()
    assert note(refused) is None
    refused.acts.close_note()


def test_the_note_is_announced(blank_window):
    said = []
    blank_window.acts.announced.connect(said.append)
    drag(blank_window, "AST004", "2027-S2")
    assert said == [note(blank_window).accessibleName()]


def test_what_no_waiver_can_answer_offers_none(blank_window, blank):
    shown = RefusalNote((Refusal(reason=Reason.NAME_TAKEN, name="A"),), blank, None, blank_window)
    shown.show_at(blank_window.mapToGlobal(QPoint(100, 100)))
    assert shown_texts(shown, QPushButton) == ["Fermer"]
    shown.close()


def test_a_name_with_markup_is_shown_as_it_is(blank_window, blank):
    shown = RefusalNote((Refusal(reason=Reason.NAME_TAKEN, name="<b>A</b>"),), blank, None, blank_window)
    assert "<b>A</b>" in shown.accessibleName()
    assert not shown.grab().isNull()
    shown.close()


def test_many_refusals_are_all_but_listed(blank_window, blank):
    codes = [unit.code for unit in blank.programme.units]
    refusals = tuple(Refusal(reason=Reason.NEVER_OPEN, unit=code) for code in codes)
    shown = RefusalNote(refusals, blank, None, blank_window)
    shown.show_at(blank_window.mapToGlobal(QPoint(100, 100)))
    assert blank_window.rect().contains(shown.geometry())
    shown.close()


def test_a_card_can_be_refused_over_and_over(blank_window):
    for _each in range(5):
        drag(blank_window, "AST004", "2027-S2")
        press(blank_window, Qt.Key.Key_Escape)
    drag(blank_window, "AST004", "2027-S1")
    assert blank_window.session.history.count() == 1


@pytest.fixture
def dialog(blank_window):
    terms = [term for year in (2026, 2027) for term in year_terms(year)]
    made = WaiverDialog(["TET007"], terms, Term.parse("2027-S2"), lambda _term: ["TET007"], blank_window)
    yield made
    made.close()


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


def test_a_waiver_without_a_wish_starts_with_the_first_semester_that_can_still_be_enrolled_for(blank_window):
    seen = []

    def look(dialog):
        seen.append(dialog.term)
        dialog.reject()

    troubles = answer(WaiverDialog, look)
    blank_window.acts.ask_waiver(["UAS004"], None)
    assert troubles == []
    assert seen == [Term.parse("2026-S2")]


def put_down(window, codes, term):
    """Select cards and let them go on a term together."""
    select(window, codes)
    drag(window, codes[-1], term)


def test_of_cards_with_no_common_term_none_is_offered(blank_window):
    put_down(blank_window, ["AST005", "TET010"], "2027-S1")
    assert note(blank_window) is not None
    assert not [text for text in shown_texts(note(blank_window), QPushButton) if "S1" in text or "S2" in text]


def test_the_term_offered_for_several_cards_takes_all_of_them(blank_window):
    put_down(blank_window, ["AST004", "CCE001"], "2027-S2")
    offered = next(text for text in shown_texts(note(blank_window), QPushButton) if "S1" in text)
    button(note(blank_window), offered).click()
    QApplication.processEvents()
    assert note(blank_window) is None
    assert set(placements(blank_window.session.document)) == {"AST004", "CCE001"}


@pytest.mark.parametrize("at", ["_reason", "_terms"])
def test_enter_records_no_reason_that_nobody_gave(blank_window, at):
    def enter(dialog):
        assert dialog.reason == ""
        QTest.keyClick(getattr(dialog, at), Qt.Key.Key_Return)
        assert dialog.isVisible()

    troubles = answer(WaiverDialog, enter)
    blank_window.acts.ask_waiver(["TET007"], Term.parse("2027-S1"))
    assert troubles == []
    assert placements(blank_window.session.document) == {}


def test_a_reason_is_chosen_with_down_and_taken_with_enter(blank_window):
    def choose(dialog):
        assert dialog.focusWidget() is dialog._reason
        QTest.keyClick(dialog._reason, Qt.Key.Key_Down)
        assert dialog.reason == "Autre centre"
        QTest.keyClick(dialog._reason, Qt.Key.Key_Return)

    troubles = answer(WaiverDialog, choose)
    blank_window.acts.ask_waiver(["TET007"], Term.parse("2027-S1"))
    assert troubles == []
    assert placements(blank_window.session.document) == {"TET007": "2027-S1"}
    assert blank_window.session.document.scenario.placement("TET007").waiver.reason == "Autre centre"


def test_a_reason_typed_is_taken_with_enter(blank_window):
    def write(dialog):
        QTest.keyClicks(dialog._reason, "Suivie au loin")
        QTest.keyClick(dialog._reason, Qt.Key.Key_Return)

    troubles = answer(WaiverDialog, write)
    blank_window.acts.ask_waiver(["TET007"], Term.parse("2027-S1"))
    assert troubles == []
    assert blank_window.session.document.scenario.placement("TET007").waiver.reason == "Suivie au loin"


def test_of_several_units_those_that_need_a_waiver_are_named(blank_window):
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
