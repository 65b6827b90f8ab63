"""Scenarios side by side as a text to read in a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from csp_planner.cli.output.comparison_columns import BLOCKS, Signs, column_lines
from csp_planner.cli.output.table import GAP, table
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import Column, Comparison
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.comparison import Section, comparison_sections
from csp_planner.messages.comparison_chart import chart_words
from csp_planner.messages.cost import cost_remarks
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label

LEAST_UNIT = 24
"""Characters of a unit's code and title that are shown at least, however narrow the terminal is."""


def comparison_text(
    plan: Plan, comparison: Comparison, files: Sequence[Path] = (), signs: Signs = BLOCKS, width: int = 80
) -> str:
    """*comparison* as columns drawn with *signs*, as a table with one column per scenario, and the units that differ.

    *files* says in which file each scenario is, where there are two. The drawing is at most *width* wide, and so are
    the units where their titles can be cut to that; the table of figures has the width it takes.
    """
    columns = comparison.columns
    figures, *units = comparison_sections(comparison)
    heading = _("{programme}: scenarios side by side, on {day}").format(
        programme=shown(plan.programme.code), day=date_label(comparison.today)
    )
    names = _names(columns, files)
    drawn = column_lines(chart_words(comparison), names, signs, width)
    lines = [heading, "", *drawn, "", *table([("", *names), *_rows(figures)])]
    if len(columns) > 1:
        lines += ["", *_differences(units, width)]
    remarks = dict.fromkeys(remark for column in _one_per_file(columns, files) for remark in cost_remarks(column.cost))
    if remarks:
        lines += ["", *remarks]
    return "\n".join(lines)


def _one_per_file(columns: Sequence[Column], files: Sequence[Path]) -> list[Column]:
    """A column of each file: the remarks on costs are the same for all scenarios of a plan."""
    if not files:
        return list(columns[:1])
    return [columns[files.index(file)] for file in dict.fromkeys(files)]


def _names(columns: Sequence[Column], files: Sequence[Path]) -> list[str]:
    """The names of the scenarios. Where two are called the same, each says its file too."""
    names = [_name(column) for column in columns]
    met = Counter(column.name for column in columns)
    apart = len({file.name for file in files}) == len(set(files))
    for at, file in enumerate(files):
        if met[columns[at].name] > 1:
            where = shown(file.name if apart else str(file))
            names[at] = pgettext("scenario", "{name} ({file})").format(name=names[at], file=where)
    return names


def _name(column: Column) -> str:
    if column.retained:
        return pgettext("scenario", "{name} (retained)").format(name=shown(column.name))
    return shown(column.name)


def _rows(section: Section) -> list[tuple[str, ...]]:
    return [(head, *cells) for head, cells in section.rows]


def _differences(units: list[Section], width: int) -> Iterator[str]:
    if not units:
        yield _("Every unit stands in the same semester.")
    for at, section in enumerate(units):
        yield from ("", section.title) if at else (section.title,)
        rows = _rows(section)
        beside = sum(max(map(len, cells)) + len(GAP) for cells in list(zip(*rows, strict=True))[1:])
        room = max(LEAST_UNIT, width - len(GAP) - beside)
        yield from table([(_cut(head, room), *cells) for head, *cells in rows])


def _cut(name: str, room: int) -> str:
    """*name*, shortened where it has more than *room* characters."""
    return name if len(name) <= room else f"{name[: room - 1].rstrip()}…"
