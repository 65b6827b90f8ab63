"""Names the place where windows of the same user tell each other which file they have: a local socket for each file."""

import os
import stat
from pathlib import Path


def meeting_folder() -> Path:
    """Return the folder of the sockets of the current user, which nobody else may enter.

    Raises OSError when there is none that only this user has.
    """
    import tempfile  # as below

    runtime = os.environ.get("XDG_RUNTIME_DIR")
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(runtime, "csp-planner") if runtime else Path(tempfile.gettempdir(), f"csp-planner-{user}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = os.lstat(folder)
    if os.name == "posix" and (not stat.S_ISDIR(found.st_mode) or found.st_uid != user or found.st_mode & 0o077):
        raise PermissionError(str(folder))
    return folder


def meeting_place(path: Path) -> Path:
    """Return the socket of the file at *path*. It is short, because systems take about a hundred characters.

    Raises OSError where there is no folder for it.
    """
    import hashlib  # it loads OpenSSL, which a start without a file does without

    return meeting_folder() / hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:24]


def is_met(path: Path) -> bool:
    """Return whether a window may have the file at *path*: one has or had its socket, so it is worth to knock."""
    try:
        return os.name != "posix" or meeting_place(path).exists()
    except OSError:
        return False
