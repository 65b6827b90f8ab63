"""``csp-planner suggest`` keeps its contract."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.domain.award import Block
from csp_planner.domain.edits import set_wishes
from csp_planner.domain.offers import Offer
from csp_planner.domain.programme import Conditions
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective, Wishes
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load, save

from .helpers import ROOT, TODAY, plain

KEYS = {"scenario", "end_term", "placements", "chosen", "unplaced", "optimal", "reasons"}
ADDED = {"already_best", "assumed_months", "rules", "unfollowed"}


def suggested(run, path: Path, *more) -> dict:
    code, out, err = run("suggest", path, "--json", *TODAY, *more)
    assert (code, err) == (0, "")
    return json.loads(out)


def refused(run, path: Path, *more) -> str:
    """The one line said when nothing is proposed; the file is as it was."""
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    code, out, err = run("suggest", path, *TODAY, *more)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    return err


def test_a_proposal_is_added_shown_and_printed_and_check_says_the_same_of_it(plan, run):
    said = suggested(run, plan)
    assert set(said) == KEYS | ADDED
    found = load(plan).plan
    assert [scenario.name for scenario in found.scenarios] == ["Scénario A", "Proposition"]
    assert found.scenario.name == said["scenario"]
    assert found.scenarios[0].placements == ()
    written = {placement.unit: str(placement.term) for placement in found.scenario.placements}
    assert {item["unit"]: item["term"] for item in said["placements"]} == written
    assert (said["end_term"], said["optimal"], said["unplaced"]) == ("2028-S2", True, ["TET007", "UAS004"])
    assert (said["already_best"], said["assumed_months"], said["unfollowed"]) == (False, 18, [])
    limit, report = said["reasons"]
    assert (limit["code"], limit["demands"]) == ("demand", ["max-ects"])
    assert "au lieu de 24" in plain(limit["message"])
    assert (report["code"], report["demands"]) == ("demand", ["report-last"])
    code, out, _err = run("check", plan, "--json", *TODAY)
    judged = json.loads(out)
    assert code == 1
    assert judged["end_term"] == said["end_term"]
    blocking = {item["unit"] for item in judged["diagnostics"] if item["severity"] == "blocking"}
    assert blocking == set(said["unplaced"])


def test_with_waivers_nothing_is_left_and_nothing_blocks_and_asked_again_it_is_the_best_already(plan, run):
    said = suggested(run, plan, "--allow-waivers")
    assert said["unplaced"] == []
    waivers = {item["unit"]: item["waiver"] for item in said["placements"] if item["waiver"]}
    assert set(waivers) == {"TET007", "UAS004"}
    assert run("check", plan, *TODAY)[0] == 0
    before = plan.read_bytes()
    again = suggested(run, plan, "--allow-waivers")
    assert (again["already_best"], again["scenario"]) == (True, said["scenario"])
    assert again["placements"] == said["placements"]
    code, out, _err = run("suggest", plan, "--allow-waivers", *TODAY)
    assert (code, out.splitlines()[0]) == (0, "Votre plan est déjà le meilleur.")
    assert plan.read_bytes() == before


def test_units_the_award_needs_and_the_programme_lacks_are_said(few, run):
    plan, found = few, load(few)
    programme = found.plan.programme
    lacking = replace(programme, units=tuple(unit for unit in programme.units if unit.code not in ("TET010", "UA211G")))
    save(plan, replace(found.plan, programme=lacking), found.digest)
    said = suggested(run, plan)
    missing = [reason for reason in said["reasons"] if reason["code"] == "unit-missing"]
    assert [(reason["units"], reason["demands"]) for reason in missing] == [(["TET010", "UA211G"], [])]
    assert "TET010, UA211G" in missing[0]["message"]
    _code, out, _err = run("suggest", plan, *TODAY)
    assert plain(missing[0]["message"]) in out
    code, _out, err = run("suggest", plan, *TODAY, "--until", "2026-S2")
    assert (code, err.count("\n")) == (1, 1)
    assert plain(missing[0]["message"]) in err


def test_it_can_be_read_by_people(plan, run):
    code, out, err = run("suggest", plan, *TODAY)
    assert (code, err) == (0, "")
    out = plain(out)
    added, left_out, until = out.splitlines()[:3]
    assert added == "Scénario « Proposition » ajouté."
    assert left_out.startswith("TET007, UAS004 n’ouvrent dans aucune des années à venir")
    assert until == "Planifié jusqu’à S2 2028/2029 ; cela suppose 18 mois d’expérience encore à faire."
    assert "finit" not in out
    assert "Le plan respecte ces règles : au plus 24 ECTS par semestre ; le rapport pas avant" in out
    assert "Prouvé : aucun plan n’est meilleur." in out
    assert "Conseils" not in out
    assert out.index("Écart à une charge égale") < out.index("au lieu de 24"), "reasons come after the plan"


def test_with_waivers_the_end_is_said_and_which_to_ask_for_and_only_when_asked_the_report_comes_any_time(plan, run):
    out = run("suggest", plan, "--allow-waivers", *TODAY)[1]
    ends = "Le plan proposé finit en S2 2028/2029 ; il suppose 18 mois d’expérience encore à faire."
    assert plain(out).splitlines()[1] == ends
    assert "des dérogations à demander : TET007, UAS004" in plain(out)
    assert all(item.waiver.proposed for item in load(plan).plan.scenario.placements if item.waiver)
    anytime = suggested(run, plan, "--allow-waivers", "--report-anytime")
    assert anytime["end_term"] < "2028-S2"
    assert anytime["assumed_months"] == 0
    assert {"UA211G"} <= {item["unit"] for item in anytime["unfollowed"]}
    assert "UA211G" in anytime["unfollowed"][-1]["message"]
    out = plain(run("suggest", plan, "--allow-waivers", "--report-anytime", "--name", "Encore", *TODAY)[1])
    assert "Conseils non suivis :" in out
    assert "Le rapport UA211G finit avant" in out


def test_impossible_demands_say_what_clashes_and_leave_the_file_alone(plan, run):
    said = refused(run, plan, "--max-ects", "12", "--until", "2028-S2")
    assert said.startswith("12 ECTS par semestre ne suffisent pas pour finir en S2 2028/2029 au plus tard.")
    assert "suffiraient." in said
    assert "Finir en S2 2029/2030 suffirait." in said
    assert "TET010" in refused(run, plan, "--until", "2026-S2")


def test_its_options_are_demands(few, run):
    plan = few
    said = suggested(run, plan, "--max-units", "2", "--from", "2027-S1", "--max-ects", "16,5", "--name", "Tranquille")
    assert said["scenario"] == "Tranquille"
    assert min(item["term"] for item in said["placements"]) >= "2027"
    found = load(plan).plan
    assert found.scenario.max_ects == 16.5
    steady = suggested(run, plan, "--objective", "steady", "--until", "2029-S2", "--max-units", "6")
    assert Term.parse(steady["end_term"]) <= Term.parse("2029-S2")


def test_the_hours_the_learner_has_are_a_limit_that_can_be_changed(few, run):
    plan, found = few, load(few)
    profile = replace(found.plan.profile, weekly_hours=6.0, weeks_per_semester=15)
    save(plan, replace(found.plan, profile=profile), found.digest)
    said = suggested(run, plan)
    assert ["max-hours"] in [reason["demands"] for reason in said["reasons"]]
    _code, out, _err = run("check", plan, "--json", *TODAY)
    assert not [item for item in json.loads(out)["diagnostics"] if item["code"] in ("weekly-load", "overload")]
    freer = suggested(run, plan, "--max-hours", "120,5")
    assert freer["end_term"] < said["end_term"]
    assert load(plan).plan.scenario.max_hours == 120.5


def test_keep_changes_only_what_must_change(plan, run):
    assert run("place", plan, "TET010", "2029-S1", *TODAY)[0] == 0
    said = suggested(run, plan, "--keep")
    assert {item["unit"]: item["term"] for item in said["placements"]}["TET010"] == "2029-S1"
    assert [reason["code"] for reason in said["reasons"]] == ["keep"]


def test_a_name_that_is_taken_gets_a_number(few, run):
    names = [suggested(run, few, "--name", "Essai")["scenario"] for _each in range(2)]
    assert names == ["Essai", "Essai 2"]


@pytest.mark.parametrize(
    "options",
    [
        ("--max-ects", "0"),
        ("--max-hours", "0"),
        ("--max-hours", "beaucoup"),
        ("--max-units", "0"),
        ("--max-units", "2.5"),
        ("--max-units", "²"),
        ("--max-units", "9" * 5000),
        ("--from", "2027-A"),
        ("--until", "demain"),
        ("--objective", "cheapest"),
        ("--name", "x" * 500),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(plan, run, options):
    before = plan.read_bytes()
    code, out, err = run("suggest", plan, *TODAY, *options)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert plan.read_bytes() == before


@pytest.mark.parametrize("option", ["--from", "--until"])
@pytest.mark.parametrize("text", ["2027-A", "2027", "demain"])
def test_a_semester_is_wanted_where_one_is_named(plan, run, option, text):
    code, out, err = run("suggest", plan, *TODAY, option, text)
    assert (code, out) == (2, "")
    assert f"« {text} »" in err
    assert "semestre" in err
    assert "ou 2027-S2." in err
    if text == "2027-A":
        assert "un semestre est attendu" in err


def test_hours_that_cannot_be_meant_are_called_hours(plan, run):
    _code, _out, err = run("suggest", plan, *TODAY, "--max-hours", "0")
    assert "heures" in err
    assert "ECTS" not in err


def test_a_file_that_is_not_there(tmp_path, run):
    code, _out, err = run("suggest", tmp_path / "rien.cspplan", *TODAY)
    assert code == 2
    assert err.count("\n") == 1


def test_the_same_file_gets_the_same_proposal_in_every_process(plan, run):
    text = plan.read_bytes()
    here, written = run("suggest", plan, "--json", *TODAY)[1], plan.read_bytes()
    plan.write_bytes(text)
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"  # this process has another one
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LANGUAGE": "fr"}
    command = [sys.executable, "-m", "csp_planner", "suggest", str(plan), "--json", *TODAY]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    assert (plain(done.stdout), plan.read_bytes()) == (here, written)


def test_units_that_pass_the_limit_by_themselves_are_named(run, few):
    plan = few
    found = suggested(run, plan, "--max-ects", "5")
    (notice,) = [reason for reason in found["reasons"] if reason["code"] == "heavier-than-limit"]
    assert "UA211G" in notice["units"]
    assert "AST002" not in notice["units"]  # 3 ECTS in each semester
    said = plain(run("suggest", plan, *TODAY, "--max-ects", "5")[1])
    assert plain(notice["message"]) in said
    assert "UA211G" in notice["message"]
    usual = suggested(run, plan, "--max-ects", "24")
    assert "heavier-than-limit" not in {reason["code"] for reason in usual["reasons"]}


def test_both_marks_are_the_decimal_mark_and_what_is_ambiguous_is_asked_about(few, run):
    plan = few
    for option in ("--max-ects", "--max-hours"):
        code, _out, err = run("suggest", plan, *TODAY, option, "12.450")
        assert code == 2
        assert plain(err).strip().startswith("« 12.450 » : 12 450 ou 12,45 ?")
        code, _out, err = run("suggest", plan, *TODAY, option, "12,7555")
        assert (code, "centième" in err) == (2, True)
    suggested(run, plan, "--max-ects", "16.5", "--max-hours", "110,25")
    scenario = load(plan).plan.scenario
    assert (scenario.max_ects, scenario.max_hours) == (16.5, 110.25)


def test_what_was_chosen_for_the_scenario_is_asked_unless_an_option_says_otherwise(few, run):
    plan, found = few, load(few)
    wishes = Wishes(objective=Objective.STEADY, max_units=2, end=Term.parse("2032-S2"))
    save(plan, set_wishes(found.plan, wishes), found.digest)
    suggested(run, plan)
    kept = load(plan).plan.scenario
    assert kept.wishes == replace(wishes, without_waivers=True)  # waivers take an option of their own
    assert max(Counter(placement.term for placement in kept.placements).values()) <= 2
    suggested(run, plan, "--objective", "earliest", "--max-units", "3")
    again = load(plan).plan.scenario.wishes
    assert (again.objective, again.max_units, again.end) == (Objective.EARLIEST, 3, wishes.end)


def test_units_before_their_stage_are_advice_that_is_not_followed(plan, run):
    """B1, of L2, opens in semester 2, and A1, of L1, only in semester 1 after it: to wait would end later."""
    found = load(plan).plan
    units = tuple(
        replace(found.programme.by_code["FPG003"], code=code, openings={2025: (Offer(part),)})
        for code, part in (("A1", Part.S1), ("B1", Part.S2))
    )
    stages = (Block(label="L1", members=("A1",)), Block(label="L2", members=("B1",)))
    bare = replace(found.programme, units=units, recommended_order=(), award=Block(members=stages))
    programme = replace(bare, conditions=Conditions(), published_years=(2025,))
    plan.write_bytes(write_plan(replace(found, programme=programme)))
    said = suggested(run, plan)
    (item,) = said["unfollowed"]
    assert (item["unit"], item["after"]) == ("B1", "A1")
    assert "étape" in item["message"]
