"""How a finished plan stands by the advice and by the sheet, read off the plan itself and not off the model."""

from collections.abc import Iterator, Mapping

from csp_planner.proposal.answer import Unfollowed
from csp_planner.proposal.request import Demand, DemandKind, ordered_pairs
from csp_planner.solver.choice import Choice, Grant
from csp_planner.solver.problem import INTRODUCED_WITHIN, Problem

Placed = Mapping[str, Choice]
"""Where each unit that is to place goes."""


def unfollowed_advice(problem: Problem, placed: Placed) -> tuple[Unfollowed, ...]:
    """The advice that the plan does not follow: pairs against the recommended order, units that end after the report.

    What stands in the way of the order without being placed here counts only where the other unit is placed here.
    """
    return tuple(_unfollowed(problem, placed))


def _unfollowed(problem: Problem, placed: Placed) -> Iterator[Unfollowed]:
    held = {code: Choice(term) for code, term in problem.held.items()}
    ordered = {code: Choice(term) for code, term in problem.ordered.items()}
    earlier, later = {**held, **placed}, {**ordered, **placed}
    for before, after in ordered_pairs(problem.request.programme):
        first, second = earlier.get(before), later.get(after)
        is_free = before in placed or after in placed
        if first and second and is_free and second.first <= first.last:
            yield Unfollowed(after, before)
    rules = problem.request.programme.conditions
    report = placed.get(problem.report)
    for code in rules.units:
        unit = placed.get(code)
        if report and unit and code != problem.report and unit.last > report.last:
            yield Unfollowed(problem.report, code, is_report=True)


def before_their_stage(problem: Problem, placed: Placed) -> tuple[Unfollowed, ...]:
    """The units that are over before one of an earlier stage begins, which is named."""
    found = () if problem.stages is None else problem.stages.early(placed)
    return tuple(Unfollowed(each.unit, each.other, is_stage=True) for each in found)


def introduced_late(problem: Problem, placed: Placed) -> int:
    """Semesters that the first unit of the sheet starts later than it should after the first unit taken."""
    introduction = problem.introduction
    if introduction not in placed:
        return 0
    if problem.introduced_by is not None:
        return max(0, placed[introduction].first - problem.introduced_by)
    starts = [choice.first for choice in placed.values()]
    starts += [] if problem.begun is None else [problem.begun]
    return max(0, placed[introduction].first - min(starts) - INTRODUCED_WITHIN)


def moved_units(problem: Problem, placed: Placed) -> int:
    """How many planned units do not stay where they are."""
    return sum(code in placed and placed[code].term != item.term for code, item in problem.present.items())


def end_of(problem: Problem, placed: Placed) -> int | None:
    """Number of the semester the plan ends in; None where it is empty and nothing stands."""
    ends = [choice.last for choice in placed.values()]
    ends += [] if problem.held_end is None else [problem.held_end]
    return max(ends, default=None)


def loads_of(problem: Problem, placed: Placed) -> dict[int, int]:
    """What each semester bears in two-hundredths of ECTS, what stands included."""
    found = {number: weight.ects for number, weight in problem.held_weights.items()}
    for code, choice in placed.items():
        for number in choice.semesters:
            found[number] = found.get(number, 0) + problem.weight(code, choice.term).ects
    return found


def in_sheet_order(problem: Problem, demands: tuple[Demand, ...], placed: dict[str, Choice]) -> dict[str, Choice]:
    """*placed* with units of equal standing in the order of the sheet.

    Two units are of equal standing where exchanging their terms gives a plan that no demand and no criterion tells from
    the one before. A unit that stays where it is planned is not moved for that.
    """
    return _Exchange(problem, demands, placed).run()


class _Exchange:
    """Exchanges units of equal standing until none stands against the order of the sheet."""

    def __init__(self, problem: Problem, demands: tuple[Demand, ...], placed: dict[str, Choice]) -> None:
        self.problem = problem
        self.placed = dict(placed)
        self.allowed = {
            code: {choice.term: choice for choice in problem.allowed(code, demands)} for code in self.placed
        }
        self.has_hours = any(demand.kind is DemandKind.MAX_HOURS for demand in demands)
        pairs = ordered_pairs(problem.request.programme)
        self.ordered = {code for pair in pairs for code in pair}

    def run(self) -> dict[str, Choice]:
        """The plan once nothing is left to exchange: each exchange brings an earlier row to an earlier semester."""
        codes = [code for code in self.problem.choices if code in self.placed and code != self.problem.report]
        is_settled = False
        while not is_settled:
            is_settled = True
            for row, upper in enumerate(codes):
                for lower in codes[row + 1 :]:
                    if self.placed[lower].first < self.placed[upper].first and self._exchange(upper, lower):
                        is_settled = False
        return self.placed

    def _exchange(self, upper: str, lower: str) -> bool:
        """Whether both could be exchanged, and were."""
        here, there = self.placed[upper], self.placed[lower]
        new_upper, new_lower = self.allowed[upper].get(there.term), self.allowed[lower].get(here.term)
        if new_upper is None or new_lower is None or not self._weigh_the_same(upper, lower, (here, there)):
            return False
        if _waivers(here, there) != _waivers(new_upper, new_lower):
            return False
        if new_upper.unwanted + new_lower.unwanted != here.unwanted + there.unwanted:
            return False
        after = {**self.placed, upper: new_upper, lower: new_lower}
        if moved_units(self.problem, after) > moved_units(self.problem, self.placed):
            return False
        is_advised = not self.ordered.isdisjoint((upper, lower))
        if is_advised and self._against_order(after) > self._against_order(self.placed):
            return False
        if len(before_their_stage(self.problem, after)) > len(before_their_stage(self.problem, self.placed)):
            return False
        self.placed = after
        return True

    def _weigh_the_same(self, upper: str, lower: str, choices: tuple[Choice, ...]) -> bool:
        """Whether both load a semester alike, and either both count for the report or none does."""
        units = self.problem.request.programme.conditions.units
        if (upper in units) != (lower in units):
            return False
        for choice in choices:
            one, other = (self.problem.weight(code, choice.term) for code in (upper, lower))
            if one.ects != other.ects or (self.has_hours and one.hours != other.hours):
                return False
        return True

    def _against_order(self, placed: Placed) -> int:
        return len(unfollowed_advice(self.problem, placed))


def _waivers(*choices: Choice) -> int:
    return sum(choice.grant is not Grant.OPEN for choice in choices)
