"""``new --from``: what the learner of another plan has obtained is carried over by code."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain import edits
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import write_programme
from csp_planner.storage.planfile import load, load_programme, save

from ..maquette import CERTIFICATE, programme_of
from .helpers import TODAY, check, one_line

DAY = date(2026, 11, 23)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A certificate that shares AST004 with CRN01, runs it in S2, and has two units of its own."""
    first, *others = CERTIFICATE["items"]
    shared = {**first, "code": "AST004", "offer": {"S2": ["à distance"]}}
    path = tmp_path / "certificat.json"
    path.write_bytes(write_programme(programme_of({**CERTIFICATE, "items": [shared, *others]})))
    return path


@pytest.fixture
def earlier(plan: Path) -> Path:
    """The plan of Camille for CRN01: AST004 validated, CCE001 credited, PST003 failed, TRS001 to be credited."""
    loaded = load(plan)
    held: Plan = loaded.plan
    for code, state, where in (
        ("AST004", UnitState.VALIDATED, "2025-S1"),
        ("PST003", UnitState.FAILED, "2025-S2"),
    ):
        made = edits.record_outcome(held, code, state, DAY, Term.parse(where))
        assert isinstance(made, Plan)
        held = made
    credited = (
        Credit(unit="CCE001", basis=CreditBasis.VES, date=date(2026, 6, 1), note="jury"),
        Credit(unit="TRS001", basis=CreditBasis.VES, date=date(2027, 6, 1)),
    )
    save(plan, replace(held, profile=replace(held.profile, credits=credited)), loaded.digest)
    return plan


def test_a_plan_for_the_same_programme_has_what_was_obtained_and_nothing_else(run, earlier, tmp_path):
    new = tmp_path / "suite.cspplan"
    code, out, err = run("new", new, "--from", earlier, *TODAY)
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == "2 unités acquises reprises de « camille.cspplan » : AST004, CCE001."
    plan = load(new).plan
    assert plan.profile.name == "Camille", "it is the same learner"
    assert plan.profile.attempts == ()
    assert [(credit.unit, credit.basis, credit.note) for credit in plan.profile.credits] == [
        ("AST004", CreditBasis.EARLIER, ""), ("CCE001", CreditBasis.VES, "jury"),
    ]  # fmt: skip
    assert plan.scenario.placements == ()
    assert check(run, new)["ects"]["obtained"] == 10


def test_with_another_programme_only_the_codes_it_has_are_taken_and_never_their_openings(run, earlier, sheet, tmp_path):
    new = tmp_path / "suite.cspplan"
    code, out, err = run("new", new, "--programme", sheet, "--from", earlier, "--name", "Camille B.", *TODAY)
    assert (code, err) == (0, "")
    assert "1 unité acquise reprise de « camille.cspplan » : AST004." in out
    lines = out.splitlines()
    assert lines[2].startswith("CS0000A-PAR est la fiche de ")
    assert lines[2].endswith("les intitulés et les crédits sont repris, pas les ouvertures.")
    assert lines[3].startswith("AST004 ")
    assert lines[3].endswith(", 6 ECTS : à confirmer par le centre.")
    assert out.splitlines()[-1].startswith("CCE001 (")
    assert "4 ECTS) n’est pas une unité de CS0000A-PAR : reprise comme acquise hors de la fiche, à relier." in out
    plan = load(new).plan
    assert plan.profile.name == "Camille B."
    row, outside = plan.profile.credits
    assert (row.unit, row.title) == ("AST004", "")
    assert (outside.unit, outside.ects, outside.counts_for) == ("CCE001", 4, ())
    assert outside.title, "a unit that is no row here brings its title"
    assert plan.programme == load_programme(sheet)
    assert check(run, new)["ects"]["obtained"] == 6, "what was obtained keeps its value"


def test_a_plan_in_which_nothing_was_obtained_gives_nothing_and_says_so(run, plan, tmp_path):
    code, out, err = run("new", tmp_path / "suite.cspplan", "--from", plan, *TODAY)
    assert (code, err) == (0, "")
    assert "Rien n’est acquis dans « camille.cspplan »" in out
    assert load(tmp_path / "suite.cspplan").plan.profile.credits == ()


@pytest.mark.parametrize("name", ["absent.cspplan", "certificat.json"])
def test_what_is_no_plan_is_one_sentence_and_makes_none(run, sheet, tmp_path, name):
    code, out, err = run("new", tmp_path / "suite.cspplan", "--from", tmp_path / name, *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert name in err
    assert not (tmp_path / "suite.cspplan").exists()
