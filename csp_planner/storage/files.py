"""Reads small files up to a limit and replaces them atomically. Everything here raises plain OSError."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from csp_planner.stopping import undisturbed
from csp_planner.storage.errors import NotAFileError, TooLargeError

_BINARY = getattr(os, "O_BINARY", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_CHUNK = 1 << 20
_OURS = ".csp-planner-"
_LEFT_S = 3600
"""Seconds after which a temporary file belongs to no save under way."""


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the content of a regular file of at most *limit* bytes. It never blocks on a pipe or a device."""
    try:
        _require_regular(os.stat(path).st_mode)
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NONBLOCK)
    except ValueError as error:  # a NUL or an unencodable character: no file has such a name
        raise FileNotFoundError(errno.ENOENT, str(error)) from error
    try:
        _require_regular(os.fstat(descriptor).st_mode)
        chunks: list[bytes] = []
        left = limit + 1
        while left > 0 and (chunk := os.read(descriptor, min(left, _CHUNK))):
            chunks.append(chunk)
            left -= len(chunk)
    finally:
        os.close(descriptor)
    if left <= 0:
        raise TooLargeError
    return b"".join(chunks)


def _require_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotAFileError


def write_beside(path: Path, data: bytes, mode: int | None = None) -> Path:
    """Write *data*, flushed to the disk, to a new file in the folder of *path*; nothing is left on failure.

    *mode* is the permissions it gets; None: those the system gives to new files.
    """
    temporary = path.with_name(f"{_OURS}{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    descriptor = os.open(temporary, flags, 0o666 if mode is None else 0o600)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if mode is not None:
            os.chmod(temporary, mode)
    except BaseException:
        remove(temporary)
        raise
    return temporary


def sweep_beside(fresh: Path) -> None:
    """Delete the temporary files of killed saves beside *fresh*, a file just written: those an hour older than it."""
    with suppress(OSError):
        now = fresh.stat().st_mtime
        for left in fresh.parent.glob(f"{_OURS}*.tmp"):
            with suppress(OSError):
                if now - left.stat().st_mtime > _LEFT_S:
                    left.unlink()


def keep_owner(temporary: Path, before: os.stat_result) -> None:
    """Give *temporary* the owner and the group of the file it will replace, as far as the system allows.

    In a folder that several people share, whoever saves last must not lock the others out.
    """
    if not hasattr(os, "chown"):
        return
    for owner in (before.st_uid, -1):
        with suppress(OSError):
            os.chown(temporary, owner, before.st_gid)
            return


def write_atomic(path: Path, data: bytes, mode: int | None = None) -> None:
    """Replace the content of *path*. After a crash it holds either the old content or the new."""
    with undisturbed():
        temporary = write_beside(path, data, mode)
        try:
            os.replace(temporary, path)
        except BaseException:
            remove(temporary)
            raise
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Delete *path* if it is there and can be."""
    with suppress(OSError):
        path.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in *folder* survive a power cut, where the system has a way to."""
    if os.name != "posix":
        return
    # The rename is done: a file system that cannot flush a folder is no reason to report a failure.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
