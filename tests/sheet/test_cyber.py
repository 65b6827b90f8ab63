"""What is made of every line of the page of the engineer of cyber, written down by hand from the page.

The sentences of the page stay where they are: each row stands here with how many lines of it were understood.
"""

from collections import Counter

import pytest

from csp_planner.domain.offers import Mode, Offer
from csp_planner.domain.terms import Part
from csp_planner.sheet import page, pasted
from csp_planner.sheet.values import Doubt, Reading

from .handed import YEAR, handed_page, handed_paste

# Credits, title and code are a line each, and so is each line of offers, of which 4 is one and 5 are two.
# Of a row whose kind is guessed, the line of the title is not among those that were understood.
UNDERSTOOD = {
    "the diploma: title, code, credits": {"": 3},
    "first year": {"1": 1, "UTC501": 5, "UTC502": 4, "UTC503": 4, "UTC504": 5, "UTC505": 4, "TED001": 4},
    "domains: « Total », its figure and the prompt": {"1.1": 3},
    "IAO": {"1.1.1": 3, "RCP105": 4, "RCP101": 4},
    "AISL": {"1.1.2": 3, "NFP122": 4, "NSY115": 4, "GLG105": 4},
    "SIBI": {"1.1.3": 3, "NFE108": 4, "NFP107": 4, "NFE113": 3, "NFE114": 4},
    "IRSM": {"1.1.4": 3, "RSX101": 4, "RSX102": 4, "SMB101": 4, "CYB105": 4},
    "EI": {"1.1.5": 3, "MUX101": 4, "MUX103": 4, "NSY103": 4},
    "end of the first year": {"ENG261": 4, "UAEP05": 2},
    "second year": {"2": 1, "UAAD91": 1},
    "English": {"2.1": 3, "ANG100": 4, "ANG330": 4},
    "security": {"RSX112": 4, "CYB103": 4, "CYB108": 4},
    "SHES": {
        "2.2": 3,
        "NTA101": 4,
        "CFA109": 4,
        "NTD217": 4,
        "MSE102": 4,
        "MSE103": 3,
        "GFN106": 4,
        "PRS201": 4,
        "ESC101": 4,
        "MSE147": 4,
        "DSY101": 4,
        "DVE207": 4,
        "UEU001": 3,
        "UEU002": 3,
        "ESD104": 4,
        "RTC201": 4,
        "GDN100": 4,
        "DNT104": 4,
        "MTR107": 4,
        "HSE134": 4,
        "HSE225": 4,
        "ERG105": 5,
        "FPG114": 4,
        "TET102": 3,
        "DRS101": 4,
        "DRS102": 4,
        "DRS106": 3,
        "FAD111": 5,
        "FAB121": 3,
        "AST101": 5,
    },
    "end of the second year": {"ENG270": 3, "ENG251": 4, "MSE212": 4, "UA2B30": 1, "ENG210": 4, "UAEP06": 2},
    "third year": {"3": 1, "CYB201": 4, "CYB202": 4, "SMB215": 4, "UAEP07": 2, "UAM91C": 2},
}
GUESSED = [
    (Doubt.YEAR, "", str(YEAR)),
    (Doubt.KIND, "UAEP05", "experience"),
    (Doubt.KIND, "UAAD91", "milestone"),
    (Doubt.KIND, "UA2B30", "milestone"),
    (Doubt.KIND, "UAEP06", "experience"),
    (Doubt.KIND, "UAEP07", "experience"),
    (Doubt.KIND, "UAM91C", "report"),
]
LEFT_OUT: list[str] = []


@pytest.fixture(params=["page", "pasted"])
def reading(request: pytest.FixtureRequest) -> Reading:
    """The page read, and the text that a browser copies of it."""
    return page.read(handed_page("CYC9106A"), YEAR) if request.param == "page" else pasted.read(handed_paste(), YEAR)


def test_every_line_is_understood_guessed_or_left_out(reading: Reading) -> None:
    expected = {about: count for part in UNDERSTOOD.values() for about, count in part.items()}
    assert Counter(said.about for said in reading.understood) == expected
    assert [(guess.what, guess.about, guess.value) for guess in reading.guessed] == GUESSED
    assert [line.text for line in reading.left_out] == LEFT_OUT


def test_every_row_of_the_page_is_a_unit_with_its_offers(reading: Reading) -> None:
    units = reading.programme.by_code
    assert list(units) == [code for part in UNDERSTOOD.values() for code in part if len(code) > 5]
    assert len(units) == 70
    closed = {code for code, unit in units.items() if unit.openings == {YEAR: ()}}
    assert closed == {"NFE113", "MSE103", "UEU001", "UEU002", "TET102", "DRS106", "FAB121", "ENG270"}
    two = (Mode.DISTANCE_SCHEDULED, Mode.HYBRID)
    assert units["ANG330"].openings == {YEAR: (Offer(Part.S1, two), Offer(Part.S2, two))}
    assert units["ERG105"].openings == {YEAR: (Offer(Part.S1, (Mode.HYBRID,)), Offer(Part.ANNUAL, (Mode.DAYTIME,)))}
    assert (units["UAAD91"].ects, units["UAM91C"].ects, units["MSE147"].ects) == (0, 30, 9)
    assert "\x9c" not in units["CYB108"].title
    assert "œ" in units["CYB108"].title
