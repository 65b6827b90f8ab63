"""Real sheets of another centre, and one made up: a plan of each is made, planned, taken home and read back."""

import json
from pathlib import Path
from typing import Any

import pytest

from csp_planner.domain.codes import printed_code
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part
from csp_planner.sheet.wording import modes_of
from csp_planner.storage.codec import read_plan, read_programme, write_plan, write_programme
from csp_planner.storage.planfile import load

from ..maquette import MIXED, plain_rows, programme_of
from ..shared import shared
from .helpers import TODAY, check

ANNOUNCED = {"CS5200A": 14, "DUS0901A": 120}
"""Sheets of which every row is plain, with the ECTS that they announce."""
SHEETS = {
    "made up": "",
    "DUS0901A": "cnam-paris_DUS0901A_deust_assistant_juridique.json",
    "CS5200A": "cnam-paris_CS5200A_certificat_dpo.attendu.json",
    "LG04101A": "cnam-paris_LG04101A_licence_formation_travail.json",
    "MR14102A": "cnam-paris_MR14102A_master_sciences_education.json",
    "BCH3702A": "cnam-paris_BCH3702A_bachelor_transitions.json",
    "CPN9600A": "cnam-paris_CPN9600A_technicien_labo_2_options.json",
    "CYC9106A": "cnam-paris_CYC9106A_ingenieur_cyber.attendu.json",
}


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> dict[str, Any]:
    name = SHEETS[request.param]
    return json.loads(shared(f"sheets/cnam/{name}").read_bytes()) if name else MIXED


@pytest.fixture
def programme(sheet: dict[str, Any], tmp_path: Path) -> Path:
    path = tmp_path / "formation.json"
    path.write_bytes(write_programme(programme_of(sheet)))
    return path


def opens(programme: Programme) -> set[str]:
    """Units that the one published year opens, or of which no year is known."""
    return {
        unit.code for unit in programme.units if unit.is_attended and (not unit.openings or any(unit.openings.values()))
    }


def test_every_plain_row_is_a_unit_with_its_credits_and_parts(sheet):
    made = programme_of(sheet)
    rows = list(plain_rows(sheet))
    assert [(unit.code, unit.ects) for unit in made.units] == [(row["code"], row["ects"]) for row in rows]
    for row, unit in zip(rows, made.units, strict=True):
        offers = [offer for year in unit.openings.values() for offer in year]
        assert [(offer.part, offer.modes) for offer in offers] == [
            (part, modes_of(row["offer"][part])) for part in Part if part in row["offer"]
        ]
    short = made.code.removesuffix("-PAR")
    assert made.announced.ects == ANNOUNCED.get(short)
    if made.announced.ects is not None:
        assert made.listed_ects == made.announced.ects


def test_a_programme_of_it_and_a_plan_of_it_are_read_back_equal(run, programme, sheet, tmp_path):
    made = programme_of(sheet)
    assert read_programme(programme.read_bytes()) == made
    code, _out, err = run("new", tmp_path / "p.cspplan", "--programme", programme, *TODAY)
    assert (code, err) == (0, "")
    plan = load(tmp_path / "p.cspplan").plan
    assert plan.programme == made
    assert read_plan(write_plan(plan)) == plan


@pytest.mark.usefixtures("qapp")  # windows of other tests need the application that drawings share
def test_all_that_opens_is_planned_and_taken_home_in_every_form_without_what_is_unknown(
    run, programme, sheet, tmp_path
):
    path, made = tmp_path / "p.cspplan", programme_of(sheet)
    assert run("new", path, "--programme", programme, "--start", "2027-S1", *TODAY)[0] == 0
    code, out, _err = run("suggest", path, "--json", *TODAY)
    assert code == 0
    answer = json.loads(out)
    assert {placed["unit"] for placed in answer["placements"]} == opens(made)
    assert set(answer["unplaced"]) == {unit.code for unit in made.units if unit.is_attended} - opens(made)
    said = check(run, path)
    if answer["unplaced"]:
        assert said["outlook"]["reach"] != "diploma", "what opens nowhere keeps it from the award"
    assert said["conditions"] == []
    assert said["hours"]["target"] is None
    assert {found["code"] for found in said["diagnostics"] if found["severity"] == "blocking"} <= {"never-open"}
    plan = load(path).plan
    assert read_plan(write_plan(plan)) == plan
    for ending in ("csv", "xlsx", "ics", "pdf", "png"):
        code, _out, err = run("export", path, tmp_path / f"o.{ending}", *TODAY)
        assert (code, err) == (0, "")
    table = (tmp_path / "o.csv").read_text(encoding="utf-8-sig")
    for unit in plan.programme.units:
        assert (printed_code(unit.code) or unit.title) in table
    assert "Heures" not in table.splitlines()[0]
