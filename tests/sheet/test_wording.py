"""What the words of a sheet say."""

import pytest

from csp_planner.domain.programme import UnitKind
from csp_planner.domain.terms import Part
from csp_planner.sheet.kinds import kind_on_page, months_in
from csp_planner.sheet.wording import (
    Rule,
    is_prompt,
    is_stage,
    is_unclear,
    name_in,
    offers_of_line,
    rest_of,
    rule_in,
    stage_name,
    tidy,
)


@pytest.mark.parametrize(
    ("text", "name", "rule", "rest"),
    [
        ("Une UE à choisir parmi", "", Rule(units=1), ""),
        ("Anglais, 1 UE à choisir parmi", "Anglais", Rule(units=1), ""),
        ("SHES, 6 crédits à choisir parmi", "SHES", Rule(ects=6), ""),
        ("Options (7,5 ECTS)", "Options", Rule(ects=7.5), ""),
        ("Langue : deux unités d’enseignement au choix", "Langue", Rule(units=2), ""),
        ("12 crédits à choisir parmi 5 UE", "", Rule(ects=12), ""),
        ("3 domaines parmi 5", "", Rule(units=None, groups=3), ""),
        ("3 parmi 7", "", Rule(units=3), ""),
        (
            "Blocs, 4 UE dans au moins 3 domaines à choisir parmi les 5 domaines proposés en respectant les règles",
            "Blocs",
            Rule(units=4, groups=3),
            "en respectant les règles",
        ),
        ("Une UE à choisir sauf CCE001", "", Rule(units=1), "sauf CCE001"),
        (
            "Ouverture, 2 UE à choisir dans le catalogue",
            "Ouverture",
            Rule(units=2),
            "Ouverture, 2 UE à choisir dans le catalogue",
        ),
        ("La troisième année d’un cursus à choisir parmi", "La troisième année d’un cursus", Rule(), ""),
        ("2 parcours possibles, 1 à choisir", "", Rule(units=1), ""),
        ("", "", Rule(), ""),
    ],
)
def test_a_prompt_has_a_name_a_rule_and_what_is_neither(text: str, name: str, rule: Rule, rest: str) -> None:
    assert (name_in(text), rule_in(text), rest_of(text)) == (name, rule, rest)


def test_a_number_that_is_left_open_is_no_rule() -> None:
    assert is_unclear("De 2 à 3 UE à choisir")
    assert is_unclear("6 ou 8 crédits à choisir")
    assert not is_unclear("4 UE dans au moins 3 domaines")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1ere annee", "1re année"),
        ("2eme annee", "2e année"),
        ("3ème année", "3e année"),
        ("1re année", "1re année"),
        ("L2", "L2"),
        ("Master 1", "Master 1"),
    ],
)
def test_a_stage_is_called_as_people_write_it(text: str, name: str) -> None:
    assert is_stage(text)
    assert stage_name(text) == name


@pytest.mark.parametrize("text", ["Droit", "UTC501", "L10", "2e année de DEUST", "6 ECTS"])
def test_other_lines_are_no_stage(text: str) -> None:
    assert not is_stage(text)
    assert stage_name(text) == text


@pytest.mark.parametrize(("text", "is_one"), [("6 crédits à choisir", True), ("Droit", False), ("3 parmi 7", True)])
def test_a_prompt_speaks_of_choosing(text: str, is_one: bool) -> None:
    assert is_prompt(text) is is_one


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("1er et 2nd semestre : Soir, Jour", {Part.S1: ("Soir", "Jour"), Part.S2: ("Soir", "Jour")}),
        ("ANNUEL:Soir", {Part.ANNUAL: ("Soir",)}),
        ("2nd semestre :", {Part.S2: ()}),
        ("1er semestre", None),
        ("Été : Soir", None),
    ],
)
def test_a_line_of_offers_names_the_part_of_the_year_first(line: str, offers: object) -> None:
    assert offers_of_line(line) == offers


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("Expérience professionnelle de 18 mois", 18),
        ("Expérience de trois ans", 36),
        ("Expérience de 1,5 an", 18),
        ("Expérience professionnelle", None),
        ("Expérience de 999 ans", None),
        ("Expérience de 0 mois", None),
    ],
)
def test_months_are_read_from_words(title: str, months: int | None) -> None:
    assert months_in(title) == months


@pytest.mark.parametrize(
    ("code", "title", "has_ects", "is_offered", "kind", "is_guessed"),
    [
        ("NFE113", "Bases de données", True, False, UnitKind.TAUGHT, False),
        ("NFE113", "Rapport au savoir", True, True, UnitKind.TAUGHT, False),
        ("UA2B30", "Test d’anglais", False, False, UnitKind.MILESTONE, True),
        ("TST001", "Admission", False, False, UnitKind.MILESTONE, True),
        ("UAFA10", "Mémoire professionnel", True, False, UnitKind.REPORT, True),
        ("UA0001", "Bilan de l’expérience professionnelle", True, False, UnitKind.EXPERIENCE, True),
        ("USBC01", "Transitions 1", True, False, UnitKind.TAUGHT, True),
        ("", "Une UE au choix", True, False, UnitKind.SLOT, True),
        ("", "2e année de DEUST", True, False, UnitKind.MILESTONE, True),
    ],
)
def test_the_kind_of_a_row_goes_by_code_words_and_offers(
    code: str, title: str, has_ects: bool, is_offered: bool, kind: UnitKind, is_guessed: bool
) -> None:
    assert kind_on_page(code, title, has_ects, is_offered) == (kind, is_guessed)


def test_text_is_tidied_without_what_does_not_show() -> None:
    assert tidy(" a \u00a0 b\t\r\nc\u202e\ud800\x07d") == "a b c\ufffd d"
    assert tidy("c\x9cur \x81") == "cœur"
    assert len(tidy("a" * 10_000)) == 2_000
