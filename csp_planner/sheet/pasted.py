"""Reads the text that a browser copies of the page of a diploma: its lines without what the page's markup says.

Where the rows of a choice end, such a text does not say; ``ends`` works it out.
"""

import re
from html import unescape
from typing import Final

from csp_planner.sheet.draft import Draft, reading_of
from csp_planner.sheet.ends import part_rows
from csp_planner.sheet.heading import heading_of
from csp_planner.sheet.outline import Outline
from csp_planner.sheet.values import Reading, SheetError, SheetProblem, SourceLine
from csp_planner.sheet.wording import is_prompt, is_stage, offers_of_line, tidy

MAX_LINES: Final = 50_000
"""Most lines of a text: more than any page has."""
_ECTS: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,2})? ECTS")
_JOINED: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})? ECTS) ?([^\W\d_].*)")
"""Credits and title on one line, as a page that was printed has them."""
_PAPER: Final = re.compile(
    r"\d{1,3}(?: ?/ ?\d{1,3})?|https?://\S+(?: \d{1,3}/\d{1,3})?|\d\d/\d\d/\d{4},? \d\d:\d\d\b.*"
)
"""What a browser prints at the edges of the paper: the number of the page, the address, the time."""
_TOTAL: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,2})? ?:? ?ECTS")
_CODE: Final = re.compile(r"(?=[A-Z0-9]*\d)[A-Z]{2,4}[A-Z0-9]{2,6}")
_BRANCH: Final = re.compile(r"(?:option|parcours|branche)\b.*", re.IGNORECASE)
_FURNITURE: Final = re.compile(
    r"voir toutes les ue(?: ?fermer)?|fermer|description|modalités d['’]évaluation|programme"
    r"|cliquez sur l['’]intitulé d['’]un enseignement .*",
    re.IGNORECASE,
)
"""Buttons, headings and hints: no part of a programme."""
_TAB: Final = "programme"
_NEXT_TABS: Final = frozenset(("compétences et débouchés", "informations pratiques"))


def recognises(text: str) -> bool:
    """Whether *text* looks like that of a page: credits, a title and a code under one another."""
    if "ECTS" not in text or text.count("\n") >= MAX_LINES:
        return False
    return _first_row(_said(_texts(text))) is not None


def read(text: str, year: int) -> Reading:
    """The programme of the text *text*, whose offers are those of academic *year*."""
    if text.count("\n") >= MAX_LINES:
        raise SheetError(SheetProblem.TOO_MANY)
    texts = _texts(text)
    lines = _said(texts)
    heading = heading_of([line.text for line in lines])
    outline = Outline()
    reader = _Reader(outline)
    part = _programme(lines)
    for place, line in enumerate(part, start=1):
        reader.take(line, part[place].text if place < len(part) else "")
    guessed = part_rows(outline.stages, heading.total)
    at = [place for place in (heading.title_at, heading.code_at, heading.total_at) if place is not None]
    draft = Draft(
        code=heading.code,
        title=heading.title,
        total=heading.total,
        stages=outline.closed(),
        source="\n".join(texts),
        facts=tuple(lines[place] for place in at),
        left_out=tuple(outline.left_out),
        guessed=tuple(guessed),
    )
    return reading_of(draft, year)


def _texts(text: str) -> list[str]:
    """The lines of *text*, tidied; broken entities, which may stand in what was printed, are what they mean."""
    return [tidy(unescape(line)) for line in text.split("\n")]


def _said(texts: list[str]) -> list[SourceLine]:
    """The lines among *texts* that say something of the diploma."""
    said = enumerate(texts, start=1)
    return [SourceLine(number, text) for number, text in said if text and not _PAPER.fullmatch(text)]


def _first_row(lines: list[SourceLine]) -> int | None:
    """Where the first row stands: below its credits or, without any, above its code."""
    for place, line in enumerate(lines):
        is_joined = _joined(line.text) is not None
        code_at = place + (1 if is_joined else 2)
        if (is_joined or _ECTS.fullmatch(line.text)) and code_at < len(lines) and _CODE.fullmatch(lines[code_at].text):
            return place
    return None


def _joined(text: str) -> str | None:
    """The title in *text*, where it follows its credits on one line."""
    found = _JOINED.fullmatch(text)
    return None if found is None or is_prompt(text) else found[2]


def _programme(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines of the tab with the programme; where the tabs were not copied, all from its first line on."""
    first = _first_row(lines)
    if first is None:
        return []
    tabs = [place for place in range(first) if lines[place].text.casefold() == _TAB]
    begun = (
        place
        for place in range(first)
        if is_stage(lines[place].text) or is_prompt(lines[place].text) or _CODE.fullmatch(lines[place].text)
    )
    start = tabs[-1] + 1 if tabs else next(begun, first)
    ended = (place for place in range(first, len(lines)) if lines[place].text.casefold() in _NEXT_TABS)
    return lines[start : next(ended, len(lines))]


class _Reader:
    """Takes the lines of a programme one after the other, and tells what each of them is."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._expects_title = False
        self._expects_total = False
        self._expects_prompt = False
        self._has_branches = False

    def take(self, line: SourceLine, after: str) -> None:
        """Take *line*, which *after* follows."""
        outline, text = self._outline, line.text
        if self._expects_title:
            self._expects_title = False
            outline.title(line)
        elif self._expects_total and _TOTAL.fullmatch(text):
            self._expects_total = False
            outline.total(line)
        elif text.casefold() == "total":
            self._expects_total = self._expects_prompt = True
            outline.head()
            outline.total(line)
        elif _ECTS.fullmatch(text):
            self._expects_title = True
            outline.ects(line)
        elif (title := _joined(text)) is not None:
            outline.ects(line)
            outline.title(line, title)
        elif _CODE.fullmatch(text):
            outline.code(line)
        elif offers_of_line(text) is not None:
            outline.other(line)
        elif _FURNITURE.fullmatch(text):
            if text.casefold().startswith("voir"):
                outline.fold()
        else:
            self._take_words(line, after)

    def _take_words(self, line: SourceLine, after: str) -> None:
        """Take *line*, which is the name or the prompt of something."""
        outline, text = self._outline, line.text
        if self._expects_prompt or (is_prompt(text) and not _CODE.fullmatch(after)):
            if not self._expects_prompt:
                outline.head()
            self._expects_prompt = self._expects_total = False
            outline.prompt(line)
        elif _CODE.fullmatch(after):
            if not (text[:1].islower() and outline.go_on_with_title(line)):
                outline.title(line)
        elif is_stage(text):
            self._has_branches = False
            outline.stage()
            outline.name_stage(line)
        elif _BRANCH.fullmatch(text):
            if not self._has_branches:
                outline.segment()
            self._has_branches = True
            outline.branch(line)
        else:
            outline.other(line)
