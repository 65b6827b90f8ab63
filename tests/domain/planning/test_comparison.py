"""Scenarios side by side."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.scenarios import duplicate_scenario, new_scenario, retain_scenario
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.planning.comparison import Peak, compare
from csp_planner.domain.states import UnitState

from ...kinds import FREE, plan_of_all_kinds
from ..helpers import TODAY, credited, done, full, marked, put, put_all, taught, term, with_unit


def test_column_says_what_its_scenario_comes_to(empty_plan: Plan) -> None:
    plan = retain_scenario(full(empty_plan), 0)
    (column,) = compare(plan, [0], TODAY).columns
    assert (column.index, column.name, column.retained) == (0, "Scénario 1", True)
    assert (column.end_term, column.complete, column.semesters) == (term("2028-S2"), True, 5)
    assert column.lightest_ects == Peak(term("2026-S2"), 12)
    assert column.heaviest_ects == Peak(term("2027-S1"), 26)
    assert column.lightest_hours == Peak(term("2028-S2"), 28.5)
    assert column.heaviest_hours == Peak(term("2027-S1"), 223.5)
    assert column.ects_by_year == {2026: 12, 2027: 40, 2028: 40}
    assert (column.waivers, column.after_accreditation, column.blocking, column.unplaced) == (2, 4, 0, ())
    assert column.cost == cost(plan, evaluate_plan(plan, TODAY))


def test_scenario_is_complete_once_every_unit_attended_has_a_term_or_is_obtained(empty_plan: Plan) -> None:
    plan = edits.set_experience(full(empty_plan), ())
    assert isinstance(plan, Plan)
    (column,) = compare(plan, [0], TODAY).columns
    assert (column.complete, column.unplaced) == (True, ("UAS003",))
    less = done(edits.unplace(plan, "CCE001"))
    assert not compare(less, [0], TODAY).columns[0].complete
    assert compare(credited(less, "CCE001"), [0], TODAY).columns[0].complete
    assert not compare(marked(less, "CCE001", UnitState.FAILED, "2025-S1"), [0], TODAY).columns[0].complete


def test_the_report_alone_with_its_3_hours_is_not_the_lightest_semester(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1", "TRS002": "2027-S2", "UA211G": "2028-S2"})
    (column,) = compare(plan, [0], TODAY).columns
    assert column.lightest_hours == Peak(term("2027-S2"), 51)
    assert column.without_class == (term("2028-S2"),)
    assert column.semesters == 3
    assert column.lightest_ects == Peak(term("2027-S2"), 6)
    (beside,) = compare(put(plan, "AST005", "2028-S2"), [0], TODAY).columns
    assert (beside.lightest_hours, beside.without_class) == (Peak(term("2027-S2"), 51), ())
    (alone,) = compare(put(empty_plan, "UA211G", "2028-S2"), [0], TODAY).columns
    assert (alone.lightest_hours, alone.without_class) == (None, (term("2028-S2"),))


def test_empty_scenario_has_no_end_and_no_peaks(empty_plan: Plan) -> None:
    (column,) = compare(empty_plan, [0], TODAY).columns
    assert (column.end_term, column.semesters, column.ects_by_year) == (None, 0, {})
    assert column.lightest_ects is column.heaviest_ects is column.lightest_hours is column.heaviest_hours is None
    assert len(column.unplaced) == 15


def test_only_units_that_differ_are_listed_in_the_order_of_the_programme(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "AST002": "2027-A", "PST003": "2026-S2"})
    plan = done(duplicate_scenario(plan, 0, "Autre"))
    plan = done(edits.unplace(put(plan, "AST002", "2028-A"), "PST003"))
    plan = put(plan, "FPG003", "2028-S1")
    found = compare(plan, [0, 1], TODAY).differences
    assert [(one.unit, *map(str, one.terms)) for one in found] == [
        ("FPG003", "None", "2028-S1"),
        ("AST002", "2027-A", "2028-A"),
        ("PST003", "2026-S2", "None"),
    ]
    assert [one.terms for one in compare(plan, [1, 0], TODAY).differences] == [one.terms[::-1] for one in found]


def test_same_scenarios_do_not_differ(empty_plan: Plan) -> None:
    plan = done(duplicate_scenario(full(empty_plan), 0, "Copie"))
    assert compare(plan, [0, 1], TODAY).differences == ()


def test_scenario_that_is_not_there_is_an_error(empty_plan: Plan) -> None:
    plan = done(new_scenario(empty_plan, "Autre"))
    with pytest.raises(IndexError):
        compare(plan, [0, 2], TODAY)


# On one time scale


def test_scenarios_stand_on_one_time_scale_without_a_gap(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1"})
    plan = done(duplicate_scenario(plan, 0, "Autre"))
    plan = put(plan, "FPG003", "2029-S1")
    found = compare(plan, [0, 1], TODAY)
    assert [str(each) for each in found.terms] == ["2027-S1", "2027-S2", "2028-S1", "2028-S2", "2029-S1"]
    assert [[bar.ects for bar in column.bars] for column in found.columns] == [[4, 0, 0, 0, 0], [4, 0, 0, 0, 6]]
    assert all(tuple(bar.term for bar in column.bars) == found.terms for column in found.columns)


def test_a_semester_off_and_the_semester_of_the_diploma_are_on_the_scale(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1"})
    plan = plan.with_scenario(replace(plan.scenario, leaves=(term("2028-S1"),)))
    (column,) = compare(plan, [0], TODAY).columns
    assert [bar.off for bar in column.bars] == [False, False, True]
    complete = compare(full(empty_plan), [0], TODAY)
    assert complete.terms[-1] == complete.columns[0].outlook.term


def test_nothing_planned_still_has_a_time_scale_and_nothing_to_settle(empty_plan: Plan) -> None:
    found = compare(empty_plan, [0], TODAY)
    (column,) = found.columns
    assert len(found.terms) == 6
    assert not any(bar.ects or bar.units for bar in column.bars)
    assert (column.blocking, column.to_settle) == (14, 0)


def test_a_semester_passes_a_limit_only_above_it(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "AST004": "2027-S1", "FPG003": "2028-S1"})
    (column,) = compare(plan, [0], TODAY).columns
    ects = column.bars[0].ects
    exact = plan.with_scenario(replace(plan.scenario, max_ects=ects))
    below = plan.with_scenario(replace(plan.scenario, max_ects=ects - 1))
    assert [bar.over_ects for bar in compare(exact, [0], TODAY).columns[0].bars] == [False, False, False]
    assert [bar.over_ects for bar in compare(below, [0], TODAY).columns[0].bars] == [True, False, False]


def test_hours_a_week_are_known_only_once_a_week_is_spoken_of(empty_plan: Plan) -> None:
    plan = put(empty_plan, "AST004", "2027-S1")
    assert compare(plan, [0], TODAY).columns[0].bars[0].weekly is None
    busy = replace(plan, profile=replace(plan.profile, weekly_hours=3, weeks_per_semester=15))
    (column,) = compare(busy, [0], TODAY).columns
    assert column.bars[0].weekly == pytest.approx(51 / 15)
    assert (column.weekly_limit, column.bars[0].over_hours) == (3, True)


def test_the_report_the_experience_and_the_end_of_the_accreditation_have_their_semester(empty_plan: Plan) -> None:
    found = compare(full(empty_plan), [0], TODAY)
    (column,) = found.columns
    assert [str(bar.term) for bar in column.bars if bar.has_report] == ["2028-S2"]
    assert sum(bar.has_experience for bar in column.bars) <= 1
    assert found.boundary is not None
    ends = found.programme.accreditation.ends
    assert [each.ends <= ends for each in found.terms] == [index < found.boundary for index in range(len(found.terms))]


def test_a_unit_that_two_scenarios_take_in_different_modes_differs(empty_plan: Plan) -> None:
    both = with_unit(empty_plan, "CCE001", openings={2025: taught("evening", "daytime")})
    first = put_all(both, {"CCE001": "2027-S1", "FPG003": "2027-S1"})
    plan = done(duplicate_scenario(first, 0, "Autre"))
    assert compare(plan, [0, 1], TODAY).differences == ()
    by_day = done(edits.set_mode(plan, "CCE001", "daytime", TODAY))
    (found,) = compare(by_day, [0, 1], TODAY).differences
    assert (found.unit, set(found.terms)) == ("CCE001", {term("2027-S1")})
    assert found.modes == ("evening", "daytime")


def test_modes_that_are_the_same_everywhere_are_no_part_of_a_difference(empty_plan: Plan) -> None:
    both = with_unit(empty_plan, "CCE001", openings={2025: taught("evening", "daytime")})
    plan = done(duplicate_scenario(put(both, "CCE001", "2027-S1"), 0, "Autre"))
    (found,) = compare(put(plan, "CCE001", "2028-S1"), [0, 1], TODAY).differences
    assert (found.terms, found.modes) == ((term("2027-S1"), term("2028-S1")), ())


def test_scenarios_that_hold_different_units_in_one_slot_differ_in_it() -> None:
    robotics = Filling(slot=FREE, code="ROB104", title="Robotique")
    plan = put(plan_of_all_kinds(), FREE, "2027-S1")
    filled = replace(plan.scenario, name="B", fillings=(robotics,))
    (found,) = compare(replace(plan, scenarios=(plan.scenario, filled)), [0, 1], TODAY).differences
    assert (found.unit, len(set(found.terms)), found.modes) == (FREE, 1, ())
    assert found.fillings == (None, replace(robotics, ects=4)), "with what it is worth"
    same = replace(plan, scenarios=(filled, replace(filled, name="C")))
    assert compare(same, [0, 1], TODAY).differences == ()
