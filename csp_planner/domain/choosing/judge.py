"""Judges an award: which blocks are met, planned, open or cannot be checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import Block, TakeBlocks, blocks_in, parent_of, walk
from csp_planner.domain.choosing.counting import Choice, count_in
from csp_planner.domain.choosing.sharing import Shares, share_out
from csp_planner.domain.choosing.values import (
    AwardStanding,
    BlockStanding,
    BlockState,
    Choices,
    Holding,
    Missing,
    Rank,
)


def judge(award: Block, held: Mapping[str, Holding], choices: Choices) -> AwardStanding:
    """Where *award* stands with the units *held*, by code. Total: any tree can be judged."""
    return _Judgement(award, held, choices).standing()


@dataclass(frozen=True, slots=True)
class _Branching:
    """The members of a block taken by blocks that are taken, by their paths."""

    chosen: tuple[str, ...]
    missing: int


class _Judgement:
    """One award with what is held; each part of the judgement is worked out once."""

    def __init__(self, award: Block, held: Mapping[str, Holding], choices: Choices) -> None:
        self._award, self._held, self._choices = award, held, choices
        self._chosen = {code: holding for code, holding in held.items() if holding.rank is not Rank.TO_CONFIRM}
        self._blocks = dict(walk(award))
        self._branchings: dict[str, _Branching] = {}
        self._binding = dict(self._bind("", award))
        self._due = {code for block in self._binding.values() if block.take == "all" for code in block.codes}
        counting = [Choice.of(path, block) for path, block in self._binding.items() if block.counts_leaves]
        free = {code: holding for code, holding in self._chosen.items() if code not in self._due}
        self._shares: Shares = share_out(counting, free, choices.pins)
        self._by_path = {choice.path: choice for choice in counting}
        self._found: dict[str, BlockStanding] = {}

    def standing(self) -> AwardStanding:
        """The standing of every block."""
        root = self._judge("", self._award)
        counted = frozenset(root.counts)
        shown: dict[str, BlockStanding] = {}
        for path, block in self._blocks.items():
            shown[path] = self._found.get(path) or self._aside(path, block, counted, shown[parent_of(path)])
        return AwardStanding(blocks=tuple(shown.values()), counted=counted, due=frozenset(self._due))

    def _bind(self, path: str, block: Block) -> Iterator[tuple[str, Block]]:
        """The blocks that the award asks for, as far as branches are chosen."""
        yield path, block
        if block.take is None or block.counts_leaves:
            return
        members = list(blocks_in(path, block))
        if isinstance(block.take, TakeBlocks):
            self._branchings[path] = self._branching(path, block.take.blocks, members)
            members = [(where, member) for where, member in members if where in self._branchings[path].chosen]
        for where, member in members:
            yield from self._bind(where, member)

    def _branching(self, path: str, count: int, members: Sequence[tuple[str, Block]]) -> _Branching:
        """The members chosen by the learner, then those begun, where no more are begun than can be taken."""
        stored = self._choices.branches.get(path, frozenset())
        chosen = [where for where, _member in members if where in stored][:count]
        homes: dict[str, int] = {}
        for _where, member in members:
            for code in member.leaves:
                homes[code] = homes.get(code, 0) + 1
        begun = [
            where
            for where, member in members
            if where not in chosen and any(homes[code] == 1 and code in self._chosen for code in member.leaves)
        ]
        if len(chosen) + len(begun) <= count:
            chosen = [where for where, _member in members if where in chosen or where in begun]
        return _Branching(chosen=tuple(chosen), missing=max(0, count - len(chosen)))

    def _judge(self, path: str, block: Block) -> BlockStanding:
        """Judge a block that the award asks for, and those that it asks for inside it."""
        if block.take is None or not block.members:
            found = self._unreadable(path, block)
        elif path in self._by_path:
            found = self._choice(path, block)
        else:
            found = self._composed(path, block)
        self._found[path] = found
        return found

    def _unreadable(self, path: str, block: Block) -> BlockStanding:
        counts = tuple(code for code in block.leaves if code in self._chosen and code not in self._due)
        return BlockStanding(path=path, block=block, state=BlockState.UNCHECKED, counts=counts, ects=self._ects(counts))

    def _choice(self, path: str, block: Block) -> BlockStanding:
        choice, given = self._by_path[path], self._shares.given[path]
        pinned = frozenset(code for code, where in self._choices.pins.items() if where == path)
        count = count_in(choice, given, self._held, pinned)
        state = self._state_of(count.counts)
        if count.missing:
            state = BlockState.UNCHECKED if path in self._shares.untried else BlockState.OPEN
        return BlockStanding(
            path=path,
            block=block,
            state=state,
            counts=count.counts,
            extra=count.extra,
            ects=self._ects(count.counts),
            missing=count.missing,
        )

    def _composed(self, path: str, block: Block) -> BlockStanding:
        """A block of which all is asked for, or so many of the blocks inside it."""
        branching = self._branchings.get(path)
        members = [
            self._judge(where, member)
            for where, member in blocks_in(path, block)
            if branching is None or where in branching.chosen
        ]
        own = block.codes if branching is None else ()
        held = tuple(code for code in own if code in self._held)
        due = tuple(code for code in own if code not in self._held)
        lacking = branching.missing if branching else 0
        states = [member.state for member in members]
        if due or lacking:
            states.append(BlockState.OPEN)
        if held:
            states.append(self._state_of(held))
        counts = tuple(dict.fromkeys((*held, *(code for member in members for code in member.counts))))
        return BlockStanding(
            path=path,
            block=block,
            state=max(states, key=_GRAVITY.index, default=BlockState.MET),
            counts=counts,
            extra=tuple(dict.fromkeys(code for member in members for code in member.extra if code not in counts)),
            ects=self._ects(counts),
            missing=Missing(units=len(due), blocks=lacking),
            due=due,
            chosen=branching.chosen if branching else (),
        )

    def _aside(self, path: str, block: Block, counted: frozenset[str], above: BlockStanding) -> BlockStanding:
        """A group of a choice, or a branch that is not taken: what of it counts elsewhere, and what does not.

        Nothing is asked of a group by itself: where nothing of it counts, it is as far as the choice *above* it.
        """
        held = [code for code in block.leaves if code in self._chosen]
        counts = tuple(code for code in held if code in counted)
        is_group = above.block.counts_leaves or not above.binds
        state = self._state_of(counts) if counts else above.state if is_group else BlockState.OPEN
        return BlockStanding(
            path=path,
            block=block,
            state=state,
            binds=False,
            counts=counts,
            extra=tuple(code for code in held if code not in counted),
            ects=self._ects(counts),
        )

    def _state_of(self, codes: Sequence[str]) -> BlockState:
        obtained = all(self._held[code].rank is Rank.OBTAINED for code in codes)
        return BlockState.MET if obtained else BlockState.PLANNED

    def _ects(self, codes: Sequence[str]) -> float:
        return add_up(self._held[code].ects for code in codes)


_GRAVITY = (BlockState.MET, BlockState.PLANNED, BlockState.UNCHECKED, BlockState.OPEN)
