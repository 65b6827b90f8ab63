"""What a proposal gives is said in the order that matters, in both languages."""

from dataclasses import replace

import pytest

from csp_planner.domain.openings import first_open_semester
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.terms import Part, Term
from csp_planner.messages import proposed as say
from csp_planner.messages.catalogue import use_language
from csp_planner.proposal.answer import Criterion, Proposal
from csp_planner.proposal.request import Request, request_for

from .test_proposal import both

TERM = Term(2028, Part.S2)


@pytest.fixture
def request_24(empty_plan: Plan, today) -> Request:
    return request_for(empty_plan, today)


@pytest.fixture
def whole(request_24: Request) -> Proposal:
    return Proposal(request=request_24, placements=(), unplaced=(), end_term=TERM, levels=())


def headlines(proposal: Proposal) -> list[str]:
    return both(lambda: "\n".join(say.headlines(proposal))).split("\n")


def test_a_whole_plan_begins_with_its_end(whole: Proposal) -> None:
    assert headlines(whole) == ["Le plan proposé finit en S2 2028/2029."]


def test_what_is_left_out_and_supposed_comes_first_and_the_plan_is_not_said_to_end(whole: Proposal) -> None:
    partial = replace(whole, unplaced=("TET007", "UAS004"), assumed_months=18)
    assert headlines(partial) == [
        "TET007, UAS004 n’ouvrent dans aucune année publiée et restent sans place.",
        "Suppose 18 mois d’expérience encore à faire.",
        "Planifié jusqu’à S2 2028/2029.",
    ]


def test_nothing_placed_is_planned_until_nothing(whole: Proposal) -> None:
    assert headlines(replace(whole, unplaced=("TET007",), end_term=None)) == [
        "TET007 n’ouvre dans aucune année publiée et reste sans place."
    ]


def test_months_of_a_placement_are_told_apart(whole: Proposal) -> None:
    supposed, end = headlines(replace(whole, assumed_months=3, assumed_placement=3))
    assert supposed == "Suppose 3 mois d’expérience encore à faire, dont 3 de stage."
    assert end == "Le plan proposé finit en S2 2028/2029."


def test_one_month_is_one_month_in_english(whole: Proposal) -> None:
    use_language("en")
    assert say.headlines(replace(whole, assumed_months=1))[0] == "Supposes 1 month of experience still to be done."


def test_the_rules_are_the_demands_and_the_order_as_it_is_held(request_24: Request) -> None:
    usual = both(lambda: say.rules_sentence(request_24))
    assert usual == (
        "Règles suivies : au plus 24 ECTS par semestre ; le rapport pas avant ce sur quoi il porte ; "
        "l’ordre conseillé là où il ne coûte ni semestre ni dérogation."
    )
    strict = both(lambda: say.rules_sentence(replace(request_24, follow_order=True, report_last=False)))
    assert strict == "Règles suivies : au plus 24 ECTS par semestre ; l’ordre conseillé."


def test_a_start_is_a_rule_only_where_one_could_start_earlier(request_24: Request) -> None:
    assert request_24.start == first_open_semester(request_24.programme, request_24.today)
    later = both(lambda: say.rules_sentence(replace(request_24, start=Term(2027, Part.S2))))
    assert "rien avant S2 2027/2028" in later


def test_units_that_stay_are_one_rule(request_24: Request) -> None:
    placements = tuple(Placement(unit=code, term=TERM) for code in ("TRS002", "CCE003"))
    scenario = replace(request_24.scenario, placements=placements)
    pinned = replace(request_24, scenario=scenario, pinned=frozenset(("TRS002", "CCE003")))
    assert "TRS002, CCE003 à leur place ; l’ordre" in both(lambda: say.rules_sentence(pinned))


def test_a_waiver_says_its_unit_and_semester() -> None:
    placement = Placement(unit="TET007", term=TERM)
    assert both(lambda: say.waiver_sentence(placement)) == "Dérogation à demander : TET007, S2 2028/2029."


def as_it_stands(proposal: Proposal) -> str:
    return both(lambda: say.headlines(proposal, moves_nothing=True)[-1])


def test_the_best_plan_is_said_to_be_the_best_and_when_it_ends(whole: Proposal) -> None:
    assert as_it_stands(whole) == "Votre plan est déjà le meilleur : il finit en S2 2028/2029."


def test_the_best_plan_that_leaves_a_unit_out_does_not_end(whole: Proposal) -> None:
    partial = replace(whole, unplaced=("TET007",))
    assert as_it_stands(partial) == "Votre plan est déjà le meilleur, planifié jusqu’à S2 2028/2029."


def test_a_plan_that_is_not_proven_the_best_is_not_said_to_be(whole: Proposal) -> None:
    said = as_it_stands(replace(whole, unexamined=(Criterion.EXCESS,)))
    assert said == "Aucun plan meilleur que le vôtre n’a été trouvé ; il est planifié jusqu’à S2 2028/2029."


def test_where_nothing_is_to_place_nothing_is_compared(whole: Proposal) -> None:
    assert as_it_stands(replace(whole, end_term=None)) == "Il ne reste rien à placer."
