"""Text from outside changes nothing but itself."""

import pytest

from csp_planner.export.text import cut, defused, reads_as_a_value


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "  =1"])
def test_what_could_start_a_formula_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "6 ECTS", "'=1", "–", " "])
def test_other_text_is_left_alone(text):
    assert defused(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "0012345",
        "3E12",
        "1-2",
        "MAR1",
        "10/11",
        "1,5",
        "1.000",
        "TRUE",
        "vrai",
        "12 mars",
        "3-déc-2026",
        "50 %",
        "8:30",
    ],
)
def test_what_a_spreadsheet_makes_a_value_of_is_known(text):
    assert reads_as_a_value(text)


@pytest.mark.parametrize(
    "text", ["", "AST004", "S1 2027/2028", "UA211G", "Marché 1 et 2", "E", "mars", "'+33", "-", "oui"]
)
def test_other_text_stays_a_text(text):
    assert not reads_as_a_value(text)


def test_what_is_cut_says_so():
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
