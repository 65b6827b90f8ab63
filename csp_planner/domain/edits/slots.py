"""The units that fill the slots of the scenario shown."""

from dataclasses import replace

from csp_planner.domain.amounts import is_exact
from csp_planner.domain.edits.programme import MAX_OVERRIDE
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_CODE, MAX_TEXT
from csp_planner.domain.plan import Filling, Plan


def fill_slot(plan: Plan, filling: Filling) -> Plan | Refusal:
    """Fill a slot, or fill it otherwise. What fills it is no row of the programme, and fills one slot alone."""
    unit = plan.programme.by_code.get(filling.slot)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=filling.slot)
    if not unit.is_slot:
        return Refusal(reason=Reason.NOT_A_SLOT, unit=filling.slot)
    filling = replace(filling, code=filling.code.strip(), title=filling.title.strip())
    if max(len(filling.title) - MAX_TEXT, len(filling.code) - MAX_CODE) > 0:
        return Refusal(reason=Reason.TOO_LONG, unit=filling.slot)
    if not filling.code.isprintable() or not (filling.code or filling.title):
        return Refusal(reason=Reason.BAD_VALUE, unit=filling.slot)
    if filling.ects is not None and not 0 <= filling.ects <= MAX_OVERRIDE:
        return Refusal(reason=Reason.BAD_VALUE, unit=filling.slot)
    if filling.ects is not None and not is_exact(filling.ects):
        return Refusal(reason=Reason.TOO_FINE, unit=filling.slot)
    code = filling.code.casefold()
    row = next((row for row in plan.programme.by_code if row.casefold() == code), None)
    if row is not None:
        return Refusal(reason=Reason.ROW_OF_PROGRAMME, unit=filling.slot, name=row)
    others = (one for one in plan.scenario.fillings if one.slot != filling.slot)
    if code and any(one.code.casefold() == code for one in others):
        return Refusal(reason=Reason.FILLS_ANOTHER, unit=filling.slot, name=filling.code)
    figure = plan.profile.override(filling.slot)
    if filling.ects == unit.ects and (figure is None or figure.ects is None):
        filling = replace(filling, ects=None)
    return plan if filling == plan.scenario.filling(filling.slot) else _with_filling(plan, filling.slot, filling)


def empty_slot(plan: Plan, slot: str) -> Plan | Refusal:
    """Take what fills *slot* out of it; the slot stays where it is."""
    if plan.scenario.filling(slot) is None:
        unit = plan.programme.by_code.get(slot)
        reason = Reason.UNIT_UNKNOWN if unit is None else Reason.NOT_A_SLOT if not unit.is_slot else None
        return plan if reason is None else Refusal(reason=reason, unit=slot)
    return _with_filling(plan, slot, None)


def _with_filling(plan: Plan, slot: str, new: Filling | None) -> Plan:
    ranks = plan.programme.ranks
    fillings = [one for one in plan.scenario.fillings if one.slot != slot]
    fillings += [new] if new is not None else []
    fillings.sort(key=lambda one: ranks.get(one.slot, len(ranks)))
    return plan.with_scenario(replace(plan.scenario, fillings=tuple(fillings)))
