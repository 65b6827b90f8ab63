"""A newer sheet is followed and the plan repaired; another diploma is gone on to: with real keys, pointer and files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditBasis
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load, save
from csp_planner.storage.programmes import keep_programme

from ..editions import SAME_TITLE, licence, newer
from ..sheet.printing import as_recap
from .desk import Program, wait_until
from .read_back import TODAY, check
from .test_planning import new_plan, placements

pytestmark = pytest.mark.display
PLANNED = (("FPG003", "2027-S1"), ("AST004", "2027-S1"))


def plan_at(path: Path, *obtained: str) -> Path:
    """A plan in which these units were obtained earlier."""
    new_plan(path, *PLANNED)
    plan = load(path).plan
    day = date(2026, 6, 30)
    held = tuple(Credit(unit=code, basis=CreditBasis.EARLIER, date=day) for code in obtained)
    save(path, replace(plan, profile=replace(plan.profile, credits=held)), None)
    return path


def open_file(program: Program, path: Path) -> None:
    """Choose *path* in the dialog of files that is shown."""
    program.item("Nom du fichier", role="text")
    program.keys("ctrl+a")
    program.write(str(path))
    program.keys("Return")


def plan_in(path: Path) -> Plan:
    return load(path).plan


def test_a_plan_goes_on_to_another_diploma_and_itself_follows_a_newer_sheet_and_is_repaired(desk, run, tmp_path):
    path = plan_at(tmp_path / "lea.cspplan", "AST002", "PST003", "TRS001", "TET007")
    keep_programme(desk.home / "data", licence())
    sheet = tmp_path / "fiche-2026.txt"
    sheet.write_text(as_recap(newer(builtin_programme("CRN01"))), encoding="utf-8")
    before = path.read_bytes()

    program = run(str(path), "--today", TODAY)
    program.keys("alt+f", "t")
    program.item("LG04101A Licence générale Formation et travail", role="label")
    program.keys("Return")  # to what is carried over
    program.item("AST002", role="list item")
    program.keys("Down", "Down", "space")  # TRS001 counts for the row that has its title
    program.keys("Down", "space")  # TET007 is no row there, and is wanted all the same
    program.item("pour des unités de la fiche\u00a0: 2", role="label")
    program.click("Commencer", role="button")
    program.item("Plan de LG04101A commencé avec 3 acquis")
    program.keys("ctrl+s")
    new = tmp_path / "suite.cspplan"
    open_file(program, new)
    wait_until(new.exists, "the new plan")
    plan = plan_in(new)
    assert plan.programme.code == "LG04101A"
    assert {one.unit: one.counts_for for one in plan.profile.credits} == {
        "AST002": (),
        "TRS001": ("TRS101",),
        "TET007": (),
    }
    assert path.read_bytes() == before

    program.keys("ctrl+o")
    open_file(program, path)
    program.item("FPG003", role="list item", parent="Semestre 1 2027/2028")
    program.keys("alt+d", "m")
    program.click("Ouvrir un fichier", role="button")
    open_file(program, sheet)
    program.click("Utiliser", role="button")  # kinds and months were guessed: they are looked through first
    program.item("Dans ce plan", role="text")
    program.item("Sur la fiche", role="text")
    assert path.read_bytes() == before
    program.keys("Return")
    wait_until(lambda: SAME_TITLE in plan_in(path).programme.by_code, "the newer sheet in the file")
    after = path.read_bytes()
    assert placements(path) == dict(PLANNED), "nothing is moved by itself"
    assert plan_in(path).profile.credit("TET007").ects == 6, "what was obtained keeps its value"
    program.keys("ctrl+z")
    wait_until(lambda: path.read_bytes() == before, "all of it undone in one step")
    program.keys("ctrl+y")
    wait_until(lambda: path.read_bytes() == after, "the newer sheet again")

    program.click("Réparer", role="button")
    program.click("Appliquer", role="button")
    wait_until(lambda: placements(path).get("AST004", "").endswith("S2"), "AST004 where it opens now")
    program.click("Relier", role="button")
    program.item("Compte pour", role="list")
    program.write(SAME_TITLE)  # the keys are in the rows
    program.keys("space", "Return")
    wait_until(lambda: plan_in(path).profile.credit("TET007").counts_for == (SAME_TITLE,), "the unit linked to its row")
    codes = {(found["code"], found["unit"]) for found in check(path)["diagnostics"]}
    assert not codes & {("not-open", "AST004"), ("credit-unlinked", "TET007"), ("not-placed", SAME_TITLE)}
