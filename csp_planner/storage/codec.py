"""Turns plans and programmes into the bytes of a file and back. Pydantic checks, writes and documents their classes."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from annotated_types import Interval, MaxLen, MinLen

from csp_planner.domain.limits import MAX_YEARS, STOP_AT_FIRST, Kept
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme, UnitKind
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.meaning import check_openings, check_plan, check_programme
from csp_planner.storage.older import give_codes, renew_programme

if TYPE_CHECKING:  # pydantic takes 80 ms to load, which the first page, where no file is read, does without
    from pydantic import TypeAdapter, ValidationError

FORMAT = "csp-planner/plan"
PROGRAMME_FORMAT = "csp-planner/programme"
OPENINGS_FORMAT = "csp-planner/openings"
VERSION = 2
FIRST_VERSION = 1

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_BRACKETS = 200_000
"""Most lists and objects in a file. They are counted before it is parsed, because parsing millions takes gigabytes."""
MAX_BREADTH = 2_000
"""Most items of one list or keys of one object, counted before the check, which would report every unknown key."""
MAX_VALUES = 500_000
"""Most items of all lists and keys of all objects together.

Each is saved on a line of its own, so more would not fit in a file.
"""
_COUNTED = frozenset({"scenarios", "units", "published_years", "placements", "years"})
"""Keys whose limit the format states, so that a file beyond it holds too many rather than something wrong."""
_SINCE_VERSION_2 = (
    ("scenarios", "*", "judged", "*", "figures"),
    ("scenarios", "*", "leaves"),
    ("scenarios", "*", "wishes"),
    ("scenarios", "*", "fillings"),
    ("scenarios", "*", "placements", "*", "waiver", "proposed"),
    ("profile", "attempts", "*", "waiver", "proposed"),
    ("profile", "attempts", "*", "ects"),
    ("profile", "attempts", "*", "hours"),
    ("profile", "credits", "*", "state"),
    ("profile", "credits", "*", "title"),
    ("profile", "credits", "*", "ects"),
    ("profile", "credits", "*", "hours"),
    ("profile", "credits", "*", "counts_for"),
    ("profile", "credits", "*", "decided_by"),
    ("profile", "credits", "*", "decided_on"),
    ("programme", "units", "*", "entered"),
    ("programme", "units", "*", "rhythm"),
    ("programme", "entered_enrolment"),
    ("programme", "declined"),
    ("profile", "budget"),
    ("profile", "personal_hours"),
    ("profile", "modes"),
    ("profile", "attempts", "*", "mode"),
    ("scenarios", "*", "placements", "*", "mode"),
    ("profile", "ticks"),
    ("programme", "award"),
    ("scenarios", "*", "branches"),
    ("scenarios", "*", "pins"),
    ("scenarios", "*", "set_aside"),
)
"""Where a file of version 2 may have a key that version 1 never had; ``*`` is any place in a list."""
_KINDS_SINCE_VERSION_2 = frozenset({UnitKind.MILESTONE, UnitKind.SLOT})
"""The kinds of units that version 1 never had."""
_MAX_STEP = 80
"""Most characters that are shown of one part of a path."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Which = Literal["plan", "programme", "openings"]
_FORMATS = {"plan": FORMAT, "programme": PROGRAMME_FORMAT, "openings": OPENINGS_FORMAT}


@dataclass(frozen=True, kw_only=True)
class _Heading(Kept):
    format: Literal["csp-planner/plan"]
    version: Annotated[int, Interval(ge=FIRST_VERSION, le=VERSION)]


@dataclass(frozen=True, kw_only=True)
class _PlanFile(Plan, _Heading):  # dataclasses put the fields of the last base first
    """A plan with the heading of its file."""


@dataclass(frozen=True, kw_only=True)
class _ProgrammeHeading(Kept):
    """The heading of a programme's file. Those that ship have none: they are always of this version."""

    format: Literal["csp-planner/programme"] = PROGRAMME_FORMAT
    version: Annotated[int, Interval(ge=FIRST_VERSION, le=VERSION)] = VERSION


@dataclass(frozen=True, kw_only=True)
class _ProgrammeFile(Programme, _ProgrammeHeading):
    """A programme with the heading of its file."""


@dataclass(frozen=True, kw_only=True)
class _OpeningsFile(Kept):
    """What was entered for some years of one programme."""

    format: Literal["csp-planner/openings"]
    version: Annotated[int, Interval(ge=FIRST_VERSION, le=VERSION)]
    years: Annotated[tuple[YearOpenings, ...], MinLen(1), MaxLen(MAX_YEARS), STOP_AT_FIRST]


def read_openings(data: bytes) -> tuple[YearOpenings, ...]:
    """Return the years of openings that the bytes of a file hold. Raises PlanFileError."""
    found = cast(_OpeningsFile, _checked(data, _parsed(data, "openings"), "openings"))
    check_openings(found.years)
    return found.years


def write_openings(years: Sequence[YearOpenings]) -> bytes:
    """Return the bytes of a file that holds *years* of openings of one programme."""
    return _write(_OpeningsFile(format=OPENINGS_FORMAT, version=VERSION, years=tuple(years)), "openings")


def read_plan(data: bytes) -> Plan:
    """Return the plan that the bytes of a file hold.

    Raises PlanFileError, also for a plan that is too large to be saved again.
    """
    document = _parsed(data, "plan")
    plan = Plan(**_held(_checked(_renewed(data, document, document.get("programme")), document, "plan"), Plan))
    if document["version"] == FIRST_VERSION:
        _require_version_1(document)
    check_plan(plan)
    if len(write_plan(plan)) > MAX_FILE_BYTES:
        raise PlanFileError(FileProblem.TOO_MANY_VALUES)
    return plan


def read_programme(data: bytes) -> Programme:
    """Return the programme that the bytes of a file hold. Raises PlanFileError."""
    document = _parsed(data, "programme")
    data = json.dumps(document).encode() if give_codes(document) else data
    programme = Programme(**_held(_checked(_renewed(data, document, document), document, "programme"), Programme))
    if document.get("version") == FIRST_VERSION:
        _require_version_1({"programme": document}, of="programme")
    check_programme(programme)
    return programme


def write_plan(plan: Plan) -> bytes:
    """Return the bytes of a file that holds *plan*. The same plan gives the same bytes."""
    return _write(_PlanFile(format=FORMAT, version=VERSION, **_held(plan, Plan)), "plan")


def write_programme(programme: Programme) -> bytes:
    """Return the bytes of a file that holds *programme*."""
    return _write(_ProgrammeFile(**_held(programme, Programme)), "programme")


def json_schema(which: Which) -> dict[str, Any]:
    """Return the JSON Schema of a file, generated from the classes that check it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_adapter(which).json_schema()}


@cache
def _adapter(which: Which) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # as above

    # What another package adds to pydantic has no part in files, and to look for it takes longer than to read one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    classes = {"plan": _PlanFile, "programme": _ProgrammeFile, "openings": _OpeningsFile}
    return TypeAdapter(classes[which])


def _held(value: object, kind: type[Plan | Programme]) -> dict[str, Any]:
    """Return what *value* holds of the fields of *kind*."""
    return {field.name: getattr(value, field.name) for field in fields(kind)}


def _parsed(data: bytes, which: Which) -> dict[str, Any]:
    """Return the JSON object in *data*. Refuse one with so many values that the check would take too long."""
    if len(data) > MAX_FILE_BYTES:
        raise PlanFileError(FileProblem.TOO_LARGE)
    if data.count(b"[") + data.count(b"{") > MAX_BRACKETS:
        raise PlanFileError(FileProblem.TOO_MANY_VALUES)
    from pydantic_core import from_json  # as above

    try:
        document = from_json(_without_mark(data))
    except ValueError as error:
        raise PlanFileError(FileProblem.DAMAGED) from error
    _require_ours(document, which)
    _require_few(document)
    _require_unique_keys(data)
    return document


def _renewed(data: bytes, document: dict[str, Any], programme: object) -> bytes:
    """Return *data*, or *document* written anew where its *programme* had an older shape, which is mended in place."""
    return json.dumps(document).encode() if renew_programme(programme) else data


def _checked(data: bytes, document: dict[str, Any], which: Which) -> Any:
    from pydantic import ValidationError  # as above

    try:
        return _adapter(which).validate_json(_without_mark(data))
    except ValidationError as error:
        raise _explained(error, document) from error


def _without_mark(data: bytes) -> bytes:
    """Return *data* without the byte order mark that some editors add."""
    return data.removeprefix(_BYTE_ORDER_MARK)


def _require_ours(document: Any, which: Which) -> None:
    """Refuse what is not a file of this program, or is of a later version, before any detail is blamed."""
    if not isinstance(document, dict):
        raise PlanFileError(FileProblem.FOREIGN)
    heading = cast(dict[str, Any], document)
    is_headless = which == "programme" and "format" not in heading and {"code", "units"} <= heading.keys()
    if not is_headless and heading.get("format") != _FORMATS[which]:
        raise PlanFileError(FileProblem.FOREIGN)
    version = heading.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PlanFileError(FileProblem.NEWER)


def _require_few(document: Any) -> None:
    waiting, count = [document], 0
    while waiting:
        found: dict[str, Any] | list[Any] = waiting.pop()
        count += len(found)
        if len(found) > MAX_BREADTH or count > MAX_VALUES:
            raise PlanFileError(FileProblem.TOO_MANY_VALUES)
        items: Iterable[Any] = found.values() if isinstance(found, dict) else found
        waiting += [item for item in items if isinstance(item, (dict, list))]


def _require_unique_keys(data: bytes) -> None:
    """Refuse an object in valid *data* that has a key twice: a save would lose one of its values.

    This comes before the check, which reports an unknown key as often as it is there.
    """

    def check(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            twice = next(key for index, key in enumerate(keys) if key in keys[:index])
            raise PlanFileError(FileProblem.INVALID, where=_step(twice))

    json.loads(_without_mark(data), object_pairs_hook=check)


def _require_version_1(document: dict[str, Any], of: str = "") -> None:
    """Refuse a key in *document* that version 1 never had. Everything else in it has been checked.

    *of* is the part of a plan that the file holds alone.
    """
    for path in _SINCE_VERSION_2:
        for where in _places(document, path):
            shown = where[1:] if of else where
            raise PlanFileError(FileProblem.UNKNOWN_KEY, where="/".join(map(str, shown)))
    for unit in document["programme"]["units"]:
        if unit["kind"] in _KINDS_SINCE_VERSION_2:
            raise PlanFileError(FileProblem.UNKNOWN_KIND, where=unit["kind"], unit=_step(unit["code"]))


def _places(value: Any, path: Sequence[str]) -> Iterator[tuple[int | str, ...]]:
    """Return where *path* leads to a key that *value* has."""
    if not path:
        yield ()
    elif path[0] == "*" and isinstance(value, list):
        for index, item in enumerate(cast(list[Any], value)):
            yield from ((index, *rest) for rest in _places(item, path[1:]))
    elif isinstance(value, dict) and path[0] in value:
        yield from ((path[0], *rest) for rest in _places(value[path[0]], path[1:]))


def _explained(error: "ValidationError", document: Any) -> PlanFileError:
    """Return an error about the first thing that is wrong with *document*."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    kind, where = first["type"], first["loc"]
    last = where[-1] if where else ""
    problem = FileProblem.INVALID
    if (kind == "too_long" and last in _COUNTED) or (kind == "less_than_equal" and last == "years"):
        problem = FileProblem.TOO_MANY
    elif kind == "unexpected_keyword_argument":
        problem = FileProblem.UNKNOWN_KEY
    elif kind == "enum" and last == "kind" and "units" in where:
        word = str(_value_at(where, document))
        return PlanFileError(FileProblem.UNKNOWN_KIND, where=_step(word), unit=_unit_at(where, document)[:_MAX_STEP])
    path = "/".join(map(_step, _steps_in(document, where)))
    return PlanFileError(problem, where=path, unit=_unit_at(where, document)[:_MAX_STEP])


def _steps_in(document: Any, where: Sequence[int | str]) -> Iterator[int | str]:
    """Return the steps of *where* that lead through *document*, without the names of the shapes that were tried."""
    here, is_award = document, False
    for step in where:
        is_award = is_award or step == "award"
        try:
            here = here[step]
        except (LookupError, TypeError):  # the name of a shape is no key, and not every value has keys
            if is_award:
                continue
        yield step


def _step(step: int | str) -> str:
    """Return a part of a path, short enough to be read. An empty key is written as JSON does."""
    return str(step)[:_MAX_STEP] or '""'


def _value_at(where: Sequence[int | str], document: Any) -> Any:
    here = document
    for step in where:
        here = here[step]
    return here


def _unit_at(where: tuple[int | str, ...], document: Any) -> str:
    """Return the code of the unit that the place *where* in *document* is about; empty where there is none."""
    key = "code" if where[:2] == ("programme", "units") or where[:1] == ("units",) else "unit"
    code: object = ""
    here: Any = document
    for step in where:
        try:
            here = here[step]
            code = here[key]
        except (LookupError, TypeError):  # a missing key has no value to look into, and not every value is of a unit
            continue
    return code if isinstance(code, str) else ""


def _write(value: object, which: Which) -> bytes:
    from pydantic_core import PydanticSerializationError  # as above

    adapter = _adapter(which)
    try:
        return adapter.dump_json(value, indent=2) + b"\n"
    except PydanticSerializationError:
        # Half a surrogate pair was pasted from elsewhere. A question mark in its place is better than no save.
        plain = adapter.dump_python(value, mode="json")
        return json.dumps(plain, indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
