"""What was obtained, carried over to a plan for another programme."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits.carrying_over import Agreement, carry_over, obtained_in, offered
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Filling, Plan, Scenario
from csp_planner.domain.profile import Credit, CreditBasis, Profile, Tick
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.states import UnitState

from ...kinds import FREE, SEMINAR, plan_of_all_kinds
from ..helpers import TODAY, done, put, term
from ..strategies import days, edited, plans, programmes, sequences

BEFORE, LATER = date(2026, 6, 30), date(2029, 9, 15)
ROBOTICS = Filling(slot=FREE, code="ROB104", title="Robotique", ects=6)


def confirmed(**days: date) -> Plan:
    plan = plan_of_all_kinds()
    for code, day in days.items():
        plan = done(edits.tick(plan, code, day))
    return plan


def without(plan: Plan, *codes: str) -> Plan:
    """*plan* for a programme that does not have the rows *codes*."""
    units = tuple(unit for unit in plan.programme.units if unit.code not in codes)
    return replace(plan, programme=replace(plan.programme, units=units))


def with_kind(plan: Plan, code: str, kind: UnitKind) -> Plan:
    units = tuple(replace(unit, kind=kind) if unit.code == code else unit for unit in plan.programme.units)
    return replace(plan, programme=replace(plan.programme, units=units))


def validated(plan: Plan, code: str) -> Plan:
    plan = put(plan, code, "2026-S1" if code != FREE else "2026-S2")
    return done(edits.record_outcome(plan, code, UnitState.VALIDATED, TODAY))


def test_a_tick_of_a_row_that_is_ticked_in_both_programmes_is_carried_over_as_a_tick() -> None:
    carried = carry_over(plan_of_all_kinds(), confirmed(UATE01=BEFORE, UAEP05=BEFORE), TODAY)
    assert carried.ticks == carried.plan.profile.ticks
    assert carried.ticks == (Tick(unit="UATE01", date=BEFORE), Tick(unit="UAEP05", date=BEFORE))
    assert (carried.rows, carried.outside, carried.plan.profile.credits) == ((), (), ())
    assert evaluate_plan(carried.plan, TODAY).ects.obtained == 15


def test_a_tick_of_a_row_that_is_attended_there_becomes_a_credit() -> None:
    new = with_kind(plan_of_all_kinds(), "UAEP05", UnitKind.TAUGHT)
    carried = carry_over(new, confirmed(UAEP05=BEFORE), TODAY)
    assert carried.ticks == ()
    assert carried.rows == (Credit(unit="UAEP05", basis=CreditBasis.EARLIER, date=BEFORE),)


def test_a_tick_of_a_row_that_is_not_there_is_acquired_outside_the_sheet() -> None:
    carried = carry_over(without(plan_of_all_kinds(), "UAEP05"), confirmed(UAEP05=BEFORE), TODAY)
    (outside,) = carried.outside
    assert (outside.unit, outside.title, outside.ects) == ("UAEP05", "Expérience professionnelle", 15)


def test_what_is_only_expected_for_a_day_is_not_carried_over() -> None:
    carried = carry_over(plan_of_all_kinds(), confirmed(UATE01=LATER), TODAY)
    assert (carried.ticks, carried.rows, carried.outside) == ((), (), ())


def test_a_free_unit_is_carried_over_with_what_filled_it() -> None:
    source = validated(done(edits.fill_slot(plan_of_all_kinds(), ROBOTICS)), FREE)
    same = carry_over(plan_of_all_kinds(), source, TODAY)
    assert [(one.unit, one.ects) for one in same.rows] == [(FREE, 6)]
    assert same.plan.scenario.filling(FREE) == ROBOTICS
    elsewhere = carry_over(without(plan_of_all_kinds(), FREE), source, TODAY)
    assert [(one.unit, one.title, one.ects) for one in elsewhere.outside] == [("ROB104", "Robotique", 6)]


def test_of_two_results_for_one_unit_the_last_is_carried_over_as_it_is_judged() -> None:
    source = validated(plan_of_all_kinds(), SEMINAR)
    (attempt,) = source.profile.attempts
    twice = (replace(attempt, ects=1), replace(attempt, ects=3, term=term("2025-S1")))
    source = replace(source, profile=replace(source.profile, attempts=twice))
    carried = carry_over(plan_of_all_kinds(), source, TODAY)
    assert evaluate_plan(source, TODAY).ects.obtained == evaluate_plan(carried.plan, TODAY).ects.obtained == 3


def test_what_filled_a_row_that_is_gone_or_is_no_slot_is_left_out() -> None:
    source = validated(done(edits.fill_slot(plan_of_all_kinds(), ROBOTICS)), FREE)
    for bare in (without(source, FREE), with_kind(source, FREE, UnitKind.TAUGHT)):
        carried = carry_over(without(plan_of_all_kinds(), FREE), bare, TODAY)
        assert [one.unit for one in carried.outside] == [FREE]


def unit(code: str, title: str, ects: float = 6) -> Unit:
    return Unit(code=code, title=title, ects=ects, hours=None, kind=UnitKind.TAUGHT, openings={})


def of_rows(*rows: Unit, codes: Sequence[Credit] = ()) -> Plan:
    """A plan for a programme of these rows, of a learner who has these credits."""
    programme = Programme(code="DIP01", title="Diplôme", publisher="Ici", sheet="", published_years=(), units=rows)
    scenario = Scenario(name="Un", start=term("2027-S1"))
    return Plan(programme=programme, profile=Profile(credits=tuple(codes)), scenarios=(scenario,))


def earlier(code: str, **given: object) -> Credit:
    return Credit(unit=code, basis=CreditBasis.EARLIER, date=BEFORE, **given)


SOURCE = of_rows(
    unit("SOC1", "Sociologie"),
    unit("PSY1", "Psychologie"),
    unit("DRO1", "Droit"),
    unit("ANG1", "Anglais"),
    unit("ELE1", "Élevage"),
    codes=[earlier(code) for code in ("ELE1", "ANG1", "DRO1", "PSY1", "SOC1")],
)
THERE = of_rows(
    unit("SOC1", " sociologie "),
    unit("PSY1", "Psychologie du travail"),
    unit("DRO9", "DROIT", 4),
    unit("ANG8", "Anglais"),
    unit("ANG9", "Anglais"),
)


def test_what_agrees_best_is_offered_first_and_a_title_that_two_rows_have_is_that_of_none() -> None:
    found = offered(THERE.programme, SOURCE, TODAY)
    assert [(one.unit, one.agreement, one.rows) for one in found] == [
        ("SOC1", Agreement.BOTH, ("SOC1",)),
        ("PSY1", Agreement.CODE, ("PSY1",)),
        ("DRO1", Agreement.TITLE, ("DRO9",)),
        ("ELE1", Agreement.NONE, ()),
        ("ANG1", Agreement.NONE, ()),
    ]
    assert [one.is_row for one in found] == [True, True, False, False, False]
    assert found[2].ects == 6, "it keeps what it was worth"


def test_a_row_that_something_else_stands_for_by_its_code_is_not_taken_for_another_by_its_title() -> None:
    source = of_rows(
        unit("DRO9", "Droit"), unit("OLD1", "Droit"), unit("OLD2", "Sociologie"), unit("OLD3", "Sociologie"),
        codes=[earlier("OLD1"), earlier("DRO9"), earlier("OLD2"), earlier("OLD3")],
    )  # fmt: skip
    found = {one.unit: one.agreement for one in offered(THERE.programme, source, TODAY)}
    assert found == {
        "DRO9": Agreement.BOTH,
        "OLD1": Agreement.NONE,
        "OLD2": Agreement.TITLE,
        "OLD3": Agreement.NONE,
    }


def test_what_is_linked_to_a_row_by_its_code_is_offered_for_that_row() -> None:
    linked = earlier("ELSE", title="D’ailleurs", ects=5, counts_for=("SOC1",))
    (found,) = offered(THERE.programme, of_rows(unit("SOC1", "Sociologie"), codes=[linked]), TODAY)
    assert (found.agreement, found.rows, found.is_row) == (Agreement.BOTH, ("SOC1",), False)


def test_a_free_unit_is_offered_as_what_filled_it() -> None:
    source = validated(done(edits.fill_slot(plan_of_all_kinds(), ROBOTICS)), FREE)
    (found,) = offered(THERE.programme, source, TODAY)
    assert (found.unit, found.code, found.title, found.agreement) == (FREE, "ROB104", "Robotique", Agreement.NONE)
    named = of_rows(unit("ROB104", "Robotique"))
    (found,) = offered(named.programme, source, TODAY)
    assert (found.agreement, found.rows) == (Agreement.BOTH, ("ROB104",))
    carried = carry_over(named, source, TODAY, {FREE: ("ROB104",)})
    assert [one.unit for one in carried.rows] == ["ROB104"]


def test_only_what_is_confirmed_is_carried_over_and_for_the_rows_it_is_confirmed_for() -> None:
    carried = carry_over(THERE, SOURCE, TODAY, {"SOC1": ("SOC1",), "DRO1": ("DRO9",), "ELE1": ()})
    assert [one.unit for one in carried.rows] == ["SOC1"]
    assert [(one.unit, one.title, one.ects, one.counts_for) for one in carried.outside] == [
        ("ELE1", "Élevage", 6, ()),
        ("DRO1", "Droit", 6, ("DRO9",)),
    ]
    evaluation = evaluate_plan(carried.plan, TODAY)
    assert evaluation.standings["DRO9"].state is UnitState.OBTAINED_OTHERWISE
    assert evaluation.standings["PSY1"].state is UnitState.TO_PLACE


@given(data=st.data(), today=days)
def test_all_that_is_obtained_is_offered_once_and_what_is_confirmed_of_it_is_carried_over(
    crn01: Programme, data: st.DataObject, today: date
) -> None:
    source = edited(data.draw(plans(crn01)), data.draw(sequences), today)
    programme = data.draw(programmes(crn01))
    found = offered(programme, source, today)
    assert sorted(one.unit for one in found) == sorted(credit.unit for credit in obtained_in(source, today))
    assert all(code in programme.by_code for one in found for code in one.rows)
    confirmed = {one.unit: one.rows for one in found if data.draw(st.booleans())}
    new = Plan(programme=programme, profile=Profile(), scenarios=(Scenario(name="Un", start=term("2027-S1")),))
    carried = carry_over(new, source, today, confirmed)
    taken = [one.unit for one in (*carried.rows, *carried.outside, *carried.ticks)]
    assert len(taken) == len(set(taken)) == len(confirmed)
    assert set(taken) == {one.code for one in found if one.unit in confirmed}


def test_only_what_is_a_row_by_code_and_title_is_sure() -> None:
    """What is like no row counts for nothing there: a person says whether it is carried over all the same."""
    sure = {one.unit: one.is_sure for one in offered(THERE.programme, SOURCE, TODAY)}
    assert sure == {"SOC1": True, "PSY1": False, "DRO1": False, "ELE1": False, "ANG1": False}
