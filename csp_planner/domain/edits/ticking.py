"""Milestones, and experience without published months: confirmed with a date. They hold in every scenario."""

from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import FIRST_DAY, LAST_DAY
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import CreditState, Tick
from csp_planner.domain.states import UnitState


def tick(plan: Plan, code: str, day: date) -> Plan | Refusal:
    """Confirm unit *code* on *day*, or give it that day; one to come says when it is expected."""
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    if not plan.programme.is_ticked(unit):
        return Refusal(reason=Reason.NOT_TICKED, unit=code)
    if any(code in credit.rows and credit.state is not CreditState.REFUSED for credit in plan.profile.credits):
        return Refusal(reason=Reason.ALREADY_HELD, unit=code, state=UnitState.OBTAINED_OTHERWISE)
    if not FIRST_DAY <= day <= LAST_DAY:
        return Refusal(reason=Reason.BAD_VALUE, unit=code)
    new = Tick(unit=code, date=day)
    return plan if new == plan.profile.tick(code) else _with_ticks(plan, code, new)


def untick(plan: Plan, code: str) -> Plan | Refusal:
    """Take back that unit *code* is confirmed."""
    if plan.profile.tick(code) is None:
        return Refusal(reason=Reason.NO_ATTEMPT, unit=code)
    return _with_ticks(plan, code, None)


def _with_ticks(plan: Plan, code: str, new: Tick | None) -> Plan:
    ranks = plan.programme.ranks
    ticks = [one for one in plan.profile.ticks if one.unit != code]
    ticks += [new] if new is not None else []
    ticks.sort(key=lambda one: ranks.get(one.unit, len(ranks)))
    return replace(plan, profile=replace(plan.profile, ticks=tuple(ticks)))
