"""Months of experience, counted by dates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.experience import (
    Assumption,
    ExperienceStatus,
    assumed_experience,
    experience_status,
    period_of,
)
from csp_planner.domain.limits import MAX_MONTHS
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod
from csp_planner.domain.programme import Conditions, Programme
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, period

IN, OUT, PLACEMENT = ExperienceKind.IN_FIELD, ExperienceKind.OUTSIDE_FIELD, ExperienceKind.PLACEMENT


def status(crn01: Programme, *periods: ExperiencePeriod, today: date = TODAY) -> ExperienceStatus:
    return experience_status(periods, crn01.conditions, today)


def test_without_any_period_nothing_is_done_and_no_placement_is_due(crn01: Programme) -> None:
    found = status(crn01)
    assert (found.months, found.reached_on, found.complete_on) == (0, None, None)
    assert (found.placement_due, found.started, found.ongoing) == (False, False, False)


def test_four_years_are_48_months(crn01: Programme) -> None:
    assert status(crn01, period("2021-01-01", "2024-12-31")).months == 48


def test_overlapping_periods_are_not_counted_twice(crn01: Programme) -> None:
    one = status(crn01, period("2024-01-01", "2024-12-31"))
    two = status(crn01, period("2024-01-01", "2024-09-30"), period("2024-06-01", "2024-12-31"))
    inside = status(crn01, period("2024-01-01", "2024-12-31"), period("2024-03-01", "2024-04-01", OUT))
    assert one.months == two.months == inside.months


def test_day_shared_by_two_periods_counts_once(crn01: Programme) -> None:
    apart = status(crn01, period("2024-01-01", "2024-06-30"), period("2024-07-01", "2024-12-31"))
    touching = status(crn01, period("2024-01-01", "2024-06-30"), period("2024-06-30", "2024-12-31"))
    assert apart.months == touching.months == status(crn01, period("2024-01-01", "2024-12-31")).months


def test_gap_between_periods_is_not_counted(crn01: Programme) -> None:
    found = status(crn01, period("2023-01-01", "2023-12-31"), period("2025-01-01", None))
    assert found.reached_on == date(2025, 6, 30)


def test_open_period_counts_until_today_and_foresees_the_day_it_suffices(crn01: Programme) -> None:
    found = status(crn01, period("2026-01-01", None))
    assert found.months == pytest.approx(10 + 23 / 30)
    assert found.reached_on == found.complete_on == date(2027, 6, 30)
    assert found.started
    assert found.ongoing


@pytest.mark.parametrize(
    ("start", "reached"),
    [
        ("2026-01-01", "2027-06-30"),
        ("2026-11-24", "2028-05-23"),
        ("2026-02-28", "2027-08-27"),
        ("2024-02-29", "2025-08-28"),
        ("2026-08-31", "2028-02-29"),  # the last day of a month that has no 31st
        ("2025-08-31", "2027-02-28"),
        ("2025-08-30", "2027-02-28"),
        ("2025-08-29", "2027-02-28"),
        ("2025-08-28", "2027-02-27"),
    ],
)
def test_18_months_are_those_of_the_calendar(crn01: Programme, start: str, reached: str) -> None:
    assert status(crn01, period(start, None)).reached_on == date.fromisoformat(reached)
    assert status(crn01, period(start, reached)).reached_on == date.fromisoformat(reached)
    day_before = date.fromisoformat(reached) - timedelta(days=1)
    assert status(crn01, period(start, day_before.isoformat())).reached_on is None
    assert months_at([period(start, None)], date.fromisoformat(reached)) == 18
    assert 17.9 < months_at([period(start, None)], day_before) < 18


def test_whole_months_of_several_periods_add_up_and_days_left_over_in_proportion(crn01: Programme) -> None:
    two = (period("2025-01-01", "2025-10-10"), period("2026-03-01", "2026-10-21"))  # 9 + 10/31, 7 + 21/31
    assert status(crn01, *two).months == 17
    reached = status(crn01, *two, period("2027-02-15", None)).reached_on
    assert reached == date(2027, 3, 14)


def test_days_left_over_that_make_up_a_month_make_up_all_of_it(crn01: Programme) -> None:
    parts = [period(f"2025-{month:02}-01", f"2025-{month:02}-10") for month in (4, 6, 9)]
    assert status(crn01, *parts).months == 1


def test_periods_that_follow_each_other_are_one(crn01: Programme) -> None:
    apart = period("2026-01-15", "2026-02-20"), period("2026-02-21", "2026-03-14")
    assert status(crn01, *apart).months == status(crn01, period("2026-01-15", "2026-03-14")).months == 2


def test_period_that_has_not_begun_counts_nothing_yet(crn01: Programme) -> None:
    found = status(crn01, period("2027-01-01", None))
    assert found.months == 0
    assert not found.started
    assert found.reached_on == date(2028, 6, 30)


def test_period_that_is_over_is_not_ongoing(crn01: Programme) -> None:
    found = status(crn01, period("2020-01-01", "2021-01-01"))
    assert found.started
    assert not found.ongoing


def test_period_counts_from_its_first_day_to_its_last(crn01: Programme) -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    worked = period("2026-11-01", "2026-11-30")
    begun = {day: status(crn01, worked, today=day) for day in (first - timedelta(1), first, last, last + timedelta(1))}
    assert [found.started for found in begun.values()] == [False, True, True, True]
    assert [found.ongoing for found in begun.values()] == [False, True, True, False]
    assert [round(30 * found.months) for found in begun.values()] == [0, 1, 30, 30]


def test_placement_starts_no_experience(crn01: Programme) -> None:
    found = status(crn01, period("2026-01-01", None, PLACEMENT))
    assert (found.started, found.ongoing, found.placement_due) == (False, False, False)


def test_experience_outside_the_field_is_complete_on_the_later_of_the_two_days(crn01: Programme) -> None:
    early = period("2019-01-01", "2019-04-30", PLACEMENT)
    assert status(crn01, early, period("2026-01-01", None, OUT)).complete_on == date(2027, 6, 30)
    late = period("2026-02-01", "2026-05-31", PLACEMENT)
    assert status(crn01, late, period("2020-01-01", "2023-01-01", OUT)).complete_on == date(2026, 4, 30)


def test_the_sooner_of_the_two_ways_counts(crn01: Programme) -> None:
    periods = period("2020-01-01", "2021-12-31"), period("2018-01-01", "2019-12-31", OUT)
    sooner = status(crn01, *periods, period("2019-10-01", "2019-12-31", PLACEMENT))
    assert sooner.complete_on == date(2019, 12, 31)
    assert status(crn01, *periods).complete_on == date(2021, 6, 30)


def test_exactly_as_many_months_as_asked_do(crn01: Programme) -> None:
    assert status(crn01, period("2020-01-01", "2021-06-30")).reached_on == date(2021, 6, 30)
    three = status(crn01, period("2020-01-01", "2023-01-01", OUT), period("2024-01-01", "2024-03-31", PLACEMENT))
    assert three.placement_reached_on == date(2024, 3, 31)


def test_experience_in_the_field_needs_no_placement(crn01: Programme) -> None:
    assert not status(crn01, period("2020-01-01", "2023-01-01")).placement_due


def test_experience_outside_the_field_needs_a_placement(crn01: Programme) -> None:
    found = status(crn01, period("2020-01-01", "2023-01-01", OUT))
    assert found.placement_due
    assert found.reached_on is not None
    assert found.complete_on is None


def test_placement_of_3_months_completes_experience_outside_the_field(crn01: Programme) -> None:
    outside = period("2020-01-01", "2023-01-01", OUT)
    found = status(crn01, outside, period("2026-02-01", "2026-05-31", PLACEMENT))
    assert found.placement_reached_on == found.complete_on == date(2026, 4, 30)
    short = status(crn01, outside, period("2026-02-01", "2026-03-31", PLACEMENT))
    assert short.placement_reached_on is None
    assert short.complete_on is None


def test_enough_months_in_the_field_dispense_of_the_placement_despite_others_outside(crn01: Programme) -> None:
    found = status(crn01, period("2018-01-01", "2019-01-01", OUT), period("2020-01-01", "2022-01-01"))
    assert not found.placement_due
    assert found.complete_on is not None


def test_months_in_and_outside_the_field_add_up_but_call_for_the_placement(crn01: Programme) -> None:
    found = status(crn01, period("2020-01-01", "2020-12-31"), period("2021-01-01", "2021-12-31", OUT))
    assert found.reached_on is not None
    assert found.placement_due


def test_placement_is_not_counted_as_experience(crn01: Programme) -> None:
    found = status(crn01, period("2020-01-01", "2023-01-01", PLACEMENT))
    assert (found.months, found.reached_on) == (0, None)
    assert found.placement_months == pytest.approx(36, abs=0.1)


def test_a_diploma_that_asks_for_no_months_has_no_condition_about_them(crn01: Programme, empty_plan: Plan) -> None:
    """A file of version 1 writes 0 months; its row, of which nothing is asked, waits for nothing."""
    conditions = replace(crn01.conditions, experience_months=0)
    assert experience_status((), conditions, TODAY) is None
    assert assumed_experience((), conditions, TODAY) is None
    plan = replace(empty_plan, programme=replace(crn01, conditions=conditions))
    found = evaluate_plan(plan, TODAY)
    assert [condition.code for condition in found.conditions] == ["units", "report"]
    assert found.standings["UAS003"].state is UnitState.VALIDATED
    assert not [each for each in found.diagnostics if each.unit == "UAS003"]


def test_period_without_end_from_the_last_day_of_a_file_reaches_the_most_months_one_may_ask(crn01: Programme) -> None:
    most = replace(crn01, conditions=replace(crn01.conditions, experience_months=MAX_MONTHS))
    assert status(most, period("2200-12-31", None)).reached_on == date(2250, 12, 30)


def test_months_outside_the_field_wait_for_enough_in_it_or_for_the_placement(crn01: Programme) -> None:
    outside, in_field = period("2020-01-01", "2023-01-01", OUT), period("2026-01-01", None)
    waiting = status(crn01, outside, in_field)
    assert not waiting.placement_due
    assert waiting.reached_on is not None
    assert waiting.reached_on < TODAY
    assert waiting.complete_on == date(2027, 6, 30)
    placed = status(crn01, outside, in_field, period("2026-02-01", "2026-05-31", PLACEMENT))
    assert placed.complete_on == date(2026, 4, 30)


def test_months_are_known_at_any_day_and_go_on_in_a_period_without_end() -> None:
    periods = (period("2024-01-01", "2024-12-31"), period("2024-07-01", "2025-06-30", OUT), period("2026-01-01", None))
    assert months_at(periods, date(2023, 12, 31)) == 0
    assert months_at(periods, date(2025, 6, 30)) == months_at(periods, date(2025, 12, 31)) == 18
    assert months_at(periods, date(2026, 12, 31)) == 30
    assert months_at((*periods, period("2023-01-01", "2023-12-31", PLACEMENT)), TODAY) == months_at(periods, TODAY)


def months_at(periods: Sequence[ExperiencePeriod], day: date) -> float:
    return experience_status(periods, CONDITIONS, day).months


CONDITIONS = Conditions(units=(), experience_unit="EXP", experience_months=18, placement_months=3, report_unit="REP")


spans = st.lists(
    st.builds(
        lambda start, days, kind: ExperiencePeriod(
            start=start, end=None if days is None else start + timedelta(days=days), kind=kind
        ),
        st.dates(date(2019, 1, 1), date(2029, 12, 31)),
        st.none() | st.integers(0, 900),
        st.sampled_from((IN, OUT)),
    ),
    max_size=4,
)
some_day = st.dates(date(2019, 1, 1), date(2032, 12, 31))


@given(spans, some_day)
def test_months_never_become_fewer_from_one_day_to_the_next(periods: list[ExperiencePeriod], day: date) -> None:
    before, after = months_at(periods, day), months_at(periods, day + timedelta(days=1))
    assert 0 <= after - before <= 1 / 28 + 1e-9
    worked = any(one.start <= day + timedelta(days=1) and (one.end is None or one.end > day) for one in periods)
    assert (after > before) == worked


@given(spans)
def test_day_reached_is_the_first_with_as_many_months_as_asked(periods: list[ExperiencePeriod]) -> None:
    reached = experience_status(periods, CONDITIONS, TODAY).reached_on
    if reached is None:
        assert months_at(periods, date(2100, 1, 1)) < 18
    else:
        assert months_at(periods, reached) >= 18 > months_at(periods, reached - timedelta(days=1))


@given(spans, some_day)
def test_periods_count_the_same_in_any_order_and_twice(periods: list[ExperiencePeriod], day: date) -> None:
    assert months_at(periods, day) == months_at([*reversed(periods), *periods], day)


@given(some_day, st.integers(1, 40))
def test_uninterrupted_months_end_the_day_before_the_same_day_of_the_month(start: date, months: int) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if start.day <= 28:
        assert (
            months_at([period(start.isoformat(), None)], date(year, month + 1, start.day) - timedelta(days=1)) == months
        )


# Months entered without dates


@given(st.integers(1, MAX_MONTHS), st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.booleans())
def test_months_entered_become_the_latest_period_that_has_as_many(
    crn01: Programme, months: int, today: date, goes_on: bool
) -> None:
    found = period_of(months, today, goes_on=goes_on)
    assert months <= status(crn01, found, today=today).months < months + 0.2
    later = replace(found, start=found.start + timedelta(days=1))
    assert status(crn01, later, today=today).months < months


def test_9_months_lead_to_the_18_asked_for_only_where_they_go_on(crn01: Programme) -> None:
    today = date(2026, 11, 25)
    done, going_on = (period_of(9, today, goes_on=goes_on) for goes_on in (False, True))
    assert (done.start, done.end, done.kind) == (date(2026, 2, 26), today, IN)
    assert status(crn01, done, today=today).complete_on is None
    assert status(crn01, going_on, today=today).complete_on == date(2027, 8, 25)


def supposed(crn01: Programme, *periods: ExperiencePeriod, today: date = date(2026, 11, 25)) -> Assumption | None:
    return assumed_experience(periods, crn01.conditions, today)


def test_what_is_missing_is_supposed_to_be_done_after_today(crn01: Programme) -> None:
    none = Assumption(complete_on=date(2028, 5, 25), months=18, placement_months=0)
    assert supposed(crn01) == none
    half = supposed(crn01, period("2025-01-01", "2025-09-30"))
    assert half == Assumption(complete_on=date(2027, 8, 25), months=9, placement_months=0)
    ahead = supposed(crn01, period("2026-06-01", "2027-05-31"))
    assert ahead == Assumption(complete_on=date(2027, 11, 30), months=6, placement_months=0)


def test_nothing_is_supposed_where_the_recorded_periods_lead_there(crn01: Programme) -> None:
    assert supposed(crn01, period("2026-06-01", None)) is None
    assert supposed(crn01, period("2020-01-01", "2021-12-31")) is None


def test_a_placement_is_supposed_where_one_is_due(crn01: Programme) -> None:
    due = supposed(crn01, period("2020-01-01", "2021-12-31", OUT))
    assert due == Assumption(complete_on=date(2027, 2, 25), months=3, placement_months=3)
    begun = supposed(crn01, period("2020-01-01", "2021-12-31", OUT), period("2026-01-01", "2026-02-28", PLACEMENT))
    assert begun == Assumption(complete_on=date(2026, 12, 25), months=1, placement_months=1)
    both = supposed(crn01, period("2025-01-01", "2025-09-30", OUT))
    assert both == Assumption(complete_on=date(2027, 11, 25), months=12, placement_months=3)
    # Where little is missing in the field, that is done sooner than a placement.
    field = supposed(crn01, period("2024-01-01", "2025-05-31"), period("2020-01-01", "2020-01-31", OUT))
    assert field == Assumption(complete_on=date(2026, 12, 25), months=1, placement_months=0)
