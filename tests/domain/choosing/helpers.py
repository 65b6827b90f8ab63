"""Short words for trees and for what a learner holds."""

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding, Choices, Holding, Rank
from csp_planner.domain.terms import Part, Term


def units(count: int, *members: str | Block, groups: int | None = None, label: str = "") -> Block:
    """A choice of so many units."""
    return Block(label=label, take=TakeUnits(count), at_least_blocks=groups, members=members)


def credit(ects: float, *members: str | Block, groups: int | None = None, label: str = "") -> Block:
    """A choice of so many ECTS."""
    return Block(label=label, take=TakeEcts(ects), at_least_blocks=groups, members=members)


def branches(count: int, *members: Block, label: str = "") -> Block:
    """So many of some blocks."""
    return Block(label=label, take=TakeBlocks(count), members=members)


def everything(*members: str | Block, label: str = "") -> Block:
    """All of some units and blocks."""
    return Block(label=label, members=members)


def planned(ects: float = 6, year: int = 2027) -> Holding:
    """A unit planned in semester 1."""
    return Holding(Rank.PLANNED, ects, Term(year, Part.S1))


def obtained(ects: float = 6, year: int = 2024) -> Holding:
    """A unit obtained."""
    return Holding(Rank.OBTAINED, ects, Term(year, Part.S1))


def stand(award: Block, choices: Choices | None = None, **held: Holding) -> AwardStanding:
    """The award judged with units by name."""
    return judge(award, held, choices or Choices())


def at(standing: AwardStanding, path: str) -> BlockStanding:
    """The standing of the block at *path*."""
    return next(block for block in standing.blocks if block.path == path)
