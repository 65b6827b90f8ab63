"""The mode that a unit is placed in, where its sheet offers several."""

import json
from dataclasses import replace

import pytest

from csp_planner.domain.offers import Offer
from csp_planner.domain.terms import Part
from csp_planner.storage.codec import write_plan, write_programme
from csp_planner.storage.planfile import load

from ..maquette import TWO_WAYS, programme_of
from .helpers import TODAY, check, one_line, plain

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


@pytest.mark.parametrize("mode", ["soir ou samedi", "Soir ou Samedi", "evening"])
def test_a_mode_may_be_named_as_answers_name_it(sheet, run, mode):
    assert run("place", sheet, "CCE001", "2027-S1", "--mode", mode, *TODAY)[0] == 0
    assert load(sheet).plan.scenario.placement("CCE001").mode == "evening"


def test_the_words_of_a_sheet_go_before_those_of_answers(sheet, run):
    held = load(sheet).plan
    own = (Offer(Part.S1, ("soir ou samedi", "en regroupements")),)
    units = [replace(unit, openings={2025: own}) if unit.code == "CCE001" else unit for unit in held.programme.units]
    sheet.write_bytes(write_plan(replace(held, programme=replace(held.programme, units=tuple(units)))))
    assert run("place", sheet, "CCE001", "2027-S1", "--mode", "soir ou samedi", *TODAY)[0] == 0
    assert load(sheet).plan.scenario.placement("CCE001").mode == "soir ou samedi"
    assert run("place", sheet, "CCE001", "2027-S1", "--mode", "En regroupements", *TODAY)[0] == 0
    assert load(sheet).plan.scenario.placement("CCE001").mode == "en regroupements"


def test_what_check_prints_says_how_each_unit_is_taken_where_there_are_several_ways(two_ways, run):
    for unit, term in (("PST003", "2027-A"), ("PST004", "2027-S1")):
        assert run("place", two_ways, unit, term, *TODAY)[0] == 0
    assert "PST003 (annuel, journée), PST004\n" in plain(run("check", two_ways, *TODAY)[1])
    assert run("place", two_ways, "PST003", "2027-S1", *TODAY)[0] == 0
    assert "PST003 (soir ou samedi), PST004\n" in plain(run("check", two_ways, *TODAY)[1])


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


@pytest.fixture
def two_ways(tmp_path, run):
    """A new plan for a sheet where one unit runs in semester 1 in the evening, or over the year by day."""
    sheet, path = tmp_path / "sheet.json", tmp_path / "two-ways.cspplan"
    sheet.write_bytes(write_programme(programme_of(TWO_WAYS)))
    assert run("new", path, "--programme", sheet, "--start", "2027-S1", *TODAY)[0] == 0
    return path


def test_in_one_academic_year_both_ways_to_take_the_same_unit_can_be_held(two_ways, run):
    """Case 15: S1 counts whole there, annual counts half and half; each has its mode."""
    answer = run("place", two_ways, "PST003", "2027-S1", *TODAY)
    assert answer == (0, "PST003 placée : S1 2027/2028, soir ou samedi.\n", "")
    found = check(run, two_ways)
    assert [(each["term"], each["mode"]) for each in found["placements"]] == [("2027-S1", "evening")]
    assert {each["term"]: each["ects"] for each in found["terms"] if each["ects"]} == {"2027-S1": 6}

    answer = run("place", two_ways, "PST003", "2027-A", *TODAY)
    assert answer == (0, "PST003 placée : Annuel 2027/2028, journée.\n", "")
    found = check(run, two_ways)
    assert [(each["term"], each["mode"]) for each in found["placements"]] == [("2027-A", "daytime")]
    assert {each["term"]: each["ects"] for each in found["terms"] if each["ects"]} == {"2027-S1": 3, "2027-S2": 3}


def test_who_attends_in_the_evening_alone_is_told_that_the_year_runs_by_day(two_ways, run):
    held = load(two_ways).plan
    two_ways.write_bytes(write_plan(replace(held, profile=replace(held.profile, modes=("evening",)))))
    assert run("place", two_ways, "PST003", "2027-A", *TODAY)[0] == 0
    assert "mode-not-wanted" in [each["code"] for each in check(run, two_ways)["diagnostics"]]
    assert run("place", two_ways, "PST003", "2027-S1", *TODAY)[0] == 0
    assert "mode-not-wanted" not in [each["code"] for each in check(run, two_ways)["diagnostics"]]


def test_a_unit_that_runs_in_one_way_has_no_mode_in_json(two_ways, run):
    assert run("place", two_ways, "PST004", "2027-S1", *TODAY) == (0, "PST004 placée : S1 2027/2028.\n", "")
    (placed,) = check(run, two_ways)["placements"]
    assert "mode" not in placed


@pytest.mark.parametrize(("objective", "term"), [("steady", "2027-A"), ("earliest", "2027-S1")])
def test_a_proposal_takes_the_way_that_is_wanted_where_the_end_is_not_all_that_is_asked_for(
    two_ways, run, objective, term
):
    """Case 15: a learner who can only attend by day."""
    held = load(two_ways).plan
    two_ways.write_bytes(write_plan(replace(held, profile=replace(held.profile, modes=("daytime",)))))
    code, out, _err = run("suggest", two_ways, "--objective", objective, "--json", *TODAY)
    assert code == 0
    placed = {each["unit"]: each["term"] for each in json.loads(out)["placements"]}
    assert placed["PST003"] == term


def test_two_scenarios_that_take_a_unit_otherwise_say_how_each_does(two_ways, run):
    assert run("place", two_ways, "PST003", "2027-S1", *TODAY)[0] == 0
    other = two_ways.with_name("other.cspplan")
    other.write_bytes(two_ways.read_bytes())
    assert run("place", other, "PST003", "2027-A", *TODAY)[0] == 0
    code, out, _err = run("compare", two_ways, other, "--json", *TODAY)
    assert code == 0
    assert json.loads(out)["differences"] == [
        {"unit": "PST003", "terms": ["2027-S1", "2027-A"], "modes": ["evening", "daytime"]}
    ]
    out = plain(run("compare", two_ways, other, *TODAY)[1])
    assert "S1 2027/2028, soir ou samedi" in out
    assert "Annuel 2027/2028, journée" in out
