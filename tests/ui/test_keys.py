"""Where the keys are after each step of a plan made without a pointer."""

from dataclasses import replace
from itertools import cycle, product

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPushButton

from csp_planner.domain.edits import set_experience, set_note
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.widgets.buttons import TextRow

from .hand import (
    TODAY,
    SolverHere,
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


def test_a_unit_is_found_and_placed_without_leaving_the_keys_and_the_list_goes_on(blank_window):
    find(blank_window, "ast00")
    press(blank_window, Key.Key_Return)
    assert workspace_of(blank_window).carry.codes == ["AST004"]
    press(blank_window, Key.Key_Return)
    assert placements(blank_window.session.document) == {"AST004": "2027-S1"}
    assert blank_window.session.history.count() == 1
    assert has_keys(blank_window, "AST005")  # the next one within the filter


def test_the_card_placed_stays_current_when_the_filter_finds_no_more(blank_window):
    find(blank_window, "ast004")
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert has_keys(blank_window, "AST004")
    find(blank_window, "tet010")
    assert pool(blank_window).cards.keys == ["TET010"]
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert set(placements(blank_window.session.document)) == {"AST004", "TET010"}


def test_the_keys_stay_in_a_filter_that_finds_nothing_and_go_from_another_into_the_list(blank_window):
    for key in (Key.Key_Return, Key.Key_Enter, Key.Key_Down):
        field = find(blank_window, "zzz")
        press(blank_window, key)
        assert field.hasFocus()
        assert not workspace_of(blank_window).carry.active
    find(blank_window, "ast00")
    press(blank_window, Key.Key_Down)
    assert has_keys(blank_window, "AST004")
    press(blank_window, Key.Key_Down)
    assert has_keys(blank_window, "AST005")
    find(blank_window, "tet0")
    press(blank_window, Key.Key_Tab)
    assert has_keys(blank_window, "TET007")


def test_enter_on_a_unit_that_opens_nowhere_says_why(blank_window):
    find(blank_window, "tet007")
    press(blank_window, Key.Key_Return)
    assert note(blank_window) is not None
    press(blank_window, Key.Key_Escape)
    assert has_keys(blank_window, "TET007")


def test_a_filter_says_what_it_hides_until_a_click_escape_or_another_document_drops_it(window, example):
    def offered():
        (row,) = [row for row in workspace_of(window).pool.findChildren(TextRow) if row.isVisible()]
        return row

    field = find(window, "tet")
    row = offered()
    assert row.text() == "Filtre\u00a0: 2 sur 3 unités. Tout afficher (Échap)"
    row.click()
    assert field.text() == ""
    assert pool(window).cards.rowCount() == 3
    assert not row.isVisible()
    find(window, "zzz")
    assert offered().text() == "Tout afficher (Échap)"
    press(window, Key.Key_Escape)
    assert pool(window).cards.rowCount() == 3
    for where in ("TET010", "AST004"):  # in the list, and on the board
        find(window, "tet010")
        if where == "TET010":
            press(window, Key.Key_Down)
        else:
            focus_on(window, where)
        press(window, Key.Key_Escape)
        assert field.text() == ""
        assert pool(window).cards.rowCount() == 3
        assert has_keys(window, where)
    find(window, "zzz")
    window.documents.show(replace(example, profile=replace(example.profile, name="Autre")), None, "")
    assert workspace_of(window).pool.filter.text() == ""
    assert pool(window).cards.rowCount() == 3


# The list goes on; undo and redo lead to what they change


def test_a_card_placed_is_followed_by_the_next_and_undo_and_redo_lead_back_to_it(blank_window):
    before = pool(blank_window).cards.keys
    place, following = "AST004", before[before.index("AST004") + 1]
    focus_on(blank_window, place)
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert place in placements(blank_window.session.document)
    assert has_keys(blank_window, following)
    shortcut(blank_window, "Ctrl+Z")
    assert has_keys(blank_window, place)
    assert pool(blank_window).hasFocus()
    shortcut(blank_window, "Ctrl+Shift+Z")
    assert has_keys(blank_window, place)
    assert pane(blank_window, "2027-S1").units.hasFocus()
    find(blank_window, "tet")  # which hides the card
    workspace_of(blank_window).pool.units.setFocus()
    shortcut(blank_window, "Ctrl+Z")
    assert has_keys(blank_window, place)
    blank_window.session.place(["AST004", "CCE001"], Term.parse("2027-S1"))
    blank_window.session.history.undo()
    assert pool(blank_window).hasFocus()
    assert pool(blank_window).selected_codes == ["CCE001", "AST004"]  # in the order in which they stand


def test_the_list_goes_on_after_a_waiver_and_at_its_end_until_nothing_is_left(window):
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
    window.session.history.undo()
    window.session.place(["UAS004"], Term.parse("2027-S1"), "Accord du centre")
    focus_on(window, "TET010")
    press(window, Key.Key_Return, Key.Key_Return)
    assert has_keys(window, "TET007")
    window.session.history.undo()
    window.session.place(["TET007"], Term.parse("2027-S1"), "Accord du centre")
    focus_on(window, "TET010")
    press(window, Key.Key_Return, Key.Key_Return)
    assert has_keys(window, "TET010")
    assert pool(window).cards.rowCount() == 0


def test_undo_leads_to_what_it_takes_back_or_stays_in_its_details(window):
    window.acts.mark(["AST004"], UnitState.ENROLLED)
    focus_on(window, "CCE003")
    shortcut(window, "Ctrl+Z")
    assert card(window, "AST004").state == "planifiée"
    assert has_keys(window, "AST004")
    shortcut(window, "Ctrl+T")
    QApplication.processEvents()
    window._top.scenarios.take_name()
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+Z")
    assert window._top.scenarios.tabs.hasFocus()
    period = ExperiencePeriod(start=TODAY, end=None, kind=ExperienceKind.IN_FIELD)
    window.session.do("periods", lambda plan: set_experience(plan, [period]))
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+Z")
    assert workspace_of(window).pool._experience.hasFocus()
    workspace_of(window).side.inspect("AST004")
    state = workspace_of(window).side._inspector.findChild(QComboBox)
    window.session.do("note", lambda plan: set_note(plan, "AST004", "Vu", False))
    state.setFocus()
    shortcut(window, "Ctrl+Z")
    assert state.hasFocus()


# Escape


def escape(window):
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)


def test_escape_leaves_the_comparison_wherever_the_keys_are(window):
    places = (
        lambda: window.compare_page._table.setFocus(),
        lambda: window._top.scenarios.tabs.setFocus(),
        lambda: QApplication.focusWidget() and QApplication.focusWidget().clearFocus(),  # nowhere
    )
    for go in places:
        focus_on(window, "AST004")
        shortcut(window, "Ctrl+K")
        assert window.pages.currentWidget() is window.compare_page
        go()
        escape(window)
        assert window.pages.currentWidget() is window.workspace
        assert has_keys(window, "AST004")
    shortcut(window, "Ctrl+K")
    retain = next(each for each in window.compare_page.findChildren(QPushButton) if each.text() == "Retenir")
    retain.setFocus()
    press(window, Key.Key_Space)  # the boxes are made again
    escape(window)
    assert window.pages.currentWidget() is window.workspace


def test_escape_leaves_a_panel_wherever_the_keys_are(window):
    window.advising.advisor.solver = SolverHere()
    side = workspace_of(window).side
    for panel, at in product(("Ctrl+I", "Ctrl+G"), ("panel", "tabs")):
        focus_on(window, "AST004")
        shortcut(window, panel)
        assert side.shows_panel
        if at == "tabs":
            window._top.scenarios.tabs.setFocus()
        else:
            next(each for each in side.currentWidget().findChildren(QPushButton) if each.isVisible()).setFocus()
        escape(window)
        assert not side.shows_panel
        assert window._top.scenarios.tabs.hasFocus() if at == "tabs" else has_keys(window, "AST004")


# Enter presses the button that has the keys


def test_what_is_tried_is_dropped_or_kept_with_its_button_and_the_keys_are_on_a_card(window):
    def buttons():
        return workspace_of(window).trial_bar.buttons

    focus_on(window, "AST004")
    advised(window, lambda: window.scenario_acts.starts_later())
    trial = window.session.trial
    assert trial is not None
    for key in (Key.Key_Return, Key.Key_Enter, Key.Key_Space):
        window.session.show_trial(trial)
        buttons()[1].setFocus()
        press(window, key)
        assert window.session.trial is None
        (selected,) = workspace_of(window).selected_codes
        assert has_keys(window, selected)
    window.session.show_trial(trial)
    buttons()[0].setFocus()
    press(window, Key.Key_Return)
    assert has_keys(window, next(iter(trial.moved)))


def test_any_button_of_the_window_is_pressed_with_enter(window):
    window.advising.advisor.solver = SolverHere()
    side = workspace_of(window).side
    for key in (Key.Key_Return, Key.Key_Enter):
        shortcut(window, "Ctrl+G")
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


def test_enter_begins_the_plan_from_every_field_of_the_first_page(started):
    window = started()

    def fields(kind):
        found = window.start_page.begin.parentWidget().findChildren(kind)
        return [each for each in found if not isinstance(each.parentWidget(), QAbstractSpinBox)]  # a part of its field

    keys = cycle((Key.Key_Return, Key.Key_Enter))
    for kind in (QLineEdit, QComboBox, QAbstractSpinBox, QPushButton):
        assert fields(kind), kind
        for number in range(len(fields(kind))):
            fields(kind)[number].setFocus()
            press(window, key := next(keys))
            assert window.documents.is_open, (kind, number, key)
            window.session.close()
            window.show_start()
