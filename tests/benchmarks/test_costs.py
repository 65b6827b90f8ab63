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
from itertools import cycle
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.terms import Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load
from csp_planner.storage.settings import Settings
from csp_planner.ui import theme
from csp_planner.ui.window import MainWindow

from ..ui.panels.choices import large

pytestmark = pytest.mark.benchmark
TODAY = date(2026, 11, 23)
READY = """
import sys, time
from PySide6.QtWidgets import QApplication
[window] = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
while not window.windowHandle().isExposed():
    QApplication.processEvents()
QApplication.processEvents()
ready = time.time()
with open("/proc/self/status") as status:
    peak = next(line for line in status if "VmHWM" in line).split()[1]
with open(sys.argv[-1], "w") as report:
    report.write(f"{ready} {peak}")
"""
"""When the window is painted, and the memory it took so far."""
BARE = f"""
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["bare"])
window = QWidget()
window.resize(1366, 768)
window.show()
{READY}
"""
FULL = f"""
import sys
from csp_planner.__main__ import main
from csp_planner import app

report = sys.argv.pop()
show = app._show
def show_and_leave(*given):
    from PySide6.QtWidgets import QApplication
    def leave(*_self):
        sys.argv.append(report)
        exec({READY!r}, {{}})
        return 0
    QApplication.exec = leave
    return show(*given)
app._show = show_and_leave
sys.exit(main())
"""


def ten_times(plan: Plan) -> Plan:
    """The plan with each unit and placement ten times, over ten years."""
    units = tuple(replace(unit, code=f"{unit.code}x{copy}") for copy in range(10) for unit in plan.programme.units)
    placements = tuple(
        Placement(unit=f"{placed.unit}x{copy}", term=Term(placed.term.year + copy % 8, placed.term.part))
        for copy in range(10)
        for placed in plan.scenario.placements
    )
    programme = replace(plan.programme, units=units, recommended_order=())
    scenario = replace(plan.scenario, placements=placements, years=10)
    return replace(plan, programme=programme, scenarios=(scenario,), active=0)


@pytest.fixture
def example() -> Plan:
    return load(example_files()[0]).plan


def leave(window: MainWindow) -> None:
    """Close without the question about an unsaved plan."""
    window.documents.keeper.settle()
    window.documents.may_leave = lambda: True


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


def five_hundred_rows(plan: Plan, placed: float) -> Plan:
    """A programme of 500 rows, all of them due, with that part of what the plan places."""
    many = tuple(replace(unit, code=f"{unit.code}x{copy}") for copy in range(34) for unit in plan.programme.units)
    units = many[:500]
    codes = {unit.code for unit in units}
    placements = [
        Placement(unit=code, term=Term(each.term.year + copy % 8, each.term.part))
        for copy in range(34)
        for each in plan.scenario.placements
        if (code := f"{each.unit}x{copy}") in codes
    ]
    due = tuple(unit.code for unit in units if unit.is_attended)
    rules = replace(plan.programme.conditions, units=due)
    programme = replace(plan.programme, units=units, conditions=rules, recommended_order=())
    scenario = replace(plan.scenario, placements=tuple(placements[: int(len(placements) * placed)]), years=10)
    return replace(plan, programme=programme, scenarios=(scenario,), active=0)


def test_cost_of_an_evaluation_of_500_rows(example):
    for placed in (1, 0.5, 0):
        plan = five_hundred_rows(example, placed)
        times: list[float] = []
        for _each in range(60):
            start = time.process_time()
            evaluate_plan(plan, TODAY)
            times.append((time.process_time() - start) * 1000)
        count, middle = len(plan.scenario.placements), statistics.median(times)
        print(f"\nevaluate, 500 rows, {count} placed: at least {min(times):.1f} ms of CPU, median {middle:.1f}")
        assert len(plan.programme.units) == 500


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        self.count += event.type() is QEvent.Type.Paint
        return False


def shown(plan: Plan, qtbot) -> MainWindow:
    """The window with *plan*, at rest: a change of size ends a drag."""
    theme.apply(cast(QApplication, QApplication.instance()), theme.Scheme.LIGHT)  # a program always has its style
    window = MainWindow(TODAY, Settings())
    qtbot.addWidget(window, before_close_func=leave)
    window.documents.show(plan, None)
    window.showNormal()
    window.resize(1366, 768)
    qtbot.waitExposed(window)
    for _each in range(5):
        QApplication.processEvents()
    return window


def cost_of_moves(window: MainWindow, code: str) -> tuple[float, list[float]]:
    """Milliseconds to take the card in hand, and of each move of the pointer, repaint included."""
    workspace = window.workspace_now()
    workspace.pool.units.select(code)
    begin = milliseconds(lambda: workspace.carry.take(workspace.pool.units), 1)[0]
    paints = Paints(workspace.carry.ghost)
    corner = workspace.board.viewport().mapToGlobal(QPoint(10, 10))
    points = iter([corner + QPoint(step * 7 % 780, step * 3 % 640) for step in range(400)])

    def move() -> None:
        workspace.carry.move_to(next(points))
        QApplication.processEvents()

    moves = milliseconds(move, 400)
    assert paints.count >= 390, "every move is seen"
    workspace.carry.give_up()
    return begin, moves


def cost_of_drops(window: MainWindow, code: str) -> list[float]:
    """Milliseconds of each drop until everything is updated and painted."""
    lands = [verdict.lands for verdict in window.session.verdicts([code]).values() if verdict.lands is not None]
    terms = cycle(lands)

    def drop() -> None:
        window.session.place([code], next(terms))
        QApplication.processEvents()

    drops = milliseconds(drop, 40)
    assert window.session.history.count() == 40
    return drops


def test_cost_of_a_drag(example, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path))
    plans = {
        "15 units, 3 years": example,
        "150 units, 10 years": ten_times(example),
        "70 rows, 8 choices": large(stages=2, due=7, choices=4, options=7),
        "500 rows, 100 choices": large(stages=5, due=20, choices=20, options=4),
    }
    for name, plan in plans.items():
        window = shown(plan, qtbot)
        code = next(code for code in window.session.evaluation.to_place if code.startswith(("TET010", "UE")))
        begin, moves = cost_of_moves(window, code)
        drops = cost_of_drops(window, code)
        print(
            f"\ndrag, {name}: begin {begin:.2f} ms; one move median {statistics.median(moves):.2f} ms,"
            f" p99 {moves[int(len(moves) * 0.99)]:.2f} ms; drop to everything updated median"
            f" {statistics.median(drops):.2f} ms, worst {drops[-1]:.2f} ms"
        )


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_cost_of_a_cold_start(tmp_path, short):
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

    report = tmp_path / "report"

    def start(code: str, *files: str) -> tuple[float, float]:
        """Seconds until the window is painted, and its peak memory in MiB."""
        begin = time.time()
        subprocess.run([sys.executable, "-c", code, *files, str(report)], env=environment, check=True)
        ready, peak = report.read_text().split()
        return float(ready) - begin, int(peak) / 1024

    try:
        rounds = [(start(BARE), start(FULL), start(FULL, str(plan))) for _each in range(2 if short else 10)]
    finally:
        screen.terminate()
        screen.wait()
    runs = rounds[1:]  # the first one writes what Python keeps compiled
    medians = [[statistics.median(run[side][figure] for run in runs) for figure in (0, 1)] for side in (0, 1, 2)]
    (bare, thin), *shown = medians
    print(f"\ncold start, bare window: {bare:.3f} s, peak memory {thin:.0f} MiB")
    for name, (seconds, peak), aim in zip(("first page", "with a plan"), shown, (2.7, 3.5), strict=True):
        print(
            f"cold start, {name}: {seconds:.3f} s, ratio {seconds / bare:.2f} (aim {aim});"
            f" {peak:.0f} MiB, ratio {peak / thin:.2f} (aim 1.7)"
        )
    assert plan.exists()
