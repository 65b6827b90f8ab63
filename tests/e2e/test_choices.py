"""A programme with choices, planned by hand: blocks opened, options dragged, a branch chosen, units set aside."""

from pathlib import Path

import pytest

from csp_planner.domain.plan import Scenario
from csp_planner.storage.planfile import load, save

from ..awards import plan_with_choices
from .desk import wait_until
from .read_back import TODAY

pytestmark = pytest.mark.display


@pytest.fixture
def plan_file(tmp_path) -> Path:
    path = tmp_path / "choix.cspplan"
    save(path, plan_with_choices(), None)
    return path


def scenario(path: Path) -> Scenario:
    return load(path).plan.scenario


def placed(path: Path) -> dict[str, str]:
    return {placement.unit: str(placement.term) for placement in scenario(path).placements}


def test_a_unit_is_set_aside_then_a_stage_and_a_branch_planned_by_keys_alone_and_the_next_by_pointer(run, plan_file):
    program = run(str(plan_file), "--today", TODAY)
    program.click("Options", role="list item")
    program.click("OPT105", role="list item")
    program.keys("ctrl+0")
    wait_until(lambda: scenario(plan_file).set_aside == ("OPT105",), "OPT105 set aside in the file")
    program.keys("ctrl+z")
    wait_until(lambda: scenario(plan_file).set_aside == (), "OPT105 taken back")
    program.click("Options", role="list item")  # closed again
    wait_until(lambda: not program.has("OPT105"), "the choice to close")

    for code, term in {"SOC101": "2027-S1", "SOC102": "2027-S2"}.items():
        program.keys("ctrl+f")
        program.write(code)
        program.keys("Return", "Return", "Escape")
        wait_until(lambda code=code, term=term: placed(plan_file).get(code) == term, f"{code} in the file")
    program.keys("ctrl+f")
    program.write("OPT101")  # in a choice that is closed
    program.keys("Return", "Return", "Escape")
    wait_until(lambda: "OPT101" in placed(plan_file), "OPT101 in the file")
    program.keys("ctrl+f")
    program.write("histoire")
    program.keys("Return", "Return", "Escape")
    wait_until(lambda: placed(plan_file).get("OPT104") == "2027-A", "OPT104 in the file")
    assert "tout est planifié" in program.item("L1", role="list item").name

    program.keys("ctrl+f", "Down", "Down", "Down")  # SOC201, SHES, Option
    program.keys("Return", "Right", "Down", "Return")  # the second one
    wait_until(lambda: scenario(plan_file).branches == ("2.2.2",), "the branch in the file")
    program.keys("ctrl+z")
    wait_until(lambda: scenario(plan_file).branches == (), "the branch taken back")

    program.click("SHES", role="list item")
    program.drag_card("SHS201", "Semestre 1 2027/2028")
    wait_until(lambda: placed(plan_file).get("SHS201") == "2027-S1", "SHS201 in the file")
    assert "3 sur 6" in program.item("SHES", role="list item").name
    program.drag_card("SHS202", "Semestre 2 2027/2028")
    wait_until(lambda: "SHS202" in placed(plan_file), "SHS202 in the file")
    assert "complet" in program.item("SHES", role="list item").name

    program.click("Biologie", role="list item")  # the keys left its choice open
    wait_until(lambda: scenario(plan_file).branches == ("2.2.1",), "the branch in the file")
    program.drag_card("BIO201", "Semestre 1 2027/2028")
    wait_until(lambda: "BIO201" in placed(plan_file), "BIO201 in the file")
    program.click("Option,", role="list item")  # it has folded to a tick
    program.click("Chimie", role="list item")
    wait_until(lambda: scenario(plan_file).branches == ("2.2.2",), "the other branch in the file")
    assert "BIO201" not in placed(plan_file)
    program.item("Chimie\u00a0: choisi. BIO201 quitte le plan")
    program.keys("ctrl+z")
    wait_until(lambda: scenario(plan_file).branches == ("2.2.1",), "the first branch again, in one step")
    assert "BIO201" in placed(plan_file)
