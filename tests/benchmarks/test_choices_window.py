"""What the left zone costs with the largest award there may be: 500 rows and 100 choices."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from csp_planner.storage.settings import Settings
from csp_planner.ui import theme
from csp_planner.ui.window import MainWindow

from ..ui.hand import TODAY, pool, workspace_of
from ..ui.panels.choices import large

pytestmark = pytest.mark.benchmark


def test_the_left_zone_with_500_rows_and_100_choices(short, qtbot, qapp):
    theme.apply(qapp, theme.Scheme.LIGHT)
    plan = large(stages=5, due=20, choices=20, options=4)
    assert len(plan.programme.units) == 500
    window = MainWindow(TODAY, Settings())
    window.documents.may_leave = lambda: True
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.documents.show(plan, None, "")
    window.show()
    zone, times = workspace_of(window).pool, 2 if short else 30

    def cost(what: str, act: Callable[[], object]) -> None:
        spent: list[float] = []
        for _time in range(times):
            before = time.process_time()
            act()
            spent.append(time.process_time() - before)
        print(f"{what}: least {min(spent) * 1000:.1f} ms, most {max(spent) * 1000:.1f} ms")

    def turn() -> None:
        zone._turn("choice 1.1")
        QApplication.processEvents()

    cost("the plan is the same", zone.refresh)
    cost("a choice is opened or closed, and painted", turn)
    for path in range(1, 21):
        zone._lines.open(f"2.{path}", window.session.evaluation.award)
    cost("the same with 20 choices open", zone.refresh)
    assert pool(window).has_lines
