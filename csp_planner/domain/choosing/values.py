"""What the judgement of an award reads and says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property

from csp_planner.domain.award import Block, parent_of
from csp_planner.domain.terms import Term


class Rank(IntEnum):
    """How sure a unit is; the surest counts first."""

    OBTAINED = 0
    UNDER_WAY = 1
    PLANNED = 2
    TO_CONFIRM = 3
    """Neither attended nor confirmed yet. It fills a place where it is due, and is chosen nowhere."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A unit that the learner has or has planned."""

    rank: Rank
    ects: float
    """What it is worth: its own value where it is obtained."""
    term: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the learner chose in a scenario beside placing units."""

    branches: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """By the path of a block taken by blocks: the paths of the members chosen."""
    pins: Mapping[str, str] = field(default_factory=dict[str, str])
    """By code of a unit that stands in several blocks: the path of the one it is to count in."""


class BlockState(StrEnum):
    """How far a block is met."""

    MET = "met"
    """By what is obtained alone."""
    PLANNED = "planned"
    """By what is obtained, under way and planned."""
    UNCHECKED = "unchecked"
    """Its rule could not be read, or there are too many ways to share out units to try them all."""
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a block still lacks."""

    units: int = 0
    ects: float = 0
    blocks: int = 0

    def __bool__(self) -> bool:
        return bool(self.units or self.ects or self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockStanding:
    """Where one block stands."""

    path: str
    block: Block
    state: BlockState
    binds: bool = True
    """Whether the award asks for it: groups of a choice and branches that are not chosen are shown, not asked for."""
    counts: tuple[str, ...] = ()
    """Units that count in it, those of the blocks inside it included."""
    extra: tuple[str, ...] = ()
    """Units in it beyond what it takes."""
    ects: float = 0
    """ECTS of what counts in it, each unit once."""
    missing: Missing = Missing()
    due: tuple[str, ...] = ()
    """Units that it asks for by name and that have no place; those of the blocks inside it are theirs."""
    chosen: tuple[str, ...] = ()
    """In a block taken by blocks: the paths of the members that are taken."""


@dataclass(frozen=True, kw_only=True)
class AwardStanding:
    """Where the award stands; its blocks are in the order of the sheet, the root first."""

    blocks: tuple[BlockStanding, ...]
    counted: frozenset[str]
    """Units that count somewhere; what is held beyond them adds nothing."""
    due: frozenset[str]
    """Units that it asks for by name, whatever is chosen inside the branches taken."""

    @cached_property
    def by_path(self) -> Mapping[str, BlockStanding]:
        """The standings by the paths of the blocks."""
        return {found.path: found for found in self.blocks}

    def asks_for(self, code: str) -> bool:
        """Whether *code* is due by name, or counts in a choice."""
        return code in self.due or code in self.counted

    def label_of(self, path: str) -> str:
        """The label of the block at *path* or, where the sheet gives it none, of the block that holds it."""
        return self.by_path[self.labelled(path)].block.label

    def labelled(self, path: str) -> str:
        """The path of the block at *path* or, where the sheet gives it no label, of the block that holds it."""
        return path if self.by_path[path].block.label or not path else self.labelled(parent_of(path))

    def stage_of(self, path: str) -> str:
        """The label of what the block at *path* stands in, where others share its name; empty where none does."""
        above = self.root.block.told_apart.get(self.labelled(path))
        return "" if above is None else self.by_path[above].block.label

    @property
    def open_choices(self) -> tuple[BlockStanding, ...]:
        """The choices that lack something: units, credits, domains or a branch."""
        return tuple(
            found
            for found in self.blocks
            if found.binds and found.state is BlockState.OPEN and found.block.is_choice and found.missing
        )

    @property
    def unchecked(self) -> tuple[BlockStanding, ...]:
        """The blocks of which nobody can say whether they are met, without those that only hold such a block."""
        return tuple(
            found
            for found in self.blocks
            if found.binds
            and found.state is BlockState.UNCHECKED
            and (found.block.take is None or found.block.counts_leaves or not found.block.members)
        )

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """By unit that is due or counts: the path of the innermost block that asks for it, the first of several."""
        found: dict[str, str] = {}
        for each in self.blocks:
            if each.binds and each.block.take == "all":
                found |= {code: each.path for code in each.block.codes if code not in found}
        for each in self.blocks:
            if each.binds and each.block.counts_leaves:
                found |= {code: each.path for code in each.counts if code not in found}
        return found

    @property
    def root(self) -> BlockStanding:
        """The award as a whole."""
        return self.blocks[0]
