"""Keeps the open document on disk: a thread of its own writes every edit at once.

A document with a file is saved to it. One without a file is written to a recovery slot, and so is one whose file
cannot be saved, until it can. When edits come faster than the disk, only the latest plan is written.
"""

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from csp_planner.domain.plan import Plan
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.log import write_log
from csp_planner.storage.planfile import NO_FILE, save
from csp_planner.storage.recovery import HomeFile, RecoverySlot


class Kept(Enum):
    """How safe the document is."""

    UNTOUCHED = "untouched"
    """New, nothing done yet."""
    WRITING = "writing"
    IN_FILE = "in-file"
    IN_RECOVERY = "in-recovery"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one write."""

    problem: PlanFileError | None = None
    """Why the plan is not where it belongs: in its file, or in a recovery slot when it has none."""
    aside_problem: PlanFileError | None = None
    """Why a plan that its file did not take is not in a recovery slot either."""


class Keeper(QObject):
    """Knows where the open document is kept. ``path`` and ``digest`` are of its file; None and empty without one."""

    state_changed = Signal()
    _ended = Signal()
    """The thread has left an outcome."""

    def __init__(self, claim_slot: Callable[[], RecoverySlot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claim_slot = claim_slot
        self._slot: RecoverySlot | None = None
        self.path: Path | None = None
        self.digest = ""
        self.state = Kept.UNTOUCHED
        self.problem: PlanFileError | None = None
        self.aside_problem: PlanFileError | None = None
        """Why the plan could not be kept aside while its file could not be saved."""
        self._may_create = False
        """Whether the person asked for the file to be made again if it is gone."""
        self._wake = threading.Condition()
        self._waiting: Plan | None = None
        self._busy = False
        self._outcome: _Outcome | None = None
        self._stopped = False
        self._ended.connect(self._take_outcome)
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    @property
    def is_safe(self) -> bool:
        """Whether leaving the document loses nothing."""
        return self.state is Kept.UNTOUCHED or (self.state is Kept.IN_FILE and self.problem is None)

    def open(self, path: Path | None, digest: str = "") -> None:
        """The document is now the one in *path*, or a new one."""
        self.settle()
        if path is not None:
            self.release_recovery()
        self._settle_in(path, digest)
        self._to(Kept.UNTOUCHED if path is None else Kept.IN_FILE)

    def adopt(self, slot: RecoverySlot) -> None:
        """Go on with a recovered document, whose plan is in *slot* and belongs to the file that the slot names."""
        self.settle()
        self.release_recovery()
        self._settle_in(slot.home.path if slot.home else None, slot.home.digest if slot.home else "")
        self._slot = slot
        self._to(Kept.IN_RECOVERY)

    def release_recovery(self) -> None:
        """Forget the recovery slot: the document is in a file, or is not wanted."""
        if self._slot is not None:
            self._slot.release()
            self._slot = None

    def keep(self, plan: Plan) -> None:
        """Write *plan* as soon as the thread is free."""
        with self._wake:
            self._waiting = plan
            self._wake.notify_all()
        self._to(Kept.WRITING)

    def save_again(self, plan: Plan) -> None:
        """Write *plan* to its file even if that is gone. What somebody else puts there meanwhile is not overwritten."""
        self._may_create = True
        self.keep(plan)

    def settle(self) -> None:
        """Wait until everything kept is on disk, or has failed; ``state`` and ``problem`` then say which."""
        with self._wake:
            while self._is_pending and self._thread.is_alive():
                self._wake.wait(0.05)
        self._take_outcome()

    def stop(self) -> None:
        """Finish writing and end the thread."""
        self.settle()
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        self._thread.join(5)

    def save_as(self, path: Path, plan: Plan) -> None:
        """Write *plan* to another file and stay there. Raises PlanFileError; the document then stays where it was."""
        self.settle()
        digest = save(path, plan, None)
        self.release_recovery()
        self._settle_in(path, digest)
        self._to(Kept.IN_FILE)

    def _settle_in(self, path: Path | None, digest: str) -> None:
        """The document now belongs to *path*, and nothing has gone wrong with it yet."""
        self.path, self.digest = path, digest
        self.problem = self.aside_problem = None
        self._may_create = False

    def _work(self) -> None:
        while True:
            with self._wake:
                while self._waiting is None and not self._stopped:
                    self._wake.wait()
                if self._waiting is None:
                    return
                plan, self._waiting, self._busy = self._waiting, None, True
            outcome = self._write(plan)
            with self._wake:
                self._outcome, self._busy = outcome, False
                self._wake.notify_all()
            self._ended.emit()

    def _write(self, plan: Plan) -> _Outcome:
        path = self.path
        if path is None:
            return _Outcome(_problem_of(lambda: self._keep_aside(plan, None), None))
        problem = _problem_of(lambda: self._save(path, plan), path)
        if problem is None:
            self._may_create = False
            self.release_recovery()
            return _Outcome()
        home = HomeFile(path, self.digest)
        return _Outcome(problem, _problem_of(lambda: self._keep_aside(plan, home), path))

    def _save(self, path: Path, plan: Plan) -> None:
        try:
            self.digest = save(path, plan, self.digest)
        except PlanFileError as error:
            if error.problem is not FileProblem.GONE or not self._may_create:
                raise
            self.digest = save(path, plan, NO_FILE)

    def _keep_aside(self, plan: Plan, home: HomeFile | None) -> None:
        """Write *plan* to the recovery slot, which is claimed if there is none or if somebody deleted it."""
        if self._slot is None or not self._slot.is_held:
            self.release_recovery()
            self._slot = self._claim_slot()
        self._slot.write(plan, home)

    @property
    def _is_pending(self) -> bool:
        return self._waiting is not None or self._busy

    def _take_outcome(self) -> None:
        """Make the thread's last outcome the document's; a success only when nothing newer is to be written."""
        with self._wake:
            outcome, self._outcome = self._outcome, None
            pending = self._is_pending
        if outcome is None:
            return
        if outcome.problem is not None:
            self.problem, self.aside_problem = outcome.problem, outcome.aside_problem
            self._to(Kept.FAILED)
        elif not pending:
            self.problem = self.aside_problem = None
            self._to(Kept.IN_FILE if self.path is not None else Kept.IN_RECOVERY)

    def _to(self, state: Kept) -> None:
        self.state = state
        self.state_changed.emit()


def _problem_of(write: Callable[[], None], path: Path | None) -> PlanFileError | None:
    """What keeps *write* from writing *path*; None when it did."""
    try:
        write()
    except PlanFileError as error:
        return error
    except Exception as error:  # the thread must live on, and the person must be told, whatever it is
        write_log("".join(traceback.format_exception(error)))
        return PlanFileError(FileProblem.FAILED, path)
    return None
