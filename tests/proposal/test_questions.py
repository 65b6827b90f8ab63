"""What is advised for each question: what it supposes, what moves, and what stays."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation, Severity
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.plan import Placement, Plan, UnitState
from csp_planner.domain.terms import LAST_YEAR, Part, Term
from csp_planner.domain.wishes import LimitWish, Wishes
from csp_planner.proposal.advice import with_advice
from csp_planner.proposal.questions import (
    Fails,
    FewerEcts,
    Lighten,
    Place,
    Replan,
    StartsLater,
    TermOff,
    can_fail,
    query_of,
)
from csp_planner.proposal.request import DemandKind

from ..domain.helpers import (
    TODAY,
    WAIVER,
    credited,
    done,
    found,
    full,
    marked,
    put,
    put_all,
    refused,
    term,
    with_limits,
    with_unit,
    worked,
)
from .asking import advised_of, moves


def sound(plan: Plan) -> Plan:
    """Everything on the board, the recommended order kept."""
    return put(full(plan), "AST005", "2027-S2")


# What was chosen for proposals


def test_a_question_asks_nothing_that_was_chosen_for_proposals(empty_plan: Plan) -> None:
    plan = edits.set_leave(sound(empty_plan), term("2029-S1"), TODAY)
    assert isinstance(plan, Plan)
    wishes = Wishes(
        max_ects=LimitWish(30),
        end=term("2028-S1"),
        away=(term("2030-S1"),),
        back=(term("2029-S1"),),
        pinned=("CCE001",),
        without_waivers=True,
    )
    advice = advised_of(edits.set_wishes(plan, wishes), Fails("CCE001"))
    assert moves(advice) == {"CCE001": ("2027-S1", "2028-S1")}
    assert (advice.given_up, advice.plan.scenario.leaves) == ((), (term("2029-S1"),))
    assert advice.plan.scenario.wishes == wishes
    lighter = query_of(edits.set_wishes(plan, wishes), FewerEcts(18), TODAY)
    assert lighter.request.max_ects == 18


# A unit is not obtained


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


# A term off, a later start, fewer credits


def test_term_off_moves_what_is_planned_in_it_annual_units_included(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "TET003": "2027-A", "CCE003": "2027-S2", "UA211G": "2027-S1"})
    advice = advised_of(with_limits(plan, None), TermOff(term("2027-S1")))
    assert moves(advice)["CCE001"] == ("2027-S1", "2028-S1")
    assert moves(advice)["TET003"] == ("2027-A", "2028-A")
    off = advice.evaluation.load(term("2027-S1"))
    assert off is not None
    assert off.units == ()
    assert advice.plan.scenario.leaves == (term("2027-S1"),)
    assert (advice.end_after, advice.given_up) == (term("2028-S2"), ())


def test_term_off_leaves_what_one_is_enrolled_in(empty_plan: Plan) -> None:
    plan = marked(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), "CCE001", UnitState.ENROLLED)
    assert set(moves(advised_of(plan, TermOff(term("2027-S1"))))) == {"FPG003"}


def test_semesters_off_that_the_scenario_has_stay_off(empty_plan: Plan) -> None:
    away = empty_plan.with_scenario(replace(empty_plan.scenario, leaves=(term("2028-S1"),)))
    plan = put(away, "CCE001", "2027-S1")
    advice = advised_of(plan, TermOff(term("2027-S1")))
    assert moves(advice) == {"CCE001": ("2027-S1", "2029-S1")}
    assert advice.plan.scenario.leaves == (term("2027-S1"), term("2028-S1"))


def test_a_waiver_for_a_semester_off_is_asked_for_another(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "TET007", "2027-S1", WAIVER), "UA211G", "2028-S1")
    advice = advised_of(plan, TermOff(term("2027-S1")))
    assert set(moves(advice)) == {"TET007"}
    assert (advice.waivers, advice.given_up, advice.semesters_later) == (("TET007",), (), 0)


def test_later_start_leaves_out_the_first_semester_with_plans(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"PST003": "2026-S2", "TRS002": "2026-S2", "CCE001": "2027-S1"}), None)
    advice = advised_of(plan, StartsLater())
    assert advice.plan.scenario.start == term("2027-S1")
    assert moves(advice) == {"PST003": ("2026-S2", "2027-S2"), "TRS002": ("2026-S2", "2027-S2")}
    assert advice.semesters_later == 1
    assert advice.plan.scenario.board_years == range(2027, 2029)


def test_later_start_of_an_empty_plan_moves_the_start_alone(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, StartsLater())
    assert (advice.plan.scenario.start, advice.moves) == (term("2026-S2"), ())


def test_later_start_looks_no_further_back_than_the_start(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1"})
    plan = with_limits(done(edits.set_start(plan, term("2027-S1"))), None)
    advice = advised_of(plan, StartsLater())
    assert advice.plan.scenario.start == term("2027-S2")
    assert moves(advice)["CCE001"] == ("2027-S1", "2028-S1")


def test_later_start_of_a_board_of_one_year_keeps_a_year(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S2"), years=1))
    assert advised_of(plan, StartsLater()).plan.scenario.board_years == range(2027, 2028)
    spring = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S1"), years=2))
    assert advised_of(spring, StartsLater()).plan.scenario.board_years == range(2026, 2028)


def test_studies_that_start_in_the_last_semester_there_is_start_no_later(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(LAST_YEAR, Part.S2), years=1))
    assert advised_of(plan, StartsLater()).plan == plan


def test_fewer_credits_spread_the_plan_over_later_terms(empty_plan: Plan) -> None:
    advice = advised_of(full(empty_plan), FewerEcts(12))
    assert advice.plan.scenario.max_ects == 12
    assert advice.semesters_later is not None
    assert advice.semesters_later > 0
    # Only what is larger than the limit may pass it, alone.
    over = [load.units for load in advice.evaluation.terms if load.overloaded]
    assert over == [("UA211G",)]
    assert not advice.unplaced
    assert not found(advice.plan, "recommended-order")
    assert not found(advice.plan, "report-early")


def test_fewer_credits_move_as_few_units_as_will_do(empty_plan: Plan) -> None:
    last = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), None)
    for limit in (6, 9.5):
        (way,) = moves(advised_of(last, FewerEcts(limit))).values()
        assert way == ("2027-S1", "2028-S1")
    assert moves(advised_of(last, FewerEcts(10))) == {}


def test_a_limit_is_tried_as_it_is_asked(empty_plan: Plan) -> None:
    assert advised_of(empty_plan, FewerEcts(0.5)).plan.scenario.max_ects == 0.5
    assert advised_of(empty_plan, FewerEcts(1)).plan.scenario.max_ects == 1


def test_what_stands_by_waiver_or_is_enrolled_in_makes_no_room(empty_plan: Plan) -> None:
    plan = put(with_limits(empty_plan, None), "CCE003", "2027-S1", WAIVER)
    plan = put(marked(plan, "FPG003", UnitState.ENROLLED, "2027-S1"), "AST004", "2027-S1")
    assert set(moves(advised_of(plan, FewerEcts(10)))) == {"AST004"}


def test_limit_that_waivers_pass_is_named_and_what_does_instead(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET007": "2027-S1", "UAS004": "2027-S1"}, WAIVER)
    advice = advised_of(plan, FewerEcts(6))
    (given_up,) = advice.given_up
    assert [demand.kind for demand in given_up.relaxation.demands] == [DemandKind.MAX_ECTS]
    load = advice.before.load(term("2027-S1"))
    assert load is not None
    assert given_up.relaxation.limit == load.ects
    assert (advice.moves, advice.plan.scenario.max_ects) == ((), 6)


def test_other_scenarios_are_as_they_were(empty_plan: Plan) -> None:
    other = replace(empty_plan.scenario, name="Autre")
    plan = full(replace(empty_plan, scenarios=(empty_plan.scenario, other)))
    for question in (Fails("CCE001"), TermOff(term("2027-S1")), StartsLater()):
        assert advised_of(plan, question).plan.scenarios[1] == other


# Lightening a semester


def test_overloaded_semester_is_lightened_to_the_limit_and_no_more(empty_plan: Plan) -> None:
    units = dict.fromkeys(("FPG003", "CCE001", "AST004", "TRS001"), "2027-S1")
    plan = with_limits(put_all(empty_plan, {**units, "UA211G": "2029-S2"}), 16)
    advice = advised_of(plan, Lighten(term("2027-S1")))
    assert not found(advice.plan, "overload")
    assert (len(advice.moves), advice.semesters_later) == (1, 0)
    assert moves(advised_of(with_limits(plan, 24), Lighten(term("2027-S1")))) == {}


def test_only_the_semester_asked_for_is_lightened(empty_plan: Plan) -> None:
    first, second = ("FPG003", "CCE001"), ("AST004", "TRS001")
    plan = put_all(empty_plan, {**dict.fromkeys(first, "2027-S1"), **dict.fromkeys(second, "2028-S1")})
    plan = with_limits(put(plan, "UA211G", "2029-S2"), 6)
    assert len(found(plan, "overload")) == 3
    moved = moves(advised_of(plan, Lighten(term("2027-S1"))))
    assert len(moved) == 1
    assert set(moved) <= set(first)


@pytest.mark.parametrize(("start", "lands"), [("2026-S2", "2026-S2"), ("2027-S1", "2028-S2")])
def test_unit_goes_back_to_the_first_semester_but_not_before_it(empty_plan: Plan, start: str, lands: str) -> None:
    plan = put(done(edits.set_start(empty_plan, term(start))), "PST003", "2027-S2")
    plan = with_limits(put(plan, "TET007", "2027-S2", WAIVER), 6)
    assert moves(advised_of(plan, Lighten(term("2027-S2")))) == {"PST003": ("2027-S2", lands)}


def test_semester_held_by_what_cannot_move_is_left_as_it_is(empty_plan: Plan) -> None:
    enrolled = with_limits(marked(empty_plan, "FPG003", UnitState.ENROLLED, "2027-S1"), 5)
    too_large = with_limits(put(worked(empty_plan, "2020-01-01", "2023-01-01"), "UA211G", "2027-S1"), 12)
    for plan in (enrolled, too_large):
        assert moves(advised_of(plan, Lighten(term("2027-S1")))) == {}


# Repairs


def test_unit_to_place_goes_within_the_limits_and_nothing_else_moves(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"FPG003": "2027-S1", "CCE001": "2027-S1", "UA211G": "2028-S2"}), 12)
    assert moves(advised_of(plan, Place("AST004"))) == {"AST004": ("None", "2028-S1")}


def test_second_part_waits_for_where_the_first_would_stand(empty_plan: Plan) -> None:
    assert moves(advised_of(empty_plan, Place("TRS002"))) == {"TRS002": ("None", "2027-S2")}
    silent = edits.set_order(empty_plan, follow=False)
    assert moves(advised_of(silent, Place("TRS002"))) == {"TRS002": ("None", "2026-S2")}
    assert moves(advised_of(credited(empty_plan, "TRS001"), Place("TRS002"))) == {"TRS002": ("None", "2026-S2")}


def test_report_waits_for_where_the_units_it_rests_on_would_stand(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, Place("UA211G"))
    (way,) = moves(advice).values()
    plan = advised_of(empty_plan, Replan()).plan
    assert plan == empty_plan
    assert Term.parse(way[1]).ends >= term("2027-S2").ends
    assert [placement.unit for placement in advice.plan.scenario.placements] == ["UA211G"]


def test_repairs_taken_one_after_the_other_keep_to_the_limits_and_the_order(empty_plan: Plan) -> None:
    plan, placed = empty_plan, 0
    while fixes := [fix for item in found(plan, "not-placed") for fix in item.fixes]:
        plan, placed = advised_of(plan, Place(fixes[0].unit)).plan, placed + 1
        assert not found(plan, "overload")
        assert not found(plan, "recommended-order")
        assert not found(plan, "report-early")
    assert placed == 12


def test_unit_that_does_not_open_where_it_stands_is_moved(empty_plan: Plan) -> None:
    closed = with_unit(put(empty_plan, "CCE001", "2028-S1"), "CCE001", openings={2025: Opening.SEMESTER_1, 2028: None})
    plan = put(closed, "UA211G", "2028-S2")
    assert moves(advised_of(plan, Place("CCE001"))) == {"CCE001": ("2028-S1", "2027-S1")}


def test_what_stands_in_a_semester_off_is_planned_again(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "AST002": "2027-A", "FPG003": "2028-S1"})
    away = plan.with_scenario(replace(plan.scenario, leaves=(term("2027-S1"),)))
    assert moves(advised_of(away, Replan())) == {"CCE001": ("2027-S1", "2028-S1"), "AST002": ("2027-A", "2028-A")}
    assert moves(advised_of(plan, Replan())) == {}


def test_waiver_for_a_semester_off_is_given_up_rather_than_the_semester_off(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "TET007", "2027-S1", WAIVER), "UA211G", "2028-S2")
    away = plan.with_scenario(replace(plan.scenario, leaves=(term("2027-S1"),)))
    advice = advised_of(away, Replan())
    assert [demand.kind for each in advice.given_up for demand in each.relaxation.demands] == [DemandKind.WAIVER]
    assert set(moves(advice)) == {"TET007"}
    assert (advice.plan.scenario.leaves, advice.waivers) == ((term("2027-S1"),), ("TET007",))


# How far a unit may go


@pytest.mark.parametrize("state", [UnitState.FAILED, UnitState.WITHDRAWN])
def test_unit_is_never_taken_again_before_its_last_attempt_is_over(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(empty_plan, "AST004", state, "2028-S1")
    assert moves(advised_of(plan, Place("AST004"))) == {"AST004": ("None", "2029-S1")}


def test_unit_goes_no_later_than_the_last_of_the_40_years_a_file_may_hold(empty_plan: Plan) -> None:
    early = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("1990-S1"), years=1))
    advice = advised_of(put(early, "CCE001", "2028-S1"), Fails("CCE001"))
    assert moves(advice) == {"CCE001": ("2028-S1", "2029-S1")}


def test_next_opening_is_looked_for_twelve_years_from_the_start_on(empty_plan: Plan) -> None:
    closed = {2025: Opening.SEMESTER_1, 2028: None}
    far = 2026 + HORIZON_YEARS
    reached = with_unit(empty_plan, "CCE001", openings={**closed, far: Opening.SEMESTER_1})
    assert moves(advised_of(put(reached, "CCE001", "2027-S1"), Fails("CCE001"))) == {"CCE001": ("2027-S1", f"{far}-S1")}


# Keeping one


def test_kept_failure_stays_a_supposition(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    advice = advised_of(plan, Fails("CCE001"))
    kept = done(with_advice(plan, advice, "Sans CCE001"))
    assert (kept.profile, kept.scenarios[0]) == (plan.profile, plan.scenario)
    assert (kept.scenario.name, kept.active) == ("Sans CCE001", 1)
    assert kept.scenario.placements == advice.plan.scenario.placements


def test_trial_is_kept_under_a_free_name_only(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, StartsLater())
    assert refused(with_advice(empty_plan, advice, empty_plan.scenario.name)).reason is Reason.NAME_TAKEN


def test_what_mends_the_scenario_shown_makes_no_other(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, Place("CCE001"))
    kept = done(with_advice(empty_plan, advice, "Placer CCE001"))
    assert (len(kept.scenarios), kept.scenario.name) == (1, empty_plan.scenario.name)
    assert kept.scenario.placement("CCE001") is not None
