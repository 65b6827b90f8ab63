"""The award as a text to read in a terminal: a line for each block that is asked for or can be chosen."""

from collections.abc import Iterator

from csp_planner.cli.output.table import GAP, table
from csp_planner.domain.award import TakeBlocks, parent_of
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.messages.award import block_name, block_state_word, missing_words, printed_words, take_words
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects


def award_lines(evaluation: Evaluation) -> Iterator[str]:
    """Each block by the path that ``choose`` takes, what it asks for, how far it is met and by what."""
    award = evaluation.award
    if award is None:
        return
    yield pgettext("diploma", "Award")
    yield from table([_row(found, award) for found in award.blocks if _is_shown(found, award)])
    if evaluation.extra:
        text = _("Beyond what it takes: {units}")
        yield GAP + text.format(units=", ".join(map(shown, evaluation.extra)))


def _is_shown(found: BlockStanding, award: AwardStanding) -> bool:
    """Whether it is asked for, or a branch of a block that is; groups of a choice have no say.

    The award itself is shown where something of it is chosen: else its blocks say it all.
    """
    if not found.path and found.block.take == "all" and found.block.blocks:
        return False
    parent = award.by_path[parent_of(found.path)]
    return found.binds or (parent.binds and isinstance(parent.block.take, TakeBlocks))


def _row(found: BlockStanding, award: AwardStanding) -> tuple[str, ...]:
    depth = found.path.count(".")
    name = block_name(found.block.label) if found.block.label or found.block.is_choice else ""
    return (
        found.path,
        GAP * depth + name,
        take_words(found.block),
        _state(found, award),
        printed_words(found) or ects(found.ects),
        ", ".join(map(shown, found.counts)) if found.block.is_choice else "",
    )


def _state(found: BlockStanding, award: AwardStanding) -> str:
    if not found.binds:
        return pgettext("branch", "not taken")
    lacks = missing_words(found.block, found.missing) if found.block.is_choice else ""
    if lacks:
        return _("{missing} missing").format(missing=lacks)
    return block_state_word(found.state)
