"""The command that describes the program's files."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument
from csp_planner.cli.command import DONE, Command
from csp_planner.cli.output.json_values import to_json
from csp_planner.messages.catalogue import _


def _arguments() -> tuple[Argument, ...]:
    return (Argument("which", choices=("plan", "programme"), help=_("the kind of file")),)


def _schema(options: argparse.Namespace, _today: date) -> int:
    from csp_planner.storage.codec import json_schema

    print(to_json(json_schema(options.which)))
    return DONE


COMMAND = Command(
    name="schema",
    help=lambda: _("print the JSON Schema of a file"),
    arguments=_arguments,
    run=_schema,
)
