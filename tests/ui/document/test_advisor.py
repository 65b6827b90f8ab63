"""The window's solving process: up when a question may come, gone when none does, and asked by one at a time."""

import os
import signal
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from csp_planner.proposal.request import request_for
from csp_planner.solver.process import SolverProcess
from csp_planner.solver.talk import Answered, Explained, Failed
from csp_planner.ui.document.advisor import Advisor
from csp_planner.ui.document.session import Session

from ..hand import TODAY

PATIENCE_MS = 30_000
NEVER_MS = 10 * 60_000
Make = Callable[..., Advisor]


@pytest.fixture
def advisor_of(own_solver):
    """Advisors of a session that neither start nor end the process by themselves, unless that is asked for."""
    made = []

    def make(session: Session, rest_ms: int = NEVER_MS, idle_ms: int = NEVER_MS) -> Advisor:
        made.append(Advisor(session, rest_ms=rest_ms, idle_ms=idle_ms))
        return made[-1]

    yield make
    for advisor in made:
        advisor.close()


def is_up(advisor: Advisor) -> bool:
    return advisor.solver.is_running


def ask(advisor: Advisor, session: Session) -> tuple[list, list]:
    """What is heard, and whether it is called off."""
    heard, called_off = [], []
    advisor.ask(request_for(session.document, TODAY), heard.append, lambda: called_off.append(True))
    return heard, called_off


def test_it_is_started_once_a_plan_is_left_alone_and_not_before(qtbot, example, advisor_of: Make):
    session = Session(None, TODAY)
    advisor = advisor_of(session, rest_ms=1)
    advisor._begin_at_rest()
    assert not is_up(advisor), "without a plan there is nothing to ask"
    session.replace(example)
    assert not is_up(advisor)
    qtbot.waitUntil(lambda: is_up(advisor), timeout=PATIENCE_MS)


def test_every_gesture_puts_its_start_off(session, advisor_of: Make):
    advisor = advisor_of(session)
    assert not advisor._rest.isActive()
    session.unplace(["AST004"])
    assert advisor._rest.isActive()
    advisor.warm_up()
    assert not advisor._rest.isActive()


def test_it_ends_when_nothing_is_done_and_not_while_a_question_is_asked(qtbot, session, advisor_of: Make, monkeypatch):
    def refuse(_self: SolverProcess) -> None:
        raise OSError("no more processes")

    advisor = advisor_of(session, idle_ms=1)
    with monkeypatch.context() as patch:
        patch.setattr(SolverProcess, "start", refuse)
        advisor.warm_up()
        failed, _called_off = ask(advisor, session)
        assert failed == [], "whoever asks hears nothing before it has asked"
        qtbot.waitUntil(lambda: bool(failed), timeout=PATIENCE_MS)
        assert isinstance(failed[-1], Failed)
        assert "no more processes" in failed[-1].detail
    advisor.warm_up()
    assert is_up(advisor)
    qtbot.waitUntil(lambda: not is_up(advisor), timeout=PATIENCE_MS)
    # The next question starts it anew.
    heard, _called_off = ask(advisor, session)
    assert not advisor._idle.isActive()
    qtbot.waitUntil(lambda: any(isinstance(event, Answered) for event in heard), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not is_up(advisor), timeout=PATIENCE_MS)
    assert isinstance(heard[-1], Explained)


def test_a_gesture_keeps_it_up(session, advisor_of: Make):
    advisor = advisor_of(session)
    advisor.warm_up()
    advisor._idle.stop()
    session.unplace(["AST004"])
    assert advisor._idle.isActive()
    assert not advisor._rest.isActive()


def test_a_process_that_is_killed_fails_the_question_and_of_those_after_it_only_the_last_is_heard(
    qtbot, session, advisor_of: Make
):
    advisor = advisor_of(session)
    failed, _called_off = ask(advisor, session)
    process = advisor.solver._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(failed) and isinstance(failed[-1], Failed), timeout=PATIENCE_MS)
    assert not advisor._ear.isActive()
    called_off_heard: list = []
    old = advisor.ask(request_for(session.document, TODAY), called_off_heard.append, lambda: None)
    assert advisor.is_asking(old)
    advisor.call_off(old)
    assert not advisor.is_asking(old)
    # A question calls the one before off.
    first, first_off = ask(advisor, session)
    second, second_off = ask(advisor, session)
    assert first_off == [True]
    advisor.call_off(old)  # nobody else's is called off
    qtbot.waitUntil(lambda: bool(second) and isinstance(second[-1], Explained), timeout=PATIENCE_MS)
    assert any(isinstance(event, Answered) for event in second)
    assert (called_off_heard, first, second_off) == ([], [], [])


def test_the_window_starts_none_at_once_and_ends_it_when_it_is_left(own_solver, qtbot, window):
    advisor = window.advising.advisor
    QApplication.processEvents()
    assert not is_up(advisor)
    advisor.warm_up()
    assert is_up(advisor)
    window.end()
    assert not is_up(advisor)
