"""How a semester off looks on the board, beside the word that says so."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QPainter

from csp_planner.domain.terms import Part, Term
from csp_planner.ui import theme

_STRENGTH = 0.35
"""The hatch stays behind what is written and the cards."""


def hatch_leaves(painter: QPainter, area: QRect, term: Term, leaves: Sequence[Term]) -> None:
    """Hatch *area*, in which *term* is drawn, for each of its *leaves*: of an annual term, that half."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.colour("edge"), Qt.BrushStyle.FDiagPattern))
    painter.setOpacity(_STRENGTH)
    for leave in leaves:
        part = QRect(area)
        if term.part is Part.ANNUAL and leave.part is Part.S1:
            part.setRight(area.center().x())
        elif term.part is Part.ANNUAL:
            part.setLeft(area.center().x())
        painter.drawRoundedRect(part, theme.RADIUS, theme.RADIUS)
    painter.restore()
