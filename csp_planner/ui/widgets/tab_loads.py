"""The small columns beside the name of a scenario: what each semester bears, against the learner's limit."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

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


def size_of(line: int) -> QSize:
    """Size in pixels beside text of *line* pixels a line."""
    return QSize(round(WIDTH * line), round(HEIGHT * line))


class LoadPictures:
    """Pictures of loads, drawn once for each value: tabs are painted far more often than plans change."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[TabLoads, QSize, float], QPixmap] = {}

    def keep(self, loads: Iterable[TabLoads | None]) -> None:
        """Forget all pictures but those of *loads*."""
        wanted = set(loads)
        self._drawn = {key: picture for key, picture in self._drawn.items() if key[0] in wanted}

    def of(self, loads: TabLoads, size: QSize, ratio: float) -> QPixmap:
        """The picture of *loads*, *ratio* dots of the screen in each pixel."""
        key = loads, size, ratio
        if key not in self._drawn:
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            _paint(painter, QRectF(QPointF(0, 0), QSizeF(size)), loads)
            painter.end()
            self._drawn[key] = picture
        return self._drawn[key]


def _paint(painter: QPainter, area: QRectF, loads: TabLoads) -> None:
    from csp_planner.drawing.columns import ColumnInk, Columns, paint_columns  # the first page has no tab

    ink = ColumnInk(
        within=theme.colour("accent"),
        over=theme.colour("warning"),
        stripe=theme.colour("surface"),
        limit=theme.colour("muted"),
        base=theme.colour("edge"),
    )
    area.setBottom(area.bottom() - 1)  # the line they stand on is below the area
    paint_columns(painter, Columns(loads=loads.loads, limit=loads.limit, most=loads.most, area=area), ink)
