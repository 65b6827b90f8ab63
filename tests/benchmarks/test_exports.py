"""What the outputs cost from a warm program, printed; asserted is only that they are made.

``uv run pytest tests/benchmarks/test_exports.py -s`` shows the figures. The aims: PDF within 1 s, others 300 ms.
"""

import statistics
import time
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.export.kinds import KINDS
from csp_planner.export.options import Options
from csp_planner.export.write import export
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

pytestmark = pytest.mark.benchmark
TODAY = date(2026, 11, 23)
TIMES = 5


@pytest.fixture(autouse=True)
def _drawing(qapp):
    """Qt is started as pytest-qt does, before anything is drawn."""


def full() -> Plan:
    """The example with every unit on the board."""
    plan = load(example_files()[0]).plan
    waiver = Waiver(reason="Suivie dans un autre centre", date=TODAY)
    more = (
        Placement(unit="TET010", term=Term.parse("2028-S1")),
        Placement(unit="TET007", term=Term.parse("2028-S1"), waiver=waiver),
        Placement(unit="UAS004", term=Term.parse("2028-S2"), waiver=waiver),
    )
    scenario = replace(plan.scenario, placements=(*plan.scenario.placements, *more))
    return plan.with_scenario(scenario)


def ten_times(plan: Plan) -> Plan:
    """The plan with each unit and placement ten times."""
    units = tuple(replace(unit, code=f"{unit.code}x{copy}") for copy in range(10) for unit in plan.programme.units)
    placements = tuple(
        replace(placement, unit=f"{placement.unit}x{copy}")
        for copy in range(10)
        for placement in plan.scenario.placements
    )
    programme = replace(plan.programme, units=units, recommended_order=())
    return replace(plan, programme=programme).with_scenario(replace(plan.scenario, placements=placements))


@pytest.mark.parametrize(("name", "plan"), [("15 units", full()), ("150 units", ten_times(full()))])
def test_cost_of_the_outputs(name, plan, tmp_path, short):
    evaluation = evaluate_plan(plan, TODAY)
    for kind in KINDS:
        path = tmp_path / f"a{kind.ending}"
        export(path, plan, evaluation, Options())
        found = []
        for _each in range(1 if short else TIMES):
            start = time.perf_counter()
            export(path, plan, evaluation, Options(comparison=True))
            found.append((time.perf_counter() - start) * 1000)
        size = path.stat().st_size
        print(
            f"\n{kind.ending}, {name}: "
            f"median {statistics.median(found):.0f} ms, worst {max(found):.0f} ms, {size} bytes"
        )
        assert size > 100
