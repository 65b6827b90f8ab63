"""The text that a browser copies of a page gives the programme that the page gives, ends of choices included."""

from dataclasses import replace

import pytest

from csp_planner.sheet import maquette, page, pasted
from csp_planner.sheet.values import Doubt

from .handed import FILES, YEAR, facts_of, handed_page, handed_paste, text_of
from .pages import page_of, pasted_of


def test_the_handed_text_gives_the_programme_and_the_doubts_of_its_page() -> None:
    text = handed_paste()
    assert pasted.recognises(text)
    ours, theirs = pasted.read(text, YEAR), page.read(handed_page("CYC9106A"), YEAR)
    assert ours.programme == replace(theirs.programme, sheet="")
    assert ours.left_out == ()
    assert [(one.what, one.about, one.value) for one in ours.guessed] == [
        (one.what, one.about, one.value) for one in theirs.guessed
    ]
    assert [(one.line.text, one.about) for one in ours.understood] == [
        (one.line.text, one.about) for one in theirs.understood
    ]
    lines = text.split("\n")
    assert all(" ".join(lines[one.line.number - 1].split()) for one in ours.understood)


@pytest.mark.parametrize("code", FILES)
def test_a_page_printed_of_a_handed_sheet_gives_that_sheet(code: str) -> None:
    facts = facts_of(code)
    reading = page.read(page_of(facts), YEAR)
    assert reading.programme == maquette.read(text_of(code), YEAR).programme
    assert reading.left_out == ()


@pytest.mark.parametrize("code", [code for code in FILES if code != "BCH3702A"])
def test_a_text_copied_of_a_handed_sheet_gives_that_sheet(code: str) -> None:
    reading = pasted.read(pasted_of(facts_of(code)), YEAR)
    assert reading.programme == replace(maquette.read(text_of(code), YEAR).programme, sheet="")
    assert reading.left_out == ()
    assert {guess.what for guess in reading.guessed} <= {Doubt.KIND, Doubt.YEAR}


def test_where_credits_do_not_add_up_the_end_of_a_choice_is_a_guess() -> None:
    reading = pasted.read(pasted_of(facts_of("BCH3702A")), YEAR)
    assert Doubt.BLOCK in {guess.what for guess in reading.guessed}
    assert {unit.title for unit in reading.programme.units} == {row["title"] for row in facts_of("BCH3702A")["items"]}
