"""The library of programmes: those that ship, and those that the user read or made, one file each.

The same code may be there from several centres: ``CODE@centre`` names one of them.
"""

import json
import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, unquote

from csp_planner.domain.programme import Programme
from csp_planner.domain.text import centre_name
from csp_planner.storage.codec import MAX_FILE_BYTES, write_programme
from csp_planner.storage.errors import (
    FileProblem,
    NotAFileError,
    PlanFileError,
    loading_problem,
    saving_problem,
)
from csp_planner.storage.files import read_bounded, write_atomic
from csp_planner.storage.library import builtin_codes, builtin_document, builtin_programme
from csp_planner.storage.locks import alone
from csp_planner.storage.planfile import load_programme

_FOLDER = "programmes"
_SOURCE = ".txt"
"""Ending of the file that holds what a programme was read from."""
_MOST_LISTED = 1_000
"""Programmes of the user's that a list shows."""
_MOST_READ = 1024 * 1024
"""Bytes of a file that is read for one line of a list."""
_MOST_NAME = 100
"""Most characters of a file's name that is made of code and centre; a longer one is a digest of them."""


class Origin(StrEnum):
    """Where a programme of the library comes from."""

    BUILT_IN = "built-in"
    OWN = "own"
    """Read or made by the user."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A programme of the library."""

    programme: Programme
    origin: Origin
    name: str
    """What it is called by: its code, or ``CODE@centre`` where the code alone means another one."""
    path: Path | None = None
    """Its file, where it is the user's own."""


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """What a list shows of a programme, read without checking the rest of its file."""

    code: str
    title: str
    centre: str
    origin: Origin
    path: Path | None = None
    """Its file, where it is the user's own."""


@dataclass(frozen=True, slots=True)
class Library:
    """All programmes, and the files of the user's that cannot be read."""

    programmes: tuple[Shelved, ...]
    """In the order of their codes; of one code, the one that it means alone comes first."""
    damaged: tuple[PlanFileError, ...] = ()

    def called(self, name: str) -> tuple[Shelved, ...]:
        """Those that *name* may mean, a code or ``CODE@centre``: one, several that it does not tell apart, or none."""
        exact = tuple(one for one in self.programmes if one.name == name)
        if exact:
            return exact
        code, at, centre = name.rpartition("@")
        if at:
            wanted = centre_name(centre)
            return tuple(
                one
                for one in self.programmes
                if one.programme.code == code and centre_name(one.programme.publisher) == wanted
            )
        return tuple(one for one in self.programmes if one.programme.code == name)


def library_of(folder: Path) -> Library:
    """Return the programmes that ship and those in *folder*, the user's data folder. It never raises.

    One of the user's takes the place of the built-in one of the same code and centre: it is a newer edition.
    """
    own, damaged = _own(folder)
    taken = {_key(one.programme) for one in own}
    built_in = [builtin_programme(code) for code in builtin_codes()]
    shipped = [Shelved(one, Origin.BUILT_IN, "") for one in built_in if _key(one) not in taken]
    # A code alone means the centre that the built-in one is of, whoever else has the same code.
    usual = {one.code: _key(one) for one in built_in}
    found = sorted((*own, *shipped), key=lambda one: (one.programme.code, _key(one.programme)))
    count: dict[str, int] = {}
    for one in found:
        count[one.programme.code] = count.get(one.programme.code, 0) + 1
    named = [
        Shelved(one.programme, one.origin, _name(one.programme, count, usual), one.path)
        for one in found
    ]  # fmt: skip
    named.sort(key=lambda one: (one.programme.code, one.name != one.programme.code, one.name))
    return Library(tuple(named), tuple(damaged))


def keep_programme(folder: Path, programme: Programme, source: str = "") -> bool:
    """Keep *programme* in the library in *folder*, in the place of the user's one of that code and centre.

    *source* is the text that it was read from, which is kept beside it. Returns whether there was such a programme.
    Raises PlanFileError when it cannot be written; the library is then as it was.
    """
    path = _file(folder, programme)
    data = write_programme(programme)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(path):
            was_there = path.exists()
            if source:
                write_atomic(path.with_suffix(_SOURCE), source.encode("utf-8", "replace"))
            else:
                path.with_suffix(_SOURCE).unlink(missing_ok=True)
            write_atomic(path, data)
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error
    return was_there


def drop_programme(path: Path) -> bool:
    """Take the file of a programme out of the library, and return whether it was there. Raises PlanFileError."""
    try:
        with alone(path):
            path.unlink()
            path.with_suffix(_SOURCE).unlink(missing_ok=True)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error
    return True


def source_of(path: Path) -> str:
    """Return the text that the programme in *path* was read from; empty where none was kept. Raises PlanFileError."""
    try:
        return read_bounded(path.with_suffix(_SOURCE), MAX_FILE_BYTES).decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise PlanFileError(loading_problem(error), path) from error


def programme_lines(folder: Path) -> tuple[ProgrammeLine, ...]:
    """Return what a list shows of the library in *folder*, the built-in ones first. It never raises.

    The files are not checked: what ships is the program's own, and the user's are checked when one is chosen.
    """
    shipped = [builtin_document(code) for code in builtin_codes()]
    found = [ProgrammeLine(one["code"], one["title"], one["publisher"], Origin.BUILT_IN) for one in shipped]
    try:
        paths = sorted(path for path in (folder / _FOLDER).iterdir() if path.suffix == ".json")
    except OSError:
        paths = []
    own = [_line(path) for path in paths[:_MOST_LISTED]]
    taken = {(line.code, centre_name(line.centre)) for line in own}
    return (*(line for line in found if (line.code, centre_name(line.centre)) not in taken), *own)


def _line(path: Path) -> ProgrammeLine:
    """What *path* says of itself. A file that is too large for a list, or damaged, is called by its name.

    So whoever kept it still finds it, learns why it cannot be read, and can remove it.
    """
    named = ProgrammeLine(unquote(path.stem), "", "", Origin.OWN, path)
    try:
        document = json.loads(read_bounded(path, _MOST_READ))
        code, title, centre = (document[key] for key in ("code", "title", "publisher"))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return named
    if not all(isinstance(text, str) for text in (code, title, centre)):
        return named
    return ProgrammeLine(code, title, centre, Origin.OWN, path)


def save_programme(path: Path, programme: Programme) -> None:
    """Write *programme* to *path*, in place of any file of that name. Raises PlanFileError; it is then as it was."""
    data = write_programme(programme)
    try:
        target = Path(os.path.realpath(path))  # saving must not turn a link into a file
    except ValueError as error:  # a NUL or an unencodable character: no file has such a name
        raise PlanFileError(FileProblem.BAD_NAME, path) from error
    try:
        mode = _mode_of(target)
        if mode is not None and not os.access(target, os.W_OK):  # a rename would replace it even so
            raise PlanFileError(FileProblem.READ_ONLY, path)
        with alone(target):
            write_atomic(target, data, mode)
    except OSError as error:
        raise PlanFileError(saving_problem(error), path) from error


def _mode_of(target: Path) -> int | None:
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise NotAFileError
    return stat.S_IMODE(found.st_mode)


def _own(folder: Path) -> tuple[list[Shelved], list[PlanFileError]]:
    found, damaged = list[Shelved](), list[PlanFileError]()
    place = folder / _FOLDER
    try:
        paths = sorted(path for path in place.iterdir() if path.suffix == ".json")
    except FileNotFoundError:
        return found, damaged
    except OSError as error:
        return found, [PlanFileError(loading_problem(error), place)]
    seen = set[tuple[str, str]]()
    # Where a file was put there by hand, the one that the library itself would write is the one that counts.
    for path in paths:
        try:
            programme = load_programme(path)
        except PlanFileError as error:
            damaged.append(error)
            continue
        if _key(programme) in seen and path != _file(folder, programme):
            continue
        if _key(programme) in seen:
            found = [one for one in found if _key(one.programme) != _key(programme)]
        seen.add(_key(programme))
        found.append(Shelved(programme, Origin.OWN, "", path))
    return found, damaged


def _key(programme: Programme) -> tuple[str, str]:
    return programme.code, centre_name(programme.publisher)


def _name(programme: Programme, count: dict[str, int], usual: dict[str, tuple[str, str]]) -> str:
    is_alone = count[programme.code] == 1
    if is_alone or usual.get(programme.code) == _key(programme):
        return programme.code
    return f"{programme.code}@{centre_name(programme.publisher)}"


def _file(folder: Path, programme: Programme) -> Path:
    code, centre = _key(programme)
    name = quote(f"{code}@{centre}", safe="@")
    if len(name) > _MOST_NAME or name.startswith("."):
        import hashlib  # it loads OpenSSL, and hardly any code is so long

        name = hashlib.sha256(f"{code}@{centre}".encode()).hexdigest()
    return folder / _FOLDER / f"{name}.json"
