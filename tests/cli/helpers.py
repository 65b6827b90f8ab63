"""What every test of the command line starts from."""

import json
from pathlib import Path

TODAY = ("--today", "2026-11-23")
ROOT = Path(__file__).parents[2]


def plain(text: str) -> str:
    """*text* with the spaces a reader sees."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def one_line(text: str) -> bool:
    """Whether *text* is one line, and no traceback."""
    return text.endswith("\n") and text.count("\n") == 1 and "Traceback" not in text


def check(run, path: Path, *more) -> dict:
    """What ``check --json`` says of the plan at *path*."""
    code, out, err = run("check", path, "--json", *(more or TODAY))
    assert code in (0, 1)
    assert err == ""
    return json.loads(out)
