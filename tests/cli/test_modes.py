"""The mode that a unit is placed in, where its sheet offers several."""

import json
from dataclasses import replace

import pytest

from csp_planner.domain.offers import Offer
from csp_planner.domain.terms import Part
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load

from .helpers import TODAY, one_line

WAYS = (Offer(Part.S1, ("evening", "distance-open", "en regroupements")),)


@pytest.fixture
def sheet(plan):
    """A plan file of a sheet where CCE001 runs in three modes."""
    held = load(plan).plan
    units = [replace(unit, openings={2025: WAYS}) if unit.code == "CCE001" else unit for unit in held.programme.units]
    plan.write_bytes(write_plan(replace(held, programme=replace(held.programme, units=tuple(units)))))
    return plan


def placements(run, path):
    code, out, err = run("check", path, "--json", *TODAY)
    assert (code, err) == (1, "")
    return {each["unit"]: each for each in json.loads(out)["placements"]}


def test_a_unit_is_placed_in_the_mode_asked_for(sheet, run):
    answer = run("place", sheet, "CCE001", "2027-S1", "--mode", "distance-open", *TODAY)
    assert answer == (0, "CCE001 placée : S1 2027/2028, à distance (libre).\n", "")
    assert placements(run, sheet)["CCE001"]["mode"] == "distance-open"
    answer = run("place", sheet, "CCE001", "2027-S1", "--mode", "en regroupements", *TODAY)
    assert answer == (0, "CCE001 placée : S1 2027/2028, en regroupements.\n", "")


def test_the_first_mode_is_taken_where_none_is_asked_for(sheet, run):
    assert run("place", sheet, "CCE001", "2027-S1", *TODAY)[1] == "CCE001 placée : S1 2027/2028, soir ou samedi.\n"


def test_only_a_unit_taken_in_one_of_several_modes_has_one_in_json(sheet, run):
    for code in ("CCE001", "AST004"):
        assert run("place", sheet, code, "2027-S1", *TODAY)[0] == 0
    found = placements(run, sheet)
    assert found["CCE001"]["mode"] == "evening"
    assert found["AST004"] == {"unit": "AST004", "term": "2027-S1", "state": "planned", "waiver": None}


@pytest.mark.parametrize(
    ("unit", "mode", "said"),
    [
        ("CCE001", "daytime", "y sont proposées : soir ou samedi, à distance (libre), en regroupements."),
        ("AST004", "evening", "Aucune modalité n’est publiée pour AST004 en S1 2027/2028"),
    ],
)
def test_a_mode_that_is_not_offered_is_one_sentence_and_exit_2(sheet, run, unit, mode, said):
    before = sheet.read_bytes()
    code, out, err = run("place", sheet, unit, "2027-S1", "--mode", mode, *TODAY)
    assert (code, out) == (2, "")
    assert said in err
    assert one_line(err)
    assert sheet.read_bytes() == before


def test_a_unit_placed_by_waiver_takes_no_mode(sheet, run):
    before = sheet.read_bytes()
    code, _out, err = run("place", sheet, "CCE001", "2026-S1", "--waiver", "accord", "--mode", "evening", *TODAY)
    assert code == 2
    assert "par dérogation" in err
    assert sheet.read_bytes() == before
