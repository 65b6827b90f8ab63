"""A proposal follows the order of the stages (L1, L2, L3) where the end stays the same; it is advice."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Offer
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Attempt, Profile
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term, number_of
from csp_planner.domain.wishes import Objective
from csp_planner.messages.answer import unfollowed_sentences
from csp_planner.proposal.answer import Criterion, Proposal, Unfollowed
from csp_planner.proposal.request import Demand, DemandKind

from .helpers import TODAY, applied, ask, clashing, proposed, term, value, where, why

YEAR = 2026
BOTH = (Part.S1, Part.S2)


def unit(code: str, *parts: Part, ects: float = 6) -> Unit:
    offers = tuple(Offer(part) for part in parts or BOTH)
    return Unit(code=code, title=code, kind=UnitKind.TAUGHT, ects=ects, openings={YEAR: offers})


def staged(*units: Unit, stages: tuple[Block, ...], limit: float | None = 6, profile: Profile | None = None) -> Plan:
    programme = Programme(
        code="P",
        title="P",
        publisher="C",
        sheet="S",
        published_years=(YEAR,),
        units=units,
        award=Block(members=stages),
    )
    scenario = Scenario(name="Un", start=Term(2027, Part.S1), max_ects=limit)
    return Plan(programme=programme, profile=profile or Profile(), scenarios=(scenario,))


def stage(label: str, *members: str | Block) -> Block:
    return Block(label=label, members=members)


L1, L2 = stage("L1", "A1"), stage("L2", "B1")


def counted(plan: Plan, proposal: Proposal) -> int:
    """Units that the evaluation of the proposal says come before their stage."""
    found = evaluate_plan(applied(plan, proposal), TODAY).diagnostics
    return sum(int(str(each.args["count"])) for each in found if each.code is Check.STAGE_ORDER)


def test_the_unit_of_the_first_stage_comes_first_where_the_end_is_the_same() -> None:
    """In the order of the sheet, B1 would be taken first."""
    plan = staged(unit("B1"), unit("A1"), stages=(L1, L2))
    found = proposed(plan)
    assert where(found) == {"A1": "2027-S1", "B1": "2027-S2"}
    assert value(found, Criterion.STAGES) == counted(plan, found) == 0
    assert found.optimal


def test_the_end_is_not_later_for_it_and_what_is_not_followed_is_said() -> None:
    plan = staged(unit("A1", Part.S2), unit("B1", Part.S1), stages=(L1, L2))
    found = proposed(plan)
    assert where(found) == {"B1": "2027-S1", "A1": "2027-S2"}
    assert found.unfollowed == (Unfollowed("B1", "A1", is_stage=True),)
    assert value(found, Criterion.STAGES) == counted(plan, found) == 1
    ((code, said),) = unfollowed_sentences(found)
    assert code == "B1"
    assert "A1" in said


def test_units_of_two_stages_may_run_side_by_side() -> None:
    found = proposed(staged(unit("A1"), unit("B1"), stages=(L1, L2), limit=12))
    assert set(where(found).values()) == {"2027-S1"}
    assert found.unfollowed == ()


def test_nothing_is_asked_where_no_order_is_followed_or_there_is_one_stage() -> None:
    plan = staged(unit("B1"), unit("A1"), stages=(L1, L2))
    silent = plan.with_scenario(replace(plan.scenario, follow_recommended_order=False))
    whole = staged(unit("B1"), unit("A1"), stages=(stage("L1", "A1", "B1"),))
    without = replace(plan, programme=replace(plan.programme, award=None))
    for other in (silent, whole, without):
        found = proposed(other)
        assert where(found) == {"B1": "2027-S1", "A1": "2027-S2"}
        assert Criterion.STAGES not in [level.criterion for level in found.levels]
        assert found.unfollowed == ()


def test_what_was_taken_already_is_a_fact_and_what_is_enrolled_in_counts_where_a_unit_placed_comes_after() -> None:
    def with_attempt(state: UnitState, text: str) -> Proposal:
        attempt = Attempt(unit="B1", term=term(text), state=state, date=TODAY)
        return proposed(staged(unit("A1"), unit("B1"), stages=(L1, L2), profile=Profile(attempts=(attempt,))))

    assert with_attempt(UnitState.VALIDATED, "2025-S1").unfollowed == ()
    enrolled = with_attempt(UnitState.ENROLLED, "2027-S1")
    assert where(enrolled) == {"A1": "2027-S2"}
    assert enrolled.unfollowed == (Unfollowed("B1", "A1", is_stage=True),)


def test_what_is_planned_is_not_moved_for_the_stages_where_the_plan_is_kept() -> None:
    plan = staged(unit("A1"), unit("B1"), stages=(L1, L2))
    placements = (Placement(unit="B1", term=term("2027-S1")), Placement(unit="A1", term=term("2027-S2")))
    planned = plan.with_scenario(replace(plan.scenario, placements=placements))
    assert proposed(planned, keep=True).is_present
    assert where(proposed(planned)) == {"A1": "2027-S1", "B1": "2027-S2"}


def test_a_unit_that_may_count_in_two_stages_counts_in_the_one_that_the_award_gives_it_to() -> None:
    """Two languages, one for each stage: the first of the sheet is that of L2, and comes before L3 then."""
    languages = Block(take=TakeUnits(1), members=("ANG", "ARA"))
    plan = staged(
        unit("B1"),
        unit("C1"),
        unit("ARA", Part.S1),
        unit("ANG"),
        stages=(stage("L2", "B1", languages), stage("L3", "C1", languages)),
    )
    found = proposed(plan)
    assert value(found, Criterion.STAGES) == counted(plan, found) == 0
    assert found.optimal


parts = st.sampled_from((BOTH, (Part.S1,), (Part.S2,), (Part.ANNUAL,), BOTH))
CODES = ("A1", "A2", "B1", "B2", "C1")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Five units due in two or three stages, in any order of the sheet, some of them planned or behind the learner."""
    units = [unit(code, *draw(parts), ects=draw(st.sampled_from((3, 6)))) for code in draw(st.permutations(CODES))]
    last = draw(st.sampled_from(((stage("L2", "B1", "B2"), stage("L3", "C1")), (stage("L2", "B1", "B2", "C1"),))))
    attempts = draw(
        st.dictionaries(
            st.sampled_from(CODES),
            st.sampled_from(((UnitState.ENROLLED, "2027-S1"), (UnitState.VALIDATED, "2026-S1"))),
            max_size=1,
        )
    )
    profile = Profile(
        attempts=tuple(
            Attempt(unit=code, term=term(at), state=state, date=TODAY) for code, (state, at) in attempts.items()
        )
    )
    return staged(*units, stages=(stage("L1", "A1", "A2"), *last), limit=draw(st.sampled_from((6, 9))), profile=profile)


def before_their_stage(plan: Plan, at: dict[str, Term]) -> int:
    """Units placed, or enrolled in, that are over before one of an earlier stage begins; the latter is placed."""
    assert plan.programme.award is not None
    stages = [block.codes for block in plan.programme.award.blocks]
    fixed = {attempt.unit: attempt for attempt in plan.profile.attempts}
    places = {**at, **{code: attempt.term for code, attempt in fixed.items()}}
    ahead = set(at) | {code for code, attempt in fixed.items() if attempt.state is UnitState.ENROLLED}
    return sum(
        any(
            number_of(places[code].last_semester) < number_of(places[other].semesters[0])
            for before in stages[:place]
            for other in before
            if code in at or other in at
        )
        for place, codes in enumerate(stages)
        for code in codes
        if code in ahead
    )


def all_plans(plan: Plan, end: Term) -> list[dict[str, Term]]:
    """Every way to place the units that ends by *end* and keeps to the limit."""
    fixed = {attempt.unit: attempt.term for attempt in plan.profile.attempts}
    free = [unit for unit in plan.programme.units if unit.code not in fixed]
    choices = [
        [
            Term(year, offer.part)
            for year in range(2027, end.year + 1)
            for offer in unit.openings[YEAR]
            if Term(year, offer.part).last_semester <= end
        ]
        for unit in free
    ]
    found: list[dict[str, Term]] = []
    for way in product(*choices):
        at = {unit.code: chosen for unit, chosen in zip(free, way, strict=True)}
        loads: dict[Term, float] = {}
        for code, chosen in {**fixed, **at}.items():
            for semester in chosen.semesters:
                share = plan.programme.by_code[code].ects / len(chosen.semesters)
                loads[semester] = loads.get(semester, 0) + share
        if all(load <= (plan.scenario.max_ects or 0) for load in loads.values()):
            found.append(at)
    return found


@given(plan=plans(), objective=st.sampled_from(Objective))
def test_the_stages_never_make_the_end_later_and_no_plan_with_it_follows_them_better(
    plan: Plan, objective: Objective
) -> None:
    silent = plan.with_scenario(replace(plan.scenario, follow_recommended_order=False))
    found, other = ask(plan, objective=objective), ask(silent, objective=objective)
    assert isinstance(found, Proposal)
    assert isinstance(other, Proposal)
    assert found.end_term == other.end_term
    assert found.optimal
    early = value(found, Criterion.STAGES)
    event(f"early {early}")
    at = {placed.unit: placed.term for placed in found.placements}
    assert early == len(found.unfollowed) == before_their_stage(plan, at)
    assert early <= counted(plan, found)
    if objective is Objective.EARLIEST and found.end_term is not None:
        assert early == min(before_their_stage(plan, way) for way in all_plans(plan, found.end_term))


@pytest.mark.parametrize("objective", list(Objective))
@given(plan=plans(), shared=st.permutations(("A2", "B2", "C1")), count=st.integers(1, 2))
def test_what_is_counted_is_what_the_evaluation_says_where_units_are_chosen(
    objective: Objective, plan: Plan, shared: list[str], count: int
) -> None:
    choice = Block(take=TakeUnits(1), members=tuple(shared[: count + 1]))
    programme = replace(plan.programme, award=Block(members=(stage("L1", "A1", choice), stage("L2", "B1", choice))))
    plan = replace(plan, programme=programme, profile=Profile())
    found = proposed(plan, objective=objective)
    assert found.optimal
    assert value(found, Criterion.STAGES) == len(found.unfollowed) == counted(plan, found)


def test_stages_that_are_demanded_are_kept_to_and_named_where_they_clash() -> None:
    plan = staged(unit("A1", Part.S2), unit("B1", Part.S1), stages=(L1, L2))
    found = proposed(plan, follow_order=True)
    assert where(found) == {"A1": "2027-S2", "B1": "2028-S1"}
    assert found.unfollowed == ()
    reasons = [reason.demands for reason in why(found).reasons]
    assert (Demand(DemandKind.STAGES),) in reasons
    clash = clashing(plan, follow_order=True, end=term("2027-S2"))
    assert DemandKind.STAGES in [demand.kind for demand in clash.demands]
    assert any(not each.request.follow_order for each in clash.relaxations)
