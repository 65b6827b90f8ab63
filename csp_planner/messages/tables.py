"""Names what tables hold: sheets, columns and parts of a total in a workbook, scenarios side by side on paper."""

from dataclasses import dataclass

from csp_planner.domain.evaluation.values import Totals
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, pgettext


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNames:
    """Names of the sheets of a workbook: at most 31 characters, none of ``[]:*?/\\``."""

    plan: str
    terms: str
    checks: str
    summary: str


def sheet_names() -> SheetNames:
    """The names of the sheets, in the active language."""
    return SheetNames(
        plan=pgettext("sheet", "Plan"),
        terms=pgettext("sheet", "Semesters"),
        checks=pgettext("sheet", "To check"),
        summary=pgettext("sheet", "Summary"),
    )


def plan_headings() -> tuple[str, ...]:
    """Headings of the table of units."""
    return (
        pgettext("column", "Unit"),
        pgettext("column", "Title"),
        pgettext("column", "ECTS"),
        pgettext("column", "Hours"),
        pgettext("column", "State"),
        pgettext("column", "Semester"),
        pgettext("column", "Opening"),
        pgettext("column", "Openings of the year"),
        pgettext("column", "Waiver"),
        pgettext("column", "ECTS or hours entered by hand"),
        pgettext("column", "Note"),
    )


def term_headings() -> tuple[str, ...]:
    """Headings of the table of semesters."""
    return (
        pgettext("column", "Semester"),
        pgettext("column", "ECTS"),
        pgettext("column", "Hours"),
        pgettext("column", "Hours a week"),
        pgettext("column", "Units"),
        pgettext("column", "Enrolment opens"),
        pgettext("column", "Enrolment closes"),
        pgettext("column", "Openings of the year"),
        pgettext("column", "Within the accreditation"),
        pgettext("column", "Within the load limit"),
        pgettext("column", "On leave"),
    )


def check_headings() -> tuple[str, ...]:
    """Headings of the table of diagnostics."""
    return (
        pgettext("column", "Severity"),
        pgettext("column", "Unit"),
        pgettext("column", "Semester"),
        pgettext("column", "What there is to check"),
        pgettext("column", "Code"),
    )


def summary_headings() -> tuple[str, ...]:
    """Headings of the summary."""
    return pgettext("column", "Name"), pgettext("column", "Value"), pgettext("column", "Day")


def total_parts(totals: Totals) -> tuple[tuple[str, float], ...]:
    """Return the name and the amount of each part of a total."""
    return (
        (pgettext("total", "announced"), totals.target),
        (pgettext("total", "listed on the sheet"), totals.listed),
        (pgettext("total", "entered by hand"), totals.entered),
        (pgettext("total", "balance of what was obtained"), totals.balance),
        (pgettext("total", "obtained"), totals.obtained),
        (pgettext("total", "asked for"), totals.expected),
        (pgettext("total", "under way"), totals.in_progress),
        (pgettext("total", "planned"), totals.planned),
        (pgettext("total", "to place"), totals.unplaced),
        (pgettext("total", "attributed to no unit"), totals.unattributed),
    )


def part_of(total: str, part: str) -> str:
    """Name one part of a total: « Crédits ECTS : planifiés »."""
    return pgettext("total", "{total}: {part}").format(total=total, part=part)


def yes_no(value: bool) -> str:
    """Return the word for a truth value in a table."""
    return pgettext("answer", "yes") if value else pgettext("answer", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRows:
    """Names of what scenarios are compared by."""

    end: str
    semesters: str
    lightest_ects: str
    heaviest_ects: str
    lightest_hours: str
    heaviest_hours: str
    leaves: str
    waivers: str
    after_accreditation: str
    blocking: str
    to_place: str
    awaited: str
    outside: str


def comparison_rows() -> ComparisonRows:
    """The names of the rows of a comparison, in the active language."""
    return ComparisonRows(
        end=_("End"),
        semesters=_("Semesters"),
        lightest_ects=_("Lightest, ECTS"),
        heaviest_ects=_("Heaviest, ECTS"),
        lightest_hours=_("Lightest, hours"),
        heaviest_hours=_("Heaviest, hours"),
        leaves=_("Semesters on leave"),
        waivers=_("Waivers"),
        after_accreditation=_("Semesters after the accreditation"),
        blocking=_("Blocking"),
        to_place=_("To place"),
        awaited=_("Answer awaited"),
        outside=_("Acquired outside the sheet"),
    )


def comparison_kind() -> str:
    """Say what kind of document a printed comparison is."""
    return _("Scenarios side by side")


def comparison_title(programme: str, learner: str) -> str:
    """Title of the file of a comparison."""
    if learner:
        return _("Scenarios of {programme}, {learner}").format(programme=programme, learner=learner)
    return _("Scenarios of {programme}").format(programme=programme)


def scenario_column(name: str, retained: bool) -> str:
    """Return the name of a scenario over its column, marked where it is the retained one."""
    return pgettext("scenario", "{name} (retained)").format(name=name) if retained else name


def ects_in_year(year: int) -> str:
    """Name of the row of one year."""
    return _("ECTS in {year}").format(year=year_label(year))


def peak(amount: str, term: str) -> str:
    """A load and the semester it is in."""
    return pgettext("load", "{amount} ({term})").format(amount=amount, term=term)


def cost_on(funding: str) -> str:
    """Name of the row of the price, in euros."""
    return _("Cost in euros, {funding}").format(funding=funding)


def remark_name() -> str:
    """Name of a row that says something of the rows about it."""
    return _("Remark")


def unit_name(code: str, title: str) -> str:
    """A unit in a table: code and title."""
    return pgettext("unit", "{code} {title}").format(code=code, title=title)


def differences_headings() -> tuple[str, str]:
    """Return the heading over the units that differ, and what stands there when none does."""
    return _("Units that differ"), _("Every unit stands in the same semester.")
