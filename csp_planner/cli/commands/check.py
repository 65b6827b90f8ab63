"""The command that says what a plan comes to and what is wrong with it."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, as_json, plan_file, scenario
from csp_planner.cli.command import DONE, REFUSED, Command, showing
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.messages.catalogue import _
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    return plan_file(), scenario(), as_json()


def _check(options: argparse.Namespace, today: date) -> int:
    plan = showing(load(options.file).plan, options.scenario)
    evaluation = evaluate_plan(plan, today)
    if options.json:
        from csp_planner.cli.output.evaluation_json import evaluation_json
        from csp_planner.cli.output.json_values import to_json

        print(to_json(evaluation_json(plan, evaluation)))
    else:
        from csp_planner.cli.output.evaluation_text import evaluation_text

        print(evaluation_text(plan, evaluation))
    return REFUSED if evaluation.blocking else DONE


COMMAND = Command(
    name="check",
    help=lambda: _("judge a plan; exit code 1 when something is blocking"),
    arguments=_arguments,
    run=_check,
)
