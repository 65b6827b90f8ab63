"""Units of terms that have ended, of which nobody has said what became of them, stay whatever is asked of the plan."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.enrolment import is_closed
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.coming_back import Became, ended_terms, record_all
from csp_planner.domain.profile import Waiver
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.proposal.advice import Advice, advice_of
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.questions import (
    Fails,
    FewerEcts,
    Lighten,
    Place,
    PlanOn,
    Query,
    Question,
    Replan,
    Sooner,
    StartsLater,
    TermOff,
    can_fail,
    milder,
    query_of,
)
from csp_planner.proposal.request import request_for
from csp_planner.solver.effort import Effort
from csp_planner.solver.solve import answer

from ..domain.helpers import WAIVER, done, found, put, put_all, term, with_limits, with_unit
from ..solver.strategies import TERMS, plans
from .asking import advised_of, moves

LATER = date(2028, 9, 10)
PAST = {"FPG003": "2027-S1", "AST004": "2027-S1", "TET003": "2027-A", "TRS002": "2027-S2"}
AHEAD = {"CCE001": "2028-S1", "TET010": "2028-S1", "CCE003": "2028-S2"}
NOT_OBTAINED = (Became.FAILED, Became.WITHDRAWN, Became.NOT_TAKEN)


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """Four units planned in a year that is over by ``LATER``, three in the next one."""
    begun = replace(empty_plan, scenarios=(Scenario(name="A", start=term("2027-S1")),))
    return put_all(begun, {**PAST, **AHEAD})


def answered(plan: Plan, answers: dict[str, Became], today: date = LATER) -> Plan:
    return done(record_all(plan, answers, today))


def left(advice: Advice) -> dict[str, str]:
    """Where the units of the past year stand in what is advised."""
    return {item.unit: str(item.term) for item in advice.plan.scenario.placements if item.unit in PAST}


def test_planning_on_leaves_a_unit_without_an_answer_where_it_is(plan: Plan) -> None:
    begun = answered(plan, {"FPG003": Became.VALIDATED, "AST004": Became.FAILED, "TET003": Became.WITHDRAWN})
    advice = advised_of(begun, PlanOn(), LATER)
    assert left(advice).pop("TRS002") == "2027-S2"
    assert advice.unanswered == ("TRS002",)
    moved = moves(advice)
    assert "TRS002" not in moved
    assert {code: moved[code][0] for code in ("AST004", "TET003")} == {"AST004": "None", "TET003": "None"}
    assert all(term(after).ends > LATER for _before, after in moved.values())
    assert advice.end_after == evaluate_plan(advice.plan, LATER).end_term


@pytest.mark.parametrize("became", NOT_OBTAINED)
def test_what_was_not_obtained_is_planned_again_beside_what_is_not_answered(plan: Plan, became: Became) -> None:
    advice = advised_of(answered(plan, {"AST004": became}), PlanOn(), LATER)
    assert left(advice) == {**PAST, "AST004": "2028-S1"}
    assert advice.unanswered == ("FPG003", "TRS002", "TET003")


def test_a_unit_said_to_be_still_running_has_its_answer(plan: Plan) -> None:
    advice = advised_of(answered(plan, dict.fromkeys(PAST, Became.RUNNING)), PlanOn(), LATER)
    assert advice.unanswered == ()
    assert not PAST.keys() & moves(advice).keys()


QUESTIONS: tuple[Question, ...] = (
    PlanOn(),
    Replan(),
    Fails("CCE001"),
    TermOff(term("2028-S1")),
    TermOff(term("2027-S1")),
    FewerEcts(6),
    StartsLater(),
    Lighten(term("2028-S1")),
    Lighten(term("2027-S1")),
    Place("UA211G"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_no_question_moves_a_unit_without_an_answer(plan: Plan, question: Question) -> None:
    advice = advised_of(with_limits(plan, 8), question, LATER)
    assert left(advice) == PAST
    assert not PAST.keys() & moves(advice).keys()


def test_a_plan_that_is_to_end_sooner_leaves_them_too(plan: Plan) -> None:
    advice = advised_of(put(plan, "CCE003", "2029-S2"), Sooner(), LATER)
    assert (left(advice), advice.semesters_later) == (PAST, -2)


def test_neither_does_a_proposal(plan: Plan) -> None:
    found = answer(request_for(plan, LATER), Effort())
    assert isinstance(found, Proposal)
    proposed = done(with_proposal(plan, found, "Proposition", WAIVER))
    assert {item.unit: str(item.term) for item in proposed.scenario.placements if item.unit in PAST} == PAST
    assert not PAST.keys() & {placed.unit for placed in found.placements}


def test_a_failure_supposed_of_a_past_unit_plans_that_one_again_and_no_other(plan: Plan) -> None:
    advice = advised_of(plan, Fails("TRS002"), LATER)
    assert moves(advice) == {"TRS002": ("2027-S2", "2028-S2")}


def test_a_person_who_asks_where_a_past_unit_goes_instead_is_answered(plan: Plan) -> None:
    advice = advised_of(plan, Place("TRS002"), LATER)
    assert moves(advice) == {"TRS002": ("2027-S2", "2028-S2")}


def test_a_later_start_is_that_of_the_first_semester_still_to_come(plan: Plan) -> None:
    advice = advised_of(plan, StartsLater(), LATER)
    assert advice.plan.scenario.start == term("2028-S2")
    assert {code: after for code, (_before, after) in moves(advice).items()} == {
        "CCE001": "2029-S1",
        "TET010": "2029-S1",
    }


def test_a_past_load_above_the_limit_keeps_nothing_from_being_planned(plan: Plan) -> None:
    advice = advised_of(with_limits(answered(plan, {"AST004": Became.FAILED}), 4), PlanOn(), LATER)
    assert advice.unplaced == ()
    assert (advice.given_up, left(advice)["FPG003"]) == ((), "2027-S1")


def test_the_order_looks_at_units_without_an_answer_where_they_stand(empty_plan: Plan) -> None:
    """TRS001 comes before TRS002 in the sheet: TRS002 follows the one that stands, whatever became of it."""
    march = date(2028, 3, 5)
    begun = replace(empty_plan, scenarios=(Scenario(name="A", start=term("2027-S1")),))
    plan = put(with_unit(begun, "TRS002", openings={2025: Opening.EITHER}), "TRS001", "2027-S1")
    advice = advised_of(plan, Place("TRS002"), march)
    assert moves(advice) == {"TRS002": ("None", "2027-S2")}
    assert not found(advice.plan, "recommended-order", today=march)


# Over small diplomas

DAYS = (date(2027, 4, 1), date(2028, 4, 1), date(2029, 10, 1))


@st.composite
def come_back_to(draw: st.DrawFn, base: Programme) -> tuple[Plan, date, dict[str, Became]]:
    """A small plan some semesters later, some of its past units answered."""
    plan = done(edits.set_limits(draw(plans(base, date(2026, 5, 2))), draw(st.sampled_from((12, 8, None))), None))
    today = draw(st.sampled_from(DAYS))
    past = [code for ended in ended_terms(plan, today) for code in ended.units]
    answers = {code: became for code in past if (became := draw(st.none() | st.sampled_from(Became)))}
    recorded = record_all(plan, answers, today)
    return (recorded, today, answers) if isinstance(recorded, Plan) else (plan, today, {})


@st.composite
def questions(draw: st.DrawFn, plan: Plan, today: date) -> Question:
    """Any question that the window lets be asked of *plan*, but for one that asks about a past unit itself."""
    judged = evaluate_plan(plan, today)
    past = {code for ended in ended_terms(plan, today) for code in ended.units}
    failing = [code for code in judged.standings if can_fail(judged, code) and code not in past]
    full = [load.term for load in judged.terms if load.overloaded]
    kinds: list[st.SearchStrategy[Question]] = [
        st.sampled_from((PlanOn(), Replan(), StartsLater(), Sooner())),
        st.builds(TermOff, st.sampled_from(TERMS)),
        st.builds(FewerEcts, st.sampled_from((4.0, 9.0))),
    ]
    kinds += [st.builds(Fails, st.sampled_from(failing))] if failing else []
    kinds += [st.builds(Lighten, st.sampled_from(full))] if full else []
    return draw(st.one_of(kinds))


def asked(plan: Plan, question: Question, today: date) -> Advice | None:
    """What is advised; None where nothing can be, as for an end that nothing brings earlier."""
    query: Query | None = query_of(plan, question, today)
    while query is not None:
        given = answer(query.request, Effort())
        if isinstance(given, Proposal):
            advice = advice_of(query, given, Waiver(reason="à demander", date=today))
            assert isinstance(advice, Advice), advice
            return advice
        query = milder(query, given) if not hasattr(given, "seconds") else None
    return None


def unanswered_in(plan: Plan, today: date) -> set[str]:
    """Units planned in a term that has ended, written down without the code they test."""
    held = {one.unit for one in plan.profile.attempts if one.state not in (UnitState.FAILED, UnitState.WITHDRAWN)}
    held |= {credit.unit for credit in plan.profile.credits}
    return {item.unit for item in plan.scenario.placements if item.term.ends < today} - held


@given(data=st.data())
def test_whatever_is_asked_of_any_plan_its_past_units_without_an_answer_stay(
    crn01: Programme, data: st.DataObject
) -> None:
    plan, today, _answers = data.draw(come_back_to(crn01))
    question = data.draw(questions(plan, today))
    advice = asked(plan, question, today)
    if advice is None:
        return
    past = unanswered_in(plan, today)
    event(f"{type(question).__name__}: {'some' if past else 'none'}")
    for code in past:
        assert advice.plan.scenario.placement(code) == plan.scenario.placement(code)
    assert not past & {move.unit for move in advice.moves}


@given(data=st.data())
def test_what_was_not_obtained_is_planned_again_and_never_in_the_past(crn01: Programme, data: st.DataObject) -> None:
    plan, today, answers = data.draw(come_back_to(crn01))
    advice = asked(plan, PlanOn(), today)
    assert advice is not None
    again = {code for code, became in answers.items() if became in NOT_OBTAINED}
    for code in again:
        placement = advice.plan.scenario.placement(code)
        if placement is None:
            assert code in advice.evaluation.standings
            assert advice.evaluation.standings[code].state is UnitState.TO_PLACE
        else:
            assert not is_closed(plan.programme, placement.term, today)
    for move in advice.moves:
        assert move.after is None or move.after.ends >= today
    assert advice.end_after == evaluate_plan(advice.plan, today).end_term
    event("again" if again else "nothing again")
