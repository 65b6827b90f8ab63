"""Units obtained otherwise than by taking them. They hold in every scenario."""

from dataclasses import replace

from csp_planner.domain.edits.placing import without_placements
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.plan import Credit, Plan


def add_credit(plan: Plan, credit: Credit) -> Plan | Refusal:
    """Record a unit as obtained otherwise; it leaves the board of every scenario."""
    unit = plan.programme.by_code.get(credit.unit)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=credit.unit)
    held_as = plan.profile.held_as(credit.unit)
    if held_as is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=credit.unit, state=held_as)
    profile = replace(plan.profile, credits=(*plan.profile.credits, credit))
    return replace(plan, profile=profile, scenarios=without_placements(plan, credit.unit))


def remove_credit(plan: Plan, code: str) -> Plan | Refusal:
    """Forget that unit *code* was obtained otherwise."""
    if plan.profile.credit(code) is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=code)
    kept = tuple(credit for credit in plan.profile.credits if credit.unit != code)
    return replace(plan, profile=replace(plan.profile, credits=kept))
