"""The command that puts the scenarios of a plan, or of two plans, side by side."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import Argument, as_json, plan_file
from csp_planner.cli.command import DONE, Command
from csp_planner.cli.readers import UsageError
from csp_planner.domain.edits import show_scenario
from csp_planner.domain.edits.taking import differing_history
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare_plans
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.taking import differing_sentence
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    other = _("another plan for the same programme, to put its scenarios beside")
    scenario = _("a scenario to compare; may be given several times (default: all)")
    return (
        plan_file(),
        Argument("other", metavar=_("OTHER"), nargs="?", type=Path, help=other),
        Argument("--scenario", metavar=_("NAME"), action="append", help=scenario),
        as_json(),
    )


def _compare(options: argparse.Namespace, today: date) -> int:
    paths: list[Path] = [options.file] if options.other is None else [options.file, options.other]
    plans = [load(path).plan for path in paths]
    _check_programmes(plans)
    chosen = _chosen(plans, options.scenario)
    comparison = compare_plans([show_scenario(plans[file], index) for file, index in chosen], today)
    files = [paths[file] for file, _index in chosen] if options.other is not None else []
    if options.json:
        from csp_planner.cli.output.comparison_json import comparison_json
        from csp_planner.cli.output.json_values import to_json

        print(to_json(comparison_json(plans[0], comparison, files)))
    else:
        from csp_planner.cli.output.comparison_columns import signs_for
        from csp_planner.cli.output.comparison_text import comparison_text

        width = shutil.get_terminal_size().columns
        print(comparison_text(plans[0], comparison, files, signs_for(sys.stdout.encoding), width))
        differing = differing_history(plans[0], plans[-1])
        if differing:
            print(f"\n{differing_sentence(differing)}")
    return DONE


def _check_programmes(plans: Sequence[Plan]) -> None:
    first, last = plans[0].programme.code, plans[-1].programme.code
    if first != last:
        text = _("One plan is for {first}, the other for {second}: they cannot be compared.")
        raise UsageError(text.format(first=shown(first), second=shown(last)))


def _chosen(plans: Sequence[Plan], wanted: Sequence[str] | None) -> list[tuple[int, int]]:
    """Which plan and which of its scenarios: those of the names *wanted*, in that order; all without any."""
    known = [
        (file, index, scenario.name) for file, plan in enumerate(plans) for index, scenario in enumerate(plan.scenarios)
    ]
    names = list(dict.fromkeys(name for _file, _index, name in known))
    for name in wanted or ():
        if name not in names:
            text = _("There is no scenario “{name}”; there is: {names}.")
            raise UsageError(text.format(name=shown(name), names=", ".join(map(shown, names))))
    if not wanted:
        return [(file, index) for file, index, _name in known]
    return [(file, index) for want in dict.fromkeys(wanted) for file, index, name in known if name == want]


COMMAND = Command(
    name="compare",
    help=lambda: _("put the scenarios of a plan, or of two, side by side"),
    arguments=_arguments,
    run=_compare,
)
