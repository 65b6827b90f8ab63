"""What keeps from a branch is not said to keep from the diploma: another branch may do without it."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.award import Block
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.diagnostics import diagnostic_sentence

from ...awards import BRANCHES, plan_with_choices
from ..choosing.helpers import branches, everything, units
from ..helpers import done, only


def closed(plan: Plan, *codes: str, award: Block | None = None) -> Plan:
    """*plan* in which *codes* open in no published year."""
    rows = (replace(unit, openings={2025: ()}) if unit.code in codes else unit for unit in plan.programme.units)
    programme = replace(plan.programme, units=tuple(rows), award=award or plan.programme.award)
    return replace(plan, programme=programme)


def said(plan: Plan, code: str) -> str:
    sentence = diagnostic_sentence(only(plan, "never-open", code), plan.programme)
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def chemistry() -> Plan:
    """Chemistry is chosen, of which one unit opens nowhere, as does one that is due whatever is chosen."""
    return done(edits.choose(closed(plan_with_choices(), "CHI201", "SOC201"), BRANCHES, f"{BRANCHES}.2"))


def test_a_unit_due_by_the_branch_chosen_keeps_from_that_branch(chemistry: Plan) -> None:
    text = "CHI201 n’ouvre dans aucune année publiée : sans dérogation, impossible d’achever « Chimie »."
    assert said(chemistry, "CHI201") == text
    use_language("en")
    text = "CHI201 opens in no published year: without a waiver, “Chimie” cannot be completed."
    assert said(chemistry, "CHI201") == text


def test_a_unit_due_whatever_is_chosen_keeps_from_the_diploma(chemistry: Plan) -> None:
    text = "SOC201 n’ouvre dans aucune année publiée : sans dérogation, la formation ne peut pas être achevée."
    assert said(chemistry, "SOC201") == text


def test_the_innermost_branch_that_was_chosen_is_named() -> None:
    inner = branches(1, everything("BIO201", label="Option 2"), everything("CHI201", label="Option 3"))
    award = everything("SOC101", branches(1, everything("SOC102", inner, label="Parcours A"), units(1, "OPT101")))
    plan = closed(plan_with_choices(), "BIO201", "SOC102", award=award)
    plan = done(edits.choose(done(edits.choose(plan, "1", "1.1")), "1.1.1", "1.1.1.1"))
    assert said(plan, "BIO201").endswith("impossible d’achever « Option 2 ».")
    assert said(plan, "SOC102").endswith("impossible d’achever « Parcours A ».")


def test_a_branch_without_a_name_is_the_one_that_was_chosen() -> None:
    award = everything(branches(1, everything("BIO201"), everything("CHI201"), label="Option"))
    plan = done(edits.choose(closed(plan_with_choices(), "BIO201", award=award), "1", "1.1"))
    assert said(plan, "BIO201").endswith("sans dérogation, le parcours choisi ne peut pas être achevé.")
