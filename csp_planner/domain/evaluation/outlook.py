"""When the diploma can be had as planned, and the one reason why not earlier.

Nothing is searched for: what is said rests on where the units stand, on their openings and on the learner's limits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.evaluate import still_to_place
from csp_planner.domain.evaluation.experience import Assumption, assumed_experience
from csp_planner.domain.evaluation.loads import limits_of
from csp_planner.domain.evaluation.values import Evaluation, Requirement, Standing
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import open_terms, opening_in
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, Tick, Waiver
from csp_planner.domain.programme import Unit
from csp_planner.domain.states import LIVE_STATES, OBTAINED_STATES, PAST_STATES, UnitState
from csp_planner.domain.terms import Term, semester_on


class Reach(StrEnum):
    """How far the plan leads."""

    NOTHING = "nothing"
    """Nothing is planned yet."""
    UNTIL = "until"
    """Something due has no place yet, or stands where it cannot be taken: there is no end to tell."""
    DIPLOMA = "diploma"
    """Everything due has its place: the diploma can be had on a day."""
    OBTAINED = "obtained"
    """Everything is obtained."""


class EndCause(StrEnum):
    """Why the diploma cannot be had earlier as planned. The codes stand in ``check --json``: they never change."""

    TO_PLACE = "to-place"
    """Units have no place yet."""
    CANNOT_STAND = "cannot-stand"
    """Units stand where they cannot be taken."""
    UNANSWERED = "unanswered"
    """Units stand in terms that have ended, and nobody has said what became of them."""
    TO_CHOOSE = "to-choose"
    """Something is still to choose."""
    UNIT_MISSING = "unit-missing"
    """The award asks for units of which the programme has no row."""
    CREDIT = "credit"
    """The answer about units asked for is expected after the last unit."""
    EXPERIENCE = "experience"
    """The months of experience are reached after the last unit."""
    MILESTONE = "milestone"
    """What is not attended is dated after the last unit."""
    UNDER_WAY = "under-way"
    """The unit is enrolled in, under way or validated where it stands."""
    OPENING = "opening"
    """The unit opens in no earlier term that is left."""
    LEAVE = "leave"
    """The earlier terms in which the unit opens are semesters off."""
    ORDER = "order"
    """The unit is better taken after another one."""
    LIMIT = "limit"
    """The earlier terms in which the unit opens are at the learner's limit."""
    REPORT_EXPERIENCE = "report-experience"
    """The report waits for the experience it is about."""
    REPORT_UNIT = "report-unit"
    """The report waits for the units it rests on."""
    WAIVER = "waiver"
    """A waiver holds the unit there."""
    CHOICE = "choice"
    """Nothing but the plan itself: the unit could be taken earlier, or each of several units alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReason:
    """One cause, and what it is about."""

    cause: EndCause
    units: tuple[str, ...] = ()
    """The unit that stands last, or the units that have no place."""
    blocks: tuple[str, ...] = ()
    """The labels of the choices that are open."""
    stages: tuple[str, ...] = ()
    """For each of them the label of what it stands in, where others share its name; else ""."""
    other: str = ""
    """The unit that it waits for."""
    term: Term | None = None
    """The term that is full or off, where it could be taken, or where it is under way."""
    opening: Opening | None = None
    """How it always opens in the years of the plan; None where that changes, or where it opens in both semesters."""
    day: date | None = None
    """When the experience is complete, the milestone is passed, or the answer is expected."""
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The answer to "when do I finish?", as far as the plan gives one."""

    reach: Reach
    term: Term | None
    """The semester at whose end the diploma can be had; in which the plan ends, when it does not lead there."""
    day: date | None = None
    """The day from which the diploma can be had; None while the plan does not lead there."""
    assumed: Assumption | None = None
    """The experience that no period entered leads to: it is taken to go on from today."""
    reason: EndReason | None = None
    awaited: tuple[Credit, ...] = ()
    """What the answer rests on: credits that rows wait for, in the order of the programme."""
    to_check: bool = False
    """Whether nobody but the centre can say that each block is met: the day holds if it does."""


def outlook_of(plan: Plan, evaluation: Evaluation) -> Outlook:
    """What *evaluation* of the scenario *plan* shows says of its end."""
    end = _last_placed(evaluation)
    gap = _gap(plan, evaluation)
    if gap is not None:
        reach = Reach.UNTIL if end is not None else Reach.NOTHING
        return Outlook(reach=reach, term=end, reason=gap)
    rows = [evaluation.standings[unit.code] for unit in plan.programme.units if evaluation.counts(unit.code)]
    condition = next((each for each in evaluation.conditions if each.code is Requirement.EXPERIENCE), None)
    waits_for_experience = condition is not None and not condition.met
    if not waits_for_experience and all(standing.state in OBTAINED_STATES for standing in rows):
        return Outlook(reach=Reach.OBTAINED, term=end)
    today, complete_on, assumed = evaluation.today, None, None
    if condition is not None and not condition.met and isinstance(condition.planned_for, date):
        complete_on = condition.planned_for
    elif waits_for_experience:
        assumed = assumed_experience(plan.profile.experience, plan.programme.conditions, today)
        recorded = evaluation.experience.complete_on if evaluation.experience is not None else None
        complete_on = assumed.complete_on if assumed is not None else recorded
    over = end.ends if end else today
    day = max(over, complete_on or today, evaluation.expected_on or today, today)
    awaited = _awaited(evaluation)
    last_tick = _last_tick(plan, evaluation)
    if last_tick is not None and last_tick.date > day:
        day = last_tick.date
        reason = EndReason(cause=EndCause.MILESTONE, units=(last_tick.unit,), day=day)
    elif day == evaluation.expected_on and day > over:
        units = tuple(
            code
            for code, each in evaluation.standings.items()
            if each.state is UnitState.EXPECTED and each.credit is not None and each.credit.date == day
        )
        reason = EndReason(cause=EndCause.CREDIT, units=units, day=day)
    elif complete_on is not None and (end is None or complete_on > end.ends):
        reason = EndReason(cause=EndCause.EXPERIENCE, day=complete_on)
    else:
        reason = _Reasons(plan, evaluation, complete_on).strongest()
    return Outlook(
        reach=Reach.DIPLOMA,
        term=end if end is not None and day <= end.ends else semester_on(day),
        day=day,
        assumed=assumed,
        reason=reason,
        awaited=awaited,
        to_check=evaluation.award is not None and bool(evaluation.award.unchecked),
    )


def _last_placed(evaluation: Evaluation) -> Term | None:
    """The semester in which the last unit ends, whatever is waited for beside it."""
    if evaluation.expected_on is None:
        return evaluation.end_term
    ends = (each.term.last_semester for each in evaluation.standings.values() if each.term is not None)
    return max(ends, key=Term.sort_key, default=None)


def _awaited(evaluation: Evaluation) -> tuple[Credit, ...]:
    waiting = (each.credit for each in evaluation.standings.values() if each.state is UnitState.EXPECTED)
    return tuple(dict.fromkeys(credit for credit in waiting if credit is not None))


def _last_tick(plan: Plan, evaluation: Evaluation) -> Tick | None:
    """The latest tick that counts and whose day is still to come."""
    programme, standings = plan.programme, evaluation.standings
    counted = (
        tick
        for tick in plan.profile.ticks
        if tick.date > evaluation.today
        and (unit := programme.by_code.get(tick.unit)) is not None
        and programme.is_ticked(unit)
        and standings[tick.unit].state is UnitState.PLANNED
    )
    return max(counted, key=lambda tick: tick.date, default=None)


_CANNOT_STAND = frozenset(
    {
        Check.NOT_OPEN,
        Check.NEVER_OPEN,
        Check.UNIT_ABSENT,
        Check.ENROLMENT_CLOSED,
        Check.TERM_OVER,
        Check.ON_LEAVE,
        Check.WAIVER_PAST,
    }
)


def _gap(plan: Plan, evaluation: Evaluation) -> EndReason | None:
    """What keeps the plan from leading to the diploma; None when it does."""
    waiting = still_to_place(plan.programme, evaluation)
    award = evaluation.award
    choices = () if award is None else award.open_choices
    labels = () if award is None else tuple(award.label_of(found.path) for found in choices)
    stages = () if award is None else tuple(award.stage_of(found.path) for found in choices)
    if waiting:
        return EndReason(cause=EndCause.TO_PLACE, units=waiting, blocks=labels, stages=stages)
    wrong = [
        (found.unit, found.term)
        for found in evaluation.diagnostics
        if found.code in _CANNOT_STAND and found.term is not None and found.acceptance is None
    ]
    ahead = dict.fromkeys(unit for unit, term in wrong if term.ends >= evaluation.today)
    if wrong:
        over = dict.fromkeys(unit for unit, _term in wrong)
        cause = EndCause.CANNOT_STAND if ahead else EndCause.UNANSWERED
        return EndReason(cause=cause, units=tuple(ahead or over))
    if labels:
        return EndReason(cause=EndCause.TO_CHOOSE, blocks=labels, stages=stages)
    due = () if award is None else sorted(award.due)
    listed = dict.fromkeys((*plan.programme.conditions.listed, *due))
    absent = tuple(code for code in listed if code not in evaluation.standings)
    return EndReason(cause=EndCause.UNIT_MISSING, units=absent) if absent else None


_STRENGTH = (
    EndCause.UNDER_WAY,
    EndCause.OPENING,
    EndCause.LEAVE,
    EndCause.LIMIT,
    EndCause.ORDER,
    EndCause.REPORT_EXPERIENCE,
    EndCause.REPORT_UNIT,
    EndCause.WAIVER,
    EndCause.CHOICE,
)
"""One unit that cannot move is enough to hold the end: the cause that gives way least is the one that is told."""


class _Reasons:
    """Why each unit of the last semester stands no earlier."""

    def __init__(self, plan: Plan, evaluation: Evaluation, complete_on: date | None) -> None:
        self._plan, self._evaluation, self._complete_on = plan, evaluation, complete_on
        self._limits = limits_of(plan.scenario, plan.profile)
        self._leaves = frozenset(plan.scenario.leaves)

    def strongest(self) -> EndReason | None:
        found = list(self._all())
        strongest = min(found, key=lambda reason: _STRENGTH.index(reason.cause), default=None)
        if strongest is None or strongest.cause is not EndCause.CHOICE:
            return strongest
        report = (self._plan.programme.conditions.report_unit,)
        others = [reason for reason in found if reason.units != report]  # the report goes with what it rests on
        if len(others) < 2:
            return others[0] if others else strongest
        # Each could be taken earlier by itself, all of them together perhaps not.
        return EndReason(cause=EndCause.CHOICE, units=tuple(unit for reason in others for unit in reason.units))

    def _all(self) -> Iterator[EndReason]:
        end = _last_placed(self._evaluation)
        for standing in self._evaluation.standings.values():
            if end is None or standing.term is None or standing.term.last_semester != end:
                continue
            unit = self._plan.programme.by_code.get(standing.unit)
            if unit is None:
                continue
            if standing.state in LIVE_STATES:
                yield EndReason(cause=EndCause.UNDER_WAY, units=(standing.unit,), term=standing.term)
            elif standing.waiver is not None:
                yield EndReason(cause=EndCause.WAIVER, units=(standing.unit,), waiver=standing.waiver)
            else:
                yield self._of(unit, standing, end)

    def _of(self, unit: Unit, standing: Standing, end: Term) -> EndReason:
        """Why *unit*, which is only planned, stands in the last semester."""
        programme, units = self._plan.programme, (unit.code,)
        always = self._always(unit, end)
        left = list(self._earlier(unit, end))
        if not left:
            return EndReason(cause=EndCause.OPENING, units=units, opening=always)
        at_work = [term for term in left if not self._leaves.intersection(term.semesters)]
        if not at_work:
            return EndReason(cause=EndCause.LEAVE, units=units, term=left[-1], opening=always)
        left = at_work
        if unit.code == programme.conditions.report_unit:
            waits = self._report_waits(units, left, end)
            if isinstance(waits, EndReason):
                return waits
            left = waits
        before = self._last_before(unit.code)
        if before is not None and before.term is not None:
            over = before.term.last_semester
            ordered = [term for term in left if over < term.semesters[0]]
            if not ordered:
                return EndReason(cause=EndCause.ORDER, units=units, other=before.unit, opening=always)
            left = ordered
        loads = self._evaluation.loads
        if standing.term is not None:
            loads = loads.without_unit(standing.load, standing.term)
        free = [term for term in left if loads.fits(standing.load, term, self._limits)]
        if not free:
            return EndReason(cause=EndCause.LIMIT, units=units, term=left[-1], opening=always)
        return EndReason(cause=EndCause.CHOICE, units=units, term=free[-1])

    def _earlier(self, unit: Unit, end: Term) -> Iterator[Term]:
        """Terms that end before *end*, in which *unit* opens and can still be enrolled in."""
        start, today = self._plan.scenario.start, self._evaluation.today
        attempted = [
            attempt.term.last_semester
            for attempt in self._plan.profile.attempts
            if attempt.unit == unit.code and attempt.state in PAST_STATES
        ]
        after = max(attempted, key=Term.sort_key, default=None)
        for term in open_terms(self._plan.programme, unit, range(start.year, end.year + 1), today):
            begins = term.semesters[0]
            if term.last_semester < end and not begins < start and (after is None or after < begins):
                yield term

    def _always(self, unit: Unit, end: Term) -> Opening | None:
        years = range(min(self._plan.scenario.start.year, end.year), end.year + 1)
        found = {opening for year in years if (opening := opening_in(self._plan.programme, unit, year).opening)}
        only = found.pop() if len(found) == 1 else None
        return None if only is Opening.EITHER else only

    def _report_waits(self, units: tuple[str, ...], left: list[Term], end: Term) -> list[Term] | EndReason:
        """The terms of *left* that end once what the report rests on is there; what it waits for when none does.

        Units of the last semester are left out: what holds them there holds the report, too.
        """
        rested_on = [self._evaluation.standings[code] for code in self._plan.programme.conditions.units]
        placed = {each: each.term.last_semester for each in rested_on if each.term and each.term.last_semester < end}
        last = max(placed, key=lambda each: placed[each].sort_key(), default=None)
        ready = [term for term in left if last is None or not term.last_semester < placed[last]]
        if not ready:
            other = last.unit if last else ""
            return EndReason(cause=EndCause.REPORT_UNIT, units=units, other=other)
        done = [term for term in ready if self._complete_on is None or self._complete_on <= term.ends]
        return done or EndReason(cause=EndCause.REPORT_EXPERIENCE, units=units, day=self._complete_on)

    def _last_before(self, code: str) -> Standing | None:
        """The unit placed last of those that are better taken before *code*."""
        if not self._plan.scenario.follow_recommended_order:
            return None
        standings: Mapping[str, Standing] = self._evaluation.standings
        orders = (order.before for order in self._plan.programme.recommended_order if order.after == code)
        placed = [standings[before] for before in orders if before in standings and standings[before].term]
        return max(placed, key=_place, default=None)


def _place(standing: Standing) -> tuple[int, int]:
    return standing.term.last_semester.sort_key() if standing.term else (0, 0)
