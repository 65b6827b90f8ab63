"""The command that puts the scenarios of a plan side by side."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Add, declare_file, declare_json
from csp_planner.cli.command import DONE, Command, showing, to_json
from csp_planner.domain.planning.comparison import compare
from csp_planner.messages.catalogue import _
from csp_planner.storage.planfile import load


def _compare(options: argparse.Namespace, today: date) -> int:
    plan = load(options.file).plan
    chosen: list[str] = list(dict.fromkeys(options.scenario or [scenario.name for scenario in plan.scenarios]))
    comparison = compare(plan, [showing(plan, name).active for name in chosen], today)
    if options.json:
        from csp_planner.messages.comparison import comparison_summary

        print(to_json(comparison_summary(plan, comparison)))
    else:
        from csp_planner.messages.comparison import comparison_report

        print(comparison_report(plan, comparison))
    return DONE


def _options(add: Add) -> None:
    scenario = _("a scenario to compare; may be given several times (default: all)")
    add("--scenario", metavar=_("NAME"), action="append", help=scenario)
    declare_json(add)


COMMANDS = {
    "compare": Command(_compare, lambda: _("put the scenarios of a plan side by side"), declare_file, _options),
}
