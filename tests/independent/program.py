"""The program as its user has it: words of the command line go in, files and an exit code come out.

It runs in the process of the tests; that it is a program of its own is tried in ``tests/cli`` and ``tests/e2e``.
"""

import io
from contextlib import redirect_stderr, redirect_stdout

from csp_planner.__main__ import main

TODAY = "2026-11-26"


def run(*arguments: object) -> tuple[int, str]:
    """The exit code and what is printed."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, arguments), "--today", TODAY])
    assert code in (0, 1), err.getvalue()
    return code, out.getvalue()
