"""CSV and XLSX, read back and held against the evaluation."""

import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.profile import Attempt, BudgetLine, LineKind, Note, Waiver
from csp_planner.domain.states import ATTEMPT_STATES, UnitState
from csp_planner.domain.terms import Term
from csp_planner.export.options import Options
from csp_planner.export.spreadsheet import changed_when_opened, csv_bytes, xlsx_bytes
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.words import state_word, term_short

from .conftest import REASON, TODAY, judged

WAIVER = Waiver(reason="Centre de Bordeaux", date=TODAY)


def rows_of(case, options: Options | None = None, delimiter: str = ";") -> list[list[str]]:
    data = csv_bytes(case.plan, case.evaluation, options or Options())
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def book_of(case, options: Options | None = None):
    return openpyxl.load_workbook(BytesIO(xlsx_bytes(case.plan, case.evaluation, options or Options())))


def texts_of(book) -> str:
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_csv_has_a_row_for_every_unit_as_the_evaluation_has_it(rich):
    head, *rows = rows_of(rich)
    assert head[:6] == ["UE", "Intitulé", "ECTS", "Heures", "État", "Semestre"]
    standings = list(rich.evaluation.standings.values())
    for row, standing in zip(rows, standings, strict=False):
        assert row[0] == standing.unit
        assert row[5] == (term_short(standing.term) if standing.term else "")
        hours = "" if standing.hours is None else f"{standing.hours:g}".replace(".", ",")
        assert row[3] == hours
    history = rows[len(standings) :]
    assert [(row[0], row[4]) for row in history] == [("AST004", "non validée")]


def test_csv_keeps_the_waiver_of_a_unit_whatever_has_come_of_it(rich):
    for state in ATTEMPT_STATES:
        attempt = Attempt(unit="TET007", term=Term.parse("2026-S2"), state=state, date=TODAY, waiver=WAIVER)
        case = judged(replace(rich.plan, profile=replace(rich.plan.profile, attempts=(attempt,))))
        assert ("UAS004", state_word(UnitState.PLANNED), REASON) in waived(rows_of(case))
        assert ("TET007", state_word(state), "Centre de Bordeaux") in waived(rows_of(case))
        nameless = waived(rows_of(case, Options(personal_data=False)))
        assert ("TET007", state_word(state), "dérogation") in nameless


def waived(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    """Unit, state and waiver of the rows that have one."""
    column = rows[0].index("Dérogation")
    return [(row[0], row[4], row[column]) for row in rows[1:] if row[column]]


def test_csv_is_written_for_the_language(rich):
    french = {row[0]: row for row in rows_of(rich)}
    assert french["UAS004"][3] == "20,5"
    use_language("en")
    english = {row[0]: row for row in rows_of(rich, delimiter=",")}
    assert english["UAS004"][3] == "20.5"
    assert english["PST003"][4] == "enrolled"


def test_csv_lines_end_in_crlf(rich):
    data = csv_bytes(rich.plan, rich.evaluation, Options())
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows_of(rich))


def test_xlsx_has_a_sheet_for_units_semesters_checks_and_totals(rich):
    book = book_of(rich)
    assert book.sheetnames == ["Plan", "Semestres", "À vérifier", "Synthèse"]
    assert [sheet.freeze_panes for sheet in book] == ["A2"] * 4
    use_language("en")
    assert book_of(rich).sheetnames == ["Plan", "Semesters", "To check", "Summary"]


def test_xlsx_equals_the_evaluation(rich):
    book = book_of(rich)
    said = evaluation_json(rich.plan, rich.evaluation)
    units = list(book["Plan"].iter_rows(min_row=2, values_only=True))
    for row, standing in zip(units, rich.evaluation.standings.values(), strict=False):
        assert row[0] == standing.unit
        assert row[3] == standing.hours
        assert row[5] == (term_short(standing.term) if standing.term else None)
    terms = list(book["Semestres"].iter_rows(min_row=2, values_only=True))
    for row, term in zip(terms, said["terms"], strict=True):
        assert row[1:3] == (term["ects"], term["hours"])
        assert row[4] == (", ".join(term["units"]) or None)
        assert [day.date().isoformat() for day in row[5:7]] == [term["enrolment_opens"], term["enrolment_closes"]]
    checks = list(book["À vérifier"].iter_rows(min_row=2, values_only=True))
    assert [(row[4], row[1], row[3]) for row in checks] == [
        (found["code"], found["unit"], found["message"]) for found in said["diagnostics"]
    ]
    totals = dict(book["Synthèse"].iter_rows(min_row=2, max_col=2, values_only=True))
    names = {
        "target": "annoncé",
        "listed": "sur la fiche",
        "entered": "saisi à la main",
        "obtained": "obtenu",
        "in_progress": "en cours",
        "planned": "planifié",
        "unplaced": "à placer",
    }
    for quantity, heading in (("ects", "Crédits ECTS"), ("hours", "Heures d'enseignement")):
        for key, name in names.items():
            assert totals[f"{heading}\u00a0: {name}"] == said[quantity][key]


def test_xlsx_numbers_and_days_are_numbers_and_days(rich):
    book = book_of(rich)
    assert all(isinstance(cell.value, int | float) for cell in book["Plan"]["C"][1:16])
    day = book["Semestres"]["F"][1]
    assert isinstance(day.value, datetime | date)
    assert day.is_date


def test_xlsx_deadlines_are_days_a_spreadsheet_can_sort(rich):
    rows = book_of(rich)["Synthèse"].iter_rows(min_row=2, max_col=3, values_only=True)
    days = [day.date() for name, _sentence, day in rows if name == "Échéance"]
    assert days == [deadline.day for deadline in rich.evaluation.deadlines]


def test_xlsx_shows_fractions_with_two_decimals_at_most(rich):
    cells = [cell for sheet in book_of(rich) for row in sheet.iter_rows() for cell in row]
    fractions = [cell for cell in cells if isinstance(cell.value, float) and not cell.value.is_integer()]
    assert fractions
    assert {cell.number_format for cell in fractions} == {"0.0#"}
    assert {cell.number_format for cell in cells if isinstance(cell.value, int)} == {"General"}


def test_hours_a_week_have_one_decimal_at_most(rich):
    head, *rows = book_of(rich)["Semestres"].iter_rows(values_only=True)
    weekly = [row[head.index("Heures par semaine")] for row in rows]
    assert any(not float(hours).is_integer() for hours in weekly)
    assert all(hours == round(hours, 1) for hours in weekly)


def test_no_cell_of_a_hostile_plan_is_a_formula(hostile, everything):
    book = book_of(hostile, everything)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and len(cell.value) <= 255:
                    assert cell.number_format == "@", "nor when it is edited"
    for row in rows_of(hostile, everything):
        assert not any(value.lstrip()[:1] in tuple("=+-@＝＋－＠\t\r") for value in row if value)


def test_hostile_text_moves_nothing_else(hostile, rich, everything):
    ours, theirs = rows_of(rich, everything), rows_of(hostile, everything)
    kept = (0, 2, 3, 4, 5, 6, 7, 9)
    assert [[row[i] for i in kept] for row in theirs] == [[row[i] for i in kept] for row in ours]


def test_what_may_leave(rich, everything):
    def leaves(options: Options) -> str:
        return texts_of(book_of(rich, options)) + "\n".join(";".join(row) for row in rows_of(rich, options))

    usual = leaves(Options())
    assert "Camille" in usual
    assert REASON in usual
    assert "À dire à tous" in usual
    assert "À ne dire à personne" not in usual
    assert "Essai raté" not in usual
    everything_said = leaves(everything)
    assert "À ne dire à personne" in everything_said
    assert "Essai raté" in everything_said
    nameless = leaves(Options(personal_data=False, private_notes=True, advisor="Dominique"))
    for text in ("Camille", REASON, "À dire à tous", "À ne dire à personne", "Dominique"):
        assert text not in nameless


CODES = ("0012345", "3E12", "1-2", "MAR1", "10/11", "1,5", "TRUE", "+33", "=1+1")
NOTES = ("- appeler le centre", "+2 ECTS possibles", "@ vérifier")


@pytest.fixture
def coded(rich):
    """The rich plan with codes and notes that a spreadsheet would read as something else."""
    units = rich.plan.programme.units
    codes = {unit.code: code for unit, code in zip(units, CODES, strict=False)}
    programme = replace(
        rich.plan.programme, units=tuple(replace(unit, code=codes.get(unit.code, unit.code)) for unit in units)
    )
    notes = tuple(Note(unit=code, text=text, private=False) for code, text in zip(CODES, NOTES, strict=False))
    return judged(replace(rich.plan, programme=programme, profile=replace(rich.plan.profile, notes=notes)))


def test_xlsx_holds_texts_as_they_are(coded):
    head, *rows = book_of(coded)["Plan"].iter_rows()
    cells = {row[0].value: row for row in rows}
    column = [cell.value for cell in head].index("Note")
    for code in CODES:
        assert (cells[code][0].data_type, cells[code][0].number_format) == ("s", "@")
    for code, text in zip(CODES, NOTES, strict=False):
        assert (cells[code][column].value, cells[code][column].data_type) == (text, "s")


def test_what_a_spreadsheet_would_change_of_a_csv_is_known(coded, rich):
    assert set(changed_when_opened(coded.plan, coded.evaluation, Options())) == set(CODES) - {"+33", "=1+1"}
    assert {row[0] for row in rows_of(coded)} >= {"'+33", "'=1+1", "0012345"}, "no formula, and codes as they are"
    assert changed_when_opened(rich.plan, rich.evaluation, Options(private_notes=True)) == ()


def test_every_sheet_is_printed_across_one_page_wide_under_its_headings(coded):
    for sheet in book_of(coded):
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("options", [Options(), Options(personal_data=False)])
def test_an_empty_plan_has_its_tables_too(empty_plan, options):
    book = book_of(judged(empty_plan), options)
    assert book["Plan"].max_row == 16


def test_the_summary_says_the_cost_what_was_entered_and_that_the_split_is_an_estimate(example):
    line = BudgetLine(label="Région", euros=1200.5, kind=LineKind.FUNDING)
    case = judged(replace(example.plan, profile=replace(example.plan.profile, budget=(line,))))
    found = cost(case.plan, case.evaluation)
    rows = list(book_of(case)["Synthèse"].iter_rows(min_row=2, max_col=2, values_only=True))
    values = dict(rows)
    assert values["Coût en euros, Mon compte formation (CPF)"] == 6225
    assert values["Région (financement saisi)"] == 1200.5
    assert values["Reste à trouver"] == 5024.5
    parts = [value for name, value in rows if name.endswith(", estimation")]
    assert parts == [*(part.euros for part in found.years), found.unplaced]
    assert sum(parts) == 6225
    assert any("estimation" in str(value) for name, value in rows if name == "Remarque")


def test_the_summary_says_that_a_price_is_not_published_and_what_the_sheet_leaves_open(example, rich):
    without = judged(replace(example.plan, programme=replace(example.plan.programme, tariffs=())))
    values = dict(book_of(without)["Synthèse"].iter_rows(max_col=2, values_only=True))
    assert values["Coût de la formation entière"] == "Le prix n’est pas publié."
    assert "ne dit pas si les unités déjà obtenues" in texts_of(book_of(rich))
