"""What a centre publishes about one diploma: units, openings, totals, conditions, prices.

Quantities: ECTS and teaching hours are multiples of 0.5, so that sums and halves stay exact in a float.
``extra`` keeps the keys of a file that this version does not know, so that a save loses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from csp_planner.domain.terms import Opening

Extra = Mapping[str, Any]
Localised = Mapping[str, str]
"""A short text by language code (``fr``, ``en``)."""


class UnitKind(StrEnum):
    """What kind of thing a row of the sheet is."""

    TAUGHT = "taught"
    EXPERIENCE = "experience"
    """Professional experience: tracked by dates, not attended."""
    REPORT = "report"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One row of the sheet (UE)."""

    code: str
    title: str
    ects: float
    hours: float | None
    """Teaching hours; None where the sheet publishes none."""
    kind: UnitKind
    openings: Mapping[int, Opening | None]
    """Opening by academic year; None: published as not opened that year; a missing year is not published."""
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])

    @property
    def is_attended(self) -> bool:
        """Whether the unit is placed in a term (experience is not)."""
        return self.kind is not UnitKind.EXPERIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedTotals:
    """The totals the sheet announces, whether or not its rows add up to them."""

    ects: float
    hours: float
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Accreditation:
    """Until when the diploma is accredited; a term that ends later is subject to renewal."""

    ends: date
    published: date | None = None
    """What the sheet says, where ``ends`` was entered by the user; None: ``ends`` is the sheet's."""
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])

    @property
    def entered(self) -> bool:
        """Whether ``ends`` was entered by the user and is not the sheet's."""
        return self.published is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of the year."""

    month: int
    day: int
    next_year: bool = False
    """Whether it falls in the calendar year after the one the academic year starts in."""
    extra: Extra = field(default_factory=dict[str, Any])

    def in_academic_year(self, year: int) -> date:
        """The date in the academic year that starts in *year*."""
        return date(year + self.next_year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentWindow:
    """When one can enrol. The sheet names months; the days are conventions (1st, 31st, 15th)."""

    opens: MonthDay
    closes: MonthDay
    closes_in_words: Localised
    """As the sheet says it (« fin octobre »), because the day is not published."""
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The three conditions of the award."""

    units: tuple[str, ...]
    """Codes of the units to validate."""
    experience_unit: str
    experience_months: int
    placement_months: int
    """Months of placement due when the experience is outside the field."""
    report_unit: str
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """Total price of the diploma on one funding, in euros."""

    code: str
    label: Localised
    euros: float
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendedOrder:
    """Advice: *before* is better taken before *after*. Never a rule of the sheet."""

    before: str
    after: str
    reason: Localised
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A diploma one can go on to."""

    code: str
    title: str
    level: str
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One diploma as a centre publishes it, with its editions."""

    code: str
    title: str
    publisher: str
    sheet: str
    """The sheet all values come from; each ``source`` names the part of it."""
    published_years: tuple[int, ...]
    announced: AnnouncedTotals
    accreditation: Accreditation
    enrolment_semester_1: EnrolmentWindow
    """Also for annual units."""
    enrolment_semester_2: EnrolmentWindow
    units: tuple[Unit, ...]
    conditions: Conditions
    tariffs: tuple[Tariff, ...] = ()
    recommended_order: tuple[RecommendedOrder, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    blocks_can_be_validated_alone: bool = False
    source: str = ""
    extra: Extra = field(default_factory=dict[str, Any])

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def listed_ects(self) -> float:
        """What the rows add up to, in ECTS; may differ from the announced total."""
        return sum(unit.ects for unit in self.units)

    @cached_property
    def listed_hours(self) -> float:
        """What the rows add up to, in hours, rows without published hours counting nothing."""
        return sum(unit.hours or 0 for unit in self.units)

    @cached_property
    def unattributed_hours(self) -> float:
        """Announced hours that no row carries; never negative."""
        return max(0, self.announced.hours - self.listed_hours)
