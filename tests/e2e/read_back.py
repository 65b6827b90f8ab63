"""What the command line says of the files that the window writes."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from csp_planner.__main__ import main

TODAY = "2026-11-23"


def _ask(command: str, path: Path, *more: str) -> dict:
    with redirect_stdout(StringIO()) as said:
        main([command, str(path), "--json", "--today", TODAY, *more])
    return json.loads(said.getvalue())


def check(path: Path, *more: str) -> dict:
    """``check --json``."""
    return _ask("check", path, *more)


def compare(path: Path) -> dict:
    """``compare --json``."""
    return _ask("compare", path)
