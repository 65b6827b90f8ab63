"""What a sheet prints for an award, branch by branch."""

from dataclasses import replace

from csp_planner.domain.award import Block
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.printed import printed_ects, printed_total
from csp_planner.domain.choosing.values import Choices
from csp_planner.domain.programme import Programme

from ...awards import PROGRAMME
from .helpers import branches, everything


def with_award(award: Block) -> Programme:
    """The composed programme, whose rows OPT101 to OPT103 are 6 ECTS each, with another award."""
    return replace(PROGRAMME, award=award)


def printed(award: Block, *taken: str) -> float | None:
    standing = judge(award, {}, Choices(branches={"": frozenset(taken)}))
    return printed_ects(standing, with_award(award))


SHARING = branches(1, everything("OPT101", "OPT102"), everything("OPT101", "OPT103"))


def test_a_row_that_stands_in_two_branches_counts_in_the_one_that_is_taken() -> None:
    assert printed(SHARING, "1") == 12
    assert printed(SHARING, "2") == 12


def test_branches_of_equal_worth_say_what_is_printed_before_one_is_taken() -> None:
    assert printed(SHARING) == 12
    assert printed_total(with_award(SHARING)) == 12


def test_a_row_due_in_two_branches_that_are_both_taken_counts_once() -> None:
    both = branches(2, everything("OPT101", "OPT102"), everything("OPT101", "OPT103"))
    assert printed(both, "1", "2") == 18


def test_a_row_due_beside_the_branches_counts_once() -> None:
    beside = everything(everything("OPT101"), SHARING)
    assert printed_total(with_award(beside)) == 12
