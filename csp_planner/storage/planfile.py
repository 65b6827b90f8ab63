"""Loads plan files, and saves them so that neither a crash nor someone else's change loses anything."""

import os
import stat
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.stopping import undisturbed
from csp_planner.storage.codec import MAX_FILE_BYTES, read_plan, read_programme, write_plan
from csp_planner.storage.errors import FileProblem, NotAFileError, PlanFileError, loading_problem, saving_problem
from csp_planner.storage.files import (
    keep_owner,
    read_bounded,
    remove,
    sweep_beside,
    sync_folder,
    write_atomic,
    write_beside,
)
from csp_planner.storage.locks import alone

NO_FILE = ""
"""Stands for the digest of a file that must not exist yet."""


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan and the digest of the file it was read from."""

    plan: Plan
    digest: str


def load(path: Path) -> LoadedPlan:
    """Read a plan file, leaving it untouched. Raises PlanFileError."""
    data = _read(path)
    try:
        plan = read_plan(data)
    except PlanFileError as error:
        raise PlanFileError(error.problem, path, error.where, error.unit) from error
    return LoadedPlan(plan, _digest(data))


def load_programme(path: Path) -> Programme:
    """Read the file of a programme. Raises PlanFileError."""
    data = _read(path)
    try:
        return read_programme(data)
    except PlanFileError as error:
        raise PlanFileError(error.problem, path, error.where, error.unit) from error


def load_either(path: Path) -> LoadedPlan | Programme:
    """Read a plan, or the file of a programme that one can be made for. Raises PlanFileError."""
    try:
        return load(path)
    except PlanFileError as error:
        if error.problem is not FileProblem.FOREIGN:
            raise
        return load_programme(path)


def backup_of(path: Path) -> Path:
    """Return the file that keeps the last good version of *path*."""
    return path.with_name(path.name + ".bak")


def save(path: Path, plan: Plan, expected_digest: str | None) -> str:
    """Write *plan* to *path* and return the digest of the new file. Raises PlanFileError; the file is then as it was.

    *expected_digest* is that of the last load or save: any other content on disk is someone else's
    and is not overwritten, and a file that is gone is not made again. ``NO_FILE``: there must be no file;
    None: overwrite whatever is there.
    """
    data = write_plan(plan)
    try:
        read_plan(data)  # a plan that could not be loaded again must not replace one that can
        target = _target(path)
        with alone(target), undisturbed():
            _save(target, data, expected_digest)
    except PlanFileError as error:
        raise PlanFileError(error.problem, path, error.where, error.unit) from error
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error
    return _digest(data)


def _target(path: Path) -> Path:
    """Return the file that *path* names. Links are followed, for saving must not turn a link into a file."""
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a NUL or an unencodable character: no file has such a name
        raise PlanFileError(FileProblem.BAD_NAME) from error


def _save(target: Path, data: bytes, expected: str | None) -> None:
    before = _stat(target)
    if before is None:
        if expected:
            raise PlanFileError(FileProblem.GONE)
        _create(target, data, expected)
        return
    if not stat.S_ISREG(before.st_mode):
        raise NotAFileError
    current = _current(target)
    if expected is not None and _digest(current) != expected:
        raise PlanFileError(FileProblem.CHANGED)
    if current == data:
        return
    if not os.access(target, os.W_OK):  # a rename would replace it even so
        raise PlanFileError(FileProblem.READ_ONLY)
    temporary = write_beside(target, data, stat.S_IMODE(before.st_mode))
    try:
        keep_owner(temporary, before)
        sweep_beside(temporary)
        if expected is not None or _is_good(current):
            _keep_backup(target, current, stat.S_IMODE(before.st_mode))
        now = _stat(target)
        if now is None and expected is not None:
            raise PlanFileError(FileProblem.GONE)
        if now is not None and not _same(before, now):
            raise PlanFileError(FileProblem.CHANGED)
        os.replace(temporary, target)
    except BaseException:
        remove(temporary)
        raise
    sync_folder(target.parent)


def _create(target: Path, data: bytes, expected: str | None) -> None:
    temporary = write_beside(target, data)
    try:
        if expected == NO_FILE and _link(temporary, target):
            return
        os.replace(temporary, target)
    finally:
        remove(temporary)
        sync_folder(target.parent)


def _link(temporary: Path, target: Path) -> bool:
    """Publish *temporary* unless a file has just appeared; False where the file system has no hard links."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise PlanFileError(FileProblem.CHANGED) from error
    except OSError:
        return False
    return True


def _keep_backup(target: Path, current: bytes, mode: int) -> None:
    """Keep *current* as the backup. Failing to must not keep the newer work off the disk."""
    backup = backup_of(target)
    spare = target.with_name(f".csp-planner-{os.urandom(8).hex()}.bak.tmp")
    with suppress(OSError):
        try:
            os.link(target, spare)
        except OSError:
            write_atomic(backup, current, mode)
        else:
            os.replace(spare, backup)
    remove(spare)  # a rename between two links to one file does nothing and leaves both


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):  # the second: its folder has become a file
        return None


def _same(before: os.stat_result, now: os.stat_result) -> bool:
    def mark(found: os.stat_result) -> tuple[int, int, int]:
        return found.st_ino, found.st_size, found.st_mtime_ns

    return mark(before) == mark(now)


def _current(target: Path) -> bytes:
    """Return what is on disk; no bytes in place of a file that is too large to be a plan."""
    try:
        return read_bounded(target, MAX_FILE_BYTES)
    except OSError as error:
        if loading_problem(error) is FileProblem.TOO_LARGE:
            return b""
        raise


def _is_good(data: bytes) -> bool:
    try:
        read_plan(data)
    except PlanFileError:
        return False
    return True


def _read(path: Path) -> bytes:
    try:
        return read_bounded(path, MAX_FILE_BYTES)
    except OSError as error:
        raise PlanFileError(loading_problem(error), path) from error


def _digest(data: bytes) -> str:
    # The next window compares it with that of a window that was killed, so every process must compute it alike. It
    # guards against accidents and not against forgers, so two checksums do; hashlib would load OpenSSL at every start.
    return f"{len(data)}-{zlib.crc32(data):08x}-{zlib.adler32(data):08x}"
