"""What the heading of a term says of it: until when to enrol, how much is in it, hours a week."""

from collections.abc import Sequence

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.evaluation.values import TermLoad
from csp_planner.messages.catalogue import pgettext
from csp_planner.messages.words import ects, enrolment_words, hours, hours_short, leave_word, number
from csp_planner.ui.document.session import Session

_MUCH = 24.5
"""ECTS and hours a week as many as they get in most plans, by which room is measured."""


def _hours_a_week(weekly: float, available: float | None) -> list[str]:
    """Hours a week, against those *available*, from the longest to the shortest form."""
    values = {"weekly": number(round(weekly, 1)), "limit": "" if available is None else number(available)}
    if available is None:
        forms = [
            pgettext("term", "{weekly} h a week (assumed)"),
            pgettext("term", "{weekly} h a week"),
            pgettext("term", "{weekly} h/wk"),
        ]
    else:
        forms = [
            pgettext("term", "{weekly} / {limit} h a week (assumed)"),
            pgettext("term", "{weekly} / {limit} h a week"),
            pgettext("term", "{weekly} / {limit} h/wk"),
        ]
    return [form.format_map(values) for form in forms]


def window_words(load: TermLoad) -> list[str]:
    """Until when to enrol, from the longest to the shortest form; of a semester off, that it is one."""
    return [leave_word(), leave_word()] if load.off else enrolment_words(load)


def in_one_line(window: str, load: str, weekly: Sequence[str]) -> str:
    """Deadline and load and, where they are counted, the hours a week."""
    if weekly:
        text = pgettext("term", "{window} · {load} · {weekly}")
        return text.format(window=window, load=load, weekly=weekly[0])
    return pgettext("term", "{window} · {load}").format(window=window, load=load)


def load_words(session: Session, load: TermLoad) -> list[str]:
    """ECTS and hours, from the longest to the shortest form; nothing where no unit is."""
    if not load.units:
        return []
    values = {
        "ects": ects(load.shown_ects),
        "hours": hours_short(load.shown_hours if has_hours(session, load) else None),
        "limit": "",
    }
    limit = session.plan.scenario.max_ects
    if load.overloaded and limit is not None and exceeds(load.ects, limit):
        values |= {"ects": number(load.shown_ects), "limit": ects(limit)}
        return [
            pgettext("term", "{ects} of {limit} at most · {hours}").format_map(values),
            pgettext("term", "{ects} / {limit} · {hours}").format_map(values),
            pgettext("term", "{ects} / {limit}").format_map(values),
        ]
    return [pgettext("term", "{ects} · {hours}").format_map(values), values["ects"]]


def has_hours(session: Session, load: TermLoad) -> bool:
    """Whether the hours of any unit there are known. Unknown hours are not zero hours."""
    standings = session.evaluation.standings
    return any(standings[code].hours is not None for code in load.units)


def weekly_words(session: Session, load: TermLoad) -> list[str]:
    """The load in hours a week, against those the person has, from the longest to the shortest form.

    Nothing where the person has not said how many weeks to count, or where no unit is.
    """
    if load.weekly_hours is None or not load.units:
        return []
    return _hours_a_week(load.weekly_hours, session.plan.profile.weekly_hours)


def full_line(load: TermLoad, weekly: tuple[bool, bool]) -> str:
    """About the longest line the heading of that semester gets, however full it becomes.

    *weekly*: whether hours a week are counted, and whether against a limit.
    """
    amounts = pgettext("term", "{ects} / {limit} · {hours}").format(
        ects=number(_MUCH), limit=ects(_MUCH), hours=hours(10 * _MUCH)
    )
    a_week = _hours_a_week(_MUCH, _MUCH if weekly[1] else None)[1:2] if weekly[0] else []
    return in_one_line(enrolment_words(load)[1], amounts, a_week)
