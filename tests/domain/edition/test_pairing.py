"""Which block of one award is which of another."""

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeBlocks, walk
from csp_planner.domain.edition.pairing import pair_blocks
from csp_planner.domain.edits.editions import renew_programme
from csp_planner.domain.plan import Pin, Plan, Scenario
from csp_planner.domain.profile import Profile

from ..helpers import TODAY, term
from .helpers import awards, branches, sheet


@given(award=awards)
def test_every_block_is_itself(award: Block) -> None:
    found = pair_blocks(award, award)
    assert found.pairs == {path: path for path, _block in walk(award)}
    assert (found.added, found.gone) == ((), ())


@given(old=awards, new=awards)
def test_each_block_is_one_other_block_at_most_and_what_is_sure_has_a_reason(old: Block, new: Block) -> None:
    found = pair_blocks(old, new)
    before, after = dict(walk(old)), dict(walk(new))
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert {*found.pairs, *found.gone} == set(before)
    assert {*found.pairs.values(), *found.added} == set(after)
    for path in found.sure - {""}:
        one, two = before[path], after[found.pairs[path]]
        shared, every = {*one.leaves} & {*two.leaves}, {*one.leaves} | {*two.leaves}
        assert (one.label and one.label == two.label) or 2 * len(shared) >= len(every) > 0


@given(data=st.data(), old=awards, new=awards)
def test_a_choice_is_kept_as_that_very_choice_or_is_named(data: st.DataObject, old: Block, new: Block) -> None:
    paths = [path for path, _block in walk(old)]
    chosen = tuple(path for path in paths if path and data.draw(st.booleans()))
    pins = (Pin(unit="A", block=data.draw(st.sampled_from(paths))),)
    scenario = Scenario(name="Un", start=term("2027-S1"), branches=chosen, pins=pins)
    plan = Plan(programme=sheet(award=old), profile=Profile(), scenarios=(scenario,))
    once = renew_programme(plan, sheet(award=new), TODAY)
    assert not hasattr(once, "reason")
    after, blocks, pairing = once.plan.scenario, dict(walk(new)), pair_blocks(old, new)
    if old == new:
        assert once.plan == plan
        return
    assert len(after.branches) + len(after.pins) + len(once.lost) == len(chosen) + 1
    for path in after.branches:
        parent = path.rpartition(".")[0]
        assert isinstance(blocks[parent].take, TakeBlocks)
        assert path in {pairing.now(one) for one in chosen}
    for pin in after.pins:
        assert pin.unit in blocks[pin.block].leaves
    assert renew_programme(once.plan, sheet(award=new), TODAY).plan == once.plan


def test_blocks_whose_labels_were_exchanged_follow_their_units() -> None:
    old = branches(Block(label="Nord", members=("A", "B")), Block(label="Sud", members=("C", "D")))
    new = branches(Block(label="Sud", members=("A", "B")), Block(label="Nord", members=("C", "D")))
    assert pair_blocks(old, new).pairs == {"": "", "1": "1", "2": "2"}


def test_labels_are_compared_as_they_look() -> None:
    old = branches(Block(label="Parcours  Nord", members=("A",)), Block(label="Sud", members=("B",)))
    new = branches(Block(label="Sud", members=("X",)), Block(label="parcours nord", members=("Y",)))
    assert pair_blocks(old, new).pairs == {"": "", "1": "2", "2": "1"}


def test_there_may_be_no_award_on_one_side() -> None:
    award = branches(Block(members=("A",)))
    assert pair_blocks(None, award).added == ("", "1")
    assert pair_blocks(award, None).gone == ("", "1")
    assert pair_blocks(None, None).pairs == {}
