"""What is said of the choices a proposal makes, in both languages."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.choosing.values import Missing
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.chosen import chosen_words, ground_words, named_blocks, open_choice_sentences
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.chosen import Chosen, Ground

from ..awards import BRANCHES, SHES, plan_with_choices
from ..domain.helpers import TODAY
from ..solver.helpers import request_for


def both(words: Callable[[], str]) -> tuple[str, str]:
    """What is said in French and in English, with plain spaces."""
    said: list[str] = []
    for language in ("en", "fr"):
        use_language(language)
        said.append(words().replace("\u00a0", " "))
    english, french = said
    return french, english


def proposal() -> Proposal:
    return Proposal(
        request=request_for(plan_with_choices(), TODAY), placements=(), unplaced=(), end_term=None, levels=()
    )


def chosen(
    ground: Ground, *members: str, block: Block | None = None, surplus: float = 0, missing: Missing | None = None
) -> Chosen:
    return Chosen(
        path=SHES,
        block=block or Block(label="SHES, 6 crédits", take=TakeEcts(6)),
        members=members,
        ground=ground,
        terms={code: Term(2027, Part.S2) for code in members},
        surplus=surplus,
        missing=missing or Missing(),
    )


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("SHS204", "SHES : SHS204 (6 ECTS, ouvre en S2)", "SHES: SHS204 (6 ECTS, opens in S2)"),
        ("OPT103", "SHES : OPT103 (6 ECTS, ouvre en S1 et en S2)", "SHES: OPT103 (6 ECTS, opens in S1 and S2)"),
        ("MEM201", "SHES : MEM201 (6 ECTS, annuelle)", "SHES: MEM201 (6 ECTS, annual)"),
    ],
)
def test_a_unit_is_said_with_its_credits_and_when_it_opens(code: str, french: str, english: str) -> None:
    assert both(lambda: chosen_words(chosen(Ground.BEST, code), proposal())) == (french, english)


def test_branches_are_said_by_their_names() -> None:
    block = Block(label="Option", take=TakeBlocks(1))
    option = replace(chosen(Ground.BEST, "2.2.2", block=block), path=BRANCHES)
    said = both(lambda: chosen_words(option, proposal()))
    assert said == ("Option : Chimie", "Option: Chimie")
    assert named_blocks((BRANCHES, "9.9"), proposal().request) == ["Option"]


@pytest.mark.parametrize("ground", list(Ground))
def test_every_ground_is_said_in_words(ground: Ground) -> None:
    block = Block(label="Langue", take=TakeUnits(2))
    french, english = both(lambda: ground_words(chosen(ground, block=block, surplus=1, missing=Missing(units=1))))
    assert french
    assert english
    assert french != english
    assert "{" not in french + english


def test_what_is_open_says_what_it_lacks_and_a_surplus_how_much() -> None:
    missing = Missing(ects=2)
    assert both(lambda: ground_words(chosen(Ground.OPEN, missing=missing)))[0] == "encore ouvert, il manque 2 ECTS"
    assert (
        both(lambda: ground_words(chosen(Ground.SURPLUS, surplus=1.5)))[0] == "1,5 ECTS au-delà de ce qui est demandé"
    )


def test_choices_that_stay_open_are_said_in_one_sentence() -> None:
    french, english = both(lambda: open_choice_sentences(proposal())[0])
    assert french.startswith("Ces choix restent ouverts, faute d’options à placer : Options (il manque 2 UE), SHES")
    assert english.startswith("These choices stay open, because too few of their options can be placed: Options")
