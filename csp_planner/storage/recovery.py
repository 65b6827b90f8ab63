"""Keeps plans that have no file yet, or whose file cannot be saved, where the next start finds them.

A window claims a slot: a plan file, and beside it a lock file that the system unlocks when the process
ends. Where the plan belongs to a file, a third file says to which. A slot with a plan and without a living
process is an orphan, and is offered back.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from csp_planner.domain.plan import Plan
from csp_planner.storage.codec import write_plan
from csp_planner.storage.errors import PlanFileError, saving_problem
from csp_planner.storage.files import read_bounded, remove, write_atomic
from csp_planner.storage.locks import try_lock
from csp_planner.storage.planfile import load

_SUFFIX = ".cspplan"
_LOCK_SUFFIX = ".lock"
_HOME_SUFFIX = ".json"
_MAX_HOME_BYTES = 1 << 16
_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class HomeFile:
    """The file that a plan belongs to, and the digest of what this program last read from it or wrote into it.

    Whoever takes the plan up can tell from the digest whether somebody else has written the file since.
    """

    path: Path
    digest: str


@dataclass(slots=True)
class RecoverySlot:
    """A place on disk that belongs to one running window until it is released."""

    path: Path
    _lock: int | None
    home: HomeFile | None = None
    """The file that the plan in the slot belongs to; None when it has none."""
    _written: bytes = field(default=b"", repr=False)

    @property
    def is_held(self) -> bool:
        """Whether the slot is still on disk as this window's own: somebody may have deleted its folder."""
        if self._lock is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._lock), os.stat(self.path.with_suffix(_LOCK_SUFFIX)))
        except OSError:
            return False

    def write(self, plan: Plan, home: HomeFile | None = None) -> None:
        """Replace what the slot holds by *plan*, which belongs to *home*.

        Raises PlanFileError; the slot then holds the plan that it held.
        """
        data = write_plan(plan)
        if data == self._written and home == self.home and self.path.exists():
            return
        try:
            if home != self.home:
                # This comes first, because a plan that is found must never lack the name of its file.
                self._write_home(home)
                self.home = home
            write_atomic(self.path, data, _PRIVATE)
        except OSError as error:
            raise PlanFileError(saving_problem(error), self.path) from error
        self._written = data

    def _write_home(self, home: HomeFile | None) -> None:
        path = self.path.with_suffix(_HOME_SUFFIX)
        if home is None:
            path.unlink(missing_ok=True)
        else:
            text = json.dumps({"path": str(home.path), "digest": home.digest})
            write_atomic(path, text.encode("ascii"), _PRIVATE)

    def release(self) -> None:
        """Delete the slot: its plan is saved elsewhere, or not wanted. A second time does nothing.

        A slot that is no longer this window's own is left alone.
        """
        if self._lock is None:
            return
        held = self.is_held
        if held:
            # The plan goes first: whoever gets the lock next must find nothing to recover.
            remove(self.path)
            remove(self.path.with_suffix(_HOME_SUFFIX))
        os.close(self._lock)
        self._lock = None
        if held:
            remove(self.path.with_suffix(_LOCK_SUFFIX))


@dataclass(frozen=True, slots=True)
class Orphan:
    """A plan left by a window that ended without saving it."""

    path: Path
    modified: datetime
    plan: Plan
    home: HomeFile | None = None
    """The file that it belongs to; None when it has none."""


def claim(folder: Path) -> RecoverySlot:
    """Return a new, empty slot in *folder*, which is created if need be. Raises PlanFileError."""
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
    """Return the plans in *folder* that no living process holds, the latest first. Damaged ones are left alone."""
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
                found.append(Orphan(path, modified, load(path).plan, _home_of(path)))
            finally:
                os.close(lock)
        except (OSError, PlanFileError):
            continue
    return tuple(sorted(found, key=lambda orphan: orphan.modified, reverse=True))


def adopt(orphan: Orphan) -> RecoverySlot | None:
    """Take over the slot of *orphan* with the plan in it; return None when another window was faster."""
    try:
        lock = _lock(orphan.path)
    except OSError:
        return None
    if lock is not None and not orphan.path.exists():
        os.close(lock)
        remove(orphan.path.with_suffix(_LOCK_SUFFIX))
        return None
    return None if lock is None else RecoverySlot(orphan.path, lock, orphan.home)


def discard(orphan: Orphan) -> None:
    """Delete *orphan*, unless another window has taken it over."""
    slot = adopt(orphan)
    if slot is not None:
        slot.release()


def _home_of(path: Path) -> HomeFile | None:
    """Return the file that the plan in the slot at *path* belongs to; None when there is none or it cannot be read."""
    try:
        said = json.loads(read_bounded(path.with_suffix(_HOME_SUFFIX), _MAX_HOME_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    values = cast(dict[str, Any], said) if isinstance(said, dict) else {}
    name, digest = values.get("path"), values.get("digest")
    if not isinstance(name, str) or not isinstance(digest, str) or not name or not digest or "\0" in name:
        return None
    return HomeFile(Path(name), digest)


def _lock(path: Path) -> int | None:
    """Lock the slot at *path* and return the open descriptor; None when another process holds the lock."""
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
