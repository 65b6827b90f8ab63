"""Draws scenarios as panels on one time scale: the end, the loads against the limit, what happens when.

The window, paper and a picture all lay out and paint the same panels. Lengths are those of ``ink.py``.
"""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.columns import ColumnInk, Columns, paint_column, paint_columns, paint_dashes
from csp_planner.drawing.ink import Face, Faces, Ink
from csp_planner.messages.comparison_chart import BarWords, ChartWords, Fit, PanelWords, Sign, sign_letter

HAIR = 8.0
PAD = 80.0
"""From the edge of a panel to what is in it."""
_GAP = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelInk:
    """The colours of panels."""

    columns: ColumnInk
    ground: QColor
    text: QColor
    muted: QColor
    edge: QColor
    """Marks that carry meaning: 3:1 on the ground."""
    ok: QColor
    warning: QColor


PAPER = PanelInk(
    columns=ColumnInk(within=Ink.ACCENT, over=Ink.WARNING, stripe=Ink.WHITE, limit=Ink.WARNING, base=Ink.EDGE),
    ground=Ink.WHITE,
    text=Ink.TEXT,
    muted=Ink.MUTED,
    edge=Ink.EDGE,
    ok=Ink.OK,
    warning=Ink.WARNING,
)


@dataclass(frozen=True)
class Panels:
    """All panels of a chart, each as wide as *width*; what stands in one line in each is at the same height in all."""

    chart: ChartWords
    width: float
    faces: Faces
    plot_height: float
    reserved: float = 0
    """Room that is kept free at the right of the name."""
    below_name: float = 0
    """Room that is kept free between the name and the end."""

    @property
    def inner(self) -> float:
        """The width inside the edges."""
        return self.width - 2 * PAD

    @cached_property
    def headline_face(self) -> Face:
        """The largest face in which every end stands on one line."""
        headlines = [panel.headline for panel in self.chart.panels]
        fits = (
            face
            for face in (self.faces.title, self.faces.heading)
            if all(face.width(text) <= self.inner for text in headlines)
        )
        return next(fits, self.faces.heading)

    @cached_property
    def _headlines(self) -> list[tuple[str, ...]]:
        return [self.headline_face.wrapped(panel.headline, self.inner, 2) for panel in self.chart.panels]

    @cached_property
    def _whys(self) -> list[tuple[str, ...]]:
        return [self.faces.small.wrapped(panel.why, self.inner, 3) if panel.why else () for panel in self.chart.panels]

    @cached_property
    def _verdicts(self) -> list[tuple[str, ...]]:
        room = self.inner - self._verdict_mark - _GAP
        return [self.faces.small.wrapped(panel.verdict, room, 2) for panel in self.chart.panels]

    @property
    def _verdict_mark(self) -> float:
        return self.faces.small.ascent * 0.8

    @cached_property
    def name_height(self) -> float:
        """Height of the row with the name."""
        return max(self.faces.heading.height, self.faces.body.height * 1.7) + _GAP

    @cached_property
    def _headline_top(self) -> float:
        return PAD + self.name_height + self.below_name

    @cached_property
    def _plot_top(self) -> float:
        """Where the area of the columns begins, under room for the figure and the mark of the highest one."""
        small = self.faces.small
        headline = max(map(len, self._headlines), default=0) * self.headline_face.height
        whys = max(map(len, self._whys), default=0) * small.height
        return self._headline_top + headline + whys + _GAP + 2.0 * small.height

    @cached_property
    def _labels_height(self) -> float:
        small = self.faces.small
        signs = small.height * 1.15 if self.chart.has_signs else 0.0
        return small.height * (1.1 if self._is_roomy else 2.0) + signs

    @cached_property
    def _is_roomy(self) -> bool:
        """Whether the name of every semester stands beside the next one."""
        bars = self.chart.panels[0].bars if self.chart.panels else ()
        widest = max((self.faces.small.width(bar.label) for bar in bars), default=0.0)
        return widest + _GAP <= self.inner / max(1, len(bars))

    @cached_property
    def verdict_top(self) -> float:
        """Where the verdict begins."""
        return self._plot_top + self.plot_height + self._labels_height + _GAP

    @cached_property
    def verdict_height(self) -> float:
        """Height of the verdicts."""
        return max(map(len, self._verdicts), default=0) * self.faces.small.height

    @cached_property
    def height(self) -> float:
        """Height of a panel."""
        return self.verdict_top + self.verdict_height + PAD

    def columns(self, index: int, x: float = 0.0, y: float = 0.0) -> Columns:
        """The columns of panel *index*, whose top left corner is at (*x*, *y*)."""
        panel = self.chart.panels[index]
        return Columns(
            loads=panel.loads,
            limit=panel.limit,
            most=self.chart.most,
            area=QRectF(x + PAD, y + self._plot_top, self.inner, self.plot_height),
            over=[bar.is_over for bar in panel.bars],
        )

    def place(self, index: int, bar: int) -> QRectF:
        """What belongs to one semester: its column, the figure over it and its name below."""
        place = self.columns(index).place(bar)
        return place.adjusted(0, -2.0 * self.faces.small.height, 0, self._labels_height)

    def paint(self, canvas: Canvas, index: int, x: float, y: float, ink: PanelInk) -> None:
        """Paint panel *index* with its top left corner at (*x*, *y*); its frame is not painted."""
        panel, faces = self.chart.panels[index], self.faces
        left, room = x + PAD, self.inner - self.reserved
        canvas.text(faces.heading, left, y + PAD, faces.heading.elided(panel.title, room), ink.text)
        top = y + self._headline_top
        headlines = self._headlines[index]
        canvas.lines(self.headline_face, left, top, headlines, ink.text)
        canvas.lines(faces.small, left, top + len(headlines) * self.headline_face.height, self._whys[index], ink.muted)
        self._paint_plot(canvas, panel, self.columns(index, x, y), ink)
        top = y + self.verdict_top
        size, is_over = self._verdict_mark, panel.fit is Fit.OVER
        tone = {Fit.WITHIN: ink.ok, Fit.OVER: ink.warning, Fit.UNTOLD: ink.muted}[panel.fit]
        if is_over:
            _triangle(canvas, QRectF(left, top + faces.small.ascent - size, size, size), tone)
        canvas.lines(faces.small, left + (size + _GAP if is_over else 0), top, self._verdicts[index], tone)

    def _paint_plot(self, canvas: Canvas, panel: PanelWords, columns: Columns, ink: PanelInk) -> None:
        for index, bar in enumerate(panel.bars):
            if bar.is_off:
                self._paint_off(canvas, columns.place(index), columns.column(index), ink)
        paint_columns(canvas.painter, columns, ink.columns, HAIR)
        boundary = self.chart.boundary
        if boundary is not None:
            x, area = columns.place(boundary).left(), columns.area
            line = QLineF(x, area.top() - 1.6 * self.faces.small.height, x, area.bottom())
            paint_dashes(canvas.painter, line, ink.columns.limit, HAIR, wide=True)
        for index, bar in enumerate(panel.bars):
            self._paint_figure(canvas, bar, columns.column(index), columns.place(index), ink)
        self._paint_labels(canvas, panel.bars, columns, ink)

    def _paint_figure(self, canvas: Canvas, bar: BarWords, column: QRectF, place: QRectF, ink: PanelInk) -> None:
        """Paint the amount over its column; one that passes the limit is bold under a triangle."""
        if not bar.figure:
            return
        small = self.faces.small
        face = self.faces.strong if bar.is_over else small
        top, width = column.top() - face.height, face.width(bar.figure)
        if width <= place.width() + _GAP:
            clear = width + 4 * _GAP  # where the line of the limit passes, it stops before the figure
            ground = QRectF(place.center().x() - clear / 2, top, clear, face.height - 4)
            canvas.painter.fillRect(ground.intersected(place.adjusted(-20, -999, 20, 0)), ink.ground)
            canvas.text(face, place.center().x() - width / 2, top, bar.figure, ink.warning if bar.is_over else ink.text)
        else:
            top = column.top() - _GAP / 2
        if bar.is_over:
            size = min(small.ascent * 0.8, place.width() * 0.9)
            _triangle(canvas, QRectF(place.center().x() - size / 2, top - size, size, size), ink.warning)

    def _paint_off(self, canvas: Canvas, place: QRectF, column: QRectF, ink: PanelInk) -> None:
        """Paint a semester off: hatched, its word from the bottom to the top, over a column that stands there."""
        painter, small = canvas.painter, self.faces.small
        area = place.adjusted(place.width() * 0.1, 0, -place.width() * 0.1, 0)
        painter.save()
        path = QPainterPath()
        path.addRect(area)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(ink.edge, HAIR))
        step = 70.0
        for index in range(int((area.width() + area.height()) / step) + 2):
            x = area.left() - area.height() + index * step
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        painter.restore()
        bottom = column.top() - (1.2 * small.height if column.height() else 0)
        word = small.elided(self.chart.off_word, bottom - place.top() + small.height)
        length = small.width(word)
        painter.save()
        painter.translate(place.center().x(), bottom - _GAP)
        painter.rotate(-90)
        painter.fillRect(QRectF(-15, -small.height / 2, length + 30, small.height), ink.ground)
        canvas.text(small, 0, -small.height / 2, word, ink.text)
        painter.restore()

    def _paint_labels(self, canvas: Canvas, bars: tuple[BarWords, ...], columns: Columns, ink: PanelInk) -> None:
        small, top = self.faces.small, columns.area.bottom() + 12
        free = columns.area.left() - _GAP
        for index, bar in enumerate(bars):
            centre = columns.place(index).center().x()
            if self._is_roomy:
                canvas.text(small, centre - small.width(bar.label) / 2, top, bar.label, ink.muted)
                continue
            part, year = bar.label.split(" ")
            if small.width(part) <= columns.place(index).width():
                canvas.text(small, centre - small.width(part) / 2, top, part, ink.muted)
            left = centre - small.width(year) / 2
            if (index == 0 or bar.term.part.value == "S1") and left >= free:
                canvas.text(small, left, top + small.height * 0.9, year, ink.muted)
                free = left + small.width(year) + _GAP
        if self.chart.has_signs:
            top = columns.area.bottom() + self._labels_height - small.height * 1.1
            for index, bar in enumerate(bars):
                size = min(small.height, columns.place(index).width())
                for place, sign in enumerate(bar.signs):
                    shift = (place - (len(bar.signs) - 1) / 2) * size
                    paint_badge(
                        canvas, sign, QPointF(columns.place(index).center().x() + shift, top + size / 2), size, ink
                    )


def paint_badge(canvas: Canvas, sign: Sign, centre: QPointF, size: float, ink: PanelInk) -> None:
    """Paint the letter of *sign* in a ring, or in a box for the report."""
    small, letter = canvas.faces.small, sign_letter(sign)
    area = QRectF(centre.x() - size * 0.46, centre.y() - size * 0.46, size * 0.92, size * 0.92)
    canvas.box(area, ink.ground, ink.muted, radius=size * 0.5 if sign is Sign.EXPERIENCE else size * 0.12)
    scale = min(1.0, size * 0.75 / small.height)
    painter = canvas.painter
    painter.save()
    painter.translate(centre)
    painter.scale(scale, scale)
    canvas.text(small, -small.width(letter) / 2, -small.height / 2, letter, ink.text)
    painter.restore()


def _triangle(canvas: Canvas, area: QRectF, colour: QColor) -> None:
    canvas.painter.save()
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(colour)
    canvas.painter.drawPolygon(
        QPolygonF([QPointF(area.center().x(), area.top()), area.bottomRight(), area.bottomLeft()])
    )
    canvas.painter.restore()


@dataclass(frozen=True)
class Legend:
    """What the marks of a chart mean, on as many lines as it takes."""

    chart: ChartWords
    width: float
    faces: Faces

    @property
    def _sample(self) -> float:
        return self.faces.small.height

    @cached_property
    def _places(self) -> list[tuple[float, int]]:
        """How far right each entry begins, and on which line."""
        found: list[tuple[float, int]] = []
        x, row = 0.0, 0
        for _sign, text in self.chart.legend:
            width = self._sample + _GAP + self.faces.small.width(text)
            if x and x + width > self.width:
                x, row = 0.0, row + 1
            found.append((x, row))
            x += width + 3 * _GAP
        return found

    @cached_property
    def height(self) -> float:
        """Height of all lines."""
        return ((self._places[-1][1] + 1) if self._places else 0) * self.faces.small.height * 1.15

    def paint(self, canvas: Canvas, x: float, y: float, ink: PanelInk) -> None:
        """Paint it with its top left corner at (*x*, *y*)."""
        small, size = self.faces.small, self._sample
        for (sign, text), (offset, row) in zip(self.chart.legend, self._places, strict=True):
            left, top = x + offset, y + row * small.height * 1.15
            self._paint_sample(canvas, sign, QRectF(left, top, size, small.height), ink)
            canvas.text(small, left + size + _GAP, top, small.elided(text, self.width - size - _GAP), ink.muted)

    def _paint_sample(self, canvas: Canvas, sign: Sign, area: QRectF, ink: PanelInk) -> None:
        painter, trim = canvas.painter, area.height() * 0.16
        inside = area.adjusted(0, trim, 0, -trim)
        middle = area.center()
        match sign:
            case Sign.COLUMN | Sign.OVER:
                paint_column(painter, inside, ink.columns, HAIR, over=sign is Sign.OVER)
            case Sign.LIMIT:
                line = QLineF(area.left(), middle.y(), area.right(), middle.y())
                paint_dashes(painter, line, ink.columns.limit, HAIR)
            case Sign.BOUNDARY:
                line = QLineF(middle.x(), area.top() - 20, middle.x(), area.bottom() + 20)
                paint_dashes(painter, line, ink.columns.limit, HAIR, wide=True)
            case Sign.EXPERIENCE | Sign.REPORT:
                paint_badge(canvas, sign, middle, area.height(), ink)
