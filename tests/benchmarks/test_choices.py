"""What a proposal costs where the award has choices, printed; asserted are results only.

``uv run pytest tests/benchmarks/test_choices.py -s`` shows the figures. The processor's time is measured: other
programs may run beside.
"""

import random
import time
from dataclasses import replace

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.offers import Offer
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import AnnouncedTotals, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Progress, Proposal
from csp_planner.proposal.request import Request, request_for
from csp_planner.solver.effort import Effort
from csp_planner.solver.reading import problem_of
from csp_planner.solver.solve import answer, explaining

from ..awards import plan_with_choices
from ..solver.helpers import TODAY

pytestmark = pytest.mark.benchmark
YEAR = 2026


def engineer(seed: int = 1) -> Programme:
    """A programme of the shape of an engineer's diploma: 70 rows, of which many open in no term, and 8 blocks.

    4 units from at least 3 of 5 domains, 5 stages with units due, 18 and 12 ECTS of many, 6 ECTS of 29 rows of 2 to
    9, and one of three branches with a choice inside.
    """
    draw = random.Random(seed)
    units: list[Unit] = []

    def row(code: str, ects: float, closed: float) -> str:
        openings = (((Part.S1,), 4), ((Part.S2,), 4), ((Part.S1, Part.S2), 3), ((Part.ANNUAL,), 2))
        (parts,) = draw.choices([each for each, _share in openings], [share for _each, share in openings])
        offers = () if draw.random() < closed else tuple(Offer(part) for part in parts)
        units.append(Unit(code=code, title=code, kind=UnitKind.TAUGHT, ects=ects, openings={YEAR: offers}))
        return code

    def rows(prefix: str, count: int, amounts: tuple[float, ...], closed: float = 0.3) -> tuple[str, ...]:
        return tuple(row(f"{prefix}{number:02}", draw.choice(amounts), closed) for number in range(1, count + 1))

    domains = tuple(Block(take=TakeUnits(1), members=rows(f"D{place}", 3, (6,))) for place in range(1, 6))
    shes = rows("SH", 29, (2, 3, 4, 6, 9))
    special = rows("SP", 6, (6,))
    branches = tuple(
        Block(
            label=f"Parcours {place}",
            members=(*rows(f"P{place}", 2, (6,), 0), Block(take=TakeUnits(1), members=special[2 * place - 2 :])),
        )
        for place in (1, 2, 3)
    )
    award = Block(
        members=(
            Block(label="Fondamentaux, 4 UE", take=TakeUnits(4), at_least_blocks=3, members=domains),
            Block(label="Due", members=rows("Z", 14, (3, 4, 6), 0)),
            Block(label="SHES, 6 crédits", take=TakeEcts(6), members=shes),
            Block(label="Ouverture, 12 crédits", take=TakeEcts(12), members=(*shes[:5], *special[:2], "D101", "D102")),
            Block(label="Parcours", take=TakeBlocks(1), members=branches),
        )
    )
    return Programme(
        code="CY0000A",
        title="Diplôme d’ingénieur de démonstration",
        publisher="Centre d’essai",
        sheet="composée pour les essais",
        published_years=(YEAR,),
        announced=AnnouncedTotals(ects=180),
        units=tuple(units),
        award=award,
    )


def empty(programme: Programme, limit: float) -> Plan:
    scenario = Scenario(name="Un", start=Term(2027, Part.S1), max_ects=limit)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


def measured(name: str, request: Request, *, explained: bool = False) -> Proposal:
    begin = time.process_time()
    problem = problem_of(request)
    reading = time.process_time() - begin
    first: list[float] = []

    def report(progress: Progress) -> None:
        if progress.value is not None and not first:
            first.append(time.process_time() - begin)

    begin = time.process_time()
    found = answer(request, Effort(), report)
    solving = time.process_time() - begin
    assert isinstance(found, Proposal), name
    begin = time.process_time()
    kinds = [reason.kind.value for known in explaining(found, Effort()) for reason in known.reasons[-1:]]
    why = time.process_time() - begin if explained else 0
    state = "proven" if found.optimal else [level.criterion.value for level in found.levels if not level.proven]
    print(
        f"\n{name}: {len(request.programme.units)} rows, {len(problem.optional)} options; read {1000 * reading:.0f} ms,"
        f" first plan {1000 * (first or [solving])[0]:.0f} ms, proven in {1000 * solving:.0f} ms,"
        f" reasons {1000 * why:.0f} ms ({', '.join(kinds)}); ends {found.end_term}, {state}"
    )
    return found


def test_cost_of_a_programme_with_every_kind_of_choice() -> None:
    request = request_for(plan_with_choices(), TODAY)
    assert measured("composed", request, explained=True).optimal
    assert measured("composed, steady", replace(request, objective=Objective.STEADY), explained=True).optimal


def test_cost_of_an_engineers_diploma(short: bool) -> None:
    for seed in (1,) if short else (1, 2):
        for limit in (24,) if short else (18, 24, 30):
            request = request_for(empty(engineer(seed), limit), TODAY)
            assert measured(f"engineer {seed}, {limit} ECTS", request, explained=True).optimal
        steady = request_for(empty(engineer(seed), 24), TODAY, objective=Objective.STEADY)
        measured(f"engineer {seed}, steady", steady)
