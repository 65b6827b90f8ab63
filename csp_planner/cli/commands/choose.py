"""The command that takes a branch of the award, or says in which of its choices a unit is to count."""

import argparse
from collections.abc import Callable
from datetime import date

from csp_planner.cli.arguments import Argument, plan_file, scenario
from csp_planner.cli.command import DONE, Command, refuse, showing, store
from csp_planner.cli.readers import UsageError, read_block, read_member
from csp_planner.domain import edits
from csp_planner.domain.award import Block, blocks_in, walk
from csp_planner.domain.codes import code_called
from csp_planner.domain.edits import Refusal
from csp_planner.domain.plan import Plan
from csp_planner.domain.text import plain_line
from csp_planner.messages.award import block_name
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    block = _("the block, by its path, as “check” shows it: for example 2.1 (empty quotes for the whole award)")
    member = _("the branch, by its path or its name; in a choice of units, the unit that is to count there")
    return (
        plan_file(),
        Argument("block", metavar=_("BLOCK"), type=read_block, help=block),
        Argument("member", metavar=_("MEMBER"), type=read_member, help=member),
        Argument("--undo", action="store_true", help=_("take the choice back")),
        scenario(),
    )


def _choose(options: argparse.Namespace, _today: date) -> int:
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    award = plan.programme.award
    block = None if award is None else dict(walk(award)).get(options.block)
    act = _pin if block is not None and block.counts_leaves else _take
    chosen, said = act(plan, options.block, block, options.member, options.undo)
    if isinstance(chosen, Refusal):
        return refuse(chosen, plan)
    store(options.file, loaded, chosen)
    print(said)
    kept = {placement.unit for placement in chosen.scenario.placements}
    left = [placement.unit for placement in plan.scenario.placements if placement.unit not in kept]
    if left:
        print(_("No longer on the plan: {units}.").format(units=", ".join(map(shown, left))))
    return DONE


def _take(plan: Plan, path: str, block: Block | None, typed: str, undo: bool) -> tuple[Plan | Refusal, str]:
    """Take the branch that is called *typed*, or no longer, and what to say of it."""
    members = {} if block is None else dict(blocks_in(path, block))
    found = _called(typed, members)
    edit: Callable[[Plan, str, str], Plan | Refusal] = edits.unchoose if undo else edits.choose
    text = _("{block}: {branch} is no longer chosen.") if undo else _("{block}: {branch} is chosen.")
    names = {"block": _name(block, path), "branch": _name(members.get(found), found)}
    return edit(plan, path, found), text.format_map(names)


def _pin(plan: Plan, path: str, block: Block | None, typed: str, undo: bool) -> tuple[Plan | Refusal, str]:
    """Say that a unit is to count in a choice, or no longer, and what to say of it."""
    unit = code_called(typed, plan.programme.by_code)
    names = {"unit": shown(unit), "block": _name(block, path)}
    if not undo:
        return edits.pin(plan, unit, path), _("{unit} is to count in {block}.").format_map(names)
    is_elsewhere = any(pin.unit == unit and pin.block != path for pin in plan.scenario.pins)
    text = _("{unit}: where it counts is worked out, it is no longer tied to {block}.")
    return plan if is_elsewhere else edits.unpin(plan, unit), text.format_map(names)


def _called(typed: str, members: dict[str, Block]) -> str:
    """The path of the member that a person calls *typed*: by its path or, where only one is called so, by its name.

    *typed* itself where none is called so: the edit says that there is no such branch.
    """
    if typed in members:
        return typed
    wanted = plain_line(typed).casefold()
    found = [
        path
        for path, member in members.items()
        if wanted in (plain_line(member.label).casefold(), block_name(member.label).casefold())
    ]
    if len(found) > 1:
        text = _("Several branches are called “{name}”: give the path of one, {paths}.")
        raise UsageError(text.format(name=shown(typed), paths=", ".join(found)))
    return found[0] if found else typed


def _name(block: Block | None, path: str) -> str:
    return block_name(block.label) if block is not None and block.label else path or _("Award")


COMMAND = Command(
    name="choose",
    help=lambda: _("take a branch of the award, or say in which choice a unit is to count"),
    arguments=_arguments,
    run=_choose,
)
