"""Lays out the board on paper: years under one another, in each the annual units over the two semesters."""

from dataclasses import replace
from itertools import zip_longest

from PySide6.QtCore import QRectF

from csp_planner.drawing.block import Block, Group, gap, under
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.cards import cards_row, cards_rows
from csp_planner.drawing.ink import Faces, Ink
from csp_planner.drawing.parts import heading_block
from csp_planner.export.content import PlanContent, SemesterText, YearText

GUTTER = 110.0
CARD_GAP = 35.0
TITLE_LINES = 3
_ANNUAL_LABEL = 430.0


def board_groups(content: PlanContent, width: float, faces: Faces) -> tuple[Group, ...]:
    """Return a group for each year from the first to the last that holds a unit or a semester off."""
    shown = content.used_years
    late = [year for year in shown if year.is_after_accreditation]
    return tuple(_year_group(content, year, width, faces, bounded=year in late[:1]) for year in shown)


def _year_group(content: PlanContent, year: YearText, width: float, faces: Faces, *, bounded: bool) -> Group:
    continued = _year_head(year, f"{year.name} ({content.words.continued})", width, faces)
    blocks: list[Block] = []
    if bounded:
        blocks.append(boundary_block(content.boundary, width, faces))
    blocks.append(_year_head(year, year.name, width, faces))
    annual = under((continued,), _annual_rows(year, width, faces))
    blocks += [*annual, gap(40)] if annual else []
    first, second = year.semesters
    if any(semester.cards or semester.is_off for semester in year.semesters):
        heads = replace(_semester_heads(content, year.semesters, width, faces), again=(continued,))
        rows = [
            cards_row(pair, width, faces, most_lines=TITLE_LINES, gap=CARD_GAP, gutter=GUTTER)
            for pair in zip_longest(first.cards, second.cards)
        ]
        blocks += [heads, *under((continued, heads), rows)]
    return Group((*blocks, gap(60)))


def boundary_block(text: str, width: float, faces: Faces) -> Block:
    """Return the line after which terms are planned subject to the renewal of the accreditation."""
    shown = faces.small.elided(text, width - 600)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        text_width = faces.small.width(shown)
        start = x + (width - text_width) / 2
        middle = y + faces.small.height / 2
        canvas.dashes(x, middle, start - x - 60, Ink.WARNING)
        canvas.text(faces.small, start, y, shown, Ink.WARNING)
        canvas.dashes(start + text_width + 60, middle, x + width - start - text_width - 60, Ink.WARNING)

    return Block(height=faces.small.height + 60, paint=paint, keep_with_next=True)


def _year_head(year: YearText, name: str, width: float, faces: Faces) -> Block:
    height = faces.heading.height + 50

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.painter.fillRect(QRectF(x, y, width, height), Ink.PALE)
        canvas.rule(x, y + height, width, Ink.MUTED, 8)
        top = y + 25
        about_top = top + faces.heading.ascent - faces.small.ascent
        after = x + 60 + canvas.text(faces.heading, x + 60, top, name) + 100
        canvas.text(faces.small, after, about_top, year.about, Ink.MUTED)
        load_top = top + faces.heading.ascent - faces.strong.ascent
        canvas.text_right(faces.strong, x + width - 60, load_top, year.load)

    return Block(height=height + 50, paint=paint, keep_with_next=True)


def _annual_rows(year: YearText, width: float, faces: Faces) -> list[Block]:
    rows = cards_rows(year.annual, width - _ANNUAL_LABEL, faces, most_lines=TITLE_LINES, gap=CARD_GAP)
    return [_labelled(row, year.annual_name, faces) for row in rows]


def _labelled(row: Block, label: str, faces: Faces) -> Block:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(faces.strong, x + 60, y + 40, label)
        row.paint(canvas, x + _ANNUAL_LABEL, y)

    return Block(height=row.height, paint=paint)


def _semester_heads(
    content: PlanContent, semesters: tuple[SemesterText, SemesterText], width: float, faces: Faces
) -> Block:
    half = (width - GUTTER) / 2
    lines = 1 + max(len(_remarks(semester)) for semester in semesters)
    height = faces.strong.height + lines * faces.small.height + 30

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for index, semester in enumerate(semesters):
            left = x + index * (half + GUTTER)
            _paint_semester_head(canvas, content, semester, left, y, half)
            canvas.rule(left, y + height - 18, half, Ink.EDGE)

    return Block(height=height + 40, paint=paint, keep_with_next=True)


def _remarks(semester: SemesterText) -> tuple[str, ...]:
    """What is remarked on a semester, each on a line of its own, so that no assumption is cut off its figure."""
    return tuple(filter(None, (semester.renewal, semester.weekly, semester.personal)))


def _paint_semester_head(
    canvas: Canvas, content: PlanContent, semester: SemesterText, x: float, y: float, width: float
) -> None:
    faces = canvas.faces
    canvas.text(faces.strong, x, y, semester.name)
    load = semester.load or content.words.nothing_here
    colour = Ink.WARNING if semester.is_overloaded else Ink.TEXT if semester.load else Ink.MUTED
    face = faces.strong if semester.is_overloaded else faces.body
    taken = canvas.text_right(face, x + width, y, load, colour)
    if semester.is_overloaded:
        size = faces.strong.ascent * 0.8
        canvas.overload_mark(x + width - taken - size - 40, y + faces.strong.ascent - size, size)
    top = y + faces.strong.height
    tone = Ink.TEXT if semester.is_off else Ink.MUTED
    canvas.text(faces.small, x, top, faces.small.elided(semester.enrolment, width), tone)
    for remark in _remarks(semester):
        top += faces.small.height
        canvas.text(faces.small, x, top, faces.small.elided(remark, width), Ink.MUTED)


def board_heading(content: PlanContent, width: float, faces: Faces) -> Block:
    """Return the name of the board and what its marks mean."""
    words = content.words
    heading = heading_block(words.board, width, faces)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        heading.paint(canvas, x, y)
        small, right = faces.small, x + width
        top = y + 40 + faces.heading.ascent - small.ascent
        size = small.ascent * 0.72
        right -= canvas.text_right(small, right, top, words.waived, Ink.MUTED) + 40 + size
        canvas.waiver_mark(right, top + small.ascent - size, size)
        for word, dashed in ((words.projected, True), (words.published, False)):
            right -= 140
            right -= canvas.text_right(small, right, top, word, Ink.MUTED) + 40
            right -= canvas.chip(right, top - 4, words.sample_chip, dashed=dashed)

    return Block(height=heading.height, paint=paint, keep_with_next=True)
