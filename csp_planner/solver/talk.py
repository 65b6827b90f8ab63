"""What the program and its solving process say to each other. All values are frozen and picklable."""

from dataclasses import dataclass

from csp_planner.proposal.answer import Answer, Progress, Proposal
from csp_planner.proposal.request import Request


@dataclass(frozen=True, slots=True)
class Ask:
    """A question; it takes the place of any before it."""

    number: int
    request: Request


@dataclass(frozen=True, slots=True)
class Stop:
    """Questions up to this number are no longer asked."""

    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The process is up and has loaded the solver."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far the search for an answer is."""

    number: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer; a proposal does not have its reasons yet."""

    number: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Reasoned:
    """The proposal that was answered, with the reasons found so far."""

    number: int
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Explained:
    """The proposal that was answered, with its reasons: the last word on a question."""

    number: int
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer: something went wrong that nothing foresaw, or the process ended (number 0)."""

    number: int
    detail: str


Event = Ready | Progressed | Answered | Reasoned | Explained | Failed
