"""Scenarios side by side, as a text for a terminal and as values for other programs."""

import json
from dataclasses import replace

import pytest

from csp_planner.cli.output.comparison_json import comparison_json
from csp_planner.cli.output.comparison_text import comparison_text
from csp_planner.domain.edits import place, set_profile
from csp_planner.domain.edits.scenarios import new_scenario, retain_scenario
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import use_language


@pytest.fixture
def two(empty_plan, today) -> Plan:
    """AST004 in the first scenario, AST005 in the second, which is the one retained."""
    plan = place(empty_plan, "AST004", Term(2027, Part.S1), today)
    assert isinstance(plan, Plan)
    plan = new_scenario(plan, "Autre")
    assert isinstance(plan, Plan)
    plan = place(plan, "AST005", Term(2026, Part.S2), today)
    assert isinstance(plan, Plan)
    plan = retain_scenario(plan, 1)
    return set_profile(plan, replace(plan.profile, tariff="cpf"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def said(plan: Plan, indices, today) -> dict[str, str]:
    """The lines of the report by their heads."""
    text = plain(comparison_text(plan, compare(plan, indices, today)))
    return {line.strip().split("  ")[0]: line for line in text.splitlines() if line}


def test_the_report_puts_each_figure_under_its_scenario(two, today):
    lines = said(two, [0, 1], today)
    cells = {head: line.split("  ") for head, line in lines.items()}
    found = {head: [cell.strip() for cell in row if cell.strip()][1:] for head, row in cells.items()}
    assert found["Fin"] == ["S1 2027/2028, incomplet", "S2 2026/2027, incomplet"]
    assert found["Plus chargé, ECTS"] == ["6 ECTS (S1 2027/2028)", "6 ECTS (S2 2026/2027)"]
    assert found["ECTS en 2026/2027"] == ["–", "6"]
    assert found["Après l’accréditation"] == ["1 semestre", "–"]
    assert found["Coût, Mon compte formation (CPF)"] == ["6 225 €", "6 225 €"]
    (first,), (second,) = ([found[head] for head in found if head.startswith(code)] for code in ("AST004", "AST005"))
    assert (first, second) == (["S1 2027/2028", "–"], ["–", "S2 2026/2027"])
    assert any(line.strip().endswith("Autre (retenu)") for line in lines.values())
    assert any("estimation" in line for line in lines.values())


def test_the_report_reads_in_english_too_and_leaves_no_place_open(two, today):
    french = comparison_text(two, compare(two, [0, 1], today))
    use_language("en")
    english = comparison_text(two, compare(two, [0, 1], today))
    assert "{" not in french + english
    assert "Units that differ" in english
    assert "Units that differ" not in french


def test_units_that_differ_have_their_titles_cut_to_the_width_of_the_terminal(two, today):
    title = two.programme.by_code["AST004"].title
    whole = plain(comparison_text(two, compare(two, [0, 1], today), width=200)).splitlines()
    assert any(line.startswith(f"  AST004 {title}  ") for line in whole)
    narrow = plain(comparison_text(two, compare(two, [0, 1], today), width=80)).splitlines()
    at = narrow.index("Unités qui diffèrent")
    cut = [line for line in narrow[at + 1 :] if line.startswith("  AST")]
    assert len(cut) == 2
    assert all(len(line) <= 80 and "…" in line for line in cut)


def test_scenarios_that_are_the_same_are_said_to_be(empty_plan, today):
    plan = new_scenario(empty_plan, "Autre")
    assert isinstance(plan, Plan)
    assert "Chaque unité est dans le même semestre partout." in said(plan, [0, 1], today)


def test_one_scenario_alone_differs_from_nothing(two, today):
    assert "Unités qui diffèrent" not in said(two, [0], today)


def test_the_summary_is_plain_and_whole(two, today):
    found = comparison_json(two, compare(two, [0, 1], today))
    assert json.loads(json.dumps(found)) == found
    first, second = found["scenarios"]
    assert first == {
        "scenario": "Scénario 1",
        "retained": False,
        "end_term": "2027-S1",
        "complete": False,
        "semesters": 1,
        "lightest_ects": {"term": "2027-S1", "amount": 6},
        "heaviest_ects": {"term": "2027-S1", "amount": 6},
        "lightest_hours": {"term": "2027-S1", "amount": 51},
        "without_class": [],
        "heaviest_hours": {"term": "2027-S1", "amount": 51},
        "ects_by_year": {"2027": 6},
        "leaves": [],
        "waivers": 0,
        "semesters_after_accreditation": 1,
        "cost": {
            "tariff": "cpf",
            "total": 6225,
            "estimate_by_year": {"2027": 406},
            "estimate_unplaced": 5819,
            "entered": [],
            "left_to_find": 6225,
        },
        "blocking": 13,
        "unplaced": [unit.code for unit in two.programme.units if unit.code != "AST004"],
        "awaited": [],
        "outside": [],
    }
    assert (second["scenario"], second["retained"]) == ("Autre", True)
    assert found["differences"] == [
        {"unit": "AST004", "terms": ["2027-S1", None]},
        {"unit": "AST005", "terms": [None, "2026-S2"]},
    ]
    assert (found["programme"], found["today"]) == ("CRN01", "2026-11-23")


def test_a_scenario_with_nothing_has_no_end_no_peaks_and_no_cost(empty_plan, today):
    (only,) = comparison_json(empty_plan, compare(empty_plan, [0], today))["scenarios"]
    assert only["end_term"] is only["lightest_ects"] is only["heaviest_hours"] is only["cost"] is None
    assert (only["semesters"], only["ects_by_year"]) == (0, {})
