"""The states that a person can give a unit."""

from csp_planner.domain.states import UnitState

MARKS = (
    UnitState.PLANNED,
    UnitState.ENROLLED,
    UnitState.IN_PROGRESS,
    UnitState.VALIDATED,
    UnitState.FAILED,
    UnitState.WITHDRAWN,
)
"""States in the order of their keys, Ctrl+1 to Ctrl+6."""
