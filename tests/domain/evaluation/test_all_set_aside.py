"""An open choice of which all that is left was set aside says so: there is nothing to choose in it any more."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.award import Block
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.diagnostics import diagnostic_sentence

from ...awards import plan_with_choices
from ..choosing.helpers import branches, credit, everything, units
from ..helpers import TODAY, done, put


def plan_of(award: Block, *aside: str, closed: str = "") -> Plan:
    """A plan of *award* of which the units *aside* are set aside, and *closed* opens in no published year."""
    plan = plan_with_choices()
    rows = (replace(unit, openings={2025: ()}) if unit.code == closed else unit for unit in plan.programme.units)
    plan = replace(plan, programme=replace(plan.programme, units=tuple(rows), award=award))
    for code in aside:
        plan = done(edits.set_aside(plan, code, TODAY))
    return plan


def said(plan: Plan) -> list[str]:
    return [
        diagnostic_sentence(found, plan.programme).replace("\u00a0", " ").replace("\u202f", " ")
        for found in evaluate_plan(plan, TODAY).diagnostics
        if found.code == "choice-open"
    ]


LANGUAGES = everything(units(1, "OPT101", "OPT102", label="Langue"))


def test_the_units_set_aside_are_named_where_nothing_else_is_left():
    plan = plan_of(LANGUAGES, "OPT101", "OPT102")
    assert said(plan) == ["Langue : 1 UE à choisir, et toutes celles qui restent sont écartées : OPT101, OPT102."]
    use_language("en")
    assert said(plan) == [
        "Langue: 1 teaching unit to choose, and all units that are left were set aside: OPT101, OPT102."
    ]


def test_while_one_is_left_to_choose_nothing_is_said_of_those_set_aside():
    assert said(plan_of(LANGUAGES, "OPT101")) == ["Langue : 1 UE à choisir."]


def test_what_is_held_due_elsewhere_or_never_open_is_not_left_to_choose():
    two = everything("SOC101", units(2, "SOC101", "OPT101", "OPT102", "OPT103", label="Options"))
    plan = put(plan_of(two, "OPT102", closed="OPT103"), "OPT101", "2027-S1")
    assert said(plan) == ["Options : 1 UE à choisir, et la seule UE qui reste est écartée : OPT102."]


def test_more_than_four_are_counted():
    codes = ("OPT101", "OPT102", "OPT103", "OPT104", "OPT105")
    plan = plan_of(everything(credit(6, *codes, label="SHES")), *codes)
    assert said(plan) == ["SHES : 6 ECTS à choisir, et toutes celles qui restent sont écartées : 5 UE."]


def test_a_branch_can_be_chosen_whatever_was_set_aside_in_it():
    award = everything(branches(1, units(1, "OPT101", label="A"), units(1, "OPT102", label="B"), label="Option"))
    assert said(plan_of(award, "OPT101", "OPT102")) == ["Option : 1 parcours à choisir."]


def test_a_unit_that_was_set_aside_and_opens_nowhere_is_named_with_the_others():
    plan = plan_of(LANGUAGES, "OPT101", "OPT102", closed="OPT102")
    assert said(plan) == ["Langue : 1 UE à choisir, et toutes celles qui restent sont écartées : OPT101, OPT102."]
