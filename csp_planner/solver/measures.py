"""The criteria as expressions of the model, to be minimised. It imports the solver's library."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, gcd

from ortools.sat.python.cp_model import LinearExpr

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.terms import Part, Term, number_of
from csp_planner.proposal.answer import Criterion
from csp_planner.proposal.request import DemandKind, ordered_pairs
from csp_planner.solver.choice import Choice, Grant
from csp_planner.solver.model import Group, PlanModel
from csp_planner.solver.problem import INTRODUCED_WITHIN, Problem
from csp_planner.solver.stage_order import early_units
from csp_planner.solver.standing import (
    Placed,
    before_their_stage,
    end_of,
    introduced_late,
    loads_of,
    moved_units,
    unfollowed_advice,
)
from csp_planner.solver.taking import Number, add_up


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion as an expression to minimise: value of the criterion = scale x expression + base."""

    expression: LinearExpr
    scale: float = 1
    base: float = 0

    def of(self, value: int) -> float:
        """The criterion where the expression has *value*."""
        return self.scale * value + self.base

    def at(self, value: float) -> int:
        """What the expression is where the criterion has *value*."""
        return round((value - self.base) / self.scale)


class Measures:
    """The criteria of one model; some of them are about the semesters that those before leave."""

    def __init__(self, model: PlanModel) -> None:
        self.model = model
        self.problem = model.problem
        self.request = model.problem.request
        self.last = self._last()
        """Number of the last semester a plan can end in, as far as known: narrower as criteria are settled."""

        self.evened: range | None = None
        """The window that the load was made even over, once it was: an end that is settled later does not change it."""

        self.heaviest_from = 0
        """What the heaviest semester bears at least in two-hundredths of ECTS, as far as that was searched for."""

    def settle(self, criterion: Criterion, value: float) -> None:
        """Keep to *value* of *criterion* from here on, as far as the semesters go."""
        match criterion:
            case Criterion.END:
                self.last = round(value)
            case Criterion.OVERRUN | Criterion.DELAY:
                self.last = min(self.last, end_before(self.problem, criterion) + round(value))
            case Criterion.HEAVIEST:
                self.evened = self.window
            case _:
                return

    def of(self, criterion: Criterion) -> Measure:
        """*criterion* as an expression."""
        match criterion:
            case Criterion.CHANGES:
                return Measure(add_up(self._changes()))
            case Criterion.LEFT_OUT:
                raise ValueError("which units are left out is not searched for")
            case Criterion.OVERRUN | Criterion.DELAY:
                return self._past(end_before(self.problem, criterion))
            case Criterion.END:
                return Measure(add_up(self.model.late.values()), base=self.model.end_floor or 0)
            case Criterion.WAIVERS:
                return Measure(add_up(group.granted() for group in self.model.groups))
            case Criterion.MODES:
                return Measure(add_up(group.unwanted() for group in self.model.groups))
            case Criterion.ADVICE:
                return Measure(add_up(self._against_advice()))
            case Criterion.STAGES:
                return Measure(add_up(self._early_units))
            case Criterion.SURPLUS:
                return self._surplus()
            case Criterion.HEAVIEST:
                return self._heaviest()
            case Criterion.EXCESS:
                return self._excess()
            case Criterion.INTRODUCTION:
                return Measure(add_up(self._introduced_late()))

    def reached(self, criterion: Criterion, placed: Placed) -> float:
        """*criterion* as it is read off the plan *placed*, and not out of the model."""
        match criterion:
            case Criterion.LEFT_OUT:
                return self.problem.left_out
            case Criterion.END:
                return end_of(self.problem, placed) or 0
            case Criterion.OVERRUN | Criterion.DELAY:
                end = end_before(self.problem, criterion)
                return max(0, (end_of(self.problem, placed) or 0) - end)
            case Criterion.WAIVERS:
                return sum(choice.grant is not Grant.OPEN for choice in placed.values())
            case Criterion.MODES:
                return sum(choice.unwanted for choice in placed.values())
            case Criterion.ADVICE:
                return len(unfollowed_advice(self.problem, placed))
            case Criterion.STAGES:
                return len(before_their_stage(self.problem, placed))
            case Criterion.INTRODUCTION:
                return introduced_late(self.problem, placed)
            case Criterion.SURPLUS:
                return self._surplus_of(placed)
            case Criterion.CHANGES:
                return moved_units(self.problem, placed)
            case Criterion.HEAVIEST | Criterion.EXCESS:
                loads = loads_of(self.problem, placed)
                inside = [loads.get(number, 0) for number in self.window]
                if criterion is Criterion.HEAVIEST:
                    return max(inside, default=0) / PARTS
                return sum(max(0, load - self.average) for load in inside) / PARTS

    def _surplus(self) -> Measure:
        best, taking = self.problem.award, self.model.taking
        least = best.surplus if best is not None else 0
        scale = taking.step / PARTS
        return Measure(add_up(taking.surplus), scale, -least * scale)

    def _surplus_of(self, placed: Placed) -> float:
        best, found = self.problem.award, self.problem.award_taking(placed.keys())
        return 0 if best is None or found is None else (found.surplus * found.step - best.surplus * best.step) / PARTS

    def _past(self, end: int) -> Measure:
        """How many semesters the plan goes on after *end*."""
        past = [var for number, var in self.model.late.items() if number > end]
        return Measure(add_up(past), base=max(0, (self.model.end_floor or end) - end))

    def _changes(self) -> Iterator[LinearExpr]:
        for group in self.model.groups:
            present = self.problem.present.get(group.units[0])
            if present is not None:
                yield group.moved_from(present.term)

    def _against_advice(self) -> Iterator[LinearExpr]:
        """For each recommended pair and each unit that the report rests on: 1 when it stands against the advice."""
        cp = self.model.cp
        for before, after in ordered_pairs(self.request.programme):
            sums = self.model.against_order(before, after)
            sums += self._against_held(before, after)
            if sums:
                against = cp.new_bool_var("")
                for total in sums:
                    cp.add(total <= 1 + against)
                yield against
        report = self.model.by_unit.get(self.model.problem.report)
        if report is None:
            return
        for group in self.model.rested_on(report):
            most = len(group.units)
            too_late = cp.new_int_var(0, most, "")
            for number in sorted({choice.last for choice in report.choices}):
                cp.add(group.ending_from(number + 1) <= most * (1 - report.ending_by(number)) + too_late)
            yield too_late

    @cached_property
    def _early_units(self) -> Sequence[Number]:
        """How many units come before their stage, one term for those alike; made once, because it takes many lines."""
        stages = self.problem.stages
        return () if stages is None else early_units(self.model, stages)

    def _against_held(self, before: str, after: str) -> list[LinearExpr]:
        """The sums of ``PlanModel.against_order`` where one unit of the pair stands already."""
        first, second = self.model.by_unit.get(before), self.model.by_unit.get(after)
        if second is not None and before in self.problem.held:
            return [1 + second.starting_by(Choice(self.problem.held[before]).last)]
        if first is not None and after in self.problem.ordered:
            return [1 + first.ending_from(Choice(self.problem.ordered[after]).first)]
        return []

    @property
    def window(self) -> range:
        """Numbers of the semesters that the load is to be even over."""
        return range(self.problem.first, self.last + 1) if self.evened is None else self.evened

    def _heaviest(self) -> Measure:
        step = self.model.ects_step
        loads = [self.model.load(number) for number in self.window]
        heaviest = self.model.cp.new_int_var(0, self._most(), "")
        for load in loads:
            self.model.cp.add(step * heaviest >= load)
        return Measure(heaviest, step / PARTS)

    def _excess(self) -> Measure:
        window = self.window
        if not window:
            return Measure(add_up(()))
        average = self.average
        step = gcd(self.model.ects_step, PARTS)
        excess = [self.model.cp.new_int_var(0, self._most(), "") for _number in window]
        for number, above in zip(window, excess, strict=True):
            self.model.cp.add(step * above >= self.model.load(number) - average)
        return Measure(add_up(excess), step / PARTS)

    @property
    def average(self) -> int:
        """The average semester in two-hundredths of ECTS, rounded up to a whole ECTS."""
        return PARTS * ceil(self._total() / (PARTS * max(1, len(self.window))))

    def _introduced_late(self) -> Iterator[LinearExpr]:
        """For each semester two after something has been taken: 1 while the first unit of the sheet has not started.

        Where a plan is kept, the semester to start it by is known, and each term counts how far it is past that.
        """
        group = self.model.by_unit.get(self.problem.introduction)
        if group is None:
            return
        by = self.problem.introduced_by
        if by is not None:
            for choice, count in zip(group.choices, group.count, strict=True):
                yield max(0, choice.first - by) * count
            return
        cp, begun = self.model.cp, self._begun()
        for number in range(min(begun), max(choice.first for choice in group.choices) - INTRODUCED_WITHIN):
            late, introduced = cp.new_bool_var(""), cp.new_bool_var("")
            cp.add(introduced <= group.starting_by(number + INTRODUCED_WITHIN))
            cp.add(late + introduced >= begun[number])
            yield late

    def _begun(self) -> Mapping[int, LinearExpr | int]:
        """For each semester: 1 when anything starts in it or before, what stands or is kept included."""
        cp, groups = self.model.cp, self.model.groups
        starts = [choice.first for group in groups for choice in group.choices]
        standing = self.problem.begun
        begun = {number: cp.new_bool_var("") for number in range(min(starts), max(starts) + 1)}
        for number in begun:
            if number - 1 in begun:
                cp.add_implication(begun[number - 1], begun[number])
        # One line for a semester: a line for each unit and term would slow a large diploma down.
        for number, var in begun.items():
            cp.add(add_up(group.starting_in(number) for group in groups) <= len(self.model.by_unit) * var)
        if standing is None:
            return dict(begun)
        return {number: 1 if number >= standing else var for number, var in begun.items()} | dict.fromkeys(
            range(standing, min(starts)), 1
        )

    def _total(self) -> int:
        """What all units, placed or standing, load from the first semester on, in two-hundredths of ECTS.

        Of options that is the least they come to, whichever are taken.
        """
        required = (group for group in self.model.groups if not group.is_optional)
        held = self.problem.held_weights.items()
        standing = sum(weight.ects for number, weight in held if number >= self.problem.first)
        options = self.problem.least_of_options(DemandKind.MAX_ECTS)
        return sum(map(_load_of, required)) + options + standing

    def options_within(self) -> int:
        """What the options load at least in the window: nothing where one of them may be placed before it."""
        choices = (choice for group in self.model.options for choice in group.choices)
        is_inside = all(choice.first >= self.window.start for choice in choices)
        return self.problem.least_of_options(DemandKind.MAX_ECTS) if is_inside else 0

    def _most(self) -> int:
        """What a semester bears at most."""
        return self._total() + sum(map(_load_of, self.model.options))

    def _last(self) -> int:
        ends = [demand.term for demand in self.model.demands if demand.kind is DemandKind.END]
        if ends and ends[0] is not None:
            return number_of(ends[0])
        # What stands may end after all that is to place: no semester is then left for the end to be in.
        is_open = self.model.latest > (self.problem.held_end or 0)
        return max(self.problem.first, self.model.latest) if is_open else self.problem.first


def _load_of(group: Group) -> int:
    """What all units of *group* load together."""
    return len(group.units) * group.weights[0].ects * len(group.choices[0].semesters)


def end_before(problem: Problem, criterion: Criterion) -> int:
    """Number of the semester up to which a plan may end at no cost by *criterion*, which is about the end."""
    match criterion:
        case Criterion.OVERRUN:
            return number_of(Term(problem.request.scenario.board_years[-1], Part.S2))
        case Criterion.DELAY:
            return problem.present_end or 0
        case _:
            return 0
