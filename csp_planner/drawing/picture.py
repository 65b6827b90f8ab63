"""Paints the board, or scenarios side by side, as a picture in the light colours of the window.

It is for a message, a document or the clipboard.
"""

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from csp_planner.drawing.block import Block
from csp_planner.drawing.board import TITLE_LINES, boundary_block
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.cards import cards_rows
from csp_planner.drawing.ink import UNIT, Faces, Ink, faces
from csp_planner.drawing.parts import award_group
from csp_planner.drawing.side_by_side import comparison_groups, facts_line
from csp_planner.drawing.start import make_ready
from csp_planner.export.content import AwardText, ComparisonContent, PlanContent, SemesterText, YearText

SCALE = 2.0
"""How many pixels of the picture make one pixel of the window."""
BODY = 13
WIDTH = 1100 * UNIT
EDGE = 16 * UNIT
GAP = 8 * UNIT
_ANNUAL_LABEL = 70 * UNIT
_MOST_PIXELS = 16_000
"""Height of the tallest picture. A taller board is drawn smaller, because viewers refuse such pictures."""


Content = PlanContent | ComparisonContent


def board_image(content: Content, scale: float = SCALE) -> QImage:
    """Return the board of *content*, or its scenarios, at *scale* times the window's size, fit for the clipboard.

    Raises ExportError where there is no font.
    """
    make_ready()
    used = faces(BODY)
    inner = WIDTH - 2 * EDGE
    blocks = _blocks(content, inner, used)
    height = sum(block.height for block in blocks) + 2 * EDGE
    scale = min(scale, _MOST_PIXELS * UNIT / height)
    image = QImage(round(WIDTH / UNIT * scale), round(height / UNIT * scale), QImage.Format.Format_RGB32)
    image.fill(Ink.PALE)
    painter = QPainter(image)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale / UNIT, scale / UNIT)
        canvas = Canvas(painter, used)
        y = float(EDGE)
        for block in blocks:
            block.paint(canvas, EDGE, y)
            y += block.height
    finally:
        painter.end()
    image.setDevicePixelRatio(1.0)
    return image


def png_bytes(content: Content, title: str) -> bytes:
    """Return the board of *content*, or its scenarios, as the bytes of a PNG file called *title*.

    Raises ExportError where there is no font.
    """
    image = board_image(content)
    image.setText("Title", title)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setCompression(_COMPRESSION)
    writer.write(image)
    return bytes(buffer.data().data())


_COMPRESSION = 20
"""Out of 100; flat colours shrink well with little effort."""


def _blocks(content: Content, width: float, used: Faces) -> list[Block]:
    if isinstance(content, ComparisonContent):
        return [block for group in comparison_groups(content, width, used) for block in group.blocks]
    found = [_head(content, width, used)]
    late = [year for year in content.years if year.is_after_accreditation]
    for year in content.years:
        if year in late[:1]:
            found.append(boundary_block(content.boundary, width, used))
        found.append(_year(year, width, used))
    return found if content.award is None else [*found, _award(content.award, width, used)]


def _award(award: AwardText, width: float, used: Faces) -> Block:
    """Return what is chosen for which block of the award, in a frame like that of a year."""
    rows = [block for block in award_group(award, width - 2 * GAP, used).blocks if not block.is_blank]
    height = sum(row.height for row in rows) + 2 * GAP

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(QRectF(x, y, width, height), Ink.WHITE, Ink.LINE, radius=80)
        _paint_rows(canvas, rows, x + GAP, y + GAP)

    return Block(height=height + GAP, paint=paint)


def _head(content: PlanContent, width: float, used: Faces) -> Block:
    answer = content.answer.headline
    title = used.heading.elided(content.title, width - used.heading.width(answer) - 240)
    height = used.heading.height + used.small.height + 30

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(used.heading, x, y, title)
        canvas.text_right(used.heading, x + width, y, answer)
        top = y + used.heading.height + 20
        canvas.text_right(used.small, x + width, top, content.issued, Ink.MUTED)
        facts_line(content.facts, width - used.small.width(content.issued) - 240, used).paint(canvas, x, top)

    return Block(height=height + GAP, paint=paint)


def _year(year: YearText, width: float, used: Faces) -> Block:
    """Return a year in its frame: head, annual units, and both semesters as tall as the fuller one."""
    inner = width - 2 * GAP
    half = (inner - GAP) / 2
    head = used.heading.height + 60
    strip = _strip(year, inner, used)
    panes = [_pane(semester, half, used) for semester in year.semesters]
    tallest = max(pane.height for pane in panes)
    height = head + strip.height + tallest + GAP

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(QRectF(x, y, width, height), Ink.WHITE, Ink.LINE, radius=80)
        _paint_head(canvas, year, x + GAP, y + 40, inner)
        strip.paint(canvas, x + GAP, y + head)
        top = y + head + strip.height
        for index, (pane, semester) in enumerate(zip(panes, year.semesters, strict=True)):
            left = x + GAP + index * (half + GAP)
            area = QRectF(left, top, half, tallest)
            canvas.box(area, Ink.PALE, Ink.LINE, radius=60)
            if semester.is_off:
                canvas.hatch(area, Ink.LINE)
            pane.paint(canvas, left, top)

    return Block(height=height + GAP, paint=paint)


def _paint_head(canvas: Canvas, year: YearText, x: float, y: float, width: float) -> None:
    used = canvas.faces
    small_top = y + used.heading.ascent - used.small.ascent
    after = x + canvas.text(used.heading, x, y, year.name) + 120
    canvas.text(used.small, after, small_top, year.about, Ink.MUTED)
    canvas.text_right(used.small, x + width, small_top, year.load)


def _strip(year: YearText, width: float, used: Faces) -> Block:
    """Return the annual units over both semesters; a block of no height where there are none."""
    rows = cards_rows(year.annual, width - _ANNUAL_LABEL - GAP, used, most_lines=TITLE_LINES, gap=GAP)
    if not rows:
        return Block(height=0, paint=lambda _canvas, _x, _y: None)
    height = sum(row.height for row in rows) + GAP

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(QRectF(x, y, width, height), None, Ink.EDGE, radius=60, dashed=True)
        canvas.text(used.small, x + GAP, y + GAP, year.annual_name, Ink.MUTED)
        _paint_rows(canvas, rows, x + _ANNUAL_LABEL, y + GAP)

    return Block(height=height + GAP, paint=paint)


def _pane(semester: SemesterText, width: float, used: Faces) -> Block:
    head = used.strong.height + used.small.height + 60
    rows = cards_rows(semester.cards, width - 2 * GAP, used, most_lines=TITLE_LINES, gap=GAP)
    height = head + sum(row.height for row in rows) + (0 if rows else 3 * GAP)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        left, right, top = x + GAP, x + width - GAP, y + 30
        canvas.text(used.strong, left, top, semester.name)
        colour = Ink.WARNING if semester.is_overloaded else Ink.TEXT
        taken = canvas.text_right(used.strong, right, top, semester.load, colour)
        if semester.is_overloaded:
            size = used.strong.ascent * 0.8
            canvas.overload_mark(right - taken - size - 50, top + used.strong.ascent - size, size)
        second = top + used.strong.height
        if semester.renewal:
            right -= canvas.text_right(used.small, right, second, semester.renewal, Ink.MUTED) + 100
        tone = Ink.TEXT if semester.is_off else Ink.MUTED
        canvas.text(used.small, left, second, used.small.elided(semester.enrolment, right - left), tone)
        _paint_rows(canvas, rows, left, y + head)

    return Block(height=height, paint=paint)


def _paint_rows(canvas: Canvas, rows: list[Block], x: float, y: float) -> None:
    for row in rows:
        row.paint(canvas, x, y)
        y += row.height
