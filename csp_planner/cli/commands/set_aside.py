"""The command that sets a unit of a choice aside, or takes it back."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, plan_file, scenario, unit
from csp_planner.cli.command import DONE, Command, refuse, showing, store
from csp_planner.domain import edits
from csp_planner.domain.codes import code_called
from csp_planner.domain.edits import Refusal
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    undo = _("take it back: it is one of the choice again")
    return plan_file(), unit(), Argument("--undo", action="store_true", help=undo), scenario()


def _set_aside(options: argparse.Namespace, today: date) -> int:
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    code = code_called(options.unit, plan.programme.by_code)
    edited = edits.take_back(plan, code) if options.undo else edits.set_aside(plan, code, today)
    if isinstance(edited, Refusal):
        return refuse(edited, plan)
    store(options.file, loaded, edited)
    text = _("{unit} is one of the choice again.") if options.undo else _("{unit} is set aside.")
    if edited.scenario.placements != plan.scenario.placements:
        text = _("{unit} is set aside, and off the plan.")
    print(text.format(unit=shown(code)))
    return DONE


COMMAND = Command(
    name="set-aside",
    help=lambda: _("set a unit of a choice aside: this one is not wanted"),
    arguments=_arguments,
    run=_set_aside,
)
