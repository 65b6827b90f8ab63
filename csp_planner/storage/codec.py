"""Plans and programmes to and from the bytes of a file."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.meaning import check_plan, check_programme
from csp_planner.storage.schema import FORMAT, LENGTHS, VERSION, Which, core_schema_of
from csp_planner.storage.validator import (
    PydanticSerializationError,
    SchemaValidator,
    ValidationError,
    from_json,
    to_json,
)

MAX_FILE_BYTES = 8 * 1024 * 1024
_COUNTED = {*LENGTHS, "placements"}
"""Lists of which a limit of the format says how much is too much."""
_MAX_STEP = 80
"""Longest part of a path worth showing."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_plan(data: bytes) -> Plan:
    """The plan a file's bytes hold. Raises PlanFileError."""
    plan = cast(Plan, _read(data, "plan"))
    check_plan(plan)
    return plan


def read_programme(data: bytes) -> Programme:
    """The programme a file's bytes hold. Raises PlanFileError."""
    programme = cast(Programme, _read(data, "programme"))
    check_programme(programme)
    return programme


def require_unique_keys(data: bytes) -> None:
    """Raise PlanFileError when an object in valid *data* has a key twice: a save would lose one of its values."""

    def check(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            twice = next(key for index, key in enumerate(keys) if key in keys[:index])
            raise PlanFileError(FileProblem.INVALID, where=twice[:_MAX_STEP])

    json.loads(data.removeprefix(_BYTE_ORDER_MARK), object_pairs_hook=check)


def write_plan(plan: Plan) -> bytes:
    """*plan* as the bytes of a file: the same plan gives the same bytes."""
    return _write({"format": FORMAT, "version": VERSION, **_plain_object(plan)})


def write_programme(programme: Programme) -> bytes:
    """*programme* as the bytes of a file."""
    return _write(_plain_object(programme))


def json_schema(which: Which) -> dict[str, Any]:
    """The JSON Schema of a file, generated from what checks it."""
    from pydantic.json_schema import GenerateJsonSchema

    schema = GenerateJsonSchema().generate(cast(Any, core_schema_of(which)))
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


@cache
def _validator(which: Which) -> SchemaValidator:
    return SchemaValidator(core_schema_of(which))


def _read(data: bytes, which: Which) -> Any:
    if len(data) > MAX_FILE_BYTES:
        raise PlanFileError(FileProblem.TOO_LARGE)
    data = data.removeprefix(_BYTE_ORDER_MARK)  # some editors add one
    try:
        return _validator(which).validate_json(data)
    except ValidationError as error:
        raise _explained(error, data, which) from error


def _explained(error: ValidationError, data: bytes, which: Which) -> PlanFileError:
    """What an invalid document is: one that is not ours is not blamed for its details."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    kind, where = first["type"], first["loc"]
    if kind == "json_invalid":
        return PlanFileError(FileProblem.DAMAGED)
    document = from_json(data)
    if not isinstance(document, dict):
        return PlanFileError(FileProblem.FOREIGN)
    heading = cast(dict[str, Any], document)
    if heading.get("format") != FORMAT if which == "plan" else not {"code", "units"} <= heading.keys():
        return PlanFileError(FileProblem.FOREIGN)
    version = heading.get("version")
    if which == "plan" and isinstance(version, int) and version > VERSION:
        return PlanFileError(FileProblem.NEWER)
    last = where[-1] if where else ""
    beyond = (kind == "too_long" and last in _COUNTED) or (kind == "less_than_equal" and last == "years")
    problem = FileProblem.TOO_MANY if beyond else FileProblem.INVALID
    return PlanFileError(problem, where="/".join(str(step)[:_MAX_STEP] for step in where))


def _write(document: dict[str, Any]) -> bytes:
    try:
        return to_json(document, indent=2) + b"\n"
    except PydanticSerializationError:
        # Half a surrogate pair, pasted from elsewhere: better one « ? » than no save.
        return json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _plain_object(value: Any) -> dict[str, Any]:
    """Declared fields in their order, then the unknown keys the file came with."""
    plain = {name: _plain(getattr(value, name)) for name in _field_names(cast(type[Any], type(value)))}
    for name, item in value.extra.items():
        plain.setdefault(name, item)
    return plain


@cache
def _field_names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if field.name != "extra")


def _plain(value: Any) -> Any:
    match value:
        case str() | bool() | int() | None:
            return value
        case float():
            return int(value) if value.is_integer() else value
        case tuple():
            return [_plain(item) for item in cast(tuple[Any, ...], value)]
        case Term():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(item) for key, item in cast(Mapping[Any, Any], value).items()}
        case _ if is_dataclass(value):
            return _plain_object(value)
        case _:
            raise TypeError(f"no place in a file for {type(value).__name__}")
