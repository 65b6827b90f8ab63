"""The award as plain values, for other programs: every block in the order of the sheet. The keys are a contract."""

from csp_planner.cli.output.json_values import exact, exact_or_none
from csp_planner.domain.award import Block, Take, TakeBlocks, TakeEcts, TakeUnits, blocks_in
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding


def award_json(award: AwardStanding) -> list[dict[str, object]]:
    """Where each block stands; the first is the whole award."""
    return [_block(found) for found in award.blocks]


def _block(found: BlockStanding) -> dict[str, object]:
    block, missing = found.block, found.missing
    return {
        "label": block.label,
        "path": found.path,
        "take": take_json(block.take),
        "at_least_blocks": block.at_least_blocks,
        "binds": found.binds,
        "state": found.state.value,
        "counts": list(found.counts),
        "extra": list(found.extra),
        "ects": exact(found.ects),
        "printed_ects": exact_or_none(block.printed_ects),
        "missing": {"units": missing.units, "ects": exact(missing.ects), "blocks": missing.blocks},
        "due": list(found.due),
        "members": _members(found.path, block),
        "chosen": list(found.chosen),
        "note": block.note or None,
    }


def take_json(take: Take) -> object:
    """As in a programme file; null where the rule could not be read."""
    match take:
        case TakeUnits(units=units):
            return {"units": units}
        case TakeEcts(ects=ects):
            return {"ects": exact(ects)}
        case TakeBlocks(blocks=blocks):
            return {"blocks": blocks}
        case _:
            return take


def _members(path: str, block: Block) -> list[str]:
    """Codes of units and paths of blocks, in the order of the sheet."""
    paths = iter(where for where, _member in blocks_in(path, block))
    return [member if isinstance(member, str) else next(paths) for member in block.members]
