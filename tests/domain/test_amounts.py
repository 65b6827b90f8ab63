"""Quantities exact to a hundredth: cases 06 of the small inputs, composed here, and properties."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import amounts
from csp_planner.domain.evaluation.acceptance import figures_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.loads import Load
from csp_planner.domain.evaluation.values import TermLoad
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Override
from csp_planner.domain.terms import Part, Term

from .helpers import TODAY, done, found, put_all, term, with_limits

ANNUAL = Term(2027, Part.ANNUAL)
hundredths = st.integers(0, 100_000).map(lambda number: number / 100)


def exactly(amount: float) -> Fraction:
    return Fraction(str(amount))


@given(st.lists(hundredths, max_size=40))
def test_a_sum_is_that_of_the_decimals_people_read(values: list[float]) -> None:
    assert exactly(amounts.add_up(values)) == sum(map(exactly, values), Fraction())


@given(hundredths)
def test_two_halves_are_the_whole_as_held_and_as_shown(amount: float) -> None:
    half = Load.of(amount, None).share(ANNUAL).ects
    assert amounts.add_up((half, half)) == amount
    first, second = amounts.in_hundredths(half, True), amounts.in_hundredths(half, False)
    assert amounts.add_up((first, second)) == amount
    assert Fraction(0) <= exactly(second) - exactly(first) <= Fraction(1, 100)


@given(hundredths, hundredths)
def test_a_load_passes_a_limit_exactly_when_it_is_more(load: float, limit: float) -> None:
    assert amounts.exceeds(load, limit) == (exactly(load) > exactly(limit))
    assert not amounts.exceeds(load, None)


@given(hundredths, hundredths)
def test_a_difference_gives_back_what_was_added(one: float, other: float) -> None:
    assert amounts.difference(amounts.add_up((one, other)), other) == one


def test_an_annual_unit_of_37_33_hours_is_shown_as_18_66_and_18_67() -> None:
    half = Load.of(0, 37.33).share(ANNUAL).hours
    assert (amounts.in_hundredths(half, True), amounts.in_hundredths(half, False)) == (18.66, 18.67)


@pytest.mark.parametrize("amount", [3.7500001, 3.7499999, 3.75])
def test_an_error_of_arithmetic_is_rounded_away(amount: float) -> None:
    assert amounts.rounded(amount) == 3.75


@pytest.mark.parametrize("amount", [3.755, 3.75001, 1 / 3])
def test_a_finer_amount_is_refused(amount: float) -> None:
    with pytest.raises(ValueError, match="finer"):
        amounts.rounded(amount)


def figured(plan: Plan, code: str, ects: float | None, hours: float | None) -> Plan:
    kept = tuple(figure for figure in plan.profile.figures if figure.unit != code)
    new = Override(unit=code, ects=ects, hours=hours, date=TODAY)
    return replace(plan, profile=replace(plan.profile, figures=(*kept, new)))


def load_of(plan: Plan, where: str, today: date = TODAY) -> TermLoad:
    load = evaluate_plan(plan, today).load(term(where))
    assert load is not None
    return load


def test_an_annual_unit_weighs_half_a_hundredth_exactly_and_shows_whole_ones(empty_plan: Plan) -> None:
    plan = put_all(figured(empty_plan, "AST002", 3.75, 37.33), {"AST002": "2027-A"})
    first, second = load_of(plan, "2027-S1"), load_of(plan, "2027-S2")
    assert (first.hours, second.hours) == (18.665, 18.665)
    assert (first.shown_hours, second.shown_hours) == (18.66, 18.67)
    assert (first.shown_ects, second.shown_ects) == (1.87, 1.88)


@pytest.mark.parametrize(("limit", "over"), [(11.1, False), (11.09, True)])
def test_a_load_equal_to_its_limit_is_not_over(empty_plan: Plan, limit: float, over: bool) -> None:
    plan = empty_plan
    for code in ("FPG003", "AST004", "TET010"):
        plan = figured(plan, code, 3.7, None)  # three of them are 11.100000000000001 in plain floats
    plan = with_limits(put_all(plan, dict.fromkeys(("FPG003", "AST004", "TET010"), "2027-S1")), limit)
    assert load_of(plan, "2027-S1").overloaded is over
    assert bool(found(plan, "overload")) is over


def test_a_load_over_by_half_a_hundredth_is_accepted_as_what_it_is(empty_plan: Plan) -> None:
    plan = put_all(figured(empty_plan, "AST002", None, 37.33), {"AST002": "2027-A"})
    for half in found(with_limits(plan, None, 18.66), "overload"):
        assert figures_of(half) == {"hours": 18.665}
    assert not found(with_limits(plan, None, 18.67), "overload")


def test_hours_a_week_times_weeks_is_no_less_than_it_says(empty_plan: Plan) -> None:
    plan = put_all(figured(empty_plan, "FPG003", None, 110.25), {"FPG003": "2027-S1"})
    plan = replace(plan, profile=replace(plan.profile, weekly_hours=7.35, weeks_per_semester=15))
    assert not found(plan, "weekly-load")
    assert found(replace(plan, profile=replace(plan.profile, weekly_hours=7.34)), "weekly-load")


def test_totals_of_hundredths_are_exact(empty_plan: Plan) -> None:
    plan = figured(figured(empty_plan, "FPG003", 0.1, 0.1), "AST004", 0.2, 0.2)
    judged = evaluate_plan(done(plan), TODAY)
    assert (judged.ects.unplaced, judged.hours.unplaced) == (110.3, 501.3)
    assert judged.hours.unattributed == 155.7
