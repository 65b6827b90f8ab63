"""Text from outside changes nothing but itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.export.text import clean_line, clean_lines, cut, defused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Camille", "Camille"),
        ("a\r\nb\u2028c", "a b c"),
        ("\u202eabc\u202c", "abc"),
        ("\u200ename\u200f", "name"),
        ("\ud800", "\ufffd"),
        ("a\x00b\x1b", "a b"),
        ("\ufffe", "\ufffd"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("שלום", "שלום"),
        ("6\u202f225\u00a0€", "6\u202f225\u00a0€"),
    ],
)
def test_a_line_keeps_its_letters_and_loses_what_disturbs_others(text, expected):
    assert clean_line(text) == expected


def test_lines_stay_lines():
    assert clean_lines("\r\na \r\n\r\n b\t\n") == "a\n\nb"


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_comes_out_fit_for_a_file(text):
    line = clean_line(text)
    line.encode("utf-8")
    assert not set(line) & set("\r\n\t\x00\u202e\u2066")
    assert clean_line(line) == line


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "  =1"])
def test_what_could_start_a_formula_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "6 ECTS", "'=1", "–", " "])
def test_other_text_is_left_alone(text):
    assert defused(text) == text


def test_what_is_cut_says_so():
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
