"""A year later: what became of the units is said with the pointer, the rest is planned again, all of it undone."""

from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.edits import place
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.terms import Term
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load, save

from .desk import Program, wait_until

pytestmark = pytest.mark.display

LATER = "2028-09-10"
PLACED = {"FPG003": "2027-S1", "AST004": "2027-S1", "CCE001": "2027-S1", "AST002": "2027-A", "PST003": "2027-S2"}
GAP = "\u00a0"


@pytest.fixture
def plan_file(tmp_path):
    scenario = Scenario(name="Scénario A", start=Term.parse("2027-S1"), years=3)
    plan = Plan(programme=builtin_programme("CRN01"), profile=Profile(name="Léa"), scenarios=(scenario,))
    for code, term in PLACED.items():
        result = place(plan, code, Term.parse(term), date(2026, 11, 23))
        assert isinstance(result, Plan)
        plan = result
    path = tmp_path / "lea.cspplan"
    save(path, plan, None)
    return path


def outcomes(path: Path) -> dict[str, str]:
    return {attempt.unit: attempt.state.value for attempt in load(path).plan.profile.attempts}


def placements(path: Path) -> dict[str, str]:
    return {placement.unit: str(placement.term) for placement in load(path).plan.scenario.placements}


RECORDED = {
    "CCE001": "validated", "AST002": "validated", "PST003": "validated", "AST004": "failed", "FPG003": "withdrawn",
}  # fmt: skip


def undone_and_redone(program: Program, path: Path, steps: list[bytes]) -> None:
    """Undo step by step to the first of the bytes that the file had, and redo to the last."""
    for before in reversed(steps[:-1]):
        program.keys("ctrl+z")
        wait_until(lambda before=before: path.read_bytes() == before, "the bytes before the step")
    for after in steps[1:]:
        program.keys("ctrl+shift+z")
        wait_until(lambda after=after: path.read_bytes() == after, "the bytes after the step")


def test_what_became_of_the_units_is_said_by_keys_or_by_pointer_the_rest_planned_and_each_step_undone(run, plan_file):
    program = run(str(plan_file), "--today", LATER)
    first = plan_file.read_bytes()
    program.item("2 semestres ont passé")
    program.keys("alt+d", "p")
    wait_until(lambda: program.item(f"FPG003{GAP}: Validée").focused or None, "the keys on the first unit")
    program.keys("v", "Escape")
    wait_until(lambda: not program.has(f"FPG003{GAP}: Validée"), "the board: it is left for later")
    assert plan_file.read_bytes() == first
    program.keys("alt+d", "p")
    wait_until(lambda: program.item(f"CCE001{GAP}: Validée").focused or None, "the keys on the next unit")
    program.keys("v", "Down", "n", "ctrl+Return")
    wait_until(
        lambda: outcomes(plan_file) == {"FPG003": "validated", "CCE001": "validated", "AST004": "failed"},
        "the outcomes in the file",
    )
    assert set(placements(plan_file)) == {"AST002", "PST003"}
    program.keys("ctrl+z")
    wait_until(lambda: plan_file.read_bytes() == first, "the first bytes again")

    program.item("2 semestres ont passé")
    program.click("Répondre", role="button")
    for code in ("CCE001", "AST002", "PST003"):
        program.click(f"{code}{GAP}: Validée")
    program.click(f"AST004{GAP}: Non validée")
    program.click(f"FPG003{GAP}: Abandonnée")
    assert plan_file.read_bytes() == first
    program.click("Enregistrer", role="button", whole=True)
    wait_until(lambda: outcomes(plan_file) == RECORDED, "the outcomes in the file")
    assert placements(plan_file) == {}
    steps = [first, plan_file.read_bytes()]
    program.item("5 réponses sont enregistrées")
    for code in ("AST004", "FPG003"):
        card = program.item(code, role="list item", parent="Unités à placer")
        program.drag(card.centre, program.list_box("Semestre 1 2028/2029").centre)
        wait_until(lambda code=code: code in placements(plan_file), f"{code} planned again")
        steps.append(plan_file.read_bytes())
    undone_and_redone(program, plan_file, steps)
    program.keys(*["ctrl+z"] * 3)
    wait_until(lambda: plan_file.read_bytes() == first, "the first bytes again")

    program.item("2 semestres ont passé")
    program.click("Répondre", role="button")
    for code, became in (("CCE001", "Validée"), ("AST004", "Non validée"), ("FPG003", "Abandonnée")):
        program.click(f"{code}{GAP}: {became}")
    program.click(f"AST002{GAP}: Validée")
    program.click("Enregistrer", role="button", whole=True)
    said = {code: became for code, became in RECORDED.items() if code != "PST003"}
    wait_until(lambda: outcomes(plan_file) == said, "the outcomes in the file")
    assert placements(plan_file) == {"PST003": "2027-S2"}
    steps = [first, plan_file.read_bytes()]
    program.click("Planifier la suite", role="button")
    sentence = program.item("La suite").name
    assert "1 unité sans réponse reste où elle est." in sentence
    assert plan_file.read_bytes() == steps[1]
    program.click("Appliquer", role="button")
    wait_until(lambda: {"AST004", "FPG003"} <= placements(plan_file).keys(), "the rest planned")
    planned = placements(plan_file)
    assert planned.pop("PST003") == "2027-S2"
    assert not said.keys() - {"AST004", "FPG003"} & planned.keys()
    assert all(term >= "2028-S1" for term in planned.values())
    assert outcomes(plan_file) == said
    undone_and_redone(program, plan_file, [*steps, plan_file.read_bytes()])
