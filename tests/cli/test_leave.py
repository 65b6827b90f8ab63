"""The command that takes a semester off: the same edit and the same rules as in the window."""

import json

import pytest

from csp_planner.domain.terms import Term
from csp_planner.storage.planfile import load

from .helpers import TODAY, one_line


def leaves(path, index=0):
    return [str(semester) for semester in load(path).plan.scenarios[index].leaves]


def checked(run, path):
    code, out, err = run("check", path, "--json", *TODAY)
    assert (code, err) == (1, "")
    return json.loads(out)


def test_a_semester_is_taken_off_and_taken_back(plan, run):
    before = plan.read_bytes()
    assert run("leave", plan, "2027-S1", *TODAY) == (0, "S1 2027/2028 est en congé.\n", "")
    assert leaves(plan) == ["2027-S1"]
    assert run("leave", plan, "2027-S1", "--off", *TODAY) == (0, "S1 2027/2028 n’est plus en congé.\n", "")
    assert plan.read_bytes() == before


def test_what_is_planned_there_stays_is_named_and_is_blocking(plan, run):
    for code, term in (("AST002", "2027-A"), ("CCE001", "2027-S1"), ("CCE003", "2027-S2")):
        assert run("place", plan, code, term, *TODAY)[0] == 0
    code, out, err = run("leave", plan, "2027-S1", *TODAY)
    assert (code, err) == (0, "")
    assert out == "S1 2027/2028 est en congé.\nToujours planifié dans ce semestre : CCE001, AST002.\n"
    found = checked(run, plan)
    told = {one["unit"]: one for one in found["diagnostics"] if one["code"] == "on-leave"}
    assert {unit: one["term"] for unit, one in told.items()} == {"CCE001": "2027-S1", "AST002": "2027-A"}
    assert {one["severity"] for one in told.values()} == {"blocking"}
    assert told["AST002"]["fixes"] == [
        {"kind": "replan", "unit": "AST002", "term": "2027-A"},
        {"kind": "lift-leave", "unit": None, "term": "2027-S1"},
    ]
    assert {term["term"]: term["on_leave"] for term in found["terms"] if term["units"]} == {
        "2027-S1": True,
        "2027-S2": False,
    }
    assert "Congé : S1 2027/2028" in run("check", plan, *TODAY)[1]


def test_a_plan_with_nothing_but_a_leave_says_it(plan, run):
    assert run("leave", plan, "2027-S1", *TODAY)[0] == 0
    assert "Rien n’est encore planifié.\n  Congé : S1 2027/2028\n" in run("check", plan, *TODAY)[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("2025-S2",), 1, "S2 2025/2026 est terminé"),
        (("2100-S1",), 1, "années universitaires"),
        (("2027-A",), 2, "un semestre est attendu"),
        (("2027",), 2, "n’est pas un semestre"),
        (("2027-S1", "--scenario", "Autre"), 2, "Il n’y a pas de scénario « Autre »"),
    ],
)
def test_what_is_refused_leaves_the_file_as_it_was(plan, run, arguments, code, said):
    before = plan.read_bytes()
    found, out, err = run("leave", plan, *arguments, *TODAY)
    assert (found, out) == (code, "")
    assert one_line(err)
    assert said in err
    assert plan.read_bytes() == before


@pytest.mark.parametrize("more", [(), ("--waiver", "Autre centre")])
def test_a_unit_is_not_placed_in_a_semester_off(plan, run, more):
    assert run("leave", plan, "2027-S1", *TODAY)[0] == 0
    before = plan.read_bytes()
    code, out, err = run("place", plan, "AST004", "2027-S1", *more, *TODAY)
    assert (code, out) == (1, "")
    assert "S1 2027/2028 est en congé : levez le congé pour y placer AST004." in err
    assert "Prochaine ouverture : S1 2028/2029." in err
    assert plan.read_bytes() == before


def test_the_scenario_named_has_the_leave_and_the_comparison_shows_it(tmp_path, run, example_path):
    first, second = (scenario.name for scenario in load(example_path).plan.scenarios)
    shown = load(example_path).plan.active
    assert run("leave", example_path, "2027-S2", "--scenario", second, *TODAY)[0] == 0
    assert (leaves(example_path, 0), leaves(example_path, 1)) == ([], ["2027-S2"])
    assert load(example_path).plan.active == shown
    summary = json.loads(run("compare", example_path, "--json", *TODAY)[1])
    assert [column["leaves"] for column in summary["scenarios"]] == [[], ["2027-S2"]]
    (row,) = [line for line in run("compare", example_path, *TODAY)[1].splitlines() if "Semestres en congé" in line]
    assert row.split("  ")[-1].strip() == "S2 2027/2028"
    assert "Semestres en congé" not in run("compare", example_path, "--scenario", first, *TODAY)[1]
    assert load(example_path).plan.scenarios[1].off_in(Term.parse("2027-A"))
