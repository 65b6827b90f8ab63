"""Published programmes with choices: each proposal is proven, and what it makes is counted a second time.

They lie beside the checkout; the program's own reader makes programmes of them.
"""

import json

import pytest

from csp_planner.domain.plan import Plan, Profile, Scenario
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.storage.codec import write_plan

from ..shared import shared
from .helpers import TODAY, applied, judged, proposed, why

maquette = pytest.importorskip("csp_planner.sheet.maquette", reason="the reader of these sheets is not there")

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


@pytest.fixture(params=SHEETS)
def code(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def programme(code: str) -> Programme:
    found: Programme = maquette.read(shared(f"sheets/cnam/{SHEETS[code]}").read_text("utf-8"), 2026).programme
    return found


def plan_of(programme: Programme) -> Plan:
    scenario = Scenario(name="Un", start=Term(2027, Part.S1), max_ects=30)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


@pytest.mark.parametrize("objective", list(Objective))
def test_a_proposal_is_proven_and_completes_the_award(code: str, programme: Programme, objective: Objective) -> None:
    plan = plan_of(programme)
    found = proposed(plan, objective=objective)
    evaluation = judged(plan, found)
    assert found.optimal
    assert found.unplaced == ()
    assert evaluation.extra == ()
    assert not evaluation.blocking
    award = evaluation.award
    if award is not None:
        assert tuple(each.path for each in award.unchecked) == UNREADABLE.get(code, ())
    assert evaluation.complete is (None if code in UNREADABLE else True)


def test_the_saved_plan_meets_every_block_when_it_is_counted_again(code: str, programme: Programme) -> None:
    blocks = pytest.importorskip("tests.independent.blocks", reason="the second count is not there")
    plan = plan_of(programme)
    document = json.loads(write_plan(applied(plan, proposed(plan))))
    if programme.award is not None:
        assert blocks.count(document, TODAY.isoformat()) == []


def test_it_is_said_why_it_does_not_end_earlier(programme: Programme) -> None:
    assert why(proposed(plan_of(programme))).reasons
