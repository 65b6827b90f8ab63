"""The program's start. What only a sub-command needs is not imported on the way to the window."""

import gc
import io
import sys
from datetime import date
from pathlib import Path

from csp_planner.cli import COMMANDS
from csp_planner.console import complain, drop


def main(argv: list[str] | None = None) -> int:
    """Run the program with *argv*, by default that of the process, and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    _accept_any_text()
    code = 0
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        drop(sys.stdout)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        drop(sys.stdout)
        from csp_planner.messages.problems import system_sentence

        complain(system_sentence(error))
        return 3
    return code


def _run(arguments: list[str]) -> int:
    # The one place that asks what day it is.
    today = date.today()  # noqa: DTZ011 - the day on the calendar of whoever sits here
    if not arguments or (len(arguments) == 1 and arguments[0] not in COMMANDS and arguments[0][:1] not in ("-", "")):
        return _open_window(Path(arguments[0]) if arguments else None, today)
    from csp_planner.cli.run import run

    return run(arguments, today, _open_window)


def _open_window(path: Path | None, today: date) -> int:
    gc.disable()  # a start leaves no garbage worth the time; once the window is there, it is turned on again
    try:
        from csp_planner.app import run_window

        return run_window(path, today)
    finally:
        gc.enable()


def _accept_any_text() -> None:
    """An output that cannot show a character shows another instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
