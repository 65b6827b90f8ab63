"""Ctrl+C ends everything at once: one clean end, and files as they were or completely written."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from csp_planner import stopping
from csp_planner.domain.plan import Plan
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .interrupted import ROOT, TODAY, interrupted, names_in

DELAYS = (0.0, 0.02, 0.1, 0.3, 0.7, 1.2)
"""A few moments: before, in and after the imports. ``tests/benchmarks/test_stopping.py`` goes through all."""
MAY_BE_DONE = {0, 1, stopping.INTERRUPTED}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing but a plan in it."""
    found = tmp_path / "plans"
    found.mkdir()
    (found / "a.cspplan").write_bytes(example_files()[0].read_bytes())
    return found


def check_is_interrupted(folder: Path, delay: float) -> int:
    """Interrupt ``check`` and see that nothing is left of it; the exit code."""
    before = (folder / "a.cspplan").read_bytes()
    ended = interrupted(folder.parent / "home", ("check", folder / "a.cspplan", *TODAY), delay)
    assert ended.code in MAY_BE_DONE, ended
    assert ended.said == "", ended
    assert names_in(folder) == {"a.cspplan"}
    assert (folder / "a.cspplan").read_bytes() == before
    return ended.code


@pytest.mark.parametrize("delay", DELAYS)
def test_a_check_is_interrupted(folder, delay):
    check_is_interrupted(folder, delay)


@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("json", [(), ("--json",)])
def test_a_search_is_interrupted(folder, delay, json):
    path = folder / "a.cspplan"
    before = load(path).plan
    ended = interrupted(folder.parent / "home", ("suggest", path, *json, *TODAY), delay)
    assert ended.code in MAY_BE_DONE, ended
    assert ended.said == "", ended
    after = load(path).plan
    if "ajouté" in ended.out or ended.code == 0:
        assert len(after.scenarios) == len(before.scenarios) + 1
        assert names_in(folder) == {"a.cspplan", "a.cspplan.bak"}
        assert load(folder / "a.cspplan.bak").plan == before
    elif after == before:
        assert names_in(folder) <= {"a.cspplan", "a.cspplan.bak"}


@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("name", ["x.pdf", "x.png"])
def test_an_export_is_interrupted(folder, delay, name):
    out = folder / name
    out.write_bytes(b"what was there")
    ended = interrupted(folder.parent / "home", ("export", folder / "a.cspplan", out, *TODAY), delay)
    assert ended.code in MAY_BE_DONE, ended
    assert ended.said == "", ended
    assert names_in(folder) == {"a.cspplan", name}
    data = out.read_bytes()
    is_whole = (data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")) or data.endswith(b"IEND\xaeB`\x82")
    assert is_whole or (data == b"what was there" and ended.code == stopping.INTERRUPTED)


@pytest.mark.parametrize("delay", DELAYS)
def test_the_start_of_the_window_is_interrupted_and_the_window_too(folder, delay):
    before = (folder / "a.cspplan").read_bytes()
    home = folder.parent / "home"
    ended = interrupted(home, (folder / "a.cspplan",), delay)
    assert (ended.code, ended.said) == (stopping.INTERRUPTED, ""), ended
    assert names_in(folder) == {"a.cspplan"}
    assert (folder / "a.cspplan").read_bytes() == before
    assert not [name for name in names_in(home) if "tmp" in name]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("delay", [0.1, 1.5])
def test_the_system_ends_it_as_ctrl_c_does(folder, number, delay):
    ended = interrupted(folder.parent / "home", (folder / "a.cspplan",), delay, number=number)
    assert (ended.code, ended.said) == (128 + number, ""), ended


SHOWING = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from csp_planner.__main__ import main
from csp_planner.ui.window import MainWindow

run = QApplication.exec

def run_and_act(*_self):
    window, = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    QTimer.singleShot(0, lambda: (act(window), begun()))
    return run()

QApplication.exec = run_and_act
if __name__ == "__main__":
    sys.exit(main())
"""
EDITS = 'def act(window):\n    window.session.unplace(["AST004"])\n'
ASKS = 'def act(window):\n    window.session.unplace(["AST004"])\n    QTimer.singleShot(0, window.close)\n'
PROPOSES = (
    "def act(window):\n    window.propose()\n    panel = window.workspace.side.currentWidget()\n    panel.ask()\n"
)


def is_placed(plan: Plan, code: str) -> bool:
    return plan.scenario.placement(code) is not None


def test_what_was_done_in_the_window_is_in_its_file(folder):
    path = folder / "a.cspplan"
    assert is_placed(load(path).plan, "AST004")
    ended = interrupted(folder.parent / "home", (path,), 0.0, EDITS + SHOWING)
    assert (ended.code, ended.said) == (stopping.INTERRUPTED, ""), ended
    assert not is_placed(load(path).plan, "AST004")
    assert names_in(folder) == {"a.cspplan", "a.cspplan.bak"}


@pytest.mark.parametrize("doing", [EDITS, ASKS], ids=["at work", "asked what becomes of it"])
def test_a_plan_in_no_file_waits_for_the_next_start(folder, doing):
    home = folder.parent / "home"
    begins = f"example = {str(folder / 'a.cspplan')!r}\n" + doing.replace(
        "    window.session",
        "    from pathlib import Path\n    window.documents.open_example(Path(example))\n    window.session",
    )
    ended = interrupted(home, (), 0.3, begins + SHOWING)
    assert (ended.code, ended.said) == (stopping.INTERRUPTED, ""), ended
    (kept,) = home.rglob("recovery/*.cspplan")
    assert not is_placed(load(kept).plan, "AST004")


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.4, 1.0, 2.0])
def test_the_solver_of_the_window_ends_with_it_and_says_nothing(folder, delay):
    begin = time.monotonic()
    ended = interrupted(folder.parent / "home", (folder / "a.cspplan",), delay, PROPOSES + SHOWING)
    assert (ended.code, ended.said) == (stopping.INTERRUPTED, ""), ended
    # Its processes hold the pipes of this test: they are closed, so all of them have ended.
    assert time.monotonic() > begin


def test_a_file_being_written_is_written_to_its_end():
    code = """
import os, signal
from csp_planner import stopping

stopping.end_at_once()
with stopping.undisturbed():
    with stopping.undisturbed():
        os.kill(os.getpid(), signal.SIGINT)
    print("written", flush=True)
print("not reached", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (stopping.INTERRUPTED, "written\n", "")


def test_a_signal_that_is_ignored_stays_ignored():
    code = """
import os, signal
from csp_planner import stopping

signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
stopping.end_at_once()
os.kill(os.getpid(), signal.SIGHUP)
print("still here", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "still here\n")


def test_the_first_lines_import_nothing_that_takes_time():
    code = "import sys; before = set(sys.modules); import csp_planner.__main__; print(set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() in (
        "{'csp_planner', 'csp_planner.__main__'}",
        "{'csp_planner.__main__', 'csp_planner'}",
    )
