"""The best plan of a request: each criterion is minimised in its turn, as far as those before it allow."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum

from csp_planner.domain.terms import semester_of
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Criterion, Level, Progress, Proposal, ProposedPlacement
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, demands_of, ordered_pairs
from csp_planner.solver.effort import USUAL, Effort, Outcome, allowance, hint
from csp_planner.solver.measures import Measure, Measures
from csp_planner.solver.model import NoChoiceError, PlanModel
from csp_planner.solver.problem import Choice, Grant, Problem, passes_alone
from csp_planner.solver.standing import in_sheet_order, introduced_late, moved_units, unfollowed_advice

Report = Callable[[Progress], None]


def criteria_of(problem: Problem) -> tuple[Criterion, ...]:
    """The criteria that plans are compared by, the one that weighs most first."""
    request = problem.request
    even = (Criterion.HEAVIEST, Criterion.EXCESS)
    if request.objective is Objective.EARLIEST:
        own = (Criterion.END, Criterion.WAIVERS, Criterion.ADVICE, Criterion.INTRODUCTION, *even)
    else:
        free = () if request.end else (Criterion.OVERRUN,)
        own = (*free, Criterion.WAIVERS, *even, Criterion.END, Criterion.ADVICE, Criterion.INTRODUCTION)
    kept: tuple[Criterion, ...] = ()
    if request.keep:
        end = Criterion.END if problem.present_end is None else Criterion.DELAY
        # Nothing is moved for the sake of an order that the learner does not follow.
        advice = (Criterion.ADVICE,) if request.scenario.follow_recommended_order else ()
        kept = (end, *advice, Criterion.CHANGES)
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
        self.measures = Measures(model)

    def run(self) -> Proposal | NoPlan:
        """See ``best_plan``."""
        criteria = criteria_of(self.problem)
        # Which units are left out follows from the openings and the waivers allowed: there is nothing to search.
        left_out = len(self.problem.unplaceable)
        levels = [Level(Criterion.LEFT_OUT, left_out, left_out)]
        best: Outcome | None = None
        is_large = len(self.problem.choices) > USUAL and not self.request.follow_order
        start = self._start_in_order(criteria[1]) if is_large else None
        for step, criterion in enumerate(criteria[1:], start=1):
            measure = self.measures.of(criterion)
            outcome = self._at_best(criterion, best) or self._minimise(criterion, measure, step, len(criteria))
            if not outcome.feasible:
                if best is None:
                    return NoPlan.PROVEN if outcome.feasible is False else NoPlan.UNKNOWN
                return self._proposal(best, levels, criteria[step:])
            best = outcome
            if start and step == 1 and start[1] <= measure.of(outcome.value):
                best = replace(outcome, values=start[0])
            level = Level(criterion, measure.of(outcome.value), measure.of(outcome.bound))
            levels.append(level)
            # Later criteria do not spoil this one, and start from the plan it found.
            self.model.cp.add(measure.expression <= outcome.value)
            hint(self.model.cp, best.values)
            self.measures.settle(criterion, level.value)
        assert best is not None  # noqa: S101 - for the type checker: there always is a criterion
        return self._proposal(best, levels, ())

    def _start_in_order(self, criterion: Criterion) -> tuple[tuple[int, ...], float] | None:
        """The best plan by *criterion* that follows the whole order and begins as it should, and what it reaches.

        The search starts from it: for a large diploma, a plan found without these aims is hard to bring back to them.
        """
        orders = [Demand(DemandKind.ORDER, *pair) for pair in ordered_pairs(self.request.programme)]
        if not orders:
            return None
        try:
            model = PlanModel(self.problem, (*self.model.demands, *orders))
        except NoChoiceError:
            return None
        measures = Measures(model)
        measure = measures.of(criterion)
        model.cp.add(measures.of(Criterion.INTRODUCTION).expression == 0)
        model.cp.minimize(measure.expression)
        found = self.effort.glance(model.cp)
        if not found.feasible:
            return None
        # The other model has other variables: the values of this one's follow from where the units go.
        known = self.effort.glance(self.model.only(model.placements(found.values)))
        if not known.feasible:
            return None
        hint(self.model.cp, known.values)
        return known.values, measure.of(found.value)

    def _at_best(self, criterion: Criterion, known: Outcome | None) -> Outcome | None:
        """The plan known already, where it can be read off it that none does better: that needs no run."""
        if known is None:
            return None
        placed = self.model.placements(known.values)
        value = _reached(self.problem, criterion, placed)
        least = self._only_by_waiver() if criterion is Criterion.WAIVERS else 0
        return replace(known, value=least, bound=least) if value == least else None

    def _only_by_waiver(self) -> int:
        """How many units no plan places without a waiver."""
        return sum(
            len(group.units)
            for group in self.model.groups
            if all(choice.grant is not Grant.OPEN for choice in group.choices)
        )

    def _minimise(self, criterion: Criterion, measure: Measure, step: int, steps: int) -> Outcome:
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

    def _as_present(self, levels: list[Level]) -> dict[str, Choice] | None:
        """The present plan, where it is as good as what was found by every criterion that was settled."""
        problem, model = self.problem, self.model
        if set(problem.present) != set(problem.choices):
            return None
        placed: dict[str, Choice] = {}
        for group in model.groups:
            for code in group.units:
                present = problem.present[code]
                stays = (choice for choice in group.choices if choice.term == present.term)
                choice = next((each for each in stays if each.grant is Grant.OPEN or present.waiver), None)
                if choice is None:
                    return None
                placed[code] = choice
        reached = ((_reached(problem, level.criterion, placed), level.value) for level in levels)
        if self.effort.is_spent or any(value is not None and value > least for value, least in reached):
            return None
        return placed if self.effort.run(model.only(placed)).feasible else None

    def _proposal(self, outcome: Outcome, levels: list[Level], unexamined: tuple[Criterion, ...]) -> Proposal:
        present = self._as_present(levels)
        placed = present or in_sheet_order(self.problem, self.model.demands, self.model.placements(outcome.values))
        rank = {unit.code: index for index, unit in enumerate(self.request.programme.units)}
        ordered = sorted(placed.items(), key=lambda item: (*item[1].term.sort_key(), rank[item[0]]))
        ends = [choice.last for choice in placed.values()]
        ends += [] if self.problem.held_end is None else [self.problem.held_end]
        left = self._unplaced(placed)
        rests_on_experience = self.request.report_last and self.request.programme.conditions.report_unit in placed
        assumed = self.problem.assumption if rests_on_experience else None
        return Proposal(
            request=self.request,
            placements=tuple(
                ProposedPlacement(code, choice.term, choice.grant is Grant.NEW_WAIVER) for code, choice in ordered
            ),
            unplaced=tuple(unit.code for unit in self.request.programme.units if unit.code in left),
            heavy=tuple(code for code, choice in ordered if self._passes_a_limit(code, choice)),
            end_term=semester_of(max(ends)) if ends else None,
            is_present=present is not None,
            assumed_months=assumed.months if assumed else 0,
            assumed_placement=assumed.placement_months if assumed else 0,
            unfollowed=unfollowed_advice(self.problem, placed),
            levels=tuple(levels),
            unexamined=unexamined,
        )

    def _passes_a_limit(self, code: str, choice: Choice) -> bool:
        limits = (demand.kind for demand in self.model.demands if demand.kind in LIMITS)
        return passes_alone(self.request, self.problem.weight(code, choice.term), limits)

    def _unplaced(self, placed: Mapping[str, Choice]) -> set[str]:
        return {*self.problem.unplaceable, *self.problem.choices} - set(placed)


def _reached(problem: Problem, criterion: Criterion, placed: Mapping[str, Choice]) -> int | None:
    """The value of *criterion* where it is read off a plan as well as out of the model; None of the others."""
    match criterion:
        case Criterion.WAIVERS:
            return sum(choice.grant is not Grant.OPEN for choice in placed.values())
        case Criterion.ADVICE:
            return len(unfollowed_advice(problem, placed))
        case Criterion.INTRODUCTION:
            return introduced_late(problem, placed)
        case Criterion.CHANGES:
            return moved_units(problem, placed)
        case _:
            return None
