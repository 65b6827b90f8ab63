"""Months of experience, counted by dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from csp_planner.domain.experience import ExperienceStatus, experience_status, months_at
from csp_planner.domain.plan import ExperienceKind, ExperiencePeriod
from csp_planner.domain.programme import Conditions, Programme

from .helpers import TODAY, period

IN, OUT, PLACEMENT = ExperienceKind.IN_FIELD, ExperienceKind.OUTSIDE_FIELD, ExperienceKind.PLACEMENT
DAYS_OF_18_MONTHS = 548


def status(crn01: Programme, *periods: ExperiencePeriod, today: date = TODAY) -> ExperienceStatus:
    return experience_status(periods, crn01.conditions, today)


def test_without_any_period_nothing_is_done_and_no_placement_is_due(crn01: Programme) -> None:
    found = status(crn01)
    assert (found.months, found.reached_on, found.complete_on) == (0, None, None)
    assert (found.placement_due, found.started, found.ongoing) == (False, False, False)


def test_four_years_are_48_months(crn01: Programme) -> None:
    assert status(crn01, period("2021-01-01", "2024-12-31")).months == pytest.approx(48)


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
    assert found.reached_on == date(2025, 1, 1) + timedelta(days=DAYS_OF_18_MONTHS - 365 - 1)


def test_open_period_counts_until_today_and_foresees_the_day_it_suffices(crn01: Programme) -> None:
    found = status(crn01, period("2026-01-01", None))
    assert found.months == pytest.approx((TODAY - date(2026, 1, 1)).days / (365.25 / 12), abs=0.05)
    assert found.reached_on == found.complete_on == date(2027, 7, 2)
    assert found.started
    assert found.ongoing


def test_18_months_are_reached_on_the_last_of_548_days(crn01: Programme) -> None:
    exactly = period("2024-01-01", "2025-07-01")
    assert exactly.end is not None
    assert (exactly.end - exactly.start).days + 1 == DAYS_OF_18_MONTHS
    assert status(crn01, exactly).reached_on == date(2025, 7, 1)
    assert status(crn01, period("2024-01-01", "2025-06-30")).reached_on is None


def test_period_that_has_not_begun_counts_nothing_yet(crn01: Programme) -> None:
    found = status(crn01, period("2027-01-01", None))
    assert found.months == 0
    assert not found.started
    assert found.reached_on == date(2028, 7, 1)


def test_period_that_is_over_is_not_ongoing(crn01: Programme) -> None:
    found = status(crn01, period("2020-01-01", "2021-01-01"))
    assert found.started
    assert not found.ongoing


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
    assert found.placement_reached_on == found.complete_on == date(2026, 5, 2)
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


def test_diploma_that_asks_for_no_experience_has_it_from_the_start(crn01: Programme) -> None:
    conditions = replace(crn01.conditions, experience_months=0, placement_months=0)
    assert experience_status((), conditions, TODAY).complete_on is not None


def test_period_without_end_near_the_end_of_the_calendar_is_judged(crn01: Programme) -> None:
    assert status(crn01, period("9999-12-01", None)).reached_on is None


def test_months_outside_the_field_wait_for_enough_in_it_or_for_the_placement(crn01: Programme) -> None:
    outside, in_field = period("2020-01-01", "2023-01-01", OUT), period("2026-01-01", None)
    waiting = status(crn01, outside, in_field)
    assert not waiting.placement_due
    assert waiting.reached_on is not None
    assert waiting.reached_on < TODAY
    assert waiting.complete_on == date(2027, 7, 2)
    placed = status(crn01, outside, in_field, period("2026-02-01", "2026-05-31", PLACEMENT))
    assert placed.complete_on == date(2026, 5, 2)


def test_months_are_known_at_any_day_and_go_on_in_a_period_without_end() -> None:
    periods = (period("2024-01-01", "2024-12-31"), period("2024-07-01", "2025-06-30", OUT), period("2026-01-01", None))
    assert months_at(periods, date(2023, 12, 31)) == 0
    assert months_at(periods, date(2025, 6, 30)) == months_at(periods, date(2025, 12, 31)) == pytest.approx(18, abs=0.1)
    assert months_at(periods, date(2026, 12, 31)) == pytest.approx(30, abs=0.1)
    assert months_at((*periods, period("2023-01-01", "2023-12-31", PLACEMENT)), TODAY) == months_at(periods, TODAY)
    assert months_at(periods, TODAY) == experience_status(periods, CONDITIONS, TODAY).months


CONDITIONS = Conditions(units=(), experience_unit="EXP", experience_months=18, placement_months=3, report_unit="REP")
