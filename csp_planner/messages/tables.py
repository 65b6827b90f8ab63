"""Names what tables hold: sheets, columns and parts of a total in a workbook, scenarios side by side on paper."""

from dataclasses import dataclass

from csp_planner.domain.evaluation.values import Totals
from csp_planner.messages.catalogue import _, pgettext


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNames:
    """Names of the sheets of a workbook: at most 31 characters, none of ``[]:*?/\\``."""

    plan: str
    award: str
    terms: str
    checks: str
    summary: str


def sheet_names() -> SheetNames:
    """The names of the sheets, in the active language."""
    return SheetNames(
        plan=pgettext("sheet", "Plan"),
        award=pgettext("sheet", "Award"),
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
        pgettext("column", "Mode"),
        pgettext("column", "Waiver"),
        pgettext("column", "ECTS or hours entered by hand"),
        pgettext("column", "Note"),
        pgettext("column", "Counts for"),
    )


def award_headings() -> tuple[str, ...]:
    """Headings of the table of the award's blocks."""
    return (
        pgettext("column", "Block"),
        pgettext("column", "Asked for"),
        pgettext("column", "State"),
        pgettext("column", "Progress"),
        pgettext("column", "Units"),
        pgettext("column", "ECTS"),
        pgettext("column", "Missing"),
        pgettext("column", "Beyond"),
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


def not_published() -> str:
    """Return what stands for an amount that the sheet does not publish."""
    return _("not published")


def total_parts(totals: Totals, *, of_choices: bool = False) -> tuple[tuple[str, float | None], ...]:
    """Return the name and the amount of each part of a total; None where it is not published.

    *of_choices*: what the rows add up to says nothing, because not all of them are due.
    """
    if not totals.known:
        return ((pgettext("total", "announced"), totals.target), (pgettext("total", "listed on the sheet"), None))
    listed = ((pgettext("total", "listed on the sheet"), totals.listed),)
    if of_choices:
        listed = ((pgettext("total", "printed for this parcours"), totals.listed),) if totals.listed else ()
    return (
        (pgettext("total", "announced"), totals.target),
        *listed,
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


def cost_on(funding: str) -> str:
    """Name of the row of the price, in euros."""
    return _("Cost in euros, {funding}").format(funding=funding)


def remark_name() -> str:
    """Name of a row that says something of the rows about it."""
    return _("Remark")
