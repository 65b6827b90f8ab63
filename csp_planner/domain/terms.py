"""The calendar of studies: academic years, the parts of one, and terms.

An academic year is known by the year it starts in. A term is a part of one: semester 1, semester 2, or
the annual part that spans both. Terms are written ``2027-S1``, ``2027-S2`` and ``2027-A``.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

FIRST_YEAR = 1990
LAST_YEAR = 2150
_TERM = re.compile(r"([0-9]{4})-(S1|S2|A)\Z")


class Part(StrEnum):
    """A part of an academic year that a unit can occupy."""

    S1 = "S1"
    S2 = "S2"
    ANNUAL = "A"


def year_label(year: int) -> str:
    """*year* as people write an academic year: 2026 is ``2026/2027``."""
    return f"{year}/{year + 1}"


def academic_year_of(day: date) -> int:
    """The academic year *day* falls in; a new one is taken to start on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


@dataclass(frozen=True, slots=True)
class Term:
    """A part of an academic year. Terms sort in time; an annual one sorts after its two semesters."""

    year: int
    part: Part

    @staticmethod
    @lru_cache(maxsize=512)
    def parse(text: str) -> "Term":
        """Read ``2027-S1``, ``2027-S2`` or ``2027-A``. Raises ValueError for anything else."""
        found = _TERM.match(text)
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise ValueError(f"not a term: {text[:40]!r}")
        return Term(int(found[1]), Part(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.part.value}"

    def __lt__(self, other: "Term") -> bool:
        return self.sort_key() < other.sort_key()

    def __le__(self, other: "Term") -> bool:
        return self.sort_key() <= other.sort_key()

    def sort_key(self) -> tuple[int, int]:
        """Key that sorts terms in time."""
        return self.year, _RANK[self.part]

    @property
    def semesters(self) -> tuple["Term", ...]:
        """The semesters this term occupies: both for an annual one."""
        if self.part is Part.ANNUAL:
            return Term(self.year, Part.S1), Term(self.year, Part.S2)
        return (self,)

    @property
    def last_semester(self) -> "Term":
        """The semester at whose end the credit comes: S2 for an annual term."""
        return Term(self.year, Part.S2) if self.part is Part.ANNUAL else self

    @property
    def begins(self) -> date:
        """First day taken for the term, in the same way: September for S1 and annual terms, March for S2."""
        return date(self.year + 1, 3, 1) if self.part is Part.S2 else date(self.year, 9, 1)

    @property
    def ends(self) -> date:
        """Last day taken for the term: the sheet gives no class dates, so end of February and end of June."""
        if self.part is Part.S1:
            return date(self.year + 1, 2, 28)
        return date(self.year + 1, 6, 30)

    def next_semester(self) -> "Term":
        """The semester that follows this term."""
        return Term(self.year, Part.S2) if self.part is Part.S1 else Term(self.year + 1, Part.S1)


_RANK = {Part.S1: 0, Part.S2: 1, Part.ANNUAL: 2}


def number_of(semester: Term) -> int:
    """*semester* as a whole number: the next semester has the next number."""
    return 2 * semester.year + (semester.part is Part.S2)


def semester_of(number: int) -> Term:
    """The semester that ``number_of`` gives *number* to."""
    return Term(number // 2, Part.S2 if number % 2 else Part.S1)


def semester_on(day: date) -> Term:
    """The first semester that ends on *day* or later."""
    year = min(max(academic_year_of(day), FIRST_YEAR), LAST_YEAR)
    term = Term(year, Part.S1)
    while term.ends < day and term != Term(LAST_YEAR, Part.S2):
        term = term.next_semester()
    return term


def year_terms(year: int) -> tuple[Term, Term, Term]:
    """Annual part, semester 1 and semester 2 of *year*, in the order the board shows them."""
    return Term(year, Part.ANNUAL), Term(year, Part.S1), Term(year, Part.S2)
