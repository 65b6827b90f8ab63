"""What is said of figures: those a person entered, and totals that are not what the rows add up to."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.plan import Plan

from ..helpers import TODAY, done, found, only, put, term


@pytest.mark.parametrize(("ects", "hours"), [(3, None), (None, 7), (3, 7)])
def test_figures_entered_are_said_beside_those_of_the_sheet(
    empty_plan: Plan, ects: float | None, hours: float | None
) -> None:
    unit = empty_plan.programme.by_code["CCE001"]
    plan = put(done(edits.set_override(empty_plan, "CCE001", ects, hours, TODAY)), "CCE001", "2027-S1")
    said = only(plan, "figure-entered")
    entered = {name: value for name, value in (("ects", ects), ("hours", hours)) if value is not None}
    assert said.args == {"date": TODAY, "sheet_ects": unit.ects, "sheet_hours": unit.hours, **entered}
    assert said.term == term("2027-S1")


def test_totals_that_differ_in_one_figure_only_are_said(empty_plan: Plan) -> None:
    announced = empty_plan.programme.announced
    for changed in (replace(announced, ects=122), replace(announced, hours=603)):
        assert found(replace(empty_plan, programme=replace(empty_plan.programme, announced=changed)), "totals-differ")
