"""Is there a plan at all? Runs of the solver that minimise nothing."""

from dataclasses import dataclass, field

from csp_planner.proposal.request import Demand, Request, demands_of
from csp_planner.solver.effort import BUILDING, LOOKING, READING, Effort
from csp_planner.solver.model import NoChoiceError, PlanModel
from csp_planner.solver.problem import Problem
from csp_planner.solver.reading import problem_of

Demands = frozenset[Demand]


@dataclass(slots=True)
class Probe:
    """Tells which sets of demands of one problem a plan meets.

    It runs the solver on a set only where no set it knows already decides: a part of what a plan meets is met too, and
    what holds a clash clashes too.
    """

    problem: Problem
    effort: Effort
    possible: list[Demands] = field(default_factory=list[Demands])
    impossible: list[Demands] = field(default_factory=list[Demands])

    def is_possible(self, demands: Demands) -> bool | None:
        """Whether a plan meets *demands*; None when that cannot be told within the effort allowed."""
        if any(demands <= known for known in self.possible):
            return True
        if any(known <= demands for known in self.impossible):
            return False
        found = self._solve(demands)
        if found is not None:
            (self.possible if found else self.impossible).append(demands)
        return found

    def grown(self, demands: tuple[Demand, ...], start: Demands) -> Demands:
        """As many of *demands* as a plan meets, beyond *start*: each, in their order, that those before leave room for.

        Most do, so they are tried many at a time: what a plan meets together it also meets one by one.
        """
        kept = start
        waiting = [demands]
        while waiting:
            part = waiting.pop()
            more = kept.union(part)
            if more == kept or self.is_possible(more):
                kept = more
            else:
                waiting += halves(part)
        return kept

    def _solve(self, demands: Demands) -> bool | None:
        if self.effort.is_spent:
            return None
        self.effort.spend(LOOKING * self.problem.size * len(demands))
        try:
            model = PlanModel(self.problem, in_order(self.problem, demands))
        except NoChoiceError:
            return False
        self.effort.spend(BUILDING * model.size)
        return None if self.effort.is_spent else self.effort.run(model.cp).feasible


def halves(part: tuple[Demand, ...]) -> list[tuple[Demand, ...]]:
    """Both halves of *part*, the first one last; nothing of a single demand."""
    middle = len(part) // 2
    return [part[middle:], part[:middle]] if middle else []


def in_order(problem: Problem, demands: Demands) -> tuple[Demand, ...]:
    """*demands* in the order of the request."""
    return tuple(demand for demand in demands_of(problem.request) if demand in demands)


def exists(request: Request, effort: Effort) -> bool | None:
    """Whether there is a plan for *request*; None when that cannot be told within the effort allowed."""
    if effort.is_spent:
        return None
    problem = problem_of(request)
    effort.spend(READING * problem.size)
    return Probe(problem, effort).is_possible(frozenset(demands_of(request)))
