"""The ways to attend: those the learner wants, and the one chosen for a planned unit where there are several."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.placing import replace_placement
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.holding import held_as
from csp_planner.domain.offers import MAX_MODES
from csp_planner.domain.openings import modes_in, usual_mode
from csp_planner.domain.plan import Placement, Plan


def set_mode(plan: Plan, code: str, mode: str, today: date) -> Plan | Refusal:
    """Take unit *code* the way *mode* where it is planned. Where it is the only way, there is no choice to keep."""
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    state = held_as(plan.profile, code, today)
    if state is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=code, state=state)
    held = plan.scenario.placement(code)
    if held is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=code)
    offered = () if held.waiver else modes_in(plan.programme, unit, held.term)
    if mode not in offered:
        return Refusal(reason=Reason.MODE_NOT_OFFERED, unit=code, term=held.term, name=mode)
    chosen = mode if len(offered) > 1 else ""
    return plan if chosen == held.mode else replace_placement(plan, code, replace(held, mode=chosen))


def set_modes(plan: Plan, modes: Sequence[str]) -> Plan | Refusal:
    """Change the ways to attend that the learner wants, the one they like best first.

    Planned units follow in every scenario, but for those that a person took in another mode than placing had chosen.
    """
    wanted = tuple(dict.fromkeys(modes))
    if len(wanted) > MAX_MODES:
        return Refusal(reason=Reason.BAD_VALUE)
    before = plan.profile.modes
    if wanted == before:
        return plan

    def followed(placement: Placement) -> Placement:
        unit = plan.programme.by_code.get(placement.unit)
        if (
            not placement.mode
            or unit is None
            or placement.mode != usual_mode(plan.programme, unit, placement.term, before)
        ):
            return placement
        mode = usual_mode(plan.programme, unit, placement.term, wanted)
        return replace(placement, mode=mode) if mode in wanted else placement

    scenarios = tuple(
        replace(scenario, placements=tuple(map(followed, scenario.placements))) for scenario in plan.scenarios
    )
    return replace(plan, profile=replace(plan.profile, modes=wanted), scenarios=scenarios)
