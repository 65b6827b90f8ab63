"""What holds for every question about every small plan: no other plan by the same rules is better advice."""

from datetime import date

from hypothesis import assume, event, given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.holding import held_as
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.proposal.advice import Advice, advice_of, is_supposition, with_advice
from csp_planner.proposal.questions import (
    Fails,
    FewerEcts,
    Lighten,
    Place,
    PlanOn,
    Query,
    Question,
    Replan,
    StartsLater,
    TermOff,
    can_fail,
)
from csp_planner.proposal.request import Demand, DemandKind, demands_of
from csp_planner.storage.codec import read_plan, write_plan

from ..solver.exhaustive import Exhaustive, Places, number
from ..solver.strategies import TERMS, plans
from .asking import solved

MOST_PLANS = 5_000
DAYS = (date(2026, 11, 23), date(2026, 5, 2), date(2027, 4, 1))


@st.composite
def asked(draw: st.DrawFn, base: Programme) -> tuple[Plan, Question, date]:
    """A small plan with a limit, and a question that the window lets be asked of it."""
    today = draw(st.sampled_from(DAYS))
    plan = draw(plans(base, today))
    limited = edits.set_limits(plan, draw(st.sampled_from((12, 8, 16, 6))), draw(st.sampled_from((None, None, 60))))
    assert isinstance(limited, Plan)
    judged = evaluate_plan(limited, today)
    failing = [code for code in judged.standings if can_fail(judged, code)]
    waiting = [fix.unit for found in judged.diagnostics for fix in found.fixes if fix.kind == "move"]
    full = [load.term for load in judged.terms if load.overloaded]
    kinds: list[st.SearchStrategy[Question]] = [
        st.builds(TermOff, st.sampled_from(TERMS)),
        st.builds(FewerEcts, st.sampled_from((4.0, 6.0, 9.0))),
        st.just(StartsLater()),
        st.just(Replan()),
        st.just(PlanOn()),
    ]
    kinds += [st.builds(Fails, st.sampled_from(failing))] if failing else []
    kinds += [st.builds(Place, st.sampled_from(waiting))] if waiting else []
    kinds += [st.builds(Lighten, st.sampled_from(full))] if full else []
    return limited, draw(st.one_of(kinds)), today


def end_of(places: Places) -> int:
    return max((number(term.last_semester) for term in places.values()), default=0)


def against_advice(plan: Plan, standing: Places, places: Places, enrolled: Places) -> int:
    """Pairs against the recommended order, and units that end after the report on them."""
    found, pairs = 0, {(order.before, order.after) for order in plan.programme.recommended_order}
    for before, after in pairs:
        first, second = {**standing, **places}.get(before), {**enrolled, **places}.get(after)
        if before != after and first and second and {before, after} & set(places):
            found += number(second.semesters[0]) <= number(first.last_semester)
    rules = plan.programme.conditions
    report = places.get(rules.report_unit)
    if report is not None:
        rested_on = (places[code] for code in rules.units if code in places)
        found += sum(number(term.last_semester) > number(report.last_semester) for term in rested_on)
    return found


@given(data=st.data())
def test_advice_is_sound_and_no_plan_by_the_same_rules_ends_earlier_or_follows_more_advice_or_moves_less(
    crn01: Programme, data: st.DataObject
) -> None:
    plan, question, today = data.draw(asked(crn01))
    query, proposal = solved(plan, question, today)
    event(type(question).__name__)
    advice = advice_of(query, proposal, Waiver(reason="à demander", date=today))
    assert isinstance(advice, Advice), advice
    moves_only_plans_and_leaves_nothing_blocked_that_it_places(plan, question, today, advice)
    places = {placed.unit: placed.term for placed in proposal.placements}
    assume(places)
    request = query.request
    present = {item.unit: item.term for item in request.scenario.placements if item.unit in places}
    held = {code: term for code, term in _standing(query, today).items() if code not in places}
    present_end = max(end_of(held), end_of(present))
    end = max(end_of(held), end_of(places))
    # Nothing that ends later could be better.
    bound = Demand(DemandKind.END, term=_semester(max(present_end, end)))
    every = Exhaustive(query.supposed, request, (*demands_of(request), bound))
    assume(every.size <= MOST_PLANS)

    def rank(other: Places) -> tuple[int, int, int, int]:
        delay = max(0, max(end_of(held), end_of(other)) - present_end) if present_end else end_of(other)
        moved = sum(other[code] != term for code, term in present.items())
        # Where the scenario does not follow the order, advice gives way to moving fewer units.
        advised = request.scenario.follow_recommended_order
        against = against_advice(plan, held, other, every.enrolled) if advised else 0
        return delay, against, every.introduced_late(other), moved

    others = [rank(other) for other in every.plans()]
    assert rank(places) == min(others)
    event("moves" if rank(places)[3] else "stays")
    event("later" if rank(places)[0] else "no later")


def _standing(query: Query, today: date) -> Places:
    """What no question moves: units with a live attempt, and units planned in a term that has ended."""
    profile = query.supposed.profile
    live = {unit.code: profile.live_attempt(unit.code) for unit in query.plan.programme.units if unit.is_attended}
    over = {item.unit: item.term for item in query.supposed.scenario.placements if item.term.ends < today}
    taken = {code: attempt.term if attempt else over.get(code) for code, attempt in live.items()}
    return {code: term for code, term in taken.items() if term and not profile.credit(code)}


def _semester(at: int) -> Term:
    return Term.parse(f"{at // 2}-S{at % 2 + 1}")


def moves_only_plans_and_leaves_nothing_blocked_that_it_places(
    plan: Plan, question: Question, today: date, advice: Advice
) -> None:
    for move in advice.moves:
        was, now = advice.before.standings[move.unit], advice.evaluation.standings[move.unit]
        assert was.state in (UnitState.PLANNED, UnitState.TO_PLACE) or isinstance(question, Fails)
        assert (move.before, move.after) == (was.term, now.term)
        assert now.state in (UnitState.PLANNED, UnitState.TO_PLACE)
    placed = {placement.unit for placement in advice.plan.scenario.placements} & set(plan.programme.by_code)
    over = {item.unit for item in advice.plan.scenario.placements if item.term.ends < today}
    movable = {code for code in placed - over if not held_as(plan.profile, code, today)}
    assert not [found for found in advice.evaluation.blocking if found.unit in movable and found.code != "on-leave"]
    assert [scenario for scenario in advice.plan.scenarios if scenario is not advice.plan.scenario] == []
    kept = with_advice(plan, advice, "Gardé")
    assert isinstance(kept, Plan)
    assert kept.profile == plan.profile
    assert len(kept.scenarios) == len(plan.scenarios) + is_supposition(question)
    assert read_plan(write_plan(kept)) == kept
