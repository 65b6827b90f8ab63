"""The diagnostics: every code, what it says and offers, how grave it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from csp_planner.domain import edits
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import (
    Attempt,
    Credit,
    CreditBasis,
    CreditState,
    ExperienceKind,
    Override,
    Placement,
    Plan,
    UnitState,
)
from csp_planner.domain.rhythms import Rhythm

from ..helpers import (
    TODAY,
    WAIVER,
    credited,
    done,
    found,
    full,
    marked,
    moved_to_distance,
    off,
    only,
    put,
    put_all,
    taught_by_day,
    term,
    with_limits,
    with_unit,
    worked,
)

BEFORE_AUTUMN_2026 = date(2026, 9, 1)
Build = Callable[[Plan], Plan]


# Every code, by a plan that has it and one that has not


def published_elsewhere(plan: Plan) -> Plan:
    return with_unit(put(plan, "CCE001", "2027-S1"), "CCE001", openings={2027: Opening.SEMESTER_2})


def every_other_year(plan: Plan) -> Plan:
    openings = {2023: Opening.SEMESTER_1, 2024: None, 2025: Opening.SEMESTER_1}
    return put(with_unit(plan, "CCE001", openings=openings), "CCE001", "2027-S1")


def gone_from_the_sheet(plan: Plan) -> Plan:
    return with_unit(plan, "CCE001", openings={2023: Opening.SEMESTER_1, 2024: Opening.SEMESTER_1})


def in_spite_of_its_rhythm(plan: Plan) -> Plan:
    """CCE001 runs in odd years, the centre said; the sheet then published 2028 as open."""
    told = done(edits.enter_rhythm(plan, "CCE001", Rhythm.ODD, "le centre", TODAY))
    openings = {2025: Opening.SEMESTER_1, 2028: Opening.SEMESTER_1}
    published = replace(told.programme, published_years=(2023, 2024, 2025, 2028))
    return with_unit(replace(told, programme=published), "CCE001", openings=openings)


def without_a_year(plan: Plan) -> Plan:
    return put(with_unit(plan, "CCE001", openings={}), "CCE001", "2027-S1")


def left_in_closed_window(plan: Plan) -> Plan:
    return put(plan, "CCE001", "2026-S1", today=BEFORE_AUTUMN_2026)


def left_in_an_ended_term(plan: Plan) -> Plan:
    bare = replace(plan.programme, enrolment_semester_1=None, enrolment_semester_2=None)
    return put(replace(plan, programme=bare), "CCE001", "2025-S1", today=date(2025, 11, 3))


def never_open_placed(plan: Plan) -> Plan:
    placed = Placement(unit="TET007", term=term("2027-S1"))
    return plan.with_scenario(replace(plan.scenario, placements=(placed,)))


def of_another_programme(plan: Plan) -> Plan:
    placed = Placement(unit="XYZ999", term=term("2027-S1"))
    return plan.with_scenario(replace(plan.scenario, placements=(placed,)))


ENROLLED = UnitState.ENROLLED, "2027-S1"


def enrolled_on_leave(plan: Plan) -> Plan:
    return off(marked(plan, "CCE001", *ENROLLED), "2027-S1")


def next_s1(code: str) -> Build:
    return lambda plan: put(plan, code, "2027-S1")


def nothing(plan: Plan) -> Plan:
    return plan


def totals_agree(plan: Plan) -> Plan:
    announced = replace(plan.programme.announced, ects=122, hours=603)
    return replace(plan, programme=replace(plan.programme, announced=announced))


def outside_the_field(plan: Plan) -> Plan:
    return worked(plan, "2020-01-01", "2023-01-01", ExperienceKind.OUTSIDE_FIELD)


def at_pace(plan: Plan, weekly: float) -> Plan:
    return edits.set_profile(plan, replace(plan.profile, weekly_hours=weekly, weeks_per_semester=15))


def figured(plan: Plan, code: str, hours: float) -> Plan:
    return done(edits.set_override(plan, code, None, hours, TODAY))


def both_parts_together(plan: Plan) -> Plan:
    return put_all(plan, {"TRS002": "2026-S2", "TRS001": "2027-S1"})


def parts_in_order(plan: Plan) -> Plan:
    return put_all(plan, {"TRS001": "2027-S1", "TRS002": "2027-S2"})


def without_row(code: str) -> Build:
    """The sheet with one row less, which the award still asks for."""

    def build(plan: Plan) -> Plan:
        units = tuple(unit for unit in plan.programme.units if unit.code != code)
        return replace(plan, programme=replace(plan.programme, units=units))

    return build


def expecting(code: str) -> Build:
    asked = Credit(unit=code, basis=CreditBasis.VES, date=TODAY, state=CreditState.ASKED)
    return lambda plan: done(edits.add_credit(plan, asked))


def obtained_at(code: str, ects: float) -> Build:
    credit = Credit(unit=code, basis=CreditBasis.EARLIER, date=TODAY, ects=ects)
    return lambda plan: done(edits.add_credit(plan, credit))


CODES: list[tuple[str, str, Severity, Build, Build]] = [
    ("not-placed", "CCE001", Severity.BLOCKING, nothing, next_s1("CCE001")),
    ("never-open", "TET007", Severity.BLOCKING, nothing, lambda plan: put(plan, "TET007", "2027-S1", WAIVER)),
    ("never-open", "TET007", Severity.BLOCKING, never_open_placed, lambda plan: credited(plan, "TET007")),
    ("not-open", "CCE001", Severity.BLOCKING, published_elsewhere, next_s1("CCE001")),
    ("enrolment-closed", "CCE001", Severity.BLOCKING, left_in_closed_window, next_s1("CCE001")),
    ("term-over", "CCE001", Severity.BLOCKING, left_in_an_ended_term, left_in_closed_window),
    ("on-leave", "CCE001", Severity.BLOCKING, lambda plan: off(next_s1("CCE001")(plan), "2027-S1"), next_s1("CCE001")),
    ("taken-on-leave", "CCE001", Severity.WARNING, enrolled_on_leave, lambda plan: marked(plan, "CCE001", *ENROLLED)),
    ("unit-absent", "CCE001", Severity.BLOCKING, gone_from_the_sheet, nothing),
    ("rhythm-contradicted", "CCE001", Severity.ADVICE, in_spite_of_its_rhythm, nothing),
    ("opening-irregular", "CCE001", Severity.ADVICE, every_other_year, next_s1("CCE001")),
    ("term-unknown", "CCE001", Severity.WARNING, without_a_year, next_s1("CCE001")),
    ("mode-changed", "CCE001", Severity.WARNING, moved_to_distance, taught_by_day),
    ("mode-not-wanted", "CCE001", Severity.WARNING, taught_by_day, moved_to_distance),
    ("unit-unknown", "XYZ999", Severity.WARNING, of_another_programme, nothing),
    ("credit-unlinked", "XYZ999", Severity.WARNING, lambda plan: credited(plan, "XYZ999"), nothing),
    ("credit-expected", "CCE001", Severity.WARNING, expecting("CCE001"), lambda plan: credited(plan, "CCE001")),
    ("value-short", "CCE001", Severity.WARNING, obtained_at("CCE001", 2), obtained_at("CCE001", 4)),
    ("unit-missing", "", Severity.BLOCKING, without_row("CCE001"), nothing),
    ("overload", "", Severity.WARNING, lambda plan: with_limits(next_s1("FPG003")(plan), 5), next_s1("FPG003")),
    ("past-accreditation", "", Severity.WARNING, next_s1("CCE001"), lambda plan: put(plan, "PST003", "2026-S2")),
    ("experience-short", "UAS003", Severity.WARNING, nothing, lambda plan: worked(plan, "2026-01-01", None)),
    (
        "placement-missing",
        "UAS003",
        Severity.WARNING,
        outside_the_field,
        lambda plan: worked(outside_the_field(plan), "2026-01-01", None, ExperienceKind.PLACEMENT),
    ),
    (
        "result-early",
        "CCE001",
        Severity.WARNING,
        lambda plan: marked(plan, "CCE001", UnitState.FAILED, "2027-S1"),
        lambda plan: marked(plan, "CCE001", UnitState.WITHDRAWN, "2027-S1"),
    ),
    ("projected-opening", "CCE001", Severity.ADVICE, next_s1("CCE001"), nothing),
    ("recommended-order", "TRS002", Severity.ADVICE, both_parts_together, parts_in_order),
    (
        "report-early",
        "UA211G",
        Severity.ADVICE,
        lambda plan: put_all(plan, {"UA211G": "2026-S2", "CCE001": "2027-S1"}),
        lambda plan: put_all(plan, {"CCE001": "2027-S1", "UA211G": "2027-S2"}),
    ),
    ("waiver", "TET007", Severity.ADVICE, lambda plan: put(plan, "TET007", "2027-S1", WAIVER), nothing),
    ("waiver-past", "TET007", Severity.WARNING, lambda plan: put(plan, "TET007", "2025-S2", WAIVER), next_s1("CCE001")),
    ("hours-unpublished", "UAS004", Severity.ADVICE, nothing, lambda plan: with_unit(plan, "UAS004", hours=20)),
    ("totals-differ", "", Severity.ADVICE, nothing, totals_agree),
    ("weekly-load", "", Severity.WARNING, lambda plan: at_pace(next_s1("FPG003")(plan), 3), next_s1("FPG003")),
    ("figure-entered", "UAS004", Severity.ADVICE, lambda plan: figured(plan, "UAS004", 20), nothing),
]


@pytest.mark.parametrize(("code", "unit", "severity", "having", "lacking"), CODES, ids=[case[0] for case in CODES])
def test_diagnostic_is_given_where_it_applies_and_only_there(
    empty_plan: Plan, code: str, unit: str, severity: Severity, having: Build, lacking: Build
) -> None:
    assert only(having(empty_plan), code, unit).severity is severity
    assert not found(lacking(empty_plan), code, unit)


def test_every_check_is_tried_above() -> None:
    assert {case[0] for case in CODES} == set(Check)


def test_codes_are_those_of_the_contract() -> None:
    assert {check.value for check in Check} == {
        "not-open", "never-open", "enrolment-closed", "projected-opening", "past-accreditation", "overload",
        "recommended-order", "not-placed", "unit-unknown", "hours-unpublished", "totals-differ",
        "experience-short", "placement-missing", "waiver", "weekly-load", "figure-entered", "unit-missing",
        "result-early", "report-early", "on-leave", "taken-on-leave", "waiver-past", "opening-irregular",
        "term-unknown", "mode-changed", "mode-not-wanted", "term-over",
        "credit-expected", "credit-unlinked", "value-short", "unit-absent", "rhythm-contradicted",
    }  # fmt: skip


# What diagnostics say and offer


def test_what_the_award_asks_for_and_no_row_holds_is_named(empty_plan: Plan) -> None:
    assert only(without_row("CCE001")(empty_plan), "unit-missing").args == {"units": ("CCE001",)}


def test_unit_to_place_is_offered_the_next_term_it_opens_in(empty_plan: Plan) -> None:
    assert only(empty_plan, "not-placed", "PST003").fixes == (Fix(FixKind.MOVE, "PST003", term("2026-S2")),)
    assert only(empty_plan, "not-placed", "CCE001").fixes == (Fix(FixKind.MOVE, "CCE001", term("2027-S1")),)


def test_unit_that_never_opens_is_offered_a_waiver_only(empty_plan: Plan) -> None:
    assert {item.unit for item in found(empty_plan, "never-open")} == {"TET007", "UAS004"}
    assert only(empty_plan, "never-open", "TET007").fixes == (Fix(FixKind.WAIVE, "TET007"),)


def test_unit_in_a_closed_window_is_offered_a_move_a_waiver_or_the_way_back(empty_plan: Plan) -> None:
    closed = only(left_in_closed_window(empty_plan), "enrolment-closed")
    assert (closed.term, closed.args["closed_on"]) == (term("2026-S1"), date(2026, 10, 31))
    assert closed.fixes == (
        Fix(FixKind.MOVE, "CCE001", term("2027-S1")),
        Fix(FixKind.WAIVE, "CCE001", term("2026-S1")),
        Fix(FixKind.UNPLACE, "CCE001"),
    )


@pytest.mark.parametrize(
    ("build", "code"), [(published_elsewhere, "not-open"), (left_in_closed_window, "enrolment-closed")]
)
def test_each_fix_answers_its_diagnostic(empty_plan: Plan, build: Build, code: str) -> None:
    plan = build(empty_plan)
    for fix in only(plan, code).fixes:
        if fix.kind is FixKind.UNPLACE:
            repaired = done(edits.unplace(plan, fix.unit))
        else:
            assert fix.term is not None
            waiver = WAIVER if fix.kind is FixKind.WAIVE else None
            repaired = done(edits.place(plan, fix.unit, fix.term, TODAY, waiver))
        assert not found(repaired, code)


def test_unknown_unit_is_offered_removal_only_where_it_can_be_removed(empty_plan: Plan) -> None:
    planned = of_another_programme(empty_plan)
    (fix,) = only(planned, "unit-unknown").fixes
    assert done(edits.unplace(planned, fix.unit)) == empty_plan
    attempt = Attempt(unit="XYZ999", term=term("2025-S1"), state=UnitState.VALIDATED, date=TODAY)
    validated = replace(empty_plan, profile=replace(empty_plan.profile, attempts=(attempt,)))
    enrolled = replace(attempt, state=UnitState.ENROLLED)
    assert not found(validated, "unit-unknown")
    assert (
        only(replace(validated, profile=replace(validated.profile, attempts=(enrolled,))), "unit-unknown").fixes == ()
    )


def test_unknown_unit_counts_for_nothing(empty_plan: Plan) -> None:
    judged = evaluate_plan(of_another_programme(empty_plan), TODAY)
    assert judged.ects == evaluate_plan(empty_plan, TODAY).ects
    assert judged.load(term("2027-S1")).ects == 0  # type: ignore[union-attr]


def test_overload_says_the_load_and_the_limit(empty_plan: Plan) -> None:
    overload = only(with_limits(put(empty_plan, "FPG003", "2027-S1"), 5), "overload")
    assert overload.term == term("2027-S1")
    assert (overload.args["ects"], overload.args["max_ects"]) == (6, 5)


def test_projection_says_the_year_it_rests_on_and_how_stable_it_was(empty_plan: Plan) -> None:
    projected = only(put(empty_plan, "TET003", "2027-A"), "projected-opening")
    assert (projected.args["from_year"], projected.args["stable_years"]) == (2025, 2)


def test_totals_that_differ_are_said_with_all_five_figures(empty_plan: Plan) -> None:
    assert only(empty_plan, "totals-differ").args == {
        "ects": 120,
        "hours": 657,
        "listed_ects": 122,
        "listed_hours": 603,
        "unattributed_hours": 54,
    }


def test_accreditation_is_warned_about_once_per_scenario(empty_plan: Plan) -> None:
    late = only(full(empty_plan), "past-accreditation")
    assert (late.term, late.args["ends"], late.args["count"]) == (term("2027-S1"), date(2027, 7, 1), 12)


def test_annual_unit_that_ends_after_the_accreditation_is_subject_to_renewal(empty_plan: Plan) -> None:
    accreditation = replace(empty_plan.programme.accreditation, ends=date(2027, 6, 29))
    plan = replace(empty_plan, programme=replace(empty_plan.programme, accreditation=accreditation))
    plan = put(plan, "AST002", "2026-A", today=BEFORE_AUTUMN_2026)
    assert only(plan, "past-accreditation").term == term("2026-S2")


def test_semester_that_ends_on_the_last_day_of_the_accreditation_is_within_it(empty_plan: Plan) -> None:
    accreditation = replace(empty_plan.programme.accreditation, ends=date(2027, 6, 30))
    plan = replace(empty_plan, programme=replace(empty_plan.programme, accreditation=accreditation))
    assert not found(put(plan, "PST003", "2026-S2"), "past-accreditation")


def test_two_parts_in_the_same_semester_are_not_in_the_recommended_order(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "TRS001", "2027-S1"), "TRS002", "2027-S1", WAIVER)
    assert only(plan, "recommended-order").unit == "TRS002"


def test_recommended_order_is_advice_that_can_be_switched_off(empty_plan: Plan) -> None:
    plan = both_parts_together(empty_plan)
    assert only(plan, "recommended-order").args["before"] == "TRS001"
    silent = plan.with_scenario(replace(plan.scenario, follow_recommended_order=False))
    assert not found(silent, "recommended-order")


def test_recommended_order_is_met_by_a_unit_obtained_otherwise(empty_plan: Plan) -> None:
    assert not found(credited(put(empty_plan, "TRS002", "2026-S2"), "TRS001"), "recommended-order")


# Severity


def test_only_what_keeps_the_diploma_out_of_reach_is_blocking(empty_plan: Plan) -> None:
    plans = [build(empty_plan) for case in CODES for build in case[3:]]
    codes = {item.code for plan in plans for item in evaluate_plan(plan, TODAY).blocking}
    assert codes == {
        "not-placed",
        "never-open",
        "not-open",
        "enrolment-closed",
        "term-over",
        "unit-absent",
        "on-leave",
        "unit-missing",
    }


def test_gravest_diagnostics_come_first(empty_plan: Plan) -> None:
    order = [Severity.BLOCKING, Severity.WARNING, Severity.ADVICE]
    ranks = [order.index(item.severity) for item in evaluate_plan(both_parts_together(empty_plan), TODAY).diagnostics]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_what_opens_nowhere_comes_first_above_all_what_the_award_needs(empty_plan: Plan) -> None:
    blocking = [(item.code, item.unit) for item in evaluate_plan(empty_plan, TODAY).blocking]
    assert blocking[:2] == [("never-open", "TET007"), ("never-open", "UAS004")]
    in_order = [unit.code for unit in empty_plan.programme.units if unit.code not in {"TET007", "UAS004", "UAS003"}]
    assert blocking[2:] == [("not-placed", code) for code in in_order]
    units = (*reversed(empty_plan.programme.units),)
    turned = replace(empty_plan, programme=replace(empty_plan.programme, units=units))
    assert [item.unit for item in evaluate_plan(turned, TODAY).blocking][:2] == ["TET007", "UAS004"]


# Results before their time


@pytest.mark.parametrize(
    ("where", "last_day_before"), [("2026-S2", "2027-02-28"), ("2027-S1", "2027-08-31"), ("2027-A", "2027-08-31")]
)
@pytest.mark.parametrize("state", [UnitState.VALIDATED, UnitState.FAILED])
def test_result_of_a_term_that_has_not_begun_is_warned_about(
    empty_plan: Plan, where: str, last_day_before: str, state: UnitState
) -> None:
    before = date.fromisoformat(last_day_before)
    plan = marked(empty_plan, "AST002", state, where, TODAY)
    warned = only(plan, "result-early", "AST002", today=before)
    assert (warned.severity, warned.term) == (Severity.WARNING, term(where))
    assert warned.args["state"] == state
    assert not found(plan, "result-early", today=before + timedelta(days=1))


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.WITHDRAWN])
def test_only_results_can_be_early(empty_plan: Plan, state: UnitState) -> None:
    assert not found(marked(empty_plan, "CCE001", state, "2028-S1"), "result-early")


def test_early_result_changes_nothing_else(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2028-S1")
    now, later = evaluate_plan(plan, TODAY), evaluate_plan(plan, date(2029, 1, 1))
    assert (now.ects.obtained, now.end_term) == (later.ects.obtained, later.end_term) == (4, term("2028-S1"))


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED])
def test_unit_the_centre_took_is_not_judged_again(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(empty_plan, "TET007", state, "2024-S2")
    plan = marked(plan, "CCE001", state, "2026-S1")
    diagnostics = evaluate_plan(plan, TODAY).diagnostics
    assert not [item for item in diagnostics if item.unit in {"TET007", "CCE001"}]


def test_validated_units_are_never_warned_about(empty_plan: Plan) -> None:
    plan = with_limits(worked(empty_plan, "2020-01-01", "2023-01-01"), 1, 1)
    for unit in plan.programme.units:
        if unit.is_attended:
            plan = marked(plan, unit.code, UnitState.VALIDATED, "2027-S1")
    judged = evaluate_plan(plan, date(2028, 9, 1))
    assert {item.severity for item in judged.diagnostics} == {Severity.ADVICE}
    assert all(item.met for item in judged.conditions)


def test_unit_still_planned_beside_validated_ones_is_warned_about_alone(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2027-S1")
    plan = put(plan, "FPG003", "2027-S1")
    assert only(plan, "past-accreditation").args["count"] == 1


def test_experience_obtained_otherwise_is_not_called_short(empty_plan: Plan) -> None:
    assert not found(credited(outside_the_field(empty_plan), "UAS003", CreditBasis.VAE), "placement-missing")
    assert not found(credited(empty_plan, "UAS003", CreditBasis.VAE), "experience-short")


def test_same_plan_is_judged_by_the_date_it_is_given(empty_plan: Plan) -> None:
    plan = left_in_closed_window(empty_plan)
    assert not found(plan, "enrolment-closed", today=date(2026, 10, 31))
    assert found(plan, "enrolment-closed", today=date(2026, 11, 1))


def test_a_report_before_units_it_rests_on_is_advised_against(empty_plan: Plan) -> None:
    early = put(put(empty_plan, "UA211G", "2027-S1"), "PST003", "2027-S2")
    advice = only(early, "report-early")
    assert (advice.severity, advice.unit, advice.term) == (Severity.ADVICE, "UA211G", term("2027-S1"))
    assert advice.args == {"count": 1}
    same = put(put(empty_plan, "UA211G", "2027-S2"), "PST003", "2027-S2")
    assert not found(same, "report-early")
    own_way = early.with_scenario(replace(early.scenario, follow_recommended_order=False))
    assert not found(own_way, "report-early")


def test_a_figure_that_leaves_what_the_sheet_says_is_not_spoken_of(empty_plan: Plan) -> None:
    figure = Override(unit="AST002", ects=None, hours=None, date=TODAY)
    plan = replace(empty_plan, profile=replace(empty_plan.profile, figures=(figure,)))
    assert not found(plan, "figure-entered")
    assert found(replace(plan, profile=replace(plan.profile, figures=(replace(figure, hours=3),))), "figure-entered")


# Limits and weeks


def test_a_week_as_full_as_there_is_time_for_is_not_too_full(empty_plan: Plan) -> None:
    plan = put(empty_plan, "FPG003", "2027-S1")  # 51 h
    assert not found(at_pace(plan, 51 / 15), "weekly-load")
    too_full = only(at_pace(plan, 3), "weekly-load")
    assert too_full.args == {"hours": 51 / 15, "max_hours": 3, "weeks": 15}
    assert too_full.term == term("2027-S1")


def test_overload_by_hours_says_both_loads_and_both_limits(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "FPG003", "2027-S1"), None, 50)
    assert only(plan, "overload").args == {"ects": 6, "hours": 51, "max_ects": 0, "max_hours": 50}
    assert only(with_limits(plan, 24, 50), "overload").args["max_ects"] == 24
    assert only(with_limits(plan, 5, None), "overload").args["max_hours"] == 0


def test_semester_is_offered_to_be_lightened_only_as_far_as_units_can_leave_it(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "FPG003", UnitState.ENROLLED, "2027-S1")
    assert [fix.kind for fix in only(with_limits(plan, 6), "overload").fixes] == [FixKind.REBALANCE]
    assert only(with_limits(plan, 5.5), "overload").fixes == ()
    assert [fix.kind for fix in only(with_limits(plan, None, 51), "overload").fixes] == [FixKind.REBALANCE]
    assert only(with_limits(plan, None, 50.5), "overload").fixes == ()


def test_half_of_an_annual_unit_leaves_the_semester_it_is_moved_out_of(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "TET003", "2027-A"), "FPG003", UnitState.ENROLLED, "2027-S1")
    assert load_of(plan, "2027-S1") == 10
    assert [fix.kind for fix in only(with_limits(plan, 6), "overload").fixes] == [FixKind.REBALANCE]
    assert only(with_limits(plan, 5.5), "overload").fixes == ()


def load_of(plan: Plan, text: str) -> float:
    loaded = evaluate_plan(plan, TODAY).load(term(text))
    assert loaded is not None
    return loaded.ects


def test_semester_of_validated_units_only_is_not_called_too_full(empty_plan: Plan) -> None:
    plan = with_limits(marked(empty_plan, "FPG003", UnitState.VALIDATED, "2026-S1"), 5)
    assert not found(plan, "overload")
    assert found(marked(plan, "CCE001", UnitState.IN_PROGRESS, "2026-S1"), "overload")


# Order


@pytest.mark.parametrize(
    ("first", "second", "heeded"),
    [("2027-S1", "2027-S2", True), ("2027-S2", "2027-S2", False), ("2028-S1", "2027-S2", False)],
)
def test_recommended_order_wants_the_one_over_before_the_other_begins(
    empty_plan: Plan, first: str, second: str, heeded: bool
) -> None:
    plan = put(put(empty_plan, "TRS001", first, WAIVER), "TRS002", second, WAIVER)
    assert (not found(plan, "recommended-order")) == heeded


def test_an_annual_unit_begins_in_semester_1_so_what_comes_before_it_is_over_by_then(empty_plan: Plan) -> None:
    annual = marked(empty_plan, "TRS002", UnitState.ENROLLED, "2027-A")
    assert found(put(annual, "TRS001", "2027-S1"), "recommended-order")
    assert not found(put(annual, "TRS001", "2026-S1", WAIVER), "recommended-order")


@pytest.mark.parametrize(
    ("state", "told"), [(UnitState.ENROLLED, True), (UnitState.IN_PROGRESS, False), (UnitState.VALIDATED, False)]
)
def test_what_is_under_way_is_no_longer_told_to_wait(empty_plan: Plan, state: UnitState, told: bool) -> None:
    plan = marked(put(empty_plan, "TRS001", "2027-S1"), "TRS002", state, "2026-S2")
    assert bool(found(plan, "recommended-order")) == told
    report = marked(put(empty_plan, "CCE001", "2027-S1"), "UA211G", state, "2026-S2")
    assert bool(found(report, "report-early")) == told


def test_report_waits_for_the_second_half_of_an_annual_unit(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST002": "2027-A", "CCE001": "2028-S1", "UA211G": "2027-S1"})
    assert only(plan, "report-early").args == {"count": 2}
    assert only(put(plan, "UA211G", "2027-S2"), "report-early").args == {"count": 1}


def test_unit_the_award_does_not_ask_for_withholds_only_its_credits(empty_plan: Plan) -> None:
    assert only(empty_plan, "never-open", "TET007").args == {}
    rules = empty_plan.programme.conditions
    others = replace(rules, units=tuple(code for code in rules.units if code != "TET007"))
    plan = replace(empty_plan, programme=replace(empty_plan.programme, conditions=others))
    ects = plan.programme.by_code["TET007"].ects
    assert only(plan, "never-open", "TET007").args == {"ects": ects}
    report = with_unit(empty_plan, "UA211G", openings={2025: None})
    assert only(report, "never-open", "UA211G").args == {}
