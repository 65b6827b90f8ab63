"""Runs of the solver: the same model always gives the same result, and another thread can stop a run at once."""

import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from ortools.sat.python.cp_model import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    CpModel,
    CpSolver,
    CpSolverSolutionCallback,
    LinearExpr,
)

LEAST = 1.5
"""What an answer about a usual diploma may cost at most, in the solver's own measure: 1 is about a second.

The clock is not asked, because the result would depend on the machine.
"""
USUAL = 60
"""Units to place up to which that is enough; larger diplomas are granted more, faster than their number grows."""
CLASHING = 2
"""How many times the allowance of a proposal the search for what clashes may cost: it takes many runs."""
EXPLAINING = 3.0
"""What the reasons of a proposal may cost, whatever its size, because a person waits for them."""
SHARE = 0.6
"""Part of what is left that one run may cost, so that a hard run leaves something to those after it."""
GLIMPSE = 0.15
"""What each short look at a large model may cost: how a search goes there is much a matter of luck."""
FIRST = 0.1
"""What the first run on a model may cost: most are settled by then, and a search that goes astray is cut short."""
SUBSOLVERS = ("default_lp", "max_lp")
"""Searches that take turns after that. They rest more or less on linear relaxation: neither suits all diplomas."""
OVERHEAD = 0.01
"""What even the smallest run costs: the solver's measure leaves out the reading of a model."""
BUILDING = 6e-6
"""What each term of a model's constraints costs: a large model takes longer to build than to solve."""
LOOKING = 2e-7
"""What it costs to look whether a demand permits a choice, or whether a set of demands is worth a run."""
STEPPING = 8e-6
"""What it costs to look at one exchange of two units."""
READING = 5e-6
"""What each choice of a request costs to read."""
_TOLERANCE = 1e-6


def allowance(units: int) -> float:
    """What an answer about that many units to place may cost, in the solver's own measure."""
    growth: float = (max(units, USUAL) / USUAL) ** 1.5
    return LEAST * growth


class StoppedError(Exception):
    """The search was called off."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run found."""

    feasible: bool | None
    """None: neither a solution nor a proof that there is none within the effort allowed."""
    values: tuple[int, ...] = ()
    """The value of every variable, by its index."""
    value: int = 0
    bound: int = 0
    """Of the objective, if there is one."""

    @property
    def is_settled(self) -> bool:
        """Whether no further run can tell more."""
        return self.feasible is False or bool(self.feasible and self.value <= self.bound)


Improved = Callable[[int, int], None]
"""Told the value and the bound of the objective at each improving solution."""


class _Switch:
    """What another thread calls a search off by."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.running: CpSolver | None = None
        self.stopped = False


class Effort:
    """Runs models one after the other until it is called off."""

    def __init__(self) -> None:
        # A look beside the search has its own allowance, and is called off with it.
        main = _at_work.get()
        self._switch = _Switch() if main is None else main
        self._left = LEAST

    @contextmanager
    def at_work(self) -> Generator[None]:
        """Let every effort made in this block by this thread be called off together with this one."""
        token = _at_work.set(self._switch)
        try:
            yield
        finally:
            _at_work.reset(token)

    def allow(self, cost: float) -> None:
        """Let all the work from here on cost *cost*, in the solver's own measure."""
        self._left = cost

    def spend(self, cost: float) -> None:
        """Count work that is not the solver's. Raises StoppedError when the search was called off."""
        if self._switch.stopped:
            raise StoppedError
        self._left = max(0.0, self._left - cost)

    @property
    def left(self) -> float:
        """What is left of the allowance."""
        return self._left

    @property
    def is_spent(self) -> bool:
        """Whether nothing of the allowance is left."""
        return self._left <= 0

    def stop(self) -> None:
        """Call the search off; the run under way, and any later one, raises StoppedError."""
        with self._switch.lock:
            self._switch.stopped = True
            if self._switch.running is not None:
                self._switch.running.stop_search()

    def run(self, model: CpModel, improved: Improved | None = None, minimised: LinearExpr | None = None) -> Outcome:
        """Solve *model*, at most at the cost that is left; the hints of *model* may change.

        *minimised* is its objective, where it has one; *improved* is told of each better solution. Raises StoppedError
        when the search was called off.
        """
        most = SHARE * self._left
        best = self._run_once(model, min(FIRST, most), improved)
        if best.is_settled:
            return best
        if best.feasible:
            hint(model, best.values)
        best = _better(best, self._run_once(model, most, improved, SUBSOLVERS))
        if best.feasible and minimised is not None:
            best = self._aim(model, minimised, best)
        # Neither a plan nor a proof: what is left is for that, nothing else matters without.
        return best if best.feasible is not None else self._run_once(model, self._left, improved)

    def _aim(self, model: CpModel, minimised: LinearExpr, best: Outcome) -> Outcome:
        """*best*, once plans were looked for that reach its bound: such a one is often found at once, or ruled out."""
        while not best.is_settled:
            aimed = model.clone()
            aimed.clear_objective()
            aimed.add(minimised <= best.bound)
            found = self._run_once(aimed, SHARE * self._left, None, linearization=2)
            if found.feasible is None:
                return best
            if found.feasible:
                return replace(best, values=found.values, value=best.bound)
            best = replace(best, bound=best.bound + 1)
        return best

    def look(self, model: CpModel) -> Outcome:
        """What some short runs and a longer one find on *model*, where the search goes on as well without it.

        Raises StoppedError when the search was called off.
        """
        for linearization in (1, 2):
            found = self._run_once(model, min(GLIMPSE, SHARE * self._left), None, linearization=linearization)
            if found.feasible is not None:
                return found
        return self._run_once(model, SHARE * self._left / 2, None, SUBSOLVERS)

    def glance(self, model: CpModel) -> Outcome:
        """What one run finds on *model*, where the search goes on as well without it.

        Raises StoppedError when the search was called off.
        """
        return self._run_once(model, SHARE * self._left / 2, None)

    def glimpse(self, model: CpModel) -> Outcome:
        """What one short run finds on *model*, which is one of many. Raises StoppedError when called off."""
        return self._run_once(model, min(GLIMPSE, SHARE * self._left), None)

    def _run_once(
        self,
        model: CpModel,
        most: float,
        improved: Improved | None,
        turns: Sequence[str] = (),
        linearization: int = 1,
    ) -> Outcome:
        solver = CpSolver()
        # One worker: several share what they find at moments that differ from run to run.
        solver.parameters.num_workers = 1
        # Else the solver would take Ctrl+C over, and end a run as if its time were up.
        solver.parameters.catch_sigint_signal = False
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = linearization
        if turns:
            # Still one worker: the searches take turns, by the same measure.
            parameters: Any = solver.parameters
            parameters.interleave_search = True
            parameters.subsolvers.extend(turns)
        solver.parameters.max_deterministic_time = most
        with self._switch.lock:
            if self._switch.stopped:
                raise StoppedError
            self._switch.running = solver
        status = solver.solve(model, _Callback(improved) if improved else None)
        with self._switch.lock:
            self._switch.running = None
            if self._switch.stopped:
                raise StoppedError
        response: Any = solver.response_proto
        self._left = max(0.0, self._left - OVERHEAD - response.deterministic_time)
        if status not in (OPTIMAL, FEASIBLE):
            return Outcome(False if status == INFEASIBLE else None)
        values: tuple[int, ...] = tuple(response.solution)
        if not model.has_objective():
            return Outcome(True, values)
        value = round(solver.objective_value)
        bound = value if status == OPTIMAL else min(value, ceil(solver.best_objective_bound - _TOLERANCE))
        return Outcome(True, values, value, bound)


_at_work: ContextVar[_Switch | None] = ContextVar("at_work", default=None)
"""What the search of this thread is called off by."""


def hint(model: CpModel, values: tuple[int, ...]) -> None:
    """Let the next run on *model* start from *values*, the value of every variable by its index."""
    model.clear_hints()
    for index, value in enumerate(values):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def _better(one: Outcome, other: Outcome) -> Outcome:
    """What two runs of the same model found together."""
    if not (one.feasible and other.feasible):
        return other if one.feasible is None else one
    best = one if one.value <= other.value else other
    return replace(best, bound=max(one.bound, other.bound))


class _Callback(CpSolverSolutionCallback):
    def __init__(self, improved: Improved) -> None:
        super().__init__()
        self._improved = improved

    def on_solution_callback(self) -> None:
        self._improved(round(self.objective_value), ceil(self.best_objective_bound - _TOLERANCE))
