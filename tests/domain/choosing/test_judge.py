"""What is decided about an award, each rule with its example."""

import pytest

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.choosing.values import BlockState, Choices, Missing

from .helpers import at, branches, credit, everything, obtained, planned, stand, units


def test_a_choice_among_domains_counts_units_though_each_domain_prints_one() -> None:
    """CYC9106A: IAO, IAO, AISL, SIBI are 4 units in 3 domains: met, although IAO prints one unit."""
    domains = [units(1, *(f"{name}{place}" for place in "123"), label=name) for name in ("IAO", "AISL", "SIBI", "EI")]
    found = stand(
        everything(units(4, *domains, groups=3)), IAO1=obtained(), IAO2=obtained(), AISL1=obtained(), SIBI1=obtained()
    )
    assert at(found, "1").state is BlockState.MET
    assert set(at(found, "1").counts) == {"IAO1", "IAO2", "AISL1", "SIBI1"}


def test_four_units_of_one_domain_are_not_in_three() -> None:
    domains = [units(1, *(f"{name}{place}" for place in "1234"), label=name) for name in ("IAO", "AISL", "SIBI")]
    found = stand(
        everything(units(4, *domains, groups=3)), IAO1=planned(), IAO2=planned(), IAO3=planned(), AISL1=planned()
    )
    assert at(found, "1").state is BlockState.OPEN
    assert at(found, "1").missing.blocks == 1


def test_a_unit_in_two_domains_represents_one() -> None:
    """Four units, one in both IAO and EI: one domain."""
    tree = everything(units(2, units(1, "A", label="IAO"), units(1, "A", "B", label="EI"), groups=2))
    assert at(stand(tree, A=planned()), "1").missing == Missing(units=1, blocks=1)
    assert at(stand(tree, A=planned(), B=planned()), "1").state is BlockState.PLANNED


def test_one_unit_in_the_choices_of_two_stages_serves_the_first_only() -> None:
    """ANG320 alone in LG04101A: L2 met, L3 open with one unit."""
    tree = everything(
        everything(units(1, "ANG320", "ANG200"), label="L2"), everything(units(1, "ANG320", "ANG300"), label="L3")
    )
    found = stand(tree, ANG320=obtained())
    assert at(found, "1.1").state is BlockState.MET
    assert (at(found, "2.1").state, at(found, "2.1").missing) == (BlockState.OPEN, Missing(units=1))
    moved = stand(tree, Choices(pins={"ANG320": "2.1"}), ANG320=obtained())
    assert (at(moved, "1.1").state, at(moved, "2.1").state) == (BlockState.OPEN, BlockState.MET)


def test_what_all_blocks_ask_for_is_served_first() -> None:
    tree = everything(units(1, "A", "B"), everything("A"))
    found = stand(tree, A=planned())
    assert (at(found, "1").state, at(found, "2").state) == (BlockState.OPEN, BlockState.PLANNED)


def test_a_code_due_in_two_blocks_satisfies_both_and_its_ects_count_once() -> None:
    found = stand(everything(everything("A", "B"), everything("A", "C")), A=planned(), B=planned(), C=planned())
    assert found.root.state is BlockState.PLANNED
    assert found.root.ects == 18


def test_the_best_way_to_share_out_credits_is_found() -> None:
    """4, 3, 3 and 6 shared by 6 ECTS and 10 ECTS: {6} and {4, 3, 3}, both met."""
    codes = ("U4", "U3a", "U3b", "U6")
    found = stand(
        everything(credit(6, *codes), credit(10, *codes)), U4=planned(4), U3a=planned(3), U3b=planned(3), U6=planned(6)
    )
    assert at(found, "1").counts == ("U6",)
    assert at(found, "2").counts == ("U4", "U3a", "U3b")
    assert found.root.state is BlockState.PLANNED


def test_beyond_the_need_the_smallest_surplus_goes_before_the_earlier_term() -> None:
    """6 ECTS: 3 obtained, 3 planned 2028, 4 planned 2027: 6 count, 4 are extra."""
    found = at(stand(everything(credit(6, "A", "B", "C")), A=obtained(3), B=planned(3, 2028), C=planned(4, 2027)), "1")
    assert (found.counts, found.extra, found.ects) == (("A", "B"), ("C",), 6)


def test_so_many_units_meet_a_choice_whatever_they_yield() -> None:
    """3 units with a printed total of 18, at 4+6+6: met, 16 for 18 printed."""
    tree = everything(Block(take=TakeUnits(3), members=("A", "B", "C", "D"), printed_ects=18))
    found = at(stand(tree, A=planned(4), B=planned(6), C=planned(6)), "1")
    assert (found.state, found.ects, found.block.printed_ects) == (BlockState.PLANNED, 16, 18)


def test_two_of_five_are_complete_and_the_other_three_are_not_due() -> None:
    found = stand(everything(units(2, *"ABCDE")), A=planned(), B=planned())
    assert found.root.state is BlockState.PLANNED
    assert found.root.due == ()


def test_a_branch_begun_by_a_unit_of_its_own_is_chosen() -> None:
    tree = everything(branches(1, everything("A", "PST001"), everything("B", "PST001")))
    assert at(stand(tree, PST001=planned()), "1").missing.blocks == 1  # in both branches: still open
    begun = stand(tree, A=planned())
    assert at(begun, "1").chosen == ("1.1",)
    assert at(begun, "1.1").due == ("PST001",)
    assert not at(begun, "1.2").binds


def test_two_branches_begun_are_an_open_choice_until_one_is_stored() -> None:
    tree = everything(branches(1, everything("A"), everything("B")))
    assert at(stand(tree, A=planned(), B=planned()), "1").state is BlockState.OPEN
    stored = stand(tree, Choices(branches={"1": frozenset({"1.2"})}), A=planned(), B=planned())
    assert (at(stored, "1").chosen, at(stored, "1").state) == (("1.2",), BlockState.PLANNED)
    assert at(stored, "1.1").extra == ("A",)


@pytest.mark.parametrize(
    "block", [Block(take=None, members=("X",), note="Voir le conseiller"), Block(take=TakeUnits(1))]
)
def test_a_rule_that_cannot_be_read_leaves_the_whole_unchecked(block: Block) -> None:
    assert stand(everything("A", block), A=obtained()).root.state is BlockState.UNCHECKED
    assert stand(everything("A", "B", block), A=obtained()).root.state is BlockState.OPEN


def test_a_note_changes_nothing() -> None:
    noted = Block(members=("A",), note="Sauf si UTC505 a été suivie")
    assert stand(everything(noted), A=obtained()).root.state is BlockState.MET


def test_with_too_many_shared_units_the_sheet_decides_and_what_stays_open_is_unchecked() -> None:
    codes = [f"U{place}" for place in range(13)]
    found = stand(everything(units(10, *codes), units(4, *codes)), **{code: planned() for code in codes})
    assert [at(found, path).state for path in ("1", "2")] == [BlockState.PLANNED, BlockState.UNCHECKED]


def test_a_group_of_which_nothing_counts_is_as_far_as_its_choice() -> None:
    domains = units(1, units(1, "A"), units(1, "B"), groups=1)
    assert at(stand(everything(domains), A=planned()), "1.2").state is BlockState.PLANNED
    assert at(stand(everything(domains), A=obtained()), "1.2").state is BlockState.MET
    assert at(stand(everything(domains)), "1.2").state is BlockState.OPEN


def test_a_branch_that_is_not_taken_is_open() -> None:
    award = everything(branches(1, everything("A"), everything("B", units(1, "C", "D"))))
    standing = stand(award, A=planned())
    assert [at(standing, path).state for path in ("1.2", "1.2.1")] == [BlockState.OPEN, BlockState.OPEN]
    assert not at(standing, "1.2").binds


def test_few_units_of_odd_worth_that_come_to_millions_of_ways_are_not_tried_in_all_of_them() -> None:
    codes = [f"U{place:02}" for place in range(12)]
    held = {code: planned(3 + place * 0.13) for place, code in enumerate(codes)}
    standing = stand(everything(*(credit(30 + place, *codes) for place in range(4))), **held)
    assert at(standing, "4").state is BlockState.UNCHECKED
    assert at(standing, "4").missing
