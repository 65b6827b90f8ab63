"""The window: what it remembers, interview mode, zones, keys and the order of Tab."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from csp_planner.domain.edits import set_note
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.folders import config_folder
from csp_planner.storage.planfile import load, save
from csp_planner.storage.settings import Settings, load_settings, save_settings
from csp_planner.ui import theme
from csp_planner.ui.interview import larger

from .hand import Drag, advised, codes_in, press, shortcut, workspace_of


def test_size_and_zones_are_remembered(open_window, start_window, example):
    first = open_window(example, size=(1200, 700))
    workspace_of(first).zones.setSizes([300, 500, 400])
    sizes = workspace_of(first).zones.sizes()
    first.close()
    settings = load_settings(config_folder())
    assert settings.window
    assert list(settings.zones) == sizes
    second = start_window(settings=settings, size=(1200, 700))
    second.documents.show(example, None)
    second.show()
    QApplication.processEvents()
    assert workspace_of(second).zones.sizes() == pytest.approx(sizes, abs=12)


def test_a_damaged_state_is_ignored_and_language_and_colours_are_remembered_if_they_can_be(open_window, example):
    window = open_window(example, settings=Settings(window="é!not base64", zones=(1, 2)))
    assert window.isVisible()
    assert all(workspace_of(window).zones.sizes())
    window.set_language("en")
    window.set_scheme(theme.Scheme.DARK)
    settings = load_settings(config_folder())
    assert (settings.language, settings.theme) == ("en", "dark")
    shutil.rmtree(config_folder())
    config_folder().write_text("a file where the folder should be")
    window.set_scheme(theme.Scheme.LIGHT)
    assert not save_settings(config_folder(), Settings())


def test_interview_mode_fills_the_screen_with_larger_type_and_back_and_shows_no_private_note(open_window, example):
    window = open_window(set_note(example, "AST004", "Situation difficile"))
    workspace_of(window).zones.setSizes([280, 700, 380])
    sizes, geometry = workspace_of(window).zones.sizes(), window.saveGeometry()
    size = window.font().pointSizeF()
    window.toggle_interview()
    QApplication.processEvents()
    assert window.isFullScreen()
    assert window.font().pointSizeF() == pytest.approx(size * larger(window.screen().size()))
    assert workspace_of(window).delegate.fonts.height > 0
    workspace_of(window).side.inspect("AST004")
    words = [getattr(each, "text", lambda: "")() for each in window.findChildren(QLabel)]
    words += [each.toolTip() for each in window.findChildren(QWidget)]
    assert not any("difficile" in text for text in words if isinstance(text, str))
    window.toggle_interview()
    QApplication.processEvents()
    assert not window.isFullScreen()
    assert window.font().pointSizeF() == pytest.approx(size)
    # The screen of the tests is smaller than the window: what is restored is asked for, not what it comes to.
    assert window._interview_mode._geometry_before == geometry
    assert list(window.documents.settings.zones) == sizes


def test_interview_mode_left_by_closing_remembers_the_plain_window(open_window, example):
    window = open_window(example, size=(1200, 700))
    window.toggle_interview()
    window.close()
    settings = load_settings(config_folder())
    assert settings.window
    assert not settings.zones or all(settings.zones)


def test_a_folded_zone_stays_folded_and_unfolds_wide(open_window, example):
    first = open_window(example, size=(1200, 700))
    shortcut(first, "F8")
    QApplication.processEvents()
    first.close()
    second = open_window(example, settings=load_settings(config_folder()), size=(1200, 700))
    assert not workspace_of(second).pool.isVisible()
    shortcut(second, "F8")
    QApplication.processEvents()
    assert workspace_of(second).pool.width() > 150


def test_zones_fold_and_unfold_and_those_pushed_to_the_edge_come_back_where_they_are_needed(window):
    zones, side = workspace_of(window).zones, workspace_of(window).side
    for key in ("F8", "Ctrl+F"):
        zones.setSizes([0, 900, 300])
        assert zones.sizes()[0] == 0
        shortcut(window, key)
        QApplication.processEvents()
        assert zones.sizes()[0] > 150, key
    zones.setSizes([250, 900, 0])
    side.inspect("AST004")
    QApplication.processEvents()
    assert zones.sizes()[2] > 150
    shortcut(window, "F8")
    assert not workspace_of(window).pool.isVisible()
    shortcut(window, "Ctrl+F")
    assert workspace_of(window).pool.isVisible()
    shortcut(window, "F9")
    assert not side.isVisible()
    side.inspect("TET010")
    assert side.isVisible()


def test_a_card_dropped_on_the_heading_of_a_year_goes_back(window):
    before = window.session.document
    for is_folded in (False, True):
        if is_folded:
            shortcut(window, "F8")
        QApplication.processEvents()
        heading = workspace_of(window).board._rows[1]._name
        Drag(window, "AST004").to(heading.mapToGlobal(heading.rect().center())).let_go()
        assert window.session.document is before, is_folded


def test_the_window_is_as_small_as_it_is_asked_to_be_and_comparing_is_one_click_away(open_window, example):
    window = open_window(example, size=(1024, 700))
    for size in ((1024, 700), (1366, 768), (1920, 1080)):
        window.resize(*size)
        QApplication.processEvents()
        assert (window.width(), window.height()) == size
        assert window._top.width() == size[0]
        assert window._top._compare.isVisible(), size


def test_status_line_undo_and_redo_follow_the_plan(window):
    window.named_actions.units.marks[UnitState.VALIDATED].trigger()
    assert window.session.history.count() == 0, "nothing is selected"
    status, edit = window._status, window.named_actions.edit
    assert "3" in status._remaining.text()
    assert "S2 2028/2029" in status._end.text()
    assert "CRN01" in status._edition.text()
    assert "2023/2024" in status._edition.text()
    assert not edit.undo.isEnabled()
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert "2" in status._remaining.text()
    assert "TET010" in edit.undo.text()
    edit.undo.trigger()
    assert not edit.undo.isEnabled()
    assert "TET010" in edit.redo.text()
    edit.redo.trigger()
    assert codes_in(window, "2028-S1") == ["TET010"]


def test_no_two_acts_have_the_same_key(window):
    from PySide6.QtGui import QAction

    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), sorted(keys)
    assert {"Ctrl+Z", "Ctrl+S", "Ctrl+P", "Ctrl+F", "F1", "F11"} <= set(keys)


def positions(window):
    """Where the focus goes with Tab, from the filter on until it comes back there."""
    start = workspace_of(window).pool.filter
    start.setFocus()
    found = [start]
    while len(found) < 150:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        if window.focusWidget() is start:
            return found
        found.append(window.focusWidget())
    pytest.fail("Tab does not come back to the filter")


def test_tab_goes_through_every_control_in_the_order_of_the_screen_and_comes_back(window):
    workspace = workspace_of(window)
    order = positions(window)
    middle = workspace.zones.widget(1)
    zones = []
    for widget in order:
        for zone in (workspace.pool, middle, workspace.side, window._top):
            if zone.isAncestorOf(widget) and (not zones or zones[-1] is not zone):
                zones.append(zone)
    assert zones[:4] == [workspace.pool, middle, workspace.side, window._top]
    for widget in (
        workspace.pool.units,
        workspace.side.checks.list,
        *workspace.side.progress._conditions,
        workspace.board._add,
        workspace.board._remove,
        window._top.scenarios.tabs,
        window._top.scenarios.add,
    ):
        assert widget in order, widget.accessibleName()
    panes = [each.units for each in workspace.board.panes]
    assert [widget for widget in order if widget in panes] == panes
    workspace.board._add.click()
    longer = [each.units for each in workspace.board.panes]
    assert len(longer) > len(panes)
    assert [widget for widget in positions(window) if widget in longer] == longer


def test_escape_leaves_what_is_tried_then_the_details(window):
    workspace = workspace_of(window)
    workspace.side.inspect("AST004")
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    workspace.pool.units.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.session.trial is None
    assert workspace.side.is_inspecting
    press(window, Qt.Key.Key_Escape)
    assert not workspace.side.is_inspecting


def test_a_what_if_asked_beside_the_comparison_is_seen_on_the_board(window):
    window.show_compare()
    advised(window, lambda: window.scenario_acts.starts_later())
    assert window.session.trial is not None
    assert window.pages.currentWidget() is workspace_of(window)
    window.session.drop_trial()
    advised(window, lambda: window.scenario_acts.fails("TET010"))
    assert window.session.trial is None, "it stands nowhere"
    assert window.banner.isVisible()


def test_a_name_being_typed_is_kept_when_the_document_is_left(open_window, example, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path=path, digest=save(path, example, None))
    window.scenario_acts.rename_asked.emit(0)
    window._top.scenarios.tabs._editor.setText("Un autre nom")
    window.documents.new()
    assert load(path).plan.scenarios[0].name == "Un autre nom"
