"""The marks that numbers and lists are written with. Each language gives its own in its catalogue."""

from csp_planner.messages.catalogue import pgettext


def decimal_mark() -> str:
    """What stands between units and tenths."""
    return pgettext("decimal mark", ".")


def thousands_mark() -> str:
    """What stands between groups of three digits; a space there must be one that no line ends at."""
    return pgettext("thousands separator", ",")


def csv_separator() -> str:
    """What a spreadsheet set to the language expects between the cells of a CSV file."""
    return pgettext("separator of a CSV file", ",")
