"""Edits on the list of scenarios. The scenario shown stays the one shown, unless an edit makes or deletes it.

Indices are places in ``Plan.scenarios``; one that is not there raises IndexError.
"""

import re
from dataclasses import replace
from itertools import count

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.limits import MAX_NAME, MAX_SCENARIOS
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.text import plain_line, says_nothing
from csp_planner.domain.wishes import Wishes

_NUMBERED = re.compile(r"(.+) [0-9]+\Z", re.DOTALL)


def new_scenario(plan: Plan, name: str) -> Plan | Refusal:
    """Add a scenario with nothing placed or filled, from the start and within the limits of the one shown, and show it.

    What was chosen for the proposals of the one shown stays with that one.
    """
    blank = replace(plan.scenario, placements=(), judged=(), wishes=Wishes(), fillings=())
    return add_scenario(plan, blank, name)


def add_scenario(plan: Plan, scenario: Scenario, name: str, at: int | None = None) -> Plan | Refusal:
    """Add *scenario* under another *name*, not retained, at place *at* or last, and show it."""
    given = _checked_name(plan, name)
    if isinstance(given, Refusal):
        return given
    if len(plan.scenarios) >= MAX_SCENARIOS:
        return Refusal(reason=Reason.TOO_MANY_SCENARIOS)
    place = len(plan.scenarios) if at is None else at
    added = replace(scenario, name=given, retained=False)
    scenarios = (*plan.scenarios[:place], added, *plan.scenarios[place:])
    return replace(plan, scenarios=scenarios, active=place)


def duplicate_scenario(plan: Plan, index: int, name: str) -> Plan | Refusal:
    """Copy a scenario right after itself, and show the copy."""
    return add_scenario(plan, _scenario(plan, index), name, at=index + 1)


def rename_scenario(plan: Plan, index: int, name: str) -> Plan | Refusal:
    """Give a scenario another name."""
    scenario = _scenario(plan, index)
    if name.strip() == scenario.name:
        return plan
    given = _checked_name(plan, name, but=index)
    if isinstance(given, Refusal):
        return given
    return _with(plan, index, replace(scenario, name=given))


def move_scenario(plan: Plan, index: int, to: int) -> Plan | Refusal:
    """Put a scenario at another place in the list."""
    scenario = _scenario(plan, index)
    if not 0 <= to < len(plan.scenarios):
        return Refusal(reason=Reason.BAD_VALUE)
    order = [place for place in range(len(plan.scenarios)) if place != index]
    order.insert(to, index)
    if order[index] == index:
        return plan
    others = plan.scenarios[:index] + plan.scenarios[index + 1 :]
    return replace(plan, scenarios=(*others[:to], scenario, *others[to:]), active=order.index(plan.active))


def delete_scenario(plan: Plan, index: int) -> Plan | Refusal:
    """Take a scenario away; when it is the one shown, the next one, or the last, is shown instead."""
    _scenario(plan, index)
    if len(plan.scenarios) == 1:
        return Refusal(reason=Reason.LAST_SCENARIO, name=plan.scenario.name)
    kept = plan.scenarios[:index] + plan.scenarios[index + 1 :]
    active = plan.active - 1 if plan.active > index else min(plan.active, len(kept) - 1)
    return replace(plan, scenarios=kept, active=active)


def retain_scenario(plan: Plan, index: int | None) -> Plan:
    """Mark a scenario as the one decided on, in place of any other; None: no longer any."""
    if index is not None:
        _scenario(plan, index)
    scenarios = tuple(
        scenario if scenario.retained == (place == index) else replace(scenario, retained=place == index)
        for place, scenario in enumerate(plan.scenarios)
    )
    return plan if scenarios == plan.scenarios else replace(plan, scenarios=scenarios)


def free_name(plan: Plan, wanted: str) -> str:
    """*wanted*, or *wanted* with the first number from 2 on that makes a name no scenario has."""
    taken = _taken(plan)
    base = plain_line(wanted)[:MAX_NAME].rstrip()
    if base and base not in taken:
        return base
    numbered = _NUMBERED.match(base)
    # « Rentrée 2027 » is a name; « Scénario A 2 » beside « Scénario A » is a copy.
    if numbered is not None and numbered[1] in taken:
        base = numbered[1]
    return next(name for number in count(2) if (name := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    """*base* with *number* behind it, cut so that it stays a name a file may hold."""
    suffix = f" {number}"
    return (base[: MAX_NAME - len(suffix)].rstrip() + suffix).strip()


def _scenario(plan: Plan, index: int) -> Scenario:
    if not 0 <= index < len(plan.scenarios):
        raise IndexError(index)
    return plan.scenarios[index]


def _with(plan: Plan, index: int, scenario: Scenario) -> Plan:
    return replace(plan, scenarios=(*plan.scenarios[:index], scenario, *plan.scenarios[index + 1 :]))


def _checked_name(plan: Plan, name: str, but: int | None = None) -> str | Refusal:
    """*name* as it is kept, or why no scenario but the one at *but* can have it."""
    given = plain_line(name)
    if says_nothing(given):
        return Refusal(reason=Reason.NAME_EMPTY)
    if len(given) > MAX_NAME:
        return Refusal(reason=Reason.NAME_TOO_LONG, name=given)
    if given in _taken(plan, but):
        return Refusal(reason=Reason.NAME_TAKEN, name=given)
    return given


def _taken(plan: Plan, but: int | None = None) -> set[str]:
    """The names of all scenarios but the one at *but*, as they are and as they look: a file may hold others."""
    names = [scenario.name for place, scenario in enumerate(plan.scenarios) if place != but]
    return {*names, *map(plain_line, names)}
