"""Lays out each part of a document as groups of blocks, in reading order."""

from itertools import zip_longest
from math import ceil

from csp_planner.drawing import parts
from csp_planner.drawing.block import Group, beside, gap, under
from csp_planner.drawing.board import CARD_GAP, TITLE_LINES, board_groups, board_heading
from csp_planner.drawing.cards import cards_row, cards_rows
from csp_planner.drawing.ink import Faces
from csp_planner.drawing.side_by_side import comparison_groups
from csp_planner.export.content import Card, ComparisonContent, PlanContent


def groups_of(content: PlanContent | ComparisonContent, width: float, used: Faces) -> tuple[Group, ...]:
    """Return the groups of *content*, *width* wide."""
    if isinstance(content, ComparisonContent):
        return comparison_groups(content, width, used)
    return plan_groups(content, width, used)


def plan_groups(content: PlanContent, width: float, used: Faces) -> tuple[Group, ...]:
    """Return the groups of a printed plan, in reading order."""
    words = content.words
    board = board_groups(content, width, used) if content.used_years else ()
    heading = board_heading(content, width, used)
    if board:
        board = (Group((heading, *board[0].blocks)), *board[1:])
    else:
        board = (Group((heading, parts.text_block(words.nothing_planned, width, used), gap(60))),)
    groups = [
        Group(
            (
                parts.head_block(content.kind, content.issued, content.title, content.facts, width, used),
                parts.answer_block(content.answer, width, used),
                parts.totals_block(content.totals, width, used),
            )
        ),
        *([parts.conditions_group(content, width, used)] if content.conditions else ()),
        *([parts.award_group(content.award, width, used)] if content.award is not None else ()),
        *board,
        parts.deadlines_group(content, width, used),
        *_card_lists(content, width, used),
        *parts.checks_groups(content, width, used),
        parts.cost_group(content.cost, width, used),
    ]
    if content.notes:
        groups.append(parts.notes_group(content, width, used))
    groups += [parts.signatures_group(content, width, used), Group((parts.source_block(content, width, used),))]
    return tuple(groups)


def _card_lists(content: PlanContent, width: float, used: Faces) -> tuple[Group, ...]:
    """Return the units that stand in no semester, their two lists side by side where that is shorter."""
    lists = [
        (name, cards)
        for name, cards in (
            (content.words.to_place, content.to_place),
            (content.words.outside_terms, content.outside_terms),
        )
        if cards
    ]
    beside = max((len(cards) for _name, cards in lists), default=0)
    stacked = sum(ceil(len(cards) / 2) for _name, cards in lists) + 1
    if len(lists) == 2 and beside <= stacked:
        return (_lists_beside(lists, width, used),)
    return tuple(_list(name, cards, width, used) for name, cards in lists)


def _list(name: str, cards: tuple[Card, ...], width: float, used: Faces) -> Group:
    heading = parts.heading_block(name, width, used)
    rows = cards_rows(cards, width, used, most_lines=TITLE_LINES, gap=CARD_GAP)
    return Group((heading, *under((heading,), rows), gap(50)))


def _lists_beside(lists: list[tuple[str, tuple[Card, ...]]], width: float, used: Faces) -> Group:
    half = (width - CARD_GAP) / 2
    left, right = (parts.heading_block(name, half, used) for name, _cards in lists)
    heading = beside(left, right, half + CARD_GAP)
    rows = [
        cards_row(pair, width, used, most_lines=TITLE_LINES, gap=CARD_GAP)
        for pair in zip_longest(*(cards for _name, cards in lists))
    ]
    return Group((heading, *under((heading,), rows), gap(50)))
