"""Lays the award over where the units stand: what counts in which block, and which units nothing asks for."""

from collections.abc import Mapping, Set
from dataclasses import replace

from csp_planner.domain.amounts import add_up, amount_of, parts_of
from csp_planner.domain.award import TakeEcts, TakeUnits, parent_of
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.printed import Printed, only
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding, BlockState, Choices, Holding, Rank
from csp_planner.domain.evaluation.values import Standing
from csp_planner.domain.plan import Scenario
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState

_RANKS = {
    UnitState.VALIDATED: Rank.OBTAINED,
    UnitState.OBTAINED_OTHERWISE: Rank.OBTAINED,
    UnitState.ENROLLED: Rank.UNDER_WAY,
    UnitState.IN_PROGRESS: Rank.UNDER_WAY,
    UnitState.PLANNED: Rank.PLANNED,
    UnitState.EXPECTED: Rank.PLANNED,
    UnitState.TO_CONFIRM: Rank.TO_CONFIRM,
}
_WAITING = frozenset({UnitState.TO_PLACE, UnitState.TO_CONFIRM})


def choices_of(scenario: Scenario) -> Choices:
    """What *scenario* chooses beside placing units."""
    branches: dict[str, set[str]] = {}
    for path in scenario.branches:
        branches.setdefault(parent_of(path), set()).add(path)
    return Choices(
        branches={path: frozenset(members) for path, members in branches.items()},
        pins={pin.unit: pin.block for pin in scenario.pins},
    )


def award_standing(programme: Programme, standings: Mapping[str, Standing], scenario: Scenario) -> AwardStanding | None:
    """Where the award stands with what is obtained, under way and planned; None where the programme has no choices.

    What a condition names is due as well, even where no block, or only a choice, holds it.
    """
    if programme.award is None:
        return None
    found = judge(programme.award, holdings_in(standings), choices_of(scenario))
    return replace(found, due=found.due.union(programme.conditions.listed))


def holdings_in(standings: Mapping[str, Standing]) -> dict[str, Holding]:
    """What may count in an award, by code: what is obtained, under way, planned, or fills a place once it is known."""
    held: dict[str, Holding] = {}
    for code, standing in standings.items():
        rank = _RANKS.get(standing.state)
        if rank is None and not standing.is_attended:  # an experience of which no day is known yet
            rank = Rank.TO_CONFIRM
        if rank is not None:
            held[code] = Holding(rank, standing.ects, standing.term)
    return held


def with_options(standings: Mapping[str, Standing], needed: Set[str], programme: Programme) -> dict[str, Standing]:
    """*standings* in which the rows that wait, and that nothing asks for by name, are options."""
    return {
        code: _as_option(standing)
        if standing.state in _WAITING and code not in needed and code in programme.by_code
        else standing
        for code, standing in standings.items()
    }


def _as_option(waiting: Standing) -> Standing:
    """A row that waits as an option; it is made anew, which takes a tenth of the time that ``replace`` takes."""
    return Standing(
        unit=waiting.unit,
        state=UnitState.OPTION,
        term=None,
        waiver=None,
        opening=None,
        ects=waiting.ects,
        hours=waiting.hours,
        entered=waiting.entered,
        credit=waiting.credit,
        is_attended=waiting.is_attended,
    )


def open_ects(standing: AwardStanding, programme: Programme) -> float:
    """ECTS that the open choices lack, as far as the sheet says what a unit of them yields."""
    return add_up(amount for found in standing.open_choices if (amount := _lack(found, programme)) is not None)


def _lack(found: BlockStanding, programme: Programme) -> float | None:
    """ECTS that an open choice lacks; None where its units differ and no total is printed."""
    block, missing = found.block, found.missing
    if isinstance(block.take, TakeEcts):
        return missing.ects
    if isinstance(block.take, TakeUnits):
        if block.printed_ects is not None:
            return amount_of(max(0, parts_of(block.printed_ects) - parts_of(found.ects)))
        each = only(programme.by_code[code].ects for code in block.leaves if code in programme.by_code)
        return None if each is None else add_up([each] * missing.units)
    each = only(Printed(programme, None).of(member, "") for member in block.blocks)
    return None if each is None else add_up([each] * missing.blocks)


def is_obtained(standing: AwardStanding) -> bool:
    """Whether all that the award asks for is obtained."""
    return standing.root.state is BlockState.MET
