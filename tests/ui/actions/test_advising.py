"""Advice is looked for while the window goes on: it says so, it can be stopped, and any edit calls it off."""

import os
import signal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from csp_planner.domain.terms import Term
from csp_planner.proposal.answer import Undecided
from csp_planner.proposal.questions import FewerEcts
from csp_planner.proposal.request import Request
from csp_planner.solver.talk import Answered, Failed

from ...domain.helpers import WAIVER, put_all
from ..hand import SolverHere, advised, button, press, shown_texts, workspace_of

PATIENCE_MS = 30_000


class Silent(SolverHere):
    """A solver that says nothing but what it is told to say."""

    def ask(self, request: Request) -> int:
        self.asked.append(request)
        return len(self.asked)

    def say(self, event) -> None:
        self._events = [event]


@pytest.fixture
def silent(window) -> Silent:
    window.advising.advisor.solver = found = Silent()
    return found


def is_searching(window) -> bool:
    bar = workspace_of(window).trial_bar
    return bar.isVisible() and bar.accessibleName() == "Recherche…"


def test_the_window_says_that_it_searches_and_goes_on_also_in_views_that_are_made_anew(window, silent):
    window.scenario_acts.fails("AST004")
    assert is_searching(window)
    assert shown_texts(workspace_of(window).trial_bar, QPushButton) == ["Arrêter"]
    assert window.session.trial is None
    workspace_of(window).side.inspect("AST004")
    assert is_searching(window)
    # Another question takes the place of the first.
    window.acts.lighten(Term.parse("2027-S1"))
    assert len(silent.asked) == 2
    assert is_searching(window)
    window.rebuild()
    QApplication.processEvents()
    assert is_searching(window)


STOPS = {
    "button": lambda window: button(workspace_of(window).trial_bar, "Arrêter").click(),
    "escape": lambda window: press(window, Qt.Key.Key_Escape),
    "edit": lambda window: window.session.unplace(["AST004"]),
    "scenario": lambda window: window.session.show_scenario(1),
    "document": lambda window: window.session.replace(window.session.document),
}


def test_a_search_is_called_off(window, silent):
    for how, stop in STOPS.items():
        window.scenario_acts.fails("AST004")
        assert is_searching(window), how
        asked = len(silent.asked)
        stop(window)
        QApplication.processEvents()
        assert not window.advising.is_searching, how
        assert not workspace_of(window).trial_bar.isVisible(), how
        silent.say(Answered(asked, Undecided(silent.asked[-1])))
        window.advising.advisor._listen()
        assert window.session.trial is None, how
        assert not window.banner.isVisible(), how
        window.session.history.undo()
        window.session.show_scenario(0)


def test_a_search_that_fails_or_finds_no_answer_is_said_in_a_sentence(window, silent):
    window.scenario_acts.fails("AST004")
    silent.say(Answered(1, Undecided(silent.asked[0])))
    window.advising.advisor._listen()
    assert not is_searching(window)
    assert window.banner.isVisible()
    assert "Aucun plan n’a été trouvé" in window.banner.accessibleName()
    window.scenario_acts.fails("AST004")
    assert is_searching(window)
    silent.say(Failed(2, "Traceback: RuntimeError"))
    window.advising.advisor._listen()
    assert not is_searching(window)
    assert window.banner.accessibleName() == "La recherche s’est arrêtée sans réponse : redemandez.".replace(
        " :", "\u00a0:"
    )


def test_escape_stops_the_search_and_leaves_what_is_shown_beside_the_plan(window, silent):
    workspace_of(window).side.inspect("AST004")
    window.scenario_acts.fails("AST004")
    press(window, Qt.Key.Key_Escape)
    assert not is_searching(window)
    assert workspace_of(window).side.is_inspecting


def test_a_proposal_and_a_what_if_are_not_searched_at_once(window, silent):
    window.scenario_acts.fails("AST004")
    window.propose()
    panel = workspace_of(window).side.currentWidget()
    button(panel, "Proposer").click()
    assert not is_searching(window)
    assert panel._busy.isVisible()
    window.scenario_acts.fails("AST004")
    assert is_searching(window)
    assert not panel._busy.isVisible()


def test_what_cannot_be_kept_is_given_up_and_named(open_window, blank):
    window = open_window(put_all(blank, {"TET007": "2027-S1", "UAS004": "2027-S1"}, WAIVER))
    advised(window, lambda: window.advising.ask(FewerEcts(6), "6 ECTS"))
    assert len(window.advising.advisor.solver.asked) == 2
    said = workspace_of(window).trial_bar.accessibleName()
    assert "N’a pas pu être tenu\u00a0: au plus 6\u00a0ECTS par semestre (12 ici)." in said


def test_an_answer_comes_out_of_the_process_after_the_one_before_was_killed(own_solver, qtbot, window):
    window.advising.advisor.warm_up()
    process = window.advising.advisor.solver._process
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    window.scenario_acts.fails("AST004")
    assert is_searching(window)
    qtbot.waitUntil(lambda: window.session.trial is not None, timeout=PATIENCE_MS)
    assert "Fin inchangée (juin 2029)" in workspace_of(window).trial_bar.accessibleName()
    assert window.advising.advisor.solver._process is not process
