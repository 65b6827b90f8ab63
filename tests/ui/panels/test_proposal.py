"""« Proposer un plan »: asked, previewed, kept with one undo, eased with one click, and never in the way."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from csp_planner.domain.terms import Term
from csp_planner.messages.words import number
from csp_planner.solver.talk import Answered, Event, Failed
from csp_planner.storage.folders import log_folder
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.panels.proposal import ProposalPanel

from ...domain.helpers import credited
from ..alone import HEIGHT, LOW
from ..hand import button, codes_in, placements, press, shortcut, workspace_of
from .asking import PATIENCE_MS, offers, panel_of, propose_in, said


class Arrived:
    """The solver's end of the pipe, with everything in it that the search has to say up to its answer."""

    def __init__(self, qtbot, monkeypatch, panel: ProposalPanel) -> None:
        panel.advisor._ear.stop()
        self._events: list[Event] = []
        pipe = panel.advisor.solver._events
        qtbot.waitUntil(lambda: bool(panel.advisor.solver.poll()) or panel.advisor.solver._ready, timeout=PATIENCE_MS)
        while not any(isinstance(event, Answered) for event in self._events):
            assert pipe.poll(PATIENCE_MS / 1000)
            self._events.append(pipe.recv())
        monkeypatch.setattr(panel.advisor.solver, "_events", self)

    def poll(self) -> bool:
        return bool(self._events)

    def recv(self) -> Event:
        return self._events.pop(0)


def test_a_proposal_is_a_preview_until_it_is_kept_and_is_one_undo(qtbot, blank_window):
    session, workspace, panel = blank_window.session, workspace_of(blank_window), panel_of(blank_window)
    before = session.document
    propose_in(panel, qtbot)
    assert session.trial is not None
    assert session.document is before
    assert "UA211G" in session.trial.moved
    assert "PST003" in codes_in(blank_window, "2026-S2")
    assert "Prouvé : aucun plan n’est meilleur." in said(panel)
    qtbot.waitUntil(lambda: "Pourquoi pas plus tôt" in said(panel))
    keep = button(workspace.trial_bar, "Garder comme scénario")
    keep.setFocus()
    keep.click()
    assert session.trial is None
    assert not workspace.pool.units.cards.rowCount()
    focused = blank_window.focusWidget()
    assert isinstance(focused, UnitList), "the keys are where cards are"
    assert focused.cards.rowCount()
    limit = number(session.document.scenario.max_ects)
    names = [scenario.name for scenario in session.document.scenarios]
    assert names == ["Scénario A", f"Au plus tôt, {limit} ECTS"]
    assert session.document.scenarios[0] == before.scenarios[0]
    assert "TET010" in placements(session.document)
    session.history.undo()
    assert session.document == before


def test_enter_proposes_as_soon_as_the_panel_is_there(qtbot, blank_zone, panel):
    QTest.keyClick(blank_zone.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: blank_zone.session.trial is not None, timeout=PATIENCE_MS)


def test_where_everything_is_obtained_there_is_nothing_to_propose(open_zone, blank):
    for unit in blank.programme.units:
        blank = credited(blank, unit.code)
    zone = open_zone(blank)
    found = panel_of(zone)
    button(found, "Proposer").click()
    assert found._answer.text == "Il ne reste rien à placer."
    assert not found._busy.isVisible()


def test_keys_that_open_the_proposal_press_its_button_next(blank_window):
    blank_window.activateWindow()
    shortcut(blank_window, "Ctrl+G")
    side = workspace_of(blank_window).side
    assert button(side, "Proposer").hasFocus()
    press(blank_window, Qt.Key.Key_Escape)
    assert not side.shows_panel


def test_before_the_first_question_a_choice_asks_nothing(panel):
    panel.choices._ects.enter(12)
    assert not panel._rest.isActive()  # it is this timer that asks
    assert not panel._busy.isVisible()


def test_impossible_demands_are_explained_and_eased_with_one_click(qtbot, blank_zone, panel, propose):
    panel.choices._ects.enter(12)
    end = panel.choices._end
    end.setCurrentIndex(end.findText("Semestre 2 2028/2029"))
    propose()
    assert blank_zone.session.trial is None
    assert "12 ECTS par semestre ne suffisent pas" in said(panel)
    row = next(row for row in offers(panel) if "ECTS par semestre" in row.text())
    text = row.text()
    row.click()
    qtbot.waitUntil(lambda: blank_zone.session.trial is not None, timeout=PATIENCE_MS)
    asked = panel.choices.request()
    assert asked.max_ects is not None
    assert asked.max_ects > 12
    assert number(asked.max_ects) in text
    assert blank_zone.session.plan.scenario.max_ects == asked.max_ects


def test_units_the_award_needs_and_the_programme_lacks_are_said(blank_zone, panel, propose):
    session = blank_zone.session
    programme = session.document.programme
    units = tuple(unit for unit in programme.units if unit.code != "TET010")
    assert session.do("Fiche", lambda plan: replace(plan, programme=replace(programme, units=units)))
    propose()
    assert "Le titre demande TET010" in said(panel)


@pytest.mark.parametrize("leave", [ProposalPanel.stop, ProposalPanel.close_panel])
def test_a_search_can_be_stopped_and_is_over_when_the_panel_is_left(qtbot, monkeypatch, blank_zone, panel, leave):
    button(panel, "Proposer").click()
    assert panel._busy.isVisible()
    arrived = Arrived(qtbot, monkeypatch, panel)
    leave(panel)
    panel.advisor._listen()
    assert not arrived.poll()
    assert blank_zone.session.trial is None
    assert not panel._busy.isVisibleTo(panel)


def test_an_answer_never_comes_up_over_another_plan(qtbot, monkeypatch, blank_zone, panel, example):
    button(panel, "Proposer").click()
    Arrived(qtbot, monkeypatch, panel)
    blank_zone.show_plan(example)
    panel.advisor._listen()
    assert blank_zone.session.trial is None


def test_an_edit_calls_the_search_off_and_shows_the_new_pins(qtbot, monkeypatch, blank_zone, panel):
    button(panel, "Proposer").click()
    arrived = Arrived(qtbot, monkeypatch, panel)
    assert blank_zone.session.place(["PST003"], Term.parse("2026-S2"))
    assert "Le plan a changé entre-temps" in said(panel)
    assert panel.choices._pins.count() == 1
    panel.advisor._listen()
    assert not arrived.poll()
    assert blank_zone.session.trial is None


@pytest.mark.usefixtures("own_solver")
def test_the_first_answer_comes_soon_from_a_solver_just_started(qtbot, blank_zone, panel):
    begin = time.monotonic()
    button(panel, "Proposer").click()
    assert blank_zone.session.trial is None, "the click waited for the solver"
    qtbot.waitUntil(lambda: blank_zone.session.trial is not None, timeout=PATIENCE_MS)
    print(f"\nfirst answer, cold: {time.monotonic() - begin:.2f} s")


def test_a_search_that_fails_leaves_its_traceback_in_the_log_and_the_next_one_is_answered(panel, propose, monkeypatch):
    failure = Failed(1, "Traceback: RuntimeError: a mistake of the solver")
    button(panel, "Proposer").click()
    with monkeypatch.context() as broken:
        broken.setattr(panel.advisor.solver, "poll", lambda: [failure])
        panel.advisor._listen()
    assert "La recherche s’est arrêtée sans réponse" in said(panel)
    (log,) = log_folder().glob("*.log")
    assert failure.detail in log.read_text(encoding="utf-8")
    propose()
    assert "Le plan proposé finit en" in said(panel)


PROGRAM = """
import sys
from datetime import date
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load
from csp_planner.storage.settings import Settings
from csp_planner.ui.window import MainWindow

if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = MainWindow(date(2026, 11, 23), Settings())
    window.documents.show(load(example_files()[0]).plan, None, "")
    window.show()
    window.propose()
    solver = window.workspace_now().side.currentWidget().advisor.solver
    QTimer.singleShot(0, lambda: print(solver._process.pid, flush=True))
    app.exec()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_solver_dies_with_a_window_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    program = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert program.stdout is not None
    solver = Path(f"/proc/{int(program.stdout.readline())}")
    assert solver.exists()
    program.kill()
    program.wait(30)
    program.stdout.close()
    end = time.monotonic() + 10
    while solver.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not solver.exists()


def fields_of(panel: ProposalPanel) -> list[QWidget]:
    kinds = (QRadioButton, QCheckBox, QAbstractSpinBox, QComboBox, QAbstractItemView)
    return [field for kind in kinds for field in panel.choices.findChildren(kind) if field.isVisible()]


def places(panel: ProposalPanel) -> list[tuple[int, int, int, int]]:
    """Where each choice is in the window, and how large."""
    found = [(field.mapTo(panel.window(), QPoint(0, 0)), field.size()) for field in fields_of(panel)]
    return [(point.x(), point.y(), size.width(), size.height()) for point, size in found]


def test_no_result_moves_a_choice(qtbot, blank_zone, panel):
    blank_zone.resize(blank_zone.width(), LOW)
    qtbot.wait(50)
    begin = places(panel)
    assert len(begin) > 10

    def answered() -> bool:
        assert places(panel) == begin  # at every moment of the search
        return not panel._busy.isVisible()

    button(panel, "Proposer").click()
    assert panel._busy.isVisible()
    qtbot.waitUntil(answered, timeout=PATIENCE_MS)
    assert len(panel._answer.rows) > 4
    qtbot.wait(50)
    assert places(panel) == begin
    panel.choices._units.enter(1)
    end = panel.choices._end
    end.setCurrentIndex(end.findText("Semestre 2 2028/2029"))
    qtbot.waitUntil(lambda: answered() and blank_zone.session.trial is None, timeout=PATIENCE_MS)
    qtbot.wait(50)
    assert offers(panel)
    assert places(panel) == begin

    blank_zone.resize(blank_zone.width(), HEIGHT)  # and back to a plan, in a taller window
    qtbot.wait(50)
    assert panel.height() == HEIGHT
    begin = places(panel)
    panel.choices._units.enter(None)
    end.setCurrentIndex(0)
    qtbot.waitUntil(lambda: answered() and blank_zone.session.trial is not None, timeout=PATIENCE_MS)
    qtbot.wait(50)
    assert places(panel) == begin


def test_the_answer_has_room_of_its_own(qtbot, blank_zone, panel):
    for height in (LOW, HEIGHT):
        blank_zone.resize(blank_zone.width(), height)
        qtbot.wait(50)
        areas = panel.findChildren(QScrollArea)
        assert len(areas) == 2
        assert min(area.height() for area in areas) > panel.height() / 4
        assert panel.height() == height
        assert panel.minimumSizeHint().width() <= panel.width()  # nothing is cut at the right


def test_dropping_the_old_proposal_ends_the_search_for_the_next(blank_zone, panel, propose):
    propose()
    button(panel, "Proposer").click()
    blank_zone.session.drop_trial()
    assert not panel._busy.isVisible()
    panel.advisor._listen()
    assert blank_zone.session.trial is None
