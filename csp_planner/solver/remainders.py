"""A bound on the heaviest semester by what loads leave over a whole ECTS.

Semesters that must be filled to the last quarter of an ECTS need units that have such quarters. Where there are too
few of them, or where they come in pairs in the two semesters of a year, no plan fills all semesters so far. Units of
whole ECTS play no part in it, so the model is small. It imports the solver's library.
"""

from collections.abc import Mapping

from ortools.sat.python.cp_model import CpModel, LinearExpr

from csp_planner.domain.amounts import PARTS
from csp_planner.solver.bounds import Loads
from csp_planner.solver.choice import Weight
from csp_planner.solver.effort import Effort
from csp_planner.solver.measures import Measures
from csp_planner.solver.model import Group
from csp_planner.solver.taking import add_up

STEPS = 4
"""How many steps the bound is raised by at most: by then the remainders come round again."""


def raised(measures: Measures, most: int, effort: Effort) -> int:
    """The smallest load from *most* on that the remainders do not rule out, as far as that is found.

    Raises StoppedError when the search was called off.
    """
    step = measures.model.ects_step
    if PARTS % step or step == PARTS:
        return most
    for _each in range(STEPS):
        if effort.glimpse(_model(measures, most, step)).feasible is not False:
            break
        most += step
    return most


def _model(measures: Measures, most: int, step: int) -> CpModel:
    """Where the units with a remainder go in semesters that bear *most*, but for what may be left free in them."""
    cp, model, loads = CpModel(), measures.model, Loads.within(measures)
    found: dict[int, list[LinearExpr]] = {number: [] for number in measures.window if number in model.inside}
    for (choices, is_inside), count in _alike(measures).items():
        taken = [cp.new_int_var(0, count, "") for _choice in choices]
        cp.add(add_up(taken) == count if is_inside else add_up(taken) <= count)
        for (semesters, remainder), var in zip(choices, taken, strict=True):
            for number in semesters:
                if number in found:
                    found[number].append(remainder // step * var)
    free = {number: cp.new_int_var(0, most // step, "") for number in found}
    held = model.problem.held_weights
    for number, terms in found.items():
        whole = cp.new_int_var(0, most // PARTS + 1, "")
        standing = held.get(number, Weight()).ects
        cp.add(add_up(terms) + free[number] + PARTS // step * whole == (most - standing) // step)
    for part, needed in enumerate(loads.needed):
        # The last one is about all semesters.
        numbers = [number for number in found if part in (number % 2, 2)]
        cp.add(add_up(free[number] for number in numbers) <= (len(numbers) * most - needed) // step)
    return cp


Choices = tuple[tuple[range, int], ...]
"""The semesters of each choice of a unit, with what it leaves over a whole ECTS in each."""


def _alike(measures: Measures) -> Mapping[tuple[Choices, bool], int]:
    """How many units have the same choices, those alone that leave anything over; and whether they must take one."""
    found: dict[tuple[Choices, bool], int] = {}
    for group in measures.model.groups:
        choices, is_inside = _choices(group, measures)
        if any(remainder for _semesters, remainder in choices):
            found[choices, is_inside] = found.get((choices, is_inside), 0) + len(group.units)
    return found


def _choices(group: Group, measures: Measures) -> tuple[Choices, bool]:
    """The choices of *group* as far as the window goes, and whether each of its units must take one of them."""
    within = [
        (choice, weight.ects % PARTS)
        for choice, weight in zip(group.choices, group.weights, strict=True)
        if choice.last <= measures.last
    ]
    is_inside = not group.is_optional and all(choice.first >= measures.window.start for choice, _rest in within)
    return tuple((choice.semesters, remainder) for choice, remainder in within), is_inside
