"""Text from outside changes nothing but itself."""

import pytest

from csp_planner.export.text import cut, defused


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "  =1"])
def test_what_could_start_a_formula_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "6 ECTS", "'=1", "–", " "])
def test_other_text_is_left_alone(text):
    assert defused(text) == text


def test_what_is_cut_says_so():
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
