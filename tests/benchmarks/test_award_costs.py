"""What an award with choices costs to judge, printed; asserted are results only, so that a busy machine breaks nothing.

``uv run pytest tests/benchmarks/test_award_costs.py -s`` shows the figures: processor time, the least of many.
"""

import time
from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, walk
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import AnnouncedTotals, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part, Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

pytestmark = pytest.mark.benchmark
TODAY = date(2026, 11, 23)


def coded(first: int, count: int) -> tuple[str, ...]:
    return tuple(f"U{number:03}" for number in range(first, first + count))


def engineer() -> Block:
    """70 rows, 8 blocks below the root: two stages, four units from three domains, 6 ECTS of 29, a language."""
    domains = tuple(Block(label=f"D{place}", take=TakeUnits(1), members=coded(7 + 3 * place, 3)) for place in range(3))
    first = Block(label="1", members=(*coded(0, 7), Block(take=TakeUnits(4), at_least_blocks=3, members=domains)))
    language = Block(take=TakeUnits(1), members=coded(24, 2))
    shes = Block(take=TakeEcts(6), members=coded(26, 29))
    return Block(members=(first, Block(label="2", members=(*coded(16, 8), language, shes, *coded(55, 15)))))


def hundred_blocks() -> Block:
    """500 rows in 100 blocks of every take; neighbours share rows."""
    blocks: list[Block] = []
    for place in range(0, 80, 4):
        rows = coded(5 * place, 20)
        blocks += (
            Block(label=f"L{place}", members=rows[:5]),
            Block(label=f"C{place}", take=TakeUnits(2), members=(*rows[5:10], rows[10])),
            Block(label=f"E{place}", take=TakeEcts(9), members=rows[10:15]),
        )
        if place % 8:
            blocks.append(Block(label=f"O{place}", take=TakeUnits(1), members=rows[15:]))
        else:
            branches = Block(label="A", members=rows[15:17]), Block(label="B", members=rows[17:])
            blocks.append(Block(label=f"B{place}", take=TakeBlocks(1), members=branches))
    return Block(members=(*coded(400, 100), *blocks[:79]))


def planned(award: Block, rows: int, share: int) -> Plan:
    """A plan of a programme of so many rows, of which one in *share* is left out."""
    offers = {2025: Opening.EITHER.offers()}
    units = tuple(
        Unit(code=code, title=f"Unité {code}", ects=3 + number % 4, kind=UnitKind.TAUGHT, openings=offers)
        for number, code in enumerate(coded(0, rows))
    )
    programme = Programme(
        code="EX1",
        title="Essai",
        publisher="Centre",
        sheet="composée",
        published_years=(2025,),
        announced=AnnouncedTotals(ects=180),
        units=units,
        award=award,
    )
    terms = [Term(year, part) for year in range(2027, 2035) for part in (Part.S1, Part.S2)]
    placements = tuple(
        Placement(unit=unit.code, term=terms[number % len(terms)])
        for number, unit in enumerate(units)
        if number % share
    )
    scenario = Scenario(name="A", start=Term(2027, Part.S1), years=8, max_ects=None, placements=placements)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


def least(plan: Plan, times: int) -> float:
    """Processor time of an evaluation, in milliseconds: the least of several."""
    found: list[float] = []
    for _each in range(times):
        start = time.process_time()
        evaluate_plan(plan, TODAY)
        found.append((time.process_time() - start) * 1000)
    return min(found)


def test_cost_of_judging_an_award(short: bool) -> None:
    example = load(example_files()[0]).plan
    large = planned(hundred_blocks(), 500, 2)
    plans = {
        "CRN01, 15 rows, no choices": example,
        "70 rows, 8 blocks": planned(engineer(), 70, 2),
        "70 rows, without the award": replace(
            planned(engineer(), 70, 2), programme=replace(planned(engineer(), 70, 2).programme, award=None)
        ),
        "500 rows, 100 blocks": large,
        "500 rows, 100 blocks, nothing placed": large.with_scenario(replace(large.scenario, placements=())),
        "500 rows, without the award": replace(large, programme=replace(large.programme, award=None)),
    }
    print()
    for name, plan in plans.items():
        print(f"evaluate, {name}: {least(plan, 3 if short else 100):.2f} ms")
    assert len(list(walk(engineer()))) == 9
    assert len(list(walk(hundred_blocks()))) == 100
    assert {len(plan.programme.units) for plan in plans.values()} == {15, 70, 500}
    assert evaluate_plan(large, TODAY).complete is False
