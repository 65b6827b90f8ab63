"""Words and short phrases: terms, dates, quantities, states. Each is evaluated in the active language."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from csp_planner.domain.checks import Severity
from csp_planner.domain.offers import Mode, Offer, Offers, Opening, opening_of
from csp_planner.domain.openings import Basis, EnrolmentDates, History, OpeningFact, base_year, year_basis
from csp_planner.domain.plan import CreditBasis, CreditState, ExperienceKind, Occupation, Tick, UnitState
from csp_planner.domain.programme import EnteredEnrolment, EnteredOpening, Programme
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.terms import Part, Term, year_label
from csp_planner.domain.text import says_nothing
from csp_planner.messages.catalogue import _, localised, ngettext, pgettext
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


def opening_word(opening: Opening | None) -> str:
    """How a unit runs in a year, as short as on a card."""
    match opening:
        case None:
            return pgettext("opening", "no opening")
        case Opening.SEMESTER_1:
            return pgettext("opening", "S1")
        case Opening.SEMESTER_2:
            return pgettext("opening", "S2")
        case Opening.ANNUAL:
            return pgettext("opening", "Annual")
        case Opening.EITHER:
            return pgettext("opening", "S1 or S2")
        case Opening.SEMESTER_1_OR_ANNUAL:
            return pgettext("opening", "S1 or annual")
        case Opening.SEMESTER_2_OR_ANNUAL:
            return pgettext("opening", "S2 or annual")
        case Opening.ANY:
            return pgettext("opening", "S1, S2 or annual")


def mode_word(mode: str) -> str:
    """A way to attend, in a word or two; in the sheet's own words where it is none of those known."""
    match mode:
        case Mode.EVENING:
            return pgettext("mode", "evening or Saturday")
        case Mode.DAYTIME:
            return pgettext("mode", "daytime")
        case Mode.DISTANCE_SCHEDULED:
            return pgettext("mode", "distance (scheduled)")
        case Mode.DISTANCE_OPEN:
            return pgettext("mode", "distance (open)")
        case Mode.HYBRID:
            return pgettext("mode", "hybrid")
        case Mode.CO_MODAL:
            return pgettext("mode", "co-modal")
        case _:
            return shown(mode)


def mode_brief(mode: str) -> str:
    """The same where there is little room."""
    match mode:
        case Mode.EVENING:
            return pgettext("mode", "evening")
        case Mode.DISTANCE_SCHEDULED | Mode.DISTANCE_OPEN:
            return pgettext("mode", "distance")
        case _:
            return mode_word(mode)


def modes_words(modes: Sequence[str]) -> str:
    """Ways to attend, one after the other: each of them is offered."""
    return ", ".join(map(mode_word, modes))


def modes_briefly(modes: Sequence[str]) -> str:
    """The same where there is little room: those that are said alike are said once."""
    return ", ".join(dict.fromkeys(map(mode_brief, modes)))


def offers_words(offers: Offers) -> list[str]:
    """In which ways a unit runs in each part of a year, a line for each part; nothing of one whose ways are not known.

    Where there is one part only, it needs no name.
    """
    told = [offer for offer in offers if offer.modes]
    if len(offers) == 1:
        return [modes_words(offer.modes) for offer in told]
    text = pgettext("opening", "{part}: {modes}")
    return [text.format(part=_part_word(offer.part), modes=modes_words(offer.modes)) for offer in told]


def _part_word(part: Part) -> str:
    return opening_word(opening_of((Offer(part),)))


def runs_words(fact: OpeningFact) -> str:
    """How a unit runs in a year, that no year at all is known of it, or that it is in the sheet no more."""
    if fact.basis is Basis.ABSENT:
        return pgettext("opening", "Absent")
    if fact.basis is Basis.NO_YEAR:
        return pgettext("opening", "Semester unknown")
    return opening_word(fact.opening)


def opening_chip(fact: OpeningFact, mode: str = "") -> str:
    """How a unit runs, as a card says it, and in which of several modes it is taken, if that was chosen.

    What the user entered is marked as theirs.
    """
    word = runs_words(fact)
    if fact.history is History.ALTERNATING and fact.opening is not None:
        word = pgettext("chip", "{opening}, 1 year in 2").format(opening=word)
    elif fact.basis is Basis.ENTERED or is_by_rhythm(fact):
        word = pgettext("chip", "{opening} (entered)").format(opening=word)
    return pgettext("chip", "{opening} · {mode}").format(opening=word, mode=mode_brief(mode)) if mode else word


def is_by_rhythm(fact: OpeningFact) -> bool:
    """Whether the year follows a rhythm that the user entered."""
    return fact.rhythm is not None and not fact.contradicted


def rhythm_word(rhythm: Rhythm) -> str:
    """The years that a unit runs in."""
    match rhythm:
        case Rhythm.EVERY:
            return pgettext("rhythm", "every year")
        case Rhythm.ODD:
            return pgettext("rhythm", "odd years")
        case Rhythm.EVEN:
            return pgettext("rhythm", "even years")
        case Rhythm.NEVER:
            return pgettext("rhythm", "never")


def basis_word(basis: Basis) -> str:
    """What a statement about an opening rests on, in a word."""
    match basis:
        case Basis.PUBLISHED:
            return pgettext("basis", "published")
        case Basis.ENTERED:
            return pgettext("basis", "entered by you")
        case Basis.PROJECTED:
            return pgettext("basis", "projected")
        case Basis.ABSENT:
            return pgettext("basis", "absent from the newest edition")
        case Basis.NO_YEAR:
            return pgettext("basis", "of no known year")
        case Basis.UNKNOWN:
            return pgettext("basis", "not published")


def stability(fact: OpeningFact) -> str:
    """How far an opening can be trusted: « prévisionnel, identique 3 ans de suite »."""
    if fact.basis is Basis.ENTERED and fact.entered is not None:
        return entered_words(fact.entered)
    if fact.basis is Basis.ABSENT and fact.from_year is not None:
        return _("not in the {year} edition any more").format(year=year_label(fact.from_year))
    if fact.rhythm is not None:
        rhythm = rhythm_word(fact.rhythm.rhythm)
        if fact.contradicted:
            return _("published, contradicts your rhythm ({rhythm})").format(rhythm=rhythm)
        return _("projected by your rhythm: {rhythm}").format(rhythm=rhythm)
    if fact.basis is not Basis.PROJECTED or fact.from_year is None:
        return basis_word(fact.basis)
    if fact.entered is not None:
        text = _("projected from what you entered for {year}")
        return text.format(year=year_label(fact.from_year))
    if fact.history is History.ALTERNATING:
        return _("projected, one year in two after {count} editions").format(count=fact.stable_years)
    if fact.history is History.IRREGULAR:
        return _("projected from {year}, irregular so far").format(year=year_label(fact.from_year))
    text = ngettext(
        "projected, published this way in {year} only",
        "projected, the same {count} years in a row up to {year}",
        fact.stable_years,
    )
    return text.format(count=fact.stable_years, year=year_label(fact.from_year))


def year_about(programme: Programme, year: int) -> str:
    """Say whether the openings of *year* are the sheet's, entered by the user, or projected."""
    basis, base = year_basis(programme, year), base_year(programme, year)
    if basis is Basis.PUBLISHED:
        return _("published openings")
    if basis is Basis.ENTERED:
        return _("openings entered by hand")
    if base is None:
        return _("openings not published")
    return _("projected openings, from {year}").format(year=year_label(base))


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
