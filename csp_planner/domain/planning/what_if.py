"""What if? A temporary scenario in answer to a question, and how far each unit can slip.

Only what the question displaces is moved: to the earliest term where it opens, one can still enrol and the load
keeps to the limits; where it fits nowhere, to the least full of the next ones. Units already enrolled in, in progress
or validated stay: they are facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.checks import Check
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.edits.scenarios import add_scenario
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.room import Room, semesters_between
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.openings import open_terms
from csp_planner.domain.plan import OBTAINED_STATES, Attempt, Plan, UnitState
from csp_planner.domain.terms import LAST_YEAR, Term

LEAST_LOAD = 0.5
"""ECTS in a semester: the lowest limit that is tried."""


@dataclass(frozen=True, slots=True)
class Fails:
    """What if this unit is not obtained where it stands?"""

    unit: str


def can_fail(evaluation: Evaluation, code: str) -> bool:
    """Whether it can be asked what comes of not obtaining unit *code*: it stands in a term, without a result."""
    standing = evaluation.standings.get(code)
    return standing is not None and standing.term is not None and standing.state not in OBTAINED_STATES


@dataclass(frozen=True, slots=True)
class TermOff:
    """What if nothing is taken in this semester?"""

    semester: Term


@dataclass(frozen=True, slots=True)
class FewerEcts:
    """What if each semester keeps to this many ECTS, at least ``LEAST_LOAD``?"""

    limit: float


@dataclass(frozen=True, slots=True)
class StartsLater:
    """What if the units to take start one semester later?"""


Question = Fails | TermOff | FewerEcts | StartsLater


@dataclass(frozen=True, slots=True)
class Move:
    """A unit that stands elsewhere; None: not on the board."""

    unit: str
    before: Term | None
    after: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The answer to a question."""

    question: Question
    plan: Plan
    """The plan whose scenario shown is replaced by the temporary one; a failure is written in its profile."""
    evaluation: Evaluation
    """The evaluation of that plan, but for what the question itself assumes."""
    before: Evaluation
    """The plan as it is."""
    moves: tuple[Move, ...]
    """In the order of the programme."""

    @property
    def end_before(self) -> Term | None:
        """The end of the plan as it is."""
        return self.before.end_term

    @property
    def end_after(self) -> Term | None:
        """The end it would have."""
        return self.evaluation.end_term

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Units that find no term any more."""
        return tuple(move.unit for move in self.moves if move.after is None)

    @property
    def semesters_later(self) -> int | None:
        """By how many semesters the end moves; None where it cannot be told: no end, or a unit finds no term."""
        if self.end_before is None or self.end_after is None or self.unplaced:
            return None
        return semesters_between(self.end_before, self.end_after)


def what_if(plan: Plan, question: Question, today: date) -> WhatIf:
    """What *question* would do to the scenario *plan* shows."""
    before = evaluate_plan(plan, today)
    match question:
        case Fails(unit):
            trial = _failed(plan, unit, before, today)
        case TermOff(semester):
            trial = _displaced(plan, before, today, before.planned_in(semester))
        case FewerEcts(limit):
            trial = _spread(plan.with_scenario(replace(plan.scenario, max_ects=limit)), before, today)
        case StartsLater():
            trial = _started_later(plan, before, today)
    after = _without_assumption(evaluate_plan(trial, today), before)
    moves = tuple(
        Move(code, standing.term, after.standings[code].term)
        for code, standing in before.standings.items()
        if after.standings[code].term != standing.term
    )
    return WhatIf(question=question, plan=trial, evaluation=after, before=before, moves=moves)


def _without_assumption(after: Evaluation, before: Evaluation) -> Evaluation:
    """*after* without the results it has too early and *before* has not: a failure supposed is no error of the plan."""
    recorded = {(found.unit, found.term) for found in before.diagnostics if found.code is Check.RESULT_EARLY}
    kept = tuple(
        found
        for found in after.diagnostics
        if found.code is not Check.RESULT_EARLY or (found.unit, found.term) in recorded
    )
    return replace(after, diagnostics=kept)


def keep_what_if(plan: Plan, answer: WhatIf, name: str) -> Plan | Refusal:
    """Add the temporary scenario to *plan* under *name*, and show it.

    Only its placements and limits are kept: a failure was supposed, so the learner's profile does not learn of it.
    """
    return add_scenario(plan, answer.plan.scenario, name)


def _displaced(plan: Plan, before: Evaluation, today: date, units: Sequence[str]) -> Plan:
    """*plan* with *units* each in a later term than *before*."""
    room = Room(plan, before, today)
    for code in units:
        room.take(code)
    for code in units:
        lost = before.standings[code].term
        if lost is not None:
            room.put_later(code, lost.last_semester)
    return room.settle()


def _failed(plan: Plan, code: str, before: Evaluation, today: date) -> Plan:
    standing = before.standings.get(code)
    if standing is None or standing.term is None:
        return plan
    live = plan.profile.live_attempt(code)
    failed = Attempt(unit=code, term=standing.term, state=UnitState.FAILED, date=today, waiver=standing.waiver)
    if live is not None:
        failed = replace(live, state=UnitState.FAILED, date=today)
    attempts = (*(attempt for attempt in plan.profile.attempts if attempt is not live), failed)
    supposed = replace(plan, profile=replace(plan.profile, attempts=attempts))
    return _displaced(supposed, before, today, [code])


def _spread(plan: Plan, before: Evaluation, today: date) -> Plan:
    """*plan* with what passes its limits moved later, semester by semester."""
    room = Room(plan, before, today)
    semester = before.terms[0].term
    while (last := room.last_semester) is not None and semester <= last:
        room.relieve(semester, only_later=True)
        semester = semester.next_semester()
    return room.settle()


def _started_later(plan: Plan, before: Evaluation, today: date) -> Plan:
    """The first semester with planned units, or the start when there is none, is left out."""
    scenario = plan.scenario
    first = min(
        (load.term for load in before.terms if scenario.start <= load.term and before.planned_in(load.term)),
        key=Term.sort_key,
        default=scenario.start,
    )
    start = first.next_semester()
    if start.year > LAST_YEAR:
        return plan
    years = max(1, scenario.start.year + scenario.years - start.year)
    later = plan.with_scenario(replace(scenario, start=start, years=years))
    return _displaced(later, before, today, before.planned_in(first))


def slack(plan: Plan, evaluation: Evaluation, today: date) -> Mapping[str, int]:
    """For each planned unit, by how many semesters it can slip without moving the end; 0: by none.

    It slips to the last term in which it opens before that. Terms whose enrolment has closed and semesters off do not
    count; loads are not looked at.
    """
    end = evaluation.end_term
    found: dict[str, int] = {}
    for code, standing in evaluation.standings.items():
        unit, term = plan.programme.by_code.get(code), standing.term
        if end is None or unit is None or term is None or standing.state is not UnitState.PLANNED:
            continue
        later = open_terms(plan.programme, unit, range(term.year, end.year + 1), today, plan.scenario.leaves)
        slips = [
            semesters_between(term, other)
            for other in later
            if term.last_semester < other.semesters[0] and other.last_semester <= end
        ]
        found[code] = max(slips, default=0)
    return found
