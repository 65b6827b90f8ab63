"""PDF files that are made to cost the reader as much as can be."""

import zlib
from collections.abc import Callable

from ..sheet.papers import assembled, pdf

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_SPREAD = 977
"""A step that spreads numbers over a range without a pattern."""


def of_contents(*contents: bytes, font: bytes = _FONT, others: tuple[bytes, ...] = ()) -> bytes:
    """A file with a page for each of *contents*, packed, in *font*, which may refer to *others* from 4 on."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font, *others]
    kids: list[bytes] = []
    for stream in contents:
        number = len(objects) + 1
        kids.append(b"%d 0 R" % number)
        where = b"/MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (where, number + 1))
        objects.append(packed(stream))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return assembled(objects)


def packed(stream: bytes) -> bytes:
    """*stream* as an object of a file."""
    small = zlib.compress(stream, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(small), small)


def _placed(count: int, right: int, down: int, text: bytes = b"a") -> bytes:
    """*count* texts, spread so far to the right and down."""
    lines = (
        b"BT /F1 9 Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (n * _SPREAD % right, n * _SPREAD % down, text)
        for n in range(count)
    )
    return b"\n".join(lines)


def _map_of_letters(count: int) -> bytes:
    lines = b"\n".join(b"<%04x> <%04x>" % (n % 65_536, n % 50_000 + 32) for n in range(count))
    return b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%s\nendbfchar" % (count, lines)


_LARGE_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 4 0 R >>"
)


def _wide_ranges(pages: int, ranges: int) -> bytes:
    """Pages in a font that gives the widths of all letters so many times, in few words."""
    widths = b" ".join(b"0 65535 %d" % n for n in range(ranges))
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 /W [%s] >>" % widths
    contents = [b"BT /F1 9 Tf 40 700 Td <00410042> Tj ET"] * pages
    return of_contents(*contents, font=_LARGE_FONT, others=(packed(_map_of_letters(10)), descendant))


def _mapped_ranges(ranges: int) -> bytes:
    """A page in a font that says in few words which letters it has, so many times."""
    lines = b"\n".join(b"<0000> <ffff> <0000>" for _n in range(ranges))
    said = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfrange\n%s\nendbfrange" % (ranges, lines)
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 >>"
    contents = [b"BT /F1 9 Tf 40 700 Td <00410042> Tj ET"]
    return of_contents(*contents, font=_LARGE_FONT, others=(packed(said), descendant))


def _large_font(pages: int, letters: int) -> bytes:
    widths = b" ".join(b"%d [500]" % n for n in range(letters))
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 /W [%s] >>" % widths
    contents = [b"BT /F1 9 Tf 40 700 Td <00410042> Tj ET"] * pages
    return of_contents(*contents, font=_LARGE_FONT, others=(packed(_map_of_letters(letters)), descendant))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "texts spread far": lambda: of_contents(_placed(7_990, 1_000_000, 1_000_000)),
    "texts spread to the right": lambda: of_contents(_placed(7_990, 10_000_000, 800)),
    "texts spread down": lambda: of_contents(_placed(7_990, 600, 10_000_000)),
    "many pages of texts": lambda: of_contents(*[_placed(490, 20_000, 20_000)] * 95),
    "short acts on many pages": lambda: of_contents(*[b"BT/F1 9 Tf" + b"(a)Tj T*" * 260 + b" ET"] * 95),
    "pieces of one text": lambda: of_contents(b"BT /F1 9 Tf [" + b"(a)" * 690_000 + b"] TJ ET"),
    "pieces of one text far apart": lambda: of_contents(b"BT /F1 9 Tf [" + b"(a)-9999" * 250_000 + b"] TJ ET"),
    "pieces on many pages": lambda: of_contents(*[b"BT /F1 9 Tf [" + b"(a)-99" * 3_400 + b"] TJ ET"] * 95),
    "one long text": lambda: of_contents(b"BT /F1 9 Tf (" + b"a" * 2_000_000 + b") Tj ET"),
    "states in states": lambda: of_contents(b"q " * 70_000 + b"BT /F1 9 Tf (a) Tj ET"),
    "moves without texts": lambda: of_contents(*[b"BT/F1 9 Tf" + b" 1 0 Td" * 20_000 + b"(a) Tj ET"] * 6),
    "short moves without texts": lambda: of_contents(b"BT/F1 9 Tf (a)Tj " + b"T*" * 900_000 + b"(a) Tj ET"),
    "a font of many letters on many pages": lambda: _large_font(95, 20_000),
    "a font of very many letters": lambda: _large_font(1, 60_000),
    "widths in ranges": lambda: _wide_ranges(1, 500),
    "widths in ranges on many pages": lambda: _wide_ranges(90, 1),
    "letters in ranges": lambda: _mapped_ranges(200),
    "lines as columns": lambda: pdf(
        [[(40.0 + 270 * (n % 2), 40.0 + 1.5 * n, f"{n} un texte qui va") for n in range(490)]] * 40, size=1
    ),
    "lists in lists": lambda: of_contents(b"BT /F1 9 Tf " + b"[" * 100_000 + b"]" * 100_000 + b" TJ (a) Tj ET"),
    "parents without end": lambda: assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
            b"<< /Type /Page /Parent 2 0 R >>",
        ]
    ),
    "names without end": lambda: b"%PDF-1.4\n" + b"1 0 obj << /A " * 350_000,
}
