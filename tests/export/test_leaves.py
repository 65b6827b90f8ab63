"""A semester off in what is taken home: on the page, in the picture, in tables and side by side; not in a calendar."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pypdf
import pytest
import vobject

from csp_planner.domain.terms import Term
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.pdf import pdf_bytes
from csp_planner.drawing.picture import board_image
from csp_planner.export.calendar import calendar_bytes
from csp_planner.export.compose import comparison_document, document, plan_content
from csp_planner.export.options import Options
from csp_planner.export.spreadsheet import xlsx_bytes

from ..domain.helpers import off
from ..drawing.written import written
from .conftest import Case, judged


def content_of(case: Case):
    return plan_content(case.plan, case.evaluation, Options())


def semester_of(content, text):
    return next(one for year in content.years for one in year.semesters if one.term == Term.parse(text))


@pytest.fixture
def on_leave(example: Case) -> Case:
    """The example with one semester off that holds units, and one that holds none."""
    return judged(off(example.plan, "2027-S2", "2028-S1"))


def test_the_page_names_it_at_its_head_and_says_it_in_place_of_the_deadline(example: Case, on_leave: Case) -> None:
    content = content_of(on_leave)
    assert [fact.value for fact in content.facts if fact.name == "En congé"] == ["S2 2027/2028, S1 2028/2029"]
    assert semester_of(content, "2027-S2").enrolment == semester_of(content, "2028-S1").enrolment == "Congé"
    assert semester_of(content, "2027-S2").cards == semester_of(content_of(example), "2027-S2").cards
    assert "inscription" in semester_of(content, "2027-S1").enrolment
    assert "En congé" not in [fact.name for fact in content_of(example).facts]


def test_a_year_that_holds_nothing_but_a_leave_is_printed(empty_plan) -> None:
    assert content_of(judged(empty_plan)).used_years == ()
    content = content_of(judged(off(empty_plan, "2028-S1")))
    assert [year.year for year in content.used_years] == [2028]


def test_the_page_to_sign_says_it_where_the_semester_is(empty_plan) -> None:
    case = judged(off(empty_plan, "2028-S1"))
    pages = pypdf.PdfReader(BytesIO(pdf_bytes(document(case.plan, case.evaluation, Options())))).pages
    lines = [line for page in pages for line in written(page).splitlines()]
    assert "Congé" in lines
    assert "2028/2029" in " ".join(lines[: lines.index("Congé")])


def test_the_picture_writes_it_where_the_semester_is(empty_plan, monkeypatch) -> None:
    written: list[str] = []
    write = Canvas.text

    def text(canvas, face, x, top, text, *more):
        written.append(text)
        return write(canvas, face, x, top, text, *more)

    monkeypatch.setattr(Canvas, "text", text)
    board_image(content_of(judged(off(empty_plan, "2028-S1"))))
    assert written.count("Congé") == 1


def test_the_picture_hatches_it(example: Case, monkeypatch) -> None:
    hatched = []
    monkeypatch.setattr(Canvas, "hatch", lambda _canvas, area, _colour: hatched.append(area))
    board_image(content_of(example))
    assert hatched == []
    board_image(content_of(judged(off(example.plan, "2027-S2", "2028-S1"))))
    assert len(hatched) == 2


def test_the_table_of_semesters_says_it_and_has_no_day_to_enrol(on_leave: Case) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(on_leave.plan, on_leave.evaluation, Options())))
    head, *rows = book["Semestres"].iter_rows(values_only=True)
    assert head[-1] == "En congé"
    said = {row[0]: (row[5], row[6], row[-1]) for row in rows}
    assert said["S2 2027/2028"] == said["S1 2028/2029"] == (None, None, "oui")
    assert said["S1 2027/2028"][2] == "non"
    assert None not in said["S1 2027/2028"]
    summary = dict(row[:2] for row in book["Synthèse"].iter_rows(values_only=True))
    assert summary["En congé"] == "S2 2027/2028, S1 2028/2029"


def test_the_calendar_has_nothing_of_it(on_leave: Case) -> None:
    found = vobject.readOne(calendar_bytes(on_leave.plan, on_leave.evaluation, Options()).decode())
    texts = " ".join(event.summary.value for event in found.vevent_list)
    assert "S1 2027/2028" in texts
    assert "S2 2027/2028" not in texts
    assert "Annuel 2027/2028" not in texts
    assert "ongé" not in texts


def test_scenarios_side_by_side_list_them(on_leave: Case) -> None:
    (page,) = comparison_document(on_leave.plan, [0, 1], on_leave.evaluation.today, Options()).parts
    (row,) = [row for row in page.table.figures if row.head == "Semestres en congé"]
    assert [value.replace("\xa0", " ") for value in row.values] == ["S2 2027/2028, S1 2028/2029", "–"]
    without = replace(on_leave.plan.scenario, leaves=())
    plan = on_leave.plan.with_scenario(without)
    (page,) = comparison_document(plan, [0, 1], on_leave.evaluation.today, Options()).parts
    assert "Semestres en congé" not in [row.head for row in page.table.figures]
