"""Which options are better where all criteria hold them for equal: those that stand first in the sheet.

It imports the solver's library.
"""

from collections.abc import Iterator, Mapping

from ortools.sat.python.cp_model import LinearExpr

from csp_planner.solver.choice import Choice
from csp_planner.solver.choices import Ask
from csp_planner.solver.model import Group, PlanModel
from csp_planner.solver.taking import Number, add_up

_BRANCH = 1000
"""How much more a branch weighs than a unit."""


class Preference:
    """The places in the sheet of the options and branches taken, added up; less is better."""

    def __init__(self, model: PlanModel, ask: Ask) -> None:
        self._model, self._problem = model, model.problem
        self._rank = {option.code: place for place, option in enumerate(ask.options, start=1)}
        branches = (_BRANCH * place * var for place, var in enumerate(model.taking.branches.values()))
        self.expression: LinearExpr = add_up([*branches, *self._places()])

    def of(self, placed: Mapping[str, Choice]) -> int:
        """What the expression is for the plan *placed*."""
        taking = self._problem.award_taking(placed.keys())
        taken = taking.branches if taking is not None else ()
        branches = sum(_BRANCH * place for place, path in enumerate(self._model.taking.branches) if path in taken)
        return branches + sum(self._rank.get(code, 0) for code in placed)

    def _places(self) -> Iterator[Number]:
        for group in self._model.options:
            yield from self._of_group(group)

    def _of_group(self, group: Group) -> Iterator[Number]:
        """Of units that are alike the first are taken: each further one adds its own place."""
        cp = self._model.cp
        further = [cp.new_bool_var("") for _code in group.units]
        cp.add(add_up(further) == group.taken)
        for code, var in zip(group.units, further, strict=True):
            yield self._rank[code] * var
