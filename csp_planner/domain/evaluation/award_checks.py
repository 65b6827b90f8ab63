"""Checks of the award: what a choice lacks, what nobody can check, and what is asked for and is no row."""

from collections.abc import Iterator, Mapping

from csp_planner.domain.award import TakeBlocks, due_whatever_is_chosen, parent_of
from csp_planner.domain.checks import Check
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.domain.evaluation.situation import Situation
from csp_planner.domain.evaluation.values import Diagnostic, Fix, FixKind, MessageArgs
from csp_planner.domain.openings import closure_of
from csp_planner.domain.states import DISPENSED_STATES, LIVE_STATES, UnitState
from csp_planner.domain.terms import academic_year_of

_HELD = LIVE_STATES | DISPENSED_STATES | {UnitState.PLANNED}


def award_checks(situation: Situation) -> Iterator[Diagnostic]:
    """What is open in the award and cannot be said of one unit that waits for a term."""
    programme, award = situation.programme, situation.award
    # A unit of the programme has a standing, and so has one that is placed without being in the programme.
    listed = programme.conditions.listed
    if award is not None:
        listed = tuple(dict.fromkeys((*listed, *sorted(award.due))))
    absent = tuple(code for code in listed if code not in situation.standings)
    if absent:
        yield Diagnostic(code=Check.UNIT_MISSING, args={"units": absent})
    if award is None:
        return
    for found in award.open_choices:
        missing = found.missing
        args = {
            "path": found.path,
            **_named(award, found.path),
            "units": missing.units,
            "ects": missing.ects,
            "blocks": missing.blocks,
            **({"branch": 1} if isinstance(found.block.take, TakeBlocks) else {}),
            **_all_set_aside(situation, award, found),
        }
        yield Diagnostic(code=Check.CHOICE_OPEN, args=args, fixes=(Fix(FixKind.CHOOSE, found.path),))
    for found in award.unchecked:
        args = {"path": found.path, **_named(award, found.path), "note": found.block.note}
        if found.missing:  # its rule is known, and there are too many ways to share out the units to try them all
            args = {"path": found.path, **_named(award, found.path), "untried": 1}
        yield Diagnostic(code=Check.BLOCK_UNCHECKED, args=args)
    for code, paths in _due_in(award).items():
        if len(paths) > 1 and code in situation.standings:
            args = {"blocks": len(paths), "ects": situation.standings[code].ects}
            yield Diagnostic(code=Check.COUNTS_ONCE, unit=code, args=args)


def _all_set_aside(situation: Situation, award: AwardStanding, found: BlockStanding) -> MessageArgs:
    """The units of *found* that the learner has set aside, where no other can be chosen in it any more."""
    aside = situation.scenario.set_aside
    if not aside or not found.block.counts_leaves:
        return {}
    free = [code for code in found.block.leaves if _is_free(situation, award, code)]
    if any(code not in aside and _opens_ahead(situation, code) for code in free):
        return {}
    left = tuple(code for code in free if code in aside)
    return {"aside": left} if left else {}


def _is_free(situation: Situation, award: AwardStanding, code: str) -> bool:
    """Whether unit *code* is neither held nor due somewhere: it may be chosen."""
    standing = situation.standings.get(code)
    return standing is not None and standing.state not in _HELD and code not in award.due


def _opens_ahead(situation: Situation, code: str) -> bool:
    """Whether unit *code* opens in some year ahead, or needs none."""
    unit = situation.programme.by_code.get(code)
    first = max(academic_year_of(situation.today), situation.scenario.start.year)
    return unit is not None and (not unit.is_attended or closure_of(situation.programme, unit, first) is None)


def _due_in(award: AwardStanding) -> Mapping[str, list[str]]:
    """By unit: the paths of the blocks that ask for it by name."""
    found: dict[str, list[str]] = {}
    for each in award.blocks:
        if each.binds and each.block.take == "all":
            for code in each.block.codes:
                found.setdefault(code, []).append(each.path)
    return found


def asked_by(situation: Situation, code: str) -> MessageArgs:
    """Which part of the award asks for *code* by name: its label, where the sheet gives it one.

    Without a tree every unit is due; one that no condition names is said to be in none of them.
    """
    if situation.award is None:
        named = (*situation.programme.conditions.listed, situation.programme.conditions.experience_unit)
        has_conditions = bool(situation.programme.conditions.units)
        return {"conditions": situation.programme.conditions.count} if has_conditions and code not in named else {}
    if code not in situation.award.homes:
        return {}
    home = situation.award.homes[code]
    return _named(situation.award, home) if situation.award.by_path[home].block.label else {}


def branch_asking(situation: Situation, code: str) -> MessageArgs:
    """The branch that *code* is due by, the innermost, where it would not be due whatever is chosen."""
    award = situation.award
    if award is None or code not in award.homes or code in due_whatever_is_chosen(award.root.block):
        return {}
    path = award.homes[code]
    while path and not isinstance(award.by_path[parent_of(path)].block.take, TakeBlocks):
        path = parent_of(path)
    named = _named(award, path) if award.by_path[path].block.label else {}
    return {**named, "branch": 1} if path else {}


def _named(award: AwardStanding, path: str) -> dict[str, str]:
    """The label of the block at *path* and, where other blocks share its name, of the stage that tells it apart.

    A block without a label is called by that of the block that holds it.
    """
    found, stage = {"block": award.label_of(path)}, award.stage_of(path)
    return {**found, "stage": stage} if stage else found
