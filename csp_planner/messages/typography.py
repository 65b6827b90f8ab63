"""Gives the marks that numbers and lists are written with. Each language has its own in its catalogue."""

import re

from csp_planner.messages.catalogue import pgettext

_GAP = re.compile(r"(?<=\d)\u00a0(?=(?:ECTS|h|€|%|mois|months?)(?!\w))")


def with_plain_gaps(text: str) -> str:
    """Return *text* with a plain space between a number and its unit, for programs: they lay out no lines."""
    return _GAP.sub(" ", text)


def decimal_mark() -> str:
    """Return what stands between units and tenths."""
    return pgettext("decimal mark", ".")


def thousands_mark() -> str:
    """Return what stands between groups of three digits. A space there is a no-break one."""
    return pgettext("thousands separator", ",")


def csv_separator() -> str:
    """Return what a spreadsheet set to the active language expects between the cells of a CSV file."""
    return pgettext("separator of a CSV file", ",")
