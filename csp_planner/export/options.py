"""What may leave with an output."""

from dataclasses import dataclass
from datetime import UTC, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices that hold for every output."""

    personal_data: bool = True
    """Whether the names, the notes and the reasons of waivers leave. Without it they do in no output."""
    private_notes: bool = False
    """Whether notes marked private leave in a table; in no other output, and never without ``personal_data``."""
    advisor: str = ""
    """Name over the advisor's signature; printed only."""
    made: time = time(tzinfo=UTC)
    """When on the day of the plan the output is made, with its offset: what tells a calendar later from earlier."""
    comparison: bool = False
    """Whether the scenarios side by side follow on a page of their own; printed only."""
