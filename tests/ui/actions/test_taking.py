"""Scenarios taken from another file: chosen, named, told, undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from csp_planner.domain.edits import record_outcome
from csp_planner.domain.edits.scenarios import rename_scenario
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import save
from csp_planner.ui.actions.taking import take_from
from csp_planner.ui.dialogs.taking import TakeDialog

from ..hand import TODAY, advised, answer


@pytest.fixture
def home(tmp_path, example):
    """What the learner made of the example at home."""
    path = tmp_path / "home.cspplan"
    save(path, rename_scenario(example, 1, "À la maison"), None)
    return path


def names(window):
    return [scenario.name for scenario in window.session.document.scenarios]


def take(window, path, act=lambda dialog: dialog.accept()):
    troubles = answer(TakeDialog, act)
    take_from(window.documents, path)
    assert troubles == []
    QApplication.processEvents()


def tick(dialog, *rows):
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked if row in rows else Qt.CheckState.Unchecked)


def test_the_scenario_shown_there_is_offered_first(window, home, example):
    rows = []

    def look(dialog):
        rows.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        assert dialog.indices == [example.active]
        dialog.accept()

    take(window, home, look)
    assert rows == [example.scenarios[0].name, "À la maison"]
    assert names(window) == [*[scenario.name for scenario in example.scenarios], f"{example.scenarios[0].name} 2"]
    assert window.session.document.active == 2
    assert window.banner.isVisible()
    assert "home.cspplan" in window.banner.accessibleName()


def test_two_are_taken_in_one_step_and_nothing_ticked_takes_nothing(window, home, example):
    before = write_plan(window.session.document)

    def look(dialog):
        tick(dialog)
        assert not dialog._ok.isEnabled()
        tick(dialog, 1)
        assert dialog._ok.isEnabled()
        dialog.reject()

    def both(dialog):
        tick(dialog, 0, 1)
        dialog.accept()

    take(window, home, look)
    assert window.session.document == example
    assert not window.banner.isVisible()
    take(window, home, both)
    assert names(window)[2:] == ["A · Au plus tôt 2", "À la maison"]
    after = write_plan(window.session.document)
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert write_plan(window.session.document) == before
    window.session.history.redo()
    assert write_plan(window.session.document) == after


def test_nobody_is_asked_about_a_file_with_one_scenario_and_what_it_says_of_the_learner_is_told(
    window, tmp_path, blank
):
    path = tmp_path / "one.cspplan"
    changed = record_outcome(blank, "AST004", UnitState.VALIDATED, TODAY, Term.parse("2025-S1"))
    save(path, changed, None)
    profile = window.session.document.profile
    take_from(window.documents, path)
    assert names(window)[-1] == "Scénario A"
    said = window.banner.accessibleName()
    assert "AST004" in said
    assert "\n" not in said
    assert window.session.document.profile == profile


def test_a_file_that_nothing_can_be_taken_from_is_one_sentence(window, tmp_path, example):
    other = replace(example, programme=replace(example.programme, code="LG039"))
    files = {"other": tmp_path / "a.cspplan", "damaged": tmp_path / "b.cspplan", "missing": tmp_path / "c.cspplan"}
    save(files["other"], other, None)
    files["damaged"].write_text("{", encoding="utf-8")
    for trouble, path in files.items():
        window.banner.hide()
        take_from(window.documents, path)
        assert window.banner.isVisible(), trouble
        assert ("LG039" if trouble == "other" else path.name) in window.banner.accessibleName(), trouble
        assert window.session.document == example


def test_the_menu_asks_for_a_file_and_takes_from_it(window, tmp_path, blank):
    path = tmp_path / "one.cspplan"
    save(path, blank, None)

    def choose(dialog):
        assert "Reprendre un scénario" in dialog.windowTitle()
        dialog.selectFile(str(path))
        dialog.accept()

    troubles = answer(QFileDialog, choose)
    window.named_actions.file.take.trigger()
    assert troubles == []
    assert names(window)[-1] == "Scénario A"


def test_nothing_is_taken_while_something_is_tried(window, home, example):
    advised(window, window.scenario_acts.starts_later)
    window.named_actions.file.take.trigger()
    assert window.session.trial is not None
    assert window.session.document == example
