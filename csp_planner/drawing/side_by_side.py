"""Lays out scenarios side by side on paper: a table, in slices of as many columns as a page can hold."""

from dataclasses import dataclass

from csp_planner.drawing.block import Block, Group, gap, under
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.ink import Face, Faces, Ink
from csp_planner.drawing.parts import head_block, heading_block, text_block
from csp_planner.export.content import ComparisonContent, RowText

COLUMNS = 4
"""Most scenarios side by side."""
_NAME = 0.34
"""Part of the width that the names of the rows take."""
_PAD = 90.0
"""Room kept free at the right of a cell."""
_ROW_PAD = 24.0
"""Room over and under the lines of a row."""
_HEAD_LINES, _LINES = 6, 3
"""Most lines of the name of a scenario, and of any other cell; the rest is cut."""


def comparison_groups(content: ComparisonContent, width: float, faces: Faces) -> tuple[Group, ...]:
    """Return the groups of a printed comparison, in reading order."""
    head = head_block(content.kind, content.issued, content.title, content.facts, width, faces)
    grid = _Grid(width, min(COLUMNS, len(content.names)), faces)
    remark = (Group((text_block(content.remark, width, faces),)),) if content.remark else ()
    heading = heading_block(content.differences_heading, width, faces)
    differences = grid.tables(content.names, content.differences, (heading,)) if content.differences else ()
    return (
        Group((head,)),
        *grid.tables(content.names, content.rows),
        *remark,
        *(differences or (Group((heading,)),)),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of the slices. They are as wide in a slice of fewer, so that all slices read as one table."""

    width: float
    columns: int
    faces: Faces

    def tables(
        self, names: tuple[str, ...], rows: tuple[RowText, ...], before: tuple[Block, ...] = ()
    ) -> tuple[Group, ...]:
        """Return *rows* under *names*, one slice after the other; *before* stands over the first."""
        slices = [slice(start, start + self.columns) for start in range(0, len(names), self.columns)]
        return tuple(self._table(before if chosen.start == 0 else (), names[chosen], rows, chosen) for chosen in slices)

    def _table(
        self, before: tuple[Block, ...], names: tuple[str, ...], rows: tuple[RowText, ...], chosen: slice
    ) -> Group:
        head = self._row("", names, self.faces.strong, is_head=True)
        lines = [self._row(row.name, row.values[chosen], self.faces.body) for row in rows]
        return Group((*before, head, *under((head,), lines), gap(120)))

    def _row(self, name: str, values: tuple[str, ...], face: Face, *, is_head: bool = False) -> Block:
        """Return one row. A long value is wrapped and a very long one cut."""
        body, width = self.faces.body, self.width
        first = width * _NAME
        each = (width - first) / self.columns
        most = _HEAD_LINES if is_head else _LINES
        named = body.wrapped(name, first - _PAD, _LINES)
        wrapped = [face.wrapped(value, each - _PAD, most) for value in values]
        lines = max(1, len(named), *(len(cell) for cell in wrapped))
        height = lines * face.height + 2 * _ROW_PAD

        def paint(canvas: Canvas, x: float, y: float) -> None:
            top = y + _ROW_PAD
            canvas.lines(body, x, top, named, Ink.MUTED)
            for index, cell in enumerate(wrapped):
                canvas.lines(face, x + first + index * each, top, cell)
            canvas.rule(x, y + height, width, Ink.MUTED if is_head else Ink.LINE)

        return Block(height=height + 5, paint=paint, keep_with_next=is_head)
