"""Random awards: a proposal takes no less than what they need, and nothing beyond; every way to choose is tried."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from hypothesis import assume, event, given
from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeBlocks, walk
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.values import AwardStanding, Choices, Holding, Rank
from csp_planner.domain.evaluation.awarding import choices_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Offer
from csp_planner.domain.plan import Pin, Placement, Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.terms import Part, Term, number_of
from csp_planner.proposal.answer import Clash, Criterion, Proposal
from csp_planner.proposal.request import request_for

from ..domain.choosing.test_judge_properties import CODES, trees
from .helpers import TODAY, answered, applied, value

YEAR = 2025
START = Term(2027, Part.S1)
MOST_WAYS = 3000
MOST_SETS = 12
ENDS = {Part.S1: number_of(Term(2027, Part.S1)), Part.S2: number_of(Term(2027, Part.S2))}
ENDS[Part.ANNUAL] = ENDS[Part.S2]
parts = st.sampled_from((Part.S1, Part.S2, Part.ANNUAL, None))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A programme with an award, some of its units placed, set aside or pinned."""
    award = draw(trees(3))
    units: list[Unit] = []
    for code in CODES:
        part = draw(parts)
        offers = () if part is None else (Offer(part),)
        ects = draw(st.sampled_from((0.0, 3.0, 4.0, 6.0, 7.5)))
        units.append(Unit(code=code, title=code, kind=UnitKind.TAUGHT, ects=ects, openings={YEAR: offers}))
    programme = Programme(
        code="P", title="P", publisher="C", sheet="S", published_years=(YEAR,), units=tuple(units), award=award
    )
    placeable = [unit for unit in units if unit.openings[YEAR]]
    placed = (
        draw(st.lists(st.sampled_from(placeable), max_size=3, unique_by=lambda unit: unit.code)) if placeable else []
    )
    codes = {unit.code for unit in placed}
    free = [code for code in CODES if code not in codes]
    counting = [path for path, block in walk(award) if block.counts_leaves]
    pins = draw(st.dictionaries(st.sampled_from(CODES), st.sampled_from(counting), max_size=2)) if counting else {}
    scenario = Scenario(
        name="Un",
        start=START,
        placements=tuple(Placement(unit=unit.code, term=Term(2027, unit.openings[YEAR][0].part)) for unit in placed),
        set_aside=tuple(draw(st.lists(st.sampled_from(free), max_size=2, unique=True))),
        pins=tuple(Pin(unit=unit, block=block) for unit, block in sorted(pins.items())),
    )
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


def proposed_for(plan: Plan) -> Proposal:
    request = request_for(plan, TODAY, max_ects=None, allow_waivers=False)
    found = answered(request)
    assert isinstance(found, Proposal)
    return found


def lacking(standing: AwardStanding) -> int:
    """Choices that are open or that nobody can check, and units due that have no place."""
    due = [(found.path, code) for found in standing.blocks if found.binds for code in found.due]
    return len(standing.open_choices) + len(standing.unchecked) + len({code for _path, code in due})


def ways_to_branch(award: Block) -> Iterator[dict[str, frozenset[str]]]:
    """Every way to take branches, no more of each block than it asks for."""
    options: list[list[tuple[str, frozenset[str]]]] = []
    for path, block in walk(award):
        if isinstance(block.take, TakeBlocks):
            places = [place for place, member in enumerate(block.blocks, start=1) if asks_for_something(member)]
            members = [f"{path}.{place}".lstrip(".") for place in places]
            sizes = range(min(block.take.blocks, len(members)) + 1)
            options.append([(path, frozenset(chosen)) for size in sizes for chosen in combinations(members, size)])
    for way in product(*options):
        yield dict(way)


def asks_for_something(block: Block) -> bool:
    """Whether any rule in *block* can be read."""
    if block.take is None:
        return False
    return bool((block.counts_leaves and block.leaves) or (block.take == "all" and block.codes)) or any(
        asks_for_something(member) for member in block.blocks
    )


def all_ways(plan: Plan) -> Iterator[tuple[AwardStanding, frozenset[str]]]:
    """The award with each set of units that may be placed beside those that are, under each way to branch."""
    programme, scenario = plan.programme, plan.scenario
    award = programme.award
    assert award is not None
    fixed = {placement.unit for placement in scenario.placements}
    free = [
        unit.code
        for unit in programme.units
        if unit.openings[YEAR] and unit.code not in fixed and unit.code not in scenario.set_aside
    ]
    branchings = list(ways_to_branch(award))
    assume(len(branchings) * 2 ** len(free) <= MOST_WAYS)
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            codes = fixed.union(chosen)
            held = {code: Holding(Rank.PLANNED, programme.by_code[code].ects, START) for code in codes}
            for branches in branchings:
                choices = Choices(branches=branches, pins=choices_of(scenario).pins)
                yield judge(award, held, choices), frozenset(chosen)


def end_with(plan: Plan, codes: frozenset[str]) -> int:
    units = [plan.programme.by_code[code] for code in codes]
    ends = [ENDS[unit.openings[YEAR][0].part] for unit in units]
    ends += [number_of(placement.term.last_semester) for placement in plan.scenario.placements]
    return max(ends, default=0)


@given(plan=plans())
def test_no_way_to_choose_meets_more_or_ends_earlier_and_what_a_person_chose_is_kept(plan: Plan) -> None:
    found = proposed_for(plan)
    keeps_set_asides_and_pins_and_takes_nothing_without_need(plan, found)
    assume(not any(code in plan.scenario.set_aside for code in due_in_any_case(plan)))
    ways = list(all_ways(plan))
    new = applied(plan, found)
    standing = evaluate_plan(new, TODAY).award
    assert standing is not None
    best = min(short_of(each) for each, _codes in ways)
    event(f"lacking {best[0]}")
    assert found.optimal
    assert short_of(standing) == best
    reached = max((number_of(item.term.last_semester) for item in found.placements), default=0)
    assert reached == min(end_with(plan, codes) for each, codes in ways if short_of(each) == best)


def due_in_any_case(plan: Plan) -> frozenset[str]:
    assert plan.programme.award is not None
    return judge(plan.programme.award, {}, Choices()).due


def keeps_set_asides_and_pins_and_takes_nothing_without_need(plan: Plan, found: Proposal) -> None:
    new = applied(plan, found)
    placed = {placement.unit for placement in new.scenario.placements}
    before = {placement.unit for placement in plan.scenario.placements}
    standing = evaluate_plan(new, TODAY).award
    assert standing is not None
    aside = set(plan.scenario.set_aside) - standing.due
    assert not aside & placed
    assert before <= placed
    assert new.scenario.pins == plan.scenario.pins
    assert new.scenario.set_aside == tuple(code for code in plan.scenario.set_aside if code not in placed)
    for code in placed - before - standing.due:
        fewer = tuple(placement for placement in new.scenario.placements if placement.unit != code)
        less = evaluate_plan(new.with_scenario(replace(new.scenario, placements=fewer)), TODAY).award
        assert less is not None
        assert short_of(less) > short_of(standing), code


def short_of(standing: AwardStanding) -> tuple[int, float, float]:
    """How many choices are open, and what they lack."""
    missing = [found.missing for found in standing.open_choices]
    return (
        lacking(standing),
        sum(each.units + each.blocks for each in missing),
        sum(each.ects for each in missing),
    )


def smallest_ways(plan: Plan) -> set[frozenset[str]]:
    """The sets of units that meet as much as can be, none of which holds another."""
    ways = list(all_ways(plan))
    best = min(short_of(each) for each, _codes in ways)
    found = {codes for each, codes in ways if short_of(each) == best}
    return {codes for codes in found if not any(other < codes for other in found)}


BEFORE_CHOICES = (Criterion.END, Criterion.WAIVERS, Criterion.ADVICE)


@given(plan=plans(), limit=st.sampled_from((6.0, 10.5, 15.0)), start=st.sampled_from(("S1", "S2")))
def test_no_set_of_options_gives_a_better_plan(plan: Plan, limit: float, start: str) -> None:
    """Each set of options that meets the award is placed for itself, in a programme that asks for nothing else."""
    assume(not due_in_any_case(plan).intersection(plan.scenario.set_aside))
    ways = smallest_ways(plan)
    assume(len(ways) <= MOST_SETS)
    event(f"sets {len(ways)}")
    changes = {"max_ects": limit, "allow_waivers": False, "start": Term(2027, Part(start))}
    found = answered(request_for(plan, TODAY, **changes))
    placed = {placement.unit for placement in plan.scenario.placements}
    reached: list[list[float]] = []
    for codes in ways:
        units = tuple(unit for unit in plan.programme.units if unit.code in codes | placed)
        alone = replace(plan, programme=replace(plan.programme, units=units, award=None))
        other = answered(request_for(alone, TODAY, **changes))
        if isinstance(other, Proposal):
            reached.append([value(other, criterion) for criterion in BEFORE_CHOICES])
    if not reached:
        assert isinstance(found, Clash)
        return
    assert isinstance(found, Proposal)
    assert found.optimal
    own = [value(found, criterion) for criterion in BEFORE_CHOICES]
    assert own == min(reached)
