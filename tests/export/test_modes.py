"""In which of several ways a unit is attended: in a table, in a workbook and on the page."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pytest

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Attempt, Profile
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.export.compose import plan_content
from csp_planner.export.options import Options
from csp_planner.export.spreadsheet import csv_bytes, xlsx_bytes

from ..domain.helpers import put
from ..maquette import TWO_WAYS, programme_of
from .conftest import Case, judged

WAYS = {"2027-S1": "soir ou samedi", "2027-A": "journée"}


def planned(where: str) -> Case:
    """The unit that runs in two ways is planned there, and the other one in semester 1."""
    first = Scenario(name="A", start=Term(2027, Part.S1))
    plan = Plan(programme=programme_of(TWO_WAYS), profile=Profile(), scenarios=(first,))
    return judged(put(put(plan, "PST003", where), "PST004", "2027-S1"))


def csv_rows(case: Case) -> list[list[str]]:
    text = csv_bytes(case.plan, case.evaluation, Options()).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def xlsx_rows(case: Case) -> list[list[str]]:
    sheet = openpyxl.load_workbook(BytesIO(xlsx_bytes(case.plan, case.evaluation, Options()))).worksheets[0]
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("rows_of", [csv_rows, xlsx_rows])
@pytest.mark.parametrize("where", WAYS)
def test_a_table_names_the_mode_where_a_unit_has_several(rows_of, where):
    head, *rows = rows_of(planned(where))
    told = {row[0]: row[head.index("Modalité")] for row in rows}
    assert told == {"PST003": WAYS[where], "PST004": ""}


@pytest.mark.parametrize("rows_of", [csv_rows, xlsx_rows])
def test_a_table_without_modes_has_no_column_of_them(rows_of, rich):
    head, *rows = rows_of(rich)
    assert "Modalité" not in head
    assert {len(row) for row in rows} == {len(head)}


def test_a_failed_attempt_keeps_the_mode_it_was_taken_in():
    case = planned("2027-S1")
    failed = Attempt(
        unit="PST003", term=Term(2025, Part.S1), state=UnitState.FAILED, date=case.evaluation.today, mode="evening"
    )
    tried = judged(replace(case.plan, profile=replace(case.plan.profile, attempts=(failed,))))
    head, *rows = csv_rows(tried)
    assert (rows[-1][0], rows[-1][head.index("Modalité")]) == ("PST003", "soir ou samedi")


@pytest.mark.parametrize(("where", "chip"), [("2027-S1", "S1 ou annuel · soir"), ("2027-A", "S1 ou annuel · journée")])
def test_the_page_names_the_mode_where_a_unit_has_several(where, chip):
    case = planned(where)
    content = plan_content(case.plan, case.evaluation, Options())
    cards = [card for year in content.years for each in year.semesters for card in each.cards]
    cards += [card for year in content.years for card in year.annual]
    assert {card.code: card.opening for card in cards} == {"PST003": chip, "PST004": "S1"}
