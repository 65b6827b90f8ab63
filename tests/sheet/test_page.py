"""HTML pages of one centre: what a browser shows of the programme is read, nothing else, and nothing runs."""

from dataclasses import replace

import pytest

from csp_planner.sheet import maquette, page
from csp_planner.sheet.values import Doubt

from ..shared import shared
from .handed import YEAR, text_of

PAGES = {
    "CS5200A": "cnam-paris_CS5200A_certificat_dpo.html",
    "CYC9106A": "cnam-paris_CYC9106A_ingenieur_cyber.html",
}


def handed_page(code: str) -> str:
    """The page of *code*."""
    return shared(f"sheets/cnam/{PAGES[code]}").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", PAGES)
def test_a_handed_page_gives_the_expected_programme(code: str) -> None:
    text = handed_page(code)
    assert page.recognises(text)
    reading = page.read(text, YEAR)
    expected = maquette.read(text_of(code), YEAR).programme
    assert replace(reading.programme, sheet=expected.sheet) == expected
    assert reading.programme.sheet.startswith("https://www.cnam-paris.fr/")
    assert {guess.what for guess in reading.guessed} <= {Doubt.KIND, Doubt.MONTHS, Doubt.LABEL, Doubt.YEAR}
