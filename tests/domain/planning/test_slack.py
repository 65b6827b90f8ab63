"""How far the units of a plan can slip."""

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.slack import slack
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, WAIVER, marked, put, put_all


def test_slack_is_the_semesters_to_the_last_opening_before_the_end(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1", "UA211G": "2028-S1", "AST002": "2028-A"})
    plan = put(plan, "TET007", "2027-S2", WAIVER)
    found_slack = slack(plan, evaluate_plan(plan, TODAY), TODAY)
    assert found_slack == {"PST003": 4, "CCE001": 2, "UA211G": 1, "AST002": 0, "TET007": 0}


def test_slack_leaves_out_terms_that_can_no_longer_be_enrolled_for(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "CCE001", "2025-S1", WAIVER), "UA211G", "2027-S1")
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY) == {"CCE001": 4, "UA211G": 0}


def test_slack_of_an_annual_unit_begins_after_its_year(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST002": "2027-A", "UA211G": "2028-S1"})
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY)["AST002"] == 0
    plan = put(plan, "UA211G", "2028-S2")
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY)["AST002"] == 2


def test_slack_is_of_planned_units_only(empty_plan: Plan) -> None:
    plan = marked(put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1"}), "PST003", UnitState.ENROLLED)
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY) == {"CCE001": 0}
    assert slack(empty_plan, evaluate_plan(empty_plan, TODAY), TODAY) == {}
