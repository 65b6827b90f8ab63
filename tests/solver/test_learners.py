"""The plan that an advisor would sign, over learners of the built-in diploma with all sorts of time and experience.

What a unit may do is read from the openings themselves here, and not from anything of the solver.
"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from csp_planner.domain.plan import (
    Credit,
    CreditBasis,
    ExperienceKind,
    ExperiencePeriod,
    Placement,
    Plan,
    Profile,
    Scenario,
)
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.proposal.answer import Criterion, Proposal

from .helpers import applied, ask, proposed, term, value

TODAY = date(2026, 11, 25)
CREDITS = ((), ("CCE001",), ("TET010", "AST002"), ("UAS004", "TRS001"))
STARTS = (Term(2026, Part.S2), Term(2027, Part.S1))
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


def number(place: Term) -> int:
    return 2 * place.year + (place.part is Part.S2)


def first(place: Term) -> int:
    return number(place.semesters[0])


def last(place: Term) -> int:
    return number(place.last_semester)


def is_advised(plan: Plan, at: dict[str, Term]) -> bool:
    orders = plan.programme.recommended_order
    return all(
        last(at[order.before]) < first(at[order.after]) for order in orders if at.keys() >= {order.before, order.after}
    )


def introduced(at: dict[str, Term]) -> int:
    """Semesters between the first unit taken and the introductory one."""
    return first(at["FPG003"]) - min(map(first, at.values()))


@pytest.mark.parametrize("waivers", [True, False])
@pytest.mark.parametrize("limit", [12, 18, 24, 30])
@pytest.mark.parametrize("months", [0, 9, 18, 30])
def test_every_learner_gets_a_plan_that_an_advisor_would_sign(
    crn01: Programme, months: int, limit: int, waivers: bool
) -> None:
    for credits_, start in product(CREDITS, STARTS):
        plan = learner(crn01, months, limit, credits_, start)
        found = proposed(plan, TODAY, allow_waivers=waivers)
        assert found.optimal
        assert found.assumed_months == max(0, 18 - months)
        at = {placed.unit: placed.term for placed in found.placements}
        report = at["UA211G"]
        assert all(last(at[code]) <= last(report) for code in crn01.conditions.units if code in at)
        assert report.ends >= EXPERIENCED[months]
        assert set(found.unplaced) == (set() if waivers else {"TET007", "UAS004"} - set(credits_))
        assert is_advised(plan, at) == (value(found, Criterion.ADVICE) == 0) == (not found.unfollowed)
        if not is_advised(plan, at):
            assert follows_no_plan_of_the_same_end(plan, found)
        if introduced(at) > 2:
            assert introduces_no_plan_as_good(plan, found)


def follows_no_plan_of_the_same_end(plan: Plan, found: Proposal) -> bool:
    """Whether the recommended order, demanded, costs a semester or more."""
    waivers = found.request.allow_waivers
    followed = ask(plan, TODAY, allow_waivers=waivers, follow_order=True, end=found.end_term)
    return not isinstance(followed, Proposal)


def introduces_no_plan_as_good(plan: Plan, found: Proposal) -> bool:
    """Whether the introductory unit, pinned to an earlier semester, costs a later end or advice that is followed."""
    earliest = Placement(unit="FPG003", term=term("2027-S1"))
    pinned = plan.with_scenario(replace(plan.scenario, placements=(earliest,)))
    waivers = found.request.allow_waivers
    sooner = ask(pinned, TODAY, allow_waivers=waivers, pinned=frozenset({"FPG003"}), end=found.end_term)
    return not isinstance(sooner, Proposal) or value(sooner, Criterion.ADVICE) > value(found, Criterion.ADVICE)


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
