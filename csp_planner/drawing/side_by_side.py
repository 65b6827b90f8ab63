"""Lays out scenarios side by side on paper: panels, then a table, in slices of as many as stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from csp_planner.drawing.block import Block, Group, gap, under
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.ink import Face, Faces, Ink
from csp_planner.drawing.parts import text_block
from csp_planner.drawing.scenario_panels import PAPER, Legend, Panels
from csp_planner.export.content import ComparisonContent, Fact
from csp_planner.messages.comparison import TableRow
from csp_planner.messages.comparison_chart import ChartWords, PanelWords

COLUMNS = 4
"""Most scenarios side by side."""
PLOT_HEIGHT = 620.0
_PANEL_GAP = 100.0
_NAME = 0.3
"""Part of the width that the names of the rows take."""
_PAD = 90.0
"""Room kept free at the right of a cell."""
_ROW_PAD = 14.0
"""Room over and under the lines of a row."""
_HEAD_LINES, _LINES = 2, 3
"""Most lines of the name of a scenario, and of any other cell; the rest is cut."""


def comparison_groups(content: ComparisonContent, width: float, faces: Faces) -> tuple[Group, ...]:
    """Return the groups of a printed comparison, in reading order."""
    chart, table = content.chart, content.table
    panels = [panels_block(replace(chart, panels=one), width, faces, chart) for one in _sliced(chart.panels)]
    grid = _Grid(width, min(COLUMNS, len(chart.panels)), faces)
    names = tuple(panel.title for panel in chart.panels)
    rows = (
        *table.figures,
        *_headed(table.choices_heading, table.choices),
        *_headed(table.units_heading, table.units),
    )
    remark = (Group((text_block(table.remark, width, faces),)),) if table.remark else ()
    return (
        Group((_head(content, width, faces), *panels, legend_block(chart, width, faces))),
        *grid.tables(names, rows),
        *remark,
    )


def _headed(heading: str, rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    return (TableRow(head=heading, values=()), *rows) if heading else rows


def _head(content: ComparisonContent, width: float, faces: Faces) -> Block:
    """Return what the page is, whose it is, and of which day, in as little height as that takes."""
    title = faces.heading.elided(content.title, width)
    facts = facts_line(content.facts, width, faces)
    facts_top = faces.strong.height + faces.heading.height + 60

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(faces.strong, x, y, content.kind, Ink.ACCENT)
        canvas.text_right(faces.small, x + width, y, content.issued, Ink.MUTED)
        canvas.text(faces.heading, x, y + faces.strong.height, title)
        canvas.rule(x, y + faces.strong.height + faces.heading.height + 25, width, Ink.ACCENT, 15)
        facts.paint(canvas, x, y + facts_top)

    return Block(height=facts_top + facts.height + 60, paint=paint)


def facts_line(facts: tuple[Fact, ...], width: float, faces: Faces) -> Block:
    """Return facts in one line, each behind its name."""
    small = faces.small

    def paint(canvas: Canvas, x: float, y: float) -> None:
        room = width - sum(small.width(fact.name) + 300 for fact in facts)
        for left, fact in zip(range(len(facts), 0, -1), facts, strict=True):
            x += canvas.text(small, x, y, fact.name, Ink.MUTED) + 60
            taken = canvas.text(small, x, y, small.elided(fact.value, room / left))
            room -= taken  # a short value leaves the rest of its width to those after it
            x += taken + 240

    return Block(height=small.height if facts else 0, paint=paint)


def _sliced(items: Sequence[PanelWords]) -> list[tuple[PanelWords, ...]]:
    return [tuple(items[start : start + COLUMNS]) for start in range(0, len(items), COLUMNS)]


def panels_block(chart: ChartWords, width: float, faces: Faces, of: ChartWords) -> Block:
    """Return the panels of *chart* side by side; as wide as they are where all of the chart *of* stand in one line."""
    columns = max(2, min(COLUMNS, len(of.panels)))
    each = (width - (columns - 1) * _PANEL_GAP) / columns
    panels = Panels(chart, each, faces, PLOT_HEIGHT)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for index in range(len(chart.panels)):
            left = x + index * (each + _PANEL_GAP)
            canvas.box(QRectF(left, y, each, panels.height), Ink.WHITE, Ink.LINE, radius=60)
            panels.paint(canvas, index, left, y, PAPER)

    return Block(height=panels.height + _PANEL_GAP, paint=paint)


def legend_block(chart: ChartWords, width: float, faces: Faces) -> Block:
    """Return what the marks of *chart* mean."""
    legend = Legend(chart, width, faces)
    return Block(height=legend.height + 90, paint=lambda canvas, x, y: legend.paint(canvas, x, y, PAPER))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of the slices. They are as wide in a slice of fewer, so that all slices read as one table."""

    width: float
    columns: int
    faces: Faces

    def tables(self, names: tuple[str, ...], rows: tuple[TableRow, ...]) -> tuple[Group, ...]:
        """Return *rows* under *names*, one slice after the other."""
        slices = [slice(start, start + self.columns) for start in range(0, len(names), self.columns)]
        return tuple(self._table(names[chosen], rows, chosen) for chosen in slices)

    def _table(self, names: tuple[str, ...], rows: tuple[TableRow, ...], chosen: slice) -> Group:
        head = self._row("", names, self.faces.strong, is_head=True)
        lines = [self._line(row, chosen) for row in rows]
        return Group((head, *under((head,), lines), gap(120)))

    def _line(self, row: TableRow, chosen: slice) -> Block:
        if not row.values:
            return self._heading(row.name)
        if row.shared:
            return self._row(row.name, (row.shared,), self.faces.body, spans=True)
        return self._row(row.name, row.values[chosen], self.faces.body)

    def _heading(self, text: str) -> Block:
        strong = self.faces.strong
        height = strong.height + 4 * _ROW_PAD

        def paint(canvas: Canvas, x: float, y: float) -> None:
            canvas.text(strong, x, y + 3 * _ROW_PAD, text)
            canvas.rule(x, y + height, self.width, Ink.MUTED)

        return Block(height=height + 5, paint=paint, keep_with_next=True)

    def _row(
        self, name: str, values: tuple[str, ...], face: Face, *, is_head: bool = False, spans: bool = False
    ) -> Block:
        """Return one row; a value that *spans* has the width of all. A long value is wrapped and a very long one cut.

        A name has one line: the code of a unit comes first, and tells which it is.
        """
        body, width = self.faces.body, self.width
        first = width * _NAME
        each = (width - first) / (1 if spans else self.columns)
        most = _HEAD_LINES if is_head else _LINES
        named = (body.elided(name, first - _PAD),)
        wrapped = [face.wrapped(value, each - _PAD, most) for value in values]
        lines = max(1, *(len(cell) for cell in wrapped))
        height = lines * face.height + 2 * _ROW_PAD

        def paint(canvas: Canvas, x: float, y: float) -> None:
            top = y + _ROW_PAD
            canvas.lines(body, x, top, named, Ink.MUTED)
            for index, cell in enumerate(wrapped):
                canvas.lines(face, x + first + index * each, top, cell)
            canvas.rule(x, y + height, width, Ink.MUTED if is_head else Ink.LINE)

        return Block(height=height + 5, paint=paint, keep_with_next=is_head)
