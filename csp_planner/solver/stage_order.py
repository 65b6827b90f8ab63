"""How many units come before their stage, as an expression of the model. It imports the solver's library.

It counts no more than the evaluation does: where only the sharing out of units tells the stage, the solver may see it
more kindly.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import IntVar

from csp_planner.solver.choice import Choice
from csp_planner.solver.stages import Stages
from csp_planner.solver.taking import Number, add_up

if TYPE_CHECKING:
    from csp_planner.solver.model import Group, PlanModel

Member = tuple[int, Number]
"""A stage, and 1 where the unit counts in it."""


def early_units(model: "PlanModel", stages: Stages) -> list[Number]:
    """For units that are alike, or for one alone: how many are over before a unit of an earlier stage begins."""
    return list(_StageOrder(model, stages).counts())


class _StageOrder:
    """The semester in which a stage, and those before it, begin their last unit: for each stage a row of yes and no.

    ``self._goes_on[stage][number]`` is 1 where a unit of that stage or an earlier one begins after semester *number*.
    """

    def __init__(self, model: "PlanModel", stages: Stages) -> None:
        self._model, self._stages, self._cp = model, stages, model.cp
        held = [Choice(term) for term in model.problem.held.values()]
        choices = [*(choice for group in model.groups for choice in group.choices), *held]
        ends, starts = [choice.last for choice in choices], [choice.first for choice in choices]
        self._numbers = range(min(ends, default=0), max(starts, default=0))
        """The semesters in which a unit may be over before another begins."""
        self._goes_on = [
            {number: self._cp.new_bool_var("") for number in self._numbers} for _ in range(len(stages) - 1)
        ]

    def counts(self) -> Iterator[Number]:
        """See ``early_units``."""
        self._chain()
        self._share_out_by_sheet()
        members = [(group, member) for group in self._model.groups for member in self._members(group)]
        for group, (stage, counts) in members:
            for number in self._numbers if stage < len(self._goes_on) else ():
                begun = len(group.units) * self._goes_on[stage][number]
                later = group.taken - group.starting_by(number)
                self._cp.add(later - len(group.units) * (1 - counts) <= begun)
        standing = [(code, self._held_members(code)) for code in self._model.problem.held]
        for code, found in standing:
            first = Choice(self._model.problem.held[code]).first
            for stage, counts in found:
                for number in self._numbers if stage < len(self._goes_on) else ():
                    if number < first:
                        self._cp.add(self._goes_on[stage][number] >= counts)
        for group, (stage, counts) in members:
            if stage:
                yield self._early(group, stage, counts)
        for code, found in standing:
            for stage, counts in found if code in self._model.problem.ordered else ():
                last = Choice(self._model.problem.held[code]).last
                if stage and last in self._numbers and last >= self._held_before(stage):
                    early = self._cp.new_bool_var("")
                    self._cp.add(early >= self._goes_on[stage - 1][last] + counts - 1)
                    yield early

    def _chain(self) -> None:
        for row in self._goes_on:
            for number in self._numbers[:-1]:
                self._cp.add_implication(row[number + 1], row[number])
        for row, later in zip(self._goes_on, self._goes_on[1:], strict=False):
            for number in self._numbers:
                self._cp.add_implication(row[number], later[number])

    def _early(self, group: "Group", stage: int, counts: Number) -> IntVar:
        most = len(group.units)
        early = self._cp.new_int_var(0, most, "")
        lasts = sorted({choice.last for choice in group.choices} & set(self._numbers))
        for number in lasts:
            goes_on = self._goes_on[stage - 1][number]
            self._cp.add(early >= group.ending_by(number) - most * (1 - goes_on) - most * (1 - counts))
        return early

    def _members(self, group: "Group") -> Sequence[Member]:
        code = group.units[0]
        stage = self._stages.sure(code)
        return [(stage, 1)] if stage is not None else self._by_choice(code)

    def _held_members(self, code: str) -> Sequence[Member]:
        stage = self._stages.due.get(code)
        return [(stage, 1)] if stage is not None else self._by_choice(code)

    def _by_choice(self, code: str) -> Sequence[Member]:
        given = self._model.taking.given
        return [
            (stage, add_up(given[code, path] for path in paths if (code, path) in given))
            for stage, paths in self._stages.chosen.get(code, {}).items()
        ]

    def _held_before(self, stage: int) -> int:
        """Number of the semester that what stands in the stages before may begin in at the latest."""
        held = self._model.problem.held
        begins = (
            Choice(term).first
            for code, term in held.items()
            if any(before < stage for before, _counts in self._held_members(code))
        )
        return max(begins, default=0)

    def _share_out_by_sheet(self) -> None:
        """Of two units that may count in either of two choices, the first one counts in the first choice.

        The award is judged like that, so that no plan counts on the other way.
        """
        ask, given = self._model.problem.ask, self._model.taking.given
        if ask is None:
            return
        plain = [each for each in ask.countings if each.by_units and not each.groups_needed]
        worth, pinned = ask.worth, {code for code, _path in ask.pins}
        for one, other in combinations(plain, 2):
            both = [
                code
                for code in one.leaves
                if code in other.leaves
                and code not in pinned
                and self._stages.is_unsure(code)
                and code in self._model.problem.optional
                and (code, one.path) in given
            ]
            both.sort(key=lambda code: -worth[code])
            for first, second in combinations(both, 2):
                self._cp.add(given[first, other.path] + given[second, one.path] <= 1)
