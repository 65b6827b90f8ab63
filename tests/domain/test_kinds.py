"""Rows of other kinds: milestones, experience without months, free units, rows without a code."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.amounts import add_up
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.codes import is_made_up, made_up_code, printed_code, read_aloud
from csp_planner.domain.edits import Reason
from csp_planner.domain.evaluation.evaluate import evaluate_plan, still_to_place
from csp_planner.domain.evaluation.outlook import EndCause, Reach, outlook_of
from csp_planner.domain.limits import MAX_CODE
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.planning.changes import units_changed
from csp_planner.domain.profile import Credit, CreditBasis, CreditState, ExperienceKind, ExperiencePeriod, Override
from csp_planner.domain.programme import Conditions, Programme, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.sentences import condition_sentence

from ..kinds import FREE, SEMINAR, plan_of_all_kinds
from ..maquette import KINDS, programme_of
from .helpers import TODAY, done, put, put_all, refused, term

ROBOTICS = Filling(slot=FREE, code="ROB104", title="Robotique", ects=6)
TO_CONFIRM = ("UAAD91", "UATE01", "UAEP05", "UAEP06")
BEFORE = date(2026, 6, 30)
LATER = date(2029, 9, 15)


def all_placed() -> Plan:
    plan = put_all(plan_of_all_kinds(), {"SEC101": "2027-S1", "SEC102": "2027-S2", SEMINAR: "2027-S1"})
    return put_all(plan, {"SHS000": "2027-S2", FREE: "2027-S2"})


def ticked(plan: Plan, *codes: str, day: date = BEFORE) -> Plan:
    for code in codes:
        plan = done(edits.tick(plan, code, day))
    return plan


def state(plan: Plan, code: str) -> UnitState:
    return evaluate_plan(plan, TODAY).standings[code].state


def test_undated_milestones_and_experience_stand_in_to_confirm_and_block_nothing() -> None:
    plan = all_placed()
    judged = evaluate_plan(plan, TODAY)
    assert judged.to_confirm == TO_CONFIRM
    assert (still_to_place(plan.programme, judged), judged.to_place, judged.blocking) == ((), (), ())
    assert not {found.unit for found in judged.diagnostics}.intersection(TO_CONFIRM)
    outlook = outlook_of(plan, judged)
    assert (outlook.reach, outlook.term) == (Reach.DIPLOMA, term("2027-S2"))


def test_several_experience_rows_without_months_are_milestones_with_credits_ticked_with_a_date() -> None:
    plan = plan_of_all_kinds()
    dated = ticked(plan, "UAEP05")
    judged = evaluate_plan(dated, TODAY)
    assert (state(dated, "UAEP05"), state(dated, "UAEP06")) == (UnitState.VALIDATED, UnitState.TO_CONFIRM)
    assert (evaluate_plan(plan, TODAY).ects.obtained, judged.ects.obtained, judged.ects.unplaced) == (0, 15, 39)
    assert judged.to_confirm == ("UAAD91", "UATE01", "UAEP06")


def test_only_a_row_with_published_months_is_judged_by_dates() -> None:
    plan = plan_of_all_kinds()
    rules = Conditions(experience_unit="UAEP05", experience_months=12)
    plan = replace(plan, programme=replace(plan.programme, conditions=rules))
    worked = (ExperiencePeriod(start=date(2020, 1, 1), end=None, kind=ExperienceKind.IN_FIELD),)
    plan = done(edits.set_experience(plan, worked))
    assert (state(plan, "UAEP05"), state(plan, "UAEP06")) == (UnitState.VALIDATED, UnitState.TO_CONFIRM)
    assert refused(edits.tick(plan, "UAEP05", BEFORE)).reason is Reason.NOT_TICKED
    assert state(ticked(plan, "UAEP06"), "UAEP06") is UnitState.VALIDATED


def test_no_row_of_crn01_is_ticked(crn01: Programme, empty_plan: Plan) -> None:
    assert not any(crn01.is_ticked(unit) for unit in crn01.units)
    assert evaluate_plan(empty_plan, TODAY).to_confirm == ("UAS003",)  # the experience, of which no day is known


def test_a_milestone_counts_from_its_day_on_in_every_scenario() -> None:
    plan = ticked(all_placed(), *TO_CONFIRM, day=LATER)
    judged = evaluate_plan(plan, TODAY)
    assert (judged.to_confirm, judged.ects.obtained, judged.ects.planned) == ((), 0, 54)
    outlook = outlook_of(plan, judged)
    assert (outlook.day, outlook.reason and outlook.reason.cause) == (LATER, EndCause.MILESTONE)
    assert evaluate_plan(plan, LATER).ects.obtained == 30


def test_a_milestone_is_given_another_day_and_taken_back() -> None:
    plan = plan_of_all_kinds()
    dated = ticked(plan, "UAAD91")
    assert edits.tick(dated, "UAAD91", BEFORE) is dated
    moved = ticked(dated, "UAAD91", day=LATER)
    assert [(tick.unit, tick.date) for tick in moved.profile.ticks] == [("UAAD91", LATER)]
    assert units_changed(dated, moved) == ("UAAD91",)
    assert done(edits.untick(moved, "UAAD91")) == plan
    assert refused(edits.untick(plan, "UAAD91")).reason is Reason.NO_ATTEMPT


def test_ticks_stand_in_the_order_of_the_programme() -> None:
    plan = ticked(plan_of_all_kinds(), "UAEP05", "UATE01", "UAAD91")
    assert [tick.unit for tick in plan.profile.ticks] == ["UAAD91", "UATE01", "UAEP05"]


@pytest.mark.parametrize(
    ("code", "reason"), [("SEC101", Reason.NOT_TICKED), (FREE, Reason.NOT_TICKED), ("ZZZ", Reason.UNIT_UNKNOWN)]
)
def test_what_is_attended_is_not_ticked(code: str, reason: Reason) -> None:
    assert refused(edits.tick(plan_of_all_kinds(), code, BEFORE)).reason is reason


def test_a_milestone_is_placed_in_no_term() -> None:
    plan = plan_of_all_kinds()
    for code in TO_CONFIRM:
        assert refused(edits.place(plan, code, term("2027-S1"), TODAY)).reason is Reason.NOT_ATTENDED


def test_a_milestone_is_obtained_otherwise_or_ticked_and_not_both() -> None:
    credit = Credit(unit="UATE01", basis=CreditBasis.EQUIVALENCE, date=BEFORE)
    credited = done(edits.add_credit(plan_of_all_kinds(), credit))
    assert state(credited, "UATE01") is UnitState.OBTAINED_OTHERWISE
    assert refused(edits.tick(credited, "UATE01", BEFORE)).reason is Reason.ALREADY_HELD
    dated = ticked(plan_of_all_kinds(), "UATE01")
    assert refused(edits.add_credit(dated, credit)).state is UnitState.VALIDATED


@pytest.mark.parametrize("day", [BEFORE, LATER])
def test_a_tick_of_a_row_that_is_gone_is_said(day: date) -> None:
    plan = ticked(plan_of_all_kinds(), "UATE01", day=day)
    units = tuple(unit for unit in plan.programme.units if unit.code != "UATE01")
    bare = replace(plan, programme=replace(plan.programme, units=units))
    found = evaluate_plan(bare, TODAY)
    unknown = [each for each in found.diagnostics if each.code is Check.UNIT_UNKNOWN]
    assert [(each.unit, each.fixes) for each in unknown] == [("UATE01", ())]
    assert outlook_of(bare, found).reach is Reach.NOTHING


def test_a_slot_without_openings_is_placed_anywhere_with_a_warning() -> None:
    plan = put(plan_of_all_kinds(), FREE, "2028-A")
    (found,) = [each for each in evaluate_plan(plan, TODAY).diagnostics if each.unit == FREE]
    assert (found.code, found.severity, found.term) == (Check.TERM_UNKNOWN, Severity.WARNING, term("2028-A"))


def test_an_unfilled_slot_counts_its_ects_as_planned() -> None:
    judged = evaluate_plan(put(plan_of_all_kinds(), FREE, "2027-S1"), TODAY)
    assert (judged.ects.planned, judged.ects.entered) == (4, 0)


def test_une_ue_du_departement_is_filled_by_a_unit_of_elsewhere() -> None:
    plan = put(plan_of_all_kinds(), FREE, "2027-S1")
    filled = done(edits.fill_slot(plan, ROBOTICS))
    judged = evaluate_plan(filled, TODAY)
    assert (judged.ects.planned, judged.ects.listed, judged.ects.entered) == (6, 54, 2)
    assert judged.load(term("2027-S1")).ects == 6  # type: ignore[union-attr]
    assert (filled.scenario.filling(FREE), filled.scenario.placement(FREE)) == (ROBOTICS, plan.scenario.placement(FREE))
    assert units_changed(plan, filled) == (FREE,)


def test_a_filling_lives_in_its_scenario() -> None:
    plan = plan_of_all_kinds()
    two = replace(plan, scenarios=(plan.scenario, replace(plan.scenario, name="B")))
    filled = done(edits.fill_slot(two, ROBOTICS))
    assert [scenario.filling(FREE) for scenario in filled.scenarios] == [ROBOTICS, None]


def test_a_filling_is_changed_and_cleared() -> None:
    plan = done(edits.fill_slot(plan_of_all_kinds(), ROBOTICS))
    changed = done(edits.fill_slot(plan, replace(ROBOTICS, code="ROB105", ects=4)))
    assert changed.scenario.fillings == (replace(ROBOTICS, code="ROB105", ects=None),)
    assert done(edits.empty_slot(changed, FREE)) == plan_of_all_kinds()
    assert edits.empty_slot(plan_of_all_kinds(), FREE) == plan_of_all_kinds()


@pytest.mark.parametrize("code", ["SEC101", "sec101", " UAEP05 ", FREE])
def test_a_slot_filled_by_a_row_of_the_programme_is_refused(code: str) -> None:
    refusal = refused(edits.fill_slot(plan_of_all_kinds(), replace(ROBOTICS, code=code)))
    assert (refusal.reason, refusal.unit, refusal.name) == (
        Reason.ROW_OF_PROGRAMME,
        FREE,
        code.strip().upper() if code != FREE else FREE,
    )


@pytest.mark.parametrize(
    ("filling", "reason"),
    [
        (replace(ROBOTICS, slot="SEC101"), Reason.NOT_A_SLOT),
        (replace(ROBOTICS, slot="ZZZ"), Reason.UNIT_UNKNOWN),
        (replace(ROBOTICS, code="", title=" "), Reason.BAD_VALUE),
        (replace(ROBOTICS, ects=-1), Reason.BAD_VALUE),
        (replace(ROBOTICS, ects=4.301), Reason.TOO_FINE),
        (replace(ROBOTICS, code="x" * 65), Reason.TOO_LONG),
        (replace(ROBOTICS, slot="SHS000", code="rob104"), Reason.FILLS_ANOTHER),
    ],
)
def test_what_fills_no_slot_is_refused(filling: Filling, reason: Reason) -> None:
    plan = done(edits.fill_slot(plan_of_all_kinds(), ROBOTICS))
    assert refused(edits.fill_slot(plan, filling)).reason is reason


def test_what_fills_a_slot_is_worth_more_than_what_was_entered_for_the_slot() -> None:
    plan = plan_of_all_kinds()
    override = Override(unit=FREE, ects=5, hours=20, date=TODAY)
    plan = replace(plan, profile=replace(plan.profile, figures=(override,)))
    filled = evaluate_plan(done(edits.fill_slot(plan, ROBOTICS)), TODAY).standings[FREE]
    assert (filled.ects, filled.hours, filled.entered) == (6, 20, True)


def test_a_slot_needs_no_hours_and_no_openings_of_its_own() -> None:
    plan = plan_of_all_kinds()
    units = tuple(replace(unit, hours=40) if unit.kind is UnitKind.TAUGHT else unit for unit in plan.programme.units)
    plan = replace(plan, programme=replace(plan.programme, units=units))
    assert Check.HOURS_UNPUBLISHED not in {found.code for found in evaluate_plan(plan, TODAY).diagnostics}


def test_a_made_up_code_is_the_same_whenever_the_row_is_read() -> None:
    assert made_up_code("Test  d’anglais\n") == made_up_code("Test d’anglais")
    assert is_made_up(FREE)
    assert (read_aloud(FREE), printed_code(FREE)) == ("Une UE du département", "")
    assert (read_aloud("SEC101"), printed_code("SEC101"), is_made_up("SEC101")) == ("SEC101", "SEC101", False)


@given(st.lists(st.text(max_size=90) | st.sampled_from(("Test", "x" * 80)), max_size=8))
def test_made_up_codes_are_codes_and_tell_rows_apart(titles: list[str]) -> None:
    taken: list[str] = []
    for title in titles:
        taken.append(made_up_code(title, taken))
    assert len(set(taken)) == len(titles)
    for code in taken:
        assert 0 < len(code) <= MAX_CODE
        assert code.isprintable()
        assert code == code.strip()
        assert read_aloud(code)


@given(st.lists(st.sampled_from(TO_CONFIRM), unique=True), st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.booleans())
def test_the_parts_of_a_total_add_up_with_all_kinds(codes: list[str], day: date, fill: bool) -> None:
    plan = ticked(put(plan_of_all_kinds(), FREE, str(Term.parse("2027-S1"))), *codes, day=day)
    plan = done(edits.fill_slot(plan, ROBOTICS)) if fill else plan
    total = evaluate_plan(plan, TODAY).ects
    parts = (total.obtained, total.in_progress, total.planned, total.unplaced)
    assert add_up(parts) == add_up((total.listed or 0, total.entered))


def test_a_row_of_a_published_sheet_without_a_code_has_one_in_the_model() -> None:
    units = programme_of(KINDS).units
    assert [unit.kind for unit in units] == [
        UnitKind.TAUGHT,
        UnitKind.MILESTONE,
        UnitKind.EXPERIENCE,
        UnitKind.MILESTONE,
    ]
    assert [unit.code for unit in units if is_made_up(unit.code)] == [
        made_up_code("2 ème année DEUT assistant juridique")
    ]


@pytest.mark.parametrize("result", [UnitState.VALIDATED, UnitState.FAILED])
def test_a_result_in_a_free_unit_keeps_the_credits_of_what_filled_it(result: UnitState) -> None:
    plan = put(done(edits.fill_slot(plan_of_all_kinds(), ROBOTICS)), FREE, "2026-S1")
    marked = done(edits.record_outcome(plan, FREE, result, TODAY))
    assert [attempt.ects for attempt in marked.profile.attempts] == [6]
    obtained = 6 if result is UnitState.VALIDATED else 0
    for later in (done(edits.empty_slot(marked, FREE)), done(edits.fill_slot(marked, replace(ROBOTICS, ects=3)))):
        assert evaluate_plan(later, TODAY).ects.obtained == obtained


def test_what_fills_a_slot_at_the_credits_of_its_row_is_worth_them_beside_a_figure_entered() -> None:
    figure = Override(unit=FREE, ects=5, hours=None, date=TODAY)
    plan = plan_of_all_kinds()
    plan = replace(plan, profile=replace(plan.profile, figures=(figure,)))
    filled = done(edits.fill_slot(plan, replace(ROBOTICS, ects=4)))
    assert evaluate_plan(filled, TODAY).standings[FREE].ects == 4


def with_conditions(plan: Plan, *codes: str) -> Plan:
    return replace(plan, programme=replace(plan.programme, conditions=Conditions(units=codes)))


def test_a_condition_counts_a_milestone_as_planned_only_once_it_has_a_day() -> None:
    plan = with_conditions(put(plan_of_all_kinds(), "SEC101", "2027-S1"), "SEC101", "UATE01")
    (undated,) = evaluate_plan(plan, TODAY).conditions
    assert (undated.met, undated.done, undated.planned, undated.required) == (False, 0, 1, 2)
    assert undated.planned_for is None, "nobody knows when the test is passed"
    assert undated.missing == (), "there is nothing to place"
    (expected,) = evaluate_plan(ticked(plan, "UATE01", day=LATER), TODAY).conditions
    assert (expected.planned, expected.planned_for) == (2, LATER)
    (passed,) = evaluate_plan(ticked(plan, "UATE01"), TODAY).conditions
    assert (passed.done, passed.planned, passed.planned_for) == (1, 1, term("2027-S1"))


def test_a_condition_says_the_day_of_a_milestone_and_awaits_no_answer() -> None:
    plan = with_conditions(put(plan_of_all_kinds(), "SEC101", "2027-S1"), "SEC101", "UATE01")
    judged = evaluate_plan(ticked(plan, "UATE01", day=LATER), TODAY)
    said = condition_sentence(judged.conditions[0], judged)
    assert said.replace("\u00a0", " ") == "Unités obtenues : 0 sur 2, la dernière attendue le 15/09/2029."


def attended_now(plan: Plan, code: str) -> Plan:
    """*plan* with a newer sheet, in which *code* is a unit to attend."""
    units = tuple(replace(each, kind=UnitKind.TAUGHT) if each.code == code else each for each in plan.programme.units)
    return replace(plan, programme=replace(plan.programme, units=units))


@pytest.mark.parametrize("day", [BEFORE, LATER])
def test_a_tick_of_a_row_that_is_attended_now_is_kept_and_said_and_stands_in_the_way_of_nothing(day: date) -> None:
    plan = attended_now(ticked(plan_of_all_kinds(), "UATE01", day=day), "UATE01")
    assert state(plan, "UATE01") is UnitState.TO_PLACE
    placed = put(plan, "UATE01", "2027-S1")
    judged = evaluate_plan(placed, TODAY)
    (said,) = [each for each in judged.diagnostics if each.code is Check.TICK_UNUSED]
    assert (said.unit, said.args, placed.profile.ticks) == ("UATE01", {"date": day}, plan.profile.ticks)
    outlook = outlook_of(all_placed_beside(placed), evaluate_plan(all_placed_beside(placed), TODAY))
    assert outlook.reason is None or outlook.reason.cause is not EndCause.MILESTONE
    credit = Credit(unit="UATE01", basis=CreditBasis.VES, date=BEFORE)
    assert state(done(edits.add_credit(plan, credit)), "UATE01") is UnitState.OBTAINED_OTHERWISE
    assert done(edits.untick(placed, "UATE01")).profile.ticks == ()


def all_placed_beside(plan: Plan) -> Plan:
    plan = put_all(plan, {"SEC101": "2027-S1", "SEC102": "2027-S2", SEMINAR: "2027-S1"})
    return put_all(plan, {"SHS000": "2027-S2", FREE: "2027-S2"})


@pytest.mark.parametrize("linked", [False, True])
def test_a_refused_credit_leaves_a_milestone_to_be_ticked_and_an_awaited_one_does_not(linked: bool) -> None:
    credit = Credit(unit="OLD" if linked else "UATE01", basis=CreditBasis.VES, date=LATER, state=CreditState.ASKED)
    credit = replace(credit, counts_for=("UATE01",) if linked else ())
    plan = done(edits.add_credit(plan_of_all_kinds(), credit))
    assert refused(edits.tick(plan, "UATE01", BEFORE)).reason is Reason.ALREADY_HELD
    answered = done(edits.change_credit(plan, replace(credit, state=CreditState.REFUSED)))
    assert state(ticked(answered, "UATE01"), "UATE01") is UnitState.VALIDATED


def test_what_was_validated_when_it_was_attended_needs_no_confirming_as_a_milestone() -> None:
    plan = put(plan_of_all_kinds(), "SEC101", "2026-S1")
    plan = done(edits.record_outcome(plan, "SEC101", UnitState.VALIDATED, TODAY))
    units = tuple(
        replace(each, kind=UnitKind.MILESTONE) if each.code == "SEC101" else each for each in plan.programme.units
    )
    judged = evaluate_plan(replace(plan, programme=replace(plan.programme, units=units)), TODAY)
    assert (judged.standings["SEC101"].state, judged.ects.obtained) == (UnitState.VALIDATED, 6)
    assert "SEC101" not in judged.to_confirm
