"""What the user was told beside the sheet: other ECTS or hours of a unit, another end of the accreditation."""

from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Override

MAX_OVERRIDE = 10_000
"""Most ECTS or hours a unit may be said to have."""


def set_override(
    plan: Plan, unit: str, ects: float | None, hours: float | None, today: date, note: str = ""
) -> Plan | Refusal:
    """Take *ects* and *hours* for a unit in place of the sheet's, in hundredths; None for both removes them.

    A value that is the sheet's own says nothing and is not kept.
    """
    held = plan.profile.override(unit)
    published = plan.programme.by_code.get(unit)
    if held is None and published is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=unit)
    for value in (ects, hours):
        if value is not None and not 0 <= value <= MAX_OVERRIDE:
            return Refusal(reason=Reason.BAD_VALUE, unit=unit)
        if value is not None and value != round(value, 2):
            return Refusal(reason=Reason.TOO_FINE, unit=unit)
    if len(note) > MAX_TEXT:
        return Refusal(reason=Reason.TOO_LONG, unit=unit)
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
    overrides = [override for override in plan.profile.figures if override is not held]
    overrides += [new] if new else []
    rank = plan.programme.ranks
    overrides.sort(key=lambda override: rank.get(override.unit, len(rank)))
    return replace(plan, profile=replace(plan.profile, figures=tuple(overrides)))


def set_accreditation(plan: Plan, day: date | None) -> Plan:
    """Take *day* as the end of the accreditation, marked as entered by the user; None: the sheet's again.

    A sheet that publishes none has nothing to be changed.
    """
    accreditation = plan.programme.accreditation
    if accreditation is None:
        return plan
    published = accreditation.published or accreditation.ends
    if day is None or day == published:
        new = replace(accreditation, ends=published, published=None)
    else:
        new = replace(accreditation, ends=day, published=published)
    if new == accreditation:
        return plan
    return replace(plan, programme=replace(plan.programme, accreditation=new))
