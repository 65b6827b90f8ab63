"""The choices of an award in the left zone: one card each, which opens in place to its options."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from csp_planner.domain.edits import choose, set_aside
from csp_planner.domain.evaluation.values import FixKind
from csp_planner.ui.board.card import card_for
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.line_words import CHOICE, STAGE

from ...awards import BRANCHES, DOMAINS, SHES, plan_with_choices
from ..hand import (
    TODAY,
    Drag,
    click,
    drag,
    focus_on,
    line,
    placements,
    pool,
    press,
    shortcut,
    shown_texts,
    workspace_of,
)
from .choices import click_line, done, inside, keys

Key = Qt.Key


@pytest.fixture
def left(open_pool):
    return open_pool(plan_with_choices())


@pytest.fixture
def window(open_window):
    return open_window(plan_with_choices())


# What stands there


def test_units_due_and_choices_stand_by_stage_in_the_order_of_the_sheet(left):
    assert keys(left) == [
        "stage 1",
        "SOC101",
        "SOC102",
        "choice 1.1",
        "stage 2",
        "SOC201",
        "choice 2.1",
        "choice 2.2",
        "choice 2.3",
        "MEM201",
    ]


def test_a_choice_is_named_by_its_label_and_says_what_it_takes_and_lacks(left):
    found = line(left, CHOICE + SHES)
    assert found.accessible.startswith("SHES, 6 crédits à choisir parmi, ")
    assert "choisir 6\u00a0ECTS · 5 UE" in found.accessible
    assert "il manque 6\u00a0ECTS" in found.accessible
    assert found.accessible.endswith("replié")
    assert (found.title, found.figure, found.share) == ("SHES", "0 / 6\u00a0ECTS", 0)


def test_the_heading_counts_units_and_choices(left):
    texts = shown_texts(workspace_of(left).pool, QLabel)
    assert "À placer (4)" in texts
    assert "72\u00a0ECTS · 4 choix" in texts


def test_the_list_keeps_the_name_of_the_contract(left):
    assert pool(left).accessibleName() == "Unités à placer"


def test_a_programme_without_an_award_has_cards_only(open_pool, example):
    left = open_pool(example)
    assert not pool(left).has_lines
    assert pool(left).gridSize().isValid()


def test_a_click_opens_a_choice_and_another_one_closes_it(left):
    click_line(left, CHOICE + SHES)
    assert inside(left, SHES) == ["SHS201", "SHS202", "SHS203", "SHS204", "ANG100"]
    click_line(left, CHOICE + SHES)
    assert inside(left, SHES) == []


def test_domains_are_headings_inside_a_choice(left):
    click_line(left, CHOICE + DOMAINS)
    found = inside(left, DOMAINS)
    assert found == ["domain 2.3.1", "DOM211", "DOM212", "domain 2.3.2", "DOM221", "domain 2.3.3", "DOM231"]
    assert line(left, "domain 2.3.1").accessible == "Réseaux et systèmes"


def test_a_stage_folds_and_unfolds(left):
    click_line(left, STAGE + "1")
    assert keys(left)[:2] == ["stage 1", "stage 2"]
    click_line(left, STAGE + "1")
    assert keys(left)[1] == "SOC101"


# Placing


def test_options_dragged_to_a_semester_count_in_their_choice_which_folds_to_a_tick_once_met(window):
    click_line(window, CHOICE + SHES)
    drag(window, "SHS201", "2027-S1")
    assert placements(window.session.document) == {"SHS201": "2027-S1"}
    assert line(window, CHOICE + SHES).figure == "3 / 6\u00a0ECTS"
    assert "SHS201" not in keys(window)
    chosen = line(window, "option 2.1 SHS201")
    assert "S1 27/28" in chosen.figure
    assert chosen.accessible.endswith("compte ici")

    pool(window).select("option 2.1 SHS201")
    press(window, Key.Key_Delete)
    assert placements(window.session.document) == {}, "it is off the board again"
    window.session.history.undo()

    drag(window, "SHS202", "2027-S2")
    found = line(window, CHOICE + SHES)
    assert (found.figure, found.detail) == ("✓ 6 / 6\u00a0ECTS", "SHS201, SHS202")
    assert found.is_open is False
    assert "complet, SHS201, SHS202" in found.accessible
    assert keys(window).index(CHOICE + SHES) == len(keys(window)) - 1, "what is finished stands last in its stage"


def test_a_choice_of_one_that_is_met_shows_the_one_alone(open_pool):
    plan = choose(plan_with_choices(), BRANCHES, "2.2.2")
    left = open_pool(done(plan, ("CHI202", "2027-S2")))
    found = line(left, "choice 2.2.2.1")
    assert (found.figure, found.detail) == ("✓ CHI202", "")


def test_a_stage_of_which_all_is_planned_stands_last_and_folded(open_pool):
    placed = [("SOC101", "2027-S1"), ("SOC102", "2027-S2"), ("OPT101", "2027-S1"), ("OPT102", "2027-S2")]
    left = open_pool(done(plan_with_choices(), *placed))
    assert keys(left)[0] == "stage 2"
    assert keys(left)[-1] == "stage 1"
    assert "tout est planifié, replié" in line(left, "stage 1").accessible


# Keys


def test_keys_alone_open_a_choice_place_two_options_and_go_on(window):
    pool(window).select(CHOICE + SHES)
    press(window, Key.Key_Return)
    assert line(window, CHOICE + SHES).is_open
    press(window, Key.Key_Right)
    assert pool(window).current_code == "SHS201"
    press(window, Key.Key_Return, Key.Key_Return)
    assert placements(window.session.document) == {"SHS201": "2027-S1"}
    assert pool(window).current_code == "SHS202", "the next option is current"
    press(window, Key.Key_Space, Key.Key_Space)
    assert set(placements(window.session.document)) == {"SHS201", "SHS202"}


def test_left_leads_out_of_a_choice_and_closes_it(left):
    pool(left).select(CHOICE + SHES)
    press(left, Key.Key_Right, Key.Key_Right, Key.Key_Down)
    assert pool(left).current_code == "SHS202"
    press(left, Key.Key_Left)
    assert pool(left).line_at(pool(left).currentIndex().row()).key == CHOICE + SHES
    press(left, Key.Key_Left)
    assert not line(left, CHOICE + SHES).is_open
    assert pool(left).hasFocus()


def test_a_choice_that_is_clicked_leaves_no_card_selected_and_right_leads_from_its_options_to_the_board(window):
    drag(window, "SOC101", "2027-S1")
    click(window, "SOC101")
    click_line(window, CHOICE + SHES)
    assert workspace_of(window).selected_codes == []
    focus_on(window, "SHS204")
    press(window, Key.Key_Right)
    assert workspace_of(window).board.list_of("SOC101").hasFocus()


def test_space_on_a_branch_takes_it(left):
    pool(left).select(CHOICE + BRANCHES)
    press(left, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    assert left.session.document.scenario.branches == ("2.2.1",)
    assert pool(left).current_code == "BIO201", "the keys go on with what the branch asks for"


def test_the_keys_begin_with_what_is_to_do_and_not_with_a_heading(left):
    workspace_of(left).pool.filter.setFocus()
    workspace_of(left).pool.units.setFocus(Qt.FocusReason.TabFocusReason)
    assert pool(left).current_code == "SOC101"


# The filter


def test_the_filter_finds_an_option_in_a_closed_choice_and_enter_picks_it_up(window):
    shortcut(window, "Ctrl+F")
    workspace_of(window).pool.filter.setText("shs203")
    assert keys(window) == ["stage 2", CHOICE + SHES, "SHS203"]
    press(window, Key.Key_Return)
    assert workspace_of(window).carry.codes == ["SHS203"]
    press(window, Key.Key_Return)
    assert placements(window.session.document) == {"SHS203": "2027-S1"}
    workspace_of(window).pool.clear_filter()
    assert line(window, CHOICE + SHES).is_open, "the choice stays open"


def test_the_filter_finds_a_choice_by_its_label(left):
    workspace_of(left).pool.filter.setText("domaines")
    assert keys(left) == ["stage 2", CHOICE + DOMAINS]


def test_enter_in_the_filter_opens_a_choice_that_it_finds_by_its_label(left):
    left.pool.filter.begin()
    QTest.keyClicks(left.pool.filter, "shes")
    press(left, Key.Key_Return)
    assert inside(left, SHES) == ["SHS201", "SHS202", "SHS203", "SHS204", "ANG100"]
    assert pool(left).hasFocus()
    press(left, Key.Key_Return)
    assert inside(left, SHES) == []


def test_the_filter_finds_units_of_a_branch_that_is_not_chosen(left):
    workspace_of(left).pool.filter.setText("génétique")
    assert keys(left) == ["stage 2", CHOICE + BRANCHES, "branch 2.2.1", "BIO202"]


def test_what_the_filter_does_not_find_is_said(left):
    workspace_of(left).pool.filter.setText("zzz")
    assert keys(left) == []
    assert any("zzz" in text for text in shown_texts(workspace_of(left).pool, QLabel))


# What is said elsewhere


def tip_over(left, code, term):
    held = Drag(left, code).over(term)
    said = " ".join(workspace_of(left).carry.ghost._tip)
    held.let_go()
    return said


def test_during_a_drag_the_pointer_says_where_the_unit_would_count(open_window):
    window = open_window(choose(plan_with_choices(), BRANCHES, "2.2.1"))
    click_line(window, CHOICE + SHES)
    assert "compte dans SHES (3 sur 6\u00a0ECTS)" in tip_over(window, "SHS201", "2027-S1")
    assert "compte dans SHES (6 sur 6\u00a0ECTS)" in tip_over(window, "SHS202", "2027-S2")
    workspace_of(window).pool.show_block(SHES)
    assert "en plus\u00a0: SHES est complet" in tip_over(window, "SHS203", "2028-S1")
    workspace_of(window).pool.filter.setText("CHI201")
    assert "autre parcours" in tip_over(window, "CHI201", "2027-S1")


def test_a_card_on_the_board_that_does_not_count_says_so(qapp):
    placed = [("SHS201", "2027-S1"), ("SHS202", "2027-S2"), ("SHS203", "2028-S1")]
    found = card_for(Session(done(plan_with_choices(), *placed), TODAY), "SHS203")
    assert (found.glyph, found.state) == ("+", "en plus")
    assert "en plus" in found.accessible


def test_a_repair_and_a_unit_that_is_led_to_open_their_choices_which_another_language_leaves_open(window):
    fixes = [fix for found in window.session.evaluation.diagnostics for fix in found.fixes]
    shes = next(fix for fix in fixes if fix.kind is FixKind.CHOOSE and fix.unit == SHES)
    window.acts.fix(shes)
    assert line(window, CHOICE + SHES).is_open
    assert pool(window).hasFocus()
    workspace_of(window).show_unit("DOM221")
    assert pool(window).current_code == "DOM221"
    assert line(window, CHOICE + DOMAINS).is_open
    window.set_language("en")
    assert line(window, CHOICE + SHES).is_open
    assert line(window, CHOICE + DOMAINS).is_open


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (SHES, CHOICE + SHES),
        ("2.3.2", "domain 2.3.2"),
        ("2.2.2", "branch 2.2.2"),
        ("2.2.2.1", "branch 2.2.2"),
        ("1", "SOC101"),
        ("2", "SOC201"),
        ("", "SOC101"),
    ],
)
def test_any_block_of_the_award_can_be_led_to(left, path, key):
    click_line(left, STAGE + "2")
    left.pool.show_block(path)
    assert pool(left).hasFocus()
    row = pool(left).currentIndex().row()
    assert keys(left)[row] == key


def test_a_plan_with_choices_left_is_not_taken_for_one_that_is_placed(open_window):
    placed = [("SOC101", "2027-S1"), ("SOC102", "2027-S2"), ("SOC201", "2027-S1"), ("MEM201", "2028-A")]
    window = open_window(done(plan_with_choices(), *placed))
    texts = shown_texts(workspace_of(window).pool, QLabel)
    assert "À placer (0)" in texts
    assert not any("a sa place" in text for text in texts)
    assert "4 choix" in shown_texts(window._status, QLabel)


def test_another_document_has_no_choice_open(left):
    click_line(left, CHOICE + SHES)
    assert line(left, CHOICE + SHES).is_open
    left.show_plan(plan_with_choices())
    assert not line(left, CHOICE + SHES).is_open


def test_setting_aside_is_kept_with_the_plan(left):
    plan = set_aside(plan_with_choices(), "OPT105", TODAY)
    left.acts.choosing.set_aside(["OPT105"])
    assert left.session.document.scenario == plan.scenario
