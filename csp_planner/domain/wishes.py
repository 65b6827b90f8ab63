"""What a person chose for the proposals of a scenario, beyond what follows from the scenario itself."""

from dataclasses import dataclass
from enum import StrEnum

from csp_planner.domain.limits import Code, Items, Kept, Limit, TermText, UnitCount


class Objective(StrEnum):
    """What makes one plan better than another."""

    EARLIEST = "earliest"
    """The earliest end, then the fewest waivers, then advice followed, then an even load, then the sheet's order."""
    STEADY = "steady"
    """The fewest waivers, then an even load up to the end asked for, then the earliest end, then advice followed."""


@dataclass(frozen=True, slots=True)
class LimitWish(Kept):
    """A load per semester chosen in place of the scenario's; None: no limit."""

    limit: Limit | None


@dataclass(frozen=True, slots=True)
class StartWish(Kept):
    """A first semester to plan in, chosen in place of the scenario's; None: as soon as one can enrol."""

    term: TermText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes(Kept):
    """Each default means that nothing was chosen: what is asked of a proposal then follows from the scenario."""

    objective: Objective = Objective.EARLIEST
    keep: bool = False
    """Whether as much of the present plan as can be stays where it is."""
    max_ects: LimitWish | None = None
    max_hours: LimitWish | None = None
    max_units: UnitCount | None = None
    start: StartWish | None = None
    end: TermText | None = None
    """Last semester to plan in."""
    pinned: Items[Code] = ()
    """Planned units that stay where they are, in the order of their codes."""
    freed: Items[Code] = ()
    """Units that may move although a person placed them by waiver, in the order of their codes."""
    away: Items[TermText] = ()
    """Semesters to be off besides the scenario's, in the order of time: a proposal that is kept takes them off."""
    back: Items[TermText] = ()
    """Semesters off of the scenario that a proposal may use all the same."""
    strict_order: bool = False
    """Whether the recommended order is demanded, and not only followed where that costs nothing that matters more."""
    report_anytime: bool = False
    """Whether the report may end before the units and the experience it rests on."""
    within_accreditation: bool = False
    without_waivers: bool = False
    """Whether a unit that opens nowhere is left out, and not placed by a waiver that is still to be asked for."""
    waivable: Items[Code] = ()
    """Units that a waiver was allowed for one by one, in the order of their codes."""
