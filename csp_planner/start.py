"""The program's start: the window, or a sub-command. The way to the window imports nothing that only commands need."""

import io
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from csp_planner.cli import COMMANDS
from csp_planner.console import complain, drop


def start(arguments: Sequence[str]) -> int:
    """Open the window or do the sub-command that *arguments* name, and return the exit code."""
    _accept_any_text()
    code = 0
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        drop(sys.stdout)
    except OSError as error:
        drop(sys.stdout)
        from csp_planner.messages.problems import system_sentence

        complain(system_sentence(error))
        return 3
    return code


def _run(arguments: Sequence[str]) -> int:
    # The one place that asks what day it is.
    today = date.today()  # noqa: DTZ011 - the day on the calendar of whoever sits here
    if not arguments or (len(arguments) == 1 and arguments[0] not in COMMANDS and arguments[0][:1] not in ("-", "")):
        return _open_window(Path(arguments[0]) if arguments else None, today)
    from csp_planner.cli.run import run

    return run(arguments, today, _open_window)


def _open_window(path: Path | None, today: date) -> int:
    from csp_planner.app import run_window

    return run_window(path, today)


def _accept_any_text() -> None:
    """An output that cannot show a character shows another instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
