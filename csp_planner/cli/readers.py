"""Readers of what is typed: days, terms, loads, lines of text. Each raises UsageError with the sentence to show."""

import re
from collections.abc import Callable
from datetime import date

from csp_planner.domain.limits import LEAST_AMOUNT, MAX_CODE, MAX_LOAD, MAX_NAME, MAX_REASON, MAX_UNITS
from csp_planner.domain.offers import Mode
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term
from csp_planner.domain.text import plain_line, says_nothing
from csp_planner.messages.amounts import Fault, NotAnAmount, amount_trouble, read_amount
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import number

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class UsageError(Exception):
    """What was typed cannot be done; holds the sentence to show."""


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
    """A term that is a semester; what is wanted is said, and not that a whole year could be named."""
    try:
        term = read_term(text)
    except UsageError as error:
        message = _("“{text}” is not a semester: write 2027-S1 or 2027-S2.")
        raise UsageError(message.format(text=shown(text))) from error
    if term.part is Part.ANNUAL:
        message = _("“{text}” is a whole year: a semester is wanted, 2027-S1 or 2027-S2.")
        raise UsageError(message.format(text=shown(text)))
    return term


def read_year(text: str) -> int:
    """An academic year, by the year it starts in."""
    if not (text.isascii() and text.isdigit() and len(text) == 4) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        message = _("“{text}” is not an academic year: write the year it starts in, as 2026 for 2026/2027.")
        raise UsageError(message.format(text=shown(text)))
    return int(text)


def read_count(text: str) -> int:
    """A number of units, above 0."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MAX_UNITS):
        message = _("“{text}” is not a number of units: write a whole number from 1 to {most}.")
        raise UsageError(message.format(text=shown(text), most=MAX_UNITS))
    return int(text[:9])


def read_load(text: str) -> float:
    """A load in ECTS, above 0."""
    return _read_load(text, _("“{text}” is not a load: write a number of ECTS above 0, at most {most}."))


def read_hours(text: str) -> float:
    """A load in hours, above 0."""
    return _read_load(text, _("“{text}” is not a number of hours: write a number above 0, at most {most}."))


def _read_load(text: str, what: str) -> float:
    """A load; *what* says which kind is wanted, where the text is none or is out of range."""
    found = read_amount(text, LEAST_AMOUNT, MAX_LOAD)
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


def read_mode(text: str) -> str:
    """A way to attend; not empty."""
    mode = line_of(MAX_CODE)(text)
    if not mode:
        raise UsageError(_("Give a mode, for example {mode}.").format(mode=Mode.EVENING.value))
    return mode


def read_unit(text: str) -> str:
    """The code of a unit; not empty."""
    code = line_of(MAX_CODE)(text)
    if not code:
        raise UsageError(_("Give the code of a unit, for example AST004."))
    return code


def read_block(text: str) -> str:
    """The path of a block; that of the whole award is empty."""
    return line_of(MAX_NAME)(text)


def read_member(text: str) -> str:
    """The path or the name of a branch, or the code of a unit; not empty."""
    member = line_of(MAX_NAME)(text)
    if not member:
        raise UsageError(_("Give the path or the name of a branch, or the code of a unit."))
    return member
