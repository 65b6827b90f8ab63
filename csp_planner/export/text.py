"""Text from outside the program made fit for an output: it may change how it looks itself, nothing around it."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Format characters that words and emoji are made with; all others turn, hide or break what is around them."""
_UNKNOWN = "\ufffd"
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""First characters a spreadsheet may read a formula from, in both widths."""


def clean_line(text: str) -> str:
    """*text* on one line, without control characters, marks of direction or halves of characters."""
    return " ".join(clean_lines(text).split("\n"))


def clean_lines(text: str) -> str:
    """*text* with its lines, otherwise as ``clean_line``; the ends are trimmed."""
    lines = "".join(map(_clean, text.replace("\r\n", "\n"))).split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")


def _clean(character: str) -> str:
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf":
            return character if character in _JOINERS else ""
        case "Cs":
            return _UNKNOWN
        case "Cn" if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
            return _UNKNOWN
        case _:
            return character


def cut(text: str, most: int) -> str:
    """*text* of at most *most* characters, its end replaced by « … » where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    """*text* with spaces no line ends at: for a few words that are read as one."""
    return text.replace(" ", "\u00a0")


def defused(text: str) -> str:
    """*text* as a cell: with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text
