"""The way to attend a unit: what placing chooses, and what the learner does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.offers import MAX_MODES, Mode, Offer
from csp_planner.domain.openings import modes_in
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part

from ..helpers import TODAY, WAIVER, done, marked, put, refused, taught, term, two_scenarios, wanting, with_unit

WAYS = (Offer(Part.S1, ("evening", "daytime")), Offer(Part.S2, ("distance-open", "en regroupements")))


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """A plan of a sheet where one unit runs in several ways, other ones in each semester."""
    return with_unit(empty_plan, "CCE001", openings={2025: WAYS})


def mode(plan: Plan) -> str:
    placement = plan.scenario.placement("CCE001")
    assert placement is not None
    return placement.mode


def test_ways_are_those_of_the_offer_that_a_projected_year_rests_on(plan: Plan) -> None:
    unit = plan.programme.by_code["CCE001"]
    assert (
        modes_in(plan.programme, unit, term("2025-S1"))
        == modes_in(plan.programme, unit, term("2031-S1"))
        == ("evening", "daytime")
    )
    assert modes_in(plan.programme, unit, term("2027-S2")) == ("distance-open", "en regroupements")
    for nowhere in ("2027-A", "2024-S1"):
        assert modes_in(plan.programme, unit, term(nowhere)) == ()
    assert modes_in(plan.programme, replace(unit, openings={}), term("2027-S1")) == ()


def test_ways_alternate_with_the_years_that_alternate(plan: Plan) -> None:
    years = {2023: taught("evening"), 2024: (), 2025: taught("evening", "hybrid")}
    unit = with_unit(plan, "CCE001", openings=years).programme.by_code["CCE001"]
    assert [modes_in(plan.programme, unit, term(f"{year}-S1")) for year in (2026, 2027)] == [(), ("evening", "hybrid")]


def test_a_sheet_lists_the_ways_it_knows_before_its_own_words(plan: Plan) -> None:
    assert plan.programme.modes == ("evening", "daytime", "distance-open", "en regroupements")


def test_placing_takes_the_first_way_wanted_that_is_offered_else_the_first_offered(plan: Plan) -> None:
    assert mode(put(plan, "CCE001", "2027-S1")) == "evening"
    assert mode(put(wanting(plan, "hybrid", "daytime", "evening"), "CCE001", "2027-S1")) == "daytime"
    assert mode(put(wanting(plan, "hybrid"), "CCE001", "2027-S1")) == "evening"


def test_moving_chooses_again(plan: Plan) -> None:
    there = put(wanting(plan, "en regroupements"), "CCE001", "2027-S1")
    assert mode(put(there, "CCE001", "2027-S2")) == "en regroupements"
    by_day = done(edits.set_mode(there, "CCE001", "daytime", TODAY))
    assert put(by_day, "CCE001", "2027-S1") is by_day


def test_one_way_or_none_known_is_no_choice(plan: Plan) -> None:
    alone = with_unit(plan, "CCE001", openings={2025: taught("evening")})
    assert mode(put(alone, "CCE001", "2027-S1")) == ""
    assert done(edits.set_mode(put(alone, "CCE001", "2027-S1"), "CCE001", "evening", TODAY)) == put(
        alone, "CCE001", "2027-S1"
    )  # fmt: skip


def test_a_waiver_has_no_way_to_attend(plan: Plan) -> None:
    placed = put(plan, "CCE001", "2026-S1", WAIVER)
    assert mode(placed) == ""
    refusal = refused(edits.set_mode(placed, "CCE001", "evening", TODAY))
    assert (refusal.reason, refusal.name) == (Reason.MODE_NOT_OFFERED, "evening")


def test_a_waiver_given_where_the_unit_stands_takes_its_way(plan: Plan) -> None:
    placed = put(plan, "CCE001", "2027-S1")
    closed = with_unit(placed, "CCE001", openings={2025: WAYS, 2027: ()})
    assert mode(put(closed, "CCE001", "2027-S1", WAIVER)) == ""


def test_a_way_that_is_not_offered_there_is_refused(plan: Plan) -> None:
    refusal = refused(edits.set_mode(put(plan, "CCE001", "2027-S1"), "CCE001", "distance-open", TODAY))
    assert (refusal.reason, refusal.term, refusal.name) == (
        Reason.MODE_NOT_OFFERED, term("2027-S1"), "distance-open",
    )  # fmt: skip


def test_the_way_is_chosen_of_what_is_planned_only(plan: Plan) -> None:
    enrolled = marked(put(plan, "CCE001", "2027-S1"), "CCE001", UnitState.ENROLLED)
    for build, code, reason in (
        (plan, "CCE001", Reason.NOT_PLACED), (plan, "XYZ", Reason.UNIT_UNKNOWN),
        (enrolled, "CCE001", Reason.ALREADY_HELD),
    ):  # fmt: skip
        assert refused(edits.set_mode(build, code, "evening", TODAY)).reason is reason


def test_an_enrolment_keeps_the_way_and_gives_it_back(plan: Plan) -> None:
    by_day = done(edits.set_mode(put(plan, "CCE001", "2027-S1"), "CCE001", "daytime", TODAY))
    enrolled = marked(by_day, "CCE001", UnitState.ENROLLED)
    assert enrolled.profile.attempts[0].mode == "daytime"
    assert marked(enrolled, "CCE001", UnitState.IN_PROGRESS).profile.attempts[0].mode == "daytime"
    assert marked(enrolled, "CCE001", UnitState.PLANNED) == by_day
    elsewhere = done(edits.move_attempt(enrolled, "CCE001", term("2027-S2"), TODAY))
    assert elsewhere.profile.attempts[0].mode == ""


def test_what_is_planned_follows_what_is_wanted_in_every_scenario(plan: Plan) -> None:
    placed = Placement(unit="CCE001", term=term("2028-S1"), mode="evening")
    both = put(two_scenarios(plan), "CCE001", "2027-S1")
    other = replace(both.scenarios[1], placements=(placed,))
    after = wanting(replace(both, scenarios=(both.scenario, other)), "daytime")
    assert [scenario.placements[0].mode for scenario in after.scenarios] == ["daytime", "daytime"]


def test_a_way_chosen_against_what_was_wanted_stays(plan: Plan) -> None:
    evenings = put(wanting(plan, "evening"), "CCE001", "2027-S1")
    by_day = done(edits.set_mode(evenings, "CCE001", "daytime", TODAY))
    assert mode(wanting(by_day, "evening", "hybrid")) == "daytime"


def test_what_nothing_wanted_replaces_stays(plan: Plan) -> None:
    assert mode(wanting(put(plan, "CCE001", "2027-S1"), "hybrid")) == "evening"


def test_ways_wanted_are_kept_in_their_order_once_each(plan: Plan) -> None:
    assert wanting(plan, "hybrid", "evening", "hybrid").profile.modes == ("hybrid", "evening")
    many = [str(number) for number in range(MAX_MODES + 1)]
    assert refused(edits.set_modes(plan, many)).reason is Reason.BAD_VALUE


ways = st.lists(st.sampled_from((*Mode, "en regroupements")), max_size=4, unique=True).map(tuple)


@given(offered=ways, wanted=ways)
def test_a_placed_unit_has_a_way_where_there_are_several_and_a_wanted_one_where_one_is(
    crn01: Programme, offered: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    bare = Plan(programme=crn01, profile=Profile(), scenarios=(Scenario(name="A", start=term("2026-S1")),))
    plan = with_unit(wanting(bare, *wanted), "CCE001", openings={2025: taught(*offered)})
    chosen = mode(put(plan, "CCE001", "2027-S1"))
    assert (chosen in offered) == (len(offered) > 1)
    assert len(offered) < 2 or not set(wanted) & set(offered) or chosen in wanted
