"""Reads amounts as people type them. Nothing is guessed; a text that is no amount is explained.

A comma and a point are both read as the decimal mark, whatever the language; spaces and apostrophes group digits.
"""

import re
from enum import Enum
from typing import NamedTuple

from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.typography import decimal_mark

DECIMALS = 2
"""Most digits after the decimal mark: a hundredth is the finest amount of the program."""
LONGEST = 40
"""A text of more characters is no amount; none of the program is nearly as long."""
MOST_QUOTED = 24

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u200e\u200f"))
"""Characters without width that come along when text is copied from a page."""
_FORM = re.compile(
    r"(?P<sign>[-+\u2212]?)(?:"
    r"(?P<spaced>[1-9][0-9]{0,2}(?:[ '][0-9]{3})+)(?P<spaced_end>[.,][0-9]*)?"
    r"|(?P<groups>[1-9][0-9]{0,2}(?:(?P<group>[.,])[0-9]{3})(?:(?P=group)[0-9]{3})*)(?P<group_end>(?!(?P=group))[.,][0-9]+)?"
    r"|(?P<plain>[0-9]+)(?P<plain_end>[.,][0-9]*)?"
    r"|(?P<part>[.,][0-9]+)"
    r")"
)


class Fault(Enum):
    """Why a text is no amount that can be held."""

    MISSING = "missing"
    NOT_A_NUMBER = "not-a-number"
    AMBIGUOUS = "ambiguous"
    """One mark before exactly three digits: thousands to some, decimals to others."""
    TOO_FINE = "too-fine"
    OUT_OF_RANGE = "out-of-range"


class NotAnAmount(NamedTuple):
    """A text that is no amount, why, and what would be one."""

    text: str
    fault: Fault
    least: float
    most: float
    decimals: int
    readings: tuple[str, ...] = ()
    """How an ambiguous text may be meant, each written so that it can only be read in that way: two readings, or one
    where the other would be finer than what can be held."""


def read_amount(text: str, least: float, most: float, decimals: int = DECIMALS) -> float | NotAnAmount:
    """Return the amount that *text* names, from *least* to *most* and with *decimals* at most; or why there is none."""

    def fault(kind: Fault, readings: tuple[str, ...] = ()) -> NotAnAmount:
        return NotAnAmount(text, kind, least, most, decimals, readings)

    plain = _normal(text)
    if not plain:
        return fault(Fault.MISSING)
    found = _FORM.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None:
        return fault(Fault.NOT_A_NUMBER)
    if found["groups"] and not found["group_end"] and len(found["groups"]) <= len("123.456"):
        readings, kind = _readings(found["sign"], found["groups"], least, most, decimals)
        return fault(kind, readings)
    whole = found["spaced"] or found["groups"] or found["plain"] or ""
    end = found["spaced_end"] or found["group_end"] or found["plain_end"] or found["part"] or ""
    digits, part = re.sub("[^0-9]", "", whole), end[1:].rstrip("0")
    if len(part) > decimals:
        return fault(Fault.TOO_FINE)
    amount = float(f"{digits or 0}.{part or 0}")
    if amount and found["sign"] in ("-", "\u2212"):
        amount = -amount
    return amount if least <= amount <= most else fault(Fault.OUT_OF_RANGE)


def _normal(text: str) -> str:
    """Return *text* with plain spaces and apostrophes only, and without spaces at its ends."""
    text = text.translate(_UNSEEN).replace("\u2019", "'")
    return re.sub(r"\s", " ", text).strip()


def _readings(sign: str, groups: str, least: float, most: float, decimals: int) -> tuple[tuple[str, ...], Fault]:
    """Return the ways to understand a text such as 12.450 (12 450 and 12,45), and what is wrong.

    Both are named where one of them can be held: whoever typed one that is out of range learns how it was understood.
    A whole number has no second way. With none to be held there is nothing to ask.
    """
    whole, part = re.split("[.,]", groups)
    way = -1 if sign in ("-", "\u2212") else 1
    thousands, decimal = way * float(whole + part), way * float(f"{whole}.{part}")
    is_too_fine = len(part.rstrip("0")) > decimals
    held = [amount for amount in (thousands, decimal) if least <= amount <= most]
    possible = [amount for amount in held if amount == thousands or not is_too_fine]
    if possible:
        named = (thousands, decimal) if decimals and not is_too_fine else possible
        return tuple(map(amount_text, named)), Fault.AMBIGUOUS
    return (), Fault.TOO_FINE if held else Fault.OUT_OF_RANGE


def amount_text(amount: float) -> str:
    """Return *amount* as it stands in a field. Spaces group its digits, because commas would make it ambiguous."""
    text = f"{amount:,.{DECIMALS}f}".rstrip("0").rstrip(".")
    return text.translate({ord(","): "\u202f", ord("."): decimal_mark()})


def amount_trouble(found: NotAnAmount) -> str:
    """Say why the text is no amount, and what to write instead."""
    text = found.text.strip()
    quoted = shown(text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED] + "…")
    example = amount_text(7.5 if found.decimals else 7)
    least, most = amount_text(found.least), amount_text(found.most)
    match found.fault:
        case Fault.MISSING:
            sentence = _("An amount is missing: enter one from {least} to {most}.")
        case Fault.NOT_A_NUMBER if found.decimals:
            sentence = _("“{text}” is not an amount: enter a number such as {example}.")
        case Fault.NOT_A_NUMBER:
            sentence = _("“{text}” is not an amount: enter a whole number such as {example}.")
        case Fault.AMBIGUOUS:
            return _question(quoted, found.readings)
        case Fault.TOO_FINE if found.decimals:
            sentence = _("“{text}” is finer than a hundredth: enter two decimals at most, such as {example}.")
        case Fault.TOO_FINE:
            sentence = _("“{text}” is not a whole number: enter one such as {example}.")
        case Fault.OUT_OF_RANGE:
            sentence = _("“{text}” is out of range: enter an amount from {least} to {most}.")
    return sentence.format(text=quoted, example=example, least=least, most=most)


def _question(quoted: str, readings: tuple[str, ...]) -> str:
    """Ask which of *readings* is meant. A single one is asked about too, because the text may name another amount."""
    if len(readings) == 2:
        thousands, decimal = readings
        sentence = _("“{text}”: {thousands} or {decimal}? Enter one of the two.")
        return sentence.format(text=quoted, thousands=thousands, decimal=decimal)
    (amount,) = readings
    return _("“{text}”: is {amount} meant? Then enter it in this way.").format(text=quoted, amount=amount)
