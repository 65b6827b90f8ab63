"""Where a unit can stand for a learner, from to place to validated."""

from enum import StrEnum


class UnitState(StrEnum):
    """Where a unit stands for the learner."""

    TO_PLACE = "to-place"
    TO_CONFIRM = "to-confirm"
    """Neither attended nor judged by dates, and not ticked yet: nothing is blocked by it."""
    PLANNED = "planned"
    ENROLLED = "enrolled"
    IN_PROGRESS = "in-progress"
    VALIDATED = "validated"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    OBTAINED_OTHERWISE = "obtained-otherwise"
    EXPECTED = "expected"
    """Asked for, or granted from a day to come: it needs no term and is not obtained yet."""
    OPTION = "option"
    """One of a choice, or of a branch that is not taken: nothing asks for it until it is chosen."""


LIVE_STATES = frozenset({UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED})
"""States of an attempt that keep the unit where it is; one in the other states is history."""
PAST_STATES = frozenset({UnitState.FAILED, UnitState.WITHDRAWN})
ATTEMPT_STATES = LIVE_STATES | PAST_STATES
OBTAINED_STATES = frozenset({UnitState.VALIDATED, UnitState.OBTAINED_OTHERWISE})
DISPENSED_STATES = frozenset({UnitState.OBTAINED_OTHERWISE, UnitState.EXPECTED})
"""States in which a unit needs no term."""
FREE_STATES = frozenset({UnitState.TO_PLACE, UnitState.OPTION, UnitState.PLANNED})
"""States of a unit to attend of which nothing has come yet."""
