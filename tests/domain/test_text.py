"""Text from outside changes nothing but itself."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.text import UNKNOWN, plain_line, plain_lines, says_nothing

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Camille", "Camille"),
        ("a\r\nb\u2028c", "a b c"),
        ("\u202eabc\u202c", "abc"),
        ("\u200ename\u200f", "name"),
        ("so\u00adft", "soft"),
        ("\ud800", "\ufffd"),
        ("a\x00b\x1b", "a b"),
        ("\ufffe", "\ufffd"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db\u200c", "ab"),
        ("\u200c\u200d", ""),
        ("שלום", "שלום"),
        ("6\u202f225\u00a0€", "6\u202f225\u00a0€"),
    ],
)
def test_a_line_keeps_its_letters_and_loses_what_disturbs_others(text, expected):
    assert plain_line(text) == expected


def test_lines_stay_lines():
    assert plain_lines("\r\na \r\n\r\n b\t\n") == "a\n\nb"


@given(ANYTHING)
def test_any_text_comes_out_fit_for_a_file_and_a_line(text):
    line = plain_line(text)
    line.encode("utf-8")
    found = {unicodedata.category(character) for character in line.replace("\u200c", "").replace("\u200d", "")}
    assert not found & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert plain_line(line) == line


@pytest.mark.parametrize("text", ["", "  ", "\u202e\u2066", "\u200b", "\u200d", "\x00", "\u3164", "\u2800", "\u0301"])
def test_what_the_eye_does_not_find_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["a", "\u202ea", "é", "·", "👧", "\ufffd", "0"])
def test_what_the_eye_finds_says_something(text):
    assert not says_nothing(text)


@pytest.mark.parametrize("character", ["\u0378", "\ufdc8", "\ufe1a"])
def test_character_that_unicode_may_yet_assign_stays(character: str) -> None:
    assert plain_line(f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize("character", ["\ufdd0", "\ufdef", "\ufffe", "\U0001ffff"])
def test_number_that_is_never_a_character_is_shown_as_unknown(character: str) -> None:
    assert plain_line(f"a{character}b") == f"a{UNKNOWN}b"
