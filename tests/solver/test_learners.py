"""The plan that an advisor would sign, over learners of the built-in diploma with all sorts of time and experience.

What a unit may do is read from the openings themselves, by ``Advisable``, and not from anything of the solver.
"""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from csp_planner.domain import edits
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Credit, CreditBasis, ExperienceKind, ExperiencePeriod, Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.messages.proposal import reason_words
from csp_planner.proposal.answer import Criterion, ReasonKind

from .advisable import Advisable, first, last
from .helpers import applied, proposed, term, value, why

TODAY = date(2026, 11, 25)
CREDITS = ((), ("CCE001",), ("TET010", "AST002"), ("UAS004", "TRS001"))
STARTS = (Term(2026, Part.S2), Term(2027, Part.S1))
LIMITS = (12, 18, 24, 30)
EXPERIENCED = {0: date(2028, 5, 24), 9: date(2027, 8, 24), 18: TODAY, 30: TODAY}
"""The day on which a learner with so many months today has 18 of them."""


def learner(crn01: Programme, months: int, limit: int, credits_: tuple[str, ...], start: Term) -> Plan:
    begins = date(2026 - (months > 10) - (months > 22), (10 - months) % 12 + 1, 25)
    period = ExperiencePeriod(start=begins, end=date(2026, 11, 24), kind=ExperienceKind.IN_FIELD)
    profile = Profile(
        experience=(period,) if months else (),
        credits=tuple(Credit(unit=code, basis=CreditBasis.VES, date=TODAY) for code in credits_),
    )
    scenario = Scenario(name="Un", start=start, max_ects=limit)
    return Plan(programme=crn01, profile=profile, scenarios=(scenario,))


def against_order(plan: Plan, at: dict[str, Term]) -> int:
    """How many pairs stand against the recommended order."""
    pairs = [(order.before, order.after) for order in plan.programme.recommended_order]
    return sum(first(at[after]) <= last(at[before]) for before, after in pairs if at.keys() >= {before, after})


def introduced(at: dict[str, Term]) -> int:
    """Semesters between the first unit taken and the introductory one."""
    return first(at["FPG003"]) - min(map(first, at.values()))


@pytest.mark.parametrize("waivers", [True, False])
@pytest.mark.parametrize("limit", LIMITS)
def test_every_learner_gets_a_plan_that_an_advisor_would_sign(crn01: Programme, limit: int, waivers: bool) -> None:
    """Experience goes round: each number of months meets each limit, each set of credits, each start and waivers."""
    for place, (credits_, start) in enumerate(product(CREDITS, STARTS)):
        months = list(EXPERIENCED)[(LIMITS.index(limit) + place + waivers) % len(EXPERIENCED)]
        plan = learner(crn01, months, limit, credits_, start)
        found = proposed(plan, TODAY, allow_waivers=waivers)
        assert found.optimal
        assert found.assumed_months == max(0, 18 - months)
        at = {placed.unit: placed.term for placed in found.placements}
        report = at["UA211G"]
        assert all(last(at[code]) <= last(report) for code in crn01.conditions.units if code in at)
        assert report.ends >= EXPERIENCED[months]
        assert set(found.unplaced) == (set() if waivers else {"TET007", "UAS004"} - set(credits_))
        assert against_order(plan, at) == value(found, Criterion.ADVICE) == len(found.unfollowed)
        advisable = Advisable(
            programme=crn01,
            obtained=credits_,
            limit=limit,
            start=start,
            experienced=EXPERIENCED[months],
            waivers=waivers,
        )
        assert found.end_term is not None
        assert_signed(advisable, found.end_term, against_order(plan, at), introduced(at))


def assert_signed(advisable: Advisable, end: Term, unfollowed: int, introduced_after: int) -> None:
    """No plan ends sooner; none that ends then follows more advice, nor as much with a sooner introductory unit.

    Where that unit comes later than two semesters after the first one, sooner would cost advice that is followed: the
    recommended order weighs more than the order of the sheet.
    """
    orders = len(advisable.programme.recommended_order)
    assert not advisable.has_plan(semester_before(end), unfollowed=orders)
    assert unfollowed == 0 or not advisable.has_plan(end, unfollowed - 1)
    if introduced_after > 2:
        assert not advisable.has_plan(end, unfollowed, within=introduced_after - 1)
        assert advisable.has_plan(end, unfollowed, within=introduced_after)
        assert advisable.has_plan(end, unfollowed + 1, within=2)


def semester_before(end: Term) -> Term:
    is_second = end.last_semester.part is Part.S2
    return Term(end.year, Part.S1) if is_second else Term(end.year - 1, Part.S2)


def test_what_a_sooner_introductory_unit_costs_is_said(crn01: Programme) -> None:
    plan = learner(crn01, 9, 18, ("UAS004", "TRS001"), STARTS[0])
    found = why(proposed(plan, TODAY))
    reason = found.reasons[-1]
    assert (reason.kind, reason.costs, reason.units) == (ReasonKind.INTRODUCTION, Criterion.ADVICE, ("FPG003",))
    assert reason_words(reason, found) == (
        "FPG003 ne peut commencer avant S1 2028/2029 sans renoncer à un conseil : AST004 avant AST005."
    )
    in_time = why(proposed(learner(crn01, 9, 18, (), STARTS[0]), TODAY))
    assert all(reason.kind is not ReasonKind.INTRODUCTION for reason in in_time.reasons)


def test_a_late_introductory_unit_that_a_demand_holds_there_is_not_laid_to_advice(crn01: Programme) -> None:
    late = (Placement(unit="FPG003", term=term("2029-S1")), Placement(unit="PST003", term=term("2026-S2")))
    plan = learner(crn01, 30, 30, (), STARTS[0])
    pinned = plan.with_scenario(replace(plan.scenario, placements=late))
    found = why(proposed(pinned, TODAY, pinned=frozenset({"FPG003"})))
    (reason,) = [reason for reason in found.reasons if reason.kind is ReasonKind.INTRODUCTION]
    assert (reason.costs, reason.demands, reason.earlier) == (None, (), term("2029-S1"))


def test_without_experience_the_report_comes_no_earlier_than_it_can_be_done(crn01: Programme) -> None:
    """The example of the advice that was not signed: 0 months on 25 November 2026."""
    found = proposed(learner(crn01, 0, 60, (), STARTS[0]), TODAY)
    (report,) = [placed.term for placed in found.placements if placed.unit == "UA211G"]
    assert report >= term("2027-S2")
    assert found.assumed_months == 18
    anytime = proposed(learner(crn01, 0, 60, (), STARTS[0]), TODAY, report_last=False)
    assert anytime.assumed_months == 0


def test_what_is_planned_already_is_the_answer_where_nothing_is_better(crn01: Programme) -> None:
    found = proposed(learner(crn01, 9, 24, (), STARTS[0]), TODAY)
    assert not found.is_present
    plan = applied(learner(crn01, 9, 24, (), STARTS[0]), found)
    again = proposed(plan, TODAY)
    assert again.is_present
    assert again.placements == found.placements
    later = Placement(unit="PST003", term=term("2030-S2"))
    others = tuple(item for item in plan.scenario.placements if item.unit != "PST003")
    worse = plan.with_scenario(replace(plan.scenario, placements=(*others, later)))
    assert not proposed(worse, TODAY).is_present


def test_a_steady_plan_is_the_answer_where_something_stands_after_the_end_asked_for(
    crn01: Programme,
) -> None:
    """What a unit that stands after the end asked for bears is no load that the plan could have made more even."""
    taken = edits.record_outcome(
        learner(crn01, 9, 24, (), STARTS[0]), "TET003", UnitState.ENROLLED, TODAY, term("2033-A")
    )
    assert isinstance(taken, Plan)
    asked: dict[str, Any] = {"objective": Objective.STEADY, "end": term("2031-S2"), "report_last": False}
    plan = applied(taken, proposed(taken, TODAY, **asked))
    assert proposed(plan, TODAY, **asked).is_present


def test_a_plan_that_loses_a_unit_to_a_waiver_that_is_not_asked_for_is_not_the_answer(crn01: Programme) -> None:
    asked = learner(crn01, 9, 24, (), STARTS[0])
    plan = applied(asked, proposed(asked, TODAY))
    found = proposed(plan, TODAY, allow_waivers=False)
    assert found.unplaced
    assert not found.is_present
