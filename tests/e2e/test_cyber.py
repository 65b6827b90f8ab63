"""A published engineering diploma, read from its sheet and planned by hand until nothing is left to place or choose.

Its sheet lies beside the checkout: 70 rows, 8 choices and 5 rows that are only confirmed.
"""

from pathlib import Path

import pytest

from csp_planner.storage.planfile import load

from ..shared import shared
from .desk import Program, wait_until
from .read_back import TODAY, check

pytestmark = pytest.mark.display

PLAN = (
    # The first stage, with four units from four of its domains, a choice that the keys left open.
    ("UTC501", "Semestre 1 2027/2028"),
    ("UTC504", "Semestre 1 2027/2028"),
    ("UTC502", "Semestre 2 2027/2028"),
    ("UTC503", "Semestre 2 2027/2028"),
    ("UTC505", "Semestre 2 2027/2028"),
    ("TED001", "Annuel 2027/2028"),
    ("RCP105", "Semestre 1 2027/2028"),
    ("NFP122", "Semestre 1 2027/2028"),
    ("NFE108", "Semestre 2 2027/2028"),
    ("RSX102", "Semestre 2 2027/2028"),
    ("ENG261", "Semestre 1 2027/2028"),
    # The second, with one of two languages and 6 credits of 29 units.
    ("Anglais", ""),
    ("ANG330", "Semestre 1 2028/2029"),
    ("SHES", ""),
    ("CFA109", "Semestre 1 2028/2029"),
    ("RSX112", "Semestre 2 2028/2029"),
    ("CYB103", "Semestre 1 2028/2029"),
    ("CYB108", "Semestre 2 2028/2029"),
    ("ENG251", "Semestre 2 2028/2029"),
    ("MSE212", "Semestre 2 2028/2029"),
    ("ENG210", "Semestre 1 2028/2029"),
    # The third.
    ("CYB201", "Semestre 1 2029/2030"),
    ("CYB202", "Semestre 2 2029/2030"),
    ("SMB215", "Semestre 2 2029/2030"),
    ("UAM91C", "Annuel 2029/2030"),
)
"""Cards and where they are dragged, in the order of the left zone; a choice is clicked, which opens it."""
WITHOUT_OPENING = "ENG270"
CHOICES = {"1.1": "planned", "2.1": "planned", "2.2": "planned"}
BOTTOM = 740
"""Where the board ends on the screen."""
TICKED = ["UAEP05", "UAAD91", "UA2B30", "UAEP06", "UAEP07"]


@pytest.fixture
def sheet() -> Path:
    return shared("sheets/cnam/cnam-paris_CYC9106A_ingenieur_cyber.html")


def placed(path: Path) -> dict[str, str]:
    return {placement.unit: str(placement.term) for placement in load(path).plan.scenario.placements}


def press_tab_until(program: Program, words: str) -> None:
    """Go on with Tab until the button *words* has the keys."""
    for _each in range(12):
        if any(item.focused for item in program.items(words, "button")):
            return
        program.keys("Tab")
    raise AssertionError(f"Tab does not lead to {words}")


def read_and_save_by_keys(program: Program, sheet: Path, path: Path) -> None:
    """From the first page: the sheet is read and used, and the plan saved as *path*."""
    program.keys("ctrl+shift+o")
    program.item("Texte de la fiche", role="text")
    press_tab_until(program, "Ouvrir un fichier")
    program.keys("Return")
    program.item("Nom du fichier", role="text")
    program.write(str(sheet))
    program.keys("Return")
    program.item("Lignes de la formation", role="table")
    press_tab_until(program, "Utiliser")
    program.keys("Return")
    program.list_box("Unités à placer")
    program.keys("ctrl+s")
    program.item("Nom du fichier", role="text")
    program.keys("ctrl+a")
    program.write(str(path))
    program.keys("Return")
    wait_until(path.exists, "the file of the plan")


def drag_in_sight(program: Program, code: str, term: str) -> None:
    """Drag a card, after turning the wheel over the board until all of *term* is seen."""
    card = program.card(code)
    for _turn in range(12):
        ground = program.list_box(term)
        x, y, width, height = ground.box
        if y + height <= BOTTOM:
            program.drag(card.centre, ground.centre)
            return
        program.click_at(x + width // 2, 600, button="5")
    raise AssertionError(f"{term} is not on the screen")


def test_a_published_sheet_is_read_and_a_stage_planned_by_keys_then_all_of_it_by_pointer_to_a_complete_plan(
    run, sheet, tmp_path
):
    program, path = run("--today", TODAY), tmp_path / "cyber.cspplan"
    read_and_save_by_keys(program, sheet, path)
    assert check(path)["complete"] is False
    empty = path.read_bytes()
    stage = [code for code, term in PLAN[: PLAN.index(("Anglais", ""))] if term]
    for code in stage:
        program.keys("ctrl+f")
        program.write(code)
        program.keys("Return", "Return", "Escape")
        wait_until(lambda code=code: code in placed(path), f"{code} in the file")
    assert set(placed(path)) == set(stage)
    states = {each["path"]: each["state"] for each in check(path)["award"]}
    assert (states["1"], states["1.1"], states["2"]) == ("planned", "planned", "open")
    program.item("À placer (11)")
    assert not [gesture for gesture in program.gestures if gesture.startswith(("click", "mouse"))]
    program.keys(*["ctrl+z"] * len(stage))
    wait_until(lambda: path.read_bytes() == empty, "nothing planned")

    program.click("Ajouter une année", role="button")
    for code, term in PLAN:
        if term:
            drag_in_sight(program, code, term)
        else:
            program.click(code, role="list item")
    program.drag_card(WITHOUT_OPENING, "Semestre 2 2028/2029")
    program.click("Placer quand même", role="button")
    program.rest()
    program.write("Accord du centre")
    program.keys("Return")
    wait_until(lambda: WITHOUT_OPENING in placed(path), "the unit without an opening in the file")
    assert set(placed(path)) == {code for code, term in PLAN if term} | {WITHOUT_OPENING}
    found = check(path)
    assert found["complete"] is True
    assert found["awarded"] is False
    assert found["to_confirm"] == TICKED
    assert {each["path"]: each["state"] for each in found["award"] if each["path"] in CHOICES} == CHOICES
    program.item("Titre\u00a0: tout est prévu, 5 lignes à confirmer")
