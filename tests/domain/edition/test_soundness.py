"""Whether an award can be reached at all, and whether its sums are those that are announced."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.edition.soundness import Trouble, soundness
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, UnitKind
from csp_planner.storage.library import builtin_programme

from .helpers import S1, branches, sheet, unit

ROWS = tuple(unit(code) for code in "ABCDEF")
CLOSED: dict[int, Offers] = {2025: ()}


def of(award: Block | None, *units: object, ects: float | None = None) -> Programme:
    programme = sheet(*(units or ROWS), award=award)
    return replace(programme, announced=AnnouncedTotals(ects=ects))


def troubles(programme: Programme) -> list[tuple[object, ...]]:
    return [(one.path, one.trouble, one.asked, one.found, one.unit) for one in soundness(programme).blocks]


def test_the_built_in_programme_can_be_reached_though_two_units_never_open():
    found = soundness(builtin_programme("CRN01"))
    assert found.reachable
    assert set(found.never_open) == {"TET007", "UAS004"}
    assert (found.ects.announced, found.ects.listed, found.ects.agrees) == (120, 122, False)
    assert (found.blocks, found.unknown, found.in_no_block) == ((), (), ())


def test_a_plain_list_that_adds_up_has_nothing_to_say():
    assert soundness(of(None, ects=36)).is_silent
    short = soundness(of(None, ects=40))
    assert (short.reachable, short.ects.agrees, short.ects.least, short.ects.most) == (True, False, 36, 36)
    assert not short.is_silent


@pytest.mark.parametrize(
    ("award", "trouble"),
    [
        (Block(take=TakeUnits(7), members=tuple("ABCDEF")), ("", Trouble.TOO_FEW_UNITS, 7, 6, "")),
        (Block(take=TakeEcts(40), members=tuple("ABCDEF")), ("", Trouble.TOO_FEW_ECTS, 40, 36, "")),
        (
            branches(Block(members=("A",)), Block(members=("X",)), count=2),
            ("", Trouble.TOO_FEW_BLOCKS, 2, 1, ""),
        ),
        (
            Block(take=TakeUnits(2), at_least_blocks=2, members=(Block(members=("A", "B")), Block(members=("X",)))),
            ("", Trouble.TOO_FEW_BLOCKS, 2, 1, ""),
        ),
        (Block(members=("A", "X")), ("", Trouble.UNKNOWN_UNIT, None, None, "X")),
        (
            Block(members=("A", Block(members=(Block(take=TakeUnits(2), members=("B", "X")),)))),
            ("1.1", Trouble.TOO_FEW_UNITS, 2, 1, ""),
        ),
    ],
)
def test_a_block_that_asks_for_more_than_there_is_cannot_be_met(award, trouble):
    assert not soundness(of(award)).reachable
    assert trouble in troubles(of(award))


def test_a_branch_that_cannot_be_met_is_named_and_another_one_will_do():
    award = branches(Block(label="Nord", members=("A", "X")), Block(label="Sud", members=("B",)))
    found = soundness(of(award))
    assert found.reachable
    assert [(one.label, one.trouble, one.prevents) for one in found.blocks] == [("Nord", Trouble.UNKNOWN_UNIT, True)]


def test_an_unknown_unit_among_enough_others_of_a_choice_prevents_nothing():
    found = soundness(of(Block(take=TakeUnits(2), members=("A", "B", "X"))))
    assert found.reachable
    assert [(one.unit, one.prevents) for one in found.blocks] == [("X", False)]


def test_blocks_that_need_the_same_unit_cannot_both_be_met():
    one, two = Block(take=TakeUnits(1), members=("A",)), Block(label="Deux", take=TakeUnits(1), members=("A",))
    assert not soundness(of(Block(members=(one, two)))).reachable
    assert Trouble.COMPETES in [row[1] for row in troubles(of(Block(members=(one, two))))]
    other = Block(members=(one, branches(two, Block(members=("B",)))))
    assert soundness(of(other)).reachable, "the other branch does not need it"


def test_more_domains_than_units_is_no_way_to_meet_a_block():
    award = Block(take=TakeUnits(2), at_least_blocks=2, members=(Block(members=("A",)), Block(members=("A",))))
    assert not soundness(of(award, unit("A"))).reachable


def test_groups_of_a_choice_ask_for_nothing_themselves():
    group = Block(take=TakeUnits(9), members=("A", "B"))
    assert soundness(of(Block(take=TakeUnits(2), members=(group, "C")))).reachable


def test_what_cannot_be_read_is_said_and_prevents_nothing():
    award = Block(members=("A", Block(label="?", take=None, members=("B",), note="selon avis"), Block(label="vide")))
    assert soundness(of(award)).reachable
    assert troubles(of(award)) == [
        ("1", Trouble.UNREADABLE, None, None, ""), ("2", Trouble.EMPTY, None, None, ""),
    ]  # fmt: skip


def test_sums_are_those_of_what_the_award_takes():
    rows = (unit("A"), unit("B", 4), unit("C", 3), unit("D", 2), unit("E", 9))
    award = Block(members=("A", Block(take=TakeUnits(2), members=tuple("BCDE"))))
    sums = soundness(of(award, *rows, ects=16)).ects
    assert (sums.listed, sums.least, sums.most, sums.agrees) == (24, 11, 19, True)
    by_ects = Block(members=("A", Block(take=TakeEcts(10), members=tuple("BCDE"))))
    sums = soundness(of(by_ects, *rows, ects=17)).ects
    assert (sums.least, sums.most, sums.agrees) == (17, 17, True), "2 + 9 is the smallest sum of 10 or more"
    assert not soundness(of(by_ects, *rows, ects=16)).ects.agrees
    one_of = Block(members=("A", branches(Block(members=("B", "C")), Block(members=("E",)))))
    sums = soundness(of(one_of, *rows)).ects
    assert (sums.announced, sums.least, sums.most, sums.agrees) == (None, 13, 15, True)


def test_a_total_that_is_printed_beside_a_block_is_compared_only():
    award = Block(take=TakeUnits(3), members=tuple("ABCD"), printed_ects=20)
    assert soundness(of(award)).reachable
    assert ("", Trouble.PRINTED, 20, 18, "") in troubles(of(award))


def test_rows_that_no_block_names_and_codes_that_are_no_rows_are_listed():
    found = soundness(of(Block(members=("A", "B"))))
    assert (found.reachable, found.in_no_block) == (True, ("C", "D", "E", "F"))
    wrong = replace(of(None), conditions=Conditions(units=("A", "X"), report_unit="R", experience_unit="S"))
    assert (soundness(wrong).reachable, soundness(wrong).unknown) == (False, ("X", "R", "S"))
    assert not soundness(sheet()).reachable, "nothing can be obtained of no unit"


def test_units_that_never_open_or_are_absent_are_listed_and_milestones_are_not():
    rows = (
        unit("A", openings=CLOSED), unit("B", openings={2024: S1}), unit("C", openings={}),
        unit("M", openings=CLOSED, kind=UnitKind.MILESTONE),
    )  # fmt: skip
    found = soundness(sheet(*rows, years=(2024, 2025)))
    assert (found.never_open, found.absent, found.reachable) == (("A",), ("B",), True)


takes = st.one_of(
    st.just("all"), st.none(), st.builds(TakeUnits, st.integers(1, 5)),
    st.builds(TakeEcts, st.integers(1, 30).map(float)), st.builds(TakeBlocks, st.integers(1, 4)),
)  # fmt: skip
blocks = st.recursive(
    st.builds(Block, take=takes, members=st.lists(st.sampled_from("ABCDEFX"), max_size=4).map(tuple)),
    lambda inner: st.builds(
        Block,
        take=takes,
        at_least_blocks=st.none() | st.integers(1, 3),
        members=st.lists(st.sampled_from("ABCDEFX") | inner, max_size=5).map(tuple),
        printed_ects=st.none() | st.just(12.0),
    ),
    max_leaves=8,
)


@given(award=blocks)
def test_any_award_can_be_looked_at_and_one_that_cannot_be_reached_says_why(award: Block) -> None:
    found = soundness(of(award))
    assert found.reachable or any(one.prevents for one in found.blocks)


@given(award=blocks, more=st.sampled_from("GHI"))
def test_a_further_row_never_makes_an_award_harder_to_reach(award: Block, more: str) -> None:
    before, after = soundness(of(award)), soundness(of(award, *ROWS, unit("X"), unit(more)))
    assert after.reachable or not before.reachable
