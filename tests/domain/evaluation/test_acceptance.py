"""Warnings that a person accepts."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.checks import Severity
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.acceptance import acceptance_of, figures_of
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, acceptance, done, found, marked, only, put, put_all, refused, with_limits


def accepted(plan: Plan, code: str, unit: str = "", where: str | None = None) -> Plan:
    figures = figures_of(found(plan, code, unit)[0]) if found(plan, code, unit) else {}
    new = replace(acceptance(code, unit, where, " vu avec le centre "), figures=figures)
    return done(edits.accept_warning(plan, new))


def test_accepted_warning_stays_as_advice_that_says_so(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "FPG003", "2027-S1"), 5)
    before = only(plan, "overload")
    after = only(accepted(plan, "overload", "", "2027-S1"), "overload")
    assert (after.severity.value, after.args, after.fixes) == ("advice", before.args, before.fixes)
    assert after.acceptance is not None
    assert (after.acceptance.reason, after.acceptance.date) == ("vu avec le centre", TODAY)


def test_acceptance_is_for_that_card_and_term_only(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"FPG003": "2027-S1", "PST003": "2026-S2"}), 5)
    plan = accepted(plan, "overload", "", "2027-S1")
    judged = {str(item.term): item.acceptance is not None for item in found(plan, "overload")}
    assert judged == {"2026-S2": False, "2027-S1": True}


def test_acceptance_holds_for_the_figure_accepted_and_not_for_a_worse_one(empty_plan: Plan) -> None:
    twelve = with_limits(put_all(empty_plan, {"FPG003": "2027-S1", "AST004": "2027-S1"}), 5)
    plan = accepted(twelve, "overload", "", "2027-S1")
    assert plan.scenario.judged[0].figures == {"ects": 12}
    assert only(done(edits.unplace(plan, "AST004")), "overload").acceptance is not None
    worse = only(put(plan, "TET010", "2027-S1"), "overload")
    assert (worse.severity.value, worse.acceptance, worse.outgrown) == ("warning", None, plan.scenario.judged[0])


def test_acceptance_is_of_one_limit_only(empty_plan: Plan) -> None:
    plan = accepted(with_limits(put(empty_plan, "FPG003", "2027-S1"), 5), "overload", "", "2027-S1")
    both = only(done(edits.set_limits(plan, 5, 50)), "overload")
    assert (both.severity.value, both.acceptance) == ("warning", None)


def test_acceptance_of_a_version_1_file_kept_no_figure_and_holds(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "FPG003", "2027-S1"), 5)
    plan = done(edits.accept_warning(plan, acceptance("overload", where="2027-S1")))
    assert only(put(plan, "TET010", "2027-S1"), "overload").acceptance is not None


def test_acceptance_of_missing_experience_ends_when_more_is_missing(empty_plan: Plan) -> None:
    period = ExperiencePeriod(start=date(2026, 1, 1), end=date(2026, 6, 30), kind=ExperienceKind.IN_FIELD)
    plan = edits.set_experience(empty_plan, (period,))
    plan = accepted(plan if isinstance(plan, Plan) else empty_plan, "experience-short", "UAS003")
    assert plan.scenario.judged[0].figures == {"missing": 12}
    none = edits.set_experience(plan, ())
    assert only(none if isinstance(none, Plan) else plan, "experience-short").severity.value == "warning"


def test_acceptance_is_replaced_and_taken_back(empty_plan: Plan) -> None:
    plan = accepted(accepted(empty_plan, "totals-differ"), "totals-differ")
    assert len(plan.scenario.judged) == 1
    assert edits.withdraw_acceptance(plan, acceptance("totals-differ")) == empty_plan
    assert edits.withdraw_acceptance(empty_plan, acceptance("totals-differ")) is empty_plan


@pytest.mark.parametrize("code", ["not-open", "never-open", "enrolment-closed", "not-placed"])
def test_what_is_blocking_is_never_just_accepted(empty_plan: Plan, code: str) -> None:
    result = edits.accept_warning(empty_plan, acceptance(code, "CCE001"))
    assert refused(result).reason is Reason.NOT_ACCEPTABLE


def test_file_that_accepts_what_is_blocking_does_not_unblock_it(empty_plan: Plan) -> None:
    plan = accepted(empty_plan, "overload", "CCE001")
    forged = replace(plan.scenario.judged[0], code="not-placed")
    plan = plan.with_scenario(replace(plan.scenario, judged=(forged,)))
    assert only(plan, "not-placed", "CCE001").severity.value == "blocking"


def test_acceptance_needs_a_reason_of_reasonable_length(empty_plan: Plan) -> None:
    assert refused(edits.accept_warning(empty_plan, acceptance("overload", reason=" "))).reason is Reason.NO_REASON
    assert (
        refused(edits.accept_warning(empty_plan, acceptance("overload", reason="x" * 10_001))).reason is Reason.TOO_LONG
    )


def test_result_that_is_early_is_advice_once_accepted(empty_plan: Plan) -> None:
    plan = accepted(marked(empty_plan, "CCE001", UnitState.VALIDATED, "2028-S1"), "result-early", "CCE001", "2028-S1")
    assert only(plan, "result-early").severity is Severity.ADVICE


def test_an_acceptance_is_made_of_what_is_accepted(empty_plan: Plan) -> None:
    overload = only(with_limits(put(empty_plan, "FPG003", "2027-S1"), 5), "overload")
    made = acceptance_of(overload, "vu", TODAY)
    assert made == replace(acceptance("overload", where="2027-S1"), figures={"ects": 6})
