"""Diplomas so large that the search begins with a plan that follows their order."""

from csp_planner.domain import edits
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.proposal.answer import Criterion

from .chains import chained
from .helpers import TODAY, proposed, term, value

UNITS = 65


def test_the_order_of_many_units_is_followed_and_proven(crn01: Programme) -> None:
    plan = chained(crn01, units=UNITS, beside=12)
    found = proposed(plan)
    assert found.optimal
    assert (value(found, Criterion.ADVICE), found.unfollowed) == (0, ())
    assert found.end_term == term("2030-S2")  # one unit, then 8 a semester, from semester 2 of 2026 on


def test_a_unit_that_stands_too_late_for_the_order_keeps_no_plan_from_being_found(crn01: Programme) -> None:
    plan = edits.record_outcome(
        chained(crn01, units=UNITS, beside=12), "U000", UnitState.ENROLLED, TODAY, term("2031-S1")
    )
    assert not isinstance(plan, edits.Refusal)
    found = proposed(plan, end=term("2031-S1"))
    assert value(found, Criterion.ADVICE) >= 1
    assert found.end_term == term("2031-S1")
