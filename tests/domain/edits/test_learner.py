"""What is known of the learner, and what the user was told beside the sheet."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.acceptance import figures_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.limits import MAX_WEEKLY_HOURS, MAX_WEEKS
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import ExperienceKind, ExperiencePeriod, Note, Override, Plan, UnitState
from csp_planner.domain.planning.preview import verdicts
from csp_planner.domain.terms import Part, Term

from ..helpers import TODAY, acceptance, done, found, marked, only, put, put_all, refused, term, with_limits

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


# Figures the user was told


def figured(plan: Plan, code: str, ects: float | None, hours: float | None) -> Plan:
    return done(edits.set_override(plan, code, ects, hours, TODAY))


def test_hours_entered_count_and_stay_marked_as_the_users(empty_plan: Plan) -> None:
    plan = figured(empty_plan, "UAS004", None, 20)
    judged = evaluate_plan(plan, TODAY)
    standing = judged.standings["UAS004"]
    assert (standing.ects, standing.hours, standing.entered) == (6, 20, True)
    assert (judged.hours.listed, judged.hours.entered, judged.hours.unplaced) == (603, 20, 623)
    assert (judged.hours.unattributed, judged.ects.entered) == (34, 0)
    assert not found(plan, "hours-unpublished")
    entered = only(plan, "figure-entered")
    assert (entered.unit, dict(entered.args)) == ("UAS004", {"date": TODAY, "hours": 20, "sheet_ects": 6})


def test_entries_may_lower_the_sum_of_the_sheet(empty_plan: Plan) -> None:
    judged = evaluate_plan(figured(empty_plan, "AST004", 4, 30), TODAY)
    assert (judged.ects.listed, judged.ects.entered, judged.ects.unplaced) == (122, -2, 120)
    assert (judged.hours.entered, judged.hours.unattributed) == (-21, 75)


def test_hours_beyond_what_is_announced_leave_nothing_unattributed(empty_plan: Plan) -> None:
    assert evaluate_plan(figured(empty_plan, "UAS004", None, 100), TODAY).hours.unattributed == 0


def test_figures_weigh_on_the_semester_and_foretell_the_drop(empty_plan: Plan) -> None:
    plan = figured(empty_plan, "AST002", 9, 80)
    verdict = verdicts(plan, evaluate_plan(plan, TODAY), ["AST002"], [term("2027-S1")], TODAY)[term("2027-S1")]
    assert (verdict.gained_ects, verdict.gained_hours) == (9, 80)
    assert [change.after for change in verdict.changes] == [4.5, 4.5]
    load = evaluate_plan(put(plan, "AST002", "2027-A"), TODAY).load(term("2027-S2"))
    assert load is not None
    assert (load.ects, load.hours) == (4.5, 40)


def test_sheet_itself_is_left_as_published(empty_plan: Plan) -> None:
    plan = figured(empty_plan, "AST004", 4, 30)
    assert plan.programme is empty_plan.programme
    effective = effective_programme(plan.programme, plan.profile)
    assert (effective.by_code["AST004"].ects, effective.by_code["AST004"].hours) == (4, 30)
    assert only(plan, "totals-differ").args == only(empty_plan, "totals-differ").args


def test_without_figures_the_programme_is_the_same_object(empty_plan: Plan) -> None:
    assert effective_programme(empty_plan.programme, empty_plan.profile) is empty_plan.programme
    unknown = replace(empty_plan.profile, figures=(Override(unit="XYZ999", ects=3, hours=None, date=TODAY),))
    assert effective_programme(empty_plan.programme, unknown) is empty_plan.programme


def test_figure_is_replaced_and_removed(empty_plan: Plan) -> None:
    plan = figured(figured(empty_plan, "UAS004", None, 20), "UAS004", 5, 25)
    assert plan.profile.figures == (Override(unit="UAS004", ects=5, hours=25, date=TODAY),)
    assert edits.set_override(plan, "UAS004", 5, 25, date(2027, 1, 1)) is plan
    assert figured(plan, "UAS004", None, None) == empty_plan
    assert figured(empty_plan, "UAS004", None, None) is empty_plan


def test_value_that_is_the_sheets_own_is_not_an_entry(empty_plan: Plan) -> None:
    assert figured(empty_plan, "AST004", 6, 51) is empty_plan
    assert figured(empty_plan, "UAS004", 6, 20).profile.figures[0].ects is None


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
def test_figure_that_cannot_be_meant_is_refused(
    empty_plan: Plan, code: str, ects: float | None, hours: float | None, reason: Reason
) -> None:
    assert refused(edits.set_override(empty_plan, code, ects, hours, TODAY)).reason is reason


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
    assert not found(at_pace(plan, 5, None), "weekly-load")


def test_week_that_is_over_is_not_warned_about(empty_plan: Plan) -> None:
    plan = marked(at_pace(empty_plan, 1, 15), "CCE001", UnitState.VALIDATED, "2025-S1")
    assert not found(plan, "weekly-load")


@pytest.mark.parametrize(("weekly", "weeks"), [(0, 0), (-1, -1), (169, 53), (float("nan"), 0)])
def test_pace_that_cannot_be_meant_is_not_kept(empty_plan: Plan, weekly: float, weeks: int) -> None:
    assert at_pace(empty_plan, weekly, weeks) == empty_plan


# The accreditation, the start, the recommended order


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


def test_start_is_moved_and_the_board_keeps_its_length(empty_plan: Plan) -> None:
    plan = done(edits.set_start(empty_plan, term("2027-S2")))
    assert (plan.scenario.start, plan.scenario.board_years) == (term("2027-S2"), range(2027, 2030))
    assert edits.set_start(plan, term("2027-S2")) is plan
    last = done(edits.set_start(empty_plan, term("2150-S1")))
    assert last.scenario.board_years == range(2150, 2151)


def test_start_that_is_no_semester_or_too_far_is_refused(empty_plan: Plan) -> None:
    assert refused(edits.set_start(empty_plan, term("2027-A"))).reason is Reason.BAD_VALUE
    assert refused(edits.set_start(empty_plan, Term(2151, Part.S1))).reason is Reason.BAD_VALUE
    placed = put(empty_plan, "CCE001", "2027-S1")
    assert refused(edits.set_start(placed, term("2100-S1"))).reason is Reason.TOO_MANY_YEARS


def test_recommended_order_is_switched_off_and_on(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TRS002": "2026-S2", "TRS001": "2027-S1"})
    silent = edits.set_order(plan, False)
    assert not found(silent, "recommended-order")
    assert edits.set_order(silent, True) == plan


# Warnings a person accepts


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
