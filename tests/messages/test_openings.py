"""What a user entered is said to be theirs wherever a source is shown, and never to be the sheet's."""

import json
from datetime import date

import pytest

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain.checks import Check
from csp_planner.domain.edits import Refusal, enter_opening, enter_openings, place
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, opening_in, year_basis
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import EnteredEnrolment
from csp_planner.domain.terms import Term
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.export.calendar import calendar_bytes
from csp_planner.export.compose import plan_content
from csp_planner.export.options import Options
from csp_planner.export.tables import plan_table, terms_table
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.openings import library_problem, openings_problem
from csp_planner.messages.refusals import refusal_sentence
from csp_planner.messages.sentences import deadline_sentence
from csp_planner.messages.words import opening_chip, stability, year_about
from csp_planner.storage.errors import FileProblem, PlanFileError

from ..domain.helpers import TODAY, put

EXACT = EnteredEnrolment(semester_1=date(2027, 11, 5), source="secrétariat", date=TODAY)


@pytest.fixture
def told(empty_plan: Plan) -> Plan:
    """All openings of 2027/2028 were entered, FPG003 now in semester 2; AST004 and FPG003 are planned there."""
    plan = put(put(empty_plan, "AST004", "2027-S1"), "FPG003", "2027-S1")
    attended = [unit for unit in plan.programme.units if unit.is_attended]
    openings = {unit.code: opening_in(plan.programme, unit, 2027).opening for unit in attended}
    year = YearOpenings(
        programme="CRN01",
        year=2027,
        source="secrétariat",
        date=TODAY,
        openings={**openings, "FPG003": Opening.SEMESTER_2},
        enrolment=EXACT,
    )
    entered = enter_openings(plan, year)
    assert isinstance(entered, Plan)
    return entered


def test_a_year_is_the_sheets_or_entered_or_projected_from_the_known_year_before_it(told):
    bases = {year: year_basis(told.programme, year) for year in range(2022, 2029)}
    assert bases == {
        2022: Basis.UNKNOWN,
        2023: Basis.PUBLISHED,
        2024: Basis.PUBLISHED,
        2025: Basis.PUBLISHED,
        2026: Basis.PROJECTED,
        2027: Basis.ENTERED,
        2028: Basis.PROJECTED,
    }
    assert year_about(told.programme, 2026) == "ouvertures prévisionnelles, d’après 2025/2026"
    assert year_about(told.programme, 2027) == "ouvertures saisies à la main"
    assert year_about(told.programme, 2028) == "ouvertures prévisionnelles, d’après 2027/2028"


def test_tables_pages_and_the_command_line_say_entered_and_not_published(told):
    evaluation = evaluate_plan(told, TODAY)
    rows = {row[0]: row for row in plan_table(told, evaluation, Options()).rows}
    assert "saisi par vous" in rows["AST004"]
    assert "publié" not in rows["AST004"]
    terms = {row[0]: row for row in terms_table(told, evaluation).rows}
    assert "saisi par vous" in terms["S1 2027/2028"]
    assert "prévisionnel" in terms["S1 2026/2027"]
    line = next(
        line for line in evaluation_text(told, evaluation).splitlines() if line.strip().startswith("S1 2027/2028")
    )
    assert "saisi par vous" in line
    found = {term["term"]: term for term in evaluation_json(told, evaluation)["terms"]}
    assert (found["2027-S1"]["published"], found["2027-S1"]["openings"]) == (False, "entered")
    assert json.dumps(found)
    cards = {c.code: c for y in plan_content(told, evaluation, Options()).years for s in y.semesters for c in s.cards}
    assert (cards["AST004"].opening, cards["AST004"].is_projected) == ("S1 (saisi)", False)


def test_an_opening_says_who_told_it_and_a_later_one_what_it_rests_on(told):
    unit = told.programme.by_code["FPG003"]
    assert stability(opening_in(told.programme, unit, 2027)) == "saisi par vous le 23/11/2026, d’après secrétariat"
    assert opening_chip(opening_in(told.programme, unit, 2027)) == "S2 (saisi)"
    assert opening_chip(opening_in(told.programme, unit, 2028)) == "S2"
    assert "saisie pour 2027/2028" in stability(opening_in(told.programme, unit, 2028))
    assert stability(opening_in(told.programme, unit, 2025)) == "publié"


def test_what_is_projected_from_an_entered_year_is_not_said_to_be_published_this_way(told):
    plan = put(told, "AST004", "2028-S1")
    evaluation = evaluate_plan(plan, TODAY)
    (found,) = [each for each in evaluation.diagnostics if each.code is Check.PROJECTED_OPENING]
    sentence = diagnostic_sentence(found, plan.programme).replace("\xa0", " ")
    assert (
        sentence == "AST004 en S1 2028/2029 : ouverture prévisionnelle, d’après ce que vous avez saisi pour 2027/2028."
    )
    refused = place(told, "FPG003", Term.parse("2028-S1"), TODAY)
    assert isinstance(refused, Refusal)
    assert "d’après ce que vous avez saisi pour 2027/2028" in refusal_sentence(refused, told.programme)


def test_an_exact_day_is_the_deadline_of_its_year_and_no_month_of_the_sheet_stands_beside_it(told):
    evaluation = evaluate_plan(told, TODAY)
    sentences = [deadline_sentence(each, told.programme) for each in evaluation.deadlines]
    (line,) = [line for line in sentences if "2027/2028" in line and "AST004" in line]
    assert line.startswith("05/11/2027")
    assert "octobre" not in line


def test_one_unit_that_was_told_leaves_the_year_projected(empty_plan):
    plan = enter_opening(empty_plan, "FPG003", 2027, Opening.SEMESTER_2, "", TODAY)
    assert isinstance(plan, Plan)
    assert year_basis(plan.programme, 2027) is Basis.PROJECTED
    fact = opening_in(plan.programme, plan.programme.by_code["FPG003"], 2027)
    assert stability(fact) == "saisi par vous le 23/11/2026"


@pytest.mark.parametrize("problem", [FileProblem.FOREIGN, FileProblem.NEWER, FileProblem.DAMAGED, FileProblem.INVALID])
def test_a_file_without_readable_openings_is_explained_in_one_sentence(tmp_path, problem):
    sentence = openings_problem(PlanFileError(problem, tmp_path / "ouvertures.json"))
    assert "ouvertures.json" in sentence
    assert sentence.count(".") == 2
    assert "plan" not in sentence.replace("csp-planner", "")


@pytest.mark.parametrize("problem", [FileProblem.FULL, FileProblem.READ_ONLY, FileProblem.FAILED])
def test_a_library_that_cannot_be_written_says_what_to_do(tmp_path, problem):
    sentence = library_problem(PlanFileError(problem, tmp_path / "openings" / "CRN01.json"))
    assert "réessayer" in sentence
    assert "CRN01.json" not in sentence


def test_the_calendar_says_of_an_exact_day_that_it_was_entered_and_of_no_other_day(told):
    plan = put(told, "PST003", "2026-S2")
    text = calendar_bytes(plan, evaluate_plan(plan, TODAY), Options()).decode().replace("\r\n ", "")
    events = {event.split("DTSTART;VALUE=DATE:")[1][:8]: event for event in text.split("BEGIN:VEVENT")[1:]}
    assert "saisi par vous" in events["20271105"]
    assert "secrétariat" not in text, "who said so may be a person"
    assert "date exacte au centre" not in events["20271105"]
    assert "saisi par vous" not in events["20270315"]
