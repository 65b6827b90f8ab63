"""Random trees, judged as somebody judges them who tries every way to share out the units."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.amounts import add_up, parts_of
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, walk
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.values import AwardStanding, BlockState, Choices, Holding, Rank
from csp_planner.domain.terms import Part, Term

CODES = tuple("ABCDEFGH")
codes = st.sampled_from(CODES)
takes = st.one_of(
    st.just("all"),
    st.builds(TakeUnits, st.integers(1, 3)),
    st.builds(TakeEcts, st.sampled_from((3.0, 6.0, 7.5, 10.0))),
    st.builds(TakeBlocks, st.integers(1, 2)),
    st.just(None),
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> Block:
    """A tree of blocks with units that stand in several of them."""
    leaves = draw(st.lists(codes, max_size=4, unique=True))
    inner = draw(st.lists(trees(depth - 1), max_size=2)) if depth > 1 else []
    groups = draw(st.none() | st.integers(1, 2))
    return Block(take=draw(takes), members=(*leaves, *inner), at_least_blocks=groups)


holdings = st.builds(
    Holding,
    st.sampled_from(Rank),
    st.sampled_from((0.0, 3.0, 4.0, 6.0, 7.5)),
    st.builds(Term, st.integers(2024, 2028), st.sampled_from(Part)),
)
held_units = st.dictionaries(codes, holdings, max_size=7)


def binding(standing: AwardStanding) -> dict[str, Block]:
    """The blocks asked for, by path."""
    return {found.path: found.block for found in standing.blocks if found.binds}


def subsets(given_codes: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(given_codes) + 1):
        yield from combinations(given_codes, size)


def represented(block: Block, chosen: tuple[str, ...]) -> int:
    """Most member blocks that *chosen* units can represent, one each: every way is tried."""
    homes = [[None, *(place for place, part in enumerate(block.blocks) if code in part.leaves)] for code in chosen]
    best = 0
    for way in product(*homes):
        taken = [place for place in way if place is not None]
        if len(taken) == len(set(taken)):
            best = max(best, len(taken))
    return best


def is_met(block: Block, codes_given: list[str], held: Mapping[str, Holding]) -> bool:
    """Whether the units given meet a choice."""
    enough = (
        len(codes_given) >= block.take.units
        if isinstance(block.take, TakeUnits)
        else isinstance(block.take, TakeEcts) and sum(held[code].ects for code in codes_given) >= block.take.ects
    )
    return enough and represented(block, tuple(codes_given)) >= (block.at_least_blocks or 0)


def most_met(standing: AwardStanding, held: Mapping[str, Holding]) -> tuple[int, int]:
    """How many choices are met at best, and at that by what is obtained alone, over all ways to share out."""
    blocks = binding(standing)
    due = {code for block in blocks.values() if block.take == "all" for code in block.codes}
    choices = {path: block for path, block in blocks.items() if block.counts_leaves and block.members}
    free = [code for code in held if code not in due]
    homes = [[None, *(path for path, block in choices.items() if code in block.leaves)] for code in free]
    best = (0, 0)
    for way in product(*homes):
        given_to = {path: [code for code, where in zip(free, way, strict=True) if where == path] for path in choices}
        sure = {path: [code for code in given_to[path] if held[code].rank is Rank.OBTAINED] for path in choices}
        met = sum(is_met(block, given_to[path], held) for path, block in choices.items())
        best = max(best, (met, sum(is_met(block, sure[path], held) for path, block in choices.items())))
    return best


@given(award=trees(), held=held_units)
def test_as_many_choices_are_met_as_any_way_to_share_out_meets(award: Block, held: dict[str, Holding]) -> None:
    standing = judge(award, held, Choices())
    choices = [block for block in standing.blocks if block.binds and block.block.counts_leaves and block.block.members]
    closed = sum(found.state in (BlockState.MET, BlockState.PLANNED) for found in choices)
    met = sum(found.state is BlockState.MET for found in choices)
    assert (closed, met) == most_met(standing, held)


@given(award=trees(), held=held_units)
def test_a_unit_counts_in_one_choice_and_what_counts_meets_it(award: Block, held: dict[str, Holding]) -> None:
    standing = judge(award, held, Choices())
    seen: list[str] = []
    for found in standing.blocks:
        if not (found.binds and found.block.counts_leaves and found.block.members):
            continue
        seen += found.counts
        assert not set(found.counts) & set(found.extra)
        if found.state is not BlockState.OPEN:
            assert is_met(found.block, list(found.counts), held)
            if isinstance(found.block.take, TakeUnits):
                needed = max(found.block.take.units, found.block.at_least_blocks or 0)
                assert len(found.counts) == needed
    assert len(seen) == len(set(seen))


@given(award=trees(), held=held_units)
def test_the_whole_is_as_its_parts(award: Block, held: dict[str, Holding]) -> None:
    """All and blocks are recomputed from the states of what is inside them."""
    standing = judge(award, held, Choices())
    states = {found.path: found.state for found in standing.blocks}
    order = (BlockState.MET, BlockState.PLANNED, BlockState.UNCHECKED, BlockState.OPEN)
    for found in standing.blocks:
        block = found.block
        if not found.binds or block.take is None or not block.members or block.counts_leaves:
            continue
        inner = [f"{found.path}.{place}".lstrip(".") for place in range(1, len(block.blocks) + 1)]
        expected = [states[path] for path in inner if block.take == "all" or path in found.chosen]
        if block.take == "all":
            expected += [
                BlockState.OPEN
                if code not in held
                else BlockState.MET
                if held[code].rank is Rank.OBTAINED
                else BlockState.PLANNED
                for code in block.codes
            ]
        elif len(found.chosen) < block.take.blocks:
            expected.append(BlockState.OPEN)
        assert found.state is max(expected, key=order.index, default=BlockState.MET)
    assert [path for path, _block in walk(award)] == [found.path for found in standing.blocks]


@given(award=trees(), held=held_units, extra=st.tuples(codes, holdings))
def test_one_more_unit_never_makes_fewer_choices_met(
    award: Block, held: dict[str, Holding], extra: tuple[str, Holding]
) -> None:
    if any(isinstance(block.take, TakeBlocks) for _path, block in walk(award)) or extra[0] in held:
        return  # a branch may become another one
    before, after = (judge(award, units, Choices()) for units in (held, {**held, extra[0]: extra[1]}))
    closed = [
        sum(found.state in (BlockState.MET, BlockState.PLANNED) for found in each.blocks if found.binds)
        for each in (before, after)
    ]
    assert closed[0] <= closed[1]


@given(
    worths=st.lists(st.sampled_from((0.0, 0.37, 3.0, 4.0, 6.0, 7.5)), min_size=1, max_size=8), need=st.integers(1, 20)
)
def test_a_choice_in_credits_counts_the_smallest_sum_and_of_equal_ones_the_first_units(
    worths: list[float], need: int
) -> None:
    held = {f"U{place}": Holding(Rank.PLANNED, worth, Term(2027, Part.S1)) for place, worth in enumerate(worths)}
    standing = judge(Block(take=TakeEcts(need), members=tuple(held)), held, Choices())
    enough = [some for some in subsets(list(held)) if parts_of(add_up(held[code].ects for code in some)) >= need * 200]
    if not enough:
        assert standing.root.counts == tuple(held)
        return
    least = min(parts_of(add_up(held[code].ects for code in some)) for some in enough)
    best = [some for some in enough if parts_of(add_up(held[code].ects for code in some)) == least]
    assert standing.root.counts == min(some for some in best if all(held[code].ects for code in some))


@pytest.mark.parametrize("need", [180, 900, 17_000])
def test_hundreds_of_units_of_odd_worth_in_one_choice_are_counted_in_no_time(need: int) -> None:
    held = {f"U{place:03}": Holding(Rank.PLANNED, 3 + place * 0.13) for place in range(500)}
    found = judge(Block(take=TakeEcts(need), members=tuple(held)), held, Choices()).root
    assert found.state is BlockState.PLANNED
    assert found.ects >= need
    assert found.ects < need + 1 or need > 1_000  # beyond what any diploma asks for, the first that reach it
