"""Owns the window's solving process: when it runs, and whose question it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from csp_planner.ui.document.session import Session

if TYPE_CHECKING:  # a start asks nothing
    from csp_planner.proposal.request import Request
    from csp_planner.solver.process import SolverProcess
    from csp_planner.solver.talk import Event

REST_MS = 3_000
"""The solver is loaded once a plan has been left alone this long: a question may come, and must not wait for that."""
IDLE_MS = 5 * 60_000
"""The process ends when nothing was done in the window for this long; it holds some memory."""
LISTEN_MS = 20
"""Interval between two looks for news, while something is searched."""


@dataclass(frozen=True, slots=True, eq=False)
class Consultation:
    """One question that is asked of the solver, and who asked it."""

    hear: "Callable[[Event], object]"
    """Told each piece of news, the last of which is ``Explained`` or ``Failed``."""
    called_off: Callable[[], object]
    """Told when somebody else asks: nothing more is heard then."""


class Advisor(QObject):
    """Asks the solver one question at a time, for whoever wants advice. Nothing here waits."""

    def __init__(
        self, session: Session, parent: QObject | None = None, *, rest_ms: int = REST_MS, idle_ms: int = IDLE_MS
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._present: Consultation | None = None
        self._not_started: Event | None = None
        # The process is asked for news at intervals: how a system would tell of news differs between systems.
        self._ear = self._timer(LISTEN_MS, self._listen)
        self._rest = self._timer(rest_ms, self._begin_at_rest, once=True)
        self._idle = self._timer(idle_ms, self.close, once=True)
        session.changed.connect(self._note_life)

    def _timer(self, interval: int, act: Callable[[], object], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.setSingleShot(once)
        timer.timeout.connect(act)
        return timer

    @cached_property
    def solver(self) -> "SolverProcess":
        """The handle on the process, which is loaded when it is first needed."""
        from csp_planner.solver.process import SolverProcess

        return SolverProcess()

    # The life of the process

    def _note_life(self) -> None:
        """Count from now how long nothing is done: a gesture was made, or another plan is shown."""
        if self._is_running():
            self._idle.start()
        elif self._session.is_open:
            self._rest.start()

    def _is_running(self) -> bool:
        return "solver" in self.__dict__ and self.solver.is_running

    def _begin_at_rest(self) -> None:
        if self._session.is_open:
            self.warm_up()

    def warm_up(self) -> None:
        """Start the process, as a question is likely to come. It loads the solver while the window goes on."""
        self._rest.stop()
        self._idle.start()
        try:
            self.solver.start()
        except OSError:
            return  # the question will say so, if one comes

    def close(self) -> None:
        """End the process; the next question starts it anew."""
        self._end()
        self._rest.stop()
        self._idle.stop()
        if "solver" in self.__dict__:
            self.solver.close()

    # Questions

    def ask(
        self, request: "Request", hear: "Callable[[Event], object]", called_off: Callable[[], object]
    ) -> Consultation:
        """Ask *request* in place of what was asked before."""
        from csp_planner.solver.talk import Failed

        before, self._present = self._present, None
        if before is not None:
            before.called_off()
        self._rest.stop()
        self._idle.stop()
        self._present = asked = Consultation(hear, called_off)
        try:
            self.solver.poll()  # what the process has said meanwhile: that it is ready, or that it ended
            self.solver.ask(request)
        except OSError as error:
            self._not_started = Failed(0, repr(error))
        self._ear.start()
        return asked

    def is_asking(self, asked: Consultation | None) -> bool:
        """Whether news of *asked* may still come."""
        return asked is not None and asked is self._present

    def call_off(self, asked: Consultation | None) -> None:
        """Hear nothing more of *asked*. The process stays, ready for the next question."""
        if self.is_asking(asked):
            self._end()
            self.solver.stop()

    def _end(self) -> None:
        """Nothing is asked any more."""
        self._present = self._not_started = None
        self._ear.stop()
        self._idle.start()

    def _listen(self) -> None:
        from csp_planner.solver.talk import Explained, Failed

        asked = self._present
        failed = self._not_started
        for event in [failed] if failed is not None else self.solver.poll():
            if asked is None or asked is not self._present:
                return  # whoever heard the event before has asked something else
            if isinstance(event, Explained | Failed):
                self._end()
            asked.hear(event)
