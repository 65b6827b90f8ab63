"""Makes text of bytes, whatever their encoding. What is no text is refused, by its name where it is known."""

import re
import unicodedata
from functools import cache

from csp_planner.sheet.values import SheetError, SheetProblem

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""What a text may begin with to say its encoding; a longer mark comes before one that it begins with."""
_FILES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97"),
    (b"{\\rtf", "RTF"),
    (b"%!PS", "PostScript"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x7fELF", "ELF"),
)
"""How files begin that are recognised and not read."""
_CONTROLS_IN_A_HUNDRED = 5
"""A text has fewer control characters than that."""
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_LINES_AND_TABS = "\n\t"


def text_of(data: bytes) -> str:
    """Return the text that *data* is: its only invisible characters are tabs and ends of lines.

    Raises SheetError for what is no text.
    """
    for mark, name in _FILES:
        if data.startswith(mark):
            raise SheetError(SheetProblem.OTHER_FORMAT, name)
    text = plain_text(decoded(data))
    if not text.strip():
        raise SheetError(SheetProblem.EMPTY)
    return text


def decoded(data: bytes) -> str:
    """Return the text that *data* is, by its mark, or else by what fits. Raises SheetError for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _told(data[len(mark) :].decode(encoding, "replace"))
    if data.count(0) > len(data) // 5:
        return _told(data.decode(_without_mark(data), "replace"))
    try:
        return _told(data.decode())
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", "replace")
    # In a text of another encoding nearly every letter beyond ASCII is damaged; in a damaged one, few are.
    beyond = sum(not character.isascii() for character in damaged)
    if damaged.count("\ufffd") * 2 < beyond:
        return _told(damaged)
    return _told(data.decode("cp1252", "replace"))


def _without_mark(data: bytes) -> str:
    """Return the encoding of two bytes that has the zeros of *data* where they are."""
    return "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"


def _told(text: str) -> str:
    """Return *text*, where it is one."""
    controls = sum(map(text.count, map(chr, (*range(9), *range(14, 32), 127, 0xFFFD))))
    if controls * 100 > len(text) * _CONTROLS_IN_A_HUNDRED:
        raise SheetError(SheetProblem.NOT_TEXT)
    return text


def plain_text(text: str) -> str:
    """Return *text* with one kind of end of line, and without characters that cannot be seen."""
    text = _NEW_LINES.sub("\n", text)
    odd = {character: _plain(character) for character in set(text) if not character.isprintable()}
    return text.translate(str.maketrans(odd)) if odd else text


@cache
def _plain(character: str) -> str:
    """Return what stands for *character*, which cannot be printed."""
    if character in _LINES_AND_TABS or unicodedata.category(character) == "Zs":
        return character
    if "\x80" <= character <= "\x9f":  # an old encoding taken for a part of Unicode
        return character.encode("latin-1").decode("cp1252", "ignore")
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf":
            return character if character in "\u200c\u200d" else ""
        case _:
            return "\ufffd"
