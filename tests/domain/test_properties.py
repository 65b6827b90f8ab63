"""What holds for every programme and every sequence of edits."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.values import Evaluation, Fix, FixKind, Severity
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.planning.preview import verdicts
from csp_planner.domain.planning.slack import slack
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term, number_of, semester_on, year_terms
from csp_planner.storage.codec import read_plan, write_plan

from .helpers import WAIVER
from .strategies import CODES, Edit, days, edited, plans, sequences, terms

PLACED = {UnitState.PLANNED, UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED}


def random_plan(data: st.DataObject, crn01: Programme) -> tuple[Plan, date]:
    today = data.draw(days)
    return edited(data.draw(plans(crn01)), data.draw(sequences), today), today


def test_random_plans_are_full_enough_to_prove_something(crn01: Programme) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=140)
    @given(data=st.data())
    def look(data: st.DataObject) -> None:
        plan, today = random_plan(data, crn01)
        judged = evaluate_plan(plan, today)
        seen.update({standing.state.value for standing in judged.standings.values()})
        seen.update({diagnostic.code for diagnostic in judged.diagnostics})
        seen["annual"] += any(placement.term.part is Part.ANNUAL for placement in plan.scenario.placements)
        seen["ticked"] += bool(plan.profile.ticks)
        seen["filled"] += bool(plan.scenario.fillings)
        seen["several"] += len(plan.scenario.placements) > 2

    look()
    for what in (
        "to-place", "planned", "enrolled", "in-progress", "validated", "obtained-otherwise", "to-confirm", "annual",
        "several", "not-placed", "never-open", "unit-absent", "waiver", "overload", "projected-opening",
        "past-accreditation", "ticked", "filled",
    ):  # fmt: skip
        assert seen[what] >= 2, (what, seen)


@given(data=st.data(), other_day=st.dates(), tariff=st.sampled_from(("cpf", "region-employee", "", "unknown")))
def test_every_plan_can_be_judged_compared_and_saved_and_its_sums_agree(
    crn01: Programme, data: st.DataObject, other_day: date, tariff: str
) -> None:
    plan, today = random_plan(data, crn01)
    judged = evaluate_plan(plan, today)
    every_plan_can_be_judged(plan, other_day)
    states_partition_the_listed_credits_and_hours(plan, judged)
    loads_of_the_semesters_sum_to_the_units_on_the_board(plan, judged)
    diagnostics_come_gravest_first_and_validated_units_get_none_but_advice(plan, today, judged)
    parts_of_the_cost_add_up_to_the_total(plan, today, tariff)
    comparison_says_of_each_scenario_what_its_own_judgement_says(plan, today)
    saved_plan_is_loaded_as_it_was(plan)
    list_of_scenarios_stays_in_order(plan)


@given(data=st.data(), code=st.sampled_from(CODES), wanted=terms)
def test_what_is_offered_is_accepted_what_is_undone_was_never_there_and_no_edit_changes_the_plan_it_is_given(
    crn01: Programme, data: st.DataObject, code: str, wanted: Term
) -> None:
    plan, today = random_plan(data, crn01)
    edits_never_change_the_plan_they_are_given(plan, today, data.draw(sequences))
    placement_by_waiver_is_never_blocked(plan, today, code, wanted)
    moving_there_and_back_is_no_change(plan, today, code)
    placing_and_taking_off_again_is_no_change(plan, today, data)
    alternatives_of_a_refusal_are_accepted(plan, today, code, wanted)
    history_of_failed_attempts_is_never_lost_by_placing(plan, today, code, wanted)
    every_fix_on_offer_is_accepted_and_answers_its_diagnostic(plan, today)
    verdict_agrees_with_the_drop(plan, today, data.draw(st.sampled_from(sorted(plan.programme.by_code))), wanted)
    unit_slips_by_its_slack_without_moving_the_end(plan, today)


def every_plan_can_be_judged(plan: Plan, other_day: date) -> None:
    judged = evaluate_plan(plan, other_day)
    assert {unit.code for unit in plan.programme.units} <= set(judged.standings)
    assert judged == evaluate_plan(plan, other_day)


def states_partition_the_listed_credits_and_hours(plan: Plan, judged: Evaluation) -> None:
    for totals in (judged.ects, judged.hours):
        shares = totals.obtained + totals.expected + totals.in_progress + totals.planned + totals.unplaced
        assert shares == (totals.listed or 0) + totals.entered + totals.balance
    assert judged.ects.unattributed == 0
    hours = judged.hours
    is_comparable = hours.known and hours.target is not None
    left = (hours.target or 0) - (hours.listed or 0) - hours.entered
    assert hours.unattributed == (max(0, left) if is_comparable else 0)
    assert judged.ects.listed == sum(unit.ects for unit in plan.programme.units)
    published = [unit.hours for unit in plan.programme.units if unit.hours is not None]
    assert hours.listed == (sum(published) if published else None)


def loads_of_the_semesters_sum_to_the_units_on_the_board(plan: Plan, judged: Evaluation) -> None:
    units = [unit for unit in plan.programme.units if unit.is_attended and judged.standings[unit.code].state in PLACED]
    placed = [judged.standings[unit.code] for unit in units]
    assert sum(load.ects for load in judged.terms) == sum(standing.ects for standing in placed)
    assert sum(load.hours for load in judged.terms) == sum(standing.hours or 0 for standing in placed)


@given(data=st.data(), code=st.sampled_from(CODES), wanted=terms)
def test_placement_accepted_without_waiver_is_not_blocked_that_day(
    crn01: Programme, data: st.DataObject, code: str, wanted: Term
) -> None:
    today = data.draw(days)
    placed = edits.place(data.draw(plans(crn01)), code, wanted, today)
    if isinstance(placed, Refusal):
        return
    held = placed.scenario.placement(code)
    assert held is not None
    assert (held.term.year, held.waiver) == (wanted.year, None)
    assert not [item for item in evaluate_plan(placed, today).blocking if item.unit == code]


def placement_by_waiver_is_never_blocked(plan: Plan, today: date, code: str, wanted: Term) -> None:
    placed = edits.place(plan, code, wanted, today, WAIVER)
    if isinstance(placed, Refusal):
        assert not placed.waivable
        return
    assert not [item for item in evaluate_plan(placed, today).blocking if item.unit == code]


def moving_there_and_back_is_no_change(plan: Plan, today: date, code: str) -> None:
    accepted = [
        placed
        for year in range(2021, 2033)
        for wanted in year_terms(year)
        if isinstance(placed := edits.place(plan, code, wanted, today), Plan) and placed is not plan
    ]
    for here in accepted[:4]:
        for there in accepted[-4:]:
            back_to, away = here.scenario.placement(code), there.scenario.placement(code)
            assert back_to is not None
            assert away is not None
            gone = edits.place(here, code, away.term, today)
            assert isinstance(gone, Plan)
            assert edits.place(gone, code, back_to.term, today) == here


def placing_and_taking_off_again_is_no_change(plan: Plan, today: date, data: st.DataObject) -> None:
    for code in evaluate_plan(plan, today).to_place:
        placed = edits.place(plan, code, data.draw(terms), today, WAIVER)
        if isinstance(placed, Plan):
            assert edits.unplace(placed, code) == plan


def edits_never_change_the_plan_they_are_given(plan: Plan, today: date, sequence: list[Edit]) -> None:
    before = deepcopy(plan)
    for edit in sequence:
        edit(plan, today)
    assert plan == before


def alternatives_of_a_refusal_are_accepted(plan: Plan, today: date, code: str, wanted: Term) -> None:
    refusal = edits.place(plan, code, wanted, today)
    if isinstance(refusal, Refusal) and len(plan.scenario.board_years) < MAX_YEARS - 20:
        for alternative in refusal.alternatives:
            assert isinstance(edits.place(plan, code, alternative, today), Plan)


def every_fix_on_offer_is_accepted_and_answers_its_diagnostic(plan: Plan, today: date) -> None:
    for diagnostic in evaluate_plan(plan, today).diagnostics:
        for fix in diagnostic.fixes:
            if fix.kind in _LOOKED_FOR:
                continue
            repaired = apply_fix(plan, fix, today)
            assert isinstance(repaired, Plan)
            again = evaluate_plan(repaired, today).diagnostics
            assert not [item for item in again if (diagnostic.code, fix.unit) == (item.code, item.unit)]


_LOOKED_FOR = {FixKind.REBALANCE, FixKind.REPLAN, FixKind.LIFT_LEAVE, FixKind.LINK, FixKind.ANSWER}
"""No edit that places a unit: a plan is looked for, a leave is lifted, or a person is asked."""


def apply_fix(plan: Plan, fix: Fix, today: date) -> Plan | Refusal:
    if fix.kind is FixKind.UNPLACE and plan.scenario.placement(fix.unit) is not None:
        return edits.unplace(plan, fix.unit)
    if fix.kind is FixKind.LIFT_LEAVE and fix.term is not None:
        return edits.lift_leave(plan, fix.term)
    ahead = semester_on(today).next_semester()
    wanted = fix.term or max(plan.scenario.start, ahead, key=Term.sort_key)
    while wanted in plan.scenario.leaves:
        wanted = wanted.next_semester()
    return edits.place(plan, fix.unit, wanted, today, WAIVER if fix.kind is FixKind.WAIVE else None)


def history_of_failed_attempts_is_never_lost_by_placing(plan: Plan, today: date, code: str, wanted: Term) -> None:
    placed = edits.place(plan, code, wanted, today, WAIVER)
    if isinstance(placed, Plan):
        assert placed.profile == plan.profile
        assert placed.programme is plan.programme


def verdict_agrees_with_the_drop(plan: Plan, today: date, code: str, wanted: Term) -> None:
    verdict = verdicts(plan, evaluate_plan(plan, today), [code], [wanted], today)[wanted]
    dropped = edits.place(plan, code, wanted, today)
    assert verdict.accepted == isinstance(dropped, Plan)
    if isinstance(dropped, Plan):
        after = evaluate_plan(dropped, today)
        assert verdict.end_term == after.end_term
        loads = {load.term: load.ects for load in after.terms}
        assert all(loads[change.term] == change.after for change in verdict.changes)


def diagnostics_come_gravest_first_and_validated_units_get_none_but_advice(
    plan: Plan, today: date, judged: Evaluation
) -> None:
    ranks = [list(Severity).index(item.severity) for item in judged.diagnostics]
    assert ranks == sorted(ranks)
    safe = {
        code
        for code, standing in judged.standings.items()
        if standing.state is UnitState.VALIDATED and standing.term is not None and code in plan.programme.by_code
    }
    grave = [item for item in judged.diagnostics if item.severity is not Severity.ADVICE]
    assert not [item for item in grave if item.unit in safe and item.code != "result-early"]
    early = {(item.unit, item.term) for item in judged.diagnostics if item.code == "result-early"}
    assert early == {(one.unit, one.term) for one in plan.profile.attempts if is_early(one, today)}


def is_early(attempt: Attempt, today: date) -> bool:
    return attempt.state in {UnitState.VALIDATED, UnitState.FAILED} and today < attempt.term.begins


def saved_plan_is_loaded_as_it_was(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan


def list_of_scenarios_stays_in_order(plan: Plan) -> None:
    names = [scenario.name for scenario in plan.scenarios]
    assert len(set(names)) == len(names) >= 1
    assert all(0 < len(name) <= 200 and name == name.strip() for name in names)
    assert 0 <= plan.active < len(plan.scenarios)
    assert sum(scenario.retained for scenario in plan.scenarios) <= 1


def unit_slips_by_its_slack_without_moving_the_end(plan: Plan, today: date) -> None:
    judged = evaluate_plan(plan, today)
    for code, semesters_left in slack(plan, judged, today).items():
        here = judged.standings[code].term
        assert here is not None
        assert judged.end_term is not None
        later = {0}
        for year in range(here.year, judged.end_term.year + 1):
            for wanted in year_terms(year):
                moved = edits.place(plan, code, wanted, today)
                held = moved.scenario.placement(code) if isinstance(moved, Plan) else None
                if held is not None and here.last_semester < held.term.semesters[0]:
                    assert isinstance(moved, Plan)
                    if evaluate_plan(moved, today).end_term == judged.end_term:
                        later.add(number_of(held.term.last_semester) - number_of(here.last_semester))
        assert max(later) == semesters_left


def parts_of_the_cost_add_up_to_the_total(plan: Plan, today: date, tariff: str) -> None:
    plan = edits.set_profile(plan, replace(plan.profile, tariff=tariff))
    found = cost(plan, evaluate_plan(plan, today))
    assert (found.budget.total is None) == (tariff in ("", "unknown") or not plan.programme.tariffs)
    parts = [round(part.euros * 100) for part in found.years] + [round(found.unplaced * 100)]
    assert sum(parts) == round((found.budget.total or 0) * 100)
    assert min(parts) >= 0


def comparison_says_of_each_scenario_what_its_own_judgement_says(plan: Plan, today: date) -> None:
    compared = compare(plan, range(len(plan.scenarios)), today)
    for column in compared.columns:
        judged = evaluate_plan(edits.show_scenario(plan, column.index), today)
        assert (column.end_term, column.unplaced) == (judged.end_term, judged.to_place)
        assert column.blocking == len(judged.blocking)
        assert sum(column.ects_by_year.values()) == sum(load.ects for load in judged.terms)
    differing = {difference.unit for difference in compared.differences}
    for unit in plan.programme.units:
        places = set[tuple[object, ...]]()
        for column in compared.columns:
            shown = edits.show_scenario(plan, column.index)
            standing = evaluate_plan(shown, today).standings[unit.code]
            filling = shown.scenario.filling(unit.code) if unit.is_slot else None
            places.add((standing.term, mode_taken(plan.programme, standing), filling))
        assert (unit.code in differing) == (len(places) > 1)
