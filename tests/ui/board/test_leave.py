"""A semester off on the board: set and lifted from its menu, drawn, and in the way of a drop."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from csp_planner.domain.edits import set_leave
from csp_planner.domain.evaluation.values import FixKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.board.term_words import Piece

from ...domain.helpers import WAIVER, marked, off, put
from ..hand import (
    Drag,
    advised,
    answer,
    button,
    card,
    codes_in,
    drag,
    fire,
    focus_on,
    list_of,
    menu_texts,
    note,
    outside,
    pane,
    placements,
    press,
    workspace_of,
)

SET, LIFT = "Congé ce semestre", "Lever le congé"


def leaves(window):
    return [str(semester) for semester in window.session.document.scenario.leaves]


def choose(window, term, text):
    """Choose an entry of the menu behind the « ⋯ » of *term*."""
    troubles = answer(QMenu, lambda menu: fire(menu, text))
    QTest.mouseClick(pane(window, term).more, Qt.MouseButton.LeftButton)
    assert troubles == []


def description(window, term):
    return pane(window, term).units.accessibleDescription().replace("\xa0", " ")


@pytest.fixture
def on_leave(open_window, blank):
    """A window with nothing placed, in which the first semester of 2027/2028 is off."""
    return open_window(off(blank, "2027-S1"))


def test_a_semester_is_taken_off_and_back_from_its_menu_in_one_step_each_and_by_keys(blank_window):
    plan = blank_window.session.document
    choose(blank_window, "2027-S1", SET)
    assert leaves(blank_window) == ["2027-S1"]
    assert blank_window.session.history.undoText() == "Congé : S1 2027/2028".replace(" :", "\xa0:")
    choose(blank_window, "2027-S1", LIFT)
    assert blank_window.session.document == plan
    assert blank_window.session.history.count() == 2
    more = pane(blank_window, "2027-S1").more
    more.setFocus(Qt.FocusReason.TabFocusReason)
    troubles = answer(QMenu, lambda menu: QTest.keyClick(menu, Qt.Key.Key_G))
    press(blank_window, Qt.Key.Key_Space)
    assert troubles == []
    assert leaves(blank_window) == ["2027-S1"]


def test_undo_and_redo_give_back_the_same_plans_and_show_where(window):
    before = window.session.document
    choose(window, "2027-S1", SET)
    after = window.session.document
    window.named_actions.edit.undo.trigger()
    assert window.session.document == before
    assert window.focusWidget() is pane(window, "2027-S1").units
    focus_on(window, "TET010")
    window.named_actions.edit.redo.trigger()
    assert window.session.document == after
    assert window.focusWidget() is pane(window, "2027-S1").units


def test_it_is_drawn_and_said_in_the_place_of_the_deadline_and_on_its_half_of_the_strip(blank_window):
    semester, strip = pane(blank_window, "2027-S1"), pane(blank_window, "2027-A")

    def halves():
        image = strip.grab().toImage()
        middle = image.width() // 2
        return image.copy(150, 0, middle - 260, image.height()), image.copy(middle + 10, 0, middle - 20, image.height())

    quiet, (first, second) = semester.grab().toImage(), halves()
    name = semester.units.accessibleName()
    blank_window.acts.set_leave(Term.parse("2027-S1"))
    assert description(blank_window, "2027-S1") == "Congé"
    assert description(blank_window, "2027-A") == "Congé : S1 2027/2028"
    assert "jusqu’à" in description(blank_window, "2027-S2")
    assert semester.units.accessibleName() == name == "Semestre 1 2027/2028"
    assert semester.grab().toImage() != quiet
    assert halves()[0] != first
    blank_window.session.history.undo()
    blank_window.acts.set_leave(Term.parse("2027-S2"))
    assert halves()[0] == first
    assert halves()[1] != second


def test_the_menu_keeps_the_what_if_beside_it(window):
    texts = []
    troubles = answer(QMenu, lambda menu: texts.extend(menu_texts(menu)))
    QTest.mouseClick(pane(window, "2027-S1").more, Qt.MouseButton.LeftButton)
    assert troubles == []
    assert texts[-2:] == ["Con&gé ce semestre", "&Et si ce semestre est sauté\xa0?"]


def test_a_strip_of_which_a_half_is_off_takes_nothing_as_a_whole(open_window, blank):
    window = open_window(off(blank, "2027-S1", "2028-S1", "2028-S2"))
    Drag(window, "AST002").over("2027-S2")
    half, whole = pane(window, "2027-A").grab().toImage(), pane(window, "2028-A").grab().toImage()
    assert half == whole


def test_its_units_stay_and_block_and_the_repairs_lift_the_leave_or_ask_for_another_plan(window):
    here = placements(window.session.document)
    choose(window, "2027-S1", SET)
    assert placements(window.session.document) == here
    assert "AST004" in codes_in(window, "2027-S1")
    assert {"AST004", "TET003"} <= window.session.reading.blocked
    assert "Congé · 29" in description(window, "2027-S1")
    found = next(one for one in window.session.evaluation.diagnostics if one.code == "on-leave")
    replan, lift = found.fixes
    assert (replan.kind, lift.kind) == (FixKind.REPLAN, FixKind.LIFT_LEAVE)
    advised(window, lambda: window.acts.fix(replan))
    moved = window.session.trial.plan.scenario.placements
    assert all(Term.parse("2027-S1") not in placed.term.semesters for placed in moved)
    window.session.drop_trial()
    window.acts.fix(lift)
    assert leaves(window) == []


def test_a_card_over_it_is_refused_and_lifting_it_there_places_the_unit_in_the_same_step(on_leave):
    before = on_leave.session.document
    held = Drag(on_leave, "AST004").over("2027-S1")
    assert "S1 2027/2028 est en congé" in description(on_leave, "2027-S1")
    assert pane(on_leave, "2027-S1")._said()[-1] == (Piece("congé"),)
    carry = workspace_of(on_leave).carry
    assert carry._tip(carry.verdict()).startswith("S1 2027/2028 est en congé")
    held.to(outside(on_leave)).let_go()
    assert description(on_leave, "2027-S1") == "Congé"
    assert placements(on_leave.session.document) == {}
    # The refusal never offers a waiver.
    drag(on_leave, "AST004", "2027-S1")
    texts = [each.text() for each in note(on_leave).findChildren(type(button(note(on_leave), LIFT)))]
    assert [text.replace("\xa0", " ") for text in texts] == ["Placer : S1 2028/2029", LIFT, "Fermer"]

    def lift():
        button(note(on_leave), LIFT).click()
        QApplication.processEvents()
        assert leaves(on_leave) == []
        placed = placements(on_leave.session.document)
        refused = note(on_leave)
        on_leave.named_actions.edit.undo.trigger()
        assert on_leave.session.document == before
        return placed, refused.accessibleName() if refused is not None else ""

    assert lift() == ({"AST004": "2027-S1"}, "")
    drag(on_leave, "AST002", "2027-S2")  # the half of an annual unit that is off
    assert lift() == ({"AST002": "2027-A"}, "")
    drag(on_leave, "PST003", "2027-S1")  # another rule refuses the unit then
    placed, why = lift()
    assert placed == {}
    assert "PST003 n’ouvre qu’au semestre 2" in why


def test_keys_carry_a_card_past_it(on_leave):
    focus_on(on_leave, "AST004")
    press(on_leave, Qt.Key.Key_Return)
    press(on_leave, Qt.Key.Key_Return)
    assert placements(on_leave.session.document) == {"AST004": "2028-S1"}


def test_the_menu_of_a_card_and_the_question_of_a_waiver_leave_it_out(on_leave, blank):
    terms = []
    troubles = answer(QMenu, lambda menu: terms.extend(menu_texts(menu.actions()[0].menu())))
    workspace_of(on_leave).open_menu(["AST004"], QPoint(40, 40))
    assert troubles == []
    assert not [text for text in terms if "S1 2027/2028" in text]
    asked = []

    def read(dialog):
        choice = dialog.findChild(QComboBox)
        asked.extend([dialog.term, *(choice.itemData(row) for row in range(choice.count()))])

    troubles = answer(WaiverDialog, read)
    on_leave.acts.ask_waiver(["TET007"], None)
    assert troubles == []
    assert not {Term.parse("2027-S1"), Term.parse("2027-A")} & set(asked)
    # It begins with the first semester to study.
    on_leave.documents.show(off(blank, "2026-S2"), None)
    asked.clear()
    troubles = answer(WaiverDialog, lambda dialog: asked.append(dialog.term))
    on_leave.acts.ask_waiver(["TET007"], None)
    assert (troubles, asked) == ([], [Term.parse("2027-S1")])


def test_what_is_enrolled_in_there_is_no_obstacle_and_a_waivered_unit_is(open_window, blank):
    window = open_window(off(marked(blank, "AST004", UnitState.ENROLLED, "2027-S1"), "2027-S1"))
    assert "AST004" not in window.session.reading.blocked
    assert codes_in(window, "2027-S1") == ["AST004"]
    assert card(window, "AST004").state == "inscrite"
    waivered = put(blank, "TET007", "2027-S1", replace(WAIVER, reason="Autre centre"))
    window.documents.show(off(waivered, "2027-S1"), None)
    assert "TET007" in window.session.reading.blocked
    assert list_of(window, "TET007") is pane(window, "2027-S1").units
    # A leave in a year far off is on the board.
    far = blank.scenario.board_years[-1] + 2
    window.documents.show(off(blank, f"{far}-S2"), None)
    assert description(window, f"{far}-S2") == "Congé"


def test_a_heading_on_two_lines_says_it_on_the_second(open_window, example):
    plan = set_leave(example, Term.parse("2027-S1"), WAIVER.date)
    window = open_window(plan, size=(1024, 700))
    semester = pane(window, "2027-S1")
    assert semester._has_two_lines
    before = semester.grab().toImage()
    window.acts.lift_leave(Term.parse("2027-S1"))
    assert semester.grab().toImage() != before
