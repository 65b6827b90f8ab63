"""Works out where the rows of a choice end, in a text that prints the rows due after it right below.

The credits of a stage tell: what is due and what the choices print add up to its share of the announced total. Where
several ends do so, the better one by what the rows look like is taken; where that does not decide, it is a guess.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from csp_planner.domain.amounts import parts_of
from csp_planner.sheet.outline import Branch, OpenRow, Stage, Suite
from csp_planner.sheet.values import Doubt, Guess
from csp_planner.sheet.wording import name_in

_MAX_SUMS = 200
"""Most sums of one stage that are followed up: those of the better ends. Credits of whole numbers make fewer."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How the choices of a stage may end: so many rows of each, and how well that looks."""

    score: int = 0
    ends: tuple[int, ...] = ()


_State = tuple[bool, int]
"""Whether a parent is open, and the credits so far in two-hundredths."""
_Ways = dict[_State, list[_Way]]


def part_rows(stages: Sequence[Stage], total: float | None) -> list[Guess]:
    """Part the rows that are due from the choices above them, in *stages* that add up to *total*; what was guessed."""
    share = None if not total or not stages else parts_of(total) // len(stages)
    guessed: list[Guess] = []
    for stage in stages:
        guessed += _part_branches(stage, share)
        for segment in stage.segments:
            is_whole = len(stage.segments) == 1 and len(segment) == 1
            for branch in segment:
                guessed += _part(branch, share if is_whole else None)
    return guessed


def _part_branches(stage: Stage, share: int | None) -> list[Guess]:
    """Part the rows that are due from the last branch of each segment of *stage*, whose credits are *share*."""
    guessed: list[Guess] = []
    parted: list[list[Branch]] = []
    for segment in stage.segments:
        parted.append(segment)
        if len(segment) < 2 or any(suite.prompt for branch in segment for suite in branch.suites):
            continue
        rows = _rows_of(segment[-1])
        worth, sums = _worth(_rows_of(segment[0])), list(accumulate(parts_of(row.worth) for row in rows))
        if worth not in sums or sums[-1] == worth:
            continue
        end = sums.index(worth) + 1
        segment[-1].suites = [Suite(rows=rows[:end])]
        parted.append([Branch(suites=[Suite(rows=rows[end:])])])
        others = [row for other in stage.segments if other is not segment for one in other for row in _rows_of(one)]
        if share != sums[-1] + _worth(others):
            guessed += _doubt(rows[end - 1], "" if segment[-1].name is None else segment[-1].name.text)
    stage.segments = parted
    return guessed


def _rows_of(branch: Branch) -> list[OpenRow]:
    return [row for suite in branch.suites for row in suite.rows]


def _worth(rows: Iterable[OpenRow]) -> int:
    return sum(parts_of(row.worth) for row in rows)


def _part(branch: Branch, share: int | None) -> list[Guess]:
    """Part the choices of *branch*, whose credits are *share* where that is known."""
    choices = [suite for suite in branch.suites if _is_choice(suite)]
    if not choices:
        return []
    ways = _ways(branch.suites, share)
    fitting = sorted(
        (way for (_is_open, held), found in ways.items() if share is None or held == share for way in found),
        key=lambda way: -way.score,
    )
    is_sure = share is not None and bool(fitting) and (len(fitting) == 1 or fitting[0].score > fitting[1].score)
    ends = fitting[0].ends if fitting else _ways(branch.suites, None)[False, 0][0].ends
    guessed: list[Guess] = []
    for suite, end in zip(choices, ends, strict=True):
        if not is_sure and len(_ends(suite)) > 1:
            guessed += _doubt(suite.rows[end - 1], _called(suite))
    parted = iter(ends)
    branch.suites = [part for suite in branch.suites for part in _parts(suite, parted)]
    return guessed


def _parts(suite: Suite, ends: Iterator[int]) -> list[Suite]:
    """*suite*, and apart from it the rows that are due."""
    if not _is_choice(suite):
        return [suite]
    end = next(ends)
    choice = Suite(suite.prompt, suite.totals, suite.rows[:end], suite.is_choice)
    return [choice, Suite(rows=suite.rows[end:])] if suite.rows[end:] else [choice]


def _doubt(row: OpenRow, block: str) -> list[Guess]:
    """That *row* is the last one of *block* is a guess; which unit the row is, its line says."""
    line = row.title or row.code
    return [] if line is None else [Guess(line=line, what=Doubt.BLOCK, value=block or "?")]


def _called(suite: Suite) -> str:
    """What the choice *suite* is called, else what is printed above it."""
    return "" if suite.prompt is None else name_in(suite.prompt.text) or suite.prompt.text


def _is_choice(suite: Suite) -> bool:
    return bool(suite.rows) and (suite.prompt is not None or suite.is_choice)


def _ways(suites: Sequence[Suite], share: int | None) -> _Ways:
    """The ways in which the choices among *suites* may end, by what they add up to; without *share*, by nothing."""
    found: _Ways = {(False, 0): [_Way()]}
    for place, suite in enumerate(suites):
        if _is_choice(suite):
            found = _best(found, suite, share)
        elif suite.prompt is None and not suite.rows:
            continue
        elif suite.prompt is None:
            found = _added(found, sum(parts_of(row.worth) for row in suite.rows), False, share)
        else:
            is_parent = place + 1 < len(suites) and suites[place + 1].prompt is not None
            found = _added(found, _value(suite), is_parent, share)
    return found


def _added(ways: _Ways, worth: int, is_open: bool, share: int | None) -> _Ways:
    """*ways* after rows worth *worth* that all count; a parent is open from then on, or none is."""
    found: _Ways = {}
    for (_was_open, held), some in ways.items():
        state = (is_open and share is not None, 0 if share is None else held + worth)
        if share is None or state[1] <= share:
            found[state] = _two_best((*found.get(state, ()), *some))
    return found


def _best(ways: _Ways, suite: Suite, share: int | None) -> _Ways:
    """*ways* after the choice *suite*, however it ends."""
    found: dict[_State, list[_Way]] = {}
    worth = [parts_of(row.worth) for row in suite.rows]
    before = list(accumulate(worth, initial=0))
    scored = [(end, before[-1] - before[end], score) for end, score in _scores(suite)]
    value = _value(suite)
    for (is_open, held), some in ways.items():
        for end, due, score in scored:
            total = held + due + (0 if is_open else value)
            if share is not None and total > share:
                continue
            state = (is_open and end == len(suite.rows), total) if share is not None else (False, 0)
            more = (_Way(way.score + score, (*way.ends, end)) for way in some)
            found[state] = _two_best((*found.get(state, ()), *more))
    if len(found) > _MAX_SUMS:
        kept = sorted(found, key=lambda state: -found[state][0].score)[:_MAX_SUMS]
        return {state: found[state] for state in kept}
    return found


def _two_best(ways: Iterable[_Way]) -> list[_Way]:
    return sorted(ways, key=lambda way: -way.score)[:2]


def _value(suite: Suite) -> int:
    """The credits that *suite* prints for what is taken of it."""
    rule = suite.rule
    return parts_of(rule.total or rule.ects or 0)


def _ends(suite: Suite) -> range:
    """How many rows the choice may have: a row without credits, or never attended, is not among those to choose."""
    rows = suite.rows
    barred = (place for place, row in enumerate(rows) if place and not _can_be_chosen(row))
    last = next(barred, len(rows))
    return range(min(max(suite.rule.units or 1, 1), last), last + 1)


def _can_be_chosen(row: OpenRow) -> bool:
    return row.worth > 0 and not (row.code and row.code.text.startswith("UA") and not row.offers)


def _scores(suite: Suite) -> list[tuple[int, int]]:
    """How many rows *suite* may have, each with how well that looks."""
    rows, rule, named = suite.rows, suite.rule, _named(suite)
    each = parts_of(rule.total) // rule.units if rule.units and rule.total else None
    odd = list(accumulate((each is not None and parts_of(row.worth) != each for row in rows), initial=0))
    scored: list[tuple[int, int]] = []
    for end in _ends(suite):
        score = -min(3, odd[end]) - (2 if end == rule.units else 0)
        if end == len(rows):
            score += 1
        else:
            score += odd[end + 1] - odd[end] - (2 if _family(rows[end - 1]) == _family(rows[end]) else 0)
        scored.append((end, score + (0 if not named else 4 if named == end else -2)))
    return scored


def _named(suite: Suite) -> int:
    """How many rows on top have a word of the prompt in their titles."""
    name = "" if suite.prompt is None else name_in(suite.prompt.text)
    words = [word for word in name.casefold().split() if len(word) > 4]
    titles = (row.words.casefold() for row in suite.rows)
    count = 0
    for title in titles:
        if not any(word in title for word in words):
            break
        count += 1
    return count


def _family(row: OpenRow) -> str:
    """The letters that the code of *row* begins with."""
    code = "" if row.code is None else row.code.text
    return code.rstrip("0123456789")
