"""Runs the program in a process of its own and sends it Ctrl+C: to all its processes, as a terminal does."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TODAY = ("--today", "2026-11-23")
PATIENCE = 60.0
WHOLE = """
from csp_planner.__main__ import main
begun()
sys.exit(main())
"""
"""The program as it is installed; it is counted from its first line."""
_PROCESS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background ignores it

def begun():
    os.write({writer}, b"x")

{code}
"""


@dataclass(frozen=True)
class Ended:
    """How a process ended, and the seconds that it took after the signal."""

    code: int
    out: str
    said: str
    after: float


def interrupted(
    home: Path, arguments: tuple[object, ...], delay: float, code: str = WHOLE, number: int = signal.SIGINT
) -> Ended:
    """What becomes of *code*, interrupted *delay* seconds after it called ``begun``."""
    reader, writer = os.pipe()
    environment = {
        **os.environ,
        "CSP_PLANNER_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "LANGUAGE": "fr",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _PROCESS.format(writer=writer, code=code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=home.parent,
        pass_fds=(writer,),
        start_new_session=True,
    )
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        begun = answer.read(1)
    if begun:
        time.sleep(delay)
    sent = time.monotonic()
    if process.poll() is None:
        os.killpg(process.pid, number)
    try:
        out, said = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert begun, said
    return Ended(process.returncode, out, said, time.monotonic() - sent)


def names_in(folder: Path) -> set[str]:
    """The names of all files in *folder*, hidden ones too."""
    return {path.name for path in folder.rglob("*") if path.is_file()}
