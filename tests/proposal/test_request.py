"""What is asked when nothing is chosen: it follows from the plan and from the learner."""

from dataclasses import replace

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.proposal.answer import Clash, Proposal
from csp_planner.proposal.request import DemandKind, carried_over, request_for

from ..solver.helpers import TODAY, answered, applied, judged, proposed, term


def with_time(plan: Plan, weekly: float | None, weeks: int | None, max_hours: float | None = None) -> Plan:
    profile = replace(plan.profile, weekly_hours=weekly, weeks_per_semester=weeks)
    plan = replace(plan, profile=profile)
    return plan.with_scenario(replace(plan.scenario, max_hours=max_hours))


@pytest.mark.parametrize(
    ("weekly", "weeks", "max_hours", "asked"),
    [
        (6, 15, None, 90),
        (6, 15, 120, 90),
        (6, 15, 60, 60),
        (6, None, None, 90),
        (6, None, 60, 60),
        (None, 15, None, None),
        (None, 15, 60, 60),
    ],
)
def test_the_hours_the_learner_has_are_the_limit(
    empty_plan: Plan, weekly: float | None, weeks: int | None, max_hours: float | None, asked: float | None
) -> None:
    assert request_for(with_time(empty_plan, weekly, weeks, max_hours), TODAY).max_hours == asked


def test_what_is_proposed_raises_no_warning_about_the_hours_of_a_week(empty_plan: Plan) -> None:
    plan = with_time(empty_plan, 6, 15)
    evaluation = judged(plan, proposed(plan))
    assert {item.code for item in evaluation.diagnostics}.isdisjoint({"weekly-load", "overload"})
    assert max(load.weekly_hours or 0 for load in evaluation.terms) <= 6


def test_the_hours_of_a_week_are_eased_like_any_limit(empty_plan: Plan) -> None:
    request = request_for(with_time(empty_plan, 6, 15), TODAY, end=term("2028-S1"), report_last=False)
    found = answered(request)
    assert isinstance(found, Clash)
    (eased,) = [
        item for item in found.relaxations if [demand.kind for demand in item.demands] == [DemandKind.MAX_HOURS]
    ]
    assert eased.limit is not None
    assert eased.limit > 90
    assert isinstance(answered(eased.request), Proposal)


def test_hours_that_follow_from_the_week_are_not_written_into_the_scenario(empty_plan: Plan) -> None:
    """They stay with the learner: who finds more time later is not held to a number nobody entered."""
    plan = with_time(empty_plan, 6, 15)
    assert applied(plan, proposed(plan)).scenario.max_hours is None
    assert applied(plan, proposed(plan, max_hours=75)).scenario.max_hours == 75
    assert applied(plan, proposed(plan, max_hours=None)).scenario.max_hours is None
    limited = with_time(empty_plan, 6, 15, 200)
    assert applied(limited, proposed(limited)).scenario.max_hours == 200


def test_what_was_chosen_is_carried_over_and_what_only_followed_follows(empty_plan: Plan) -> None:
    before = request_for(with_time(empty_plan, 6, 15), TODAY)
    now = request_for(with_time(empty_plan.with_scenario(replace(empty_plan.scenario, max_ects=18)), 8, 15), TODAY)
    assert carried_over(before, before, now) == now
    asked = replace(before, max_hours=100, end=term("2029-S2"), away=frozenset({term("2028-S1")}), keep=True)
    carried = carried_over(asked, before, now)
    assert carried == replace(now, max_hours=100, end=asked.end, away=asked.away, keep=True)
    assert carried.max_ects == 18


def test_hours_of_the_week_when_it_was_asked_are_not_written_down_where_the_week_changed_since(
    empty_plan: Plan,
) -> None:
    found = proposed(with_time(empty_plan, 6, 15))
    assert applied(with_time(empty_plan, 8, 15), found).scenario.max_hours is None
