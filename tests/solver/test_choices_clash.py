"""Where a choice of the award is what no plan can meet, or what keeps it from ending earlier, it is named."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Part
from csp_planner.messages.clash import refusal_words
from csp_planner.messages.proposal import reason_words
from csp_planner.proposal.answer import Proposal, ReasonKind
from csp_planner.proposal.request import DemandKind

from ..awards import BRANCHES, SHES, plan_with_choices
from .helpers import TODAY, answered, ask, clashing, proposed, term, where, why
from .test_choices import done, placed, unit, with_award


def kinds(demands) -> list[DemandKind]:
    return [demand.kind for demand in demands]


def test_a_choice_whose_options_open_too_late_is_named() -> None:
    award = Block(members=("B1", Block(label="SHES, 6 crédits", take=TakeEcts(6), members=("A1", "A2"))))
    plan = with_award(award, unit("A1", part=Part.S2), unit("A2", 3), unit("B1"))
    clash = clashing(plan, end=term("2027-S1"))
    assert clash.units == ()
    assert clash.blocks == ("1",)
    assert set(kinds(clash.demands)) == {DemandKind.START, DemandKind.END}
    assert refusal_words(clash).startswith("SHES")
    assert "2027-S2" in [str(each.term) for each in clash.relaxations if DemandKind.END in kinds(each.demands)]


def test_it_is_the_reason_why_the_plan_does_not_end_earlier() -> None:
    award = Block(members=("B1", Block(label="SHES, 6 crédits", take=TakeEcts(6), members=("A1", "A2"))))
    plan = with_award(award, unit("A1", part=Part.S2), unit("A2", 3), unit("B1"))
    found = why(proposed(plan))
    (reason,) = (each for each in found.reasons if each.kind is ReasonKind.OPENINGS)
    assert (reason.units, reason.blocks) == ((), ("1",))
    assert reason_words(reason, found).startswith("SHES")


def test_a_choice_of_branches_none_of_which_fits_is_named() -> None:
    plan = plan_with_choices()
    for code in ("CHI202", "CHI203"):
        plan = done(edits.set_aside(plan, code, TODAY))
    # Biology needs both semesters, chemistry has no second unit left.
    away = frozenset(term(f"{year}-S2") for year in range(2027, 2040))
    clash = clashing(plan, away=away)
    assert BRANCHES in clash.blocks
    assert SHES not in clash.blocks


def test_a_limit_too_low_for_choices_names_them_beside_the_units() -> None:
    """Three units a semester at most, all of them in the one semester that is left."""
    choice = Block(label="Options", take=TakeUnits(3), members=("A1", "A2", "A3", "A4"))
    plan = with_award(Block(members=("B1", choice)), *(unit(code) for code in ("A1", "A2", "A3", "A4", "B1")))
    board = plan.with_scenario(replace(plan.scenario, years=1))
    assert isinstance(ask(board, max_units=3), Proposal)
    clash = clashing(board, max_units=3, end=term("2027-S1"))
    assert DemandKind.MAX_UNITS in kinds(clash.demands)
    found = proposed(board, max_units=4, end=term("2027-S1"))
    assert set(where(found).values()) == {"2027-S1"}


def test_what_would_do_instead_is_a_plan_with_its_choices() -> None:
    plan = plan_with_choices()
    clash = clashing(plan, end=term("2027-S2"))
    assert clash.relaxations
    for each in clash.relaxations:
        found = answered(each.request)
        assert isinstance(found, Proposal)
        assert found.request.programme.award is plan.programme.award


def test_a_choice_that_is_met_already_is_in_no_ones_way() -> None:
    award = Block(members=("B1", Block(label="Options", take=TakeBlocks(1), members=(Block(members=("A1",)),))))
    plan: Plan = placed(with_award(award, unit("A1"), unit("B1", part=Part.S2)), A1="2027-S1")
    clash = clashing(plan, end=term("2027-S1"))
    assert (clash.units, clash.blocks) == (("B1",), ())
