"""Words for the rows of a programme that is looked through and corrected, and what is read of what is typed there."""

import re

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, walk
from csp_planner.domain.correcting import Fault
from csp_planner.domain.offers import Offer, Offers, Opening, opening_of
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part
from csp_planner.messages.award import block_name
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.opening_words import opening_word
from csp_planner.messages.words import ects

CLOSED = "–"
"""What stands for an academic year that is published as not opened; an empty cell is a year that is not published."""
_PARTS = {"s1": (Part.S1,), "s2": (Part.S2,), "a": (Part.ANNUAL,), "1": (Part.S1,), "2": (Part.S2,)}
_JOINTS = re.compile(r"[\s,;/+&]+|\bou\b|\bor\b|\bet\b|\band\b", re.IGNORECASE)
_CLOSED = frozenset({CLOSED, "-", "—", "0", "x"})


def offers_text(offers: Offers | None) -> str:
    """How a row runs in one year, as it stands in a cell."""
    if offers is None:
        return ""
    return opening_word(opening_of(offers)) if offers else CLOSED


def offers_examples() -> str:
    """What can be typed into such a cell."""
    text = _("{first}, {second}, {annual} or {either}; {closed}: not open; empty: not published")
    words = (opening_word(one) for one in (Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL, Opening.EITHER))
    first, second, annual, either = words
    return text.format(first=first, second=second, annual=annual, either=either, closed=CLOSED)


class NotOffersError(ValueError):
    """A text that names no parts of a year."""


def read_offers(text: str, known: Offers | None) -> Offers | None:
    """The offers that *text* names; parts of *known* keep their modes. Raises NotOffersError."""
    plain = text.strip()
    if not plain:
        return None
    if plain in _CLOSED:
        return ()
    modes = {offer.part: offer.modes for offer in known or ()}
    found: set[Part] = set()
    for word in filter(None, _JOINTS.split(plain)):
        parts = _PARTS.get(word.casefold()) or _named(word)
        if parts is None:
            raise NotOffersError(text)
        found.update(parts)
    return tuple(Offer(part, modes.get(part, ())) for part in Part if part in found)


def _named(word: str) -> tuple[Part, ...] | None:
    annual = opening_word(Opening.ANNUAL).casefold()
    return (Part.ANNUAL,) if len(word) > 2 and annual.startswith(word.casefold()) else None


def block_choices(programme: Programme) -> list[tuple[str, str]]:
    """The blocks that rows can stand in, each with its path: the names of what holds it first."""
    if programme.award is None:
        return []
    names: dict[str, str] = {}
    for path, block in walk(programme.award):
        above = names.get(path.rpartition(".")[0], "") if path else ""
        own = block_name(block.label) if block.label or not path else rule_text(block)
        names[path] = f"{above} › {own}" if above and path else own if path else ""
    root = _("the whole award")
    return [(path, name or root) for path, name in names.items()]


def rule_text(block: Block) -> str:
    """What a block takes, as it stands in a cell."""
    match block.take:
        case "all":
            return pgettext("block", "all due")
        case TakeUnits(units=count):
            return ngettext("{count} teaching unit", "{count} teaching units", count).format(count=count)
        case TakeEcts(ects=amount):
            return ects(amount)
        case TakeBlocks(blocks=count):
            return _("{count} of its blocks").format(count=count)
        case None:
            return _("not read")


def fault_sentence(fault: Fault) -> str:
    """Why a correction is not made."""
    match fault:
        case Fault.EMPTY:
            return _("This may not be empty.")
        case Fault.TOO_LONG:
            return _("This is too long: shorten it.")
        case Fault.NOT_A_CODE:
            return _("This is no code: it holds signs that cannot be shown.")
        case Fault.CODE_TAKEN:
            return _("Another row has this code.")
        case Fault.BAD_AMOUNT:
            return _("This amount is not possible.")
        case Fault.TOO_FINE:
            return _("A hundredth is the finest amount.")
        case Fault.BAD_YEAR:
            return _("This is no academic year.")
        case Fault.TOO_MANY:
            return _("A programme holds no more of these.")
        case Fault.UNKNOWN:
            return _("There is no such row or block any more.")
