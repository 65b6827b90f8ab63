"""Every change to a plan, as pure functions that leave the plan they are given as it is.

Each returns a new plan, or a ``Refusal`` that says why it cannot be made and what would do instead. The window and
the command line import edits from here; those of the list of scenarios are imported from ``scenarios``.
"""

from csp_planner.domain.edits.choosing import choose, pin, set_aside, take_back, unchoose, unpin
from csp_planner.domain.edits.credits import add_credit, change_credit, remove_credit
from csp_planner.domain.edits.learner import set_budget, set_experience, set_note, set_profile
from csp_planner.domain.edits.leaves import lift_leave, lift_leaves, set_leave
from csp_planner.domain.edits.modes import set_mode, set_modes
from csp_planner.domain.edits.openings import (
    decline_openings,
    enter_opening,
    enter_openings,
    enter_rhythm,
    forget_openings,
    forget_rhythm,
    replace_openings,
)
from csp_planner.domain.edits.outcomes import (
    annotate_attempt,
    forget_attempt,
    move_attempt,
    record_outcome,
    record_outcomes,
    record_term_outcome,
    value_attempt,
)
from csp_planner.domain.edits.placing import landing, nearest_terms, place, place_all, unplace, unplace_all
from csp_planner.domain.edits.programme import set_accreditation, set_override
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.edits.settings import (
    accept_warning,
    add_year,
    remove_year,
    set_limits,
    set_order,
    set_start,
    set_wishes,
    show_scenario,
    withdraw_acceptance,
)
from csp_planner.domain.edits.slots import empty_slot, fill_slot
from csp_planner.domain.edits.ticking import tick, untick

__all__ = [
    "Reason",
    "Refusal",
    "accept_warning",
    "add_credit",
    "add_year",
    "annotate_attempt",
    "change_credit",
    "choose",
    "decline_openings",
    "empty_slot",
    "enter_opening",
    "enter_openings",
    "enter_rhythm",
    "fill_slot",
    "forget_attempt",
    "forget_openings",
    "forget_rhythm",
    "landing",
    "lift_leave",
    "lift_leaves",
    "move_attempt",
    "nearest_terms",
    "pin",
    "place",
    "place_all",
    "record_outcome",
    "record_outcomes",
    "record_term_outcome",
    "remove_credit",
    "remove_year",
    "replace_openings",
    "set_accreditation",
    "set_aside",
    "set_budget",
    "set_experience",
    "set_leave",
    "set_limits",
    "set_mode",
    "set_modes",
    "set_note",
    "set_order",
    "set_override",
    "set_profile",
    "set_start",
    "set_wishes",
    "show_scenario",
    "take_back",
    "tick",
    "unchoose",
    "unpin",
    "unplace",
    "unplace_all",
    "untick",
    "value_attempt",
    "withdraw_acceptance",
]
