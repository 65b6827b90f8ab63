"""What the centre said of one unit, entered in its details for this plan alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, opening_in
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.storage.folders import data_folder
from csp_planner.storage.openings import openings_of
from csp_planner.ui.board.card import card_for

from ..hand import advised, answer, fire, menu_texts
from .helpers import inspect, texts


def choose(zone, year, entry, source=None):
    """Press « le centre me dit… » of *year*, choose *entry*, say who told it; None gives up there."""
    section = zone.workspace_now().side._inspector.openings

    def tell(dialog):
        dialog.setTextValue(source or "")
        dialog.accept() if source is not None else dialog.reject()

    asked: list[str] = []

    def act(menu):
        asked.extend(answer(QInputDialog, tell) if entry not in ("Retirer cette saisie",) else [])
        fire(menu, entry)

    troubles = answer(QMenu, act)
    section.told[year].click()
    QApplication.processEvents()
    assert troubles == []


def said_of(inspector, year):
    shown = texts(inspector)
    return shown[shown.index(year) + 1]


def runs(zone, year):
    """How FPG003 runs in *year* in the document."""
    programme = zone.session.document.programme
    return opening_in(programme, programme.by_code["FPG003"], year)


def test_the_centre_says_s2_in_four_gestures_and_the_line_says_who_and_when(zone):
    inspector = inspect(zone, "FPG003")
    before = zone.session.document
    choose(zone, 2027, "S2", "Mme Durand, par téléphone")
    fact = runs(zone, 2027)
    assert (fact.opening, fact.basis) == (Opening.SEMESTER_2, Basis.ENTERED)
    assert said_of(inspector, "2027/2028") == "S2, saisi par vous le 23/11/2026, d’après Mme Durand, par téléphone"
    assert "votre saisie pour 2027/2028" in said_of(inspector, "2028/2029")
    assert zone.session.history.count() == 1
    assert openings_of(data_folder(), "CRN01").years == (), "this plan only"
    plan = zone.session.document
    assert read_plan(write_plan(plan)) == plan
    zone.session.history.undo()
    assert zone.session.document == before
    assert "prévisionnel" in said_of(inspector, "2027/2028")


def test_the_card_shows_it_like_a_published_one_and_says_that_it_was_entered(zone):
    inspect(zone, "FPG003")
    choose(zone, 2027, "S2", "")
    found = card_for(zone.session, "FPG003")
    assert (found.chip, found.projected) == ("S2 (saisi)", False)
    assert "saisi par vous le 23/11/2026" in found.tooltip
    assert "ouverture saisie par vous" in found.accessible


def test_it_can_be_taken_back(zone):
    inspect(zone, "FPG003")
    before = zone.session.document
    choose(zone, 2027, "Aucune", "le centre")
    assert runs(zone, 2027).opening is None
    choose(zone, 2027, "Retirer cette saisie")
    assert zone.session.document == before
    assert zone.session.history.count() == 2


def test_giving_up_at_the_source_enters_nothing(zone):
    inspect(zone, "FPG003")
    before = zone.session.document
    choose(zone, 2027, "S2", None)
    assert zone.session.document == before


def test_only_coming_years_of_units_taken_in_a_term_ask(zone):
    inspector = inspect(zone, "FPG003")
    assert set(inspector.openings.told) == {year for year in zone.session.board_years if year > 2025}
    inspect(zone, "UAS003")
    assert inspector.openings.told == {}


def test_the_choice_shows_what_holds_and_offers_to_take_back_only_what_was_entered(zone):
    inspect(zone, "FPG003")
    found = []

    def look(menu):
        found.append([text.replace("&", "") for text in menu_texts(menu)])
        found.append([action.text().replace("&", "") for action in menu.actions() if action.isChecked()])

    for _each in range(2):
        troubles = answer(QMenu, look)
        zone.workspace_now().side._inspector.openings.told[2027].click()
        assert troubles == []
        choose(zone, 2027, "Annuel", "le centre")
    assert found[0] == [
        *("S1", "S2", "Annuel", "S1 ou S2", "S1 ou annuel", "S2 ou annuel", "S1, S2 ou annuel", "Aucune")
    ]
    assert found[1] == ["S1"]
    assert found[2][-1] == "Retirer cette saisie"
    assert found[3] == ["Annuel"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_alone_enter_it_and_stay_where_they_were(zone, key):
    inspector = inspect(zone, "FPG003")
    row = inspector.openings.told[2027]
    row.setFocus()

    def tell(dialog):
        QTest.keyClicks(dialog, "le centre")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    asked: list[str] = []

    def act(menu):
        asked.extend(answer(QInputDialog, tell))
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    troubles = answer(QMenu, act)
    QTest.keyClick(row, key)
    QApplication.processEvents()
    assert troubles == []
    assert runs(zone, 2027).basis is Basis.ENTERED
    assert zone.focusWidget() is inspector.openings.told[2027]


def test_the_lines_are_made_again_only_when_they_say_something_else(zone):
    inspector = inspect(zone, "FPG003")
    row = inspector.openings.told[2027]
    zone.session.unplace(["TRS002"])
    assert inspector.openings.told[2027] is row


def test_nothing_is_asked_while_something_is_tried(zone):
    inspector = inspect(zone, "FPG003")
    advised(zone, lambda: zone.scenario_acts.fails("AST004"))
    assert zone.session.trial is not None
    inspector.openings.told[2027].click()
    assert QApplication.activePopupWidget() is None
