"""The openings of a whole year entered anew: what was entered for one unit alone keeps who said so."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.offers import Opening, offers_of
from csp_planner.domain.openings import opening_in
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.year_openings import YearOpenings

from ..helpers import TODAY, done, refused, term

YEAR = 2027
EARLIER = date(2026, 11, 2)


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """FPG003 opens in S2 of the year, as the learner's advisor was told."""
    return done(edits.enter_opening(empty_plan, "FPG003", YEAR, Opening.SEMESTER_2, "appel du centre", EARLIER))


def whole_year(plan: Plan, source: str, **changes: Opening | None) -> YearOpenings:
    """What the table holds: every unit as the plan has it, but for *changes*."""
    units = [unit for unit in plan.programme.units if unit.is_attended]
    openings = {unit.code: opening_in(plan.programme, unit, YEAR).opening for unit in units}
    return YearOpenings(programme="CRN01", year=YEAR, source=source, date=TODAY, openings={**openings, **changes})


def sources(plan: Plan) -> dict[str, str]:
    return {unit.code: unit.entered[YEAR].source for unit in plan.programme.units if YEAR in unit.entered}


def test_a_unit_entered_before_keeps_its_source_where_its_cell_was_not_changed(plan: Plan) -> None:
    told = whole_year(plan, "mail du secrétariat", AST004=Opening.SEMESTER_2)
    new = done(edits.replace_openings(plan, told, None))
    assert sources(new) == {**dict.fromkeys(told.openings, "mail du secrétariat"), "FPG003": "appel du centre"}
    assert new.programme.by_code["FPG003"] == plan.programme.by_code["FPG003"]
    assert opening_in(new.programme, new.programme.by_code["AST004"], YEAR).opening is Opening.SEMESTER_2


def test_a_unit_whose_cell_was_changed_has_the_source_of_the_table(plan: Plan) -> None:
    told = whole_year(plan, "mail du secrétariat", FPG003=Opening.ANNUAL)
    entered = done(edits.replace_openings(plan, told, None)).programme.by_code["FPG003"]
    assert (entered.openings[YEAR], entered.entered[YEAR].source) == (Opening.ANNUAL.offers(), "mail du secrétariat")


def test_a_source_of_the_whole_year_is_corrected_and_that_of_one_unit_stays(plan: Plan) -> None:
    first = whole_year(plan, "secretariat")
    entered = done(edits.replace_openings(plan, first, None))
    for earlier in (first, None):  # None: the year was entered on another computer
        again = done(edits.replace_openings(entered, whole_year(entered, "secrétariat"), earlier))
        assert set(sources(again).values()) == {"secrétariat", "appel du centre"}
        assert sources(again)["FPG003"] == "appel du centre"


def test_what_is_not_about_the_programme_is_refused_whole(plan: Plan) -> None:
    told = replace(whole_year(plan, "secrétariat"), openings={"XYZ999": None})
    assert refused(edits.replace_openings(plan, told, None)).reason is Reason.UNIT_UNKNOWN


@given(data=st.data())
def test_every_unit_opens_as_the_table_says_and_other_years_as_before(crn01: Programme, data: st.DataObject) -> None:
    plan = Plan(programme=crn01, profile=Profile(), scenarios=(Scenario(name="A", start=term("2026-S1")),))
    units = [unit.code for unit in crn01.units if unit.is_attended]
    choice = st.none() | st.sampled_from(Opening)
    for code, opening in data.draw(st.dictionaries(st.sampled_from(units), choice, max_size=4)).items():
        plan = done(edits.enter_opening(plan, code, YEAR, opening, data.draw(st.sampled_from("ab")), EARLIER))
    told = whole_year(plan, "a", **data.draw(st.dictionaries(st.sampled_from(units), choice, max_size=4)))
    new = done(edits.replace_openings(plan, told, None))
    for code, opening in told.openings.items():
        was, now = plan.programme.by_code[code], new.programme.by_code[code]
        assert now.openings[YEAR] == offers_of(opening)
        assert {year: one for year, one in now.openings.items() if year != YEAR} == {
            year: one for year, one in was.openings.items() if year != YEAR
        }
    assert edits.forget_openings(new, YEAR) == edits.forget_openings(plan, YEAR)
