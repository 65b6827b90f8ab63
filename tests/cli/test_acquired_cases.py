"""The small inputs about what was obtained: plans of version 1 as they come, and their twins in today's words."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.edits import add_credit, change_credit
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
from csp_planner.storage.planfile import load, save

from ..shared import shared
from .helpers import check

DAY = ("--today", "2026-11-25")


def codes(report: dict, unit: str) -> set[str]:
    return {found["code"] for found in report["diagnostics"] if found["unit"] == unit}


def stored(tmp_path: Path, plan) -> Path:
    path = tmp_path / "twin.cspplan"
    save(path, plan, None)
    return path


@pytest.mark.parametrize("name", ["02-ue-remplacee-acquis", "02b-ue-remplacee-validee"])
def test_cases_02_and_02b_what_is_no_row_is_said_and_counts_once_when_linked(run, tmp_path, name):
    file = shared(f"cases/{name}.cspplan")
    report = check(run, file, *DAY)
    (old,) = [one for one in report["obtained_otherwise"] if one["outside"]]
    assert (old["unit"], old["counts_for"], report["ects"]["obtained"]) == ("OLD101", [], 0)
    assert codes(report, "OLD101") == {"credit-unlinked"}
    assert "acquis hors de la fiche" in run("check", file, *DAY)[1]
    out = tmp_path / "plan.csv"
    assert run("export", file, out, *DAY)[0] == 0
    assert "OLD101" in out.read_text(encoding="utf-8-sig")

    plan = load(file).plan
    known = plan.profile.credit("OLD101")
    credit = known or Credit(unit="OLD101", basis=CreditBasis.EQUIVALENCE, date=date(2026, 9, 1))
    edit = add_credit if known is None else change_credit
    linked = edit(plan, replace(credit, counts_for=("NEW201",), decided_by="jury"))
    report = check(run, stored(tmp_path, linked), *DAY)
    row = next(unit for unit in linked.programme.units if unit.code == "NEW201")
    assert (report["ects"]["obtained"], codes(report, "NEW201"), codes(report, "OLD101")) == (row.ects, set(), set())


def test_case_03_opens_with_todays_verdict_and_its_twin_says_what_is_missing(run, tmp_path):
    file = shared("cases/03-ects-change-entre-annees.cspplan")
    report = check(run, file, *DAY)
    assert (report["ects"]["obtained"], report["ects"]["entered"], report["ects"]["balance"]) == (4, -2, 0)
    plan = load(file).plan
    (attempt,) = plan.profile.attempts
    own = replace(plan.profile, attempts=(replace(attempt, ects=4.0),), figures=())
    twin = stored(tmp_path, replace(plan, profile=own))
    report = check(run, twin, *DAY)
    assert (report["ects"]["obtained"], report["ects"]["entered"], report["ects"]["balance"]) == (4, 0, -2)
    assert "il manque 2 ECTS" in run("check", twin, *DAY)[1]


def test_case_10_a_ves_after_a_failure_is_expected_until_its_day(run, tmp_path):
    file = shared("cases/10-ves-attendue-et-apres-echec.cspplan")
    report = check(run, file, *DAY)
    assert (report["ects"]["obtained"], report["ects"]["expected"]) == (6, 6)
    assert codes(report, "VES801") == {"credit-expected"}
    assert report["outlook"]["message"] == "Titre en juin 2027, si la VES est accordée"
    assert (report["outlook"]["awaited"], report["end_term"]) == (["VES801"], "2026-S2")
    on_its_day = check(run, file, "--today", "2027-06-01")
    assert (on_its_day["ects"]["obtained"], on_its_day["ects"]["expected"]) == (12, 0)

    plan = load(file).plan
    asked, other = plan.profile.credits
    profile = replace(plan.profile, credits=(replace(asked, state=CreditState.ASKED), other))
    twin = stored(tmp_path, replace(plan, profile=profile))
    assert check(run, twin, *DAY)["ects"] == report["ects"]
    late = check(run, twin, "--today", "2027-06-02")
    assert late["ects"]["unplaced"] == 6
    assert codes(late, "VES801") == {"credit-expected", "not-placed"}
    proposed = run("suggest", twin, "--json", *DAY)
    assert proposed[0] == 0
    assert json.loads(proposed[1])["end_term"] == "2026-S2"


def test_case_02b_a_semester_of_which_nobody_knows_the_credits_does_not_say_zero(run, tmp_path):
    file = shared("cases/02b-ue-remplacee-validee.cspplan")
    report = check(run, file, *DAY)
    assert {each["term"]: each["ects"] for each in report["terms"] if each["units"]} == {"2022-S1": None}
    (line,) = [each for each in run("check", file, *DAY)[1].splitlines() if each.startswith("  S1 2022/2023")]
    assert "ECTS inconnus" in line
    assert "0 ECTS" not in line
    plan = load(file).plan
    (attempt,) = plan.profile.attempts
    told = replace(plan.profile, attempts=(replace(attempt, ects=6.0),))
    report = check(run, stored(tmp_path, replace(plan, profile=told)), *DAY)
    assert {each["term"]: each["ects"] for each in report["terms"] if each["units"]} == {"2022-S1": 6}
    assert report["ects"]["obtained"] == 0, "it counts for no row"
