"""What a unit may be given: a term, by what right, and the load it lays there."""

from dataclasses import dataclass
from enum import StrEnum

from csp_planner.domain.terms import Part, Term, number_of
from csp_planner.proposal.request import DemandKind


class Grant(StrEnum):
    """By what right a unit stands in a term."""

    OPEN = "open"
    HELD_WAIVER = "held-waiver"
    NEW_WAIVER = "new-waiver"


@dataclass(frozen=True, slots=True)
class Choice:
    """A term where a unit may be placed."""

    term: Term
    grant: Grant = Grant.OPEN
    unwanted: bool = False
    """Whether the unit runs there in none of the modes that the learner wants."""

    @property
    def first(self) -> int:
        """Number of its first semester."""
        return number_of(self.term)  # of an annual one, that of semester 1; asked for a million times a search

    @property
    def last(self) -> int:
        """Number of the semester at whose end the credit comes."""
        return self.first + (self.term.part is Part.ANNUAL)

    @property
    def semesters(self) -> range:
        """Numbers of the semesters it loads."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Weight:
    """A load, in two-hundredths of ECTS and of hours and in units."""

    ects: int = 0
    hours: int = 0
    units: int = 0

    def of(self, kind: DemandKind) -> int:
        """The quantity that a limit of *kind* is about."""
        return {DemandKind.MAX_ECTS: self.ects, DemandKind.MAX_HOURS: self.hours}.get(kind, self.units)

    def plus(self, other: "Weight") -> "Weight":
        """Both together."""
        return Weight(self.ects + other.ects, self.hours + other.hours, self.units + other.units)
