"""Locks files. The operating system takes a lock back when its process ends, however it ends."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_TRIES = 50
_PAUSE = 0.02
"""Seconds between two tries. All tries together take longer than a save does."""

if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock the open file for this process and return whether that worked: not while another has the lock."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock the open file for this process and return whether that worked: not while another has the lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def alone(path: Path) -> Generator[None]:
    """Keep others who ask the same from replacing the file at *path* meanwhile, as far as the file system can.

    Where it cannot, or when the lock is not given back in time, the caller goes ahead: work must reach the disk.
    """
    descriptor = _locked(path)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _locked(path: Path) -> int | None:
    """Open and lock the file at *path* and return its descriptor; None where that cannot be done."""
    if os.name != "posix":
        return None  # Windows does not replace a file that is open
    for _ in range(_TRIES):
        descriptor = held = None
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
            # A lock belongs to a file, not to its name, and another save may have put a new file in its place.
            held = try_lock(descriptor) and os.path.samestat(os.fstat(descriptor), os.stat(path))
        except (OSError, ValueError):
            pass  # no file there yet, or no locks on this file system
        if held:
            return descriptor
        if descriptor is not None:
            os.close(descriptor)
        if held is None:
            return None
        time.sleep(_PAUSE)
    return None
