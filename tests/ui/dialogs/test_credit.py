"""A unit obtained otherwise: ground, answer with its day, worth, note."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
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


# The day of a decision, and what is asked with it

PAST, FUTURE = TODAY - timedelta(days=20), TODAY + timedelta(days=200)
ASKED = Credit(unit="TET010", basis=CreditBasis.VES, date=FUTURE, state=CreditState.ASKED, ects=4.0)
GRANTED, REFUSED = replace(ASKED, state=CreditState.GRANTED), replace(ASKED, state=CreditState.REFUSED)


@pytest.fixture
def open_on(window):
    opened = []

    def make(known, rows=()):
        opened.append(CreditDialog("TET010", None, TODAY, window, known, rows))
        return opened[-1]

    yield make
    for made in opened:
        made.close()


def choose(dialog, state):
    dialog._state.setCurrentIndex(dialog._state.findData(state))
    return dialog.credit


def asked_for(dialog):
    """What the dialog asks for, by its labels."""
    return [label.text() for label in dialog._form.labels() if not label.isHidden()]


@pytest.mark.parametrize("state", [CreditState.GRANTED, CreditState.REFUSED])
def test_the_day_of_a_decision_is_today_and_not_the_day_it_was_expected(open_on, state):
    dialog = open_on(ASKED)
    assert choose(dialog, state) == replace(ASKED, state=state, date=TODAY)
    assert choose(dialog, CreditState.ASKED) == ASKED


def test_the_day_of_a_decision_is_the_one_that_was_recorded_or_is_entered(open_on):
    dialog = open_on(replace(ASKED, decided_on=PAST))
    found = choose(dialog, CreditState.REFUSED)
    assert (found.date, found.decided_on) == (PAST, PAST)
    dialog._date.enter(TODAY)
    assert (dialog.credit.date, dialog.credit.decided_on) == (TODAY, TODAY)
    assert choose(open_on(replace(GRANTED, date=PAST)), CreditState.REFUSED).date == PAST
    assert choose(open_on(GRANTED), CreditState.REFUSED).date == TODAY


def test_a_day_entered_before_the_answer_is_chosen_is_the_day_of_the_answer(open_on):
    dialog = open_on(ASKED)
    dialog._date.enter(PAST)
    assert choose(dialog, CreditState.REFUSED).date == PAST
    dialog = open_on(None)
    dialog._basis.setCurrentIndex(0)
    dialog._date.enter(PAST)
    assert choose(dialog, CreditState.REFUSED).date == PAST
    assert choose(dialog, CreditState.ASKED).date == TODAY


def test_a_refusal_has_one_day_and_asks_for_nothing_that_was_obtained(open_on, example):
    rows = [unit for unit in example.programme.units if unit.code != "TET010"]
    dialog = open_on(ASKED, rows)
    assert asked_for(dialog).count("ECTS demandés") == 1
    dialog._ects.enter(5)
    height = dialog.height()
    found = choose(dialog, CreditState.REFUSED)
    assert dialog.height() < height
    assert asked_for(dialog) == ["Intitulé", "Motif", "Réponse", "Refusée le", "Décidé par", "Note"]
    assert found == replace(REFUSED, date=TODAY)
    choose(dialog, CreditState.GRANTED)
    assert {"Accordée le", "ECTS obtenus", "Compte pour"} < set(asked_for(dialog))
    assert "Décidé le" not in asked_for(dialog)


def test_what_cannot_be_taken_of_a_worth_holds_no_refusal_back(open_on):
    dialog = open_on(ASKED)
    dialog._ects.lineEdit().setText("beaucoup")
    assert not dialog._ok.isEnabled()
    choose(dialog, CreditState.REFUSED)
    assert dialog._ok.isEnabled()


def test_what_is_granted_from_a_later_day_is_decided_on_another(open_on):
    dialog = open_on(None)
    dialog._basis.setCurrentIndex(0)
    assert "Décidé le" not in asked_for(dialog)
    dialog._date.enter(FUTURE)
    assert {"Accordée à compter du", "Décidé le"} < set(asked_for(dialog))
    dialog._decided_on.enter(PAST)
    assert (dialog.credit.date, dialog.credit.decided_on) == (FUTURE, PAST)
    dialog._decided_on.setText("hier")
    assert not dialog._ok.isEnabled()
    dialog._date.enter(TODAY)
    assert (dialog.credit.date, dialog.credit.decided_on) == (TODAY, None)
    assert dialog._ok.isEnabled()


@pytest.mark.parametrize("decided_on", [None, PAST, FUTURE])
@pytest.mark.parametrize("known", [ASKED, GRANTED, replace(GRANTED, date=TODAY), replace(REFUSED, date=PAST)])
def test_what_nobody_changed_stays_as_it_was_kept(open_on, known, decided_on):
    known = replace(known, decided_on=decided_on if known.state is not CreditState.REFUSED else PAST)
    assert open_on(known).credit == known
