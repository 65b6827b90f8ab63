"""The user's library of openings: what was entered for coming years, one file per programme, for all plans."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.codec import MAX_FILE_BYTES, read_openings, write_openings
from csp_planner.storage.errors import FileProblem, PlanFileError, loading_problem, saving_problem
from csp_planner.storage.files import read_bounded, write_atomic

_FOLDER = "openings"
_MOST_NAME = 100
"""Most characters of a code that names its own file; a longer one is named by a digest of it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the library has for one programme."""

    years: tuple[YearOpenings, ...] = ()
    """In the order of the years."""
    set_aside: Path | None = None
    """The file that was there and could not be read; it was renamed, and stays for a person to look at."""


def openings_of(folder: Path, programme: str) -> Shelf:
    """Return what the library in *folder* has for *programme*.

    A file that cannot be read is set aside and named; nothing else suffers from it.
    """
    path = _file(folder, programme)
    try:
        return Shelf(_read(path, programme))
    except PlanFileError as error:
        if error.problem is FileProblem.MISSING:
            return Shelf()
        return Shelf(set_aside=_set_aside(path))


def keep_openings(folder: Path, told: Sequence[YearOpenings]) -> Shelf:
    """Keep *told*, years of one programme, in the library in *folder*, in the place of what it had of those years.

    Raises PlanFileError when it cannot be written; the library is then as it was.
    """
    programme = told[0].programme
    shelf = openings_of(folder, programme)
    years = {known.year: known for known in (*shelf.years, *told)}
    kept = tuple(years[year] for year in sorted(years))
    _write(_file(folder, programme), kept)
    return Shelf(kept, shelf.set_aside)


def drop_openings(folder: Path, programme: str, year: int) -> bool:
    """Take *year* out of the library in *folder*, and return whether it was there. Raises PlanFileError."""
    path, shelf = _file(folder, programme), openings_of(folder, programme)
    years = tuple(known for known in shelf.years if known.year != year)
    if years == shelf.years:
        return False
    if years:
        _write(path, years)
        return True
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error
    return True


def kept_at(folder: Path, programme: str) -> int | None:
    """When what the library in *folder* has for *programme* was written; None where it has nothing."""
    with suppress(OSError):
        return _file(folder, programme).stat().st_mtime_ns
    return None


def load_openings(path: Path) -> tuple[YearOpenings, ...]:
    """Return the years in a file that a colleague gave. Raises PlanFileError."""
    return _read(path, None)


def save_openings(path: Path, years: tuple[YearOpenings, ...]) -> None:
    """Write *years* to *path*, for a colleague. Raises PlanFileError; the file is then as it was."""
    try:
        write_atomic(path, write_openings(years))
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error


def _read(path: Path, programme: str | None) -> tuple[YearOpenings, ...]:
    try:
        data = read_bounded(path, MAX_FILE_BYTES)
    except OSError as error:
        raise PlanFileError(loading_problem(error), path) from error
    try:
        years = read_openings(data)
    except PlanFileError as error:
        raise PlanFileError(error.problem, path, error.where, error.unit) from error
    if programme is not None and years[0].programme != programme:
        raise PlanFileError(FileProblem.FOREIGN, path)
    return tuple(sorted(years, key=lambda told: told.year))


def _write(path: Path, years: tuple[YearOpenings, ...]) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(path, write_openings(years))
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error


def _set_aside(path: Path) -> Path:
    """Rename a file that cannot be read, so that the next one that is written does not replace it."""
    aside = path.with_name(f"{path.name}.unreadable")
    with suppress(OSError):
        os.replace(path, aside)
        return aside
    return path


def _file(folder: Path, programme: str) -> Path:
    name = quote(programme, safe="")
    if len(name) > _MOST_NAME or name.startswith("."):
        import hashlib  # it loads OpenSSL, and hardly any code is so long

        name = hashlib.sha256(programme.encode()).hexdigest()
    return folder / _FOLDER / f"{name}.json"
