"""The command that puts the scenarios of a plan side by side."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, as_json, plan_file
from csp_planner.cli.command import DONE, Command, showing
from csp_planner.domain.planning.comparison import compare
from csp_planner.messages.catalogue import _
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    scenario = _("a scenario to compare; may be given several times (default: all)")
    return plan_file(), Argument("--scenario", metavar=_("NAME"), action="append", help=scenario), as_json()


def _compare(options: argparse.Namespace, today: date) -> int:
    plan = load(options.file).plan
    chosen: list[str] = list(dict.fromkeys(options.scenario or [scenario.name for scenario in plan.scenarios]))
    comparison = compare(plan, [showing(plan, name).active for name in chosen], today)
    if options.json:
        from csp_planner.cli.output.comparison_json import comparison_json
        from csp_planner.cli.output.json_values import to_json

        print(to_json(comparison_json(plan, comparison)))
    else:
        from csp_planner.cli.output.comparison_text import comparison_text

        print(comparison_text(plan, comparison))
    return DONE


COMMAND = Command(
    name="compare",
    help=lambda: _("put the scenarios of a plan side by side"),
    arguments=_arguments,
    run=_compare,
)
