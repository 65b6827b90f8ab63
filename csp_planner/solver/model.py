"""The constraint model of a request. It imports the solver's library: only the solving process may import it.

Units that nothing tells apart (same load, same terms, no demand of their own) are counted and not told
apart: one whole number says how many of them are in a term. That removes the symmetry that makes
large programmes hard.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import gcd
from typing import Any

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from csp_planner.proposal.request import LIMITS, Demand, DemandKind
from csp_planner.solver.choice import Choice, Grant, Weight
from csp_planner.solver.problem import Problem, passes_alone
from csp_planner.solver.stage_order import early_units
from csp_planner.solver.taking import Kind, Taking, add_up, take


class NoChoiceError(Exception):
    """The demands leave a unit no term, even when it is looked at alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Units that are alike, and how many of them each term takes."""

    units: tuple[str, ...]
    choices: tuple[Choice, ...]
    count: tuple[IntVar, ...]
    """For each choice: a number from 0 to the number of units."""
    weights: tuple[Weight, ...]
    """For each choice: what one unit adds to each of its semesters."""
    is_optional: bool = False
    """Whether they are options of a choice, of which as many are taken as it needs."""

    @property
    def taken(self) -> LinearExpr:
        """How many of them are placed."""
        return add_up(self.count)

    def starting_by(self, number: int) -> LinearExpr:
        """How many start in that semester or before."""
        return self._sum(choice.first <= number for choice in self.choices)

    def starting_in(self, number: int) -> LinearExpr:
        """How many start in that semester."""
        return self._sum(choice.first == number for choice in self.choices)

    def ending_by(self, number: int) -> LinearExpr:
        """How many end in that semester or before."""
        return self._sum(choice.last <= number for choice in self.choices)

    def ending_from(self, number: int) -> LinearExpr:
        """How many end in that semester or later."""
        return self._sum(choice.last >= number for choice in self.choices)

    def granted(self) -> LinearExpr:
        """How many need or have a waiver."""
        return self._sum(choice.grant is not Grant.OPEN for choice in self.choices)

    def unwanted(self) -> LinearExpr:
        """How many run in no mode that is wanted."""
        return self._sum(choice.unwanted for choice in self.choices)

    def moved_from(self, term: object) -> LinearExpr:
        """How many are not in *term*."""
        return self._sum(choice.term != term for choice in self.choices)

    def _sum(self, taken: Iterable[bool]) -> LinearExpr:
        return add_up(count for count, take in zip(self.count, taken, strict=True) if take)


class PlanModel:
    """The variables and constraints of one problem under some of its demands.

    Raises NoChoiceError when a unit alone has no term left.
    """

    def __init__(self, problem: Problem, demands: Collection[Demand], last: int | None = None) -> None:
        """A model of the plans that end no later than semester number *last*, if that is given."""
        self.problem = problem
        self.demands = tuple(demands)
        self.last = last
        self.latest = 0
        """Number of the last semester that anything to place may end in, before *last* is looked at."""
        self.cp = CpModel()
        self.groups = self._groups()
        self.by_unit: Mapping[str, Group] = {code: group for group in self.groups for code in group.units}
        self.inside = self._inside()
        self.late = self._late()
        self.taking = self._take_options()
        self._limit_loads()
        self._follow_order()
        self._keep_report_last()

    def placements(self, counts: Sequence[int]) -> dict[str, Choice]:
        """Where each unit goes, from the value of each variable by its index.

        Alike units stay where they are planned as far as the numbers go; the others go in their order.
        """
        found: dict[str, Choice] = {}
        for group in self.groups:
            left = {choice: counts[count.index] for choice, count in zip(group.choices, group.count, strict=True)}
            for code in group.units:
                present = self.problem.present.get(code)
                stays = next((choice for choice in left if present and choice.term == present.term), None)
                if stays and left[stays]:
                    found[code] = stays
                    left[stays] -= 1
            units = (code for code in group.units if code not in found)
            for choice, count in left.items():
                found.update(dict.fromkeys(islice(units, count), choice))
        return found

    def only(self, placed: Mapping[str, Choice]) -> CpModel:
        """The model as it is by now that leaves no plan but *placed*, and asks for nothing but that it is allowed."""
        cp = self.cp.clone()
        cp.clear_objective()
        cp.clear_hints()
        for group in self.groups:
            for choice, count in zip(group.choices, group.count, strict=True):
                number = sum(placed.get(code) == choice for code in group.units)
                cp.add(cp.get_int_var_from_proto_index(count.index) == number)
        return cp

    def hint(self, placed: Mapping[str, Choice]) -> None:
        """Let the next run start from *placed*."""
        self.cp.clear_hints()
        ends = [choice.last for choice in placed.values()]
        for number, late in self.late.items():
            self.cp.add_hint(late, number <= max(ends))
        for group in self.groups:
            for choice, count in zip(group.choices, group.count, strict=True):
                self.cp.add_hint(count, sum(placed.get(code) == choice for code in group.units))

    def load(self, number: int, kind: DemandKind = DemandKind.MAX_ECTS) -> LinearExpr:
        """What stands and what is placed in a semester, in the measure of ``Weight``."""
        inside = self.inside.get(number, ())
        standing = self.problem.held_weights.get(number, Weight()).of(kind)
        return add_up(group.weights[index].of(kind) * group.count[index] for group, index in inside) + standing

    @property
    def size(self) -> int:
        """How many terms its constraints have: the time to build and to read the model grows with it."""
        model: Any = self.cp
        # Asking for the linear part of another kind of constraint would turn that into a linear one.
        return sum(len(each.linear.vars) for each in model.proto.constraints if each.has_linear())

    @property
    def ects_step(self) -> int:
        """The greatest quantity that every load is a multiple of: the solver proves less on a finer scale."""
        weights = [weight.ects for group in self.groups for weight in group.weights]
        return gcd(*weights, *(weight.ects for weight in self.problem.held_weights.values())) or 1

    def _groups(self) -> tuple[Group, ...]:
        alike: dict[object, list[str]] = {}
        choices_of: dict[str, tuple[Choice, ...]] = {}
        for code, possible in self.problem.choices.items():
            choices = self.problem.allowed(code, self.demands)
            self.latest = max(self.latest, max((choice.last for choice in choices), default=0))
            if self.last is not None:
                choices = tuple(choice for choice in choices if choice.last <= self.last)
            if not choices:
                if code in self.problem.optional:
                    continue
                if not possible and not self._is_pinned(code):
                    continue
                raise NoChoiceError(code)
            choices_of[code] = choices
            alike.setdefault(self._likeness(code, choices), []).append(code)
        return tuple(self._group(tuple(codes), choices_of[codes[0]]) for codes in alike.values())

    def _is_pinned(self, code: str) -> bool:
        return any(demand.kind is DemandKind.PIN and demand.unit == code for demand in self.demands)

    def _likeness(self, code: str, choices: tuple[Choice, ...]) -> object:
        """What two units must share to be counted together."""
        request = self.problem.request
        weights = tuple(self.problem.weight(code, choice.term) for choice in choices)
        is_ordered = any(code in (order.before, order.after) for order in request.programme.recommended_order)
        is_heavy = any(self._is_heavy(weight) for weight in weights)
        stages = self.problem.stages
        is_unsure = stages is not None and stages.is_unsure(code)
        if is_ordered or is_heavy or is_unsure or code in (self.problem.report, self.problem.introduction):
            return code
        ask = self.problem.ask if code in self.problem.optional else None
        present = self.problem.present.get(code)
        hours = request.max_hours is not None
        loads = tuple((weight.ects, weight.hours if hours else 0) for weight in weights)
        return (
            choices,
            loads,
            code in request.programme.conditions.units,
            present.term if request.keep and present else None,
            None if ask is None else ask.signature(code),
            None if stages is None else stages.sure(code),
        )

    def _is_heavy(self, weight: Weight) -> bool:
        return passes_alone(self.problem.request, weight, (demand.kind for demand in self._limits()))

    def _limits(self) -> list[Demand]:
        return [demand for demand in self.demands if demand.kind in LIMITS]

    def _group(self, units: tuple[str, ...], choices: tuple[Choice, ...]) -> Group:
        count = tuple(self.cp.new_int_var(0, len(units), "") for _choice in choices)
        is_optional = units[0] in self.problem.optional
        self.cp.add(add_up(count) <= len(units) if is_optional else add_up(count) == len(units))
        weights = tuple(self.problem.weight(units[0], choice.term) for choice in choices)
        return Group(units, choices, count, weights, is_optional)

    @property
    def options(self) -> tuple[Group, ...]:
        """The groups of options."""
        return tuple(group for group in self.groups if group.is_optional)

    def _take_options(self) -> Taking:
        """The choices of the award are met as far as they can be at all, with no more waivers than that takes."""
        ask, best = self.problem.ask, self.problem.award
        if ask is None or best is None:
            return Taking()
        kinds = [Kind(group.units, group.taken) for group in self.options]
        taking = take(self.cp, ask, kinds, may_lack=best.lacking > 0)
        self.cp.add(add_up(taking.lacking) <= best.lacking)
        if best.lacking:
            self.cp.add(add_up(taking.lacking_units) <= best.lacking_units)
            self.cp.add(add_up(taking.lacking_ects) <= best.lacking_ects)
        self.cp.add(add_up(taking.waived) <= best.waived)
        return taking

    def _inside(self) -> dict[int, list[tuple[Group, int]]]:
        """By semester, the groups that may be in it, each with the index of the choice."""
        found: dict[int, list[tuple[Group, int]]] = {}
        for group in self.groups:
            for index, choice in enumerate(group.choices):
                for number in choice.semesters:
                    found.setdefault(number, []).append((group, index))
        return found

    def _late(self) -> dict[int, IntVar]:
        """For each semester after what stands: a variable that is 1 when anything ends in it or later."""
        ends = [choice.last for group in self.groups for choice in group.choices]
        if not ends:
            return {}
        floor = min(ends) - 1
        floor = max(floor, self.problem.held_end or floor)
        late = {number: self.cp.new_bool_var("") for number in range(floor + 1, max(ends) + 1)}
        for number, var in late.items():
            if number + 1 in late:
                self.cp.add_implication(late[number + 1], var)
        for group in self.groups:
            for choice, count in zip(group.choices, group.count, strict=True):
                if choice.last in late:
                    self.cp.add(count <= len(group.units) * late[choice.last])
        return late

    @property
    def end_floor(self) -> int | None:
        """Number of the semester the plan ends in when nothing is late; None when nothing is placed at all."""
        return min(self.late) - 1 if self.late else self.problem.held_end

    def _limit_loads(self) -> None:
        for demand in self._limits():
            for number, inside in self.inside.items():
                self._limit_load(demand.kind, number, inside)

    def _limit_load(self, kind: DemandKind, number: int, inside: list[tuple[Group, int]]) -> None:
        """Keep to one limit in one semester. One unit may pass it alone; what stands already may pass it too."""
        limit = self.problem.limit_in(number, kind)
        standing = self.problem.held_weights.get(number, Weight())
        room = limit - standing.of(kind)
        if room < 0:
            for group, index in inside:
                self.cp.add(group.count[index] == 0)
            return
        terms: list[LinearExpr] = []
        for group, index in inside:
            weight = group.weights[index].of(kind)
            if weight > room and standing.units:
                self.cp.add(group.count[index] == 0)
            elif weight > room:
                others = [other.count[place] for other, place in inside if other is not group]
                company = sum(len(other.units) for other, _place in inside)
                self.cp.add(add_up(others) <= company * (1 - group.count[index]))
                terms.append(room * group.count[index])
            else:
                terms.append(weight * group.count[index])
        late = self.late.get(number)
        # Nothing is in a semester after the end: saying so with the load makes the end easier to prove.
        most = room if late is None or standing.units else room * late
        self.cp.add(add_up(terms) <= most)

    def _follow_order(self) -> None:
        for demand in self.demands:
            if demand.kind is DemandKind.ORDER:
                for against in self.against_order(demand.unit, demand.after):
                    self.cp.add(against <= 1)
            elif demand.kind is DemandKind.STAGES and self.problem.stages is not None:
                self.cp.add(add_up(early_units(self, self.problem.stages)) == 0)

    def against_order(self, before: str, after: str) -> list[LinearExpr]:
        """Sums, one of which is 2 when two units to place stand against an order; otherwise all are at most 1."""
        first, second = self.by_unit.get(before), self.by_unit.get(after)
        if first is None or second is None:
            return []
        numbers = sorted({choice.last for choice in first.choices})
        return [second.starting_by(number) + first.ending_from(number) for number in numbers]

    def _keep_report_last(self) -> None:
        report = self.by_unit.get(self.problem.report)
        if report is None or not any(demand.kind is DemandKind.REPORT_LAST for demand in self.demands):
            return
        for group in self.rested_on(report):
            for number in sorted({choice.last for choice in report.choices}):
                most = len(group.units)
                self.cp.add(group.ending_from(number + 1) <= most * (1 - report.ending_by(number)))

    def rested_on(self, report: Group) -> list[Group]:
        """Groups of the units the report rests on."""
        units = self.problem.request.programme.conditions.units
        return [group for group in self.groups if group is not report and group.units[0] in units]
