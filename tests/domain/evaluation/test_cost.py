"""What the diploma costs: the sheet's price, its split by year, and what the user entered beside it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.evaluation.cost import Budget, Cost, LineSum, Price, budget, cost
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import BudgetLine, LineKind, Per
from csp_planner.domain.programme import Programme, Tariff
from csp_planner.domain.states import UnitState

from ..helpers import TODAY, credited, done, full, marked, period, put, with_unit

LISTED = 92
"""ECTS of the units of CRN01 that are attended."""
cents = st.integers(0, 100_000_000).map(lambda number: number / 100)
lines = st.builds(BudgetLine, euros=cents, kind=st.sampled_from(LineKind), per=st.sampled_from(Per))


def funded(plan: Plan, tariff: str = "cpf") -> Plan:
    return edits.set_profile(plan, replace(plan.profile, tariff=tariff))


def with_lines(plan: Plan, *entered: BudgetLine) -> Plan:
    return done(edits.set_budget(plan, entered))


def found(plan: Plan) -> Cost:
    return cost(plan, evaluate_plan(plan, TODAY))


def line(euros: float, kind: LineKind = LineKind.COST, per: Per = Per.ONCE) -> BudgetLine:
    return BudgetLine(label="Participation CPF", euros=euros, kind=kind, per=per)


def priced(programme: Programme, euros: float) -> Programme:
    return replace(programme, tariffs=(Tariff(code="cpf", label={"fr": "CPF"}, euros=euros),))


@pytest.mark.parametrize(("tariff", "euros"), [("cpf", 6225), ("employer", 12450), ("region-job-seeker", 1534)])
def test_total_is_the_sheets(empty_plan: Plan, tariff: str, euros: float) -> None:
    known = found(funded(full(empty_plan), tariff)).budget
    assert (known.price, known.total, known.left) == (Price.KNOWN, euros, euros)


@pytest.mark.parametrize(
    ("tariff", "has_tariffs", "price"),
    [
        ("", True, Price.NOT_CHOSEN),
        ("gratuit", True, Price.NOT_PUBLISHED),
        ("", False, Price.NOT_PUBLISHED),
        ("cpf", False, Price.NOT_PUBLISHED),
    ],
)
def test_price_that_is_not_known_is_told_from_one_that_is_not_chosen(
    empty_plan: Plan, tariff: str, has_tariffs: bool, price: Price
) -> None:
    tariffs = empty_plan.programme.tariffs if has_tariffs else ()
    plan = funded(replace(full(empty_plan), programme=replace(empty_plan.programme, tariffs=tariffs)), tariff)
    known = found(with_lines(plan, line(100)))
    assert (known.budget.price, known.budget.total, known.budget.left) == (price, None, None)
    assert (known.years, known.unplaced, known.budget.costs) == ((), 0, 100)


def test_years_bear_their_share_of_the_ects_and_add_up(empty_plan: Plan) -> None:
    split = found(funded(full(empty_plan)))
    assert [(part.year, part.ects) for part in split.years] == [(2026, 12), (2027, 40), (2028, 40)]
    assert [part.euros for part in split.years] == [812, 2706, 2707]
    assert (split.unplaced, 812 + 2706 + 2707) == (0, 6225)


def test_year_of_the_report_bears_more_than_its_three_hours(empty_plan: Plan) -> None:
    report = empty_plan.programme.conditions.report_unit
    (year,) = found(funded(marked(empty_plan, report, UnitState.VALIDATED, "2024-A"))).years
    assert (year.year, year.ects, year.euros) == (2024, 16, round(6225 * 16 / LISTED))


def test_annual_unit_stays_in_one_year(empty_plan: Plan) -> None:
    (year,) = found(funded(put(empty_plan, "TET003", "2027-A"))).years
    assert (year.year, year.ects) == (2027, 8)


def test_units_to_place_bear_their_share_and_those_credited_none(empty_plan: Plan) -> None:
    placed = funded(put(empty_plan, "CCE001", "2027-S1"))
    assert found(placed).unplaced == round(6225 * (LISTED - 4) / LISTED)
    assert found(credited(placed, "AST004")).unplaced == round(6225 * (LISTED - 10) / (LISTED - 6))


def test_past_years_count_and_ects_entered_too(empty_plan: Plan) -> None:
    plan = funded(marked(empty_plan, "CCE001", UnitState.VALIDATED, "2024-S1"))
    assert [(part.year, part.ects) for part in found(plan).years] == [(2024, 4)]
    assert found(done(edits.set_override(plan, "CCE001", 5, None, TODAY))).years[0].ects == 5


def test_whole_cost_waits_when_no_unit_has_ects(empty_plan: Plan) -> None:
    plan = funded(empty_plan)
    for unit in plan.programme.units:
        plan = with_unit(plan, unit.code, ects=0)
    assert (found(plan).years, found(plan).unplaced) == ((), 6225)
    placed = found(put(plan, "CCE001", "2027-S1"))
    assert ([(part.ects, part.euros) for part in placed.years], placed.unplaced) == ([(0, 0)], 6225)


@pytest.mark.parametrize("euros", [6225.4, 0.01, 0, 1_000_000])
def test_price_with_cents_is_split_to_the_cent(empty_plan: Plan, euros: float) -> None:
    plan = funded(replace(full(empty_plan), programme=priced(empty_plan.programme, euros)))
    split = found(plan)
    assert sum(round(part.euros * 100) for part in split.years) + round(split.unplaced * 100) == round(euros * 100)


def test_unit_obtained_is_what_the_sheet_leaves_open_and_experience_is_none(empty_plan: Plan) -> None:
    plan = done(edits.set_experience(full(empty_plan), (period("2020-01-01", "2025-01-01"),)))
    assert not found(plan).has_obtained
    assert found(credited(plan, "AST004")).has_obtained
    assert found(marked(empty_plan, "CCE001", UnitState.VALIDATED, "2024-S1")).has_obtained


def test_left_to_find_is_price_and_costs_less_fundings(empty_plan: Plan) -> None:
    plan = with_lines(funded(empty_plan), line(103.2), line(4000, LineKind.FUNDING), line(500.5, LineKind.FUNDING))
    known = budget(plan, TODAY)
    assert (known.costs, known.fundings, known.left) == (103.2, 4500.5, 1827.7)
    more = budget(with_lines(plan, line(7000, LineKind.FUNDING)), TODAY)
    assert more.left == -775


def test_line_comes_as_often_as_years_and_enrolments_hold_a_unit(empty_plan: Plan) -> None:
    def times(plan: Plan) -> list[int]:
        return [each.times for each in budget(with_lines(plan, *(line(103.2, per=per) for per in Per)), TODAY).lines]

    assert times(empty_plan) == [1, 0, 0]
    plan = put(put(empty_plan, "TET003", "2027-A"), "CCE001", "2027-S1")
    assert times(plan) == [1, 1, 1]  # an annual unit is enrolled in with those of semester 1
    plan = put(plan, "TRS002", "2028-S2")
    assert times(plan) == [1, 2, 2]
    assert times(marked(plan, "AST004", UnitState.FAILED, "2025-S1")) == [1, 3, 3]
    assert times(credited(plan, "TRS002")) == [1, 1, 1]
    assert budget(with_lines(plan, line(103.2, per=Per.ENROLMENT)), TODAY).costs == 206.4


@given(st.lists(st.builds(LineSum, lines, st.integers(0, 40)), max_size=30), st.none() | cents)
def test_what_is_left_is_exact_to_the_cent(entered: list[LineSum], euros: float | None) -> None:
    tariff = None if euros is None else Tariff(code="cpf", label={"fr": "CPF"}, euros=euros)
    known = Budget(Price.KNOWN, tariff, tuple(entered))

    def come_to(kind: LineKind) -> int:
        return sum(round(each.line.euros * 100) * each.times for each in entered if each.line.kind is kind)

    assert round(known.costs * 100) == come_to(LineKind.COST)
    assert round(known.fundings * 100) == come_to(LineKind.FUNDING)
    expected = None if euros is None else round(euros * 100) + come_to(LineKind.COST) - come_to(LineKind.FUNDING)
    assert (None if known.left is None else round(known.left * 100)) == expected
