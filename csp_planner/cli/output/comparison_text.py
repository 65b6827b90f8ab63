"""Scenarios side by side as a text to read in a terminal."""

from collections.abc import Iterator

from csp_planner.cli.output.table import table
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import Column, Comparison
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.comparison import Section, comparison_sections
from csp_planner.messages.cost import cost_remarks
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label


def comparison_text(plan: Plan, comparison: Comparison) -> str:
    """*comparison* as a table, one column per scenario, and the units that differ."""
    columns = comparison.columns
    figures, *units = comparison_sections(comparison)
    heading = _("{programme}: scenarios side by side, on {day}").format(
        programme=shown(plan.programme.code), day=date_label(comparison.today)
    )
    lines = [heading, "", *table([("", *map(_name, columns)), *_rows(figures)])]
    if len(columns) > 1:
        lines += ["", *_differences(units)]
    remarks = [remark for column in columns[:1] for remark in cost_remarks(column.cost)]  # the same for all
    if remarks:
        lines += ["", *remarks]
    return "\n".join(lines)


def _name(column: Column) -> str:
    if column.retained:
        return pgettext("scenario", "{name} (retained)").format(name=shown(column.name))
    return shown(column.name)


def _rows(section: Section) -> list[tuple[str, ...]]:
    return [(head, *cells) for head, cells in section.rows]


def _differences(units: list[Section]) -> Iterator[str]:
    if not units:
        yield _("Every unit stands in the same semester.")
    for section in units:
        yield section.title
        yield from table(_rows(section))
