"""Twenty windows killed after failed saves, counted and printed; asserted is that none of them lost an edit.

``uv run pytest tests/benchmarks/test_kills.py -s`` shows the count.
"""

import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import pytest

from csp_planner.storage.codec import read_plan
from csp_planner.storage.folders import state_folder
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.recovery import adopt, orphans

pytestmark = pytest.mark.benchmark
KILLS = 20
PROGRAM = Path(__file__).parents[1] / "ui" / "failing_window.py"
TROUBLES = (
    "file removed",
    "folder renamed",
    "a folder in its place",
    "someone else wrote",
    "disk full",
    "write-protected",
    "disk dying",
)


def test_twenty_failed_saves_each_followed_by_a_kill(tmp_path, short):
    kills = len(TROUBLES) if short else KILLS
    plan, whole, failed = load(example_files()[0]).plan, 0, 0
    start = time.perf_counter()
    for number, trouble in enumerate(islice(cycle(TROUBLES), kills)):
        path, report = tmp_path / str(number) / "plan.cspplan", tmp_path / f"report-{number}"
        path.parent.mkdir()
        save(path, plan, None)
        edits = 1 + number % 5
        command = [sys.executable, str(PROGRAM), str(path), trouble, str(edits), str(report)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
            program.kill()
        failed += edits
        (orphan,) = orphans(state_folder() / "recovery")
        assert orphan.home is not None
        whole += orphan.home.path == path and orphan.plan == read_plan(report.read_bytes())
        slot = adopt(orphan)
        assert slot is not None
        slot.release()
    print(
        f"\n{kills} windows killed after {failed} failed saves of {len(TROUBLES)} kinds: "
        f"{whole} offered again with every edit, in {time.perf_counter() - start:.0f} s"
    )
    assert whole == kills
