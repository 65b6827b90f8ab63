"""The window: start page, files, language, colours, interview mode, and what a start costs."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton, QSpinBox, QWidget

from csp_planner.domain.edits import set_note
from csp_planner.domain.openings import first_open_semester
from csp_planner.domain.plan import Situation, UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import language
from csp_planner.storage.folders import config_folder, state_folder
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.recovery import claim, orphans
from csp_planner.storage.settings import Settings, load_settings, save_settings
from csp_planner.ui import theme
from csp_planner.ui.board.carry import Carry, Ghost
from csp_planner.ui.buttons import TextRow
from csp_planner.ui.keeper import Kept
from csp_planner.ui.window import LARGER_ON_A_SMALL_SCREEN

from .hand import TODAY, Drag, answer, button, codes_in, drag, note, pool, press, shortcut, shown_texts, workspace_of


@pytest.fixture
def started(start_window, qtbot):
    """A window as the program shows it without a file."""

    def show(**given):
        window = start_window(**given)
        window.show_start()
        with qtbot.waitExposed(window):
            window.show()
        return window

    return show


def buttons(window):
    return shown_texts(window.start_page, QPushButton)


# The first page


def test_a_plan_begins_without_a_name_or_a_question(started):
    window = started()
    window.start_page.begin.click()
    assert window.documents.is_open
    plan = window.session.document
    assert plan.profile.name == ""
    assert plan.scenario.placements == ()
    assert plan.scenario.start == first_open_semester(plan.programme, TODAY)
    assert plan.scenario.max_ects == 24
    assert window.pages.currentWidget() is workspace_of(window)
    assert pool(window).hasFocus()
    assert window.documents.keeper.state is Kept.UNTOUCHED


def test_a_plan_begins_with_what_was_entered(started):
    window = started()
    page = window.start_page
    page._name.setText("  Zoé ")
    page._start.setCurrentIndex(2)
    start = page._start.currentData()
    page.findChild(QSpinBox).setValue(0)
    page._situation.setCurrentIndex(list(Situation).index(Situation.EMPLOYED))
    page._name.setFocus()
    press(window, Qt.Key.Key_Return)
    plan = window.session.document
    assert (plan.profile.name, plan.profile.situation) == ("Zoé", Situation.EMPLOYED)
    assert (plan.scenario.start, plan.scenario.max_ects) == (start, None)
    assert window.windowTitle() == "Plan CRN01 — Zoé"


def test_the_first_semester_offered_is_one_that_can_still_be_enrolled_in(started):
    window = started()
    assert window.start_page._start.itemText(0) == "Semestre 2 2026/2027"
    window = started(today=date(2026, 6, 1))
    assert window.start_page._start.itemText(0) == "Semestre 1 2026/2027"


def test_the_example_opens_as_a_copy(started, example):
    window = started()
    before = example_files()[0].read_bytes()
    (name,) = [text for text in buttons(window) if "exemple" in text.lower()]
    button(window.start_page, name).click()
    assert window.session.document == example
    assert window.documents.keeper.path is None
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert example_files()[0].read_bytes() == before


def test_without_a_document_its_acts_cannot_be_asked_for(started):
    window = started()
    assert not any(action.isEnabled() for action in window.document_actions)
    assert not window._top.scenarios.isVisible()
    window.start_page.begin.click()
    assert all(action.isEnabled() for action in window.document_actions)
    assert window._top.scenarios.isVisible()


def test_every_act_of_the_menus_is_harmless_on_the_start_page(started):
    window = started()
    shortcut(window, "Ctrl+N")
    assert window.start_page.isVisible()
    window.toggle_interview()
    window.toggle_interview()
    window.set_language("en")
    QApplication.processEvents()
    assert window.start_page.isVisible()
    assert not window.documents.is_open


def crashed(plan):
    """What a window that was killed leaves."""
    slot = claim(state_folder() / "recovery")
    slot.write(plan)
    os.close(slot._lock)


def test_a_plan_that_a_crash_left_is_offered_and_taken_up(started, example):
    crashed(example)
    window = started()
    assert any("Camille Exemple" in text for text in shown_texts(window.start_page, QLabel))
    button(window.start_page, "Reprendre").click()
    assert window.session.document == example
    assert window.documents.keeper.state is Kept.IN_RECOVERY
    assert orphans(state_folder() / "recovery") == ()
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    (slot,) = (state_folder() / "recovery").glob("*.cspplan")
    assert load(slot).plan == window.session.document


def test_a_plan_that_a_crash_left_is_discarded_only_when_asked(started, example):
    crashed(example)
    window = started()
    assert len(orphans(state_folder() / "recovery")) == 1
    discard = [text for text in buttons(window) if text not in ("Reprendre",)]
    (name,) = [text for text in discard if text in ("Supprimer", "Écarter", "Jeter", "Abandonner", "Ne pas garder")]
    button(window.start_page, name).click()
    assert orphans(state_folder() / "recovery") == ()


def test_a_plan_taken_up_by_another_window_is_not_taken_up_twice(started, example):
    crashed(example)
    first, second = started(), started()
    button(first.start_page, "Reprendre").click()
    button(second.start_page, "Reprendre").click()
    assert first.documents.is_open
    assert not second.documents.is_open
    assert second.banner.isVisible()


# Files


def test_a_file_is_opened_and_remembered(started, example, tmp_path):
    path = tmp_path / "a & b.cspplan"
    save(path, example, None)
    window = started()
    assert window.documents.open_file(path)
    assert window.session.document == example
    assert load_settings(config_folder()).recent == (str(path),)
    menu = QMenu()
    window.documents.fill_recent(menu)
    assert [action.text() for action in menu.actions()] == [str(path).replace("&", "&&")]


def test_the_latest_of_the_recent_files_comes_first_and_once(started, example, tmp_path):
    window = started()
    paths = [tmp_path / f"{name}.cspplan" for name in "abc"]
    for path in paths:
        save(path, example, None)
        window.documents.open_file(path)
    window.documents.open_file(paths[0])
    assert load_settings(config_folder()).recent == tuple(str(paths[at]) for at in (0, 2, 1))


def test_the_start_page_offers_the_recent_files(started, example, tmp_path):
    path = tmp_path / "zoe.cspplan"
    save(path, example, None)
    window = started(settings=Settings(recent=(str(path),)))
    (row,) = window.start_page.findChildren(TextRow)
    assert row.accessibleName() == f"zoe — {tmp_path}"
    row.click()
    assert window.session.document == example


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format": "other"}', b"[]"])
def test_a_file_that_cannot_be_read_is_one_sentence_and_untouched(started, tmp_path, content):
    path = tmp_path / "bad.cspplan"
    path.write_bytes(content)
    window = started()
    assert not window.documents.open_file(path)
    assert window.banner.isVisible()
    assert "Error" not in window.banner.accessibleName()
    assert not window.documents.is_open
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_read_leaves_the_open_document(window, example, tmp_path):
    assert not window.documents.open_file(tmp_path / "missing.cspplan")
    assert window.session.document == example
    assert window.documents.is_open


def test_opening_another_file_begins_another_history(open_window, example, blank, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    window.session.unplace(["AST004"])
    assert window.documents.open_file(other)
    assert not window.session.history.canUndo()
    assert not window.menus.undo.isEnabled()
    assert codes_in(window, "2027-S1") == []


def test_saving_to_a_file_says_so_and_forgets_the_slot(window, tmp_path):
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert window.documents.save_to(tmp_path / "a.cspplan")
    assert window._status._kept.text() == "Enregistré"
    assert list((state_folder() / "recovery").glob("*.cspplan")) == []


def test_saving_where_it_cannot_be_saved_says_so_and_loses_nothing(window, tmp_path):
    window.session.unplace(["AST004"])
    assert not window.documents.save_to(tmp_path / "missing" / "a.cspplan")
    assert window.banner.isVisible()
    window.documents.keeper.settle()
    (slot,) = (state_folder() / "recovery").glob("*.cspplan")
    assert load(slot).plan == window.session.document


# Closing


def test_a_saved_plan_is_closed_without_a_question(open_window, example, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path, save(path, example, None))
    window.session.unplace(["AST004"])
    assert window.close()
    assert load(path).plan == window.session.document


def test_a_plan_only_looked_at_is_closed_without_a_question(window):
    assert window.close()


@pytest.mark.parametrize(
    ("choice", "closed"),
    [(QMessageBox.StandardButton.Cancel, False), (QMessageBox.StandardButton.Discard, True)],
)
def test_an_unsaved_plan_is_closed_only_after_a_question(window, choice, closed):
    window.session.unplace(["AST004"])
    troubles = answer(QMessageBox, lambda box: box.button(choice).click())
    assert window.close() == closed
    assert troubles == []
    assert window.isVisible() != closed
    assert (list((state_folder() / "recovery").glob("*.cspplan")) == []) == closed


def test_after_the_question_was_cancelled_work_goes_on_and_is_kept(window):
    window.session.unplace(["AST004"])
    answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Cancel).click())
    window.close()
    window.session.unplace(["TRS001"])
    window.documents.keeper.settle()
    (slot,) = (state_folder() / "recovery").glob("*.cspplan")
    assert load(slot).plan == window.session.document


def test_a_new_plan_is_begun_only_after_the_question_and_leaves_no_slot(window):
    window.session.unplace(["AST004"])
    troubles = answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Discard).click())
    window.documents.new()
    assert troubles == []
    assert window.start_page.isVisible()
    assert list((state_folder() / "recovery").glob("*.cspplan")) == []


def test_a_document_discarded_is_not_offered_again(window):
    window.session.unplace(["AST004"])
    answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Discard).click())
    window.close()
    assert orphans(state_folder() / "recovery") == ()


def test_an_example_opened_over_unsaved_work_does_not_lose_it_silently(started, window):
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    window.documents.open_example(example_files()[0])
    window.documents.keeper.settle()
    # Reached from the start page only, to which one comes through the question; a slot must not be shared.
    assert len(list((state_folder() / "recovery").glob("*.cspplan"))) <= 1


# What is remembered


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


def test_a_damaged_window_state_is_ignored(open_window, example):
    window = open_window(example, settings=Settings(window="é!not base64", zones=(1, 2)))
    assert window.isVisible()
    assert all(workspace_of(window).zones.sizes())


def test_the_language_and_the_colours_are_remembered(window):
    window.set_language("en")
    window.set_scheme(theme.Scheme.DARK)
    settings = load_settings(config_folder())
    assert (settings.language, settings.theme) == ("en", "dark")


def test_settings_that_cannot_be_written_are_no_trouble(window, monkeypatch):
    config_folder().parent.mkdir(parents=True, exist_ok=True)
    config_folder().write_text("a file where the folder should be")
    window.set_scheme(theme.Scheme.DARK)
    assert not save_settings(config_folder(), Settings())


# Language, colours, interview mode


def state_of(window):
    session = window.session
    return session.document, session.history.count(), session.history.index(), session.trial


@pytest.mark.parametrize("change", ["language", "colours", "interview"])
def test_document_history_and_trial_outlive_a_rebuilt_window(window, change):
    window.session.unplace(["AST004"])
    window.session.unplace(["TRS001"])
    window.session.history.undo()
    window.scenario_acts.fails("PST003")
    before = state_of(window)
    evaluation = window.session.evaluation
    act = {
        "language": lambda: window.set_language("en"),
        "colours": lambda: window.set_scheme(theme.Scheme.DARK),
        "interview": window.toggle_interview,
    }[change]
    act()
    QApplication.processEvents()
    assert state_of(window) == before
    assert window.session.evaluation is evaluation
    assert workspace_of(window).trial_bar.isVisible()
    assert window.menus.undo.isEnabled()
    assert window.menus.redo.isEnabled()
    window.session.drop_trial()
    window.menus.undo.trigger()
    assert "AST004" in codes_in(window, "2027-S1")


def test_the_window_speaks_another_language_and_the_first_again(window):
    french = {action.text() for action in window.menus.bar.actions()}
    window.set_language("en")
    assert language() == "en"
    english = {action.text() for action in window.menus.bar.actions()}
    assert english == {"&File", "&Edit", "&Scenario", "&View", "&Help"}
    assert pool(window).accessibleName() == "Units to place"
    assert workspace_of(window).side.progress.ects.accessibleName() == "ECTS credits"
    window.set_language("fr")
    assert {action.text() for action in window.menus.bar.actions()} == french
    assert pool(window).accessibleName() == "Unités à placer"


def test_after_a_change_of_language_drags_and_edits_work(window):
    window.set_language("en")
    QApplication.processEvents()
    Drag(window, "TET010").over("2028-S1").let_go()
    assert codes_in(window, "2028-S1") == ["TET010"]
    assert "TET010" in window.session.history.undoText()
    assert window.session.history.count() == 1


def test_nothing_of_the_old_window_hears_of_edits(window):
    window.set_language("en")
    window.set_language("fr")
    QTest.qWait(10)
    shown = []
    workspace_of(window).pool.units.cards.rowsRemoved.connect(lambda *_args: shown.append(1))
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert shown == [1]
    assert len(window.findChildren(type(workspace_of(window)))) == 1


def test_a_language_chosen_while_a_card_is_held_puts_it_back(window):
    before = window.session.document
    carried = Drag(window, "AST004").over("2028-S1")
    window.set_language("en")
    assert QApplication.overrideCursor() is None
    assert window.session.document is before
    assert not workspace_of(window).carry.active
    carried.let_go()
    assert window.session.document is before


def test_a_language_chosen_while_comparing_goes_on_comparing(window):
    window.show_compare()
    window.set_language("en")
    assert window.pages.currentWidget() is window.compare_page


@pytest.mark.parametrize("scheme", [scheme for scheme in theme.Scheme if scheme is not theme.Scheme.SYSTEM])
def test_the_window_puts_on_other_colours(window, scheme):
    window.set_scheme(scheme)
    QApplication.processEvents()
    tokens = theme.tokens()
    expected = {"light": theme.LIGHT, "dark": theme.DARK}.get(scheme.value)
    assert expected is None or tokens is expected
    picture = window.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    }
    assert tokens.background.lower() in colours
    assert tokens.surface.lower() in colours
    if scheme is theme.Scheme.DARK:
        assert "#ffffff" not in colours


def test_the_menu_shows_which_colours_and_language_are_on(window):
    window.set_scheme(theme.Scheme.DARK)
    view = window.menus.bar.actions()[3].menu()
    (looks,) = [
        action.menu() for action in view.actions() if action.menu() and "pparence" in action.text().replace("&", "")
    ]
    checked = [action.text() for action in looks.actions() if action.isChecked()]
    assert checked == ["Sombre"]


def test_interview_mode_fills_the_screen_with_larger_type_and_back(window):
    workspace_of(window).zones.setSizes([280, 700, 380])
    sizes, geometry = workspace_of(window).zones.sizes(), window.saveGeometry()
    size = window.font().pointSizeF()
    window.toggle_interview()
    assert window.isFullScreen()
    assert window.font().pointSizeF() == pytest.approx(size * LARGER_ON_A_SMALL_SCREEN)  # that of the tests is
    assert workspace_of(window).delegate.fonts.height > 0
    window.toggle_interview()
    QApplication.processEvents()
    assert not window.isFullScreen()
    assert window.font().pointSizeF() == pytest.approx(size)
    # The screen of the tests is smaller than the window: what is restored is asked for, not what it comes to.
    assert window._geometry_before == geometry
    assert list(window.documents.settings.zones) == sizes


def test_interview_mode_shows_no_private_note_anywhere(open_window, example):
    window = open_window(set_note(example, "AST004", "Situation difficile"))
    window.toggle_interview()
    QApplication.processEvents()
    workspace_of(window).side.inspect("AST004")
    words = [getattr(each, "text", lambda: "")() for each in window.findChildren(QLabel)]
    words += [each.toolTip() for each in window.findChildren(QWidget)]
    assert not any("difficile" in text for text in words if isinstance(text, str))


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


def test_a_zone_pushed_to_the_edge_unfolds(window):
    zones = workspace_of(window).zones
    zones.setSizes([0, 900, 300])
    assert zones.sizes()[0] == 0
    shortcut(window, "F8")
    QApplication.processEvents()
    assert zones.sizes()[0] > 150


def test_zones_fold_and_unfold(window):
    shortcut(window, "F8")
    assert not workspace_of(window).pool.isVisible()
    shortcut(window, "Ctrl+F")
    assert workspace_of(window).pool.isVisible()
    shortcut(window, "F9")
    assert not workspace_of(window).side.isVisible()
    workspace_of(window).side.inspect("AST004")
    assert workspace_of(window).side.isVisible()


@pytest.mark.parametrize("folded", [False, True])
def test_a_card_dropped_on_the_heading_of_a_year_goes_back_with_the_pool_folded_or_not(window, folded):
    if folded:
        shortcut(window, "F8")
    QApplication.processEvents()
    before = window.session.document
    heading = workspace_of(window).board._rows[1]._name
    Drag(window, "AST004").to(heading.mapToGlobal(heading.rect().center())).let_go()
    assert window.session.document is before


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)])
def test_the_window_is_as_small_as_it_is_asked_to_be(open_window, example, size):
    window = open_window(example, size=size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size


# Words below


def test_the_status_line_says_what_the_evaluation_says(window):
    status = window._status
    assert "3" in status._remaining.text()
    assert "S2 2028/2029" in status._end.text()
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert "2" in status._remaining.text()
    assert "CRN01" in status._edition.text()
    assert "2023/2024" in status._edition.text()


def test_undo_and_redo_are_named_and_follow_the_history(window):
    assert not window.menus.undo.isEnabled()
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert "TET010" in window.menus.undo.text()
    window.menus.undo.trigger()
    assert not window.menus.undo.isEnabled()
    assert "TET010" in window.menus.redo.text()
    window.menus.redo.trigger()
    assert codes_in(window, "2028-S1") == ["TET010"]


def test_no_two_acts_have_the_same_key(window):
    from PySide6.QtGui import QAction

    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), sorted(keys)
    assert {"Ctrl+Z", "Ctrl+S", "Ctrl+P", "Ctrl+F", "F1", "F11"} <= set(keys)


def test_marking_with_nothing_selected_changes_nothing(window):
    window.menus._mark(UnitState.VALIDATED)
    assert window.session.history.count() == 0


# Tab


def positions(window, count):
    """Where the focus goes with Tab, from the filter on."""
    found = []
    for _each in range(count):
        widget = window.focusWidget()
        found.append(widget)
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QApplication.processEvents()
    return found


def test_tab_goes_through_the_zones_in_the_order_of_the_screen(window):
    workspace = workspace_of(window)
    workspace.pool.filter.setFocus()
    order = positions(window, 80)
    middle = workspace.zones.widget(1)
    zones = []
    for widget in order:
        for zone in (workspace.pool, middle, workspace.side, window._top):
            if zone.isAncestorOf(widget) and (not zones or zones[-1] is not zone):
                zones.append(zone)
    assert zones[:4] == [workspace.pool, middle, workspace.side, window._top]
    panes = [each.units for each in workspace.board.panes]
    visited = [widget for widget in order if widget in panes]
    assert visited[: len(panes)] == panes


def test_tab_comes_back_to_where_it_began_and_passes_every_control(window):
    workspace = workspace_of(window)
    workspace.pool.filter.setFocus()
    order = positions(window, 120)
    again = order.index(workspace.pool.filter, 1)
    visited = set(order[:again])
    for widget in (
        workspace.pool.units,
        workspace.side.checks.list,
        *workspace.side.progress._conditions,
        workspace.board._add,
        workspace.board._remove,
        window._top.scenarios.tabs,
        window._top.scenarios.add,
    ):
        assert widget in visited, widget.accessibleName()


def test_tab_follows_a_year_that_was_added(window):
    workspace_of(window).board._add.click()
    workspace_of(window).pool.filter.setFocus()
    order = positions(window, 100)
    panes = [each.units for each in workspace_of(window).board.panes]
    assert [widget for widget in order if widget in panes][: len(panes)] == panes


# What a start costs

COLD = """
import sys, json
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_self: QApplication.processEvents() or 0
from csp_planner.__main__ import main
code = main()
sys.stdout.write(json.dumps([code, sorted(sys.modules)]))
"""
NOT_AT_A_START = [
    "openpyxl",
    "icalendar",
    "ortools",
    "pypdf",
    "PySide6.QtPrintSupport",
    "csp_planner.export",
    "csp_planner.proposal",
    "csp_planner.ui.help",
    "csp_planner.ui.panels.compare",
    "csp_planner.ui.panels.inspector",
    "csp_planner.ui.panels.proposal",
    "babel",
    "pydantic",
    "asyncio",
    "socket",
]


@pytest.mark.parametrize("with_file", [True, False])
def test_a_cold_start_loads_only_what_it_shows(tmp_path, example, with_file):
    path = tmp_path / "a.cspplan"
    save(path, example, None)
    arguments = [str(path)] if with_file else []
    command = [sys.executable, "-c", COLD, *arguments]
    environment = {**os.environ, "CSP_PLANNER_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    assert "csp_planner.ui.window" in modules
    loaded = [name for name in NOT_AT_A_START if any(m == name or m.startswith(f"{name}.") for m in modules)]
    assert loaded == []


def test_escape_leaves_what_is_tried_then_the_details(window):
    workspace = workspace_of(window)
    workspace.side.inspect("AST004")
    window.scenario_acts.fails("AST004")
    workspace.pool.units.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.session.trial is None
    assert workspace.side.is_inspecting
    press(window, Qt.Key.Key_Escape)
    assert not workspace.side.is_inspecting


def test_escape_leaves_the_comparison(window):
    window.show_compare()
    window.compare_page.setFocus()
    QTest.keyClick(window.compare_page, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is workspace_of(window)


@pytest.mark.parametrize("width", [1024, 1366])
def test_comparing_is_one_click_away_at_every_width(open_window, example, width):
    window = open_window(example, size=(width, 700))
    window._top.resize(width, window._top.height())
    QApplication.processEvents()
    assert window._top._compare.isVisible()


def test_what_if_is_not_asked_of_a_unit_that_stands_nowhere(window):
    window.scenario_acts.fails("TET010")
    assert window.session.trial is None
    assert window.banner.isVisible()


def test_a_what_if_asked_beside_the_comparison_is_seen_on_the_board(window):
    window.show_compare()
    window.scenario_acts.starts_later()
    assert window.session.trial is not None
    assert window.pages.currentWidget() is workspace_of(window)


def test_building_the_views_again_leaves_none_of_the_old_ones(window):
    for _each in range(3):
        window.rebuild()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(window.findChildren(Ghost)) == 1
    assert len(window.findChildren(Carry)) == 1


def test_what_the_window_says_outlives_its_views(window):
    window.documents.said.emit("Quelque chose", [("Faire", lambda: None)])
    window.rebuild()
    QApplication.processEvents()
    assert window.banner.isVisible()


def test_the_filter_is_found_in_a_zone_pushed_to_the_edge(window):
    workspace_of(window).zones.setSizes([0, 900, 300])
    shortcut(window, "Ctrl+F")
    QApplication.processEvents()
    assert workspace_of(window).zones.sizes()[0] > 150


def test_a_name_being_typed_is_kept_when_the_document_is_left(open_window, example, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path=path, digest=save(path, example, None))
    window.scenario_acts.rename_asked.emit(0)
    window._top.scenarios.tabs._editor.setText("Un autre nom")
    window.documents.new()
    assert load(path).plan.scenarios[0].name == "Un autre nom"


def test_what_explains_a_refusal_goes_with_the_views_it_stands_on(window):
    drag(window, "TET010", "2028-S2")
    assert note(window) is not None
    window.toggle_interview()
    QApplication.processEvents()
    assert note(window) is None


def test_details_are_seen_in_a_zone_pushed_to_the_edge(window):
    workspace_of(window).zones.setSizes([250, 900, 0])
    workspace_of(window).side.inspect("AST004")
    QApplication.processEvents()
    assert workspace_of(window).zones.sizes()[2] > 150
