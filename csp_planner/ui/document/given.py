"""Reads a programme that a person gives: the file of a programme or of a plan, or a sheet in any form that is read."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import academic_year_of
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import problem_sentence
from csp_planner.storage.errors import FileProblem, PlanFileError, loading_problem

if TYPE_CHECKING:  # what reads sheets is large
    from csp_planner.sheet.values import Reading

_OURS = b'"csp-planner/'
"""What the program's own files hold."""


def read_given(given: bytes | Path, today: date) -> "Programme | Reading | str":
    """What *given*, pasted bytes or a file, publishes; the sentence that says why it cannot be read.

    Only a reading can be in doubt: a programme is one that the program wrote.
    """
    from csp_planner.messages.sheet import sheet_problem_sentence
    from csp_planner.sheet.reading import read_sheet
    from csp_planner.sheet.values import SheetError

    name = given.name if isinstance(given, Path) else _("pasted text")
    try:
        data = given if isinstance(given, bytes) else _bytes_of(given)
        own = _own(data, given) if data.lstrip().startswith(b"{") else None
        return own or read_sheet(data, default_year=academic_year_of(today))
    except SheetError as error:
        return sheet_problem_sentence(error, name)
    except PlanFileError as error:
        return problem_sentence(error)


def _bytes_of(path: Path) -> bytes:
    """What is in the file at *path*. Raises SheetError where it is too much, PlanFileError where it cannot be read."""
    from csp_planner.sheet.values import MAX_SHEET_BYTES, SheetError, SheetProblem
    from csp_planner.storage.files import read_bounded

    try:
        return read_bounded(path, MAX_SHEET_BYTES)
    except OSError as error:
        problem = loading_problem(error)
        if problem is FileProblem.TOO_LARGE:
            raise SheetError(SheetProblem.TOO_LARGE) from error
        raise PlanFileError(problem, path) from error


def _own(data: bytes, given: bytes | Path) -> Programme | None:
    """The programme in a file of the program's own; None where it is none. Raises PlanFileError."""
    from csp_planner.storage.codec import read_plan, read_programme

    for read in (lambda: read_plan(data).programme, lambda: read_programme(data)):
        try:
            return read()
        except PlanFileError as error:
            is_foreign = error.problem is FileProblem.FOREIGN
            if not is_foreign and (error.problem is not FileProblem.DAMAGED or _OURS in data):
                path = given if isinstance(given, Path) else None
                raise PlanFileError(error.problem, path, error.where, error.unit) from error
    return None
