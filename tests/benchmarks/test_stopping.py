"""Ctrl+C at one moment after the other, through a whole run: each time one clean end; how soon, is printed.

``uv run pytest tests/benchmarks/test_stopping.py -s`` shows the figures.
"""

import statistics
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from csp_planner.storage.library import example_files

from ..interrupted import INTERRUPTED, Ended, interrupt_check, interrupt_export, interrupt_search, interrupt_window

pytestmark = pytest.mark.benchmark
STEP = 0.03
FAR_STEP = 0.15
"""What is enough to see that it runs."""
WINDOW_STEPS = 60
"""A window does not end by itself."""


def swept(folder: Path, interrupt: Callable[[Path, float], Ended], steps: range | count, apart: float = STEP) -> None:
    """Interrupt at each of *steps*, so many seconds *apart*, until the run has ended before that."""
    found: list[Ended] = []
    for step in steps:
        plans = folder / str(step) / "plans"
        plans.mkdir(parents=True)
        (plans / "a.cspplan").write_bytes(example_files()[0].read_bytes())
        found.append(interrupt(plans, step * apart))
        if [ended.code == INTERRUPTED for ended in found[-3:]] == [False] * 3:
            break
    after = sorted(ended.after for ended in found if ended.code == INTERRUPTED)
    codes = ", ".join(f"{times} x exit {code}" for code, times in sorted(Counter(end.code for end in found).items()))
    median = statistics.median(after) * 1000
    print(f"\n{folder.name}: {codes}; ended after {median:.0f} ms (median), {after[-1] * 1000:.0f} ms (worst)")
    assert len(after) > (1 if apart > STEP else 3)


def test_every_moment_of_a_check(tmp_path, short):
    swept(tmp_path, interrupt_check, count(), FAR_STEP if short else STEP)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_every_moment_of_a_search(tmp_path, form, short):
    swept(tmp_path, lambda folder, delay: interrupt_search(folder, delay, *form), count(), FAR_STEP if short else STEP)


@pytest.mark.parametrize("name", ["x.pdf", "x.png"])
def test_every_moment_of_an_export(tmp_path, name, short):
    swept(tmp_path, lambda folder, delay: interrupt_export(folder, delay, name), count(), FAR_STEP if short else STEP)


def test_every_moment_of_a_start_and_of_the_window(tmp_path, short):
    swept(tmp_path, interrupt_window, range(8 if short else WINDOW_STEPS), 0.2 if short else STEP)
