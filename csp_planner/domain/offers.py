"""How a unit runs in one academic year: the parts of the year it is offered in, and in which ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, TypeAlias

from annotated_types import MaxLen

from csp_planner.domain.limits import STOP_AT_FIRST, Code, Kept
from csp_planner.domain.terms import Part


class Mode(StrEnum):
    """The ways to attend that sheets know; a way that is none of these is kept in the sheet's own words."""

    EVENING = "evening"
    """In the evening or on Saturdays."""
    DAYTIME = "daytime"
    DISTANCE_SCHEDULED = "distance-scheduled"
    """At a distance, at fixed hours."""
    DISTANCE_OPEN = "distance-open"
    """At a distance, at hours of one's own."""
    HYBRID = "hybrid"
    CO_MODAL = "co-modal"
    """In class or at a distance, as each learner likes."""


MAX_MODES = 20
"""Ways to attend one unit in one part of a year."""


Modes: TypeAlias = Annotated[tuple[Code, ...], MaxLen(MAX_MODES), STOP_AT_FIRST]
"""Values of ``Mode``, or words of the sheet."""


@dataclass(frozen=True, slots=True)
class Offer(Kept):
    """A unit runs in one part of an academic year."""

    part: Part
    modes: Modes = ()
    """None where the sheet does not say."""


Offers: TypeAlias = Annotated[tuple[Offer, ...], MaxLen(len(Part)), STOP_AT_FIRST]
"""All parts that a unit runs in during one academic year, each once; none: published as not opened."""


class Opening(StrEnum):
    """The parts of one academic year that a unit runs in, whatever the way."""

    SEMESTER_1 = "S1"
    SEMESTER_2 = "S2"
    ANNUAL = "annual"
    """Spans both semesters (« Annuel »)."""
    EITHER = "either"
    """Runs whole in each semester, taken in one of them (« Semestres 1 et 2 »)."""
    SEMESTER_1_OR_ANNUAL = "S1-or-annual"
    """Taken in semester 1, or over both semesters."""
    SEMESTER_2_OR_ANNUAL = "S2-or-annual"
    ANY = "any"
    """Taken in either semester, or over both."""

    def parts(self) -> tuple[Part, ...]:
        """The parts of the year where a unit that opens this way can be placed."""
        return _PARTS[self]

    def part_for(self, wanted: Part) -> Part | None:
        """The part a unit lands in when it is put on *wanted*; None where it does not run.

        It lands in that part if it is offered there, else in the annual part if it is offered so.
        """
        parts = _PARTS[self]
        if wanted in parts:
            return wanted
        return Part.ANNUAL if Part.ANNUAL in parts else None

    def offers(self) -> Offers:
        """What a sheet that does not say in which ways offers with it."""
        return tuple(Offer(part) for part in _PARTS[self])


_PARTS: Mapping[Opening, tuple[Part, ...]] = {
    Opening.SEMESTER_1: (Part.S1,),
    Opening.SEMESTER_2: (Part.S2,),
    Opening.ANNUAL: (Part.ANNUAL,),
    Opening.EITHER: (Part.S1, Part.S2),
    Opening.SEMESTER_1_OR_ANNUAL: (Part.S1, Part.ANNUAL),
    Opening.SEMESTER_2_OR_ANNUAL: (Part.S2, Part.ANNUAL),
    Opening.ANY: (Part.S1, Part.S2, Part.ANNUAL),
}
_OPENINGS = {frozenset(parts): opening for opening, parts in _PARTS.items()}


@lru_cache(maxsize=1024)
def opening_of(offers: Offers) -> Opening | None:
    """The parts that *offers* are for; None where there is no offer."""
    return _OPENINGS.get(frozenset(offer.part for offer in offers))


def offers_of(opening: Opening | None) -> Offers:
    """The offers of *opening*, without the ways to attend; no offer where it is None."""
    return () if opening is None else opening.offers()
