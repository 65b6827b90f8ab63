"""Words for the blocks of an award: their names, what they take, what they lack."""

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, short_label
from csp_planner.domain.choosing.values import BlockStanding, BlockState, Missing
from csp_planner.domain.evaluation.values import MessageArgs
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.words import ects, number


def block_name(label: str) -> str:
    """What a block is called where there is little room: its label without the rule that many sheets write after it."""
    return short_label(label) or _("Choice")


def place_words(path: str) -> str:
    """What a block without a label is called: by its place, and the root as the award."""
    return pgettext("block", "Block {place}").format(place=path) if path else _("Award")


def name_within(stage: str, name: str) -> str:
    """What a block is called that shares its *name*: with what it stands in, « L2 · Langue »."""
    return pgettext("block", "{stage} · {name}").format(stage=stage, name=name)


def take_words(block: Block) -> str:
    """What a block asks for, in a few words: « choisir 6 ECTS », « 4 UE dans au moins 3 domaines »."""
    match block.take:
        case TakeUnits(units=units) if block.at_least_blocks:
            text = ngettext(
                "choose {units} unit, from at least {blocks} domains",
                "choose {units} units, from at least {blocks} domains",
                units,
            )
            return text.format(units=units, blocks=block.at_least_blocks)
        case TakeUnits(units=units):
            return ngettext("choose {units} unit", "choose {units} units", units).format(units=units)
        case TakeEcts(ects=amount) if block.at_least_blocks:
            text = _("choose {ects}, from at least {blocks} domains")
            return text.format(ects=ects(amount), blocks=block.at_least_blocks)
        case TakeEcts(ects=amount):
            return _("choose {ects}").format(ects=ects(amount))
        case TakeBlocks(blocks=count):
            text = ngettext("choose {count} of {all} branches", "choose {count} of {all} branches", count)
            return text.format(count=count, all=len(block.blocks))
        case "all":
            return pgettext("block", "all due")
        case None:
            return _("to check with the centre")


def missing_words(block: Block, missing: Missing) -> str:
    """What a block lacks: « 1 UE », « 2 ECTS »; empty where it lacks nothing."""
    if isinstance(block.take, TakeBlocks):
        text = ngettext("{count} branch", "{count} branches", missing.blocks)
        return text.format(count=missing.blocks) if missing.blocks else ""
    domains = ngettext("{count} domain", "{count} domains", missing.blocks).format(count=missing.blocks)
    if missing.units:
        amount = ngettext("{count} teaching unit", "{count} teaching units", missing.units).format(count=missing.units)
    elif missing.ects:
        amount = ects(missing.ects)
    else:
        return domains if missing.blocks else ""
    return _("{amount}, from {domains} more").format(amount=amount, domains=domains) if missing.blocks else amount


def yield_words(found: BlockStanding) -> str:
    """What a choice of units yields beside the total that the sheet prints: « 16 ECTS pour 18 imprimés ».

    Empty where they agree, or units are missing: so many units meet a choice whatever they yield.
    """
    printed = found.block.printed_ects
    if printed in (None, found.ects) or found.missing or not isinstance(found.block.take, TakeUnits):
        return ""
    return _("{ects} for {printed} printed").format(ects=ects(found.ects), printed=number(printed or 0))


def block_state_word(state: BlockState) -> str:
    """How far a block is met, in a word."""
    match state:
        case BlockState.MET:
            return pgettext("block", "met")
        case BlockState.PLANNED:
            return pgettext("block", "planned")
        case BlockState.OPEN:
            return pgettext("block", "open")
        case BlockState.UNCHECKED:
            return pgettext("block", "not checked")


def choice_open_text(args: MessageArgs) -> str:
    """What is said of an open choice, with places for the values."""
    aside = args.get("aside")
    if isinstance(aside, tuple):
        return ngettext(
            "{block}: {missing} to choose, and the only unit that is left was set aside: {aside}.",
            "{block}: {missing} to choose, and all units that are left were set aside: {aside}.",
            len(aside),
        )
    lacks = {name for name in ("units", "ects", "blocks") if args.get(name)}
    if "branch" in args:
        count = _count(args, "blocks")
        return ngettext("{block}: {blocks} branch to choose.", "{block}: {blocks} branches to choose.", count)
    if lacks == {"blocks"}:
        count = _count(args, "blocks")
        return ngettext("{block}: {blocks} more domain is needed.", "{block}: {blocks} more domains are needed.", count)
    count = _count(args, "units")
    if lacks == {"units"}:
        return ngettext("{block}: {units} unit to choose.", "{block}: {units} units to choose.", count)
    if lacks == {"ects"}:
        return _("{block}: {ects} to choose.")
    if "units" in lacks:
        return ngettext(
            "{block}: {units} unit to choose; domains still to take: {blocks}.",
            "{block}: {units} units to choose; domains still to take: {blocks}.",
            count,
        )
    return _("{block}: {ects} to choose; domains still to take: {blocks}.")


def missing_said(args: MessageArgs) -> str:
    """What a check says that a choice of units or ECTS lacks, as ``missing_words`` has it."""
    found = Missing(units=_count(args, "units"), ects=float(_number(args, "ects")), blocks=_count(args, "blocks"))
    return missing_words(Block(), found)


def _count(args: MessageArgs, name: str) -> int:
    return int(_number(args, name))


def _number(args: MessageArgs, name: str) -> float:
    value = args.get(name, 0)
    return value if isinstance(value, int | float) else 0
