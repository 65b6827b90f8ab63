"""What can be asked of a plan: each question supposes a plan, and is answered by a request to the solver.

All of them keep to the same rules: the present end first, or else the earliest; then the advice; then the first unit
of the sheet no later than it is due; then the fewest moves. What is placed stays chosen: no question exchanges one
option of the award for another, and only those about what is still to place choose. Limits, semesters off and waivers
that a person made are demands; ``milder`` gives one up where they clash. What was planned in a term that has ended,
and has no outcome yet, stays: only a person says what became of it. Limits and semesters off are those of the
scenario: what was chosen for a proposal is about proposals only.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.award import walk
from csp_planner.domain.checks import Severity
from csp_planner.domain.edits.placing import replace_placement
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import OBTAINED_STATES, UnitState
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term, number_of, semester_of
from csp_planner.proposal.answer import Clash, Relaxation
from csp_planner.proposal.request import Demand, DemandKind, Request, is_movable, ordered_pairs, usual_request

LEAST_LOAD = 0.5
"""ECTS in a semester: the lowest limit that is tried."""


@dataclass(frozen=True, slots=True)
class Fails:
    """What if this unit is not obtained where it stands?"""

    unit: str


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


@dataclass(frozen=True, slots=True)
class Sooner:
    """What would let the plan end one semester earlier?"""


@dataclass(frozen=True, slots=True)
class Lighten:
    """How does this semester keep to the limits?"""

    semester: Term


@dataclass(frozen=True, slots=True)
class Place:
    """Where does this unit go, which is still to place or stands where it cannot be taken?"""

    unit: str


@dataclass(frozen=True, slots=True)
class Replan:
    """How is everything taken that stands where it cannot be taken, as in a semester off?"""


@dataclass(frozen=True, slots=True)
class PlanOn:
    """Where does all go that is still to place, with the plan changed as little as can be?"""


@dataclass(frozen=True, slots=True)
class Complete:
    """Which options complete this choice of the award, with the plan changed as little as can be?"""

    block: str
    """Its path."""


Supposition = Fails | TermOff | FewerEcts | StartsLater | Sooner
"""Questions about what is not so: the answer is another scenario."""
Question = Supposition | Lighten | Place | Replan | PlanOn | Complete
"""The others mend the scenario shown."""


def can_fail(evaluation: Evaluation, code: str) -> bool:
    """Whether it can be asked what comes of not obtaining unit *code*: it stands in a term, without a result."""
    standing = evaluation.standings.get(code)
    return standing is not None and standing.term is not None and standing.state not in OBTAINED_STATES


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A demand that could not be kept, and what is done instead."""

    relaxation: Relaxation
    asked: Request
    """The request it was a demand of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question about a plan, ready to be asked."""

    question: Question
    plan: Plan
    """The plan as it is."""
    before: Evaluation
    """The evaluation of that plan."""
    supposed: Plan
    """The plan as the question supposes it, before anything is moved."""
    request: Request
    awaited: frozenset[str] = frozenset()
    """Units that are planned to know when what they come before can be taken. They stay to place."""
    given_up: tuple[GivenUp, ...] = ()
    """What is not demanded any more, the first one first."""


def query_of(plan: Plan, question: Question, today: date) -> Query:
    """*question* about the scenario *plan* shows. Units that are still to place stay so, but for the one asked for."""
    before = evaluate_plan(plan, today)
    supposed = _supposed(plan, question, before, today)
    usual = replace(usual_request(supposed, today), keep=True, tolerant=True)
    to_place = {
        unit.code
        for unit in plan.programme.units
        if is_movable(usual, unit.code) and supposed.scenario.placement(unit.code) is None
    }
    wanted, awaited = set[str](), frozenset[str]()
    match question:
        case Fails(unit):
            wanted = {unit}
            usual = _after_failure(replace(usual, freed=wanted, wanted=frozenset(wanted)), unit, before)
        case TermOff(semester):
            usual = replace(usual, freed=frozenset(_planned_in(before, semester)))
        case StartsLater():
            usual = replace(usual, freed=frozenset(_planned_in(before, _first_planned(plan, before))))
        case FewerEcts():
            usual = replace(usual, tolerant=False)
        case Sooner():
            usual = replace(usual, end=_semester_before(before.end_term))
        case Lighten(semester):
            usual = replace(usual, relieved=semester)
        case Place(unit):
            wanted = {unit}
            awaited = frozenset(_waits_for(plan, unit) & to_place)
            # Without them the plan has no end yet that would come before the order.
            usual = replace(
                usual,
                follow_order=bool(awaited) and plan.scenario.follow_recommended_order,
                wanted=awaited | wanted,
            )
        case Replan():
            pass
        case PlanOn():
            wanted = to_place
        case Complete(block):
            wanted = to_place & set(_leaves(plan, block))
            usual = replace(usual, completes=block)
    request = replace(usual, aside=frozenset(to_place - wanted - awaited))
    return Query(question=question, plan=plan, before=before, supposed=supposed, request=request, awaited=awaited)


def milder(query: Query, clash: Clash) -> Query | None:
    """*query* without a demand that clashes, the first that can be given up; None where none can.

    What the question itself supposes, and semesters off, are given up last; an end that is asked to come earlier never,
    for without it nothing is asked.
    """
    kept = DemandKind.END if isinstance(query.question, Sooner) else None
    left = (way for way in clash.relaxations if all(demand.kind is not kept for demand in way.demands))
    ways = sorted(left, key=lambda way: any(_is_fact(query.question, each) for each in way.demands))
    if not ways:
        return None
    given_up = (*query.given_up, GivenUp(ways[0], clash.request))
    return replace(query, request=ways[0].request, given_up=given_up)


def _leaves(plan: Plan, path: str) -> tuple[str, ...]:
    """The units in the block of the award at *path*."""
    award = plan.programme.award
    block = None if award is None else dict(walk(award)).get(path)
    return () if block is None else block.leaves


def _is_fact(question: Question, demand: Demand) -> bool:
    """Whether *demand* is what *question* supposes, or a semester off, which a person has set."""
    match question:
        case StartsLater():
            return demand.kind in (DemandKind.AWAY, DemandKind.START)
        case Fails():
            return demand.kind in (DemandKind.AWAY, DemandKind.START, DemandKind.PIN)
        case _:
            return demand.kind is DemandKind.AWAY


def _after_failure(usual: Request, code: str, before: Evaluation) -> Request:
    """*usual*, for what is left to decide when unit *code* has failed: what has begun by then stays as it is.

    What cannot be taken where it stands is moved all the same, and so is a report on the unit.
    """
    standing = before.standings.get(code)
    if standing is None or standing.term is None or not can_fail(before, code):
        return usual
    failed, rules = standing.term.last_semester, usual.programme.conditions
    blocked = {found.unit for found in before.diagnostics if found.severity is Severity.BLOCKING}
    begun = {
        one.unit
        for one in before.standings.values()
        if one.state is UnitState.PLANNED and one.term is not None and one.term.semesters[0] <= failed
    }
    has_report = rules.report_unit is not None and code in rules.units
    report = {rules.report_unit} if has_report else set[str]()
    pinned = (usual.pinned | begun - blocked - report) - {code}
    after = failed.next_semester()
    if after.year > LAST_YEAR:
        return replace(usual, pinned=pinned)
    start = max(usual.start, after, key=Term.sort_key) if usual.start is not None else after
    return replace(usual, start=start, pinned=pinned)


# What is supposed


def _supposed(plan: Plan, question: Question, before: Evaluation, today: date) -> Plan:
    scenario = plan.scenario
    match question:
        case Fails(unit):
            return _with_failure(plan, unit, before, today)
        case TermOff(semester):
            leaves = tuple(sorted({*scenario.leaves, semester}, key=Term.sort_key))
            return plan.with_scenario(replace(scenario, leaves=leaves))
        case FewerEcts(limit):
            return plan.with_scenario(replace(scenario, max_ects=limit))
        case StartsLater():
            return _started_later(plan, before)
        case Place(unit):
            return _taken_up(plan, unit, today)
        case _:
            return plan


def _taken_up(plan: Plan, code: str, today: date) -> Plan:
    """*plan* with unit *code* to place where its term has ended: the question is where it goes instead."""
    placement = plan.scenario.placement(code)
    is_over = placement is not None and placement.term.ends < today
    return replace_placement(plan, code, None) if is_over else plan


def _with_failure(plan: Plan, code: str, before: Evaluation, today: date) -> Plan:
    """*plan* with a failed attempt at unit *code*."""
    standing = before.standings.get(code)
    if standing is None or standing.term is None or not can_fail(before, code):
        return plan
    live = plan.profile.live_attempt(code)
    failed = Attempt(unit=code, term=standing.term, state=UnitState.FAILED, date=today, waiver=standing.waiver)
    if live is not None:
        failed = replace(live, state=UnitState.FAILED, date=today)
    attempts = (*(attempt for attempt in plan.profile.attempts if attempt is not live), failed)
    supposed = replace(plan, profile=replace(plan.profile, attempts=attempts))
    # Nothing says when a unit that the programme does not know opens again, and what is over would stay.
    is_known = code in plan.programme.by_code
    return _taken_up(supposed, code, today) if is_known else replace_placement(supposed, code, None)


def _started_later(plan: Plan, before: Evaluation) -> Plan:
    """*plan* with a start after its first semester with planned units, or after its start where there is none."""
    scenario = plan.scenario
    start = _first_planned(plan, before).next_semester()
    if start.year > LAST_YEAR:
        return plan
    years = max(1, scenario.start.year + scenario.years - start.year)
    return plan.with_scenario(replace(scenario, start=start, years=years))


def _semester_before(end: Term | None) -> Term | None:
    """The semester before the one that *end* ends in; None where there is none."""
    if end is None or end.last_semester == Term(FIRST_YEAR, Part.S1):
        return None
    return semester_of(number_of(end.last_semester) - 1)


def _first_planned(plan: Plan, before: Evaluation) -> Term:
    """The first semester with planned units that has not ended."""
    start = plan.scenario.start
    ahead = (load.term for load in before.terms if start <= load.term and before.today <= load.term.ends)
    planned = (semester for semester in ahead if any(_planned_in(before, semester)))
    return min(planned, key=Term.sort_key, default=start.semesters[0])


def _planned_in(evaluation: Evaluation, semester: Term) -> Iterator[str]:
    """Units planned in *semester*, those of the annual part included."""
    for standing in evaluation.standings.values():
        if standing.state is UnitState.PLANNED and standing.term and semester in standing.term.semesters:
            yield standing.unit


def _waits_for(plan: Plan, code: str) -> set[str]:
    """Units that *code* is better taken after: those before it in the recommended order, each with its own.

    A report comes after all units it rests on.
    """
    rules = plan.programme.conditions
    before: dict[str, list[str]] = {}
    if plan.scenario.follow_recommended_order:
        for first, second in ordered_pairs(plan.programme):
            before.setdefault(second, []).append(first)
    found: set[str] = set()
    waiting = [code, *(rules.units if code == rules.report_unit else ())]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += before.get(one, ())
    return found - {code}
