"""Reads a programme from what a centre publishes. What kind of source it is, its content tells."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from csp_planner.sheet import maquette, seed
from csp_planner.sheet.content import Content, EditionYear, opened
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem

_ROOT = re.compile(r"<([A-Za-z][\w.:-]{0,40})[\s/>]")
_XML_HEAD = 2_000
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of source: how it is recognised, and how it is read."""

    recognise: Callable[[Content], bool]
    read: Callable[[Content, EditionYear], Reading]


def _of_text(recognises: Callable[[str], bool], read: Callable[[str, int], Reading]) -> Source:
    """A source without academic years: the year of its offers is the one that was said, or else a guess."""

    def read_content(content: Content, year: EditionYear) -> Reading:
        reading = read(content.text, year.number)
        if year.is_guess:
            return reading
        return replace(reading, guessed=tuple(guess for guess in reading.guessed if guess.what is not Doubt.YEAR))

    return Source(lambda content: recognises(content.text), read_content)


SOURCES: tuple[Source, ...] = (
    _of_text(maquette.recognises, maquette.read),
    Source(seed.recognise, seed.read),
)
"""Every kind of source that is read, in the order in which a content is held to be one."""


def read_sheet(data: bytes, *, default_year: int, year: int | None = None) -> Reading:
    """Return the programme that *data* publishes, and what was made of each line. Raises SheetError.

    *year* is the academic year of offers that the source gives no year for. Where nobody has said it, it is taken to
    be *default_year*, and the reading says that this is a guess.
    """
    edition = EditionYear(default_year, is_guess=True) if year is None else EditionYear(year, is_guess=False)
    return _read(opened(data), edition)


def _read(content: Content, year: EditionYear) -> Reading:
    for source in SOURCES:
        if source.recognise(content):
            return source.read(content, year)
    foreign = _foreign(content.text)
    raise SheetError(SheetProblem.OTHER_FORMAT, foreign) if foreign else SheetError(SheetProblem.NO_UNITS)


def _foreign(text: str) -> str:
    """Return the name of the format of *text*, which no reader has recognised; "" for plain text."""
    start = text.lstrip()[:_XML_HEAD]
    if start.startswith("<"):
        root = _ROOT.search(re.sub(r"<[?!][^>]*>", "", start))
        return f"XML, <{root[1]}>" if root else "XML"
    if start.startswith(("{", "[")):
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        own = str(cast(dict[str, object], document).get("format")) if isinstance(document, dict) else ""
        return own[:_LONGEST_NAME] if own.startswith("csp-planner/") else "JSON"
    return ""
