"""Academic years, semesters and the annual part."""

from datetime import date
from itertools import permutations

import pytest

from csp_planner.domain.terms import (
    FIRST_YEAR,
    LAST_YEAR,
    Part,
    Term,
    academic_year_of,
    number_of,
    semester_of,
    year_label,
    year_terms,
)

from .helpers import term


@pytest.mark.parametrize("text", ["2027-S1", "2027-S2", "2027-A", "1990-S1", "2150-A"])
def test_term_is_read_as_it_is_written(text: str) -> None:
    assert str(Term.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "2027", "2027-S3", "2027-s1", "27-S1", "2027-S1\n", " 2027-S1", "1989-S1", "2151-A", "२०२७-S1"]
)
def test_anything_else_is_not_a_term(text: str) -> None:
    with pytest.raises(ValueError, match="not a term"):
        Term.parse(text)


def test_terms_sort_in_time_with_the_annual_part_after_its_semesters() -> None:
    in_time = [term(text) for text in ("2026-S2", "2027-S1", "2027-S2", "2027-A", "2028-S1")]
    assert all(sorted(shuffled) == in_time for shuffled in permutations(in_time))
    assert term("2027-S1") <= term("2027-S1") < term("2027-S2")


def test_annual_term_occupies_both_semesters_and_its_credit_comes_in_the_second() -> None:
    assert term("2027-A").semesters == (term("2027-S1"), term("2027-S2"))
    assert term("2027-A").last_semester == term("2027-S2")
    assert term("2027-S1").semesters == (term("2027-S1"),)


def test_semester_1_ends_in_february_and_the_others_in_june_of_the_next_year() -> None:
    assert term("2026-S1").ends == date(2027, 2, 28)
    assert term("2026-S2").ends == term("2026-A").ends == date(2027, 6, 30)


def test_semester_2_begins_after_the_first_and_an_annual_term_with_it() -> None:
    assert term("2026-S1").begins == term("2026-A").begins == date(2026, 9, 1)
    assert term("2026-S2").begins == date(2027, 3, 1)


@pytest.mark.parametrize(("now", "following"), [("2027-S1", "2027-S2"), ("2027-S2", "2028-S1"), ("2027-A", "2028-S1")])
def test_next_semester_follows(now: str, following: str) -> None:
    assert term(now).next_semester() == term(following)


def test_semesters_are_numbered_one_after_the_other_and_found_again_by_their_number() -> None:
    semester = Term(FIRST_YEAR, Part.S1)
    while semester.year <= LAST_YEAR:
        assert semester_of(number_of(semester)) == semester
        assert number_of(semester.next_semester()) == number_of(semester) + 1
        semester = semester.next_semester()


def test_academic_year_is_written_with_both_years() -> None:
    assert year_label(2026) == "2026/2027"


def test_academic_year_starts_in_september() -> None:
    assert academic_year_of(date(2026, 8, 31)) == 2025
    assert academic_year_of(date(2026, 9, 1)) == 2026


def test_year_shows_annual_part_then_semesters() -> None:
    assert [str(part) for part in year_terms(2027)] == ["2027-A", "2027-S1", "2027-S2"]
