"""The parts of a year that a unit is offered in, and what follows for where it lands and for coming years."""

from dataclasses import replace
from itertools import combinations

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.offers import Mode, Offer, Opening, offers_of, opening_of
from csp_planner.domain.openings import Basis, History, landing_term, open_terms, opening_in
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.terms import Part

from .helpers import TODAY, WAIVER, done, found, offered, only, put, term, with_unit


@pytest.mark.parametrize(
    ("opening", "wanted", "lands"),
    [
        (Opening.SEMESTER_1, Part.S1, Part.S1),
        (Opening.SEMESTER_1, Part.S2, None),
        (Opening.SEMESTER_1, Part.ANNUAL, None),
        (Opening.SEMESTER_2, Part.S1, None),
        (Opening.SEMESTER_2, Part.S2, Part.S2),
        (Opening.SEMESTER_2, Part.ANNUAL, None),
        (Opening.ANNUAL, Part.S1, Part.ANNUAL),
        (Opening.ANNUAL, Part.S2, Part.ANNUAL),
        (Opening.ANNUAL, Part.ANNUAL, Part.ANNUAL),
        (Opening.EITHER, Part.S1, Part.S1),
        (Opening.EITHER, Part.S2, Part.S2),
        (Opening.EITHER, Part.ANNUAL, None),
        (Opening.SEMESTER_1_OR_ANNUAL, Part.S1, Part.S1),
        (Opening.SEMESTER_1_OR_ANNUAL, Part.S2, Part.ANNUAL),
        (Opening.SEMESTER_1_OR_ANNUAL, Part.ANNUAL, Part.ANNUAL),
        (Opening.SEMESTER_2_OR_ANNUAL, Part.S1, Part.ANNUAL),
        (Opening.SEMESTER_2_OR_ANNUAL, Part.S2, Part.S2),
        (Opening.ANY, Part.S1, Part.S1),
        (Opening.ANY, Part.S2, Part.S2),
        (Opening.ANY, Part.ANNUAL, Part.ANNUAL),
    ],
)
def test_unit_lands_where_its_opening_runs(opening: Opening, wanted: Part, lands: Part | None) -> None:
    assert opening.part_for(wanted) is lands


@pytest.mark.parametrize(
    "parts", [parts for count in (1, 2, 3) for parts in combinations(Part, count)], ids=lambda parts: "-".join(parts)
)
def test_each_of_the_seven_sets_of_parts_is_an_opening(parts: tuple[Part, ...]) -> None:
    opening = opening_of(tuple(Offer(part, (Mode.EVENING,)) for part in parts))
    assert opening is not None
    assert set(opening.parts()) == set(parts)
    assert opening_of(offers_of(opening)) is opening


def test_no_offer_is_no_opening() -> None:
    assert opening_of(()) is None
    assert offers_of(None) == ()


def runs(unit: Unit, **years: Opening | None) -> Unit:
    """The unit as the sheet has it in each of the *years* (``y2023``)."""
    return replace(unit, openings=offered({int(year[1:]): opening for year, opening in years.items()}))


@pytest.fixture
def unit(crn01: Programme) -> Unit:
    return crn01.by_code["CCE001"]


def test_s1_closed_s1_is_closed_in_2026_and_opens_in_s1_2027(crn01: Programme, unit: Unit) -> None:
    every_other = runs(unit, y2023=Opening.SEMESTER_1, y2024=None, y2025=Opening.SEMESTER_1)
    fact = opening_in(crn01, every_other, 2026)
    assert (fact.opening, fact.basis, fact.history, fact.stable_years) == (
        None, Basis.PROJECTED, History.ALTERNATING, 3,
    )  # fmt: skip
    assert [opening_in(crn01, every_other, year).opening for year in (2027, 2028, 2029)] == [
        Opening.SEMESTER_1, None, Opening.SEMESTER_1,
    ]  # fmt: skip
    assert landing_term(crn01, every_other, term("2026-S1")) is None
    assert landing_term(crn01, every_other, term("2027-S1")) == term("2027-S1")


def test_a_unit_open_in_the_middle_year_only_opens_again_in_the_next_one(crn01: Programme, unit: Unit) -> None:
    once = runs(unit, y2023=None, y2024=Opening.SEMESTER_2, y2025=None)
    assert [opening_in(crn01, once, year).opening for year in (2026, 2027)] == [Opening.SEMESTER_2, None]


def test_two_years_are_not_enough_to_alternate(crn01: Programme, unit: Unit) -> None:
    fact = opening_in(crn01, runs(unit, y2024=None, y2025=Opening.SEMESTER_1), 2026)
    assert (fact.opening, fact.history) == (Opening.SEMESTER_1, History.STEADY)


def test_one_change_of_kind_is_not_irregular(crn01: Programme) -> None:
    for code in ("FPG003", "TET003", "TRS001"):
        assert opening_in(crn01, crn01.by_code[code], 2026).history is History.STEADY


def test_years_in_no_order_are_irregular_and_the_latest_speaks(crn01: Programme, unit: Unit) -> None:
    mixed = runs(
        unit, y2022=Opening.SEMESTER_1, y2023=None, y2024=Opening.SEMESTER_1, y2025=Opening.SEMESTER_1
    )  # fmt: skip
    fact = opening_in(crn01, mixed, 2026)
    assert (fact.opening, fact.history, fact.stable_years) == (Opening.SEMESTER_1, History.IRREGULAR, 2)


def test_a_year_that_is_known_is_not_projected_whatever_came_before(crn01: Programme, unit: Unit) -> None:
    told = runs(unit, y2023=Opening.SEMESTER_1, y2024=None, y2025=Opening.SEMESTER_1, y2026=Opening.ANNUAL)
    assert opening_in(crn01, told, 2026).basis is Basis.PUBLISHED
    assert opening_in(crn01, told, 2027).opening is Opening.ANNUAL


def test_one_year_in_two_is_said_of_a_unit_planned_by_it(empty_plan: Plan) -> None:
    years = {2023: Opening.SEMESTER_1, 2024: None, 2025: Opening.SEMESTER_1}
    plan = put(with_unit(empty_plan, "CCE001", openings=years), "CCE001", "2027-S1")
    assert only(plan, "opening-irregular", "CCE001").args["alternating"]
    refusal = edits.place(with_unit(empty_plan, "CCE001", openings=years), "CCE001", term("2028-S1"), TODAY)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.alternatives[0]) == (Reason.NOT_OPEN, term("2029-S1"))


def test_a_unit_offered_in_s1_or_over_the_year_is_taken_either_way(empty_plan: Plan) -> None:
    plan = with_unit(empty_plan, "PST003", openings={2025: Opening.SEMESTER_1_OR_ANNUAL})
    unit = plan.programme.by_code["PST003"]
    assert list(open_terms(plan.programme, unit, range(2027, 2028), TODAY)) == [term("2027-S1"), term("2027-A")]
    for wanted, lands in (("2027-S1", "2027-S1"), ("2027-S2", "2027-A"), ("2027-A", "2027-A")):
        placed = put(plan, "PST003", wanted).scenario.placement("PST003")
        assert placed is not None
        assert placed.term == term(lands)


def test_a_unit_without_any_year_is_placed_anywhere_with_a_warning_and_no_waiver(empty_plan: Plan) -> None:
    plan = with_unit(empty_plan, "CCE001", openings={})
    assert opening_in(plan.programme, plan.programme.by_code["CCE001"], 2027).basis is Basis.NO_YEAR
    for wanted in ("2027-S1", "2027-S2", "2027-A"):
        placed = done(edits.place(plan, "CCE001", term(wanted), TODAY, WAIVER))
        assert placed.scenario.placement("CCE001").waiver is None
        assert only(placed, "term-unknown", "CCE001").term == term(wanted)
        assert not found(placed, "never-open", "CCE001")
    assert not found(plan, "term-unknown")
    assert only(plan, "not-placed", "CCE001").args["cause"] == "term-unknown", "no term is its first opening"
