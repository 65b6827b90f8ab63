"""The small columns beside the name of a scenario: what each semester bears, against the learner's limit."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from csp_planner.ui import theme

WIDTH, HEIGHT = 2.8, 1.05
"""Size of the columns together, in heights of a line of text: the same in each tab, so that no tab grows by an edit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TabLoads:
    """The loads of one scenario's semesters, on the scales of time and load that all tabs share."""

    loads: tuple[float, ...]
    limit: float | None
    most: float
    words: str
    """The same in words, with the end, line by line."""


def size_of(line: int) -> tuple[int, int]:
    """Width and height in pixels beside text of *line* pixels a line."""
    return round(WIDTH * line), round(HEIGHT * line)


def paint_loads(painter: QPainter, area: QRect, loads: TabLoads) -> None:
    """Paint *loads* within *area*."""
    from csp_planner.drawing.columns import ColumnInk, Columns, paint_columns  # the first page has no tab

    ink = ColumnInk(
        within=theme.colour("accent"),
        over=theme.colour("warning"),
        stripe=theme.colour("surface"),
        limit=theme.colour("muted"),
        base=theme.colour("edge"),
    )
    columns = Columns(loads=loads.loads, limit=loads.limit, most=loads.most, area=QRectF(area))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # columns this small keep sharp edges
    paint_columns(painter, columns, ink)
    painter.restore()
