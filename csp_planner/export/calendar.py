"""Makes an iCalendar file (RFC 5545) of the days to enrol, the answers expected, the end of the accreditation and the
experience reached.

A second import updates the events instead of doubling them, because:

- A UID is made of what an event is about: programme, scenario, kind and term, or the unit that an answer is about.
  What may change with the plan (units to enrol in, days, language) is not in it, nor is anything about the learner in
  words; the unit and the scenario's name, which may hold one, are in it only as part of a digest, and without personal
  data its number is there instead of the name. A renamed scenario is another calendar.
- DTSTAMP is the moment the file is made at, on the day the plan was judged at, and SEQUENCE the number of minutes from
  1 January 2000 to it: a plan corrected in the same interview replaces what was handed out at its beginning.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.evaluation.values import Deadline, DeadlineKind, Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term
from csp_planner.domain.text import plain_line
from csp_planner.export.compose import document_title
from csp_planner.export.options import Options
from csp_planner.messages import export as words
from csp_planner.messages.catalogue import language
from csp_planner.messages.naming import row_name
from csp_planner.messages.sentences import deadline_sentence

REMINDERS = (30, 7)
"""How many days before an enrolment window closes a calendar reminds the learner."""
_FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_DOMAIN = "csp-planner.invalid"
"""What follows the @ in a UID: a domain that RFC 2606 reserves, so that nobody owns it."""
_WHOLE_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One event before it is written."""

    kind: str
    day: date
    title: str
    text: str
    term: Term | None = None
    unit: str = ""
    """The unit that it is about, where each has an event of its own."""
    reminders: tuple[int, ...] = ()


def calendar_bytes(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    """Return the bytes of an ``.ics`` file with the deadlines of the scenario that *plan* shows."""
    calendar: Any = Calendar()
    calendar.add("prodid", f"-//csp-planner//csp-planner//{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", document_title(plan, options))
    made = datetime.combine(evaluation.today, options.made).astimezone(UTC)
    for entry in sorted(
        _entries(plan, evaluation), key=lambda entry: (entry.day, entry.kind, str(entry.term), entry.unit)
    ):
        calendar.add_component(_event(plan, entry, made, options))
    return calendar.to_ical()


def _entries(plan: Plan, evaluation: Evaluation) -> Iterator[_Entry]:
    code = plain_line(plan.programme.code)
    for deadline in evaluation.deadlines:
        text = deadline_sentence(deadline, plan.programme)
        match deadline.code:
            case DeadlineKind.ENROLMENT_CLOSES if deadline.term is not None:
                yield from _window(plan, deadline, deadline.term, text)
            case DeadlineKind.ACCREDITATION_ENDS:
                yield _Entry(kind=deadline.code, day=deadline.day, title=words.accreditation_title(code), text=text)
            case DeadlineKind.EXPERIENCE_REACHED:
                yield _Entry(kind=deadline.code, day=deadline.day, title=words.experience_title(code), text=text)
            case DeadlineKind.ANSWER_EXPECTED:
                (unit,) = deadline.units
                title = words.answer_title(_named(plan, unit), code)
                yield _Entry(kind=deadline.code, day=deadline.day, title=title, text=text, unit=unit)
            case _:
                yield _Entry(kind=deadline.code, day=deadline.day, title=text, text=text, term=deadline.term)


def _window(plan: Plan, deadline: Deadline, term: Term, text: str) -> Iterator[_Entry]:
    """Yield the first and the last day to enrol for *term*."""
    code = plain_line(plan.programme.code)
    units = words.units_to_enrol(", ".join(_named(plan, unit) for unit in deadline.units))
    dates = enrolment_dates(plan.programme, term)
    if dates is None:
        return
    about = "\n".join((units, text, words.day_is_convention() if dates.entered is None else words.day_is_entered()))
    if dates.opens is not None:
        opens = words.enrolment_opens_title(term, code)
        yield _Entry(kind="enrolment-opens", day=dates.opens, title=opens, text=about, term=term)
    title = words.enrolment_closes_title(term, code)
    yield _Entry(kind=deadline.code, day=deadline.day, title=title, text=about, term=term, reminders=REMINDERS)


def _named(plan: Plan, unit: str) -> str:
    """What is enrolled in: by its code, but what fills a free unit and what has no code by the title."""
    name = row_name(plan, unit)
    return name.brief if name.code == plain_line(unit) else name.whole


def _event(plan: Plan, entry: _Entry, made: datetime, options: Options) -> Any:
    event: Any = Event()
    event.add("uid", _uid(plan, entry, options))
    event.add("dtstamp", made)
    event.add("sequence", max(0, (made - _FIRST_MOMENT) // _MINUTE))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + _WHOLE_DAY)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    for days in entry.reminders:
        alarm: Any = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words.reminder(entry.title, days))
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _uid(plan: Plan, entry: _Entry, options: Options) -> str:
    # A digest of the name would let someone who has the file test whether a name they guess is the one left out.
    scenario = plan.scenario.name if options.personal_data else str(plan.active + 1)
    unit = (entry.unit,) if entry.unit else ()
    about = "\n".join((plan.programme.code, scenario, *unit)).encode("utf-8", "replace")
    digest = hashlib.blake2b(about, digest_size=10).hexdigest()
    term = f"-{entry.term}" if entry.term is not None else ""
    return f"{entry.kind}{term}-{digest}@{_DOMAIN}"
