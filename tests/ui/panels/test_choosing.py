"""What is chosen in the window zone beside placing units: a branch, units set aside, the choice a unit counts in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.edits import choose, set_aside
from csp_planner.domain.plan import Pin
from csp_planner.ui.actions.card_menu import fill_card_menu
from csp_planner.ui.panels.line_words import CHOICE

from ...awards import BRANCHES, SHES, TWO_OF_FIVE, plan_with_choices, plan_with_two_languages
from ..hand import (
    TODAY,
    advised,
    answer,
    click,
    codes_in,
    drag,
    fire,
    focus_on,
    line,
    menu_texts,
    placements,
    pool,
    press,
    shortcut,
    workspace_of,
)
from .choices import click_line, done, inside, keys

Key = Qt.Key


@pytest.fixture
def window(open_window):
    return open_window(plan_with_choices())


# Branches


def test_a_branch_is_chosen_with_a_click_or_its_menu_and_what_it_asks_for_appears(window):
    click_line(window, CHOICE + BRANCHES)
    assert inside(window, BRANCHES) == ["branch 2.2.1", "branch 2.2.2"]
    click_line(window, "branch 2.2.2")
    assert window.session.document.scenario.branches == ("2.2.2",)
    assert {"CHI201", "choice 2.2.2.1"} < set(keys(window))
    assert line(window, CHOICE + BRANCHES).figure == "✓ Chimie"
    window.session.history.undo()
    assert "CHI201" not in keys(window)
    assert pool(window).hasFocus()
    assert pool(window).line_at(pool(window).currentIndex().row()).key == CHOICE + BRANCHES

    pool(window).select("branch 2.2.1")
    troubles = answer(QMenu, lambda menu: fire(menu, "Choisir ce parcours"))
    rect = pool(window).visualRect(pool(window).currentIndex())
    pool(window).customContextMenuRequested.emit(rect.center())
    assert troubles == []
    assert window.session.document.scenario.branches == ("2.2.1",)


def test_changing_the_branch_is_one_step_that_says_what_leaves_the_board(open_window):
    window = open_window(done(choose(plan_with_choices(), BRANCHES, "2.2.1"), ("BIO201", "2027-S1")))
    workspace_of(window).pool.show_block(BRANCHES)
    click_line(window, "branch 2.2.2")
    assert placements(window.session.document) == {}
    assert window.session.history.count() == 1
    assert "BIO201 quitte le plan" in window.banner.accessibleName()
    window.session.history.undo()
    assert placements(window.session.document) == {"BIO201": "2027-S1"}


def test_the_menu_of_a_branch_takes_the_choice_back(open_pool):
    left = open_pool(choose(plan_with_choices(), BRANCHES, "2.2.1"))
    menu = QMenu()
    left.acts.choosing.add_block(menu, "2.2.1")
    fire(menu, "Ne plus le choisir")
    assert left.session.document.scenario.branches == ()


# A choice proposed


def test_the_menu_of_a_choice_proposes_what_completes_it_and_nothing_else(window):
    workspace_of(window).pool.show_block(SHES)
    pool(window).select(CHOICE + SHES)
    troubles = answer(QMenu, lambda menu: advised(window, lambda: fire(menu, "Proposer ce choix")))
    rect = pool(window).visualRect(pool(window).currentIndex())
    pool(window).customContextMenuRequested.emit(rect.center())
    assert troubles == []
    trial = window.session.trial
    assert trial is not None
    assert trial.sentence.startswith("SHES")
    assert set(placements(trial.plan)) <= {"SHS201", "SHS202", "SHS203", "SHS204", "ANG100"}
    assert trial.evaluation.award.by_path[SHES].state is BlockState.PLANNED
    window.session.keep_trial()
    assert window.session.document.scenario == trial.plan.scenario
    menu = QMenu()
    window.acts.choosing.add_block(menu, SHES)
    (entry,) = menu.actions()
    assert not entry.isEnabled()  # it is made


# Not this one


def test_a_unit_set_aside_stands_last_and_muted_until_it_is_taken_back_and_one_that_is_due_cannot_be(window):
    click_line(window, CHOICE + SHES)
    click(window, "SHS201")
    shortcut(window, "Ctrl+0")
    assert inside(window, SHES) == ["SHS202", "SHS203", "SHS204", "ANG100", "SHS201"]
    found = line(window, "SHS201")
    assert found.is_muted
    assert found.figure == "écartée"
    assert "écartée" in found.accessible
    click(window, "SHS201")
    shortcut(window, "Ctrl+0")
    assert inside(window, SHES)[0] == "SHS201"
    assert window.session.document.scenario.set_aside == ()
    menu = QMenu()
    fill_card_menu(menu, ["SHS201"], window.named_actions.units)
    assert any("Pas celle" in text for text in menu_texts(menu))
    assert not any("Compter" in text.replace("&", "") for text in menu_texts(menu)), "one choice alone lists it"

    menu = QMenu()
    fill_card_menu(menu, ["SOC101"], window.named_actions.units)
    assert not any("Pas celle" in text for text in menu_texts(menu))
    click(window, "SOC101")
    shortcut(window, "Ctrl+0")
    assert window.session.document.scenario.set_aside == ()


def test_undo_of_a_unit_set_aside_leads_back_to_it(window):
    window.acts.choosing.set_aside(["SHS202"])
    window.session.history.undo()
    assert pool(window).current_code == "SHS202"
    assert line(window, CHOICE + SHES).is_open


def test_units_set_aside_are_not_the_next_to_place_but_are_found_and_placing_one_takes_it_back(open_window):
    window = open_window(set_aside(set_aside(plan_with_choices(), "SHS202", TODAY), "SHS203", TODAY))
    click_line(window, CHOICE + SHES)
    focus_on(window, "ANG100")  # the last one before them
    press(window, Key.Key_Return, Key.Key_Return)
    assert pool(window).current_code == "MEM201"
    window.session.history.undo()
    shortcut(window, "Ctrl+F")
    workspace_of(window).pool.filter.setText("SHS203")
    press(window, Key.Key_Return, Key.Key_Return)
    assert placements(window.session.document) == {"SHS203": "2027-S1"}
    assert window.session.document.scenario.set_aside == ("SHS202",)


def test_the_menu_of_an_option_sets_it_aside_off_the_board_and_pins_one_that_two_choices_list(open_window):
    window = open_window(done(plan_with_choices(), ("OPT101", "2027-S1"), ("ANG100", "2027-S1")))

    def choose_for(code, *path):
        menu = QMenu()
        fill_card_menu(menu, [code], window.named_actions.units)
        fire(menu, *path)
        return window.session.document.scenario

    assert choose_for("OPT101", "Pas celle-ci").set_aside == ("OPT101",)
    assert codes_in(window, "2027-S1") == ["ANG100"]
    assert choose_for("OPT101", "Reprendre").set_aside == ()

    assert choose_for("ANG100", "Compter dans…", "SHES").pins == (Pin(unit="ANG100", block=SHES),)
    assert line(window, CHOICE + SHES).figure == "4 / 6\u00a0ECTS"
    assert choose_for("ANG100", "Compter dans…", "Là où elle complète le plus").pins == ()


# After a drop


def test_after_a_drop_by_pointer_the_next_unit_is_current_and_one_that_stood_in_two_choices_is_in_none(window):
    drag(window, "SOC101", "2027-S1")
    assert pool(window).current_code == "SOC102", "and no heading"
    assert pool(window).hasFocus()
    workspace_of(window).pool.show_block(TWO_OF_FIVE)
    drag(window, "OPT101", "2027-S1")
    assert pool(window).current_code == "OPT102"

    click_line(window, CHOICE + SHES)
    assert "ANG100" in inside(window, TWO_OF_FIVE)
    assert "option 2.1 ANG100" in inside(window, SHES), "it is one card, shown in both"
    drag(window, "ANG100", "2027-S1")
    assert keys(window).count("ANG100") == 0


def test_two_choices_of_one_name_are_told_apart_in_the_menu_and_in_the_rows(open_window):
    window = open_window(done(plan_with_two_languages(), ("ANG100", "2027-S1")))
    click_line(window, CHOICE + SHES)
    assert line(window, f"option {SHES} ANG100").figure == "dans L1\xa0· Langue"
    menu = QMenu()
    fill_card_menu(menu, ["ANG100"], window.named_actions.units)
    fire(menu, "Compter dans…", "L2\xa0· Langue")
    assert window.session.document.scenario.pins == (Pin(unit="ANG100", block=SHES),)
    assert window.session.history.undoText() == "Compter ANG100 dans L2\xa0· Langue"
