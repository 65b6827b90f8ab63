"""Says how much there is to do for a page of a PDF file, before its text is read."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_STRINGS_AND_PLACES = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)|<[^<>]*+>|(?P<place>T[dDm*]|BT|ET)", re.DOTALL
)
_MOST_PARENTS = 50
"""Folders of pages that stand in one another; more of them cost as much as the largest font."""
_PER_ENTRY = 8
"""Bytes that cost as much as the width of a letter."""


def strings_in(acts: bytes) -> tuple[int, int]:
    """Return how many strings the *acts* of a page write, and the sum of the squares of those between two places."""
    strings = weight = here = brackets = 0
    for found in _STRINGS_AND_PLACES.finditer(acts):
        if found["place"] is None:
            here += 1
            brackets += found[0].count(b"(")
        else:
            strings, weight, here = strings + here, weight + here * here, 0
    strings += here
    # Brackets in brackets may hide that words between them are part of a string: then no place is believed.
    is_plain = brackets == acts.count(b"(")
    return (strings, weight + here * here) if is_plain else (acts.count(b"("), acts.count(b"(") ** 2)


def size_of_fonts(page: "DictionaryObject", most: int) -> int:
    """Return how much the fonts of *page* say of their letters, in bytes or what costs as much; about *most* at most.

    The fonts of the folders that a page stands in are read with its own.
    """
    size = 0
    for fonts in _fonts_above(page):
        if fonts is None:
            return most + 1
        for font in _dictionaries(fonts.values()):
            size += _size_of_font(font)
            if size > most:
                return size
    return size


def _fonts_above(page: "DictionaryObject") -> Iterator["DictionaryObject | None"]:
    """Yield the fonts of *page* and of each folder around it; None where there is no end of them."""
    here: DictionaryObject | None = page
    for _depth in range(_MOST_PARENTS):
        if here is None:
            return
        for resources in _dictionaries([here.get("/Resources")]):
            yield from _dictionaries([resources.get("/Font")])
        here = next(_dictionaries([here.get("/Parent")]), None)
    yield None


def _size_of_font(font: "DictionaryObject") -> int:
    """Return the size of *font*, and of those that it is made of."""
    from pypdf.generic import ArrayObject, StreamObject

    size = 100
    letters = font.get("/ToUnicode")
    stream = None if letters is None else letters.get_object()
    if isinstance(stream, StreamObject):
        size += len(stream.get_data())
    parts = font.get("/DescendantFonts")
    inside = None if parts is None else parts.get_object()
    several = [font, *_dictionaries(cast("list[object]", inside) if isinstance(inside, ArrayObject) else [])]
    for one in several:
        encoding = next(_dictionaries([one.get("/Encoding")]), None)
        differences = None if encoding is None else encoding.get("/Differences")
        size += _PER_ENTRY * sum(map(_entries, (one.get("/W"), one.get("/Widths"), differences)))
    return size


def _entries(value: object) -> int:
    """Return how many numbers stand in the list *value* and in its lists."""
    from pypdf.generic import ArrayObject, PdfObject

    found = value.get_object() if isinstance(value, PdfObject) else None
    if not isinstance(found, ArrayObject):
        return 0
    several = [one.get_object() for one in cast("list[PdfObject]", found)]
    return len(several) + sum(len(cast("list[object]", one)) for one in several if isinstance(one, ArrayObject))


def _dictionaries(values: Iterable[object]) -> Iterator["DictionaryObject"]:
    """Yield those of *values* that are dictionaries, or refer to one."""
    from pypdf.generic import DictionaryObject, PdfObject

    for value in values:
        found = value.get_object() if isinstance(value, PdfObject) else None
        if isinstance(found, DictionaryObject):
            yield found
