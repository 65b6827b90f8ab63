"""Ten times the units and ten years: everything still works, whatever it takes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from csp_planner.domain.edits import place
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Term
from csp_planner.storage.planfile import load, save

from .hand import TODAY, Drag, codes_in, focus_on, placements, pool, press, workspace_of


@pytest.fixture
def plan(example):
    """The example with each unit and placement ten times, over ten years."""
    units = tuple(replace(unit, code=f"{unit.code}x{copy}") for copy in range(10) for unit in example.programme.units)
    placed = tuple(
        Placement(unit=f"{placement.unit}x{copy}", term=placement.term)
        for copy in range(10)
        for placement in example.scenario.placements
    )
    programme = replace(example.programme, units=units, recommended_order=())
    scenario = replace(example.scenario, placements=placed, years=10)
    return replace(example, programme=programme, scenarios=(scenario,), active=0)


@pytest.fixture
def window(open_window, plan):
    return open_window(plan)


def test_every_card_stands_where_the_plan_says_is_found_and_none_covers_another(window, plan, qtbot):
    board = workspace_of(window).board
    assert [row.year for row in board._rows] == list(range(2026, 2036))
    for each in board.panes:
        expected = {placement.unit for placement in plan.scenario.placements if placement.term == each.term}
        assert set(each.units.cards.keys) == expected, each.term
    assert len(pool(window).cards.keys) == len(
        [code for code in window.session.evaluation.to_place if plan.programme.by_code[code].is_attended]
    )
    for each in workspace_of(window).board.panes:
        for row in range(each.units.cards.rowCount()):
            rect = each.units.visualRect(each.units.cards.index(row)).adjusted(0, 0, -8, -8)
            assert each.units.viewport().rect().contains(rect), (each.term, row)
    view = workspace_of(window).side.checks.list
    rows = [view.model().index(row) for row in range(view.model().rowCount())]

    def one_below_the_other() -> bool:
        boxes = [view.visualRect(row) for row in rows]
        return all(above.bottom() + 1 == below.top() for above, below in pairwise(boxes))

    for width in (1366, 1100, 1250):
        window.resize(width, 768)
        qtbot.waitUntil(one_below_the_other)
    workspace_of(window).pool.filter.setText("tet010x7")
    assert pool(window).cards.keys == ["TET010x7"]


def test_a_drag_lights_every_term_of_ten_years_and_lands_in_the_file_where_it_is_let_go(open_window, plan, tmp_path):
    path = tmp_path / "large.cspplan"
    window = open_window(plan, path, save(path, plan, None))
    verdicts = window.session.verdicts(["TET010x9"])
    assert len(verdicts) == 30
    carried = Drag(window, "TET010x9")
    for each in workspace_of(window).board.panes:
        assert each.verdict == verdicts[each.term]
    carried.over("2028-S1").let_go()
    assert placements(window.session.document)["TET010x9"] == "2028-S1"
    assert "TET010x9" in codes_in(window, "2028-S1")
    assert window.session.document == place(plan, "TET010x9", Term.parse("2028-S1"), TODAY)
    assert window.session.evaluation == evaluate_plan(window.session.document, TODAY)
    window.documents.keeper.settle()
    assert load(path).plan == window.session.document
    window.session.history.undo()
    assert window.session.document == plan


def test_keys_reach_the_last_year_and_a_whole_term_is_taken_off_in_one_step(window):
    focus_on(window, "TET010x0")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert placements(window.session.document)["TET010x0"] == "2035-S1"
    assert "TET010x0" in codes_in(window, "2035-S1")
    assert pool(window).hasFocus()  # the list goes on
    units = codes_in(window, "2027-S1")
    assert len(units) == 40
    window.acts.unplace(units)
    assert codes_in(window, "2027-S1") == []
    assert set(units) <= set(pool(window).cards.keys)
    assert window.session.history.count() == 2
