"""What a learner holds at a date: rows obtained otherwise or asked for, which need no term, and live attempts.

It is read wherever a unit is placed, judged or proposed, so that all of them agree on what is left to place.
"""

from collections.abc import Iterator
from datetime import date

from csp_planner.domain.plan import Scenario
from csp_planner.domain.profile import Credit, Profile, Waiver
from csp_planner.domain.states import LIVE_STATES, UnitState
from csp_planner.domain.terms import Term


def dispensing(profile: Profile, today: date) -> dict[str, Credit]:
    """By row, the credit that dispenses of it at *today*: one that is obtained before one that is expected.

    A live attempt is a fact: the row that has one waits for no answer.
    """
    found: dict[str, Credit] = {}
    expected: list[Credit] = []
    for credit in profile.credits:
        state = credit.stands(today)
        if state is UnitState.OBTAINED_OTHERWISE:
            for row in credit.rows:
                found.setdefault(row, credit)
        elif state is UnitState.EXPECTED:
            expected.append(credit)
    if expected:
        live = {attempt.unit for attempt in profile.attempts if attempt.state in LIVE_STATES}
        for credit in expected:
            for row in credit.rows:
                if row not in live:
                    found.setdefault(row, credit)
    return found


def credit_of(profile: Profile, unit: str, today: date) -> Credit | None:
    """The credit that dispenses of *unit* at *today*, its own or one that is linked to it."""
    hoped = None
    for credit in profile.credits:
        if unit != credit.unit and unit not in credit.counts_for:
            continue
        state = credit.stands(today)
        if state is UnitState.OBTAINED_OTHERWISE:
            return credit
        if state is UnitState.EXPECTED and hoped is None:
            hoped = credit
    return hoped if hoped is not None and profile.live_attempt(unit) is None else None


def held_as(profile: Profile, unit: str, today: date) -> UnitState | None:
    """How *unit*, which is attended, is held at *today*: by a live attempt, obtained otherwise, or expected."""
    credit = credit_of(profile, unit, today)
    if credit is not None:
        return credit.stands(today)
    live = profile.live_attempt(unit)
    return live.state if live is not None else None


def held_placements(
    scenario: Scenario, profile: Profile, today: date
) -> Iterator[tuple[str, Term, UnitState, Waiver | None]]:
    """What stands on the board at *today*, once per unit: live attempts first, then plans for units not yet held.

    A row that a credit dispenses of needs no term; its placement, if a file has one, is left out.
    """
    seen = set(dispensing(profile, today))
    for attempt in reversed(profile.attempts):
        if attempt.state in LIVE_STATES and attempt.unit not in seen:
            seen.add(attempt.unit)
            yield attempt.unit, attempt.term, attempt.state, attempt.waiver
    for placement in scenario.placements:
        if placement.unit not in seen:
            seen.add(placement.unit)
            yield placement.unit, placement.term, UnitState.PLANNED, placement.waiver
