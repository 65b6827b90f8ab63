"""What is chosen in the left zone beside placing units: a branch, units set aside, the choice a unit counts in."""

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


def test_a_click_on_a_branch_chooses_it_and_what_it_asks_for_appears(window):
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


def test_changing_the_branch_is_one_step_that_says_what_leaves_the_board(open_window):
    window = open_window(done(choose(plan_with_choices(), BRANCHES, "2.2.1"), ("BIO201", "2027-S1")))
    workspace_of(window).pool.show_block(BRANCHES)
    click_line(window, "branch 2.2.2")
    assert placements(window.session.document) == {}
    assert window.session.history.count() == 1
    assert "BIO201 quitte le plan" in window.banner.accessibleName()
    window.session.history.undo()
    assert placements(window.session.document) == {"BIO201": "2027-S1"}


def test_the_menu_of_a_branch_takes_the_choice_back(open_window):
    window = open_window(choose(plan_with_choices(), BRANCHES, "2.2.1"))
    menu = QMenu()
    window.acts.choosing.add_block(menu, "2.2.1")
    fire(menu, "Ne plus le choisir")
    assert window.session.document.scenario.branches == ()


def test_the_right_button_on_a_branch_opens_its_menu(window):
    workspace_of(window).pool.show_block(BRANCHES)
    pool(window).select("branch 2.2.1")
    troubles = answer(QMenu, lambda menu: fire(menu, "Choisir ce parcours"))
    rect = pool(window).visualRect(pool(window).currentIndex())
    pool(window).customContextMenuRequested.emit(rect.center())
    assert troubles == []
    assert window.session.document.scenario.branches == ("2.2.1",)


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


def test_a_unit_set_aside_stands_last_and_muted_until_it_is_taken_back(window):
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


def test_a_unit_set_aside_is_still_found_and_placing_it_takes_it_back(open_window):
    window = open_window(set_aside(plan_with_choices(), "SHS203", TODAY))
    shortcut(window, "Ctrl+F")
    workspace_of(window).pool.filter.setText("SHS203")
    press(window, Key.Key_Return, Key.Key_Return)
    assert placements(window.session.document) == {"SHS203": "2027-S1"}
    assert window.session.document.scenario.set_aside == ()


def test_after_a_unit_is_placed_with_keys_the_next_is_none_that_is_set_aside(open_window):
    window = open_window(set_aside(plan_with_choices(), "SHS202", TODAY))
    click_line(window, CHOICE + SHES)
    focus_on(window, "ANG100")  # the last one before it
    press(window, Key.Key_Return, Key.Key_Return)
    assert pool(window).current_code == "MEM201"


def test_the_menu_of_an_option_sets_it_aside_and_takes_it_off_the_board(open_window):
    window = open_window(done(plan_with_choices(), ("OPT101", "2027-S1")))
    menu = QMenu()
    fill_card_menu(menu, ["OPT101"], window.named_actions.units)
    fire(menu, "Pas celle-ci")
    assert codes_in(window, "2027-S1") == []
    menu = QMenu()
    fill_card_menu(menu, ["OPT101"], window.named_actions.units)
    fire(menu, "Reprendre")
    assert window.session.document.scenario.set_aside == ()


def test_a_unit_that_is_due_cannot_be_set_aside(window):
    menu = QMenu()
    fill_card_menu(menu, ["SOC101"], window.named_actions.units)
    assert not any("Pas celle" in text for text in menu_texts(menu))
    click(window, "SOC101")
    shortcut(window, "Ctrl+0")
    assert window.session.document.scenario.set_aside == ()


def test_undo_of_a_unit_set_aside_leads_back_to_it(open_window):
    window = open_window(plan_with_choices())
    window.acts.choosing.set_aside(["SHS202"])
    window.session.history.undo()
    assert pool(window).current_code == "SHS202"
    assert line(window, CHOICE + SHES).is_open


# Listed twice


def test_a_unit_listed_in_two_choices_is_pinned_by_its_menu(open_window):
    window = open_window(done(plan_with_choices(), ("ANG100", "2027-S1")))
    menu = QMenu()
    fill_card_menu(menu, ["ANG100"], window.named_actions.units)
    fire(menu, "Compter dans…", "SHES")
    assert window.session.document.scenario.pins == (Pin(unit="ANG100", block=SHES),)
    assert line(window, CHOICE + SHES).figure == "4 / 6\u00a0ECTS"
    menu = QMenu()
    fill_card_menu(menu, ["ANG100"], window.named_actions.units)
    fire(menu, "Compter dans…", "Là où elle complète le plus")
    assert window.session.document.scenario.pins == ()


def test_a_unit_listed_in_one_choice_has_no_such_menu(window):
    menu = QMenu()
    fill_card_menu(menu, ["SHS201"], window.named_actions.units)
    assert not any("Compter" in text.replace("&", "") for text in menu_texts(menu))


def test_a_unit_listed_twice_is_one_card_shown_in_both_choices(window):
    click_line(window, CHOICE + TWO_OF_FIVE)
    click_line(window, CHOICE + SHES)
    assert "ANG100" in inside(window, TWO_OF_FIVE)
    assert "option 2.1 ANG100" in inside(window, SHES)
    drag(window, "ANG100", "2027-S1")
    assert keys(window).count("ANG100") == 0


# After a drop


def test_after_a_drop_by_pointer_the_next_unit_is_current_and_no_heading(window):
    drag(window, "SOC101", "2027-S1")
    assert pool(window).current_code == "SOC102"
    assert pool(window).hasFocus()
    workspace_of(window).pool.show_block(TWO_OF_FIVE)
    drag(window, "OPT101", "2027-S1")
    assert pool(window).current_code == "OPT102"


def test_two_choices_of_one_name_are_told_apart_in_the_menu_and_in_the_rows(open_window):
    window = open_window(done(plan_with_two_languages(), ("ANG100", "2027-S1")))
    click_line(window, CHOICE + SHES)
    assert line(window, f"option {SHES} ANG100").figure == "dans L1, Langue"
    menu = QMenu()
    fill_card_menu(menu, ["ANG100"], window.named_actions.units)
    fire(menu, "Compter dans…", "L2, Langue")
    assert window.session.document.scenario.pins == (Pin(unit="ANG100", block=SHES),)
    assert window.session.history.undoText() == "Compter ANG100 dans L2, Langue"
