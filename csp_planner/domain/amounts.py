"""ECTS and hours, exact to a hundredth: sums, halves and comparisons are made in whole two-hundredths.

An annual unit is half in each semester, so half a hundredth is the finest part there is. An amount is a float that is
the nearest one to a number of two-hundredths; two amounts are equal exactly when these numbers are.
"""

from collections.abc import Iterable

PARTS = 200
"""Two-hundredths in one ECTS or one hour."""
_TOLERANCE = 1e-6
"""How far from a hundredth a figure in a file may be: arithmetic elsewhere leaves such errors, people do not."""


def parts_of(amount: float) -> int:
    """*amount* in two-hundredths."""
    return round(amount * PARTS)


def amount_of(parts: int) -> float:
    """The amount that *parts* two-hundredths are."""
    return parts / PARTS


def is_exact(amount: float) -> bool:
    """Whether *amount* is one of whole hundredths, but for an error of arithmetic."""
    return abs(amount - round(amount, 2)) < _TOLERANCE


def rounded(amount: float) -> float:
    """*amount* to the hundredth. Raises ValueError where that would make another amount of it."""
    if not is_exact(amount):
        raise ValueError("finer than a hundredth")
    return round(amount, 2)


def add_up(amounts: Iterable[float]) -> float:
    """The exact sum of *amounts*; 0 for none."""
    return amount_of(sum(map(parts_of, amounts)))


def difference(amount: float, less: float) -> float:
    """*amount* without *less*, exactly."""
    return amount_of(parts_of(amount) - parts_of(less))


def exceeds(load: float, limit: float | None) -> bool:
    """Whether *load* passes *limit*; an equal one does not, and no limit is ever passed."""
    return limit is not None and parts_of(load) > parts_of(limit)


def in_hundredths(amount: float, first_half: bool) -> float:
    """*amount* as it is shown, to the hundredth, where a semester bears half of a unit.

    The half hundredth of an annual unit is left out in the first semester and made up for in the second one, so that
    what is shown of both adds up to the unit.
    """
    parts = parts_of(amount)
    return (parts if first_half else parts + 1) // 2 / 100
