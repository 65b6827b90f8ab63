"""Professional experience by dates: months reached, and when the required months are reached.

Months are those of the calendar: a period from 1 January is 18 months long on 30 June of the next year. Several
periods add up, each with its whole months and, in proportion, the days left over.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from csp_planner.domain.limits import LAST_DAY, MAX_MONTHS
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod
from csp_planner.domain.programme import Conditions

_OPEN_END = date(LAST_DAY.year + MAX_MONTHS // 12 + 1, 12, 31)
"""Last day taken for a period that goes on: one that begins on the last day of a file still reaches all months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceStatus:
    """How far the experience is, at one date."""

    months: float
    """Calendar months done, in or outside the field, overlaps counted once."""
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


def experience_status(
    periods: Sequence[ExperiencePeriod], conditions: Conditions, today: date
) -> ExperienceStatus | None:
    """How far the recorded *periods* lead at *today*; None where no months of experience are asked for.

    None are where the sheet publishes no months, and where it asks for 0 of them. Days and months keep to the limits
    of a file.
    """
    required = conditions.experience_months
    if not required:
        return None
    work = [period for period in periods if period.kind is not ExperienceKind.PLACEMENT]
    in_field = [period for period in work if period.kind is ExperienceKind.IN_FIELD]
    placements = [period for period in periods if period.kind is ExperienceKind.PLACEMENT]
    reached_on = _day_reached(work, required)
    outside = len(in_field) < len(work)
    in_field_on = _day_reached(in_field, required) if outside else reached_on
    placement_due = outside and in_field_on is None
    placement_on = _day_reached(placements, conditions.placement_months)
    # Two ways lead there: enough months in the field, or months of any kind and the placement.
    with_placement = max(reached_on, placement_on) if reached_on and placement_on else None
    complete_on = min((day for day in (in_field_on, with_placement) if day is not None), default=None)
    return ExperienceStatus(
        months=_months_until(work, today),
        required_months=required,
        reached_on=reached_on,
        placement_due=placement_due,
        placement_months=_months_until(placements, today),
        placement_reached_on=placement_on,
        complete_on=complete_on,
        started=any(period.start <= today for period in work),
        ongoing=any(period.start <= today and (period.end is None or period.end >= today) for period in work),
    )


def period_of(months: int, today: date, *, goes_on: bool, note: str = "") -> ExperiencePeriod:
    """A period in the field of *months* up to *today*, for who knows how long it is and not since which day.

    Where a month has no such day, it begins on the last day that makes as many months.
    """
    after = date.fromordinal(today.toordinal() + 1)
    year, month = divmod(after.year * 12 + after.month - 1 - months, 12)
    start = date(year, month + 1, min(after.day, monthrange(year, month + 1)[1]))
    return ExperiencePeriod(start=start, end=None if goes_on else today, kind=ExperienceKind.IN_FIELD, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is supposed where the recorded periods do not lead to the experience that is asked for."""

    complete_on: date
    """Day from which nothing would be missing."""
    months: int
    """Months still to do from now on, or from the end of what is recorded; a month begun counts whole."""
    placement_months: int
    """How many of them are a placement."""


def assumed_experience(periods: Sequence[ExperiencePeriod], conditions: Conditions, today: date) -> Assumption | None:
    """How soon the experience can be complete when it goes on after *today*; None where recorded periods lead there.

    Nor is anything assumed where no months of experience are asked for.

    What was done up to *today* is recorded, so *today* adds nothing: 18 months that are missing are done in 18 months.
    It goes on in the field; where months outside the field are recorded, a placement may make them count, after them.
    """
    status, required = experience_status(periods, conditions, today), conditions.experience_months
    if status is None or status.complete_on is not None or required is None:
        return None
    tomorrow = date.fromordinal(today.toordinal() + 1)
    in_field = [period for period in periods if period.kind is ExperienceKind.IN_FIELD]
    ways = [_going_on(in_field, required, tomorrow)]
    if any(period.kind is ExperienceKind.OUTSIDE_FIELD for period in periods):
        work = [period for period in periods if period.kind is not ExperienceKind.PLACEMENT]
        placements = [period for period in periods if period.kind is ExperienceKind.PLACEMENT]
        worked, months = _going_on(work, required, tomorrow)
        # Months that are only supposed leave no time for a placement beside them.
        begins = date.fromordinal(worked.toordinal() + 1) if months else tomorrow
        placed, placement = _going_on(placements, conditions.placement_months, begins)
        ways.append((max(worked, placed), months + placement))
        if ways[1] < ways[0]:
            return Assumption(complete_on=ways[1][0], months=ways[1][1], placement_months=placement)
    return Assumption(complete_on=ways[0][0], months=ways[0][1], placement_months=0)


def _going_on(periods: Sequence[ExperiencePeriod], months: int, begins: date) -> tuple[date, int]:
    """First day on which *periods* come to *months* if they go on from *begins*, and how many months that adds."""
    reached = _day_reached(periods, months)
    if reached is not None:
        return reached, 0
    recorded = _merged(periods)
    missing = Fraction(months) - sum((_months(start, end) for start, end in recorded), Fraction())
    if recorded:
        begins = max(begins, date.fromordinal(recorded[-1][1].toordinal() + 1))
    whole = int(missing)
    month = _month_begins(begins, whole + 1) - _month_begins(begins, whole)
    last = _month_begins(begins, whole) + ceil((missing - whole) * month) - 1
    return date.fromordinal(last), ceil(missing)


def _merged(periods: Iterable[ExperiencePeriod]) -> list[tuple[date, date]]:
    """First and last days, those that overlap or follow each other without a gap joined."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted((period.start, period.end or _OPEN_END) for period in periods):
        if merged and start.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _months_until(periods: Iterable[ExperiencePeriod], day: date) -> float:
    return float(sum((_months(start, min(end, day)) for start, end in _merged(periods)), Fraction()))


def _day_reached(periods: Iterable[ExperiencePeriod], months: int) -> date | None:
    """First day on which the total is at least *months*."""
    if months <= 0:
        return date.min
    missing = Fraction(months)
    for start, end in _merged(periods):
        here = _months(start, end)
        if here < missing:
            missing -= here
            continue
        whole = int(missing)
        begins, ends = _month_begins(start, whole), _month_begins(start, whole + 1)
        days = ceil((missing - whole) * (ends - begins))
        return date.fromordinal(begins + days - 1)
    return None


def _months(first: date, last: date) -> Fraction:
    """Calendar months from *first* to *last*, both included: whole ones, then days in proportion to the one begun.

    Exact, because a total of 18 must not come to 17.999 by the way its parts were added.
    """
    if last < first:
        return Fraction()
    after = last.toordinal() + 1
    whole = (last.year - first.year) * 12 + last.month - first.month
    begins, ends = _month_begins(first, whole), _month_begins(first, whole + 1)
    if begins > after:
        whole, begins, ends = whole - 1, _month_begins(first, whole - 1), begins
    elif ends <= after:
        whole, begins, ends = whole + 1, ends, _month_begins(first, whole + 2)
    return whole + Fraction(after - begins, ends - begins)


def _month_begins(first: date, months: int) -> int:
    """Ordinal of the day a further month begins on, *months* after *first*: the same day of the month.

    Where that month has no such day, as 30 February, it is the 1st of the next: the month before is then complete
    on its last day.
    """
    begins, ends = _month_starts(first, months), _month_starts(first, months + 1)
    return min(begins + first.day - 1, ends)


def _month_starts(first: date, months: int) -> int:
    """Ordinal of the 1st of the month that comes *months* after that of *first*."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1).toordinal()
