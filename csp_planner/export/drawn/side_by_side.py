"""Scenarios side by side on paper: a table, in slices of as many columns as a page can hold."""

from csp_planner.export.content import ComparisonContent, RowText
from csp_planner.export.drawn.block import Block, Group, gap, under
from csp_planner.export.drawn.canvas import Canvas
from csp_planner.export.drawn.ink import Face, Faces, Ink
from csp_planner.export.drawn.parts import head_block, heading_block, text_block

COLUMNS = 4
"""Most scenarios beside one another."""
_NAME = 0.36
"""Part of the width that the names of the rows take."""
_PAD = 40.0


def comparison_groups(content: ComparisonContent, width: float, faces: Faces) -> tuple[Group, ...]:
    """All of a printed comparison, in reading order."""
    groups = [Group((head_block(content.kind, content.issued, content.title, content.facts, width, faces),))]
    for start in range(0, len(content.names), COLUMNS):
        chosen = slice(start, start + COLUMNS)
        groups.append(_table((), content.names[chosen], content.rows, chosen, width, faces))
    if content.remark:
        groups.append(Group((text_block(content.remark, width, faces),)))
    heading = heading_block(content.differences_heading, width, faces)
    if not content.differences:
        groups.append(Group((heading,)))
    for start in range(0, len(content.names) if content.differences else 0, COLUMNS):
        chosen = slice(start, start + COLUMNS)
        before = () if start else (heading,)
        groups.append(_table(before, content.names[chosen], content.differences, chosen, width, faces))
    return tuple(groups)


def _table(
    before: tuple[Block, ...],
    names: tuple[str, ...],
    rows: tuple[RowText, ...],
    chosen: slice,
    width: float,
    faces: Faces,
) -> Group:
    head = _row("", names, faces.strong, faces, width, is_head=True)
    lines = [_row(row.name, row.values[chosen], faces.body, faces, width) for row in rows]
    return Group((*before, head, *under((head,), lines), gap(120)))


def _row(name: str, values: tuple[str, ...], face: Face, faces: Faces, width: float, *, is_head: bool = False) -> Block:
    """One row; a long value is wrapped, a very long one cut."""
    first = width * _NAME
    each = (width - first) / max(1, len(values))
    named = faces.body.wrapped(name, first - _PAD, 3)
    wrapped = [face.wrapped(value, each - _PAD, 3) for value in values]
    lines = max(1, len(named), *(len(cell) for cell in wrapped))
    height = lines * face.height + 2 * _PAD * 0.6

    def paint(canvas: Canvas, x: float, y: float) -> None:
        top = y + _PAD * 0.6
        canvas.lines(faces.body, x, top, named, Ink.MUTED)
        for index, cell in enumerate(wrapped):
            canvas.lines(face, x + first + index * each, top, cell)
        canvas.rule(x, y + height, width, Ink.MUTED if is_head else Ink.LINE)

    return Block(height + 5, paint, keep_with_next=is_head)
