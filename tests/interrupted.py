"""Runs the program in a process of its own and sends it Ctrl+C: to all its processes, as a terminal does."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from csp_planner.stopping import exit_code
from csp_planner.storage.planfile import load

ROOT = Path(__file__).parents[1]
TODAY = ("--today", "2026-11-23")
PATIENCE = 60.0
INTERRUPTED = exit_code(signal.SIGINT)
"""Exit code after Ctrl+C."""
WHOLE = """
from csp_planner.__main__ import main

class FirstImport:
    def find_spec(self, name, *_more):
        if name == "csp_planner.stopping":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

sys.meta_path.insert(0, FirstImport())
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
begun()
sys.exit(main())
"""
"""The program as it is installed. A signal that comes at once is felt at the first import."""
_NOISE = "This plugin does not support propagateSizeHints()\n"
"""What Qt says of every dialog that no screen shows."""
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
    return Ended(process.returncode, out, said.replace(_NOISE, ""), time.monotonic() - sent)


def names_in(folder: Path) -> set[str]:
    """The names of all files in *folder*, hidden ones too."""
    return {path.name for path in folder.rglob("*") if path.is_file()}


def interrupt_check(folder: Path, delay: float) -> Ended:
    """Interrupt ``check`` of the plan in *folder*."""
    path = folder / "a.cspplan"
    before = path.read_bytes()
    ended = interrupted(folder.parent / "home", ("check", path, *TODAY), delay)
    assert ended.code in (0, 1, INTERRUPTED), ended
    assert ended.said == "", ended
    assert path.read_bytes() == before
    assert names_in(folder) == {"a.cspplan"}
    return ended


def interrupt_search(folder: Path, delay: float, *more: str) -> Ended:
    """Interrupt ``suggest``: the proposal is in the file, its backup beside it, or nothing has changed."""
    path = folder / "a.cspplan"
    before = path.read_bytes()
    ended = interrupted(folder.parent / "home", ("suggest", path, *more, *TODAY), delay)
    assert ended.code in (0, INTERRUPTED), ended
    assert ended.said == "", ended
    if path.read_bytes() == before:
        assert (ended.code, ended.out) == (INTERRUPTED, ""), ended
        assert names_in(folder) == {"a.cspplan"}
    else:
        assert names_in(folder) == {"a.cspplan", "a.cspplan.bak"}
        assert (folder / "a.cspplan.bak").read_bytes() == before
        assert "Propos" in load(path).plan.scenario.name
    return ended


def interrupt_export(folder: Path, delay: float, name: str) -> Ended:
    """Interrupt ``export`` in place of a file that is there: it is whole, or what it was."""
    out = folder / name
    out.write_bytes(b"what was there")
    ended = interrupted(folder.parent / "home", ("export", folder / "a.cspplan", out, *TODAY), delay)
    assert ended.code in (0, INTERRUPTED), ended
    assert ended.said == "", ended
    data = out.read_bytes()
    if data == b"what was there":
        assert ended.code == INTERRUPTED
    else:
        assert data.rstrip().endswith((b"%%EOF", b"IEND\xaeB`\x82"))
    assert names_in(folder) == {"a.cspplan", name}
    return ended


def interrupt_window(folder: Path, delay: float) -> Ended:
    """Interrupt the window with the plan in *folder*, or its start."""
    path = folder / "a.cspplan"
    before = path.read_bytes()
    home = folder.parent / "home"
    ended = interrupted(home, (path,), delay)
    assert (ended.code, ended.said) == (INTERRUPTED, ""), ended
    assert path.read_bytes() == before
    assert names_in(folder) == {"a.cspplan"}
    assert not [name for name in names_in(home) if "tmp" in name]
    return ended
