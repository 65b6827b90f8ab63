"""Reads a programme from what a centre publishes. What kind of source it is, its content tells.

A source is text. Files of other kinds are turned into text first, in one way or in several of which the first that can
be read is taken; then each reader of text is asked in turn whether it knows the layout.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from csp_planner.domain.codes import is_made_up, made_up_code
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR
from csp_planner.sheet import maquette, page, pasted, pdf, seed, table, workbook
from csp_planner.sheet.content import text_of
from csp_planner.sheet.foreign import is_broken_json, name_of
from csp_planner.sheet.values import MAX_SHEET_BYTES, Doubt, Guess, Reading, SheetError, SheetProblem


@dataclass(frozen=True, slots=True)
class Layout:
    """A way in which programmes are published as text."""

    recognises: Callable[[str], bool]
    read: Callable[[str, int], Reading]
    """Reads the text. Offers that it gives no academic year for are of the year that is handed in, and a guess of the
    reading says so."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is not text."""

    recognises: Callable[[bytes], bool]
    texts: Callable[[bytes], Iterable[str]]
    """The texts that may be read of it, the likeliest first."""


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind(pdf.recognises, pdf.texts),
    FileKind(workbook.recognises, workbook.texts),
)
LAYOUTS: tuple[Layout, ...] = (
    Layout(maquette.recognises, maquette.read),
    Layout(page.recognises, page.read),
    Layout(table.recognises, table.read),
    Layout(seed.recognises, seed.read),
    Layout(pasted.recognises, pasted.read),
)
"""All layouts that are read, in the order in which a text is held to have one: the surest marks come first."""
_NO_NAME = "Programme"
"""What a programme is called whose source does not say it."""


def read_sheet(data: bytes, *, default_year: int, year: int | None = None) -> Reading:
    """Return the programme that *data* publishes, and what was made of each line. Raises SheetError.

    *year* is the academic year of offers that the source gives no year for. Where nobody has said it, it is taken to
    be *default_year*, and the reading says that this is a guess.
    """
    if len(data) > MAX_SHEET_BYTES:
        raise SheetError(SheetProblem.TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n"):
        raise SheetError(SheetProblem.EMPTY)
    taken = min(max(default_year if year is None else year, FIRST_YEAR), LAST_YEAR)
    reading = _named(_read(data, taken))
    if year is None:
        return reading
    return replace(reading, guessed=tuple(guess for guess in reading.guessed if not _is_of_year(guess, taken)))


def _named(reading: Reading) -> Reading:
    """Return *reading* with a name where its source gives none: a person finds a programme by its name."""
    if reading.programme.title:
        return reading
    code = reading.programme.code
    code = made_up_code(_NO_NAME) if is_made_up(code) else code
    return replace(reading, programme=replace(reading.programme, code=code, title=_NO_NAME))


def _is_of_year(guess: Guess, year: int) -> bool:
    return guess.what is Doubt.YEAR and guess.line is None and guess.value == str(year)


def _read(data: bytes, year: int) -> Reading:
    """Return the first reading that a text of *data* has."""
    kind = next((kind for kind in FILE_KINDS if kind.recognises(data)), None)
    texts = (text_of(data),) if kind is None else kind.texts(data)
    problem = SheetError(SheetProblem.NO_UNITS)
    for text in texts:
        try:
            return _read_text(text, year)
        except SheetError as error:
            problem = error
    raise problem


def _read_text(text: str, year: int) -> Reading:
    for layout in LAYOUTS:
        if layout.recognises(text):
            return layout.read(text, year)
    if is_broken_json(text):
        raise SheetError(SheetProblem.DAMAGED, "JSON")
    foreign = name_of(text)
    raise SheetError(SheetProblem.OTHER_FORMAT, foreign) if foreign else SheetError(SheetProblem.NO_UNITS)
