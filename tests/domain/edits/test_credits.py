"""Units obtained otherwise."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, credited, done, marked, put, refused, two_scenarios


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


def test_an_answer_replaces_what_was_asked_for(empty_plan: Plan) -> None:
    asked = Credit(unit="CCE001", basis=CreditBasis.VES, date=TODAY, state=CreditState.ASKED)
    plan = put(done(edits.add_credit(empty_plan, asked)), "AST004", "2027-S1")
    granted = replace(asked, state=CreditState.GRANTED, ects=3.0, decided_by="jury")
    changed = done(edits.change_credit(plan, granted))
    assert changed.profile.credits == (granted,)
    assert edits.change_credit(changed, granted) is changed
    assert refused(edits.change_credit(empty_plan, granted)).reason is Reason.NOT_PLACED


def test_a_credit_that_is_refused_leaves_the_board_alone(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    refusal = Credit(unit="CCE001", basis=CreditBasis.VES, date=TODAY, state=CreditState.REFUSED)
    assert done(edits.add_credit(plan, refusal)).scenario == plan.scenario


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ects": -1.0}, Reason.BAD_VALUE),
        ({"hours": 10_001.0}, Reason.BAD_VALUE),
        ({"ects": 3.755}, Reason.TOO_FINE),
        ({"title": "x" * 10_001}, Reason.TOO_LONG),
        ({"decided_by": "x" * 501}, Reason.TOO_LONG),
    ],
)
def test_what_a_file_may_not_hold_is_not_recorded(empty_plan: Plan, changes: dict[str, object], reason: Reason) -> None:
    credit = Credit(unit="CCE001", basis=CreditBasis.VES, date=TODAY)
    assert refused(edits.add_credit(empty_plan, replace(credit, **changes))).reason is reason


def test_a_word_about_an_answer_that_never_came_leaves_what_was_planned_again(empty_plan: Plan) -> None:
    asked = Credit(unit="OLD101", basis=CreditBasis.VES, date=TODAY, state=CreditState.ASKED, counts_for=("CCE001",))
    later = TODAY.replace(year=TODAY.year + 1)
    plan = put(done(edits.add_credit(empty_plan, asked)), "CCE001", "2028-S1", today=later)
    noted = done(edits.change_credit(plan, replace(asked, note="relancer le jury")))
    assert noted.scenario == plan.scenario
    linked = done(edits.change_credit(put(plan, "AST004", "2028-S1"), replace(asked, counts_for=("CCE001", "AST004"))))
    assert [placement.unit for placement in linked.scenario.placements] == ["CCE001"]
    granted = done(edits.change_credit(plan, replace(asked, state=CreditState.GRANTED)))
    assert granted.scenario.placements == ()
