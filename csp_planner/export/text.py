"""Short forms and safe forms of text for an output."""

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""First characters a spreadsheet may read a formula from, in both widths."""


def cut(text: str, most: int) -> str:
    """*text* of at most *most* characters, its end replaced by « … » where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    """*text* with spaces no line ends at: for a few words that are read as one."""
    return text.replace(" ", "\u00a0")


def defused(text: str) -> str:
    """*text* as a cell: with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text
