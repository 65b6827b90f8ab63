"""Published programmes with choices: each proposal is proven, and what it makes is counted a second time.

They lie beside the checkout; the program's own reader makes programmes of them.
"""

import json
from dataclasses import replace

import pytest

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.checks import Check
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Proposal
from csp_planner.sheet.reading import read_sheet
from csp_planner.solver import reasons
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load

from ..independent.blocks import count
from ..shared import case, shared
from .helpers import TODAY, applied, judged, proposed, why

SHEETS = {
    "BCH3702A": "cnam-paris_BCH3702A_bachelor_transitions.json",
    "CPN9600A": "cnam-paris_CPN9600A_technicien_labo_2_options.json",
    "CS5200A": "cnam-paris_CS5200A_certificat_dpo.attendu.json",
    "CYC9106A": "cnam-paris_CYC9106A_ingenieur_cyber.attendu.json",
    "DUS0901A": "cnam-paris_DUS0901A_deust_assistant_juridique.json",
    "LG04101A": "cnam-paris_LG04101A_licence_formation_travail.json",
    "MR14102A": "cnam-paris_MR14102A_master_sciences_education.json",
}
UNREADABLE = {"BCH3702A": ("3.1",)}
"""Blocks whose rule the sheet does not say in a way that can be read."""


def programme_of(code: str) -> Programme:
    return read_sheet(shared(f"sheets/cnam/{SHEETS[code]}").read_bytes(), default_year=2026).programme


def plan_of(programme: Programme) -> Plan:
    scenario = Scenario(name="Un", start=Term(2027, Part.S1), max_ects=30)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


@pytest.mark.parametrize("code", SHEETS)
def test_a_proposal_is_proven_completes_the_award_by_every_count_and_says_why_it_does_not_end_earlier(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(programme_of(code))
    soonest = proposed(plan)
    assert soonest.request.objective is Objective.EARLIEST
    for found in (soonest, proposed(plan, objective=Objective.STEADY)):
        is_proven_and_completes_the_award(code, plan, found)
    document = json.loads(write_plan(applied(plan, soonest)))
    if plan.programme.award is not None:
        assert count(document, TODAY.isoformat()) == []
    monkeypatch.setattr(reasons, "EXPLAINING", 0.5)  # all of it takes seconds for the largest
    assert why(soonest).reasons


def is_proven_and_completes_the_award(code: str, plan: Plan, found: Proposal) -> None:
    evaluation = judged(plan, found)
    assert found.optimal
    assert found.unplaced == ()
    assert evaluation.extra == ()
    assert not evaluation.blocking
    award = evaluation.award
    if award is not None:
        assert tuple(each.path for each in award.unchecked) == UNREADABLE.get(code, ())
    assert evaluation.complete is (None if code in UNREADABLE else True)


def with_its_rule(plan: Plan) -> Plan:
    """The plan of case 04 with « 2 of 5 » written down, which files of version 1 cannot say."""
    options = tuple(f"OPT40{place}" for place in range(1, 6))
    award = Block(members=("OBL400", Block(take=TakeUnits(2), members=options), "RAP"))
    conditions = replace(plan.programme.conditions, units=())
    return replace(plan, programme=replace(plan.programme, award=award, conditions=conditions))


@pytest.mark.parametrize("is_begun", [True, False])
def test_of_two_of_five_the_other_three_are_in_no_proposal(is_begun: bool) -> None:
    plan = with_its_rule(load(case("04")).plan)
    if not is_begun:
        plan = plan.with_scenario(replace(plan.scenario, placements=()))
    found = proposed(plan)
    placed = {each.unit for each in found.placements}
    assert placed >= {"OBL400", "RAP"}
    options = {code for code in placed if code.startswith("OPT")}
    assert options == {"OPT401", "OPT402"} if is_begun else len(options) == 2
    assert found.unplaced == ()
    document = json.loads(write_plan(applied(plan, found)))
    assert count(document, TODAY.isoformat()) == []
    # None of the two is one too many: without it, the count says what is lacking.
    for code in options:
        shown = json.loads(json.dumps(document))
        scenario = shown["scenarios"][shown["active"]]
        scenario["placements"] = [each for each in scenario["placements"] if each["unit"] != code]
        assert count(shown, TODAY.isoformat()) == ["1: 1 of 2 units"]


def test_the_first_stage_comes_first_where_the_end_allows_it() -> None:
    """LG04101A: FAD142, of L3, is not over before AST001, of L1, begins; nor is any other unit before its stage."""
    plan = plan_of(programme_of("LG04101A"))
    silent = plan.with_scenario(replace(plan.scenario, follow_recommended_order=False))
    found, other = proposed(plan), proposed(silent)
    assert found.optimal
    assert found.end_term == other.end_term
    at = {placed.unit: placed.term for placed in found.placements}
    assert not at["FAD142"].last_semester < at["AST001"].semesters[0]
    assert Check.STAGE_ORDER not in {each.code for each in judged(plan, found).diagnostics}
