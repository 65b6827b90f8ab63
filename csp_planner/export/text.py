"""Short forms and safe forms of text for an output."""

import re

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""First characters a spreadsheet may read a formula from, in both widths."""
_NUMBER = re.compile(r"[\d\s.,:/%€$£()+\-Ee]*\d[\d\s.,:/%€$£()+\-Ee]*")
_MONTH = "jan|f[ée]v|feb|mar|a[vp]r|mai|may|jui|jun|jul|ao[uû]|aug|sep|oct|nov|d[ée]c"
_DAY = re.compile(rf"(\d+[ .-]?)?({_MONTH})[a-zéû]*\.?[ .-]?\d+|\d+[ .-]?({_MONTH})[a-zéû]*\.?", re.IGNORECASE)
_TRUTHS = frozenset({"true", "false", "vrai", "faux"})


def cut(text: str, most: int) -> str:
    """*text* of at most *most* characters, its end replaced by « … » where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    """*text* with spaces no line ends at: for a few words that are read as one."""
    return text.replace(" ", "\u00a0")


def defused(text: str) -> str:
    """*text* as a cell: with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text


def reads_as_a_value(text: str) -> bool:
    """Whether a spreadsheet that finds *text* in a CSV file may take it for a number, a day or a truth.

    In French or in English: « 0012345 » becomes 12345, « 3E12 » a number, « 10/11 » a day, « TRUE » a truth.
    """
    text = text.strip()
    return any(shape.fullmatch(text) for shape in (_NUMBER, _DAY)) or text.casefold() in _TRUTHS
