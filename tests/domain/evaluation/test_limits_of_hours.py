"""A semester has one limit of hours: the smaller of the scenario's and of what the learner's week comes to."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.loads import Limits, is_limited_by_week, limits_of
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.preview import verdicts

from ..helpers import TODAY, found, only, put, term, with_limits


def at_pace(plan: Plan, weekly: float | None, weeks: int | None = None) -> Plan:
    return edits.set_profile(plan, replace(plan.profile, weekly_hours=weekly, weeks_per_semester=weeks))


@pytest.mark.parametrize(
    ("max_hours", "weekly", "weeks", "limit", "by_week"),
    [
        (None, None, None, None, False),
        (None, None, 15, None, False),
        (100, None, None, 100, False),
        (None, 6, None, 90, True),
        (None, 6, 10, 60, True),
        (100, 6, None, 90, True),
        (80, 6, None, 80, False),
        (90, 6, None, 90, False),
    ],
)
def test_the_smaller_limit_of_hours_holds(
    empty_plan: Plan,
    max_hours: float | None,
    weekly: float | None,
    weeks: int | None,
    limit: float | None,
    by_week: bool,
) -> None:
    plan = at_pace(with_limits(empty_plan, 24, max_hours), weekly, weeks)
    assert limits_of(plan.scenario, plan.profile) == Limits(24, limit)
    assert is_limited_by_week(plan.scenario, plan.profile) is by_week


def test_too_many_hours_are_warned_about_once_by_the_limit_that_holds(empty_plan: Plan) -> None:
    plan = put(empty_plan, "FPG003", "2027-S1")  # 51 h
    for limits, code, args in (
        ((50, 3), "weekly-load", {"hours": 51 / 15, "max_hours": 3, "weeks": 15}),
        ((40, 3), "overload", {"ects": 6, "hours": 51, "max_ects": 0, "max_hours": 40}),
    ):
        max_hours, weekly = limits
        both = at_pace(with_limits(plan, None, max_hours), weekly)
        codes = {item.code for item in evaluate_plan(both, TODAY).diagnostics}
        assert codes & {"weekly-load", "overload"} == {code}
        assert only(both, code).args == args


def test_credits_beyond_a_limit_say_nothing_of_hours_that_the_week_limits(empty_plan: Plan) -> None:
    plan = at_pace(with_limits(put(empty_plan, "FPG003", "2027-S1"), 5, 50), 3)
    assert only(plan, "overload").args == {"ects": 6, "hours": 51, "max_ects": 5, "max_hours": 0}
    assert only(plan, "weekly-load").args["max_hours"] == 3


def test_a_semester_with_more_hours_than_the_week_has_is_overloaded(empty_plan: Plan) -> None:
    plan = put(empty_plan, "FPG003", "2027-S1")
    for weekly, over in ((3.4, False), (3.39, True), (None, False)):
        load = evaluate_plan(at_pace(plan, weekly), TODAY).load(term("2027-S1"))
        assert load is not None
        assert load.overloaded is over
    assert not found(plan, "weekly-load")


def test_a_move_foresees_that_the_hours_of_the_week_are_passed(empty_plan: Plan) -> None:
    plan = at_pace(put(empty_plan, "FPG003", "2027-S1"), 5)
    wanted = term("2027-S1")
    (change,) = verdicts(plan, evaluate_plan(plan, TODAY), ["CCE001"], [wanted], TODAY)[wanted].changes
    assert (change.load_before.hours, change.load_after.hours, change.limits.hours) == (51, 87, 75)
    assert (change.over_in_ects, change.over_in_hours, change.over) == (False, True, True)
