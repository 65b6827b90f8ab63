"""Text that comes from a person or a file, made fit to stand beside other text.

It may change how it looks itself, nothing around it: control characters and marks of direction are left out.
"""

import re
import unicodedata

UNKNOWN = "\ufffd"
"""The sign for what cannot be shown."""
_STRAY_JOINERS = re.compile("(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f\u200c\u200d])")
"""Joiners beside ASCII or at an end. Elsewhere words and emoji are made with them, and they stay."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs, to Unicode, of which nothing is drawn."""


def plain_line(text: str) -> str:
    """*text* on one line, without control characters, marks of direction or halves of characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return " ".join(plain_lines(text).split("\n"))


def plain_lines(text: str) -> str:
    """*text* with its lines, otherwise as ``plain_line``; the ends are trimmed."""
    plain = _STRAY_JOINERS.sub("", "".join(map(_plain, text.replace("\r\n", "\n"))))
    return "\n".join(line.strip() for line in plain.split("\n")).strip("\n")


def folded(text: str) -> str:
    """*text* without case or accents, as searches compare it: “methodes” finds “Méthodes”."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def says_nothing(text: str) -> bool:
    """Whether the eye finds nothing in *text*: it is empty, or all of it is blank or invisible."""
    return all(
        character in _BLANK_LETTERS or unicodedata.category(character)[0] in "CZM" for character in plain_line(text)
    )


def centre_name(publisher: str) -> str:
    """The name of a centre as it is typed and compared: small letters and figures, hyphens between words."""
    plain = unicodedata.normalize("NFKD", publisher).casefold()
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    words = "".join(character if character.isalnum() else " " for character in letters).split()
    return "-".join(words)


def _plain(character: str) -> str:
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf":
            return character if character in "\u200c\u200d" else ""
        case "Cs":
            return UNKNOWN
        case "Cn" if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
            return UNKNOWN
        case _:
            return character
