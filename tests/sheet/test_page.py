"""HTML pages of one centre: what a browser shows of the programme is read, nothing else, and nothing runs."""

from dataclasses import replace

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeUnits
from csp_planner.sheet import maquette, page
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem

from .handed import PAGES, YEAR, handed_page, text_of
from .pages import row


@pytest.mark.parametrize("code", PAGES)
def test_a_handed_page_gives_the_expected_programme(code: str) -> None:
    text = handed_page(code)
    assert page.recognises(text)
    reading = page.read(text, YEAR)
    expected = maquette.read(text_of(code), YEAR).programme
    assert replace(reading.programme, sheet=expected.sheet) == expected
    assert reading.programme.sheet.startswith("https://www.cnam-paris.fr/")
    assert {guess.what for guess in reading.guessed} <= {Doubt.KIND, Doubt.MONTHS, Doubt.LABEL, Doubt.YEAR}


def drawn(*rows: str, around: str = "{}") -> Reading:
    """What is read of a page with *rows*."""
    return page.read(around.format(f"<div class='schema'><div class='suite'>{''.join(rows)}</div></div>"), YEAR)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Mise en \x9cuvre", "Mise en œuvre"),
        ("Mise en &#156;uvre", "Mise en œuvre"),
        ("Travail &agrave distance", "Travail à distance"),
        ("Travail &agrave; distance", "Travail à distance"),
        ("Recherche & développement", "Recherche & développement"),
        ("Bases  (1)\n\t et&nbsp;&nbsp;plus\x07\x7f", "Bases (1) et plus"),
        ("<a href=''><b>Droit</b> du <i>numérique</i></a>", "Droit du numérique"),
        ("a < b &lt;script>", "a < b <script>"),
        ("Droit<script>alert(1)</script>", "Droit"),
        ("Droit\u202e\u200b", "Droit"),
        ("x" * 3_000, "x" * 499 + "…"),
    ],
)
def test_a_title_is_what_a_browser_shows(printed: str, title: str) -> None:
    assert [unit.title for unit in drawn(row("A1", printed)).programme.units] == [title]


@pytest.mark.parametrize("total", ["Total<br/>6 : ECTS", "Total 6 : ECTS", "Total 6 ECTS", "6"])
def test_the_total_of_a_choice_is_read_however_it_is_broken(total: str) -> None:
    said = f"<span class='credits-equivalents'>{total}</span><br/>Langue, 1 UE à choisir :"
    award = drawn(f"<h3 class='choice-prompt'>{said}</h3>", row("A1"), row("A2")).programme.award
    choice = Block(label="Langue", take=TakeUnits(1), members=("A1", "A2"), printed_ects=6)
    assert award == Block(members=(choice,))


def test_elements_that_are_never_closed_lose_no_row() -> None:
    text = "<div class='schema'><div class='bloc-annuel'><h2 class='bloc-annuel-libelle'>L1</h2>" + row("A1")
    text += "<div class='bloc-annuel'><h2 class='bloc-annuel-libelle'>2eme annee</h2>" + row("A2").replace("</div>", "")
    text += row("A3").replace("</span>", "").replace("</div>", "")
    award = page.read(text, YEAR).programme.award
    assert award == Block(members=(Block(label="L1", members=("A1",)), Block(label="2e année", members=("A2", "A3"))))


def test_the_tab_with_the_programme_is_read_and_what_is_no_row_there_is_left_out() -> None:
    tab = "<div>6 ECTS</div><div class='onglets-section'><p>Deux ans au plus.</p>{}</div><p>Non lu</p>"
    reading = drawn(row("A1"), "<p>Sur demande</p>", around=tab)
    assert [line.text for line in reading.left_out] == ["Deux ans au plus.", "Sur demande"]
    assert [unit.code for unit in reading.programme.units] == ["A1"]


def test_rows_without_the_drawing_around_them_are_read_too() -> None:
    reading = page.read("<p>Accueil</p>" + row("A1") + row("A2"), YEAR)
    assert ([unit.code for unit in reading.programme.units], reading.left_out) == (["A1", "A2"], ())


def test_an_empty_branch_an_unnamed_branch_and_a_folded_choice_without_prompt_are_kept() -> None:
    branch = "<div class='alternative alternative-of-3'>{}</div>"
    folded = "<div class='suite suite-choix'>" + row("A2") + row("A3") + "</div>"
    named = "<div class='suite suite-libelle'>Son</div>"
    segment = "<div class='segment'>" + branch.format(row("A1") + folded) + branch.format(named) + branch.format("")
    reading = drawn(segment + "</div>", row("A4"))
    choice = Block(take=None, members=("A2", "A3"))
    branches = (Block(label="Option 1", members=("A1", choice)), Block(label="Son", take=None, note="Son"))
    assert reading.programme.award == Block(members=(Block(take=TakeBlocks(1), members=branches), "A4"))
    assert [(guess.what, guess.about, guess.value) for guess in reading.guessed] == [(Doubt.LABEL, "1.1", "Option 1")]


@pytest.mark.parametrize("text", ["<html>", "<p>6 ECTS</p>", "<div class='schema'></div>", "< ", "<!--", "<svg>" * 100])
def test_a_page_without_a_row_is_refused(text: str) -> None:
    with pytest.raises(SheetError) as caught:
        page.read(text, YEAR)
    assert (caught.value.problem, caught.value.found) == (SheetProblem.NO_UNITS, "HTML")


def test_the_address_of_the_page_is_one_of_the_web() -> None:
    for address, kept in (("https://exemple.invalid/x", True), ("javascript:alert(1)", False), ("http://[", False)):
        link = f"<link rel='canonical' href='{address}'>"
        assert page.read(link + row("A1"), YEAR).programme.sheet == (address if kept else "")
