"""What the command line says of the files that the window writes."""

import json
import subprocess
import sys
from pathlib import Path

TODAY = "2026-11-23"


def _ask(command: str, path: Path, *more: str, today: str = TODAY) -> dict:
    words = [sys.executable, "-m", "csp_planner", command, str(path), "--json", "--today", today, *more]
    return json.loads(subprocess.run(words, capture_output=True, check=False).stdout)


def check(path: Path, *more: str, today: str = TODAY) -> dict:
    """``check --json``."""
    return _ask("check", path, *more, today=today)


def compare(path: Path) -> dict:
    """``compare --json``."""
    return _ask("compare", path)
