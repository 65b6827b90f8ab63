"""The shape of a file, derived from the data classes of the domain: one core schema that both checks and documents it.

It is written in the plain dictionaries that ``pydantic_core`` takes: its functions that write them would be felt at
every start, and all of pydantic even more.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from csp_planner.domain.plan import MAX_SCENARIOS, MAX_TEXT, MAX_UNITS, MAX_WEEKLY_HOURS, MAX_WEEKS, MAX_YEARS, Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Term

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

FORMAT = "csp-planner/plan"
VERSION = 1

MAX_ITEMS = 1_000
MAX_CODE = 64
MAX_NUMBER = 1_000_000
_FIRST_DAY = date(1900, 1, 1)
_LAST_DAY = date(2200, 12, 31)

_CODES = frozenset({"code", "unit", "units", "before", "after", "experience_unit", "report_unit"})
"""Text fields that hold a code."""
_HALVES = frozenset({"ects", "hours"})
"""Quantities that are multiples of 0.5, so that sums stay exact."""
LENGTHS = {"scenarios": MAX_SCENARIOS, "units": MAX_UNITS, "published_years": MAX_YEARS}
"""Lists that have a limit a person may meet."""
_RANGES = {
    "years": (1, MAX_YEARS),
    "published_years": (FIRST_YEAR, LAST_YEAR),
    "active": (0, MAX_SCENARIOS - 1),
    "working_time": (0, 200),
    "weekly_hours": (0, MAX_WEEKLY_HOURS),
    "weeks_per_semester": (1, MAX_WEEKS),
    "month": (1, 12),
    "day": (1, 31),
    "experience_months": (0, 600),
    "placement_months": (0, 600),
}
_TERM_PATTERN = "^[0-9]{4}-(S1|S2|A)$"
_YEAR_PATTERN = "^[0-9]{4}$"

Which = Literal["plan", "programme"]


def core_schema_of(which: Which) -> "CoreSchema":
    """The schema of a whole file."""
    if which == "programme":
        return _object(Programme, {})
    # An exact integer: as a literal, ``true`` and ``1.0`` would do too.
    version: CoreSchema = {
        "type": "int",
        "strict": True,
        "ge": VERSION,
        "le": VERSION,
        "metadata": _documented(const=VERSION),
    }
    return _object(Plan, {"format": {"type": "literal", "expected": [FORMAT]}, "version": version})


def _object(cls: type[Any], heading: "Mapping[str, CoreSchema]") -> "CoreSchema":
    """An object for a data class: known keys checked, unknown ones kept in ``extra``."""
    hints = get_type_hints(cls)
    schemas = dict(heading)
    for field in fields(cls):
        if field.name == "extra":
            continue
        schema: CoreSchema = _value(hints[field.name], field.name)
        if field.default == "" and field.name in _CODES:
            schema = {"type": "union", "choices": [{"type": "literal", "expected": [""]}, schema]}
        if field.default is not MISSING:
            schema = {"type": "default", "schema": schema, "default": field.default}
        schemas[field.name] = schema
    shape: CoreSchema = {
        "type": "model-fields",
        "fields": {name: {"type": "model-field", "schema": schema} for name, schema in schemas.items()},
        "model_name": cls.__name__,
        "extra_behavior": "allow",
    }
    return _then(partial(_build, cls, frozenset(heading)), shape)


def _then(function: Callable[[Any], Any], schema: "CoreSchema") -> "CoreSchema":
    """*schema*, then *function* with what it found."""
    return {"type": "function-after", "function": {"type": "no-info", "function": function}, "schema": schema}


def _build(
    cls: type[Any], heading: frozenset[str], found: tuple[dict[str, Any], dict[str, Any] | None, set[str]]
) -> Any:
    values, extra, _ = found
    for name in heading:
        del values[name]
    if extra:
        _check_extra(extra)
        values["extra"] = extra
    return cls(**values)


def _check_extra(value: Any) -> None:
    """Refuse what was read but could not be written: JSON has no NaN and no infinity."""
    if isinstance(value, dict):
        for item in cast(dict[str, Any], value).values():
            _check_extra(item)
    elif isinstance(value, list):
        for item in cast(list[Any], value):
            _check_extra(item)
    elif isinstance(value, float) and not abs(value) < float("inf"):
        raise ValueError("not a JSON number")


def _value(hint: Any, name: str) -> "CoreSchema":
    """The schema of a value of type *hint* in the field *name*."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return {"type": "nullable", "schema": _value(inner, name)}
    if origin is tuple:
        length = LENGTHS.get(name, MAX_ITEMS)
        # Stop at the first bad item: a hostile file may hold millions, and only the first is reported.
        items: CoreSchema = {
            "type": "list",
            "items_schema": _value(arguments[0], name),
            "max_length": length,
            "fail_fast": True,
            "strict": True,
        }
        return _then(tuple, items)
    if origin is Mapping:
        return {
            "type": "dict",
            "keys_schema": _YEAR if arguments[0] is int else _CODE,
            "values_schema": _value(arguments[1], ""),
            "max_length": MAX_ITEMS,
            "fail_fast": True,
            "strict": True,
        }
    if issubclass(hint, StrEnum):
        return {"type": "enum", "cls": hint, "members": list(hint), "sub_type": "str", "strict": True}
    scalar = _SCALARS.get(hint)
    return scalar(name) if scalar else _object(hint, {})


def _text(name: str) -> "CoreSchema":
    if name not in _CODES:
        return {"type": "str", "strict": True, "max_length": MAX_TEXT}
    return _then(_code, _CODE)


def _code(text: str) -> str:
    if not text.isprintable() or text != text.strip():
        raise ValueError("not a code")
    return text


def _integer(name: str) -> "CoreSchema":
    low, high = _RANGES.get(name, (0, MAX_NUMBER))
    return {"type": "int", "strict": True, "ge": low, "le": high}


def _number(name: str) -> "CoreSchema":
    low, high = _RANGES.get(name, (0, MAX_NUMBER))
    number: CoreSchema = {"type": "float", "strict": True, "allow_inf_nan": False, "ge": low, "le": high}
    return {**number, "multiple_of": 0.5} if name in _HALVES else number


def _day(name: str) -> "CoreSchema":
    return {"type": "date", "strict": True, "ge": _FIRST_DAY, "le": _LAST_DAY}


def _yes_no(name: str) -> "CoreSchema":
    return {"type": "bool", "strict": True}


def _term(name: str) -> "CoreSchema":
    text: CoreSchema = {"type": "str", "strict": True, "metadata": _documented(pattern=_TERM_PATTERN)}
    return _then(Term.parse, text)


def _year_key(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError("not an academic year")
    return int(text)


def _documented(**words: Any) -> dict[str, Any]:
    """Words for the JSON Schema only: here they are checked otherwise, or at less cost."""
    return {"pydantic_js_updates": words}


_CODE: "CoreSchema" = {"type": "str", "strict": True, "min_length": 1, "max_length": MAX_CODE}
_YEAR = _then(
    _year_key,
    {
        "type": "str",
        "strict": True,
        "min_length": 4,
        "max_length": 4,
        "metadata": _documented(pattern=_YEAR_PATTERN),
    },
)
_SCALARS: "dict[type[Any], Callable[[str], CoreSchema]]" = {
    str: _text,
    int: _integer,
    float: _number,
    bool: _yes_no,
    date: _day,
    Term: _term,
}
