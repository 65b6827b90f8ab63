"""A sheet is pasted, corrected and planned: with real keys, pointer, clipboard and files."""

import pytest

from csp_planner.storage.planfile import load

from .desk import Program, wait_until
from .read_back import TODAY
from .sheets import CENTRE, CODE, LEFT_OUT, SHEET, TITLE
from .test_planning import placements

pytestmark = pytest.mark.display
ROWS = "Lignes de la formation"
AUTUMN, SPRING = "Semestre 1 2027/2028", "Semestre 2 2026/2027"


def saved_as(program: Program, path) -> None:
    """Save the open plan in *path*, by its dialog."""
    program.keys("ctrl+s")
    program.item("Nom du fichier", role="text")
    program.keys("ctrl+a")
    program.write(str(path))
    program.keys("Return")
    wait_until(path.exists, "the file")


def test_from_a_paste_to_the_first_drag_in_five_gestures_then_a_cell_corrected_by_keys_and_found_again(
    desk, run, tmp_path
):
    desk.copy(SHEET)
    program = run("--today", TODAY)
    program.click("Lire une fiche", role="button")
    program.item("Texte de la fiche", role="text")
    program.keys("ctrl+v")
    program.item(ROWS)
    program.click("Utiliser", role="button")
    program.drag_card("DRO102", SPRING)
    program.item("DRO102", role="list item", parent=SPRING)
    assert len(program.gestures) <= 5, program.gestures
    plan = tmp_path / "plan.cspplan"
    saved_as(program, plan)
    assert load(plan).plan.programme.title == TITLE
    assert placements(plan) == {"DRO102": "2026-S2"}

    program.keys("ctrl+shift+o")
    program.item("Texte de la fiche", role="text")
    program.keys("ctrl+v")
    program.item("6 lignes  ·  114\u00a0ECTS pour 60\u00a0ECTS annoncés", role="label")
    program.keys("Right", "Right")
    program.write("6")  # over the 60 of DRO101
    program.keys("Return")
    program.item("6 lignes  ·  60\u00a0ECTS, comme annoncé", role="label")
    program.keys("Down", "Down", "Down", "Down", "Right", "Right", "Right")
    program.item("Supposé, ligne", role="label")
    program.click("Ligne laissée suivante", role="button")
    program.item("Source", role="text")
    program.click("Garder dans la bibliothèque", role="button")
    program.item(f"{CODE} est dans la biblioth")
    program.close()

    program = run("--today", TODAY)
    program.click("Chercher", role="text")
    program.write("essai paris")
    program.item(f"{CODE}  {TITLE}", role="list item")
    program.keys("Return")
    program.drag_card("DRO101", AUTUMN)
    program.item("DRO101", role="list item", parent=AUTUMN)
    plan = tmp_path / "again.cspplan"
    saved_as(program, plan)
    programme = load(plan).plan.programme
    assert programme.publisher == CENTRE
    assert programme.by_code["DRO101"].ects == 6
    (source,) = (desk.home / "data" / "programmes").glob("*.txt")
    assert LEFT_OUT in source.read_text(encoding="utf-8")
