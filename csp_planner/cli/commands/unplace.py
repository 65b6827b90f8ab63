"""The command that takes a unit off the plan."""

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
    return plan_file(), unit(), scenario()


def _unplace(options: argparse.Namespace, _today: date) -> int:
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    unplaced = edits.unplace(plan, code_called(options.unit, plan.programme.by_code))
    if isinstance(unplaced, Refusal):
        return refuse(unplaced, plan)
    store(options.file, loaded, unplaced)
    print(_("{unit} is off the plan.").format(unit=shown(options.unit)))
    return DONE


COMMAND = Command(
    name="unplace",
    help=lambda: _("take a unit off the plan"),
    arguments=_arguments,
    run=_unplace,
)
