"""How long a person waits who types the README's command: ``uv run csp-planner`` until the window is on the screen.

The program's own start is measured beside it in the same way, so that what uv adds can be read off.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from csp_planner.storage.library import example_files

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
COMMAND = "uv run csp-planner"
RUNS = 7
PATIENCE = 60.0


@pytest.fixture
def environment(tmp_path) -> Iterator[dict[str, str]]:
    """The variables of a screen of its own, and of a person without settings."""
    reader, writer = os.pipe()
    # A screen starts afresh when its last client leaves, which would end a program that is just coming: -noreset.
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"]
    screen = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = answer.readline().strip()
    dropped = ("QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "UV_COMPILE_BYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    yield {**kept, "DISPLAY": f":{display}", "CSP_PLANNER_HOME": str(tmp_path)}
    screen.terminate()
    screen.wait()


def seconds_to_window(command: list[str], environment: dict[str, str]) -> float:
    """Seconds from the start of *command* until a window of the program is on the screen."""
    begin = time.monotonic()
    # A session of its own: uv and the program it starts are ended together.
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        while not has_window(environment):
            assert process.poll() is None, "the program ended before it showed a window"
            assert time.monotonic() - begin < PATIENCE, "no window came"
            time.sleep(0.005)
        return time.monotonic() - begin
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        while has_window(environment):  # the screen lags behind: the next run must not find this one's window
            time.sleep(0.005)


def has_window(environment: dict[str, str]) -> bool:
    """Whether a window of the program is on the screen."""
    search = ["xdotool", "search", "--onlyvisible", "--class", "csp-planner"]
    return bool(subprocess.run(search, env=environment, capture_output=True, check=False).stdout)


@pytest.mark.skipif(
    any(shutil.which(program) is None for program in ("Xvfb", "xdotool", "uv")), reason="needs Xvfb, xdotool and uv"
)
def test_cost_of_the_readme_s_command(environment, tmp_path):
    assert COMMAND in (ROOT / "README.md").read_text(encoding="utf-8")
    plan = tmp_path / "a.cspplan"
    plan.write_bytes(example_files()[0].read_bytes())
    own = [str(Path(sys.executable).with_name("csp-planner"))]
    for name, arguments in (("first page", []), ("a plan", [str(plan)])):
        through_uv, by_itself = [*COMMAND.split(), *arguments], [*own, *arguments]
        seconds_to_window(through_uv, environment)
        runs = [
            (seconds_to_window(through_uv, environment), seconds_to_window(by_itself, environment))
            for _each in range(RUNS)
        ]
        whole, alone = (statistics.median(run[side] for run in runs) for side in (0, 1))
        print(
            f"\n{COMMAND}, {name}: window after {whole:.3f} s (median of {RUNS}, {min(run[0] for run in runs):.3f} to"
            f" {max(run[0] for run in runs):.3f}); the program alone {alone:.3f} s"
        )
