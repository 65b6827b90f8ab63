"""What reading a sheet gives: the programme, and of every line of it what was made of it."""

from dataclasses import dataclass
from enum import StrEnum

from csp_planner.domain.programme import Programme

MAX_SHEET_BYTES = 5 * 1024 * 1024
"""Bytes of the largest sheet that is read."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source as it was read: of a page, its text; of a table, its cells with tabs between them."""

    number: int
    """Its place in ``Reading.source``, from 1."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A line of the programme part that was read without a doubt."""

    line: SourceLine
    about: str = ""
    """The code of the unit, or the path of the block, that it was read as; "" for a fact of the whole programme."""


class Doubt(StrEnum):
    """What of a line was guessed."""

    KIND = "kind"
    """The kind of a unit, from its code and its words."""
    ECTS = "ects"
    """The ECTS of a row that is attended, where the sheet prints none: 0 was taken."""
    MONTHS = "months"
    """Months of experience, from words."""
    LABEL = "label"
    """The name of a branch that the sheet leaves unnamed."""
    BLOCK = "block"
    """The block that a row belongs to, where the source is flat."""
    RULE = "rule"
    """How many of a block are taken."""
    YEAR = "year"
    """The academic year that the offers are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What was guessed, and from which line; a person can correct it before the programme is used."""

    line: SourceLine | None
    """None where no line says anything of it."""
    what: Doubt
    about: str = ""
    """The code of the unit or the path of the block."""
    value: str
    """What was taken: the value of a kind, a number of months, a label, a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A programme as a source gives it, beside the source."""

    programme: Programme
    source: str
    """The text that the lines are of."""
    understood: tuple[Understood, ...] = ()
    guessed: tuple[Guess, ...] = ()
    left_out: tuple[SourceLine, ...] = ()
    """Lines of the programme part that nothing was made of; of a row of a table, the cells, the rest being read."""


class SheetProblem(StrEnum):
    """Why a source cannot be read."""

    TOO_LARGE = "too-large"
    EMPTY = "empty"
    NOT_TEXT = "not-text"
    """Bytes that are no text and no file of a known kind."""
    NO_UNITS = "no-units"
    """Text in which no row of a programme was found."""
    OTHER_FORMAT = "other-format"
    """A format that is recognised and not read; ``found`` names it."""
    ENCRYPTED = "encrypted"
    """A file that only opens with a password; ``found`` names its kind."""
    DAMAGED = "damaged"
    """A file of a known kind that cannot be opened; ``found`` names its kind."""
    NO_TEXT = "no-text"
    """A file that holds pictures of pages and no text; ``found`` names its kind."""
    TOO_MANY = "too-many"
    """More units, blocks or years than a programme may hold."""


class SheetError(Exception):
    """A source that cannot be read."""

    def __init__(self, problem: SheetProblem, found: str = "") -> None:
        super().__init__(f"{problem}: {found}" if found else problem.value)
        self.problem = problem
        self.found = found
        """What the source is, as far as it was recognised."""
