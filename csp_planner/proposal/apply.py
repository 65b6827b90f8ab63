"""From a proposal to a plan that holds it as one more scenario. Knows nothing of the solver."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.award import parent_of, walk
from csp_planner.domain.edits import Refusal
from csp_planner.domain.edits.scenarios import add_scenario, free_name
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.loads import limits_of
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.request import Request, is_movable, wishes_of


def proposed_scenario(plan: Plan, proposal: Proposal, waiver: Waiver) -> Scenario | Refusal:
    """The scenario *plan* shows with the units where they are proposed; *waiver* goes to those that need one.

    The waiver is marked as proposed: it is still to be asked for. The scenario takes over the limits, the order and the
    semesters off that were asked for, so that it is evaluated by them; what else was chosen becomes its wishes, so that
    the next proposal starts from it. Hours that only follow from the learner's week are not written down, because they
    change with it. Every unit is placed by the same edit as a drag, which can refuse it where the plan changed since
    the question.
    """
    request = proposal.request
    is_usual = request.max_hours == limits_of(request.scenario, request.profile).hours
    scenario = replace(
        plan.scenario,
        max_ects=request.max_ects,
        max_hours=plan.scenario.max_hours if is_usual else request.max_hours,
        follow_recommended_order=request.follow_order or plan.scenario.follow_recommended_order,
        leaves=_leaves(request),
        placements=tuple(
            placement
            for placement in plan.scenario.placements
            if placement.unit not in proposal.unplaced or not is_movable(request, placement.unit)
        ),
    )
    new = plan.with_scenario(scenario)
    new = edits.set_wishes(new, wishes_of(request, new))
    for proposed in proposal.placements:
        placement = plan.scenario.placement(proposed.unit)
        has_one = placement is not None and placement.term == proposed.term and placement.waiver is not None
        granted = replace(waiver, proposed=True) if proposed.needs_waiver and not has_one else None
        placed = edits.place(new, proposed.unit, proposed.term, request.today, granted)
        if isinstance(placed, Refusal):
            return placed
        new = placed
    return _with_pins(_with_branches(new, plan, proposal), proposal).scenario


def _with_branches(plan: Plan, before: Plan, proposal: Proposal) -> Plan:
    """*plan* with the branches that the proposal takes, where the units placed do not say by themselves which.

    They did so *before* for the branches taken already: where more are taken, these are written down with them.
    """
    today, award = proposal.request.today, plan.programme.award
    if not proposal.branches or award is None:
        return plan
    now, then = (evaluate_plan(each, today).award for each in (plan, before))
    if now is None or then is None:
        return plan
    untold = {parent_of(path) for path in proposal.branches if path not in now.by_path[parent_of(path)].chosen}
    taken = {path for block in untold for path in then.by_path[block].chosen}
    taken |= {path for path in proposal.branches if parent_of(path) in untold} | set(plan.scenario.branches)
    paths = tuple(path for path, _block in walk(award) if path in taken)
    return plan.with_scenario(replace(plan.scenario, branches=paths))


def _with_pins(plan: Plan, proposal: Proposal) -> Plan:
    """*plan* with units pinned to the choice they are meant for, where too many are shared to try every way."""
    award = evaluate_plan(plan, proposal.request.today).award if proposal.counts_in else None
    untried = {found.path for found in award.unchecked if found.missing} if award is not None else set[str]()
    pinned = {pin.unit for pin in plan.scenario.pins}
    for code, path in proposal.counts_in if untried else ():
        found = edits.pin(plan, code, path) if code not in pinned else plan
        plan = plan if isinstance(found, Refusal) else found
    return plan


def _leaves(request: Request) -> tuple[Term, ...]:
    """The semesters off that were asked for. One that has ended is history: it stays off, but is not taken off now."""
    held = request.scenario.leaves
    return tuple(
        sorted((term for term in request.away if term in held or term.ends >= request.today), key=Term.sort_key)
    )


def with_proposal(plan: Plan, proposal: Proposal, name: str, waiver: Waiver) -> Plan | Refusal:
    """*plan* with the proposal as its last scenario, shown, called *name* or the like of it that is free."""
    scenario = proposed_scenario(plan, proposal, waiver)
    if isinstance(scenario, Refusal):
        return scenario
    return add_scenario(plan, scenario, free_name(plan, name))
