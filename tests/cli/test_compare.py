"""``csp-planner compare``: the scenarios side by side, and what ``check`` says of each."""

import json
import subprocess
import sys

import pytest

from csp_planner.storage.library import example_files

from .helpers import ROOT, TODAY

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


def test_no_qt_is_imported():
    code = (
        "import sys; from csp_planner.__main__ import main; main(sys.argv[1:]);"
        "sys.stderr.write(' '.join({name.split('.')[0] for name in sys.modules}))"
    )
    for more in ((), ("--json",)):
        command = [sys.executable, "-c", code, "compare", str(EXAMPLE), *more]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, text=True, check=True)
        assert not set(done.stderr.split()) & {"PySide6", "shiboken6", "babel"}
