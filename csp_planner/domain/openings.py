"""Where a unit opens, as published or as projected from earlier years, and until when one can enrol."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from csp_planner.domain.offers import Opening, opening_of
from csp_planner.domain.programme import (
    EnrolmentWindow,
    EnteredEnrolment,
    EnteredOpening,
    Programme,
    ProgrammeHead,
    Unit,
)
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term, year_terms

HORIZON_YEARS = 12
"""How many years past today openings are looked for."""


class Basis(StrEnum):
    """What a statement about an opening rests on."""

    PUBLISHED = "published"
    ENTERED = "entered"
    """The user was told so, and entered it."""
    PROJECTED = "projected"
    NO_YEAR = "no-year"
    """No year at all is known of the unit: the semester it opens in is unknown."""
    UNKNOWN = "unknown"
    """The year comes before the first published one: the sheet says nothing of it, not even that the unit is closed."""


class History(StrEnum):
    """What the years that are known in a row, up to the newest, say of the years to come."""

    STEADY = "steady"
    """The newest year holds on: nothing changed, or it changed once."""
    ALTERNATING = "alternating"
    """Every other year is the same, over at least three years in a row."""
    IRREGULAR = "irregular"
    """It changed more than once, in no order that can be carried on."""


@dataclass(frozen=True, slots=True)
class OpeningFact:
    """How a unit runs in one year, and how far that can be trusted."""

    opening: Opening | None
    basis: Basis
    from_year: int | None
    """The published year it rests on."""
    stable_years: int
    """How many published years in a row, ending with ``from_year``, said the same or, where they alternate, did so."""
    history: History = History.STEADY
    """For a projected year: what its projection makes of the known ones."""
    entered: EnteredOpening | None = None
    """Who said so, where the opening of ``from_year`` was entered by the user."""


@dataclass(frozen=True, slots=True)
class EnrolmentDates:
    """First and last day to enrol for a term, both included."""

    opens: date
    closes: date
    rule: EnrolmentWindow
    entered: EnteredEnrolment | None = None
    """Who said the exact last day; None where it is the convention for the month that the sheet names."""

    def is_closed(self, today: date) -> bool:
        """Whether the last day is past. A window not yet open can be planned for."""
        return today > self.closes


def opening_in(unit: Unit, year: int) -> OpeningFact:
    """How *unit* runs in *year*: the year's own cell, else what the known years before it lead to."""
    if not unit.openings:
        return OpeningFact(None, Basis.NO_YEAR, None, 0)
    from_year = _rests_on(unit, year)
    if from_year is None:
        return OpeningFact(None, Basis.UNKNOWN, None, 0)
    opening = opening_of(unit.openings[from_year])
    entered = unit.entered.get(from_year)
    told = Basis.PUBLISHED if entered is None else Basis.ENTERED
    if from_year == year:
        return OpeningFact(opening, told, from_year, _years_alike(unit, from_year), entered=entered)
    newest = max(known for known in unit.openings if known < year)
    history = history_of(unit, newest)
    count = _years_in_turn(unit, newest) if history is History.ALTERNATING else _years_alike(unit, from_year)
    return OpeningFact(opening, Basis.PROJECTED, from_year, count, history, entered)


def history_of(unit: Unit, newest: int) -> History:
    """What the known years of *unit* in a row up to *newest* say of those that follow."""
    if _years_in_turn(unit, newest):
        return History.ALTERNATING
    changes, year = 0, newest
    while year - 1 in unit.openings:
        changes += _parts(unit, year) != _parts(unit, year - 1)
        year -= 1
    return History.IRREGULAR if changes > 1 else History.STEADY


def _rests_on(unit: Unit, year: int) -> int | None:
    """The known year that says how *unit* runs in *year*: its own, else one of the newest two before it."""
    if year in unit.openings:
        return year
    newest = max((known for known in unit.openings if known < year), default=None)
    if newest is not None and (year - newest) % 2 and _years_in_turn(unit, newest):
        return newest - 1
    return newest


def _years_in_turn(unit: Unit, newest: int) -> int:
    """How many years in a row up to *newest* ran in two ways in turn, not running being one of them; 0 if they do not.

    Two years are not enough, and all years in a row must do so.
    """
    count = 1
    while (year := newest - count) in unit.openings:
        if _parts(unit, year) == _parts(unit, year + 1):
            return 0
        if count > 1 and _parts(unit, year) != _parts(unit, year + 2):
            return 0
        count += 1
    return count if count > 2 else 0


def _years_alike(unit: Unit, year: int) -> int:
    count, opening = 1, _parts(unit, year)
    while year - count in unit.openings and _parts(unit, year - count) == opening:
        count += 1
    return count


def _parts(unit: Unit, year: int) -> Opening | None:
    return opening_of(unit.openings[year])


def _opening(unit: Unit, year: int) -> Opening | None:
    """The opening without its history, which takes long to look through where there are many years."""
    from_year = _rests_on(unit, year)
    return None if from_year is None else _parts(unit, from_year)


def opens_ever(unit: Unit) -> bool:
    """Whether any known year opens *unit*, or no year is known of it."""
    return not unit.openings or any(unit.openings.values())


def _window(programme: Programme | ProgrammeHead, term: Term) -> EnrolmentWindow:
    """The rule for *term*; annual units follow semester 1."""
    return programme.enrolment_semester_2 if term.part is Part.S2 else programme.enrolment_semester_1


def enrolment_dates(programme: Programme, term: Term) -> EnrolmentDates:
    """When one can enrol for *term*. An exact last day that was entered holds for its academic year alone."""
    rule = _window(programme, term)
    opens, closes = rule.opens.in_academic_year(term.year), rule.closes.in_academic_year(term.year)
    entered = _entered_close(programme, term)
    if entered is None:
        return EnrolmentDates(opens, closes, rule)
    return EnrolmentDates(min(opens, entered), entered, rule, programme.entered_enrolment[term.year])


def is_enrolment_closed(programme: Programme | ProgrammeHead, term: Term, today: date) -> bool:
    """Whether the last day to enrol for *term* is past. A window that is not open yet can be planned for."""
    entered = _entered_close(programme, term) if programme.entered_enrolment else None
    return today > (entered or _window(programme, term).closes.in_academic_year(term.year))


def _entered_close(programme: Programme | ProgrammeHead, term: Term) -> date | None:
    """The last day to enrol for *term* that the user entered."""
    entered = programme.entered_enrolment.get(term.year)
    if entered is None:
        return None
    return entered.semester_2 if term.part is Part.S2 else entered.semester_1


def landing_term(unit: Unit, wanted: Term) -> Term | None:
    """Where *unit* lands when put on *wanted*; None where it does not open. Of one without a year, nothing is known."""
    if not unit.openings:
        return wanted
    opening = _opening(unit, wanted.year)
    part = opening.part_for(wanted.part) if opening else None
    return Term(wanted.year, part) if part else None


def open_terms(
    programme: Programme, unit: Unit, years: range, today: date, leaves: Collection[Term] = ()
) -> Iterator[Term]:
    """Terms of *years* where *unit* opens and enrolment has not closed, in time order.

    Those that need a semester of *leaves*, in which the learner takes nothing, are left out. A unit without any known
    year is taken to run in either semester.
    """
    for year in years:
        opening = _opening(unit, year) if unit.openings else Opening.EITHER
        if opening is None:
            continue
        for part in opening.parts():
            term = Term(year, part)
            if leaves and any(semester in leaves for semester in term.semesters):
                continue
            if not is_enrolment_closed(programme, term, today):
                yield term


def is_published(programme: Programme, year: int) -> bool:
    """Whether the openings of *year* are known: published, or entered for every unit."""
    return year in programme.known_years


def year_basis(programme: Programme, year: int) -> Basis:
    """What the openings of *year* rest on as a whole."""
    if year in programme.published_years:
        return Basis.PUBLISHED
    if is_published(programme, year):
        return Basis.ENTERED
    return Basis.UNKNOWN if base_year(programme, year) is None else Basis.PROJECTED


def base_year(programme: Programme, year: int) -> int | None:
    """The known year before *year* that its openings are projected from; None where none is known."""
    return max((known for known in programme.known_years if known < year), default=None)


def first_open_semester(programme: Programme | ProgrammeHead, today: date) -> Term:
    """The first semester one can still enrol for at *today*."""
    now = min(max(today.year, FIRST_YEAR), LAST_YEAR)
    for year in range(max(now - 2, FIRST_YEAR), min(now + 2, LAST_YEAR) + 1):
        for term in year_terms(year)[1:]:
            if not is_enrolment_closed(programme, term, today):
                return term
    return Term(now, Part.S2)
