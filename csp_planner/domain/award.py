"""What the award of a diploma asks for: a tree of blocks. Without a tree, all units are due."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from annotated_types import Gt, Interval, MaxLen

from csp_planner.domain.conversions import Taken
from csp_planner.domain.limits import MAX_UNITS, STOP_AT_FIRST, Amount, Code, Kept, Label, ShortText, UnitCount
from csp_planner.domain.text import plain_line

MAX_BLOCKS = 200
"""Blocks of one award, its root included."""
MAX_DEPTH = 6
"""Blocks inside one another, the root included."""

_PATH = re.compile(r"([1-9][0-9]{0,2}(\.[1-9][0-9]{0,2})*)?\Z")
_RULE_IN_LABEL = re.compile(r",[^,]*(\d|choisir|choose|parmi|among)", re.IGNORECASE)


def _path(text: str) -> str:
    if not _PATH.match(text):
        raise ValueError("not the path of a block")
    return text


BlockPath: TypeAlias = Annotated[str, MaxLen(4 * MAX_DEPTH), Taken(_path)]
"""Where a block stands, as ``walk`` says it."""
BlockCount: TypeAlias = Annotated[int, Interval(ge=1, le=MAX_BLOCKS)]


@dataclass(frozen=True, slots=True)
class TakeUnits(Kept):
    """So many of the units in the block, whatever credits they yield. Member blocks only group them."""

    units: UnitCount


@dataclass(frozen=True, slots=True)
class TakeEcts(Kept):
    """At least so many ECTS of the units in the block; more is normal. Member blocks only group them."""

    ects: Annotated[Amount, Gt(0)]


@dataclass(frozen=True, slots=True)
class TakeBlocks(Kept):
    """So many of the member blocks (branches, domains), each by its own rule."""

    blocks: BlockCount


Take: TypeAlias = Literal["all"] | TakeUnits | TakeEcts | TakeBlocks | None
"""What a block asks for of its members; None is a rule that could not be read: its text is the note of the block."""


@dataclass(frozen=True, kw_only=True)
class Block(Kept):
    """A part of the award: a stage, a choice, a branch or a domain. Without slots: it keeps what it works out."""

    label: Label = ""
    take: Take = "all"
    at_least_blocks: BlockCount | None = None
    """In a block taken by units or ECTS: from how many of its member blocks they come at least."""
    members: Annotated[tuple["Code | Block", ...], MaxLen(MAX_UNITS), STOP_AT_FIRST] = ()
    """Codes of units, and blocks."""
    printed_ects: Amount | None = None
    """The total that the sheet prints beside the block: compared with what it yields, never a rule."""
    note: ShortText = ""
    """Text of the sheet that is no rule for this program: exclusions, or a rule that could not be read."""

    @cached_property
    def blocks(self) -> tuple["Block", ...]:
        """The member blocks."""
        return tuple(member for member in self.members if isinstance(member, Block))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The units that are members themselves, each once."""
        return tuple(dict.fromkeys(member for member in self.members if isinstance(member, str)))

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """All units in the block and in the blocks inside it, each once, in the order of the sheet."""
        return tuple(dict.fromkeys(_leaves(self)))

    @cached_property
    def told_apart(self) -> Mapping[str, str]:
        """By path of each block of this award that shares its name: the path of the block above that tells it apart.

        That is the innermost whose name stands above no other of them or, without one, the block that it stands in.
        A block that shares its name with blocks inside it alone needs none: those are told apart by it.
        """
        names = {path: short_label(block.label) or ("" if block.is_choice else path) for path, block in walk(self)}
        alike: dict[str, list[str]] = {}
        for path, name in names.items():
            alike.setdefault(name, []).append(path)
        found: dict[str, str] = {}
        for paths in alike.values():
            above = {path: tuple(_above(path)) for path in paths} if len(paths) > 1 else {}
            for path, line in above.items():
                elsewhere = [ones for other, ones in above.items() if other != path and path not in ones]
                others = {names[each] for ones in elsewhere for each in ones}
                if line and elsewhere:
                    own = (each for each in line if names[each] not in others and names[each] != each)
                    found[path] = next(own, line[0])
        return found

    @property
    def is_choice(self) -> bool:
        """Whether something of it is chosen: units, credits or blocks."""
        return isinstance(self.take, (TakeUnits, TakeEcts, TakeBlocks))

    @property
    def counts_leaves(self) -> bool:
        """Whether it takes units or ECTS, so that the blocks inside it are only groups."""
        return isinstance(self.take, (TakeUnits, TakeEcts))


def _leaves(block: Block) -> Iterator[str]:
    for member in block.members:
        if isinstance(member, str):
            yield member
        else:
            yield from _leaves(member)


def short_label(label: str) -> str:
    """A label without the rule that many sheets write after it: « SHES » of « SHES, 6 crédits à choisir parmi »."""
    line = plain_line(label)
    rule = _RULE_IN_LABEL.search(line)
    return line[: rule.start()].strip() if rule else line


def walk(award: Block, path: str = "") -> Iterator[tuple[str, Block]]:
    """Each block of *award* with its path, in the order of the sheet.

    A path is made of places: ``2.1`` is the first block among the members of the second block; the root's is empty.
    """
    yield path, award
    for where, block in blocks_in(path, award):
        yield from walk(block, where)


def blocks_in(path: str, block: Block) -> Iterator[tuple[str, Block]]:
    """The member blocks of *block*, which stands at *path*, each with its own path."""
    for place, member in enumerate(block.blocks, start=1):
        yield f"{path}.{place}" if path else str(place), member


def due_whatever_is_chosen(award: Block | None) -> frozenset[str]:
    """Units that *award* asks for by name outside all choices and branches; all are due without an award, so none."""
    if award is None or award.take != "all":
        return frozenset()
    found = set(award.codes)
    for block in award.blocks:
        found |= due_whatever_is_chosen(block)
    return frozenset(found)


def stages_of(award: Block | None) -> tuple[tuple[str, Block], ...]:
    """The stages (L1, L2, L3) with their paths: the labelled blocks that follow one another and are due whole.

    Empty where there are fewer than two.
    """
    if award is None or award.take != "all":
        return ()
    found = tuple((path, block) for path, block in blocks_in("", award) if block.take == "all" and block.label)
    return found if len(found) > 1 else ()


def _above(path: str) -> Iterator[str]:
    """The paths of the blocks that hold the one at *path*, the innermost first, without the root."""
    while path := parent_of(path):
        yield path


def parent_of(path: str) -> str:
    """The path of the block that holds the one at *path*; the root holds itself."""
    return path.rpartition(".")[0]


def depth_of(block: Block) -> int:
    """How many blocks stand inside one another, *block* included."""
    return 1 + max(map(depth_of, block.blocks), default=0)
