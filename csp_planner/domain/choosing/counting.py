"""What counts in a choice: which of the units given to it, in which order, and what it lacks."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import gcd

from csp_planner.domain.amounts import amount_of, parts_of
from csp_planner.domain.award import Block, TakeEcts, TakeUnits
from csp_planner.domain.choosing.values import Holding, Missing, Rank

_MOST_SUMS = 200_000
"""Sums of the units of one choice that are looked at; whole credits up to a thousand are some thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A block taken by units or by ECTS."""

    path: str
    leaves: tuple[str, ...]
    by_units: bool
    need: int
    """Units, or two-hundredths of ECTS."""
    groups_needed: int
    """Member blocks that have to be represented."""
    groups: Mapping[str, tuple[int, ...]]
    """By code: the places of the member blocks that it stands in."""

    @classmethod
    def of(cls, path: str, block: Block) -> "Choice":
        """The choice that *block* is. Raises TypeError for a block that takes neither units nor ECTS."""
        if isinstance(block.take, TakeUnits):
            need = block.take.units
        elif isinstance(block.take, TakeEcts):
            need = parts_of(block.take.ects)
        else:
            raise TypeError(block.take)
        groups: dict[str, tuple[int, ...]] = {}
        for place, member in enumerate(block.blocks):
            for code in member.leaves:
                groups[code] = (*groups.get(code, ()), place)
        return cls(
            path=path,
            leaves=block.leaves,
            by_units=isinstance(block.take, TakeUnits),
            need=need,
            groups_needed=block.at_least_blocks or 0,
            groups=groups,
        )

    def weight(self, holding: Holding) -> int:
        """What a unit brings: 1, or its two-hundredths of ECTS."""
        return 1 if self.by_units else parts_of(holding.ects)

    def representing(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those of *codes* that represent a member block each, as many as can; earlier ones go first."""
        holder: dict[int, str] = {}

        def find(code: str, seen: set[int]) -> bool:
            for place in self.groups.get(code, ()):
                if place not in seen:
                    seen.add(place)
                    if place not in holder or find(holder[place], seen):
                        holder[place] = code
                        return True
            return False

        return tuple(code for code in codes if find(code, set()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What counts in a choice, what is beyond it and what is missing."""

    counts: tuple[str, ...]
    extra: tuple[str, ...]
    missing: Missing


def count_in(choice: Choice, given: Sequence[str], held: Mapping[str, Holding], pinned: frozenset[str]) -> Count:
    """Count the units *given* to *choice*: the pinned first, then the obtained, those under way, the planned.

    Among equals the smallest surplus decides, then the earlier term, then the order of the sheet.
    """
    order, beyond = {code: place for place, code in enumerate(choice.leaves)}, set(given)
    ranked = sorted(given, key=lambda code: (*_class(code, held, pinned), *_when(held[code]), order[code]))
    needed = choice.representing(ranked)[: choice.groups_needed]
    chosen = set(needed)
    lack = choice.need - sum(choice.weight(held[code]) for code in needed)
    rest = [code for code in ranked if code not in chosen]
    for codes in _by_class(rest, held, pinned):
        if lack <= 0:
            break
        weights = [choice.weight(held[code]) for code in codes]
        taken = codes if sum(weights) <= lack else _closest(codes, weights, lack)
        chosen.update(taken)
        lack -= sum(choice.weight(held[code]) for code in taken)
    without = choice.groups_needed - len(needed)
    missing = Missing(
        units=max(0, lack) if choice.by_units else 0,
        ects=0 if choice.by_units else amount_of(max(0, lack)),
        blocks=max(0, without),
    )
    return Count(
        counts=tuple(code for code in choice.leaves if code in chosen),
        extra=tuple(code for code in choice.leaves if code in beyond - chosen),
        missing=missing,
    )


def _class(code: str, held: Mapping[str, Holding], pinned: frozenset[str]) -> tuple[bool, Rank]:
    return code not in pinned, held[code].rank


def _when(holding: Holding) -> tuple[int, int]:
    return (0, 0) if holding.term is None else holding.term.sort_key()


def _by_class(ranked: Sequence[str], held: Mapping[str, Holding], pinned: frozenset[str]) -> Iterable[list[str]]:
    """*ranked* in runs of units that are equally sure."""
    classes: dict[tuple[bool, Rank], list[str]] = {}
    for code in ranked:
        classes.setdefault(_class(code, held, pinned), []).append(code)
    return classes.values()


def _closest(codes: Sequence[str], weights: Sequence[int], lack: int) -> list[str]:
    """Those of *codes* whose sum is the least that is not below *lack*; of equal sums the one of earlier codes.

    All of *weights* come to more than *lack*. Where the sums are too many to look at, the first codes that reach it.
    """
    step = gcd(*weights)
    most = (lack + max(weights)) // step
    if most > _MOST_SUMS:
        return list(codes[: bisect_left(list(accumulate(weights)), lack) + 1])
    kept, steps = (1 << most + 1) - 1, [weight // step for weight in weights]
    reached = [1]  # bit n: some of the codes from a place on add up to n steps; from the last place on first
    for one in reversed(steps):
        reached.append((reached[-1] | reached[-1] << one) & kept)
    least = -(-lack // step)
    over = reached.pop() >> least
    left = least + (over & -over).bit_length() - 1
    found: list[str] = []
    for code, one in zip(codes, steps, strict=True):
        rest = reached.pop()
        if 0 < one <= left and rest >> left - one & 1:
            found.append(code)
            left -= one
    return found
