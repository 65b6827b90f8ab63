"""Writes any output to a file. How the file's name ends decides which kind is made."""

import os
import re
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path

from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.text import plain_line
from csp_planner.export.content import Document
from csp_planner.export.errors import ExportError, ExportProblem
from csp_planner.export.kinds import Kind, comparison_bytes, kind_of
from csp_planner.export.options import Options
from csp_planner.preflight import missing_for
from csp_planner.storage.errors import FileProblem, PlanFileError, saving_problem
from csp_planner.storage.files import write_atomic

_MAX_STEM = 80
"""Most characters of a suggested name, without its ending."""


def export(path: Path, plan: Plan, evaluation: Evaluation, options: Options, *, plan_file: Path | None = None) -> None:
    """Make the output that *path* names by its ending, in place of any file of that name but *plan_file*.

    All of it is made before anything is written, and a failure leaves what was there as it was. Raises ExportError
    where what was asked for cannot be made, PlanFileError where the disk or the system fails.
    """
    kind = kind_of(path)
    if kind is None:
        raise ExportError(ExportProblem.UNKNOWN_ENDING, path)
    _write(path, lambda: make(kind, plan, evaluation, options), plan_file)


def export_comparison(path: Path, document: Document, *, plan_file: Path | None = None) -> None:
    """Make *document*, scenarios side by side, as a PDF or as a picture, as ``export`` makes an output."""
    kind = kind_of(path)
    if kind is None or not kind.drawn:
        raise ExportError(ExportProblem.UNKNOWN_ENDING, path)

    _write(path, lambda: comparison_bytes(kind, document), plan_file)


def _write(path: Path, made: Callable[[], bytes], plan_file: Path | None) -> None:
    target = _target(path, plan_file)
    data = made()
    try:
        mode = _mode_of(target)
        if mode is not None and not os.access(target, os.W_OK):  # a rename would replace it even so
            raise PlanFileError(FileProblem.READ_ONLY, path)
        write_atomic(target, data, mode)
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error


def make(kind: Kind, plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    """Return the bytes of an output of *kind*. Raises ExportError."""
    try:
        return kind.make(plan, evaluation, options)
    except ImportError as error:
        missing = missing_for(error) if kind.drawn else None
        if missing is None:
            raise
        raise ExportError(ExportProblem.LIBRARIES, packages=missing.packages) from error


def suggested_name(plan: Plan, options: Options, kind: Kind) -> str:
    """Return a file name that every system takes; it holds the learner's name only where *options* let names out."""
    from csp_planner.export.compose import learner_name, scenario_name

    words = (plan.programme.code, learner_name(plan, options), scenario_name(plan, plan.active, options))
    return f"{file_stem(' '.join(words))}{kind.ending}"


def file_stem(text: str) -> str:
    """Return *text* as a file name without ending that every system takes: letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", plain_line(text))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^0-9A-Za-z]+", "-", letters).strip("-")[:_MAX_STEM].rstrip("-") or "plan"


def _target(path: Path, plan_file: Path | None) -> Path:
    """Return the file that *path* names. Links are followed, for an output must not turn a link into a file."""
    try:
        target = Path(os.path.realpath(path))
        if not target.parent.is_dir():
            raise ExportError(ExportProblem.NO_FOLDER, path)
        if plan_file is not None and _is_same(target, plan_file):
            raise ExportError(ExportProblem.IS_THE_PLAN, path)
        if target.exists() and not target.is_file():
            raise ExportError(ExportProblem.NOT_A_FILE, path)
    except ValueError as error:  # a NUL or an unencodable character: no file has such a name
        raise PlanFileError(FileProblem.FAILED, path) from error
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error
    return target


def _is_same(target: Path, plan_file: Path) -> bool:
    return target.exists() and plan_file.exists() and target.samefile(plan_file)


def _mode_of(target: Path) -> int | None:
    """Return the permissions of the file that is replaced; None where there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
