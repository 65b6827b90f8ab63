"""Lays out the parts of a printed plan other than the board: head, totals, lists, signatures."""

from dataclasses import replace

from PySide6.QtCore import QRectF

from csp_planner.drawing.block import Block, Group, gap, under
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.ink import SEVERITY_INK, Face, Faces, Ink
from csp_planner.export.content import (
    AnswerText,
    AwardText,
    BlockText,
    ChecksText,
    ConditionText,
    CostText,
    Fact,
    PlanContent,
    TotalText,
)

GUTTER = 160.0
GAUGE = 90.0
INDENT = 130.0
SIGNATURE = 540.0
"""Height of the room for a signature."""


def head_block(kind: str, issued: str, programme: str, facts: tuple[Fact, ...], width: float, faces: Faces) -> Block:
    """Return what the document is, whose it is, and of which day."""
    title = faces.title.wrapped(programme, width, 2)
    facts_below = facts_block(facts, width, faces)
    title_top = faces.small.height + 30
    facts_top = title_top + len(title) * faces.title.height + 90

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(faces.strong, x, y, kind, Ink.ACCENT)
        canvas.text_right(faces.small, x + width, y, issued, Ink.MUTED)
        canvas.lines(faces.title, x, y + title_top, title)
        canvas.rule(x, y + facts_top - 60, width, Ink.ACCENT, 15)
        facts_below.paint(canvas, x, y + facts_top)

    return Block(height=facts_top + facts_below.height + (110 if facts else 0), paint=paint)


def facts_block(facts: tuple[Fact, ...], width: float, faces: Faces) -> Block:
    """Return facts side by side, each with its name over it."""
    each = (width - GUTTER / 2 * (len(facts) - 1)) / max(1, len(facts))
    values = [faces.strong.wrapped(fact.value, each, 2) for fact in facts]
    height = faces.small.height + max((len(lines) for lines in values), default=0) * faces.strong.height

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for index, (fact, lines) in enumerate(zip(facts, values, strict=True)):
            left = x + index * (each + GUTTER / 2)
            canvas.text(faces.small, left, y, faces.small.elided(fact.name, each), Ink.MUTED)
            canvas.lines(faces.strong, left, y + faces.small.height, lines)

    return Block(height=height, paint=paint)


def answer_block(answer: AnswerText, width: float, faces: Faces) -> Block:
    """Return when the diploma can be had, large, and why not earlier."""
    first = faces.figure.wrapped(answer.headline, width, 2)
    others = tuple(line for text in answer.lines for line in faces.body.wrapped(text, width, 3))
    below = len(first) * faces.figure.height

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.lines(faces.figure, x, y, first)
        canvas.lines(faces.body, x, y + below, others)

    return Block(height=below + len(others) * faces.body.height + 70, paint=paint)


def totals_block(totals: tuple[TotalText, ...], width: float, faces: Faces) -> Block:
    """Return the totals side by side, each as a figure, a gauge and its parts in words."""
    each = (width - GUTTER) / 2
    legends = [_legend_places(total, each, faces) for total in totals]
    gauge_top = faces.figure.height + 10
    legend_top = gauge_top + GAUGE + 40
    rows = max((row for places in legends for _x, row in places), default=0) + 1

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for index, (total, places) in enumerate(zip(totals, legends, strict=True)):
            left = x + index * (each + GUTTER)
            _paint_figures(canvas, total, left, y, each)
            _paint_gauge(canvas, total, QRectF(left, y + gauge_top, each, GAUGE))
            _paint_legend(canvas, total, places, left, y + legend_top)

    return Block(height=legend_top + rows * (faces.small.height + 10) + 50, paint=paint)


def _paint_figures(canvas: Canvas, total: TotalText, x: float, y: float, width: float) -> None:
    faces = canvas.faces
    baseline = y + faces.figure.ascent
    after = x + canvas.text(faces.figure, x, y, total.reached)
    canvas.text(faces.body, after + 40, baseline - faces.body.ascent, total.target, Ink.TEXT)
    canvas.text_right(faces.strong, x + width, baseline - faces.strong.ascent, total.name)


def _paint_gauge(canvas: Canvas, total: TotalText, area: QRectF) -> None:
    canvas.painter.fillRect(area, Ink.WHITE)
    x = area.left()
    for share in total.shares:
        wide = share.amount / total.scale * area.width()
        match share.share.value:
            case "to-place":
                continue
            case "unattributed":
                wide = min(wide, area.right() - x)
                canvas.share(share.share, QRectF(area.right() - wide, area.top(), wide, area.height()))
            case _:
                canvas.share(share.share, QRectF(x, area.top(), wide, area.height()))
                x += wide
                canvas.painter.fillRect(QRectF(x - 2.5, area.top(), 5, area.height()), Ink.MUTED)
    canvas.box(area, None, Ink.MUTED, radius=0)


def _legend_places(total: TotalText, width: float, faces: Faces) -> list[tuple[float, int]]:
    """Return the offset and the row of each part of the legend, and of each remark."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for text in (*(share.words for share in total.shares), *total.remarks):
        wide = 110 + faces.small.width(text) + 120
        if x and x + wide - 120 > width:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += wide
    return places


def _paint_legend(canvas: Canvas, total: TotalText, places: list[tuple[float, int]], x: float, y: float) -> None:
    small = canvas.faces.small
    for share, (offset, row) in zip(total.shares, places, strict=False):
        top = y + row * (small.height + 10)
        swatch = QRectF(x + offset, top + small.ascent - 66, 80, 66)
        canvas.share(share.share, swatch)
        canvas.box(swatch, None, Ink.MUTED, radius=0)
        canvas.text(small, x + offset + 110, top, share.words, Ink.TEXT)
    for remark, (offset, row) in zip(total.remarks, places[len(total.shares) :], strict=True):
        canvas.text(small, x + offset, y + row * (small.height + 10), remark, Ink.MUTED)


def heading_block(text: str, width: float, faces: Faces) -> Block:
    """Return the name of a part of the page, over a rule."""
    height = faces.heading.height

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(faces.heading, x, y + 40, text, Ink.ACCENT)
        canvas.rule(x, y + 40 + height + 5, width, Ink.EDGE)

    return Block(height=height + 110, paint=paint, keep_with_next=True)


def conditions_group(content: PlanContent, width: float, faces: Faces) -> Group:
    """Return the conditions of the award, each with a box that is ticked once it is met."""
    heading = heading_block(content.words.conditions, width, faces)
    rows = [_condition(condition, width, faces) for condition in content.conditions]
    return Group((heading, *rows, gap(60)), together=True)


def _condition(condition: ConditionText, width: float, faces: Faces) -> Block:
    lines = faces.body.wrapped(condition.sentence, width - INDENT)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        size = faces.body.ascent * 0.85
        canvas.tick_box(x, y + faces.body.ascent - size, size, ticked=condition.is_met)
        canvas.lines(faces.body, x + INDENT, y, lines)

    return Block(height=len(lines) * faces.body.height + 20, paint=paint)


def award_group(award: AwardText, width: float, faces: Faces) -> Group:
    """Return the award block by block, each with a box that is ticked once it is obtained."""
    heading = heading_block(award.verdict, width, faces)
    rows = [_award_block(block, width, faces) for block in award.blocks]
    beyond = (_bullet(award.beyond, width, faces),) if award.beyond else ()
    return Group((heading, *under((heading,), (*rows, *beyond)), gap(60)))


def _award_block(block: BlockText, width: float, faces: Faces) -> Block:
    """Return what is chosen for a block; at the right how far it is, under it what there is to say of it."""
    size = faces.body.ascent * 0.85
    step = max(INDENT, size + 60)
    inset = step * (block.depth + 1)
    face = faces.body if block.depth else faces.strong
    room = width - inset - faces.body.width(block.standing) - GUTTER
    lines = face.wrapped(block.name, room)
    below = tuple(line for text in block.lines for line in faces.small.wrapped(text, width - inset))
    named = len(lines) * face.height

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.tick_box(x + inset - step, y + faces.body.ascent - size, size, ticked=block.is_met)
        canvas.lines(face, x + inset, y, lines)
        canvas.text_right(faces.body, x + width, y, block.standing)
        canvas.lines(faces.small, x + inset, y + named, below, Ink.MUTED)

    return Block(height=named + len(below) * faces.small.height + 20, paint=paint)


def deadlines_group(content: PlanContent, width: float, faces: Faces) -> Group:
    """Return the deadlines in order."""
    heading = heading_block(content.words.deadlines, width, faces)
    sentences = content.deadlines or (content.words.no_deadline,)
    rows = [_bullet(sentence, width, faces) for sentence in sentences]
    return Group((heading, *under((heading,), rows), gap(60)))


def _bullet(sentence: str, width: float, faces: Faces) -> Block:
    lines = faces.body.wrapped(sentence, width - INDENT)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.painter.fillRect(QRectF(x + 30, y + faces.body.ascent - 42, 30, 30), Ink.TEXT)
        canvas.lines(faces.body, x + INDENT, y, lines)

    return Block(height=len(lines) * faces.body.height + 20, paint=paint)


def checks_groups(content: PlanContent, width: float, faces: Faces) -> tuple[Group, ...]:
    """Return the diagnostics in words, the gravest first."""
    heading = heading_block(content.words.checks, width, faces)
    if not content.checks:
        nothing = text_block(content.words.nothing_to_check, width, faces)
        return (Group((heading, nothing, gap(60))),)
    groups: list[Group] = []
    for index, checks in enumerate(content.checks):
        own = _checks_heading(checks, faces)
        rows = [_check(checks, sentence, width, faces) for sentence in checks.sentences]
        before = (heading,) if index == 0 else ()
        again = (heading, own)
        groups.append(Group((*before, replace(own, again=(heading,)), *under(again, rows), gap(40))))
    return tuple(groups)


def _checks_heading(checks: ChecksText, faces: Faces) -> Block:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(faces.strong, x, y, checks.name, SEVERITY_INK[checks.severity])

    return Block(height=faces.strong.height + 20, paint=paint, keep_with_next=True)


def _check(checks: ChecksText, sentence: str, width: float, faces: Faces) -> Block:
    lines = faces.body.wrapped(sentence, width - INDENT)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        size = faces.body.ascent * 0.75
        canvas.severity_mark(checks.severity, x + 10, y + faces.body.ascent - size, size)
        canvas.lines(faces.body, x + INDENT, y, lines)

    return Block(height=len(lines) * faces.body.height + 12, paint=paint)


def text_block(text: str, width: float, faces: Faces) -> Block:
    """Return a paragraph."""
    lines = faces.body.wrapped(text, width)
    return Block(
        height=len(lines) * faces.body.height + 20,
        paint=lambda canvas, x, y: canvas.lines(faces.body, x, y, lines, Ink.MUTED),
    )


def cost_group(cost: CostText, width: float, faces: Faces) -> Group:
    """Return what the diploma costs, with the estimate by year to its right, then what was entered."""
    half = (width - GUTTER) / 2
    total = [_price(fact, half, faces.strong) for fact in cost.total]
    estimate = [_price(fact, half, faces.body) for fact in cost.estimate]
    height = max(sum(block.height for block in column) for column in (total, estimate))

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for left, column in ((x, total), (x + half + GUTTER, estimate)):
            top = y
            for block in column:
                block.paint(canvas, left, top)
                top += block.height

    remark = text_block(cost.remark, width, faces)
    heading = heading_block(cost.heading, width, faces)
    entered = [_price(fact, width, faces.body) for fact in cost.entered[:-1]]
    entered += [_price(fact, width, faces.strong) for fact in cost.entered[-1:]]
    return Group((heading, Block(height=height + 10, paint=paint), remark, *entered, gap(60)), together=True)


def _price(fact: Fact, width: float, face: Face) -> Block:
    name = face.elided(fact.name, width - face.width(fact.value) - 100)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(face, x, y, name)
        canvas.text_right(face, x + width, y, fact.value)

    return Block(height=face.height + 15, paint=paint)


def notes_group(content: PlanContent, width: float, faces: Faces) -> Group:
    """Return the notes line by line, so that a long one goes on over the pages."""
    heading = heading_block(content.words.notes, width, faces)
    blocks: list[Block] = []
    for note in content.notes:
        blocks.append(_line(faces.strong, faces.strong.elided(note.name, width), keep_with_next=True))
        blocks += [_line(faces.body, line) for line in faces.body.wrapped(note.value, width)]
        blocks.append(gap(40))
    return Group((heading, *under((heading,), blocks), gap(30)))


def _line(face: Face, line: str, *, keep_with_next: bool = False) -> Block:
    return Block(
        height=face.height, paint=lambda canvas, x, y: canvas.lines(face, x, y, (line,)), keep_with_next=keep_with_next
    )


def signatures_group(content: PlanContent, width: float, faces: Faces) -> Group:
    """Return the room where both sign, on the same page as its heading."""
    each = (width - GUTTER) / 2

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for index, who in enumerate(content.signatures):
            left = x + index * (each + GUTTER)
            named = canvas.text(faces.strong, left, y, who.name)
            room = each - named - 60
            canvas.text(faces.body, left + named + 60, y, faces.body.elided(who.value, room))
            canvas.text(faces.small, left, y + faces.strong.height + 15, content.words.day_and_signature, Ink.MUTED)
            canvas.rule(left, y + SIGNATURE, each, Ink.TEXT)

    heading = heading_block(content.words.signatures, width, faces)
    return Group((heading, Block(height=SIGNATURE + 40, paint=paint)), together=True)


def source_block(content: PlanContent, width: float, faces: Faces) -> Block:
    """Return where the values come from, in small print."""
    lines = faces.small.wrapped(content.source, width, 3)
    return Block(
        height=len(lines) * faces.small.height + 40,
        paint=lambda canvas, x, y: canvas.lines(faces.small, x, y + 40, lines, Ink.MUTED),
    )
