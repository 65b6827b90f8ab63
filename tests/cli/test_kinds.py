"""Rows of other kinds on the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.domain.plan import Filling
from csp_planner.storage.codec import read_plan, write_plan, write_programme

from ..kinds import FREE, SEMINAR, programme_of_all_kinds
from .helpers import TODAY, one_line, plain


@pytest.fixture
def path(run, tmp_path: Path) -> Path:
    sheet, plan = tmp_path / "CYC.json", tmp_path / "p.cspplan"
    sheet.write_bytes(write_programme(programme_of_all_kinds()))
    assert run("new", plan, "--programme", sheet, "--start", "2026-S1", *TODAY)[0] == 0
    return plan


def test_a_row_without_a_code_is_placed_and_taken_off_by_its_title(run, path: Path) -> None:
    code, out, err = run("place", path, "Séminaire d’ouverture", "2027-S1", *TODAY)
    assert (code, plain(out), err) == (0, "Séminaire d’ouverture placée : S1 2027/2028.\n", "")
    assert read_plan(path.read_bytes()).scenario.placements[0].unit == SEMINAR
    code, out, err = run("unplace", path, "Séminaire d’ouverture", *TODAY)
    assert (code, plain(out), err) == (0, "Séminaire d’ouverture est retirée du plan.\n", "")


def test_a_milestone_is_not_placed_and_one_sentence_says_so(run, path: Path) -> None:
    code, out, err = run("place", path, "UAAD91", "2027-S1", *TODAY)
    assert (code, out) == (1, "")
    assert one_line(err)
    assert "on le coche, avec une date" in plain(err)


def test_a_proposal_places_free_units_and_leaves_milestones_and_undated_experience(run, path: Path) -> None:
    plan = read_plan(path.read_bytes())
    filled = replace(plan.scenario, fillings=(Filling(slot=FREE, code="ROB104", title="Robotique", ects=6),))
    path.write_bytes(write_plan(plan.with_scenario(filled)))
    code, out, err = run("suggest", path, "--json", *TODAY)
    assert (code, err) == (0, "")
    found = json.loads(out)
    placed = {each["unit"] for each in found["placements"]}
    assert placed == {"SEC101", "SEC102", SEMINAR, "SHS000", FREE}
    assert found["unplaced"] == []
    proposed = read_plan(path.read_bytes())
    assert proposed.scenario.fillings == filled.fillings
    code, out, _err = run("check", path, "--json", *TODAY)
    checked = json.loads(out)
    assert (code, checked["to_confirm"]) == (0, ["UAAD91", "UATE01", "UAEP05", "UAEP06"])
    assert checked["ects"]["planned"] == 26


def test_no_text_of_the_command_line_shows_a_made_up_code(run, path: Path) -> None:
    said = [run("check", path, *TODAY)[1], run("suggest", path, *TODAY)[1]]
    said += [run("check", path, *TODAY)[1], run("compare", path, *TODAY)[1]]
    said += [run("place", path, FREE, "2020-S1", *TODAY)[2]]
    assert all(said)
    assert not [text for text in said if "~:" in text]
    assert "Séminaire d’ouverture" in said[1]


def test_scenarios_that_differ_only_in_what_fills_a_free_unit_are_told_apart(run, path: Path) -> None:
    assert run("place", path, FREE, "2027-S1", *TODAY)[0] == 0
    plan = read_plan(path.read_bytes())
    robotics = Filling(slot=FREE, code="ROB104", title="Robotique", ects=6)
    second = replace(plan.scenario, name="B", fillings=(robotics,))
    path.write_bytes(write_plan(replace(plan, scenarios=(plan.scenario, second))))
    code, out, err = run("compare", path, "--json", *TODAY)
    assert (code, err) == (0, "")
    assert json.loads(out)["differences"] == [
        {
            "unit": FREE,
            "terms": ["2027-S1", "2027-S1"],
            "fillings": [None, {"code": "ROB104", "title": "Robotique", "ects": 6}],
        }
    ]
    said = plain(run("compare", path, *TODAY)[1])
    assert "S1 2027/2028 : ROB104 Robotique (6 ECTS)" in said
