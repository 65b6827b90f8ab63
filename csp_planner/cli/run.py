"""From the words typed to the sub-command that does them."""

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from csp_planner import __version__
from csp_planner.cli import COMMANDS
from csp_planner.cli.arguments import Argument, plan_file
from csp_planner.cli.command import BAD_INPUT, FAILED, Command
from csp_planner.cli.readers import UsageError, read_day
from csp_planner.console import complain
from csp_planner.messages.catalogue import _, use_language
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.storage.errors import PlanFileError

OpenWindow = Callable[[Path | None, date], int]
"""Opens the window; handed in, because nothing here may know Qt."""


def run(arguments: Sequence[str], today: date, open_window: OpenWindow) -> int:
    """Do what *arguments* ask and return the exit code; *today* holds unless they give another day."""
    use_language(None)
    name, rest = _split(arguments)
    try:
        command = _command(name) if name else _window(open_window)
        options = _parse(command, rest)
        return command.run(options, getattr(options, "today", today))
    except UsageError as error:
        complain(str(error))
        return BAD_INPUT
    except PlanFileError as error:
        complain(problem_sentence(error))
        return BAD_INPUT if error.is_input else FAILED
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)


def _window(open_window: OpenWindow) -> Command:
    """What is done where no command is typed."""
    file = plan_file()
    return Command(
        name="",
        help=lambda: _("Plan a diploma over several years. Opens the window."),
        arguments=lambda: (Argument(file.name, **file.settings, nargs="?"),),
        run=lambda options, today: open_window(options.file, today),
    )


def _parse(command: Command, rest: Sequence[str]) -> argparse.Namespace:
    parser = _parser(command)
    options, more = parser.parse_known_args(rest)
    if more and not command.name and options.file is not None and not os.path.exists(options.file):
        text = _("There is no command “{name}”; there is: {names}.")
        raise UsageError(text.format(name=shown(str(options.file)), names=", ".join(COMMANDS)))
    if more:
        parser.error("")
    return options


def _command(name: str) -> Command:
    """The command that is called *name*; only its module is imported."""
    found: Command = import_module(f"csp_planner.cli.commands.{name.replace('-', '_')}").COMMAND
    return found


def _split(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The sub-command, also behind a ``--today``, and all other arguments; no sub-command: the window."""
    index = 0
    while index < len(arguments) and arguments[index].partition("=")[0] == "--today":
        index += 1 if "=" in arguments[index] else 2
    if index < len(arguments) and arguments[index] in COMMANDS:
        return arguments[index], [*arguments[:index], *arguments[index + 1 :]]
    return "", list(arguments)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say the form that was expected: argparse's own message speaks English only."""
        form = " ".join(self.format_usage().removeprefix(_("Usage: ")).split())
        raise UsageError(_("This cannot be understood. Expected: {form}").format(form=form))


def _parser(command: Command) -> _Parser:
    parser = _Parser(
        prog=f"csp-planner {command.name}".rstrip(),
        description=command.help(),
        epilog=None if command.name else _list_of_commands(),
        formatter_class=_Help,
        add_help=False,
        allow_abbrev=False,
    )
    required = parser.add_argument_group(_("Arguments"))
    optional = parser.add_argument_group(_("Options"))
    for argument in command.arguments():
        group = optional if argument.is_option else required
        group.add_argument(argument.name, **argument.settings)
    day = _("the day to judge at (default: today)")
    optional.add_argument("--today", metavar=_("YYYY-MM-DD"), type=read_day, default=argparse.SUPPRESS, help=day)
    optional.add_argument("-h", "--help", action="help", help=_("show this help"))
    if not command.name:
        version = f"csp-planner {__version__}"
        optional.add_argument("--version", action="version", version=version, help=_("show the version"))
    return parser


def _list_of_commands() -> str:
    lines = [f"  {name:<10} {_command(name).help()}" for name in COMMANDS]
    return "\n".join([_("Commands (each has its own --help):"), *lines])
