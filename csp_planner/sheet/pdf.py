"""Makes text of a PDF file: each line where it stands on paper, with blanks between what stands apart.

A page of two columns is cut between them, and the right one follows the left one.
"""

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from csp_planner.sheet.content import plain_text
from csp_planner.sheet.values import MAX_SHEET_BYTES, SheetError, SheetProblem
from csp_planner.sheet.words import AMOUNT, CODE, offers_in, one_line, price_at_the_end, year_in

if TYPE_CHECKING:
    from pypdf import PdfReader

_MARK = b"%PDF-"
_HEAD = 1024
"""A PDF file may have so many bytes before its mark."""
_NAME = "PDF"
_MAX_PAGES = 100
_MAX_STREAM = 2 * 1024 * 1024
"""Bytes of one unpacked part of the file."""
_MAX_CONTENTS = 2 * 1024 * 1024
"""Bytes that say what is drawn on all pages together."""
_MAX_STEPS = 400_000
"""Numbers, words and acts among them, which have blanks between them."""
_MAX_STEPS_OF_PAGE = 150_000
_MAX_WRITTEN = 5_000
"""Acts that write text on one page: each may stand on a line of its own, far to the right."""
_BLANKS = (b" ", b"\n", b"\r")
_WRITING = (b"Tj", b"TJ", b"'", b'"')
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_CHUNK = re.compile(r"\S+(?: \S+)*")
_FEWEST_LINES, _MOST_LINES = 6, 500
"""Lines that both columns of a page have at least, and that a page of two columns has at most."""
_CUTS_TRIED = 5
_ACROSS = 0.15
"""Lines of a page of two columns that may go across both, as its title does, in parts of all."""
_GAP = re.compile(r"\S {3,}\S")
_FULL = 0.97
"""A line is full where the next word would not fit into so much of the width: letters have not all the same."""
_STARTS = re.compile(
    rf"\s*(?:[-•–*]\s|{CODE}\s*\Z|(?i:{AMOUNT} ?:? ?(?:ects|crédits)\b|(?:1er|2nd|2e)\b|annuel\b|total\b))"
)
"""How lines begin that stand by themselves."""
_LONGEST_CELL = 24
_LONGEST_LINE = 400
"""A page with longer ones is none of two columns of text."""


def recognises(data: bytes) -> bool:
    """Return whether *data* is a PDF file."""
    return _MARK in data[:_HEAD]


def texts(data: bytes) -> Iterator[str]:
    """Yield the text of the PDF file *data*: its columns one after the other, then as it stands on paper.

    Where it is no table, its lines are first put together again that were broken at the edge of the paper. Raises
    SheetError for what cannot be opened or holds no text.
    """
    pages = _pages(data)
    if not any(page.strip() for page in pages):
        raise SheetError(SheetProblem.NO_TEXT, _NAME)
    in_columns = [_one_column(page) for page in pages]
    whole = [_unbroken(page) for page in in_columns]
    yield from dict.fromkeys("\n".join(several) for several in (whole, in_columns, pages))


def _pages(data: bytes) -> list[str]:
    """Return the text of each page."""
    from pypdf import (  # it takes long to load, and few sheets are PDF files
        Configuration,
        PdfReader,
        apply_configuration,
    )
    from pypdf.errors import DependencyError, LimitReachedError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is odd in a file is nothing to print
    limits = Configuration(
        maximum_declared_stream_length=MAX_SHEET_BYTES,
        array_based_stream_maximum_output_length=_MAX_STREAM,
        zlib_maximum_output_length=_MAX_STREAM,
        zlib_maximum_recovery_input_length=_MAX_STREAM // 4,
        lzw_maximum_output_length=_MAX_STREAM,
        run_length_maximum_output_length=_MAX_STREAM,
        stream_decoding_work_maximum_length=2 * _MAX_STREAM,
        stream_parsing_work_maximum_count=_MAX_STEPS_OF_PAGE,
        page_tree_maximum_entries=10 * _MAX_PAGES,
        jbig2dec_binary=None,
    )
    try:
        with apply_configuration(limits):
            reader = PdfReader(BytesIO(data), root_object_recovery_limit=1_000, xref_stream_maximum_entries=100_000)
            if reader.is_encrypted and not reader.decrypt(""):
                raise SheetError(SheetProblem.ENCRYPTED, _NAME)
            return _texts_of_pages(reader)
    except SheetError:
        raise
    except DependencyError as error:  # a cipher that is not at hand
        raise SheetError(SheetProblem.ENCRYPTED, _NAME) from error
    except LimitReachedError as error:
        raise SheetError(SheetProblem.TOO_LARGE) from error
    except Exception as error:  # there are as many as ways to damage such a file
        raise SheetError(SheetProblem.DAMAGED, _NAME) from error


def _texts_of_pages(reader: "PdfReader") -> list[str]:
    """Return the texts of the pages of *reader*. Raises SheetError where they would take too much."""
    if len(reader.pages) > _MAX_PAGES:
        raise SheetError(SheetProblem.TOO_LARGE)
    found: list[str] = []
    drawn = steps = 0
    for page in reader.pages:
        contents = page.get_contents()
        acts = contents.get_data() if contents is not None else b""
        drawn += len(acts)
        steps += sum(map(acts.count, _BLANKS))
        written = sum(map(acts.count, _WRITING))
        if drawn > _MAX_CONTENTS or steps > _MAX_STEPS or written > _MAX_WRITTEN:
            raise SheetError(SheetProblem.TOO_LARGE)
        text = page.extract_text(extraction_mode="layout")
        found.append(plain_text(_LIGATURES.sub(_letters, text.replace("\t", " "))))
        if sum(map(len, found)) > MAX_SHEET_BYTES:
            raise SheetError(SheetProblem.TOO_LARGE)
    return found


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature[0])


def _unbroken(page: str) -> str:
    """Return *page* with each line that was broken at the edge in one piece, where it is text and no table."""
    lines = page.split("\n")
    written = [line for line in lines if line.strip()]
    rows = sum(map(_has_gap, written))
    if len(written) < _FEWEST_LINES or 10 * rows > len(written):
        return page
    width = sorted(len(line.rstrip()) for line in written)[-1 - len(written) // 20]
    done: list[str] = []
    last = ""
    for line in lines:
        words = line.split(maxsplit=1)
        was_broken = last.strip() and words and len(last.rstrip()) + len(words[0]) >= _FULL * width
        if was_broken and not _STARTS.match(line) and not _has_gap(last) and not _has_gap(line):
            done[-1] = f"{done[-1].rstrip()} {line.strip()}"
        else:
            done.append(line)
        last = line
    return "\n".join(done)


def _has_gap(line: str) -> bool:
    return _GAP.search(line.strip()) is not None


def _one_column(page: str) -> str:
    """Return *page* with its right column below the left one, where it has two."""
    lines = page.split("\n")
    cut = _gutter(lines)
    if cut is None:
        return page
    done: list[str] = []
    right: list[str] = []
    for line in lines:
        if _goes_across(line, cut):
            done += [*right, line]
            right = []
        else:
            done.append(line[:cut].rstrip())
            right.append(line[cut:].rstrip())
    return "\n".join([*done, *right])


def _goes_across(line: str, cut: int) -> bool:
    """Return whether *line* has text on both sides of *cut* with no room there."""
    return bool(line[cut - 2 : cut].strip())


def _gutter(lines: Sequence[str]) -> int | None:
    """Return where two columns of text part; None where there is one, or where the right side is cells of a table."""
    lines = [line for line in lines if line.strip()]
    width = max(map(len, lines), default=0)
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES or width > _LONGEST_LINE:
        return None
    found: list[tuple[int, int]] = []
    for cut in range(width // 4, width * 3 // 4):
        begin = sum(line[cut : cut + 1].strip() != "" and not _goes_across(line, cut) for line in lines)
        across = sum(_goes_across(line, cut) for line in lines)
        if begin >= _FEWEST_LINES and across <= _ACROSS * len(lines):
            found.append((begin, cut))
    # The right column begins where most of its lines do.
    best = sorted(found, reverse=True)[:_CUTS_TRIED]
    return next((cut for _begin, cut in best if _are_columns(lines, cut)), None)


def _are_columns(lines: Sequence[str], cut: int) -> bool:
    right = [line[cut:] for line in lines if line[cut:].strip() and not _goes_across(line, cut)]
    left = sum(line[:cut].strip() != "" for line in lines)
    return left >= _FEWEST_LINES and 2 * sum(map(_is_cells, right)) <= len(right)


def _is_cells(text: str) -> bool:
    """Return whether *text* is a part of a row of a table rather than a line that is read by itself."""
    chunks = [one_line(chunk) for chunk in _CHUNK.findall(text)]
    if max(map(len, chunks)) > _LONGEST_CELL:
        return False
    said = (offers_in(one) is not None or year_in(one) is not None or price_at_the_end(one) for one in chunks)
    return len(chunks) > 1 or all(said)
