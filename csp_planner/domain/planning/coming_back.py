"""What became of semesters that have ended: which units to ask about, and the plan once a person has answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from csp_planner.domain.edits.outcomes import annotate_attempt, forget_attempt, record_outcome
from csp_planner.domain.edits.placing import without_placements
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.holding import held_placements
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term

_UNANSWERED = frozenset({UnitState.PLANNED, UnitState.ENROLLED, UnitState.IN_PROGRESS})
"""States in which a semester that has ended leaves the question what became of a unit."""


class Became(StrEnum):
    """What became of a unit that was planned or enrolled in."""

    VALIDATED = "validated"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    RUNNING = "running"
    """It is still under way, though its semester has ended."""
    NOT_TAKEN = "not-taken"
    """It was only planned: it goes back to the units to place."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A term that has ended, with the units that nothing is known of yet."""

    term: Term
    units: tuple[str, ...]
    """In the order of the programme."""


def ended_terms(plan: Plan, today: date) -> tuple[Ended, ...]:
    """The terms of the scenario shown that have ended and hold units without an outcome, in the order of time.

    Only units that an outcome can be recorded of are asked about: those of the programme that are taken in a semester.
    """
    found: dict[Term, list[str]] = {}
    for code, term, state, _waiver in held_placements(plan.scenario, plan.profile, today):
        unit = plan.programme.by_code.get(code)
        if state in _UNANSWERED and term.ends < today and unit is not None and unit.is_attended:
            found.setdefault(term, []).append(code)
    rank = plan.programme.ranks
    terms = sorted(found, key=lambda term: (term.ends, term.sort_key()))
    return tuple(Ended(term, tuple(sorted(found[term], key=rank.__getitem__))) for term in terms)


def unanswered_terms(plan: Plan, today: date) -> tuple[Ended, ...]:
    """Those of the ``ended_terms`` that nobody has spoken of since they ended.

    A unit that was said to be still under way then is left out: a person is not asked the same again at every start.
    """
    running = {
        attempt.unit
        for attempt in plan.profile.attempts
        if attempt.state is UnitState.IN_PROGRESS and attempt.term.ends < attempt.date
    }
    found = (
        Ended(ended.term, tuple(code for code in ended.units if code not in running))
        for ended in ended_terms(plan, today)
    )
    return tuple(ended for ended in found if ended.units)


def record_all(plan: Plan, answers: Mapping[str, Became], today: date) -> Plan | tuple[Refusal, ...]:
    """*plan* with what became of each unit: all of the *answers* or, with every refusal, none."""
    refusals: list[Refusal] = []
    new = plan
    for code, became in answers.items():
        result = _recorded(new, code, became, today)
        if isinstance(result, Refusal):
            refusals.append(result)
        else:
            new = result
    return tuple(refusals) if refusals else new


def _recorded(plan: Plan, code: str, became: Became, today: date) -> Plan | Refusal:
    match became:
        case Became.VALIDATED:
            return record_outcome(plan, code, UnitState.VALIDATED, today)
        case Became.FAILED:
            return record_outcome(plan, code, UnitState.FAILED, today)
        case Became.WITHDRAWN:
            return record_outcome(plan, code, UnitState.WITHDRAWN, today)
        case Became.RUNNING:
            return _running(plan, code, today)
        case Became.NOT_TAKEN:
            return _not_taken(plan, code)
        case _:
            assert_never(became)


def _running(plan: Plan, code: str, today: date) -> Plan | Refusal:
    """The unit is under way, as was said *today*, even where it was known before."""
    recorded = record_outcome(plan, code, UnitState.IN_PROGRESS, today)
    live = recorded.profile.live_attempt(code) if isinstance(recorded, Plan) else None
    if isinstance(recorded, Refusal) or live is None:
        return recorded
    return annotate_attempt(recorded, recorded.profile.attempts.index(live), today, live.note)


def _not_taken(plan: Plan, code: str) -> Plan | Refusal:
    """The unit is neither enrolled in nor planned there any more, in whatever scenario."""
    live = plan.profile.live_attempt(code)
    held = plan.scenario.placement(code)
    if live is not None:
        forgotten = forget_attempt(plan, plan.profile.attempts.index(live))
        if isinstance(forgotten, Refusal):
            return forgotten
        return replace(forgotten, scenarios=without_placements(forgotten, code, live.term))
    if held is None:
        return Refusal(reason=Reason.NOT_PLACED, unit=code)
    return replace(plan, scenarios=without_placements(plan, code, held.term))
