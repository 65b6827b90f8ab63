"""What is known of the learner."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.limits import MAX_WEEKLY_HOURS, MAX_WEEKS
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import BudgetLine, LineKind, Note
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, done, found, marked, only, put, put_all, refused, term

# Notes


def test_note_is_private_unless_said_otherwise_and_there_is_one_per_unit(empty_plan: Plan) -> None:
    plan = done(edits.set_note(empty_plan, "CCE001", " en ligne "))
    assert plan.profile.notes_for("CCE001") == Note(unit="CCE001", text="en ligne", private=True)
    plan = done(edits.set_note(plan, "CCE001", "en salle", private=False))
    assert plan.profile.notes == (Note(unit="CCE001", text="en salle", private=False),)
    assert plan.profile.notes_for("AST004") is None


def test_empty_note_is_no_note(empty_plan: Plan) -> None:
    assert edits.set_note(empty_plan, "CCE001", "  ") is empty_plan
    plan = done(edits.set_note(empty_plan, "CCE001", "en ligne"))
    assert edits.set_note(plan, "CCE001", "en ligne", private=True) is plan
    assert edits.set_note(plan, "CCE001", " ") == empty_plan


def test_notes_keep_the_order_of_the_programme(empty_plan: Plan) -> None:
    plan = empty_plan
    for code in ("UA211G", "FPG003", "AST004"):
        plan = done(edits.set_note(plan, code, "x"))
    assert [note.unit for note in plan.profile.notes] == ["FPG003", "AST004", "UA211G"]


def test_note_about_an_unknown_unit_or_too_long_is_refused(empty_plan: Plan) -> None:
    assert refused(edits.set_note(empty_plan, "XYZ999", "x")).reason is Reason.UNIT_UNKNOWN
    assert refused(edits.set_note(empty_plan, "CCE001", "x" * 10_001)).reason is Reason.TOO_LONG
    assert len(done(edits.set_note(empty_plan, "CCE001", "x" * 10_000)).profile.notes[0].text) == 10_000


# Hours a week


def at_pace(plan: Plan, weekly: float | None, weeks: int | None) -> Plan:
    return edits.set_profile(plan, replace(plan.profile, weekly_hours=weekly, weeks_per_semester=weeks))


def test_semester_says_its_hours_a_week_once_the_weeks_are_set(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "TET003": "2027-A"})
    load = evaluate_plan(plan, TODAY).load(term("2027-S1"))
    assert load is not None
    assert load.weekly_hours is None
    load = evaluate_plan(at_pace(plan, None, 15), TODAY).load(term("2027-S1"))
    assert load is not None
    assert load.weekly_hours == (36 + 34.5) / 15


def test_week_fuller_than_the_learner_has_is_warned_about(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"})
    warning = only(at_pace(plan, 5, 15), "weekly-load")
    assert (warning.term, dict(warning.args)) == (term("2027-S1"), {"hours": 5.8, "max_hours": 5, "weeks": 15})
    assert not found(at_pace(plan, 5.8, 15), "weekly-load")
    assert not found(at_pace(plan, None, 15), "weekly-load")
    assert only(at_pace(plan, 5, None), "weekly-load").args == warning.args
    assert not found(at_pace(plan, 5.8, None), "weekly-load")


def test_hours_a_week_without_weeks_are_counted_over_fifteen(empty_plan: Plan) -> None:
    plan = at_pace(put(empty_plan, "CCE001", "2027-S1"), 6, None)
    assert (plan.profile.weeks, plan.profile.semester_hours, plan.profile.weeks_per_semester) == (15, 90, None)
    load = evaluate_plan(plan, TODAY).load(term("2027-S1"))
    assert load is not None
    assert load.weekly_hours == 36 / 15
    without = at_pace(plan, None, None).profile
    assert (without.weeks, without.semester_hours) == (None, None)


def test_personal_work_is_the_learner_s_own_and_changes_no_hours_and_no_check(empty_plan: Plan) -> None:
    plan = at_pace(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), 5, 15)
    own = edits.set_profile(plan, replace(plan.profile, personal_hours=10))
    assert own.profile.personal_work(6) == 60
    assert plan.profile.personal_work(6) is None
    assert evaluate_plan(own, TODAY) == evaluate_plan(plan, TODAY)
    assert edits.set_profile(plan, replace(plan.profile, personal_hours=0)) == plan
    assert edits.set_profile(plan, replace(plan.profile, personal_hours=100.5)) == plan


def test_week_that_is_over_is_not_warned_about(empty_plan: Plan) -> None:
    plan = marked(at_pace(empty_plan, 1, 15), "CCE001", UnitState.VALIDATED, "2025-S1")
    assert not found(plan, "weekly-load")


@pytest.mark.parametrize(("weekly", "weeks"), [(0, 0), (-1, -1), (169, 53), (float("nan"), 0)])
def test_pace_that_cannot_be_meant_is_not_kept(empty_plan: Plan, weekly: float, weeks: int) -> None:
    assert at_pace(empty_plan, weekly, weeks) == empty_plan


def test_a_learner_s_name_that_says_nothing_is_none(empty_plan: Plan) -> None:
    for name in ("\u202e", " \u200b", "\x00"):
        assert edits.set_profile(empty_plan, replace(empty_plan.profile, name=name)).profile.name == ""
    kept = replace(empty_plan, profile=replace(empty_plan.profile, name="\u202e"))
    assert edits.set_profile(kept, replace(kept.profile, weekly_hours=5)).profile.name == "\u202e", "a file's own stays"


def test_as_many_hours_and_weeks_as_can_be_meant_are_kept(empty_plan: Plan) -> None:
    most = replace(empty_plan.profile, weekly_hours=MAX_WEEKLY_HOURS, weeks_per_semester=MAX_WEEKS)
    assert edits.set_profile(empty_plan, most).profile == most
    beyond = replace(most, weekly_hours=MAX_WEEKLY_HOURS + 0.5, weeks_per_semester=MAX_WEEKS + 1)
    kept = edits.set_profile(empty_plan, beyond).profile
    assert (kept.weekly_hours, kept.weeks_per_semester) == (None, None)
    least = replace(most, weekly_hours=0.5, weeks_per_semester=1)
    assert edits.set_profile(empty_plan, least).profile == least


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([BudgetLine(label="x" * 201, euros=1, kind=LineKind.COST)], Reason.TOO_LONG),
        ([BudgetLine(euros=1_000_000.01, kind=LineKind.COST)], Reason.BAD_VALUE),
        ([BudgetLine(euros=-1, kind=LineKind.COST)], Reason.BAD_VALUE),
        ([BudgetLine(euros=1.005, kind=LineKind.FUNDING)], Reason.BAD_VALUE),
        ([BudgetLine(euros=float("nan"), kind=LineKind.FUNDING)], Reason.BAD_VALUE),
        ([BudgetLine(euros=1, kind=LineKind.COST)] * 31, Reason.BAD_VALUE),
    ],
)
def test_lines_of_a_budget_that_no_file_could_hold_are_refused(empty_plan: Plan, lines, reason: Reason) -> None:
    assert refused(edits.set_budget(empty_plan, lines)).reason is reason


def test_lines_of_a_budget_stay_in_the_order_given(empty_plan: Plan) -> None:
    lines = [BudgetLine(label=name, euros=1, kind=LineKind.COST) for name in "cab"] * 10
    assert done(edits.set_budget(empty_plan, lines)).profile.budget == tuple(lines)
