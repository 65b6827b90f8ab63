"""Plans made by the command line, counted from their files alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from .blocks import count
from .program import TODAY
from .program import run as run_program

ROOT = Path(__file__).parents[2]


def run(*arguments: object) -> int:
    return run_program(*arguments)[0]


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


def unit(code: str, ects: float, kind: str = "taught") -> dict[str, Any]:
    parts = [{"part": "S1", "modes": []}, {"part": "S2", "modes": []}]
    return {"code": code, "title": code, "ects": ects, "kind": kind, "openings": {"2026": parts}}


def block(take: Any, *members: Any, at_least: int | None = None, label: str = "") -> dict[str, Any]:
    return {"label": label, "take": take, "at_least_blocks": at_least, "members": list(members)}


DOMAINS = (block({"units": 1}, "X", "D1", "D2", label="D"), block({"units": 1}, "X", "E1", label="E"))
AWARD = block(
    "all",
    "DUE1",
    "MIL1",
    block({"units": 1}, "ANG1", "ANG2", label="L2"),
    block({"ects": 6}, "ANG1", "S3", "S4", label="SHES"),
    block({"blocks": 1}, block("all", "B1", label="Bio"), block("all", "C1", "C2", label="Chi"), label="Option"),
    block({"units": 2}, *DOMAINS, at_least=2, label="Domaines"),
    block(None, "R1", label="Stage"),
)
ECTS = {"DUE1": 6, "ANG1": 6, "ANG2": 6, "S3": 3, "S4": 4, "B1": 6, "C1": 6, "C2": 6}
ECTS |= {"X": 6, "D1": 6, "D2": 6, "E1": 6, "R1": 6}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty plan of a programme with every kind of choice."""
    sheet, plan = tmp_path / "EX1.json", tmp_path / "plan.cspplan"
    head = {"format": "csp-planner/programme", "version": 2, "code": "EX1", "title": "Essai", "publisher": "Centre"}
    units = [*(unit(code, ects) for code, ects in ECTS.items()), {**unit("MIL1", 0, "milestone"), "openings": {}}]
    head |= {"sheet": "composée", "published_years": [2026], "announced": {}, "units": units, "award": AWARD}
    sheet.write_text(json.dumps(head))
    assert run("new", plan, "--programme", sheet, "--start", "2027-S1") == 0
    return plan


def place(path: Path, *codes: str) -> None:
    for code in codes:
        assert run("place", path, code, "2027-S1") == 0


def test_an_empty_plan_lacks_what_is_due_and_every_choice(path: Path) -> None:
    assert count(read(path), TODAY) == [
        "award: DUE1 is due",
        "3.1: B1 is due",
        "1: 0 of 1 units",
        "2: 0 of 6 ECTS",
        "4: 0 of 2 units",
    ]
    assert run("check", path) == 1


def test_a_plan_made_by_hand_to_its_end_lacks_nothing_and_the_program_says_the_same(path: Path) -> None:
    place(path, "DUE1", "ANG1", "ANG2", "B1", "X", "D1")
    assert count(read(path), TODAY) == []
    assert run("check", path) == 0


def test_a_unit_shared_by_two_choices_serves_one_and_domains_are_represented_by_one_unit_each(path: Path) -> None:
    place(path, "DUE1", "ANG1", "B1", "D1", "D2")
    assert count(read(path), TODAY) in (
        ["1: 0 of 1 units", "4: units from fewer than 2 blocks"],
        ["2: 0 of 6 ECTS", "4: units from fewer than 2 blocks"],
    )
    assert run("check", path) == 1


def test_choices_stored_in_the_file_bind_the_count(path: Path) -> None:
    place(path, "DUE1", "ANG1", "ANG2", "X", "D1", "C1", "C2")
    assert count(read(path), TODAY) == []
    assert run("choose", path, "3", "3.1") == 0  # what was planned of the other branch leaves the plan
    assert count(read(path), TODAY) == ["3.1: B1 is due"]
    assert run("choose", path, "3", "3.2") == 0
    place(path, "C1", "C2")
    assert count(read(path), TODAY) == []
    assert run("choose", path, "1", "ANG1") == 0
    assert count(read(path), TODAY) == ["2: 0 of 6 ECTS"]
    place(path, "S3", "S4")
    assert count(read(path), TODAY) == []
    assert run("check", path) == 0


def test_what_is_set_aside_and_planned_all_the_same_is_found(path: Path) -> None:
    place(path, "DUE1", "ANG1", "ANG2", "B1", "X", "D1")
    document = read(path)
    document["scenarios"][0]["set_aside"] = ["ANG2"]
    assert count(document, TODAY) == ["ANG2 was set aside and is planned"]


def test_the_example_of_a_licence_is_counted_as_the_program_counts_it() -> None:
    document = read(ROOT / "resources" / "examples" / "lg04101a-exemple.cspplan")
    assert len(count(document, TODAY)) == 9  # eight units of L3 and its language
    assert count({**document, "active": 1}, TODAY) == []
