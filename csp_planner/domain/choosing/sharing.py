"""Shares out the units that stand in several choices, each to one of them, so that as many choices as can be are met.

Every way is tried where at most ``MAX_SHARED`` held units are shared in one connected part; ways after which each
choice lacks the same are gone through once. Beyond that, and where so few units of odd worth still come to more than
``MAX_LACKS`` different lacks, the order of the sheet decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from csp_planner.domain.choosing.counting import Choice
from csp_planner.domain.choosing.values import Holding, Rank

MAX_SHARED = 12
"""Held units shared in one connected part up to which every way to share them out is tried."""
MAX_LACKS = 50_000
"""What the choices of one part may lack, in different ways, before the trying ends: real sheets come to hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Which units each choice may count, by its path."""

    given: Mapping[str, tuple[str, ...]]
    untried: frozenset[str]
    """Paths of choices for which not every way was tried: that one is open may not be the last word."""


_Lack: TypeAlias = tuple[int, int, frozenset[str]]
"""What a choice lacks, what it lacks of what is obtained alone, and what it was given where its groups matter."""
_Score: TypeAlias = tuple[int, int, int, int]
_State: TypeAlias = tuple[_Lack, ...]


def share_out(choices: Sequence[Choice], held: Mapping[str, Holding], pins: Mapping[str, str]) -> Shares:
    """Give each unit of *held* to one of *choices*, which are in the order of the sheet.

    A unit that *pins* holds in a choice goes there.
    """
    homes = _homes(choices, held, pins)
    given: dict[str, list[str]] = {choice.path: [] for choice in choices}
    for code, paths in homes.items():
        if len(paths) == 1:
            given[paths[0]].append(code)
    untried: set[str] = set()
    for part in _connected(choices, homes):
        paths = {choice.path for choice in part}
        shared = [code for code, where in homes.items() if len(where) > 1 and where[0] in paths]
        # A choice is filled by few large units before many small ones.
        shared.sort(key=lambda code: -held[code].ects)
        found = _best(part, shared, homes, held, given) if len(shared) <= MAX_SHARED else None
        if found is None:
            found = _by_order(part, shared, homes, held, given)
            untried |= paths
        for code, path in found.items():
            given[path].append(code)
    return Shares(given={path: tuple(codes) for path, codes in given.items()}, untried=frozenset(untried))


def _homes(
    choices: Sequence[Choice], held: Mapping[str, Holding], pins: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The choices that each held unit can count in, by its code."""
    homes: dict[str, tuple[str, ...]] = {}
    for choice in choices:
        for code in choice.leaves:
            if code in held:
                homes[code] = (*homes.get(code, ()), choice.path)
    return {code: (pins[code],) if pins.get(code) in paths else paths for code, paths in homes.items()}


def _connected(choices: Sequence[Choice], homes: Mapping[str, tuple[str, ...]]) -> list[list[Choice]]:
    """The choices that share units, part by part; a choice that shares none is in no part."""
    group: dict[str, int] = {}
    for paths in homes.values():
        if len(paths) < 2:
            continue
        joined = {group[path] for path in paths if path in group}
        number = min(joined, default=len(group))
        group |= {path: number for path, old in group.items() if old in joined} | dict.fromkeys(paths, number)
    return [
        [choice for choice in choices if group.get(choice.path) == number] for number in dict.fromkeys(group.values())
    ]


def _best(
    part: Sequence[Choice],
    shared: Sequence[str],
    homes: Mapping[str, tuple[str, ...]],
    held: Mapping[str, Holding],
    given: Mapping[str, Sequence[str]],
) -> dict[str, str] | None:
    """The way to share out that meets most, of equal ones the first in the order of the sheet; None: too many."""
    places = {choice.path: place for place, choice in enumerate(part)}

    def with_unit(state: _State, place: int, code: str) -> _State:
        return (*state[:place], _less(state[place], part[place], code, held[code]), *state[place + 1 :])

    start: list[_Lack] = []
    for choice in part:
        lack: _Lack = choice.need, choice.need, frozenset()
        for code in given[choice.path]:
            lack = _less(lack, choice, code, held[code])
        start.append(lack)
    layers: list[set[_State]] = [{tuple(start)}]
    for code in shared:
        layers.append({with_unit(state, places[path], code) for state in layers[-1] for path in homes[code]})
        if sum(map(len, layers)) > MAX_LACKS:
            return None
    best: dict[_State, tuple[_Score, tuple[str, ...]]] = {
        state: (_score(part, state, held), ()) for state in layers.pop()
    }
    for code, states in zip(reversed(shared), reversed(layers), strict=True):
        after = best
        best = {}
        for state in states:
            ways = [(path, *after[with_unit(state, places[path], code)]) for path in homes[code]]
            path, score, rest = max(ways, key=lambda way: way[1])  # the first of equal ones
            best[state] = score, (path, *rest)
    return dict(zip(shared, best[tuple(start)][1], strict=True))


def _less(lack: _Lack, choice: Choice, code: str, holding: Holding) -> _Lack:
    """What *choice* lacks once it is given a unit."""
    weight = choice.weight(holding)
    obtained = weight if holding.rank is Rank.OBTAINED else 0
    codes = lack[2] | {code} if choice.groups_needed else lack[2]
    return max(0, lack[0] - weight), max(0, lack[1] - obtained), codes


def _score(part: Sequence[Choice], state: _State, held: Mapping[str, Holding]) -> _Score:
    """How many choices are met, and by what is obtained alone; then how little the others lack."""
    met = met_already = units = ects = 0
    for choice, (lack, lack_obtained, codes) in zip(part, state, strict=True):
        needed = choice.groups_needed
        without = max(0, needed - len(choice.representing(codes))) if needed else 0
        obtained = [code for code in codes if held[code].rank is Rank.OBTAINED]
        met += not lack and not without
        met_already += not lack_obtained and (not needed or len(choice.representing(obtained)) >= needed)
        if choice.by_units:
            units += max(lack, without)
        else:
            ects += lack
            units += without
    return met, met_already, -units, -ects


def _by_order(
    part: Sequence[Choice],
    shared: Sequence[str],
    homes: Mapping[str, tuple[str, ...]],
    held: Mapping[str, Holding],
    given: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Each unit to the first choice that still lacks something."""
    by_path = {choice.path: choice for choice in part}
    lacks = {
        path: choice.need - sum(choice.weight(held[code]) for code in given[path]) for path, choice in by_path.items()
    }
    found: dict[str, str] = {}
    for code in shared:
        path = next((path for path in homes[code] if lacks[path] > 0), homes[code][0])
        lacks[path] -= by_path[path].weight(held[code])
        found[code] = path
    return found
