"""What is chosen in the award of the scenario shown, beside placing units: branches, pins, units set aside."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from csp_planner.domain.award import Block, TakeBlocks, due_whatever_is_chosen, parent_of, walk
from csp_planner.domain.edits.placing import replace_placement
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.holding import held_as
from csp_planner.domain.plan import Pin, Plan


def choose(plan: Plan, block: str, member: str) -> Plan | Refusal:
    """Take the branch or domain at path *member* of the block at path *block*.

    Where one branch is taken, it replaces the one chosen before, whose own units leave the board as far as they are
    only planned: what is under way or obtained stays. Where several are taken, it is added while there is room.
    """
    blocks = _blocks(plan)
    taking, branch = blocks.get(block), blocks.get(member)
    if taking is None:
        return Refusal(reason=Reason.BLOCK_UNKNOWN, name=block)
    if branch is None or not isinstance(taking.take, TakeBlocks) or not _is_inside(member, block):
        return Refusal(reason=Reason.NOT_A_BRANCH, name=taking.label or block)
    chosen = [path for path in plan.scenario.branches if _is_inside(path, block) and path in blocks]
    if taking.take.blocks > 1:
        if member not in chosen and len(chosen) >= taking.take.blocks:
            return Refusal(reason=Reason.ENOUGH_CHOSEN, name=taking.label or block)
        return _with_branches(plan, (*plan.scenario.branches, member))
    new = _with_branches(plan, (*(path for path in plan.scenario.branches if path not in chosen), member))
    others = [found for path, found in blocks.items() if _is_inside(path, block) and path != member]
    return _without_own_units(new, others)


def unchoose(plan: Plan, block: str, member: str) -> Plan | Refusal:
    """Take back that a branch was chosen; what is planned stays where it is."""
    blocks = _blocks(plan)
    if block not in blocks:
        return Refusal(reason=Reason.BLOCK_UNKNOWN, name=block)
    if not _is_inside(member, block) or member not in blocks:
        return Refusal(reason=Reason.NOT_A_BRANCH, name=blocks[block].label or block)
    return _with_branches(plan, (path for path in plan.scenario.branches if path != member))


def set_aside(plan: Plan, code: str, today: date) -> Plan | Refusal:
    """Say that the learner does not want unit *code* of a choice; where it is planned, it leaves the board."""
    if code not in plan.programme.by_code:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    if code in due_whatever_is_chosen(plan.programme.award):
        return Refusal(reason=Reason.NOT_A_CHOICE, unit=code)
    held = held_as(plan.profile, code, today)
    if held is not None:
        return Refusal(reason=Reason.ALREADY_HELD, unit=code, state=held)
    if code in plan.scenario.set_aside:
        return plan
    new = replace_placement(plan, code, None)
    return _with_set_aside(new, (*plan.scenario.set_aside, code))


def take_back(plan: Plan, code: str) -> Plan | Refusal:
    """Take back that unit *code* was set aside."""
    if code not in plan.programme.by_code and code not in plan.scenario.set_aside:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    return _with_set_aside(plan, (one for one in plan.scenario.set_aside if one != code))


def pin(plan: Plan, code: str, block: str) -> Plan | Refusal:
    """Say in which block unit *code*, which stands in several, is to count."""
    if code not in plan.programme.by_code:
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    found = _blocks(plan).get(block)
    if found is None:
        return Refusal(reason=Reason.BLOCK_UNKNOWN, name=block)
    if not found.counts_leaves or code not in found.leaves:
        return Refusal(reason=Reason.NOT_IN_BLOCK, unit=code, name=found.label or block)
    return _with_pins(plan, (*(one for one in plan.scenario.pins if one.unit != code), Pin(unit=code, block=block)))


def unpin(plan: Plan, code: str) -> Plan | Refusal:
    """Leave it to the judgement in which block unit *code* counts."""
    if code not in plan.programme.by_code and all(one.unit != code for one in plan.scenario.pins):
        return Refusal(reason=Reason.UNIT_UNKNOWN, unit=code)
    return _with_pins(plan, (one for one in plan.scenario.pins if one.unit != code))


def _is_inside(path: str, block: str) -> bool:
    """Whether the block at *path* is a member of the one at *block*; the root is a member of none."""
    return bool(path) and parent_of(path) == block


def _blocks(plan: Plan) -> dict[str, Block]:
    return {} if plan.programme.award is None else dict(walk(plan.programme.award))


def _without_own_units(plan: Plan, left: Collection[Block]) -> Plan:
    """Take the planned units off the board that stand in the branches *left* and nowhere else of the award."""
    elsewhere = set[str]() if plan.programme.award is None else _codes_outside(plan.programme.award, left)
    for code in {code for block in left for code in block.leaves} - elsewhere:
        plan = replace_placement(plan, code, None)
    return plan


def _codes_outside(block: Block, without: Collection[Block]) -> set[str]:
    """The units of *block* that stand outside the blocks *without*."""
    found = set(block.codes)
    for member in block.blocks:
        if not any(member is one for one in without):
            found |= _codes_outside(member, without)
    return found


def _with_branches(plan: Plan, paths: Iterable[str]) -> Plan:
    order = {path: place for place, path in enumerate(_blocks(plan))}
    found = sorted(dict.fromkeys(paths), key=lambda path: order.get(path, len(order)))
    return plan.with_scenario(replace(plan.scenario, branches=tuple(found)))


def _with_set_aside(plan: Plan, codes: Iterable[str]) -> Plan:
    ranks = plan.programme.ranks
    found = sorted(dict.fromkeys(codes), key=lambda code: ranks.get(code, len(ranks)))
    return plan.with_scenario(replace(plan.scenario, set_aside=tuple(found)))


def _with_pins(plan: Plan, pins: Iterable[Pin]) -> Plan:
    ranks = plan.programme.ranks
    found = sorted(pins, key=lambda one: ranks.get(one.unit, len(ranks)))
    return plan.with_scenario(replace(plan.scenario, pins=tuple(found)))
