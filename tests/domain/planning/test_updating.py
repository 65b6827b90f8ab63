"""Openings of a coming year: entered in a plan, taken over from the library, taken back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.enrolment import enrolment_dates, is_closed
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, is_published, opening_in
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.updating import news, updated
from csp_planner.domain.profile import Credit, CreditBasis, Profile
from csp_planner.domain.programme import EnteredEnrolment
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.domain.year_openings import YearOpenings, entered_in
from csp_planner.storage.library import builtin_programme

TODAY = date(2026, 11, 23)
CRN01 = builtin_programme("CRN01")
ATTENDED = [unit.code for unit in CRN01.units if unit.is_attended]
openings = st.none() | st.sampled_from(Opening)
cells = st.dictionaries(st.sampled_from(ATTENDED), openings, min_size=1)
years = st.integers(2023, 2030)


def told(year: int = 2027, day: date = TODAY, enrolment: EnteredEnrolment | None = None, **units) -> YearOpenings:
    return YearOpenings(
        programme="CRN01", year=year, source="secrétariat", date=day, openings=units, enrolment=enrolment
    )


@pytest.fixture
def plan() -> Plan:
    scenario = Scenario(name="A", start=Term.parse("2027-S1"))
    plan = Plan(programme=CRN01, profile=Profile(), scenarios=(scenario,))
    return edits.place(plan, "FPG003", Term.parse("2027-S1"), TODAY)


def test_fpg003_passes_to_semester_2_and_does_not_fit_any_more(plan):
    found = updated(plan, [told(FPG003=Opening.SEMESTER_2)], TODAY)
    assert [(change.unit, change.before.opening, change.after.opening) for change in found.changed] == [
        ("FPG003", Opening.SEMESTER_1, Opening.SEMESTER_2)
    ]
    assert [(misfit.unit, str(misfit.term)) for misfit in found.no_longer_fits] == [("FPG003", "2027-S1")]
    assert found.plan.scenario == plan.scenario, "nothing is moved by itself"


def test_what_is_entered_is_known_and_marked_and_later_years_rest_on_it(plan):
    new = edits.enter_opening(plan, "FPG003", 2027, Opening.SEMESTER_2, "le centre", TODAY)
    unit = new.programme.by_code["FPG003"]
    fact = opening_in(new.programme, unit, 2027)
    assert (fact.opening, fact.basis, fact.entered.source) == (Opening.SEMESTER_2, Basis.ENTERED, "le centre")
    later = opening_in(new.programme, unit, 2028)
    assert (later.opening, later.basis, later.from_year) == (Opening.SEMESTER_2, Basis.PROJECTED, 2027)
    assert opening_in(new.programme, unit, 2026).opening is Opening.SEMESTER_1


def test_ast004_is_still_projected_in_a_year_that_only_names_fpg003(plan):
    new = updated(plan, [told(2026, FPG003=Opening.SEMESTER_2)], TODAY).plan
    fact = opening_in(new.programme, new.programme.by_code["AST004"], 2026)
    assert (fact.opening, fact.basis) == (Opening.SEMESTER_1, Basis.PROJECTED)
    assert not is_published(new.programme, 2026)


def test_a_year_that_names_every_unit_is_known(plan):
    projected = {code: opening_in(CRN01, CRN01.by_code[code], 2026).opening for code in ATTENDED}
    new = updated(plan, [told(2026, **projected)], TODAY)
    assert is_published(new.plan.programme, 2026)
    assert new.years == (2026,)
    assert new.changed == ()


@given(year=years, units=cells)
def test_one_year_changes_no_published_cell_of_another_and_taking_it_back_restores_every_judgement(year, units):
    scenario = Scenario(name="A", start=Term.parse("2027-S1"))
    plan = edits.place(
        Plan(programme=CRN01, profile=Profile(), scenarios=(scenario,)), "FPG003", Term.parse("2027-S1"), TODAY
    )
    new = edits.enter_openings(plan, told(year, **units))
    for unit in new.programme.units:
        before = CRN01.by_code[unit.code].openings
        assert {known: cell for known, cell in unit.openings.items() if known != year} == {
            known: cell for known, cell in before.items() if known != year
        }
        if unit.code in units:
            assert opening_in(new.programme, unit, year).opening == units[unit.code]
            if not any(known > year for known in unit.openings):
                assert opening_in(new.programme, unit, year + 1).from_year in (year, year - 1)
    back = edits.forget_openings(new, year)
    assert back == plan
    assert evaluate_plan(back, TODAY) == evaluate_plan(plan, TODAY)


@given(first=cells, second=cells, year=years)
def test_a_year_can_be_corrected_and_forgets_what_it_said_before(first, second, year):
    plan = Plan(programme=CRN01, profile=Profile(), scenarios=(Scenario(name="A", start=Term.parse("2027-S1")),))
    twice = edits.enter_openings(edits.enter_openings(plan, told(year, **first)), told(year, **{**first, **second}))
    once = edits.enter_openings(plan, told(year, **{**first, **second}))
    assert twice == once
    assert edits.forget_openings(twice, year) == plan


@given(units=cells, year=years)
def test_an_update_loses_no_placement_attempt_or_credit(units, year):
    profile = Profile(credits=(Credit(unit="CCE001", basis=CreditBasis.VES, date=TODAY),))
    scenarios = tuple(Scenario(name=name, start=Term.parse("2027-S1")) for name in "AB")
    plan = Plan(programme=CRN01, profile=profile, scenarios=scenarios)
    plan = edits.place(plan, "FPG003", Term.parse("2027-S1"), TODAY)
    plan = edits.record_outcome(
        edits.place(plan, "PST003", Term.parse("2027-S2"), TODAY), "PST003", UnitState.ENROLLED, TODAY
    )
    found = updated(plan, [told(year, **units)], TODAY)
    assert (found.plan.scenarios, found.plan.profile) == (plan.scenarios, plan.profile)
    assert updated(found.plan, [told(year, **units)], TODAY).years == ()


def test_what_was_declined_is_no_news_until_something_newer_is_told(plan):
    library = [told(FPG003=Opening.SEMESTER_2)]
    assert news(plan, library) == tuple(library)
    declined = edits.decline_openings(plan, library[0])
    assert news(declined, library) == ()
    newer = [replace(library[0], date=date(2026, 12, 1))]
    assert news(declined, newer) == tuple(newer)


def test_what_the_plan_was_told_later_is_not_replaced(plan):
    own = edits.enter_opening(plan, "FPG003", 2027, Opening.ANNUAL, "appel de ce jour", date(2026, 12, 1))
    assert news(own, [told(FPG003=Opening.SEMESTER_2)]) == ()


@pytest.mark.parametrize(
    ("units", "reason"),
    [({"XYZ": None}, Reason.UNIT_UNKNOWN), ({"UAS003": Opening.SEMESTER_1}, Reason.NOT_ATTENDED)],
)
def test_a_unit_that_cannot_be_meant_refuses_all_of_it(plan, units, reason):
    refused = edits.enter_openings(plan, told(FPG003=Opening.SEMESTER_2, **units))
    assert isinstance(refused, Refusal)
    assert refused.reason is reason


def test_openings_of_another_programme_are_refused(plan):
    refused = edits.enter_openings(plan, replace(told(FPG003=None), programme="XXX"))
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.OTHER_PROGRAMME


def test_a_cell_of_the_sheet_that_is_entered_as_it_is_stays_the_sheets(plan):
    new = edits.enter_opening(plan, "FPG003", 2025, Opening.SEMESTER_1, "le centre", TODAY)
    assert new == plan
    corrected = edits.enter_opening(plan, "FPG003", 2025, Opening.SEMESTER_2, "le centre", TODAY)
    assert entered_in(corrected.programme, 2025) == {"FPG003": Opening.SEMESTER_2}
    assert edits.enter_opening(corrected, "FPG003", 2025, Opening.SEMESTER_1, "le centre", TODAY) == plan


def test_an_exact_last_day_holds_for_its_year_alone_and_the_convention_elsewhere(plan):
    exact = EnteredEnrolment(semester_1=date(2026, 11, 30), source="secrétariat", date=TODAY)
    new = updated(plan, [told(2026, enrolment=exact)], TODAY).plan
    s1 = Term.parse("2026-S1")
    assert is_closed(plan.programme, s1, TODAY)
    assert not is_closed(new.programme, s1, TODAY)
    assert enrolment_dates(new.programme, s1).closes == date(2026, 11, 30)
    assert enrolment_dates(new.programme, s1).entered == exact
    for term in ("2026-S2", "2027-S1", "2027-A", "2027-S2"):
        assert enrolment_dates(new.programme, Term.parse(term)) == enrolment_dates(plan.programme, Term.parse(term))
    assert edits.forget_openings(new, 2026) == plan
