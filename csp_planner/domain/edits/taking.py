"""Scenarios of another file of the same programme, taken into a plan: two people have worked on one plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.edits.scenarios import add_scenario, free_name
from csp_planner.domain.holding import dispensing
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import CreditState, Profile
from csp_planner.domain.states import LIVE_STATES


def take_scenario(plan: Plan, other: Plan, index: int, today: date) -> Plan | Refusal:
    """Add the scenario of *other* at *index* after the last one, under a name that is free, and show it.

    What *other* says of the learner is not taken: a unit that stands in this plan's own history stands there in the
    new scenario too. Raises IndexError where *other* has no such scenario.
    """
    if other.programme.code != plan.programme.code:
        return Refusal(reason=Reason.OTHER_PLAN, name=other.programme.code)
    scenario = other.scenarios[index]
    return add_scenario(plan, _under(scenario, plan.profile, today), free_name(plan, scenario.name))


def take_scenarios(plan: Plan, other: Plan, indices: Sequence[int], today: date) -> Plan | Refusal:
    """Take several scenarios of *other*: all of them or, with a refusal, none. The last one is shown."""
    for index in indices:
        taken = take_scenario(plan, other, index, today)
        if isinstance(taken, Refusal):
            return taken
        plan = taken
    return plan


def differing_history(plan: Plan, other: Plan) -> tuple[str, ...]:
    """The units that the two plans do not say the same of: taken, with what outcome, or obtained otherwise."""
    mine, theirs = _history(plan.profile), _history(other.profile)
    ranks = plan.programme.ranks
    codes = {code for code in {*mine, *theirs} if mine.get(code) != theirs.get(code)}
    return tuple(sorted(codes, key=lambda code: (ranks.get(code, len(ranks)), code)))


def _under(scenario: Scenario, profile: Profile, today: date) -> Scenario:
    """*scenario* as this learner's outcomes leave it at *today*: what they hold or expect needs no place in it."""
    held = {attempt.unit for attempt in profile.attempts if attempt.state in LIVE_STATES}
    held |= dispensing(profile, today).keys()
    past = {(attempt.unit, attempt.term) for attempt in profile.attempts}

    def stays(placement: Placement) -> bool:
        return placement.unit not in held and (placement.unit, placement.term) not in past

    return replace(scenario, placements=tuple(filter(stays, scenario.placements)))


def _history(profile: Profile) -> dict[str, list[str]]:
    """What is known of each unit, in words that compare; days and notes make no difference."""
    found: dict[str, list[str]] = {}
    for code, word in _facts(profile):
        found.setdefault(code, []).append(word)
    return {code: sorted(words) for code, words in found.items()}


def _facts(profile: Profile) -> Iterator[tuple[str, str]]:
    for attempt in profile.attempts:
        yield attempt.unit, f"{attempt.term} {attempt.state.value}"
    for credit in profile.credits:
        granted = credit.state is CreditState.GRANTED
        for row in credit.rows:
            yield row, credit.basis.value if granted else f"{credit.basis.value} {credit.state.value}"
    for tick in profile.ticks:
        yield tick.unit, f"ticked {tick.date}"
