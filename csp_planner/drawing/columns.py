"""Draws loads as columns against a limit, for the window, paper and pictures alike.

A column over the limit has another colour and is striped, so that it is told apart in grey. Lengths are in whatever
unit the painter measures in: *hair* says how wide a thin line is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

_FILLED = 0.7
"""Part of its place that a column fills."""
_STRIPE, _STEP = 2.0, 6.0
"""Width of a stripe and from one to the next, in hairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnInk:
    """The colours of columns. ``stripe`` is drawn on ``over``, and all others on the ground: 3:1 each."""

    within: QColor
    over: QColor
    stripe: QColor
    limit: QColor
    base: QColor
    """The line the columns stand on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Loads in time, one column each, in an area."""

    loads: Sequence[float]
    limit: float | None
    """The load a learner wants to keep to; None where there is none."""
    most: float
    """The load that is as tall as the area. Charts that are compared have the same."""
    area: QRectF
    over: Sequence[bool] | None = None
    """Which loads pass the limit, where what is drawn is rounded; told from the loads otherwise."""

    def place(self, index: int) -> QRectF:
        """The full height of the area where column *index* stands, room beside it included."""
        width = self.area.width() / max(1, len(self.loads))
        return QRectF(self.area.left() + index * width, self.area.top(), width, self.area.height())

    def column(self, index: int) -> QRectF:
        """Column *index* itself; of no height where the load is none."""
        place, height = self.place(index), self.area.height() * self._part(self.loads[index])
        width = place.width() * _FILLED
        return QRectF(place.center().x() - width / 2, self.area.bottom() - height, width, height)

    def limit_y(self) -> float | None:
        """How low the line of the limit is; None where there is none, or where it lies above the area."""
        if self.limit is None or self.limit > self.most:
            return None
        return self.area.bottom() - self.area.height() * self._part(self.limit)

    def is_over(self, index: int) -> bool:
        """Whether column *index* passes the limit."""
        if self.over is not None:
            return self.over[index]
        return self.limit is not None and self.loads[index] > self.limit

    def _part(self, load: float) -> float:
        return min(1.0, load / self.most) if self.most > 0 else 0.0


def paint_columns(painter: QPainter, columns: Columns, ink: ColumnInk, hair: float = 1.0) -> None:
    """Paint *columns*, the line they stand on, and over them the dashed line of the limit."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for index, load in enumerate(columns.loads):
        if load > 0:
            paint_column(painter, columns.column(index), ink, hair, over=columns.is_over(index))
    area = columns.area
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), hair), ink.base)
    y = columns.limit_y()
    if y is not None:
        paint_dashes(painter, QLineF(area.left(), y, area.right(), y), ink.limit, hair)
    painter.restore()


def paint_column(painter: QPainter, area: QRectF, ink: ColumnInk, hair: float = 1.0, *, over: bool) -> None:
    """Paint one column, or a sample of one: plain within the limit, striped over it."""
    painter.fillRect(area, QBrush(ink.over if over else ink.within))
    if not over:
        return
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink.stripe, _STRIPE * hair))
    width, step = area.width(), _STEP * hair
    bottom = area.bottom() + width
    for index in range(int((area.height() + width) / step) + 2):
        y = bottom - index * step
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y - width))
    painter.restore()


def paint_dashes(painter: QPainter, line: QLineF, colour: QColor, hair: float = 1.0, *, wide: bool = False) -> None:
    """Paint a dashed line."""
    pen = QPen(colour, hair * (2 if wide else 1))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([3, 2] if wide else [4, 3])
    painter.setPen(pen)
    painter.drawLine(line)
