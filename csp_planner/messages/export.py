"""Says what is printed and exported, where no other module says it already."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.checks import Check
from csp_planner.domain.enrolment import EnrolmentDates
from csp_planner.domain.evaluation.values import Diagnostic, TermLoad, Totals
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.loads import weeks_assumed
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, ects, enrolment_month, hours, number, term_short


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The fixed words of a printed plan."""

    board: str
    nothing_planned: str
    nothing_here: str
    conditions: str
    deadlines: str
    no_deadline: str
    to_place: str
    outside_terms: str
    checks: str
    nothing_to_check: str
    notes: str
    signatures: str
    day_and_signature: str
    published: str
    projected: str
    waived: str
    sample_chip: str
    """What the chips say that explain the two outlines."""
    continued: str
    """The mark of what goes on from the page before."""


def page_words() -> PageWords:
    """The fixed words of a printed plan, in the active language."""
    return PageWords(
        board=_("Plan by academic year"),
        nothing_planned=_("Nothing is planned yet."),
        nothing_here=_("no unit"),
        conditions=_("Conditions of the award"),
        deadlines=_("Next deadlines"),
        no_deadline=_("No deadline ahead."),
        to_place=_("Units to place"),
        outside_terms=_("Outside the semesters"),
        checks=_("To check"),
        nothing_to_check=_("Nothing to check."),
        notes=_("Notes"),
        signatures=_("Signatures"),
        day_and_signature=_("Date and signature"),
        published=_("published opening"),
        projected=_("projected opening"),
        waived=_("placed by a waiver"),
        sample_chip=pgettext("opening", "S1"),
        continued=_("continued"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FactNames:
    """Names of what stands at the head of a page, and in the summary of a workbook."""

    learner: str
    advisor: str
    programme: str
    scenario: str
    day: str
    end: str
    leaves: str
    condition: str
    deadline: str


def fact_names() -> FactNames:
    """The names of facts, in the active language."""
    return FactNames(
        learner=_("Learner"),
        advisor=_("Advisor"),
        programme=_("Programme"),
        scenario=_("Scenario"),
        day=_("Judged on"),
        end=_("Last planned semester"),
        leaves=_("On leave"),
        condition=_("Condition of the award"),
        deadline=_("Deadline"),
    )


def document_kind() -> str:
    """Return what kind of document a printed plan is."""
    return _("Study plan")


def document_title(programme: str, scenario: str, learner: str) -> str:
    """Return the title of a document or the name of a calendar."""
    if learner:
        text = _("Study plan {programme}: {scenario}, {learner}")
        return text.format(programme=programme, scenario=scenario, learner=learner)
    return _("Study plan {programme}: {scenario}").format(programme=programme, scenario=scenario)


def numbered_scenario(number: int) -> str:
    """Name a scenario by its number, where its name may hold a person's and must not leave: « scénario 2 »."""
    return _("scenario {number}").format(number=number)


def programme_title(code: str, title: str) -> str:
    """Name a programme: « CRN01 : Chargé d’accompagnement social et professionnel »."""
    return pgettext("programme", "{code}: {title}").format(code=code, title=title)


def issued_on(day: date) -> str:
    """Say on which day the plan was judged."""
    return _("Drawn up on {day}").format(day=date_label(day))


def source_line(sheet: str) -> str:
    """Say where the values come from."""
    return _("Source: {sheet}").format(sheet=sheet)


def footer(programme: str, scenario: str, day: date) -> str:
    """What stands at the foot of every page, beside its number."""
    text = pgettext("footer", "{programme} · {scenario} · {day}")
    return text.format(programme=programme, scenario=scenario, day=date_label(day))


def page_number(page: int, pages: int) -> str:
    """Number a page: « Page 1 sur 2 »."""
    return _("Page {page} of {pages}").format(page=page, pages=pages)


def ects_name() -> str:
    """Name of the total of credits."""
    return _("ECTS credits")


def hours_name() -> str:
    """Name of the total of hours."""
    return _("Teaching hours")


def of_ects_target(target: float | None) -> str:
    """What follows the credits reached: "/ 120 ECTS announced"."""
    if target is None:
        return no_total()
    return _("/ {ects} announced").format(ects=ects(target))


def of_hours_target(target: float | None, *, known: bool = True) -> str:
    """What follows the hours reached: "/ 657 h announced"; nothing precedes it while no unit's hours are *known*."""
    if target is None:
        return no_total()
    if not known:
        return _("{total} announced").format(total=hours(target))
    return _("/ {hours} announced").format(hours=hours(target))


def no_total() -> str:
    """Say that the sheet announces no total."""
    return _("no total announced")


def listed_label(totals: Totals) -> str:
    """Say what the rows of the sheet add up to."""
    if totals.listed is None:
        return _("listed on the sheet: nothing published")
    return _("listed on the sheet: {total}").format(total=number(totals.listed))


def entered_label(totals: Totals) -> str:
    """Say what the user's own figures add to the sheet's."""
    return _("entered by hand: {amount}").format(amount=number(totals.entered))


def weekly_load(weekly_hours: float, weeks: int, limit: float | None) -> str:
    """Say the hours of class a week of a semester, over the *weeks* it is taken to last, against those available."""
    values = {"number": number(round(weekly_hours, 1)), "weeks": weeks_assumed(weeks)}
    if limit is None:
        return pgettext("load", "{number} h of class a week ({weeks})").format_map(values)
    values["limit"] = number(round(limit, 2))
    if exceeds(weekly_hours, limit):
        return pgettext("load", "too many: {number} / {limit} h of class a week ({weeks})").format_map(values)
    return pgettext("load", "{number} / {limit} h of class a week ({weeks})").format_map(values)


def own_figures() -> str:
    """The mark of ECTS or hours that are not the sheet's."""
    return pgettext("card", "entered by hand")


def subject_to_renewal() -> str:
    """Return the mark of a semester that ends after the accreditation."""
    return _("subject to renewal")


def waiver_word() -> str:
    """The mark of a placement by waiver."""
    return pgettext("card", "waiver")


def unknown_unit() -> str:
    """Return what stands for the title of a unit that the programme does not have."""
    return _("Unknown unit")


def experience_name() -> str:
    """Name of the experience among the notes."""
    return _("Professional experience")


def cost_heading() -> str:
    """Return the heading over the price."""
    return _("Cost of the whole diploma")


def no_funding_chosen() -> str:
    """Say under the prices that no funding is chosen."""
    return _("No funding is chosen yet: one of these prices applies.")


def unit_amount(unit_ects: float, unit_hours: float | None, *, has_hours: bool) -> str:
    """Say the ECTS and hours of a unit on its card: « 6 ECTS · 51 h »; the ECTS alone where no unit *has_hours*."""
    if not has_hours:
        return ects(unit_ects)
    return pgettext("card", "{ects} · {hours}").format(ects=ects(unit_ects), hours=hours(unit_hours))


def load_amount(load_ects: float | None, load_hours: float | None) -> str:
    """Say the ECTS and hours of a semester or a year: « 29 ECTS · 249 h »; the ECTS alone where hours are unknown."""
    if load_hours is None:
        return ects(load_ects)
    return pgettext("load", "{ects} · {hours}").format(ects=ects(load_ects), hours=hours(load_hours))


def semester_load(load: TermLoad, max_ects: float | None) -> str:
    """Say the load of a semester, with the limit where it passes one."""
    if load.overloaded and max_ects is not None and exceeds(load.ects, max_ects):
        if load.shown_hours is None:
            text = pgettext("load", "{ects} of {limit} at most")
            return text.format(ects=number(load.shown_ects), limit=ects(max_ects))
        text = pgettext("load", "{ects} of {limit} at most · {hours}")
        return text.format(ects=number(load.shown_ects), limit=ects(max_ects), hours=hours(load.shown_hours))
    return load_amount(load.known_ects, load.shown_hours)


def semester_name(term: Term) -> str:
    """Name the part of the year that *term* is."""
    match term.part:
        case Part.S1:
            return pgettext("term", "Semester 1")
        case Part.S2:
            return pgettext("term", "Semester 2")
        case Part.ANNUAL:
            return pgettext("term", "Annual")


def enrolment_label(dates: EnrolmentDates, *, is_closed: bool) -> str:
    """Say until when one can enrol, or since when no more. The days are conventions; the words are the sheet's."""
    if is_closed:
        return _("enrolment closed on {day}").format(day=date_label(dates.closes))
    words = enrolment_month(dates)
    if words:
        text = _("enrol until {day} ({words})")
        return text.format(day=date_label(dates.closes), words=shown(words))
    return _("enrol until {day}").format(day=date_label(dates.closes))


def accreditation_boundary(programme: Programme) -> str:
    """Say where the accreditation ends, on the line between two years; empty where the sheet does not publish it."""
    if programme.accreditation is None:
        return ""
    ends = date_label(programme.accreditation.ends)
    if programme.accreditation.entered:
        return _("accreditation until {day} (entered by hand) — beyond it, subject to renewal").format(day=ends)
    return _("accreditation until {day} — beyond it, subject to renewal").format(day=ends)


def reached_label(totals: Totals) -> str:
    """Say how much of a total is obtained, under way or planned."""
    return number(totals.reached)


def share_labels(totals: Totals) -> dict[str, str]:
    """Return the words for each part of a total with its amount, by name of the field."""
    expected = {"expected": _("asked for: {amount}").format(amount=number(totals.expected))} if totals.expected else {}
    return {
        **expected,
        "obtained": _("obtained: {amount}").format(amount=number(totals.obtained)),
        "in_progress": _("under way: {amount}").format(amount=number(totals.in_progress)),
        "planned": _("planned: {amount}").format(amount=number(totals.planned)),
        "unplaced": _("to place: {amount}").format(amount=number(totals.unplaced)),
        "unattributed": _("attributed to no unit: {amount}").format(amount=number(totals.unattributed)),
    }


def check_sentence(diagnostic: Diagnostic, programme: Programme, *, personal_data: bool) -> str:
    """Say what *diagnostic* says. Without personal data, the reason that a person wrote is left out."""
    if personal_data:
        return diagnostic_sentence(diagnostic, programme)
    if diagnostic.code is Check.WAIVER and diagnostic.term is not None and not diagnostic.args.get("proposed"):
        text = _("{unit} is placed in {term} by a waiver.")
        sentence = text.format(unit=shown(diagnostic.unit), term=term_short(diagnostic.term))
    else:
        sentence = diagnostic_sentence(replace(diagnostic, acceptance=None, outgrown=None), programme)
    judged = diagnostic.acceptance
    if judged is None:
        return sentence
    return _("{warning} Accepted on {day}.").format(warning=sentence, day=date_label(judged.date))


def checks_heading(severity: str, count: int) -> str:
    """Return the heading over the diagnostics of one severity: « bloquant (3) »."""
    return pgettext("checks", "{severity} ({count})").format(severity=severity, count=count)


def enrolment_opens_title(term: Term, programme: str) -> str:
    """What a calendar shows on the first day of an enrolment window."""
    return _("{programme}: enrolment opens for {term}").format(programme=programme, term=term_short(term))


def enrolment_closes_title(term: Term, programme: str) -> str:
    """What a calendar shows on the last day of an enrolment window."""
    return _("{programme}: last day to enrol for {term}").format(programme=programme, term=term_short(term))


def answer_title(unit: str, programme: str) -> str:
    """What a calendar shows on the day an answer is expected."""
    return _("{programme}: answer expected for {unit}").format(programme=programme, unit=unit)


def accreditation_title(programme: str) -> str:
    """What a calendar shows when the accreditation ends."""
    return _("{programme}: the accreditation ends").format(programme=programme)


def experience_title(programme: str) -> str:
    """What a calendar shows when the experience is reached."""
    return _("{programme}: the experience asked for is reached").format(programme=programme)


def units_to_enrol(units: str) -> str:
    """Say in the text of a calendar's event what to enrol in."""
    return _("Units to enrol in: {units}.").format(units=units)


def day_is_entered() -> str:
    """That the last day to enrol is none of the sheet's conventions."""
    return _("The last day is exact, and entered by you.")


def day_is_convention() -> str:
    """Say why the day of an enrolment window is not to be taken to the letter."""
    return _("The sheet names the month, not the day: ask the centre for the exact date.")


def reminder(title: str, days: int) -> str:
    """Return what a reminder says *days* before."""
    return ngettext("In {days} day: {title}", "In {days} days: {title}", days).format(days=days, title=title)


def export_sentence(problem: str, *, file: str, endings: str, packages: str) -> str:
    """Say why an output could not be made, and what can be done. *problem* is a code of ``ExportProblem``."""
    text = {
        "unknown-ending": _("“{file}” cannot be made: give a name that ends in {endings}."),
        "is-the-plan": _("“{file}” is the plan itself: give the output another name."),
        "not-a-file": _("“{file}” is not a file: give the output another name."),
        "no-folder": _("There is no folder for “{file}”: nothing was created."),
        "libraries": _("Drawing needs system libraries that are not installed: apt-get install {packages}"),
        "no-font": _("There is no font on this computer to write with: install one, for example fonts-dejavu-core."),
    }[problem]
    return text.format(file=shown(file), endings=endings, packages=packages)


def changed_texts(texts: Sequence[str]) -> str:
    """Say that a spreadsheet does not keep *texts* of a CSV file as they are, and what does."""
    some = ", ".join(map(shown, texts[:3]))
    if len(texts) > 3:
        some = _("{texts}…").format(texts=some)
    sentence = _("A spreadsheet that opens a CSV may make numbers or days of {texts}; an XLSX keeps them as they are.")
    return sentence.format(texts=some)


def replace_question(file: str) -> str:
    """Ask whether an output may take the place of a file."""
    return _("“{file}” exists already. Replace it?").format(file=shown(file))


def exported(file: str) -> str:
    """Say that an output was made."""
    return _("“{file}” created.").format(file=shown(file))
