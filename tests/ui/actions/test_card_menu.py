"""The menus of a card and of a semester: words, and letters that choose without a pointer."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import use_language
from csp_planner.ui.actions.card_menu import fill_card_menu, fill_term_menu
from csp_planner.ui.widgets.labels import lettered

from ...domain.helpers import WAIVER, credited, marked, put
from ..hand import answer, on_card, workspace_of


def key_of(text):
    """The letter that is the key of a menu entry; empty where it has none."""
    return QKeySequence.mnemonic(text).toString().removeprefix("Alt+")


def keys_of(menu):
    """The keys of the entries, by their text."""
    return {action.text(): key_of(action.text()) for action in menu.actions() if not action.isSeparator()}


def assert_each_has_its_own(menu):
    keys = keys_of(menu)
    assert all(keys.values()), keys
    assert len(set(keys.values())) == len(keys), keys
    assert all(key.isascii() for key in keys.values()), keys


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_entry_of_the_menu_of_a_unit_or_a_semester_has_a_letter_of_its_own(open_window, example, language):
    use_language(language)
    window = open_window(example)

    def look(menu):
        assert_each_has_its_own(menu)
        for action in menu.actions()[1:]:  # the first one lists semesters
            if action.menu() is not None:
                assert_each_has_its_own(action.menu())

    for plan, code in ((example, "TET010"), (example, "AST004"), (credited(example, "TET010"), "TET010")):
        window.documents.show(plan, None)
        troubles = answer(QMenu, look)
        workspace_of(window).open_menu([code], on_card(window, "AST004"))
        assert troubles == []
    menu = QMenu()
    fill_term_menu(menu, Term.parse("2027-S1"), window.named_actions.terms)
    assert_each_has_its_own(menu)


def test_what_stands_in_a_term_is_moved_and_a_selection_with_something_that_does_not_is_placed(window, example):
    def said(codes):
        menu = QMenu()
        fill_card_menu(menu, codes, window.named_actions.units)
        return menu.actions()[0].text().replace("&", "")

    assert said(["TET010"]) == "Placer dans"
    assert said(["TET010", "TET007"]) == "Placer dans"
    assert said(["AST004"]) == "Déplacer vers"
    assert said(["TET010", "AST004"]) == "Placer dans"
    assert said(["AST004", "TRS001"]) == "Déplacer vers"
    # A unit that failed stands nowhere any more.
    window.documents.show(marked(put(example, "TET007", "2027-S1", WAIVER), "TET007", UnitState.FAILED), None)
    assert said(["TET007"]) == "Placer dans"


def test_letters_are_those_of_every_keyboard_each_given_once():
    assert lettered(["échouée", "chat", "ab", "ab", "ab"]) == ["é&chouée", "c&hat", "&ab", "a&b", "ab"]
    assert lettered(["R&D", "&"]) == ["&R&&D", "&&"]
    assert len(lettered([str(basis) for basis in CreditBasis])) == len(CreditBasis)
