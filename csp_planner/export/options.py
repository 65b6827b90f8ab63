"""The choices a person makes about what an output holds."""

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
    """Time of day, with its UTC offset, at which the output is made. By it a later calendar replaces an earlier one."""
    comparison: bool = False
    """Whether the scenarios side by side follow on a page of their own; printed only."""
