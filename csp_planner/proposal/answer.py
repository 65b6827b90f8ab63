"""What is answered to a request: a proposal with its proof and its reasons, or the demands that clash."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import Wishes
from csp_planner.proposal.request import Demand, Request


class Criterion(StrEnum):
    """One thing that plans are compared by; less is better. The codes are stable."""

    LEFT_OUT = "left-out"
    """Needed units that are not placed, because they open in no year and no waiver is allowed, and choices not met."""
    DELAY = "delay"
    """Semesters past the end of the present plan."""
    CHANGES = "changes"
    """Planned units that do not stay where they are."""
    OVERRUN = "overrun"
    """Semesters past the years of the board, when no end is demanded of a steady load."""
    END = "end"
    """The semester the plan ends in, by its number in time."""
    WAIVERS = "waivers"
    """Units placed by waiver."""
    MODES = "modes"
    """Units that run in no mode that the learner wants."""
    ADVICE = "advice"
    """Pairs against the recommended order, and units that end after the report on them."""
    STAGES = "stages"
    """Units that are over before one of an earlier stage of the award begins."""
    INTRODUCTION = "introduction"
    """Semesters that the first unit of the sheet starts later than two after the first unit taken.

    Where the present plan is kept, that is the first unit of the present plan, and the unit may stay where it is.
    """
    SURPLUS = "surplus"
    """ECTS taken for choices beyond the least that meets them, or further from the totals printed beside them."""
    HEAVIEST = "heaviest"
    """ECTS of the heaviest semester."""
    EXCESS = "excess"
    """ECTS above the average semester (rounded up to a whole ECTS), summed over the semesters."""


@dataclass(frozen=True, slots=True)
class Level:
    """One criterion, minimised once all those before it were."""

    criterion: Criterion
    value: float
    bound: float
    """No plan that is as good by the criteria before has a smaller value."""

    @property
    def proven(self) -> bool:
        """Whether no plan does better."""
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class ProposedPlacement:
    """Where a unit is proposed."""

    unit: str
    term: Term
    needs_waiver: bool = False
    """Whether a waiver must be granted for it; one it already has stays."""


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """One piece of advice that a plan does not follow: *unit* is better taken after *other*."""

    unit: str
    """The unit that stands too early."""
    other: str
    is_report: bool = False
    """Whether *unit* is the report, which rests on *other*; otherwise the order is recommended."""
    is_stage: bool = False
    """Whether *unit* is over before *other* begins, which is of an earlier stage of the award."""


class ReasonKind(StrEnum):
    """What keeps a plan, or the first unit of the sheet, from coming earlier.

    The codes are stable, because ``suggest --json`` prints them.
    """

    HELD = "held"
    """Units that are enrolled in, under way or validated there."""
    CREDIT = "credit"
    """What was asked for is expected by then only."""
    OPENINGS = "openings"
    """Units that open in no earlier semester the demands leave."""
    DEMAND = "demand"
    """One demand: without it, or with a milder one, an earlier end is possible."""
    TOGETHER = "together"
    """Several demands at once: giving up any one alone does not help."""
    KEEP = "keep"
    """Changing the present plan as little as possible."""
    STEADY = "steady"
    """An even load, put before an early end."""
    INTRODUCTION = "introduction"
    """What a sooner start of the first unit of the sheet would cost, where it starts later than it should."""
    UNKNOWN = "unknown"
    """The allowance was spent before this was established: no reason, or not all of them, are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that forces the end term, or the term of the first unit of the sheet."""

    kind: ReasonKind
    earlier: Term
    """The end that is prevented; for the first unit of the sheet, the semester it starts in."""
    units: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    """Paths of the choices of the award that it is about."""
    demands: tuple[Demand, ...] = ()
    """What is demanded; for the first unit of the sheet, the advice that a sooner start gives up."""
    costs: Criterion | None = None
    """What gets worse where the first unit of the sheet starts sooner; None: there is no such plan."""
    relaxation: "Relaxation | None" = None
    """What makes the earlier end possible; it changes several demands only where no single change does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A milder request that a plan exists for: it was verified."""

    demands: tuple[Demand, ...]
    """What is eased or given up."""
    request: Request
    limit: float | None = None
    """The smallest limit that does, when a limit is eased."""
    term: Term | None = None
    """The latest start or the earliest end that does, when one of them is eased."""
    waived: tuple[str, ...] = ()
    """Units a waiver is allowed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The best complete plan found."""

    request: Request
    placements: tuple[ProposedPlacement, ...]
    """Every unit that is for the proposal to place, in the order of time, then of the programme."""
    unplaced: tuple[str, ...]
    """Units that open nowhere, in the order of the programme: without a waiver they cannot be placed."""
    branches: tuple[str, ...] = ()
    """Paths of the branches of the award that it takes, as far as they were still to choose."""
    counts_in: tuple[tuple[str, str], ...] = ()
    """Units that may count in several choices of the award, each with the path of the one it is meant for."""
    heavy: tuple[str, ...] = ()
    """Units placed that pass a limit by themselves, which each may, alone in its semester."""
    end_term: Term | None
    is_present: bool = False
    """Whether it is the present plan, because no plan that was found is better."""
    assumed_months: int = 0
    """Months of experience still to do that the report is kept behind, where the periods recorded do not lead there."""
    assumed_placement: int = 0
    """How many of them are a placement."""
    unfollowed: tuple["Unfollowed", ...] = ()
    """Advice that the plan does not follow, in the order of the programme; units before their stage come last."""
    levels: tuple[Level, ...]
    """The criteria in the order of their weight."""
    unexamined: tuple[Criterion, ...] = ()
    """Criteria that were not reached within the effort allowed."""
    reasons: tuple[Reason, ...] = ()
    """Why not earlier; empty while that is not worked out."""

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no plan is better."""
        return not self.unexamined and all(level.proven for level in self.levels)


def is_same_plan(one: Proposal, other: Proposal) -> bool:
    """Whether both propose the same plan, although they were asked for different goals and for nothing else."""
    goal = one.request.objective
    bare = replace(one.request.scenario, wishes=Wishes())  # a choice of the goal is kept there
    asked, also = (replace(each.request, objective=goal, scenario=bare) for each in (one, other))
    is_about_the_same = asked == also and bare == replace(other.request.scenario, wishes=Wishes())
    return goal is not other.request.objective and is_about_the_same and one.placements == other.placements


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """No plan meets the demands."""

    request: Request
    demands: tuple[Demand, ...]
    """A smallest set of demands that no plan meets together: without any one of them there is a plan."""
    smallest: bool
    """Whether no set with fewer demands clashes; otherwise none of its own parts does."""
    units: tuple[str, ...]
    """Units each of which has no place under these demands, even alone; empty where only all together do not fit."""
    relaxations: tuple[Relaxation, ...]
    """Milder requests; each meets all that clashes, the further clashes included."""
    blocks: tuple[str, ...] = ()
    """Paths of the choices of the award that no options can meet under these demands, even one by one."""
    crowd: tuple[str, ...] = ()
    """Where one limit clashes alone with no unit of its own: a smallest set of units that do not fit together."""
    crowd_blocks: tuple[str, ...] = ()
    """Paths of the choices of the award that do not fit beside them."""
    others: tuple["Clash", ...] = ()
    """Further clashes: each remains when one of ``demands`` is given up, and none of its own parts clashes."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither a plan nor what keeps it from being was found within the effort allowed."""

    request: Request
    is_impossible: bool = False
    """Whether it is proven that there is no plan, and only the clash was not worked out."""


Answer = Proposal | Clash | Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the search is: an improving plan was found, or the next criterion is begun."""

    criterion: Criterion
    step: int
    steps: int
    value: float | None
    """The criterion of the best plan so far; None at the beginning of a step."""
    bound: float | None


def waiver_offers(request: Request, unplaced: Sequence[str]) -> tuple[Relaxation, ...]:
    """For each unit that opens nowhere, the request that allows a waiver for it."""
    return tuple(
        Relaxation(demands=(), request=replace(request, waivable=request.waivable | {code}), waived=(code,))
        for code in unplaced
    )
