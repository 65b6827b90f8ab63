"""What is known of the learner, and what the user was told beside the sheet. It holds in every scenario."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_TEXT, MAX_WEEKLY_HOURS, MAX_WEEKS
from csp_planner.domain.plan import ExperiencePeriod, Note, Override, Plan, Profile
from csp_planner.domain.text import says_nothing

MAX_FIGURE = 10_000
"""Most ECTS or hours a unit may be said to have."""


def set_experience(plan: Plan, periods: Sequence[ExperiencePeriod]) -> Plan | Refusal:
    """Replace the periods of experience, kept in the order of time."""
    if any(period.end is not None and period.end < period.start for period in periods):
        return Refusal(Reason.BAD_VALUE, plan.programme.conditions.experience_unit)
    ordered = tuple(sorted(periods, key=lambda period: (period.start, period.end or date.max)))
    return replace(plan, profile=replace(plan.profile, experience=ordered))


def set_profile(plan: Plan, profile: Profile) -> Plan:
    """Replace what is known of the learner.

    Hours or weeks that cannot be meant, as 0, are taken as not known, and so is a name that says nothing.
    """
    if says_nothing(profile.name) and profile.name != plan.profile.name:
        profile = replace(profile, name="")
    hours, weeks = profile.weekly_hours, profile.weeks_per_semester
    if hours is not None and not 0 < hours <= MAX_WEEKLY_HOURS:
        profile = replace(profile, weekly_hours=None)
    if weeks is not None and not 0 < weeks <= MAX_WEEKS:
        profile = replace(profile, weeks_per_semester=None)
    return replace(plan, profile=profile)


def set_note(plan: Plan, unit: str, text: str, private: bool = True) -> Plan | Refusal:
    """Write down *text* about a unit, in place of what was there; an empty one removes it."""
    written = text.strip()
    held = plan.profile.notes_for(unit)
    if held is None and unit not in plan.programme.by_code:
        return Refusal(Reason.UNIT_UNKNOWN, unit)
    if len(written) > MAX_TEXT:
        return Refusal(Reason.TOO_LONG, unit)
    new = None
    if written:
        same = held or Note(unit=unit, text="")
        new = replace(same, text=written, private=private)
    if new == held:
        return plan
    notes = [note for note in plan.profile.notes if note is not held]
    notes += [new] if new else []
    rank = _ranks(plan)
    notes.sort(key=lambda note: rank.get(note.unit, len(rank)))
    return replace(plan, profile=replace(plan.profile, notes=tuple(notes)))


def set_override(
    plan: Plan, unit: str, ects: float | None, hours: float | None, today: date, note: str = ""
) -> Plan | Refusal:
    """Take *ects* and *hours* for a unit in place of the sheet's, in hundredths; None for both removes them.

    A value that is the sheet's own says nothing and is not kept.
    """
    held = plan.profile.figure(unit)
    published = plan.programme.by_code.get(unit)
    if held is None and published is None:
        return Refusal(Reason.UNIT_UNKNOWN, unit)
    for value in (ects, hours):
        if value is not None and not 0 <= value <= MAX_FIGURE:
            return Refusal(Reason.BAD_VALUE, unit)
        if value is not None and value != round(value, 2):
            return Refusal(Reason.TOO_FINE, unit)
    if len(note) > MAX_TEXT:
        return Refusal(Reason.TOO_LONG, unit)
    if published is not None:
        ects, hours = (None if ects == published.ects else ects), (None if hours == published.hours else hours)
    new = None
    if ects is not None or hours is not None:
        if held is not None and (held.ects, held.hours, held.note) == (ects, hours, note):
            return plan
        same = held or Override(unit=unit, ects=ects, hours=hours, date=today)
        new = replace(same, ects=ects, hours=hours, date=today, note=note)
    if new is held:
        return plan
    figures = [figure for figure in plan.profile.figures if figure is not held]
    figures += [new] if new else []
    rank = _ranks(plan)
    figures.sort(key=lambda figure: rank.get(figure.unit, len(rank)))
    return replace(plan, profile=replace(plan.profile, figures=tuple(figures)))


def _ranks(plan: Plan) -> dict[str, int]:
    """The order of the programme, which keeps files comparable."""
    return {unit.code: index for index, unit in enumerate(plan.programme.units)}


def set_accreditation(plan: Plan, day: date | None) -> Plan:
    """Take *day* as the end of the accreditation, marked as entered by the user; None: the sheet's again."""
    accreditation = plan.programme.accreditation
    published = accreditation.published or accreditation.ends
    if day is None or day == published:
        new = replace(accreditation, ends=published, published=None)
    else:
        new = replace(accreditation, ends=day, published=published)
    if new == accreditation:
        return plan
    return replace(plan, programme=replace(plan.programme, accreditation=new))
