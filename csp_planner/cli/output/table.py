"""Rows laid out in columns."""

from collections.abc import Iterator, Sequence

GAP = "  "
"""What stands before a line that belongs under a heading, and between two columns."""


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A line for each of *rows*, indented; each column is as wide as its longest cell. All rows have as many cells."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield (GAP + GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()
