"""Which block of one award is which of another: paths are positions, so they say nothing across editions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from csp_planner.domain.award import Block, blocks_in, walk
from csp_planner.domain.text import plain_line

_ALIKE = 0.5
"""The part of their units that two blocks of different labels share at least where they are one."""
_Placed = tuple[str, Block]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The blocks of an older and of a newer award, by their paths."""

    old: Mapping[str, Block]
    new: Mapping[str, Block]
    pairs: Mapping[str, str]
    """By older path the newer one, in the order of the older award."""
    sure: frozenset[str]
    """The older paths of those that share their label or their units; of others only the place is the same."""

    @property
    def added(self) -> tuple[str, ...]:
        """Paths of the blocks that are new."""
        found = frozenset(self.pairs.values())
        return tuple(path for path in self.new if path not in found)

    @property
    def gone(self) -> tuple[str, ...]:
        """Paths of the blocks that are gone."""
        return tuple(path for path in self.old if path not in self.pairs)

    def now(self, path: str) -> str | None:
        """Where the block that stood at *path* is now, as far as that is sure."""
        return self.pairs[path] if path in self.sure else None


def pair_blocks(old: Block | None, new: Block | None) -> Pairing:
    """Pair the blocks of two awards: by label and units, level by level, then across levels, then by place."""
    olds = dict(walk(old)) if old is not None else {}
    news = dict(walk(new)) if new is not None else {}
    work = _Pairs(olds, news)
    if old is not None and new is not None:
        work.add("", "", is_sure=True)
        # What moved into another block is found where it has the same name, or all the same units.
        left = [(path, block) for path, block in olds.items() if path not in work.pairs]
        free = [(path, block) for path, block in news.items() if path not in work.taken]
        work.match(left, free, _across, by_place=False)
    ordered = {path: work.pairs[path] for path in olds if path in work.pairs}
    return Pairing(old=olds, new=news, pairs=ordered, sure=frozenset(work.sure))


class _Pairs:
    """The pairs found so far."""

    def __init__(self, olds: Mapping[str, Block], news: Mapping[str, Block]) -> None:
        self._olds, self._news = olds, news
        self._leaves = {id(block): frozenset(block.leaves) for block in (*olds.values(), *news.values())}
        self.pairs: dict[str, str] = {}
        self.taken: set[str] = set()
        self.sure: set[str] = set()

    def add(self, old: str, new: str, *, is_sure: bool) -> None:
        """Take two blocks for one, and pair those inside them."""
        self.pairs[old] = new
        self.taken.add(new)
        if is_sure:
            self.sure.add(old)
        inside_old, inside_new = list(blocks_in(old, self._olds[old])), list(blocks_in(new, self._news[new]))
        self.match(inside_old, inside_new, _beside, by_place=True)

    def match(
        self,
        olds: Sequence[_Placed],
        news: Sequence[_Placed],
        score: Callable[[Block, Block, float], float],
        *,
        by_place: bool,
    ) -> None:
        """Pair blocks, those that are most alike first."""
        found: list[tuple[float, int, int, int]] = []
        for i, (_old, before) in enumerate(olds):
            for j, (_new, after) in enumerate(news):
                alike = score(before, after, self._overlap(before, after))
                if alike > 0:
                    found.append((-alike, abs(i - j), i, j))
        for _alike, _far, i, j in sorted(found):
            self._try(olds[i][0], news[j][0], is_sure=True)
        if by_place:
            for (old, before), (new, after) in zip(olds, news, strict=False):
                is_named = bool(_name(before) and _name(after))
                if not is_named or self._overlap(before, after) > 0:
                    self._try(old, new, is_sure=False)

    def _try(self, old: str, new: str, *, is_sure: bool) -> None:
        if old not in self.pairs and new not in self.taken:
            self.add(old, new, is_sure=is_sure)

    def _overlap(self, before: Block, after: Block) -> float:
        mine, theirs = self._leaves[id(before)], self._leaves[id(after)]
        every = len(mine | theirs)
        return len(mine & theirs) / every if every else 0


def _name(block: Block) -> str:
    return " ".join(plain_line(block.label).casefold().split())


def _beside(before: Block, after: Block, overlap: float) -> float:
    """How far two blocks of one level are alike; 0 where they are not."""
    if _name(before) and _name(before) == _name(after):
        return 1 + 2 * overlap
    return 2 * overlap if overlap >= _ALIKE else 0


def _across(before: Block, after: Block, overlap: float) -> float:
    """The same of blocks of different levels, of which more is asked."""
    is_named = bool(_name(before)) and _name(before) == _name(after)
    return 1 + 2 * overlap if overlap > 0 and (is_named or overlap == 1) else 0
