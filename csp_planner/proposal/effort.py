"""Runs of the solver: always the same result for the same model, and stopped from another thread at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from ortools.sat.python.cp_model import FEASIBLE, INFEASIBLE, OPTIMAL, CpModel, CpSolver, CpSolverSolutionCallback

EFFORT = 8.0
"""What one run may cost, in the solver's own measure: the clock would make the result depend on the machine."""
_TOLERANCE = 1e-6


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


Improved = Callable[[int, int], None]
"""Told the value and the bound of the objective at each improving solution."""


class Effort:
    """Runs models one after the other until it is called off."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: CpSolver | None = None
        self._stopped = False

    def stop(self) -> None:
        """Call the search off; the run under way, and any later one, raises StoppedError."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.stop_search()

    def run(self, model: CpModel, improved: Improved | None = None) -> Outcome:
        """Solve *model*. Raises StoppedError when the search was called off."""
        solver = CpSolver()
        # One worker: several share what they find at moments that differ from run to run.
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = EFFORT
        with self._lock:
            if self._stopped:
                raise StoppedError
            self._running = solver
        status = solver.solve(model, _Callback(improved) if improved else None)
        with self._lock:
            self._running = None
            if self._stopped:
                raise StoppedError
        if status not in (OPTIMAL, FEASIBLE):
            return Outcome(False if status == INFEASIBLE else None)
        response: Any = solver.response_proto
        values: tuple[int, ...] = tuple(response.solution)
        if not model.has_objective():
            return Outcome(True, values)
        value = round(solver.objective_value)
        bound = value if status == OPTIMAL else min(value, ceil(solver.best_objective_bound - _TOLERANCE))
        return Outcome(True, values, value, bound)


class _Callback(CpSolverSolutionCallback):
    def __init__(self, improved: Improved) -> None:
        super().__init__()
        self._improved = improved

    def on_solution_callback(self) -> None:
        self._improved(round(self.objective_value), ceil(self.best_objective_bound - _TOLERANCE))
