"""The best plan of a request: each criterion is minimised in its turn, as far as those before it allow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from ortools.sat.python.cp_model import LinearExpr

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.terms import semester_of
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Criterion, Level, Progress, Proposal, ProposedPlacement
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, demands_of, ordered_pairs
from csp_planner.solver.bounds import least
from csp_planner.solver.choice import Choice, Grant
from csp_planner.solver.choices import UNREADABLE
from csp_planner.solver.effort import STEPPING, USUAL, Effort, allowance
from csp_planner.solver.levelling import levelled
from csp_planner.solver.measures import Measures, end_before
from csp_planner.solver.mending import mended
from csp_planner.solver.model import NoChoiceError, PlanModel
from csp_planner.solver.preference import Preference
from csp_planner.solver.problem import Problem, passes_alone
from csp_planner.solver.remainders import raised
from csp_planner.solver.sketch import sketch_of
from csp_planner.solver.standing import before_their_stage, end_of, in_sheet_order, unfollowed_advice

ENDS = (Criterion.END, Criterion.DELAY, Criterion.OVERRUN)
"""Criteria that are about the end: a plan that is as good by one of them ends no later."""
LARGE = 40
"""Units to place from which the bound of an even load is worth a look at what loads leave over a whole ECTS."""
Report = Callable[[Progress], None]


def criteria_of(problem: Problem) -> tuple[Criterion, ...]:
    """The criteria that plans are compared by, the one that weighs most first."""
    request = problem.request
    # The surplus comes before an even load, which is about what is taken.
    even = (*((Criterion.SURPLUS,) if problem.optional else ()), Criterion.HEAVIEST, Criterion.EXCESS)
    modes = (Criterion.MODES,) if problem.minds_modes else ()
    # Stages are milder advice than a pair of units: what a person planned is not moved for them.
    advice = (Criterion.ADVICE, *((Criterion.STAGES,) if problem.stages is not None else ()))
    if request.objective is Objective.EARLIEST:
        own = (Criterion.END, Criterion.WAIVERS, *modes, *advice, Criterion.INTRODUCTION, *even)
    else:
        free = () if request.end else (Criterion.OVERRUN,)
        own = (*free, Criterion.WAIVERS, *modes, *even, Criterion.END, *advice, Criterion.INTRODUCTION)
    kept: tuple[Criterion, ...] = ()
    if request.keep:
        end = Criterion.END if problem.present_end is None else Criterion.DELAY
        # Nothing is moved for the sake of an order that the learner does not follow.
        order = (Criterion.ADVICE,) if request.scenario.follow_recommended_order else ()
        kept = (end, *order, Criterion.INTRODUCTION, Criterion.CHANGES)
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
        search = _Search(problem, effort, report)
    except NoChoiceError:
        return NoPlan.PROVEN
    return search.run()


class _Search:
    """Minimises one criterion after the other in one model.

    Raises NoChoiceError when a unit alone has no term left.
    """

    def __init__(self, problem: Problem, effort: Effort, report: Report | None) -> None:
        self.problem = problem
        self.request = problem.request
        self.effort = effort
        self.report = report
        self.demands = demands_of(problem.request)
        self.criteria = criteria_of(problem)
        self.known: dict[str, Choice] | None = None
        """The best plan so far."""
        self.model, self.measures = self._start()

    def _start(self) -> tuple[PlanModel, Measures]:
        """The model, with a plan made without the solver where that is one: no better plan ends after it."""
        first = self.criteria[1]
        sketch = sketch_of(self.problem, self.demands)
        if sketch is not None:
            end = max(end_of(self.problem, sketch) or 0, end_before(self.problem, first))
            model = PlanModel(self.problem, self.demands, end if first in ENDS else None)
            if self.effort.glance(model.only(sketch)).feasible:
                self.known = sketch
                model.hint(sketch)
                return model, Measures(model)
        model = PlanModel(self.problem, self.demands)
        return model, Measures(model)

    def run(self) -> Proposal | NoPlan:
        """See ``best_plan``."""
        # Which units are left out follows from the openings and the waivers allowed: there is nothing to search.
        levels = [Level(Criterion.LEFT_OUT, self.problem.left_out, self.problem.left_out_bound)]
        if len(self.problem.choices) > USUAL and not self.request.follow_order:
            self._start_in_order()
        for step, criterion in enumerate(self.criteria[1:], start=1):
            if criterion is Criterion.HEAVIEST:
                self._level()
            level = self._at_best(criterion) or self._minimise(criterion, step)
            if isinstance(level, NoPlan):
                return level
            if level is None:
                return self._proposal(levels, self.criteria[step:])
            levels.append(level)
            self._keep(level, is_first=step == 1)
        self._choose_in_sheet_order()
        return self._proposal(levels, ())

    def _start_in_order(self) -> None:
        """Start from the best plan by the first criterion that follows the whole order and begins as it should.

        For a large diploma, a plan found without these aims is hard to bring back to them. Where a plan is known, only
        one that ends as early as any can is worth the look.
        """
        orders = [Demand(DemandKind.ORDER, *pair) for pair in ordered_pairs(self.request.programme)]
        first, aims = self.criteria[1], (self.criteria[1], Criterion.ADVICE, Criterion.INTRODUCTION)
        known = self.known
        if not orders or (known and all(self._is_at_best(each, known) for each in aims)):
            return
        is_known = known is not None and first in ENDS
        last = end_before(self.problem, first) + int(least(self.measures, first)) if is_known else self.model.last
        try:
            model = PlanModel(self.problem, (*self.demands, *orders), last)
        except NoChoiceError:
            return
        measures = Measures(model)
        model.cp.add(measures.of(Criterion.INTRODUCTION).expression == 0)
        if not is_known:
            model.cp.minimize(measures.of(first).expression)
        found = self.effort.look(model.cp)
        if not found.feasible:
            return
        # It may be no plan of this model, which holds units alike that the order tells apart.
        placed = model.placements(found.values)
        is_better = known is None or self._compared(placed, aims) < self._compared(known, aims)
        if is_better and self.effort.glance(self.model.only(placed)).feasible:
            self.known = placed
            self.model.hint(placed)

    def _level(self) -> None:
        """Start from a plan that is made even without the solver, where nothing is to stay for its own sake."""
        known, even = self.known, (Criterion.HEAVIEST, Criterion.EXCESS)
        if known is None or self.request.keep or all(self._is_at_best(each, known) for each in even):
            return
        most = round(PARTS * least(self.measures, Criterion.HEAVIEST))

        def looked(steps: int) -> bool:
            self.effort.spend(STEPPING * steps)
            return not self.effort.is_spent

        placed = levelled(self.problem, self.demands, known, most, looked)
        is_better = self._compared(placed, even) < self._compared(known, even)
        if is_better and self.effort.glance(self.model.only(placed)).feasible:
            known = placed
        self.known = self._mended(known, most)
        self.model.hint(self.known)

    def _mended(self, placed: dict[str, Choice], most: int) -> dict[str, Choice]:
        """*placed* with a few semesters at a time filled anew, where it passes the least that can be aimed at.

        The fewer units there are, the sooner the whole is searched without that.
        """
        size = len(self.problem.choices)
        if size >= LARGE and not self._is_at_best(Criterion.HEAVIEST, placed):
            self.measures.heaviest_from = raised(self.measures, most, self.effort)
        if size <= USUAL or self._is_at_best(Criterion.HEAVIEST, placed):
            return placed
        return mended(self.measures, placed, self.measures.heaviest_from, self.effort)

    def _compared(self, placed: Mapping[str, Choice], criteria: Sequence[Criterion]) -> list[float]:
        return [self.measures.reached(criterion, placed) for criterion in criteria]

    def _is_at_best(self, criterion: Criterion, placed: Mapping[str, Choice]) -> bool:
        return self.measures.reached(criterion, placed) <= least(self.measures, criterion)

    def _at_best(self, criterion: Criterion) -> Level | None:
        """What the plan known already reaches, where none does better: that needs no run."""
        if self.known is None or not self._is_at_best(criterion, self.known):
            return None
        value = self.measures.reached(criterion, self.known)
        return Level(criterion, value, value)

    def _minimise(self, criterion: Criterion, step: int) -> Level | NoPlan | None:
        """*criterion* as low as a run brings it; None where the allowance was spent before it brought anything."""
        cp, measure, report = self.model.cp, self.measures.of(criterion), self.report
        bound = least(self.measures, criterion)
        cp.minimize(measure.expression)
        begun = Progress(criterion=criterion, step=step, steps=len(self.criteria), value=None, bound=None)

        def improved(value: int, bound: int) -> None:
            assert report is not None  # noqa: S101 - for the type checker: otherwise this is not called
            report(replace(begun, value=measure.of(value), bound=measure.of(bound)))

        if report is not None:
            report(begun)
        outcome = self.effort.run(cp, improved if report else None, measure.expression)
        value = None if self.known is None else self.measures.reached(criterion, self.known)
        if outcome.feasible:
            bound = max(bound, measure.of(outcome.bound))
            if value is None or measure.of(outcome.value) < value:
                placed, reached = self.model.placements(outcome.values), measure.of(outcome.value)
                if criterion is Criterion.STAGES:  # how units are shared out among stages, the award itself says
                    reached = self.measures.reached(criterion, placed)
                if value is None or reached < value:
                    self.known, value = placed, reached
        elif value is None:
            return NoPlan.PROVEN if outcome.feasible is False else NoPlan.UNKNOWN
        elif step > 1:
            return None
        return Level(criterion, value, bound)

    def _keep(self, level: Level, *, is_first: bool) -> None:
        """Let later criteria not spoil *level*, and start from the plan that reaches it."""
        assert self.known is not None  # noqa: S101 - for the type checker: a level is that of a plan
        measure = self.measures.of(level.criterion)
        most = measure.at(level.value)
        if level.criterion is Criterion.STAGES:
            most = max(most, self._counted(measure.expression, self.known))
        self.model.cp.add(measure.expression <= most)
        self.measures.settle(level.criterion, level.value)
        last = self.measures.last
        if is_first and level.criterion in ENDS and last < max(self.model.late, default=last):
            # A model that knows no later semesters is smaller, and says the same.
            self.model = PlanModel(self.problem, self.demands, last)
            self.measures = Measures(self.model)
            self.measures.settle(level.criterion, level.value)
        self.model.hint(self.known)

    def _counted(self, expression: LinearExpr, placed: Mapping[str, Choice]) -> int:
        """What *expression* is at least for the plan *placed*; 0 where nobody knows."""
        cp = self.model.only(placed)
        cp.minimize(expression)
        return self.effort.glance(cp).value

    def _choose_in_sheet_order(self) -> None:
        """Of options that are as good by all criteria, take those that stand first in the sheet, as far as found."""
        ask, known = self.problem.ask, self.known
        if ask is None or known is None or not self.problem.optional:
            return
        preference = Preference(self.model, ask)
        self.model.cp.minimize(preference.expression)
        found = self.effort.glance(self.model.cp)
        if found.feasible:
            placed = self.model.placements(found.values)
            is_as_advised = self._compared(placed, [Criterion.STAGES]) <= self._compared(known, [Criterion.STAGES])
            if is_as_advised and preference.of(placed) < preference.of(known):
                self.known = placed

    def _as_present(self, levels: list[Level]) -> dict[str, Choice] | None:
        """The present plan, where it is as good as what was found by every criterion that was settled."""
        problem, model = self.problem, self.model
        if set(problem.present) != set(problem.required):
            return None
        placed: dict[str, Choice] = {}
        for group in model.groups:
            for code in () if group.is_optional else group.units:
                present = problem.present[code]
                stays = (choice for choice in group.choices if choice.term == present.term)
                choice = next((each for each in stays if each.grant is Grant.OPEN or present.waiver), None)
                if choice is None:
                    return None
                placed[code] = choice
        reached = ((self.measures.reached(level.criterion, placed), level.value) for level in levels)
        if self.effort.is_spent or any(value > least for value, least in reached):
            return None
        return placed if self.effort.run(model.only(placed)).feasible else None

    def _proposal(self, levels: list[Level], unexamined: tuple[Criterion, ...]) -> Proposal:
        present = self._as_present(levels)
        placed = present or in_sheet_order(self.problem, self.demands, self.known or {})
        rank = {unit.code: index for index, unit in enumerate(self.request.programme.units)}
        ordered = sorted(placed.items(), key=lambda item: (*item[1].term.sort_key(), rank[item[0]]))
        ends = [choice.last for choice in placed.values()]
        ends += [] if self.problem.held_end is None else [self.problem.held_end]
        left, taking = self._unplaced(placed), self.problem.award_taking(placed.keys())
        rests_on_experience = self.request.report_last and self.problem.report in placed
        assumed = self.problem.assumption if rests_on_experience else None
        return Proposal(
            request=self.request,
            placements=tuple(
                ProposedPlacement(code, choice.term, choice.grant is Grant.NEW_WAIVER) for code, choice in ordered
            ),
            unplaced=tuple(unit.code for unit in self.request.programme.units if unit.code in left),
            branches=self._branches(placed),
            counts_in=taking.counts_in if taking is not None else (),
            heavy=tuple(code for code, choice in ordered if self._passes_a_limit(code, choice)),
            end_term=semester_of(max(ends)) if ends else None,
            is_present=present is not None,
            assumed_months=assumed.months if assumed else 0,
            assumed_placement=assumed.placement_months if assumed else 0,
            unfollowed=(*unfollowed_advice(self.problem, placed), *before_their_stage(self.problem, placed)),
            levels=tuple(levels),
            unexamined=unexamined,
        )

    def _passes_a_limit(self, code: str, choice: Choice) -> bool:
        limits = (demand.kind for demand in self.demands if demand.kind in LIMITS)
        return passes_alone(self.request, self.problem.weight(code, choice.term), limits)

    def _unplaced(self, placed: Mapping[str, Choice]) -> set[str]:
        """Needed units that no term takes; those of a branch that is taken among them."""
        return {*self.problem.unplaceable, *self.problem.required, *self._missing_in_branches(placed)} - set(placed)

    def _branches(self, placed: Mapping[str, Choice]) -> tuple[str, ...]:
        """The branches taken, as far as something is placed for them that was still to choose."""
        ask, found = self.problem.ask, self.problem.award_taking(placed.keys())
        if ask is None or found is None:
            return ()
        new = self.problem.optional.intersection(placed)
        return tuple(path for path in found.branches if not new.isdisjoint(ask.inside(path)))

    def _missing_in_branches(self, placed: Mapping[str, Choice]) -> set[str]:
        ask, taken = self.problem.ask, self._branches(placed)
        if ask is None:
            return set()
        known = {*ask.worth, UNREADABLE}
        return {code for branch, code in ask.due if branch in taken and code not in known}
