"""What is said of the choices that a proposal makes: for each block what is chosen, and why."""

from collections.abc import Sequence

from csp_planner.domain.award import TakeBlocks, walk
from csp_planner.domain.openings import opening_in
from csp_planner.domain.terms import Part
from csp_planner.messages.award import missing_words
from csp_planner.messages.award_tree import block_names, name_of, told_name
from csp_planner.messages.catalogue import ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.chosen import Chosen, Ground, chosen_of, open_choices
from csp_planner.proposal.request import Request


def chosen_sentences(proposal: Proposal) -> list[tuple[str, str]]:
    """For each choice of the award in which something is new, a line: « SHES : SHS204 (6 ECTS, ouvre en S2) ».

    Each with the first unit that is placed for it; "" where none is.
    """
    return [
        (next(iter(each.terms), ""), chosen_words(each, proposal))
        for each in chosen_of(proposal)
        if each.ground is not Ground.ALREADY
    ]


def chosen_words(chosen: Chosen, proposal: Proposal) -> str:
    """What is chosen for one block, and why."""
    request, award = proposal.request, proposal.request.programme.award
    if isinstance(chosen.block.take, TakeBlocks):
        blocks = dict(walk(award)) if award is not None else {}
        names = ", ".join(name_of(path, blocks[path]) for path in chosen.members)
    else:
        names = ", ".join(_unit_words(code, chosen, request) for code in chosen.members)
    values = {"block": told_name(award, chosen.path), "members": names, "why": ground_words(chosen)}
    if chosen.members and chosen.ground in (Ground.BEST, Ground.FOUND):
        return pgettext("chosen", "{block}: {members}").format_map(values)
    if chosen.members:
        return pgettext("chosen", "{block}: {members}; {why}").format_map(values)
    return pgettext("chosen", "{block}: {why}").format_map(values)


def ground_words(chosen: Chosen) -> str:
    """Why that is chosen, in a few words."""
    match chosen.ground:
        case Ground.ALREADY:
            return pgettext("chosen", "planned or obtained already")
        case Ground.OPEN:
            text = pgettext("chosen", "still open, {missing} missing")
            return text.format(missing=missing_words(chosen.block, chosen.missing))
        case Ground.ONLY:
            return pgettext("chosen", "no other option opens")
        case Ground.EXACT:
            return pgettext("chosen", "exactly what is asked for")
        case Ground.SURPLUS:
            return pgettext("chosen", "{surplus} beyond what is asked for").format(surplus=ects(chosen.surplus))
        case Ground.BEST:
            return pgettext("chosen", "no other choice gives a better plan")
        case Ground.FOUND:
            return pgettext("chosen", "no better choice was found")


def _unit_words(code: str, chosen: Chosen, request: Request) -> str:
    unit, term = request.programme.by_code.get(code), chosen.terms.get(code)
    if unit is None:
        return shown(code)
    values = {"unit": shown(code), "ects": ects(unit.ects)}
    if term is None:
        return pgettext("chosen", "{unit} ({ects})").format_map(values)
    opening = opening_in(request.programme, unit, term.year).opening
    parts = opening.parts() if opening is not None else ()
    if not parts:
        return pgettext("chosen", "{unit} ({ects}, by waiver)").format_map(values)
    if tuple(parts) == (Part.ANNUAL,):
        return pgettext("chosen", "{unit} ({ects}, annual)").format_map(values)
    halves = [part.value for part in parts if part is not Part.ANNUAL]
    if len(halves) > 1:
        return pgettext("chosen", "{unit} ({ects}, opens in S1 and S2)").format_map(values)
    return pgettext("chosen", "{unit} ({ects}, opens in {part})").format(**values, part=halves[0])


def named_blocks(paths: Sequence[str], request: Request) -> list[str]:
    """The names of the blocks at *paths*."""
    award = request.programme.award
    if award is None:
        return []
    names = block_names(award)
    return [names[path] for path in paths if path in names]


def open_choice_sentences(proposal: Proposal) -> list[str]:
    """That choices stay open, because too few of their options can be placed."""
    found = open_choices(proposal)
    if not found:
        return []
    award = proposal.request.programme.award
    lacks = [
        pgettext("left open", "{block} ({missing})").format(
            block=told_name(award, each.path), missing=missing_words(each.block, each.missing)
        )
        for each in found
    ]
    text = ngettext(
        "This choice stays open, because too few of its options can be placed: {blocks}.",
        "These choices stay open, because too few of their options can be placed: {blocks}.",
        len(lacks),
    )
    return [text.format(blocks=", ".join(lacks))]
