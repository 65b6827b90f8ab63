"""The solver in a process of its own: it never holds the program up, and it never outlives it."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.proposal.request import Request, request_for
from csp_planner.solver.process import SolverProcess
from csp_planner.solver.talk import Answered, Event, Explained, Failed, Progressed, Ready, Reasoned

from .chains import chained
from .helpers import IN_ORDER, TODAY, answered, why

PATIENCE = 60.0


@pytest.fixture
def solver() -> Iterator[SolverProcess]:
    process = SolverProcess()
    yield process
    if process._questions is not None and process._process is not None:
        process._questions.close()
        process._process.join(PATIENCE)
        assert process._process.exitcode is not None, "it ends by itself when nobody asks any more"
    process.close()


def heard(solver: SolverProcess, until: Callable[[Event], bool]) -> list[Event]:
    """The news up to the event *until* is about."""
    found: list[Event] = []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for event in solver.poll():
            found.append(event)
            if until(event):
                return found
        time.sleep(0.005)
    raise AssertionError(found)


def last_word(solver: SolverProcess) -> list[Event]:
    return heard(solver, lambda event: isinstance(event, Explained | Failed))


def is_gone(pid: int) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        except FileNotFoundError:
            return True
        if stat.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def hard(programme: Programme) -> Request:
    """A question that is not settled in a moment: a large diploma with much advice on its order."""
    return request_for(chained(programme, beside=6), TODAY)


def hard_to_explain(programme: Programme) -> Request:
    """A question that is answered soon and explained for seconds."""
    return request_for(chained(programme, units=30), TODAY, **IN_ORDER)


def pid_of(solver: SolverProcess) -> int:
    assert solver._process is not None
    assert solver._process.pid is not None
    return solver._process.pid


def test_it_is_asked_before_it_is_up_answers_as_the_solver_does_explains_and_outlives_what_goes_wrong(
    solver: SolverProcess, empty_plan: Plan
) -> None:
    request = request_for(empty_plan, TODAY)
    # More than a pipe holds: were it written at once, this would wait for the solver to be loaded, or for ever.
    request = replace(request, programme=replace(request.programme, source="x" * 1_000_000))
    begin = time.monotonic()
    number = solver.ask(request)
    assert time.monotonic() - begin < PATIENCE
    assert solver.poll() == []
    events = last_word(solver)
    here = answered(request)
    assert isinstance(events[0], Ready)
    assert [event.answer for event in events if isinstance(event, Answered)] == [here]
    assert events[-1] == Explained(number, why(here))  # type: ignore[arg-type]
    assert any(isinstance(event, Progressed) for event in events)
    assert [event.proposal for event in events if isinstance(event, Reasoned)][-1] == why(here)  # type: ignore[arg-type]

    solver.ask(replace(request, programme=None))  # type: ignore[arg-type]
    (failure,) = [event for event in last_word(solver) if isinstance(event, Failed)]
    assert "Traceback" in failure.detail
    solver.ask(request_for(empty_plan, TODAY))
    assert isinstance(last_word(solver)[-1], Explained)


def test_only_the_last_question_is_answered_and_searching_and_explaining_are_called_off_at_once(
    solver: SolverProcess, empty_plan: Plan
) -> None:
    solver.start()
    heard(solver, lambda event: isinstance(event, Ready))
    solver.ask(hard(empty_plan.programme))
    heard(solver, lambda event: isinstance(event, Progressed))
    number = solver.ask(request_for(empty_plan, TODAY, max_ects=18))
    assert {event.number for event in last_word(solver)} == {number}  # type: ignore[union-attr]

    solver.ask(hard(empty_plan.programme))
    heard(solver, lambda event: isinstance(event, Progressed))
    solver.stop()
    assert solver.poll() == []
    number = solver.ask(request_for(empty_plan, TODAY))
    assert last_word(solver)[-1] == Explained(number, why(answered(request_for(empty_plan, TODAY))))  # type: ignore[arg-type]

    solver.ask(hard_to_explain(empty_plan.programme))
    heard(solver, lambda event: isinstance(event, Answered))
    solver.stop()
    number = solver.ask(request_for(empty_plan, TODAY))
    assert heard(solver, lambda event: isinstance(event, Answered))[-1].number == number  # type: ignore[union-attr]
    pid = pid_of(solver)
    solver.close()  # while it explains
    assert is_gone(pid)


def test_a_process_that_cannot_be_started_leaves_nothing_behind_and_one_that_dies_is_told_and_started_again(
    solver: SolverProcess, empty_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(_process: BaseProcess) -> None:
        raise OSError(errno.EMFILE, "too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(BaseProcess, "start", too_many)
        with pytest.raises(OSError, match="too many"):
            solver.start()
    assert not solver.is_running
    solver.close()

    solver.ask(request_for(empty_plan, TODAY))
    assert isinstance(last_word(solver)[-1], Explained)
    os.kill(pid_of(solver), signal.SIGKILL)
    assert isinstance(heard(solver, lambda event: isinstance(event, Failed))[-1], Failed)
    assert not solver.is_running
    solver.ask(request_for(empty_plan, TODAY))
    assert isinstance(last_word(solver)[-1], Explained)

    pid = pid_of(solver)
    solver.close()
    assert is_gone(pid)
    assert not solver.is_running


PARENT = """
import sys, socket
opened = []
class Watched(socket.socket):
    def __init__(self, family=-1, *rest, **more):
        opened.append(family)
        super().__init__(family, *rest, **more)
socket.socket = Watched
import time
import csp_planner.proposal.answer, csp_planner.proposal.apply, csp_planner.proposal.request
import csp_planner.solver.process, csp_planner.messages.clash, csp_planner.messages.proposal

if __name__ == "__main__":
    solver = csp_planner.solver.process.SolverProcess()
    solver.start()
    while not solver.poll():  # that it is ready
        time.sleep(0.01)
    heavy = [name for name in sys.modules if name.split(".")[0] in ("ortools", "numpy", "pandas", "PySide6")]
    print(heavy, opened, flush=True)
    print(solver._process.pid, flush=True)
    time.sleep(600)
"""


def test_a_program_never_loads_the_solver_nor_opens_a_socket_and_when_it_is_killed_its_process_dies(
    tmp_path: Path,
) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    assert parent.stdout.readline().strip() == "[] []"
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert is_gone(child)
