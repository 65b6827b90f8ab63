"""Everything a pointer can do, keys can."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from csp_planner.domain.edits import unplace_all
from csp_planner.domain.terms import Term
from csp_planner.ui.board.carry import Place

from ...domain.helpers import WAIVER, put
from ..hand import (
    advised,
    answer,
    codes_in,
    drag,
    fire,
    focus_on,
    list_of,
    menu_texts,
    mouse,
    note,
    on_card,
    outside,
    pane,
    placements,
    pool,
    press,
    select,
    shortcut,
    workspace_of,
)

Key = Qt.Key


def aimed_at(window):
    """Where the card in hand is held."""
    target = workspace_of(window).carry.target
    return str(target) if isinstance(target, Term) else target


def test_enter_or_space_picks_a_card_up_and_puts_it_down_and_each_step_is_announced(blank_window):
    said = []
    workspace_of(blank_window).carry.announced.connect(said.append)
    focus_on(blank_window, "AST004")
    press(blank_window, Key.Key_Return)
    assert workspace_of(blank_window).carry.active
    assert aimed_at(blank_window) == "2027-S1"
    assert "Semestre 1 2027/2028" in said[-1]
    assert "6" in said[-1]
    press(blank_window, Key.Key_Return)
    assert placements(blank_window.session.document) == {"AST004": "2027-S1"}
    assert blank_window.session.history.count() == 1
    assert "AST004" in said[-1]
    assert "Semestre 1 2027/2028" in said[-1]
    # What the move itself changes is not said to be given up.
    assert [text for text in said if "abandonné" in text] == []
    press(blank_window, Key.Key_Return, Key.Key_Escape)
    assert said[-1] == "Déplacement abandonné"
    blank_window.session.history.undo()
    focus_on(blank_window, "AST004")
    press(blank_window, Key.Key_Space, Key.Key_Space)
    assert placements(blank_window.session.document) == {"AST004": "2027-S1"}


def test_the_arrows_go_through_the_open_terms_only_and_around(blank_window):
    verdicts = blank_window.session.verdicts(["UA211G"])
    open_terms = [str(term) for term in sorted(verdicts, key=Term.sort_key) if verdicts[term].lands == term]
    focus_on(blank_window, "UA211G")
    press(blank_window, Key.Key_Return)
    for forth, back in ((Key.Key_Right, Key.Key_Left), (Key.Key_Down, Key.Key_Up)):
        went = [aimed_at(blank_window)]
        for _each in range(len(open_terms)):
            press(blank_window, forth)
            went.append(aimed_at(blank_window))
        assert went == [*open_terms, open_terms[0]], forth
        assert "2026-S1" not in went
        press(blank_window, back)
        assert aimed_at(blank_window) == open_terms[-1], back
        press(blank_window, Key.Key_Home)
        assert aimed_at(blank_window) == open_terms[0]
        press(blank_window, Key.Key_End)
        assert aimed_at(blank_window) == open_terms[-1]
        press(blank_window, Key.Key_Home)
    press(blank_window, Key.Key_Escape)
    # A unit of both semesters goes from strip to strip.
    focus_on(blank_window, "TET003")
    press(blank_window, Key.Key_Return)
    assert aimed_at(blank_window) == "2027-A"
    press(blank_window, Key.Key_Right)
    assert aimed_at(blank_window) == "2028-A"
    press(blank_window, Key.Key_Return)
    assert placements(blank_window.session.document) == {"TET003": "2028-A"}


def test_escape_the_pointer_an_undo_or_a_trial_gives_a_keyboard_move_up(window):
    carry = workspace_of(window).carry
    before = window.session.document
    focus_on(window, "AST004")
    press(window, Key.Key_Return, Key.Key_Right, Key.Key_Escape)
    assert not carry.active
    assert window.session.document is before
    assert list_of(window, "AST004").hasFocus()
    press(window, Key.Key_Return)
    assert carry.active
    mouse(pool(window).viewport(), QEvent.Type.MouseButtonPress, on_card(window, "TET010"))
    assert not carry.active
    mouse(pool(window).viewport(), QEvent.Type.MouseButtonRelease, on_card(window, "TET010"))
    assert window.session.document is before
    window.session.place(["AST004"], Term.parse("2028-S1"))
    focus_on(window, "TET010")
    press(window, Key.Key_Return)
    assert carry.active
    window.session.history.undo()
    assert not carry.active
    assert all(each.verdict is None for each in workspace_of(window).board.panes)
    focus_on(window, "AST004")
    press(window, Key.Key_Return)
    assert carry.active
    advised(window, lambda: window.scenario_acts.fails("AST005"))
    assert window.session.trial is not None
    assert not carry.active
    assert not carry.ghost.isVisible()


def test_a_card_is_taken_off_the_plan_over_the_pool_or_with_delete_in_one_undo_step(window):
    before = window.session.document
    history = window.session.history

    def is_off_the_plan():
        return "AST004" in pool(window).cards.keys and "AST004" not in placements(window.session.document)

    focus_on(window, "AST004")
    press(window, Key.Key_Return)
    while aimed_at(window) is not Place.POOL:
        press(window, Key.Key_Right)
    press(window, Key.Key_Return)
    assert is_off_the_plan()
    assert history.count() == 1
    history.undo()
    focus_on(window, "AST004")
    press(window, Key.Key_Return, Key.Key_Delete)  # while it is held
    assert not workspace_of(window).carry.active
    assert is_off_the_plan()
    history.undo()
    for key in (Key.Key_Delete, Key.Key_Backspace):
        focus_on(window, "AST004")
        press(window, key)
        assert is_off_the_plan(), key
        assert history.count() == 1
        history.undo()
        assert window.session.document == before
    select(window, ["FPG003", "AST004"])
    press(window, Key.Key_Delete)
    assert window.session.document == unplace_all(before, ["FPG003", "AST004"])
    assert history.count() == 1
    assert codes_in(window, "2027-S1") == [
        code for code in ("FPG003", "CCE001", "AST004", "TRS001") if code not in ("FPG003", "AST004")
    ]


def test_a_card_of_the_pool_is_never_held_over_the_pool_nor_deleted(window):
    focus_on(window, "TET010")
    press(window, Key.Key_Delete)
    assert window.session.history.count() == 0
    assert note(window) is None
    press(window, Key.Key_Return)
    seen = set()
    for _each in range(8):
        seen.add(aimed_at(window))
        press(window, Key.Key_Right)
    assert Place.POOL not in seen
    press(window, Key.Key_Escape)


def test_a_unit_that_opens_nowhere_says_so_when_it_is_picked_up_and_not_where_a_waiver_placed_it(blank_window, blank):
    window = blank_window
    focus_on(window, "TET007")
    press(window, Key.Key_Return)
    assert not workspace_of(window).carry.active
    assert "TET007 n’ouvre dans aucune année publiée" in note(window).accessibleName()
    press(window, Key.Key_Escape)
    assert note(window) is None
    assert pool(window).hasFocus()
    window.documents.show(put(blank, "TET007", "2027-S1", WAIVER), None)
    focus_on(window, "TET007")
    press(window, Key.Key_Return)
    # Over the term where it stands the ghost speaks of no opening.
    assert " ".join(workspace_of(window).carry.ghost._tip).replace("\xa0", " ") == "Reste en S1 2027/2028"
    press(window, Key.Key_Escape)


def test_during_a_keyboard_move_the_screen_shows_what_a_drag_shows(window):
    def shown():
        workspace = workspace_of(window)
        panes = [(each.verdict, each.is_target, each.units.accessibleDescription()) for each in workspace.board.panes]
        gain = workspace.side.progress.ects._gain, workspace.side.progress.hours._gain
        return panes, gain, workspace.carry.ghost._tip, workspace.carry.ghost.isVisible()

    from ..hand import Drag

    focus_on(window, "TET010")
    press(window, Key.Key_Return)
    while aimed_at(window) != "2028-S1":
        press(window, Key.Key_Right)
    by_keys = shown()
    press(window, Key.Key_Escape)
    carried = Drag(window, "TET010").over("2028-S1")
    assert shown() == by_keys
    carried.to(outside(window)).let_go()


def test_several_selected_cards_are_put_down_together(blank_window):
    select(blank_window, ["CCE001", "AST004"])
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert placements(blank_window.session.document) == {"CCE001": "2027-S1", "AST004": "2027-S1"}
    assert blank_window.session.history.count() == 1


def test_after_a_keyboard_move_on_the_board_the_focus_is_on_the_card_where_it_stands(window):
    focus_on(window, "AST004")
    press(window, Key.Key_Return, Key.Key_Right, Key.Key_Return)
    assert placements(window.session.document)["AST004"] == "2028-S1"
    assert pane(window, "2028-S1").units.hasFocus()
    assert pane(window, "2028-S1").units.selected_codes == ["AST004"]
    press(window, Key.Key_Delete)
    assert "AST004" not in placements(window.session.document)


def test_other_keys_and_those_of_a_menu_or_box_that_opens_meanwhile_leave_the_card_in_hand(blank_window):
    focus_on(blank_window, "AST004")
    press(blank_window, Key.Key_Return)
    for key in (Key.Key_A, Key.Key_F1, Key.Key_PageDown):
        QTest.keyClick(blank_window, key)
    QTest.keyClick(blank_window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace_of(blank_window).carry.active
    assert aimed_at(blank_window) == "2027-S1"

    menu = QMenu(blank_window)
    menu.addAction("A")
    troubles = answer(QMenu, lambda opened: QTest.keyClick(opened, Key.Key_Escape))
    menu.exec(blank_window.mapToGlobal(blank_window.rect().center()))
    assert troubles == []
    assert workspace_of(blank_window).carry.active

    box = QMessageBox(QMessageBox.Icon.Question, "", "?", QMessageBox.StandardButton.Ok, blank_window)
    typed = []

    def enter(opened):
        QTest.keyClick(opened, Key.Key_Return)
        typed.append(opened.isVisible())

    troubles = answer(QMessageBox, enter)
    box.exec()
    assert troubles == []
    assert typed == [False]
    assert placements(blank_window.session.document) == {}
    assert workspace_of(blank_window).carry.active
    press(blank_window, Key.Key_Escape)
    assert not workspace_of(blank_window).carry.active


def test_keys_and_pointer_give_the_same_plan(blank_window, blank):
    drag(blank_window, "AST004", "2027-S1")
    by_pointer = blank_window.session.document
    assert by_pointer != blank
    blank_window.documents.show(blank, None)
    focus_on(blank_window, "AST004")
    press(blank_window, Key.Key_Return, Key.Key_Return)
    assert blank_window.session.document == by_pointer
    blank_window.documents.show(blank, None)
    focus_on(blank_window, "AST004")
    troubles = answer(QMenu, lambda menu: fire(menu, "Placer dans", menu_texts(menu.actions()[0].menu())[0]))
    workspace_of(blank_window).open_menu(["AST004"], on_card(blank_window, "AST004"))
    assert troubles == []
    assert blank_window.session.document == by_pointer


def test_ctrl_f_leads_to_the_filter_from_anywhere_and_the_move_menu_lists_open_terms_with_their_load(window):
    focus_on(window, "AST004")
    shortcut(window, "Ctrl+F")
    assert workspace_of(window).pool.filter.hasFocus()
    QTest.keyClicks(workspace_of(window).pool.filter, "tet010")
    QApplication.processEvents()
    assert pool(window).cards.keys == ["TET010"]
    texts = []
    troubles = answer(QMenu, lambda menu: texts.extend(menu_texts(menu.actions()[0].menu())))
    workspace_of(window).open_menu(["TET010"], on_card(window, "TET010"))
    assert troubles == []
    expected = {
        f"{change.term.part.value} {change.term.year}": change.after
        for verdict in window.session.verdicts(["TET010"]).values()
        if verdict.accepted
        for change in verdict.changes
    }
    assert [text.split()[:2] for text in texts] == [["S1", "2027/2028"], ["S1", "2028/2029"]]
    for text in texts:
        load = expected[f"S1 {text.split()[1][:4]}"]
        assert f"{load:g} ECTS" in text.replace("\xa0", " ").replace("\u202f", " ")


def test_arrows_go_from_card_to_card_and_on_to_the_neighbouring_lists_until_all_are_reached(window):
    workspace = workspace_of(window)
    focus_on(window, pool(window).cards.keys[0])
    press(window, Key.Key_Down)
    assert pool(window).selected_codes == [pool(window).cards.keys[1]]
    press(window, Key.Key_Right)
    assert window.focusWidget() is not pool(window)
    assert len(workspace.selected_codes) == 1
    for _each in range(20):
        press(window, Key.Key_Down)
    assert workspace.selected_codes == ["UA211G"]
    for _each in range(20):
        press(window, Key.Key_Left)
    assert pool(window).hasFocus()
    on_board = set(placements(window.session.document))
    first = next(each.units for each in workspace.board.panes if each.units.cards.rowCount())
    first.select(first.cards.keys[0])
    visited = set(workspace.selected_codes)
    for _each in range(30):
        press(window, Key.Key_Right)
        assert len(workspace.selected_codes) == 1
        visited.update(workspace.selected_codes)
    assert visited == on_board


def test_keys_mark_the_selected_card(window):
    for keys, state in (
        ("Ctrl+2", "enrolled"),
        ("Ctrl+3", "in-progress"),
        ("Ctrl+4", "validated"),
        ("Ctrl+6", "withdrawn"),
    ):
        focus_on(window, "AST005")
        shortcut(window, keys)
        attempts = [attempt for attempt in window.session.document.profile.attempts if attempt.unit == "AST005"]
        assert [attempt.state.value for attempt in attempts] == [state]
        assert window.session.history.count() == 1
        window.session.history.undo()
        assert window.session.document.profile.attempts == ()
