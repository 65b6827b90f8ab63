"""What is advised for each question: what it supposes, what moves, and what stays."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import HORIZON_YEARS
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import LAST_YEAR, Part, Term
from csp_planner.domain.wishes import LimitWish, Wishes
from csp_planner.proposal.advice import with_advice
from csp_planner.proposal.questions import (
    Fails,
    FewerEcts,
    Place,
    StartsLater,
    TermOff,
    query_of,
)
from csp_planner.proposal.request import DemandKind

from ..domain.helpers import (
    TODAY,
    WAIVER,
    done,
    found,
    full,
    marked,
    put,
    put_all,
    refused,
    term,
    with_limits,
    with_unit,
)
from .asking import advised_of, moves, sound

# What was chosen for proposals


def test_a_question_asks_nothing_that_was_chosen_for_proposals(empty_plan: Plan) -> None:
    plan = edits.set_leave(sound(empty_plan), term("2029-S1"), TODAY)
    assert isinstance(plan, Plan)
    wishes = Wishes(
        max_ects=LimitWish(30),
        end=term("2028-S1"),
        away=(term("2030-S1"),),
        back=(term("2029-S1"),),
        pinned=("CCE001",),
        without_waivers=True,
    )
    advice = advised_of(edits.set_wishes(plan, wishes), Fails("CCE001"))
    assert moves(advice) == {"CCE001": ("2027-S1", "2028-S1")}
    assert (advice.given_up, advice.plan.scenario.leaves) == ((), (term("2029-S1"),))
    assert advice.plan.scenario.wishes == wishes
    lighter = query_of(edits.set_wishes(plan, wishes), FewerEcts(18), TODAY)
    assert lighter.request.max_ects == 18


# A term off, a later start, fewer credits


def test_term_off_moves_what_is_planned_in_it_annual_units_included(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "TET003": "2027-A", "CCE003": "2027-S2", "UA211G": "2027-S1"})
    advice = advised_of(with_limits(plan, None), TermOff(term("2027-S1")))
    assert moves(advice)["CCE001"] == ("2027-S1", "2028-S1")
    assert moves(advice)["TET003"] == ("2027-A", "2028-A")
    off = advice.evaluation.load(term("2027-S1"))
    assert off is not None
    assert off.units == ()
    assert advice.plan.scenario.leaves == (term("2027-S1"),)
    assert (advice.end_after, advice.given_up) == (term("2028-S2"), ())


def test_term_off_leaves_what_one_is_enrolled_in(empty_plan: Plan) -> None:
    plan = marked(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), "CCE001", UnitState.ENROLLED)
    assert set(moves(advised_of(plan, TermOff(term("2027-S1"))))) == {"FPG003"}


def test_semesters_off_that_the_scenario_has_stay_off(empty_plan: Plan) -> None:
    away = empty_plan.with_scenario(replace(empty_plan.scenario, leaves=(term("2028-S1"),)))
    plan = put(away, "CCE001", "2027-S1")
    advice = advised_of(plan, TermOff(term("2027-S1")))
    assert moves(advice) == {"CCE001": ("2027-S1", "2029-S1")}
    assert advice.plan.scenario.leaves == (term("2027-S1"), term("2028-S1"))


def test_a_waiver_for_a_semester_off_is_asked_for_another(empty_plan: Plan) -> None:
    plan = put(put(empty_plan, "TET007", "2027-S1", WAIVER), "UA211G", "2028-S1")
    advice = advised_of(plan, TermOff(term("2027-S1")))
    assert set(moves(advice)) == {"TET007"}
    assert (advice.waivers, advice.given_up, advice.semesters_later) == (("TET007",), (), 0)


def test_later_start_leaves_out_the_first_semester_with_plans(empty_plan: Plan) -> None:
    plan = with_limits(put_all(empty_plan, {"PST003": "2026-S2", "TRS002": "2026-S2", "CCE001": "2027-S1"}), None)
    advice = advised_of(plan, StartsLater())
    assert advice.plan.scenario.start == term("2027-S1")
    assert moves(advice) == {"PST003": ("2026-S2", "2027-S2"), "TRS002": ("2026-S2", "2027-S2")}
    assert advice.semesters_later == 1
    assert advice.plan.scenario.board_years == range(2027, 2029)


def test_later_start_of_an_empty_plan_moves_the_start_alone(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, StartsLater())
    assert (advice.plan.scenario.start, advice.moves) == (term("2026-S2"), ())


def test_later_start_looks_no_further_back_than_the_start(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"PST003": "2026-S2", "CCE001": "2027-S1"})
    plan = with_limits(done(edits.set_start(plan, term("2027-S1"))), None)
    advice = advised_of(plan, StartsLater())
    assert advice.plan.scenario.start == term("2027-S2")
    assert moves(advice)["CCE001"] == ("2027-S1", "2028-S1")


def test_later_start_of_a_board_of_one_year_keeps_a_year(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S2"), years=1))
    assert advised_of(plan, StartsLater()).plan.scenario.board_years == range(2027, 2028)
    spring = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S1"), years=2))
    assert advised_of(spring, StartsLater()).plan.scenario.board_years == range(2026, 2028)


def test_studies_that_start_in_the_last_semester_there_is_start_no_later(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=Term(LAST_YEAR, Part.S2), years=1))
    assert advised_of(plan, StartsLater()).plan == plan


def test_fewer_credits_spread_the_plan_over_later_terms(empty_plan: Plan) -> None:
    advice = advised_of(full(empty_plan), FewerEcts(12))
    assert advice.plan.scenario.max_ects == 12
    assert advice.semesters_later is not None
    assert advice.semesters_later > 0
    # Only what is larger than the limit may pass it, alone.
    over = [load.units for load in advice.evaluation.terms if load.overloaded]
    assert over == [("UA211G",)]
    assert not advice.unplaced
    assert not found(advice.plan, "recommended-order")
    assert not found(advice.plan, "report-early")


def test_fewer_credits_move_as_few_units_as_will_do(empty_plan: Plan) -> None:
    last = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1"}), None)
    for limit in (6, 9.5):
        (way,) = moves(advised_of(last, FewerEcts(limit))).values()
        assert way == ("2027-S1", "2028-S1")
    assert moves(advised_of(last, FewerEcts(10))) == {}


def test_a_limit_is_tried_as_it_is_asked(empty_plan: Plan) -> None:
    assert advised_of(empty_plan, FewerEcts(0.5)).plan.scenario.max_ects == 0.5
    assert advised_of(empty_plan, FewerEcts(1)).plan.scenario.max_ects == 1


def test_what_stands_by_waiver_or_is_enrolled_in_makes_no_room(empty_plan: Plan) -> None:
    plan = put(with_limits(empty_plan, None), "CCE003", "2027-S1", WAIVER)
    plan = put(marked(plan, "FPG003", UnitState.ENROLLED, "2027-S1"), "AST004", "2027-S1")
    assert set(moves(advised_of(plan, FewerEcts(10)))) == {"AST004"}


def test_limit_that_waivers_pass_is_named_and_what_does_instead(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET007": "2027-S1", "UAS004": "2027-S1"}, WAIVER)
    advice = advised_of(plan, FewerEcts(6))
    (given_up,) = advice.given_up
    assert [demand.kind for demand in given_up.relaxation.demands] == [DemandKind.MAX_ECTS]
    load = advice.before.load(term("2027-S1"))
    assert load is not None
    assert given_up.relaxation.limit == load.ects
    assert (advice.moves, advice.plan.scenario.max_ects) == ((), 6)


def test_other_scenarios_are_as_they_were(empty_plan: Plan) -> None:
    other = replace(empty_plan.scenario, name="Autre")
    plan = full(replace(empty_plan, scenarios=(empty_plan.scenario, other)))
    for question in (Fails("CCE001"), TermOff(term("2027-S1")), StartsLater()):
        assert advised_of(plan, question).plan.scenarios[1] == other


# How far a unit may go


@pytest.mark.parametrize("state", [UnitState.FAILED, UnitState.WITHDRAWN])
def test_unit_is_never_taken_again_before_its_last_attempt_is_over(empty_plan: Plan, state: UnitState) -> None:
    plan = marked(empty_plan, "AST004", state, "2028-S1")
    assert moves(advised_of(plan, Place("AST004"))) == {"AST004": ("None", "2029-S1")}


def test_unit_goes_no_later_than_the_last_of_the_40_years_a_file_may_hold(empty_plan: Plan) -> None:
    early = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("1990-S1"), years=1))
    advice = advised_of(put(early, "CCE001", "2028-S1"), Fails("CCE001"))
    assert moves(advice) == {"CCE001": ("2028-S1", "2029-S1")}


def test_next_opening_is_looked_for_twelve_years_from_the_start_on(empty_plan: Plan) -> None:
    closed = {2025: Opening.SEMESTER_1, 2028: None}
    far = 2026 + HORIZON_YEARS
    reached = with_unit(empty_plan, "CCE001", openings={**closed, far: Opening.SEMESTER_1})
    assert moves(advised_of(put(reached, "CCE001", "2027-S1"), Fails("CCE001"))) == {"CCE001": ("2027-S1", f"{far}-S1")}


# Keeping one


def test_kept_failure_stays_a_supposition(empty_plan: Plan) -> None:
    plan = full(empty_plan)
    advice = advised_of(plan, Fails("CCE001"))
    kept = done(with_advice(plan, advice, "Sans CCE001"))
    assert (kept.profile, kept.scenarios[0]) == (plan.profile, plan.scenario)
    assert (kept.scenario.name, kept.active) == ("Sans CCE001", 1)
    assert kept.scenario.placements == advice.plan.scenario.placements


def test_trial_is_kept_under_a_free_name_only(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, StartsLater())
    assert refused(with_advice(empty_plan, advice, empty_plan.scenario.name)).reason is Reason.NAME_TAKEN


def test_what_mends_the_scenario_shown_makes_no_other(empty_plan: Plan) -> None:
    advice = advised_of(empty_plan, Place("CCE001"))
    kept = done(with_advice(empty_plan, advice, "Placer CCE001"))
    assert (len(kept.scenarios), kept.scenario.name) == (1, empty_plan.scenario.name)
    assert kept.scenario.placement("CCE001") is not None
