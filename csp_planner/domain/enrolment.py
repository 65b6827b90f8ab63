"""Until when one can enrol for a term, and in which semester a plan can begin."""

from dataclasses import dataclass
from datetime import date, timedelta

from csp_planner.domain.programme import EnrolmentWindow, EnteredEnrolment, Programme, ProgrammeHead
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term, year_terms


@dataclass(frozen=True, slots=True)
class EnrolmentDates:
    """First and last day to enrol for a term, both included."""

    opens: date | None
    """None where the sheet has no window, and only the last day was entered."""
    closes: date
    rule: EnrolmentWindow | None
    entered: EnteredEnrolment | None = None
    """Who said the exact last day; None where it is the convention for the month that the sheet names."""


def _window(programme: Programme | ProgrammeHead, term: Term) -> EnrolmentWindow | None:
    """The rule for *term*, where the sheet has one; annual units follow semester 1."""
    return programme.enrolment_semester_2 if term.part is Part.S2 else programme.enrolment_semester_1


def enrolment_dates(programme: Programme, term: Term) -> EnrolmentDates | None:
    """When one can enrol for *term*; None where nobody has said so.

    An exact last day that was entered holds for its academic year alone.
    """
    rule = _window(programme, term)
    opens = rule.opens.in_academic_year(term.year) if rule is not None else None
    entered = _entered_close(programme, term)
    if entered is not None:
        opens = min(opens, entered) if opens is not None else None
        return EnrolmentDates(opens, entered, rule, programme.entered_enrolment[term.year])
    return None if rule is None else EnrolmentDates(opens, rule.closes.in_academic_year(term.year), rule)


def last_day_to_plan(programme: Programme | ProgrammeHead, term: Term) -> date:
    """The last day on which *term* takes a new plan: the last one to enrol or, where nobody knows it, that of the
    term."""
    entered = _entered_close(programme, term) if programme.entered_enrolment else None
    if entered is not None:
        return entered
    rule = _window(programme, term)
    return term.ends if rule is None else rule.closes.in_academic_year(term.year)


def is_closed(programme: Programme | ProgrammeHead, term: Term, today: date) -> bool:
    """Whether *term* takes no new plan any more. One whose enrolment is not open yet can be planned for."""
    return today > last_day_to_plan(programme, term)


def _entered_close(programme: Programme | ProgrammeHead, term: Term) -> date | None:
    """The last day to enrol for *term* that the user entered."""
    entered = programme.entered_enrolment.get(term.year)
    if entered is None:
        return None
    return entered.semester_2 if term.part is Part.S2 else entered.semester_1


def first_open_semester(programme: Programme | ProgrammeHead, today: date) -> Term:
    """The first semester that still takes a plan at *today*."""
    now = min(max(today.year, FIRST_YEAR), LAST_YEAR)
    for year in range(max(now - 2, FIRST_YEAR), min(now + 2, LAST_YEAR) + 1):
        for term in year_terms(year)[1:]:
            if not is_closed(programme, term, today):
                return term
    return Term(now, Part.S2)


LATE_AFTER = timedelta(days=31)
"""How long after it began a semester is still one to begin in, where nobody says until when one can enrol."""


def usual_start(programme: Programme, today: date) -> Term:
    """The semester that a new plan starts in until another is chosen: the first that still takes one at *today*.

    Where its last day to enrol is unknown, one that began a month ago is passed over, although a plan may use it.
    """
    first = first_open_semester(programme, today)
    is_late = enrolment_dates(programme, first) is None and began_long_ago(first, today)
    return first.next_semester() if is_late and first != Term(LAST_YEAR, Part.S2) else first


def began_long_ago(semester: Term, today: date) -> bool:
    """Whether *semester* began so long before *today* that hardly a centre still enrols for it."""
    return today - semester.begins > LATE_AFTER
