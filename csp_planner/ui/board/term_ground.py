"""Paints what a term stands on: whether it takes the card in hand, is closed, on leave, or past the accreditation."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from csp_planner.domain.terms import Part, Term
from csp_planner.ui import theme
from csp_planner.ui.board.leave_hatch import hatch_leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What shows on the ground of a term."""

    term: Term
    off: Sequence[Term]
    """Its semesters in which the learner takes nothing."""
    is_open: bool
    """Whether it takes the card in hand."""
    is_quiet: bool
    """Whether it does not take it."""
    is_target: bool
    """Whether the card in hand is over it."""
    is_closed: bool
    is_past_the_line: bool
    """Whether the accreditation ends within its year, before it does."""
    is_current: bool
    """Whether the keys are on the term and on none of its cards."""


def paint_ground(painter: QPainter, area: QRect, ground: Ground) -> None:
    """Paint *ground* in *area*."""
    annual = ground.term.part is Part.ANNUAL
    pen = QPen(theme.colour("line"), 1)
    fill = "surface" if annual else "background"
    if ground.is_open:
        pen = QPen(theme.colour("ok"), 2 if ground.is_target else 1)
        if not ground.is_target:
            pen.setStyle(Qt.PenStyle.DashLine)
        fill = "ok_fill" if ground.is_target else fill
    elif ground.is_quiet and ground.is_target:
        pen = QPen(theme.colour("error"), 1)
    elif ground.is_past_the_line:
        pen = QPen(theme.colour("warning"), 1, Qt.PenStyle.DashLine)
    elif annual:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
    if ground.off and not (ground.is_quiet and annual):  # the whole strip takes nothing, not only a half of it
        hatch_leaves(painter, area, ground.term, ground.off)
    elif ground.is_quiet or (ground.is_closed and not ground.is_open):
        painter.setBrush(QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.setOpacity(0.5)
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        painter.setOpacity(1)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
    if ground.is_current:
        painter.setPen(QPen(theme.colour("accent"), 2))  # no card is there to show where the keys are
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
