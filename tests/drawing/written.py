"""What Qt wrote on the pages of a PDF file, read fast: a reader for any file takes a hundred times as long.

``test_pdf.py`` holds it against such a reader.
"""

import re
from typing import Any

from pypdf import PageObject

_LETTERS = re.compile(rb"<([0-9A-F]+)> <[0-9A-F]+> (?:\[([^\]]*)\]|<([0-9A-F]+)>)")
"""A range of the glyphs of a font: the first, and the letters of all of them, else that of the first."""
_DRAWN = re.compile(rb"/(\S+) \S+ Tf|<([0-9A-F]{4})> Tj|\bET\b")


def written(page: PageObject) -> str:
    """What stands on *page*, a line for each text that was drawn."""
    fonts = {name[1:]: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    contents = page.get_contents()
    said: list[str] = []
    letters: dict[int, str] = {}
    for font, glyph in _DRAWN.findall(contents.get_data() if contents is not None else b""):
        if font:
            letters = fonts[font.decode()]
        else:
            said.append(letters.get(int(glyph, 16), "\ufffd") if glyph else "\n")  # a picture is no letter
    return "".join(said)


def _letters(font: Any) -> dict[int, str]:
    """The letters of *font* by their glyphs."""
    found: dict[int, str] = {}
    for first, several, one in _LETTERS.findall(font["/ToUnicode"].get_object().get_data()):
        letters = [one] if one else [letter.strip(b"<>") for letter in several.split()]
        for glyph, letter in enumerate(letters, start=int(first, 16)):
            found[glyph] = bytes.fromhex(letter.decode()).decode("utf-16-be", "replace")
    return found
