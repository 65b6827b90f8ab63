"""What needs an act, and what is only good to know."""

from dataclasses import replace

from csp_planner.domain.checks import Severity
from csp_planner.domain.edits import accept_warning
from csp_planner.domain.evaluation.attention import Attention, attention_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan

from ...awards import plan_with_choices
from ..helpers import COMPLETE, TODAY, WAIVER, acceptance, done, put, put_all, term, with_limits, with_unit


def attention(plan: Plan) -> Attention:
    return attention_of(evaluate_plan(plan, TODAY))


def codes(found: tuple) -> set[str]:
    return {each.code for each in found}


def test_an_empty_plan_is_not_met_with_anything_red(empty_plan: Plan) -> None:
    assert len(evaluate_plan(empty_plan, TODAY).blocking) == 14
    found = attention(empty_plan)
    assert found.blocking == 0
    assert codes(found.to_do) == {"experience-short"}


def test_a_unit_that_opens_nowhere_needs_an_act_once_the_plan_is_begun(empty_plan: Plan) -> None:
    found = attention(put(empty_plan, "PST003", "2026-S2"))
    assert {(each.code, each.unit) for each in found.to_do if each.severity is Severity.BLOCKING} == {
        ("never-open", "TET007"),
        ("never-open", "UAS004"),
    }


def test_a_unit_for_which_no_term_is_left_needs_an_act(empty_plan: Plan) -> None:
    plan = with_unit(empty_plan, "PST003", openings={2024: Opening.SEMESTER_2, 2025: None})
    assert {each.unit for each in attention(plan).to_do if each.code == "not-placed"} == {"PST003"}


def test_a_unit_that_stands_where_it_cannot_be_taken_needs_an_act(empty_plan: Plan) -> None:
    placed = Placement(unit="TET007", term=term("2027-S1"))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(placed,)))
    assert any(each.code == "never-open" and each.term for each in attention(plan).to_do)


def test_projections_stand_together(empty_plan: Plan) -> None:
    found = attention(put_all(empty_plan, COMPLETE))
    assert codes(found.projections) == {"projected-opening"}
    assert len(found.projections) == len(COMPLETE)


def test_order_and_report_are_said_at_the_pointer_only(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"UA211G": "2027-S1", "AST005": "2026-S2", "AST004": "2027-S1", "PST003": "2027-S2"})
    judged = codes(evaluate_plan(plan, TODAY).diagnostics)
    assert judged >= {"recommended-order", "report-early"}
    found = attention(plan)
    assert not codes((*found.to_do, *found.projections, *found.to_know)) & {"recommended-order", "report-early"}


def test_a_waiver_still_to_ask_for_needs_an_act_and_one_that_is_granted_none(empty_plan: Plan) -> None:
    granted = attention(put(empty_plan, "TET007", "2027-S1", WAIVER))
    assert "waiver" in codes(granted.to_know)
    proposed = attention(put(empty_plan, "TET007", "2027-S1", replace(WAIVER, proposed=True)))
    assert "waiver" in codes(proposed.to_do)


def test_a_waivered_unit_in_a_past_semester_needs_an_act(empty_plan: Plan) -> None:
    assert "waiver-past" in codes(attention(put(empty_plan, "TET007", "2025-S1", WAIVER)).to_do)


def test_what_a_person_accepted_is_only_good_to_know(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "FPG003", "2027-S1"), 4)
    assert "overload" in codes(attention(plan).to_do)
    accepted = done(accept_warning(plan, acceptance("overload", where="2027-S1")))
    assert "overload" not in codes(attention(accepted).to_do)
    assert "overload" in codes(attention(accepted).to_know)


def test_an_empty_plan_with_choices_is_not_met_with_anything_red_and_each_is_said_once_it_is_begun() -> None:
    plan = plan_with_choices()
    assert attention(plan).blocking == 0
    begun = attention(put(plan, "SOC101", "2027-S1"))
    assert {each.code for each in begun.to_do} == {"choice-open"}
    assert begun.blocking == 4
