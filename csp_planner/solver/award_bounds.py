"""The choices of an award looked at without any time: how far they can be met, and by which options.

What is found here holds for every plan: none leaves fewer choices open, takes fewer options by waiver, or has a
smaller surplus. The options chosen here are those that a first plan is made with. It imports the solver's library.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ortools.sat.python.cp_model import CpModel, IntVar

from csp_planner.solver.choices import Ask
from csp_planner.solver.effort import Effort, Outcome, hint
from csp_planner.solver.taking import Kind, Number, Taking, add_up, take

_EFFORT = 0.5
"""What one look at an award may cost, in the solver's own measure; the usual one costs a fiftieth of that."""
_REMEMBERED = 256
"""Awards whose looks are remembered: the search for what clashes asks about the same one many times."""
_SOON = 1000
"""How much more a semester weighs than a place in the sheet, where options are as good otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardBounds:
    """What the options of an award come to at best."""

    lacking: int
    """Choices that no options meet, and units missing in the branches taken."""
    lacking_units: int
    lacking_ects: int
    waived: int
    """Options that must be taken by waiver."""
    surplus: int
    """In steps, as ``Taking.surplus`` counts it."""
    step: int
    chosen: frozenset[str]
    """Options that come to that: early ones, and those that stand first in the sheet."""
    branches: tuple[str, ...]
    """Paths of the branches taken."""


@lru_cache(maxsize=_REMEMBERED)
def award_bounds(ask: Ask) -> AwardBounds:
    """What the options of *ask* come to at best."""
    return _Look(ask).best()


@lru_cache(maxsize=_REMEMBERED)
def award_with(ask: Ask, codes: frozenset[str]) -> AwardBounds:
    """What the options *codes* come to, all of them taken."""
    return _Look(ask.among(codes), takes_all=True).best()


@lru_cache(maxsize=_REMEMBERED)
def least_load(ask: Ask, loads: tuple[tuple[str, int], ...]) -> int:
    """What the options taken weigh at least together, by the *loads* of each."""
    return _Look(ask).least(dict(loads))


class _Look:
    """Minimises one thing after the other in a model of the award alone."""

    def __init__(self, ask: Ask, *, takes_all: bool = False) -> None:
        self._ask = ask
        self._cp = CpModel()
        self._vars: dict[str, IntVar] = {option.code: self._cp.new_bool_var("") for option in ask.options}
        if takes_all:
            for var in self._vars.values():
                self._cp.add(var == 1)
        kinds = [Kind((code,), var) for code, var in self._vars.items()]
        self._taking: Taking = take(self._cp, ask, kinds, may_lack=True)
        self._effort = Effort()
        self._effort.allow(_EFFORT)
        self._last: Outcome | None = None

    def best(self) -> AwardBounds:
        """See ``award_bounds``."""
        taking = self._taking
        lacking = self._minimise(taking.lacking)
        units = self._minimise(taking.lacking_units) if lacking else 0
        ects = self._minimise(taking.lacking_ects) if lacking else 0
        waived = self._minimise(taking.waived) if taking.waived else 0
        surplus = self._minimise(taking.surplus)
        first = min((option.rank for option in self._ask.options), default=0)
        preferred: list[Number] = [
            (1 + _SOON * option.soonness + option.rank - first) * self._vars[option.code]
            for option in self._ask.options
        ]
        preferred += [place * var for place, var in enumerate(taking.branches.values())]
        self._minimise(preferred)
        return AwardBounds(
            lacking=lacking,
            lacking_units=units,
            lacking_ects=ects,
            waived=waived,
            surplus=surplus,
            step=taking.step,
            chosen=frozenset(code for code, var in self._vars.items() if self._value(var)),
            branches=tuple(path for path, var in taking.branches.items() if self._value(var)),
        )

    def least(self, loads: dict[str, int]) -> int:
        """See ``least_load``."""
        self._minimise(self._taking.lacking)
        self._minimise(self._taking.lacking_units)
        self._minimise(self._taking.lacking_ects)
        self._cp.minimize(add_up([loads[code] * var for code, var in self._vars.items()]))
        found = self._effort.run(self._cp)
        return found.bound if found.feasible else 0

    def _minimise(self, terms: Sequence[Number]) -> int:
        """The least that *terms* come to together, which is kept to from here on."""
        if all(isinstance(term, int) for term in terms):
            return sum(term for term in terms if isinstance(term, int))
        total = add_up(terms)
        self._cp.minimize(total)
        if self._last is not None:
            hint(self._cp, self._last.values)
        found = self._effort.run(self._cp)
        if found.feasible:
            self._last = found
        value = found.value if self._last is found else 0
        self._cp.add(total <= value)
        return value

    def _value(self, var: IntVar) -> int:
        return self._last.values[var.index] if self._last is not None else 0


def taken_of(ask: Ask, codes: Collection[str]) -> AwardBounds:
    """What the options of *ask* among *codes* come to, all of them taken."""
    options = frozenset(option.code for option in ask.options)
    return award_with(ask, options.intersection(codes))
