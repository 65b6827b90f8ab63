"""Questions about a plan with choices: what is placed stays chosen, and a choice alone can be completed."""

from csp_planner.domain import edits
from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.plan import Plan
from csp_planner.messages.advice import advice_sentence
from csp_planner.proposal.advice import Advice, with_advice
from csp_planner.proposal.questions import Complete, Fails, Lighten, Place, PlanOn, Question, Sooner, TermOff

from ..awards import BRANCHES, DOMAINS, SHES, TWO_OF_FIVE, plan_with_choices
from ..solver.helpers import TODAY, applied, proposed, term
from ..solver.test_choices import done, placed
from .asking import advised_of


def asked(plan: Plan, question: Question) -> Advice:
    return advised_of(plan, question, TODAY)


def on_the_board(plan: Plan) -> set[str]:
    return {placement.unit for placement in plan.scenario.placements}


def state(advice: Advice, path: str) -> BlockState:
    award = advice.evaluation.award
    assert award is not None
    return award.by_path[path].state


def complete() -> Plan:
    plan = plan_with_choices()
    return applied(plan, proposed(plan))


def test_a_choice_alone_is_completed_and_nothing_else_is_placed() -> None:
    plan = placed(plan_with_choices(), SOC101="2027-S1", OPT105="2027-S1")
    advice = asked(plan, Complete(TWO_OF_FIVE))
    new = on_the_board(advice.plan) - on_the_board(plan)
    assert len(new) == 1
    assert state(advice, TWO_OF_FIVE) is BlockState.PLANNED
    assert state(advice, SHES) is BlockState.OPEN
    assert [move.unit for move in advice.moves] == list(new)
    assert advice_sentence(advice).startswith("Options\u00a0: OPT101, OPT105.")


def test_a_branch_and_domains_are_completed_too() -> None:
    plan = placed(plan_with_choices(), DOM211="2027-S1")
    advice = asked(plan, Complete(BRANCHES))
    assert on_the_board(advice.plan) == {"DOM211", "CHI201", "CHI203"}  # both open in semester 1
    advice = asked(plan, Complete(DOMAINS))
    assert len(on_the_board(advice.plan)) == 3
    assert state(advice, DOMAINS) is BlockState.PLANNED


def test_a_choice_that_cannot_be_completed_is_said() -> None:
    plan = plan_with_choices()
    for code in ("SHS201", "SHS202", "SHS203", "SHS204"):
        plan = done(edits.set_aside(plan, code, TODAY))
    advice = asked(plan, Complete(SHES))
    assert state(advice, SHES) is BlockState.OPEN
    assert "ne peut pas être complété" in advice_sentence(advice)


def test_what_is_placed_stays_chosen_whatever_is_supposed() -> None:
    plan = complete()
    for question in (Sooner(), Lighten(term("2027-S1")), TermOff(term("2027-S1")), Fails("OPT101")):
        advice = asked(plan, question)
        assert on_the_board(advice.plan) == on_the_board(plan), question


def test_an_option_that_is_asked_for_is_placed_although_no_choice_needs_it() -> None:
    plan = complete()
    spare = next(code for code in ("OPT105", "OPT104", "OPT102") if code not in on_the_board(plan))
    advice = asked(plan, Place(spare))
    assert on_the_board(advice.plan) == on_the_board(plan) | {spare}


def test_planning_on_completes_every_choice_with_the_fewest_changes() -> None:
    plan = placed(plan_with_choices(), SOC101="2027-S1", CHI201="2028-S1", SHS201="2027-S1")
    advice = asked(plan, PlanOn())
    assert advice.evaluation.complete
    assert {"CHI201", "SHS201"} <= on_the_board(advice.plan)
    assert not advice.evaluation.extra
    assert not any(move.before for move in advice.moves)


def test_other_questions_choose_no_branch() -> None:
    plan = placed(plan_with_choices(), SOC101="2027-S1", OPT101="2027-S1")
    advice = asked(plan, TermOff(term("2027-S1")))
    assert advice.plan.scenario.branches == ()
    assert on_the_board(advice.plan) == on_the_board(plan)
    kept = with_advice(plan, advice, "Essai")
    assert isinstance(kept, Plan)
