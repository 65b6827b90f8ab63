"""The rhythm of a unit, entered by the user beside the sheet: it speaks for the years that are not published."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, OpeningFact, closure_of, landing_term, open_terms, opening_in
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.storage.library import builtin_programme

from .helpers import TODAY, done, found, offered, only, put, refused, term, with_unit

S1 = Opening.SEMESTER_1
CRN01 = builtin_programme("CRN01")


def told(plan: Plan, rhythm: Rhythm, code: str = "CCE001", day: date = TODAY) -> Plan:
    return done(edits.enter_rhythm(plan, code, rhythm, "le centre", day))


def fact(plan: Plan, year: int, code: str = "CCE001") -> OpeningFact:
    return opening_in(plan.programme, plan.programme.by_code[code], year)


def published(plan: Plan, year: int, opening: Opening | None, code: str = "CCE001") -> Plan:
    """The plan once the sheet has published *year*."""
    unit = plan.programme.by_code[code]
    openings = {**unit.openings, **offered({year: opening})}
    programme = replace(plan.programme, published_years=(*plan.programme.published_years, year))
    units = tuple(replace(each, openings=openings) if each.code == code else each for each in programme.units)
    return replace(plan, programme=replace(programme, units=units))


@pytest.mark.parametrize(
    ("rhythm", "runs"),
    [
        (Rhythm.EVERY, [2026, 2027, 2028, 2029]),
        (Rhythm.ODD, [2027, 2029]),
        (Rhythm.EVEN, [2026, 2028]),
        (Rhythm.NEVER, []),
    ],
)
def test_odd_and_even_are_by_the_year_the_academic_year_starts_in(empty_plan: Plan, rhythm, runs) -> None:
    plan = told(empty_plan, rhythm)
    unit = plan.programme.by_code["CCE001"]
    assert [term.year for term in open_terms(plan.programme, unit, range(2026, 2030), date(2026, 9, 1))] == runs
    for year in range(2026, 2030):
        assert (fact(plan, year).opening, fact(plan, year).basis) == (S1 if year in runs else None, Basis.PROJECTED)
        assert fact(plan, year).rhythm == EnteredRhythm(rhythm=rhythm, source="le centre", date=TODAY)


def test_it_says_nothing_of_a_published_year(empty_plan: Plan) -> None:
    plan = told(empty_plan, Rhythm.NEVER)
    for year in (2022, 2023, 2024, 2025):
        assert fact(plan, year) == fact(empty_plan, year)


def test_odd_2028_published_open_is_open_and_contradicts_the_rhythm(empty_plan: Plan) -> None:
    plan = published(told(empty_plan, Rhythm.ODD), 2028, S1)
    assert (fact(plan, 2028).opening, fact(plan, 2028).basis, fact(plan, 2028).contradicted) == (
        S1, Basis.PUBLISHED, True,
    )  # fmt: skip
    diagnostic = only(plan, "rhythm-contradicted", "CCE001")
    assert dict(diagnostic.args) == {"rhythm": "odd-years", "from_year": 2028, "opens": True}
    assert put(plan, "CCE001", "2028-S1").scenario.placement("CCE001").waiver is None
    assert not fact(plan, 2029).contradicted


def test_a_year_published_as_closed_wins_over_the_rhythm_too(empty_plan: Plan) -> None:
    plan = published(told(empty_plan, Rhythm.EVERY), 2027, None)
    refusal = refused(edits.place(plan, "CCE001", term("2027-S1"), TODAY))
    assert refusal.reason is Reason.NOT_OPEN
    assert refusal.opening.contradicted
    assert only(plan, "rhythm-contradicted").args["opens"] is False
    assert fact(plan, 2028).opening is S1, "the newest year that opened it says in which semester"


def test_years_that_had_begun_when_it_was_entered_say_nothing_against_it(empty_plan: Plan) -> None:
    """« Never » is how a unit ends: that it ran before is no contradiction."""
    assert not found(told(empty_plan, Rhythm.NEVER), "rhythm-contradicted")


def test_an_opening_entered_for_one_year_goes_before_the_rhythm(empty_plan: Plan) -> None:
    plan = done(edits.enter_opening(told(empty_plan, Rhythm.ODD), "CCE001", 2028, Opening.SEMESTER_2, "", TODAY))
    assert (fact(plan, 2028).opening, fact(plan, 2028).basis) == (Opening.SEMESTER_2, Basis.ENTERED)
    assert not fact(plan, 2028).contradicted
    assert (fact(plan, 2027).opening, fact(plan, 2029).opening) == (S1, Opening.SEMESTER_2)


def test_a_unit_placed_out_of_its_rhythm_is_refused_and_said(empty_plan: Plan) -> None:
    placed = put(empty_plan, "CCE001", "2028-S1")
    plan = told(placed, Rhythm.ODD)
    diagnostic = only(plan, "not-open", "CCE001")
    assert dict(diagnostic.args) == {"rhythm": "odd-years"}
    assert str(diagnostic.fixes[0].term) == "2029-S1"
    refusal = refused(edits.place(told(empty_plan, Rhythm.ODD), "CCE001", term("2028-S1"), TODAY))
    assert (refusal.reason, refusal.alternatives[0]) == (Reason.NOT_OPEN, term("2029-S1"))


def test_a_unit_placed_by_its_rhythm_is_said_to_rest_on_it(empty_plan: Plan) -> None:
    plan = put(told(empty_plan, Rhythm.ODD), "CCE001", "2027-S1")
    assert only(plan, "projected-opening", "CCE001").args["rhythm"] == "odd-years"
    assert not found(plan, "opening-irregular")


def test_one_that_does_not_run_any_more_is_to_place_with_that_cause(empty_plan: Plan) -> None:
    plan = told(empty_plan, Rhythm.NEVER)
    assert dict(only(plan, "not-placed", "CCE001").args) == {"cause": "rhythm"}
    assert closure_of(plan.programme, plan.programme.by_code["CCE001"], 2026) == "rhythm"


def test_the_rhythm_of_an_absent_unit_holds_for_the_years_to_come(empty_plan: Plan) -> None:
    plan = told(with_unit(empty_plan, "CCE001", openings={2023: S1, 2024: S1}), Rhythm.EVEN)
    assert [fact(plan, year).basis for year in (2025, 2026)] == [Basis.ABSENT, Basis.PROJECTED]
    assert [fact(plan, year).opening for year in (2026, 2027, 2028)] == [S1, None, S1]


@pytest.mark.parametrize("openings", [{}, {2023: None, 2024: None, 2025: None}])
def test_where_no_year_says_the_semester_it_is_unknown_in_the_years_of_the_rhythm(empty_plan: Plan, openings) -> None:
    plan = told(with_unit(empty_plan, "CCE001", openings=openings), Rhythm.ODD)
    unit = plan.programme.by_code["CCE001"]
    assert [fact(plan, year).basis for year in (2027, 2028)] == [Basis.NO_YEAR, Basis.PROJECTED]
    assert landing_term(plan.programme, unit, term("2027-S2")) == term("2027-S2")
    assert landing_term(plan.programme, unit, term("2028-S2")) is None
    assert only(put(plan, "CCE001", "2027-S2"), "term-unknown", "CCE001")


def test_it_takes_the_place_of_a_history_of_one_year_in_two(empty_plan: Plan) -> None:
    openings = {2023: S1, 2024: None, 2025: S1}
    plan = told(with_unit(empty_plan, "CCE001", openings=openings), Rhythm.EVERY)
    assert [fact(plan, year).opening for year in (2026, 2027)] == [S1, S1]


def test_it_is_entered_for_a_unit_that_is_attended_and_known(empty_plan: Plan) -> None:
    for code, reason in (("XYZ999", Reason.UNIT_UNKNOWN), ("UAS003", Reason.NOT_ATTENDED)):
        assert refused(edits.enter_rhythm(empty_plan, code, Rhythm.ODD, "", TODAY)).reason is reason
    too_long = edits.enter_rhythm(empty_plan, "CCE001", Rhythm.ODD, "x" * 3_000, TODAY)
    assert refused(too_long).reason is Reason.TOO_LONG


@given(rhythm=st.sampled_from(Rhythm), code=st.sampled_from([unit.code for unit in CRN01.units if unit.is_attended]))
def test_it_changes_no_published_cell_and_taking_it_back_restores_every_judgement(rhythm: Rhythm, code: str) -> None:
    scenario = Scenario(name="A", start=term("2027-S1"))
    plan = Plan(programme=CRN01, profile=Profile(), scenarios=(scenario,))
    new = told(plan, rhythm, code)
    assert [unit.openings for unit in new.programme.units] == [unit.openings for unit in CRN01.units]
    back = edits.forget_rhythm(new, code)
    assert back == plan
    assert evaluate_plan(back, TODAY) == evaluate_plan(plan, TODAY)
