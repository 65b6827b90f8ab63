"""Whatever way a person takes to put a unit in a term, it is the same act that puts it there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from csp_planner.domain.terms import Term
from csp_planner.ui.actions.placing import PlaceUnits
from csp_planner.ui.board.refusal import WaiverDialog

from ..hand import answer, button, drag, fire, focus_on, note, on_card, placements, press, workspace_of


def by_pointer(window):
    drag(window, "TET010", "2027-S1")


def by_keys(window):
    focus_on(window, "TET010")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return)


def by_menu(window):
    troubles = answer(QMenu, lambda menu: fire(menu, "Placer dans", "S1 2027/2028   35\u00a0ECTS"))
    workspace_of(window).open_menu(["TET010"], on_card(window, "TET010"))
    assert troubles == []


def by_note(window):
    drag(window, "TET010", "2027-S2")
    button(note(window), "Placer\u00a0: S1 2028/2029").click()


def by_waiver(window):
    def give_a_reason(dialog):
        dialog._reason.setEditText("Accord du centre")
        dialog.accept()

    troubles = answer(WaiverDialog, give_a_reason)
    window.acts.ask_waiver(["TET010"], Term.parse("2027-S1"))
    assert troubles == []


WAYS = {
    by_pointer: "2027-S1",
    by_keys: "2027-S1",
    by_menu: "2027-S1",
    by_note: "2028-S1",
    by_waiver: "2027-S1",
}
"""Each way, and the term it leads to."""


def test_every_way_to_place_a_unit_is_the_same_act(window, monkeypatch):
    calls, place = [], PlaceUnits.__call__

    def watched(self, codes, term, reason=None):
        calls.append((self, list(codes), str(term)))
        return place(self, codes, term, reason)

    monkeypatch.setattr(PlaceUnits, "__call__", watched)
    before = window.session.document
    for way, term in WAYS.items():
        calls.clear()
        way(window)
        assert calls == [(window.named_actions.units.place, ["TET010"], term)], way.__name__
        assert placements(window.session.document)["TET010"] == term, way.__name__
        window.session.history.undo()
        assert window.session.document == before


def test_the_menu_and_the_undo_step_call_it_alike(window):
    place = window.named_actions.units.place
    for codes, menu, step in (
        (["TET010"], "Placer dans", "Placer TET010"),
        (["AST004"], "Déplacer vers", "Déplacer AST004"),
        (["AST004", "TET010"], "Placer dans", "Placer 2"),
    ):
        assert place.text(codes).replace("&", "") == menu
        place(codes, Term.parse("2028-S1"), "Accord du centre")
        assert window.session.history.undoText().startswith(step)
        window.session.history.undo()


def test_a_card_put_back_is_taken_off_by_the_act_of_the_menu_and_no_key_is_given_twice(window, monkeypatch):
    units = window.named_actions.units
    for action in (units.details, *units.marks.values()):
        entry = action.entry(QMenu(window), ["AST004"])
        assert entry.shortcut() == action.shortcut()
        assert not action.shortcut().isEmpty()
    keys = [key.toString() for action in window.menu_bar.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert len(keys) > 20
    calls = []
    monkeypatch.setattr(window.acts, "unplace", calls.append)
    focus_on(window, "AST004")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert calls == [["AST004"]]
