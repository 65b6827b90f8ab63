"""A line of the left zone that is no card: a stage, a choice, and what stands in a choice that is open."""

from dataclasses import dataclass
from enum import Enum


class LineKind(Enum):
    """What a line stands for."""

    STAGE = "stage"
    CHOICE = "choice"
    DOMAIN = "domain"
    """A group inside a choice."""
    BRANCH = "branch"
    OPTION = "option"
    """A unit of a choice that is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The words and marks of one line."""

    kind: LineKind
    key: str
    title: str
    accessible: str
    tooltip: str = ""
    path: str = ""
    """The block of the award that it is, or stands in."""
    code: str = ""
    """The unit of an option."""
    label: str = ""
    """The code of an option, as a person reads it."""
    detail: str = ""
    figure: str = ""
    """What stands at the right: how far it is, what it is worth, when it runs."""
    tone: str = "muted"
    """Token of the figure and the glyph."""
    glyph: str = ""
    share: float | None = None
    """How much of the bar under a choice is filled; None: it has none."""
    is_open: bool | None = None
    """Whether what is under it is shown; None where it holds nothing."""
    is_done: bool = False
    is_muted: bool = False
    is_waiting: bool = False
    """Whether it is an option that may be placed."""
    ends: bool = True
    """Whether it is the last line of its card."""
    past: bool = False
    """A line shows nothing that is past: this it shares with cards."""

    @property
    def is_head(self) -> bool:
        """Whether it shows and hides what is under it."""
        return self.is_open is not None
