"""What an evaluation says: the values the window, the command line and the outputs all read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from csp_planner.domain.amounts import in_hundredths
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.choosing.values import AwardStanding
from csp_planner.domain.enrolment import EnrolmentDates
from csp_planner.domain.evaluation.acquired import Acquired
from csp_planner.domain.evaluation.experience import ExperienceStatus
from csp_planner.domain.evaluation.loads import Load, Loads
from csp_planner.domain.openings import Basis, OpeningFact
from csp_planner.domain.plan import Acceptance
from csp_planner.domain.profile import Credit, Waiver
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term


class FixKind(StrEnum):
    """What a fix does. ``MOVE``, ``REBALANCE`` and ``REPLAN`` look for a plan; the others make or ask for an edit."""

    MOVE = "move"
    """Place the unit where it can be taken: its term is the first one, or the nearest."""
    WAIVE = "waive"
    UNPLACE = "unplace"
    REBALANCE = "rebalance"
    """Move units, so that the semester keeps to the limit."""
    LINK = "link"
    """Say for which rows a unit counts that is no row of the sheet; the person is asked."""
    ANSWER = "answer"
    """Say what came of a credit whose answer is late; the person is asked."""
    REPLAN = "replan"
    """Ask for a plan in which what stands in the term stands elsewhere; it is shown before anything changes."""
    CHOOSE = "choose"
    """Choose in a block of the award, whose path stands in the place of the unit."""
    LIFT_LEAVE = "lift-leave"
    """Take the semester back as one to study in."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair on offer."""

    kind: FixKind
    unit: str
    term: Term | None = None


MessageArgs = Mapping[str, str | float | int | date | Term | tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing to know about the plan. The words come from ``messages``."""

    code: Check
    unit: str = ""
    term: Term | None = None
    args: MessageArgs = field(default_factory=dict[str, str | float])
    fixes: tuple[Fix, ...] = ()
    acceptance: Acceptance | None = None
    """Why and since when a person accepts it."""
    outgrown: Acceptance | None = None
    """What a person accepted when it was less bad than now; it no longer holds."""

    @property
    def severity(self) -> Severity:
        """How much it matters: as its check says, and as advice once a person has accepted it."""
        return self.code.severity if self.acceptance is None else Severity.ADVICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """One quantity of the whole diploma, of the units that count.

    Where all units are due, obtained + expected + in progress + planned + unplaced = listed + entered + balance.
    """

    target: float | None
    """What the sheet announces; None where it announces nothing."""
    listed: float | None
    """What the rows of the sheet add up to, or what the parcours chosen prints; None where nobody can say."""
    known: bool = True
    """Whether anything of any unit is known: the sums below are no sums where nothing is."""
    obtained: float = 0
    in_progress: float = 0
    planned: float = 0
    unplaced: float = 0
    expected: float = 0
    """What was asked for and is not obtained yet."""
    balance: float = 0
    """What the own values of units obtained or expected add to the sum; negative where they lower it."""
    unattributed: float = 0
    """Announced hours that neither a row of the sheet nor an entry of the user carries; never negative."""
    entered: float = 0
    """What the user's entries add to the sum of the sheet; negative where they lower it."""

    @property
    def reached(self) -> float:
        """What obtained, expected, in progress and planned units come to."""
        return self.obtained + self.expected + self.in_progress + self.planned

    @property
    def is_published(self) -> bool:
        """Whether there is anything to show: 0 announced, of no unit known, is what version 1 wrote for unknown."""
        return self.known or bool(self.target)

    @property
    def full(self) -> float:
        """What a gauge is full at: the announced total or, where there is none, what all units come to."""
        return self.reached + self.unplaced if self.target is None else self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one unit stands."""

    unit: str
    state: UnitState
    term: Term | None
    waiver: Waiver | None
    opening: OpeningFact | None
    """How it runs in the year of its term."""
    ects: float = 0
    """What it was worth once it is obtained; else the sheet's or, when ``entered``, what the user was told."""
    hours: float | None = None
    """Teaching hours, likewise; None where the sheet publishes none and none were entered."""
    entered: bool = False
    """Whether ECTS or hours were entered by the user."""
    mode: str = ""
    """The way to attend that was chosen; "" where none was."""
    credit: Credit | None = None
    """By which credit it is obtained or expected: its own, or one that is linked to it."""
    is_attended: bool = True
    """Whether it is placed in a term."""

    @property
    def load(self) -> Load:
        """The load of the whole unit."""
        return Load.of(self.ects, self.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLoad:
    """One semester: what is in it, half of annual units included. Loads are exact, to half a hundredth."""

    term: Term
    ects: float
    hours: float
    units: tuple[str, ...]
    enrolment: EnrolmentDates | None
    """None where nobody has said when one can enrol."""
    closed: bool
    """Whether it takes no new plan: enrolment has closed or, where nobody knows when it does, the semester is over."""
    basis: Basis
    """What the openings of its academic year rest on."""
    within_accreditation: bool | None
    """None where the sheet publishes no end of the accreditation."""
    overloaded: bool
    off: bool = False
    """Whether the learner takes nothing in it."""
    hours_known: bool = True
    """Whether hours of any of its units are known; without units, whether those of any unit of the programme are."""
    ects_known: bool = True
    """Whether anybody knows what any of its units is worth; without units, it bears none."""
    weekly_hours: float | None = None
    """Hours a week it comes to, over the weeks a semester is taken to last; None while no week is spoken of."""

    @property
    def shown_ects(self) -> float:
        """ECTS to the hundredth, so that what both semesters show adds up."""
        return in_hundredths(self.ects, self.term.part is Part.S1)

    @property
    def known_ects(self) -> float | None:
        """The same; None where all its units are of no row, and nobody knows what they were worth."""
        return self.shown_ects if self.ects_known else None

    @property
    def shown_hours(self) -> float | None:
        """Hours, likewise; None where none of them are known."""
        return in_hundredths(self.hours, self.term.part is Part.S1) if self.hours_known else None

    @property
    def enrolment_closed(self) -> bool:
        """Whether the last day to enrol, where it is known, is past."""
        return self.closed and self.enrolment is not None

    @property
    def past_accreditation(self) -> bool:
        """Whether it ends after the accreditation, as far as the sheet says when that ends."""
        return self.within_accreditation is False


class Requirement(StrEnum):
    """What the award asks for."""

    UNITS = "units"
    EXPERIENCE = "experience"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How far one of the requirements of the award is met; counted in units, or in months of experience."""

    code: Requirement
    met: bool
    planned_for: Term | date | None
    """When it will be met as planned; None while something is missing, or has no day yet."""
    done: float
    planned: float
    required: float
    missing: tuple[str, ...] = ()
    """What is still to place; what only waits for its day is not."""
    awaits: bool = False
    """Whether it is met by the answer to what was asked for."""


class DeadlineKind(StrEnum):
    """What happens on the day of a deadline."""

    ENROLMENT_CLOSES = "enrolment-closes"
    ACCREDITATION_ENDS = "accreditation-ends"
    EXPERIENCE_REACHED = "experience-reached"
    ANSWER_EXPECTED = "answer-expected"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done, or comes to pass."""

    day: date
    code: DeadlineKind
    term: Term | None = None
    units: tuple[str, ...] = ()


_NOT_HELD = frozenset({UnitState.TO_PLACE, UnitState.TO_CONFIRM, UnitState.OPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything there is to say about one scenario at one date."""

    today: date
    ects: Totals
    hours: Totals
    standings: Mapping[str, Standing]
    loads: Loads
    terms: tuple[TermLoad, ...]
    conditions: tuple[Condition, ...]
    """Those that the programme has."""
    experience: ExperienceStatus | None
    """None where the award asks for no months of experience."""
    end_term: Term | None
    """The semester in which the last unit ends, or by which the last answer is expected."""
    expected_on: date | None
    """The day by which all credits that rows wait for are expected; None where no row waits."""
    outside: tuple[Acquired, ...]
    """What was acquired, or asked for, outside the present sheet."""
    deadlines: tuple[Deadline, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_obtained: bool
    """Whether every unit that the award asks for is obtained."""
    award: AwardStanding | None = None
    """Where each block of the award stands; None where the programme has no choices and all units are due."""

    def counts(self, code: str) -> bool:
        """Whether the award asks for *code*, or it counts in a choice."""
        return self.award is None or self.award.asks_for(code)

    @property
    def extra(self) -> tuple[str, ...]:
        """Units that the learner has or plans beyond what the award takes, in the order of the programme."""
        held = (code for code, each in self.standings.items() if each.state not in _NOT_HELD)
        return () if self.award is None else tuple(code for code in held if not self.counts(code))

    @property
    def complete(self) -> bool | None:
        """Whether nothing is left to place or to choose; None where a rule could not be read or checked."""
        if self.blocking:
            return False
        return None if self.award is not None and self.award.unchecked else True

    @property
    def awarded(self) -> bool:
        """Whether all that the award asks for is obtained, as far as it can be checked."""
        return self.complete is True and self.is_obtained

    def load(self, term: Term) -> TermLoad | None:
        """The load of semester *term*."""
        return next((load for load in self.terms if load.term == term), None)

    def planned_in(self, semester: Term) -> tuple[str, ...]:
        """Units planned in *semester*, those of the annual part included, in the order of the programme."""
        return tuple(
            code
            for code, standing in self.standings.items()
            if standing.state is UnitState.PLANNED and standing.term and semester in standing.term.semesters
        )

    @property
    def to_place(self) -> tuple[str, ...]:
        """Units without a term, in the order of the programme; among them the experience, until it has begun."""
        return tuple(code for code, standing in self.standings.items() if standing.state is UnitState.TO_PLACE)

    @property
    def to_tick(self) -> tuple[str, ...]:
        """What is confirmed by hand and was not yet, in the order of the programme: milestones, experience undated."""
        return tuple(code for code, each in self.standings.items() if each.state is UnitState.TO_CONFIRM)

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """What is neither attended nor dated yet, in the order of the programme: milestones, and experience."""
        return tuple(
            code
            for code, each in self.standings.items()
            if each.state is UnitState.TO_CONFIRM or (each.state is UnitState.TO_PLACE and not each.is_attended)
        )

    @property
    def blocking(self) -> tuple[Diagnostic, ...]:
        """What keeps the diploma from being reached this way."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.BLOCKING)
