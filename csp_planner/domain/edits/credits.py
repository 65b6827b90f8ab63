"""Units obtained otherwise than by taking them, or asked for. They hold in every scenario."""

from collections.abc import Collection
from dataclasses import replace

from csp_planner.domain.edits.placing import without_placements
from csp_planner.domain.edits.programme import MAX_OVERRIDE
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_REASON, MAX_TEXT
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditState
from csp_planner.domain.states import UnitState


def add_credit(plan: Plan, credit: Credit) -> Plan | Refusal:
    """Record a unit as obtained otherwise, or as asked for; it leaves the board of every scenario.

    The unit may be one of an older sheet or of elsewhere; there is one credit for each code.
    """
    known = plan.profile.credit(credit.unit)
    if known is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=credit.unit)
    return _recorded(plan, credit, None)


def change_credit(plan: Plan, credit: Credit) -> Plan | Refusal:
    """Take *credit* in place of the one that was recorded for its unit: its answer, what it is worth, its rows."""
    known = plan.profile.credit(credit.unit)
    if known is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=credit.unit)
    return plan if credit == known else _recorded(plan, credit, known)


def _recorded(plan: Plan, credit: Credit, known: Credit | None) -> Plan | Refusal:
    trouble = _trouble(plan, credit, known)
    if trouble is not None:
        return trouble
    kept = tuple(credit if one is known else one for one in plan.profile.credits)
    profile = replace(plan.profile, credits=kept if known is not None else (*kept, credit))
    plan = replace(plan, profile=profile)
    if credit.state is CreditState.REFUSED:
        return plan
    # Where the answer stays what it was, a row may have been planned again because its day has passed.
    is_same = known is not None and (known.state, known.date) == (credit.state, credit.date)
    before = known.rows if known is not None and is_same else ()
    for row in credit.rows:
        if row not in before:
            plan = replace(plan, scenarios=without_placements(plan, row))
    return plan


def _trouble(plan: Plan, credit: Credit, known: Credit | None) -> Refusal | None:
    """Why *credit* cannot be recorded in place of *known*: a row it does not know, or that is held or confirmed."""
    before: Collection[str] = () if known is None else known.rows
    for row in credit.rows:
        unit = plan.programme.by_code.get(row)
        is_row = unit is not None
        if not is_row and row != credit.unit and row not in before:
            return Refusal(reason=Reason.UNIT_UNKNOWN, unit=row)
        live = plan.profile.live_attempt(row) if is_row and credit.state is not CreditState.REFUSED else None
        if live is not None and row not in before:
            return Refusal(reason=Reason.ALREADY_HELD, unit=row, state=live.state)
        is_ticked = unit is not None and plan.programme.is_ticked(unit) and plan.profile.tick(row) is not None
        if is_ticked and credit.state is not CreditState.REFUSED:
            return Refusal(reason=Reason.ALREADY_HELD, unit=row, state=UnitState.VALIDATED)
    for value in (credit.ects, credit.hours):
        if value is not None and not 0 <= value <= MAX_OVERRIDE:
            return Refusal(reason=Reason.BAD_VALUE, unit=credit.unit)
        if value is not None and value != round(value, 2):
            return Refusal(reason=Reason.TOO_FINE, unit=credit.unit)
    if max(len(credit.note), len(credit.title)) > MAX_TEXT or len(credit.decided_by) > MAX_REASON:
        return Refusal(reason=Reason.TOO_LONG, unit=credit.unit)
    return None


def remove_credit(plan: Plan, code: str) -> Plan | Refusal:
    """Forget that unit *code* was obtained otherwise or asked for."""
    if plan.profile.credit(code) is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=code)
    kept = tuple(credit for credit in plan.profile.credits if credit.unit != code)
    return replace(plan, profile=replace(plan.profile, credits=kept))
