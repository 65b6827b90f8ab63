"""The award block by block, in words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeUnits
from csp_planner.domain.edits import choose
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.award_tree import (
    BlockLine,
    award_lines,
    beyond_words,
    block_names,
    verdict_words,
)
from csp_planner.messages.catalogue import use_language

from ..awards import AWARD, BRANCHES, DOMAINS, PROGRAMME, SHES, TWO_OF_FIVE, plan_with_choices

TODAY = date(2026, 11, 23)
ALL = ("SOC101", "SOC102", "OPT101", "OPT102", "SOC201", "MEM201", "SHS204", "BIO201", "BIO202")
DOMAIN_UNITS = ("DOM211", "DOM212", "DOM221")


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def planned(plan: Plan, units: Iterable[str]) -> Plan:
    placements = tuple(Placement(unit=code, term=Term.parse("2027-S1")) for code in units)
    return plan.with_scenario(replace(plan.scenario, placements=placements))


def validated(plan: Plan, units: Iterable[str]) -> Plan:
    attempts = tuple(
        Attempt(unit=code, term=Term.parse("2025-S1"), state=UnitState.VALIDATED, date=TODAY) for code in units
    )
    return replace(plan, profile=replace(plan.profile, attempts=attempts))


def judged(plan: Plan) -> Evaluation:
    return evaluate_plan(plan, TODAY)


def lines_of(plan: Plan) -> dict[str, BlockLine]:
    return {line.path: line for line in award_lines(plan, judged(plan))}


def whole(plan: Plan) -> Plan:
    """A plan that leaves nothing to choose, in terms that the units open in."""
    terms = {"SOC102": "S2", "OPT102": "S2", "MEM201": "A", "SHS204": "S2", "BIO202": "S2", "DOM212": "S2"}
    placements = tuple(
        Placement(unit=code, term=Term.parse(f"2027-{terms.get(code, 'S1')}")) for code in (*ALL, *DOMAIN_UNITS)
    )
    return plan.with_scenario(replace(plan.scenario, placements=placements))


def test_a_block_says_what_it_has_of_what_it_takes_and_what_it_lacks():
    lines = lines_of(planned(plan_with_choices(), ["OPT101", "SHS203", "DOM211"]))
    said = {path: (line.name, plain(line.progress), plain(line.lacks)) for path, line in lines.items()}
    assert said[TWO_OF_FIVE] == ("Options", "1 sur 2 UE", "il manque 1 UE")
    assert said[SHES] == ("SHES", "4 sur 6 ECTS", "il manque 2 ECTS")
    assert said[DOMAINS] == ("Domaines", "1 sur 3 UE", "il manque 2 UE, dans 1 domaine de plus")
    assert said["1"] == ("L1", "6 sur 24 ECTS", "à placer : SOC101, SOC102")


def test_a_block_with_nothing_in_it_does_not_say_twice_that_all_is_missing():
    lines = lines_of(plan_with_choices())
    assert (plain(lines[SHES].progress), lines[SHES].lacks) == ("0 sur 6 ECTS", "")


def test_groups_of_a_choice_are_no_lines_and_branches_are():
    lines = lines_of(plan_with_choices())
    assert list(lines) == ["1", "1.1", "2", "2.1", "2.2", "2.2.1", "2.2.2", "2.3"]
    assert [line.path for line in lines.values() if line.is_branch] == ["2.2.1", "2.2.2"]
    assert lines[BRANCHES].progress == "à choisir"


def test_a_branch_that_is_chosen_stands_for_its_block_and_shows_what_it_holds():
    plan = choose(plan_with_choices(), BRANCHES, f"{BRANCHES}.2")
    assert isinstance(plan, Plan)
    lines = lines_of(plan)
    assert lines[BRANCHES].progress == "Chimie"
    assert (lines["2.2.2"].is_taken, lines["2.2.1"].is_taken) == (True, False)
    assert lines["2.2.1"].state_word == "non choisi"
    assert lines["2.2.1"].spoken == "Biologie, non choisi"
    assert lines["2.2.2"].spoken.startswith("Chimie, choisi, à compléter")
    assert "2.2.2.1" in lines


def test_units_beyond_a_choice_are_said_there_and_all_together():
    plan = planned(plan_with_choices(), ["SHS204", "SHS202", "BIO201", "CHI201"])
    lines = lines_of(plan)
    assert plain(lines[SHES].details()[-1]) == "en plus : SHS202"
    assert lines[SHES].details(whole=False) == ()
    assert lines["2.2.1"].extra == ("BIO201",)
    said = plain(beyond_words(plan, judged(plan)))
    assert said == "En plus de ce qui est demandé : SHS202, BIO201, CHI201 (15 ECTS)"
    assert beyond_words(plan_with_choices(), judged(plan_with_choices())) == ""


def test_text_about_exclusions_is_said_and_never_dropped():
    said = plain(lines_of(plan_with_choices())[DOMAINS].spoken)
    assert "dit par la fiche, non vérifié : en respectant les règles d’exclusion" in said


def test_n_units_of_other_credits_meet_a_block_and_the_printed_total_is_compared():
    plan = planned(plan_with_choices(), ["OPT101", "ANG100"])
    line = lines_of(plan)[TWO_OF_FIVE]
    assert plain(line.remark) == "10 ECTS pour 12 imprimés"
    assert line.lacks == ""


def test_a_rule_that_cannot_be_read_is_said_to_be_unchecked():
    award = Block(members=("SOC101", Block(label="Selon le dossier", take=None, note="voir le jury", members=())))
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, award=award))
    lines = lines_of(plan)
    assert lines["1"].lacks == "non vérifié : demander au centre".replace(" :", "\xa0:")
    assert lines["1"].state_word == "non vérifié"
    assert lines[""].name == "Tronc commun"
    assert plain(lines[""].progress) == "0 sur 1 UE"


def test_an_award_that_is_itself_a_choice_is_a_line():
    award = Block(label="Certificat, 2 UE à choisir parmi", take=TakeUnits(2), members=("SOC101", "SOC102", "SOC201"))
    plan = planned(replace(plan_with_choices(), programme=replace(PROGRAMME, award=award)), ["SOC101"])
    (line,) = award_lines(plan, judged(plan))
    assert (line.path, line.name, plain(line.progress)) == ("", "Certificat", "1 sur 2 UE")


def test_of_several_branches_the_ones_taken_are_counted():
    branches = tuple(
        Block(label=name, members=(code,)) for name, code in (("A", "SOC101"), ("B", "SOC102"), ("C", "SOC201"))
    )
    award = Block(members=(Block(label="Domaines", take=TakeBlocks(2), members=branches),))
    plan = planned(replace(plan_with_choices(), programme=replace(PROGRAMME, award=award)), ["SOC101"])
    lines = lines_of(plan)
    assert plain(lines["1"].progress) == "1 sur 2 branches"
    assert plain(lines["1"].lacks).startswith("il manque 1 ")
    assert not lines["1.1"].is_alone


def test_what_only_waits_for_its_day_is_not_counted_in_a_stage():
    units = tuple(replace(unit, kind=UnitKind.MILESTONE) if unit.code == "MEM201" else unit for unit in PROGRAMME.units)
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, units=units))
    assert plain(lines_of(plan)["2"].progress) == "0 sur 48 ECTS"
    plan = whole(plan)
    plan = plan.with_scenario(
        replace(plan.scenario, placements=tuple(one for one in plan.scenario.placements if one.unit != "MEM201"))
    )
    line = lines_of(plan)["2"]
    assert (plain(line.progress), plain(line.lacks)) == ("42 sur 48 ECTS", "à confirmer : MEM201")
    assert plain(verdict_words(judged(plan))) == "Titre : tout est prévu, 1 ligne à confirmer"


def test_one_line_says_how_far_the_award_is():
    plan = plan_with_choices()
    assert plain(verdict_words(judged(plan))) == "Titre : reste à placer et à choisir"
    assert plain(verdict_words(judged(whole(plan)))) == "Titre : tout est prévu"
    chosen = whole(plan)
    without = tuple(one for one in chosen.scenario.placements if one.unit != "SHS204")
    chosen = chosen.with_scenario(replace(chosen.scenario, placements=without))
    assert plain(verdict_words(judged(chosen))) == "Titre : reste à choisir"
    due = tuple(one for one in whole(plan).scenario.placements if one.unit != "SOC201")
    due_left = plan.with_scenario(replace(plan.scenario, placements=due))
    assert plain(verdict_words(judged(due_left))) == "Titre : reste à placer"
    had = validated(plan, (*ALL, *DOMAIN_UNITS))
    assert plain(verdict_words(judged(had))) == "Titre : obtenu"
    unread = Block(members=(*AWARD.members, Block(label="Langue", take=None)))
    plan = replace(whole(plan), programme=replace(PROGRAMME, award=unread))
    assert plain(verdict_words(judged(plan))) == "Titre : tout est prévu, sauf ce qui n’a pas pu être vérifié"


def test_blocks_that_share_a_name_say_their_stage():
    inner = Block(label="Options", take=TakeUnits(1), members=("SOC101",))
    award = Block(label="Titre", members=(Block(label="L1", members=(inner,)), Block(label="L2", members=(inner,))))
    assert block_names(award) == {"": "Titre", "1": "L1", "1.1": "L1\xa0· Options", "2": "L2", "2.1": "L2\xa0· Options"}


@pytest.mark.parametrize("label", ["<b>{x}</b> %s", "\u202eretourné", "a\nb"])
def test_a_label_may_hold_anything(label):
    award = Block(members=(Block(label=label, take=TakeUnits(1), members=("SOC101",), note=label),))
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, award=award))
    (line,) = award_lines(plan, judged(plan))
    assert "\n" not in line.spoken
    assert "\u202e" not in line.spoken


def test_all_of_it_is_said_in_english_too():
    use_language("en")
    plan = planned(plan_with_choices(), ["OPT101", "SHS203", "SHS202"])
    lines = lines_of(plan)
    assert plain(lines[SHES].progress) == "7 of 6 ECTS"
    assert lines[TWO_OF_FIVE].lacks == "1 teaching unit missing"
    assert verdict_words(judged(plan)) == "Award: still to place and to choose"
