"""Where the keys are after each step of a plan made without a pointer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QSpinBox

from csp_planner.domain.edits import set_experience, set_note
from csp_planner.domain.plan import ExperienceKind, ExperiencePeriod, UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.widgets.buttons import TextRow

from .hand import (
    TODAY,
    advised,
    answer,
    card,
    focus_on,
    list_of,
    note,
    pane,
    placements,
    pool,
    press,
    shortcut,
    workspace_of,
)

Key = Qt.Key


def find(window, text):
    """Ctrl+F, and what is looked for."""
    shortcut(window, "Ctrl+F")
    field = workspace_of(window).pool.filter
    assert field.hasFocus()
    QTest.keyClicks(field, text)
    QApplication.processEvents()
    return field


def has_keys(window, code):
    """Whether the card of *code* is the one that the keys act on."""
    units = list_of(window, code)
    return window.focusWidget() is units and units.selected_codes == [code] and units.current_code == code


# The filter


def test_a_unit_is_found_and_placed_without_leaving_the_keys(blank_window):
    find(blank_window, "ast00")
    press(blank_window, Key.Key_Return)
    assert workspace_of(blank_window).carry.codes == ["AST004"]
    press(blank_window, Key.Key_Return)
    assert placements(blank_window.session.document) == {"AST004": "2027-S1"}
    assert blank_window.session.history.count() == 1


def test_down_goes_from_the_filter_into_the_list(blank_window):
    find(blank_window, "ast00")
    press(blank_window, Key.Key_Down)
    assert has_keys(blank_window, "AST004")
    press(blank_window, Key.Key_Down)
    assert has_keys(blank_window, "AST005")


def test_tab_goes_from_the_filter_into_the_list(blank_window):
    find(blank_window, "ast00")
    press(blank_window, Key.Key_Tab)
    assert has_keys(blank_window, "AST004")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Down])
def test_a_filter_that_finds_nothing_keeps_the_keys(blank_window, key):
    field = find(blank_window, "zzz")
    press(blank_window, key)
    assert field.hasFocus()
    assert not workspace_of(blank_window).carry.active


def test_enter_on_a_unit_that_opens_nowhere_says_why(blank_window):
    find(blank_window, "tet007")
    press(blank_window, Key.Key_Return)
    assert note(blank_window) is not None
    press(blank_window, Key.Key_Escape)
    assert has_keys(blank_window, "TET007")


def test_a_filter_says_how_much_it_hides(window):
    find(window, "tet")
    (row,) = [row for row in workspace_of(window).pool.findChildren(TextRow) if row.isVisible()]
    assert row.text() == "Filtre\u00a0: 2 sur 3 unités. Tout afficher (Échap)"
    row.click()
    assert workspace_of(window).pool.filter.text() == ""
    assert pool(window).cards.rowCount() == 3
    assert not row.isVisible()


def test_a_filter_that_finds_nothing_offers_everything(window):
    find(window, "zzz")
    (row,) = [row for row in workspace_of(window).pool.findChildren(TextRow) if row.isVisible()]
    assert row.text() == "Tout afficher (Échap)"
    press(window, Key.Key_Escape)
    assert pool(window).cards.rowCount() == 3


@pytest.mark.parametrize("where", ["list", "board"])
def test_escape_drops_an_old_filter_wherever_the_keys_are(window, where):
    field = find(window, "tet010")
    if where == "list":
        press(window, Key.Key_Down)
    else:
        focus_on(window, "AST004")
    press(window, Key.Key_Escape)
    assert field.text() == ""
    assert pool(window).cards.rowCount() == 3
    assert has_keys(window, "TET010" if where == "list" else "AST004")


def test_another_document_starts_without_the_filter_of_the_last_one(window, example):
    find(window, "zzz")
    window.documents.show(replace(example, profile=replace(example.profile, name="Autre")), None, "")
    assert workspace_of(window).pool.filter.text() == ""
    assert pool(window).cards.rowCount() == 3


# The list goes on


def test_after_a_card_of_the_list_is_placed_the_next_one_follows(blank_window):
    before = pool(blank_window).cards.keys
    place, following = "AST004", before[before.index("AST004") + 1]
    focus_on(blank_window, place)
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert place in placements(blank_window.session.document)
    assert has_keys(blank_window, following)


def test_after_the_last_card_of_the_list_the_one_before_follows(window):
    window.session.place(["UAS004"], Term.parse("2027-S1"), "Accord du centre")
    focus_on(window, "TET010")
    press(window, Key.Key_Return, Key.Key_Return)
    assert has_keys(window, "TET007")


def test_the_list_goes_on_within_the_filter(blank_window):
    find(blank_window, "ast00")
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert has_keys(blank_window, "AST005")


def test_the_card_placed_stays_current_when_the_filter_finds_no_more(blank_window):
    find(blank_window, "ast004")
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert has_keys(blank_window, "AST004")
    find(blank_window, "tet010")
    assert pool(blank_window).cards.keys == ["TET010"]
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert set(placements(blank_window.session.document)) == {"AST004", "TET010"}


def test_when_nothing_is_left_the_keys_are_on_the_card_placed_last(window):
    window.session.place(["TET007", "UAS004"], Term.parse("2027-S1"), "Accord du centre")
    focus_on(window, "TET010")
    press(window, Key.Key_Return, Key.Key_Return)
    assert has_keys(window, "TET010")
    assert pool(window).cards.rowCount() == 0


def test_the_list_goes_on_after_a_waiver(window):
    def give_a_reason(dialog):
        QTest.keyClicks(dialog.focusWidget(), "Accord du centre")
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)

    focus_on(window, "TET007")
    press(window, Key.Key_Return)
    troubles = answer(WaiverDialog, give_a_reason)
    press(window, Key.Key_Return)
    assert troubles == []
    assert "TET007" in placements(window.session.document)
    assert has_keys(window, "TET010")


# Undo and redo


def test_undo_and_redo_put_the_keys_on_the_card_that_moved(blank_window):
    focus_on(blank_window, "AST004")
    press(blank_window, Key.Key_Return, Key.Key_Return)
    shortcut(blank_window, "Ctrl+Z")
    assert has_keys(blank_window, "AST004")
    assert pool(blank_window).hasFocus()
    shortcut(blank_window, "Ctrl+Shift+Z")
    assert has_keys(blank_window, "AST004")
    assert pane(blank_window, "2027-S1").units.hasFocus()


def test_undo_shows_a_card_that_the_filter_hides(blank_window):
    focus_on(blank_window, "AST004")
    press(blank_window, Key.Key_Return, Key.Key_Return)
    find(blank_window, "tet")
    workspace_of(blank_window).pool.units.setFocus()
    shortcut(blank_window, "Ctrl+Z")
    assert has_keys(blank_window, "AST004")


def test_undo_leads_to_a_unit_whose_state_it_takes_back(window):
    window.acts.mark(["AST004"], UnitState.ENROLLED)
    focus_on(window, "CCE003")
    shortcut(window, "Ctrl+Z")
    assert card(window, "AST004").state == "planifiée"
    assert has_keys(window, "AST004")


def test_undo_of_several_moves_selects_what_stands_together(blank_window):
    blank_window.session.place(["AST004", "CCE001"], Term.parse("2027-S1"))
    blank_window.session.history.undo()
    assert pool(blank_window).hasFocus()
    assert pool(blank_window).selected_codes == ["CCE001", "AST004"]


def test_undo_of_a_scenario_leads_to_the_tabs(window):
    shortcut(window, "Ctrl+T")
    QApplication.processEvents()
    window._top.scenarios.take_name()
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+Z")
    assert window._top.scenarios.tabs.hasFocus()


def test_undo_of_the_experience_leads_there(window):
    period = ExperiencePeriod(start=TODAY, end=None, kind=ExperienceKind.IN_FIELD)
    window.session.do("periods", lambda plan: set_experience(plan, [period]))
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+Z")
    assert workspace_of(window).pool._experience.hasFocus()


def test_undo_leaves_the_keys_in_the_details_of_the_unit_it_changes(window):
    workspace_of(window).side.inspect("AST004")
    state = workspace_of(window).side._inspector.findChild(QComboBox)
    window.session.do("note", lambda plan: set_note(plan, "AST004", "Vu", False))
    state.setFocus()
    shortcut(window, "Ctrl+Z")
    assert state.hasFocus()


# Escape


@pytest.mark.parametrize("at", ["table", "tabs", "nothing"])
def test_escape_leaves_the_comparison_wherever_the_keys_are(window, at):
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+K")
    if at == "tabs":
        window._top.scenarios.tabs.setFocus()
    elif at == "table":
        window.compare_page._table.setFocus()
    elif QApplication.focusWidget() is not None:
        QApplication.focusWidget().clearFocus()
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    assert window.pages.currentWidget() is window.workspace
    assert has_keys(window, "AST004")


def test_escape_leaves_the_comparison_whose_boxes_were_just_made_again(window):
    shortcut(window, "Ctrl+K")
    retain = next(each for each in window.compare_page.findChildren(QPushButton) if each.text() == "Retenir")
    retain.setFocus()
    press(window, Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    assert window.pages.currentWidget() is window.workspace


@pytest.mark.parametrize("at", ["panel", "tabs"])
@pytest.mark.parametrize("panel", ["details", "proposal"])
def test_escape_leaves_a_panel_wherever_the_keys_are(window, panel, at):
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+I" if panel == "details" else "Ctrl+G")
    side = workspace_of(window).side
    assert side.shows_panel
    if at == "tabs":
        window._top.scenarios.tabs.setFocus()
    else:
        next(each for each in side.currentWidget().findChildren(QPushButton) if each.isVisible()).setFocus()
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    assert not side.shows_panel
    assert window._top.scenarios.tabs.hasFocus() if at == "tabs" else has_keys(window, "AST004")


# Enter presses the button that has the keys


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_what_is_tried_is_dropped_with_its_button(window, key):
    advised(window, lambda: window.scenario_acts.starts_later())
    workspace_of(window).trial_bar.buttons[1].setFocus()
    press(window, key)
    assert window.session.trial is None


def test_after_a_trial_is_kept_the_keys_are_on_a_card_that_moved(window):
    advised(window, lambda: window.scenario_acts.starts_later())
    moved = next(iter(window.session.trial.moved))
    workspace_of(window).trial_bar.buttons[0].setFocus()
    press(window, Key.Key_Return)
    assert has_keys(window, moved)


def test_after_a_trial_is_dropped_the_keys_are_on_a_card(window):
    focus_on(window, "AST004")
    advised(window, lambda: window.scenario_acts.starts_later())
    workspace_of(window).trial_bar.buttons[1].setFocus()
    press(window, Key.Key_Return)
    (selected,) = workspace_of(window).selected_codes
    assert has_keys(window, selected)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_any_button_of_the_window_is_pressed_with_enter(window, key):
    shortcut(window, "Ctrl+G")
    side = workspace_of(window).side
    (back,) = [each for each in side.findChildren(QPushButton) if each.text() == "Avancement"]
    back.setFocus()
    press(window, key)
    assert not side.shows_panel
    window._top._compare.setFocus()
    press(window, key)
    assert window.pages.currentWidget() is window.compare_page
    (back,) = [each for each in window.compare_page.findChildren(QPushButton) if each.text() == "Retour au plan"]
    back.setFocus()
    press(window, key)
    assert window.pages.currentWidget() is window.workspace


# The first page


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QSpinBox, QPushButton])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_begins_the_plan_from_every_field_of_the_first_page(started, kind, key):
    window = started()
    form = window.start_page.begin.parentWidget()
    for number in range(len(form.findChildren(kind))):
        field = form.findChildren(kind)[number]
        if isinstance(field.parentWidget(), QSpinBox):
            continue  # the line inside of it has no keys of its own
        field.setFocus()
        press(window, key)
        assert window.documents.is_open, number
        window.session.close()
        window.show_start()
