"""Rows of other kinds in what is printed, taken home or exported: titles in place of codes, days of milestones."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain import edits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.profile import Attempt, Credit, CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.export.calendar import calendar_bytes
from csp_planner.export.compose import document, plan_content
from csp_planner.export.options import Options
from csp_planner.export.tables import all_tables, plan_table, terms_table
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.comparison import comparison_table

from ..domain.helpers import done, put_all, term
from ..kinds import FREE, SEMINAR, plan_of_all_kinds
from .test_unpublished import texts

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def french() -> None:
    use_language("fr")


@pytest.fixture
def plan() -> Plan:
    where = {"SEC101": "2027-S1", SEMINAR: "2027-S1", "SHS000": "2027-S2", FREE: "2027-S2"}
    plan = put_all(plan_of_all_kinds(), where)
    plan = done(edits.fill_slot(plan, Filling(slot=FREE, code="ROB104", title="Robotique", ects=6)))
    plan = done(edits.fill_slot(plan, Filling(slot="SHS000", title="Histoire des sciences")))
    plan = done(edits.tick(plan, "UAAD91", date(2026, 6, 30)))
    return done(edits.tick(plan, "UAEP05", date(2028, 9, 1)))


def all_texts(plan: Plan) -> str:
    evaluation = evaluate_plan(plan, TODAY)
    said = [evaluation_text(plan, evaluation), *texts(document(plan, evaluation, Options()))]
    said += [str(cell) for table in all_tables(plan, evaluation, Options()) for row in table.rows for cell in row]
    return "\n".join([*said, calendar_bytes(plan, evaluation, Options()).decode()])


@pytest.mark.parametrize("is_filled", [True, False])
def test_a_made_up_code_is_never_shown(plan: Plan, is_filled: bool) -> None:
    plan = plan if is_filled else done(edits.unplace(done(edits.empty_slot(plan, FREE)), SEMINAR))
    plan = done(edits.set_note(plan, SEMINAR, "voir le secrétariat", private=False))
    assert "~:" not in all_texts(plan)
    assert "Séminaire d’ouverture" in all_texts(plan)


def brought_along(plan: Plan) -> Plan:
    """*plan* of a learner who has two rows without a code and a unit, all of other sheets."""
    without = made_up_code("Atelier d’écriture"), made_up_code("Projet")
    credit = Credit(unit=without[0], title="Atelier d’écriture", basis=CreditBasis.EARLIER, date=TODAY, ects=3)
    attempts = tuple(
        Attempt(unit=code, term=term("2024-S1"), state=UnitState.VALIDATED, date=TODAY, ects=worth)
        for code, worth in ((without[1], None), ("OLD101", 5))
    )
    return replace(plan, profile=replace(plan.profile, credits=(credit,), attempts=attempts))


def test_a_row_without_a_code_that_was_obtained_for_another_sheet_is_named_once_by_its_title(plan: Plan) -> None:
    plan = brought_along(plan)
    said = all_texts(plan)
    assert "~:" not in said
    assert "Projet" in said
    assert "Atelier d’écriture Atelier d’écriture" not in said
    rows = plan_table(plan, evaluate_plan(plan, TODAY), Options()).rows
    assert [row[:3] for row in rows if row[1] == "Atelier d’écriture"] == [(None, "Atelier d’écriture", 3)]


def test_the_table_says_what_a_unit_of_an_old_sheet_was_worth(plan: Plan) -> None:
    plan = brought_along(plan)
    rows = plan_table(plan, evaluate_plan(plan, TODAY), Options()).rows
    assert [row[2] for row in rows if row[0] == "OLD101"] == [5]


def test_table_and_page_say_the_title_of_what_fills_a_free_unit(plan: Plan) -> None:
    evaluation = evaluate_plan(plan, TODAY)
    rows = {row[1]: row for row in plan_table(plan, evaluation, Options()).rows}
    assert rows["Robotique"][:3] == ("ROB104", "Robotique", 6)
    assert rows["Histoire des sciences"][:3] == (None, "Histoire des sciences", 6)
    assert rows["Séminaire d’ouverture"][0] is None
    (units,) = [row[2] for row in terms_table(plan, evaluation).rows if "ROB104" in str(row)]
    assert units == "Histoire des sciences, ROB104"
    empty = done(edits.empty_slot(plan, FREE))
    shown = [
        card
        for year in plan_content(empty, evaluate_plan(empty, TODAY), Options()).years
        for card in year.semesters[1].cards
    ]
    assert [card.opening for card in shown] == ["Semestre inconnu", "à choisir"]
    cards = [card for year in plan_content(plan, evaluation, Options()).years for card in year.semesters[1].cards]
    assert [(card.code, card.title) for card in cards] == [("", "Histoire des sciences"), ("ROB104", "Robotique")]


def test_table_page_and_check_say_since_when_a_milestone_is_confirmed(plan: Plan) -> None:
    evaluation = evaluate_plan(plan, TODAY)
    states = {row[0]: row[3] for row in plan_table(plan, evaluation, Options()).rows}
    said = {"UAAD91": "fait le 30/06/2026", "UATE01": "à confirmer", "UAEP05": "prévu le 01/09/2028"}
    assert {code: states[code] for code in said} == said
    outside = {card.code: card.state_word for card in plan_content(plan, evaluation, Options()).outside_terms}
    assert outside == {**said, "UAEP06": "à confirmer"}
    text = evaluation_text(plan, evaluation).replace("\u00a0", " ")
    assert "[ ] UATE01 Test d’anglais" in text
    assert "[x] UAAD91 Admission à l’école d’ingénieur : fait le 30/06/2026" in text
    assert "[ ] UAEP05 Expérience professionnelle (15 ECTS) : prévu le 01/09/2028" in text
    assert "[ ] UAEP06 Expérience professionnelle (15 ECTS)" in text


def test_check_lists_what_is_to_confirm_by_code(plan: Plan) -> None:
    found = evaluation_json(plan, evaluate_plan(plan, TODAY))
    assert found["to_confirm"] == ["UATE01", "UAEP06"]


def test_the_calendar_says_the_title_of_what_is_enrolled_in(plan: Plan, crn01) -> None:
    window = crn01.enrolment_semester_2
    plan = replace(plan, programme=replace(plan.programme, enrolment_semester_2=window))
    data = calendar_bytes(plan, evaluate_plan(plan, TODAY), Options())
    said = "\n".join(str(event.get("description")) for event in Calendar.from_ical(data).walk("VEVENT"))
    assert "ROB104 Robotique" in said
    assert "Histoire des sciences" in said
    assert "~:" not in said


def test_crn01_says_nothing_of_confirming(empty_plan: Plan) -> None:
    evaluation = evaluate_plan(empty_plan, TODAY)
    assert "onfirm" not in evaluation_text(empty_plan, evaluation)
    assert evaluation_json(empty_plan, evaluation)["to_confirm"] == ["UAS003"]  # the experience has no day yet


def test_a_row_without_a_code_is_named_once_where_scenarios_differ(plan: Plan) -> None:
    other = done(edits.unplace(plan, SEMINAR)).scenario
    two = replace(plan, scenarios=(plan.scenario, replace(other, name="B")))
    rows = comparison_table(compare(two, [0, 1], TODAY)).units
    assert [(row.head, row.title, row.name) for row in rows] == [("Séminaire d’ouverture", "", "Séminaire d’ouverture")]
