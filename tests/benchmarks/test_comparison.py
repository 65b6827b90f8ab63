"""What four scenarios of 150 units side by side cost, printed; asserted is only that they are drawn.

``uv run pytest tests/benchmarks/test_comparison.py -s`` shows the figures. The aim: drawn within 50 ms.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.messages.comparison import comparison_table
from csp_planner.messages.comparison_chart import chart_words
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .test_costs import TODAY, shown, ten_times

pytestmark = pytest.mark.benchmark
ALL = range(4)


def four() -> Plan:
    """Four scenarios of 150 units of which a third stand elsewhere than in the first."""
    plan = ten_times(load(example_files()[0]).plan)
    first = plan.scenario
    later = [first]
    for number in range(1, 4):
        placements = tuple(
            replace(each, term=replace(each.term, year=each.term.year + number)) if at % 3 == 0 else each
            for at, each in enumerate(first.placements)
        )
        later.append(replace(first, name=f"Variante {number}", placements=placements))
    return replace(plan, scenarios=tuple(later), active=0)


def cost(name: str, times: int, run: Callable[[], object]) -> None:
    found = []
    for _each in range(times):
        start = time.perf_counter()
        run()
        found.append((time.perf_counter() - start) * 1000)
    print(f"\n  {name}: median {statistics.median(found):.1f} ms, worst {max(found):.1f} ms", end="")


def test_cost_of_four_scenarios_of_150_units_side_by_side(qtbot, short):
    plan, times = four(), 1 if short else 9
    compared = compare(plan, ALL, TODAY)
    window = shown(plan, qtbot)
    window.show_compare()
    QApplication.processEvents()
    page = window.compare_page
    assert page is not None
    strip, table = page._strip, page._table
    chart, told = chart_words(compared), comparison_table(compared)
    names = [panel.title for panel in chart.panels]
    cost("four evaluations and what they come to", times, lambda: compare(plan, ALL, TODAY))
    cost("in words", times, lambda: (chart_words(compared), comparison_table(compared)))
    cost("panels laid out", times, lambda: strip.show_chart(chart))
    cost("table filled", times, lambda: table.show_table(told, names))
    cost("panels painted", times, strip.grab)
    cost("page painted", times, page.grab)
    cost("all of it, from the plan to the pixels", times, lambda: (page.refresh(), page.grab()))
    print()
    assert len(strip.panels) == 4
    assert not strip.grab().isNull()
