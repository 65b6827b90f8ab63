"""The states a hand can give a unit, and their keys."""

from PySide6.QtGui import QKeySequence

from csp_planner.domain.plan import UnitState

MARKS = (
    UnitState.PLANNED,
    UnitState.ENROLLED,
    UnitState.IN_PROGRESS,
    UnitState.VALIDATED,
    UnitState.FAILED,
    UnitState.WITHDRAWN,
)
"""States in the order of their keys, Ctrl+1 to Ctrl+6."""


def mark_key(state: UnitState) -> QKeySequence:
    """The key that records *state*."""
    return QKeySequence(f"Ctrl+{MARKS.index(state) + 1}")
