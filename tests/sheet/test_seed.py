"""The layout of a recap sheet is read whatever the diploma: other years and codes, choices, and what is odd in it."""

from datetime import date

import pytest

from csp_planner.domain.award import Block, TakeEcts, TakeUnits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.offers import Opening
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, UnitKind
from csp_planner.sheet import seed
from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem

S1, S2, ANNUAL, EITHER = (
    one.offers() for one in (Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL, Opening.EITHER)
)
SHEET = """
Fiche récapitulative
RNCP Niveau 6 : LX0401A | Titre RNCP Niveau 6 Conseil : essai
1200 heures
Crédits ECTS : 180

Accréditation
Valable jusqu’au 1er septembre 2031
Délais d'accès
- UE du 1er semestre : inscription de juin à mi-septembre
- UE du 2nd semestre : inscription entre octobre et janvier
Programme
Unités obligatoires\tAnnée 2025/2026\tAnnée 2026/2027
  DRT101  Droit  social: notions 3,75 ECTS 🕒 37,33 heures \t Semestre 1 et annuel\tannuel
DRT102 Stage de/ ou mission 6 crédits\tS2\t
UAEX01 Expérience professionnelle de 24 mois 12 ECTS
UAAD02 Admission\t\t
Total 21,75 : ECTS
Unités au choix : 2 UE parmi\tAnnée 2025/2026\tAnnée 2026/2027
ECO200 Économie 6 ECTS\t1er semestre\tSemestres 1 et 2
Une UE libre 4 ECTS\t\t
Modalités de validation
1) avoir validé les 4 UE
2) une expérience professionnelle de 30 mois, ou un stage de 6 mois
Tarifs
Je paie\t1 250,50 €
Je paie\t12.450 EUR
Gratuit pour tous
Blocs de compétences
Possibilité de valider chaque bloc
Suites de parcours
- Vers un niveau Bac +5 : Master : essai (MX0100A)
"""


def read(text: str) -> Reading:
    return read_sheet(text.encode(), default_year=2030)


def table(*rows: str, years: str = "Année 2025/2026") -> Reading:
    return read("\n".join((f"Unités obligatoires\t{years}", *rows)))


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read(SHEET).programme


def test_the_head_of_another_diploma(programme: Programme) -> None:
    assert (programme.code, programme.title) == ("LX0401A", "Conseil : essai")
    assert programme.sheet == "fiche récapitulative LX0401A (niveau 6), éditions 2025/2026 à 2026/2027"
    assert programme.announced == AnnouncedTotals(ects=180, hours=1200, source="En-tête de la fiche")
    assert programme.accreditation is not None
    assert programme.accreditation.ends == date(2031, 9, 1)


def test_its_rows(programme: Programme) -> None:
    rows = [(unit.code, unit.title, unit.ects, unit.hours, unit.kind) for unit in programme.units]
    free = made_up_code("Une UE libre")
    assert rows == [
        ("DRT101", "Droit social : notions", 3.75, 37.33, UnitKind.TAUGHT),
        ("DRT102", "Stage de/ou mission", 6, None, UnitKind.TAUGHT),
        ("UAEX01", "Expérience professionnelle de 24 mois", 12, None, UnitKind.EXPERIENCE),
        ("UAAD02", "Admission", 0, None, UnitKind.MILESTONE),
        ("ECO200", "Économie", 6, None, UnitKind.TAUGHT),
        (free, "Une UE libre", 4, None, UnitKind.SLOT),
    ]


def test_its_openings(programme: Programme) -> None:
    assert programme.published_years == (2025, 2026)
    openings = {unit.code: dict(unit.openings) for unit in programme.units}
    assert openings["DRT101"] == {2025: Opening.SEMESTER_1_OR_ANNUAL.offers(), 2026: ANNUAL}
    assert openings["DRT102"] == {2025: S2, 2026: ()}
    assert openings["UAEX01"] == {2025: (), 2026: ()}
    assert openings["ECO200"] == {2025: S1, 2026: EITHER}


def test_its_groups(programme: Programme) -> None:
    due, choice = ("DRT101", "DRT102", "UAEX01", "UAAD02"), ("ECO200", made_up_code("Une UE libre"))
    assert programme.award == Block(
        members=(
            Block(label="Unités obligatoires", members=due, printed_ects=21.75),
            Block(label="Unités au choix : 2 UE parmi", take=TakeUnits(2), members=choice),
        )
    )


def test_its_dates_of_enrolment(programme: Programme) -> None:
    first, second = programme.enrolment_semester_1, programme.enrolment_semester_2
    assert first is not None
    assert second is not None
    assert first.opens.in_academic_year(2025) == date(2025, 6, 1)
    assert first.closes.in_academic_year(2025) == date(2025, 9, 15)
    assert (second.closes.in_academic_year(2025), second.closes_in_words["fr"]) == (date(2026, 1, 31), "fin janvier")


def test_what_comes_after_its_rows(programme: Programme) -> None:
    assert programme.conditions == Conditions(
        experience_unit="UAEX01",
        experience_months=30,
        placement_months=6,
        source="Modalités de validation, condition 2",
    )
    assert [(price.code, price.euros) for price in programme.tariffs] == [("je-paie", 1250.5), ("je-paie-2", 12450)]
    assert programme.blocks_can_be_validated_alone
    assert [(step.code, step.title) for step in programme.next_steps] == [("MX0100A", "Master : essai")]


def test_a_condition_that_names_another_number_of_units_is_left_out() -> None:
    reading = read(SHEET)
    assert [line.text for line in reading.left_out] == ["1) avoir validé les 4 UE"]
    assert reading.programme.conditions.units == ()


def test_each_guess_is_said_with_its_line() -> None:
    guesses = [
        (guess.what, guess.about, guess.value, guess.line and guess.line.number) for guess in read(SHEET).guessed
    ]
    assert guesses == [
        (Doubt.KIND, "UAEX01", "experience", 16),
        (Doubt.KIND, "UAAD02", "milestone", 17),
        (Doubt.KIND, made_up_code("Une UE libre"), "slot", 21),
        (Doubt.MONTHS, "UAEX01", "24", 16),
    ]


@pytest.mark.parametrize("years", range(1, 6))
def test_there_are_as_many_years_as_columns(years: int) -> None:
    heads = "\t".join(f"Année {2020 + place}/{2021 + place}" for place in range(years))
    reading = table("ABC001 Droit 6 ECTS" + "\tAnnuel" * years, years=heads)
    assert reading.programme.published_years == tuple(range(2020, 2020 + years))
    assert dict(reading.programme.units[0].openings) == {2020 + place: ANNUAL for place in range(years)}


def test_a_row_whose_last_cells_were_lost_is_closed_in_those_years() -> None:
    reading = table("ABC001 Droit 6 ECTS 🕒 51 heures", "ABC002 Éco 6 ECTS\tS1")
    assert [dict(unit.openings) for unit in reading.programme.units] == [{2025: ()}, {2025: S1}]
    assert not reading.left_out


@pytest.mark.parametrize(("cells", "offers"), [("sur demande", None), ("S1\tS2", S1), ("S1 le lundi", None)])
def test_a_row_with_a_cell_that_cannot_be_read_is_left_out_and_its_unit_kept(cells: str, offers: object) -> None:
    reading = table(f"ABC001 Droit 6 ECTS\t{cells}")
    assert reading.programme.units[0].openings.get(2025) == offers
    assert [line.number for line in reading.left_out] == [2]


def test_a_row_twice_is_one_unit_and_one_that_differs_is_left_out() -> None:
    row = "ABC001 Droit 6 ECTS\tS1"
    assert not table(row, row).left_out
    reading = table(row, "ABC001 Droit 4 ECTS\tS1")
    assert [unit.ects for unit in reading.programme.units] == [6]
    assert [line.number for line in reading.left_out] == [3]


def test_a_code_in_two_groups_is_one_unit_of_two_blocks() -> None:
    row = "ABC001 Anglais 6 ECTS\tS1"
    programme = table(row, "Options : choisir 4 ECTS\tAnnée 2025/2026", row).programme
    assert [unit.code for unit in programme.units] == ["ABC001"]
    assert programme.award is not None
    assert [(block.take, block.codes) for block in programme.award.blocks] == [
        ("all", ("ABC001",)),
        (TakeEcts(4), ("ABC001",)),
    ]


def test_a_group_without_rows_is_no_block() -> None:
    reading = read("Unités\tAnnée 2025/2026\nOptions\tAnnée 2025/2026\nABC001 Anglais 6 ECTS\tS1")
    assert reading.programme.award is not None
    assert [block.label for block in reading.programme.award.blocks] == ["Options"]
    assert [(guess.what, guess.about) for guess in reading.guessed] == [(Doubt.RULE, "1")]


def test_a_choice_without_a_number_keeps_its_words_and_is_said() -> None:
    reading = read("Unités optionnelles\tAnnée 2025/2026\nABC001 Anglais 6 ECTS\tS1")
    assert reading.programme.award == Block(
        members=(Block(label="Unités optionnelles", take=None, note="Unités optionnelles", members=("ABC001",)),)
    )
    assert [(guess.what, guess.about) for guess in reading.guessed] == [(Doubt.RULE, "1")]


@pytest.mark.parametrize(
    "row", ["N’importe quoi", "ABC001 Droit 3,333 ECTS\tS1", "x" * 5000, "ABC001 " + "a " * 2500 + "6 ECTS\tS1"]
)
def test_what_is_no_row_is_left_out(row: str) -> None:
    reading = table("ABC002 Éco 6 ECTS\tS1", row)
    assert [unit.code for unit in reading.programme.units] == ["ABC002"]
    assert [line.number for line in reading.left_out] == [3]


def test_headings_without_rows_are_no_programme() -> None:
    with pytest.raises(SheetError) as refused:
        table()
    assert refused.value.problem is SheetProblem.NO_UNITS


def test_more_rows_or_years_than_a_programme_holds_are_refused() -> None:
    for rows, years in ((501, 1), (1, 41)):
        heads = "\t".join(f"Année {2000 + place}/{2001 + place}" for place in range(years))
        with pytest.raises(SheetError) as refused:
            table(*(f"ABC{row:03} Droit 6 ECTS" for row in range(rows)), years=heads)
        assert refused.value.problem is SheetProblem.TOO_MANY


def test_a_title_may_go_on_in_the_next_line() -> None:
    reading = table("ABC001 Droit du travail", "et de la formation 6 ECTS 🕒 51 heures\tS1")
    assert reading.programme.units[0].title == "Droit du travail et de la formation"
    assert {one.line.number for one in reading.understood if one.about == "ABC001"} == {2, 3}


@pytest.mark.parametrize(
    "line",
    ["       Année 2026 / 2027", "   Année 2026 / 2027 : UE à la carte", "Centre   Année 2026/2027 : UE à la carte"],
)
def test_a_year_among_other_words_is_no_row_of_headings(line: str) -> None:
    assert not seed.recognises(f"6 ECTS\nDroit\nABC101\n{line}\n")
    assert seed.recognises("Unités obligatoires   Année 2026 / 2027\n")
