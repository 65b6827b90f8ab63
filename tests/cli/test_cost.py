"""What ``check`` and ``compare`` say of the cost, as text and as JSON."""

import json
from dataclasses import replace

import pytest

from csp_planner.domain.profile import BudgetLine, LineKind, Per
from csp_planner.storage.planfile import load, save

from .helpers import TODAY

LINES = (
    BudgetLine(label="Participation CPF", euros=103.2, kind=LineKind.COST, per=Per.ENROLMENT),
    BudgetLine(label="Région", euros=1200, kind=LineKind.FUNDING),
)


@pytest.fixture
def kept(plan, run):
    """Writes what is known of the learner into the plan, which has one unit placed."""
    assert run("place", plan, "AST005", "2026-S2", *TODAY)[0] == 0

    def keep(**changes):
        loaded = load(plan)
        save(plan, replace(loaded.plan, profile=replace(loaded.plan.profile, **changes)), None)
        return plan

    return keep


def said(run, *arguments):
    _code, out, err = run(*arguments, "--json", *TODAY)
    assert err == ""
    return json.loads(out)


def test_check_says_the_cost_and_that_its_split_is_an_estimate(kept, run):
    out = run("check", kept(tariff="cpf", budget=LINES), *TODAY)[1]
    assert "Prix de la fiche, Mon compte formation (CPF) : 6 225 €" in out
    assert "Participation CPF (coût saisi, 103,20 € × 1 semestre d’inscription) : 103,20 €" in out
    assert "Reste à trouver : 5 128,20 €" in out
    assert "2026/2027, estimation : 406 €" in out


def test_check_says_nothing_of_the_cost_while_no_funding_is_chosen(kept, run):
    plan = kept()
    assert "Coût" not in run("check", plan, *TODAY)[1]
    assert said(run, "check", plan)["cost"] is None


def test_check_says_that_the_price_on_an_unknown_funding_is_not_published(kept, run):
    assert "Le prix n’est pas publié." in run("check", kept(tariff="gratuit"), *TODAY)[1]


def test_both_summaries_hold_what_was_entered_and_what_is_left(kept, run):
    plan = kept(tariff="cpf", budget=LINES)
    found = said(run, "check", plan)["cost"]
    assert found == {
        "tariff": "cpf",
        "total": 6225,
        "estimate_by_year": {"2026": 406},
        "estimate_unplaced": 5819,
        "entered": [
            {
                "label": "Participation CPF",
                "kind": "cost",
                "per": "enrolment",
                "euros": 103.2,
                "times": 1,
                "sum": 103.2,
            },
            {"label": "Région", "kind": "funding", "per": "once", "euros": 1200, "times": 1, "sum": 1200},
        ],
        "left_to_find": 5128.2,
    }
    assert said(run, "compare", plan)["scenarios"][0]["cost"] == found


def test_what_was_entered_is_there_without_a_price(kept, run):
    found = said(run, "check", kept(budget=LINES))["cost"]
    assert (found["tariff"], found["total"], found["left_to_find"]) == (None, None, None)
    assert (found["estimate_by_year"], found["estimate_unplaced"], len(found["entered"])) == ({}, 0, 2)
