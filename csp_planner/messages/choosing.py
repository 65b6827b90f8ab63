"""Words for choosing in the award: what a choice asks for, how far it is, what counts where."""

from collections.abc import Sequence
from functools import partial

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, walk
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.domain.text import plain_line
from csp_planner.messages.award import block_name, missing_words, take_words
from csp_planner.messages.award_tree import told_name
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.words import number


def choice_words(block: Block) -> str:
    """What a choice asks for, and among how much: « choisir 6 ECTS · 29 UE »."""
    count = len(block.leaves)
    if isinstance(block.take, TakeBlocks) or not count:
        return take_words(block)
    return ngettext("{take} · {count} unit", "{take} · {count} units", count).format(
        take=take_words(block), count=count
    )


def progress_words(found: BlockStanding) -> str:
    """What counts of what a choice asks for: « 3 / 6 ECTS », « 2 / 4 UE »; empty where nobody can count."""
    match found.block.take:
        case TakeUnits(units=need):
            text = ngettext("{done} / {need} unit", "{done} / {need} units", need)
            return text.format(done=len(found.counts), need=need)
        case TakeEcts(ects=need):
            return _("{done} / {need} ECTS").format(done=number(found.ects), need=number(need))
        case TakeBlocks(blocks=need) if need > 1:
            return _("{done} / {need} chosen").format(done=len(found.chosen), need=need)
        case _:
            return ""


def spoken_progress(found: BlockStanding) -> str:
    """The same, to be read out: « 3 sur 6 ECTS »."""
    match found.block.take:
        case TakeUnits(units=need):
            text = ngettext("{done} of {need} unit", "{done} of {need} units", need)
            return text.format(done=len(found.counts), need=need)
        case TakeEcts(ects=need):
            return _("{done} of {need} ECTS").format(done=number(found.ects), need=number(need))
        case TakeBlocks(blocks=need) if need > 1:
            return _("{done} of {need} chosen").format(done=len(found.chosen), need=need)
        case _:
            return ""


def block_label(block: Block) -> str:
    """The whole label of a block, as the sheet prints it."""
    return plain_line(block.label) or block_name("")


def branch_words(block: Block) -> str:
    """What stands in a branch: the codes of its units."""
    return ", ".join(plain_line(code) for code in block.leaves)


def counting_sentence(before: AwardStanding, after: AwardStanding, code: str) -> str:
    """What unit *code* does for the award where it is put; empty where it is due and no choice is touched."""
    if code in after.due:
        return ""
    named = partial(told_name, after.root.block)
    home = after.homes.get(code)
    if home is not None:
        found = after.by_path[home]
        values = {"block": named(home), "progress": spoken_progress(found)}
        if found.missing.blocks and not found.missing.units and not found.missing.ects:
            values["missing"] = missing_words(found.block, found.missing)
            return _("counts in {block} ({progress}; {missing} missing)").format_map(values)
        return _("counts in {block} ({progress})").format_map(values)
    filled = [each for each in after.blocks if each.binds and code in each.extra and each.block.counts_leaves]
    if filled:
        return _("extra: {block} is complete").format(block=named(filled[0].path))
    unread = [each for each in after.unchecked if code in each.block.leaves]
    if unread:
        return _("{block}: to check with the centre").format(block=named(unread[0].path))
    open_ones = [each for each in after.open_choices if each.missing.blocks and code in each.block.leaves]
    if open_ones:
        return _("counts once its branch is chosen ({block})").format(block=named(open_ones[0].path))
    if any(code in block.leaves for _path, block in walk(before.root.block)):
        return _("another branch than the one chosen")
    return _("extra: the award asks for nothing of it")


def chosen_sentence(branch: str, left: Sequence[str]) -> str:
    """What choosing *branch* did: the units *left* leave the board."""
    if not left:
        return _("{branch} is chosen.").format(branch=branch)
    text = ngettext(
        "{branch} is chosen. {units} leaves the board: it is of another branch.",
        "{branch} is chosen. {units} leave the board: they are of another branch.",
        len(left),
    )
    return text.format(branch=branch, units=", ".join(left))


def open_word(*, is_open: bool) -> str:
    """Whether a heading shows what is under it, to be read out."""
    return pgettext("heading", "unfolded") if is_open else pgettext("heading", "folded")
