"""The learner: who they are, what they have done and obtained, and what they entered beside the sheet."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import MaxLen

from csp_planner.domain.amounts import amount_of, parts_of
from csp_planner.domain.limits import (
    MAX_LINES,
    STOP_AT_FIRST,
    Amount,
    Code,
    CodeOrNone,
    Day,
    Items,
    Kept,
    Label,
    PersonalHours,
    ShortText,
    TermText,
    Text,
    WeeklyHours,
    Weeks,
    WorkingTime,
)
from csp_planner.domain.offers import Modes
from csp_planner.domain.states import LIVE_STATES, UnitState


class CreditBasis(StrEnum):
    """On what grounds a unit is already obtained."""

    VES = "ves"
    VAE = "vae"
    EQUIVALENCE = "equivalence"
    EARLIER = "earlier"


class CreditState(StrEnum):
    """What came of asking for a credit."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class ExperienceKind(StrEnum):
    """What a period of experience counts for."""

    IN_FIELD = "in-field"
    OUTSIDE_FIELD = "outside-field"
    PLACEMENT = "placement"
    """The placement due when the experience is outside the field."""


class Occupation(StrEnum):
    """The learner's situation, as far as it changes price or pace."""

    EMPLOYED = "employed"
    JOB_SEEKER = "job-seeker"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Kept):
    """A placement outside the published openings or the enrolment window: deliberate, with its reason."""

    reason: Text
    date: Day
    proposed: bool = False
    """Whether a proposal made it: it is still to be asked for, and another proposal may move it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(Kept):
    """A unit the learner has enrolled in, and what came of it. Failed attempts stay as history."""

    unit: Code
    term: TermText
    state: UnitState
    date: Day
    note: Text = ""
    waiver: Waiver | None = None
    """By which waiver the unit was placed there; it goes back to the placement when the enrolment is undone."""
    mode: CodeOrNone = ""
    """In which of several ways the unit is attended; it goes back to the placement likewise."""
    ects: Amount | None = None
    """What it was worth, where that is not what the unit is worth now."""
    hours: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Kept):
    """A unit obtained otherwise: once it is granted it counts, and needs no term."""

    unit: Code
    """The unit it is for: a row of the sheet, or a unit of an older sheet or of elsewhere."""
    basis: CreditBasis
    date: Day
    """The day of the answer; while it is asked for, the day the answer is expected."""
    note: Text = ""
    state: CreditState = CreditState.GRANTED
    title: Text = ""
    """The title of a unit that is no row of the sheet."""
    ects: Amount | None = None
    """What it is worth, where that is not what the unit is worth now, or is no row of the sheet."""
    hours: Amount | None = None
    counts_for: Items[Code] = ()
    """The rows it is said to count for, beside its own."""
    decided_by: ShortText = ""
    """Who said so, or who answers."""
    decided_on: Day | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """Every code it dispenses of, its own first, each once."""
        return tuple(dict.fromkeys((self.unit, *self.counts_for)))

    def stands(self, today: datetime.date) -> UnitState | None:
        """What it makes of its rows at *today*; None where it was refused, or its day has passed without an answer."""
        if self.state is CreditState.GRANTED:
            return UnitState.OBTAINED_OTHERWISE if self.date <= today else UnitState.EXPECTED
        return UnitState.EXPECTED if self.state is CreditState.ASKED and today <= self.date else None

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether the answer was expected before *today*, and none is known."""
        return self.state is CreditState.ASKED and self.date < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Kept):
    """A milestone or an experience without published months that is confirmed, since a day or from a day on."""

    unit: Code
    date: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperiencePeriod(Kept):
    """A period of work or placement. ``end`` is the last day; None means it goes on."""

    start: Day
    end: Day | None
    kind: ExperienceKind
    working_time: WorkingTime = 100
    """Percent of full time; recorded, not weighed: the sheet asks for months."""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Kept):
    """What is written down about a unit, once per unit."""

    unit: Code
    text: Text
    private: bool = True
    """Whether it is hidden in interview mode and left out of what is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Kept):
    """ECTS or hours of a unit as the user was told them, in place of the sheet's and never taken for the sheet's.

    None leaves what the sheet says.
    """

    unit: Code
    ects: Amount | None
    hours: Amount | None
    date: Day
    note: Text = ""


class LineKind(StrEnum):
    """Which way a line of the learner's own budget counts."""

    COST = "cost"
    """To pay beside the price of the sheet."""
    FUNDING = "funding"
    """Somebody or something pays a part."""


class Per(StrEnum):
    """How often the amount of a line comes."""

    ONCE = "once"
    YEAR = "year"
    """In each academic year with a unit."""
    ENROLMENT = "enrolment"
    """In each semester that a unit begins in; annual units are enrolled in with those of semester 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Kept):
    """A cost or a funding that the user entered. The sheet says nothing of it."""

    label: Label = ""
    euros: Amount
    kind: LineKind
    per: Per = Per.ONCE


USUAL_WEEKS = 15
"""Weeks a semester is taken to last where hours a week are given without any: an assumption of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Kept):
    """The learner: what holds in every scenario."""

    name: Text = ""
    situation: Occupation = Occupation.OTHER
    """The occupation; ``situation`` is the key in files."""
    tariff: Text = ""
    """Code of the funding chosen; empty while none is."""
    budget: Annotated[tuple[BudgetLine, ...], MaxLen(MAX_LINES), STOP_AT_FIRST] = ()
    """Costs and fundings of one's own, beside the price of the sheet."""
    weekly_hours: WeeklyHours | None = None
    """Hours a week the learner has for classes."""
    weeks_per_semester: Weeks | None = None
    """Weeks a semester is taken to last: set by the user, because the sheet publishes none. An assumption."""
    personal_hours: PersonalHours | None = None
    """Hours of personal work that the learner reckons with for one ECTS: an assumption, never among taught hours."""
    modes: Modes = ()
    """Ways to attend that the learner wants, the one they like best first; any where there is none."""
    attempts: Items[Attempt] = ()
    credits: Items[Credit] = ()
    experience: Items[ExperiencePeriod] = ()
    notes: Items[Note] = ()
    figures: Items[Override] = ()
    """What overrides the sheet; ``figures`` is the key in files."""
    ticks: Items[Tick] = ()
    """The rows that are confirmed by hand, at most once each, in the order of the programme."""

    @property
    def weeks(self) -> int | None:
        """Weeks over which hours are counted: those set, or the usual ones where hours a week wait for them."""
        return self.weeks_per_semester or (None if self.weekly_hours is None else USUAL_WEEKS)

    @property
    def semester_hours(self) -> float | None:
        """Hours the learner has for classes in a semester, those of a week over its weeks; None if they said none."""
        if self.weekly_hours is None or self.weeks is None:
            return None
        return amount_of(parts_of(self.weekly_hours) * self.weeks)

    def personal_work(self, ects: float) -> float | None:
        """Hours of personal work that *ects* come to, as the learner assumes; None while nothing is assumed."""
        return None if self.personal_hours is None else ects * self.personal_hours

    def live_attempt(self, unit: str) -> Attempt | None:
        """The attempt that holds *unit* now: enrolled, in progress or validated."""
        for attempt in reversed(self.attempts):
            if attempt.unit == unit and attempt.state in LIVE_STATES:
                return attempt
        return None

    def credit(self, unit: str) -> Credit | None:
        """The credit entered for *unit* itself, whatever came of it."""
        return next((credit for credit in self.credits if credit.unit == unit), None)

    def tick(self, unit: str) -> Tick | None:
        """How *unit*, which is not attended, is confirmed."""
        return next((tick for tick in self.ticks if tick.unit == unit), None)

    def notes_for(self, unit: str) -> Note | None:
        """What is written down about *unit*."""
        return next((note for note in self.notes if note.unit == unit), None)

    def override(self, unit: str) -> Override | None:
        """The ECTS or hours entered for *unit*."""
        return next((override for override in self.figures if override.unit == unit), None)
