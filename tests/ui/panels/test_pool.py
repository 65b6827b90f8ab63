"""The units to place: what is left, and a filter that finds it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu

from csp_planner.domain.openings import opening_in
from csp_planner.domain.terms import Term
from csp_planner.ui.actions.card_menu import fill_card_menu
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.panels.filtering import matches

from ...domain.helpers import WAIVED, WAIVER, credited, put, put_all, worked
from ..hand import answer, drag, fire, pool, press, shown_texts, workspace_of


@pytest.fixture
def left(open_pool, example):
    """The left zone alone, with the example."""
    return open_pool(example)


@pytest.fixture
def blank_left(open_pool, blank):
    """The left zone alone, with nothing placed."""
    return open_pool(blank)


def filtered(left, text):
    workspace_of(left).pool.filter.setText(text)
    QApplication.processEvents()
    return pool(left).cards.keys


def test_the_pool_holds_units_without_a_place_in_the_sheet_s_order(blank_left):
    programme = blank_left.session.plan.programme
    assert pool(blank_left).cards.keys == [unit.code for unit in programme.units if unit.is_attended]


def test_the_experience_is_no_card_of_the_pool(blank_left):
    assert "UAS003" not in pool(blank_left).cards.keys


def test_the_list_has_the_name_of_the_contract(left):
    assert pool(left).accessibleName() == "Unités à placer"


def test_the_heading_counts_what_is_left(left):
    texts = shown_texts(left.pool, QLabel)
    assert any("(3)" in text for text in texts)
    left.session.place(["TET010"], Term.parse("2028-S1"))
    assert any("(2)" in text for text in shown_texts(left.pool, QLabel))
    assert pool(left).cards.keys == ["TET007", "UAS004"], "what is placed from elsewhere leaves the list"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ast004", ["AST004"]),
        ("AST", ["AST004", "AST005", "AST002"]),
        ("methodes", ["TET003"]),
        ("MÉTHODES", ["TET003"]),
        ("écrite orale", ["CCE001"]),
        ("orale ecrite", ["CCE001"]),
        ("accompagnement intervention", ["AST005"]),
        ("  tet010  ", ["TET010"]),
        ("S1 ou S2", ["UA211G"]),
        ("zzz", []),
        ("<b>", []),
        ("%", []),
        ("(", []),
        (".*", []),
    ],
)
def test_the_filter_finds_every_word_whatever_case_and_accents(blank_left, text, found):
    assert filtered(blank_left, text) == found


def test_s2_finds_the_units_that_open_in_semester_2(blank_left):
    found = filtered(blank_left, "S2")
    programme = blank_left.session.plan.programme
    expected = [
        unit.code
        for unit in programme.units
        if unit.is_attended and str(opening_in(programme, unit, 2027).opening) in ("S2", "either")
    ]
    assert found == expected
    assert set(expected) >= {"AST005", "TRS002", "CCE003", "PST003"}


def test_a_decomposed_accent_is_found_too(blank_left):
    assert filtered(blank_left, "me\u0301thodes de recherche") == ["TET003"]


def test_an_empty_filter_shows_everything_again(blank_left):
    everything = pool(blank_left).cards.keys
    filtered(blank_left, "zzz")
    assert filtered(blank_left, "") == everything


def test_a_filter_that_finds_nothing_says_so(blank_left):
    filtered(blank_left, "zzz")
    none = workspace_of(blank_left).pool._none
    assert none.isVisible()
    assert "zzz" in none.text()
    filtered(blank_left, "")
    assert not none.isVisible()


def test_a_pool_with_nothing_left_says_so(open_pool, example):
    plan = put(put_all(example, WAIVED, WAIVER), "TET010", "2028-S1")
    left = open_pool(plan)
    none = workspace_of(left).pool._none
    assert none.isVisible()
    assert "filtre" not in none.text()


def test_the_filter_hides_but_does_not_change_the_plan(left):
    before = left.session.document
    filtered(left, "zzz")
    assert left.session.document is before
    assert left.session.history.count() == 0


def test_the_filter_stays_while_cards_come_and_go(blank_left):
    filtered(blank_left, "AST")
    blank_left.session.place(["AST004"], Term.parse("2027-S1"))
    assert pool(blank_left).cards.keys == ["AST005", "AST002"]
    blank_left.session.history.undo()
    assert pool(blank_left).cards.keys == ["AST004", "AST005", "AST002"]


def test_undo_does_not_bring_a_filter_back(blank_left):
    blank_left.session.place(["AST004"], Term.parse("2027-S1"))
    filtered(blank_left, "AST")
    filtered(blank_left, "")
    blank_left.session.history.undo()
    assert blank_left.pool.filter.text() == ""


def test_undo_typed_in_the_filter_undoes_what_was_typed_there(blank_window):
    drag(blank_window, "AST004", "2027-S1")
    field = workspace_of(blank_window).pool.filter
    field.setFocus()
    QTest.keyClicks(field, "ast")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert blank_window.session.history.index() == 1


def test_a_unit_that_is_hidden_is_led_to_and_so_is_one_obtained_otherwise_which_its_menu_takes_back(
    open_window, example
):
    window = open_window(credited(example, "TET010"))
    filtered(window, "zzz")
    workspace_of(window).show_unit("TET007")
    assert pool(window).selected_codes == ["TET007"]
    workspace_of(window).show_unit("TET010")
    assert obtained(window).selected_codes == ["TET010"]
    menu = QMenu()
    fill_card_menu(menu, ["TET010"], window.named_actions.units)
    fire(menu, "N’est plus obtenue autrement")
    assert obtained(window).cards.keys == []
    assert "TET010" in pool(window).cards.keys
    window.session.history.undo()
    assert obtained(window).cards.keys == ["TET010"]


def test_a_card_matches_by_code_title_opening_and_state(session):
    from csp_planner.ui.board.card import card_for

    card = card_for(session, "TET010")
    assert matches(card, "tet010")
    assert matches(card, "enjeux")
    assert matches(card, "s1")
    assert matches(card, "à placer")
    assert matches(card, "")
    assert not matches(card, "s2")


def test_the_experience_card_says_how_far_it_is(left):
    status = left.session.evaluation.experience
    name = workspace_of(left).pool._experience.accessibleName()
    assert name.startswith("UAS003")
    assert f"{int(status.months)}" in name
    assert "18" in name
    assert "juillet 2027" in name


def test_a_placement_that_is_missing_is_said_on_the_experience_card(open_pool, blank):
    from csp_planner.domain.profile import ExperienceKind

    left = open_pool(worked(blank, "2020-01-01", "2023-01-01", ExperienceKind.OUTSIDE_FIELD))
    assert "stage" in workspace_of(left).pool._experience.accessibleName()


def test_the_experience_card_opens_its_periods(window):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        workspace_of(window).pool._experience.setFocus()
        troubles = answer(ExperienceDialog, QDialog.reject)
        press(window, key)
        assert troubles == []


def obtained(left):
    return workspace_of(left).pool.obtained


def test_units_obtained_otherwise_are_seen_under_the_units_to_place(open_pool, example):
    left = open_pool(credited(example, "TET010"))
    assert obtained(left).isVisible()
    assert obtained(left).accessibleName() == "Obtenues autrement"
    assert obtained(left).cards.keys == ["TET010"]
    assert "TET010" not in pool(left).cards.keys
    assert obtained(left).height() >= obtained(left).content_height()


def test_nothing_is_said_of_units_obtained_otherwise_when_there_are_none(left):
    assert not obtained(left).isVisible()


def test_escape_empties_the_filter(left):
    found = workspace_of(left).pool
    found.filter.setFocus()
    QTest.keyClicks(found.filter, "zzz")
    assert found.units.cards.rowCount() == 0
    QTest.keyClick(found.filter, Qt.Key.Key_Escape)
    assert found.filter.text() == ""
    assert found.units.cards.rowCount() == 3
