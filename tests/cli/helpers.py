"""What every test of the command line starts from."""

from pathlib import Path

TODAY = ("--today", "2026-11-23")
ROOT = Path(__file__).parents[2]


def plain(text: str) -> str:
    """*text* with the spaces a reader sees."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def one_line(text: str) -> bool:
    """Whether *text* is one line, and no traceback."""
    return text.endswith("\n") and text.count("\n") == 1 and "Traceback" not in text
