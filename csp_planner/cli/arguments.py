"""What is typed, read: days, terms, loads, lines of text. Each raises UsageError with the sentence to show."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term
from csp_planner.domain.text import plain_line, says_nothing
from csp_planner.messages.amounts import Fault, NotAnAmount, amount_trouble, read_amount
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import number

MAX_REASON = 500
MAX_NAME = 200
MAX_CODE = 64
LEAST_LOAD, MAX_LOAD = 0.01, 1000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class UsageError(Exception):
    """What was typed cannot be done; holds the sentence to show."""


Add = Callable[..., Any]
"""``add_argument`` of an argparse group."""


def read_day(text: str) -> date:
    """A day, written as ISO 8601 does."""
    try:
        day = date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _("“{text}” is not a day: write YYYY-MM-DD, between {first} and {last}.")
        raise UsageError(message.format(text=shown(text), first=FIRST_YEAR, last=LAST_YEAR))
    return day


def read_term(text: str) -> Term:
    """A term: 2027-S1, 2027-S2, 2027-A."""
    try:
        return Term.parse(text)
    except ValueError as error:
        message = _("“{text}” is not a term: write 2027-S1, 2027-S2 or 2027-A (annual).")
        raise UsageError(message.format(text=shown(text))) from error


def read_semester(text: str) -> Term:
    """A term that is a semester."""
    term = read_term(text)
    if term.part is Part.ANNUAL:
        message = _("“{text}” is not a semester: write 2027-S1 or 2027-S2.")
        raise UsageError(message.format(text=shown(text)))
    return term


def read_load(text: str) -> float:
    """A load in ECTS, above 0."""
    return _read_load(text, _("“{text}” is not a load: write a number of ECTS above 0, at most {most}."))


def read_hours(text: str) -> float:
    """A load in hours, above 0."""
    return _read_load(text, _("“{text}” is not a number of hours: write a number above 0, at most {most}."))


def _read_load(text: str, what: str) -> float:
    """A load; *what* says which kind is wanted, where the text is none or is out of range."""
    found = read_amount(text, LEAST_LOAD, MAX_LOAD)
    if not isinstance(found, NotAnAmount):
        return found
    if found.fault in (Fault.AMBIGUOUS, Fault.TOO_FINE):
        raise UsageError(amount_trouble(found))
    raise UsageError(what.format(text=shown(text), most=number(MAX_LOAD)))


def line_of(most: int) -> Callable[[str], str]:
    """One line of text of at most *most* characters."""

    def read(text: str) -> str:
        line = " ".join(plain_line(text).split())
        if text.strip() and says_nothing(line):
            raise UsageError(_("“{text}” holds nothing that can be seen: write letters.").format(text=shown(text)))
        if len(line) > most:
            raise UsageError(_("“{text}” is longer than {most} characters.").format(text=shown(text), most=most))
        return line

    return read


def read_reason(text: str) -> str:
    """The reason of a waiver; not empty."""
    reason = line_of(MAX_REASON)(text)
    if not reason:
        raise UsageError(_("A waiver needs a reason."))
    return reason


def read_unit(text: str) -> str:
    """The code of a unit; not empty."""
    code = line_of(MAX_CODE)(text)
    if not code:
        raise UsageError(_("Give the code of a unit, for example AST004."))
    return code


def declare_file(add: Add, nargs: str | None = None) -> None:
    """The plan a command is about."""
    add("file", metavar=_("FILE"), type=Path, nargs=nargs, help=_("the plan (.cspplan)"))


def declare_unit(add: Add) -> None:
    """The plan and one of its units."""
    declare_file(add)
    add("unit", metavar=_("UNIT"), type=read_unit, help=_("code of the unit, for example AST004"))


def declare_scenario(add: Add) -> None:
    """The scenario a command is about."""
    add("--scenario", metavar=_("NAME"), help=_("the scenario (default: the one the file shows)"))


def declare_json(add: Add) -> None:
    """Whether other programs are to read the answer."""
    add("--json", action="store_true", help=_("one JSON object"))
