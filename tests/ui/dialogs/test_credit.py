"""A unit obtained otherwise: ground, date, note."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.messages.words import credit_word
from csp_planner.ui.dialogs.credit import CreditDialog

from ..hand import TODAY, answer, card, fire, on_card, pool, workspace_of


@pytest.fixture
def dialog(qtbot):
    """The question alone: it knows no document."""
    made = CreditDialog("TET010", CreditBasis.VAE, TODAY, None)
    qtbot.addWidget(made)
    return made


def test_it_starts_with_the_ground_asked_for_and_today(dialog):
    assert (dialog.credit.unit, dialog.credit.basis, dialog.credit.date) == ("TET010", CreditBasis.VAE, TODAY)
    assert dialog.credit.note == ""


def test_no_ground_is_recorded_that_nobody_chose(window):
    def enter(dialog):
        assert dialog._basis.currentIndex() == -1
        QTest.keyClick(dialog._note, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog._basis, Qt.Key.Key_Down)
        QTest.keyClick(dialog._note, Qt.Key.Key_Return)

    troubles = answer(CreditDialog, enter)
    window.acts.crediting.ask("TET010")
    assert troubles == []
    assert window.session.document.profile.credit("TET010").basis is next(iter(CreditBasis))


def test_a_date_that_is_none_holds_it_back_whatever_the_ground(dialog):
    dialog._date.setText("31/02/2026")
    dialog._basis.setCurrentIndex(1)
    assert not dialog._ok.isEnabled()


@pytest.mark.parametrize("basis", CreditBasis)
def test_every_ground_can_be_chosen(dialog, basis):
    dialog._basis.setCurrentIndex(dialog._basis.findText(credit_word(basis)))
    assert dialog.credit.basis is basis


def test_date_and_note_are_taken(dialog):
    dialog._date.show_day(date(2020, 6, 30))
    dialog._note.setText("  Attestation  ")
    assert dialog.credit.date == date(2020, 6, 30)
    assert dialog.credit.note == "Attestation"


def test_a_note_is_never_longer_than_its_field_says(dialog):
    dialog._note.setText("x" * (MAX_TEXT - 2))
    QTest.keyClicks(dialog._note, "y" * 10)
    assert dialog.credit.note == "x" * (MAX_TEXT - 2) + "yy"


def test_from_the_menu_of_a_card_it_is_one_undo_step_and_leaves_the_pool(window):
    before = window.session.document
    troubles = answer(CreditDialog, lambda dialog: dialog.accept())
    menu_troubles = answer(QMenu, lambda menu: fire(menu, "Obtenue autrement", credit_word(CreditBasis.VES)))
    workspace_of(window).open_menu(["TET010"], on_card(window, "TET010"))
    assert menu_troubles == []
    assert troubles == []
    assert window.session.document.profile.credit("TET010").basis is CreditBasis.VES
    assert window.session.evaluation.standings["TET010"].state is UnitState.OBTAINED_OTHERWISE
    assert "TET010" not in pool(window).cards.keys
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert window.session.document == before
    assert card(window, "TET010").state == "à placer"
