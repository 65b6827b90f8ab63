"""What one step of the history changed."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.changes import units_changed
from csp_planner.domain.profile import Credit, CreditBasis
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, WAIVER, acceptance, credited, done, marked, put, put_all


@pytest.fixture
def placed(empty_plan: Plan) -> Plan:
    return put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1"})


def test_nothing_changed_between_a_plan_and_itself(placed: Plan) -> None:
    assert units_changed(placed, placed) == ()


def linked(plan: Plan, code: str, *rows: str) -> Plan:
    return done(edits.add_credit(plan, Credit(unit=code, basis=CreditBasis.EARLIER, date=TODAY, counts_for=rows)))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda plan: put(plan, "CCE001", "2028-S1"), ("CCE001",)),
        (lambda plan: put(plan, "TET007", "2027-S2", WAIVER), ("TET007",)),
        (lambda plan: edits.unplace_all(plan, ["CCE001", "PST003"]), ("CCE001", "PST003")),
        (lambda plan: marked(plan, "PST003", UnitState.VALIDATED), ("PST003",)),
        (lambda plan: credited(plan, "AST004", CreditBasis.VES), ("AST004",)),
        (lambda plan: linked(plan, "AST004", "AST005"), ("AST004", "AST005")),
        (lambda plan: edits.set_note(plan, "AST005", "Vu", False), ("AST005",)),
        (lambda plan: edits.set_override(plan, "AST005", 4.0, None, TODAY), ("AST005",)),
        (lambda plan: edits.accept_warning(plan, acceptance("overload")), ()),
        (lambda plan: replace(plan, profile=replace(plan.profile, name="Léa")), ()),
        (lambda plan: edits.add_year(plan), ()),
    ],
)
def test_units_are_named_that_an_edit_is_about_both_ways(placed: Plan, edit, expected: tuple[str, ...]) -> None:
    after = edit(placed)
    assert after != placed
    order = [unit.code for unit in placed.programme.units]
    expected = tuple(sorted(expected, key=order.index))
    assert units_changed(placed, after) == expected
    assert units_changed(after, placed) == expected
