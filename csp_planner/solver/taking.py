"""The choices of an award as constraints: which options are taken, for which choice, and which branches.

The same constraints serve the whole model of a plan (``model``), where alike options are counted together, and a small
one of the award alone (``award_bounds``), where each option stands for itself. It imports the solver's library.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from csp_planner.domain.amounts import PARTS
from csp_planner.solver.choices import ALWAYS, Ask, Branching, Counting

Number = LinearExpr | IntVar | int


def add_up(terms: Iterable[Number]) -> LinearExpr:
    """The sum of *terms*; 0 where there are none."""
    found: LinearExpr = LinearExpr.sum(list(terms))  # pyright: ignore[reportUnknownMemberType]
    return found


@dataclass(frozen=True, slots=True)
class Kind:
    """Options that are alike, or a unit that is fixed, and how many of them are taken."""

    codes: tuple[str, ...]
    taken: Number
    is_fixed: bool = False

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.codes)


@dataclass(slots=True)
class Taking:
    """What the constraints leave open, as expressions."""

    lacking: list[Number] = field(default_factory=list[Number])
    """1 for each choice that is not met, and for each unit missing that a branch taken asks for by name."""
    lacking_units: list[Number] = field(default_factory=list[Number])
    lacking_ects: list[Number] = field(default_factory=list[Number])
    """In two-hundredths."""
    waived: list[Number] = field(default_factory=list[Number])
    """Options that are taken by waiver, because they open nowhere."""
    surplus: list[Number] = field(default_factory=list[Number])
    """In steps: what is taken for choices of ECTS, and how far choices of units are from the total printed.

    Each unit taken for a choice of units adds one ECTS, so that none is taken beyond the need.
    """
    step: int = 1
    """How many two-hundredths of ECTS a step of ``surplus`` is."""
    branches: dict[str, IntVar] = field(default_factory=dict[str, IntVar])
    """By the path of a branch that may be taken: 1 where it is."""
    given: dict[tuple[str, str], Number] = field(default_factory=dict[tuple[str, str], Number])
    """By the first unit of a kind and the path of a choice: how many of the kind count there."""


def take(cp: CpModel, ask: Ask, kinds: Sequence[Kind], *, may_lack: bool) -> Taking:
    """Add to *cp* that the options taken of *kinds* meet the choices of *ask*, and that none is taken without need."""
    return _Builder(cp, ask, kinds, may_lack=may_lack).taking


class _Builder:
    def __init__(self, cp: CpModel, ask: Ask, kinds: Sequence[Kind], *, may_lack: bool) -> None:
        self.cp, self.ask, self.may_lack = cp, ask, may_lack
        fixed = [Kind((code,), 1, is_fixed=True) for code, _parts in ask.fixed]
        self.kinds = [*fixed, *kinds]
        self.worth = ask.worth
        self.taking = Taking(step=_step(ask))
        self.members = {path for each in ask.branchings for path in each.members}
        self.taking.branches = {path: cp.new_bool_var("") for path in sorted(self.members)}
        self.due: dict[str, list[str]] = {}
        for branch, code in ask.due:
            self.due.setdefault(code, []).append(branch)
        for each in ask.branchings:
            self._branch(each)
        self._ask_by_name()
        for kind in self.kinds:
            self._share_out(kind)
        for each in ask.countings:
            self._count(each)
        waived = {option.code for option in ask.options if option.is_waived}
        self.taking.waived = [kind.taken for kind in kinds if kind.codes[0] in waived]

    def _active(self, branch: str) -> Number:
        """1 where what *branch* asks for is asked for."""
        return 1 if branch == ALWAYS else self.taking.branches[branch]

    def _lack(self, most: int) -> IntVar | int:
        return self.cp.new_int_var(0, most, "") if self.may_lack and most else 0

    def _branch(self, each: Branching) -> None:
        chosen = [self.taking.branches[path] for path in each.members]
        for path, var in zip(each.members, chosen, strict=True):
            self.cp.add(var <= self._active(each.branch))
            if not self.ask.inside(path):  # nobody can tell what it asks for: only a person takes it
                self.cp.add(var == 0)
        lack = self._lack(each.need)
        self.cp.add(add_up(chosen) + lack == each.need * self._active(each.branch))
        if self.may_lack:
            self.taking.lacking_units.append(lack)
            self._lacking([lack], [each.need])

    def _lacking(self, lacks: Sequence[Number], most: Sequence[int]) -> None:
        is_open = self.cp.new_bool_var("")
        for lack, limit in zip(lacks, most, strict=True):
            if limit:
                self.cp.add(lack <= limit * is_open)
        self.taking.lacking.append(is_open)

    def _ask_by_name(self) -> None:
        """A branch that is taken takes the units due in it, as far as they can be placed at all."""
        known = {code: kind for kind in self.kinds for code in kind.codes}
        for branch, code in self.ask.due:
            kind = known.get(code)
            if kind is None:
                self.taking.lacking.append(self._active(branch))
            elif not kind.is_fixed and code == kind.codes[0]:
                self.cp.add(kind.taken >= kind.size * self._active(branch))

    def _share_out(self, kind: Kind) -> None:
        """Each unit counts in one choice, and in none where it is due; an option that counts nowhere is not taken."""
        first = kind.codes[0]
        pinned = dict(self.ask.pins).get(first)
        homes = [each for each in self.ask.countings if first in each.leaves]
        due = [self._active(branch) for branch in self.due.get(first, ())]
        for each in homes:
            given = self.cp.new_int_var(0, kind.size, "")
            self.taking.given[first, each.path] = given
            if each.branch != ALWAYS:
                self.cp.add(given <= kind.size * self._active(each.branch))
            pin = next((home for home in homes if home.path == pinned), None)
            if pin is not None and pin is not each:
                self.cp.add(given <= kind.size * (1 - self._active(pin.branch)))
        total = add_up(self.taking.given[first, each.path] for each in homes)
        for active in due:
            self.cp.add(total <= kind.size * (1 - active))
        self.cp.add(total <= kind.taken)
        if not kind.is_fixed:
            self.cp.add(kind.taken <= total + kind.size * add_up(due))

    def _count(self, each: Counting) -> None:
        kinds = [kind for kind in self.kinds if kind.codes[0] in each.leaves]
        given = {kind.codes[0]: self.taking.given[kind.codes[0], each.path] for kind in kinds}
        weight = {code: 1 if each.by_units else self.worth[code] for code in given}
        active = self._active(each.branch)
        lack, without = self._lack(each.need), self._lack(each.groups_needed)
        self.cp.add(add_up(weight[code] * var for code, var in given.items()) + lack >= each.need * active)
        if each.groups_needed:
            self.cp.add(self._represented(each, kinds, given) + without >= each.groups_needed * active)
        if self.may_lack:
            (self.taking.lacking_units if each.by_units else self.taking.lacking_ects).append(lack)
            self.taking.lacking_units.append(without)
            self._lacking([lack, without], [each.need, each.groups_needed])
        new = [kind.codes[0] for kind in kinds if not kind.is_fixed]
        if each.by_units:
            self._limit_new(each, kinds, given)
            self.taking.surplus += [PARTS // self.taking.step * given[code] for code in new]
            if each.printed is not None and new:
                self._compare(each.printed, given, active)
        else:
            self.taking.surplus += [self.worth[code] // self.taking.step * given[code] for code in new]

    def _represented(self, each: Counting, kinds: Sequence[Kind], given: Mapping[str, Number]) -> LinearExpr:
        """How many member blocks are represented, each by another unit."""
        by_place: dict[int, list[IntVar]] = {}
        for kind in kinds:
            places = each.places(kind.codes[0])
            stands = [self.cp.new_bool_var("") for _place in places]
            self.cp.add(add_up(stands) <= given[kind.codes[0]])
            for place, var in zip(places, stands, strict=True):
                by_place.setdefault(place, []).append(var)
        for stands in by_place.values():
            self.cp.add(add_up(stands) <= 1)
        return add_up(var for stands in by_place.values() for var in stands)

    def _limit_new(self, each: Counting, kinds: Sequence[Kind], given: Mapping[str, Number]) -> None:
        """Of a choice of units no more are taken than what is fixed in it alone leaves open."""
        alone = [
            kind.codes[0]
            for kind in kinds
            if kind.is_fixed
            and kind.codes[0] not in self.due
            and sum(kind.codes[0] in other.leaves for other in self.ask.countings) == 1
        ]
        represented = len({place for code in alone for place in each.places(code)})
        most = max(0, each.need - len(alone), each.groups_needed - min(represented, len(alone)))
        self.cp.add(add_up(given[kind.codes[0]] for kind in kinds if not kind.is_fixed) <= most)

    def _compare(self, printed: int, given: Mapping[str, Number], active: Number) -> None:
        """How far what counts in a choice of units is from the total that is printed beside it."""
        step = self.taking.step
        away = self.cp.new_int_var(0, printed // step + sum(self.worth[code] // step for code in given), "")
        counted = add_up(self.worth[code] // step * var for code, var in given.items())
        self.cp.add(away >= counted - printed // step * active)
        self.cp.add(away >= printed // step * active - counted)
        self.taking.surplus.append(away)


def _step(ask: Ask) -> int:
    """What all ECTS of *ask* are multiples of."""
    needs = [each.need for each in ask.countings if not each.by_units]
    printed = [each.printed for each in ask.countings if each.printed is not None]
    return gcd(PARTS, *ask.worth.values(), *needs, *printed)
