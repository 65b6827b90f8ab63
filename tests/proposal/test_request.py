"""What is asked when nothing is chosen follows from the plan and the learner; what is chosen stays with the plan."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.edits import set_wishes
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import LimitWish, Objective, Wishes
from csp_planner.proposal.answer import Clash, Proposal
from csp_planner.proposal.request import DemandKind, request_for, wishes_of
from csp_planner.storage.library import builtin_programme

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
    freely = {"allow_waivers": False, "report_last": False}
    request = request_for(with_time(empty_plan, 6, 15), TODAY, end=term("2028-S1"), **freely)
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


def test_hours_of_the_week_when_it_was_asked_are_not_written_down_where_the_week_changed_since(
    empty_plan: Plan,
) -> None:
    found = proposed(with_time(empty_plan, 6, 15))
    assert applied(with_time(empty_plan, 8, 15), found).scenario.max_hours is None


PLAN = Plan(
    programme=builtin_programme("CRN01"),
    profile=Profile(),
    scenarios=(Scenario(name="Scénario A", start=term("2026-S1")),),
)
SEMESTERS = [term(f"{year}-{part}") for year in (2026, 2027, 2028) for part in ("S1", "S2")]
some_semesters = st.frozensets(st.sampled_from(SEMESTERS), max_size=2)
some_codes = st.frozensets(st.sampled_from(("CCE001", "TET007", "TET010")), max_size=2)


@st.composite
def asked(draw: st.DrawFn) -> dict[str, Any]:
    """Fields of a request, any of which a person may choose."""
    return draw(
        st.fixed_dictionaries(
            {},
            optional={
                "objective": st.sampled_from(Objective),
                "keep": st.booleans(),
                "max_ects": st.sampled_from((None, 12, 24)),
                "max_hours": st.sampled_from((None, 90, 120)),
                "max_units": st.sampled_from((None, 1, 3)),
                "start": st.sampled_from((None, *SEMESTERS)),
                "end": st.sampled_from((None, *SEMESTERS)),
                "pinned": some_codes,
                "freed": some_codes,
                "away": some_semesters,
                "follow_order": st.booleans(),
                "report_last": st.booleans(),
                "within_accreditation": st.booleans(),
                "allow_waivers": st.booleans(),
                "waivable": some_codes,
            },
        )
    )


@given(chosen=asked(), leaves=some_semesters, weekly=st.sampled_from((None, 6)))
def test_what_is_wished_is_what_is_asked_next_time(
    chosen: dict[str, Any], leaves: frozenset[Term], weekly: float | None
) -> None:
    plan = with_time(PLAN, weekly, 15)
    plan = plan.with_scenario(replace(plan.scenario, leaves=tuple(sorted(leaves, key=Term.sort_key))))
    request = request_for(plan, TODAY, **chosen)
    wished = set_wishes(plan, wishes_of(request, plan))
    assert request_for(wished, TODAY) == replace(request, scenario=wished.scenario)


def test_what_follows_from_the_plan_is_no_wish(empty_plan: Plan) -> None:
    plan = with_time(empty_plan, 6, 15)
    plan = plan.with_scenario(replace(plan.scenario, max_ects=18, leaves=(term("2028-S1"),)))
    assert wishes_of(request_for(plan, TODAY), plan) == Wishes()


def test_what_follows_from_the_plan_goes_on_to_follow_beside_a_wish(empty_plan: Plan) -> None:
    before = with_time(empty_plan, 6, 15)
    wished = set_wishes(before, wishes_of(request_for(before, TODAY, max_hours=100, keep=True), before))
    now = with_time(wished.with_scenario(replace(wished.scenario, max_ects=18)), 8, 15)
    request = request_for(now, TODAY)
    assert (request.max_hours, request.keep, request.max_ects) == (100, True, 18)
    assert request_for(set_wishes(now, Wishes()), TODAY).max_hours == 120


def test_no_limit_is_a_wish_too(empty_plan: Plan) -> None:
    wished = set_wishes(empty_plan, Wishes(max_ects=LimitWish(None)))
    assert empty_plan.scenario.max_ects == 24
    assert request_for(wished, TODAY).max_ects is None


def test_a_semester_off_set_later_holds_beside_those_wished(empty_plan: Plan) -> None:
    wished = set_wishes(empty_plan, Wishes(away=(term("2028-S1"),), back=(term("2027-S2"),)))
    leaves = (term("2027-S1"), term("2027-S2"))
    request = request_for(wished.with_scenario(replace(wished.scenario, leaves=leaves)), TODAY)
    assert request.away == {term("2027-S1"), term("2028-S1")}


def test_what_is_asked_explicitly_wins_over_a_wish(empty_plan: Plan) -> None:
    wished = set_wishes(empty_plan, Wishes(objective=Objective.STEADY, max_ects=LimitWish(12)))
    request = request_for(wished, TODAY, max_ects=18)
    assert (request.objective, request.max_ects) == (Objective.STEADY, 18)


def test_the_default_is_what_an_advisor_asks(empty_plan: Plan) -> None:
    request = request_for(empty_plan, TODAY)
    assert request.report_last
    assert request.allow_waivers
    assert not request.follow_order
