"""What no plan of a model does better than, by each criterion: read off the openings, the limits and the loads.

Where a plan that is known reaches it, nothing needs to be searched. All bounds hold for the plans that are as good by
the criteria settled before. It imports the solver's library.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from csp_planner.domain.amounts import PARTS
from csp_planner.proposal.answer import Criterion
from csp_planner.proposal.request import DemandKind, LimitKind
from csp_planner.solver.choice import Choice, Grant, Weight
from csp_planner.solver.measures import Measures, end_before
from csp_planner.solver.model import Group, PlanModel
from csp_planner.solver.problem import scaled_limit
from csp_planner.solver.sketch import limits_among


def least(measures: Measures, criterion: Criterion) -> float:
    """What *criterion* is at least."""
    match criterion:
        case Criterion.END:
            return _least_end(measures.model)
        case Criterion.OVERRUN | Criterion.DELAY:
            return max(0, _least_end(measures.model) - end_before(measures.problem, criterion))
        case Criterion.WAIVERS:
            groups = _required(measures.model)
            return sum(len(each.units) for each in groups if all(item.grant is not Grant.OPEN for item in each.choices))
        case Criterion.MODES:
            groups = _required(measures.model)
            return sum(len(each.units) for each in groups if all(item.unwanted for item in each.choices))
        case Criterion.INTRODUCTION:
            return _least_introduced_late(measures.model)
        case Criterion.CHANGES:
            return _least_changes(measures.model)
        case Criterion.HEAVIEST:
            return max(measures.heaviest_from, Loads.within(measures).heaviest()) / PARTS
        case Criterion.EXCESS:
            return Loads.within(measures).above(measures.average) / PARTS
        case _:
            return 0


def _required(model: PlanModel) -> list[Group]:
    """The groups of units that every plan places."""
    return [group for group in model.groups if not group.is_optional]


def _least_introduced_late(model: PlanModel) -> int:
    """How late the first unit of the sheet starts at least, where a plan that is kept says when it should."""
    by, group = model.problem.introduced_by, model.by_unit.get(model.problem.introduction)
    if by is None or group is None:
        return 0
    return max(0, min(choice.first for choice in group.choices) - by)


def _least_changes(model: PlanModel) -> int:
    """How many planned units cannot stay where they are."""
    present = model.problem.present
    return sum(
        code in present and all(choice.term != present[code].term for choice in group.choices)
        for group in model.groups
        for code in group.units
    )


def _least_end(model: PlanModel) -> int:
    """Number of a semester that no plan ends before."""
    problem = model.problem
    held = [] if problem.held_end is None else [problem.held_end]
    ends = [*held, *_ends(model, _required(model), with_options=True)]
    report = model.by_unit.get(problem.report)
    is_due = report is not None and not report.is_optional
    if report is not None and is_due and any(demand.kind is DemandKind.REPORT_LAST for demand in model.demands):
        rested_on = [group for group in model.rested_on(report) if not group.is_optional]
        before = max(_ends(model, [*rested_on, report]))
        ends.append(min((item.last for item in report.choices if item.last >= before), default=before))
    return max(ends, default=0)


def _ends(model: PlanModel, groups: Sequence[Group], *, with_options: bool = False) -> Iterator[int]:
    """Numbers of semesters that *groups* do not end before: each one alone, and all by each limit."""
    for group in groups:
        yield min(choice.last for choice in group.choices)
    for kind in limits_among(model.demands):
        yield _end_by_load(model, kind, groups, with_options=with_options)


def _end_by_load(model: PlanModel, kind: LimitKind, groups: Sequence[Group], *, with_options: bool) -> int:
    """Number of the semester by which there is room for *groups*, in first semesters, in second ones and in all.

    A unit that passes the limit stands alone: it takes no more than the limit then.
    """
    problem = model.problem
    most = scaled_limit(problem.request, kind)
    needed = [0, 0, problem.least_of_options(kind, most) if with_options else 0]
    for group in groups:
        loads = [_by_part(choice, min(most, weight.of(kind))) for choice, weight in _weighed(group)]
        for place, least_of in enumerate(map(min, zip(*loads, strict=True))):
            needed[place] += len(group.units) * least_of
    end = min(model.inside, default=0) - 1
    for number in sorted(model.inside):
        if max(needed) <= 0:
            break
        end = number
        room = max(0, problem.limit_in(number, kind) - problem.held_weights.get(number, Weight()).of(kind))
        needed[number % 2] -= room
        needed[2] -= room
    return end


def _weighed(group: Group) -> Iterator[tuple[Choice, Weight]]:
    return zip(group.choices, group.weights, strict=True)


def _by_part(choice: Choice, load: int) -> tuple[int, int, int]:
    """What *choice* takes of first semesters, of second ones and of all, where it takes *load* of each of its own."""
    halves = [load * sum(number % 2 == part for number in choice.semesters) for part in range(2)]
    return halves[0], halves[1], sum(halves)


@dataclass(frozen=True, slots=True)
class Loads:
    """What the semesters of a window bear at least, in two-hundredths of ECTS."""

    needed: tuple[int, int, int]
    """What first semesters, second ones and all that units may be in bear together."""
    room: tuple[int, int, int]
    """How many of each there are."""
    standing: tuple[int, ...]
    """What stands in the semesters that no unit may be in."""
    single: int
    """What some semester bears, because a unit must be in one."""
    step: int
    """All loads are multiples of it."""

    @staticmethod
    def within(measures: Measures) -> "Loads":
        """What the semesters bear that the load of *measures* is to be even over."""
        model, window = measures.model, measures.window
        held = {number: model.problem.held_weights.get(number, Weight()).ects for number in window}
        usable = [number for number in window if number in model.inside]
        needed = [*(sum(held[number] for number in usable if number % 2 == part) for part in range(2)), 0]
        needed[2] = sum(needed) + measures.options_within()
        single = 0
        for group in _required(model):
            chosen = [(choice, weight) for choice, weight in _weighed(group) if choice.last <= measures.last]
            if any(choice.first < window.start for choice, _weight in chosen) or not chosen:
                continue
            loads = [_by_part(choice, weight.ects) for choice, weight in chosen]
            for place, least_of in enumerate(map(min, zip(*loads, strict=True))):
                needed[place] += len(group.units) * least_of
            single = max(single, min(weight.ects for _choice, weight in chosen))
        first = sum(number % 2 == 0 for number in usable)
        return Loads(
            needed=(needed[0], needed[1], needed[2]),
            room=(first, len(usable) - first, len(usable)),
            standing=tuple(held[number] for number in window if number not in model.inside),
            single=single,
            step=model.ects_step,
        )

    def heaviest(self) -> int:
        """What the heaviest semester bears at least."""
        even = [-(-needed // (self.step * room)) for needed, room in zip(self.needed, self.room, strict=True) if room]
        return max([self.step * max(even, default=0), self.single, *self.standing])

    def above(self, average: int) -> int:
        """By how much the semesters pass *average* at least, all together."""
        first, second, everything = (
            max(0, needed - room * average) for needed, room in zip(self.needed, self.room, strict=True)
        )
        return max(first + second, everything) + sum(max(0, load - average) for load in self.standing)
