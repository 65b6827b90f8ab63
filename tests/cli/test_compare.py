"""``csp-planner compare``: the scenarios side by side, and what ``check`` says of each."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.edits import record_outcome
from csp_planner.domain.edits.scenarios import rename_scenario
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save

from .helpers import TODAY, one_line

EXAMPLE = example_files()[0]


def test_every_scenario_is_compared_and_the_file_is_left_alone(run):
    before = EXAMPLE.read_bytes()
    code, out, err = run("compare", EXAMPLE, *TODAY)
    assert (code, err) == (0, "")
    assert "A · Au plus tôt" in out
    assert "B · 12 ECTS par semestre" in out
    assert "S2 2028/2029" in out
    assert EXAMPLE.read_bytes() == before


def test_json_says_of_each_scenario_what_check_says(run):
    code, out, _err = run("compare", EXAMPLE, "--json", *TODAY)
    assert code == 0
    found = json.loads(out)
    assert set(found) == {"programme", "today", "scenarios", "differences"}
    for column in found["scenarios"]:
        checked = json.loads(run("check", EXAMPLE, "--json", "--scenario", column["scenario"], *TODAY)[1])
        assert column["end_term"] == checked["end_term"]
        used = [term for term in checked["terms"] if term["units"]]
        assert column["semesters"] == len(used)
        assert column["heaviest_ects"]["amount"] == max(term["ects"] for term in used)
        taught = [term["hours"] for term in used if term["units"] != ["UA211G"]]
        assert column["lightest_hours"]["amount"] == min(taught)
        assert column["without_class"] == [term["term"] for term in used if term["units"] == ["UA211G"]]
        assert sum(column["ects_by_year"].values()) == sum(term["ects"] for term in used)
        assert column["blocking"] == sum(one["severity"] == "blocking" for one in checked["diagnostics"])
    for difference in found["differences"]:
        assert len(difference["terms"]) == len(found["scenarios"]) == 2
        assert len(set(difference["terms"])) == 2


def test_scenarios_are_chosen_by_name_in_the_order_given_each_once(run):
    first, second = "A · Au plus tôt", "B · 12 ECTS par semestre"
    chosen = ("--scenario", second, "--scenario", first, "--scenario", second)
    code, out, _err = run("compare", EXAMPLE, "--json", *chosen, *TODAY)
    assert code == 0
    assert [column["scenario"] for column in json.loads(out)["scenarios"]] == [second, first]
    (alone,) = json.loads(run("compare", EXAMPLE, "--json", "--scenario", second, *TODAY)[1])["scenarios"]
    assert alone["scenario"] == second


@pytest.mark.parametrize(
    "arguments",
    [(), ("missing.cspplan",), (EXAMPLE, "--scenario", "Nulle part"), (EXAMPLE, "--scenario"), (EXAMPLE, "x")],
)
def test_bad_usage_is_one_line_and_exit_2(run, monkeypatch, tmp_path, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("compare", *arguments)
    assert (code, out) == (2, "")
    assert err.endswith("\n")
    assert err.count("\n") == 1


# Two files


@pytest.fixture
def home(tmp_path):
    """The example as the learner changed it at home: the same names, AST004 validated, one scenario renamed."""
    plan = load(EXAMPLE).plan
    changed = record_outcome(plan, "AST004", UnitState.VALIDATED, date(2026, 11, 23), Term.parse("2025-S1"))
    renamed = rename_scenario(changed, 1, "C · À la maison")
    path = tmp_path / "home.cspplan"
    save(path, renamed, None)
    return path


def test_scenarios_of_two_files_stand_side_by_side_each_judged_with_its_own_plan(run, home):
    code, out, err = run("compare", EXAMPLE, home, "--json", *TODAY)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert set(found) == {"programme", "today", "scenarios", "differences"}
    assert [(column["file"], column["scenario"]) for column in found["scenarios"]] == [
        (str(EXAMPLE), "A · Au plus tôt"),
        (str(EXAMPLE), "B · 12 ECTS par semestre"),
        (str(home), "A · Au plus tôt"),
        (str(home), "C · À la maison"),
    ]
    for column in found["scenarios"]:
        (alone,) = json.loads(run("compare", column["file"], "--json", "--scenario", column["scenario"], *TODAY)[1])[
            "scenarios"
        ]
        assert "file" not in alone
        assert {key: value for key, value in column.items() if key != "file"} == alone
    (moved,) = [each for each in found["differences"] if each["unit"] == "AST004"]
    assert moved["terms"][2:] == ["2025-S1", "2025-S1"]


def test_a_column_names_its_file_where_two_scenarios_are_called_the_same(run, home):
    code, out, _err = run("compare", EXAMPLE, home, *TODAY)
    assert code == 0
    (head,) = [line for line in out.splitlines() if line.startswith("    ") and "home.cspplan" in line]
    assert f"A · Au plus tôt ({EXAMPLE.name})" in head
    assert "A · Au plus tôt (home.cspplan)" in head
    assert "C · À la maison (" not in head
    assert "12 ECTS par semestre (" not in head


def test_what_two_files_say_otherwise_of_the_learner_is_said(run, home):
    said = "Les deux fichiers ne disent pas la même chose du sort de AST004."
    assert said in run("compare", EXAMPLE, home, *TODAY)[1]
    assert "Les deux fichiers" not in run("compare", home, home, *TODAY)[1]
    assert "Les deux fichiers" not in run("compare", home, *TODAY)[1]


def test_files_of_one_name_are_told_apart_by_their_folders(run, home, tmp_path):
    twin = tmp_path / "b" / home.name
    twin.parent.mkdir()
    shutil.copy(home, twin)
    code, out, _err = run("compare", home, twin, "--scenario", "A · Au plus tôt", *TODAY)
    assert code == 0
    assert f"({home})" in out
    assert f"({twin})" in out


def test_a_name_chooses_the_scenario_in_both_files(run, home):
    out = run("compare", EXAMPLE, home, "--json", "--scenario", "A · Au plus tôt", *TODAY)[1]
    assert [column["file"] for column in json.loads(out)["scenarios"]] == [str(EXAMPLE), str(home)]
    out = run("compare", EXAMPLE, home, "--json", "--scenario", "C · À la maison", *TODAY)[1]
    assert [column["file"] for column in json.loads(out)["scenarios"]] == [str(home)]
    code, out, err = run("compare", EXAMPLE, home, "--scenario", "Nulle part", *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "C · À la maison" in err


def test_plans_of_different_programmes_are_not_compared(run, home):
    plan = load(home).plan
    other = home.with_name("other.cspplan")
    save(other, replace(plan, programme=replace(plan.programme, code="LG039")), None)
    code, out, err = run("compare", home, other)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "CRN01" in err
    assert "LG039" in err


@pytest.mark.parametrize("content", [None, "{", '{"format": "x"}'])
def test_another_file_that_cannot_be_read_is_one_line_and_exit_2(run, home, content):
    other = home.with_name("other.cspplan")
    if content is not None:
        other.write_text(content, encoding="utf-8")
    code, out, err = run("compare", home, other)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "other.cspplan" in err
