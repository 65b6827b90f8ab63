"""Choices that share a name are told apart wherever they are named outside the tree; other names stay as they are."""

from dataclasses import replace

from csp_planner.domain.award import Block
from csp_planner.domain.edition.values import BlockChange, BlockField
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.messages.award_tree import block_names, name_of, told_name
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.choosing import counting_sentence
from csp_planner.messages.chosen import chosen_words, named_blocks, open_choice_sentences
from csp_planner.messages.comparison import comparison_table
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.editions import block_change_sentence, block_words
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.chosen import Chosen, Ground

from ..awards import SHES, TWO_OF_FIVE, plan_with_choices, plan_with_two_languages
from ..domain.choosing.helpers import branches, everything, units
from ..domain.helpers import TODAY, put
from ..solver.helpers import request_for


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def checks(plan: Plan) -> list[str]:
    return [plain(diagnostic_sentence(found, plan.programme)) for found in evaluate_plan(plan, TODAY).diagnostics]


def proposal(plan: Plan) -> Proposal:
    return Proposal(request=request_for(plan, TODAY), placements=(), unplaced=(), end_term=None, levels=())


def test_a_check_of_an_open_choice_says_the_stage_where_two_share_a_name():
    said = checks(plan_with_two_languages())
    assert "L1 · Langue : 2 UE à choisir." in said
    assert "L2 · Langue : 6 ECTS à choisir." in said
    assert "Option : 1 parcours à choisir." in said
    use_language("en")
    assert "L2 · Langue: 6 ECTS to choose." in checks(plan_with_two_languages())


def test_a_check_of_an_unread_rule_says_the_stage_too():
    plan = plan_with_choices()
    unread = Block(label="Langue", take=None, note="selon le niveau")
    award = everything(everything(unread, label="L1"), everything(unread, label="L2"))
    said = checks(replace(plan, programme=replace(plan.programme, award=award)))
    assert any(text.startswith("L1 · Langue : ") for text in said)
    assert any(text.startswith("L2 · Langue : ") for text in said)


def test_a_unit_to_place_says_which_of_two_blocks_of_one_name_asks_for_it():
    plan = plan_with_choices()
    core = [everything(code, label="Tronc commun") for code in ("SOC101", "SOC201")]
    award = everything(*(everything(block, label=stage) for stage, block in zip(("L1", "L2"), core, strict=True)))
    said = checks(replace(plan, programme=replace(plan.programme, award=award)))
    assert any("« L1 · Tronc commun »" in text for text in said if text.startswith("SOC101"))


def test_the_pointer_says_in_which_of_two_choices_of_one_name_a_unit_counts():
    plan = plan_with_two_languages()
    before, after = (evaluate_plan(each, TODAY).award for each in (plan, put(plan, "SHS201", "2027-S1")))
    assert before is not None
    assert after is not None
    assert plain(counting_sentence(before, after, "SHS201")) == "compte dans L2 · Langue (3 sur 6 ECTS)"


def test_a_proposal_says_which_of_two_choices_of_one_name_it_chooses_for():
    plan = plan_with_two_languages()
    assert plan.programme.award is not None
    blocks = evaluate_plan(plan, TODAY).award
    assert blocks is not None
    chosen = Chosen(path=SHES, block=blocks.by_path[SHES].block, members=("SHS204",), ground=Ground.BEST, terms={})
    assert plain(chosen_words(chosen, proposal(plan))) == "L2 · Langue : SHS204 (6 ECTS)"
    assert named_blocks((TWO_OF_FIVE, SHES), request_for(plan, TODAY)) == ["L1\xa0· Langue", "L2\xa0· Langue"]
    assert "L1 · Langue (il manque 2 UE), L2 · Langue (il manque 6 ECTS)" in plain(
        open_choice_sentences(proposal(plan))[0]
    )


def test_a_comparison_says_which_of_two_choices_of_one_name_is_open():
    table = comparison_table(compare(plan_with_two_languages(), [0], TODAY))
    assert [row.values for row in table.figures if row.head == "Reste à choisir"] == [
        ("L1\xa0· Langue, L2\xa0· Langue, Option, Domaines",)
    ]


def test_a_name_that_is_unique_stays_as_it_is():
    award = plan_with_choices().programme.award
    assert told_name(award, SHES) == "SHES"
    assert told_name(award, "9.9") == told_name(None, SHES) == "Choix"


def test_blocks_whose_parents_share_a_name_too_are_told_apart_by_what_is_above():
    stage = everything(branches(1, units(1, "A", label="Langue"), label="Options"), label="L1")
    award = everything(stage, replace(stage, label="L2"), label="Titre")
    assert block_names(award) == {
        "": "Titre",
        "1": "L1",
        "1.1": "L1\xa0· Options",
        "1.1.1": "L1\xa0· Langue",
        "2": "L2",
        "2.1": "L2\xa0· Options",
        "2.1.1": "L2\xa0· Langue",
    }


def test_a_block_called_as_the_one_that_holds_it_keeps_a_name_of_its_own():
    award = everything(everything(everything(units(1, "A", label="Chimie"), label="Chimie"), label="Option"))
    names = block_names(award)
    assert (names["1.1"], names["1.1.1"]) == ("Chimie", "Chimie\xa0· Chimie")


def test_an_edition_calls_blocks_and_what_they_take_as_the_award_does():
    plain_block = Block(members=("SOC101",))
    assert [block_words("", path) for path in ("", "2.1")] == [name_of(path, plain_block) for path in ("", "2.1")]
    assert plain(block_words("Langue, 1 UE", "2.1")) == "Bloc « Langue, 1 UE »"
    one, two = units(1, "A", "B", "C", label="Domaines"), units(2, "A", "B", "C", groups=2, label="Domaines")
    change = BlockChange(
        before=one, after=two, path_before="1", path_after="1", field=BlockField.TAKE,
        value_before=one.take, value_after=two.take,
    )  # fmt: skip
    assert (
        plain(block_change_sentence(change))
        == "Bloc « Domaines » : choisir 2 UE dans au moins 2 domaines (avant : choisir 1 UE)."
    )
