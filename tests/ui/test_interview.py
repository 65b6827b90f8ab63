"""Interview mode: the answer and the board large, the rest one key away, and nothing lost on leaving."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import place
from csp_planner.domain.plan import Waiver
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


def test_the_answer_stands_large_above_the_board(window):
    plain = workspace_of(window).side.answer.headline
    height = plain._metrics(plain.scale(plain.width())).height()
    workspace = interview(window)
    answer = workspace.side.answer
    assert answer.headline.isVisible()
    assert answer.mapTo(workspace, answer.rect().topLeft()).y() < workspace.board.mapTo(workspace, answer.pos()).y()
    large = answer.headline
    assert large._metrics(large.scale(large.width())).height() > height


def test_three_years_are_seen_at_once_when_all_is_placed(open_window, placed):
    window = open_window(placed)
    workspace = interview(window)
    window.resize(1366, 768)
    settle()
    board = workspace.board
    assert len(board._rows) == 3
    last = board._rows[-1]
    assert last.mapTo(board.viewport(), last.rect().bottomLeft()).y() <= board.viewport().height()


def test_the_empty_list_is_folded_and_the_full_one_is_not(open_window, example, placed):
    assert interview(open_window(example)).pool.isVisible()


def test_nothing_left_to_place_folds_the_list_and_a_click_or_a_key_unfolds_it(open_window, placed):
    window = open_window(placed)
    workspace = interview(window)
    assert not workspace.pool.isVisible()
    assert not workspace.strip.units.isChecked()
    QTest.mouseClick(workspace.strip.units, Qt.MouseButton.LeftButton)
    assert workspace.pool.isVisible()
    assert workspace.strip.units.isChecked()
    shortcut(window, "F8")
    assert not workspace.pool.isVisible()


def test_a_list_that_is_emptied_stays_open_under_the_hand(open_window, placed):
    window = open_window(placed)
    window.session.unplace(["TET010"])
    workspace = interview(window)
    width = workspace.board.width()
    Drag(window, "TET010").over("2028-S1").let_go()
    settle()
    assert not window.session.reading.waiting
    assert workspace.board.width() == width
    assert workspace.strip.units.accessibleName() == "tout est placé"


def test_checks_are_one_number_that_enter_opens_and_escape_folds(window):
    workspace = interview(window)
    count = len(window.session.reading.attention.to_do)
    button = workspace.strip.checks
    assert button.accessibleName() == f"{count} à vérifier, 2 points bloquants"
    assert not workspace.side.checks.list.isVisible()
    button.setFocus()
    press(window, Qt.Key.Key_Return)
    assert workspace.side.checks.list.isVisible()
    assert window.focusWidget() is workspace.side.checks.list
    press(window, Qt.Key.Key_Escape)
    assert not workspace.side.isVisible()
    assert window.focusWidget() is button


def test_a_click_on_the_number_opens_the_checks_and_folds_them(window):
    workspace = interview(window)
    for is_open in (True, False):
        QTest.mouseClick(workspace.strip.checks, Qt.MouseButton.LeftButton)
        assert workspace.side.isVisible() is is_open
        assert workspace.strip.checks.isChecked() is is_open


def test_the_number_opens_the_checks_alone_and_f9_the_whole_zone(window):
    side = interview(window).side
    QTest.mouseClick(workspace_of(window).strip.checks, Qt.MouseButton.LeftButton)
    assert side.checks.list.isVisible()
    assert not side.progress.isVisible()
    assert not side.outlook.isVisible()
    QTest.mouseClick(side.checks.close_button, Qt.MouseButton.LeftButton)
    assert not side.isVisible()
    assert window.focusWidget() is workspace_of(window).strip.checks
    shortcut(window, "F9")
    assert side.checks.list.isVisible()
    assert side.progress.isVisible()
    assert side.outlook.isVisible()


def test_outside_the_mode_the_checks_have_nothing_to_close_them(window):
    assert workspace_of(window).side.checks.close_button is None


@pytest.mark.parametrize("height", [768, 620])
def test_bars_board_and_comparison_end_at_one_edge(window, height):
    """With a scroll bar beside the board or without one."""

    def right(part):
        return part.mapTo(window, part.rect().topRight()).x()

    workspace = interview(window)
    workspace.zones.fold(0)
    window.resize(1366, height)
    settle()
    edges = {right(window._top._propose), right(workspace.strip.leave), *map(right, workspace.board._rows)}
    window.show_compare()
    settle()
    edges |= {right(window.compare_page._file), right(window.compare_page._table)}
    edges.add(right(window.compare_page._strip.panels[-1]))
    assert edges == {1366 - 12 - 1}


def test_the_numbers_follow_the_plan(window):
    workspace = interview(window)
    assert workspace.strip.units.accessibleName() == "3 à placer"
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert workspace.strip.units.accessibleName() == "2 à placer"


def test_the_large_answer_follows_a_drag(window):
    workspace = interview(window)
    before = workspace.side.answer.headline.text()
    drag = Drag(window, "TRS002").over("2028-S2")
    heights = workspace.strip.height()
    assert workspace.side.answer.why.text() or workspace.side.answer.headline.text() != before
    drag.let_go()
    assert heights == workspace.strip.height()


def test_the_comparison_is_one_key_away_and_the_same_key_or_escape_leads_back(window):
    workspace = interview(window)
    for leaving in ("F7", "Escape"):
        shortcut(window, "F7")
        assert window.pages.currentWidget() is window.compare_page
        if leaving == "F7":
            shortcut(window, "F7")
        else:
            press(window, Qt.Key.Key_Escape)
        assert window.pages.currentWidget() is workspace
    assert window.interview


def test_the_guide_and_the_buttons_name_the_keys(window):
    workspace = interview(window)
    rows = dict(window.named_actions.key_rows())
    assert "F7" in next(keys for keys in rows if "Ctrl+K" in keys)
    assert "F7" in window._top._compare.toolTip()
    assert "F8" in workspace.strip.units.toolTip()
    assert "F9" in workspace.strip.checks.toolTip()
    assert "F11" in workspace.strip.leave.text()


def test_the_pointer_leaves_the_mode_too(window):
    workspace = interview(window)
    QTest.mouseClick(workspace.strip.leave, Qt.MouseButton.LeftButton)
    settle()
    assert not window.interview
    assert workspace_of(window).strip is None


def test_tab_reaches_all_of_the_strip(window):
    workspace = interview(window)
    workspace.pool.filter.setFocus()
    seen = set()
    for _each in range(150):
        seen.add(window.focusWidget())
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert {workspace.strip.units, workspace.strip.checks, workspace.strip.leave} <= seen


# Nothing is lost


def test_zones_are_as_wide_as_before(open_window, example):
    window = open_window(example, size=(1200, 700))
    workspace_of(window).zones.setSizes([280, 600, 320])
    sizes = workspace_of(window).zones.sizes()
    interview(window)
    back(window)
    window.showNormal()
    window.resize(1200, 700)
    settle()
    assert workspace_of(window).zones.sizes() == pytest.approx(sizes, abs=4)


def test_a_zone_folded_before_is_folded_after(window):
    shortcut(window, "F9")
    interview(window)
    assert not back(window).side.isVisible()


def test_the_board_is_scrolled_as_before(open_window, example):
    window = open_window(example, size=(1024, 520))
    bar = workspace_of(window).board.verticalScrollBar()
    assert bar.maximum() > 100
    bar.setValue(100)
    interview(window)
    window.workspace.board.verticalScrollBar().setValue(0)
    window.toggle_interview()
    window.resize(1024, 520)
    settle()
    assert workspace_of(window).board.verticalScrollBar().value() == 100


def test_a_board_scrolled_by_hand_right_after_does_not_go_back(open_window, example):
    board = workspace_of(open_window(example, size=(1024, 520))).board
    board.return_to(100)
    board.verticalScrollBar().triggerAction(board.verticalScrollBar().SliderAction.SliderToMinimum)
    board.verticalScrollBar().rangeChanged.emit(0, 500)
    assert board.verticalScrollBar().value() == 0


@pytest.mark.parametrize("codes", [["FPG003"], ["FPG003", "AST004"]])
def test_selected_cards_stay_selected_with_the_keys_on_them(window, codes):
    workspace_of(window).show_units(codes)
    for turn in (interview, back):
        workspace = turn(window)
        assert sorted(workspace.selected_codes) == sorted(codes)
        assert window.focusWidget() is workspace.board.list_of("FPG003")


def test_a_filter_being_typed_stays_with_its_cursor(window):
    field = workspace_of(window).pool.filter
    field.setFocus()
    QTest.keyClicks(field, "TET0")
    QTest.keyClick(field, Qt.Key.Key_Left)
    for turn in (interview, back):
        field = turn(window).pool.filter
        assert (field.text(), field.cursorPosition()) == ("TET0", 3)
        assert window.focusWidget() is field


def test_details_and_open_folds_stay(window):
    checks = workspace_of(window).side.checks.list.found
    fold = next(entry.fold for entry in checks._entries if entry.fold is not None)
    checks.toggle(fold)
    workspace_of(window).side.inspect("AST004")
    for turn in (interview, back):
        side = turn(window).side
        assert side.inspected == "AST004"
        assert side.isVisible()
        assert side.checks.list.found.is_open(fold)


def test_a_proposal_and_its_answer_stay(window):
    window.propose()
    panel, advisor = workspace_of(window).side._proposal, window.advising.advisor
    advisor.solver = SolverHere()
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
