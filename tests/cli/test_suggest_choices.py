"""``suggest`` for a programme with choices: what it chooses is written, printed, and said in JSON."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain import edits
from csp_planner.domain.award import Block
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load

from ..awards import AWARD, BRANCHES, DOMAINS, PROGRAMME, SHES, TWO_OF_FIVE, plan_with_choices
from .helpers import TODAY


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return saved(tmp_path, plan_with_choices())


def with_only(*members: str | Block) -> Plan:
    """A plan of the same diploma that asks for *members* and no more: less is to be searched."""
    award = Block(label="Licence de démonstration", members=members)
    units = tuple(PROGRAMME.by_code[code] for code in award.leaves)
    return replace(plan_with_choices(), programme=replace(PROGRAMME, units=units, award=award))


def saved(folder: Path, plan: Plan) -> Path:
    path = folder / "choix.cspplan"
    path.write_bytes(write_plan(plan))
    return path


def suggested(run, path: Path, *more) -> dict:
    code, out, err = run("suggest", path, "--json", *TODAY, *more)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_what_is_chosen_is_listed_for_each_block(plan: Path, run) -> None:
    said = suggested(run, plan)
    chosen = {item["path"]: item for item in said["chosen"]}
    assert list(chosen) == [TWO_OF_FIVE, SHES, BRANCHES, DOMAINS]
    assert chosen[BRANCHES]["members"] == ["2.2.1"]
    assert chosen[SHES]["label"] == "SHES, 6 crédits à choisir parmi"
    assert chosen[SHES]["reason"] == "exact"
    placed = {item["unit"] for item in said["placements"]}
    assert all(set(item["members"]) <= placed for path, item in chosen.items() if path != BRANCHES)
    assert said["optimal"] is True
    assert evaluate_plan(load(plan).plan, date.fromisoformat(TODAY[1])).complete


def test_the_text_says_what_is_chosen_and_why(plan: Path, run) -> None:
    code, out, _err = run("suggest", plan, *TODAY)
    assert code == 0
    lines = out.splitlines()
    chosen = lines[lines.index("Choisi :") + 1 :][:4]
    assert "  SHES : SHS204 (6 ECTS, ouvre en S2) ; exactement ce qui est demandé" in chosen
    assert "  Option : Biologie" in chosen
    assert "Prouvé : aucun plan n’est meilleur." in lines


def test_a_programme_without_choices_lists_none(tmp_path: Path, run) -> None:
    plan = with_only("SOC101", "SOC102", "SOC201")
    path = saved(tmp_path, replace(plan, programme=replace(plan.programme, award=None)))
    assert suggested(run, path)["chosen"] == []


def test_a_choice_that_stays_open_is_said_first(tmp_path: Path, run) -> None:
    plan = with_only("SOC201", AWARD.blocks[1].blocks[0])
    for code in ("SHS201", "SHS202", "SHS203", "SHS204"):
        changed = edits.set_aside(plan, code, date.fromisoformat(TODAY[1]))
        assert isinstance(changed, Plan)
        plan = changed
    path = saved(tmp_path, plan)
    code, out, _err = run("suggest", path, *TODAY)
    assert code == 0
    first = out.splitlines()[1]
    assert first == "Ce choix reste ouvert, faute d’options à placer : SHES (il manque 2 ECTS)."
    (shown,) = suggested(run, path, "--name", "Encore")["chosen"]
    assert (shown["label"], shown["reason"]) == ("SHES, 6 crédits à choisir parmi", "open")
    assert load(path).plan.scenario.set_aside == ("SHS201", "SHS202", "SHS203", "SHS204")


def test_a_refusal_names_the_block(tmp_path: Path, run) -> None:
    held = with_only("SOC201", AWARD.blocks[1].blocks[2])
    plan = saved(tmp_path, held)
    code, out, err = run("suggest", plan, "--until", "2027-S1", *TODAY)
    assert (code, out) == (1, "")
    assert "Domaines : trop peu de ses options ont encore une place avec ces demandes" in err
    assert load(plan).plan == held
