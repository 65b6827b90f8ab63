"""What is known of the learner: profile, experience and notes. It holds in every scenario."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.amounts import is_exact
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import (
    MAX_LINES,
    MAX_NAME,
    MAX_NUMBER,
    MAX_PERSONAL_HOURS,
    MAX_TEXT,
    MAX_WEEKLY_HOURS,
    MAX_WEEKS,
)
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import BudgetLine, ExperiencePeriod, Note, Profile
from csp_planner.domain.text import says_nothing


def set_experience(plan: Plan, periods: Sequence[ExperiencePeriod]) -> Plan | Refusal:
    """Replace the periods of experience, kept in the order of time."""
    if any(period.end is not None and period.end < period.start for period in periods):
        return Refusal(reason=Reason.BAD_VALUE, unit=plan.programme.conditions.experience_unit or "")
    ordered = tuple(sorted(periods, key=lambda period: (period.start, period.end or date.max)))
    return replace(plan, profile=replace(plan.profile, experience=ordered))


def set_profile(plan: Plan, profile: Profile) -> Plan:
    """Replace what is known of the learner.

    Hours or weeks that cannot be meant, as 0, are taken as not known, and so is a name that says nothing.
    """
    if says_nothing(profile.name) and profile.name != plan.profile.name:
        profile = replace(profile, name="")
    hours, weeks, personal = profile.weekly_hours, profile.weeks_per_semester, profile.personal_hours
    if hours is not None and not 0 < hours <= MAX_WEEKLY_HOURS:
        profile = replace(profile, weekly_hours=None)
    if weeks is not None and not 0 < weeks <= MAX_WEEKS:
        profile = replace(profile, weeks_per_semester=None)
    if personal is not None and not 0 < personal <= MAX_PERSONAL_HOURS:
        profile = replace(profile, personal_hours=None)
    return replace(plan, profile=profile)


def set_budget(plan: Plan, lines: Sequence[BudgetLine]) -> Plan | Refusal:
    """Replace the costs and fundings of the learner's own, which stay in the order given."""
    if any(len(line.label) > MAX_NAME for line in lines):
        return Refusal(reason=Reason.TOO_LONG)
    if len(lines) > MAX_LINES or not all(0 <= line.euros <= MAX_NUMBER and is_exact(line.euros) for line in lines):
        return Refusal(reason=Reason.BAD_VALUE)
    return replace(plan, profile=replace(plan.profile, budget=tuple(lines)))


def set_note(plan: Plan, unit: str, text: str, private: bool = True) -> Plan | Refusal:
    """Write down *text* about a unit, in place of what was there; an empty one removes it."""
    written = text.strip()
    held = plan.profile.notes_for(unit)
    if held is None and unit not in plan.programme.by_code:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=unit)
    if len(written) > MAX_TEXT:
        return Refusal(reason=Reason.TOO_LONG, unit=unit)
    new = None
    if written:
        same = held or Note(unit=unit, text="")
        new = replace(same, text=written, private=private)
    if new == held:
        return plan
    notes = [note for note in plan.profile.notes if note is not held]
    notes += [new] if new else []
    rank = plan.programme.ranks
    notes.sort(key=lambda note: rank.get(note.unit, len(rank)))
    return replace(plan, profile=replace(plan.profile, notes=tuple(notes)))
