"""Next year's openings: entered, given to a colleague, read at another home, taken over, with real keys and pointer."""

from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.offers import Opening
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.openings import keep_openings, load_openings
from csp_planner.storage.planfile import load

from .desk import Program, wait_until
from .read_back import TODAY, check
from .test_planning import new_plan, placements

pytestmark = pytest.mark.display
PLANNED = (("FPG003", "2027-S1"), ("AST004", "2027-S1"))


def plan_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return new_plan(path, *PLANNED)


def entered(path: Path) -> bool:
    return 2027 in load(path).plan.programme.by_code["FPG003"].entered


def ask_for_2027(program: Program) -> None:
    """Click what the heading of 2027/2028 says of its openings."""
    program.list_box("Semestre 1 2027/2028")
    links = wait_until(lambda: program.items("ouvertures prévisionnelles", "button"), "the links of the years")
    x, y, _width, height = links[1].box
    program.click_at(x + 20, y + height // 2)
    program.item("Ouvertures de l’année, unité par unité")


def repair(program: Program, code: str) -> None:
    """Click the first of the blue words under what is to check about unit *code*."""

    def box() -> tuple[int, int, int, int]:
        items = wait_until(lambda: program.items(role="list item", parent="À vérifier"), "what is to check")
        return next(item.box for item in items if code in item.name)

    _x, top, _width, height = program.item("À vérifier", role="list").box
    x, y, _width, _height = box()
    program.pointer("mousemove", str(x + 60), str(top + 20))
    while y + 80 > top + height:  # the words are below what is seen of the list
        before = y
        program.pointer("click", "5")
        wait_until(lambda before=before: box()[1] != before, "the list to turn")
        x, y, _width, _height = box()
    program.click_at(x + 60, y + 50)  # below the three lines that say what is wrong


def undone_and_redone(program: Program, path: Path, before: bytes, after: bytes) -> None:
    program.keys("ctrl+z")
    wait_until(lambda: path.read_bytes() == before, "the bytes of before")
    program.keys("ctrl+y")
    wait_until(lambda: path.read_bytes() == after, "the bytes of after")


def test_a_year_is_entered_by_keys_given_to_a_colleague_and_the_plan_at_the_other_home_is_repaired(desk, run, tmp_path):
    mine, theirs = plan_at(tmp_path / "mine" / "lea.cspplan"), plan_at(tmp_path / "theirs" / "noe.cspplan")
    out, library = tmp_path / "ouvertures-CRN01.json", desk.home / "data" / "openings" / "CRN01.json"

    program = run(str(mine), "--today", TODAY)
    program.list_box("Semestre 1 2027/2028")
    before = mine.read_bytes()
    program.keys("alt+d", "o")  # the first year that is not known: 2026/2027
    program.item("Ouvertures de l’année, unité par unité")
    program.keys("alt+u", "Down")
    program.keys("alt+a")
    program.write("secretariat")
    program.keys("alt+1")
    program.write("05/11/2027")
    program.keys("Tab", "Tab", "Tab", "Tab", "Tab")
    wait_until(lambda: program.items("FPG003", first=True), "the first unit")
    program.keys("Right", "space", "Return")
    wait_until(lambda: entered(mine), "the openings in the file")
    programme = load(mine).plan.programme
    assert programme.by_code["FPG003"].openings[2027] == Opening.SEMESTER_2.offers()
    assert programme.by_code["FPG003"].entered[2027].source == "secretariat"
    assert str(programme.entered_enrolment[2027].semester_1) == "2027-11-05"
    program.keys("alt+d", "o")
    program.item("Ouvertures de l’année, unité par unité")
    program.keys("alt+u", "Down", "alt+r")
    wait_until(lambda: mine.read_bytes() == before, "the plan as it was")
    assert not library.exists()

    ask_for_2027(program)
    program.keys("2")  # the keys are on the first unit
    program.item("1 unité change.")
    program.keys("Return")
    program.item("2027/2028\u00a0: 1 changement.")
    wait_until(lambda: entered(mine), "the openings in the file")
    assert placements(mine) == dict(PLANNED), "nothing is moved by itself"
    undone_and_redone(program, mine, before, mine.read_bytes())
    assert library.exists()
    program.keys("alt+f", "d")
    program.item("Nom du fichier", role="text")
    program.keys("ctrl+a")
    program.write(str(out))
    program.keys("Return")
    wait_until(out.exists, "the file for the colleague")
    (told,) = load_openings(out)
    assert (told.year, told.openings["FPG003"]) == (2027, Opening.SEMESTER_2)
    program.close()

    home = tmp_path / "their-home"
    program = run(str(theirs), "--today", TODAY, CSP_PLANNER_HOME=str(home))
    before = theirs.read_bytes()
    program.keys("alt+f", "l")
    program.item("Nom du fichier", role="text")
    program.write(str(out))
    program.keys("Return")
    program.item("«\u00a0ouvertures-CRN01.json\u00a0» contient les ouvertures 2027/2028.")
    program.click("Garder et appliquer", role="button")
    program.item("2027/2028\u00a0: 1 changement.")
    wait_until(lambda: entered(theirs), "the openings in the other file")
    assert (home / "data" / "openings" / "CRN01.json").read_bytes() == out.read_bytes()
    undone_and_redone(program, theirs, before, theirs.read_bytes())
    codes = {(found["code"], found["unit"]) for found in check(theirs)["diagnostics"]}
    assert ("not-open", "FPG003") in codes
    assert ("not-open", "AST004") not in codes
    program.click("Montrer dans le plan", role="button")
    wait_until(lambda: program.item("FPG003", role="list item").focused or None, "the keys on FPG003")
    repair(program, "FPG003")
    program.click("Appliquer", role="button")
    wait_until(lambda: placements(theirs).get("FPG003", "").endswith("S2"), "FPG003 where it opens now")
    assert not [found for found in check(theirs)["diagnostics"] if found["code"] == "not-open"]


def test_a_file_of_openings_given_to_the_program_is_kept_and_the_next_plan_is_asked(run, tmp_path):
    path, library = plan_at(tmp_path / "noe.cspplan"), tmp_path / "openings" / "CRN01.json"
    openings = {"FPG003": Opening.SEMESTER_2}
    told = YearOpenings(programme="CRN01", year=2027, source="", date=date(2026, 11, 20), openings=openings)
    keep_openings(tmp_path, (told,))

    program = run(str(library), "--today", TODAY)
    program.item("«\u00a0CRN01.json\u00a0» contient les ouvertures 2027/2028.")
    program.keys("Return")
    program.item("Les ouvertures 2027/2028 sont gardées pour tous vos plans.")
    program.keys("ctrl+o")
    program.item("Nom du fichier", role="text")
    program.keys("ctrl+a")
    program.write(str(path))
    program.keys("Return")
    before = path.read_bytes()
    program.item("Des ouvertures plus récentes existent.")
    program.click("Voir ce que cela change", role="button")
    program.item("FPG003 en 2027/2028\u00a0: S2 (avant\u00a0: S1).")
    program.click("Pas pour ce plan", role="button")
    wait_until(lambda: load(path).plan.programme.declined, "the answer in the file")
    undone_and_redone(program, path, before, path.read_bytes())
