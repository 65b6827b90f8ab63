"""Whether an award can be reached at all, and whether its sums are those that are announced."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.values import BlockState, Choices, Holding, Rank
from csp_planner.domain.edition.soundness import Trouble, soundness
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, UnitKind
from csp_planner.storage.library import builtin_programme

from .helpers import S1, awards, branches, sheet, unit

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
    whole = soundness(of(None, ects=36))
    assert (whole.reachable, whole.ects.agrees, whole.hours.agrees) == (True, True, True)
    assert (whole.blocks, whole.never_open, whole.absent, whole.unknown, whole.in_no_block) == ((), (), (), (), ())
    short = soundness(of(None, ects=40))
    assert (short.reachable, short.ects.agrees, short.ects.least, short.ects.most) == (True, False, 36, 36)


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


def test_absurd_amounts_are_added_up_without_working_out_every_sum():
    rows = tuple(unit(str(number), 999_999.99) for number in range(400))
    award = Block(take=TakeEcts(1_000_000), members=tuple(row.code for row in rows))
    sums = soundness(of(award, *rows)).ects
    assert (sums.least, sums.most) == (1_000_000, 1_999_999.99)


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


@given(award=awards)
def test_any_award_can_be_looked_at_and_one_that_cannot_be_reached_says_why(award: Block) -> None:
    found = soundness(of(award))
    assert found.reachable or any(one.prevents for one in found.blocks)


@given(award=awards, more=st.sampled_from("GHI"))
def test_a_further_row_never_makes_an_award_harder_to_reach(award: Block, more: str) -> None:
    before, after = soundness(of(award)), soundness(of(award, *ROWS, unit("X"), unit(more)))
    assert after.reachable or not before.reachable


def ways(path: str, block: Block) -> list[dict[str, frozenset[str]]]:
    """All ways to choose branches anywhere in *block*, whether or not they can be met."""
    found: list[dict[str, frozenset[str]]] = [{}]
    members = [(f"{path}.{place}" if path else str(place), one) for place, one in enumerate(block.blocks, start=1)]
    for where, member in members:
        found = [{**one, **other} for one in found for other in ways(where, member)]
    if isinstance(block.take, TakeBlocks):
        some = combinations([where for where, _member in members], block.take.blocks)
        found = [{**one, path: frozenset(chosen)} for chosen in some for one in found] or found
    return found


@given(award=awards)
def test_an_award_can_be_reached_exactly_where_some_choice_of_branches_meets_it_with_all_rows(award: Block) -> None:
    tried = ways("", award)
    assume(len(tried) <= 60)
    held = {row.code: Holding(Rank.OBTAINED, row.ects) for row in ROWS}
    met = [judge(award, held, Choices(branches=one)).root.state is not BlockState.OPEN for one in tried]
    assert soundness(of(award)).reachable == any(met)
