"""The built-in diploma: what is proposed for an empty plan, and for the situations people bring."""

from dataclasses import replace
from typing import Any

import pytest

from csp_planner.domain import edits
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Override, Profile, Waiver
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Criterion, Proposal

from .helpers import GRANTED, IN_ORDER, TODAY, applied, judged, proposed, term, value, where

NEVER_OPEN = ("TET007", "UAS004")


def with_placements(plan: Plan, *placements: Placement) -> Plan:
    return plan.with_scenario(replace(plan.scenario, placements=placements))


def enrolled(plan: Plan, code: str, where: str) -> Plan:
    found = edits.record_outcome(plan, code, UnitState.ENROLLED, TODAY, term(where))
    assert isinstance(found, Plan)
    return found


def loads(plan: Plan, proposal: Proposal) -> dict[str, tuple[float, int]]:
    return {str(load.term): (load.ects, len(load.units)) for load in judged(plan, proposal).terms if load.units}


def test_an_empty_plan_gets_the_earliest_end_proven(empty_plan: Plan) -> None:
    found = proposed(empty_plan)
    assert found.optimal
    assert str(found.end_term) == "2028-S2"
    assert found.unplaced == ()
    assert len(found.placements) == 14
    assert all(ects <= 24 for ects, _count in loads(empty_plan, found).values())
    bare = proposed(empty_plan, **IN_ORDER)
    assert (str(bare.end_term), bare.unplaced, len(bare.placements)) == ("2028-S1", NEVER_OPEN, 12)
    assert value(bare, Criterion.LEFT_OUT) == 2


def test_units_that_open_nowhere_are_placed_when_waivers_are_allowed(empty_plan: Plan) -> None:
    found = proposed(empty_plan, allow_waivers=True)
    assert found.unplaced == ()
    assert [placed.unit for placed in found.placements if placed.needs_waiver] == ["TET007", "UAS004"]
    assert value(found, Criterion.WAIVERS) == 2
    waivers = {item.unit: item.waiver for item in applied(empty_plan, found).scenario.placements if item.waiver}
    assert waivers == dict.fromkeys(NEVER_OPEN, replace(GRANTED, proposed=True))
    assert not judged(empty_plan, found).blocking


def test_a_waiver_for_one_unit_leaves_the_other_unplaced(empty_plan: Plan) -> None:
    found = proposed(empty_plan, waivable=frozenset({"TET007"}), allow_waivers=False)
    assert found.unplaced == ("UAS004",)


def test_a_unit_heavier_than_the_limit_stands_alone(empty_plan: Plan) -> None:
    found = proposed(empty_plan, max_ects=12)
    alone = loads(empty_plan, found)[where(found)["UA211G"]]
    assert alone == (16, 1)
    assert [load.ects for load in judged(empty_plan, found).terms if load.overloaded] == [16]


def test_an_annual_unit_counts_half_in_each_semester(empty_plan: Plan) -> None:
    found = proposed(empty_plan, max_units=3)
    assert max(count for _ects, count in loads(empty_plan, found).values()) <= 3
    assert where(found)["TET003"].endswith("-A")


def test_hours_are_a_limit_too(empty_plan: Plan) -> None:
    found = proposed(empty_plan, max_ects=None, max_hours=110)
    assert all(load.hours <= 110 for load in judged(empty_plan, found).terms)
    assert found.end_term is not None
    assert found.end_term > term("2028-S1")


def test_the_recommended_order_is_kept_to_when_demanded(empty_plan: Plan) -> None:
    at = where(proposed(empty_plan))
    for order in empty_plan.programme.recommended_order:
        assert term(at[order.before]).last_semester < term(at[order.after]).semesters[0]


def test_the_order_is_a_preference_when_it_is_not_demanded(empty_plan: Plan) -> None:
    pair = (Placement(unit="AST005", term=term("2026-S2")), Placement(unit="AST004", term=term("2027-S1")))
    plan = with_placements(empty_plan, *pair)
    pins = frozenset({"AST004", "AST005"})
    found = proposed(plan, follow_order=False, pinned=pins, report_last=True)
    assert value(found, Criterion.ADVICE) == 1


def test_the_report_comes_last_when_asked(empty_plan: Plan) -> None:
    found = proposed(empty_plan, report_last=True)
    at = where(found)
    ends = [term(at[code]).last_semester for code in empty_plan.programme.conditions.units if code in at]
    assert all(end <= term(at["UA211G"]) for end in ends)


def test_the_report_may_share_the_last_semester_of_what_it_rests_on(empty_plan: Plan) -> None:
    at = where(proposed(empty_plan, report_last=True, max_ects=None))
    ends = {str(term(at[code]).last_semester) for code in empty_plan.programme.conditions.units if code in at}
    assert at["UA211G"] == max(ends)


def test_the_report_waits_for_the_experience(empty_plan: Plan) -> None:
    from datetime import date

    from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod

    period = ExperiencePeriod(start=date(2027, 9, 1), end=None, kind=ExperienceKind.IN_FIELD)
    plan = edits.set_experience(empty_plan, (period,))
    assert isinstance(plan, Plan)
    # 18 months from September 2027 end on the last day of February 2029, which semester 1 ends before.
    assert where(proposed(plan, report_last=True))["UA211G"] == "2028-S2"


def test_nothing_is_planned_while_the_learner_is_away(empty_plan: Plan) -> None:
    found = proposed(empty_plan, away=frozenset({term("2027-S2"), term("2026-A")}))
    taken = {half for placed in found.placements for half in placed.term.semesters}
    assert taken.isdisjoint({term("2027-S2"), term("2026-S2")})


def test_a_pin_stays_and_the_rest_is_planned_around_it(empty_plan: Plan) -> None:
    plan = with_placements(empty_plan, Placement(unit="TET010", term=term("2029-S1")))
    found = proposed(plan, pinned=frozenset({"TET010"}))
    assert where(found)["TET010"] == "2029-S1"
    assert str(found.end_term) == "2029-S1"
    assert str(proposed(plan).end_term) == "2028-S2"


def test_a_pin_keeps_its_waiver(empty_plan: Plan) -> None:
    waiver = Waiver(reason="à distance", date=TODAY)
    plan = with_placements(empty_plan, Placement(unit="TET007", term=term("2027-S2"), waiver=waiver))
    found = proposed(plan, pinned=frozenset({"TET007"}), allow_waivers=False)
    placement = applied(plan, found).scenario.placement("TET007")
    assert placement == plan.scenario.placement("TET007")
    assert found.unplaced == ("UAS004",)


def test_a_waiver_already_granted_is_used_without_being_pinned(empty_plan: Plan) -> None:
    waiver = Waiver(reason="à distance", date=TODAY)
    plan = with_placements(empty_plan, Placement(unit="TET007", term=term("2027-S2"), waiver=waiver))
    assert where(proposed(plan))["TET007"] == "2027-S2"


def test_a_placement_that_no_longer_fits_is_moved(empty_plan: Plan) -> None:
    plan = with_placements(empty_plan, Placement(unit="TET010", term=term("2027-S2")))
    found = proposed(plan, keep=True)
    assert where(found)["TET010"].endswith("-S1")
    assert value(found, Criterion.CHANGES) == 1


def test_keeping_the_end_and_the_advice_moves_no_more_than_that_takes(empty_plan: Plan) -> None:
    """AST005 was moved before AST004 by hand: it alone goes back behind it, and the plan ends no later."""
    plan = applied(empty_plan, proposed(empty_plan))
    other = [item for item in plan.scenario.placements if item.unit != "AST005"]
    early = Placement(unit="AST005", term=term("2026-S2"))
    worse = plan.with_scenario(replace(plan.scenario, placements=(*other, early)))
    found = proposed(worse, keep=True)
    assert [level.criterion for level in found.levels[:5]] == [
        Criterion.LEFT_OUT,
        Criterion.DELAY,
        Criterion.ADVICE,
        Criterion.INTRODUCTION,
        Criterion.CHANGES,
    ]
    assert (value(found, Criterion.DELAY), value(found, Criterion.ADVICE), value(found, Criterion.CHANGES)) == (0, 0, 1)
    stays = worse.with_scenario(replace(worse.scenario, follow_recommended_order=False))
    assert value(proposed(stays, keep=True), Criterion.CHANGES) == 0


def test_a_semester_that_passes_the_limit_may_go_on_to_but_for_the_one_to_relieve(empty_plan: Plan) -> None:
    full = (Placement(unit="FPG003", term=term("2027-S1")), Placement(unit="TET010", term=term("2027-S1")))
    plan = with_placements(empty_plan, *full, Placement(unit="UA211G", term=term("2032-S2")))
    asked: dict[str, Any] = {"keep": True, "max_ects": 10}
    assert value(proposed(plan, **asked), Criterion.CHANGES) == 1
    tolerant = proposed(plan, **asked, tolerant=True)
    assert value(tolerant, Criterion.CHANGES) == 0
    assert loads(plan, tolerant)["2027-S1"] == (12, 2)
    others = [each for at, each in loads(plan, tolerant).items() if at != "2027-S1"]
    assert all(ects <= 10 or count == 1 for ects, count in others)
    pinned = proposed(plan, **asked, tolerant=True, pinned=frozenset({"FPG003"}))
    assert loads(plan, pinned)["2027-S1"] == (12, 2)
    relieved = proposed(plan, **asked, tolerant=True, relieved=term("2027-S1"))
    assert loads(plan, relieved)["2027-S1"][0] <= 10


def test_keeping_changes_as_little_as_possible_even_when_it_ends_later(empty_plan: Plan) -> None:
    late = (Placement(unit="TET010", term=term("2030-S1")), Placement(unit="CCE001", term=term("2027-S1")))
    plan = with_placements(empty_plan, *late)
    found = proposed(plan, keep=True)
    assert value(found, Criterion.CHANGES) == 0
    assert str(found.end_term) == "2030-S1"


def test_what_is_enrolled_in_stays_and_counts(empty_plan: Plan) -> None:
    plan = enrolled(enrolled(empty_plan, "TET003", "2026-A"), "AST002", "2026-A")
    found = proposed(plan, max_ects=12)
    assert {"TET003", "AST002"}.isdisjoint(where(found))
    spring = [placed.unit for placed in found.placements if placed.term == term("2026-S2")]
    # 4 and 3 ECTS stand there already: of 12, the report and two units of 6 do not fit.
    assert sum(plan.programme.by_code[code].ects for code in spring) <= 5


def test_a_semester_overloaded_by_what_is_held_takes_no_more_and_blocks_nothing(empty_plan: Plan) -> None:
    plan = enrolled(enrolled(empty_plan, "PST003", "2026-S2"), "AST005", "2026-S2")
    found = proposed(plan, max_ects=8)
    assert term("2026-S2") not in {placed.term for placed in found.placements}


def test_figures_entered_by_the_user_weigh(empty_plan: Plan) -> None:
    figure = Override(unit="CCE001", ects=24.0, hours=None, date=TODAY)
    plan = replace(empty_plan, profile=Profile(figures=(figure,)))
    found = proposed(plan)
    at = where(found)
    assert [unit for unit, place in at.items() if place == at["CCE001"]] == ["CCE001"]


def test_a_steady_load_stays_within_the_years_of_the_board(empty_plan: Plan) -> None:
    steady, early = (
        proposed(empty_plan, objective=each, report_last=False) for each in (Objective.STEADY, Objective.EARLIEST)
    )
    assert str(steady.end_term) == "2028-S2"
    assert value(steady, Criterion.HEAVIEST) < value(early, Criterion.HEAVIEST)
    assert steady.optimal


def test_a_steady_load_goes_past_a_board_that_is_too_short(crn01: Programme) -> None:
    scenario = Scenario(name="Court", start=Term(2026, Part.S2), years=1)
    plan = Plan(programme=crn01, profile=Profile(), scenarios=(scenario,))
    found = proposed(plan, objective=Objective.STEADY, **IN_ORDER)
    assert str(found.end_term) == "2028-S1"
    assert value(found, Criterion.OVERRUN) == 3


def test_a_steady_load_within_a_chosen_end(empty_plan: Plan) -> None:
    found = proposed(empty_plan, objective=Objective.STEADY, end=term("2029-S2"))
    assert found.end_term is not None
    assert found.end_term <= term("2029-S2")
    assert value(found, Criterion.HEAVIEST) == 16


def test_nothing_to_place_is_a_proposal_too(empty_plan: Plan) -> None:
    plan = replace(empty_plan, programme=replace(empty_plan.programme, units=()))
    found = proposed(plan)
    assert (found.placements, found.end_term, found.optimal) == ((), None, True)


def test_units_the_programme_does_not_know_are_left_where_they_are(empty_plan: Plan) -> None:
    plan = with_placements(empty_plan, Placement(unit="XYZ999", term=term("2031-S1")))
    found = proposed(plan)
    assert str(found.end_term) == "2031-S1"
    assert applied(plan, found).scenario.placement("XYZ999") is not None


@pytest.mark.parametrize("changes", [{}, {"max_ects": 12}, {"objective": Objective.STEADY}, {"keep": True}])
def test_the_evaluation_agrees_with_what_the_criteria_say(empty_plan: Plan, changes: dict[str, Any]) -> None:
    found = proposed(empty_plan, **changes, allow_waivers=False)
    evaluation = judged(empty_plan, found)
    assert value(found, Criterion.HEAVIEST) == max(load.ects for load in evaluation.terms)
    assert evaluation.end_term == found.end_term
    assert {item.unit for item in evaluation.blocking} == set(NEVER_OPEN)
