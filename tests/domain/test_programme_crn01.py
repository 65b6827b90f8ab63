"""The built-in diploma says what the sheet says, checked against figures copied from the sheet by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.offers import Opening, offers_of
from csp_planner.domain.openings import Basis, History, opening_in
from csp_planner.domain.programme import Programme, UnitKind

from .helpers import term

S1, S2, ANNUAL, EITHER = Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL, Opening.EITHER
SHEET = [
    # code, ECTS, hours, 2023/2024, 2024/2025, 2025/2026
    ("FPG003", 6, 51, S2, S1, S1),
    ("CCE001", 4, 36, S1, S1, S1),
    ("TET003", 8, 69, S1, ANNUAL, ANNUAL),
    ("TET007", 6, 51, None, None, None),
    ("AST004", 6, 51, S1, S1, S1),
    ("TRS001", 6, 51, None, S1, S1),
    ("AST005", 6, 51, S2, S2, S2),
    ("AST002", 6, 51, ANNUAL, ANNUAL, ANNUAL),
    ("TRS002", 6, 51, None, S2, S2),
    ("CCE003", 4, 36, None, S2, S2),
    ("TET010", 6, 51, S1, S1, S1),
    ("PST003", 6, 51, S2, S2, S2),
    ("UAS003", 30, None, None, None, None),
    ("UA211G", 16, 3, EITHER, EITHER, EITHER),
    ("UAS004", 6, None, None, None, None),
]
TAUGHT = (
    "FPG003", "CCE001", "TET003", "TET007", "AST004", "TRS001",
    "AST005", "AST002", "TRS002", "CCE003", "TET010", "PST003",
)  # fmt: skip
CELLS = [(row[0], year, opening) for row in SHEET for year, opening in zip((2023, 2024, 2025), row[3:], strict=True)]


def test_rows_are_those_of_the_sheet_in_its_order(crn01: Programme) -> None:
    assert [unit.code for unit in crn01.units] == [row[0] for row in SHEET]


@pytest.mark.parametrize(("code", "ects", "hours"), [row[:3] for row in SHEET], ids=[row[0] for row in SHEET])
def test_unit_has_the_credits_and_hours_of_its_row(
    crn01: Programme, code: str, ects: float, hours: float | None
) -> None:
    assert (crn01.by_code[code].ects, crn01.by_code[code].hours) == (ects, hours)


@pytest.mark.parametrize(("code", "year", "opening"), CELLS, ids=[f"{code}-{year}" for code, year, _ in CELLS])
def test_cell_is_that_of_the_sheet(crn01: Programme, code: str, year: int, opening: Opening | None) -> None:
    assert crn01.by_code[code].openings[year] == offers_of(opening)


@pytest.mark.parametrize("year", range(2026, 2035))
def test_what_the_sheet_does_not_publish_yet_is_projected_from_its_latest_year(crn01: Programme, year: int) -> None:
    """CRN01's 126 cells as today: 14 units, 9 years. One change of kind (FPG003, TET003, TRS001) is not irregular."""
    attended = [(row[0], row[5]) for row in SHEET if crn01.by_code[row[0]].is_attended]
    assert len(attended) == 14
    for code, latest in attended:
        fact = opening_in(crn01, crn01.by_code[code], year)
        assert (fact.opening, fact.basis, fact.from_year) == (latest, Basis.PROJECTED, 2025)
        assert fact.history is History.STEADY


def test_sheet_has_45_cells_and_no_other_year(crn01: Programme) -> None:
    assert crn01.published_years == (2023, 2024, 2025)
    assert sum(len(unit.openings) for unit in crn01.units) == 45


def test_rows_sum_to_122_ects_and_603_hours(crn01: Programme) -> None:
    assert sum(unit.ects for unit in crn01.units) == crn01.listed_ects == 122
    assert sum(unit.hours for unit in crn01.units if unit.hours is not None) == crn01.listed_hours == 603


def test_sheet_announces_120_ects_and_657_hours(crn01: Programme) -> None:
    assert (crn01.announced.ects, crn01.announced.hours) == (120, 657)


def test_54_announced_hours_belong_to_no_unit(crn01: Programme) -> None:
    assert crn01.unattributed_hours == 54


def test_three_units_open_in_no_published_year(crn01: Programme) -> None:
    never = [unit.code for unit in crn01.units if not any(unit.openings.values())]
    assert never == ["TET007", "UAS003", "UAS004"]


def test_experience_report_and_workshop_are_told_from_taught_units(crn01: Programme) -> None:
    kinds = {unit.code: unit.kind for unit in crn01.units}
    assert tuple(code for code, kind in kinds.items() if kind is UnitKind.TAUGHT) == TAUGHT
    assert kinds["UAS003"] is UnitKind.EXPERIENCE
    assert kinds["UA211G"] is UnitKind.REPORT
    assert kinds["UAS004"] is UnitKind.WORKSHOP


def test_accreditation_ends_on_1_july_2027(crn01: Programme) -> None:
    assert crn01.accreditation.ends == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("wanted", "opens", "closes", "words"),
    [
        ("2026-S1", date(2026, 5, 1), date(2026, 10, 31), "fin octobre"),
        ("2026-A", date(2026, 5, 1), date(2026, 10, 31), "fin octobre"),
        ("2026-S2", date(2026, 5, 1), date(2027, 3, 15), "mi-mars"),
    ],
)
def test_enrolment_runs_as_the_sheet_says(crn01: Programme, wanted: str, opens: date, closes: date, words: str) -> None:
    dates = enrolment_dates(crn01, term(wanted))
    assert (dates.opens, dates.closes, dates.rule.closes_in_words["fr"]) == (opens, closes, words)


def test_conditions_are_the_12_units_18_months_3_months_and_the_report(crn01: Programme) -> None:
    conditions = crn01.conditions
    assert conditions.units == TAUGHT
    assert (conditions.experience_unit, conditions.experience_months, conditions.placement_months) == ("UAS003", 18, 3)
    assert conditions.report_unit == "UA211G"


def test_five_prices_are_those_of_the_sheet(crn01: Programme) -> None:
    assert {tariff.code: tariff.euros for tariff in crn01.tariffs} == {
        "cpf": 6225,
        "employer": 12450,
        "pole-emploi": 6225,
        "region-employee": 1918,
        "region-job-seeker": 1534,
    }


def test_recommended_order_is_shipped_as_advice_not_as_the_sheets(crn01: Programme) -> None:
    pairs = [(order.before, order.after) for order in crn01.recommended_order]
    assert pairs == [("TRS001", "TRS002"), ("AST004", "AST005"), ("CCE001", "CCE003")]
    assert all("pas une règle de la fiche" in order.source for order in crn01.recommended_order)


def test_next_steps_lead_to_bac_3_4_and_5(crn01: Programme) -> None:
    steps = [(step.code, step.level) for step in crn01.next_steps]
    assert steps == [("LG04101A", "Bac +3"), ("CPN9800A", "Bac +4"), ("CPN7400A", "Bac +5")]


def test_no_block_can_be_validated_alone(crn01: Programme) -> None:
    assert crn01.blocks_can_be_validated_alone is False


def test_words_shown_are_given_in_french_and_english(crn01: Programme) -> None:
    texts = [tariff.label for tariff in crn01.tariffs]
    texts += [order.reason for order in crn01.recommended_order]
    texts += [rule.closes_in_words for rule in (crn01.enrolment_semester_1, crn01.enrolment_semester_2)]
    assert all(set(text) == {"fr", "en"} and all(text.values()) for text in texts)


def test_each_value_names_the_part_of_the_sheet_it_comes_from(crn01: Programme) -> None:
    assert not [name for name, source in _sources(crn01) if not source.strip()]
    rows = [unit.source for unit in crn01.units]
    assert rows == [f"Programme, unités obligatoires, ligne {row}" for row in range(1, 16)]


def _sources(programme: Programme) -> Iterator[tuple[str, str]]:
    yield "programme", programme.source
    yield "sheet", programme.sheet
    for name in ("announced", "accreditation", "enrolment_semester_1", "enrolment_semester_2", "conditions"):
        yield name, getattr(programme, name).source
    for item in (*programme.units, *programme.tariffs, *programme.next_steps):
        yield item.code, item.source
    for order in programme.recommended_order:
        yield order.after, order.source


def test_hours_without_a_unit_are_never_negative(crn01: Programme) -> None:
    assert replace(crn01, announced=replace(crn01.announced, hours=600)).unattributed_hours == 0
