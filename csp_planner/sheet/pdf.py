"""Makes text of a PDF file: each line where it stands on paper, with blanks between what stands apart.

A page of two columns is cut between them, and the right one follows the left one.
"""

import logging
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from csp_planner.sheet.content import plain_text
from csp_planner.sheet.drawing import size_of_fonts, strings_in
from csp_planner.sheet.mended import mended
from csp_planner.sheet.paper import pieces_of, whole_headings, without_edges
from csp_planner.sheet.tabs import with_tabs
from csp_planner.sheet.values import MAX_SHEET_BYTES, SheetError, SheetProblem

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
_MAX_STEPS = 250_000
"""Numbers, words and acts among them, which have blanks between them."""
_MAX_STEPS_OF_PAGE = 150_000
_MAX_STRINGS_OF_PAGE, _MAX_STRINGS = 8_000, 25_000
"""Strings that are written on one page and on all: a browser that prints smaller writes letter by letter."""
_MAX_SHIFTS = 3_000_000
"""Strings after one another without a new place, squared: what the reader of the file does for one of them takes as
long as there are some before it."""
_MAX_FONTS = 2_000_000
"""Bytes, or what costs as much, that say what the letters are, on all pages together: each page reads them anew."""
_MAX_TEXT_OF_PAGE = 400_000
"""Characters of the text of one page: a text may stand far to the right of all others, behind as many blanks."""
_BLANKS = (b" ", b"\n", b"\r")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_LOST = re.compile(r"\b(?=uvre[rs]?\b)")
"""Where « œ » stood: in an old page it may be a control character, which a browser does not print."""


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
    pages = [with_tabs(whole_headings(page)) for page in without_edges(pages)]
    pieces = pieces_of(pages)
    in_columns = "\n".join(line for piece in pieces for line in piece.lines)
    yield from dict.fromkeys((mended(pieces), in_columns, "\n".join(pages)))


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
    drawn = steps = strings = shifts = fonts = 0
    for page in reader.pages:
        contents = page.get_contents()
        acts = contents.get_data() if contents is not None else b""
        drawn += len(acts)
        steps += sum(map(acts.count, _BLANKS))
        fonts += size_of_fonts(page, _MAX_FONTS)
        if drawn > _MAX_CONTENTS or steps > _MAX_STEPS or fonts > _MAX_FONTS:
            raise SheetError(SheetProblem.TOO_LARGE)
        written, weight = strings_in(acts)
        strings, shifts = strings + written, shifts + weight
        if written > _MAX_STRINGS_OF_PAGE or strings > _MAX_STRINGS or shifts > _MAX_SHIFTS:
            raise SheetError(SheetProblem.TOO_LARGE)
        text = page.extract_text(extraction_mode="layout")
        if len(text) > _MAX_TEXT_OF_PAGE:
            raise SheetError(SheetProblem.TOO_LARGE)
        found.append(_LOST.sub("œ", plain_text(_LIGATURES.sub(_letters, text.replace("\t", " ")))))
        if sum(map(len, found)) > MAX_SHEET_BYTES:
            raise SheetError(SheetProblem.TOO_LARGE)
    return found


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature[0])
