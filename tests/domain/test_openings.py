"""Published, projected or unknown; and until when one can enrol."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.edits import nearest_terms
from csp_planner.domain.enrolment import enrolment_dates, first_open_semester, is_closed
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import (
    Basis,
    OpeningFact,
    is_published,
    landing_term,
    open_terms,
    opening_in,
    opens_ever,
)
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import Part

from .helpers import TODAY, offered, term
from .strategies import units


def test_published_year_says_its_own_cell(crn01: Programme) -> None:
    fact = opening_in(crn01, crn01.by_code["FPG003"], 2023)
    assert fact == OpeningFact(Opening.SEMESTER_2, Basis.PUBLISHED, 2023, 1)


def test_later_year_is_projected_from_the_most_recent_published_one(crn01: Programme) -> None:
    fact = opening_in(crn01, crn01.by_code["TET003"], 2030)
    assert fact == OpeningFact(Opening.ANNUAL, Basis.PROJECTED, 2025, 2)


@pytest.mark.parametrize(
    ("code", "stable"), [("CCE001", 3), ("UA211G", 3), ("FPG003", 2), ("TET003", 2), ("TRS001", 2), ("TET007", 3)]
)
def test_projection_tells_how_many_years_said_the_same(crn01: Programme, code: str, stable: int) -> None:
    assert opening_in(crn01, crn01.by_code[code], 2026).stable_years == stable


def test_projection_that_just_changed_is_stable_for_one_year(crn01: Programme) -> None:
    unit = crn01.by_code["CCE001"]
    changed = replace(unit, openings={**unit.openings, 2026: Opening.SEMESTER_2.offers()})
    assert opening_in(crn01, changed, 2027) == OpeningFact(Opening.SEMESTER_2, Basis.PROJECTED, 2026, 1)


def test_projection_becomes_a_fact_once_the_year_is_published(crn01: Programme) -> None:
    unit = crn01.by_code["CCE001"]
    entered = replace(unit, openings={**unit.openings, 2026: ()})
    assert opening_in(crn01, entered, 2026) == OpeningFact(None, Basis.PUBLISHED, 2026, 1)
    assert opening_in(crn01, unit, 2026).basis is Basis.PROJECTED


def test_year_missing_between_two_published_ones_is_projected_from_the_earlier(crn01: Programme) -> None:
    unit = crn01.by_code["FPG003"]
    gap = replace(unit, openings=offered({2023: Opening.SEMESTER_2, 2025: Opening.SEMESTER_1}))
    assert opening_in(crn01, gap, 2024) == OpeningFact(Opening.SEMESTER_2, Basis.PROJECTED, 2023, 1)
    assert opening_in(crn01, gap, 2026).stable_years == 1


def test_before_2023_the_sheet_says_nothing(crn01: Programme) -> None:
    assert opening_in(crn01, crn01.by_code["CCE001"], 2022) == OpeningFact(None, Basis.UNKNOWN, None, 0)


def test_empty_cell_is_published_as_not_opened(crn01: Programme) -> None:
    assert opening_in(crn01, crn01.by_code["TRS001"], 2023) == OpeningFact(None, Basis.PUBLISHED, 2023, 1)


def test_unit_opens_ever_when_one_year_opens_it(crn01: Programme) -> None:
    assert opens_ever(crn01.by_code["TRS001"])
    assert not opens_ever(crn01.by_code["TET007"])


def test_annual_unit_put_on_a_semester_lands_in_the_year(crn01: Programme) -> None:
    assert landing_term(crn01, crn01.by_code["AST002"], term("2027-S2")) == term("2027-A")


def test_tet003_lands_by_the_cell_of_the_right_year(crn01: Programme) -> None:
    unit = crn01.by_code["TET003"]
    assert landing_term(crn01, unit, term("2023-S1")) == term("2023-S1")
    assert landing_term(crn01, unit, term("2023-S2")) is None
    assert landing_term(crn01, unit, term("2024-S1")) == term("2024-A")


def test_open_terms_leave_out_closed_windows(crn01: Programme) -> None:
    terms = list(open_terms(crn01, crn01.by_code["UA211G"], range(2026, 2028), TODAY))
    assert terms == [term("2026-S2"), term("2027-S1"), term("2027-S2")]


def test_open_terms_of_a_unit_never_opened_are_none(crn01: Programme) -> None:
    assert list(open_terms(crn01, crn01.by_code["TET007"], range(2023, 2035), TODAY)) == []


@pytest.mark.parametrize(
    ("wanted", "last_day"),
    [("2026-S1", date(2026, 10, 31)), ("2026-A", date(2026, 10, 31)), ("2026-S2", date(2027, 3, 15))],
)
def test_window_is_open_on_its_last_day_and_closed_the_day_after(crn01: Programme, wanted: str, last_day: date) -> None:
    assert not is_closed(crn01, term(wanted), last_day)
    assert is_closed(crn01, term(wanted), last_day + timedelta(days=1))


def test_window_not_yet_open_can_be_planned_for(crn01: Programme) -> None:
    assert not is_closed(crn01, term("2030-S1"), TODAY)


def test_only_the_years_of_the_sheet_are_published(crn01: Programme) -> None:
    assert [year for year in range(2020, 2030) if is_published(crn01, year)] == [2023, 2024, 2025]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 10, 31), "2026-S1"),
        (date(2026, 11, 1), "2026-S2"),
        (date(2027, 3, 15), "2026-S2"),
        (date(2027, 3, 16), "2027-S1"),
    ],
)
def test_first_open_semester_moves_with_the_windows(crn01: Programme, today: date, first: str) -> None:
    assert first_open_semester(crn01, today) == term(first)


@pytest.mark.parametrize("today", [date.min, date(1990, 1, 1), date(2150, 12, 31), date(2151, 4, 1), date.max])
def test_first_open_semester_is_a_term_that_can_be_written_whatever_the_date(crn01: Programme, today: date) -> None:
    found = first_open_semester(crn01, today)
    assert term(str(found)) == found


def test_window_opens_and_closes_on_the_days_of_the_sheet(crn01: Programme) -> None:
    autumn, spring = enrolment_dates(crn01, term("2026-S1")), enrolment_dates(crn01, term("2026-S2"))
    assert enrolment_dates(crn01, term("2026-A")) == autumn
    assert autumn.rule == crn01.enrolment_semester_1
    assert spring.rule == crn01.enrolment_semester_2
    assert autumn.opens < autumn.closes < spring.closes


def test_nearest_terms_are_three_at_most_and_begin_with_the_term_itself(crn01: Programme) -> None:
    near = nearest_terms(crn01, crn01.by_code["UA211G"], term("2028-S1"), TODAY)
    assert near == (term("2028-S1"), term("2028-S2"), term("2029-S1"))


def test_nearest_terms_go_on_with_the_last_of_the_earlier_ones(crn01: Programme) -> None:
    openings = dict.fromkeys(range(2026, 2030), Opening.SEMESTER_2) | {2030: None}
    closing = replace(crn01.by_code["AST005"], openings=offered(openings))
    near = nearest_terms(crn01, closing, term("2029-S2"), TODAY)
    assert near == (term("2029-S2"), term("2028-S2"), term("2027-S2"))


def test_nearest_terms_are_looked_for_over_twelve_years(crn01: Programme) -> None:
    unit = replace(crn01.by_code["AST005"], openings=offered({2025: None, 2037: Opening.SEMESTER_1, 2038: None}))
    assert nearest_terms(crn01, unit, term("2026-S2"), TODAY) == (term("2037-S1"),)
    too_late = replace(unit, openings=offered({2025: None, 2038: Opening.SEMESTER_1}))
    assert nearest_terms(crn01, too_late, term("2026-S2"), TODAY) == ()


def test_nearest_terms_of_a_late_year_are_looked_for_from_there_on(crn01: Programme) -> None:
    assert nearest_terms(crn01, crn01.by_code["UA211G"], term("2048-S2"), TODAY)[0] == term("2048-S2")


def test_nearest_terms_are_later_ones_first(crn01: Programme) -> None:
    near = nearest_terms(crn01, crn01.by_code["AST005"], term("2028-S1"), TODAY)
    assert near == (term("2028-S2"), term("2029-S2"), term("2030-S2"))


@pytest.mark.parametrize(("code", "nearest"), [("FPG003", "2027-S1"), ("AST005", "2027-S2"), ("TET003", "2027-A")])
def test_nearest_terms_to_a_whole_year_begin_in_that_year(crn01: Programme, code: str, nearest: str) -> None:
    assert nearest_terms(crn01, crn01.by_code[code], term("2027-A"), TODAY)[0] == term(nearest)


def test_nearest_terms_fall_back_to_earlier_ones_where_nothing_opens_later(crn01: Programme) -> None:
    closing = replace(
        crn01.by_code["AST005"], openings=offered({2026: Opening.SEMESTER_2, 2027: Opening.SEMESTER_2, 2028: None})
    )
    near = nearest_terms(crn01, closing, term("2029-S1"), TODAY)
    assert near == (term("2027-S2"), term("2026-S2"))


def test_nearest_terms_never_offer_a_closed_window(crn01: Programme) -> None:
    near = nearest_terms(crn01, crn01.by_code["AST004"], term("2024-S1"), TODAY)
    assert near == (term("2027-S1"), term("2028-S1"), term("2029-S1"))


@pytest.mark.parametrize("today", [date.min, date.max])
def test_nearest_terms_can_always_be_written(crn01: Programme, today: date) -> None:
    near = nearest_terms(crn01, crn01.by_code["AST004"], term("2150-S2"), today)
    assert all(term(str(found)) == found for found in near)


@given(unit=units("UE01"), year=st.integers(2020, 2032), part=st.sampled_from(Part))
def test_unit_can_be_put_where_its_year_takes_it_and_nowhere_else(
    crn01: Programme, unit: Unit, year: int, part: Part
) -> None:
    wanted = term(f"{year}-{part}")
    assert opening_in(crn01, unit, year).takes(part) == (landing_term(crn01, unit, wanted) == wanted)
