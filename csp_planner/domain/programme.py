"""What a centre publishes about one diploma: units, openings, totals, conditions, prices.

Most of it may be unpublished: that is None, or an empty list, and neither zero nor wrong.
ECTS and teaching hours are exact to a hundredth; ``amounts`` adds them up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from annotated_types import Interval, MaxLen

from csp_planner.domain.amounts import add_up, difference
from csp_planner.domain.award import Block
from csp_planner.domain.limits import (
    MAX_UNITS,
    MAX_YEARS,
    STOP_AT_FIRST,
    AcademicYear,
    Amount,
    ByYear,
    Code,
    Day,
    Items,
    Kept,
    Localised,
    Months,
    ShortText,
    Text,
)
from csp_planner.domain.offers import Mode, Offers, Opening, opening_of
from csp_planner.domain.rhythms import EnteredRhythm


class UnitKind(StrEnum):
    """What kind of thing a row of the sheet is."""

    TAUGHT = "taught"
    EXPERIENCE = "experience"
    """Professional experience: tracked by dates, not attended."""
    REPORT = "report"
    WORKSHOP = "workshop"
    MILESTONE = "milestone"
    """Something to pass, as a test or an admission: ticked with its date, not attended."""
    SLOT = "slot"
    """A free unit: placed like any other, and filled by a unit that is no row of the programme."""


# Each unit is asked for its kind many times in one evaluation, and a member of an enumeration is found slowly.
_EXPERIENCE, _MILESTONE, _SLOT = UnitKind.EXPERIENCE, UnitKind.MILESTONE, UnitKind.SLOT


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredOpening(Kept):
    """Who said how a unit runs in one year. What they said stands among the openings of the unit."""

    source: ShortText
    """Who said so, or where it is written."""
    date: Day
    published: bool = False
    """Whether the sheet has an opening for the year, which the entered one stands in the place of."""
    sheet: Offers = ()
    """What the sheet offers, where it has an opening for the year."""


@dataclass(frozen=True, kw_only=True)
class Unit(Kept):
    """One row of the sheet (UE). Without slots: it keeps what it works out of its offers."""

    code: Code
    title: Text
    ects: Amount
    hours: Amount | None = None
    """Teaching hours; None where the sheet publishes none."""
    kind: UnitKind
    openings: ByYear[Offers]
    """Offers by academic year; none: published as not opened that year; a missing year is not published."""
    source: Text = ""
    entered: ByYear[EnteredOpening] = field(default_factory=dict[int, EnteredOpening])
    """For the years whose opening was entered by the user: who said so."""
    rhythm: EnteredRhythm | None = None
    """In which of the years that are not published it runs, where the user entered that."""

    @property
    def last_edition(self) -> int | None:
        """The newest academic year that the sheet has for it, what the user entered aside."""
        entered = self.entered
        return max((year for year in self.openings if year not in entered or entered[year].published), default=None)

    @property
    def is_attended(self) -> bool:
        """Whether the unit is placed in a term (experience and milestones are not)."""
        return self.kind is not _EXPERIENCE and self.kind is not _MILESTONE

    @property
    def is_slot(self) -> bool:
        """Whether another unit fills its place."""
        return self.kind is _SLOT

    @property
    def has_sessions(self) -> bool:
        """Whether a centre gives the unit itself, in terms and hours of its own (what fills a slot has its own)."""
        return self.is_attended and self.kind is not _SLOT

    @cached_property
    def parts(self) -> dict[int, Opening | None]:
        """The parts of the year it runs in, by the known years: every question about an opening looks here."""
        return {year: opening_of(offers) for year, offers in self.openings.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedTotals(Kept):
    """The totals the sheet announces, whether or not its rows add up to them; None where it announces none."""

    ects: Amount | None = None
    hours: Amount | None = None
    source: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accreditation(Kept):
    """Until when the diploma is accredited; a term that ends later is subject to renewal."""

    ends: Day
    published: Day | None = None
    """What the sheet says, where ``ends`` was entered by the user; None: ``ends`` is the sheet's."""
    source: Text = ""

    @property
    def entered(self) -> bool:
        """Whether ``ends`` was entered by the user and is not the sheet's."""
        return self.published is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay(Kept):
    """A day of the year."""

    month: Annotated[int, Interval(ge=1, le=12)]
    day: Annotated[int, Interval(ge=1, le=31)]
    next_year: bool = False
    """Whether it falls in the calendar year after the one the academic year starts in."""

    def in_academic_year(self, year: int) -> date:
        """The date in the academic year that starts in *year*."""
        return date(year + self.next_year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentWindow(Kept):
    """When one can enrol. The sheet names months; the days are conventions (1st, 31st, 15th)."""

    opens: MonthDay
    closes: MonthDay
    closes_in_words: Localised
    """As the sheet says it (« fin octobre »), because the day is not published."""
    source: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredEnrolment(Kept):
    """The exact last days to enrol in one academic year, as the user was told them. None leaves the convention."""

    semester_1: Day | None = None
    """Also for annual units."""
    semester_2: Day | None = None
    source: ShortText = ""
    """Who said so, or where it is written."""
    date: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions(Kept):
    """The conditions of the award, as far as the sheet has them: units, experience and a report."""

    units: Items[Code] = ()
    """Codes of the units to validate."""
    experience_unit: Code | None = None
    experience_months: Months | None = None
    """Without published months no experience is asked for by dates."""
    placement_months: Months = 0
    """Months of placement due when the experience is outside the field."""
    report_unit: Code | None = None
    source: Text = ""

    @property
    def count(self) -> int:
        """How many conditions there are."""
        return bool(self.units) + (self.experience_months is not None) + (self.report_unit is not None)

    @property
    def listed(self) -> tuple[str, ...]:
        """Codes of the units it names that are attended: those to validate, then the report; each once."""
        report = () if self.report_unit is None else (self.report_unit,)
        return tuple(dict.fromkeys((*self.units, *report)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff(Kept):
    """Total price of the diploma on one funding, in euros."""

    code: Code
    label: Localised
    euros: Amount
    source: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendedOrder(Kept):
    """Advice: *before* is better taken before *after*. Never a rule of the sheet."""

    before: Code
    after: Code
    reason: Localised
    source: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep(Kept):
    """A diploma one can go on to."""

    code: Code
    title: Text
    level: Text
    source: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeHead:
    """What the first page says of a programme, and when one can enrol: all that is known before the rest is read."""

    code: str
    title: str
    announced: AnnouncedTotals
    enrolment_semester_1: EnrolmentWindow
    enrolment_semester_2: EnrolmentWindow
    entered_enrolment: Mapping[int, EnteredEnrolment] = field(default_factory=dict[int, EnteredEnrolment])


@dataclass(frozen=True, kw_only=True)
class Programme(Kept):
    """One diploma as a centre publishes it, with its editions."""

    code: Code
    title: Text
    publisher: Text
    sheet: Text
    """The sheet all values come from; each ``source`` names the part of it."""
    published_years: Annotated[tuple[AcademicYear, ...], MaxLen(MAX_YEARS), STOP_AT_FIRST]
    announced: AnnouncedTotals = AnnouncedTotals()
    accreditation: Accreditation | None = None
    enrolment_semester_1: EnrolmentWindow | None = None
    """Also for annual units."""
    enrolment_semester_2: EnrolmentWindow | None = None
    units: Annotated[tuple[Unit, ...], MaxLen(MAX_UNITS), STOP_AT_FIRST]
    conditions: Conditions = Conditions()
    award: Block | None = None
    """What is to be chosen and what is due; without it, all units are due."""
    tariffs: Items[Tariff] = ()
    recommended_order: Items[RecommendedOrder] = ()
    next_steps: Items[NextStep] = ()
    blocks_can_be_validated_alone: bool = False
    source: Text = ""
    entered_enrolment: ByYear[EnteredEnrolment] = field(default_factory=dict[int, EnteredEnrolment])
    """The last days to enrol that were entered by the user, by academic year."""
    declined: ByYear[Day] = field(default_factory=dict[int, Day])
    """The years whose openings of the user's library this plan does without, each with the day of what was declined."""

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def modes(self) -> tuple[str, ...]:
        """All ways to attend that any year offers: those that are known in their order, then the sheet's own."""
        found = {
            mode for unit in self.units for offers in unit.openings.values() for one in offers for mode in one.modes
        }
        known = tuple(mode.value for mode in Mode if mode in found)
        return (*known, *sorted(found.difference(known)))

    @cached_property
    def newest_edition(self) -> int | None:
        """The newest academic year that the sheet publishes; None where it publishes none."""
        return max(self.published_years, default=None)

    @cached_property
    def known_years(self) -> tuple[int, ...]:
        """Years whose openings are published, or were entered for every unit that the sheet has, in their order."""
        entered = {year for unit in self.units for year in unit.entered}
        told = [unit for unit in self.units if unit.has_sessions and unit.openings and not self.is_absent(unit)]
        whole = (year for year in entered if all(year in unit.openings for unit in told))
        return tuple(sorted({*self.published_years, *whole}))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each unit in the sheet, by code: lists kept in this order make files comparable."""
        return {unit.code: index for index, unit in enumerate(self.units)}

    def is_ticked(self, unit: Unit) -> bool:
        """Whether *unit* is confirmed by hand, with a date: only an experience with published months goes by dates."""
        if unit.is_attended:
            return False
        return unit.code != self.conditions.experience_unit or self.conditions.experience_months is None

    @cached_property
    def needed(self) -> frozenset[str]:
        """Codes of the units that the award asks for: all of them where the sheet names none."""
        conditions = self.conditions
        return frozenset(conditions.listed if conditions.units else (*self.by_code, *conditions.listed))

    def is_absent(self, unit: Unit) -> bool:
        """Whether *unit* is missing from the newest published year though an older one has it."""
        newest = self.newest_edition
        if newest is None or (newest in unit.openings and newest not in unit.entered):
            return False
        last = unit.last_edition
        return last is not None and last < newest

    @property
    def has_enrolment_dates(self) -> bool:
        """Whether anybody has said when one can enrol, for any semester."""
        windows = (self.enrolment_semester_1, self.enrolment_semester_2)
        return any(window is not None for window in windows) or bool(self.entered_enrolment)

    @property
    def accredited_until(self) -> date | None:
        """The last day of the accreditation; None where the sheet publishes none."""
        return None if self.accreditation is None else self.accreditation.ends

    @cached_property
    def listed_ects(self) -> float:
        """What the rows add up to, in ECTS; may differ from the announced total."""
        return add_up(unit.ects for unit in self.units)

    @cached_property
    def listed_hours(self) -> float | None:
        """What the rows add up to, in hours, rows without published hours counting nothing; None where all are."""
        known = [unit.hours for unit in self.units if unit.hours is not None]
        return add_up(known) if known else None

    @cached_property
    def unattributed_hours(self) -> float:
        """Announced hours that no row carries; never negative, and 0 where hours are not published on one side."""
        if self.announced.hours is None or self.listed_hours is None:
            return 0
        return max(0, difference(self.announced.hours, self.listed_hours))
