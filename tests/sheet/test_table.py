"""Tables are read by their headings, in French, English and German; also what this program itself writes of a plan."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Mode, Offer, Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import UnitKind
from csp_planner.domain.terms import Part, Term
from csp_planner.export.options import Options
from csp_planner.export.spreadsheet import csv_bytes, xlsx_bytes
from csp_planner.messages.catalogue import use_language
from csp_planner.sheet.headings import Column, headings_in
from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem, SourceLine
from csp_planner.storage.codec import read_programme, write_programme
from csp_planner.storage.library import builtin_programme

from ..shared import shared

S1, S2, ANNUAL, EITHER = (
    one.offers() for one in (Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL, Opening.EITHER)
)


def read(text: str, year: int | None = 2026) -> Reading:
    return read_sheet(text.encode(), default_year=2030, year=year)


@pytest.mark.parametrize(
    "heads",
    [
        "Code;Intitulé;ECTS;Heures;Ouverture",
        "code ue ; Libellé ; Crédits ECTS ; Volume horaire ; Période",
        "Unit,Title,Credits,Hours,Opening",
        "Course code,Course title,ECTS credits,Hours,Semester",
        "Kennung;Titel;LP;Stunden;Turnus",
        "Modulnummer\tModul\tLeistungspunkte\tStunden\tAngebotsturnus",
    ],
)
def test_the_same_columns_under_other_headings(heads: str) -> None:
    delimiter = next(one for one in ";,\t" if one in heads)
    reading = read(f"{heads}\n{delimiter.join(('AB1', 'Recht', '6', '45', 'S1'))}\n")
    (unit,) = reading.programme.units
    assert (unit.code, unit.title, unit.ects, unit.hours, unit.openings) == ("AB1", "Recht", 6, 45, {2026: S1})
    assert not reading.left_out


def test_a_column_that_is_not_known_is_said() -> None:
    reading = read("Code;Titre;ECTS;Salle\nAB1;Droit;6;B12\n")
    assert reading.left_out == (SourceLine(1, "Salle"),)


def test_of_a_row_that_is_read_only_the_cells_that_are_not_are_left_out() -> None:
    reading = read("Code;Titre;ECTS;Heures;2025/2026\nAB1;Droit;6;peu;S1\nAB2;Éco;6;45;parfois\n")
    assert reading.left_out == (SourceLine(2, "peu"), SourceLine(3, "parfois"))
    assert [(one.line.number, one.about) for one in reading.understood] == [(1, ""), (2, "AB1"), (3, "AB2")]


def test_a_table_that_says_of_what_it_is_nowhere_has_a_name_all_the_same() -> None:
    programme = read_sheet(b"Code;Titre;ECTS\nAB1;Droit;6\n", default_year=2026).programme
    assert (programme.title, programme.code) == ("Programme", made_up_code("Programme"))


@pytest.mark.parametrize("line", ["Code postal;Ville", "Code;Titre", "un, deux, trois", "Titre;Auteur"])
def test_other_tables_are_not_taken_for_programmes(line: str) -> None:
    assert headings_in(line.split(";")) is None
    with pytest.raises(SheetError) as refused:
        read(f"{line}\n1;2\n")
    assert refused.value.problem is SheetProblem.NO_UNITS


def test_years_ways_and_kinds() -> None:
    reading = read(
        "Code;Titre;ECTS;Nature;2025/2026;2026/2027\n"
        'AB1;Droit;6;cours;"S1 (soir, en regroupements); S2";annuel (à distance)\n'
        "AB2;Projet;0,5;Jalon;;S3\n"
        ";UE libre;4;;;\n"
    )
    first, second, free = reading.programme.units
    ways = (Offer(Part.S1, (Mode.EVENING, "en regroupements")), Offer(Part.S2))
    assert first.openings == {2025: ways, 2026: (Offer(Part.ANNUAL, (Mode.DISTANCE_OPEN,)),)}
    assert (second.kind, second.ects, second.openings) == (UnitKind.MILESTONE, 0.5, {2025: ()})
    assert (free.code, free.kind) == (made_up_code("UE libre"), UnitKind.SLOT)
    assert [line.number for line in reading.left_out] == [3]
    assert [(guess.what, guess.value) for guess in reading.guessed] == [(Doubt.KIND, "slot")]


def test_what_stands_above_the_headings() -> None:
    above = "Diplôme;LX04;Licence : essai\nCentre;Cnam\nECTS;180\nÉdition 2024/2025\n?\n\n"
    reading = read(f"{above}Code;Titre;ECTS\nA1;Droit;6\n")
    programme = reading.programme
    assert (programme.code, programme.title, programme.publisher) == ("LX04", "Licence : essai", "Cnam")
    assert programme.announced.ects == 180
    assert [line.text for line in reading.left_out] == ["?"]


def test_the_first_line_above_the_headings_is_the_title_where_no_other_is_said() -> None:
    reading = read("Licence professionnelle\nDocument de travail\nCode;Titre;ECTS\nA1;Droit;6\n")
    assert reading.programme.title == "Licence professionnelle"
    assert reading.programme.code == made_up_code("Licence professionnelle")
    assert [line.text for line in reading.left_out] == ["Document de travail"]


def test_blocks_are_a_column() -> None:
    reading = read(
        "Code;Titre;ECTS;Bloc\nA1;Droit;6;L1\nA2;Éco;6;L1 > Options [choisir 1 UE, total 6 ECTS]\n"
        "A3;Art;6;L1 > Options [choisir 1 UE, total 6 ECTS]\nA4;Sport;3;Facultatif\n"
    )
    options = Block(label="Options", take=TakeUnits(1), members=("A2", "A3"), printed_ects=6)
    assert reading.programme.award == Block(
        members=(
            Block(label="L1", members=("A1", options)),
            Block(label="Facultatif", take=None, note="Facultatif", members=("A4",)),
        )
    )
    assert [(guess.what, guess.about) for guess in reading.guessed] == [(Doubt.RULE, "2")]


def test_rows_that_may_be_chosen_are_a_block() -> None:
    award = read("Code;Titel;LP;Art\nA1;Recht;6;Pflicht\nA2;Kunst;6;Wahlpflicht\n").programme.award
    assert award is not None
    assert award.members == ("A1", Block(label="Wahlpflicht", take=None, note="Wahlpflicht", members=("A2",)))


@pytest.mark.parametrize(
    ("row", "problem"),
    [("A1;Droit;six;", "left out"), (";;6;", "left out"), ("Total;;12;", "understood"), ("A2;;6;", "understood")],
)
def test_odd_rows(row: str, problem: str) -> None:
    reading = read(f"Code;Titre;ECTS;Heures\nB1;Éco;6;\n{row}\n")
    found = {line.number for line in reading.left_out}
    assert (3 in found) is (problem == "left out")
    assert len(reading.programme.units) == 1 + row.startswith("A2")


def test_a_quotation_mark_that_nothing_closes_takes_no_rows_away() -> None:
    rows = "".join(f"A{number};Unité {number} {'x' * 800};6\n" for number in range(300))
    assert len(read(f'Code;Titre;ECTS\nB1;"Éco;6\n{rows}').programme.units) == 301


def crn01_plan() -> Plan:
    scenario = Scenario(name="A", start=Term(2026, Part.S1))
    programme = builtin_programme("CRN01")
    odd = replace(programme.units[0], title="=SOMME(A1) et -1")
    programme = replace(programme, units=(odd, *programme.units[1:]))
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("written", [csv_bytes, xlsx_bytes])
def test_what_the_program_writes_of_a_plan_is_read_back(language: str, written: object) -> None:
    use_language(language)
    plan = crn01_plan()
    evaluation = evaluate_plan(plan, date(2026, 11, 26))
    reading = read_sheet(written(plan, evaluation, Options()), default_year=2026)  # type: ignore[operator]
    rows = [(unit.code, unit.title, unit.ects, unit.hours, unit.kind) for unit in reading.programme.units]
    assert rows == [(unit.code, unit.title, unit.ects, unit.hours, unit.kind) for unit in plan.programme.units]
    assert not reading.left_out


def workbook(*sheets: tuple[tuple[object, ...], ...]) -> bytes:
    book = Workbook()
    for index, rows in enumerate(sheets):
        sheet = book.worksheets[0] if not index else book.create_sheet()
        for row in rows:
            sheet.append(row)
    done = BytesIO()
    book.save(done)
    return done.getvalue()


def test_the_first_sheet_of_a_workbook_that_is_a_table_of_units_is_read() -> None:
    rows = (("Code", "Titre", "ECTS"), ("A1", "Droit\n social", 3.75), (12, "Éco", 6))
    data = workbook((("Notes",), ("à faire",)), rows)
    units = read_sheet(data, default_year=2026).programme.units
    assert [(unit.code, unit.title, unit.ects) for unit in units] == [("A1", "Droit social", 3.75), ("12", "Éco", 6)]


def packed(**parts: bytes) -> bytes:
    done = BytesIO()
    with ZipFile(done, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", data)
    return done.getvalue()


@pytest.mark.parametrize(
    ("data", "problem", "found"),
    [
        (packed(word__document=b""), SheetProblem.OTHER_FORMAT, "DOCX"),
        (packed(content=b""), SheetProblem.OTHER_FORMAT, "OpenDocument"),
        (packed(a=b""), SheetProblem.OTHER_FORMAT, "ZIP"),
        (packed(xl__workbook=b"<x"), SheetProblem.DAMAGED, "XLSX"),
        (packed(xl__workbook=b"<!DOCTYPE a [<!ENTITY b 'c'>]>"), SheetProblem.DAMAGED, "XLSX"),
        (packed(xl__workbook=b"", xl__sharedStrings=b" " * 30_000_000), SheetProblem.TOO_LARGE, ""),
        (workbook((("Code", "Titre", "ECTS"),))[:-40], SheetProblem.DAMAGED, "XLSX"),
        (workbook((("a", "b"),)), SheetProblem.NO_UNITS, ""),
    ],
)
def test_files_that_are_no_workbook_or_do_harm_are_refused(data: bytes, problem: SheetProblem, found: str) -> None:
    with pytest.raises(SheetError) as refused:
        read_sheet(data, default_year=2026)
    assert (refused.value.problem, refused.value.found) == (problem, found)


def test_the_modules_of_a_german_bachelor() -> None:
    data = shared("sheets/relatives/de_kit_wiing_bachelor_module_turnus.csv").read_bytes()
    reading = read_sheet(data, default_year=2026, year=2025)
    units = reading.programme.by_code
    assert len(units) == 80
    assert (units["M-WIWI-101435"].title, units["M-WIWI-101435"].ects) == ("Essentials of Finance", 9)
    assert units["M-WIWI-101435"].openings == {2025: S2}
    assert units["M-WIWI-101494"].openings == {2025: EITHER}
    assert units["M-WIWI-101498"].openings == {2025: ANNUAL}
    assert [(guess.about, guess.value) for guess in reading.guessed] == [
        ("M-WIWI-100950", "milestone"),
        ("M-WIWI-101601", "report"),
        ("M-WIWI-101419", "experience"),
    ]
    assert [line.text for line in reading.left_out] == ["Ver\tGew\tSem", "Einmalig", "2 Semester", "Einmalig"]
    assert (reading.programme.title, reading.programme.code) == ("Programme", made_up_code("Programme"))


def test_the_columns_that_a_plan_has_are_known_for_such() -> None:
    heads = headings_in(("UE", "Intitulé", "ECTS", "État", "Note"))
    assert heads is not None
    assert heads.is_of_plan
    assert heads.columns[Column.CODE] == 0


@pytest.mark.parametrize("rule", ["choisir 900 UE", "choisir 4 UE dans au moins 900 domaines"])
def test_a_rule_beyond_what_a_programme_may_hold_is_not_read_and_the_programme_can_be_kept(rule: str) -> None:
    rows = "".join(f"{code};{code};6;Options [{rule}]\n" for code in ("AAA001", "AAA002"))
    reading = read_sheet(f"Code;Intitulé;ECTS;Bloc\n{rows}".encode(), default_year=2026)
    assert read_programme(write_programme(reading.programme)) == reading.programme
    assert reading.programme.award is not None
    (block,) = reading.programme.award.blocks
    assert (block.take, block.note) == (None, f"Options [{rule}]")
