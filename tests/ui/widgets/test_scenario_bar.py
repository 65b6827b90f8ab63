"""Scenarios as tabs: chosen, added, renamed in place, put elsewhere by hand."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from csp_planner.domain.edits.refusal import Reason

from ..alone import Scenarios, show
from ..hand import click_at, mouse, note, press, shortcut


@pytest.fixture
def plan(example):
    scenarios = example.scenarios + tuple(replace(example.scenarios[0], name=name) for name in ("C & D", "E <b>x</b>"))
    return replace(example, scenarios=scenarios)


@pytest.fixture
def bar(plan, qtbot):
    return show(Scenarios(plan), qtbot)


def tabs(bar):
    return bar.scenarios.tabs


def names(bar):
    return [scenario.name for scenario in bar.session.document.scenarios]


def shown(bar):
    return [tabs(bar).name(index) for index in range(tabs(bar).count())]


def editor(bar):
    return next((found for found in bar.scenarios.findChildren(QLineEdit) if found.isVisible()), None)


def middle(bar, index):
    return tabs(bar).mapToGlobal(tabs(bar).tabRect(index).center())


def begin_rename(bar, index):
    tabs(bar).rename(index)
    assert editor(bar).hasFocus()
    return editor(bar)


def test_there_is_a_tab_for_each_scenario_with_its_name(bar, plan):
    assert shown(bar) == names(bar) == [scenario.name for scenario in plan.scenarios]
    assert tabs(bar).currentIndex() == 0


def test_a_click_shows_another_scenario_and_takes_no_undo_step(bar):
    click_at(bar, middle(bar, 1))
    assert bar.session.document.active == 1
    assert bar.session.history.count() == 0


def test_the_arrow_keys_go_through_the_tabs(bar):
    tabs(bar).setFocus()
    press(bar, Qt.Key.Key_Right)
    assert bar.session.document.active == 1
    press(bar, Qt.Key.Key_Left)
    assert bar.session.document.active == 0


def test_the_tabs_follow_an_undo_that_shows_another_scenario(bar):
    bar.scenario_acts.retain(0)
    click_at(bar, middle(bar, 1))
    bar.session.history.undo()
    assert tabs(bar).currentIndex() == bar.session.document.active == 0


def test_a_name_is_typed_in_the_tab_and_kept_with_enter(bar, plan):
    field = begin_rename(bar, 1)
    field.selectAll()
    QTest.keyClicks(field, "Hiver")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(bar)[1] == "Hiver"
    assert shown(bar)[1] == "Hiver"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert editor(bar) is None
    assert bar.session.history.count() == 1
    bar.session.history.undo()
    assert bar.session.document == plan
    assert shown(bar)[1] == plan.scenarios[1].name


def test_escape_leaves_the_name_as_it_was(bar, plan):
    field = begin_rename(bar, 1)
    QTest.keyClicks(field, "Hiver")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert bar.session.document == plan
    assert bar.session.history.count() == 0
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert editor(bar) is None


def test_leaving_the_field_keeps_the_name_of_the_tab_that_was_renamed(bar, plan):
    assert tabs(bar).currentIndex() == 0
    field = begin_rename(bar, 2)
    field.setText("Hiver")
    bar.elsewhere.setFocus()
    assert names(bar) == [plan.scenarios[0].name, plan.scenarios[1].name, "Hiver", plan.scenarios[3].name]


def test_leaving_the_field_leaves_the_focus_where_it_went(bar):
    begin_rename(bar, 1).setText("Hiver")
    bar.elsewhere.setFocus()
    assert bar.focusWidget() is bar.elsewhere
    assert names(bar)[1] == "Hiver"


def settled_editor(bar):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return editor(bar)


def test_undoing_a_new_scenario_closes_the_field_of_its_name(bar, plan):
    bar.scenarios.add.click()
    field = editor(bar)
    field.setText("Hiver")
    bar.session.history.undo()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settled_editor(bar) is None
    assert names(bar) == [scenario.name for scenario in plan.scenarios]


def test_scenarios_put_elsewhere_while_a_name_is_typed_keep_their_names(bar, plan):
    field = begin_rename(bar, 1)
    field.setText("Hiver")
    bar.scenario_acts.move(1, 3)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settled_editor(bar) is None
    assert sorted(names(bar)) == sorted(scenario.name for scenario in plan.scenarios)


def test_an_edit_that_leaves_the_names_leaves_the_field_open(bar):
    field = begin_rename(bar, 1)
    field.setText("Hiver")
    bar.scenario_acts.retain(0)
    assert settled_editor(bar) is field
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(bar)[1] == "Hiver"


def test_the_name_being_typed_is_taken_when_asked_for(bar):
    begin_rename(bar, 1).setText("Hiver")
    bar.scenarios.take_name()
    assert names(bar)[1] == "Hiver"
    assert settled_editor(bar) is None
    bar.scenarios.take_name()
    assert bar.session.history.count() == 1


def test_a_name_is_pasted_from_the_menu_of_the_field(bar, plan, qtbot):
    field = begin_rename(bar, 1)
    QApplication.clipboard().setText("Hiver")
    point = field.rect().center()
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, field.mapToGlobal(point)))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert settled_editor(bar) is field
    next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    assert bar.session.document == plan
    assert field.text() == "Hiver"
    QTest.keyClick(field, Qt.Key.Key_Return)
    menu.close()
    assert names(bar)[1] == "Hiver"
    assert bar.session.history.count() == 1


def test_a_double_click_renames(bar):
    handle = bar.windowHandle()
    QTest.mouseDClick(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, handle.mapFromGlobal(middle(bar, 1))
    )
    QApplication.processEvents()
    assert editor(bar) is not None
    assert editor(bar).text() == names(bar)[1]
    QTest.keyClick(editor(bar), Qt.Key.Key_Escape)


def test_an_ampersand_in_a_name_is_shown_and_edited_as_it_is(bar):
    assert shown(bar)[2] == "C & D"
    field = begin_rename(bar, 2)
    field.setText("C && D & E")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(bar)[2] == shown(bar)[2] == "C && D & E"


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_name_leaves_the_name(bar, plan, typed):
    field = begin_rename(bar, 1)
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bar.session.document == plan


def test_the_same_name_takes_no_undo_step(bar):
    field = begin_rename(bar, 1)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bar.session.history.count() == 0


def test_f2_renames_the_scenario_shown_and_a_name_that_another_has_is_refused_with_the_reason(open_window, plan, qtbot):
    window = open_window(plan, size=(1600, 768))
    scenarios = window._top.scenarios
    click_at(window, scenarios.tabs.mapToGlobal(scenarios.tabs.tabRect(2).center()))
    shortcut(window, "F2")
    field = scenarios.findChild(QLineEdit)
    assert field.isVisible()
    assert field.text() == "C & D"
    field.setText(plan.scenarios[0].name)
    with qtbot.waitSignal(window.session.refused) as refused:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert refused.args[0][0].reason is Reason.NAME_TAKEN
    assert window.session.document == replace(plan, active=2)
    assert [scenarios.tabs.name(index) for index in range(4)] == [scenario.name for scenario in plan.scenarios]
    assert plan.scenarios[0].name in note(window).accessibleName()


def test_a_name_is_never_longer_than_a_file_takes(bar):
    field = begin_rename(bar, 1)
    field.setText("x" * 500)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(bar)[1] == "x" * 200


def drag_tab(bar, index, to):
    """Drag a tab until the edge that goes first has passed the middle of the tab *to*."""
    held, passed = tabs(bar).tabRect(index), tabs(bar).tabRect(to).center().x()
    way = passed - held.right() + 4 if to > index else passed - held.left() - 4
    start = middle(bar, index)
    mouse(tabs(bar), QEvent.Type.MouseButtonPress, start)
    for step in range(1, 11):
        mouse(tabs(bar), QEvent.Type.MouseMove, start + QPoint(way, 0) * step / 10)
    mouse(tabs(bar), QEvent.Type.MouseButtonRelease, start + QPoint(way, 0))
    QTest.qWait(300)


@pytest.mark.parametrize(("index", "to"), [(0, 1), (1, 0), (0, 3), (3, 0), (1, 2)])
def test_a_tab_dragged_elsewhere_stays_there_in_one_undo_step(bar, plan, index, to):
    order = [scenario.name for scenario in plan.scenarios]
    order.insert(to, order.pop(index))
    drag_tab(bar, index, to)
    assert names(bar) == order
    assert shown(bar) == order
    assert bar.session.history.count() == 1
    bar.session.history.undo()
    assert shown(bar) == [scenario.name for scenario in plan.scenarios]


def test_what_changes_while_a_tab_is_held_is_shown_when_it_is_let_go(bar):
    start = middle(bar, 0)
    mouse(tabs(bar), QEvent.Type.MouseButtonPress, start)
    mouse(tabs(bar), QEvent.Type.MouseMove, start + QPoint(12, 0))
    bar.scenario_acts.rename(2, "Hiver")
    mouse(tabs(bar), QEvent.Type.MouseButtonRelease, start + QPoint(12, 0))
    QTest.qWait(300)
    assert shown(bar) == names(bar)
    assert shown(bar)[2] == "Hiver"
    assert bar.session.history.count() == 1


def test_a_scenario_is_added_and_its_name_may_be_typed_at_once(bar):
    bar.scenarios.add.click()
    assert len(names(bar)) == 5
    assert bar.session.document.active == 4
    assert bar.session.document.scenario.placements == ()
    assert editor(bar) is not None
    QTest.keyClicks(editor(bar), "Neuf")
    QTest.keyClick(editor(bar), Qt.Key.Key_Return)
    assert names(bar)[-1] == "Neuf"
    bar.session.history.undo()
    bar.session.history.undo()
    assert len(names(bar)) == 4


def test_the_scenario_retained_bears_a_star_and_says_so(bar):
    bar.scenario_acts.retain(1)
    assert tabs(bar)._label(1).startswith("★")
    assert "retenu" in tabs(bar).tabToolTip(1)
    assert not tabs(bar)._label(0).startswith("★")
    assert shown(bar)[1] == names(bar)[1]


def test_the_tabs_are_painted_whatever_the_names(plan, qtbot):
    scenarios = tuple(replace(plan.scenarios[0], name=f"{index} " + "é & m" * 39) for index in range(30))
    bar = show(Scenarios(replace(plan, scenarios=scenarios), width=500), qtbot)
    assert not bar.grab().isNull()
    assert len(shown(bar)) == 30


def test_the_name_of_a_scenario_just_made_is_typed_over_its_own_tab(window, qtbot):
    scenarios = window._top.scenarios

    def editor():
        return next(found for found in scenarios.findChildren(QLineEdit) if found.isVisible())

    for width, key in product((1024, 1366, 1600), ("Ctrl+D", "Ctrl+T")):
        window.resize(width, 768)
        for count in (3, 4, 5):
            shortcut(window, key)
            assert editor().hasFocus()
            assert editor().text() == window.session.document.scenario.name
            assert editor().selectedText() == editor().text()
            qtbot.wait(50)  # the bar is laid out again: the new tab takes its place, and the title may go
            assert scenarios.tabs.count() == count
            made = scenarios.tabs.tabRect(window.session.document.active).translated(scenarios.tabs.pos())
            field = editor().geometry()
            assert field.contains(made.center()), (made, field)
            assert abs(field.left() - made.left()) <= max(0, 140 - made.width()), (made, field)
            assert scenarios.rect().contains(field), field
            QTest.keyClick(editor(), Qt.Key.Key_Escape)
        for _count in range(3):
            window.session.history.undo()


def test_the_tab_under_the_pointer_is_seen(bar):
    area = tabs(bar).tabRect(1)
    elsewhere = bar.elsewhere.mapToGlobal(bar.elsewhere.rect().center())
    mouse(bar, QEvent.Type.MouseMove, elsewhere)
    before = tabs(bar).grab(area).toImage()
    mouse(bar, QEvent.Type.MouseMove, middle(bar, 1))
    assert tabs(bar).grab(area).toImage() != before
    mouse(bar, QEvent.Type.MouseMove, elsewhere)
    assert tabs(bar).grab(area).toImage() == before
