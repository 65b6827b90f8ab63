"""What putting an option somewhere would do for an award with choices, before it is done."""

from datetime import date

import pytest

from csp_planner.domain.edits import place
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.preview import aftermath, verdicts
from csp_planner.domain.terms import Term

from ...awards import SHES, plan_with_choices

TODAY = date(2026, 11, 23)
S1, S2 = Term.parse("2027-S1"), Term.parse("2027-S2")


def with_placed(*codes: str) -> Plan:
    plan = plan_with_choices()
    for code in codes:
        result = next(found for term in (S1, S2) if isinstance(found := place(plan, code, term, TODAY), Plan))
        plan = result
    return plan


def gained(plan: Plan, *codes: str) -> float:
    found = verdicts(plan, evaluate_plan(plan, TODAY), codes, [S1], TODAY)
    return found[S1].gained_ects


@pytest.mark.parametrize(
    ("placed", "codes", "ects"),
    [
        ((), ("SOC101",), 6),
        ((), ("SHS201",), 3),
        (("SHS202",), ("SHS201",), 3),
        (("SHS201", "SHS202"), ("SHS203",), 0),
        (("SHS201",), ("SHS204",), 3),
        ((), ("SHS201", "SHS203"), 7),
        (("OPT101", "OPT102"), ("OPT103",), 0),
        (("BIO201",), ("CHI201",), 0),
    ],
)
def test_an_option_gains_what_it_adds_to_what_the_award_counts(placed, codes, ects):
    assert gained(with_placed(*placed), *codes) == ects


def test_what_comes_of_a_move_says_where_the_award_would_stand():
    plan = with_placed("SHS202")
    after = aftermath(plan, ["SHS201"], S1, TODAY)
    assert after is not None
    assert after.award is not None
    assert after.award.by_path[SHES].ects == 6
    assert evaluate_plan(plan, TODAY).award.by_path[SHES].ects == 3


def test_without_an_award_nothing_is_said_of_one(empty_plan):
    after = aftermath(empty_plan, ["AST004"], Term.parse("2027-S1"), TODAY)
    assert after is not None
    assert after.award is None
