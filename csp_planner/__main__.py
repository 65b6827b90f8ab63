"""The program's first lines. They import only what Python has loaded anyway, so that Ctrl+C is handled at once."""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the program with *argv* and return its exit code.

    Without *argv* it is a process of its own: it reads the command line, and signals may end it.
    """
    if argv is not None:
        from csp_planner.start import start

        return start(argv)
    try:
        from csp_planner import stopping

        stopping.end_at_once()
    except KeyboardInterrupt:
        os._exit(130)  # as a shell counts Ctrl+C; ``stopping``, which knows that, is not imported yet
    from csp_planner.start import start

    code = start(sys.argv[1:])
    stopping.ignore()
    return code


if __name__ == "__main__":
    sys.exit(main())
