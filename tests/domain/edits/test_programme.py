"""What the user was told beside the sheet."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.preview import verdicts
from csp_planner.domain.profile import Override

from ..helpers import TODAY, done, found, only, put, refused, term


def overridden(plan: Plan, code: str, ects: float | None, hours: float | None) -> Plan:
    return done(edits.set_override(plan, code, ects, hours, TODAY))


def test_hours_entered_count_and_stay_marked_as_the_users(empty_plan: Plan) -> None:
    plan = overridden(empty_plan, "UAS004", None, 20)
    evaluation = evaluate_plan(plan, TODAY)
    standing = evaluation.standings["UAS004"]
    assert (standing.ects, standing.hours, standing.entered) == (6, 20, True)
    assert (evaluation.hours.listed, evaluation.hours.entered, evaluation.hours.unplaced) == (603, 20, 623)
    assert (evaluation.hours.unattributed, evaluation.ects.entered) == (34, 0)
    assert not found(plan, "hours-unpublished")
    entered = only(plan, "figure-entered")
    assert (entered.unit, dict(entered.args)) == ("UAS004", {"date": TODAY, "hours": 20, "sheet_ects": 6})


def test_entries_may_lower_the_sum_of_the_sheet(empty_plan: Plan) -> None:
    evaluation = evaluate_plan(overridden(empty_plan, "AST004", 4, 30), TODAY)
    assert (evaluation.ects.listed, evaluation.ects.entered, evaluation.ects.unplaced) == (122, -2, 120)
    assert (evaluation.hours.entered, evaluation.hours.unattributed) == (-21, 75)


def test_hours_beyond_what_is_announced_leave_nothing_unattributed(empty_plan: Plan) -> None:
    assert evaluate_plan(overridden(empty_plan, "UAS004", None, 100), TODAY).hours.unattributed == 0


def test_overrides_weigh_on_the_semester_and_foretell_the_drop(empty_plan: Plan) -> None:
    plan = overridden(empty_plan, "AST002", 9, 80)
    verdict = verdicts(plan, evaluate_plan(plan, TODAY), ["AST002"], [term("2027-S1")], TODAY)[term("2027-S1")]
    assert (verdict.gained_ects, verdict.gained_hours) == (9, 80)
    assert [change.after for change in verdict.changes] == [4.5, 4.5]
    load = evaluate_plan(put(plan, "AST002", "2027-A"), TODAY).load(term("2027-S2"))
    assert load is not None
    assert (load.ects, load.hours) == (4.5, 40)


def test_sheet_itself_is_left_as_published(empty_plan: Plan) -> None:
    plan = overridden(empty_plan, "AST004", 4, 30)
    assert plan.programme is empty_plan.programme
    effective = effective_programme(plan.programme, plan.profile, plan.scenario)
    assert (effective.by_code["AST004"].ects, effective.by_code["AST004"].hours) == (4, 30)
    assert only(plan, "totals-differ").args == only(empty_plan, "totals-differ").args


def test_without_overrides_the_programme_is_the_same_object(empty_plan: Plan) -> None:
    assert effective_programme(empty_plan.programme, empty_plan.profile, empty_plan.scenario) is empty_plan.programme
    unknown = replace(empty_plan.profile, figures=(Override(unit="XYZ999", ects=3, hours=None, date=TODAY),))
    assert effective_programme(empty_plan.programme, unknown, empty_plan.scenario) is empty_plan.programme


def test_override_is_replaced_and_removed(empty_plan: Plan) -> None:
    plan = overridden(overridden(empty_plan, "UAS004", None, 20), "UAS004", 5, 25)
    assert plan.profile.figures == (Override(unit="UAS004", ects=5, hours=25, date=TODAY),)
    assert edits.set_override(plan, "UAS004", 5, 25, date(2027, 1, 1)) is plan
    assert overridden(plan, "UAS004", None, None) == empty_plan
    assert overridden(empty_plan, "UAS004", None, None) is empty_plan


def test_value_that_is_the_sheets_own_is_not_an_entry(empty_plan: Plan) -> None:
    assert overridden(empty_plan, "AST004", 6, 51) is empty_plan
    assert overridden(empty_plan, "UAS004", 6, 20).profile.figures[0].ects is None


@pytest.mark.parametrize(
    ("code", "ects", "hours", "reason"),
    [
        ("XYZ999", 3, None, Reason.UNIT_UNKNOWN),
        ("AST004", -1, None, Reason.BAD_VALUE),
        ("AST004", None, 1e9, Reason.BAD_VALUE),
        ("AST004", float("nan"), None, Reason.BAD_VALUE),
        ("AST004", 4.125, None, Reason.TOO_FINE),
        ("AST004", None, 37.333, Reason.TOO_FINE),
    ],
)
def test_override_that_cannot_be_meant_is_refused(
    empty_plan: Plan, code: str, ects: float | None, hours: float | None, reason: Reason
) -> None:
    assert refused(edits.set_override(empty_plan, code, ects, hours, TODAY)).reason is reason


@pytest.mark.parametrize(("ects", "hours"), [(0, None), (None, 0), (10_000, 10_000)])
def test_override_may_be_nothing_at_all_or_the_most(empty_plan: Plan, ects: float | None, hours: float | None) -> None:
    (override,) = overridden(empty_plan, "CCE001", ects, hours).profile.figures
    assert (override.ects, override.hours) == (ects, hours)


def test_end_of_the_accreditation_is_marked_as_entered_and_can_be_the_sheets_again(empty_plan: Plan) -> None:
    plan = edits.set_accreditation(empty_plan, date(2032, 7, 1))
    accreditation = plan.programme.accreditation
    assert (accreditation.ends, accreditation.published, accreditation.entered) == (
        date(2032, 7, 1),
        date(2027, 7, 1),
        True,
    )
    assert not found(put(plan, "CCE001", "2027-S1"), "past-accreditation")
    later = edits.set_accreditation(plan, date(2033, 7, 1))
    assert later.programme.accreditation.published == date(2027, 7, 1)
    for day in (None, date(2027, 7, 1)):
        assert edits.set_accreditation(later, day) == empty_plan
    assert not empty_plan.programme.accreditation.entered
    assert edits.set_accreditation(empty_plan, None) is empty_plan
