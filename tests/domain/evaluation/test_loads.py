"""What semesters bear, as units are put and taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.evaluation.loads import NO_LOAD, Limits, Load, Loads
from csp_planner.domain.terms import Part, Term

from ..helpers import term

hundredths = st.integers(0, 10_000).map(lambda number: number / 100)
units = st.tuples(
    st.builds(Load.of, hundredths, hundredths), st.builds(Term, st.integers(2026, 2028), st.sampled_from(Part))
)


def test_annual_unit_lays_one_half_on_each_semester_and_another_all_of_it_on_one() -> None:
    unit = Load.of(6, 37.33)
    assert (unit.share(term("2027-A")).ects, unit.share(term("2027-A")).hours) == (3, 18.665)
    assert unit.share(term("2027-S2")) == unit


def test_hours_that_are_not_published_weigh_nothing() -> None:
    assert Load.of(6, None).hours == 0


@given(st.lists(units, max_size=12))
def test_loads_are_the_same_made_at_once_or_unit_by_unit(placed: list[tuple[Load, Term]]) -> None:
    loads = Loads({})
    for load, where in placed:
        loads = loads.with_unit(load, where)
    assert loads == Loads.of(placed)


@given(st.lists(units, max_size=6), units)
def test_taking_a_unit_out_leaves_what_was_there_before(
    placed: list[tuple[Load, Term]], unit: tuple[Load, Term]
) -> None:
    before = Loads.of(placed)
    after = before.with_unit(*unit).without_unit(*unit)
    for semester in before.by_semester.keys() | after.by_semester.keys():
        assert after.at(semester) == before.at(semester)


def test_a_semester_without_units_bears_nothing() -> None:
    assert Loads({}).at(term("2027-S1")) == NO_LOAD


@given(st.lists(units, max_size=8))
def test_a_year_bears_the_whole_of_its_units_annual_ones_too(placed: list[tuple[Load, Term]]) -> None:
    loads = Loads.of(placed)
    for year in range(2025, 2030):
        inside = [load for load, where in placed if where.year == year]
        whole = loads.in_year(year)
        assert whole.ects_parts == sum(load.ects_parts for load in inside)
        assert whole.hours_parts == sum(load.hours_parts for load in inside)


@pytest.mark.parametrize(
    ("ects", "hours", "allowed"), [(12, None, True), (11.99, None, False), (None, 80, True), (None, 79.99, False)]
)
def test_load_is_allowed_up_to_the_limit_and_not_past_it(
    ects: float | None, hours: float | None, allowed: bool
) -> None:
    loads = Loads.of([(Load.of(6, 40), term("2027-S2")), (Load.of(6, 40), term("2027-S2"))])
    assert Limits(ects, hours).allow(loads.at(term("2027-S2"))) is allowed
