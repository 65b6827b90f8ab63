"""What if? The temporary scenario, what it moves, and how far units can slip."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation, Severity
from csp_planner.domain.plan import Plan, UnitState
from csp_planner.domain.planning.rebalance import rebalance
from csp_planner.domain.planning.what_if import (
    Fails,
    FewerEcts,
    Question,
    StartsLater,
    TermOff,
    WhatIf,
    can_fail,
    keep_what_if,
    slack,
    what_if,
)
from csp_planner.domain.terms import LAST_YEAR, Part, Term

from ..helpers import TODAY, WAIVER, credited, done, found, full, marked, only, put, put_all, refused, term, with_limits


def tried(plan: Plan, question: Question) -> WhatIf:
    return what_if(plan, question, TODAY)


def moves(answer: WhatIf) -> dict[str, tuple[str, str]]:
    return {move.unit: (str(move.before), str(move.after)) for move in answer.moves}


# A unit is not obtained


def test_failed_unit_goes_to_its_next_opening_and_nothing_else_moves(empty_plan: Plan) -> None:
    answer = tried(full(empty_plan), Fails("CCE001"))
    assert moves(answer) == {"CCE001": ("2027-S1", "2028-S1")}
    assert (answer.end_before, answer.end_after, answer.semesters_later) == (term("2028-S2"), term("2028-S2"), 0)


def test_failure_of_the_last_unit_moves_the_end(empty_plan: Plan) -> None:
    answer = tried(with_limits(full(empty_plan), None), Fails("AST002"))
    assert moves(answer) == {"AST002": ("2028-A", "2029-A")}
    assert (answer.end_after, answer.semesters_later) == (term("2029-S2"), 2)
    report = tried(full(empty_plan), Fails("UA211G"))
    assert moves(report) == {"UA211G": ("2028-S2", "2029-S1")}
    assert report.semesters_later == 1


def test_failed_attempt_is_judged_as_history_in_the_trial_only(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    answer = tried(plan, Fails("CCE001"))
    (attempt,) = answer.plan.profile.attempts
    assert (attempt.unit, attempt.state, attempt.term) == ("CCE001", UnitState.FAILED, term("2027-S1"))
    assert plan.profile.attempts == ()
    assert answer.evaluation.standings["CCE001"].state is UnitState.PLANNED
    judged = evaluate_plan(answer.plan, TODAY)
    assert replace(answer.evaluation, diagnostics=()) == replace(judged, diagnostics=())


def said(evaluation: Evaluation) -> set[tuple[str, str]]:
    return {(found.code, found.unit) for found in evaluation.diagnostics if found.severity is not Severity.ADVICE}


@pytest.mark.parametrize("today", [date(2026, 9, 10), TODAY, date(2027, 4, 1)])
def test_a_failure_that_is_supposed_is_no_error_of_the_plan(empty_plan: Plan, today: date) -> None:
    plan = full(empty_plan)
    before = evaluate_plan(plan, today)
    units = [unit for unit in before.standings if can_fail(before, unit)]
    assert len(units) > 10
    for unit in units:
        answer = what_if(plan, Fails(unit), today)
        # What finds no term any more is a consequence, and is said.
        assert said(answer.evaluation) - said(before) == {("never-open", code) for code in answer.unplaced}, unit


def test_a_result_the_plan_itself_has_too_early_is_still_said(empty_plan: Plan) -> None:
    plan = marked(full(empty_plan), "CCE001", UnitState.FAILED, "2027-S1")
    plan = put(plan, "CCE001", "2028-S1")
    answer = tried(plan, Fails("CCE001"))
    early = [(found.unit, found.term) for found in answer.evaluation.diagnostics if found.code == "result-early"]
    assert early == [("CCE001", term("2027-S1"))]
    assert any(found.code == "result-early" for found in tried(plan, StartsLater()).evaluation.diagnostics)


def test_failure_of_a_unit_under_way_turns_its_attempt(empty_plan: Plan) -> None:
    plan = marked(full(empty_plan), "PST003", UnitState.IN_PROGRESS)
    answer = tried(plan, Fails("PST003"))
    assert moves(answer) == {"PST003": ("2026-S2", "2027-S2")}
    assert [attempt.state for attempt in answer.plan.profile.attempts] == [UnitState.FAILED]


def test_next_opening_within_the_limit_is_taken_before_an_earlier_one_over_it(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2028-S1", "UA211G": "2029-S2"}), 8)
    assert moves(tried(plan, Fails("CCE001"))) == {"CCE001": ("2027-S1", "2029-S1")}
    assert moves(tried(with_limits(plan, 10), Fails("CCE001"))) == {"CCE001": ("2027-S1", "2028-S1")}
    assert moves(tried(with_limits(plan, None, 60), Fails("CCE001"))) == {"CCE001": ("2027-S1", "2029-S1")}


def test_hours_a_week_are_a_limit_too(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2028-S1"}), None)
    plan = edits.set_profile(plan, replace(plan.profile, weekly_hours=4, weeks_per_semester=15))
    assert moves(tried(plan, Fails("CCE001"))) == {"CCE001": ("2027-S1", "2029-S1")}


def test_annual_unit_weighs_half_in_each_semester_it_may_go_to(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"TET003": "2027-A", "CCE001": "2028-S1"}), 8)
    assert moves(tried(plan, Fails("TET003"))) == {"TET003": ("2027-A", "2028-A")}
    assert moves(tried(with_limits(plan, 7.5), Fails("TET003"))) == {"TET003": ("2027-A", "2029-A")}


def test_unit_larger_than_the_limit_goes_to_the_least_full_of_the_next_terms(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"UA211G": "2026-S2", "FPG003": "2027-S1", "PST003": "2027-S2"}), 12)
    assert moves(tried(plan, Fails("UA211G"))) == {"UA211G": ("2026-S2", "2028-S1")}


def test_how_full_a_term_is_goes_by_the_limit_that_is_nearest(empty_plan: Plan) -> None:
    where = {"UA211G": "2026-S2", "CCE001": "2027-S1", "PST003": "2027-S2", "AST005": "2027-S2", "FPG003": "2028-S1"}
    plan = done(edits.set_override(put_all(empty_plan, where), "CCE001", None, 100, TODAY))
    assert moves(tried(with_limits(plan, 2, 600), Fails("UA211G"))) == {"UA211G": ("2026-S2", "2027-S1")}


def test_unit_that_opens_nowhere_is_left_out_and_listed(empty_plan: Plan) -> None:
    answer = tried(full(empty_plan), Fails("TET007"))
    assert moves(answer) == {"TET007": ("2028-S1", "None")}
    assert (answer.unplaced, answer.semesters_later) == (("TET007",), None)
    assert found(answer.plan, "never-open", "TET007")


@pytest.mark.parametrize("code", ["CCE001", "XYZ999", "UAS003"])
def test_unit_that_stands_nowhere_cannot_fail(empty_plan: Plan, code: str) -> None:
    answer = tried(empty_plan, Fails(code))
    assert (answer.plan, answer.moves, answer.semesters_later) == (empty_plan, (), None)
    assert tried(credited(empty_plan, "CCE001"), Fails("CCE001")).moves == ()


@pytest.mark.parametrize("state", [UnitState.ENROLLED, UnitState.IN_PROGRESS])
def test_what_stands_in_a_term_without_a_result_can_fail(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "PST003", state, "2026-S2")
    plan = marked(credited(plan, "AST002"), "AST005", UnitState.VALIDATED, "2025-S2")
    judged = evaluate_plan(plan, TODAY)
    codes = ("CCE001", "PST003", "AST002", "AST005", "FPG003", "XYZ999")
    assert [code for code in codes if can_fail(judged, code)] == ["CCE001", "PST003"]


def test_earlier_attempts_stay_when_a_unit_fails_again(empty_plan: Plan) -> None:
    plan = marked(put(empty_plan, "CCE001", "2027-S1"), "CCE001", UnitState.FAILED, "2025-S1")
    plan = marked(plan, "PST003", UnitState.ENROLLED, "2026-S2")
    again = tried(plan, Fails("CCE001")).plan.profile.attempts
    assert [(one.unit, str(one.term), one.state, one.date) for one in again] == [
        ("CCE001", "2025-S1", UnitState.FAILED, TODAY),
        ("PST003", "2026-S2", UnitState.ENROLLED, TODAY),
        ("CCE001", "2027-S1", UnitState.FAILED, TODAY),
    ]


# A term off, a later start, fewer credits


def test_term_off_moves_what_is_planned_in_it_annual_units_included(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "TET003": "2027-A", "CCE003": "2027-S2", "UA211G": "2027-S1"})
    answer = tried(with_limits(plan, None), TermOff(term("2027-S1")))
    assert moves(answer) == {
        "CCE001": ("2027-S1", "2028-S1"),
        "TET003": ("2027-A", "2028-A"),
        "UA211G": ("2027-S1", "2027-S2"),
    }
    off = answer.evaluation.load(term("2027-S1"))
    assert off is not None
    assert off.units == ()


def test_term_off_leaves_what_one_is_enrolled_in(empty_plan: Plan) -> None:
    plan = marked(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), "CCE001", UnitState.ENROLLED)
    assert set(moves(tried(plan, TermOff(term("2027-S1"))))) == {"FPG003"}


def test_later_start_leaves_out_the_first_semester_with_plans(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"PST003": "2026-S2", "AST005": "2026-S2", "CCE001": "2027-S1"}), None)
    answer = tried(plan, StartsLater())
    assert answer.plan.scenario.start == term("2027-S1")
    assert moves(answer) == {"AST005": ("2026-S2", "2027-S2"), "PST003": ("2026-S2", "2027-S2")}
    assert answer.semesters_later == 1
    assert answer.plan.scenario.board_years == range(2027, 2029)


def test_later_start_of_an_empty_plan_moves_the_start_alone(empty_plan: Plan) -> None:
    answer = tried(empty_plan, StartsLater())
    assert (answer.plan.scenario.start, answer.moves) == (term("2026-S2"), ())


def test_fewer_credits_spread_the_plan_over_later_terms(empty_plan: Plan) -> None:
    answer = tried(full(empty_plan), FewerEcts(12))
    assert answer.plan.scenario.max_ects == 12
    assert answer.semesters_later is not None
    assert answer.semesters_later > 0
    over = [load for load in answer.evaluation.terms if load.overloaded]
    # Only what cannot be moved may pass the limit: the report of 16 ECTS, and units placed by waiver.
    assert {load.term for load in over} <= {term("2028-S2")}
    assert not answer.unplaced


def test_fewer_credits_lighten_the_first_and_the_last_semester_too(empty_plan: Plan) -> None:
    last = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), None)
    assert moves(tried(last, FewerEcts(6))) == {"CCE001": ("2027-S1", "2028-S1")}
    assert moves(tried(last, FewerEcts(9.5))) == {"CCE001": ("2027-S1", "2028-S1")}
    assert moves(tried(last, FewerEcts(10))) == {}
    first = with_limits(put_all(empty_plan, {"PST003": "2026-S2", "AST005": "2026-S2", "UA211G": "2029-S2"}), None)
    assert list(moves(tried(first, FewerEcts(6))).values()) == [("2026-S2", "2027-S2")]


def test_fewer_credits_lighten_the_first_semester_of_the_board(empty_plan: Plan) -> None:
    plan = done(edits.set_start(with_limits(empty_plan, None), term("2027-S1")))
    plan = put_all(plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"})
    assert moves(tried(plan, FewerEcts(6))) == {"CCE001": ("2027-S1", "2028-S1")}


def test_what_stands_by_waiver_or_is_enrolled_in_makes_no_room(empty_plan: Plan) -> None:
    plan = put(with_limits(empty_plan, None), "CCE003", "2027-S1", WAIVER)
    plan = put(marked(plan, "FPG003", UnitState.ENROLLED, "2027-S1"), "CCE001", "2027-S1")
    assert moves(tried(plan, FewerEcts(1))) == {}
    assert set(moves(tried(plan, FewerEcts(6)))) == {"CCE001"}


def test_what_moves_on_may_have_to_move_on_again(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1", "AST004": "2028-S1"}), None)
    answer = tried(plan, FewerEcts(6))
    assert not [load for load in answer.evaluation.terms if load.overloaded]
    assert answer.end_after == term("2029-S1")


def test_a_limit_is_tried_as_it_is_asked(empty_plan: Plan) -> None:
    assert tried(empty_plan, FewerEcts(0.5)).plan.scenario.max_ects == 0.5
    assert tried(empty_plan, FewerEcts(1)).plan.scenario.max_ects == 1


def test_later_start_looks_no_further_back_than_the_start(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1"})
    plan = with_limits(done(edits.set_start(plan, term("2027-S1"))), None)
    answer = tried(plan, StartsLater())
    assert answer.plan.scenario.start == term("2027-S2")
    assert moves(answer) == {"CCE001": ("2027-S1", "2028-S1")}


def test_later_start_of_a_board_of_one_year_keeps_a_year(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S2"), years=1))
    assert tried(plan, StartsLater()).plan.scenario.board_years == range(2027, 2028)
    spring = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S1"), years=2))
    assert tried(spring, StartsLater()).plan.scenario.board_years == range(2026, 2028)


def test_studies_that_start_in_the_last_semester_there_is_start_no_later(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(LAST_YEAR, Part.S2), years=1))
    assert tried(plan, StartsLater()).plan == plan
    before = plan.with_scenario(replace(plan.scenario, start=Term(LAST_YEAR, Part.S1)))
    assert tried(before, StartsLater()).plan == plan


def test_end_may_come_no_later_and_by_semesters(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"AST002": "2027-A", "CCE001": "2028-S1"}), None)
    assert tried(plan, Fails("AST002")).semesters_later == 1
    assert tried(plan, Fails("CCE001")).semesters_later == 2


def test_as_many_credits_as_now_move_nothing(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    most = max(load.ects for load in evaluate_plan(plan, TODAY).terms)
    assert tried(plan, FewerEcts(most)).moves == ()


def test_other_scenarios_are_as_they_were(empty_plan: Plan) -> None:
    other = replace(empty_plan.scenario, name="Autre")
    plan = full(replace(empty_plan, scenarios=(empty_plan.scenario, other)))
    for question in (Fails("CCE001"), TermOff(term("2027-S1")), FewerEcts(6), StartsLater()):
        assert tried(plan, question).plan.scenarios[1] == other


# Keeping one


def test_kept_failure_stays_a_supposition(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    answer = tried(plan, Fails("CCE001"))
    kept = done(keep_what_if(plan, answer, "Sans CCE001"))
    assert (kept.profile, kept.scenarios[0]) == (plan.profile, plan.scenario)
    assert (kept.scenario.name, kept.active) == ("Sans CCE001", 1)
    assert kept.scenario.placements == answer.plan.scenario.placements


def test_trial_is_kept_under_a_free_name_only(empty_plan: Plan) -> None:
    answer = tried(empty_plan, StartsLater())
    assert refused(keep_what_if(empty_plan, answer, empty_plan.scenario.name)).reason is Reason.NAME_TAKEN


# Slack


def test_slack_is_the_semesters_to_the_last_opening_before_the_end(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1", "UA211G": "2028-S1", "AST002": "2028-A"})
    plan = put(plan, "TET007", "2027-S2", WAIVER)
    found_slack = slack(plan, evaluate_plan(plan, TODAY), TODAY)
    assert found_slack == {"PST003": 4, "CCE001": 2, "UA211G": 1, "AST002": 0, "TET007": 0}


def test_slack_leaves_out_terms_that_can_no_longer_be_enrolled_for(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "CCE001", "2025-S1", WAIVER), "UA211G", "2027-S1")
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY) == {"CCE001": 4, "UA211G": 0}


def test_slack_of_an_annual_unit_begins_after_its_year(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST002": "2027-A", "UA211G": "2028-S1"})
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY)["AST002"] == 0
    plan = put(plan, "UA211G", "2028-S2")
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY)["AST002"] == 2


def test_slack_is_of_planned_units_only(empty_plan: Plan) -> None:
    plan = marked(put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1"}), "PST003", UnitState.ENROLLED)
    assert slack(plan, evaluate_plan(plan, TODAY), TODAY) == {"CCE001": 0}
    assert slack(empty_plan, evaluate_plan(empty_plan, TODAY), TODAY) == {}


# Lightening a semester


def crowded(plan: Plan, limit: float) -> Plan:
    units = dict.fromkeys(("FPG003", "CCE001", "AST004", "TRS001"), "2027-S1")
    return with_limits(put_all(plan, {**units, "UA211G": "2029-S2"}), limit)


def test_overloaded_semester_is_lightened_to_the_limit(empty_plan: Plan) -> None:
    plan = crowded(empty_plan, 16)
    (fix,) = only(plan, "overload").fixes
    assert (fix.kind.value, fix.unit, fix.term) == ("rebalance", "", term("2027-S1"))
    lighter = done(rebalance(plan, term("2027-S1"), TODAY))
    assert not found(lighter, "overload")
    judged = evaluate_plan(lighter, TODAY)
    moved = {code for code, standing in judged.standings.items() if standing.term == term("2028-S1")}
    assert len(moved) == 1
    assert judged.end_term == term("2029-S2")


def test_unit_goes_back_to_an_earlier_term_that_is_nearer(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"PST003": "2027-S2", "AST005": "2027-S2", "CCE003": "2027-S2"}), 12)
    lighter = done(rebalance(plan, term("2027-S2"), TODAY))
    held = {placement.unit: str(placement.term) for placement in lighter.scenario.placements}
    assert list(held.values()).count("2027-S2") == 2
    assert set(held.values()) == {"2026-S2", "2027-S2"}


def test_of_two_terms_equally_near_the_later_one_is_taken(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"PST003": "2027-S2", "AST005": "2027-S2", "CCE003": "2027-S2", "UA211G": "2029-S2"})
    lighter = done(rebalance(with_limits(plan, 12), term("2027-S2"), TODAY))
    assert {str(placement.term) for placement in lighter.scenario.placements} == {"2027-S2", "2028-S2", "2029-S2"}


def test_semester_within_the_limit_is_left_alone(empty_plan: Plan) -> None:
    plan = crowded(empty_plan, 24)
    assert rebalance(plan, term("2027-S1"), TODAY) is plan


def test_semester_held_by_what_cannot_move_is_not_lightened(empty_plan: Plan) -> None:
    waived = with_limits(put_all(empty_plan, {"TET007": "2027-S1", "UAS004": "2027-S1"}, WAIVER), 6)
    enrolled = with_limits(marked(empty_plan, "FPG003", UnitState.ENROLLED, "2027-S1"), 5)
    too_large = with_limits(put(empty_plan, "UA211G", "2027-S1"), 12)
    for plan in (waived, enrolled, too_large):
        assert only(plan, "overload").fixes == ()
        refusal = refused(rebalance(plan, term("2027-S1"), TODAY))
        assert (refusal.reason, refusal.term) == (Reason.NOT_LIGHTENED, term("2027-S1"))
