"""What runs in the solving process: it reads questions, answers them, and ends with the program that started it."""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING

from csp_planner.proposal.answer import Progress, Proposal
from csp_planner.solver.talk import Answered, Ask, Event, Explained, Failed, Progressed, Ready, Reasoned, Stop

if TYPE_CHECKING:
    from csp_planner.solver.effort import Effort

NICENESS = 5
"""The window goes first on a busy machine."""


def serve(questions: Connection, events: Connection) -> None:
    """Answer the questions that come until the other end of the pipes is gone; only the newest one is still asked."""
    desk = _Desk()
    threading.Thread(target=_listen, args=(questions, desk), daemon=True).start()
    # The program imports this module too, and must not load the solver's library.
    from csp_planner.solver.effort import Effort

    import_module("csp_planner.solver.solve")  # before the first question comes
    # Lowered only now, because on a busy machine the loading of the solver would take long.
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(NICENESS)
    with suppress(OSError):  # the other end is gone: so is the reason to go on
        events.send(Ready())
        while True:
            ask = desk.next()
            effort = Effort()
            if desk.begin(ask, effort):
                _attend(ask, effort, events.send)


class _Desk:
    """Where questions wait for an answer. A newer question, or a stop, calls off the one under way."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Ask] = SimpleQueue()
        self._lock = threading.Lock()
        self._effort: Effort | None = None
        self._void = 0
        """Questions up to this number are no longer asked."""

    def ask(self, ask: Ask) -> None:
        self.stop(ask.number - 1)
        self._waiting.put(ask)

    def stop(self, number: int) -> None:
        with self._lock:
            self._void = max(self._void, number)
            if self._effort is not None:
                self._effort.stop()

    def next(self) -> Ask:
        return self._waiting.get()

    def begin(self, ask: Ask, effort: "Effort") -> bool:
        """Whether *ask* is still asked; *effort* is then the one to call off."""
        with self._lock:
            self._effort = effort
            return ask.number > self._void


def _listen(questions: Connection, desk: _Desk) -> None:
    """Take in what comes while the solver runs. The end of the stream is the end of this process."""
    with suppress(EOFError, OSError):
        while True:
            said = questions.recv()
            if isinstance(said, Stop):
                desk.stop(said.number)
            else:
                desk.ask(said)
    os._exit(0)


def _attend(ask: Ask, effort: "Effort", send: Callable[[Event], None]) -> None:
    from csp_planner.solver.effort import StoppedError
    from csp_planner.solver.solve import answer, explaining

    def report(progress: Progress) -> None:
        send(Progressed(ask.number, progress))

    try:
        found = answer(ask.request, effort, report)
        send(Answered(ask.number, found))
        if isinstance(found, Proposal):
            known = found
            for known in explaining(found, effort):
                send(Reasoned(ask.number, known))
            send(Explained(ask.number, known))
    except StoppedError:
        return
    except OSError:
        raise  # the program is gone: ``serve`` ends
    except Exception:
        # Whatever went wrong is the answer to this question; the next one may go well.
        send(Failed(ask.number, traceback.format_exc()))
