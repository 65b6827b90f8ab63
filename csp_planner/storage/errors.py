"""Codes of what can go wrong with a file. ``messages.problems`` has the sentences."""

import errno
from enum import StrEnum
from pathlib import Path


class FileProblem(StrEnum):
    """Why a file could not be loaded or saved. The codes are stable."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not-a-file"
    """A folder, a pipe or a device."""
    BAD_NAME = "bad-name"
    """No file can have this name."""
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    """Not UTF-8 or not JSON."""
    FOREIGN = "foreign"
    """JSON, but not a file of this program."""
    NEWER = "newer"
    """Written by a later version of the format."""
    TOO_MANY = "too-many"
    """More scenarios, units or years than the format allows."""
    TOO_MANY_VALUES = "too-many-values"
    """More lists and objects than any plan has."""
    UNKNOWN_KEY = "unknown-key"
    """A key that this version of the format does not have."""
    UNKNOWN_KIND = "unknown-kind"
    """A kind of unit that this version of the format does not have."""
    INVALID = "invalid"
    """The right format, but something in it cannot be meant."""
    FULL = "full"
    READ_ONLY = "read-only"
    CHANGED = "changed"
    """Someone else changed the file since it was loaded."""
    GONE = "gone"
    """The file that was loaded or saved before is no longer there, or its folder is not."""
    NO_FOLDER = "no-folder"
    """There is no folder to put the file in."""
    FAILED = "failed"


_SAVING = frozenset(
    {
        FileProblem.FULL,
        FileProblem.READ_ONLY,
        FileProblem.CHANGED,
        FileProblem.GONE,
        FileProblem.NO_FOLDER,
        FileProblem.FAILED,
    }
)


class PlanFileError(Exception):
    """A file that cannot be loaded, or could not be saved. The file itself is as it was."""

    def __init__(self, problem: FileProblem, path: Path | None = None, where: str = "", unit: str = "") -> None:
        super().__init__(problem, path, where, unit)
        self.problem = problem
        self.path = path
        self.where = where
        """The place in the file, as ``scenarios/0/placements/2/term``; empty for the whole file."""
        self.unit = unit
        """Code of the unit that the place is about; empty where it is about none."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.problem.value, str(self.path or ""), self.where)))

    @property
    def is_input(self) -> bool:
        """Whether what was given is at fault (exit code 2) rather than the disk or system (3)."""
        return self.problem not in _SAVING


class NotAFileError(OSError):
    """The path is a folder, a pipe or a device."""


class TooLargeError(OSError):
    """The file is larger than it may be."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR})


def loading_problem(error: OSError) -> FileProblem:
    """Return the problem that a failed read amounts to."""
    if isinstance(error, NotAFileError):
        return FileProblem.NOT_A_FILE
    if isinstance(error, TooLargeError):
        return FileProblem.TOO_LARGE
    return FileProblem.MISSING if error.errno in _ABSENT else FileProblem.UNREADABLE


def saving_problem(error: OSError) -> FileProblem:
    """Return the problem that a failed write amounts to."""
    if isinstance(error, NotAFileError):
        return FileProblem.NOT_A_FILE
    if error.errno == errno.ENAMETOOLONG:
        return FileProblem.BAD_NAME
    if error.errno in _FULL:
        return FileProblem.FULL
    if error.errno in _NO_FOLDER:
        return FileProblem.NO_FOLDER
    return FileProblem.READ_ONLY if error.errno in _DENIED else FileProblem.FAILED
