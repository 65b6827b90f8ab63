"""The choices of an award looked at without any time: how far they can be met, and by which options.

What is found here holds for every plan: none leaves fewer choices open, takes fewer options by waiver, or has a
smaller surplus. The options chosen here are those that a first plan is made with. It imports the solver's library.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
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
    lacking_bound: int
    """The same as far as it is proven, where an award is too large to try all of it."""
    lacking_units: int
    lacking_ects: int
    waived: int
    """Options that must be taken by waiver."""
    surplus: int
    """In steps, as ``Taking.surplus`` counts it: no options that lack as little come to less."""
    step: int
    chosen: frozenset[str]
    """Options that come to that: early ones, and those that stand first in the sheet."""
    branches: tuple[str, ...]
    """Paths of the branches taken."""
    counts_in: tuple[tuple[str, str], ...]
    """Units that may count in several choices, each with the path of the one it does count in."""


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
        self._takes_all = takes_all
        self._vars: dict[str, IntVar] = {option.code: self._cp.new_bool_var("") for option in ask.options}
        if takes_all:
            for var in self._vars.values():
                self._cp.add(var == 1)
        kinds = [Kind((code,), var) for code, var in self._vars.items()]
        self._taking: Taking = take(self._cp, ask, kinds, may_lack=True)
        self._effort = Effort()
        self._effort.allow(_EFFORT)
        self._last: tuple[int, ...] = ()
        """The best way known, by the index of each variable."""

    def best(self) -> AwardBounds:
        """See ``award_bounds``."""
        taking = self._taking
        lacking, lacking_bound = self._minimise(taking.lacking)
        units = self._minimise(taking.lacking_units)[0] if lacking else 0
        ects = self._minimise(taking.lacking_ects)[0] if lacking else 0
        waived = self._minimise(taking.waived)[0] if taking.waived else 0
        _surplus, surplus = self._minimise(taking.surplus)
        first = min((option.rank for option in self._ask.options), default=0)
        preferred: list[Number] = [
            (1 + _SOON * option.soonness + option.rank - first) * self._vars[option.code]
            for option in self._ask.options
        ]
        preferred += [place * var for place, var in enumerate(taking.branches.values())]
        self._minimise(preferred)
        return AwardBounds(
            lacking=lacking,
            lacking_bound=lacking_bound,
            lacking_units=units,
            lacking_ects=ects,
            waived=waived,
            surplus=surplus,
            step=taking.step,
            chosen=frozenset(code for code, var in self._vars.items() if self._value(var)),
            branches=tuple(path for path, var in taking.branches.items() if self._value(var)),
            counts_in=tuple(
                (code, path)
                for (code, path), var in taking.given.items()
                if isinstance(var, IntVar) and self._value(var) and self._is_shared(code)
            ),
        )

    def least(self, loads: dict[str, int]) -> int:
        """See ``least_load``."""
        self._minimise(self._taking.lacking)
        self._minimise(self._taking.lacking_units)
        self._minimise(self._taking.lacking_ects)
        self._cp.minimize(add_up([loads[code] * var for code, var in self._vars.items()]))
        found = self._effort.run(self._cp)
        return found.bound if found.feasible else 0

    def _minimise(self, terms: Sequence[Number]) -> tuple[int, int]:
        """The least that *terms* are found to come to, which is kept to from here on, and what they come to at least.

        Where a look would cost too much, the way known before stays.
        """
        if all(isinstance(term, int) for term in terms):
            value = sum(term for term in terms if isinstance(term, int))
            return value, value
        total = add_up(terms)
        self._cp.minimize(total)
        if self._last:
            hint(self._cp, self._last)
        found = self._effort.run(self._cp)
        if not found.feasible:
            found = self._as_known()
        self._last = found.values
        self._cp.add(total <= found.value)
        return found.value, found.bound

    def _as_known(self) -> Outcome:
        """What the way known before comes to or, where there is none yet, no option taken beyond those that must be."""
        cp = self._cp.clone()
        for index, value in enumerate(self._last):
            cp.add(cp.get_int_var_from_proto_index(index) == value)
        for var in self._vars.values() if not self._last and not self._takes_all else ():
            cp.add(cp.get_int_var_from_proto_index(var.index) == 0)
        effort = Effort()
        effort.allow(_EFFORT)
        return replace(effort.run(cp), bound=0)

    def _is_shared(self, code: str) -> bool:
        return sum(code in each.leaves for each in self._ask.countings) > 1

    def _value(self, var: IntVar) -> int:
        return self._last[var.index] if self._last else 0


def taken_of(ask: Ask, codes: Collection[str]) -> AwardBounds:
    """What the options of *ask* among *codes* come to, all of them taken."""
    options = frozenset(option.code for option in ask.options)
    return award_with(ask, options.intersection(codes))
