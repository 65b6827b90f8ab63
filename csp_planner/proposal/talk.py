"""What the program and its solving process say to each other. All values are frozen and picklable."""

from csp_planner.domain.frozen import frozen
from csp_planner.proposal.answer import Answer, Progress, Proposal
from csp_planner.proposal.request import Request


@frozen
class Ask:
    """A question; it takes the place of any before it."""

    number: int
    request: Request


@frozen
class Stop:
    """Questions up to this number are no longer asked."""

    number: int


@frozen
class Ready:
    """The process is up and has loaded the solver."""


@frozen
class Progressed:
    """How far the search for an answer is."""

    number: int
    progress: Progress


@frozen
class Answered:
    """The answer; a proposal does not have its reasons yet."""

    number: int
    answer: Answer


@frozen
class Reasoned:
    """The proposal that was answered, with the reasons found so far."""

    number: int
    proposal: Proposal


@frozen
class Explained:
    """The proposal that was answered, with its reasons: the last word on a question."""

    number: int
    proposal: Proposal


@frozen
class Failed:
    """No answer: something went wrong that nothing foresaw, or the process ended (number 0)."""

    number: int
    detail: str


Event = Ready | Progressed | Answered | Reasoned | Explained | Failed
