"""Reads the sheet that was typed, and says what of it is in doubt."""

import sys
from datetime import date
from pathlib import Path

from csp_planner.cli.readers import UsageError
from csp_planner.console import complain
from csp_planner.domain.terms import academic_year_of
from csp_planner.messages.catalogue import _
from csp_planner.sheet.values import MAX_SHEET_BYTES, Reading, SheetError, SheetProblem
from csp_planner.storage.errors import FileProblem, PlanFileError, loading_problem
from csp_planner.storage.files import read_bounded

STANDARD_INPUT = "-"


def read_sheet_at(source: str, year: int | None, today: date) -> Reading:
    """What the file *source*, or standard input, publishes; *year* is that of offers that it gives none for.

    Raises UsageError where it is no sheet, PlanFileError where it cannot be read.
    """
    # What reads pages and tables is large, and most commands do not need it.
    from csp_planner.messages.sheet import sheet_problem_sentence
    from csp_planner.sheet.reading import read_sheet

    try:
        return read_sheet(_bytes_of(source), default_year=academic_year_of(today), year=year)
    except SheetError as error:
        name = _("standard input") if source == STANDARD_INPUT else Path(source).name
        raise UsageError(sheet_problem_sentence(error, name)) from error


def say_doubts(reading: Reading) -> None:
    """Say what was guessed and what was left out, on the standard error."""
    from csp_planner.messages.sheet import guess_sentence, left_out_sentence  # as above

    for guess in reading.guessed:
        complain(guess_sentence(guess))
    for line in reading.left_out:
        complain(left_out_sentence(line))


def _bytes_of(source: str) -> bytes:
    """What *source* holds. Raises SheetError where that is too much, PlanFileError where it cannot be read."""
    if source == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_SHEET_BYTES + 1) if sys.stdin is not None else b""
        if len(data) > MAX_SHEET_BYTES:
            raise SheetError(SheetProblem.TOO_LARGE)
        return data
    path = Path(source)
    try:
        return read_bounded(path, MAX_SHEET_BYTES)
    except OSError as error:
        problem = loading_problem(error)
        if problem is FileProblem.TOO_LARGE:
            raise SheetError(SheetProblem.TOO_LARGE) from error
        raise PlanFileError(problem, path) from error
