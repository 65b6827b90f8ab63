"""A unit that the newest edition of the sheet has no more: absent, and not projected."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.evaluation.attention import attention_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.outlook import EndCause, outlook_of
from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, closure_of, is_published, landing_term, open_terms, opening_in
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme

from .helpers import TODAY, WAIVER, done, found, only, put, refused, term, with_unit

S1 = Opening.SEMESTER_1


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """CCE001 ran in S1 of 2023 and 2024; the sheet of 2025 has it no more."""
    return with_unit(empty_plan, "CCE001", openings={2023: S1, 2024: S1})


def stands(plan: Plan, where: str) -> Plan:
    """The plan of a file made before the sheet of 2025: CCE001 is planned."""
    return plan.with_scenario(replace(plan.scenario, placements=(Placement(unit="CCE001", term=term(where)),)))


def test_it_is_absent_and_not_projected(plan: Plan) -> None:
    unit = plan.programme.by_code["CCE001"]
    for year in (2025, 2026, 2031):
        fact = opening_in(plan.programme, unit, year)
        assert (fact.opening, fact.basis, fact.from_year) == (None, Basis.ABSENT, 2025)
        assert landing_term(plan.programme, unit, term(f"{year}-S1")) is None
    assert opening_in(plan.programme, unit, 2024).basis is Basis.PUBLISHED
    assert not list(open_terms(plan.programme, unit, range(2025, 2035), TODAY))


def test_a_drag_is_refused_with_its_own_cause_and_a_waiver_allows_it(plan: Plan) -> None:
    refusal = refused(edits.place(plan, "CCE001", term("2027-S1"), TODAY))
    assert (refusal.reason, refusal.waivable) == (Reason.UNIT_ABSENT, True)
    assert refusal.opening is not None
    assert refusal.opening.basis is Basis.ABSENT
    assert put(plan, "CCE001", "2027-S1", WAIVER).scenario.placement("CCE001").waiver == WAIVER


def test_what_is_still_to_place_names_it_as_the_cause(plan: Plan) -> None:
    diagnostic = only(plan, "unit-absent", "CCE001")
    assert (diagnostic.term, dict(diagnostic.args)) == (None, {"from_year": 2025})
    assert diagnostic.fixes == (Fix(FixKind.WAIVE, "CCE001"),)
    assert not found(plan, "not-placed", "CCE001")
    assert not found(put(plan, "CCE001", "2027-S1", WAIVER), "unit-absent")


def test_one_that_an_older_plan_places_cannot_stand_there_without_a_waiver(plan: Plan) -> None:
    older = stands(plan, "2027-S1")
    assert only(older, "unit-absent", "CCE001").term == term("2027-S1")
    assert {fix.kind for fix in only(older, "unit-absent").fixes} == {FixKind.WAIVE, FixKind.UNPLACE}
    assert not found(older, "projected-opening", "CCE001")


def test_the_window_asks_for_an_act_once_the_plan_is_begun(plan: Plan) -> None:
    assert not [each for each in attention_of(evaluate_plan(plan, TODAY)).to_do if each.unit == "CCE001"]
    begun = put(plan, "AST004", "2027-S1")
    assert [each.code for each in attention_of(evaluate_plan(begun, TODAY)).to_do if each.unit == "CCE001"] == [
        "unit-absent"
    ]


def test_a_plan_that_holds_one_without_a_waiver_does_not_lead_to_the_diploma(crn01: Programme) -> None:
    programme = replace(crn01, units=tuple(unit for unit in crn01.units if unit.code == "CCE001"))
    rules = replace(crn01.conditions, units=("CCE001",), report_unit=None, experience_unit=None, experience_months=None)
    alone = stands(
        Plan(
            programme=replace(programme, conditions=rules),
            profile=Profile(),
            scenarios=(Scenario(name="A", start=term("2027-S1")),),
        ),
        "2027-S1",
    )
    assert outlook_of(alone, evaluate_plan(alone, TODAY)).reason.cause is not EndCause.CANNOT_STAND
    gone = with_unit(alone, "CCE001", openings={2023: S1, 2024: S1})
    assert outlook_of(gone, evaluate_plan(gone, TODAY)).reason.cause is EndCause.CANNOT_STAND


def test_one_missing_from_an_older_edition_only_is_projected(empty_plan: Plan) -> None:
    plan = with_unit(empty_plan, "CCE001", openings={2023: S1, 2025: S1})
    assert opening_in(plan.programme, plan.programme.by_code["CCE001"], 2026).basis is Basis.PROJECTED


def test_none_is_absent_from_a_sheet_that_publishes_no_year(empty_plan: Plan) -> None:
    bare = replace(empty_plan, programme=replace(empty_plan.programme, published_years=()))
    plan = with_unit(bare, "CCE001", openings={2023: S1})
    assert opening_in(plan.programme, plan.programme.by_code["CCE001"], 2026).basis is Basis.PROJECTED


def test_a_year_entered_by_the_user_speaks_for_the_unit_it_names_and_no_other(plan: Plan) -> None:
    """``openings set 2026 FPG003=S2``: AST004 in 2026 still projected S1."""
    told = done(edits.enter_opening(plan, "FPG003", 2026, Opening.SEMESTER_2, "le centre", TODAY))
    fact = opening_in(told.programme, told.programme.by_code["AST004"], 2026)
    assert (fact.opening, fact.basis) == (S1, Basis.PROJECTED)
    absent = {unit.code for unit in told.programme.units if told.programme.is_absent(unit)}
    assert absent == {"CCE001"}, "none becomes absent by a year that was entered"


def test_what_the_user_was_told_of_an_absent_unit_holds_on(plan: Plan) -> None:
    told = done(edits.enter_opening(plan, "CCE001", 2027, S1, "le centre", TODAY))
    unit = told.programme.by_code["CCE001"]
    assert [opening_in(told.programme, unit, year).basis for year in (2026, 2027, 2028)] == [
        Basis.ABSENT, Basis.ENTERED, Basis.PROJECTED,
    ]  # fmt: skip
    assert only(told, "not-placed", "CCE001").args == {"nearest": term("2027-S1")}
    closed = done(edits.enter_opening(plan, "CCE001", 2027, None, "le centre", TODAY))
    assert opening_in(closed.programme, closed.programme.by_code["CCE001"], 2028).basis is Basis.ABSENT


def test_a_year_is_known_once_it_was_entered_for_every_unit_that_the_sheet_has(plan: Plan) -> None:
    plan = with_unit(plan, "AST004", openings={})
    for unit in plan.programme.units:
        if unit.is_attended and unit.code not in ("CCE001", "AST004"):
            assert not is_published(plan.programme, 2026)
            opening = opening_in(plan.programme, unit, 2026).opening
            plan = done(edits.enter_opening(plan, unit.code, 2026, opening, "le centre", TODAY))
    assert is_published(plan.programme, 2026)


def test_one_whose_newest_year_closed_it_is_to_place_and_says_which_year(empty_plan: Plan) -> None:
    plan = with_unit(empty_plan, "CCE001", openings={2023: S1, 2024: S1, 2025: None})
    diagnostic = only(plan, "not-placed", "CCE001")
    assert dict(diagnostic.args) == {"cause": "closed", "from_year": 2025}
    assert diagnostic.fixes == (Fix(FixKind.WAIVE, "CCE001"),)
    unit = plan.programme.by_code["CCE001"]
    assert closure_of(plan.programme, unit, 2026) == "closed"


@pytest.mark.parametrize(
    ("openings", "closure"),
    [
        ({2023: S1, 2024: S1}, "absent"),
        ({2025: None}, "never"),
        ({2024: S1, 2025: None}, "closed"),
        ({}, None),
        ({2025: S1}, None),
        ({2023: S1, 2024: None, 2025: S1}, None),
        ({2023: None, 2024: S1, 2025: None}, None),
    ],
)
def test_each_unit_that_opens_no_more_has_its_cause(empty_plan: Plan, openings, closure) -> None:
    plan = with_unit(empty_plan, "CCE001", openings=openings)
    assert closure_of(plan.programme, plan.programme.by_code["CCE001"], 2026) == closure


def test_an_empty_cell_is_not_open_and_needs_a_waiver(crn01: Programme, empty_plan: Plan) -> None:
    """TET007: published, not open in any year; it is not absent."""
    assert opening_in(crn01, crn01.by_code["TET007"], 2026).basis is Basis.PROJECTED
    assert refused(edits.place(empty_plan, "TET007", term("2027-S1"), TODAY)).reason is Reason.NEVER_OPEN
    assert put(empty_plan, "TET007", "2027-S1", WAIVER).scenario.placement("TET007").waiver == WAIVER
