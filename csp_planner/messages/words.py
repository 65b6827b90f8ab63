"""Words and short phrases: terms, dates, quantities, states. Each is evaluated in the active language."""

from datetime import date
from typing import TYPE_CHECKING

from csp_planner.domain.checks import Severity
from csp_planner.domain.enrolment import EnrolmentDates
from csp_planner.domain.profile import CreditBasis, CreditState, ExperienceKind, Occupation, Tick
from csp_planner.domain.programme import EnteredEnrolment, EnteredOpening
from csp_planner.domain.rhythms import EnteredRhythm
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term, year_label
from csp_planner.domain.text import says_nothing
from csp_planner.messages.catalogue import _, localised, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.typography import decimal_mark, thousands_mark

if TYPE_CHECKING:  # the window's first page judges no plan
    from csp_planner.domain.evaluation.values import Standing, TermLoad

_DECIMALS = 2
"""Halves of half units are the finest quantity there is."""


def term_label(term: Term) -> str:
    """*term* in full: « Semestre 1 2027/2028 ». Also the accessible name of its list on the board."""
    year = year_label(term.year)
    match term.part:
        case Part.S1:
            return _("Semester 1 {year}").format(year=year)
        case Part.S2:
            return _("Semester 2 {year}").format(year=year)
        case Part.ANNUAL:
            return _("Annual {year}").format(year=year)


def term_short(term: Term) -> str:
    """*term* in short: « S1 2027/2028 », « Annuel 2027/2028 »."""
    if term.part is Part.ANNUAL:
        return term_label(term)
    return f"{term.part.value} {year_label(term.year)}"


def term_brief(term: Term) -> str:
    """*term* where there is the least room: « S1 27/28 », « Annuel 27/28 »."""
    first, second = term.year % 100, (term.year + 1) % 100
    return term_short(term).replace(year_label(term.year), f"{first:02}/{second:02}")


def date_label(day: date) -> str:
    """*day* in figures, day first: 31/10/2026. The same in both languages: the sheet is a French one."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def month_label(day: date) -> str:
    """The month of *day*: « juin 2027 »."""
    return pgettext("month", "{month} {year}").format(month=_months()[day.month - 1], year=day.year)


def _months() -> tuple[str, ...]:
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )


def number(x: float) -> str:
    """*x* as people write it: no useless decimals, the language's decimal mark and thousands separator."""
    text = f"{x:,.{_DECIMALS}f}".rstrip("0").rstrip(".")
    if text == "-0":
        return "0"
    if text.isdigit():
        return text  # most are whole and small, and have none of these marks
    return text.translate({ord(","): thousands_mark(), ord("."): decimal_mark(), ord("-"): "\u2212"})


def ects(x: float | None) -> str:
    """A quantity of credits: « 6 ECTS »; in words where nobody knows how many."""
    return _("ECTS not known") if x is None else _("{number} ECTS").format(number=number(x))


def hours(x: float | None) -> str:
    """A quantity of teaching hours: « 51 h »; in words where the sheet publishes none."""
    return _("hours not published") if x is None else _("{number} h").format(number=number(x))


def hours_short(x: float | None) -> str:
    """The same where there is little room: « ? h » where the sheet publishes none."""
    return "?\u00a0h" if x is None else hours(x)


def state_word(state: UnitState) -> str:
    """Where a unit stands, in a word."""
    match state:
        case UnitState.TO_PLACE:
            return pgettext("state", "to place")
        case UnitState.TO_CONFIRM:
            return pgettext("state", "to confirm")
        case UnitState.PLANNED:
            return pgettext("state", "planned")
        case UnitState.ENROLLED:
            return pgettext("state", "enrolled")
        case UnitState.IN_PROGRESS:
            return pgettext("state", "in progress")
        case UnitState.VALIDATED:
            return pgettext("state", "validated")
        case UnitState.FAILED:
            return pgettext("state", "failed")
        case UnitState.WITHDRAWN:
            return pgettext("state", "withdrawn")
        case UnitState.OBTAINED_OTHERWISE:
            return pgettext("state", "obtained otherwise")
        case UnitState.EXPECTED:
            return pgettext("state", "asked for")
        case UnitState.OPTION:
            return pgettext("state", "option")


def tick_words(tick: Tick, today: date) -> str:
    """Since when a milestone is confirmed or, where that day is to come, for when it is expected."""
    text = _("confirmed on {day}") if tick.date <= today else _("expected on {day}")
    return text.format(day=date_label(tick.date))


def waiver_word(standing: "Standing") -> str:
    """The mark of a placement by waiver; empty where there is none."""
    if standing.waiver is None:
        return ""
    if standing.waiver.proposed and standing.state is UnitState.PLANNED:
        return pgettext("card", "waiver to ask for")
    return pgettext("card", "waiver")


def brief_waiver_word(standing: "Standing") -> str:
    """That mark in fewer words; empty where it cannot be said in fewer."""
    to_ask = standing.waiver is not None and standing.waiver.proposed and standing.state is UnitState.PLANNED
    return pgettext("card", "to ask for") if to_ask else ""


def severity_word(severity: Severity) -> str:
    """How much a diagnostic matters, in a word."""
    match severity:
        case Severity.BLOCKING:
            return pgettext("severity", "blocking")
        case Severity.WARNING:
            return pgettext("severity", "warning")
        case Severity.ADVICE:
            return pgettext("severity", "advice")


def enrolment_month(dates: EnrolmentDates) -> str:
    """The end of enrolment as the sheet words it; empty where it does not, or where an exact day was entered."""
    if dates.entered is not None or dates.rule is None:
        return ""
    return shown(localised(dates.rule.closes_in_words))


def entered_words(entered: EnteredOpening | EnteredEnrolment | EnteredRhythm) -> str:
    """Who said what the user entered, and when it was entered; it is never called the sheet's."""
    if says_nothing(entered.source):
        return _("entered by you on {day}").format(day=date_label(entered.date))
    return _("entered by you on {day}, after {source}").format(
        day=date_label(entered.date), source=shown(entered.source)
    )


def enrolment_words(load: "TermLoad") -> list[str]:
    """Until when one can enrol, or since when no more, from the longest to the shortest form; nothing if unknown.

    In the sheet's words where it has some, for it publishes no day: « mi-mars 2027 ».
    """
    if load.enrolment is None:
        return [over_word()] if load.closed else []
    closes = load.enrolment.closes
    values = {
        "words": enrolment_month(load.enrolment),
        "year": closes.year,
        "day": date_label(closes),
    }
    if load.enrolment_closed:
        text = _("enrolment closed since {words} {year}") if values["words"] else _("enrolment closed on {day}")
        return [text.format_map(values), _("enrolment closed")]
    if values["words"]:
        forms = _("enrol until {words} {year}"), _("until {words} {year}"), _("until {words}"), _("→ {words}")
        return [form.format_map(values) for form in forms]
    return [_("enrol until {day}").format_map(values), _("until {day}").format_map(values)]


def over_word() -> str:
    """That a term has ended, in a word."""
    return pgettext("term", "over")


def closed_words(load: "TermLoad") -> list[str]:
    """That a term takes no new plan, *load* being of the semester with which it closes."""
    return enrolment_words(load) if load.enrolment is not None else [over_word()]


def leave_word() -> str:
    """That nothing is taken in a semester, in a word."""
    return pgettext("term", "On leave")


def credit_word(basis: CreditBasis) -> str:
    """On what grounds a unit is obtained, in a few words."""
    match basis:
        case CreditBasis.VES:
            return pgettext("credit", "VES (studies validated)")
        case CreditBasis.VAE:
            return pgettext("credit", "VAE (experience validated)")
        case CreditBasis.EQUIVALENCE:
            return pgettext("credit", "Equivalence")
        case CreditBasis.EARLIER:
            return pgettext("credit", "Validated earlier")


def basis_short(basis: CreditBasis) -> str:
    """The same inside a sentence: « VES »."""
    match basis:
        case CreditBasis.VES:
            return pgettext("ground", "VES")
        case CreditBasis.VAE:
            return pgettext("ground", "VAE")
        case CreditBasis.EQUIVALENCE:
            return pgettext("ground", "equivalence")
        case CreditBasis.EARLIER:
            return pgettext("ground", "earlier validation")


def credit_state_word(state: CreditState) -> str:
    """What came of asking for a credit, in a word."""
    match state:
        case CreditState.ASKED:
            return pgettext("credit", "Asked for")
        case CreditState.GRANTED:
            return pgettext("credit", "Granted")
        case CreditState.REFUSED:
            return pgettext("credit", "Refused")


def situation_word(situation: Occupation) -> str:
    """The learner's situation, in a word."""
    match situation:
        case Occupation.EMPLOYED:
            return _("Employed")
        case Occupation.JOB_SEEKER:
            return _("Job-seeker")
        case Occupation.OTHER:
            return _("Other or not given")


def experience_word(kind: ExperienceKind) -> str:
    """What a period of experience counts for, in a few words."""
    match kind:
        case ExperienceKind.IN_FIELD:
            return pgettext("experience", "In the field")
        case ExperienceKind.OUTSIDE_FIELD:
            return pgettext("experience", "Outside the field")
        case ExperienceKind.PLACEMENT:
            return pgettext("experience", "Placement")


def severity_heading(severity: Severity) -> str:
    """The name of a group of diagnostics."""
    match severity:
        case Severity.BLOCKING:
            return pgettext("group", "BLOCKING")
        case Severity.WARNING:
            return pgettext("group", "TO WATCH")
        case Severity.ADVICE:
            return pgettext("group", "GOOD TO KNOW")
