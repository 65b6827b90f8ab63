"""The board: one row per academic year, and nothing that moves by itself."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from csp_planner.domain.edits import set_accreditation
from csp_planner.domain.plan import Placement
from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import UnitState
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


def test_three_years_follow_each_other_down_the_screen_without_scrolling(window):
    """Each with an annual strip above its two semesters, its name, its sum, and buttons that have names."""
    rows = board(window)._rows
    for row in rows:
        annual, first, second = row.panes
        assert [str(each.term) for each in row.panes] == [f"{row.year}-A", f"{row.year}-S1", f"{row.year}-S2"]
        assert annual.geometry().bottom() < first.geometry().top()
        assert first.geometry().right() < second.geometry().left()
        assert annual.geometry().left() <= first.geometry().left()
        assert annual.geometry().right() >= second.geometry().right()
        assert f"{row.year}/{row.year + 1}" in shown_texts(board(window), QLabel)
        loads = [load for load in window.session.evaluation.terms if load.term.year == row.year]
        text = row._sum.text().replace("\xa0", " ").replace("\u202f", " ").replace(",", ".")
        total = sum(load.ects for load in loads)
        assert text.startswith(f"{total:g} ECTS") if total else text == ""
    tops = [row.mapTo(window, QPoint(0, 0)).y() for row in rows]
    assert years(window) == [2026, 2027, 2028]
    assert tops == sorted(tops)
    bar = board(window).verticalScrollBar()
    assert bar.maximum() == 0, f"{bar.maximum()} pixels too tall"
    assert all(each.accessibleName() for each in board(window).findChildren(QToolButton))


def test_an_annual_strip_says_that_its_enrolment_has_closed(window):
    closed, still_open = pane(window, "2026-A"), pane(window, "2027-A")
    assert "inscriptions closes" in closed.units.accessibleDescription()
    assert "closes" not in still_open.units.accessibleDescription()


def test_years_are_added_and_taken_away_by_their_buttons_and_undone_and_rows_that_stay_are_kept(window):
    before, rows = window.session.document, list(board(window)._rows)
    add, remove = board(window)._add, board(window)._remove
    remove.click()  # it holds units
    assert window.session.document is before
    assert "2028/2029" in note(window).accessibleName()
    add.click()
    assert years(window) == [2026, 2027, 2028, 2029]
    assert pane(window, "2029-S1").units.accessibleName() == "Semestre 1 2029/2030"
    assert board(window)._rows[:3] == rows
    remove.click()
    assert years(window) == [2026, 2027, 2028]
    window.session.history.undo()
    assert years(window) == [2026, 2027, 2028, 2029]
    # The year just added takes a card.
    drag(window, "TET010", "2029-S1")
    assert placements(window.session.document)["TET010"] == "2029-S1"
    assert board(window)._rows[:3] == rows
    window.session.history.undo()
    window.session.history.undo()
    assert window.session.document == before
    # A year before them stands at the top.
    window.named_actions.edit.add_year_before.trigger()
    assert years(window) == [2025, 2026, 2027, 2028]
    window.session.history.undo()
    assert years(window) == [2026, 2027, 2028]


def test_what_lies_outside_the_years_asked_for_has_its_year(open_window, example):
    attempt = Attempt(unit="TET010", term=Term.parse("2024-S1"), state=UnitState.FAILED, date=date(2025, 2, 1))
    window = open_window(replace(example, profile=replace(example.profile, attempts=(attempt,))))
    assert years(window)[0] == 2024
    assert len(codes_in(window, "2024-S1")) == 1
    window.documents.show(put(example, "TET010", "2031-S1"), None)
    assert years(window)[-1] == 2031
    assert codes_in(window, "2031-S1") == ["TET010"]
    scenario = replace(
        example.scenario,
        placements=(Placement(unit="TET007", term=Term.parse("2025-S2"), waiver=WAIVER),),
    )
    window.documents.show(example.with_scenario(scenario), None)
    assert codes_in(window, "2025-S2") == ["TET007"]


def test_every_row_says_on_what_its_openings_rest(open_window, example, blank):
    scenario = replace(example.scenario, start=Term.parse("2025-S1"), years=4)
    window = open_window(example.with_scenario(scenario))
    words = {row.year: row._about.text() for row in board(window)._rows}
    assert "publiée" in words[2025]
    assert "prévisionnel" not in words[2025]
    for year in (2026, 2027, 2028):
        assert "prévisionnel" in words[year]
        assert "2025/2026" in words[year]
    # Before the first published year nothing is known.
    scenario = replace(blank.scenario, start=Term.parse("2021-S1"), years=2)
    window.documents.show(blank.with_scenario(scenario), None)
    about = board(window)._rows[0]._about.text()
    assert "non publiée" in about
    assert "prévisionnel" not in about


def test_the_end_of_the_accreditation_is_drawn_before_the_first_year_past_it_and_moves_with_its_date(window):
    def drawn():
        return board(window)._line.accessibleName() if board(window)._line is not None else ""

    line = window.findChild(AccreditationLine)
    assert "01/07/2027" in line.accessibleName()
    assert "renouvellement" in line.accessibleName()
    rows = {row.year: row for row in board(window)._rows}
    # Semester 2 of 2026/2027 ends after 1 July 2027 or before: the line follows the rule that judges the terms.
    late = {load.term.year for load in window.session.evaluation.terms if not load.within_accreditation}
    first_late = min(late)
    assert line.y() <= rows[first_late].y()
    assert line.y() > min(rows[year].y() for year in rows) - line.height() - 10
    window.session.do("the centre has news", lambda plan: set_accreditation(plan, date(2028, 7, 1)))
    assert "01/07/2028" in drawn()
    window.session.do("the centre has news", lambda plan: set_accreditation(plan, date(2040, 7, 1)))
    assert drawn() == ""
    window.session.history.undo()
    window.session.history.undo()
    assert "01/07/2027" in drawn()
    # One that ends within a year is drawn below it, and the semester of it that is late is marked.
    window.session.do("the centre has news", lambda plan: set_accreditation(plan, date(2028, 6, 1)))
    layout = board(window)._layout
    # The first semester of 2027/2028 is in time.
    assert layout.indexOf(board(window)._line) == layout.indexOf(board(window)._rows[1]) + 1
    assert [str(each.term) for each in board(window).panes if each._is_past_the_line] == ["2027-A", "2027-S2"]


def test_points_are_found_in_the_term_under_them_and_in_no_other(window):
    for each in board(window).panes:
        assert board(window).term_at(in_term(window, str(each.term))) == each.term
    assert board(window).term_at(outside(window)) is None
    assert board(window).term_at(pool(window).mapToGlobal(QPoint(10, 10))) is None


def test_of_a_board_taller_than_the_window_no_term_out_of_sight_takes_a_card_until_it_is_scrolled_to(
    open_window, blank, qtbot
):
    window = open_window(blank.with_scenario(replace(blank.scenario, years=8)), size=(1366, 600))
    bar = board(window).verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(0)
    far = pane(window, "2033-S1")
    Drag(window, "TET010").to(far.mapToGlobal(QPoint(20, 20))).let_go()
    assert "TET010" not in placements(window.session.document)
    # A card held at the edge scrolls it.
    edge = board(window).viewport().mapToGlobal(QPoint(300, board(window).viewport().height() - 8))
    carried = Drag(window, "TET010").to(edge)
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=1_000)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    carried.let_go()
    # The keys bring the term aimed at into view.
    bar.setValue(0)
    focus_on(window, "AST004")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_End)
    assert workspace_of(window).carry.target == Term.parse("2033-S1")
    viewport = board(window).viewport()
    assert viewport.rect().contains(far.mapTo(viewport, far.rect().center()))
    press(window, Qt.Key.Key_Escape)


def test_a_drop_touches_the_cards_that_differ_and_paints_the_terms_it_changes(window, qtbot):
    touched, painted = [], []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Paint:
                painted.append(str(watched.term))
            return False

    qtbot.wait(50)
    watch = Watch()
    for each in board(window).panes:
        each.installEventFilter(watch)
        model = each.units.cards
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(lambda *_args, term=each.term: touched.append(term))
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert set(touched) == {Term.parse("2028-S1")}
    qtbot.waitUntil(lambda: "2028-S1" in painted)
    assert not {"2026-S1", "2026-S2", "2027-S1", "2027-S2"} & set(painted)


def test_nothing_moves_without_a_gesture(window, qtbot):
    before = window.session.document, {each.term: each.units.cards.keys for each in board(window).panes}
    qtbot.wait(300)
    assert (window.session.document, {each.term: each.units.cards.keys for each in board(window).panes}) == before


def test_a_year_that_is_added_is_seen_and_its_button_stays_in_reach(window, qtbot):
    board = workspace_of(window).board
    for _each in range(4):
        board._add.click()
        qtbot.waitUntil(lambda: board.viewport().rect().contains(board._add.mapTo(board.viewport(), QPoint(4, 4))))
    assert len(board._rows) == 7


def test_down_and_up_go_to_the_list_below_and_above(window):
    focus_on(window, "TRS002")
    press(window, Qt.Key.Key_Down)
    assert workspace_of(window).focusWidget() is list_of(window, "UA211G")
    press(window, Qt.Key.Key_Up)
    assert workspace_of(window).focusWidget() is list_of(window, "TRS002")


def test_the_openings_of_a_coming_year_are_asked_for_by_keys_and_only_by_the_words(window):
    found = []
    board(window).openings_asked.disconnect()
    board(window).openings_asked.connect(found.append)
    row = next(row for row in board(window)._rows if row.year == 2027)
    link = row._about
    assert link.toolTip() == "Saisir les ouvertures 2027/2028…"
    link.setFocus()
    for count, key in enumerate((Qt.Key.Key_Return, Qt.Key.Key_Space), start=1):
        QTest.keyClick(link, key)
        assert found == [2027] * count
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(link.width() - 2, link.height() // 2))
    assert found == [2027, 2027], "the empty room beside the words asks nothing"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(10, link.height() // 2))
    assert found == [2027, 2027, 2027]
