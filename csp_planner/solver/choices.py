"""The choices of an award as the solver needs them: what each of them asks for, and which units may fill it.

What is chosen already is worked in: branches that are taken are flattened into what the award asks for anyway, and
units that stand, or that are placed whatever is chosen, are told from the options. Amounts are two-hundredths of ECTS.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from csp_planner.domain.amounts import parts_of
from csp_planner.domain.award import Block, TakeBlocks
from csp_planner.domain.choosing.counting import Choice
from csp_planner.domain.choosing.values import Choices

ALWAYS = ""
"""The branch of what the award asks for whatever is chosen."""
UNREADABLE = ""
"""Stands among the units due in a branch for a rule that could not be read."""


@dataclass(frozen=True, slots=True)
class Option:
    """A unit that may be placed for a choice, and need not be."""

    code: str
    parts: int
    """Its ECTS."""
    rank: int
    """Its place in the sheet."""
    soonness: int
    """How many semesters it takes at least until it is over."""
    is_waived: bool
    """Whether it can be placed by waiver alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """A choice of units or of ECTS."""

    path: str
    branch: str
    """Path of the branch that it is asked for in."""
    by_units: bool
    need: int
    groups_needed: int
    leaves: tuple[str, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    printed: int | None
    """The ECTS that the sheet prints beside a choice of units."""

    def places(self, code: str) -> tuple[int, ...]:
        """The member blocks that *code* may represent."""
        return next((places for unit, places in self.groups if unit == code), ()) if self.groups_needed else ()

    def is_met_by(self, worth: Mapping[str, int]) -> bool:
        """Whether the units that *worth* holds, with their ECTS, meet it where no other choice needs them."""
        codes = [code for code in self.leaves if code in worth]
        choice = Choice(
            path=self.path,
            leaves=self.leaves,
            by_units=self.by_units,
            need=self.need,
            groups_needed=self.groups_needed,
            groups=dict(self.groups),
        )
        reached = len(codes) if self.by_units else sum(worth[code] for code in codes)
        return reached >= self.need and len(choice.representing(codes)) >= self.groups_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching:
    """A choice among branches or domains: how many are still to take, and of which."""

    path: str
    branch: str
    """Path of the branch that it is asked for in."""
    need: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the choices of an award ask for, and what may fill them."""

    countings: tuple[Counting, ...]
    branchings: tuple[Branching, ...]
    due: tuple[tuple[str, str], ...]
    """The path of a branch that may be taken, and a unit that it asks for by name."""
    fixed: tuple[tuple[str, int], ...]
    """Units that stand or will be placed anyway, with their ECTS; those that are due in any case count in no choice."""
    options: tuple[Option, ...]
    pins: tuple[tuple[str, str], ...]
    """Units that are to count in one choice of several, with its path."""

    @property
    def worth(self) -> dict[str, int]:
        """The ECTS of all units it knows."""
        return {**dict(self.fixed), **{option.code: option.parts for option in self.options}}

    def among(self, codes: Collection[str]) -> "Ask":
        """The same with no other options than *codes*."""
        return replace(self, options=tuple(option for option in self.options if option.code in codes))

    def signature(self, code: str) -> object:
        """What two options must share so that exchanging them changes nothing in any choice."""
        pin = next((path for unit, path in self.pins if unit == code), None)
        option = next(each for each in self.options if each.code == code)
        return (
            option.parts,
            option.is_waived,
            tuple((each.path, each.places(code)) for each in self.countings if code in each.leaves),
            tuple(branch for branch, unit in self.due if unit == code),
            pin,
        )

    def inside(self, branch: str) -> frozenset[str]:
        """Units that the branch at path *branch* asks for by name or has a choice among."""
        inside = {branch}
        for each in self.branchings:
            if each.branch in inside:
                inside.update(each.members)
        due = {code for where, code in self.due if where in inside}
        return frozenset(due - {UNREADABLE}).union(*(each.leaves for each in self.countings if each.branch in inside))

    @property
    def top(self) -> tuple[str, ...]:
        """Paths of the choices that are asked for whatever is chosen."""
        return tuple(each.path for each in (*self.countings, *self.branchings) if each.branch == ALWAYS)

    def narrowed(self, paths: Collection[str]) -> "Ask":
        """The same with only those of its ``top`` choices that *paths* holds, and what is inside them."""
        branchings: list[Branching] = []
        open_branches = {ALWAYS}
        for each in self.branchings:  # a branching comes after the one it is inside
            if each.branch in open_branches and (each.branch != ALWAYS or each.path in paths):
                branchings.append(each)
                open_branches.update(each.members)
        return replace(
            self,
            branchings=tuple(branchings),
            countings=tuple(
                each
                for each in self.countings
                if each.branch in open_branches and (each.branch != ALWAYS or each.path in paths)
            ),
            due=tuple((branch, code) for branch, code in self.due if branch in open_branches),
        )

    def completing(self, path: str) -> "Ask":
        """The same where options are placed for the ``top`` choice at *path* alone; the others count what is fixed."""
        inside, fixed = self.narrowed([path]), dict(self.fixed)
        countings = [
            each
            if each in inside.countings
            else replace(each, leaves=tuple(code for code in each.leaves if code in fixed))
            for each in self.countings
            if each in inside.countings or each.branch == ALWAYS
        ]
        return replace(inside, countings=tuple(countings))

    def short(self, codes: Collection[str]) -> tuple[str, ...]:
        """Paths of the ``top`` choices that the options *codes*, and what is fixed, cannot meet even one by one."""
        fixed = dict(self.fixed)
        worth = {code: parts for code, parts in self.worth.items() if code in fixed or code in codes}
        return tuple(path for path in self.top if not self._can_meet(path, worth))

    def _can_meet(self, path: str, worth: Mapping[str, int]) -> bool:
        counting = next((each for each in self.countings if each.path == path), None)
        if counting is not None:
            return counting.is_met_by(worth)
        branching = next(each for each in self.branchings if each.path == path)
        return sum(self._can_take(member, worth) for member in branching.members) >= branching.need

    def _can_take(self, branch: str, worth: Mapping[str, int]) -> bool:
        inside = [each.path for each in (*self.countings, *self.branchings) if each.branch == branch]
        is_due = all(code in worth for where, code in self.due if where == branch)
        return is_due and all(self._can_meet(path, worth) for path in inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An award read for one plan."""

    needed: frozenset[str]
    """Units asked for by name whatever is still to choose."""
    wanted: frozenset[str]
    """Units that some choice, or a branch that may be taken, has room for."""
    ask: Ask
    """Without the units that fill it."""


def read(award: Block, held: Collection[str], choices: Choices) -> Reading:
    """What *award* asks for where the units *held* are obtained, under way or planned."""
    reader = _Reader(held, choices)
    reader.visit("", award, ALWAYS)
    needed = frozenset(code for branch, code in reader.due if branch == ALWAYS)
    due = tuple((branch, code) for branch, code in dict.fromkeys(reader.due) if code not in needed)
    countings = tuple(each for each in reader.countings if each.leaves)
    wanted = frozenset(code for each in countings for code in each.leaves) | {code for _branch, code in due}
    wanted -= {UNREADABLE}
    ask = Ask(
        countings=tuple(reader.countings),
        branchings=tuple(reader.branchings),
        due=due,
        fixed=(),
        options=(),
        pins=tuple(sorted(choices.pins.items())),
    )
    return Reading(needed=needed, wanted=wanted - needed, ask=ask)


class _Reader:
    """Walks an award as ``domain.choosing.judge`` binds it, with the branches that are still open."""

    def __init__(self, held: Collection[str], choices: Choices) -> None:
        self._held, self._choices = held, choices
        self.countings: list[Counting] = []
        self.branchings: list[Branching] = []
        self.due: list[tuple[str, str]] = []

    def visit(self, path: str, block: Block, branch: str) -> None:
        """Take in *block*, which is asked for in *branch*."""
        if block.take is None or not block.members:
            # Nobody can tell what meets it: a branch with such a block in it goes after those without.
            self.due += [] if branch == ALWAYS else [(branch, UNREADABLE)]
            return
        if block.counts_leaves:
            self.countings.append(_counting(path, block, branch))
        elif isinstance(block.take, TakeBlocks):
            self._branch_off(path, block, block.take.blocks, branch)
        else:
            self.due += [(branch, code) for code in block.codes]
            for where, member in _members(path, block):
                self.visit(where, member, branch)

    def _branch_off(self, path: str, block: Block, count: int, branch: str) -> None:
        taken = self._taken(path, block, count)
        free = [(where, member) for where, member in _members(path, block) if where not in taken]
        if len(taken) < count:
            members = tuple(where for where, _member in free)
            self.branchings.append(Branching(path=path, branch=branch, need=count - len(taken), members=members))
        for where, member in _members(path, block):
            if where in taken:
                self.visit(where, member, branch)
            elif len(taken) < count:
                self.visit(where, member, where)

    def _taken(self, path: str, block: Block, count: int) -> set[str]:
        """The members that are chosen, or that are begun where no more are begun than can be taken."""
        stored = self._choices.branches.get(path, frozenset[str]())
        members = list(_members(path, block))
        chosen = [where for where, _member in members if where in stored][:count]
        homes: dict[str, int] = {}
        for _where, member in members:
            for code in member.leaves:
                homes[code] = homes.get(code, 0) + 1
        begun = [
            where
            for where, member in members
            if where not in chosen and any(homes[code] == 1 and code in self._held for code in member.leaves)
        ]
        return {*chosen, *begun} if len(chosen) + len(begun) <= count else set(chosen)


def _counting(path: str, block: Block, branch: str) -> Counting:
    choice = Choice.of(path, block)
    is_compared = choice.by_units and block.printed_ects is not None
    return Counting(
        path=path,
        branch=branch,
        by_units=choice.by_units,
        need=choice.need,
        groups_needed=choice.groups_needed,
        leaves=choice.leaves,
        groups=tuple(choice.groups.items()),
        printed=parts_of(block.printed_ects or 0) if is_compared else None,
    )


def _members(path: str, block: Block) -> Iterator[tuple[str, Block]]:
    for place, member in enumerate(block.blocks, start=1):
        yield f"{path}.{place}" if path else str(place), member
