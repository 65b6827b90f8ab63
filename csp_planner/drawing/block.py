"""Piles blocks on pages. Each block is as wide as the page and is never split."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from csp_planner.drawing.canvas import Canvas

Paint = Callable[[Canvas, float, float], None]
"""A function that paints something with its top left corner at the point given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something on a page that is not cut in two."""

    height: float
    paint: Paint
    keep_with_next: bool = False
    """Whether a page must not end with it, as with a heading."""
    again: tuple["Block", ...] = ()
    """Blocks that are repeated over it when it begins a page."""
    is_blank: bool = False
    """Whether it is space that no page needs to begin or end with."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together. They stand on one page where that leaves no great gap on the page before."""

    blocks: tuple[Block, ...]
    together: bool = False
    """Whether it must not be split as long as a page can hold it."""

    @property
    def height(self) -> float:
        """The height of the whole, without the space at its end."""
        blocks = self.blocks[:-1] if self.blocks and self.blocks[-1].is_blank else self.blocks
        return sum(block.height for block in blocks)


def gap(height: float) -> Block:
    """Return empty space."""
    return Block(height=height, paint=lambda _canvas, _x, _y: None, is_blank=True)


def under(heads: tuple[Block, ...], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return *blocks*, with *heads* repeated over those that begin a page."""
    return tuple(replace(block, again=heads) for block in blocks)


def beside(left: Block, right: Block, offset: float) -> Block:
    """Return two blocks as one; *right* begins *offset* to the right of where *left* does."""

    def paint(canvas: Canvas, x: float, y: float) -> None:
        left.paint(canvas, x, y)
        right.paint(canvas, x + offset, y)

    return Block(height=max(left.height, right.height), paint=paint, keep_with_next=left.keep_with_next)


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, each with its distance from the top."""

    blocks: tuple[tuple[float, Block], ...]


def paginate(groups: tuple[Group, ...], height: float) -> tuple[Page, ...]:
    """Return *groups* on pages of *height*. A block taller than that stands alone on its page."""
    pile = _Pile(height)
    for group in groups:
        wanted = group.together or pile.left < height * _GREAT_GAP
        if pile.left < group.height <= height and wanted:
            pile.turn()
        for index, block in enumerate(group.blocks):
            if pile.left < _needed(group.blocks, index) and not block.is_blank:
                pile.turn(block.again)
            pile.put(block)
    return pile.done()


_GREAT_GAP = 0.2
"""A larger part of a page than this is not left empty to keep a group together."""


def _needed(blocks: tuple[Block, ...], index: int) -> float:
    """Return the height of a block and of those that must follow it on the same page."""
    needed = blocks[index].height
    while blocks[index].keep_with_next and index + 1 < len(blocks):
        index += 1
        needed += blocks[index].height
    return needed


class _Pile:
    """Pages being filled from the top."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._pages: list[Page] = []
        self._page: list[tuple[float, Block]] = []
        self._y = 0.0
        self._is_fresh = True
        """Whether only repeated blocks stand on the page. Turning it would gain nothing and could go on for ever."""

    @property
    def left(self) -> float:
        """The height that is still free. A fresh page counts as endless, because another would hold no more."""
        return float("inf") if self._is_fresh else self._height - self._y

    def turn(self, again: tuple[Block, ...] = ()) -> None:
        """Begin another page, with the blocks *again* on it."""
        if self._is_fresh:
            return
        self._pages.append(Page(tuple(self._page)))
        self._page, self._y = [], 0.0
        for block in again:
            self._add(block)
        self._is_fresh = True

    def put(self, block: Block) -> None:
        """Add a block. Empty space is left out where a page begins."""
        if block.is_blank and self._is_fresh:
            return
        self._add(block)
        self._is_fresh = False

    def _add(self, block: Block) -> None:
        self._page.append((self._y, block))
        self._y += block.height

    def done(self) -> tuple[Page, ...]:
        """Return all pages. There is at least one, even if it is empty."""
        if self._page or not self._pages:
            self._pages.append(Page(tuple(self._page)))
        return tuple(self._pages)
