"""Proposals for a sheet that leaves things out."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.outlook import Reach, outlook_of
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile, Waiver
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.answer import answer_sentences, rules_sentence
from csp_planner.messages.clash import refusal_words
from csp_planner.proposal.answer import Clash, Proposal, Undecided
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.request import DemandKind, demands_of, request_for

from ..domain.strategies import partly_published
from ..maquette import CERTIFICATE, programme_of
from .helpers import answered

TODAY = date(2026, 11, 23)
WAIVER = Waiver(reason="à demander", date=TODAY)


def plan_of(programme: Programme) -> Plan:
    scenario = Scenario(name="Un", start=Term(2026, Part.S1), max_ects=24, max_hours=60)
    return Plan(programme=programme, profile=Profile(weekly_hours=4), scenarios=(scenario,))


def test_a_certificate_is_planned_whole_and_reached() -> None:
    plan = plan_of(programme_of(CERTIFICATE))
    found = answered(request_for(plan, TODAY))
    assert isinstance(found, Proposal)
    assert (found.unplaced, found.assumed_months) == ((), 0)
    kept = with_proposal(plan, found, "Proposition", WAIVER)
    assert isinstance(kept, Plan)
    assert outlook_of(kept, evaluate_plan(kept, TODAY)).reach is Reach.DIPLOMA


def test_a_limit_of_hours_that_nobody_knows_is_no_rule_that_a_proposal_keeps_to() -> None:
    request = request_for(plan_of(programme_of(CERTIFICATE)), TODAY, within_accreditation=True, report_last=True)
    kinds = {demand.kind for demand in demands_of(request)}
    assert kinds == {DemandKind.MAX_ECTS, DemandKind.START}
    found = answered(request)
    assert isinstance(found, Proposal)
    assert " h" not in rules_sentence(found).replace("\u00a0", " ")


def test_a_semester_that_has_ended_is_not_proposed() -> None:
    found = answered(request_for(plan_of(programme_of(CERTIFICATE)), date(2027, 5, 1), start=None))
    assert isinstance(found, Proposal)
    assert min(placed.term for placed in found.placements) >= Term(2026, Part.S2)


@settings(max_examples=10)
@given(data=st.data())
def test_a_sheet_with_any_part_left_out_gets_an_answer(crn01: Programme, data: st.DataObject) -> None:
    plan = plan_of(data.draw(partly_published(crn01)))
    switches = {
        name: data.draw(st.booleans())
        for name in ("report_last", "within_accreditation", "follow_order", "allow_waivers")
    }
    found = answered(request_for(plan, TODAY, **switches))
    if isinstance(found, Clash | Undecided):
        assert refusal_words(found)
    else:
        assert answer_sentences(found)
        kept = with_proposal(plan, found, "Proposition", WAIVER)
        assert isinstance(kept, Plan)
        evaluate_plan(kept, TODAY)
