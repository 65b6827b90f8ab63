"""The diagnostics: every code, what it says and offers, how grave it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, CreditState, ExperienceKind, Tick
from csp_planner.domain.rhythms import Rhythm
from csp_planner.domain.states import UnitState

from ..helpers import (
    BEFORE_AUTUMN_2026,
    TODAY,
    WAIVER,
    at_pace,
    credited,
    done,
    found,
    full,
    left_in_closed_window,
    marked,
    moved_to_distance,
    off,
    only,
    outside_the_field,
    put,
    put_all,
    taught_by_day,
    term,
    with_limits,
    with_unit,
    worked,
)

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


def left_in_an_ended_term(plan: Plan) -> Plan:
    bare = replace(plan.programme, enrolment_semester_1=None, enrolment_semester_2=None)
    return put(replace(plan, programme=bare), "CCE001", "2025-S1", today=date(2025, 11, 3))


def left_in_a_semester_under_way(plan: Plan) -> Plan:
    bare = replace(plan.programme, enrolment_semester_1=None, enrolment_semester_2=None)
    return put(replace(plan, programme=bare), "CCE001", "2026-S1", today=date(2026, 9, 3))


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


def confirmed_by_hand(plan: Plan) -> Plan:
    tick = Tick(unit="CCE001", date=TODAY)
    return replace(plan, profile=replace(plan.profile, ticks=(tick,)))


def one_of_two(plan: Plan) -> Plan:
    choice = Block(label="Une UE parmi", take=TakeUnits(1), members=("CCE001", "CCE003"))
    return replace(plan, programme=replace(plan.programme, award=Block(members=(choice,))))


def without_a_rule(plan: Plan) -> Plan:
    block = Block(label="Stage", take=None, members=("CCE001",), note="selon l’avis du jury")
    return replace(plan, programme=replace(plan.programme, award=Block(members=(block,))))


def in_stages(plan: Plan, *again: str) -> Plan:
    stages = Block(label="L1", members=("CCE001",)), Block(label="L2", members=("CCE003", *again))
    return replace(plan, programme=replace(plan.programme, award=Block(members=stages)))


CODES: list[tuple[str, str, Severity, Build, Build]] = [
    ("not-placed", "CCE001", Severity.BLOCKING, nothing, next_s1("CCE001")),
    ("never-open", "TET007", Severity.BLOCKING, nothing, lambda plan: put(plan, "TET007", "2027-S1", WAIVER)),
    ("never-open", "TET007", Severity.BLOCKING, never_open_placed, lambda plan: credited(plan, "TET007")),
    ("not-open", "CCE001", Severity.BLOCKING, published_elsewhere, next_s1("CCE001")),
    ("enrolment-closed", "CCE001", Severity.BLOCKING, left_in_closed_window, next_s1("CCE001")),
    ("term-over", "CCE001", Severity.BLOCKING, left_in_an_ended_term, left_in_closed_window),
    ("term-begun", "", Severity.WARNING, left_in_a_semester_under_way, left_in_an_ended_term),
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
    ("tick-unused", "CCE001", Severity.WARNING, confirmed_by_hand, nothing),
    ("unit-missing", "", Severity.BLOCKING, without_row("CCE001"), nothing),
    ("choice-open", "", Severity.BLOCKING, one_of_two, lambda plan: next_s1("CCE001")(one_of_two(plan))),
    ("block-unchecked", "", Severity.WARNING, without_a_rule, one_of_two),
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
        "stage-order",
        "CCE003",
        Severity.ADVICE,
        lambda plan: put_all(in_stages(plan), {"CCE003": "2026-S2", "CCE001": "2027-S1"}),
        lambda plan: put_all(in_stages(plan), {"CCE001": "2027-S1", "CCE003": "2027-S2"}),
    ),
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
    ("counts-once", "CCE001", Severity.ADVICE, lambda plan: in_stages(plan, "CCE001"), in_stages),
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
        "stage-order", "counts-once", "credit-expected", "credit-unlinked", "value-short", "unit-absent",
        "rhythm-contradicted", "tick-unused", "choice-open", "block-unchecked", "term-begun",
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
        "choice-open",
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
