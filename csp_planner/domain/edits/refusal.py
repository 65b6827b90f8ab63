"""Why an edit is not made. A refusal is a value, not an exception: it is expected, and says what would do instead."""

from dataclasses import dataclass
from enum import StrEnum

from csp_planner.domain.openings import OpeningFact
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term


class Reason(StrEnum):
    """Why an edit is refused. Stable codes."""

    NOT_OPEN = "not-open"
    NEVER_OPEN = "never-open"
    ENROLMENT_CLOSED = "enrolment-closed"
    TERM_OVER = "term-over"
    """Nobody knows until when one can enrol, and the term has ended: it takes no new plan."""
    NOT_PUBLISHED = "not-published"
    UNIT_ABSENT = "unit-absent"
    """The newest edition of the sheet has the unit no more."""
    NOT_ATTENDED = "not-attended"
    NOT_TICKED = "not-ticked"
    """The unit is placed in terms, or judged by the periods of the experience: it is not confirmed by hand."""
    NOT_A_SLOT = "not-a-slot"
    """Only a slot is filled by another unit."""
    ROW_OF_PROGRAMME = "row-of-programme"
    """A row of the programme stands for itself: it fills no slot."""
    FILLS_ANOTHER = "fills-another"
    """The unit fills another slot already: it counts once."""
    BLOCK_UNKNOWN = "block-unknown"
    NOT_A_BRANCH = "not-a-branch"
    """What was chosen is no member of a block of which blocks are taken."""
    ENOUGH_CHOSEN = "enough-chosen"
    """As many branches or domains are chosen as the block takes."""
    NOT_A_CHOICE = "not-a-choice"
    """The unit is due whatever is chosen."""
    NOT_IN_BLOCK = "not-in-block"
    """The unit does not stand in the choice in which it was to count."""
    UNIT_UNKNOWN = "unit-unknown"
    ALREADY_HELD = "already-held"
    """Enrolled, in progress, validated or obtained: not moved by placing it."""
    NOT_PLACED = "not-placed"
    NO_ATTEMPT = "no-attempt"
    """Neither enrolled, in progress nor validated."""
    ON_LEAVE = "on-leave"
    """A semester that the unit would run in is off; no waiver helps, the leave is lifted."""
    SEMESTER_OVER = "semester-over"
    """A semester that has ended is no longer taken off."""
    NOT_A_SEMESTER = "not-a-semester"
    MODE_NOT_OFFERED = "mode-not-offered"
    """The unit is not given that way where it is planned."""
    YEAR_IN_USE = "year-in-use"
    YEAR_HAS_LEAVE = "year-has-leave"
    """A year with a semester off is not hidden."""
    TOO_MANY_YEARS = "too-many-years"
    BAD_VALUE = "bad-value"
    TOO_FINE = "too-fine"
    """ECTS and hours go by hundredths."""
    TOO_LONG = "too-long"
    """A text longer than a file may hold."""
    NAME_EMPTY = "name-empty"
    NAME_TOO_LONG = "name-too-long"
    NAME_TAKEN = "name-taken"
    TOO_MANY_SCENARIOS = "too-many-scenarios"
    LAST_SCENARIO = "last-scenario"
    NOT_ACCEPTABLE = "not-judgeable"
    """What is blocking is not accepted: it is mended, or answered by a waiver."""
    NO_REASON = "no-reason"
    OTHER_PROGRAMME = "other-programme"
    OTHER_SHEET = "other-sheet"
    """What was told is about another programme."""
    OTHER_PLAN = "other-plan"
    """The scenario to take is one of another programme."""
    NOT_LIGHTENED = "not-lightened"
    """Nothing in a semester can move out of it within the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An edit that was not made, and why."""

    reason: Reason
    unit: str = ""
    term: Term | None = None
    opening: OpeningFact | None = None
    """How the unit runs in the year that was asked for, when that is the reason."""
    alternatives: tuple[Term, ...] = ()
    """The nearest terms that would do."""
    state: UnitState | None = None
    """How the unit is held, when that is the reason."""
    leaves: tuple[Term, ...] = ()
    """The semesters off that are in the way, when that is the reason."""
    name: str = ""
    """The label or path of a block, the scenario's name, the way to attend, or the unit that was to fill a slot, when
    that is the reason."""

    @property
    def waivable(self) -> bool:
        """Whether a waiver would allow it."""
        return self.reason in _WAIVABLE


_WAIVABLE = {
    Reason.NOT_OPEN,
    Reason.NEVER_OPEN,
    Reason.ENROLMENT_CLOSED,
    Reason.TERM_OVER,
    Reason.NOT_PUBLISHED,
    Reason.UNIT_ABSENT,
}
