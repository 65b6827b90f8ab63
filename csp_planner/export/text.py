"""Shortens texts for an output and makes them safe for a spreadsheet."""

import re

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""Characters, in both widths, that may begin a formula in a spreadsheet."""
_NUMBER = re.compile(r"[\d\s.,:/%€$£()+\-Ee]*\d[\d\s.,:/%€$£()+\-Ee]*")
_MONTH = "jan|f[ée]v|feb|mar|a[vp]r|mai|may|jui|jun|jul|ao[uû]|aug|sep|oct|nov|d[ée]c"
_DAY = re.compile(rf"(\d+[ .-]?)?({_MONTH})[a-zéû]*\.?[ .-]?\d+|\d+[ .-]?({_MONTH})[a-zéû]*\.?", re.IGNORECASE)
_TRUTHS = frozenset({"true", "false", "vrai", "faux"})


def cut(text: str, most: int) -> str:
    """Return *text*; where it has more than *most* characters, its end is replaced by an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    """Return *text* with no-break spaces, for a few words that are read as one."""
    return text.replace(" ", "\u00a0")


def defused(text: str) -> str:
    """Return *text* for a cell, with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text


def reads_as_a_value(text: str) -> bool:
    """Return whether a spreadsheet that finds *text* in a CSV file may take it for a number, a day or a truth value.

    It does so in French or in English: "0012345" becomes 12345, "3E12" a number, "10/11" a day, "TRUE" a truth value.
    """
    text = text.strip()
    return any(shape.fullmatch(text) for shape in (_NUMBER, _DAY)) or text.casefold() in _TRUTHS
