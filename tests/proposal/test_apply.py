"""From a proposal to one more scenario."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.limits import MAX_SCENARIOS
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Credit, CreditBasis, Waiver
from csp_planner.domain.wishes import Wishes
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.request import request_for

from ..solver.helpers import GRANTED, TODAY, applied, proposed, term, where


def test_the_proposal_is_the_last_scenario_and_the_one_shown(empty_plan: Plan) -> None:
    found = proposed(empty_plan, max_ects=18, away=frozenset({term("2027-S2"), term("2027-S1")}))
    new = applied(empty_plan, found)
    assert new.scenarios[0] == empty_plan.scenario
    assert (new.active, new.scenario.name) == (1, "Proposition")
    assert {item.unit: str(item.term) for item in new.scenario.placements} == where(found)
    assert (new.scenario.max_ects, new.scenario.follow_recommended_order) == (18, True)
    assert new.scenario.leaves == (term("2027-S1"), term("2027-S2"))
    assert not new.scenario.retained


def test_its_name_is_one_that_is_free(empty_plan: Plan) -> None:
    found = proposed(empty_plan)
    twice = applied(applied(empty_plan, found), found)
    assert [scenario.name for scenario in twice.scenarios[1:]] == ["Proposition", "Proposition 2"]


def test_a_placement_that_stays_is_kept_with_all_it_holds(empty_plan: Plan) -> None:
    kept = Placement(unit="TET010", term=term("2028-S1"), waiver=Waiver(reason="à distance", date=TODAY))
    gone = Placement(unit="TET007", term=term("2027-S1"))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(gone, kept)))
    new = applied(plan, proposed(plan, keep=True, allow_waivers=False))
    assert new.scenario.placement("TET010") == kept
    assert new.scenario.placement("TET007") is None


def test_what_a_proposal_places_by_waiver_is_still_to_be_asked_for_and_moves_with_the_next(empty_plan: Plan) -> None:
    plan = applied(empty_plan, proposed(empty_plan))
    waiver = replace(GRANTED, proposed=True)
    assert {item.unit: item.waiver for item in plan.scenario.placements if item.waiver} == {
        "TET007": waiver,
        "UAS004": waiver,
    }
    at = {item.unit: item.term for item in plan.scenario.placements}
    moved = applied(plan, proposed(plan, away=frozenset({at["TET007"]})))
    placement = moved.scenario.placement("TET007")
    assert placement is not None
    assert (placement.term != at["TET007"], placement.waiver) == (True, waiver)


def test_a_proposed_waiver_that_stays_is_not_written_anew(empty_plan: Plan) -> None:
    plan = applied(empty_plan, proposed(empty_plan))
    later = with_proposal(plan, proposed(plan), "Encore", Waiver(reason="autre", date=TODAY))
    assert isinstance(later, Plan)
    assert later.scenario.placements == plan.scenario.placements


def test_a_plan_that_changed_meanwhile_refuses_the_proposal(empty_plan: Plan) -> None:
    found = proposed(empty_plan)
    changed = edits.add_credit(empty_plan, Credit(unit="TET010", basis=CreditBasis.VES, date=TODAY))
    assert isinstance(changed, Plan)
    refusal = with_proposal(changed, found, "Proposition", GRANTED)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.ALREADY_HELD


def test_a_full_list_of_scenarios_refuses_one_more(empty_plan: Plan) -> None:
    scenarios = tuple(replace(empty_plan.scenario, name=f"S{index}") for index in range(MAX_SCENARIOS))
    plan = replace(empty_plan, scenarios=scenarios)
    refusal = with_proposal(plan, proposed(plan), "Proposition", GRANTED)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.TOO_MANY_SCENARIOS


def test_the_usual_request_follows_the_scenario(empty_plan: Plan) -> None:
    leaves = (term("2027-S2"),)
    scenario = replace(empty_plan.scenario, max_ects=18, max_hours=90, start=term("2026-S1"), leaves=leaves)
    request = request_for(empty_plan.with_scenario(scenario), TODAY)
    assert (request.max_ects, request.max_hours, request.away) == (18, 90, frozenset(leaves))
    assert (request.report_last, request.allow_waivers, request.follow_order) == (True, True, False)
    # Enrolment for the semester the scenario starts in has closed.
    assert request.start == term("2026-S2")


def test_its_choices_are_those_it_was_made_from(empty_plan: Plan) -> None:
    """What has become a fact of the scenario, its limit and its semesters off, is no choice any more."""
    off = term("2027-S1")
    chosen = {"max_ects": 18, "away": frozenset({off}), "max_units": 3, "report_last": False, "end": term("2035-S2")}
    new = applied(empty_plan, proposed(empty_plan, **chosen)).scenario
    assert (new.max_ects, new.leaves) == (18, (off,))
    assert new.wishes == Wishes(max_units=3, report_anytime=True, end=term("2035-S2"))


def test_advice_about_the_order_is_still_given_where_the_order_was_not_demanded(empty_plan: Plan) -> None:
    unheeded = empty_plan.with_scenario(replace(empty_plan.scenario, follow_recommended_order=False))
    assert applied(empty_plan, proposed(empty_plan)).scenario.follow_recommended_order
    assert not applied(unheeded, proposed(unheeded)).scenario.follow_recommended_order
    assert applied(unheeded, proposed(unheeded, follow_order=True)).scenario.follow_recommended_order


def test_a_semester_that_has_ended_is_not_taken_off_by_a_proposal(empty_plan: Plan) -> None:
    held = Placement(unit="TET007", term=term("2025-S1"), waiver=Waiver(reason="à distance", date=TODAY))
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, placements=(held,)))
    new = applied(plan, proposed(plan, away=frozenset({term("2025-S1"), term("2027-S1")})))
    assert new.scenario.placement("TET007") == held
    assert new.scenario.leaves == (term("2027-S1"),)
    off = plan.with_scenario(replace(plan.scenario, leaves=(term("2025-S2"),)))
    assert applied(off, proposed(off)).scenario.leaves == (term("2025-S2"),)
