"""Words for choosing in an award, in both languages."""

from datetime import date

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeUnits
from csp_planner.domain.choosing.values import BlockStanding, BlockState, Missing
from csp_planner.domain.edits import choose, place
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term, year_terms
from csp_planner.messages.choosing import (
    choice_words,
    chosen_sentence,
    counting_sentence,
    progress_words,
    spoken_progress,
)

from ..awards import AWARD, BRANCHES, plan_with_choices

TODAY = date(2026, 11, 23)


def with_blanks(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def with_placed(plan: Plan, *codes: str) -> Plan:
    terms = [Term.parse(text) for text in ("2027-S1", "2027-S2", "2027-A")]
    assert set(terms) >= set(year_terms(2027))
    for code in codes:
        plan = next(found for term in terms if isinstance(found := place(plan, code, term, TODAY), Plan))
    return plan


def said(plan: Plan, code: str) -> str:
    before, after = evaluate_plan(plan, TODAY).award, evaluate_plan(with_placed(plan, code), TODAY).award
    assert before is not None
    assert after is not None
    return with_blanks(counting_sentence(before, after, code))


@pytest.mark.parametrize(
    ("placed", "code", "sentence"),
    [
        ((), "SOC101", ""),
        ((), "SHS201", "compte dans SHES (3 sur 6 ECTS)"),
        (("SHS202",), "SHS201", "compte dans SHES (6 sur 6 ECTS)"),
        (("SHS201", "SHS202"), "SHS203", "en plus : SHES est complet"),
        (("OPT101",), "OPT102", "compte dans Options (2 sur 2 UE)"),
        (("BIO201",), "CHI201", "comptera si son parcours est choisi (Option)"),
        (("DOM211",), "DOM212", "compte dans Domaines (2 sur 3 UE)"),
    ],
)
def test_the_pointer_says_for_what_a_unit_counts(placed, code, sentence):
    assert said(with_placed(plan_with_choices(), *placed), code) == sentence


def test_a_unit_of_another_branch_is_said_to_be_of_another():
    chosen = choose(plan_with_choices(), BRANCHES, "2.2.1")
    assert isinstance(chosen, Plan)
    assert said(chosen, "CHI201") == "autre parcours que celui choisi"


def test_a_choice_says_what_it_takes_and_among_how_many():
    (options,), (shes, branches, domains) = (stage.blocks for stage in AWARD.blocks)
    found = [with_blanks(choice_words(block)) for block in (options, shes, branches, domains)]
    assert found == [
        "choisir 2 UE · 6 UE",
        "choisir 6 ECTS · 5 UE",
        "choisir 1 parcours parmi 2",
        "choisir 3 UE dans au moins 2 domaines · 4 UE",
    ]
    assert choice_words(Block(take=None, note="voir le centre")) == "à vérifier auprès du centre"


def standing(block: Block, **values: object) -> BlockStanding:
    return BlockStanding(path="1", block=block, state=BlockState.OPEN, missing=Missing(units=1), **values)


def test_the_progress_of_a_choice_is_short_to_the_eye_and_whole_to_the_ear():
    units = standing(Block(take=TakeUnits(4), members=("A", "B", "C", "D")), counts=("A", "B"))
    assert (progress_words(units), spoken_progress(units)) == ("2 / 4 UE", "2 sur 4 UE")
    several = standing(Block(take=TakeBlocks(2), members=(Block(), Block(), Block())), chosen=("1.1",))
    assert (progress_words(several), spoken_progress(several)) == ("1 / 2 choisis", "1 sur 2 choisis")
    one = standing(Block(take=TakeBlocks(1), members=(Block(), Block())))
    assert (progress_words(one), spoken_progress(one)) == ("", "")


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        ([], "Chimie : choisi."),
        (["BIO201"], "Chimie : choisi. BIO201 quitte le plan, car elle est d’un autre parcours."),
        (
            ["BIO201", "BIO202"],
            "Chimie : choisi. BIO201, BIO202 quittent le plan, car elles sont d’un autre parcours.",
        ),
    ],
)
def test_a_branch_that_is_chosen_says_what_leaves_the_board(left, sentence):
    assert with_blanks(chosen_sentence("Chimie", left)) == sentence
