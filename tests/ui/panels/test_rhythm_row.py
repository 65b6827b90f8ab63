"""The rhythm of a unit, entered in its details for this plan alone."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from csp_planner.domain.openings import opening_in
from csp_planner.domain.plan import Plan
from csp_planner.domain.rhythms import Rhythm
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.ui.board.card import card_for

from ..hand import advised, answer, fire, menu_texts
from .helpers import inspect, texts

BACK = "Retirer cette saisie"


def choose(zone, entry, source=None):
    """Press « le centre me dit son rythme… », choose *entry*, say who told it; None gives up there."""
    row = zone.workspace_now().side._inspector.openings.rhythm

    def tell(dialog):
        dialog.setTextValue(source or "")
        dialog.accept() if source is not None else dialog.reject()

    asked: list[str] = []

    def act(menu):
        asked.extend(answer(QInputDialog, tell) if entry != BACK else [])
        fire(menu, entry)

    troubles = answer(QMenu, act)
    row.told.click()
    QApplication.processEvents()
    assert troubles == []


def said_of(inspector, year):
    shown = texts(inspector)
    return shown[shown.index(year) + 1].replace("\xa0", " ")


def test_odd_years_are_entered_in_one_step_and_the_years_to_come_follow(zone):
    inspector = inspect(zone, "FPG003")
    before = zone.session.document
    choose(zone, "années impaires", "Mme Durand")
    unit = zone.session.document.programme.by_code["FPG003"]
    assert (unit.rhythm.rhythm, unit.rhythm.source) == (Rhythm.ODD, "Mme Durand")
    assert said_of(inspector, "2025/2026") == "S1, publié"
    assert said_of(inspector, "2026/2027") == "aucune ouverture, prévisionnel d’après votre rythme : années impaires"
    assert said_of(inspector, "2027/2028") == "S1, prévisionnel d’après votre rythme : années impaires"
    words = inspector.openings.rhythm.words.text().replace("\xa0", " ")
    assert words == "Votre rythme : années impaires, saisi par vous le 23/11/2026, d’après Mme Durand"
    assert zone.session.history.count() == 1
    plan = zone.session.document
    assert read_plan(write_plan(plan)) == plan
    zone.session.history.undo()
    assert zone.session.document == before
    assert inspector.openings.rhythm.words.isHidden()


def test_the_card_marks_it_as_entered_and_stays_projected(zone):
    inspect(zone, "FPG003")
    choose(zone, "tous les ans", "")
    found = card_for(zone.session, "FPG003")
    assert (found.chip, found.projected) == ("S1 (saisi)", True)
    assert "rythme saisi par vous" in found.accessible


def test_it_can_be_taken_back_and_giving_up_at_the_source_enters_nothing(zone):
    inspect(zone, "FPG003")
    before = zone.session.document
    choose(zone, "jamais", None)
    assert zone.session.document == before
    choose(zone, "jamais", "le centre")
    assert zone.session.document != before
    choose(zone, BACK)
    assert zone.session.document == before


def test_the_choice_shows_what_was_entered(zone):
    inspect(zone, "FPG003")
    choose(zone, "années paires", "le centre")
    found = []

    def look(menu):
        found.append([text.replace("&", "") for text in menu_texts(menu)])
        found.append([action.text().replace("&", "") for action in menu.actions() if action.isChecked()])

    troubles = answer(QMenu, look)
    zone.workspace_now().side._inspector.openings.rhythm.told.click()
    assert troubles == []
    assert found == [["tous les ans", "années impaires", "années paires", "jamais", BACK], ["années paires"]]


def test_a_unit_that_is_not_attended_has_no_rhythm(zone):
    inspector = inspect(zone, "UAS003")
    assert inspector.openings.rhythm.isHidden()
    inspector = inspect(zone, "FPG003")
    assert not inspector.openings.rhythm.isHidden()


def test_nothing_is_asked_while_something_is_tried(zone):
    inspector = inspect(zone, "FPG003")
    advised(zone, lambda: zone.scenario_acts.fails("AST004"))
    inspector.openings.rhythm.told.click()
    assert QApplication.activePopupWidget() is None


def test_a_unit_that_the_newest_edition_has_no_more_is_said_to_be_absent(zone):
    def drop(plan: Plan) -> Plan:
        units = tuple(
            replace(unit, openings={year: cell for year, cell in unit.openings.items() if year < 2025})
            if unit.code == "FPG003"
            else unit
            for unit in plan.programme.units
        )
        return replace(plan, programme=replace(plan.programme, units=units))

    zone.session.do("nouvelle fiche", drop)
    inspector = inspect(zone, "FPG003")
    programme = zone.session.document.programme
    assert opening_in(programme, programme.by_code["FPG003"], 2027).from_year == 2025
    assert said_of(inspector, "2027/2028") == "Absente, n’est plus dans l’édition 2025/2026"
    assert card_for(zone.session, "FPG003").chip == "Absente"
