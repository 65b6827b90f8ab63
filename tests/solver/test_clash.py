"""No plan: the demands that clash, and what would do."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from csp_planner.domain import edits
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.states import UnitState
from csp_planner.messages.clash import refusal_words
from csp_planner.proposal.answer import Clash, Proposal, Relaxation
from csp_planner.proposal.request import DemandKind, demands_of, without

from . import helpers
from .helpers import GRANTED, IN_ORDER, TODAY, answered, proposed, term


def clashing(plan: Plan, today: date = TODAY, **changes: Any) -> Clash:
    return helpers.clashing(plan, today, **{**IN_ORDER, **changes})


def once(plan: Plan, *codes: str) -> Plan:
    """The plan of a diploma where units *codes* open in one semester and then never again."""
    openings = {2026: Opening.SEMESTER_2.offers(), 2027: ()}
    units = tuple(replace(unit, openings=openings) if unit.code in codes else unit for unit in plan.programme.units)
    return replace(plan, programme=replace(plan.programme, units=units))


def kinds(found: Clash) -> list[str]:
    return [demand.kind.value for demand in found.demands]


def easing(found: Clash, kind: DemandKind) -> Relaxation:
    (relaxation,) = [item for item in found.relaxations if [demand.kind for demand in item.demands] == [kind]]
    return relaxation


def waived(plan: Plan, *places: tuple[str, str]) -> Plan:
    placements = tuple(Placement(unit=code, term=term(where), waiver=GRANTED) for code, where in places)
    return plan.with_scenario(replace(plan.scenario, placements=placements))


def planned(plan: Plan, *places: tuple[str, str]) -> Plan:
    placements = tuple(Placement(unit=code, term=term(where)) for code, where in places)
    return plan.with_scenario(replace(plan.scenario, placements=placements))


def test_too_low_a_limit_for_the_end_says_the_smallest_that_does(empty_plan: Plan) -> None:
    found = clashing(empty_plan, max_ects=12, end=term("2028-S2"), away=frozenset({term("2031-S1")}))
    assert kinds(found) == ["max-ects", "end"]
    assert found.units == ()
    relaxation = easing(found, DemandKind.MAX_ECTS)
    assert relaxation.limit is not None
    assert isinstance(answered(relaxation.request), Proposal)
    tighter = replace(relaxation.request, max_ects=relaxation.limit - 0.25)
    assert isinstance(answered(tighter), Clash)


def test_the_smallest_limit_is_to_the_hundredth_where_annual_units_have_odd_halves(empty_plan: Plan) -> None:
    annual = dict.fromkeys((2023, 2024, 2025), Opening.ANNUAL.offers())
    base = empty_plan.programme.units[0]
    units = tuple(
        replace(base, code=code, ects=ects, hours=None, openings=annual) for code, ects in (("A1", 3.75), ("A2", 7.5))
    )
    rules = replace(empty_plan.programme.conditions, units=("A1", "A2"))
    programme = replace(empty_plan.programme, units=units, conditions=rules, recommended_order=())
    found = clashing(replace(empty_plan, programme=programme), max_ects=1, end=term("2027-S2"))
    relaxation = easing(found, DemandKind.MAX_ECTS)
    assert relaxation.limit == 5.63  # half of 3.75 and half of 7.5 are 5.625
    assert isinstance(answered(relaxation.request), Proposal)
    assert isinstance(answered(replace(relaxation.request, max_ects=5.62)), Clash)


def test_too_early_an_end_says_the_earliest_that_does(empty_plan: Plan) -> None:
    found = clashing(empty_plan, max_ects=12, end=term("2028-S2"))
    relaxation = easing(found, DemandKind.END)
    assert relaxation.term is not None
    assert isinstance(answered(relaxation.request), Proposal)
    before = replace(relaxation.request, end=term("2029-S1"))
    assert relaxation.term == term("2029-S2")
    assert isinstance(answered(before), Clash)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [(DemandKind.MAX_HOURS, {"max_hours": 60.0}), (DemandKind.MAX_UNITS, {"max_units": 1})],
)
def test_every_limit_can_be_eased(empty_plan: Plan, kind: DemandKind, changes: dict[str, Any]) -> None:
    found = clashing(empty_plan, max_ects=None, end=term("2028-S2"), **changes)
    assert kinds(found) == [kind, "end"]
    assert easing(found, kind).limit is not None


def test_units_that_open_too_late_for_the_end_are_named(empty_plan: Plan) -> None:
    found = clashing(empty_plan, end=term("2026-S2"), max_ects=None)
    assert kinds(found) == ["end"]
    assert "TET010" in found.units
    assert "PST003" not in found.units


def test_the_accreditation_leaves_no_place_for_autumn_units(empty_plan: Plan) -> None:
    found = clashing(empty_plan, within_accreditation=True)
    assert kinds(found) == ["accreditation"]
    assert {"TET003", "AST002", "TET010"} <= set(found.units)


def test_a_pin_that_does_not_open_clashes_alone(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("TET010", "2027-S2"))
    found = clashing(plan, pinned=frozenset({"TET010"}))
    assert (kinds(found), found.units) == (["pin"], ("TET010",))
    assert [relaxation.waived for relaxation in found.relaxations] == [(), ("TET010",)]


def test_a_pin_whose_enrolment_has_closed_clashes(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("TET010", "2026-S1"))
    assert kinds(clashing(plan, pinned=frozenset({"TET010"}))) == ["pin"]


def test_a_pinned_unit_that_opens_nowhere_clashes_until_a_waiver_is_allowed(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("TET007", "2027-S2"))
    pins = frozenset({"TET007"})
    found = clashing(plan, pinned=pins)
    assert kinds(found) == ["pin"]
    for relaxation in found.relaxations:
        assert isinstance(answered(relaxation.request), Proposal)


def test_pins_against_the_recommended_order_clash_with_it(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("AST005", "2027-S2"), ("AST004", "2028-S1"))
    found = clashing(plan, pinned=frozenset({"AST004", "AST005"}))
    assert kinds(found) == ["order", "pin", "pin"]
    assert (found.demands[0].unit, found.demands[0].after) == ("AST004", "AST005")


def test_pins_that_overload_a_semester_clash_with_the_limit(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("PST003", "2026-S2"), ("AST005", "2026-S2"))
    found = clashing(plan, max_ects=8, follow_order=False, pinned=frozenset({"AST005", "PST003"}))
    assert kinds(found) == ["max-ects", "pin", "pin"]
    assert easing(found, DemandKind.MAX_ECTS).limit == 12


def test_a_pin_while_away_clashes(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("PST003", "2026-S2"))
    found = clashing(plan, pinned=frozenset({"PST003"}), away=frozenset({term("2026-S2")}))
    assert kinds(found) == ["away", "pin"]


def test_starting_too_late_for_the_end_says_the_latest_start_that_does(empty_plan: Plan) -> None:
    found = clashing(empty_plan, max_ects=None, start=term("2029-S1"), end=term("2029-S1"))
    assert easing(found, DemandKind.END).term is not None
    relaxation = easing(found, DemandKind.START)
    assert relaxation.term is not None
    assert relaxation.term < term("2029-S1")
    assert isinstance(answered(relaxation.request), Proposal)


def test_where_no_single_change_does_what_must_be_given_up_together_is_offered(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("TET010", "2027-S2"), ("PST003", "2027-S1"))
    found = clashing(plan, pinned=frozenset({"TET010", "PST003"}))
    assert len(found.demands) == 1
    (relaxation,) = found.relaxations
    assert [demand.unit for demand in relaxation.demands] == ["TET010", "PST003"]
    assert isinstance(answered(relaxation.request), Proposal)


def test_giving_up_a_demand_takes_it_away(empty_plan: Plan) -> None:
    plan = planned(empty_plan, ("PST003", "2026-S2"))
    request = clashing(
        plan,
        date(2026, 11, 23),
        max_ects=1,
        max_hours=1,
        max_units=1,
        end=term("2027-S1"),
        within_accreditation=True,
        report_last=True,
        away=frozenset({term("2026-A")}),
        pinned=frozenset({"PST003"}),
    ).request
    for demand in demands_of(request):
        left = demands_of(without(request, demand))
        assert demand not in left
        gone = set(demands_of(request)) - set(left)
        assert all(other.kind is demand.kind for other in gone)


def test_a_low_limit_alone_leaves_a_plan_with_a_unit_a_semester(empty_plan: Plan) -> None:
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, start=term("2026-S2")))
    found = proposed(plan, max_ects=6, **IN_ORDER)
    assert (found.end_term, found.optimal) == (term("2033-S1"), True)


def test_a_unit_whose_only_semester_is_full_already_is_named_with_the_limit_that_would_do(empty_plan: Plan) -> None:
    """UAS004 opens only where 12 ECTS are validated: nothing else keeps 6 ECTS from being enough."""
    plan = once(empty_plan, "UAS004")
    for code in ("TET007", "AST005"):
        marked = edits.record_outcome(plan, code, UnitState.VALIDATED, TODAY, term("2026-S2"))
        assert isinstance(marked, Plan)
        plan = marked
    found = clashing(plan, max_ects=6)
    assert (kinds(found), found.units) == (["max-ects"], ("UAS004",))
    assert easing(found, DemandKind.MAX_ECTS).limit == 18
    assert ("UAS004",) in [relaxation.waived for relaxation in found.relaxations]
    for relaxation in found.relaxations:
        assert isinstance(answered(relaxation.request), Proposal)
    assert "UAS004" in refusal_words(found)
    assert "ne suffisent pas" not in refusal_words(found)


def test_units_that_only_fit_in_one_semester_together_are_named(empty_plan: Plan) -> None:
    found = clashing(once(empty_plan, "UAS004", "TET007"), max_ects=6)
    assert (kinds(found), found.units, found.crowd) == (["max-ects"], (), ("TET007", "UAS004"))
    assert "TET007, UAS004" in refusal_words(found)
    assert easing(found, DemandKind.MAX_ECTS).limit == 12


def test_a_unit_that_opens_nowhere_is_not_said_to_have_no_opening_left(empty_plan: Plan) -> None:
    units = tuple(unit for unit in empty_plan.programme.units if unit.code == "UAS004")
    plan = replace(empty_plan, programme=replace(empty_plan.programme, units=units))
    found = clashing(plan, date(2027, 4, 1), within_accreditation=True, allow_waivers=True)
    assert (kinds(found), found.units) == (["accreditation"], ("UAS004",))
    said = refusal_words(found)
    assert "UAS004" in said
    assert "aucune année publiée" in said
    assert "ouvre à aucun" not in said


def test_a_waiver_that_a_person_made_holds_its_unit_until_it_is_given_up(empty_plan: Plan) -> None:
    plan = waived(empty_plan, ("UAS004", "2027-S1"))
    found = clashing(plan, away=frozenset({term("2027-S1")}))
    assert (kinds(found), found.units) == (["away", "waiver"], ("UAS004",))
    moved = answered(easing(found, DemandKind.WAIVER).request)
    assert isinstance(moved, Proposal)
    (unit,) = [placed for placed in moved.placements if placed.unit == "UAS004"]
    assert unit.needs_waiver
    assert "UAS004" in refusal_words(found)
    assert isinstance(answered(easing(found, DemandKind.AWAY).request), Proposal)


def test_a_pinned_unit_that_may_move_leaves_its_waiver_behind(empty_plan: Plan) -> None:
    plan = waived(empty_plan, ("UAS004", "2027-S1"))
    found = clashing(plan, away=frozenset({term("2027-S1")}), pinned=frozenset({"UAS004"}))
    assert kinds(found) == ["away", "pin"]
    moved = answered(easing(found, DemandKind.PIN).request)
    assert isinstance(moved, Proposal)
    assert [item.term for item in moved.placements if item.unit == "UAS004"] != [term("2027-S1")]


def test_a_second_clash_is_named_and_what_is_offered_solves_both(empty_plan: Plan) -> None:
    found = clashing(empty_plan, max_ects=16, max_units=2, end=term("2028-S1"))
    assert kinds(found) == ["max-ects", "end"]
    assert [kinds(other) for other in found.others] == [["max-units", "end"]]
    said = refusal_words(found).replace("\u00a0", " ")
    assert "16 ECTS par semestre ne suffisent pas" in said
    assert "2 unités par semestre ne suffisent pas" in said
    assert isinstance(answered(without(found.request, found.demands[0])), Clash)
    assert [[demand.kind.value for demand in item.demands] for item in found.relaxations] == [["end"]]
    for relaxation in found.relaxations:
        assert isinstance(answered(relaxation.request), Proposal)


def test_what_is_said_of_one_clash_names_no_other(empty_plan: Plan) -> None:
    assert clashing(empty_plan, max_ects=12, end=term("2028-S2")).others == ()


def test_a_second_limit_that_leaves_the_same_unit_no_room_is_named_too(empty_plan: Plan) -> None:
    plan = once(empty_plan, "UAS004")
    for code in ("TET007", "AST005"):
        marked = edits.record_outcome(plan, code, UnitState.VALIDATED, TODAY, term("2026-S2"))
        assert isinstance(marked, Plan)
        plan = marked
    found = clashing(plan, max_ects=6, max_hours=90)
    assert [(kinds(clash), clash.units) for clash in (found, *found.others)] == [
        (["max-ects"], ("UAS004",)),
        (["max-hours"], ("UAS004",)),
    ]
    assert refusal_words(found).count("trop peu de place") == 1
    assert [relaxation.waived for relaxation in found.relaxations] == [("UAS004",)]
