"""A unit acquired outside the sheet, and one that is asked for: seen, linked, answered, taken back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from csp_planner.domain.edits import add_credit
from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, CreditState
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.ui.actions.card_menu import fill_card_menu
from csp_planner.ui.board.card import card_for
from csp_planner.ui.dialogs.credit import CreditDialog

from ...domain.helpers import WAIVER, put
from ..hand import TODAY, answer, menu_texts, pool, workspace_of
from .helpers import inspect, texts

OLD = Credit(unit="OLD101", title="Ancienne unité", basis=CreditBasis.EARLIER, date=date(2023, 6, 30), ects=6.0)
TAKEN = Attempt(unit="OLD202", term=Term.parse("2025-S2"), state=UnitState.VALIDATED, date=date(2026, 7, 1), ects=4.0)
ASKED = Credit(unit="TET010", basis=CreditBasis.VES, date=date(2031, 6, 1), state=CreditState.ASKED)


def given(plan, *several):
    for one in several:
        plan = add_credit(plan, one)
    return plan


def obtained(zone):
    return workspace_of(zone).pool.obtained


def tick(dialog, *codes):
    rows = [dialog._rows.item(index) for index in range(dialog._rows.count())]
    for item in rows:
        if item.data(Qt.ItemDataRole.UserRole) in codes:
            item.setCheckState(Qt.CheckState.Checked)


def test_a_unit_outside_the_sheet_stands_in_the_left_zone_and_its_details_say_so(open_pool, open_zone, example):
    plan = given(example, OLD)
    left = open_pool(plan)
    assert obtained(left).cards.keys == ["OLD101"]
    shown = obtained(left).cards.card(0)
    assert (shown.title, shown.state, shown.chip) == ("Ancienne unité", "à relier", "hors fiche")
    inspector = inspect(open_zone(plan), "OLD101")
    assert "Acquis hors de la fiche" in texts(inspector)
    assert "ne compte pour aucune unité de la fiche" in texts(inspector)
    assert not inspector.openings.isVisible()
    assert inspector.acquired.isVisible()


def test_without_title_or_worth_no_empty_line_stands_in_the_details(open_zone, example):
    zone = open_zone(given(example, replace(OLD, title="", ects=None)))
    inspector = inspect(zone, "OLD101")
    assert not inspector._title.isVisible()
    assert not inspector._amounts.isVisible()
    inspector = inspect(zone, "TET010")
    assert inspector._title.isVisible()
    assert inspector._amounts.isVisible()


def test_it_is_linked_to_rows_from_its_details_in_one_undo_step(open_zone, example):
    zone = open_zone(given(example, OLD))
    before = zone.session.document
    inspector = inspect(zone, "OLD101")

    def link(dialog):
        assert not dialog._unit.isVisible()  # the title of the window names it
        assert "OLD101" in dialog.windowTitle()
        tick(dialog, "TET010", "AST004")
        dialog._decided_by.setText("jury")
        dialog.accept()

    troubles = answer(CreditDialog, link)
    inspector.acquired.link.click()
    assert troubles == []
    credit = zone.session.document.profile.credit("OLD101")
    assert (set(credit.counts_for), credit.decided_by, credit.title) == ({"TET010", "AST004"}, "jury", "Ancienne unité")
    standings = zone.session.evaluation.standings
    assert {standings[code].state for code in ("TET010", "AST004")} == {UnitState.OBTAINED_OTHERWISE}
    assert zone.session.evaluation.ects.balance == -6
    assert "écart −6" in inspect(zone, "TET010")._amounts.text()
    assert card_for(zone.session, "AST004").state == "obtenue par OLD101"
    assert zone.session.history.count() == 1
    assert read_plan(write_plan(zone.session.document)) == zone.session.document
    zone.session.history.undo()
    assert zone.session.document == before


def test_a_validated_unit_outside_the_sheet_is_linked_by_its_repair(open_zone, example):
    zone = open_zone(replace(example, profile=replace(example.profile, attempts=(TAKEN,))))

    def link(dialog):
        assert dialog._basis.currentData() == CreditBasis.EQUIVALENCE
        tick(dialog, "TET010")
        dialog.accept()

    troubles = answer(CreditDialog, link)
    zone.acts.fix(Fix(FixKind.LINK, "OLD202"))
    assert troubles == []
    assert zone.session.evaluation.standings["TET010"].ects == 4
    assert inspect(zone, "OLD202").acquired.isVisible()


def test_its_details_close_when_it_is_taken_away(open_zone, example):
    zone = open_zone(given(example, OLD))
    before = zone.session.document
    inspect(zone, "OLD101").acquired.remove.click()
    assert zone.session.document.profile.credits == ()
    assert not zone.side.is_inspecting
    zone.session.history.undo()
    assert zone.session.document == before


def test_its_menu_links_it_and_offers_nothing_of_a_term_and_the_menu_bar_enters_another(open_window, example):
    window = open_window(given(example, OLD))
    menu = QMenu()
    fill_card_menu(menu, ["OLD101"], window.named_actions.units)
    assert "Re&lier à des unités de la fiche…" in menu_texts(menu)
    assert not any(action.isEnabled() for action in menu.actions() if "dérogation" in action.text().replace("&", ""))

    def enter(dialog):
        assert not dialog._ok.isEnabled()
        assert dialog._unit.isVisible()
        dialog._unit.setText("EXT01")
        dialog._title.setText("Sociologie")
        dialog._basis.setCurrentIndex(0)
        dialog._ects.enter(5)
        tick(dialog, "TET010")
        dialog.accept()

    troubles = answer(CreditDialog, enter)
    window.named_actions.edit.acquired.trigger()
    assert troubles == []
    credit = window.session.document.profile.credit("EXT01")
    assert (credit.title, credit.ects, credit.counts_for) == ("Sociologie", 5, ("TET010",))
    assert obtained(window).cards.keys == ["TET010", "OLD101", "EXT01"]


def test_what_is_asked_for_is_seen_apart_and_the_answer_is_entered_in_its_details(open_window, example):
    window = open_window(given(example, ASKED))
    pool = workspace_of(window).pool
    assert pool._obtained.text() == "Obtenues ou demandées (1)"
    assert pool._cards.of("TET010").state == "VES attendue"
    inspector = inspect(window, "TET010")
    assert inspector.state.choice.currentText() == "demandée"
    assert "réponse attendue le 01/06/2031" in inspector.state.where.text()

    def grant(dialog):
        dialog._state.setCurrentIndex(dialog._state.findData(CreditState.GRANTED))
        dialog._date.enter(TODAY)
        dialog.accept()

    troubles = answer(CreditDialog, grant)
    inspector.state.change.click()
    assert troubles == []
    assert window.session.evaluation.standings["TET010"].state is UnitState.OBTAINED_OTHERWISE
    assert pool._obtained.text() == "Obtenues autrement (1)"


@pytest.mark.parametrize("state", [CreditState.ASKED, CreditState.REFUSED])
def test_the_day_is_called_what_it_is_the_day_of(zone, state):
    dialog = CreditDialog("TET010", CreditBasis.VES, TODAY, zone, replace(ASKED, state=state))
    names = {CreditState.ASKED: "Réponse attendue le", CreditState.REFUSED: "Refusée le"}
    assert dialog._date.accessibleName().startswith(names[state])
    assert dialog.credit == replace(ASKED, state=state)
    dialog.close()


def test_a_grant_to_come_is_said_to_hold_from_its_day(open_zone, example):
    zone = open_zone(given(example, replace(ASKED, state=CreditState.GRANTED)))
    assert inspect(zone, "TET010").state.otherwise.text() == "N’est plus attendue"
    dialog = CreditDialog("TET010", CreditBasis.VES, TODAY, zone, zone.session.document.profile.credit("TET010"))
    assert dialog._date.accessibleName() == "Accordée à compter du"
    dialog._date.enter(TODAY)
    assert dialog._date.accessibleName() == "Accordée le"
    dialog.close()


def test_what_a_validated_attempt_was_worth_is_entered_in_its_history(open_zone, example):
    taken = replace(TAKEN, unit="TET010", ects=None)
    zone = open_zone(replace(example, profile=replace(example.profile, attempts=(taken,))))
    inspector = inspect(zone, "TET010")
    (row,) = inspector.history._rows
    row._ects.enter(4)
    row._ects.editingFinished.emit()
    assert zone.session.document.profile.attempts[0].ects == 4
    assert zone.session.evaluation.ects.balance == -2
    assert "écart −2" in inspector._amounts.text()
    assert inspector.history._rows == [row]
    assert zone.session.history.count() == 1
    zone.session.history.undo()
    assert zone.session.evaluation.ects.balance == 0
    assert row._ects.amount is None


@pytest.mark.parametrize("state", [UnitState.IN_PROGRESS, UnitState.FAILED])
def test_an_attempt_that_obtained_nothing_is_asked_nothing_of_its_worth(open_zone, example, state):
    running = replace(TAKEN, unit="TET010", state=state, ects=None)
    zone = open_zone(replace(example, profile=replace(example.profile, attempts=(running,))))
    (row,) = inspect(zone, "TET010").history._rows
    assert not row._ects.isVisible()


def test_no_other_plan_is_looked_for_where_the_end_waits_for_an_answer(open_zone, example):
    plan = given(example, ASKED)
    for code, where in (("TET007", "2027-S1"), ("UAS004", "2027-S2")):
        plan = put(plan, code, where, WAIVER)
    zone = open_zone(plan)
    shown = workspace_of(zone).side.answer
    assert shown.headline.text() == "Titre en juin\u00a02031, si la VES est accordée"
    assert not shown.sooner.isVisible()


def test_nothing_a_learner_has_is_absent_from_the_window(open_window, example):
    others = [unit.code for unit in example.programme.units if unit.is_attended]
    credited = (
        OLD,
        ASKED,
        replace(OLD, unit="OLD301", counts_for=(others[0],)),
        replace(ASKED, unit="OLD302"),
        replace(ASKED, unit="OLD303", state=CreditState.REFUSED, date=TODAY),
        replace(ASKED, unit="OLD304", date=date(2020, 1, 1)),
        replace(ASKED, unit="TET003", state=CreditState.REFUSED, date=TODAY),
        replace(ASKED, unit="UAS003", basis=CreditBasis.VAE, state=CreditState.GRANTED, date=date(2020, 1, 1)),
    )
    past = Attempt(unit="OLD401", term=Term.parse("2024-S1"), state=UnitState.FAILED, date=date(2025, 2, 1))
    attempts = (TAKEN, past, replace(past, unit="AST002", state=UnitState.WITHDRAWN))
    window = open_window(replace(example, profile=replace(example.profile, credits=credited, attempts=attempts)))
    workspace = workspace_of(window)
    lists = [pool(window), obtained(window), *workspace.board.lists()]
    shown = [card for units in lists for card in units.cards]
    assert {one.unit for one in (*credited, *attempts)} <= {card.code for card in shown}
    states = {card.code: card.state for card in shown}
    assert (states["OLD303"], states["OLD304"]) == ("VES refusée", "VES\u00a0: accordée\u00a0?")
    refused = inspect(window, "TET003")
    assert any("refusée le" in text for text in texts(refused)), texts(refused)
