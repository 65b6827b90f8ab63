"""What holds for every diploma, plan and request."""

from dataclasses import replace

from hypothesis import assume, event, given
from hypothesis import strategies as st

from csp_planner.domain.amounts import PARTS
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term, number_of, semester_of
from csp_planner.proposal.answer import Answer, Clash, Criterion, Proposal, Reason, ReasonKind, Relaxation
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, demands_of, limit_of, with_limit
from csp_planner.solver.effort import Effort
from csp_planner.solver.probe import Probe
from csp_planner.solver.reading import problem_of

from .exhaustive import Exhaustive
from .helpers import answered, applied, judged, value, why
from .strategies import requests

MOST_PLANS = 20_000


@given(data=st.data())
def test_an_answer_is_the_same_every_time_and_right_in_all_that_it_proposes_and_says(
    crn01: Programme, data: st.DataObject
) -> None:
    plan, request = data.draw(requests(crn01))
    found, every = answered(request), Exhaustive(plan, request)
    event(type(found).__name__)
    assert answered(request) == found
    if every.size <= MOST_PLANS:
        is_exactly_the_best_of_all_plans(found, every)
    if isinstance(found, Proposal):
        evaluation = judged(plan, found)
        is_blocked_by_nothing_but_the_units_it_reports(plan, found, evaluation)
        keeps_what_is_pinned_and_what_is_held(plan, found)
        overloads_a_semester_only_by_a_unit_alone_or_by_what_is_tolerated(plan, found, evaluation)
        new = applied(plan, found)
        again = replace(request, scenario=new.scenario)
        if data.draw(st.booleans()):
            again = replace(again, pinned=frozenset(), freed=frozenset(), tolerant=False)
        is_the_present_plan_where_none_is_better(new, again, request)
        for reason in why(found).reasons:
            event(reason.kind.value)
            _is_why_it_ends_no_earlier(plan, request, reason)
    elif isinstance(found, Clash):
        event(f"{len(found.demands)} demands")
        is_as_small_as_can_be(found, every)
        says_what_does_and_is_the_least_that_does(plan, found)
    # A diploma of which all stands already proves little: it does not count as one of the examples.
    assume(isinstance(found, Clash) or found.placements)


def is_blocked_by_nothing_but_the_units_it_reports(plan: Plan, found: Proposal, evaluation: Evaluation) -> None:
    assert {diagnostic.unit for diagnostic in evaluation.blocking} == set(found.unplaced)
    assert evaluation.end_term == found.end_term
    assert set(evaluation.to_place) - {plan.programme.conditions.experience_unit} == set(found.unplaced)


def keeps_what_is_pinned_and_what_is_held(plan: Plan, found: Proposal) -> None:
    new = applied(plan, found)
    for code in found.request.pinned:
        before, after = plan.scenario.placement(code), new.scenario.placement(code)
        if before is not None:
            assert after is not None
            assert after.term == before.term
            assert before.waiver in (None, after.waiver)
    assert new.profile == plan.profile
    assert new.scenarios[:-1] == plan.scenarios


def overloads_a_semester_only_by_a_unit_alone_or_by_what_is_tolerated(
    plan: Plan, found: Proposal, evaluation: Evaluation
) -> None:
    now = {load.term: load for load in evaluate_plan(plan, found.request.today).terms}
    for load in evaluation.terms:
        planned = {placed.unit for placed in found.placements}.intersection(load.units)
        if not load.overloaded or not planned or len(load.units) == 1:
            continue
        assert is_tolerated(found.request, load.term)
        before = now.get(load.term)
        for kind, borne, present in (
            (DemandKind.MAX_ECTS, load.ects, before.ects if before else 0),
            (DemandKind.MAX_HOURS, load.hours, before.hours if before else 0),
        ):
            limit = limit_of(found.request, kind)
            assert limit is None or borne <= max(limit, present)


def is_tolerated(request: Request, semester: Term) -> bool:
    """Whether *semester* may go on to bear what it bears in the present plan, although that passes a limit."""
    return request.tolerant and (request.relieved is None or semester not in request.relieved.semesters)


def is_exactly_the_best_of_all_plans(found: Answer, every: Exhaustive) -> None:
    best = every.best()
    event("no plan" if best is None else "a plan")
    if best is None:
        assert isinstance(found, Clash)
        return
    assert isinstance(found, Proposal)
    assert found.optimal
    assert list(found.unplaced) == every.unplaced
    measured = tuple(level.value for level in found.levels)
    ends = [level.criterion for level in found.levels]
    if found.end_term is None:
        measured = tuple(0 if name is Criterion.END else value for name, value in zip(ends, measured, strict=True))
    assert measured == best
    places = {placed.unit: placed.term for placed in found.placements}
    assert measured == every.values(places)
    assert len(found.unfollowed) == value(found, Criterion.ADVICE)
    assert found.is_present or not every.against_the_sheet(places)


def is_the_present_plan_where_none_is_better(plan: Plan, again: Request, request: Request) -> None:
    """*plan*, which is the answer to *request*, is the answer to *again* as well unless another one is better."""
    said, every = answered(again), Exhaustive(plan, again)
    present = {code: placement.term for code, placement in every.present.items()}
    if isinstance(said, Clash):
        # The plan owed something to what it no longer may count on: a pin, or a load that was tolerated.
        assert again.tolerant != request.tolerant or again.pinned != request.pinned
        assert present.keys() != set(every.to_place) or not every.meets(present)
        return
    assert isinstance(said, Proposal)
    places = {placed.unit: placed.term for placed in said.placements}
    if not places:  # where nothing is left to place, nothing is called the best
        return
    is_as_good = (
        present.keys() == places.keys() and every.meets(present) and every.values(present) == every.values(places)
    )
    # A unit that may stay where it is only by a waiver that it has not got yet does not leave the plan as it is.
    is_as_good = is_as_good and not any(
        every.options[code][place] and not every.present[code].waiver for code, place in present.items()
    )
    event("the present plan" if said.is_present else "another plan")
    assert said.is_present == is_as_good
    assert not said.is_present or places == present


def _has_plan(every: Exhaustive, demands: tuple[Demand, ...]) -> bool:
    """Whether a plan meets *demands* alone: by looking at every plan, while there are not too many.

    That there is none is not told by an answer, which would also work out why.
    """
    fewer = every.under(demands)
    if fewer.size <= MOST_PLANS:
        return fewer.finds_one()
    return Probe(problem_of(every.request), Effort()).is_possible(frozenset(demands)) is True


def is_as_small_as_can_be(found: Clash, every: Exhaustive) -> None:
    assert found.smallest
    assert not _has_plan(every, found.demands)
    for demand in found.demands:
        assert _has_plan(every, tuple(other for other in found.demands if other != demand))
    assert set(found.demands) <= set(demands_of(every.request))


def _is_possible(plan: Plan, request: Request) -> bool:
    return _has_plan(Exhaustive(plan, request), demands_of(request))


def _is_mildest(plan: Plan, request: Request, relaxation: Relaxation) -> bool:
    """Whether no request between *request* and the milder one has a plan, a step before the milder one."""
    milder, (demand,) = relaxation.request, relaxation.demands
    if relaxation.limit is not None:
        step = 1 if demand.kind is DemandKind.MAX_UNITS else 1 / PARTS
        return not _is_possible(plan, with_limit(milder, demand.kind, relaxation.limit - step))
    if demand.kind is DemandKind.END and relaxation.term is not None:
        return not _is_possible(plan, replace(milder, end=semester_of(number_of(relaxation.term) - 1)))
    if demand.kind is DemandKind.START and relaxation.term is not None:
        return not _is_possible(plan, replace(milder, start=relaxation.term.next_semester()))
    return not _is_possible(plan, request)


def says_what_does_and_is_the_least_that_does(plan: Plan, found: Clash) -> None:
    event(f"{len(found.relaxations)} relaxations")
    assert found.relaxations
    for relaxation in found.relaxations:
        assert isinstance(answered(relaxation.request), Proposal)
        if len(relaxation.demands) == 1:
            assert _is_mildest(plan, found.request, relaxation)


def _is_why_it_ends_no_earlier(plan: Plan, request: Request, reason: Reason) -> None:
    if reason.kind is ReasonKind.INTRODUCTION:
        return  # that is not about the end
    sooner = replace(request, end=reason.earlier)
    if reason.kind in (ReasonKind.KEEP, ReasonKind.STEADY):
        assert _is_possible(plan, sooner)
    elif reason.kind is not ReasonKind.HELD:
        assert not _is_possible(plan, sooner)
    if reason.relaxation is None:
        return
    milder = answered(reason.relaxation.request)
    assert isinstance(milder, Proposal)
    assert milder.end_term is None or milder.end_term <= reason.earlier
    if reason.kind is ReasonKind.TOGETHER:
        limits = [demand.kind for demand in reason.relaxation.demands if demand.kind in LIMITS]
        for kind in limits:
            back = with_limit(reason.relaxation.request, kind, limit_of(request, kind))
            assert not _is_possible(plan, back)
    if reason.kind is ReasonKind.DEMAND:
        assert _is_mildest(plan, sooner, reason.relaxation)
