"""A semester off, as a person takes it and lifts it again: real window, real pointer, real keys, real file."""

import pytest

from csp_planner.storage.planfile import load

from .desk import wait_until
from .read_back import TODAY, check
from .test_planning import new_plan, placements

pytestmark = pytest.mark.display

SEMESTER = "Semestre 1 2027/2028"


def leaves(path):
    return [str(semester) for semester in load(path).plan.scenario.leaves]


def test_a_semester_taken_off_from_its_menu_refuses_a_card_until_the_leave_is_lifted_there(run, tmp_path):
    path = new_plan(tmp_path / "lea.cspplan", ("CCE001", "2027-S1"))
    program = run(str(path), "--today", TODAY)
    program.click(f"Menu\xa0: {SEMESTER}")
    program.rest()
    program.keys("g")
    wait_until(lambda: leaves(path) == ["2027-S1"], "the leave in the file")
    assert program.list_box(SEMESTER).description.startswith("Congé")
    assert placements(path) == {"CCE001": "2027-S1"}
    assert [one["unit"] for one in check(path)["diagnostics"] if one["code"] == "on-leave"] == ["CCE001"]

    program.drag_card("AST004", SEMESTER)
    program.item("S1 2027/2028 est en congé")
    assert not program.has("Placer malgré tout")
    program.click("Lever le congé", whole=True)
    wait_until(lambda: placements(path) == {"AST004": "2027-S1", "CCE001": "2027-S1"}, "AST004 in the file")
    assert leaves(path) == []

    program.keys("ctrl+z")
    wait_until(lambda: leaves(path) == ["2027-S1"], "the leave back in the file, in one step")
    assert placements(path) == {"CCE001": "2027-S1"}
