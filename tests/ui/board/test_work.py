"""How often things are done while cards are moved: what stays as it is costs nothing."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from csp_planner.domain.terms import Term
from csp_planner.ui.board.board import YearRow
from csp_planner.ui.board.term_pane import TermPane
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.document import reading
from csp_planner.ui.panels.answer import Headline
from csp_planner.ui.panels.progress import Gauge, Legend
from csp_planner.ui.widgets.scenario_bar import Tabs

from ..hand import pool, workspace_of


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch):
    """Counts the calls of methods, by what each was called on."""

    def count(owner: type, name: str) -> Counter[object]:
        found: Counter[object] = Counter()
        method = getattr(owner, name)

        def counting(self, *given):
            found[self] += 1
            return method(self, *given)

        monkeypatch.setattr(owner, name, counting)
        return found

    return count


@pytest.fixture
def at_rest(window, qtbot):
    """The window once nothing is left to be done."""
    qtbot.waitUntil(lambda: None not in (window._top.scenarios.tabs._loads or [None]))
    for _each in range(5):
        QApplication.processEvents()
    return window


def drop(window, code: str, term: str) -> None:
    assert window.session.place([code], Term.parse(term))
    QApplication.processEvents()


def names(counts: Counter[object]) -> set[str]:
    return {each.accessibleName() for each in counts}


def test_a_drop_lays_out_the_lists_whose_cards_change_and_judges_one_plan(at_rest, counted, monkeypatch):
    judged = []
    read = reading.read
    monkeypatch.setattr(reading, "read", lambda plan, today: judged.append(plan.scenario.name) or read(plan, today))
    fitted, sized = counted(UnitList, "_fit"), counted(Headline, "_find_scale")
    drop(at_rest, "TET010", "2028-S1")
    assert names(fitted) == {"Unités à placer", "Semestre 1 2028/2029"}
    assert max(fitted.values()) == 1
    for _each in range(5):
        QApplication.processEvents()
    assert judged == ["A · Au plus tôt"]
    # A card that only moves changes neither gauges nor tabs nor what is known of a year.
    painted = [counted(Gauge, "paintEvent"), counted(Legend, "paintEvent")]
    said = [counted(YearRow, "_show_openings"), counted(Tabs, "_name_tabs")]
    drop(at_rest, "TET010", "2027-S1")
    assert at_rest.session.history.count() == 2
    assert painted == said == [Counter(), Counter()]
    # The answer looks once for the size that a width holds.
    assert sum(sized.values()) <= 4


def test_a_card_in_hand_moves_across_terms_that_are_not_painted_again(at_rest, counted):
    workspace = workspace_of(at_rest)
    pool(at_rest).select("TET010")
    painted = counted(TermPane, "paint")
    workspace.carry.take(pool(at_rest))
    corner = workspace.board.viewport().mapToGlobal(QPoint(10, 10))
    for step in range(200):
        workspace.carry.move_to(corner + QPoint(step * 7 % 780, step * 3 % 640))
        QApplication.processEvents()
    assert painted
    assert max(painted.values()) <= 2, "each with and without the mark of a target"
    workspace.carry.give_up()


def test_a_term_looks_in_the_hand_as_it_does_without_kept_pictures(at_rest):
    workspace = workspace_of(at_rest)
    pool(at_rest).select("TET010")
    workspace.carry.take(pool(at_rest))
    QApplication.processEvents()
    for pane in workspace.board.panes:
        kept = pane.window().grab(pane.rect().translated(pane.mapTo(pane.window(), QPoint(0, 0)))).toImage()
        pane.keeps_pictures = False
        plain = pane.window().grab(pane.rect().translated(pane.mapTo(pane.window(), QPoint(0, 0)))).toImage()
        pane.keeps_pictures = True
        assert kept == plain, str(pane.term)
    workspace.carry.give_up()
