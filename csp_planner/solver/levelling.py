"""An even load without the solver: units are moved and exchanged as long as that takes load off the heavy semesters.

Only what the criteria before an even load leave free is tried. Whether the plan that comes of it meets all demands is
for the model to say.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from csp_planner.proposal.request import Demand, ordered_pairs
from csp_planner.solver.choice import Choice, Grant, Weight
from csp_planner.solver.problem import Problem
from csp_planner.solver.sketch import limits_among
from csp_planner.solver.standing import Placed, end_of

Moves = Mapping[str, Choice]
"""Where units go from where they are."""
Looked = Callable[[int], bool]
"""Told how many steps were looked at; whether to go on."""
_PASSING = 1 << 20
"""How much more it weighs to pass the heaviest load aimed at than to be uneven below it."""


def levelled(
    problem: Problem, demands: Collection[Demand], placed: Placed, most: int, looked: Looked
) -> dict[str, Choice]:
    """*placed* with a load that passes *most*, in two-hundredths of ECTS, as little as is found."""
    return _Levelling(problem, demands, placed, most).run(looked)


class _Levelling:
    """Takes the best step from one plan to the next, until there is none."""

    def __init__(self, problem: Problem, demands: Collection[Demand], placed: Placed, most: int) -> None:
        self.problem = problem
        self.most = most
        self.placed = dict(placed)
        self.limits = limits_among(demands)
        end = end_of(problem, placed) or 0
        self.begin = min((choice.first for choice in placed.values()), default=0)
        self.options = {
            code: {
                each.term: each
                for each in problem.allowed(code, demands)
                if each.last <= end and each.first >= self.begin
                if each.grant in (Grant.OPEN, choice.grant) and each.unwanted <= choice.unwanted
            }
            for code, choice in placed.items()
            if code not in (problem.introduction, problem.report)
        }
        self.weights = {
            code: {term: problem.weight(code, term) for term in options} for code, options in self.options.items()
        }
        self.spots = {
            code: {term: tuple(choice.semesters) for term, choice in options.items()}
            for code, options in self.options.items()
        }
        """Numbers of the semesters of each choice."""
        self.looks = 0
        self.loads: dict[int, Weight] = dict(problem.held_weights)
        for code, choice in placed.items():
            self._load(choice, problem.weight(code, choice.term), 1)
        self.pairs: dict[str, list[tuple[str, str]]] = {}
        for pair in ordered_pairs(problem.request.programme):
            for code in pair:
                self.pairs.setdefault(code, []).append(pair)
        self.held = {code: Choice(term) for code, term in problem.held.items()}

    def run(self, looked: Looked) -> dict[str, Choice]:
        """The plan once no step takes load off a semester that passes the aim, or no more are to be looked at."""
        while looked(self.looks) and (moves := self._step()):
            for code, choice in moves.items():
                self._load(self.placed[code], self.weights[code][self.placed[code].term], -1)
                self._load(choice, self.weights[code][choice.term], 1)
                self.placed[code] = choice
        return self.placed

    def _load(self, choice: Choice, weight: Weight, sign: int) -> None:
        for number in choice.semesters:
            added = Weight(sign * weight.ects, sign * weight.hours, sign * weight.units)
            self.loads[number] = self.loads.get(number, Weight()).plus(added)

    def _step(self) -> Moves | None:
        """The step that helps the heaviest semester most, or else the next one that passes the aim."""
        self.looks = 0
        heavy = sorted((-weight.ects, number) for number, weight in self.loads.items() if weight.ects > self.most)
        for _load, number in heavy:
            best: tuple[int, Moves] | None = None
            for code in self.options:
                if number in self.spots[code][self.placed[code].term]:
                    for moves in self._moves(code):
                        self.looks += 1
                        gain = self._gain(moves)
                        if gain > (best[0] if best else 0) and self._is_allowed(moves):
                            best = gain, moves
            if best:
                return best[1]
        return None

    def _moves(self, code: str) -> Iterator[Moves]:
        """All steps that take *code* elsewhere: alone, or in exchange for another unit."""
        here = self.placed[code].term
        for choice in self.options[code].values():
            if choice.term != here:
                yield {code: choice}
        for other, options in self.options.items():
            there = self.placed[other].term
            if there != here and here in options and there in self.options[code]:
                yield {code: self.options[code][there], other: options[here]}

    def _changes(self, moves: Moves) -> dict[int, Weight]:
        """What *moves* add to each semester."""
        found: dict[int, Weight] = {}
        for code, choice in moves.items():
            here = self.placed[code]
            for at, sign in ((here, -1), (choice, 1)):
                weight = self.weights[code][at.term]
                for number in at.semesters:
                    added = Weight(sign * weight.ects, sign * weight.hours, sign * weight.units)
                    found[number] = found.get(number, Weight()).plus(added)
        return found

    def _gain(self, moves: Moves) -> int:
        """How much more even the load is after *moves*."""
        changes: dict[int, int] = {}
        for code, choice in moves.items():
            weights, spots = self.weights[code], self.spots[code]
            here, there = self.placed[code].term, choice.term
            for number in spots[here]:
                changes[number] = changes.get(number, 0) - weights[here].ects
            for number in spots[there]:
                changes[number] = changes.get(number, 0) + weights[there].ects
        gain = 0
        for number, change in changes.items():
            load = self.loads[number].ects if number in self.loads else 0
            gain += self._unevenness(load) - self._unevenness(load + change)
        return gain

    def _unevenness(self, load: int) -> int:
        return load * load + _PASSING * max(0, load - self.most)

    def _is_allowed(self, moves: Moves) -> bool:
        """Whether *moves* keep to the limits, and leave the advice as it was or better."""
        for number, change in self._changes(moves).items():
            after = self.loads.get(number, Weight()).plus(change)
            for kind in self.limits if after.units > 1 else ():
                if after.of(kind) > self.problem.limit_in(number, kind) and change.of(kind) > 0:
                    return False
        return all(self._is_in_order(code, moves) for code in moves)

    def _is_in_order(self, code: str, moves: Moves) -> bool:
        rules = self.problem.request.programme.conditions
        report = self.placed.get(self.problem.report)
        if report and code in rules.units and moves[code].last > max(report.last, self.placed[code].last):
            return False
        before = {**self.held, **self.placed} if code in self.pairs else {}
        after = {**before, **moves}
        return all(
            after[second].first > after[first].last or before[second].first <= before[first].last
            for first, second in self.pairs.get(code, ())
            if first in after and second in after
        )
