"""The one judgement: totals, loads, conditions and deadlines."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.outlook import Reach, outlook_of
from csp_planner.domain.evaluation.values import Condition, TermLoad
from csp_planner.domain.offers import Offers, Opening, opening_of
from csp_planner.domain.openings import Basis
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import CreditBasis, ExperienceKind
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term

from ..helpers import (
    BEFORE_2023,
    COMPLETE,
    TODAY,
    WAIVER,
    credited,
    done,
    found,
    full,
    marked,
    only,
    put,
    put_all,
    term,
    with_limits,
    with_unit,
    worked,
)


def load(plan: Plan, text: str, today: date = TODAY) -> TermLoad:
    loaded = evaluate_plan(plan, today).load(term(text))
    assert loaded is not None
    return loaded


def condition(plan: Plan, code: str, today: date = TODAY) -> Condition:
    return next(item for item in evaluate_plan(plan, today).conditions if item.code == code)


# Totals


def test_empty_plan_has_everything_but_nothing_placed(empty_plan: Plan) -> None:
    judged = evaluate_plan(empty_plan, TODAY)
    assert (judged.ects.target, judged.ects.listed, judged.ects.unplaced, judged.ects.reached) == (120, 122, 122, 0)
    assert (judged.hours.target, judged.hours.listed, judged.hours.unplaced) == (657, 603, 603)
    assert (judged.ects.unattributed, judged.hours.unattributed) == (0, 54)
    assert judged.end_term is None
    assert judged.to_place == tuple(unit.code for unit in empty_plan.programme.units)


def test_totals_tell_obtained_in_progress_planned_and_unplaced_apart(empty_plan: Plan) -> None:
    plan = put(credited(empty_plan, "AST002"), "FPG003", "2027-S1")
    plan = marked(plan, "CCE001", UnitState.VALIDATED, "2025-S1")
    plan = marked(plan, "TET003", UnitState.ENROLLED, "2026-A")
    plan = marked(plan, "PST003", UnitState.IN_PROGRESS, "2026-S2")
    plan = marked(plan, "AST005", UnitState.FAILED, "2025-S2")
    judged = evaluate_plan(plan, TODAY)
    ects, hours = judged.ects, judged.hours
    assert (ects.obtained, ects.in_progress, ects.planned, ects.unplaced) == (10, 14, 6, 92)
    assert (hours.obtained, hours.in_progress, hours.planned, hours.unplaced) == (87, 120, 51, 345)
    assert (ects.reached, hours.reached) == (30, 258)


def test_hours_the_centre_gives_count_toward_the_announced_total(empty_plan: Plan) -> None:
    judged = evaluate_plan(with_unit(empty_plan, "UAS004", hours=54), TODAY)
    assert (judged.hours.listed, judged.hours.unattributed) == (657, 0)


def test_no_hours_are_unattributed_where_the_rows_say_more_than_announced(empty_plan: Plan) -> None:
    judged = evaluate_plan(with_unit(empty_plan, "UAS004", hours=100), TODAY)
    assert (judged.hours.listed, judged.hours.unattributed) == (703, 0)


def test_experience_under_way_counts_in_progress_then_obtained(empty_plan: Plan) -> None:
    under_way = worked(empty_plan, "2026-01-01", None)
    assert evaluate_plan(under_way, TODAY).ects.in_progress == 30
    assert evaluate_plan(under_way, date(2027, 6, 30)).ects.obtained == 30
    assert evaluate_plan(worked(empty_plan, "2027-01-01", None), TODAY).ects.planned == 30
    assert evaluate_plan(worked(empty_plan, "2020-01-01", "2020-06-01"), TODAY).ects.unplaced == 122


def test_experience_is_obtained_on_its_last_day(empty_plan: Plan) -> None:
    plan = worked(empty_plan, "2026-01-01", None)
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2027, 6, 29), date(2027, 6, 30))
    states = [evaluate_plan(plan, day).standings["UAS003"].state for day in days]
    assert states == [UnitState.PLANNED, UnitState.IN_PROGRESS, UnitState.IN_PROGRESS, UnitState.VALIDATED]


def test_figures_entered_are_told_apart_from_those_of_the_sheet(empty_plan: Plan) -> None:
    judged = evaluate_plan(done(edits.set_override(empty_plan, "UAS004", 5, 20, TODAY)), TODAY)
    sheet = empty_plan.programme.by_code["UAS004"]
    assert (judged.ects.listed, judged.ects.entered) == (122, 5 - sheet.ects)
    assert (judged.hours.listed, judged.hours.entered, judged.hours.unattributed) == (603, 20, 34)
    assert [code for code, standing in judged.standings.items() if standing.entered] == ["UAS004"]


# Loads


def test_annual_unit_counts_half_in_each_semester(empty_plan: Plan) -> None:
    plan = put(empty_plan, "TET003", "2027-A")
    for text in ("2027-S1", "2027-S2"):
        assert (load(plan, text).ects, load(plan, text).hours, load(plan, text).units) == (4, 34.5, ("TET003",))


def test_semester_sums_what_is_in_it(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET003": "2027-A", "CCE001": "2027-S1", "FPG003": "2027-S1"})
    first = load(plan, "2027-S1")
    assert (first.ects, first.hours, first.units) == (14, 121.5, ("FPG003", "CCE001", "TET003"))


def test_every_semester_of_the_board_has_a_load_even_empty(empty_plan: Plan) -> None:
    terms = evaluate_plan(empty_plan, TODAY).terms
    assert [str(item.term) for item in terms] == [
        "2026-S1", "2026-S2", "2027-S1", "2027-S2", "2028-S1", "2028-S2",
    ]  # fmt: skip
    assert all((item.ects, item.hours, item.units) == (0, 0, ()) for item in terms)


def test_past_semesters_that_hold_a_validated_unit_have_a_load_too(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.VALIDATED, "2024-S1")
    assert str(evaluate_plan(plan, TODAY).terms[0].term) == "2024-S1"
    assert load(plan, "2024-S1").ects == 4
    assert load(plan, "2025-S2").ects == 0


def test_failed_attempt_weighs_on_no_semester(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.FAILED, "2026-S1")
    assert load(plan, "2026-S1").units == ()


def test_load_equal_to_the_limit_is_not_over_it(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"FPG003": "2027-S1", "AST004": "2027-S1"})
    assert not load(with_limits(plan, 12), "2027-S1").overloaded
    assert load(with_limits(plan, 11.5), "2027-S1").overloaded
    assert not load(with_limits(plan, None, 102), "2027-S1").overloaded
    assert load(with_limits(plan, None, 101.5), "2027-S1").overloaded


def test_semester_says_its_window_publication_and_accreditation(empty_plan: Plan) -> None:
    plan = done(edits.add_year(empty_plan, before=True))
    facts = {
        text: (load(plan, text).basis, load(plan, text).enrolment_closed, load(plan, text).within_accreditation)
        for text in ("2025-S2", "2026-S1", "2026-S2", "2027-S1")
    }
    assert facts == {
        "2025-S2": (Basis.PUBLISHED, True, True),
        "2026-S1": (Basis.PROJECTED, True, True),
        "2026-S2": (Basis.PROJECTED, False, True),
        "2027-S1": (Basis.PROJECTED, False, False),
    }
    assert load(plan, "2026-S2").enrolment.closes == date(2027, 3, 15)


# End and conditions


def test_end_is_the_last_semester_and_for_an_annual_unit_the_second(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    assert evaluate_plan(plan, TODAY).end_term == term("2027-S1")
    assert evaluate_plan(put(plan, "AST002", "2027-A"), TODAY).end_term == term("2027-S2")


def test_complete_plan_ends_and_meets_each_condition_when_planned(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    judged = evaluate_plan(plan, TODAY)
    assert judged.end_term == term("2028-S2")
    assert (judged.ects.unplaced, judged.hours.unplaced, judged.to_place) == (0, 0, ())
    assert judged.blocking == ()
    units, experience, report = judged.conditions
    assert (units.code, units.met, units.planned_for, units.planned, units.missing) == (
        "units", False, term("2028-S2"), 12, (),
    )  # fmt: skip
    assert (experience.code, experience.met, experience.planned_for) == ("experience", True, None)
    assert (report.code, report.met, report.planned_for) == ("report", False, term("2028-S2"))


def test_12_units_experience_and_report_planned_uas004_not_conditions_planned_and_no_diploma(empty_plan: Plan) -> None:
    """Without a tree all units are due: UAS004 too, which none of the three conditions names."""
    plan = done(edits.unplace(full(empty_plan), "UAS004"))
    judged = evaluate_plan(plan, TODAY)
    assert [condition.met or condition.planned_for is not None for condition in judged.conditions] == [True] * 3
    assert judged.to_place == ("UAS004",)
    assert outlook_of(plan, judged).reach is not Reach.DIPLOMA


def test_condition_of_the_12_units_names_those_missing(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, COMPLETE)
    missing = condition(plan, "units")
    assert (missing.missing, missing.planned_for, missing.planned, missing.required) == (("TET007",), None, 11, 12)


def test_12_units_are_met_by_validation_and_by_credit_together(empty_plan: Plan) -> None:
    plan = empty_plan
    for code in plan.programme.conditions.units[:6]:
        plan = credited(plan, code)
    for code in plan.programme.conditions.units[6:]:
        assert not condition(plan, "units").met
        plan = marked(plan, code, UnitState.VALIDATED, "2025-S1")
    met = condition(plan, "units")
    assert (met.met, met.done, met.planned, met.planned_for) == (True, 12, 0, None)


def test_report_is_met_once_validated_not_before(empty_plan: Plan) -> None:
    assert not condition(marked(empty_plan, "UA211G", UnitState.IN_PROGRESS, "2026-S1"), "report").met
    assert condition(marked(empty_plan, "UA211G", UnitState.VALIDATED, "2026-S1"), "report").met


def test_experience_is_met_on_the_day_its_months_are_reached(empty_plan: Plan) -> None:
    plan = worked(empty_plan, "2026-01-01", None)
    before, on_the_day = (
        condition(plan, "experience", date(2027, 6, 29)),
        condition(plan, "experience", date(2027, 6, 30)),
    )
    assert (before.met, before.planned_for) == (False, date(2027, 6, 30))
    assert (on_the_day.met, on_the_day.planned_for) == (True, None)


def test_experience_outside_the_field_is_met_only_with_the_placement(empty_plan: Plan) -> None:
    plan = worked(empty_plan, "2020-01-01", "2023-01-01", ExperienceKind.OUTSIDE_FIELD)
    assert not condition(plan, "experience").met
    plan = worked(plan, "2026-02-01", "2026-05-31", ExperienceKind.PLACEMENT)
    assert condition(plan, "experience").met


def test_experience_obtained_by_vae_is_met_without_dates(empty_plan: Plan) -> None:
    assert condition(credited(empty_plan, "UAS003", CreditBasis.VAE), "experience").met


def test_condition_counts_what_is_done_planned_and_missing(empty_plan: Plan) -> None:
    plan = marked(put(credited(empty_plan, "AST002"), "CCE001", "2027-S1"), "FPG003", UnitState.VALIDATED, "2025-S2")
    units = condition(plan, "units")
    assert (units.done, units.planned, units.required, len(units.missing)) == (2, 1, 12, 9)


# Deadlines


def test_each_term_planned_has_its_enrolment_deadline(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1", "AST002": "2027-A", "PST003": "2026-S2"})
    closing = [item for item in evaluate_plan(plan, TODAY).deadlines if item.code == "enrolment-closes"]
    assert [(item.day, str(item.term), item.units) for item in closing] == [
        (date(2027, 3, 15), "2026-S2", ("PST003",)),
        (date(2027, 10, 31), "2027-A", ("AST002",)),
        (date(2027, 10, 31), "2027-S1", ("FPG003", "CCE001")),
    ]


def test_no_deadline_to_enrol_where_one_is_enrolled_or_too_late(empty_plan: Plan) -> None:
    plan = marked(empty_plan, "CCE001", UnitState.ENROLLED, "2027-S1")
    plan = put(plan, "AST004", "2026-S1", WAIVER)
    assert "enrolment-closes" not in {item.code for item in evaluate_plan(plan, TODAY).deadlines}


def test_deadlines_are_in_the_order_of_time(empty_plan: Plan) -> None:
    plan = worked(put_all(empty_plan, COMPLETE), "2026-01-01", None)
    deadlines = evaluate_plan(plan, TODAY).deadlines
    assert [item.day for item in deadlines] == sorted(item.day for item in deadlines)
    days = {item.code: item.day for item in deadlines}
    assert days["accreditation-ends"] == date(2027, 7, 1)
    assert days["experience-reached"] == date(2027, 6, 30)


def test_past_accreditation_is_a_deadline_only_while_units_stand_after_it(empty_plan: Plan) -> None:
    after = date(2027, 7, 2)
    assert "accreditation-ends" not in {item.code for item in evaluate_plan(empty_plan, after).deadlines}
    late = put(empty_plan, "CCE001", "2027-S1")
    assert "accreditation-ends" in {item.code for item in evaluate_plan(late, after).deadlines}


def test_accreditation_is_a_deadline_to_its_last_day_and_experience_to_the_day_before(empty_plan: Plan) -> None:
    def codes(plan: Plan, day: date) -> set[str]:
        return {item.code for item in evaluate_plan(plan, day).deadlines}

    assert "accreditation-ends" in codes(empty_plan, date(2027, 7, 1))
    under_way = worked(empty_plan, "2026-01-01", None)
    assert "experience-reached" in codes(under_way, date(2027, 6, 29))
    assert "experience-reached" not in codes(under_way, date(2027, 6, 30))


def test_experience_already_reached_is_no_deadline(empty_plan: Plan) -> None:
    plan = worked(empty_plan, "2020-01-01", "2023-01-01")
    assert "experience-reached" not in {item.code for item in evaluate_plan(plan, TODAY).deadlines}


# At two dates


def test_on_2_may_2023_published_cells_rule(empty_plan: Plan) -> None:
    start = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(2023, Part.S1)))
    plan = put_all(start, {"FPG003": "2023-S2", "TET003": "2023-S1", "AST002": "2023-A"}, today=BEFORE_2023)
    judged = evaluate_plan(plan, BEFORE_2023)
    assert not found(plan, "projected-opening", today=BEFORE_2023)
    assert {judged.standings[code].opening.basis for code in ("FPG003", "TET003", "AST002")} == {Basis.PUBLISHED}  # type: ignore[union-attr]
    refusal = edits.place(plan, "TRS001", term("2023-S1"), BEFORE_2023)
    assert isinstance(refusal, edits.Refusal)
    assert refusal.alternatives[0] == term("2024-S1")


def test_on_23_november_2026_openings_are_projected_and_the_autumn_is_closed(empty_plan: Plan) -> None:
    plan = put(empty_plan, "PST003", "2026-S2")
    assert only(plan, "projected-opening", "PST003").args["stable_years"] == 3
    assert load(plan, "2026-S1").enrolment_closed
    assert not load(plan, "2026-S2").enrolment_closed
    moves = [fix for item in found(plan, "not-placed") for fix in item.fixes]
    assert moves
    assert all(fix.term is not None and fix.term > term("2026-S1") for fix in moves)
    assert term("2026-A") not in {fix.term for fix in moves}


def test_offers_of_a_unit_are_read_once_however_often_its_plan_is_judged(
    crn01: Programme, empty_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = replace(crn01, units=tuple(replace(unit) for unit in crn01.units))
    plan, read = replace(empty_plan, programme=fresh), list[Offers]()

    def counted(offers: Offers) -> Opening | None:
        read.append(offers)
        return opening_of(offers)

    monkeypatch.setattr("csp_planner.domain.programme.opening_of", counted)
    for later in range(3):
        evaluate_plan(put(plan, "TET003", f"{2027 + later}-A"), TODAY)
    assert 0 < len(read) <= sum(len(unit.openings) for unit in fresh.units)
