"""What things cost, printed; asserted are results and counts only, so that a busy machine breaks nothing.

``uv run pytest tests/benchmarks -s`` shows the figures.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint

from csp_planner.domain.evaluation import evaluate_plan
from csp_planner.domain.plan import Placement, Plan
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load
from csp_planner.storage.settings import Settings
from csp_planner.ui.window import MainWindow

pytestmark = pytest.mark.benchmark
TODAY = date(2026, 11, 23)
PEAK = """
import pathlib, sys
peak = next(line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
pathlib.Path(sys.argv[-1]).write_text(peak.split()[1])
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["bare"])
window = QWidget()
window.resize(1366, 768)
window.show()
app.processEvents()
{PEAK}
"""
FULL = f"""
import sys
from csp_planner import app

show = app._show
def show_and_leave(*given):
    from PySide6.QtWidgets import QApplication
    QApplication.exec = lambda *_self: QApplication.processEvents() or 0
    return show(*given)
app._show = show_and_leave
from csp_planner.__main__ import main
sys.argv[2:2] = ["--today", "2026-11-23"]
peak_file = sys.argv.pop()
code = main()
sys.argv.append(peak_file)
{PEAK}
sys.exit(code)
"""


def ten_times(plan: Plan) -> Plan:
    """The plan with each unit and placement ten times."""
    units = tuple(replace(unit, code=f"{unit.code}x{copy}") for copy in range(10) for unit in plan.programme.units)
    placements = tuple(
        Placement(unit=f"{placement.unit}x{copy}", term=placement.term)
        for copy in range(10)
        for placement in plan.scenario.placements
    )
    programme = replace(plan.programme, units=units, recommended_order=())
    return replace(plan, programme=programme, scenarios=(replace(plan.scenario, placements=placements),), active=0)


@pytest.fixture
def example() -> Plan:
    return load(example_files()[0]).plan


def leave(window: MainWindow) -> None:
    """Close without the question about an unsaved plan."""
    window.keeper.settle()
    window.has_document = False


def milliseconds(run: Callable[[], object], times: int) -> list[float]:
    found = []
    for _each in range(times):
        start = time.perf_counter()
        run()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def test_cost_of_an_evaluation(example):
    for name, plan in (("15 units", example), ("150 units", ten_times(example))):
        times = milliseconds(lambda plan=plan: evaluate_plan(plan, TODAY), 200)
        print(f"\nevaluate, {name}: median {statistics.median(times):.3f} ms, p99 {times[-3]:.3f} ms")
        assert evaluate_plan(plan, TODAY).end_term is not None


def test_cost_of_a_drag(example, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path))
    for name, plan in (("15 units", example), ("150 units", ten_times(example))):
        window = MainWindow(TODAY, Settings())
        qtbot.addWidget(window, before_close_func=leave)
        window.resize(1366, 768)
        window.show_document(plan, None)
        window.show()
        qtbot.waitExposed(window)
        workspace = window.workspace_now()
        pool = workspace.pool.units
        pool.select(pool.cards.codes[0])
        start = time.perf_counter()
        workspace.carry.take(pool)
        begin = (time.perf_counter() - start) * 1000
        corner = window.mapToGlobal(QPoint(260, 60))
        points = [corner + QPoint(step * 7 % 780, step * 3 % 640) for step in range(400)]
        moves = []
        for point in points:
            start = time.perf_counter()
            workspace.carry.move_to(point)
            qtbot.wait(0)
            moves.append((time.perf_counter() - start) * 1000)
        workspace.carry.give_up()
        moves.sort()
        drops = []
        movable = [code for code in window.session.evaluation.to_place if code.startswith("TET010")]
        for code in movable[:1] * 20:
            for term in window.session.verdicts([code]).values():
                if term.accepted and term.lands:
                    start = time.perf_counter()
                    window.session.place([code], term.lands)
                    qtbot.wait(0)
                    drops.append((time.perf_counter() - start) * 1000)
        drops.sort()
        print(
            f"\ndrag, {name}: begin {begin:.2f} ms; one move median {statistics.median(moves):.2f} ms,"
            f" p99 {moves[int(len(moves) * 0.99)]:.2f} ms; drop to everything updated median"
            f" {statistics.median(drops):.2f} ms, worst {drops[-1]:.2f} ms"
        )
        assert drops


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_cost_of_a_cold_start(tmp_path):
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = answer.readline().strip()
    environment = {**os.environ, "DISPLAY": f":{display}", "CSP_PLANNER_HOME": str(tmp_path)}
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    plan = tmp_path / "a.cspplan"
    plan.write_bytes(example_files()[0].read_bytes())

    peak = tmp_path / "peak"

    def start(code: str) -> tuple[float, float]:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, str(plan), str(peak)], env=environment, check=True)
        return time.perf_counter() - begin, int(peak.read_text()) / 1024

    try:
        start(BARE), start(FULL)
        runs = [(start(BARE), start(FULL)) for _each in range(9)]
    finally:
        screen.terminate()
        screen.wait()
    bare, full = (statistics.median(run[side][0] for run in runs) for side in (0, 1))
    thin, thick = (statistics.median(run[side][1] for run in runs) for side in (0, 1))
    print(f"\ncold start: bare window {bare:.3f} s, the program {full:.3f} s, ratio {full / bare:.2f};")
    print(f"peak memory: {thin:.0f} MiB and {thick:.0f} MiB, ratio {thick / thin:.2f} (the design's limits: 2 and 1.6)")
    assert plan.exists()
