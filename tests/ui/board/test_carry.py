"""Cards in the hand, with the pointer: where they may be put down, and what is seen meanwhile."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.terms import Term
from csp_planner.storage.planfile import load, save
from csp_planner.ui.board.carry import Place
from csp_planner.ui.board.refusal import WaiverDialog

from ..hand import (
    TODAY,
    Drag,
    advised,
    answer,
    button,
    codes_in,
    drag,
    mouse,
    note,
    on_card,
    outside,
    pane,
    placements,
    pool,
    select,
    shown_texts,
    workspace_of,
)


def geometry(window):
    """Where everything on the board, and the zones around it, stand."""
    workspace = workspace_of(window)
    found = {str(each.term): (each.mapTo(window, QPoint(0, 0)), each.size()) for each in workspace.board.panes}
    for units in (pool(window), *workspace.board.lists()):
        for row in range(units.cards.rowCount()):
            found[units.accessibleName(), row] = units.visualRect(units.cards.index(row))
    found["zones"] = tuple(workspace.zones.sizes())
    found["scrolled"] = workspace.board.verticalScrollBar().value()
    return found


def test_a_card_lands_where_it_is_dropped_in_one_named_undo_step_and_is_moved_by_another_drag(blank_window):
    before = blank_window.session.document
    history = blank_window.session.history
    drag(blank_window, "AST004", "2027-S1")
    assert placements(blank_window.session.document) == {"AST004": "2027-S1"}
    assert codes_in(blank_window, "2027-S1") == ["AST004"]
    assert "AST004" not in pool(blank_window).cards.keys
    assert history.count() == 1
    assert "AST004" in history.undoText()
    assert "S1 2027/2028" in history.undoText()
    # Dropped where it stands, it takes no step; moved, it stands once.
    drag(blank_window, "AST004", "2027-S1")
    assert history.count() == 1
    assert codes_in(blank_window, "2027-S1") == ["AST004"]
    drag(blank_window, "AST004", "2028-S1")
    assert placements(blank_window.session.document) == {"AST004": "2028-S1"}
    assert codes_in(blank_window, "2027-S1") == []
    assert codes_in(blank_window, "2028-S1") == ["AST004"]
    history.undo()
    history.undo()
    assert blank_window.session.document == before
    assert "AST004" in pool(blank_window).cards.keys


def test_a_refused_drop_says_why_at_the_pointer_and_offers_the_waiver_and_the_nearest_term(blank_window):
    before = blank_window.session.document
    carried = Drag(blank_window, "AST004").over("2027-S2")
    point = blank_window.mapFromGlobal(carried.point)
    carried.let_go()
    shown = note(blank_window)
    assert shown is not None
    assert "AST004 n’ouvre qu’au semestre 1" in shown.accessibleName()
    assert "S1" in shown.accessibleName()
    assert blank_window.rect().contains(shown.geometry())
    near = shown.geometry().adjusted(-30, -30, 30, 30)
    assert near.contains(point)
    buttons = shown_texts(shown, QPushButton)
    assert "Placer quand même…" in buttons
    nearest = blank_window.session.verdicts(["AST004"])[Term.parse("2027-S2")].refusals[0].alternatives[0]
    assert str(nearest) == "2028-S1"
    assert any(text.endswith("S1 2028/2029") for text in buttons)
    assert blank_window.session.document == before
    assert blank_window.session.history.count() == 0
    assert "AST004" in pool(blank_window).cards.keys
    # The nearest term takes the card.
    (offered,) = [text for text in buttons if "2028/2029" in text]
    button(shown, offered).click()
    assert placements(blank_window.session.document) == {"AST004": "2028-S1"}
    assert blank_window.session.evaluation.standings["AST004"].waiver is None
    assert blank_window.session.history.count() == 1


def test_a_refused_drop_leaves_the_file_byte_for_byte_and_one_that_lands_is_in_it_within_a_second(
    open_window, blank, tmp_path, qtbot
):
    path = tmp_path / "lea.cspplan"
    digest = save(path, blank, None)
    window = open_window(blank, path, digest)
    before, made = path.read_bytes(), path.stat().st_mtime_ns
    drag(window, "AST004", "2027-S2")
    window.documents.keeper.settle()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, made)
    drag(window, "AST004", "2027-S1")
    qtbot.waitUntil(lambda: placements(load(path).plan) == {"AST004": "2027-S1"}, timeout=1_000)


def test_a_waiver_asked_from_the_note_places_the_card_where_it_was_refused_unless_it_is_given_up(blank_window):
    def waive(dialog):
        assert dialog.term == Term.parse("2027-S2")
        dialog._reason.setCurrentText("Suivie à Bordeaux")
        dialog.accept()

    drag(blank_window, "TET007", "2027-S2")
    troubles = answer(WaiverDialog, lambda dialog: dialog.reject())
    button(note(blank_window), "Placer quand même…").click()
    assert troubles == []
    assert placements(blank_window.session.document) == {}
    drag(blank_window, "AST004", "2027-S2")
    troubles = answer(WaiverDialog, waive)
    button(note(blank_window), "Placer quand même…").click()
    assert troubles == []
    placement = blank_window.session.document.scenario.placement("AST004")
    assert (str(placement.term), placement.waiver.reason) == ("2027-S2", "Suivie à Bordeaux")
    assert placement.waiver.date == TODAY
    assert note(blank_window) is None
    assert blank_window.session.history.count() == 1


def test_a_card_dropped_on_no_term_and_not_on_the_pool_goes_back_where_it_was(window):
    before = window.session.document
    place = codes_in(window, "2027-S1")
    between_two_terms = pane(window, "2027-S1").mapToGlobal(QPoint(pane(window, "2027-S1").width() + 2, 20))
    out_of_the_window = window.mapToGlobal(QPoint(-300, 4_000))
    for point in (outside(window), between_two_terms, out_of_the_window):
        Drag(window, "AST004").to(point).let_go()
        assert window.session.document is before, point
        assert window.session.history.count() == 0
        assert codes_in(window, "2027-S1") == place
        assert note(window) is None


def test_a_card_dropped_anywhere_on_the_left_zone_is_taken_off_the_plan_and_one_that_is_there_stays(window):
    in_list = pool(window).mapToGlobal(QPoint(40, pool(window).height() - 10))
    Drag(window, "TET010").to(in_list).let_go()
    assert window.session.history.count() == 0
    assert "TET010" in pool(window).cards.keys
    parts = workspace_of(window).pool.filter, workspace_of(window).pool._experience
    for point in (in_list, *(part.mapToGlobal(part.rect().center()) for part in parts)):
        Drag(window, "AST004").to(point).let_go()
        assert "AST004" not in placements(window.session.document), point
        assert "AST004" in pool(window).cards.keys
        assert window.session.history.count() == 1
        window.session.history.undo()
        assert codes_in(window, "2027-S1").count("AST004") == 1


def test_several_selected_cards_move_together_in_one_undo_step_or_all_stay(blank_window):
    select(blank_window, ["CCE001", "AST004", "TRS001"])
    assert pool(blank_window).selected_codes == ["CCE001", "AST004", "TRS001"]
    carried = Drag(blank_window, "AST004")
    assert workspace_of(blank_window).carry.ghost._card.code == "AST004"  # the one under the pointer
    carried.over("2027-S1").let_go()
    assert placements(blank_window.session.document) == dict.fromkeys(["CCE001", "AST004", "TRS001"], "2027-S1")
    assert blank_window.session.history.count() == 1
    blank_window.session.history.undo()
    assert placements(blank_window.session.document) == {}
    # Of which one is refused.
    select(blank_window, ["AST004", "AST005"])
    drag(blank_window, "AST004", "2027-S1")
    assert placements(blank_window.session.document) == {}
    assert "AST005" in note(blank_window).accessibleName()
    assert "AST004" not in note(blank_window).accessibleName()
    # All of which are refused.
    select(blank_window, ["AST004", "CCE001", "TET010"])
    carried = Drag(blank_window, "AST004").over("2027-S2")
    assert " ".join(workspace_of(blank_window).carry.ghost._tip).endswith("2 autres sont refusées.")
    carried.let_go()


def test_a_card_that_is_not_selected_moves_alone(blank_window):
    select(blank_window, ["CCE001", "TRS001"])
    drag(blank_window, "AST004", "2027-S1")
    assert placements(blank_window.session.document) == {"AST004": "2027-S1"}


def test_escape_during_a_drag_puts_the_card_back_until_it_is_taken_again(window):
    before = window.session.document
    carried = Drag(window, "AST004").over("2028-S1")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not workspace_of(window).carry.active
    assert not workspace_of(window).carry.ghost.isVisible()
    # Moving on takes nothing in hand.
    carried.over("2028-S2").over("2028-S1")
    assert not workspace_of(window).carry.active
    carried.let_go()
    assert window.session.document is before
    assert codes_in(window, "2028-S1") == []
    assert all(each.verdict is None for each in workspace_of(window).board.panes)
    drag(window, "AST004", "2028-S1")
    assert placements(window.session.document)["AST004"] == "2028-S1"


def test_an_annual_unit_lands_in_the_annual_strip_wherever_in_its_year_it_is_dropped(blank_window):
    for half in ("2027-S1", "2027-S2", "2027-A"):
        carried = Drag(blank_window, "TET003").over(half)
        assert pane(blank_window, "2027-A").is_target
        assert not pane(blank_window, "2027-S1").is_target
        assert not pane(blank_window, "2027-S2").is_target
        carried.let_go()
        assert placements(blank_window.session.document) == {"TET003": "2027-A"}, half
        assert codes_in(blank_window, "2027-A") == ["TET003"]
        loads = [blank_window.session.evaluation.load(Term.parse(each)).ects for each in ("2027-S1", "2027-S2")]
        assert loads == [4, 4]
        blank_window.session.history.undo()
        assert placements(blank_window.session.document) == {}


def test_the_report_lands_in_either_semester(blank_window):
    for term in ("2027-S1", "2027-S2"):
        drag(blank_window, "UA211G", term)
        assert placements(blank_window.session.document) == {"UA211G": term}
        blank_window.session.history.undo()


def test_the_board_does_not_move_during_a_drag(window):
    before = geometry(window)
    carried = Drag(window, "AST004")
    for term in ("2026-S2", "2027-S2", "2027-A", "2028-S1", "2028-S2"):
        carried.over(term)
        assert geometry(window) == before, term
    carried.to(pool(window).mapToGlobal(QPoint(40, 200)))
    assert geometry(window) == before
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert geometry(window) == before
    carried.let_go()


def test_nothing_is_in_hand_before_the_pointer_has_moved_far_enough_with_the_left_button(window, monkeypatch):
    # The menu of the card would wait for an answer.
    monkeypatch.setattr(workspace_of(window), "open_menu", lambda *_given: None)
    viewport, point = pool(window).viewport(), on_card(window, "TET010")
    for other in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        mouse(viewport, QEvent.Type.MouseButtonPress, point, other)
        mouse(viewport, QEvent.Type.MouseMove, point + QPoint(60, 60), other)
        assert not workspace_of(window).carry.active, other
        mouse(viewport, QEvent.Type.MouseButtonRelease, point, other)
    mouse(viewport, QEvent.Type.MouseButtonPress, point)
    mouse(viewport, QEvent.Type.MouseMove, point + QPoint(QApplication.startDragDistance() - 1, 0))
    assert not workspace_of(window).carry.active
    mouse(viewport, QEvent.Type.MouseMove, point + QPoint(QApplication.startDragDistance() + 1, 0))
    assert workspace_of(window).carry.codes == ["TET010"]
    mouse(viewport, QEvent.Type.MouseButtonRelease, point)


def test_the_card_in_hand_is_seen_beside_the_pointer_in_the_window_and_lets_every_event_through(window):
    carried = Drag(window, "TET010")
    ghost = workspace_of(window).carry.ghost
    for corner in ((0, 0), (1365, 0), (0, 767), (1365, 767)):
        carried.to(window.mapToGlobal(QPoint(*corner)))
        assert window.rect().contains(ghost.geometry()), corner
    carried.over("2028-S1")
    assert ghost.isVisible()
    assert window.rect().contains(ghost.geometry())
    assert ghost.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert QGuiApplication.overrideCursor().shape() == Qt.CursorShape.ClosedHandCursor
    carried.let_go()
    assert not ghost.isVisible()
    assert QGuiApplication.overrideCursor() is None


def test_the_ghost_says_what_a_term_would_say_and_which_order_would_not_be_followed(blank_window):
    ghost = workspace_of(blank_window).carry.ghost
    carried = Drag(blank_window, "AST004").over("2027-S2")
    assert "AST004 n’ouvre qu’au semestre 1" in " ".join(ghost._tip)
    carried.over("2027-S1").let_go()
    held = Drag(blank_window, "AST005").over("2026-S2")
    assert "mieux vaut suivre AST004 avant AST005" in " ".join(ghost._tip).replace("\xa0", " ")
    held.over("2027-S2")
    assert "mieux vaut" not in " ".join(ghost._tip)
    held.let_go()
    # The report would come before what it rests on.
    blank_window.session.history.undo()
    blank_window.session.history.undo()
    drag(blank_window, "PST003", "2027-S2")
    held = Drag(blank_window, "UA211G").over("2026-S2")
    assert "avant 1 unité sur laquelle elle porte" in " ".join(ghost._tip).replace("\xa0", " ")
    held.let_go()


def test_the_ghost_says_what_the_end_would_become_and_when_the_limit_is_passed(window):
    carry = workspace_of(window).carry
    carried = Drag(window, "AST004").to(pool(window).mapToGlobal(QPoint(40, 200)))
    assert carry.target is Place.POOL
    assert "à placer" in " ".join(carry.ghost._tip)
    carried.to(outside(window)).let_go()
    carried = Drag(window, "TET010").over("2028-S1")
    assert str(carry.verdict().end_term) == "2028-S2"
    assert carry.ghost._tip[0].startswith("Ouverture prévisionnelle")
    assert "S2 2028/2029" in " ".join(carry.ghost._tip)
    # 26 ECTS are planned there with half of the annual units; the limit is 24.
    carried.over("2027-S1")
    assert "24" in " ".join(carry.ghost._tip)
    carried.let_go()
    assert placements(window.session.document)["TET010"] == "2027-S1"


def test_during_a_drag_the_gauges_show_the_gain_that_the_drop_then_brings(window):
    progress = workspace_of(window).side.progress
    carried = Drag(window, "AST004").over("2028-S1")  # it is placed: nothing is gained
    assert progress.ects._gain == 0
    carried.to(outside(window)).let_go()
    carried = Drag(window, "TET010").over("2028-S1")
    assert (progress.ects._gain, progress.hours._gain) == (6, 51)
    carried.over("2028-S2")
    assert (progress.ects._gain, progress.hours._gain) == (0, 0)
    carried.over("2028-S1").to(outside(window))
    assert (progress.ects._gain, progress.hours._gain) == (0, 0)
    carried.over("2028-S1")
    expected = progress.ects.value() + progress.ects._gain, progress.hours.value() + progress.hours._gain
    carried.let_go()
    assert (progress.ects.value(), progress.hours.value()) == expected
    assert (progress.ects._gain, progress.hours._gain) == (0, 0)


def test_every_term_says_during_a_drag_what_the_rules_say_and_a_drop_gives_their_plan(window):
    from csp_planner.domain.edits import place

    before = window.session.document
    verdicts = window.session.verdicts(["TET010"])
    carried = Drag(window, "TET010")
    for each in workspace_of(window).board.panes:
        assert each.verdict == verdicts[each.term]
    carried.over("2028-S1").let_go()
    assert window.session.document == place(before, "TET010", Term.parse("2028-S1"), TODAY)
    assert window.session.evaluation == evaluate_plan(window.session.document, TODAY)


def test_a_card_in_hand_goes_back_when_the_plan_changes_or_the_window_its_size(window):
    window.acts.place(["TET010"], Term.parse("2028-S1"))
    carried = Drag(window, "AST004").over("2028-S1")
    window.session.history.undo()
    assert not workspace_of(window).carry.active
    assert QGuiApplication.overrideCursor() is None
    before = window.session.document
    carried.over("2028-S1").let_go()
    assert window.session.document is before
    carried = Drag(window, "AST004").over("2028-S1")
    window.resize(1200, 700)
    QApplication.processEvents()
    assert not workspace_of(window).carry.active
    carried.let_go()
    assert window.session.document is before


def test_a_validated_card_is_moved_only_when_the_person_says_so(window):
    from csp_planner.domain.states import UnitState

    window.acts.mark(["AST005"], UnitState.VALIDATED)
    before = window.session.document
    drag(window, "AST005", "2027-S2")
    assert window.session.document == before
    assert note(window) is not None
    button(note(window), "Déplacer quand même").click()
    assert window.session.evaluation.standings["AST005"].term == Term.parse("2027-S2")
    assert window.session.evaluation.standings["AST005"].state is UnitState.VALIDATED


def test_nothing_can_be_dropped_into_a_plan_that_is_only_tried(window, qtbot):
    before = window.session.document
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    QApplication.processEvents()
    with qtbot.waitSignal(window.session.held_back):
        drag(window, "TET010", "2028-S1")
    assert window.session.document is before
    assert window.session.trial is not None
    assert workspace_of(window).trial_bar.buttons[0].hasFocus()


def test_the_ghost_says_of_a_published_opening_no_projection(start_window, blank, qtbot):
    window = start_window(today=date(2025, 5, 2))
    first = replace(blank.scenario, start=Term.parse("2025-S1"))
    window.documents.show(blank.with_scenario(first), None)
    with qtbot.waitExposed(window):
        window.show()
    carried = Drag(window, "TET010").over("2025-S1")
    assert workspace_of(window).carry.ghost._tip[0].startswith("Ouvre")
    carried.let_go()
