"""Says what the learner assumes of a semester: how many weeks it has, and the personal work that ECTS stand for."""

from typing import TYPE_CHECKING

from csp_planner.domain.profile import Profile
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.words import hours

if TYPE_CHECKING:  # the first page says how many weeks are assumed, and judges no plan
    from csp_planner.domain.evaluation.values import TermLoad


def weeks_assumed(weeks: int) -> str:
    """How many weeks a semester is taken to have, marked as an assumption: the sheet publishes none."""
    return ngettext("{weeks} week assumed", "{weeks} weeks assumed", weeks).format(weeks=weeks)


def time_words(profile: Profile) -> str:
    """The hours of class a week the learner has, and over how many weeks a semester they are counted."""
    weeks = weeks_assumed(profile.weeks or 0)
    if profile.weekly_hours is None:
        return _("Weeks of a semester: {weeks}…").format(weeks=weeks)
    return _("Class hours: {hours} a week, {weeks}…").format(hours=hours(profile.weekly_hours), weeks=weeks)


def limit_of_week(profile: Profile) -> str:
    """That a limit of hours per semester is what the learner's hours a week come to."""
    return limit_a_week(profile.semester_hours or 0, profile.weeks or 0)


def limit_a_week(limit: float, weeks: int) -> str:
    """How many hours a week a limit of hours per semester comes to."""
    text = _("{limit} per semester are {hours} a week over {weeks}.")
    return text.format(limit=hours(limit), hours=hours(round(limit / weeks, 2)), weeks=weeks_assumed(weeks))


def personal_work(load: "TermLoad", profile: Profile) -> tuple[str, ...]:
    """The personal work of a semester as the learner assumes it; nothing where they assume none."""
    return personal_work_of(load.shown_ects, profile) if load.units else ()


def personal_work_of(amount: float, profile: Profile) -> tuple[str, ...]:
    """The personal work that *amount* ECTS come to as the learner assumes it; nothing where they assume none."""
    work, rate = profile.personal_work(amount), profile.personal_hours
    if work is None or rate is None:
        return ()
    text = _("Personal work assumed by the learner: {work} ({rate} per ECTS)")
    return (text.format(work=hours(round(work, 1)), rate=hours(rate)),)
