"""Paints a document on paper, in the same way for a PDF, a printer and its preview."""

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
"""Least width, in units, in which everything fits. On narrower paper everything is drawn smaller."""
FEW = 2
"""How many pages a plan should take: both sides of one sheet."""
SMALLER = (0.95, 0.9, 0.86)
"""By how much it may be drawn smaller to fit; the last gives text of 7 points."""
_POINTS_PER_INCH = 72


def page_layout(document: Document) -> QPageLayout:
    """Return A4, upright or across, with the margins *document* is made for; a person may choose another to print."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    orientation = QPageLayout.Orientation.Landscape if document.is_wide else QPageLayout.Orientation.Portrait
    return QPageLayout(size, orientation, margins, QPageLayout.Unit.Millimeter)


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
    """Return the pages at full size, or at the largest of ``SMALLER`` at which the plan takes two pages.

    Scenarios side by side, alone on their paper, are to take one.

    Raises ExportError where there is no font.
    """
    make_ready()
    area = layout.paintRect(QPageLayout.Unit.Point)
    usual = min(1.0, area.width() * UNIT / LEAST_WIDTH)
    sheets, taken = _sheets(area, document, usual)
    few = 1 if document.is_wide else FEW
    if taken != few + 1:  # smaller letters can save one page and no more
        return sheets
    for smaller in SMALLER:
        tighter, taken = _sheets(area, document, usual * smaller)
        if taken <= few:
            return tighter
    return sheets


def _sheets(area: QRectF, document: Document, shrunk: float) -> tuple[Sheets, int]:
    """Return all pages with everything *shrunk* times its size, and how many of them the first part takes."""
    used = faces(BODY)
    width, height = area.width() * UNIT / shrunk, area.height() * UNIT / shrunk
    room = height - _footer_height(used)
    parts = [paginate(groups_of(part, width, used), room) for part in document.parts]
    pages = tuple(page for part in parts for page in part)
    return Sheets(document=document, pages=pages, width=width, height=height, scale=shrunk / UNIT, faces=used), len(
        parts[0]
    )


def paint_page(painter: QPainter, sheets: Sheets, number: int) -> None:
    """Paint page *number*, counted from 1. *painter* measures in points, from the corner inside the margins."""
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
