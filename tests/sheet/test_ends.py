"""Where the rows of a choice end, in a text that prints what is due right below them."""

import pytest

from csp_planner.domain.award import Block, TakeEcts, TakeUnits
from csp_planner.sheet import pasted
from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Doubt, Reading

from ..shared import shared
from .handed import YEAR, blocks_of


def text_of(*lines: str, total: int = 60) -> str:
    """A text with *lines*, of which a row is written « 6 NFP101 Titre »."""
    said = ["Diplôme", "Code diplôme/certificat: XX1A-PAR", f"{total} crédits", "Programme"]
    for line in lines:
        figure, _blank, rest = line.partition(" ")
        code, _blank, title = rest.partition(" ")
        said += [f"{figure} ECTS", title or f"Titre de {code}", code] if figure.isdigit() and code.isupper() else [line]
    return "\n".join(said)


def read(*lines: str, total: int = 60) -> tuple[dict[str, Block], list[tuple[str, str]]]:
    """The blocks of a text with *lines*, and the rows whose block is guessed."""
    reading: Reading = pasted.read(text_of(*lines, total=total), YEAR)
    assert reading.left_out == ()
    return blocks_of(reading.programme), [(one.about, one.value) for one in reading.guessed if one.what is Doubt.BLOCK]


ENGLISH = ("Anglais, 1 UE à choisir parmi", "6 ANG100 Anglais général", "6 ANG330 Anglais professionnel")


def test_the_credits_of_the_sheet_tell_where_a_choice_ends() -> None:
    rows = ("Total", "6 : ECTS", *ENGLISH, "6 RSX112", "3 CYB103")
    blocks, guessed = read("9 UTC501", *rows, total=24)
    assert blocks[""].members == ("UTC501", blocks["1"], "RSX112", "CYB103")
    assert blocks["1"] == Block(label="Anglais", take=TakeUnits(1), members=("ANG100", "ANG330"), printed_ects=6)
    assert guessed == []


def test_where_several_ends_add_up_the_words_of_the_prompt_decide() -> None:
    shes = ("SHES, 6 crédits à choisir", "6 MSE102", "6 MSE104", "6 PRS201")
    blocks, guessed = read("Total", "6 : ECTS", *ENGLISH, "6 RSX112", "6 CYB103", *shes, "6 ENG210", total=30)
    assert blocks[""].members == (blocks["1"], "RSX112", "CYB103", blocks["2"], "ENG210")
    assert (blocks["2"].take, blocks["2"].members) == (TakeEcts(6), ("MSE102", "MSE104", "PRS201"))
    assert guessed == []


def test_where_nothing_decides_the_end_is_a_guess_and_said() -> None:
    alike = ("Une UE à choisir", "6 AAA100", "6 BBB100", "6 CCC100", "6 DDD100")
    blocks, guessed = read(*alike, "Deux UE à choisir", "6 EEE100", "6 FFF100", "6 GGG100", "6 HHH100", total=0)
    assert guessed == [("DDD100", "Une UE à choisir"), ("HHH100", "Deux UE à choisir")]
    assert set(blocks[""].leaves) == {code * 3 + "100" for code in "ABCDEFGH"}


def test_a_row_without_credits_or_never_attended_ends_a_choice() -> None:
    blocks, _guessed = read(*ENGLISH, "Test d’anglais", "UA2B30", total=0)
    assert blocks[""].members == (blocks["1"], "UA2B30")
    blocks, _guessed = read(*ENGLISH, "15 UAEP05", total=0)
    assert blocks[""].members == (blocks["1"], "UAEP05")


def test_rows_that_are_due_end_the_parent_of_choices_too() -> None:
    domains = ("Total", "12 : ECTS", "Blocs, 2 UE dans au moins 2 domaines à choisir")
    first = ("Bloc A, 1 UE à choisir", "6 AAA100", "6 AAB100")
    second = ("Bloc B, 1 UE à choisir", "6 BBB100", "6 BBC100")
    last = ("Total", "6 : ECTS", "Langue, 1 UE à choisir", "6 ANG100", "6 ALL100")
    blocks, guessed = read(*domains, *first, *second, "3 ENG261", *last, "9 ENG262", total=30)
    assert blocks[""].members == (blocks["1"], "ENG261", blocks["2"], "ENG262")
    assert blocks["1"].members == (blocks["1.1"], blocks["1.2"])
    assert (blocks["1"].at_least_blocks, blocks["1"].take) == (2, TakeUnits(2))
    assert guessed == []


@pytest.mark.parametrize(("total", "is_sure"), [(30, True), (31, False)])
def test_rows_after_as_many_credits_as_the_first_branch_has_are_due(total: int, is_sure: bool) -> None:
    branches = ("Option son", "6 AAA100", "6 AAB100", "Option image", "12 BBB100", "6 CCC100", "3 DDD100")
    blocks, guessed = read("9 UTC501", *branches, total=total)
    assert blocks[""].members == ("UTC501", blocks["1"], "CCC100", "DDD100")
    assert [(block.label, block.members) for block in blocks["1"].blocks] == [
        ("Option son", ("AAA100", "AAB100")),
        ("Option image", ("BBB100",)),
    ]
    assert guessed == ([] if is_sure else [("BBB100", "Option image")])


def test_a_part_of_a_page_copied_without_its_tabs_and_title_is_read() -> None:
    text = "\n".join(
        ["1ere annee", "6 ECTS", "Droit", "DRA001", "Sur demande", "2eme annee", "6 ECTS", "Libre", "60 ECTS"]
    )
    assert pasted.recognises(text)
    reading = read_sheet(text.encode(), default_year=YEAR)
    assert [block.label for block in blocks_of(reading.programme).values()] == ["", "1re année", "2e année"]
    assert [line.text for line in reading.left_out] == ["Sur demande", "60 ECTS"]
    assert reading.programme.title == "Programme"


def test_a_page_that_was_printed_is_read_with_what_paper_does_to_its_lines() -> None:
    lines = ["Accueil Diplôme", "Code diplôme/certificat: XX1A-PAR", "12 crédits"]
    lines += [
        "Intitulé officiel figurant sur le diplôme : Diplôme",
        "Programme",
        "3 ECTSDroit",
        "DRA001",
        "1er semestre : Travail &agrave distance & soir",
        "26/11/2026 10:15 Diplôme",
    ]
    lines += ["https://exemple.invalid/x 1/4", "6 ECTS Durcissement des réseaux et", "de la mémoire", "CYB108", "2"]
    lines += ["6 ECTS au choix", "3 ECTS Anglais", "ANG100", "3 ECTS", "Arabe", "ARA100"]
    text = "\n".join(lines)
    assert pasted.recognises(text)
    reading = pasted.read(text, YEAR)
    assert {unit.code: (unit.title, unit.ects) for unit in reading.programme.units} == {
        "DRA001": ("Droit", 3),
        "CYB108": ("Durcissement des réseaux et de la mémoire", 6),
        "ANG100": ("Anglais", 3),
        "ARA100": ("Arabe", 3),
    }
    assert reading.programme.modes == ("Travail à distance & soir",)
    assert blocks_of(reading.programme)["1"].members == ("ANG100", "ARA100")
    assert (reading.programme.title, reading.left_out) == ("Diplôme", ())


def test_other_texts_are_not_taken_for_the_text_of_a_page() -> None:
    for text in ("", "6 ECTS", "Un texte\nde 6 ECTS\nen UTC501", "6 ECTS\nDroit\n"):
        assert not pasted.recognises(text)
    assert not pasted.recognises(shared("source/fiche-crn01.txt").read_text(encoding="utf-8"))
