"""Draws what many parts need: text, rules, chips, marks of state, hatching. Every mark can be told without colour."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from csp_planner.domain.checks import Severity
from csp_planner.domain.states import UnitState
from csp_planner.drawing.ink import STATE_INK, Face, Faces, Ink
from csp_planner.export.content import Share

HAIR = 5.0
"""Width of a thin line: half a point."""
_MARK_LINE = 11.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """A painter whose unit is a tenth of a point or pixel, and the faces it writes in."""

    painter: QPainter
    faces: Faces

    def text(self, face: Face, x: float, top: float, text: str, colour: QColor = Ink.TEXT) -> float:
        """Write one line with its top left corner at (*x*, *top*); return how far it reaches."""
        self.painter.setFont(face.font)
        self.painter.setPen(colour)
        self.painter.drawText(QPointF(x, top + face.ascent), text)
        return face.width(text)

    def text_right(self, face: Face, right: float, top: float, text: str, colour: QColor = Ink.TEXT) -> float:
        """Write one line that ends at *right*; return its width."""
        width = face.width(text)
        self.text(face, right - width, top, text, colour)
        return width

    def lines(self, face: Face, x: float, top: float, lines: tuple[str, ...], colour: QColor = Ink.TEXT) -> None:
        """Write *lines*, one under the other."""
        for index, line in enumerate(lines):
            self.text(face, x, top + index * face.height, line, colour)

    def rule(self, x: float, y: float, width: float, colour: QColor = Ink.EDGE, thickness: float = HAIR) -> None:
        """Draw a horizontal line."""
        self.painter.fillRect(QRectF(x, y, width, thickness), colour)

    def dashes(self, x: float, y: float, width: float, colour: QColor) -> None:
        """Draw a dashed horizontal line."""
        step = 60.0
        for index in range(int(width / step)):
            self.painter.fillRect(QRectF(x + index * step, y, step * 0.6, 10.0), colour)

    def box(
        self, area: QRectF, fill: QColor | None, edge: QColor | None, *, radius: float = 40, dashed: bool = False
    ) -> None:
        """Draw a rounded box."""
        pen = QPen(edge, HAIR if not dashed else HAIR * 1.4) if edge is not None else QPen(Qt.PenStyle.NoPen)
        if dashed:
            pen.setDashPattern([4, 3])
        self.painter.setPen(pen)
        self.painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(area, radius, radius)

    def hatch(self, area: QRectF, colour: QColor) -> None:
        """Draw lines far apart across *area*, under what is written there."""
        _hatch(self.painter, area, colour, slant=1.0, step=130.0)

    def chip_width(self, text: str) -> float:
        """Return the width of a chip that says *text*."""
        return self.faces.small.width(text) + 80

    def chip(self, right: float, top: float, text: str, *, dashed: bool) -> float:
        """Draw a small frame around *text* that ends at *right*, dashed for a projection; return its width."""
        face = self.faces.small
        width = self.chip_width(text)
        area = QRectF(right - width, top, width, face.height + 10)
        self.box(area, None, Ink.MUTED if dashed else Ink.TEXT, radius=25, dashed=dashed)
        self.text(face, area.left() + 40, top + 5, text, Ink.TEXT)
        return width

    def state_mark(self, state: UnitState, x: float, top: float, size: float) -> None:
        """Draw the shape that stands for *state*."""
        _MARKS[state](self.painter, QRectF(x, top, size, size), STATE_INK[state])

    def waiver_mark(self, x: float, top: float, size: float) -> None:
        """Draw the flag of a placement by waiver."""
        _flag(self.painter, QRectF(x, top, size, size), Ink.WARNING)

    def severity_mark(self, severity: Severity, x: float, top: float, size: float) -> None:
        """Draw the shape that stands for *severity*."""
        _SEVERITIES[severity](self.painter, QRectF(x, top, size, size))

    def overload_mark(self, x: float, top: float, size: float) -> None:
        """Draw the triangle of a load above the learner's limit."""
        _warn(self.painter, QRectF(x, top, size, size))

    def tick_box(self, x: float, top: float, size: float, *, ticked: bool) -> None:
        """Draw a box, ticked or empty."""
        area = QRectF(x, top, size, size)
        self.box(area, Ink.WHITE, Ink.OK if ticked else Ink.EDGE, radius=12)
        if ticked:
            _tick(self.painter, area.adjusted(size * 0.15, size * 0.15, -size * 0.15, -size * 0.15), Ink.OK)

    def share(self, share: Share, area: QRectF) -> None:
        """Draw one part of a gauge: solid, hatched or ruled, so that the parts differ without colour."""
        painter = self.painter
        match share:
            case Share.OBTAINED:
                painter.fillRect(area, Ink.OK)
            case Share.EXPECTED:
                painter.fillRect(area, Ink.WHITE)
                _hatch(painter, area, Ink.OK, slant=-1.0)
            case Share.UNDER_WAY:
                painter.fillRect(area, QColor("#B9CFF3"))
                _hatch(painter, area, Ink.ACCENT, slant=1.0)
                _hatch(painter, area, Ink.ACCENT, slant=-1.0)
            case Share.PLANNED:
                painter.fillRect(area, QColor("#DCE8FA"))
                _hatch(painter, area, Ink.ACCENT, slant=1.0)
            case Share.UNATTRIBUTED:
                _hatch(painter, area, Ink.MUTED, slant=0.0)
            case Share.TO_PLACE:
                painter.fillRect(area, Ink.WHITE)


def _line_pen(colour: QColor, width: float = _MARK_LINE) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _stroke(painter: QPainter, area: QRectF, colour: QColor, *points: tuple[float, float]) -> None:
    painter.setPen(_line_pen(colour, area.width() * 0.16))
    painter.drawPolyline(_places(area, points))


def _fill(painter: QPainter, area: QRectF, colour: QColor, *points: tuple[float, float]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_places(area, points))


def _places(area: QRectF, points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(area.left() + x * area.width(), area.top() + y * area.height()) for x, y in points])


def _circle(painter: QPainter, area: QRectF, colour: QColor) -> None:
    painter.setPen(_line_pen(colour, area.width() * 0.14))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area.adjusted(*([area.width() * 0.12] * 2), *([-area.width() * 0.12] * 2)))


def _diamond(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _fill(painter, area, colour, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))


def _pencil(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _fill(painter, area, colour, (0, 1), (0.08, 0.64), (0.72, 0), (1, 0.28), (0.36, 0.92))


def _triangle(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _fill(painter, area, colour, (0.1, 0), (1, 0.5), (0.1, 1))


def _tick(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _stroke(painter, area, colour, (0.08, 0.55), (0.38, 0.88), (0.95, 0.12))


def _cross(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _stroke(painter, area, colour, (0.1, 0.1), (0.9, 0.9))
    _stroke(painter, area, colour, (0.9, 0.1), (0.1, 0.9))


def _dash(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _stroke(painter, area, colour, (0.1, 0.5), (0.9, 0.5))


def _flag(painter: QPainter, area: QRectF, colour: QColor) -> None:
    _stroke(painter, area, colour, (0.15, 0.05), (0.15, 1))
    _fill(painter, area, colour, (0.15, 0.02), (1, 0.3), (0.15, 0.6))


def _stop(painter: QPainter, area: QRectF) -> None:
    _fill(painter, area, Ink.ERROR, (0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))


def _warn(painter: QPainter, area: QRectF) -> None:
    _fill(painter, area, Ink.WARNING, (0.5, 0), (1, 1), (0, 1))


def _advise(painter: QPainter, area: QRectF) -> None:
    _circle(painter, area, Ink.ACCENT)


def _hatch(painter: QPainter, area: QRectF, colour: QColor, *, slant: float, step: float = 26.0) -> None:
    """Draw lines across *area*. A pattern brush would be scaled by the dots of the device, not by the paper."""
    path = QPainterPath()
    path.addRect(area)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 7.0))
    rise = area.height() * slant
    for index in range(int((area.width() + abs(rise)) / step) + 2):
        x = area.left() + index * step - max(0.0, rise)
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + rise, area.top()))
    painter.restore()


Shape = Callable[[QPainter, QRectF, QColor], None]
_MARKS: dict[UnitState, Shape] = {
    UnitState.TO_PLACE: _circle,
    UnitState.TO_CONFIRM: _circle,
    UnitState.PLANNED: _diamond,
    UnitState.ENROLLED: _pencil,
    UnitState.IN_PROGRESS: _triangle,
    UnitState.VALIDATED: _tick,
    UnitState.OBTAINED_OTHERWISE: _tick,
    UnitState.EXPECTED: _circle,
    UnitState.OPTION: _circle,
    UnitState.FAILED: _cross,
    UnitState.WITHDRAWN: _dash,
}
_SEVERITIES: dict[Severity, Callable[[QPainter, QRectF], None]] = {
    Severity.BLOCKING: _stop,
    Severity.WARNING: _warn,
    Severity.ADVICE: _advise,
}
