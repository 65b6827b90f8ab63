"""What holds for semesters off, for every programme and every sequence of edits."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.checks import Check
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import DeadlineKind, FixKind
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.preview import verdicts
from csp_planner.domain.planning.slack import slack
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, year_terms

from .helpers import WAIVER
from .strategies import CODES, codes, days, edited, plans, semesters, sequences, terms


def random_plan(data: st.DataObject, crn01: Programme) -> tuple[Plan, date]:
    """A plan with at least one semester off, which may be any, and a day."""
    today = data.draw(days)
    plan = edited(data.draw(plans(crn01)), data.draw(sequences), today)
    leaves = {*plan.scenario.leaves, *data.draw(st.lists(semesters, min_size=1, max_size=4))}
    scenario = replace(plan.scenario, leaves=tuple(sorted(leaves, key=Term.sort_key)))
    return plan.with_scenario(scenario), today


def is_off(plan: Plan, term: Term) -> bool:
    """Whether *term* needs a semester off: written here again, so that the program is not its own witness."""
    names = {f"{term.year}-S1", f"{term.year}-S2"} if str(term).endswith("-A") else {str(term)}
    return bool(names & set(map(str, plan.scenario.leaves)))


@given(data=st.data(), code=codes, wanted=terms, waived=st.booleans(), semester=semesters)
def test_nothing_lands_in_a_semester_off_or_is_offered_there_and_lifting_it_gives_all_back(
    crn01: Programme, data: st.DataObject, code: str, wanted: Term, waived: bool, semester: Term
) -> None:
    plan, today = random_plan(data, crn01)
    a_landing_never_lies_in_a_semester_off(plan, today, code, wanted, waived)
    no_waiver_puts_a_unit_into_a_semester_off(plan, today, code, wanted)
    a_leave_that_is_lifted_again_was_never_there(plan, today, semester)
    what_is_planned_in_a_semester_off_is_blocking_and_lifting_it_mends_that(plan, today)
    nothing_that_is_offered_lies_in_a_semester_off(plan, today)
    a_semester_off_gives_no_unit_more_slack(plan, today)


def a_landing_never_lies_in_a_semester_off(plan: Plan, today: date, code: str, wanted: Term, waived: bool) -> None:
    held = plan.scenario.placement(code)
    lands = edits.landing(plan, code, wanted, today, waived=waived)
    if isinstance(lands, Refusal):
        assert not any(is_off(plan, term) for term in lands.alternatives)
        assert lands.reason is not Reason.ON_LEAVE or not lands.waivable
    else:
        assert not is_off(plan, lands) or (held is not None and held.term == lands)


def no_waiver_puts_a_unit_into_a_semester_off(plan: Plan, today: date, code: str, wanted: Term) -> None:
    placed = edits.place(plan, code, wanted, today, WAIVER)
    if isinstance(placed, Plan) and placed.scenario.placement(code) != plan.scenario.placement(code):
        after, before = placed.scenario.placement(code), plan.scenario.placement(code)
        assert after is not None
        assert not is_off(plan, after.term) or (before is not None and before.term == after.term)


def a_leave_that_is_lifted_again_was_never_there(plan: Plan, today: date, semester: Term) -> None:
    given_back = edits.lift_leave(plan, semester)
    assert isinstance(given_back, Plan)
    taken = edits.set_leave(given_back, semester, today)
    if isinstance(taken, Plan):
        assert taken.scenario.placements == plan.scenario.placements
        assert taken.profile == plan.profile
        assert list(taken.scenario.leaves) == sorted(set(taken.scenario.leaves), key=Term.sort_key)
        assert edits.lift_leave(taken, semester) == given_back
    else:
        assert taken.reason in (Reason.SEMESTER_OVER, Reason.TOO_MANY_YEARS)


def what_is_planned_in_a_semester_off_is_blocking_and_lifting_it_mends_that(plan: Plan, today: date) -> None:
    judged = evaluate_plan(plan, today)
    standings = [
        one for one in judged.standings.values() if one.term is not None and one.unit in plan.programme.by_code
    ]
    inside = {one.unit: one.state for one in standings if one.term is not None and is_off(plan, one.term)}
    told = {found.unit: found for found in judged.diagnostics if found.code in (Check.ON_LEAVE, Check.TAKEN_ON_LEAVE)}
    assert told.keys() == inside.keys()
    for code, found in told.items():
        assert (found.code is Check.ON_LEAVE) == (inside[code] is UnitState.PLANNED)
        mended = plan
        for fix in found.fixes:
            if fix.kind is FixKind.LIFT_LEAVE and fix.term is not None:
                mended = edits.lift_leaves(mended, (fix.term,))
        after = evaluate_plan(mended, today).diagnostics
        assert not [one for one in after if (one.code, one.unit) == (found.code, code)]


def nothing_that_is_offered_lies_in_a_semester_off(plan: Plan, today: date) -> None:
    judged = evaluate_plan(plan, today)
    offered = [fix.term for found in judged.diagnostics for fix in found.fixes if fix.kind is FixKind.MOVE]
    assert not [term for term in offered if term is not None and is_off(plan, term)]
    enrolments = [one.term for one in judged.deadlines if one.code is DeadlineKind.ENROLMENT_CLOSES]
    assert not [term for term in enrolments if term is not None and is_off(plan, term)]
    free = [code for code in CODES if code in plan.programme.by_code]
    on_board = [term for year in plan.scenario.board_years for term in year_terms(year)]
    for code in free[:2]:
        for term, verdict in verdicts(plan, judged, [code], on_board, today).items():
            held = judged.standings[code].term
            assert verdict.lands is None or verdict.lands == held or not is_off(plan, verdict.lands), (code, term)


def a_semester_off_gives_no_unit_more_slack(plan: Plan, today: date) -> None:
    judged = evaluate_plan(plan, today)
    free = plan.with_scenario(replace(plan.scenario, leaves=()))
    with_leaves, without = slack(plan, judged, today), slack(free, evaluate_plan(free, today), today)
    assert all(with_leaves[code] <= without[code] for code in with_leaves)
