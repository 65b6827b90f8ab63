"""The best plan of a request: each criterion is minimised in its turn, as far as those before it allow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil, gcd

from ortools.sat.python.cp_model import LinearExpr

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.terms import Part, Term, number_of, semester_of
from csp_planner.proposal.answer import Criterion, Level, Progress, Proposal, ProposedPlacement
from csp_planner.proposal.request import LIMITS, DemandKind, Objective, demands_of, ordered_pairs
from csp_planner.solver.effort import Effort, Outcome, allowance, hint
from csp_planner.solver.model import NoChoiceError, PlanModel, add_up
from csp_planner.solver.problem import Choice, Grant, Problem, passes_alone

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Measure:
    """A criterion as an expression to minimise: value of the criterion = scale x expression + base."""

    expression: LinearExpr
    scale: float = 1
    base: float = 0

    def of(self, value: int) -> float:
        """The criterion where the expression has *value*."""
        return self.scale * value + self.base


def criteria_of(problem: Problem) -> tuple[Criterion, ...]:
    """The criteria that plans are compared by, the one that weighs most first."""
    request = problem.request
    even = (Criterion.HEAVIEST, Criterion.EXCESS)
    if request.objective is Objective.EARLIEST:
        own = (Criterion.END, Criterion.WAIVERS, Criterion.ADVICE, *even)
    else:
        free = () if request.end else (Criterion.OVERRUN,)
        own = (*free, Criterion.WAIVERS, *even, Criterion.END, Criterion.ADVICE)
    kept: tuple[Criterion, ...] = ()
    if request.keep:
        end = Criterion.END if problem.present_end is None else Criterion.DELAY
        kept = (end, Criterion.ADVICE, Criterion.CHANGES)
    return tuple(dict.fromkeys((Criterion.LEFT_OUT, *kept, *own)))


class NoPlan(Enum):
    """Why no plan was found."""

    PROVEN = "proven"
    """There is none."""
    UNKNOWN = "unknown"
    """The allowance was spent before a plan was found, or a proof that there is none."""


def best_plan(problem: Problem, effort: Effort, report: Report | None = None) -> Proposal | NoPlan:
    """The best plan, as far as the search proves it; *report* is told how far the search is.

    Raises StoppedError when the search was called off.
    """
    effort.allow(allowance(len(problem.choices)))
    return plan_within(problem, effort, report)


def plan_within(problem: Problem, effort: Effort, report: Report | None = None) -> Proposal | NoPlan:
    """As ``best_plan``, for what is left of the allowance of *effort*."""
    try:
        search = _Search(PlanModel(problem, demands_of(problem.request)), effort, report)
    except NoChoiceError:
        return NoPlan.PROVEN
    return search.run()


class _Search:
    """Minimises one criterion after the other in one model."""

    def __init__(self, model: PlanModel, effort: Effort, report: Report | None) -> None:
        self.model = model
        self.problem = model.problem
        self.request = model.problem.request
        self.effort = effort
        self.report = report
        self.last = self._last()
        """Number of the last semester a plan can end in, as far as known: narrower as criteria are settled."""

    def run(self) -> Proposal | NoPlan:
        """See ``best_plan``."""
        criteria = criteria_of(self.problem)
        # Which units are left out follows from the openings and the waivers allowed: there is nothing to search.
        left_out = len(self.problem.unplaceable)
        levels = [Level(Criterion.LEFT_OUT, left_out, left_out)]
        best: Outcome | None = None
        for step, criterion in enumerate(criteria[1:], start=1):
            measure = self._measure(criterion)
            outcome = self._minimise(criterion, measure, step, len(criteria))
            if not outcome.feasible:
                if best is None:
                    return NoPlan.PROVEN if outcome.feasible is False else NoPlan.UNKNOWN
                return self._proposal(best, levels, criteria[step:])
            best = outcome
            levels.append(Level(criterion, measure.of(outcome.value), measure.of(outcome.bound)))
            self._settle(criterion, measure, outcome)
        assert best is not None  # noqa: S101 - for the type checker: there always is a criterion
        return self._proposal(best, levels, ())

    def _minimise(self, criterion: Criterion, measure: _Measure, step: int, steps: int) -> Outcome:
        cp = self.model.cp
        cp.minimize(measure.expression)
        report = self.report
        if report is None:
            return self.effort.run(cp)
        begun = Progress(criterion=criterion, step=step, steps=steps, value=None, bound=None)
        report(begun)

        def improved(value: int, bound: int) -> None:
            report(replace(begun, value=measure.of(value), bound=measure.of(bound)))

        return self.effort.run(cp, improved)

    def _settle(self, criterion: Criterion, measure: _Measure, outcome: Outcome) -> None:
        """Keep later criteria from spoiling this one, and let them start from the plan it found."""
        cp = self.model.cp
        cp.add(measure.expression <= outcome.value)
        hint(cp, outcome.values)
        if criterion is Criterion.END:
            self.last = round(measure.of(outcome.value))
        elif criterion is Criterion.OVERRUN:
            self.last = min(self.last, self._board_end() + round(measure.of(outcome.value)))
        elif criterion is Criterion.DELAY:
            self.last = min(self.last, (self.problem.present_end or 0) + round(measure.of(outcome.value)))

    def _measure(self, criterion: Criterion) -> _Measure:
        match criterion:
            case Criterion.CHANGES:
                return _Measure(add_up(self._changes()))
            case Criterion.LEFT_OUT:
                raise ValueError("which units are left out is not searched for")
            case Criterion.OVERRUN:
                return self._past(self._board_end())
            case Criterion.DELAY:
                return self._past(self.problem.present_end or 0)
            case Criterion.END:
                return _Measure(add_up(self.model.late.values()), base=self.model.end_floor or 0)
            case Criterion.WAIVERS:
                return _Measure(add_up(group.granted() for group in self.model.groups))
            case Criterion.ADVICE:
                return _Measure(add_up(self._against_advice()))
            case Criterion.HEAVIEST:
                return self._heaviest()
            case Criterion.EXCESS:
                return self._excess()

    def _past(self, end: int) -> _Measure:
        """How many semesters the plan goes on after *end*."""
        past = [var for number, var in self.model.late.items() if number > end]
        return _Measure(add_up(past), base=max(0, (self.model.end_floor or end) - end))

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
        report = self.model.by_unit.get(self.request.programme.conditions.report_unit)
        if report is None:
            return
        for group in self.model.rested_on(report):
            most = len(group.units)
            too_late = cp.new_int_var(0, most, "")
            for number in sorted({choice.last for choice in report.choices}):
                cp.add(group.ending_from(number + 1) <= most * (1 - report.ending_by(number)) + too_late)
            yield too_late

    def _against_held(self, before: str, after: str) -> list[LinearExpr]:
        """The sums of ``PlanModel.against_order`` where one unit of the pair stands already."""
        first, second = self.model.by_unit.get(before), self.model.by_unit.get(after)
        if second is not None and before in self.problem.held:
            return [1 + second.starting_by(Choice(self.problem.held[before]).last)]
        if first is not None and after in self.problem.ordered:
            return [1 + first.ending_from(Choice(self.problem.ordered[after]).first)]
        return []

    def _window(self) -> range:
        """Numbers of the semesters that the load is to be even over."""
        return range(self.problem.first, self.last + 1)

    def _heaviest(self) -> _Measure:
        step = self.model.ects_step
        loads = [self.model.load(number) for number in self._window()]
        heaviest = self.model.cp.new_int_var(0, self._total(), "")
        for load in loads:
            self.model.cp.add(step * heaviest >= load)
        return _Measure(heaviest, step / PARTS)

    def _excess(self) -> _Measure:
        window = self._window()
        if not window:
            return _Measure(add_up(()))
        average = PARTS * ceil(self._total() / (PARTS * len(window)))
        step = gcd(self.model.ects_step, PARTS)
        excess = [self.model.cp.new_int_var(0, self._total(), "") for _number in window]
        for number, above in zip(window, excess, strict=True):
            self.model.cp.add(step * above >= self.model.load(number) - average)
        return _Measure(add_up(excess), step / PARTS)

    def _total(self) -> int:
        """What all units, placed or standing, load from the first semester on, in two-hundredths of ECTS."""
        placed = sum(
            len(group.units) * group.weights[0].ects * len(group.choices[0].semesters) for group in self.model.groups
        )
        held = self.problem.held_weights.items()
        return placed + sum(weight.ects for number, weight in held if number >= self.problem.first)

    def _last(self) -> int:
        ends = [demand.term for demand in self.model.demands if demand.kind is DemandKind.END]
        if ends and ends[0] is not None:
            return number_of(ends[0])
        return max([self.problem.first, *self.model.late])

    def _board_end(self) -> int:
        return number_of(Term(self.request.scenario.board_years[-1], Part.S2))

    def _proposal(self, outcome: Outcome, levels: list[Level], unexamined: tuple[Criterion, ...]) -> Proposal:
        placed = self.model.placements(outcome.values)
        rank = {unit.code: index for index, unit in enumerate(self.request.programme.units)}
        ordered = sorted(placed.items(), key=lambda item: (*item[1].term.sort_key(), rank[item[0]]))
        ends = [choice.last for choice in placed.values()]
        ends += [] if self.problem.held_end is None else [self.problem.held_end]
        left = self._unplaced(placed)
        return Proposal(
            request=self.request,
            placements=tuple(
                ProposedPlacement(code, choice.term, choice.grant is Grant.NEW_WAIVER) for code, choice in ordered
            ),
            unplaced=tuple(unit.code for unit in self.request.programme.units if unit.code in left),
            heavy=tuple(code for code, choice in ordered if self._passes_a_limit(code, choice)),
            end_term=semester_of(max(ends)) if ends else None,
            levels=tuple(levels),
            unexamined=unexamined,
        )

    def _passes_a_limit(self, code: str, choice: Choice) -> bool:
        limits = (demand.kind for demand in self.model.demands if demand.kind in LIMITS)
        return passes_alone(self.request, self.problem.weight(code, choice.term), limits)

    def _unplaced(self, placed: Mapping[str, Choice]) -> set[str]:
        return {*self.problem.unplaceable, *self.problem.choices} - set(placed)
