"""What a proposal chooses in the award, block by block, and why: read off the plan it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from csp_planner.domain.amounts import difference
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding, BlockState, Missing
from csp_planner.domain.evaluation.evaluate import evaluate
from csp_planner.domain.openings import opens_ever
from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Term
from csp_planner.proposal.answer import Proposal


class Ground(StrEnum):
    """Why a proposal chooses what it chooses for a block. The codes are stable: ``suggest --json`` prints them."""

    ALREADY = "already"
    """It was obtained, under way or planned before."""
    OPEN = "open"
    """Not enough of its options can be placed: it stays open."""
    ONLY = "only"
    """No other option is left that opens in any year."""
    EXACT = "exact"
    """It comes to the credits asked for, and not to more."""
    SURPLUS = "surplus"
    """It comes to more credits than are asked for."""
    BEST = "best"
    """No other choice gives a better plan, as far as that is proven."""
    FOUND = "found"
    """No better choice was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is chosen for one block."""

    path: str
    block: Block
    members: tuple[str, ...]
    """Codes of units or, of a block taken by blocks, paths of branches."""
    ground: Ground
    terms: Mapping[str, Term]
    """By unit: the term it is proposed in; those that stand already are not among them."""
    surplus: float = 0
    """ECTS beyond what is asked for."""
    missing: Missing = field(default_factory=Missing)


def chosen_of(proposal: Proposal) -> tuple[Chosen, ...]:
    """What *proposal* comes to for each choice that the award asks for, in the order of the sheet."""
    before, after = _standings(proposal)
    if before is None or after is None:
        return ()
    terms = {placed.unit: placed.term for placed in proposal.placements if placed.unit not in before.held}
    return tuple(
        _chosen(found, before.standing, terms, proposal)
        for found in after.standing.blocks
        if found.binds and found.block.is_choice and found.block.members
    )


def open_choices(proposal: Proposal) -> tuple[BlockStanding, ...]:
    """The choices that *proposal* leaves open and that it was asked about."""
    _before, after = _standings(proposal)
    aside = proposal.request.aside
    if after is None:
        return ()
    return tuple(found for found in after.standing.open_choices if aside.isdisjoint(found.block.leaves))


@dataclass(frozen=True, slots=True)
class _Standing:
    standing: AwardStanding
    held: frozenset[str]


def _standings(proposal: Proposal) -> tuple[_Standing | None, _Standing | None]:
    """The award before the proposal and with it; None for a programme without one."""
    request = proposal.request
    if request.programme.award is None:
        return None, None
    moved = {placed.unit for placed in proposal.placements}.union(proposal.unplaced)
    placements = (
        *(placement for placement in request.scenario.placements if placement.unit not in moved),
        *(Placement(unit=placed.unit, term=placed.term) for placed in proposal.placements),
    )
    branches = tuple(dict.fromkeys((*request.scenario.branches, *proposal.branches)))
    scenario = replace(request.scenario, placements=placements, branches=branches)
    found: list[_Standing] = []
    for each in (request.scenario, scenario):
        award = evaluate(request.programme, each, request.profile, request.today).award
        if award is None:
            return None, None
        found.append(_Standing(award, award.counted | {placement.unit for placement in each.placements}))
    return found[0], found[1]


def _chosen(found: BlockStanding, before: AwardStanding, terms: Mapping[str, Term], proposal: Proposal) -> Chosen:
    is_branching = isinstance(found.block.take, TakeBlocks)
    members = found.chosen if is_branching else found.counts
    asked = found.block.take.ects if isinstance(found.block.take, TakeEcts) else None
    surplus = max(0, difference(found.ects, asked)) if asked is not None else 0
    known = before.by_path.get(found.path)
    new = [code for code in members if code not in known.chosen] if is_branching and known is not None else []
    new += [code for code in found.counts if code in terms] if not is_branching else []
    return Chosen(
        path=found.path,
        block=found.block,
        members=members,
        ground=_ground(found, new, surplus, proposal),
        terms={code: terms[code] for code in found.counts if code in terms},
        surplus=surplus,
        missing=found.missing,
    )


def _ground(found: BlockStanding, new: Sequence[str], surplus: float, proposal: Proposal) -> Ground:
    if found.missing and found.state is BlockState.OPEN:
        return Ground.OPEN
    if not new:
        return Ground.ALREADY
    if not isinstance(found.block.take, TakeBlocks) and not _others(found, proposal):
        return Ground.ONLY
    if isinstance(found.block.take, TakeEcts):
        return Ground.SURPLUS if surplus else Ground.EXACT
    return Ground.BEST if proposal.optimal else Ground.FOUND


def _others(found: BlockStanding, proposal: Proposal) -> list[str]:
    """Options of a block that could have been taken instead."""
    known, aside = proposal.request.programme.by_code, proposal.request.scenario.set_aside
    return [
        code
        for code in found.block.leaves
        if code not in found.counts and code not in aside and code in known and opens_ever(known[code])
    ]
