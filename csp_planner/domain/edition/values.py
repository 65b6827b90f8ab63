"""What differs between two editions of a programme: values, for which ``messages.editions`` has the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from csp_planner.domain.award import Block, Take
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import (
    EnrolmentWindow,
    NextStep,
    RecommendedOrder,
    Tariff,
    Unit,
    UnitKind,
)


class UnitField(StrEnum):
    """What of a row may differ."""

    TITLE = "title"
    ECTS = "ects"
    HOURS = "hours"
    KIND = "kind"
    OPENINGS = "openings"


UnitValue: TypeAlias = str | float | UnitKind | Offers | None
"""None: not published. No offer at all: published as not opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """One value of a row that stands in both editions."""

    unit: str
    field: UnitField
    before: UnitValue
    after: UnitValue
    year: int | None = None
    """The academic year, where the field is its openings."""
    projected: bool = False
    """Whether what was before is only what the older edition led to expect of that year."""


class BlockField(StrEnum):
    """What of a block may differ."""

    LABEL = "label"
    TAKE = "take"
    AT_LEAST_BLOCKS = "at-least-blocks"
    MEMBERS = "members"
    """The codes that are members themselves; blocks inside it are told of on their own."""
    PRINTED_ECTS = "printed-ects"
    NOTE = "note"
    PLACE = "place"
    """In another block than before."""


BlockValue: TypeAlias = Take | str | float | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """A block that is new, that is gone, or that has one other value."""

    before: Block | None
    """None where it is new."""
    after: Block | None
    """None where it is gone."""
    path_before: str | None
    path_after: str | None
    field: BlockField | None = None
    """What of it differs, where it is in both."""
    value_before: BlockValue = None
    value_after: BlockValue = None

    @property
    def label(self) -> str:
        """How it is called now or, where it is gone, was called; empty where the sheet does not name it."""
        found = self.after or self.before
        return found.label if found is not None else ""


class Fact(StrEnum):
    """What a sheet says of the whole diploma."""

    CODE = "code"
    TITLE = "title"
    PUBLISHER = "publisher"
    PUBLISHED_YEARS = "published-years"
    ANNOUNCED_ECTS = "announced-ects"
    ANNOUNCED_HOURS = "announced-hours"
    ACCREDITATION = "accreditation"
    ENROLMENT_1 = "enrolment-semester-1"
    ENROLMENT_2 = "enrolment-semester-2"
    UNITS_TO_VALIDATE = "units-to-validate"
    EXPERIENCE_UNIT = "experience-unit"
    EXPERIENCE_MONTHS = "experience-months"
    PLACEMENT_MONTHS = "placement-months"
    REPORT_UNIT = "report-unit"
    TARIFF = "tariff"
    """One price; ``name`` is its code."""
    RECOMMENDED_ORDER = "recommended-order"
    """One advice; ``name`` is the two units."""
    NEXT_STEP = "next-step"
    """A diploma one can go on to; ``name`` is its code."""
    BLOCKS_ALONE = "blocks-can-be-validated-alone"


FactValue: TypeAlias = (
    str
    | float
    | int
    | date
    | tuple[int, ...]
    | tuple[str, ...]
    | EnrolmentWindow
    | Tariff
    | RecommendedOrder
    | NextStep
    | None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """Something that is said of the whole diploma, and was not said or was said otherwise before."""

    fact: Fact
    before: FactValue
    after: FactValue
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeChanges:
    """All that differs between two editions, as they were published: what a user entered has no part in it."""

    added: tuple[Unit, ...] = ()
    gone: tuple[Unit, ...] = ()
    changed: tuple[UnitChange, ...] = ()
    """In the order of the newer edition, each row's in the order of ``UnitField``, its openings by year."""
    blocks: tuple[BlockChange, ...] = ()
    facts: tuple[FactChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.blocks or self.facts)

    @property
    def by_unit(self) -> Mapping[str, tuple[UnitChange, ...]]:
        """What changed, row by row."""
        found: dict[str, tuple[UnitChange, ...]] = {}
        for change in self.changed:
            found[change.unit] = (*found.get(change.unit, ()), change)
        return found
