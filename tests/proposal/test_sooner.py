"""What would gain a semester: a plan that ends one earlier, and what has to be given up for it."""

from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan
from csp_planner.proposal.answer import Clash
from csp_planner.proposal.questions import Lighten, Sooner, milder, query_of
from csp_planner.proposal.request import DemandKind
from csp_planner.solver.effort import Effort
from csp_planner.solver.solve import answer

from ..domain.helpers import TODAY, full, off, put, put_all, term, with_limits, with_unit, worked
from .asking import advised_of, moves


def experienced(plan: Plan) -> Plan:
    """The months of experience are there, so that only units and limits decide."""
    return worked(plan, "2020-01-01", "2023-01-01")


def test_a_unit_that_stands_late_without_need_is_moved_and_nothing_is_given_up(empty_plan: Plan) -> None:
    plan = put_all(experienced(empty_plan), {"CCE001": "2027-S1", "TET010": "2028-S1"})
    advice = advised_of(plan, Sooner())
    assert moves(advice) == {"TET010": ("2028-S1", "2027-S1")}
    assert (advice.semesters_later, advice.given_up) == (-2, ())


def test_the_limit_that_bites_is_given_up_and_named_with_what_would_do(empty_plan: Plan) -> None:
    plan = put_all(experienced(empty_plan), dict.fromkeys(("FPG003", "AST004"), "2027-S1"))
    plan = with_limits(put(plan, "TRS001", "2028-S1"), 12)
    advice = advised_of(plan, Sooner())
    assert advice.semesters_later is not None
    assert advice.semesters_later < 0
    (given_up,) = advice.given_up
    assert [demand.kind for demand in given_up.relaxation.demands] == [DemandKind.MAX_ECTS]
    assert given_up.relaxation.limit == 18


def test_the_earlier_end_itself_is_never_what_is_given_up(empty_plan: Plan) -> None:
    plan = with_unit(experienced(empty_plan), "CCE001", openings={2025: None, 2028: Opening.SEMESTER_1})
    plan = put(plan, "CCE001", "2028-S1")
    query = query_of(plan, Sooner(), TODAY)
    assert query.request.end == term("2027-S2")
    advice = advised_of(plan, Sooner())
    kinds = [demand.kind for each in advice.given_up for demand in each.relaxation.demands]
    assert DemandKind.END not in kinds
    assert advice.semesters_later is None or advice.semesters_later < 0


def test_where_no_single_demand_holds_the_end_the_clash_is_the_answer(empty_plan: Plan) -> None:
    query = query_of(put(full(empty_plan), "AST005", "2027-S2"), Sooner(), TODAY)
    clash = answer(query.request, Effort())
    assert isinstance(clash, Clash)
    ways = [[demand.kind for demand in way.demands] for way in clash.relaxations]
    assert ways == [[DemandKind.END]]
    assert milder(query, clash) is None
    assert DemandKind.END in {demand.kind for demand in clash.demands}
    assert len(clash.demands) > 1


def test_a_question_is_no_choice_for_the_next_proposal(empty_plan: Plan) -> None:
    plan = put_all(experienced(empty_plan), {"CCE001": "2027-S1", "TET010": "2028-S1"})
    assert advised_of(plan, Sooner()).plan.scenario.wishes == plan.scenario.wishes


def test_nothing_is_lightened_into_a_semester_off(empty_plan: Plan) -> None:
    heavy = put_all(experienced(empty_plan), {"UA211G": "2027-S2", "CCE003": "2027-S2"})
    openings = {2027: Opening.EITHER, 2025: Opening.SEMESTER_2}
    heavy = with_limits(with_unit(heavy, "CCE003", openings=openings), 18)

    def moved_to(plan: Plan) -> dict[str, str]:
        return {code: after for code, (_before, after) in moves(advised_of(plan, Lighten(term("2027-S2")))).items()}

    free = moved_to(heavy)
    assert free
    for landed in set(free.values()):
        assert landed not in moved_to(off(heavy, landed)).values()
