"""What was obtained keeps its value, is linked to rows, or is expected: the examples of the rules, and properties."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.amounts import add_up
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.outlook import EndCause, Reach, outlook_of
from csp_planner.domain.evaluation.values import DeadlineKind, Fix, FixKind
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, CreditState, Profile
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, Unit, UnitKind
from csp_planner.domain.states import LIVE_STATES, UnitState
from csp_planner.messages.outlook import headline, why_sentence
from csp_planner.messages.sentences import condition_sentence, diagnostic_sentence

from ..helpers import TODAY, done, found, offered, only, put, refused, term
from ..strategies import days, edited, plans, sequences

JUNE = date(2027, 6, 1)


def row(code: str, ects: float, kind: UnitKind = UnitKind.TAUGHT, hours: float | None = 40) -> Unit:
    opens = offered(dict.fromkeys((2023, 2024, 2025), Opening.EITHER))
    return Unit(code=code, title=f"Unité {code}", ects=ects, hours=hours, kind=kind, openings=opens)


@pytest.fixture
def small(crn01: Programme) -> Plan:
    """A diploma of four taught units and a report that asks for no experience."""
    units = (
        *(row(code, ects) for code, ects in (("NEW1", 4), ("NEW2", 4), ("ROW", 6), ("VES801", 6))),
        row("EXP", 0, UnitKind.EXPERIENCE, None),
        row("RAP", 2, UnitKind.REPORT, None),
    )
    conditions = Conditions(
        units=("NEW1", "NEW2", "ROW", "VES801"),
        experience_unit="EXP",
        experience_months=0,
        placement_months=0,
        report_unit="RAP",
    )
    programme = replace(
        crn01,
        units=units,
        conditions=conditions,
        announced=AnnouncedTotals(ects=22, hours=160),
        recommended_order=(),
        published_years=(2023, 2024, 2025),
    )
    return Plan(programme=programme, profile=Profile(), scenarios=(Scenario(name="A", start=term("2026-S1")),))


def with_attempt(
    plan: Plan, code: str, state: UnitState, ects: float | None = None, hours: float | None = None
) -> Plan:
    attempt = Attempt(unit=code, term=term("2023-S1"), state=state, date=date(2024, 2, 15), ects=ects, hours=hours)
    return replace(plan, profile=replace(plan.profile, attempts=(*plan.profile.attempts, attempt)))


def credit(code: str, *rows: str, **more: object) -> Credit:
    return replace(Credit(unit=code, basis=CreditBasis.VES, date=date(2024, 1, 10), counts_for=rows), **more)


def having(plan: Plan, *several: Credit) -> Plan:
    for one in several:
        plan = done(edits.add_credit(plan, one))
    return plan


def state(plan: Plan, code: str, today: date = TODAY) -> UnitState:
    return evaluate_plan(plan, today).standings[code].state


# Own value


def test_validated_at_4_row_6_met_4_obtained_il_manque_2_ects_warned(small: Plan) -> None:
    plan = with_attempt(small, "ROW", UnitState.VALIDATED, ects=4)
    judged = evaluate_plan(plan, TODAY)
    assert "ROW" not in judged.to_place
    assert (judged.ects.obtained, judged.ects.balance, judged.ects.listed) == (4, -2, 22)
    short = only(plan, "value-short")
    assert (short.unit, short.args["missing_ects"]) == ("ROW", 2)
    assert "il manque 2\u00a0ECTS" in diagnostic_sentence(short)


def test_failed_at_4_planned_again_6(small: Plan) -> None:
    plan = put(with_attempt(small, "ROW", UnitState.FAILED, ects=4), "ROW", "2027-S1")
    assert evaluate_plan(plan, TODAY).ects.planned == 6
    assert not found(plan, "value-short")


def test_an_entered_figure_comes_after_the_own_value_of_what_was_obtained(small: Plan) -> None:
    figured = done(edits.set_override(small, "ROW", 5, None, TODAY))
    assert evaluate_plan(with_attempt(figured, "ROW", UnitState.VALIDATED), TODAY).ects.obtained == 5
    own = evaluate_plan(with_attempt(figured, "ROW", UnitState.VALIDATED, ects=4), TODAY).ects
    assert (own.obtained, own.entered, own.balance) == (4, -1, -1)
    assert evaluate_plan(with_attempt(figured, "ROW", UnitState.ENROLLED, ects=4), TODAY).ects.in_progress == 5


def test_a_result_keeps_the_figures_that_held_when_it_was_recorded(small: Plan) -> None:
    figured = put(done(edits.set_override(small, "ROW", 4, None, TODAY)), "ROW", "2027-S1")
    validated = done(edits.record_outcome(figured, "ROW", UnitState.VALIDATED, TODAY))
    later = done(edits.set_override(validated, "ROW", None, None, TODAY))
    assert evaluate_plan(later, TODAY).ects.obtained == 4
    again = done(edits.record_outcome(later, "ROW", UnitState.IN_PROGRESS, TODAY))
    assert evaluate_plan(again, TODAY).ects.in_progress == 6


def test_a_result_at_the_value_of_the_sheet_stores_no_own_value(small: Plan) -> None:
    plan = done(edits.record_outcome(put(small, "ROW", "2027-S1"), "ROW", UnitState.VALIDATED, TODAY))
    (attempt,) = plan.profile.attempts
    assert (attempt.ects, attempt.hours) == (None, None)


def test_what_is_only_expected_at_less_than_its_row_is_not_said_to_be_obtained(small: Plan) -> None:
    plan = having(small, credit("ROW", date=JUNE, state=CreditState.ASKED, ects=4.0))
    said = diagnostic_sentence(only(plan, "value-short")).replace("\u00a0", " ")
    assert said == "ROW est attendue à 4 ECTS, sa ligne en vaut 6 ECTS : il manquerait 2 ECTS."


# Credit linked


def test_old_6_for_new1_4_and_new2_4_both_met_6_obtained_balance_minus_2(small: Plan) -> None:
    plan = having(small, credit("OLD", "NEW1", "NEW2", ects=6.0))
    judged = evaluate_plan(plan, TODAY)
    assert {judged.standings[code].state for code in ("NEW1", "NEW2")} == {UnitState.OBTAINED_OTHERWISE}
    assert (judged.ects.obtained, judged.ects.balance) == (6, -2)
    assert only(plan, "value-short").args["missing_ects"] == 2
    assert not found(plan, "credit-unlinked")


def test_unknown_worth_is_the_sum_of_the_rows(small: Plan) -> None:
    judged = evaluate_plan(having(small, credit("OLD", "NEW1", "NEW2")), TODAY)
    assert (judged.ects.obtained, judged.hours.obtained, judged.ects.balance) == (8, 80, 0)


def test_more_than_the_row_is_said_with_its_sign_and_warns_of_nothing(small: Plan) -> None:
    plan = having(small, credit("OLD", "NEW1", ects=6.0, hours=30.0))
    judged = evaluate_plan(plan, TODAY)
    assert (judged.ects.obtained, judged.ects.balance, judged.hours.balance) == (6, 2, -10)
    assert not found(plan, "value-short")


def test_two_credits_for_one_row_count_each_once(small: Plan) -> None:
    plan = having(small, credit("OLD1", "ROW", ects=3.0), credit("OLD2", "ROW", ects=3.0))
    judged = evaluate_plan(plan, TODAY)
    assert (judged.ects.obtained, judged.ects.balance) == (6, 0)


def test_case_02_a_credit_that_names_no_row_is_kept_said_and_can_be_linked(small: Plan) -> None:
    plan = having(small, credit("OLD101", title="Ancienne UE", ects=6.0))
    judged = evaluate_plan(plan, TODAY)
    assert [(one.unit, one.title, one.rows, one.ects) for one in judged.outside] == [("OLD101", "Ancienne UE", (), 6)]
    assert judged.ects.obtained == 0
    assert only(plan, "credit-unlinked").fixes == (Fix(FixKind.LINK, "OLD101"),)
    linked = done(edits.change_credit(plan, replace(plan.profile.credits[0], counts_for=("ROW",), decided_by="jury")))
    judged = evaluate_plan(linked, TODAY)
    assert (judged.ects.obtained, judged.outside[0].rows) == (6, ("ROW",))
    assert linked.profile.credits[0].decided_by == "jury"
    assert not found(linked, "credit-unlinked")
    assert done(edits.change_credit(linked, plan.profile.credits[0])) == plan


def test_case_02b_a_validated_attempt_on_no_row_counts_once_when_it_is_linked(small: Plan) -> None:
    plan = with_attempt(small, "OLD101", UnitState.VALIDATED, ects=6)
    assert [(one.unit, one.state) for one in evaluate_plan(plan, TODAY).outside] == [("OLD101", UnitState.VALIDATED)]
    assert only(plan, "credit-unlinked").unit == "OLD101"
    assert not found(plan, "unit-unknown")
    linked = having(plan, credit("OLD101", "NEW1", "NEW2", basis=CreditBasis.EQUIVALENCE))
    judged = evaluate_plan(linked, TODAY)
    assert judged.ects.obtained == 6
    assert [(one.unit, one.rows, one.ects) for one in judged.outside] == [("OLD101", ("NEW1", "NEW2"), 6)]
    assert done(edits.remove_credit(linked, "OLD101")) == plan


def test_linking_takes_the_rows_off_every_board_and_leaves_what_is_under_way(small: Plan) -> None:
    plan = put(having(small, credit("OLD101")), "ROW", "2027-S1")
    old = plan.profile.credits[0]
    assert done(edits.change_credit(plan, replace(old, counts_for=("ROW",)))).scenario.placements == ()
    enrolled = done(edits.record_outcome(plan, "ROW", UnitState.ENROLLED, TODAY))
    assert refused(edits.change_credit(enrolled, replace(old, counts_for=("ROW",)))).unit == "ROW"
    assert refused(edits.change_credit(plan, replace(old, counts_for=("NOWHERE",)))).unit == "NOWHERE"


# Expected credit


@pytest.fixture
def asked(small: Plan) -> Plan:
    """A VES expected for June 2027, all else obtained or planned in semester 1 of 2026."""
    plan = having(small, *(credit(code) for code in ("NEW1", "NEW2", "ROW")))
    plan = put(plan, "RAP", "2026-S1", today=date(2026, 9, 1))
    return having(plan, credit("VES801", date=JUNE, state=CreditState.ASKED))


def test_ves_for_06_2027_plan_of_s1_2026_titre_en_juin_2027_si_la_ves_est_accordee(asked: Plan) -> None:
    today = date(2026, 9, 1)
    judged = evaluate_plan(asked, today)
    answer = outlook_of(asked, judged)
    assert headline(answer) == "Titre en juin 2027, si la VES est accordée"
    assert (answer.reach, answer.day, judged.end_term) == (Reach.DIPLOMA, JUNE, term("2026-S2"))
    assert answer.reason is not None
    assert (answer.reason.cause, answer.reason.units) == (EndCause.CREDIT, ("VES801",))
    assert "01/06/2027" in why_sentence(answer)
    assert (judged.ects.expected, judged.ects.obtained, judged.ects.unplaced) == (6, 14, 0)
    units = judged.conditions[0]
    assert (units.met, units.planned_for, units.missing) == (False, JUNE, ())
    assert "01/06/2027" in condition_sentence(units, judged)
    assert only(asked, "credit-expected", today=today).args["date"] == JUNE


def test_an_expected_credit_dispenses_from_placing(asked: Plan) -> None:
    assert state(asked, "VES801") is UnitState.EXPECTED
    assert refused(edits.place(asked, "VES801", term("2027-S1"), TODAY)).state is UnitState.EXPECTED
    assert not found(asked, "not-placed", "VES801")


@pytest.mark.parametrize("answer", [CreditState.REFUSED, CreditState.ASKED])
def test_refused_or_past_its_day_without_an_answer_the_row_is_to_place_again(asked: Plan, answer: CreditState) -> None:
    later = JUNE + timedelta(days=1)
    plan = done(edits.change_credit(asked, replace(asked.profile.credits[-1], state=answer)))
    assert plan is asked or answer is CreditState.REFUSED
    assert state(plan, "VES801", later) is UnitState.TO_PLACE
    assert outlook_of(plan, evaluate_plan(plan, later)).reach is Reach.UNTIL
    assert [one.unit for one in found(plan, "not-placed", "VES801", later)] == ["VES801"]
    asks = found(plan, "credit-expected", "VES801", later)
    assert bool(asks) is (answer is CreditState.ASKED)
    assert all("accord" in diagnostic_sentence(one) for one in asks)
    assert isinstance(edits.place(plan, "VES801", term("2027-S1"), later), Plan)


def test_granted_on_its_day_it_is_obtained(asked: Plan) -> None:
    plan = done(edits.change_credit(asked, replace(asked.profile.credits[-1], state=CreditState.GRANTED)))
    assert state(plan, "VES801", JUNE - timedelta(days=1)) is UnitState.EXPECTED
    assert state(plan, "VES801", JUNE) is UnitState.OBTAINED_OTHERWISE


def test_what_is_validated_waits_for_no_answer(asked: Plan) -> None:
    plan = with_attempt(asked, "VES801", UnitState.VALIDATED)
    assert state(plan, "VES801") is UnitState.VALIDATED
    assert not found(plan, "credit-expected")


def test_the_experience_may_be_asked_for_by_vae(empty_plan: Plan) -> None:
    plan = having(empty_plan, credit("UAS003", basis=CreditBasis.VAE, date=JUNE, state=CreditState.ASKED))
    judged = evaluate_plan(plan, TODAY)
    assert (judged.conditions[1].met, judged.conditions[1].planned_for) == (False, JUNE)
    assert not found(plan, "experience-short")


# Facts that the sheet does not publish


@pytest.fixture
def bare(small: Plan) -> Plan:
    """A diploma of a sheet that publishes neither hours nor totals, and asks for neither report nor experience."""
    programme = small.programme
    units = tuple(replace(unit, hours=None) for unit in programme.units if unit.code not in ("EXP", "RAP"))
    return replace(
        small, programme=replace(programme, units=units, conditions=Conditions(), announced=AnnouncedTotals())
    )


def test_without_hours_a_value_in_ects_leaves_the_hours_unknown(bare: Plan) -> None:
    plan = having(with_attempt(bare, "ROW", UnitState.VALIDATED, ects=4), credit("OLD", "NEW1", "NEW2", ects=6.0))
    judged = evaluate_plan(plan, TODAY)
    assert {judged.standings[code].hours for code in ("ROW", "NEW1", "NEW2")} == {None}
    assert not judged.hours.known
    assert (judged.ects.obtained, judged.ects.balance) == (10, -4)
    assert all("h" not in diagnostic_sentence(one).split() for one in found(plan, "value-short"))


def test_hours_that_were_obtained_are_known_where_the_sheet_has_none_and_lack_nothing(bare: Plan) -> None:
    judged = evaluate_plan(with_attempt(bare, "ROW", UnitState.VALIDATED, hours=30), TODAY)
    assert (judged.hours.known, judged.hours.listed, judged.hours.obtained) == (True, None, 30)
    assert (judged.hours.entered, judged.hours.balance) == (30, 0)
    asked = having(bare, credit("OLD", "NEW1", hours=12.0, date=JUNE, state=CreditState.ASKED))
    assert evaluate_plan(asked, TODAY).hours.expected == 12


def test_a_row_of_unknown_hours_takes_what_the_others_leave(small: Plan) -> None:
    units = tuple(replace(one, hours=None) if one.code == "NEW1" else one for one in small.programme.units)
    plan = replace(small, programme=replace(small.programme, units=units))
    more = evaluate_plan(having(plan, credit("OLD", "NEW1", "NEW2", hours=55.0)), TODAY)
    assert (more.standings["NEW1"].hours, more.standings["NEW2"].hours, more.hours.balance) == (15, 40, 0)
    less = evaluate_plan(having(plan, credit("OLD", "NEW1", "NEW2", hours=30.0)), TODAY)
    assert (less.standings["NEW1"].hours, less.standings["NEW2"].hours, less.hours.balance) == (None, 30, -10)


def test_the_end_of_a_certificate_without_conditions_waits_for_what_is_asked_for(bare: Plan) -> None:
    plan = having(bare, *(credit(code) for code in ("NEW1", "NEW2", "ROW")))
    plan = having(plan, credit("VES801", date=JUNE, state=CreditState.ASKED))
    judged = evaluate_plan(plan, TODAY)
    assert headline(outlook_of(plan, judged)) == "Titre en juin 2027, si la VES est accordée"
    assert (judged.conditions, judged.end_term) == ((), term("2026-S2"))
    assert outlook_of(plan, evaluate_plan(plan, JUNE + timedelta(days=1))).reach is Reach.NOTHING


# Properties

values = st.none() | st.sampled_from((0.0, 2.5, 4.0, 12.0))


@st.composite
def histories(draw: st.DrawFn, plan: Plan) -> Plan:
    """*plan* with random credits and attempts, as a file may hold them: with own values, links, and contradictions."""
    codes = st.sampled_from((*(unit.code for unit in plan.programme.units), "OLD1", "OLD2"))
    credited = st.builds(
        Credit,
        unit=codes,
        basis=st.sampled_from(CreditBasis),
        date=days,
        state=st.sampled_from(CreditState),
        ects=values,
        hours=values,
        counts_for=st.lists(codes, max_size=3, unique=True).map(tuple),
    )
    attempts = st.builds(
        Attempt,
        unit=codes,
        term=st.just(term("2025-S1")),
        state=st.sampled_from(sorted(LIVE_STATES | {UnitState.FAILED})),
        date=days,
        ects=values,
        hours=values,
    )
    profile = replace(
        plan.profile,
        credits=tuple(draw(st.lists(credited, max_size=5))),
        attempts=tuple(draw(st.lists(attempts, max_size=4))),
    )
    return replace(plan, profile=profile)


@given(data=st.data())
def test_obtained_expected_under_way_planned_and_missing_are_what_is_listed(
    crn01: Programme, data: st.DataObject
) -> None:
    today = data.draw(days)
    plan = data.draw(histories(edited(data.draw(plans(crn01)), data.draw(sequences), today)))
    judged = evaluate_plan(plan, today)
    for totals in (judged.ects, judged.hours):
        missing = add_up((totals.unplaced, -totals.balance))
        parts = (totals.obtained, totals.expected, totals.in_progress, totals.planned, missing)
        assert add_up(parts) == add_up((totals.listed or 0, totals.entered))


@given(data=st.data())
def test_each_credit_counts_once_and_nothing_a_learner_has_is_lost(crn01: Programme, data: st.DataObject) -> None:
    today = data.draw(days)
    plan = data.draw(histories(data.draw(plans(crn01))))
    judged = evaluate_plan(plan, today)
    shown = {*judged.standings, *(one.unit for one in judged.outside)}
    assert {one.unit for one in plan.profile.credits} <= shown
    assert {one.unit for one in plan.profile.attempts if one.state in LIVE_STATES} <= shown
    for one in judged.standings.values():
        assert (one.credit is not None) is (one.state in (UnitState.OBTAINED_OTHERWISE, UnitState.EXPECTED))
        assert one.credit is None or one.term is None


def version_1(plan: Plan) -> Plan:
    """*plan* without what version 1 could not say."""
    credited = tuple(Credit(unit=one.unit, basis=one.basis, date=one.date) for one in plan.profile.credits)
    attempts = tuple(replace(one, ects=None, hours=None) for one in plan.profile.attempts)
    units = tuple(
        replace(unit, kind=UnitKind.TAUGHT) if unit.kind in (UnitKind.MILESTONE, UnitKind.SLOT) else unit
        for unit in plan.programme.units
    )
    return replace(
        plan,
        programme=replace(plan.programme, units=units),
        profile=replace(plan.profile, credits=credited, attempts=attempts, ticks=()),
        scenarios=tuple(replace(scenario, fillings=()) for scenario in plan.scenarios),
    )


@given(data=st.data())
def test_a_plan_of_version_1_is_judged_as_before_but_for_credits_to_come(crn01: Programme, data: st.DataObject) -> None:
    today = data.draw(days)
    plan = version_1(data.draw(histories(edited(data.draw(plans(crn01)), data.draw(sequences), today))))
    judged = evaluate_plan(plan, today)
    credited = {one.unit for one in plan.profile.credits if one.date <= today}
    ahead = {one.unit for one in plan.profile.credits} - credited
    live = {one.unit: one.state for one in plan.profile.attempts if one.state in LIVE_STATES}
    obtained: list[float] = []
    for unit in plan.programme.units:
        here = judged.standings[unit.code]
        if unit.code in credited:
            assert here.state is UnitState.OBTAINED_OTHERWISE
        elif unit.is_attended and unit.code in live:
            assert here.state is live[unit.code]
        elif unit.code in ahead and unit.code not in live:
            assert here.state in (UnitState.EXPECTED, UnitState.VALIDATED)
        else:
            assert here.state not in (UnitState.EXPECTED, UnitState.OBTAINED_OTHERWISE)
        if here.state in (UnitState.OBTAINED_OTHERWISE, UnitState.VALIDATED):
            figure = plan.profile.override(unit.code)
            obtained.append(unit.ects if figure is None or figure.ects is None else figure.ects)
    assert (judged.ects.obtained, judged.ects.balance, judged.hours.balance) == (add_up(obtained), 0, 0)


def test_a_result_may_be_given_its_own_value_in_hundredths(small: Plan) -> None:
    plan = with_attempt(small, "ROW", UnitState.VALIDATED)
    valued = done(edits.value_attempt(plan, 0, 3.75, 37.33))
    assert (evaluate_plan(valued, TODAY).ects.obtained, evaluate_plan(valued, TODAY).hours.obtained) == (3.75, 37.33)
    assert edits.value_attempt(valued, 0, 3.75, 37.33) is valued
    assert refused(edits.value_attempt(plan, 0, 3.755, None)).reason is edits.Reason.TOO_FINE
    assert refused(edits.value_attempt(plan, 0, -1, None)).reason is edits.Reason.BAD_VALUE
    assert refused(edits.value_attempt(plan, 1, 1, None)).reason is edits.Reason.BAD_VALUE


def test_only_an_answer_that_is_late_is_asked_for(asked: Plan) -> None:
    assert only(asked, "credit-expected", today=JUNE).fixes == ()
    late = only(asked, "credit-expected", today=JUNE + timedelta(days=1))
    assert late.fixes == (Fix(FixKind.ANSWER, "VES801"),)


def expected_days(plan: Plan, today: date) -> list[tuple[date, tuple[str, ...]]]:
    deadlines = evaluate_plan(plan, today).deadlines
    return [(one.day, one.units) for one in deadlines if one.code is DeadlineKind.ANSWER_EXPECTED]


def test_every_answer_that_is_awaited_is_a_deadline_to_its_day(asked: Plan) -> None:
    soon = JUNE - timedelta(days=40)
    plan = having(asked, credit("OLD9", date=soon, state=CreditState.ASKED))
    assert expected_days(plan, TODAY) == [(soon, ("OLD9",)), (JUNE, ("VES801",))]
    assert expected_days(plan, JUNE) == [(JUNE, ("VES801",))]
    assert expected_days(plan, JUNE + timedelta(days=1)) == []
    assert expected_days(with_attempt(asked, "VES801", UnitState.VALIDATED), TODAY) == []
    for state in (CreditState.GRANTED, CreditState.REFUSED):
        answered = done(edits.change_credit(asked, replace(asked.profile.credits[-1], state=state)))
        assert expected_days(answered, TODAY) == []
