"""Gives the marks that numbers and lists are written with. Each language has its own in its catalogue."""

from csp_planner.messages.catalogue import pgettext


def decimal_mark() -> str:
    """Return what stands between units and tenths."""
    return pgettext("decimal mark", ".")


def thousands_mark() -> str:
    """Return what stands between groups of three digits. A space there is a no-break one."""
    return pgettext("thousands separator", ",")


def csv_separator() -> str:
    """Return what a spreadsheet set to the active language expects between the cells of a CSV file."""
    return pgettext("separator of a CSV file", ",")
