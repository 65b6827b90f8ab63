"""A document on paper: the same painting for a PDF, a printer and its preview."""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from csp_planner.drawing.block import Page, paginate
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.ink import UNIT, Faces, Ink, faces
from csp_planner.drawing.pages import groups_of
from csp_planner.drawing.start import make_ready
from csp_planner.export.content import Document
from csp_planner.messages.export import page_number

BODY = 8.2
"""Size of the text, in points."""
MARGIN_MM = 13.0
LEAST_WIDTH = 5_200.0
"""Width that everything has its place in, in units; narrower paper gets it all smaller."""
FEW = 2
"""Pages a plan is to take: both sides of one sheet."""
SMALLER = (0.95, 0.9, 0.86)
"""How much smaller it may be drawn for that; at the last the text is of 7 points."""
_POINTS_PER_INCH = 72


def page_layout() -> QPageLayout:
    """A4, upright, with the margins the document is made for; a printer may be given another."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """A document laid out for one paper."""

    document: Document
    pages: tuple[Page, ...]
    width: float
    height: float
    scale: float
    """Points in a unit."""
    faces: Faces


def paint_document(device: QPagedPaintDevice, document: Document, first: int = 1, last: int | None = None) -> None:
    """Paint pages *first* to *last* of *document* on *device*: a PDF writer or a printer.

    Raises ExportError where there is no font. Needs a device no painter is active on.
    """
    sheets = lay_out(device.pageLayout(), document)
    chosen = range(max(1, first), min(last or len(sheets.pages), len(sheets.pages)) + 1)
    dots = device.logicalDpiX() / _POINTS_PER_INCH
    painter = QPainter(device)
    try:
        painter.scale(dots, dots)
        for number in chosen:
            if number != chosen.start:
                device.newPage()
            paint_page(painter, sheets, number)
    finally:
        painter.end()


def lay_out(layout: QPageLayout, document: Document) -> Sheets:
    """The pages at the size of the text, or at the largest of ``SMALLER`` that has the plan take two.

    Raises ExportError where there is no font.
    """
    make_ready()
    area = layout.paintRect(QPageLayout.Unit.Point)
    usual = min(1.0, area.width() * UNIT / LEAST_WIDTH)
    sheets, taken = _sheets(area, document, usual)
    if taken != FEW + 1:  # more than one page too many is more than smaller letters can save
        return sheets
    for smaller in SMALLER:
        tighter, taken = _sheets(area, document, usual * smaller)
        if taken <= FEW:
            return tighter
    return sheets


def _sheets(area: QRectF, document: Document, shrunk: float) -> tuple[Sheets, int]:
    """All pages with everything *shrunk* so many times its size, and how many of them the first part takes."""
    used = faces(BODY)
    width, height = area.width() * UNIT / shrunk, area.height() * UNIT / shrunk
    room = height - _footer_height(used)
    parts = [paginate(groups_of(part, width, used), room) for part in document.parts]
    pages = tuple(page for part in parts for page in part)
    return Sheets(document=document, pages=pages, width=width, height=height, scale=shrunk / UNIT, faces=used), len(
        parts[0]
    )


def paint_page(painter: QPainter, sheets: Sheets, number: int) -> None:
    """Paint page *number*, the first is 1, with a *painter* of points, from the corner that its margins leave."""
    painter.save()
    painter.scale(sheets.scale, sheets.scale)
    _paint_page(Canvas(painter, sheets.faces), sheets, number)
    painter.restore()


def _footer_height(used: Faces) -> float:
    return used.small.height + 100


def _paint_page(canvas: Canvas, sheets: Sheets, number: int) -> None:
    for y, block in sheets.pages[number - 1].blocks:
        block.paint(canvas, 0.0, y)
    small = sheets.faces.small
    top = sheets.height - small.height
    canvas.rule(0, top - 30, sheets.width, Ink.LINE)
    label = page_number(number, len(sheets.pages))
    room = sheets.width - small.width(label) - 200
    canvas.text(small, 0, top, small.elided(sheets.document.footer, room), Ink.MUTED)
    canvas.text_right(small, sheets.width, top, label, Ink.MUTED)
