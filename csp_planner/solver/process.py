"""The solver in a process of its own: started early, asked, called off, and gone with the program.

Nothing here waits and nothing here imports the solver's library. Two pipes lead to the process; it ends by
itself when they close, so it also ends when the program is killed.
"""

import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from csp_planner.proposal.request import Request
from csp_planner.solver.talk import Ask, Event, Failed, Ready, Stop
from csp_planner.solver.worker import serve


@contextmanager
def _deaf_to_ctrl_c() -> Generator[None]:
    """Shield a process that is started in this block from Ctrl+C in the terminal, which the program alone answers.

    The process could not do that itself, because Ctrl+C may come before Python has started in it.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # Python's own; to start it inside would end the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class SolverProcess:
    """A handle on the solving process. The caller looks for its news with ``poll``, as often as it likes."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._questions: Connection | None = None
        self._events: Connection | None = None
        self._ready = False
        self._asked = 0
        self._waiting: Ask | None = None

    @property
    def is_running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        """Start the process, if it is not running. It loads the solver while the program goes on."""
        if self.is_running:
            return
        self.close()
        # A forked copy of a program with a window and threads could hang; a spawned one starts clean.
        context = get_context("spawn")
        their_questions, self._questions = context.Pipe(duplex=False)
        self._events, their_events = context.Pipe(duplex=False)
        process = context.Process(target=serve, args=(their_questions, their_events), daemon=True)
        try:
            with _deaf_to_ctrl_c():
                process.start()
        except BaseException:
            self.close()
            raise
        finally:
            # The copies the process has are the only ones left of its ends: each side sees the other one end.
            their_questions.close()
            their_events.close()
        self._process = process

    def ask(self, request: Request) -> int:
        """Ask for a proposal in place of whatever was asked before; returns the number of the question."""
        self.start()
        self._asked += 1
        self._waiting = Ask(self._asked, request)
        self._send_waiting()
        return self._asked

    def stop(self) -> None:
        """Call off what was asked: nothing more is heard of it. The process stays, ready for the next question."""
        self._waiting = None
        self._send(Stop(self._asked))
        self._asked += 1

    def poll(self) -> list[Event]:
        """What came back since the last time about the last question. Never waits.

        ``Failed`` with the number 0 says that the process ended, whatever ended it.
        """
        found: list[Event] = []
        try:
            while self._events is not None and self._events.poll():
                event: Event = self._events.recv()
                if isinstance(event, Ready):
                    self._ready = True
                    self._send_waiting()
                    found.append(event)
                elif event.number == self._asked:
                    found.append(event)
        except (EOFError, OSError):
            self.close()
            found.append(Failed(0, "the solving process ended"))
        return found

    def close(self) -> None:
        """End the process at once."""
        for connection in (self._questions, self._events):
            if connection is not None:
                connection.close()
        self._questions = self._events = self._waiting = None
        self._ready = False
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _send_waiting(self) -> None:
        """Send the waiting question once the process reads. Sent before, a long one would fill the pipe and block."""
        if self._ready and self._waiting is not None:
            ask, self._waiting = self._waiting, None
            self._send(ask)

    def _send(self, said: Ask | Stop) -> None:
        if self._questions is not None and self._ready:
            with suppress(OSError):  # the process ended: ``poll`` finds out
                self._questions.send(said)
