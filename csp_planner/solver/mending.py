"""An even load by small models: the units of a few semesters are placed anew among them, and all others stay.

In a large diploma the last quarter of an ECTS is hard to find, for a search over the whole and for exchanges of two
units alike; among the units of two or three years there are most often many ways. It imports the solver's library.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from csp_planner.solver.choice import Choice
from csp_planner.solver.effort import BUILDING, Effort
from csp_planner.solver.measures import Measures
from csp_planner.solver.standing import loads_of

SHARE = 0.5
"""Part of what is left of the allowance that this may cost: what it does not find may still be found otherwise."""


def mended(measures: Measures, placed: Mapping[str, Choice], most: int, effort: Effort) -> dict[str, Choice]:
    """*placed* with fewer semesters that pass *most*, in two-hundredths of ECTS, as far as is found.

    Raises StoppedError when the search was called off.
    """
    return _Mending(measures, placed, most, effort).run()


class _Mending:
    """Takes one semester after the other below the aim."""

    def __init__(self, measures: Measures, placed: Mapping[str, Choice], most: int, effort: Effort) -> None:
        self.model, self.window = measures.model, measures.window
        self.placed = dict(placed)
        self.most = most
        self.effort = effort
        self.reserve = (1 - SHARE) * effort.left

    def run(self) -> dict[str, Choice]:
        """The plan once no semester passes the aim, or no few semesters can be found that help one that does."""
        is_better = True
        while is_better:
            loads = loads_of(self.model.problem, self.placed)
            heavy = [number for number in self.window if loads.get(number, 0) > self.most]
            is_better = any(self._lighten(number, loads) for number in heavy)
        return self.placed

    def _lighten(self, heavy: int, loads: Mapping[int, int]) -> bool:
        """Whether a plan was found with semester number *heavy* below the aim, and none newly above it."""
        for chosen in self._neighbours(heavy, loads):
            if self.effort.left <= self.reserve:
                return False
            if self._fill(chosen, heavy, loads):
                return True
        return False

    def _neighbours(self, heavy: int, loads: Mapping[int, int]) -> Iterator[frozenset[int]]:
        """Semesters to fill anew: the year of *heavy* with one more year, the lightest first, then with two more.

        Years are taken whole, because a unit of the annual part loads both semesters of one.
        """
        years: dict[int, list[int]] = {}
        for number in self.window:
            years.setdefault(number // 2, []).append(number)
        own = years.pop(heavy // 2)
        room = {year: sum(self.most - loads.get(number, 0) for number in found) for year, found in years.items()}
        lightest = sorted(years, key=lambda year: -room[year])
        needed = sum(loads.get(number, 0) - self._bound(number, heavy, loads) for number in own)
        for others in (*combinations(lightest, 1), *combinations(lightest, 2)):
            if sum(max(0, room[year]) for year in others) >= needed:
                yield frozenset([*own, *(number for year in others for number in years[year])])

    def _bound(self, number: int, heavy: int, loads: Mapping[int, int]) -> int:
        """What a semester may bear: the one to lighten the aim, another that passes the aim no more than now."""
        return self.most if number == heavy else max(self.most, loads.get(number, 0))

    def _fill(self, chosen: frozenset[int], heavy: int, loads: Mapping[int, int]) -> bool:
        """Whether the units that stand in *chosen* can be placed anew among these semesters; they are then."""
        model = self.model
        cp = model.cp.clone()
        cp.clear_objective()
        cp.clear_hints()
        for group in model.groups:
            now = [self.placed.get(code) for code in group.units]
            for choice, count in zip(group.choices, group.count, strict=True):
                if not chosen.issuperset(choice.semesters):
                    cp.add(cp.get_int_var_from_proto_index(count.index) == now.count(choice))
        for number in chosen:
            cp.add(model.load(number) <= self._bound(number, heavy, loads))
        self.effort.spend(BUILDING * model.size)
        found = self.effort.glimpse(cp)
        if found.feasible:
            self.placed = model.placements(found.values)
        return bool(found.feasible)
