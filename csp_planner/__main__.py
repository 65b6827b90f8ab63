"""The program's first lines. Nothing is imported here that is not loaded anyway, so that Ctrl+C finds it prepared."""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the program with *argv* and return its exit code; without *argv*, as the process that this program is."""
    if argv is not None:
        from csp_planner.start import start

        return start(argv)
    try:
        from csp_planner import stopping

        stopping.end_at_once()
    except KeyboardInterrupt:
        os._exit(130)
    from csp_planner.start import start

    code = start(sys.argv[1:])
    stopping.ignore()
    return code


if __name__ == "__main__":
    sys.exit(main())
