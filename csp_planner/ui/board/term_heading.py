"""Paints the lines of a term's heading, each in the longest form that its room holds."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from csp_planner.ui import theme
from csp_planner.ui.board.term_words import Line, Piece, between, text_of

Side = Qt.AlignmentFlag


def width_of(metrics: QFontMetrics, line: Line) -> int:
    """How wide *line* is when it is painted, in pixels."""
    widths = (metrics.horizontalAdvance(part.text) for part in line)
    return sum(widths) + metrics.horizontalAdvance(between()) * (len(line) - 1)


def fitting(metrics: QFontMetrics, forms: Sequence[Line], width: int) -> Line:
    """The first of *forms* that *width* holds, or as much of the last."""
    found = next((line for line in forms if width_of(metrics, line) <= width), None)
    if found is not None:
        return found
    tone = next((part.tone for part in forms[-1] if part.tone == "warning"), forms[-1][0].tone)
    return (Piece(metrics.elidedText(text_of(forms[-1]), Qt.TextElideMode.ElideRight, width), tone),)


def fitting_beside(
    metrics: QFontMetrics, forms: Sequence[tuple[str, Piece | None]], width: int, gap: int
) -> tuple[str, Piece | None]:
    """The first of *forms*, each what stands at the left and right of a line, that *width* holds; else the last."""

    def taken(form: tuple[str, Piece | None]) -> int:
        left, right = form
        return metrics.horizontalAdvance(left) + (0 if right is None else width_of(metrics, (right,)) + gap)

    return next((form for form in forms if taken(form) <= width), forms[-1])


def paint_line(painter: QPainter, area: QRect, side: Qt.AlignmentFlag, line: Line) -> None:
    """Paint the parts of *line* at the left or right of *area*, each in its colour."""
    metrics, gap = painter.fontMetrics(), between()
    left = area.left() if side is Side.AlignLeft else area.left() + area.width() - width_of(metrics, line)
    for place, part in enumerate(line):
        pieces = ([(gap, "muted")] if place else []) + [(part.text, part.tone)]
        for text, tone in pieces:
            width = metrics.horizontalAdvance(text)
            painter.setPen(theme.colour(tone))
            painter.drawText(QRect(left, area.top(), width + 1, area.height()), Side.AlignVCenter, text)
            left += width


def paint_bar(painter: QPainter, area: QRect, amount: float, limit: float | None) -> None:
    """Paint the ECTS of a semester as a bar against their limit; nothing where there are none."""
    if not amount:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(area, 2, 2)
    within = min(amount, limit) if limit is not None else amount
    width = round(area.width() * within / max(limit or amount, amount))
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QRect(area.left(), area.top(), width, area.height()), 2, 2)
    if amount > within:
        painter.setBrush(theme.colour("warning"))
        painter.drawRoundedRect(QRect(area.left() + width, area.top(), area.width() - width, area.height()), 2, 2)


def paint_modes(painter: QPainter, font: QFont, area: QRect, taken: int, piece: Piece) -> None:
    """Say how the unit in hand runs in the annual strip: beside its name, of a width *taken*, or else beneath it."""
    painter.setFont(font)
    metrics, text = painter.fontMetrics(), piece.text
    beside = area.adjusted(taken, 0, 0, 0)
    painter.setPen(theme.colour(piece.tone))
    if metrics.horizontalAdvance(text) <= beside.width():
        painter.drawText(beside, Side.AlignVCenter, text)
    else:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 2 * theme.GRID)
        painter.drawText(area.adjusted(0, 2 * metrics.height(), 0, 0), Side.AlignVCenter, shown)
