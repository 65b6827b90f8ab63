"""A plan made without the solver, for the search to start from.

It is a first try: each unit, one after the other, takes the first term that has room for it. It meets most demands;
whether it meets them all is for the model to say. No better plan ends later, which leaves the model fewer terms.
"""

from collections.abc import Collection, Mapping, Sequence

from csp_planner.proposal.request import LIMITS, Demand, LimitKind, ordered_pairs
from csp_planner.solver.choice import Choice, Weight
from csp_planner.solver.problem import Problem, scaled_limit
from csp_planner.solver.standing import end_of

Choices = Mapping[str, tuple[Choice, ...]]


def sketch_of(problem: Problem, demands: Collection[Demand]) -> dict[str, Choice] | None:
    """A plan that follows the recommended order, each unit as early as those before it leave room.

    A request to keep the present plan leaves units where they are, as far as they fit. None where a unit finds no room.
    """
    choices = {code: problem.allowed(code, demands) for code in problem.choices}
    options = problem.chosen_among([code for code, found in choices.items() if found])
    choices = {code: found for code, found in choices.items() if code in options or code not in problem.optional}
    # No way is better for all diplomas: to place the heavy units first, or the light ones. Where there are several
    # limits, the units that take most of all of them together are hardest to place.
    first = _Sketch(problem, demands)
    ways = [(-1, False), (1, False), *([(-1, True)] if len(first.limits) > 1 else [])]
    sketches = (_Sketch(problem, demands).filled(choices, *way) for way in ways)
    found = [placed for placed in sketches if placed is not None]
    return min(found, key=lambda placed: end_of(problem, placed) or 0, default=None)


class _Sketch:
    """Places one unit after the other."""

    def __init__(self, problem: Problem, demands: Collection[Demand]) -> None:
        self.problem = problem
        self.placed: dict[str, Choice] = {}
        self.limits = limits_among(demands)
        self.loads: dict[int, Weight] = dict(problem.held_weights)
        self.pairs = ordered_pairs(problem.request.programme)
        self.before: dict[str, list[str]] = {}
        for before, after in self.pairs:
            self.before.setdefault(after, []).append(before)
        self.report = problem.report

    def filled(self, choices: Choices, sign: int, by_limits: bool) -> dict[str, Choice] | None:
        """All units placed, the light ones before the heavy ones where *sign* is 1; None where one finds no room.

        *by_limits* weighs them by what they take of all limits, and not by their ECTS alone.
        """
        turns = self._turns(choices, sign, by_limits)
        return self.placed if all(self._place(code, choices[code]) for code in turns) else None

    def _turns(self, choices: Choices, sign: int, by_limits: bool) -> list[str]:
        """The units in the order in which they are placed: those that others wait for, and hard to place, first."""
        waiting = _waiting(self.pairs)

        def key(code: str) -> tuple[bool, int, bool, int, float]:
            is_first = code == self.problem.introduction
            weight = self._weight(code, choices[code][0], by_limits) if choices[code] else 0
            return code == self.report, -waiting.get(code, 0), not is_first, len(choices[code]), sign * weight

        return sorted(choices, key=key)

    def _weight(self, code: str, choice: Choice, by_limits: bool) -> float:
        weight = self.problem.weight(code, choice.term)
        if not by_limits:
            return weight.ects
        request = self.problem.request
        return sum(weight.of(kind) / max(1, scaled_limit(request, kind)) for kind in self.limits)

    def _place(self, code: str, choices: tuple[Choice, ...]) -> bool:
        """Whether there is room for *code*, which then takes it."""
        present = self.problem.present.get(code) if self.problem.request.keep else None
        if present is not None:
            choices = tuple(sorted(choices, key=lambda choice: choice.term != present.term))
        earliest = self._earliest(code)
        for choice in choices:
            is_late = choice.last >= earliest if code == self.report else choice.first >= earliest
            if is_late and self._fits(code, choice):
                self._take(code, choice)
                return True
        return False

    def _earliest(self, code: str) -> int:
        """Number of the semester that *code* starts in at the earliest, and that the report ends in."""
        if code == self.report:
            units = self.problem.request.programme.conditions.units
            return max((self.placed[unit].last for unit in units if unit in self.placed), default=0)
        earlier = {**{unit: Choice(term) for unit, term in self.problem.held.items()}, **self.placed}
        return max((earlier[unit].last + 1 for unit in self.before.get(code, ()) if unit in earlier), default=0)

    def _fits(self, code: str, choice: Choice) -> bool:
        """Whether the limits are kept to; a unit that passes one may stand alone, and nothing joins it."""
        weight = self.problem.weight(code, choice.term)
        for number in choice.semesters:
            load = self.loads.get(number, Weight())
            for kind in self.limits if load.units else ():
                if load.of(kind) + weight.of(kind) > self.problem.limit_in(number, kind):
                    return False
        return True

    def _take(self, code: str, choice: Choice) -> None:
        self.placed[code] = choice
        for number in choice.semesters:
            load = self.loads.get(number, Weight())
            self.loads[number] = load.plus(self.problem.weight(code, choice.term))


def _waiting(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many units wait for each one, one after the other; in an order that goes round the count ends somewhere."""
    found: dict[str, int] = {}
    left, height = list(pairs), 0
    is_shorter = True
    while is_shorter:
        height += 1
        waited_for = {before for before, _after in left}
        found.update(dict.fromkeys(waited_for, height))
        longer = [(before, after) for before, after in left if after in waited_for]
        is_shorter = len(longer) < len(left)
        left = longer
    return found


def limits_among(demands: Collection[Demand]) -> tuple[LimitKind, ...]:
    """The limits that *demands* keep to."""
    kinds = {demand.kind for demand in demands}
    return tuple(kind for kind in LIMITS if kind in kinds)
