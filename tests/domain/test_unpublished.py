"""A sheet that leaves things out: what is unknown is neither zero nor wrong."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.checks import Check
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.enrolment import enrolment_dates, first_open_semester, is_closed, usual_start
from csp_planner.domain.evaluation.evaluate import evaluate, evaluate_plan
from csp_planner.domain.evaluation.outlook import Reach, outlook_of
from csp_planner.domain.evaluation.values import DeadlineKind, Requirement
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import open_terms
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod, Override, Profile, Waiver
from csp_planner.domain.programme import AnnouncedTotals, Conditions, EnteredEnrolment, Programme, Unit, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term

from .helpers import done, put, refused, term
from .strategies import UNPUBLISHED, leaving_out, partly_published

IN_MAY = date(2027, 5, 1)


def certificate_of_three() -> Programme:
    """The twin of a certificate without report or experience: three units, and hardly anything else."""
    cells = (("DNT104", 4, Opening.SEMESTER_1), ("DNT105", 6, Opening.SEMESTER_2), ("DNT106", 4, Opening.SEMESTER_2))
    units = tuple(
        Unit(code=code, title=f"Unité {code}", ects=ects, kind=UnitKind.TAUGHT, openings={2025: opening.offers()})
        for code, ects, opening in cells
    )
    return Programme(
        code="CS5200A",
        title="Certificat DPO",
        publisher="Cnam",
        sheet="fiche d’exemple",
        published_years=(2025,),
        announced=AnnouncedTotals(ects=14),
        units=units,
    )


def plan_of(programme: Programme, start: str = "2026-S1") -> Plan:
    return Plan(programme=programme, profile=Profile(), scenarios=(Scenario(name="A", start=term(start)),))


def checks(plan: Plan, today: date) -> set[Check]:
    return {found.code for found in evaluate_plan(plan, today).diagnostics}


def all_placed(today: date) -> Plan:
    plan = plan_of(certificate_of_three())
    for code, where in (("DNT104", "2026-S1"), ("DNT105", "2026-S2"), ("DNT106", "2026-S2")):
        plan = put(plan, code, where, today=today)
    return plan


def test_a_certificate_without_report_or_experience_can_be_reached(today: date) -> None:
    plan = all_placed(today)
    judged = evaluate_plan(plan, today)
    assert judged.conditions == ()
    assert judged.blocking == ()
    assert judged.experience is None
    outlook = outlook_of(plan, judged)
    assert (outlook.reach, outlook.day, outlook.assumed) == (Reach.DIPLOMA, term("2026-S2").ends, None)
    assert checks(plan, today) == {Check.PROJECTED_OPENING, Check.TERM_BEGUN}


def test_a_certificate_is_obtained_once_its_units_are(today: date) -> None:
    plan = all_placed(today)
    for code in ("DNT104", "DNT105", "DNT106"):
        plan = done(edits.record_outcome(plan, code, UnitState.VALIDATED, date(2027, 7, 1)))
    assert outlook_of(plan, evaluate_plan(plan, date(2027, 7, 1))).reach is Reach.OBTAINED


def test_a_certificate_lists_the_one_condition_that_it_has(today: date) -> None:
    plan = all_placed(today)
    named = replace(plan.programme, conditions=Conditions(units=("DNT104", "DNT105", "DNT106")))
    conditions = evaluate(named, plan.scenario, plan.profile, today).conditions
    assert [condition.code for condition in conditions] == [Requirement.UNITS]
    assert (conditions[0].planned, conditions[0].planned_for) == (3, term("2026-S2"))


@pytest.mark.parametrize(
    ("left_out", "listed"),
    [
        ("experience", ["units", "report"]),
        ("months of experience", ["units", "report"]),
        ("report", ["units", "experience"]),
        ("units to validate", ["experience", "report"]),
        ("conditions", []),
    ],
)
def test_only_the_conditions_that_the_programme_has_are_listed(
    empty_plan: Plan, today: date, left_out: str, listed: list[str]
) -> None:
    plan = replace(empty_plan, programme=leaving_out(empty_plan.programme, left_out))
    assert [condition.code.value for condition in evaluate_plan(plan, today).conditions] == listed


def test_without_an_enrolment_window_a_semester_that_has_ended_takes_no_new_plan_without_a_waiver() -> None:
    plan = plan_of(certificate_of_three())
    refusal = refused(edits.place(plan, "DNT104", term("2026-S1"), IN_MAY))
    assert (refusal.reason, refusal.waivable) == (Reason.TERM_OVER, True)
    assert refusal.alternatives[0] == term("2027-S1")
    waived = edits.place(plan, "DNT104", term("2026-S1"), IN_MAY, Waiver(reason="suivie ailleurs", date=IN_MAY))
    assert not [found for found in evaluate_plan(done(waived), IN_MAY).blocking if found.unit == "DNT104"]


def test_without_an_enrolment_window_a_semester_takes_plans_until_it_ends() -> None:
    programme = certificate_of_three()
    s1 = term("2026-S1")
    assert enrolment_dates(programme, s1) is None
    assert not is_closed(programme, s1, s1.ends)
    assert is_closed(programme, s1, date(2027, 3, 1))
    assert not is_closed(programme, term("2026-A"), IN_MAY)
    assert first_open_semester(programme, IN_MAY) == term("2026-S2")
    assert next(open_terms(programme, programme.by_code["DNT104"], range(2026, 2030), IN_MAY)) == term("2027-S1")


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 8, 20), "2026-S1"),
        (date(2026, 10, 2), "2026-S1"),
        (date(2026, 10, 3), "2026-S2"),
        (date(2027, 3, 1), "2026-S2"),
        (date(2027, 4, 2), "2027-S1"),
        (date(2151, 5, 1), "2150-S2"),
    ],
)
def test_a_new_plan_without_known_enrolment_begins_in_no_semester_that_began_a_month_ago(
    day: date, begins: str
) -> None:
    programme = certificate_of_three()
    assert usual_start(programme, day) == term(begins)
    assert not is_closed(programme, term("2026-S1"), date(2026, 11, 26))  # it may be used all the same


def test_where_enrolment_is_known_a_new_plan_begins_in_the_first_semester_open(crn01: Programme) -> None:
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2027, 3, 15), date(2027, 3, 16)):
        assert usual_start(crn01, day) == first_open_semester(crn01, day)


def test_a_plan_that_an_ended_semester_holds_blocks_until_it_is_said_what_became_of_it() -> None:
    plan = put(plan_of(certificate_of_three()), "DNT104", "2026-S1", today=date(2026, 9, 1))
    found = next(each for each in evaluate_plan(plan, IN_MAY).blocking if each.unit == "DNT104")
    assert (found.code, found.term, dict(found.args)) == (
        Check.TERM_OVER,
        term("2026-S1"),
        {"ended_on": date(2027, 2, 28)},
    )


def test_a_last_day_that_was_entered_holds_where_the_sheet_has_no_window() -> None:
    told = EnteredEnrolment(semester_1=date(2026, 10, 9), source="scolarité", date=date(2026, 9, 1))
    programme = replace(certificate_of_three(), entered_enrolment={2026: told})
    dates = enrolment_dates(programme, term("2026-S1"))
    assert dates is not None
    assert (dates.opens, dates.closes, dates.rule) == (None, date(2026, 10, 9), None)
    refusal = refused(edits.place(plan_of(programme), "DNT104", term("2026-S1"), date(2026, 10, 10)))
    assert refusal.reason is Reason.ENROLMENT_CLOSED
    assert enrolment_dates(programme, term("2027-S1")) is None


def test_without_dates_there_are_no_deadlines(today: date) -> None:
    judged = evaluate_plan(all_placed(today), today)
    assert judged.deadlines == ()
    assert {load.within_accreditation for load in judged.terms} == {None}
    assert {load.enrolment for load in judged.terms} == {None}


def test_without_an_accreditation_nothing_is_after_it(empty_plan: Plan, today: date) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    assert Check.PAST_ACCREDITATION in checks(plan, today)
    bare = replace(plan, programme=leaving_out(plan.programme, "accreditation"))
    assert Check.PAST_ACCREDITATION not in checks(bare, today)
    assert DeadlineKind.ACCREDITATION_ENDS not in {each.code for each in evaluate_plan(bare, today).deadlines}
    assert compare(bare, [0], today).columns[0].after_accreditation is None
    assert edits.set_accreditation(bare, date(2030, 7, 1)) == bare


def test_hours_of_which_the_sheet_publishes_none_are_unknown_and_not_zero(today: date) -> None:
    plan = all_placed(today)
    judged = evaluate_plan(plan, today)
    assert (judged.hours.known, judged.hours.target, judged.hours.listed) == (False, None, None)
    assert {load.shown_hours for load in judged.terms} == {None}
    column = compare(plan, [0], today).columns[0]
    assert (column.lightest_hours, column.heaviest_hours, column.without_class) == (None, None, ())


def test_a_limit_of_hours_warns_of_nothing_where_no_hours_are_known(today: date) -> None:
    plan = done(edits.set_limits(all_placed(today), None, 0.5))
    plan = edits.set_profile(plan, replace(plan.profile, weekly_hours=0.5, weeks_per_semester=15))
    assert checks(plan, today) == {Check.PROJECTED_OPENING, Check.TERM_BEGUN}
    assert {load.weekly_hours for load in evaluate_plan(plan, today).terms} == {None}


def test_hours_that_the_user_entered_are_known(today: date) -> None:
    plan = all_placed(today)
    figure = Override(unit="DNT104", ects=None, hours=30, date=today)
    judged = evaluate_plan(replace(plan, profile=replace(plan.profile, figures=(figure,))), today)
    assert (judged.hours.known, judged.hours.planned, judged.hours.listed) == (True, 30, None)
    assert {str(load.term): load.shown_hours for load in judged.terms if load.units} == {"2026-S1": 30, "2026-S2": None}


def test_totals_are_compared_only_where_both_are_published(empty_plan: Plan, today: date) -> None:
    def args(plan: Plan) -> set[str]:
        found = [each for each in evaluate_plan(plan, today).diagnostics if each.code is Check.TOTALS_DIFFER]
        return set(found[0].args) if found else set()

    def bare(left_out: str) -> Plan:
        return replace(empty_plan, programme=leaving_out(empty_plan.programme, left_out))

    assert args(bare("announced")) == set()
    assert args(bare("announced hours")) == {"ects", "listed_ects"} == args(bare("hours"))
    assert args(bare("announced ects")) == {"hours", "listed_hours", "unattributed_hours"}


def test_an_experience_without_published_months_is_not_judged_by_dates(empty_plan: Plan, today: date) -> None:
    plan = replace(empty_plan, programme=leaving_out(empty_plan.programme, "months of experience"))
    long_ago = ExperiencePeriod(start=date(2000, 1, 1), end=None, kind=ExperienceKind.IN_FIELD)
    for periods in ((), (long_ago,)):
        worked = done(edits.set_experience(plan, periods))
        judged = evaluate_plan(worked, today)
        assert judged.experience is None
        assert judged.standings["UAS003"].state is UnitState.TO_CONFIRM
        assert Check.EXPERIENCE_SHORT not in checks(worked, today)


def test_nothing_is_said_of_hours_prices_or_orders_that_no_unit_has(today: date) -> None:
    silent = {Check.HOURS_UNPUBLISHED, Check.TOTALS_DIFFER, Check.EXPERIENCE_SHORT, Check.UNIT_MISSING}
    assert not silent & checks(plan_of(certificate_of_three()), today)


@given(data=st.data())
def test_a_sheet_with_any_part_left_out_can_be_judged_and_compared(crn01: Programme, data: st.DataObject) -> None:
    programme = data.draw(partly_published(crn01))
    plan = plan_of(programme)
    today = data.draw(st.dates(date(2024, 1, 1), date(2029, 12, 31)))
    for unit in programme.units:
        placed = edits.place(plan, unit.code, Term(2027, data.draw(st.sampled_from(Part))), today)
        plan = plan if isinstance(placed, Refusal) else placed
    judged = evaluate_plan(plan, today)
    outlook_of(plan, judged)
    compare(plan, [0], today)
    assert (judged.ects.target is None) == (programme.announced.ects is None)
    assert (judged.experience is None) == (not programme.conditions.experience_months)
    if all(unit.hours is None for unit in programme.units):
        assert all(load.shown_hours is None for load in judged.terms)


def test_every_part_that_may_be_left_out_is_known_by_name(crn01: Programme) -> None:
    assert all(leaving_out(crn01, left_out) != crn01 for left_out in UNPUBLISHED)
