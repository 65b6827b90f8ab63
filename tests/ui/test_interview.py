"""Interview mode: the answer and the board large, the rest one key away, and nothing lost on leaving."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import place
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.ui.interview import LARGER, LEAST, MOST, larger

from .hand import TODAY, Drag, SolverHere, press, shortcut, workspace_of


@pytest.fixture
def placed(example):
    """The example with its last three units placed: nothing is left to place."""
    waiver = Waiver(reason="Autre centre", date=TODAY)
    for code, term, by in (
        ("TET010", "2028-S1", None),
        ("TET007", "2027-S2", waiver),
        ("UAS004", "2027-S2", waiver),
    ):
        example = place(example, code, Term.parse(term), TODAY, by)
    return example


def settle():
    for _each in range(3):
        QApplication.processEvents()


def interview(window):
    window.toggle_interview()
    settle()
    return workspace_of(window)


def back(window):
    window.toggle_interview()
    settle()
    return workspace_of(window)


@pytest.mark.parametrize(
    ("screen", "size"),
    [((1366, 768), LARGER), ((1024, 700), LEAST), ((1920, 1080), LARGER * 1920 / 1366), ((3840, 2160), MOST)],
)
def test_type_grows_with_the_screen_so_that_as_much_is_seen_on_each(screen, size):
    assert larger(QSize(*screen)) == pytest.approx(size)


def test_the_answer_stands_large_above_the_board_and_follows_plan_and_drag(window):
    plain = workspace_of(window).side.answer.headline
    height = plain._metrics(plain.scale(plain.width())).height()
    workspace = interview(window)
    answer = workspace.side.answer
    assert answer.headline.isVisible()
    assert answer.mapTo(workspace, answer.rect().topLeft()).y() < workspace.board.mapTo(workspace, answer.pos()).y()
    large = answer.headline
    assert large._metrics(large.scale(large.width())).height() > height
    assert workspace.strip.units.accessibleName() == "3 à placer"
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert workspace.strip.units.accessibleName() == "2 à placer"
    before = answer.headline.text()
    drag = Drag(window, "TRS002").over("2028-S2")
    heights = workspace.strip.height()
    assert answer.why.text() or answer.headline.text() != before
    drag.let_go()
    assert heights == workspace.strip.height()


def test_nothing_left_to_place_shows_three_years_and_folds_the_list_until_a_click_or_a_key(open_window, placed):
    window = open_window(placed)
    workspace = interview(window)
    window.resize(1366, 768)
    settle()
    board = workspace.board
    assert len(board._rows) == 3
    last = board._rows[-1]
    assert last.mapTo(board.viewport(), last.rect().bottomLeft()).y() <= board.viewport().height()
    assert not workspace.pool.isVisible()
    assert not workspace.strip.units.isChecked()
    QTest.mouseClick(workspace.strip.units, Qt.MouseButton.LeftButton)
    assert workspace.pool.isVisible()
    assert workspace.strip.units.isChecked()
    shortcut(window, "F8")
    assert not workspace.pool.isVisible()


def test_a_list_that_is_not_empty_is_shown_and_stays_open_when_it_is_emptied_under_the_hand(open_window, placed):
    window = open_window(placed)
    window.session.unplace(["TET010"])
    workspace = interview(window)
    assert workspace.pool.isVisible()
    width = workspace.board.width()
    Drag(window, "TET010").over("2028-S1").let_go()
    settle()
    assert not window.session.reading.waiting
    assert workspace.board.width() == width
    assert workspace.strip.units.accessibleName() == "tout est placé"


def test_checks_are_one_number_that_a_key_or_a_click_opens_alone_and_f9_with_the_whole_zone(window):
    assert workspace_of(window).side.checks.close_button is None, "outside the mode there is nothing to close"
    workspace = interview(window)
    count = len(window.session.reading.attention.to_do)
    button, side = workspace.strip.checks, workspace.side
    assert button.accessibleName() == f"{count} à vérifier, 2 points bloquants"
    assert not side.checks.list.isVisible()
    button.setFocus()
    press(window, Qt.Key.Key_Return)
    assert side.checks.list.isVisible()
    assert window.focusWidget() is side.checks.list
    press(window, Qt.Key.Key_Escape)
    assert not side.isVisible()
    assert window.focusWidget() is button
    for is_open in (True, False):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert side.isVisible() is is_open
        assert button.isChecked() is is_open
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert side.checks.list.isVisible()
    assert not side.progress.isVisible()
    assert not side.outlook.isVisible()
    QTest.mouseClick(side.checks.close_button, Qt.MouseButton.LeftButton)
    assert not side.isVisible()
    assert window.focusWidget() is button
    shortcut(window, "F9")
    assert side.checks.list.isVisible()
    assert side.progress.isVisible()
    assert side.outlook.isVisible()


def test_bars_board_and_comparison_end_at_one_edge(window):
    """With a scroll bar beside the board or without one."""

    def right(part):
        return part.mapTo(window, part.rect().topRight()).x()

    workspace = interview(window)
    workspace.zones.fold(0)
    edges, have_bar = set(), []
    for height in (768, 620):
        window.resize(1366, height)
        settle()
        have_bar.append(workspace.board.verticalScrollBar().isVisible())
        edges |= {right(window._top._propose), right(workspace.strip.leave), *map(right, workspace.board._rows)}
    assert have_bar == [False, True]
    window.show_compare()
    for height in (620, 768):
        window.resize(1366, height)
        settle()
        edges |= {right(window.compare_page._file), right(window.compare_page._table)}
        edges.add(right(window.compare_page._strip.panels[-1]))
    assert edges == {1366 - 12 - 1}


def test_the_keys_of_the_mode_are_named_where_they_act_and_f7_leads_to_the_comparison_and_back(window):
    workspace = interview(window)
    rows = dict(window.named_actions.key_rows())
    assert "F7" in next(keys for keys in rows if "Ctrl+K" in keys)
    assert "F7" in window._top._compare.toolTip()
    assert "F8" in workspace.strip.units.toolTip()
    assert "F9" in workspace.strip.checks.toolTip()
    assert "F11" in workspace.strip.leave.text()
    for leaving in ("F7", "Escape"):
        shortcut(window, "F7")
        assert window.pages.currentWidget() is window.compare_page
        if leaving == "F7":
            shortcut(window, "F7")
        else:
            press(window, Qt.Key.Key_Escape)
        assert window.pages.currentWidget() is workspace
    assert window.interview


def test_tab_reaches_all_of_the_strip_and_the_pointer_leaves_the_mode(window):
    workspace = interview(window)
    workspace.pool.filter.setFocus()
    missing = {workspace.strip.units, workspace.strip.checks, workspace.strip.leave}
    for _each in range(150):
        missing.discard(window.focusWidget())
        if not missing:
            break
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert missing == set()
    QTest.mouseClick(workspace.strip.leave, Qt.MouseButton.LeftButton)
    settle()
    assert not window.interview
    assert workspace_of(window).strip is None


# Nothing is lost


def test_zones_are_as_wide_as_before_and_those_folded_stay_folded(open_window, example):
    window = open_window(example, size=(1200, 700))
    workspace_of(window).zones.setSizes([280, 600, 320])
    sizes = workspace_of(window).zones.sizes()
    interview(window)
    back(window)
    window.showNormal()
    window.resize(1200, 700)
    settle()
    assert workspace_of(window).zones.sizes() == pytest.approx(sizes, abs=4)
    shortcut(window, "F9")
    interview(window)
    assert not back(window).side.isVisible()


def test_the_board_is_scrolled_as_before_until_a_hand_scrolls_it(open_window, example):
    window = open_window(example, size=(1024, 520))
    bar = workspace_of(window).board.verticalScrollBar()
    assert bar.maximum() > 100
    bar.setValue(100)
    interview(window)
    window.workspace.board.verticalScrollBar().setValue(0)
    window.toggle_interview()
    window.resize(1024, 520)
    settle()
    board = workspace_of(window).board
    bar = board.verticalScrollBar()
    assert bar.value() == 100
    board.return_to(100)
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    bar.rangeChanged.emit(0, 500)
    assert bar.value() == 0


def test_selected_cards_stay_selected_with_the_keys_on_them(window):
    for turn, codes in ((interview, ["FPG003", "AST004"]), (back, ["FPG003"])):
        workspace_of(window).show_units(codes)
        workspace = turn(window)
        assert sorted(workspace.selected_codes) == sorted(codes)
        assert window.focusWidget() is workspace.board.list_of("FPG003")


def test_a_filter_being_typed_with_its_cursor_details_and_open_folds_stay(window):
    checks = workspace_of(window).side.checks.list.found
    fold = next(entry.fold for entry in checks._entries if entry.fold is not None)
    checks.toggle(fold)
    workspace_of(window).side.inspect("AST004")
    field = workspace_of(window).pool.filter
    field.setFocus()
    QTest.keyClicks(field, "TET0")
    QTest.keyClick(field, Qt.Key.Key_Left)
    for turn in (interview, back):
        workspace = turn(window)
        field, side = workspace.pool.filter, workspace.side
        assert (field.text(), field.cursorPosition()) == ("TET0", 3)
        assert window.focusWidget() is field
        assert side.inspected == "AST004"
        assert side.isVisible()
        assert side.checks.list.found.is_open(fold)


def test_a_proposal_and_its_answer_stay(window):
    advisor = window.advising.advisor
    advisor.solver = SolverHere()
    window.propose()
    panel = workspace_of(window).side._proposal
    panel.ask()
    while panel._proposal is None:
        advisor._listen()
    trial = window.session.trial
    assert trial is not None
    rows = len(workspace_of(window).side._proposal._answer.rows)
    said = workspace_of(window).side._proposal._answer.text
    for turn in (interview, back):
        panel = turn(window).side._proposal
        assert panel.isVisible()
        assert window.session.trial is trial
        assert (panel._answer.text, len(panel._answer.rows)) == (said, rows)


def test_what_is_typed_on_the_first_page_stays(started):
    window = started()
    window.start_page._name.setText("Camille")
    window.start_page._limit.show_amount(18)
    window.start_page._months.show_amount(6)
    window.start_page._situation.setCurrentIndex(1)
    window.toggle_interview()
    page = window.start_page
    assert (page._name.text(), page._limit.amount, page._months.amount) == ("Camille", 18, 6)
    assert page._situation.currentIndex() == 1
    assert page._goes_on.isEnabled()
