"""In which academic years a unit runs, as the user was told: beside the sheet, which speaks for the years it has."""

from dataclasses import dataclass
from enum import StrEnum

from csp_planner.domain.limits import Day, Kept, ShortText


class Rhythm(StrEnum):
    """The years that a unit runs in. Odd and even are by the year that the academic year starts in."""

    EVERY = "every-year"
    ODD = "odd-years"
    EVEN = "even-years"
    NEVER = "never"

    def runs_in(self, year: int) -> bool:
        """Whether a unit of this rhythm runs in academic *year*."""
        match self:
            case Rhythm.EVERY:
                return True
            case Rhythm.ODD:
                return year % 2 == 1
            case Rhythm.EVEN:
                return year % 2 == 0
            case Rhythm.NEVER:
                return False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredRhythm(Kept):
    """A rhythm that the user entered, and who said so."""

    rhythm: Rhythm
    source: ShortText
    """Who said so, or where it is written."""
    date: Day
