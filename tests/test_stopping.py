"""Ctrl+C ends everything at once: one clean end, and files as they were or completely written."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .interrupted import (
    INTERRUPTED,
    ROOT,
    interrupt_check,
    interrupt_export,
    interrupt_search,
    interrupt_window,
    interrupted,
    names_in,
)

# A few moments: before, in and after the imports, which begin alike whatever is asked, and in the work itself.
# ``tests/benchmarks/test_stopping.py`` goes through all.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing but a plan in it."""
    found = tmp_path / "plans"
    found.mkdir()
    (found / "a.cspplan").write_bytes(example_files()[0].read_bytes())
    return found


@pytest.mark.parametrize("delay", [0.0, 0.04, 0.3])
def test_a_check_is_interrupted(folder, delay):
    interrupt_check(folder, delay)


@pytest.mark.parametrize(("delay", "form"), [(0.3, ()), (0.9, ("--json",))])
def test_a_search_is_interrupted(folder, delay, form):
    interrupt_search(folder, delay, *form)


@pytest.mark.parametrize(("delay", "name"), [(0.3, "x.pdf"), (0.9, "x.pdf"), (0.9, "x.png")])
def test_an_export_is_interrupted(folder, delay, name):
    interrupt_export(folder, delay, name)


@pytest.mark.parametrize("delay", [0.04, 0.3, 0.9])
def test_the_window_and_its_start_are_interrupted(folder, delay):
    interrupt_window(folder, delay)


@pytest.mark.parametrize(("delay", "number"), [(0.1, signal.SIGTERM), (1.5, signal.SIGHUP)])
def test_the_system_ends_it_as_ctrl_c_does(folder, delay, number):
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
    QTimer.singleShot(0, lambda: act(window))
    return run()

QApplication.exec = run_and_act
if __name__ == "__main__":
    sys.exit(main())
"""
EDITS = 'def act(window):\n    window.session.unplace(["AST004"])\n    begun()\n'
ASKS = EDITS.replace("begun", "QTimer.singleShot(0, window.close)\n    begun")
PROPOSES = """
def act(window):
    window.propose()
    panel = window.workspace.side.currentWidget()
    {when}
    panel.ask()
"""
STARTS = PROPOSES.format(when="QTimer.singleShot(100, begun)")
ANSWERS = PROPOSES.format(when="panel.announced.connect(lambda _text: begun())  # its reasons are still looked for")


def is_placed(plan: Plan, code: str) -> bool:
    return plan.scenario.placement(code) is not None


def test_what_was_done_in_the_window_is_in_its_file(folder):
    path = folder / "a.cspplan"
    assert is_placed(load(path).plan, "AST004")
    ended = interrupted(folder.parent / "home", (path,), 0.0, EDITS + SHOWING)
    assert (ended.code, ended.said) == (INTERRUPTED, ""), ended
    assert not is_placed(load(path).plan, "AST004")
    assert names_in(folder) == {"a.cspplan", "a.cspplan.bak"}


@pytest.mark.parametrize("doing", [EDITS, ASKS], ids=["at work", "asked what becomes of it"])
def test_a_plan_in_no_file_waits_for_the_next_start(folder, doing):
    home = folder.parent / "home"
    opens = f"    from pathlib import Path\n    window.documents.open_example(Path({str(folder / 'a.cspplan')!r}))\n"
    ended = interrupted(home, (), 0.3, doing.replace(":\n", f":\n{opens}", 1) + SHOWING)
    assert (ended.code, ended.said) == (INTERRUPTED, ""), ended
    (kept,) = home.rglob("recovery/*.cspplan")
    assert not is_placed(load(kept).plan, "AST004")


@pytest.mark.parametrize("doing", [STARTS, ANSWERS], ids=["as it starts", "as it answers"])
def test_the_solver_of_the_window_ends_with_it_and_says_nothing(folder, doing):
    # What it starts inherits its error output, and this waits until the last process has closed that.
    ended = interrupted(folder.parent / "home", (folder / "a.cspplan",), 0.0, doing + SHOWING)
    assert (ended.code, ended.said) == (INTERRUPTED, ""), ended


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
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "written\n", "")


def test_a_second_signal_does_not_wait_for_a_write_that_hangs():
    code = """
import os, signal
from csp_planner import stopping

stopping.end_at_once()
with stopping.undisturbed():
    os.kill(os.getpid(), signal.SIGINT)
    print("writing", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
    print("not reached", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (128 + signal.SIGTERM, "writing\n")


def test_a_signal_while_a_thread_ends_its_write_is_not_lost():
    # Before each line of the handler the other thread may end its write: one of the two must then end the program.
    code = """
import os, signal, sys, threading
from csp_planner import stopping

before = int(sys.argv[1])
written, ended = threading.Event(), threading.Event()

def write():
    with stopping.undisturbed():
        begun.set()
        written.wait()
    ended.set()

def at_each_line(frame, event, _argument):
    global before
    if frame.f_code.co_name != "_end":
        return None
    if event == "line":
        before -= 1
        if before == 0:
            written.set()
            ended.wait()
    return at_each_line

begun = threading.Event()
threading.Thread(target=write, daemon=True).start()
begun.wait()
stopping.end_at_once()
sys.settrace(at_each_line)
os.kill(os.getpid(), signal.SIGINT)
sys.settrace(None)
written.set()
ended.wait()
print("the signal was lost", flush=True)
"""
    for line in range(1, 6):
        run = [sys.executable, "-c", code, str(line)]
        done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
        assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", ""), line


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
