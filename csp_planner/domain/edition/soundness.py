"""Whether the award of a programme can be reached at all, and whether its sums are those that are announced."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, islice, product

from csp_planner.domain.amounts import add_up, amount_of, parts_of
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, blocks_in, walk
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.values import BlockState, Choices, Holding, Rank
from csp_planner.domain.openings import opens_ever
from csp_planner.domain.programme import Programme

_MOST_TRIED = 200
"""Ways to choose branches that are tried before nothing is claimed of blocks that compete for units."""
_MOST_PARTS = 400_000
"""Two-hundredths up to which all sums of units are worked out: more than any diploma asks for in one choice."""


class Trouble(StrEnum):
    """What is wrong with a block."""

    UNKNOWN_UNIT = "unknown-unit"
    """It names a code that is no row."""
    TOO_FEW_UNITS = "too-few-units"
    TOO_FEW_ECTS = "too-few-ects"
    TOO_FEW_BLOCKS = "too-few-blocks"
    """Fewer of its member blocks can be met, or have a unit, than it asks for."""
    COMPETES = "competes"
    """Each block could be met alone, but not all of them: a unit counts once."""
    EMPTY = "empty"
    """It has no members: nothing of it can be checked."""
    UNREADABLE = "unreadable"
    """Its rule could not be read: nothing of it can be checked."""
    PRINTED = "printed"
    """It cannot yield the total that is printed beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTrouble:
    """What is wrong with one block."""

    path: str
    label: str
    trouble: Trouble
    prevents: bool
    """Whether the block cannot be met for that."""
    asked: float | None = None
    """What it asks for, in the quantity of the trouble; or what is printed beside it."""
    found: float | None = None
    """The most that it has of that."""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the rows and the award come to, beside what is announced."""

    announced: float | None
    listed: float | None
    """All rows together; None where none of them has any published."""
    least: float | None
    """What one who takes no more than the award asks for has at least; None where that is not known."""
    most: float | None

    @property
    def agrees(self) -> bool:
        """Whether the announced total can be had, as far as anything is known."""
        if self.announced is None or self.least is None or self.most is None:
            return True
        return parts_of(self.least) <= parts_of(self.announced) <= parts_of(self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What a programme comes to on its own, whoever the learner is."""

    reachable: bool
    ects: Sums
    hours: Sums
    blocks: tuple[BlockTrouble, ...]
    """In the order of the sheet."""
    never_open: tuple[str, ...]
    """Attended units that no known year opens: a waiver is the only way to take them."""
    absent: tuple[str, ...]
    """Units that the newest edition has no more."""
    unknown: tuple[str, ...]
    """Codes that the conditions name and that are no rows."""
    in_no_block: tuple[str, ...]
    """Rows that the award does not name."""


def soundness(programme: Programme) -> Soundness:
    """What *programme* comes to. Total: any programme can be looked at."""
    rows, award = programme.by_code, programme.award
    look = _Look(award, {code: unit.ects for code, unit in rows.items()}) if award is not None else None
    conditions = programme.conditions
    named = (*conditions.listed, *((conditions.experience_unit,) if conditions.experience_unit else ()))
    unknown = tuple(dict.fromkeys(code for code in named if code not in rows))
    in_award = frozenset(award.leaves) if award is not None else frozenset(rows)
    ects = {code: unit.ects for code, unit in rows.items()}
    hours = {code: unit.hours for code, unit in rows.items() if unit.hours is not None}
    return Soundness(
        reachable=bool(rows) and not unknown and (look is None or look.is_reachable),
        ects=_sums(programme.announced.ects, ects, award),
        hours=_sums(programme.announced.hours, hours, award),
        blocks=look.troubles if look is not None else (),
        never_open=tuple(unit.code for unit in programme.units if unit.is_attended and not opens_ever(unit)),
        absent=tuple(unit.code for unit in programme.units if unit.is_attended and programme.is_absent(unit)),
        unknown=unknown,
        in_no_block=tuple(code for code in rows if code not in in_award),
    )


class _Look:
    """One award, looked at with all rows of the programme at hand."""

    def __init__(self, award: Block, ects: Mapping[str, float]) -> None:
        self._award, self._ects = award, ects
        self._blocks = dict(walk(award))
        self._met: dict[str, bool] = {}
        self._found: dict[str, list[BlockTrouble]] = {path: [] for path in self._blocks}
        self.is_reachable = self._look("", award, binds=True)
        if self.is_reachable:
            self.is_reachable = self._fits_together()
        self.troubles = tuple(trouble for found in self._found.values() for trouble in found)

    def _say(
        self,
        path: str,
        trouble: Trouble,
        asked: float | None = None,
        found: float | None = None,
        *,
        unit: str = "",
        prevents: bool,
    ) -> bool:
        """Note what is wrong, and return whether the block can be met even so."""
        one = BlockTrouble(
            path=path,
            label=self._blocks[path].label,
            trouble=trouble,
            prevents=prevents,
            asked=asked,
            found=found,
            unit=unit,
        )
        self._found[path].append(one)
        return not prevents

    def _look(self, path: str, block: Block, *, binds: bool) -> bool:
        """Note what is wrong with *block* and those in it; return whether it can be met. A group asks for nothing."""
        is_due = binds and block.take == "all"
        fits = True
        for code in block.codes:
            if code not in self._ects:
                fits &= self._say(path, Trouble.UNKNOWN_UNIT, unit=code, prevents=is_due)
        if not block.members:
            self._say(path, Trouble.EMPTY, prevents=False)
        elif block.take is None:
            self._say(path, Trouble.UNREADABLE, prevents=False)
        inner = binds and block.take is not None and not block.counts_leaves
        met = [self._look(where, member, binds=inner) for where, member in blocks_in(path, block)]
        if binds and block.members:
            fits &= self._is_enough(path, block, met)
        self._printed(path, block)
        self._met[path] = fits
        return fits

    def _is_enough(self, path: str, block: Block, met: Sequence[bool]) -> bool:
        leaves = [code for code in block.leaves if code in self._ects]
        fits = True
        match block.take:
            case "all":
                return all(met)
            case TakeUnits(count) if len(leaves) < count:
                fits = self._say(path, Trouble.TOO_FEW_UNITS, count, len(leaves), prevents=True)
            case TakeEcts(ects):
                most = add_up(self._ects[code] for code in leaves)
                if parts_of(most) < parts_of(ects):
                    fits = self._say(path, Trouble.TOO_FEW_ECTS, ects, most, prevents=True)
            case TakeBlocks(count) if sum(met) < count:
                fits = self._say(path, Trouble.TOO_FEW_BLOCKS, count, sum(met), prevents=True)
            case _:
                pass
        if block.counts_leaves and block.at_least_blocks is not None:
            groups = sum(1 for member in block.blocks if any(code in self._ects for code in member.leaves))
            if groups < block.at_least_blocks:
                fits &= self._say(path, Trouble.TOO_FEW_BLOCKS, block.at_least_blocks, groups, prevents=True)
        return fits

    def _printed(self, path: str, block: Block) -> None:
        found = _range(block, self._ects) if block.printed_ects is not None and block.members else None
        if block.printed_ects is None or found is None:
            return
        printed = parts_of(block.printed_ects)
        if not found[0] <= printed <= found[1]:
            nearest = found[0] if printed < found[0] else found[1]
            self._say(path, Trouble.PRINTED, block.printed_ects, amount_of(nearest), prevents=False)

    def _fits_together(self) -> bool:
        """Whether all blocks can be met at once, units counting once, in one of the ways to choose branches."""
        held = {code: Holding(Rank.OBTAINED, worth) for code, worth in self._ects.items()}
        tried, first = 0, list[str]()
        for branches in islice(self._ways("", self._award), _MOST_TRIED):
            standing = judge(self._award, held, Choices(branches=branches))
            if standing.root.state is not BlockState.OPEN:
                return True
            first = first or [one.path for one in standing.blocks if one.binds and one.missing]
            tried += 1
        if tried >= _MOST_TRIED:
            return True
        for path in first:
            self._say(path, Trouble.COMPETES, prevents=True)
        return False

    def _ways(self, path: str, block: Block) -> Iterator[dict[str, frozenset[str]]]:
        """The ways to choose branches in *block*, of those that can be met."""
        if block.take is None or block.counts_leaves or not block.members:
            yield {}
            return
        members = [(where, member) for where, member in blocks_in(path, block) if self._met[where]]
        chosen = [members]
        if isinstance(block.take, TakeBlocks):
            chosen = [list(some) for some in islice(combinations(members, block.take.blocks), _MOST_TRIED)]
        for some in chosen:
            own = {path: frozenset(where for where, _member in some)} if isinstance(block.take, TakeBlocks) else {}
            inside = [list(islice(self._ways(where, member), _MOST_TRIED)) for where, member in some]
            for parts in product(*inside):
                yield {**own, **{key: value for part in parts for key, value in part.items()}}


def _sums(announced: float | None, known: Mapping[str, float], award: Block | None) -> Sums:
    listed = add_up(known.values()) if known else None
    if listed is None:
        return Sums(announced=announced, listed=None, least=None, most=None)
    if award is None:
        return Sums(announced=announced, listed=listed, least=listed, most=listed)
    found = _range(award, known)
    least, most = (None, None) if found is None else (amount_of(found[0]), amount_of(found[1]))
    return Sums(announced=announced, listed=listed, least=least, most=most)


def _range(block: Block, known: Mapping[str, float]) -> tuple[int, int] | None:
    """The least and the most that one has who takes what *block* asks for, in two-hundredths; None: not known.

    A unit counts once: units due in several blocks are added once, for they are gathered first.
    """
    due, choices = _gathered(block)
    least = most = sum(parts_of(known.get(code, 0)) for code in due)
    for choice in choices:
        found = _choice_range(choice, known, due)
        if found is None:
            return None
        least, most = least + found[0], most + found[1]
    return least, most


def _gathered(block: Block) -> tuple[frozenset[str], list[Block]]:
    """The units that *block* asks for by name, and the choices in it."""
    if block.take != "all":
        return frozenset(), [block]
    due, choices = frozenset(block.codes), list[Block]()
    for member in block.blocks:
        more, further = _gathered(member)
        due, choices = due | more, choices + further
    return due, choices


def _choice_range(block: Block, known: Mapping[str, float], due: frozenset[str]) -> tuple[int, int] | None:
    worth = sorted(parts_of(known.get(code, 0)) for code in block.leaves if code not in due)
    match block.take:
        case TakeUnits(count):
            return (sum(worth[:count]), sum(worth[-count:]))
        case TakeEcts(ects):
            return _sums_beyond(worth, parts_of(ects))
        case TakeBlocks(count):
            inside = [_range(member, known) for member in block.blocks]
            ranges = [one for one in inside if one is not None]
            if len(ranges) < len(inside):
                return None
            least, most = sorted(low for low, _high in ranges), sorted(high for _low, high in ranges)
            return (sum(least[:count]), sum(most[-count:]))
        case _:
            return None


def _sums_beyond(worth: Sequence[int], asked: int) -> tuple[int, int]:
    """The least and the most that one has who takes some of *worth* up to at least *asked*, and none in vain.

    That is the smallest sum there is, for a choice in credits prefers the smallest surplus; *asked* where all are less.
    """
    most = asked + max(worth, default=0)
    if sum(worth) < asked:
        return asked, asked
    if most > _MOST_PARTS:
        return asked, most
    reached, kept = 1, (1 << most + 1) - 1  # bit n: some of them add up to n
    for one in worth:
        reached = (reached | reached << one) & kept
    over = reached >> asked
    found = asked + (over & -over).bit_length() - 1
    return found, found
