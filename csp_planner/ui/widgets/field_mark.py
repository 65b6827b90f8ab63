"""The red frame of a field whose text cannot be taken."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from csp_planner.ui import theme


def paint_mark(field: QWidget) -> None:
    """Paint the frame of a field whose text cannot be taken; to be called while the field is painted."""
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("error"), 2))
    painter.drawRoundedRect(QRectF(field.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
