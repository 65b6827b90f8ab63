"""Professional experience by dates: months reached, and when the required months are reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from csp_planner.domain.plan import ExperienceKind, ExperiencePeriod
from csp_planner.domain.programme import Conditions

DAYS_PER_MONTH = 365.25 / 12
"""Length taken for a month when days of several periods are added."""


@dataclass(frozen=True, slots=True)
class ExperienceStatus:
    """How far the experience is, at one date."""

    months: float
    """Months done, in or outside the field, overlaps counted once."""
    required_months: int
    reached_on: date | None
    """Day the required months are reached; later than today it supposes that open periods go on."""
    placement_due: bool
    """Whether a placement is asked for: no months in the field, done or foreseen, suffice by themselves."""
    placement_months: float
    placement_reached_on: date | None
    complete_on: date | None
    """Day from which nothing is missing; None while no recorded period leads there."""
    started: bool
    ongoing: bool


def experience_status(periods: Sequence[ExperiencePeriod], conditions: Conditions, today: date) -> ExperienceStatus:
    """Judge the recorded *periods* at *today*."""
    work = [period for period in periods if period.kind is not ExperienceKind.PLACEMENT]
    in_field = [period for period in work if period.kind is ExperienceKind.IN_FIELD]
    placements = [period for period in periods if period.kind is ExperienceKind.PLACEMENT]
    reached_on = _day_reached(work, conditions.experience_months)
    outside = len(in_field) < len(work)
    in_field_on = _day_reached(in_field, conditions.experience_months)
    placement_due = outside and in_field_on is None
    placement_on = _day_reached(placements, conditions.placement_months)
    # Two ways lead there: enough months in the field, or months of any kind and the placement.
    with_placement = max(reached_on, placement_on) if reached_on and placement_on else None
    complete_on = min((day for day in (in_field_on, with_placement) if day is not None), default=None)
    return ExperienceStatus(
        months=_months_until(work, today),
        required_months=conditions.experience_months,
        reached_on=reached_on,
        placement_due=placement_due,
        placement_months=_months_until(placements, today),
        placement_reached_on=placement_on,
        complete_on=complete_on,
        started=any(period.start <= today for period in work),
        ongoing=any(period.start <= today and (period.end is None or period.end >= today) for period in work),
    )


def months_at(periods: Sequence[ExperiencePeriod], day: date) -> float:
    """Months of experience reached on *day*, in or outside the field, overlaps counted once, placements apart.

    A period without end counts up to *day*, also one to come: it is supposed to go on.
    """
    return _months_until([period for period in periods if period.kind is not ExperienceKind.PLACEMENT], day)


def _merged(periods: Iterable[ExperiencePeriod]) -> list[tuple[date, date]]:
    """First and last days, overlaps joined."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted((period.start, period.end or date.max) for period in periods):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _months_until(periods: Iterable[ExperiencePeriod], day: date) -> float:
    days = sum(max(0, (min(end, day) - start).days + 1) for start, end in _merged(periods))
    return days / DAYS_PER_MONTH


def _day_reached(periods: Iterable[ExperiencePeriod], months: int) -> date | None:
    if months <= 0:
        return date.min
    missing = round(months * DAYS_PER_MONTH)
    for start, end in _merged(periods):
        days = (end - start).days + 1
        if days >= missing:
            return start + timedelta(days=missing - 1)
        missing -= days
    return None
