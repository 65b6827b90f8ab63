"""What a field of a plan or a programme may hold: the limits of the format, each as a type to annotate a field with.

Pydantic reads these annotations when a file is read or written; edits, dialogs and the command line read the constants.
Of packages the domain knows only the words of annotated-types, and ``conversions`` those of pydantic's core.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, TypeAlias, TypeVar

from annotated_types import Interval, MaxLen, MinLen

from csp_planner.domain.amounts import rounded
from csp_planner.domain.conversions import DescribedAs, ReadFrom, StopAtFirst, Taken, WrittenBy
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Term

MAX_SCENARIOS = 50
MAX_UNITS = 500
MAX_YEARS = 40
MAX_NAME = 200
"""Characters in the name of a scenario, and in that of a cost or a funding."""
MAX_TEXT = 10_000
"""Characters in any text a file holds."""
MAX_CODE = 64
MAX_ITEMS = 1_000
"""Items of any list that has no limit of its own."""
MAX_NUMBER = 1_000_000
MAX_WEEKLY_HOURS = 168
MAX_WEEKS = 52
MAX_PERSONAL_HOURS = 100
"""Hours of personal work for one ECTS."""
MAX_WORKING_TIME = 200
"""Percent of full time."""
MAX_MONTHS = 600
MAX_REASON = 500
"""Characters in a reason as it is typed."""
MAX_LINES = 30
"""Costs and fundings of one's own in a plan."""
MAX_LOAD = 1_000
"""ECTS or hours in a load to keep to, as it is typed."""
LEAST_AMOUNT = 0.01
"""The smallest amount above 0: amounts are exact to a hundredth."""
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


class Kept:
    """A value that files hold: a key that it does not know is refused, and no value is converted into another."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str | bool]] = {"extra": "forbid", "strict": True}


def _code(text: str) -> str:
    if not text.isprintable() or text != text.strip():
        raise ValueError("not a code")
    return text


def _academic_year(key: object) -> int:
    text = str(key)
    if len(text) != 4 or not (text.isascii() and text.isdigit()) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError("not an academic year")
    return int(text)


def _term(text: object) -> Term:
    if isinstance(text, Term):
        return text
    if not isinstance(text, str):
        raise ValueError("not a term")
    return Term.parse(text)


def _day(text: object) -> date:
    """A day as ISO 8601 writes it: pydantic takes "1654646400" for one too."""
    if isinstance(text, date):
        return text
    if not isinstance(text, str) or not _DAY.match(text):
        raise ValueError("not a day")
    return date.fromisoformat(text)


def _shortest(amount: float) -> float:
    """*amount* as files hold it: 6 rather than 6.0."""
    return int(amount) if float(amount).is_integer() else amount


_Plain = WrittenBy(_shortest, int | float)

Code: TypeAlias = Annotated[str, MinLen(1), MaxLen(MAX_CODE), Taken(_code)]
"""The code of a unit, a programme or a price."""
CodeOrNone: TypeAlias = Annotated[str, MaxLen(MAX_CODE), Taken(_code)]
"""A code, or nothing."""
Text: TypeAlias = Annotated[str, MaxLen(MAX_TEXT)]
ShortText: TypeAlias = Annotated[str, MaxLen(MAX_REASON)]
"""A text that may stand hundreds of times in one file."""
Label: TypeAlias = Annotated[str, MaxLen(MAX_NAME)]
"""The name of a line, or nothing."""
Whole: TypeAlias = Annotated[int, Interval(ge=0, le=MAX_NUMBER)]
Amount: TypeAlias = Annotated[float, Interval(ge=0, le=MAX_NUMBER), Taken(rounded), _Plain]
"""ECTS or hours of a unit, or euros, exact to a hundredth."""
Limit: TypeAlias = Annotated[float, Interval(gt=0, le=MAX_NUMBER), _Plain]
"""A load to keep to. A finer one than a hundredth is kept, because version 1 took any; none is typed any more."""
WeeklyHours: TypeAlias = Annotated[float, Interval(gt=0, le=MAX_WEEKLY_HOURS), _Plain]
PersonalHours: TypeAlias = Annotated[float, Interval(gt=0, le=MAX_PERSONAL_HOURS), Taken(rounded), _Plain]
"""Hours of personal work for one ECTS, exact to a hundredth."""
Weeks: TypeAlias = Annotated[int, Interval(ge=1, le=MAX_WEEKS)]
WorkingTime: TypeAlias = Annotated[int, Interval(ge=0, le=MAX_WORKING_TIME)]
Months: TypeAlias = Annotated[int, Interval(ge=0, le=MAX_MONTHS)]
UnitCount: TypeAlias = Annotated[int, Interval(ge=1, le=MAX_UNITS)]
YearCount: TypeAlias = Annotated[int, Interval(ge=1, le=MAX_YEARS)]
AcademicYear: TypeAlias = Annotated[int, Interval(ge=FIRST_YEAR, le=LAST_YEAR)]
Day: TypeAlias = Annotated[date, Interval(ge=FIRST_DAY, le=LAST_DAY), ReadFrom(_day)]
TermText: TypeAlias = Annotated[
    Term,
    ReadFrom(_term),
    WrittenBy(str, str),
    DescribedAs("^[0-9]{4}-(S1|S2|A)$"),
]
"""A term, written as ``2027-S1``."""
STOP_AT_FIRST = StopAtFirst()
"""Checking a list stops at its first bad item, because a hostile file may hold thousands."""
Items: TypeAlias = Annotated[tuple[_Item, ...], MaxLen(MAX_ITEMS), STOP_AT_FIRST]
"""A list without a limit of its own."""
ByYear: TypeAlias = Annotated[Mapping[Annotated[int, ReadFrom(_academic_year)], _Value], MaxLen(MAX_ITEMS)]
"""Values by academic year."""
Localised: TypeAlias = Annotated[Mapping[Annotated[str, MinLen(1), MaxLen(MAX_CODE)], Text], MaxLen(MAX_ITEMS)]
"""A short text by language code (``fr``, ``en``)."""
Number: TypeAlias = Annotated[float, Interval(ge=0, le=MAX_UNITS * MAX_NUMBER), _Plain]
"""A quantity that comes of others: a sum over all units, or a mean, which may be finer than a hundredth."""
Figures: TypeAlias = Annotated[Mapping[Code, Number], MaxLen(MAX_ITEMS)]
"""Quantities by name."""
