"""Distances of layouts, in steps of the 4 px grid."""

from PySide6.QtWidgets import QLayout

from csp_planner.ui.theme.tokens import GRID


def space(layout: QLayout, between: int, around: int = 0) -> None:
    """Give *layout* so many steps *between* its parts and *around* them: those of Qt's own style are on no grid."""
    layout.setContentsMargins(around * GRID, around * GRID, around * GRID, around * GRID)
    layout.setSpacing(between * GRID)
