"""The main job as a person does it: real window, real pointer, real keys, real files."""

import time
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.edits import place, unplace
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.terms import Term
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load, save

from .desk import wait_until
from .read_back import TODAY, check

pytestmark = pytest.mark.display


def new_plan(path: Path, *placed: tuple[str, str], start: str = "2026-S2", today: str = TODAY) -> Path:
    scenario = Scenario(name="Scénario A", start=Term.parse(start), years=3)
    plan = Plan(programme=builtin_programme("CRN01"), profile=Profile(name="Léa"), scenarios=(scenario,))
    for code, term in placed:
        result = place(plan, code, Term.parse(term), date.fromisoformat(today))
        assert isinstance(result, Plan)
        plan = result
    save(path, plan, None)
    return path


def placements(path: Path) -> dict[str, str]:
    return {placement.unit: str(placement.term) for placement in load(path).plan.scenario.placements}


def leaves(path: Path) -> list[str]:
    return [str(semester) for semester in load(path).plan.scenario.leaves]


@pytest.fixture
def plan_file(tmp_path):
    return new_plan(tmp_path / "lea.cspplan")


def test_cards_land_where_they_open_by_keys_and_by_pointer_and_gauges_file_and_check_agree(run, plan_file):
    program = run(str(plan_file), "--today", TODAY)
    program.keys("ctrl+f")
    program.write("AST004")
    wait_until(lambda: not program.has("CCE001", parent="Unités à placer"), "the filter")
    program.keys("Tab")
    wait_until(lambda: program.item("AST004", role="list item").focused or None, "the focus on the card")
    program.keys("Return")
    wait_until(lambda: "Ouverte" in program.list_box("Semestre 1 2027/2028").description or None, "the open term")
    program.keys("Return")
    wait_until(lambda: placements(plan_file) == {"AST004": "2027-S1"}, "AST004 in the file")
    program.keys("Delete")
    wait_until(lambda: placements(plan_file) == {}, "AST004 out of the file")
    program.keys("Escape")
    program.item("CCE001", parent="Unités à placer")

    for half in ("Semestre 1 2027/2028", "Semestre 2 2027/2028"):
        program.drag_card("TET003", half)
        program.item("TET003", parent="Annuel 2027/2028")
        wait_until(lambda: placements(plan_file) == {"TET003": "2027-A"}, "TET003 in the file")
        loads = {term["term"]: term["ects"] for term in check(plan_file)["terms"]}
        assert (loads["2027-S1"], loads["2027-S2"]) == (4, 4)
        program.keys("ctrl+z")
        wait_until(lambda: placements(plan_file) == {}, "TET003 out of the file")
    for half, term in (("Semestre 1 2028/2029", "2028-S1"), ("Semestre 2 2027/2028", "2027-S2")):
        program.drag_card("UA211G", half)
        wait_until(lambda term=term: placements(plan_file) == {"UA211G": term}, "the report in either semester")
        program.keys("ctrl+z")
        wait_until(lambda: placements(plan_file) == {}, "UA211G out of the file")

    empty = plan_file.read_bytes()
    before = program.item("Crédits ECTS", role="progress").value
    program.drag_card("AST004", "Semestre 1 2027/2028")
    wait_until(lambda: placements(plan_file) == {"AST004": "2027-S1"}, "AST004 in the file")
    program.item("AST004", parent="Semestre 1 2027/2028")
    report = check(plan_file)
    for name, key in (("Crédits ECTS", "ects"), ("Heures d", "hours")):
        gauge = program.item(name, role="progress")
        assert gauge.value == report[key]["obtained"] + report[key]["in_progress"] + report[key]["planned"]
        assert gauge.maximum == report[key]["target"]
    assert before == 0
    assert report["ects"]["planned"] == 6

    program.drag_card("TET003", "Semestre 2 2028/2029")
    program.drag_card("AST005", "Semestre 2 2026/2027")
    program.drag_card("AST004", "Semestre 1 2028/2029")
    done = {"AST004": "2028-S1", "TET003": "2028-A", "AST005": "2026-S2"}
    wait_until(lambda: placements(plan_file) == done, "all three in the file")
    full = plan_file.read_bytes()
    program.keys(*["ctrl+z"] * 4)
    wait_until(lambda: plan_file.read_bytes() == empty, "the first bytes again")
    program.keys(*["ctrl+shift+z"] * 4)
    wait_until(lambda: plan_file.read_bytes() == full, "the last bytes again")


def test_a_card_is_refused_in_words_where_it_cannot_go_until_a_leave_is_lifted_or_a_waiver_given(run, tmp_path):
    path = new_plan(tmp_path / "lea.cspplan", ("CCE001", "2027-S1"))
    before = path.read_bytes()
    program = run(str(path), "--today", TODAY)
    program.drag_card("AST004", "Semestre 1 2026/2027")
    program.item("Les inscriptions")
    program.keys("Escape")
    program.item("ouvertures prévisionnelles")
    program.drag_card("AST004", "Semestre 2 2027/2028")
    note = program.item("AST004 n’ouvre qu’au semestre 1")
    assert "S1 2028/2029" in note.name
    assert program.has("Placer quand même")
    program.keys("Escape")
    wait_until(lambda: not program.has("AST004 n’ouvre qu’au semestre 1"), "the note to close")
    assert program.item("AST004", role="list item").parent == "Unités à placer"
    for half in ("Semestre 1 2027/2028", "Semestre 2 2028/2029"):
        program.drag_card("TET007", half)
        program.item("TET007 n’ouvre dans aucune année publiée")
        program.keys("Escape")
        wait_until(lambda: not program.has("TET007 n’ouvre"), "the note to close")
    time.sleep(1)
    assert path.read_bytes() == before

    semester = "Semestre 1 2027/2028"
    program.click(f"Menu\u00a0: {semester}")
    program.rest()
    program.keys("g")
    wait_until(lambda: leaves(path) == ["2027-S1"], "the leave in the file")
    assert program.list_box(semester).description.startswith("Congé")
    assert placements(path) == {"CCE001": "2027-S1"}
    assert [one["unit"] for one in check(path)["diagnostics"] if one["code"] == "on-leave"] == ["CCE001"]
    program.drag_card("AST004", semester)
    program.item("S1 2027/2028 est en congé")
    assert not program.has("Placer malgré tout")
    program.click("Lever le congé", whole=True)
    wait_until(lambda: placements(path) == {"AST004": "2027-S1", "CCE001": "2027-S1"}, "AST004 in the file")
    assert leaves(path) == []
    program.keys("ctrl+z")
    wait_until(lambda: leaves(path) == ["2027-S1"], "the leave back in the file, in one step")
    assert placements(path) == {"CCE001": "2027-S1"}
    program.keys("ctrl+z")
    wait_until(lambda: path.read_bytes() == before, "the first bytes again")

    program.drag_card("TET007", semester)
    program.click("Placer quand même", role="button")
    program.item("Motif", role="text")
    program.keys("ctrl+a")
    program.write("Autre centre, Bordeaux")
    program.keys("Return")
    wait_until(lambda: placements(path).get("TET007") == "2027-S1", "TET007 in the file")
    assert load(path).plan.scenario.placement("TET007").waiver.reason == "Autre centre, Bordeaux"
    assert "dérogation" in program.item("TET007", role="list item", parent=semester).name


def test_a_plan_made_in_2023_uses_that_years_cells_and_a_card_dropped_outside_or_held_when_killed_stays(run, tmp_path):
    path = new_plan(tmp_path / "2023.cspplan", start="2023-S1", today="2023-05-02")
    program = run(str(path), "--today", "2023-05-02")
    program.drag_card("FPG003", "Semestre 2 2023/2024")
    wait_until(lambda: placements(path) == {"FPG003": "2023-S2"}, "FPG003 in the file")
    program.drag_card("TRS001", "Semestre 1 2023/2024")
    program.item("TRS001 n’ouvre pas en 2023/2024")
    program.keys("Escape")
    wait_until(lambda: not program.has("TRS001 n’ouvre pas"), "the note to close")
    assert placements(path) == {"FPG003": "2023-S2"}

    before = path.read_bytes()
    card = program.item("FPG003", role="list item", parent="Semestre 2 2023/2024")
    gauge = program.item("Crédits ECTS", role="progress")
    program.drag(card.centre, gauge.centre)
    time.sleep(0.5)
    program.item("FPG003", role="list item", parent="Semestre 2 2023/2024")
    assert path.read_bytes() == before
    program.drag(card.centre, program.list_box("Unités à placer").centre)
    wait_until(lambda: placements(path) == {}, "FPG003 back in the pool")

    program.drag_card("FPG003", "Semestre 2 2023/2024")
    wait_until(lambda: placements(path) == {"FPG003": "2023-S2"}, "FPG003 in the file")
    program.drag_card("TET010", "Semestre 1 2024/2025", drop=False)
    program.kill()
    program.pointer("mouseup", "1")
    assert placements(path) == {"FPG003": "2023-S2"}


def test_a_plan_of_the_usual_diploma_is_begun_in_two_gestures_and_offered_again_once_killed_without_a_file(run):
    autumn = "Semestre 1 2027/2028"
    unnamed = run("--today", TODAY)
    unnamed.click("Commencer un plan", role="button")
    unnamed.drag_card("FPG003", autumn)
    unnamed.item("FPG003", role="list item", parent=autumn)
    assert len(unnamed.gestures) == 2, unnamed.gestures
    unnamed.item("Pas encore dans un fichier")
    unnamed.kill()
    again = run("--today", TODAY)
    again.click("Reprendre", role="button")
    again.item("FPG003", parent=autumn)


def test_unplace_is_what_the_command_line_does(plan_file):
    plan = load(plan_file).plan
    placed = place(plan, "AST004", Term.parse("2027-S1"), date(2026, 11, 23))
    assert isinstance(placed, Plan)
    assert unplace(placed, "AST004") == plan
