"""Codes of what keeps an output from being made. ``messages.export`` has the sentences."""

from enum import StrEnum
from pathlib import Path


class ExportProblem(StrEnum):
    """Why an output could not be made. The codes are stable; each is for the person to mend (exit code 2)."""

    UNKNOWN_ENDING = "unknown-ending"
    IS_THE_PLAN = "is-the-plan"
    """The output would take the place of the plan it is made from."""
    NOT_A_FILE = "not-a-file"
    NO_FOLDER = "no-folder"
    LIBRARIES = "libraries"
    """Qt's system libraries are not installed."""
    NO_FONT = "no-font"


class ExportError(Exception):
    """An output that could not be made; nothing was written."""

    def __init__(self, problem: ExportProblem, path: Path | None = None, packages: tuple[str, ...] = ()) -> None:
        super().__init__(problem, path, packages)
        self.problem = problem
        self.path = path
        self.packages = packages
        """System packages that hold the missing libraries."""
