"""When the diploma can be had, and the one reason why not earlier."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.award import Block
from csp_planner.domain.evaluation.evaluate import evaluate_plan, still_to_place
from csp_planner.domain.evaluation.experience import Assumption
from csp_planner.domain.evaluation.outlook import EndCause, EndReason, Outlook, Reach, outlook_of
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import ExperienceKind
from csp_planner.domain.programme import Programme, RecommendedOrder
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import semester_on

from ..helpers import (
    COMPLETE,
    TODAY,
    WAIVED,
    WAIVER,
    credited,
    full,
    marked,
    put_all,
    term,
    with_limits,
    with_unit,
    worked,
)
from ..strategies import plans

DONE = ("2020-01-01", "2023-01-01")


def outlook(plan: Plan, today: date = TODAY) -> Outlook:
    return outlook_of(plan, evaluate_plan(plan, today))


def reason(plan: Plan, today: date = TODAY) -> EndReason:
    found = outlook(plan, today).reason
    assert found is not None
    return found


def roomy(plan: Plan, **moved: str) -> Plan:
    """Everything placed, the experience done, no limit; *moved* units stand elsewhere."""
    placed = put_all(put_all(plan, COMPLETE | moved), WAIVED | {"TET007": "2026-S2", "UAS004": "2026-S2"}, WAIVER)
    return with_limits(worked(placed, *DONE), None)


def only_last(plan: Plan, code: str, where: str) -> Plan:
    """All other units validated long ago: *code* alone is planned."""
    for unit in plan.programme.units:
        if unit.code != code and unit.is_attended:
            plan = credited(plan, unit.code)
    placed = Placement(unit=code, term=term(where))
    plan = plan.with_scenario(replace(plan.scenario, placements=(placed,)))
    return with_limits(worked(plan, *DONE), None)


# How far the plan leads


def test_an_empty_plan_leads_nowhere_and_says_what_is_to_place(empty_plan: Plan) -> None:
    found = outlook(empty_plan)
    assert (found.reach, found.term, found.day) == (Reach.NOTHING, None, None)
    assert found.reason is not None
    assert found.reason.cause is EndCause.TO_PLACE
    assert len(found.reason.units) == 14


def test_a_plan_is_only_planned_until_a_semester_while_a_unit_is_to_place(empty_plan: Plan) -> None:
    found = outlook(worked(put_all(empty_plan, COMPLETE), *DONE))
    assert (found.reach, found.term, found.day) == (Reach.UNTIL, term("2028-S2"), None)
    assert found.reason == EndReason(cause=EndCause.TO_PLACE, units=("TET007", "UAS004"))


def test_a_complete_plan_gives_the_semester_and_the_day_it_ends(empty_plan: Plan) -> None:
    found = outlook(full(empty_plan))
    assert (found.reach, found.term, found.day) == (Reach.DIPLOMA, term("2028-S2"), date(2029, 6, 30))
    assert found.assumed is None


def test_a_unit_where_it_cannot_be_taken_keeps_the_end_from_being_told(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    placed = tuple(
        replace(each, term=term("2027-S2")) if each.unit == "TET010" else each for each in plan.scenario.placements
    )
    plan = plan.with_scenario(replace(plan.scenario, placements=placed))
    assert outlook(plan).reach is Reach.UNTIL
    assert reason(plan) == EndReason(cause=EndCause.CANNOT_STAND, units=("TET010",))


def test_a_unit_of_a_term_that_has_ended_is_not_blamed_it_is_still_to_say_what_became_of_it(empty_plan: Plan) -> None:
    plan, later = full(empty_plan), date(2027, 7, 1)
    first = outlook(plan, later)
    assert first.reason == EndReason(cause=EndCause.UNANSWERED, units=("AST005", "PST003"))
    placed = tuple(
        replace(each, term=term("2027-S2")) if each.unit == "TET010" else each for each in plan.scenario.placements
    )
    wrong = plan.with_scenario(replace(plan.scenario, placements=placed))
    assert outlook(wrong, later).reason == EndReason(cause=EndCause.CANNOT_STAND, units=("TET010",))


def test_a_row_that_the_award_misses_keeps_the_end_from_being_told(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    conditions = replace(plan.programme.conditions, units=(*plan.programme.conditions.units, "XYZ001"))
    plan = replace(plan, programme=replace(plan.programme, conditions=conditions))
    assert reason(plan) == EndReason(cause=EndCause.UNIT_MISSING, units=("XYZ001",))


def test_when_everything_is_obtained_there_is_no_day_to_wait_for(empty_plan: Plan) -> None:
    plan = worked(empty_plan, *DONE)
    for unit in plan.programme.units:
        if unit.is_attended:
            plan = credited(plan, unit.code)
    assert outlook(plan) == Outlook(reach=Reach.OBTAINED, term=None)


# The experience


def test_the_diploma_is_not_before_the_experience_is_complete(empty_plan: Plan) -> None:
    units = put_all(put_all(empty_plan, COMPLETE), WAIVED, WAIVER)
    plan = worked(units, "2028-04-01", None)
    found = outlook(plan)
    assert (found.day, found.term, found.assumed) == (date(2029, 9, 30), term("2029-S1"), None)
    assert found.reason == EndReason(cause=EndCause.EXPERIENCE, day=date(2029, 9, 30))


def test_months_that_no_period_leads_to_are_taken_to_be_done_from_today_on(empty_plan: Plan) -> None:
    """The issue's example: 0 months on 25/11/2026 are not 18 before S2 2027/2028."""
    today = date(2026, 11, 25)
    plan = empty_plan
    for unit in plan.programme.units:
        if unit.is_attended:
            plan = credited(plan, unit.code)
    found = outlook(plan, today)
    assert (found.day, found.term) == (date(2028, 5, 25), term("2027-S2"))
    assert found.assumed == Assumption(complete_on=date(2028, 5, 25), months=18, placement_months=0)
    nine = outlook(worked(plan, "2025-01-01", "2025-09-30"), today)
    assert nine.assumed == Assumption(complete_on=date(2027, 8, 25), months=9, placement_months=0)
    planned = outlook(worked(plan, "2026-06-01", "2027-05-31"), today)
    assert planned.assumed == Assumption(complete_on=date(2027, 11, 30), months=6, placement_months=0)


def test_a_placement_that_is_due_is_taken_to_be_done_too(empty_plan: Plan) -> None:
    plan = worked(full(replace(empty_plan)), *DONE)
    plan = replace(plan, profile=replace(plan.profile, experience=()))
    plan = worked(plan, *DONE, ExperienceKind.OUTSIDE_FIELD)
    found = outlook(plan)
    assert found.assumed is not None
    assert found.assumed.months == found.assumed.placement_months == plan.programme.conditions.placement_months


@pytest.mark.parametrize(
    ("day", "semester"),
    [("2028-02-28", "2027-S1"), ("2028-03-01", "2027-S2"), ("2028-06-30", "2027-S2"), ("2028-07-01", "2028-S1")],
)
def test_a_day_belongs_to_the_first_semester_that_ends_no_earlier(day: str, semester: str) -> None:
    assert semester_on(date.fromisoformat(day)) == term(semester)


# The reason


def test_a_unit_that_opens_only_in_s1_is_the_reason(empty_plan: Plan) -> None:
    found = reason(only_last(empty_plan, "TET010", "2027-S1"))
    assert found == EndReason(cause=EndCause.OPENING, units=("TET010",), opening=Opening.SEMESTER_1)


@pytest.mark.parametrize(
    ("code", "where", "opening"),
    [("PST003", "2026-S2", Opening.SEMESTER_2), ("AST002", "2027-A", Opening.ANNUAL), ("UA211G", "2026-S2", None)],
)
def test_so_is_one_that_opens_only_in_s2_or_over_the_year(
    empty_plan: Plan, code: str, where: str, opening: Opening | None
) -> None:
    found = reason(only_last(empty_plan, code, where))
    assert found == EndReason(cause=EndCause.OPENING, units=(code,), opening=opening)


def test_a_unit_that_could_be_taken_earlier_is_said_to(empty_plan: Plan) -> None:
    found = reason(only_last(empty_plan, "TET010", "2029-S1"))
    assert (found.cause, found.term) == (EndCause.CHOICE, term("2028-S1"))


def test_of_several_units_that_end_last_each_alone_could_be_taken_earlier(empty_plan: Plan) -> None:
    """Of one of five it was said that it could be taken earlier; the five together could not."""
    plan = roomy(empty_plan, UA211G="2028-S2", AST002="2028-A", TET003="2028-A", TET010="2027-S1")
    found = reason(plan)
    assert (found.cause, set(found.units), found.term) == (EndCause.CHOICE, {"AST002", "TET003"}, None)


def test_the_day_holds_if_the_centre_confirms_it_where_a_rule_cannot_be_checked(empty_plan: Plan) -> None:
    due = Block(members=tuple(unit.code for unit in empty_plan.programme.units))
    unread = Block(label="La troisième année d'un cursus", take=None)
    plan = roomy(empty_plan, UA211G="2028-S2", AST002="2027-A", TET010="2027-S1")

    def with_award(*members: Block) -> Outlook:
        return outlook(replace(plan, programme=replace(plan.programme, award=Block(members=members))))

    assert (with_award(due).reach, with_award(due).to_check) == (Reach.DIPLOMA, False)
    assert (with_award(due, unread).reach, with_award(due, unread).to_check) == (Reach.DIPLOMA, True)


def test_a_limit_of_load_is_the_reason_where_the_earlier_opening_is_full(empty_plan: Plan) -> None:
    plan = roomy(empty_plan, UA211G="2027-S2", AST002="2027-A", TET010="2028-S1")
    assert reason(plan).cause is EndCause.CHOICE
    found = reason(with_limits(plan, 24))
    assert (found.cause, found.units, found.term) == (EndCause.LIMIT, ("TET010",), term("2027-S1"))
    assert found.opening is Opening.SEMESTER_1


def test_a_semester_off_is_the_reason_where_the_unit_opens_only_then(empty_plan: Plan) -> None:
    plan = only_last(empty_plan, "TET010", "2028-S1")
    plan = plan.with_scenario(replace(plan.scenario, leaves=(term("2027-S1"),)))
    found = reason(plan)
    assert (found.cause, found.term) == (EndCause.LEAVE, term("2027-S1"))


def test_the_report_waits_for_the_last_unit_it_rests_on(empty_plan: Plan) -> None:
    plan = roomy(empty_plan, UA211G="2028-S1", AST002="2027-A", TET010="2027-S1")
    assert reason(plan) == EndReason(cause=EndCause.CHOICE, units=("UA211G",), term=term("2027-S2"))
    plan = with_unit(plan, "UA211G", openings={2025: Opening.SEMESTER_1})
    assert reason(plan) == EndReason(cause=EndCause.REPORT_UNIT, units=("UA211G",), other="TET003")


def test_what_holds_the_units_it_rests_on_is_told_in_place_of_the_report(empty_plan: Plan) -> None:
    assert reason(roomy(empty_plan, UA211G="2028-S2", AST002="2028-A", TET010="2027-S1")).units == ("AST002",)


def test_the_recommended_order_is_the_reason_where_the_unit_before_takes_the_earlier_term(empty_plan: Plan) -> None:
    plan = roomy(empty_plan, UA211G="2027-S2", AST002="2027-A", TET010="2027-S1", AST004="2027-S1", AST005="2027-S2")
    order = RecommendedOrder(before="AST004", after="TRS002", reason={})
    plan = replace(plan, programme=replace(plan.programme, recommended_order=(order,)))
    plan = put_all(plan, {"TRS002": "2028-S2", "AST004": "2028-S1"})
    assert reason(plan) == EndReason(
        cause=EndCause.ORDER, units=("TRS002",), other="AST004", opening=Opening.SEMESTER_2
    )


def test_the_report_waits_for_the_experience(empty_plan: Plan) -> None:
    plan = only_last(empty_plan, "UA211G", "2027-S2")
    plan = worked(replace(plan, profile=replace(plan.profile, experience=())), "2026-10-01", None)
    assert reason(plan) == EndReason(cause=EndCause.REPORT_EXPERIENCE, units=("UA211G",), day=date(2028, 3, 31))


def test_an_enrolment_is_a_fact_that_holds_the_end(empty_plan: Plan) -> None:
    plan = marked(roomy(empty_plan), "UA211G", UnitState.ENROLLED, "2028-S2")
    found = reason(plan)
    assert (found.cause, found.units) == (EndCause.UNDER_WAY, ("UA211G",))


def test_a_waiver_is_the_reason_when_nothing_else_stands_last(empty_plan: Plan) -> None:
    plan = roomy(empty_plan, UA211G="2027-S2", AST002="2027-A", TET010="2027-S1")
    waiver = replace(WAIVER, proposed=True)
    placed = tuple(
        replace(each, term=term("2028-S2"), waiver=waiver) if each.unit == "UAS004" else each
        for each in plan.scenario.placements
    )
    found = reason(plan.with_scenario(replace(plan.scenario, placements=placed)))
    assert found == EndReason(cause=EndCause.WAIVER, units=("UAS004",), waiver=waiver)


# Whatever the plan


@given(data=st.data())
def test_a_day_is_given_only_once_everything_due_has_a_place_and_never_before_it(
    crn01: Programme, data: st.DataObject
) -> None:
    plan = data.draw(plans(crn01))
    evaluation = evaluate_plan(plan, TODAY)
    found = outlook_of(plan, evaluation)
    if found.day is not None:
        assert found.reach is Reach.DIPLOMA
        assert not still_to_place(plan.programme, evaluation)
        assert found.day >= TODAY
        assert evaluation.end_term is None or found.day >= evaluation.end_term.ends
        complete = evaluation.experience.complete_on
        met = next(each for each in evaluation.conditions if each.code == "experience").met
        assert met or complete is None or found.day >= complete
    if found.reach in (Reach.UNTIL, Reach.NOTHING):
        assert found.reason is not None
