"""What was obtained, carried over to a plan for another programme."""

from dataclasses import replace
from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.edits.carrying_over import carry_over
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Credit, CreditBasis, Filling, Plan, Tick, UnitState
from csp_planner.domain.programme import UnitKind

from ...kinds import FREE, SEMINAR, plan_of_all_kinds
from ..helpers import TODAY, done, put, term

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
