"""« Proposer un plan »: asked, previewed, kept with one undo, eased with one click, and never in the way."""

import os
import signal
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
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from csp_planner.domain.edits.learner import set_profile
from csp_planner.domain.terms import Term
from csp_planner.messages.proposal import scenario_name
from csp_planner.messages.words import number
from csp_planner.proposal.request import Objective, request_for
from csp_planner.solver.talk import Answered, Event, Failed
from csp_planner.storage.folders import log_folder
from csp_planner.ui.panels.proposal import ProposalPanel
from csp_planner.ui.widgets.buttons import TextRow

from ..hand import TODAY, button, codes_in, placements, shown_texts, workspace_of

PATIENCE_MS = 30_000


def panel_of(window) -> ProposalPanel:
    window.propose()
    found = workspace_of(window).side.currentWidget()
    assert isinstance(found, ProposalPanel)
    return found


@pytest.fixture
def panel(blank_window):
    found = panel_of(blank_window)
    yield found
    found.advisor.close()


@pytest.fixture
def propose(qtbot, panel):
    """Click « Proposer » and wait for the last word."""

    def propose() -> None:
        button(panel, "Proposer").click()
        qtbot.waitUntil(lambda: not panel._busy.isVisible(), timeout=PATIENCE_MS)
        # What is added to a visible panel is shown a moment later.
        shown = (panel._answer.itemAt(index).widget() for index in range(panel._answer.count()))
        for widget in list(shown):
            qtbot.waitUntil(widget.isVisible, timeout=PATIENCE_MS)

    return propose


def said(panel: ProposalPanel) -> str:
    return "\n".join(shown_texts(panel, QLabel)).replace("\u00a0", " ")


class Arrived:
    """The solver's end of the pipe, with everything in it that the search has to say up to its answer."""

    def __init__(self, qtbot, panel: ProposalPanel) -> None:
        panel.advisor._ear.stop()
        self._events: list[Event] = []
        pipe = panel.advisor.solver._events
        qtbot.waitUntil(lambda: bool(panel.advisor.solver.poll()) or panel.advisor.solver._ready, timeout=PATIENCE_MS)
        while not any(isinstance(event, Answered) for event in self._events):
            assert pipe.poll(PATIENCE_MS / 1000)
            self._events.append(pipe.recv())
        panel.advisor.solver._events = self
        self.close = pipe.close

    def poll(self) -> bool:
        return bool(self._events)

    def recv(self) -> Event:
        return self._events.pop(0)


def offers(panel: ProposalPanel) -> list[TextRow]:
    return [row for row in panel.findChildren(TextRow) if row.isVisible()]


def test_a_proposal_is_a_preview_until_it_is_kept_and_is_one_undo(qtbot, blank_window, panel, propose):
    before = blank_window.session.document
    propose()
    session = blank_window.session
    assert session.trial is not None
    assert session.document is before
    assert "UA211G" in session.trial.moved
    assert "PST003" in codes_in(blank_window, "2026-S2")
    assert "Prouvé : aucun plan n’est meilleur." in said(panel)
    qtbot.waitUntil(lambda: "Pourquoi pas plus tôt" in said(panel))
    button(blank_window, "Garder comme scénario").click()
    assert session.trial is None
    assert [scenario.name for scenario in session.document.scenarios] == ["Scénario A", scenario_name()]
    assert session.document.scenarios[0] == before.scenarios[0]
    assert "TET010" in placements(session.document)
    session.history.undo()
    assert session.document == before


def test_the_first_answer_comes_soon_from_a_solver_just_started(qtbot, blank_window, panel):
    begin = time.monotonic()
    button(panel, "Proposer").click()
    assert blank_window.session.trial is None, "the click waited for the solver"
    qtbot.waitUntil(lambda: blank_window.session.trial is not None, timeout=PATIENCE_MS)
    print(f"\nfirst answer, cold: {time.monotonic() - begin:.2f} s")


def test_once_asked_every_choice_is_answered_live(qtbot, blank_window, panel, propose):
    propose()
    first = blank_window.session.trial
    panel.choices._ects.enter(12)
    qtbot.waitUntil(lambda: blank_window.session.trial not in (None, first), timeout=PATIENCE_MS)
    assert blank_window.session.trial.plan.scenario.max_ects == 12


def test_before_the_first_question_a_choice_asks_nothing(panel):
    panel.choices._ects.enter(12)
    assert not panel._rest.isActive()  # it is this timer that asks
    assert not panel._busy.isVisible()


def test_impossible_demands_are_explained_and_eased_with_one_click(qtbot, blank_window, panel, propose):
    panel.choices._ects.enter(12)
    end = panel.choices._end
    end.setCurrentIndex(end.findText("Semestre 2 2028/2029"))
    propose()
    assert blank_window.session.trial is None
    assert "12 ECTS par semestre ne suffisent pas" in said(panel)
    row = next(row for row in offers(panel) if "ECTS par semestre" in row.text())
    text = row.text()
    row.click()
    qtbot.waitUntil(lambda: blank_window.session.trial is not None, timeout=PATIENCE_MS)
    asked = panel.choices.request()
    assert asked.max_ects is not None
    assert asked.max_ects > 12
    assert number(asked.max_ects) in text
    assert blank_window.session.plan.scenario.max_ects == asked.max_ects


def test_a_unit_that_opens_nowhere_is_offered_a_waiver(qtbot, blank_window, panel, propose):
    propose()
    row = next(row for row in offers(panel) if "TET007" in row.text())
    row.click()
    qtbot.waitUntil(
        lambda: "TET007" in placements(blank_window.session.plan) and not panel._busy.isVisible(), timeout=PATIENCE_MS
    )
    assert blank_window.session.plan.scenario.placement("TET007").waiver is not None


def test_units_the_award_needs_and_the_programme_lacks_are_said(blank_window, panel, propose):
    session = blank_window.session
    programme = session.document.programme
    units = tuple(unit for unit in programme.units if unit.code != "TET010")
    assert session.do("Fiche", lambda plan: replace(plan, programme=replace(programme, units=units)))
    propose()
    assert "Le titre demande TET010" in said(panel)


def test_the_fields_say_what_they_are_shown(blank_window, panel):
    session = blank_window.session
    request = request_for(
        session.document,
        TODAY,
        objective=Objective.STEADY,
        keep=True,
        max_ects=34.5,
        max_hours=200.0,
        max_units=34,
        start=Term.parse("2027-S1"),
        end=Term.parse("2040-S2"),
        away=frozenset({Term.parse("2028-S2")}),
        follow_order=False,
        report_last=True,
        within_accreditation=True,
        allow_waivers=True,
        waivable=frozenset({"TET007"}),
    )
    panel.choices.show_request(request)
    assert panel.choices.request() == request


def test_the_learner_s_hours_are_in_the_field_and_follow_the_profile(blank_window, panel):
    def find_time(weekly: float) -> None:
        session = blank_window.session
        known = replace(session.document.profile, weekly_hours=weekly, weeks_per_semester=15)
        session.do("Profil", lambda plan: set_profile(plan, known))

    assert panel.choices._hours.amount is None
    find_time(6.0)
    assert panel.choices._hours.amount == 90
    assert panel.choices.request().max_hours == 90
    find_time(8.0)
    assert panel.choices._hours.amount == 120
    panel.choices._hours.show_amount(100)
    find_time(6.0)
    assert panel.choices._hours.amount == 100
    blank_window.propose()
    assert panel.choices._hours.amount == 100  # it was chosen for this scenario, and stays with it


@pytest.mark.parametrize("leave", [ProposalPanel.stop, ProposalPanel.close_panel])
def test_a_search_can_be_stopped_and_is_over_when_the_panel_is_left(qtbot, blank_window, panel, leave):
    button(panel, "Proposer").click()
    assert panel._busy.isVisible()
    arrived = Arrived(qtbot, panel)
    leave(panel)
    panel.advisor._listen()
    assert not arrived.poll()
    assert blank_window.session.trial is None
    assert not panel._busy.isVisibleTo(panel)


def test_an_answer_never_comes_up_over_another_plan(qtbot, blank_window, panel, example):
    button(panel, "Proposer").click()
    Arrived(qtbot, panel)
    blank_window.documents.show(example, None, "")
    panel.advisor._listen()
    assert blank_window.session.trial is None


def test_an_edit_calls_the_search_off_and_shows_the_new_pins(qtbot, blank_window, panel):
    button(panel, "Proposer").click()
    arrived = Arrived(qtbot, panel)
    assert blank_window.session.place(["PST003"], Term.parse("2026-S2"))
    assert "Le plan a changé entre-temps" in said(panel)
    assert panel.choices._pins.count() == 1
    panel.advisor._listen()
    assert not arrived.poll()
    assert blank_window.session.trial is None


def test_a_solver_that_was_killed_is_said_and_started_again(qtbot, blank_window, panel, propose):
    propose()
    pid = panel.advisor.solver._process.pid
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not panel.advisor.solver.is_running, timeout=PATIENCE_MS)
    panel.advisor._listen()
    propose()
    assert "Le plan proposé finit en" in said(panel)


def test_a_search_that_fails_leaves_its_traceback_in_the_log(blank_window, panel, monkeypatch):
    failure = Failed(1, "Traceback: RuntimeError: a mistake of the solver")
    button(panel, "Proposer").click()
    monkeypatch.setattr(panel.advisor.solver, "poll", lambda: [failure])
    panel.advisor._listen()
    assert "La recherche s’est arrêtée sans réponse" in said(panel)
    (log,) = log_folder().glob("*.log")
    assert failure.detail in log.read_text(encoding="utf-8")


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
    if sys.argv[1] == "close":
        QTimer.singleShot(1500, app.quit)
    app.exec()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", ["close", "kill"])
def test_the_solver_dies_with_the_window(tmp_path: Path, how: str) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    program = subprocess.Popen([sys.executable, str(script), how], stdout=subprocess.PIPE, text=True, env=environment)
    assert program.stdout is not None
    solver = Path(f"/proc/{int(program.stdout.readline())}")
    assert solver.exists()
    if how == "kill":
        program.kill()
    program.wait(30)
    program.stdout.close()
    end = time.monotonic() + 10
    while solver.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not solver.exists()


def test_what_was_proposed_is_forgotten_when_another_scenario_is_shown(blank_window, panel, propose):
    propose()
    button(workspace_of(blank_window).trial_bar, "Garder comme scénario").click()
    assert "Le plan proposé finit" in said(panel)
    blank_window.session.show_scenario(0)
    assert "Le plan proposé finit" not in said(panel)
    assert panel._answer.count() == 0


def fields_of(panel: ProposalPanel) -> list[QWidget]:
    kinds = (QRadioButton, QCheckBox, QAbstractSpinBox, QComboBox, QAbstractItemView)
    return [field for kind in kinds for field in panel.choices.findChildren(kind) if field.isVisible()]


def places(panel: ProposalPanel) -> list[tuple[int, int, int, int]]:
    """Where each choice is in the window, and how large."""
    found = [(field.mapTo(panel.window(), QPoint(0, 0)), field.size()) for field in fields_of(panel)]
    return [(point.x(), point.y(), size.width(), size.height()) for point, size in found]


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)])
def test_no_result_moves_a_choice(qtbot, open_window, blank, size):
    window = open_window(blank, size=size)
    panel = panel_of(window)
    qtbot.wait(50)
    begin = places(panel)
    assert len(begin) > 10

    def answered() -> bool:
        assert places(panel) == begin  # at every moment of the search
        return not panel._busy.isVisible()

    button(panel, "Proposer").click()
    assert panel._busy.isVisible()
    qtbot.waitUntil(answered, timeout=PATIENCE_MS)
    assert panel._answer.count() > 4
    qtbot.wait(50)
    assert places(panel) == begin
    panel.choices._units.enter(1)
    end = panel.choices._end
    end.setCurrentIndex(end.findText("Semestre 2 2028/2029"))
    qtbot.waitUntil(lambda: answered() and window.session.trial is None, timeout=PATIENCE_MS)
    qtbot.wait(50)
    assert offers(panel)
    assert places(panel) == begin
    panel.advisor.solver.close()


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)])
def test_the_answer_has_room_of_its_own(qtbot, open_window, blank, size):
    window = open_window(blank, size=size)
    panel = panel_of(window)
    qtbot.wait(50)
    areas = panel.findChildren(QScrollArea)
    assert len(areas) == 2
    assert min(area.height() for area in areas) > panel.height() / 4
    assert panel.minimumSizeHint().width() <= panel.width()  # nothing is cut at the right
    panel.advisor.solver.close()


@pytest.mark.parametrize("name", ["_ects", "_hours", "_units"])
def test_nothing_is_solved_while_an_amount_is_typed(qtbot, blank_window, panel, propose, name):
    propose()
    first, asked = blank_window.session.trial, panel._asked
    field = getattr(panel.choices, name)
    field.setFocus()
    field.selectAll()
    for key in "120":
        QTest.keyClicks(field, key)
        assert not panel._rest.isActive()  # it is this timer that asks
        assert panel._asked is asked
        assert blank_window.session.trial is first
    panel.choices._start.setFocus()
    qtbot.waitUntil(lambda: panel._asked is not asked, timeout=PATIENCE_MS)
    assert 120 in (panel._asked.max_ects, panel._asked.max_hours, panel._asked.max_units)


@pytest.mark.parametrize("finish", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Up])
def test_an_amount_is_solved_for_once_it_is_entered(qtbot, blank_window, panel, propose, finish):
    propose()
    asked = panel._asked
    field = panel.choices._units
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "5")
    QTest.keyClick(field, finish)
    qtbot.waitUntil(lambda: panel._asked is not asked, timeout=PATIENCE_MS)
    assert panel._asked.max_units == (6 if finish is Qt.Key.Key_Up else 5)


def choose_much(panel: ProposalPanel) -> None:
    """A choice of every kind."""
    choices = panel.choices
    choices._objectives.button(1).click()
    for box in (choices._keep, choices._order, choices._report, choices._accredited, choices._waivers):
        box.click()
    choices._ects.enter(13)
    choices._hours.enter(140)
    choices._units.enter(3)
    choices._start.setCurrentIndex(3)
    choices._end.setCurrentIndex(9)
    for items in (choices._pins, choices._away):
        items.item(1).setCheckState(Qt.CheckState.Checked)


def test_each_scenario_has_its_own_choices_and_finds_them_again(window):
    session = window.session
    panel = panel_of(window)
    usual = [request_for(replace(session.document, active=index), TODAY) for index in (0, 1)]
    assert panel.choices.request() == usual[0]
    choose_much(panel)
    chosen = panel.choices.request()
    assert chosen.pinned
    assert chosen.away
    session.show_scenario(1)
    assert panel.choices.request() == usual[1]
    session.show_scenario(0)
    assert panel.choices.request() == chosen
    panel.close_panel()
    session.show_scenario(1)
    window.propose()
    assert panel.choices.request() == usual[1]
    panel.advisor.solver.close()


SCENARIOS = {
    "new": lambda acts: acts.add(),
    "copied": lambda acts: acts.duplicate(0),
    "deleted": lambda acts: acts.delete(0),
}


@pytest.mark.parametrize("act", SCENARIOS)
def test_choices_do_not_go_to_a_scenario_that_comes(window, act):
    panel = panel_of(window)
    choose_much(panel)
    SCENARIOS[act](window.scenario_acts)
    assert panel.choices.request() == request_for(window.session.document, TODAY)
    panel.advisor.solver.close()


def test_choices_stay_with_a_scenario_that_is_renamed_or_moved(window):
    panel = panel_of(window)
    choose_much(panel)
    chosen = panel.choices.request()
    window.scenario_acts.rename(0, "Autre nom")
    window.scenario_acts.move(0, 1)
    asked = panel.choices.request()
    assert replace(asked, scenario=chosen.scenario) == chosen
    assert asked.scenario.name == "Autre nom"
    panel.advisor.solver.close()


def test_choices_do_not_go_to_another_document(window, example):
    panel = panel_of(window)
    choose_much(panel)
    window.documents.show(example, None, "")
    window.propose()
    assert panel.choices.request() == request_for(example, TODAY)
    panel.advisor.solver.close()


def test_a_proposal_that_is_kept_takes_its_choices_along(blank_window, panel, propose):
    panel.choices._waivers.click()
    panel.choices._away.item(2).setCheckState(Qt.CheckState.Checked)
    chosen = panel.choices.request()
    propose()
    button(workspace_of(blank_window).trial_bar, "Garder comme scénario").click()
    assert blank_window.session.document.active == 1
    kept = panel.choices.request()
    assert (kept.allow_waivers, kept.away) == (True, chosen.away)
    blank_window.session.show_scenario(0)
    assert panel.choices.request() == chosen


def test_choices_stay_when_the_views_are_made_anew(window):
    panel = panel_of(window)
    choose_much(panel)
    chosen = panel.choices.request()
    panel.advisor.solver.close()
    window.rebuild()
    again = panel_of(window)
    assert again is not panel
    assert again.choices.request() == chosen
    window.session.replace(window.session.document)
    window.propose()
    assert again.choices.request() == request_for(window.session.document, TODAY)
    again.advisor.solver.close()
