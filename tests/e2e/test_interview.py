"""An interview as it goes: scenarios, what-ifs, states and comparison, with the real pointer and keys."""

import shutil
from pathlib import Path

import pytest

from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .desk import Program, wait_until
from .read_back import TODAY, check, compare

pytestmark = pytest.mark.display


@pytest.fixture
def example(tmp_path) -> Path:
    return Path(shutil.copyfile(example_files()[0], tmp_path / "camille.cspplan"))


def names(path: Path) -> list[str]:
    return [scenario.name for scenario in load(path).plan.scenarios]


def open_menu_of(program: Program, code: str) -> None:
    program.click_at(*program.card(code).centre, button="3")


def test_three_variants_are_built_compared_and_one_retained_and_all_of_it_undone(run, example):
    program = run(str(example), "--today", TODAY)
    before = example.read_bytes()
    first = names(example)

    program.keys("ctrl+d")
    program.item("Nom du scénario", role="text")
    program.keys("ctrl+a")
    program.write("C - Avec VES")
    program.keys("Return")
    wait_until(lambda: names(example) == [first[0], "C - Avec VES", first[1]], "the third scenario")

    program.drag_card("TET010", "Semestre 1 2028/2029")
    wait_until(lambda: check(example, "--scenario", "C - Avec VES")["ects"]["planned"] == 80, "TET010 placed")

    open_menu_of(program, "TRS001")
    program.keys("Up", "Up", "Return")
    program.item("Et si TRS001 n’est pas obtenue")
    assert len(names(example)) == 3, "what is only tried must not reach the file"
    program.click("Garder comme scénario", role="button")
    wait_until(lambda: "TRS001 repassée plus tard" in names(example), "the what-if as a scenario")

    program.keys("ctrl+k")
    program.item("Scénarios côte à côte", role="table")
    program.click("Retenir «\u00a0C - Avec VES\u00a0»", role="button")
    wait_until(lambda: [s.retained for s in load(example).plan.scenarios].count(True) == 1, "one retained")

    columns = compare(example)["scenarios"]
    assert [column["scenario"] for column in columns] == names(example)
    assert [column["scenario"] for column in columns if column["retained"]] == ["C - Avec VES"]
    for column in columns:
        report = check(example, "--scenario", column["scenario"])
        assert report["end_term"] == column["end_term"]
        assert sum(column["ects_by_year"].values()) == sum(term["ects"] for term in report["terms"])

    after = example.read_bytes()
    program.keys(*["ctrl+z"] * 5)
    wait_until(lambda: example.read_bytes() == before, "the first bytes again")
    program.keys(*["ctrl+shift+z"] * 5)
    wait_until(lambda: example.read_bytes() == after, "the last bytes again")


def test_a_session_validates_a_semester_records_a_failure_shows_three_years_large_and_speaks_english(run, example):
    program = run(str(example), "--today", TODAY)
    before = example.read_bytes()
    shown = {item.name for item in program.items(role="list")}
    for name in ("Unités à placer", "À vérifier", "Semestre 1 2027/2028", "Semestre 2 2027/2028", "Annuel 2027/2028"):
        assert name in shown
    card = program.item("UA211G", role="list item")
    assert "16 ECTS" in card.name.replace("\u00a0", " ").replace("\u202f", " ")

    program.click("Menu\u00a0: Semestre 2 2026/2027", role="button")
    program.keys("Down", "Down", "Down", "Return")
    wait_until(lambda: check(example)["ects"]["obtained"] == 16, "all of the semester validated")
    program.click_at(*program.card("AST004").centre)
    program.keys("ctrl+5")
    wait_until(lambda: check(example)["ects"]["unplaced"] > 18, "AST004 back among the units to place")
    program.item("AST004", role="list item", parent="Unités à placer")
    past = program.item("AST004", role="list item", parent="Semestre 1 2027/2028")
    assert "23/11/2026" in past.name
    program.keys("ctrl+z", "ctrl+z")
    wait_until(lambda: check(example)["ects"]["obtained"] == 0, "both undone")
    wait_until(lambda: example.read_bytes() == before, "the first bytes again")

    program.click("FPG003", role="list item")
    small, list_before = program.item("TRS002", role="list item").box, program.list_box("Unités à placer").box
    program.keys("F11")
    wait_until(lambda: program.item("TRS002", role="list item").box[3] > small[3], "larger cards")
    program.keys("F8")
    wait_until(lambda: not program.items("Unités à placer", role="list"), "the list folded")
    last = program.list_box("Semestre 2 2028/2029")
    assert last.box[1] + last.box[3] <= 768, "the third year is seen without scrolling"
    assert not program.items("À vérifier", role="list")
    program.click("4 à vérifier")
    program.item("À vérifier", role="list")
    program.keys("Escape")
    wait_until(lambda: not program.items("À vérifier", role="list"), "the checks folded")
    program.keys("F7")
    program.item("Retour au plan", role="button")
    program.keys("F7")
    wait_until(lambda: not program.items("Retour au plan", role="button"), "the board again")
    program.click("Quitter le mode entretien", role="button")
    wait_until(lambda: program.item("TRS002", role="list item").box == small, "the first size and place again")
    assert program.list_box("Unités à placer").box == list_before
    program.keys("ctrl+i")
    program.item("FPG003", role="label")

    program.keys("alt+f")
    program.keys("Escape", "Escape")
    program.keys("alt+a", "l")
    program.keys("Down", "Return")
    program.item("Units to place", role="list")
    program.item("Semester 1 2027/2028", role="list")
    assert example.read_bytes() == before
