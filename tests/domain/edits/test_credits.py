"""Units obtained otherwise."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.plan import (
    Credit,
    CreditBasis,
    Plan,
    UnitState,
)

from ..helpers import TODAY, credited, marked, put, refused, two_scenarios


def test_credit_takes_the_unit_off_every_board(empty_plan: Plan) -> None:
    plan = two_scenarios(empty_plan)
    plan = replace(put(replace(plan, active=1), "CCE001", "2028-S1"), active=0)
    plan = credited(put(plan, "CCE001", "2027-S1"), "CCE001")
    assert [scenario.placements for scenario in plan.scenarios] == [(), ()]
    assert plan.profile.credit("CCE001") is not None


def test_experience_can_be_obtained_by_vae(empty_plan: Plan) -> None:
    assert credited(empty_plan, "UAS003", CreditBasis.VAE).profile.credit("UAS003") is not None


def test_credit_for_what_is_already_held_is_refused(empty_plan: Plan) -> None:
    def reason(plan: Plan, code: str) -> Reason:
        return refused(edits.add_credit(plan, Credit(unit=code, basis=CreditBasis.VES, date=TODAY))).reason

    assert reason(credited(empty_plan, "CCE001"), "CCE001") is Reason.ALREADY_HELD
    assert reason(marked(empty_plan, "CCE001", UnitState.ENROLLED, "2025-S1"), "CCE001") is Reason.ALREADY_HELD


def test_credit_that_is_removed_returns_the_unit_to_place(empty_plan: Plan) -> None:
    assert edits.remove_credit(credited(empty_plan, "CCE001"), "CCE001") == empty_plan
    assert refused(edits.remove_credit(empty_plan, "CCE001")).reason is Reason.NOT_PLACED
