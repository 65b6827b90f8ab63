"""Plans that have no file yet, kept where the next start finds them.

A window claims a slot: a plan file, and beside it a lock file that the system unlocks when the process
ends. A slot with a plan and without a living process is an orphan, and is offered back.
"""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from csp_planner.domain.plan import Plan
from csp_planner.storage.codec import write_plan
from csp_planner.storage.errors import PlanFileError, saving_problem
from csp_planner.storage.files import remove, write_atomic
from csp_planner.storage.locks import try_lock
from csp_planner.storage.planfile import load

_SUFFIX = ".cspplan"
_LOCK_SUFFIX = ".lock"
_PRIVATE = 0o600


@dataclass(slots=True)
class RecoverySlot:
    """A place on disk that belongs to one running window until it is released."""

    path: Path
    _lock: int | None
    _written: bytes = field(default=b"", repr=False)

    def write(self, plan: Plan) -> None:
        """Replace what the slot holds by *plan*. Raises PlanFileError; the slot then holds what it held."""
        data = write_plan(plan)
        if data == self._written:
            return
        try:
            write_atomic(self.path, data, _PRIVATE)
        except OSError as error:
            raise PlanFileError(saving_problem(error), self.path) from error
        self._written = data

    def release(self) -> None:
        """Delete the slot: its plan is saved elsewhere, or not wanted. A second time does nothing."""
        if self._lock is None:
            return
        # The plan goes first: whoever gets the lock next must find nothing to recover.
        remove(self.path)
        os.close(self._lock)
        self._lock = None
        remove(self.path.with_suffix(_LOCK_SUFFIX))


@dataclass(frozen=True, slots=True)
class Orphan:
    """A plan left by a window that ended without saving it."""

    path: Path
    modified: datetime
    plan: Plan


def claim(folder: Path) -> RecoverySlot:
    """A new, empty slot in *folder*, which is created if need be. Raises PlanFileError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        while True:
            path = folder / f"{os.urandom(8).hex()}{_SUFFIX}"
            lock = _lock(path)
            if lock is not None:
                return RecoverySlot(path, lock)
    except OSError as error:
        raise PlanFileError(saving_problem(error), folder) from error


def orphans(folder: Path) -> tuple[Orphan, ...]:
    """Plans in *folder* that no living process holds, the latest first. Damaged ones are left where they are."""
    found: list[Orphan] = []
    try:
        paths = sorted(folder.glob(f"*{_SUFFIX}"))
    except OSError:
        return ()
    for path in paths:
        try:
            lock = _lock(path)
            if lock is None:
                continue
            try:
                modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                found.append(Orphan(path, modified, load(path).plan))
            finally:
                os.close(lock)
        except (OSError, PlanFileError):
            continue
    return tuple(sorted(found, key=lambda orphan: orphan.modified, reverse=True))


def adopt(orphan: Orphan) -> RecoverySlot | None:
    """Take over the slot of *orphan*, its plan still in it; None when another window was faster."""
    try:
        lock = _lock(orphan.path)
    except OSError:
        return None
    if lock is not None and not orphan.path.exists():
        os.close(lock)
        remove(orphan.path.with_suffix(_LOCK_SUFFIX))
        return None
    return None if lock is None else RecoverySlot(orphan.path, lock)


def discard(orphan: Orphan) -> None:
    """Delete *orphan*, unless another window has taken it over."""
    slot = adopt(orphan)
    if slot is not None:
        slot.release()


def _lock(path: Path) -> int | None:
    """An open descriptor that holds the lock of the slot at *path*; None when another holds it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path.with_suffix(_LOCK_SUFFIX), flags, _PRIVATE)
    try:
        locked = try_lock(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    if not locked:
        os.close(descriptor)
        return None
    return descriptor
