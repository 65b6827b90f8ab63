"""Scenarios as tabs: chosen, added, renamed in place, put elsewhere by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from csp_planner.domain.edits.refusal import Reason

from ..hand import click_at, mouse, note, press, shortcut, workspace_of


@pytest.fixture
def plan(example):
    scenarios = example.scenarios + tuple(replace(example.scenarios[0], name=name) for name in ("C & D", "E <b>x</b>"))
    return replace(example, scenarios=scenarios)


@pytest.fixture
def window(open_window, plan):
    return open_window(plan, size=(1600, 768))


def tabs(window):
    return window._top.scenarios.tabs


def names(window):
    return [scenario.name for scenario in window.session.document.scenarios]


def shown(window):
    return [tabs(window).name(index) for index in range(tabs(window).count())]


def editor(window):
    return next((found for found in window._top.scenarios.findChildren(QLineEdit) if found.isVisible()), None)


def middle(window, index):
    return tabs(window).mapToGlobal(tabs(window).tabRect(index).center())


def begin_rename(window, index):
    tabs(window).rename(index)
    assert editor(window).hasFocus()
    return editor(window)


def test_there_is_a_tab_for_each_scenario_with_its_name(window, plan):
    assert shown(window) == names(window) == [scenario.name for scenario in plan.scenarios]
    assert tabs(window).currentIndex() == 0


def test_a_click_shows_another_scenario_and_takes_no_undo_step(window):
    click_at(window, middle(window, 1))
    assert window.session.document.active == 1
    assert window.session.history.count() == 0


def test_the_arrow_keys_go_through_the_tabs(window):
    tabs(window).setFocus()
    press(window, Qt.Key.Key_Right)
    assert window.session.document.active == 1
    press(window, Qt.Key.Key_Left)
    assert window.session.document.active == 0


def test_the_tabs_follow_an_undo_that_shows_another_scenario(window):
    window.scenario_acts.retain(0)
    click_at(window, middle(window, 1))
    window.session.history.undo()
    assert tabs(window).currentIndex() == window.session.document.active == 0


def test_a_name_is_typed_in_the_tab_and_kept_with_enter(window, plan):
    field = begin_rename(window, 1)
    field.selectAll()
    QTest.keyClicks(field, "Hiver")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(window)[1] == "Hiver"
    assert shown(window)[1] == "Hiver"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert editor(window) is None
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert window.session.document == plan
    assert shown(window)[1] == plan.scenarios[1].name


def test_escape_leaves_the_name_as_it_was(window, plan):
    field = begin_rename(window, 1)
    QTest.keyClicks(field, "Hiver")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.session.document == plan
    assert window.session.history.count() == 0
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert editor(window) is None


def test_leaving_the_field_keeps_the_name_of_the_tab_that_was_renamed(window, plan):
    assert tabs(window).currentIndex() == 0
    field = begin_rename(window, 2)
    field.setText("Hiver")
    workspace_of(window).pool.filter.setFocus()
    assert names(window) == [plan.scenarios[0].name, plan.scenarios[1].name, "Hiver", plan.scenarios[3].name]


def test_leaving_the_field_leaves_the_focus_where_it_went(window):
    begin_rename(window, 1).setText("Hiver")
    workspace_of(window).pool.filter.setFocus()
    assert window.focusWidget() is workspace_of(window).pool.filter
    assert names(window)[1] == "Hiver"


def settled_editor(window):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return editor(window)


def test_undoing_a_new_scenario_closes_the_field_of_its_name(window, plan):
    shortcut(window, "Ctrl+T")
    field = editor(window)
    field.setText("Hiver")
    window.named_actions.edit.undo.trigger()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settled_editor(window) is None
    assert names(window) == [scenario.name for scenario in plan.scenarios]


def test_scenarios_put_elsewhere_while_a_name_is_typed_keep_their_names(window, plan):
    field = begin_rename(window, 1)
    field.setText("Hiver")
    window.scenario_acts.move(1, 3)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settled_editor(window) is None
    assert sorted(names(window)) == sorted(scenario.name for scenario in plan.scenarios)


def test_an_edit_that_leaves_the_names_leaves_the_field_open(window):
    field = begin_rename(window, 1)
    field.setText("Hiver")
    window.scenario_acts.retain(0)
    assert settled_editor(window) is field
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(window)[1] == "Hiver"


def test_the_name_being_typed_is_taken_when_asked_for(window):
    begin_rename(window, 1).setText("Hiver")
    window._top.scenarios.take_name()
    assert names(window)[1] == "Hiver"
    assert settled_editor(window) is None
    window._top.scenarios.take_name()
    assert window.session.history.count() == 1


def test_a_name_is_pasted_from_the_menu_of_the_field(window, plan, qtbot):
    field = begin_rename(window, 1)
    QApplication.clipboard().setText("Hiver")
    point = field.rect().center()
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, field.mapToGlobal(point)))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert settled_editor(window) is field
    next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    assert window.session.document == plan
    assert field.text() == "Hiver"
    QTest.keyClick(field, Qt.Key.Key_Return)
    menu.close()
    assert names(window)[1] == "Hiver"
    assert window.session.history.count() == 1


def test_a_double_click_renames(window):
    handle = window.windowHandle()
    QTest.mouseDClick(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, handle.mapFromGlobal(middle(window, 1))
    )
    QApplication.processEvents()
    assert editor(window) is not None
    assert editor(window).text() == names(window)[1]
    QTest.keyClick(editor(window), Qt.Key.Key_Escape)


def test_f2_renames_the_scenario_shown(window):
    click_at(window, middle(window, 2))
    shortcut(window, "F2")
    assert editor(window).text() == "C & D"
    QTest.keyClick(editor(window), Qt.Key.Key_Escape)


def test_an_ampersand_in_a_name_is_shown_and_edited_as_it_is(window):
    assert shown(window)[2] == "C & D"
    field = begin_rename(window, 2)
    field.setText("C && D & E")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(window)[2] == shown(window)[2] == "C && D & E"


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_name_leaves_the_name(window, plan, typed):
    field = begin_rename(window, 1)
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.document == plan


def test_the_same_name_takes_no_undo_step(window):
    field = begin_rename(window, 1)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.history.count() == 0


def test_a_name_that_another_has_is_refused_with_the_reason(window, plan, qtbot):
    field = begin_rename(window, 1)
    field.setText(plan.scenarios[0].name)
    with qtbot.waitSignal(window.session.refused) as refused:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert refused.args[0][0].reason is Reason.NAME_TAKEN
    assert window.session.document == plan
    assert shown(window) == names(window)
    assert plan.scenarios[0].name in note(window).accessibleName()


def test_a_name_is_never_longer_than_a_file_takes(window):
    field = begin_rename(window, 1)
    field.setText("x" * 500)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(window)[1] == "x" * 200


def drag_tab(window, index, to):
    """Drag a tab until the edge that goes first has passed the middle of the tab *to*."""
    held, passed = tabs(window).tabRect(index), tabs(window).tabRect(to).center().x()
    way = passed - held.right() + 4 if to > index else passed - held.left() - 4
    start = middle(window, index)
    mouse(tabs(window), QEvent.Type.MouseButtonPress, start)
    for step in range(1, 11):
        mouse(tabs(window), QEvent.Type.MouseMove, start + QPoint(way, 0) * step / 10)
    mouse(tabs(window), QEvent.Type.MouseButtonRelease, start + QPoint(way, 0))
    QTest.qWait(300)


@pytest.mark.parametrize(("index", "to"), [(0, 1), (1, 0), (0, 3), (3, 0), (1, 2)])
def test_a_tab_dragged_elsewhere_stays_there_in_one_undo_step(window, plan, index, to):
    order = [scenario.name for scenario in plan.scenarios]
    order.insert(to, order.pop(index))
    drag_tab(window, index, to)
    assert names(window) == order
    assert shown(window) == order
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert shown(window) == [scenario.name for scenario in plan.scenarios]


def test_what_changes_while_a_tab_is_held_is_shown_when_it_is_let_go(window):
    start = middle(window, 0)
    mouse(tabs(window), QEvent.Type.MouseButtonPress, start)
    mouse(tabs(window), QEvent.Type.MouseMove, start + QPoint(12, 0))
    window.scenario_acts.rename(2, "Hiver")
    mouse(tabs(window), QEvent.Type.MouseButtonRelease, start + QPoint(12, 0))
    QTest.qWait(300)
    assert shown(window) == names(window)
    assert shown(window)[2] == "Hiver"
    assert window.session.history.count() == 1


def test_a_scenario_is_added_and_its_name_may_be_typed_at_once(window):
    window._top.scenarios.add.click()
    assert len(names(window)) == 5
    assert window.session.document.active == 4
    assert window.session.document.scenario.placements == ()
    assert editor(window) is not None
    QTest.keyClicks(editor(window), "Neuf")
    QTest.keyClick(editor(window), Qt.Key.Key_Return)
    assert names(window)[-1] == "Neuf"
    window.session.history.undo()
    window.session.history.undo()
    assert len(names(window)) == 4


def test_the_scenario_retained_bears_a_star_and_says_so(window):
    window.scenario_acts.retain(1)
    assert tabs(window)._label(1).startswith("★")
    assert "retenu" in tabs(window).tabToolTip(1)
    assert not tabs(window)._label(0).startswith("★")
    assert shown(window)[1] == names(window)[1]


def test_the_tabs_are_painted_whatever_the_names(open_window, plan):
    scenarios = tuple(replace(plan.scenarios[0], name=f"{index} " + "é & m" * 39) for index in range(30))
    window = open_window(replace(plan, scenarios=scenarios), size=(1024, 700))
    assert not window.grab().isNull()
    assert len(shown(window)) == 30


@pytest.mark.parametrize("width", [1024, 1366, 1600])
@pytest.mark.parametrize("key", ["Ctrl+D", "Ctrl+T"])
def test_the_name_of_a_scenario_just_made_is_typed_over_its_own_tab(open_window, example, qtbot, width, key):
    window = open_window(example, size=(width, 768))
    for count in (3, 4, 5):
        shortcut(window, key)
        assert editor(window).hasFocus()
        assert editor(window).text() == window.session.document.scenario.name
        assert editor(window).selectedText() == editor(window).text()
        qtbot.wait(50)  # the bar is laid out again: the new tab takes its place, and the title may go
        assert tabs(window).count() == count
        made = tabs(window).tabRect(window.session.document.active).translated(tabs(window).pos())
        field = editor(window).geometry()
        assert field.contains(made.center()), (made, field)
        assert abs(field.left() - made.left()) <= max(0, 140 - made.width()), (made, field)
        assert window._top.scenarios.rect().contains(field), field
        QTest.keyClick(editor(window), Qt.Key.Key_Escape)


def test_the_tab_under_the_pointer_is_seen(window):
    area = tabs(window).tabRect(1)
    elsewhere = window.mapToGlobal(QPoint(300, 400))
    mouse(window, QEvent.Type.MouseMove, elsewhere)
    before = tabs(window).grab(area).toImage()
    mouse(window, QEvent.Type.MouseMove, middle(window, 1))
    assert tabs(window).grab(area).toImage() != before
    mouse(window, QEvent.Type.MouseMove, elsewhere)
    assert tabs(window).grab(area).toImage() == before
