"""The board: one row per academic year, and nothing that moves by itself."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from csp_planner.domain.edits import set_accreditation
from csp_planner.domain.plan import Attempt, Placement, UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.board import AccreditationLine

from ...domain.helpers import WAIVER, put
from ..hand import (
    Drag,
    codes_in,
    drag,
    focus_on,
    in_term,
    list_of,
    note,
    outside,
    pane,
    placements,
    pool,
    press,
    shown_texts,
    workspace_of,
)


def board(window):
    return workspace_of(window).board


def years(window):
    return [row.year for row in board(window)._rows]


def test_each_year_has_an_annual_strip_above_its_two_semesters(window):
    for row in board(window)._rows:
        annual, first, second = row.panes
        assert [str(each.term) for each in row.panes] == [f"{row.year}-A", f"{row.year}-S1", f"{row.year}-S2"]
        assert annual.geometry().bottom() < first.geometry().top()
        assert first.geometry().right() < second.geometry().left()
        assert annual.geometry().left() <= first.geometry().left()
        assert annual.geometry().right() >= second.geometry().right()


def test_years_follow_each_other_down_the_screen(window):
    tops = [row.mapTo(window, QPoint(0, 0)).y() for row in board(window)._rows]
    assert years(window) == [2026, 2027, 2028]
    assert tops == sorted(tops)


def test_three_years_fit_without_scrolling(window):
    bar = board(window).verticalScrollBar()
    assert bar.maximum() == 0, f"{bar.maximum()} pixels too tall"


def test_a_year_is_added_and_taken_away_by_its_buttons_and_undone(window):
    before = window.session.document
    add, remove = board(window)._add, board(window)._remove
    add.click()
    assert years(window) == [2026, 2027, 2028, 2029]
    assert pane(window, "2029-S1").units.accessibleName() == "Semestre 1 2029/2030"
    remove.click()
    assert years(window) == [2026, 2027, 2028]
    window.session.history.undo()
    assert years(window) == [2026, 2027, 2028, 2029]
    window.session.history.undo()
    assert window.session.document == before


def test_a_year_that_holds_units_is_not_removed_and_says_why(window):
    before = window.session.document
    board(window)._remove.click()
    assert window.session.document is before
    assert "2028/2029" in note(window).accessibleName()


def test_a_card_can_be_dropped_on_a_year_just_added(window):
    board(window)._add.click()
    drag(window, "TET010", "2029-S1")
    assert placements(window.session.document)["TET010"] == "2029-S1"


def test_a_year_before_is_added_at_the_top(window):
    window.named_actions.edit.add_year_before.trigger()
    assert years(window) == [2025, 2026, 2027, 2028]
    window.session.history.undo()
    assert years(window) == [2026, 2027, 2028]


def test_an_attempt_in_an_earlier_year_has_its_year(open_window, example):
    attempt = Attempt(unit="TET010", term=Term.parse("2024-S1"), state=UnitState.FAILED, date=date(2025, 2, 1))
    window = open_window(replace(example, profile=replace(example.profile, attempts=(attempt,))))
    assert years(window)[0] == 2024
    assert len(codes_in(window, "2024-S1")) == 1


def test_a_placement_beyond_the_years_asked_for_has_its_year(open_window, example):
    plan = put(example, "TET010", "2031-S1")
    window = open_window(plan)
    assert years(window)[-1] == 2031
    assert codes_in(window, "2031-S1") == ["TET010"]


def test_every_row_says_on_what_its_openings_rest(open_window, example):
    scenario = replace(example.scenario, start=Term.parse("2025-S1"), years=4)
    window = open_window(example.with_scenario(scenario))
    words = {row.year: row._about.text() for row in board(window)._rows}
    assert "publiée" in words[2025]
    assert "prévisionnel" not in words[2025]
    for year in (2026, 2027, 2028):
        assert "prévisionnel" in words[year]
        assert "2025/2026" in words[year]


def test_a_year_before_the_first_published_one_says_that_nothing_is_known(open_window, blank):
    scenario = replace(blank.scenario, start=Term.parse("2021-S1"), years=2)
    window = open_window(blank.with_scenario(scenario))
    about = board(window)._rows[0]._about.text()
    assert "non publiée" in about
    assert "prévisionnel" not in about


def test_a_row_sums_its_year(window):
    for row in board(window)._rows:
        loads = [load for load in window.session.evaluation.terms if load.term.year == row.year]
        text = row._sum.text().replace("\xa0", " ").replace("\u202f", " ").replace(",", ".")
        total = sum(load.ects for load in loads)
        assert text.startswith(f"{total:g} ECTS") if total else text == ""


def test_the_end_of_the_accreditation_is_drawn_before_the_first_year_past_it(window):
    line = window.findChild(AccreditationLine)
    assert "01/07/2027" in line.accessibleName()
    assert "renouvellement" in line.accessibleName()
    rows = {row.year: row for row in board(window)._rows}
    # Semester 2 of 2026/2027 ends after 1 July 2027 or before: the line follows the rule that judges the terms.
    late = {load.term.year for load in window.session.evaluation.terms if not load.within_accreditation}
    first_late = min(late)
    assert line.y() <= rows[first_late].y()
    assert line.y() > min(rows[year].y() for year in rows) - line.height() - 10


def test_the_line_moves_with_the_date_of_the_accreditation_and_back(window):
    def drawn():
        return board(window)._line.accessibleName() if board(window)._line is not None else ""

    window.session.do("the centre has news", lambda plan: set_accreditation(plan, date(2028, 7, 1)))
    assert "01/07/2028" in drawn()
    window.session.do("the centre has news", lambda plan: set_accreditation(plan, date(2040, 7, 1)))
    assert drawn() == ""
    window.session.history.undo()
    window.session.history.undo()
    assert "01/07/2027" in drawn()


def test_points_are_found_in_the_term_under_them_and_in_no_other(window):
    for each in board(window).panes:
        assert board(window).term_at(in_term(window, str(each.term))) == each.term
    assert board(window).term_at(outside(window)) is None
    assert board(window).term_at(pool(window).mapToGlobal(QPoint(10, 10))) is None


def test_a_board_taller_than_the_window_scrolls_while_a_card_is_held_at_its_edge(open_window, example, qtbot):
    plan = example.with_scenario(replace(example.scenario, years=8))
    window = open_window(plan, size=(1366, 600))
    bar = board(window).verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(0)
    edge = board(window).viewport().mapToGlobal(QPoint(300, board(window).viewport().height() - 8))
    carried = Drag(window, "TET010").to(edge)
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=1_000)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    carried.let_go()


def test_a_term_out_of_sight_takes_no_card(open_window, example):
    plan = example.with_scenario(replace(example.scenario, years=8))
    window = open_window(plan, size=(1366, 600))
    board(window).verticalScrollBar().setValue(0)
    far = pane(window, "2033-S1")
    point = far.mapToGlobal(QPoint(20, 20))
    Drag(window, "TET010").to(point).let_go()
    assert "TET010" not in placements(window.session.document)


def test_the_keyboard_brings_the_term_aimed_at_into_view(open_window, blank):
    plan = blank.with_scenario(replace(blank.scenario, years=8))
    window = open_window(plan, size=(1366, 600))
    focus_on(window, "AST004")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_End)
    target = workspace_of(window).carry.target
    assert target == Term.parse("2033-S1")
    aimed, viewport = pane(window, "2033-S1"), board(window).viewport()
    assert viewport.rect().contains(aimed.mapTo(viewport, aimed.rect().center()))
    press(window, Qt.Key.Key_Escape)


def test_rows_that_stay_are_not_made_again(window):
    rows = list(board(window)._rows)
    board(window)._add.click()
    assert board(window)._rows[:3] == rows
    drag(window, "TET010", "2028-S1")
    assert board(window)._rows[:3] == rows


def test_only_the_cards_that_differ_are_touched(window):
    touched = []
    for each in board(window).panes:
        model = each.units.cards
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(lambda *_args, term=each.term: touched.append(term))
    drag(window, "TET010", "2028-S1")
    assert set(touched) == {Term.parse("2028-S1")}


def test_nothing_moves_without_a_gesture(window, qtbot):
    before = window.session.document, {each.term: each.units.cards.keys for each in board(window).panes}
    qtbot.wait(300)
    assert (window.session.document, {each.term: each.units.cards.keys for each in board(window).panes}) == before


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_year_is_written_with_both_years(window, year):
    assert f"{year}/{year + 1}" in shown_texts(board(window), QLabel)


def test_the_buttons_of_the_board_have_names(window):
    assert all(each.accessibleName() for each in board(window).findChildren(QToolButton))


def test_a_waiver_outside_the_years_shown_gets_a_row(open_window, example):
    scenario = replace(
        example.scenario,
        placements=(Placement(unit="TET007", term=Term.parse("2025-S2"), waiver=WAIVER),),
    )
    window = open_window(example.with_scenario(scenario))
    assert codes_in(window, "2025-S2") == ["TET007"]


def test_an_accreditation_that_ends_within_a_year_is_drawn_below_it_and_its_late_semester_marked(window):
    window.session.do("the centre has news", lambda plan: set_accreditation(plan, date(2028, 6, 1)))
    rows, line = board(window)._rows, board(window)._line
    layout = board(window)._layout
    assert layout.indexOf(line) == layout.indexOf(rows[1]) + 1  # 2027/2028: its first semester is in time
    assert [str(each.term) for each in board(window).panes if each._is_past_the_line] == ["2027-A", "2027-S2"]


def test_a_year_that_is_added_is_seen_and_its_button_stays_in_reach(window, qtbot):
    board = workspace_of(window).board
    for _each in range(4):
        board._add.click()
        qtbot.waitUntil(lambda: board.viewport().rect().contains(board._add.mapTo(board.viewport(), QPoint(4, 4))))
    assert len(board._rows) == 7


def test_an_annual_strip_says_that_its_enrolment_has_closed(window):
    closed, still_open = pane(window, "2026-A"), pane(window, "2027-A")
    assert "inscriptions closes" in closed.units.accessibleDescription()
    assert "closes" not in still_open.units.accessibleDescription()


def test_down_and_up_go_to_the_list_below_and_above(window):
    focus_on(window, "TRS002")
    press(window, Qt.Key.Key_Down)
    assert workspace_of(window).focusWidget() is list_of(window, "UA211G")
    press(window, Qt.Key.Key_Up)
    assert workspace_of(window).focusWidget() is list_of(window, "TRS002")


def test_a_drop_paints_only_the_terms_it_changes(window, qtbot):
    painted = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Paint:
                painted.append(str(watched.term))
            return False

    qtbot.wait(50)
    watch = Watch()
    for each in workspace_of(window).board.panes:
        each.installEventFilter(watch)
    window.session.place(["TET010"], Term.parse("2028-S1"))
    qtbot.waitUntil(lambda: "2028-S1" in painted)
    assert not {"2026-S1", "2026-S2", "2027-S1", "2027-S2"} & set(painted)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_openings_of_a_coming_year_are_asked_for_by_keys_and_only_by_the_words(window, key):
    found = []
    board(window).openings_asked.disconnect()
    board(window).openings_asked.connect(found.append)
    row = next(row for row in board(window)._rows if row.year == 2027)
    link = row._about
    assert link.toolTip() == "Saisir les ouvertures 2027/2028…"
    link.setFocus()
    QTest.keyClick(link, key)
    assert found == [2027]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(link.width() - 2, link.height() // 2))
    assert found == [2027], "the empty room beside the words asks nothing"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(10, link.height() // 2))
    assert found == [2027, 2027]
