"""What is said of openings that the user entered, and of a plan that takes them over."""

from collections.abc import Sequence
from pathlib import Path

from csp_planner.domain.planning.updating import Misfit, OpeningChange, Update
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import year_label
from csp_planner.domain.text import says_nothing
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.opening_words import opening_word
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.messages.words import date_label, term_short
from csp_planner.storage.errors import FileProblem, PlanFileError


def openings_problem(error: PlanFileError) -> str:
    """Say why a file that was to hold openings cannot be read, or could not be written."""
    file = shown(error.path.name) if error.path else _("the file")
    match error.problem:
        case FileProblem.FOREIGN:
            return _("“{file}” holds no openings made by this program; it was left untouched.").format(file=file)
        case FileProblem.NEWER:
            text = _("“{file}” was made by a newer version of this program: update it to read these openings.")
            return text.format(file=file)
        case _:
            return problem_sentence(error)


def library_problem(error: PlanFileError) -> str:
    """Say why the user's library could not be written; it is as it was, and so is the plan."""
    folder = shown(str(error.path.parent)) if error.path else ""
    match error.problem:
        case FileProblem.FULL:
            return _("The openings could not be kept, the disk is full: free some space and try again.")
        case FileProblem.READ_ONLY:
            text = _("The openings could not be kept, {folder} is write-protected: change that and try again.")
        case _:
            text = _("The openings could not be kept in {folder}: check the folder and try again.")
    return text.format(folder=folder)


def year_lines(told: YearOpenings, programme: Programme) -> tuple[str, ...]:
    """What was entered for a year: who said so, then a line for each unit in the order of the programme."""
    rank = programme.ranks
    codes = sorted(told.openings, key=lambda code: rank.get(code, len(rank)))
    lines = [year_heading(told)]
    line = _("  {unit}: {opening}")
    lines += [line.format(unit=shown(code), opening=opening_word(told.openings[code])) for code in codes]
    if told.enrolment is not None:
        for day, text in (
            (told.enrolment.semester_1, _("  last day to enrol for semester 1 and annual units: {day}")),
            (told.enrolment.semester_2, _("  last day to enrol for semester 2: {day}")),
        ):
            lines += [text.format(day=date_label(day))] if day is not None else []
    return tuple(lines)


def year_heading(told: YearOpenings) -> str:
    """The year, when it was entered and after whom."""
    values = {"year": year_label(told.year), "day": date_label(told.date), "source": shown(told.source)}
    if says_nothing(told.source):
        return _("{year}, entered on {day}:").format_map(values)
    return _("{year}, entered on {day}, after {source}:").format_map(values)


def set_aside_sentence(path: Path) -> str:
    """That a file of the library could not be read, and where it is now."""
    text = _("The openings kept before cannot be read; their file is set aside as {file}.")
    return text.format(file=shown(str(path)))


def update_sentence(update: Update) -> str:
    """In one line, what a plan that took over newer openings has to do with."""
    if not update.years:
        return _("Nothing newer is known of the openings of this plan.")
    years = ", ".join(map(year_label, update.years))
    if not update.changed and not update.no_longer_fits:
        return _("The openings of {years} are as projected: they are certain now.").format(years=years)
    changed = ngettext("{years}: {count} change.", "{years}: {count} changes.", len(update.changed))
    first = changed.format(years=years, count=len(update.changed))
    if not update.no_longer_fits:
        second = _("Everything that is planned still fits.")
    else:
        second = ngettext(
            "{count} planned unit does not fit any more.",
            "{count} planned units do not fit any more.",
            len(update.no_longer_fits),
        )
    return f"{first} {second.format(count=len(update.no_longer_fits))}"


def change_sentence(change: OpeningChange) -> str:
    """How a unit runs in a year, and how it was thought to."""
    text = _("{unit} in {year}: {after} (before: {before}).")
    return text.format(
        unit=shown(change.unit),
        year=year_label(change.year),
        after=opening_word(change.after.opening),
        before=opening_word(change.before.opening),
    )


def misfit_sentence(misfit: Misfit, scenarios: Sequence[str]) -> str:
    """That a unit opens no more where it is planned; the scenario is named where the plan has several."""
    values = {"unit": shown(misfit.unit), "term": term_short(misfit.term), "scenario": shown(misfit.scenario)}
    if len(scenarios) > 1:
        return _("“{scenario}”: {unit} does not open in {term} any more.").format_map(values)
    return _("{unit} does not open in {term} any more.").format_map(values)


def update_lines(update: Update) -> tuple[str, ...]:
    """The whole report: the line, what changed, and what does not fit any more."""
    names = [scenario.name for scenario in update.plan.scenarios]
    misfits = [misfit_sentence(misfit, names) for misfit in update.no_longer_fits]
    return (update_sentence(update), *map(change_sentence, update.changed), *misfits)


def taken_back_lines(update: Update) -> tuple[str, ...]:
    """The same report of a year that was taken back."""
    years = ", ".join(map(year_label, update.years))
    first = _("What was entered for {years} is taken back: its openings are projected again.").format(years=years)
    return (first, *update_lines(update)[1:])


def replaced_sentence(told: YearOpenings) -> str:
    """That what is kept of a year gives way to what a file says of it."""
    text = _("They take the place of what you have for {year}, entered on {day}.")
    return text.format(year=year_label(told.year), day=date_label(told.date))
