"""What is advised when a unit is not obtained: what moves, what stays, and how the trial is judged."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation, Severity
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.states import UnitState
from csp_planner.proposal.questions import (
    Fails,
    FewerEcts,
    Lighten,
    Replan,
    StartsLater,
    TermOff,
    can_fail,
)

from ..domain.helpers import (
    TODAY,
    credited,
    found,
    full,
    marked,
    put,
    put_all,
    term,
    with_limits,
    with_unit,
)
from .asking import advised_of, moves, sound


def test_failed_unit_goes_where_the_end_does_not_move_and_nothing_else_does(empty_plan: Plan) -> None:
    advice = advised_of(sound(empty_plan), Fails("CCE001"))
    assert moves(advice) == {"CCE001": ("2027-S1", "2028-S1")}
    assert (advice.end_before, advice.end_after, advice.semesters_later) == (term("2028-S2"), term("2028-S2"), 0)


def test_report_waits_for_a_unit_that_is_taken_again(empty_plan: Plan) -> None:
    advice = advised_of(sound(empty_plan), Fails("AST002"))
    assert moves(advice) == {"AST002": ("2028-A", "2029-A"), "UA211G": ("2028-S2", "2029-S2")}
    assert (advice.end_after, advice.semesters_later) == (term("2029-S2"), 2)
    report = advised_of(sound(empty_plan), Fails("UA211G"))
    assert moves(report) == {"UA211G": ("2028-S2", "2029-S1")}
    assert report.semesters_later == 1


def test_unit_that_comes_after_the_one_that_failed_waits_for_it(empty_plan: Plan) -> None:
    plan = with_limits(sound(empty_plan), None)
    assert moves(advised_of(plan, Fails("TRS001"))) == {
        "TRS001": ("2027-S1", "2028-S1"),
        "TRS002": ("2027-S2", "2028-S2"),
    }


def test_delay_of_four_semesters_is_not_announced_where_one_is_needed(empty_plan: Plan) -> None:
    """The unit opens next where the report stands; the report has room a semester later, the unit two years later."""
    openings = {2025: Opening.SEMESTER_1, 2029: None, 2030: Opening.SEMESTER_1}
    plan = with_limits(with_unit(empty_plan, "CCE001", openings=openings), 16)
    plan = put_all(plan, {"CCE001": "2027-S1", "UA211G": "2028-S1"})
    advice = advised_of(plan, Fails("CCE001"))
    assert moves(advice) == {"CCE001": ("2027-S1", "2028-S1"), "UA211G": ("2028-S1", "2028-S2")}
    assert advice.semesters_later == 1


def test_units_change_places_rather_than_move_the_end(empty_plan: Plan) -> None:
    places = {"TRS001": "2027-S1", "FPG003": "2028-S1", "TRS002": "2028-S2", "CCE001": "2029-S1"}
    plan = with_limits(put_all(empty_plan, places), 10)
    assert moves(advised_of(plan, Fails("TRS001"))) == {
        "TRS001": ("2027-S1", "2028-S1"),
        "FPG003": ("2028-S1", "2029-S1"),
    }


def test_what_comes_before_a_failure_and_beside_it_is_as_it_was(empty_plan: Plan) -> None:
    """A failure is known at the end of its semester: nothing could make room for it before."""
    plan = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2028-S1"}), 8)
    assert moves(advised_of(plan, Fails("CCE001"))) == {"CCE001": ("2027-S1", "2029-S1")}
    places = {"FPG003": "2027-S1", "PST003": "2027-S2", "TRS001": "2028-S1", "TRS002": "2028-S2", "UA211G": "2029-S1"}
    plan = with_limits(put_all(empty_plan, places), 6)
    advice = advised_of(plan, Fails("PST003"))
    assert advice.given_up == ()
    for unit in places:
        was, now = advice.before.standings[unit].term, advice.evaluation.standings[unit].term
        assert was is not None
        assert now is not None
        assert was == now or (now > term("2027-S2") and was >= term("2027-S2"))


def test_what_cannot_be_taken_before_a_failure_still_moves(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"FPG003": "2027-S1", "PST003": "2027-S2"})
    leaves = plan.with_scenario(replace(plan.scenario, leaves=(term("2027-S1"),)))
    assert moves(advised_of(leaves, Fails("PST003"))) == {
        "FPG003": ("2027-S1", "2028-S1"),
        "PST003": ("2027-S2", "2028-S2"),
    }


def test_hours_a_week_are_a_limit_too(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2028-S1"}), None)
    assert moves(advised_of(plan, Fails("CCE001"))) == {"CCE001": ("2027-S1", "2028-S1")}
    plan = edits.set_profile(plan, replace(plan.profile, weekly_hours=4, weeks_per_semester=15))
    assert moves(advised_of(plan, Fails("CCE001"))) == {"CCE001": ("2027-S1", "2029-S1")}


def test_failed_attempt_is_judged_as_history_in_the_trial_only(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    advice = advised_of(plan, Fails("CCE001"))
    (attempt,) = advice.plan.profile.attempts
    assert (attempt.unit, attempt.state, attempt.term) == ("CCE001", UnitState.FAILED, term("2027-S1"))
    assert plan.profile.attempts == ()
    assert advice.evaluation.standings["CCE001"].state is UnitState.PLANNED
    judged = evaluate_plan(advice.plan, TODAY)
    assert replace(advice.evaluation, diagnostics=()) == replace(judged, diagnostics=())


def said(evaluation: Evaluation) -> set[tuple[str, str]]:
    return {(found.code, found.unit) for found in evaluation.diagnostics if found.severity is not Severity.ADVICE}


@pytest.mark.parametrize("today", [date(2026, 9, 10), TODAY, date(2027, 4, 1)])
def test_a_failure_that_is_supposed_is_no_error_of_the_plan(empty_plan: Plan, today: date) -> None:
    plan = full(empty_plan)
    before = evaluate_plan(plan, today)
    units = [unit for unit in before.standings if can_fail(before, unit)]
    assert len(units) > 10
    for unit in units[::4]:
        advice = advised_of(plan, Fails(unit), today)
        # A later end may pass the accreditation, and a waiver is a thing to know: both are consequences.
        new = {code for code, _unit in said(advice.evaluation) - said(before)}
        assert new <= {"past-accreditation", "waiver"}, unit


def test_a_result_the_plan_itself_has_too_early_is_still_said(empty_plan: Plan) -> None:
    plan = marked(full(empty_plan), "CCE001", UnitState.FAILED, "2027-S1")
    plan = put(plan, "CCE001", "2028-S1")
    advice = advised_of(plan, Fails("CCE001"))
    early = [(found.unit, found.term) for found in advice.evaluation.diagnostics if found.code == "result-early"]
    assert early == [("CCE001", term("2027-S1"))]
    assert any(found.code == "result-early" for found in advised_of(plan, StartsLater()).evaluation.diagnostics)


def test_failure_of_a_unit_under_way_turns_its_attempt(empty_plan: Plan) -> None:
    plan = marked(sound(empty_plan), "PST003", UnitState.IN_PROGRESS)
    advice = advised_of(with_limits(plan, None), Fails("PST003"))
    assert moves(advice) == {"PST003": ("2026-S2", "2027-S2")}
    assert [attempt.state for attempt in advice.plan.profile.attempts] == [UnitState.FAILED]


def test_unit_that_opens_nowhere_is_taken_again_by_a_waiver_to_be_asked_for(empty_plan: Plan) -> None:
    advice = advised_of(with_limits(sound(empty_plan), None), Fails("TET007"))
    assert moves(advice) == {"TET007": ("2028-S1", "2028-S2")}
    assert (advice.waivers, advice.semesters_later) == (("TET007",), 0)
    placement = advice.plan.scenario.placement("TET007")
    assert placement is not None
    assert placement.waiver is not None
    assert placement.waiver.proposed
    assert not found(advice.plan, "never-open", "TET007")


@pytest.mark.parametrize("code", ["CCE001", "XYZ999", "UAS003"])
def test_unit_that_stands_nowhere_cannot_fail(empty_plan: Plan, code: str) -> None:
    assert not can_fail(evaluate_plan(empty_plan, TODAY), code)
    assert not can_fail(evaluate_plan(credited(empty_plan, "CCE001"), TODAY), "CCE001")


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS])
def test_what_stands_in_a_term_without_a_result_can_fail(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "PST003", state, "2026-S2")
    plan = marked(credited(plan, "AST002"), "AST005", UnitState.VALIDATED, "2025-S2")
    judged = evaluate_plan(plan, TODAY)
    codes = ("CCE001", "PST003", "AST002", "AST005", "FPG003", "XYZ999")
    assert [code for code in codes if can_fail(judged, code)] == ["CCE001", "PST003"]


def test_unit_that_the_programme_does_not_know_finds_no_term_any_more(empty_plan: Plan) -> None:
    unknown = (Placement(unit="XYZ999", term=term("2027-S1")), Placement(unit="CCE001", term=term("2027-S1")))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=unknown))
    advice = advised_of(plan, Fails("XYZ999"))
    assert moves(advice) == {"XYZ999": ("2027-S1", "None")}
    assert (advice.unplaced, advice.semesters_later) == (("XYZ999",), None)


def test_earlier_attempts_stay_when_a_unit_fails_again(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "CCE001", UnitState.FAILED, "2025-S1")
    plan = marked(plan, "PST003", UnitState.ENROLLED, "2026-S2")
    again = advised_of(plan, Fails("CCE001")).plan.profile.attempts
    assert [(one.unit, str(one.term), one.state, one.date) for one in again] == [
        ("CCE001", "2025-S1", UnitState.FAILED, TODAY),
        ("PST003", "2026-S2", UnitState.ENROLLED, TODAY),
        ("CCE001", "2027-S1", UnitState.FAILED, TODAY),
    ]


def test_units_still_to_place_stay_so(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"})
    for question in (Fails("CCE001"), TermOff(term("2027-S1")), FewerEcts(6), Lighten(term("2027-S1")), Replan()):
        placed = advised_of(plan, question).plan.scenario.placements
        assert {placement.unit for placement in placed} == {"CCE001", "FPG003"}, question
