"""What is asked of a proposal: the plan it starts from, and what the learner demands of the new one.

All values are frozen and picklable: a request goes to another process.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from csp_planner.domain.award import stages_of
from csp_planner.domain.checks import Check
from csp_planner.domain.enrolment import first_open_semester
from csp_planner.domain.evaluation.evaluate import evaluate
from csp_planner.domain.evaluation.loads import limits_of
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.holding import held_as
from csp_planner.domain.overrides import has_hours
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import LimitWish, Objective, StartWish, Wishes


class DemandKind(StrEnum):
    """What the learner can demand; a plan that breaks a demand is not proposed. ``suggest --json`` prints the codes."""

    MAX_ECTS = "max-ects"
    MAX_HOURS = "max-hours"
    MAX_UNITS = "max-units"
    START = "start"
    """Nothing starts before this semester, except what is pinned."""
    END = "end"
    """Nothing that ends after this semester."""
    ACCREDITATION = "accreditation"
    """Everything ends before the accreditation does."""
    AWAY = "away"
    """Nothing in this semester."""
    ORDER = "order"
    """One pair of the recommended order."""
    STAGES = "stages"
    """No unit is over before one of an earlier stage of the award begins."""
    REPORT_LAST = "report-last"
    """The report does not end before the units and the experience it rests on."""
    PIN = "pin"
    """This unit stays where it is planned."""
    WAIVER = "waiver"
    """This unit stays where a waiver that a person made places it."""


LimitKind = Literal[DemandKind.MAX_ECTS, DemandKind.MAX_HOURS, DemandKind.MAX_UNITS]
LIMITS: tuple[LimitKind, ...] = (DemandKind.MAX_ECTS, DemandKind.MAX_HOURS, DemandKind.MAX_UNITS)


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand, as far as it can be given up on its own."""

    kind: DemandKind
    unit: str = ""
    """The unit that stays, or the earlier one of a pair."""
    after: str = ""
    """The later unit of a pair."""
    term: Term | None = None
    """The semester it is about, or the term a unit stays in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything a proposal depends on: the same request gives the same proposal.

    A unit that is enrolled in, under way, validated or obtained otherwise stays by nature and is no demand. So does one
    that is planned in a term that has ended: nobody has said yet what became of it.
    """

    programme: Programme
    profile: Profile
    scenario: Scenario
    """The present plan."""
    today: date
    objective: Objective = Objective.EARLIEST
    keep: bool = False
    """Whether the end of the present plan is kept, and then as much of the plan as can be, before the objective."""
    tolerant: bool = False
    """Whether a semester that passes a limit in the present plan may go on to bear what it bears now."""
    relieved: Term | None = None
    """The semester that keeps to the limits although others are tolerated."""
    max_ects: float | None = None
    """Load of a semester, as the learner wants to keep to it; a unit heavier on its own may stand alone."""
    max_hours: float | None = None
    max_units: int | None = None
    start: Term | None = None
    """First semester to plan in; None: the first one that can still be enrolled in."""
    end: Term | None = None
    """Last semester to plan in."""
    aside: frozenset[str] = frozenset()
    """Codes of the units to place that the question is not about: they stay to place."""
    wanted: frozenset[str] = frozenset()
    """Codes of the units of choices that are to be placed even where no choice needs them."""
    completes: str | None = None
    """Path of the only choice of the award that options are placed for; None: all of them."""
    pinned: frozenset[str] = frozenset()
    """Codes of the planned units that stay where they are, with their waivers."""
    freed: frozenset[str] = frozenset()
    """Codes of the units that may move although a person placed them by waiver."""
    away: frozenset[Term] = frozenset()
    """Semesters the learner is away."""
    follow_order: bool = False
    """Whether the recommended order, that of stages included, is demanded; otherwise it is an aim, after the end."""
    report_last: bool = True
    """Whether the report is kept from ending before the units and the experience it rests on."""
    within_accreditation: bool = False
    allow_waivers: bool = False
    """Whether units that open nowhere are placed by waiver, instead of being left unplaced."""
    waivable: frozenset[str] = frozenset()
    """Codes of units that may be placed where they do not open, by waiver."""


def request_for(plan: Plan, today: date, **changes: Any) -> Request:
    """The request that follows from the scenario *plan* shows and from the wishes kept with it.

    *changes* are fields of ``Request``; they win over both. The limits are those that the evaluation holds a load
    against, unless another one is wished; one of them may follow from the hours a week.
    """
    wishes = plan.scenario.wishes
    usual = usual_request(plan, today)
    wished = replace(
        usual,
        objective=wishes.objective,
        keep=wishes.keep,
        max_ects=wishes.max_ects.limit if wishes.max_ects is not None else usual.max_ects,
        max_hours=wishes.max_hours.limit if wishes.max_hours is not None else usual.max_hours,
        max_units=wishes.max_units,
        start=wishes.start.term if wishes.start is not None else usual.start,
        end=wishes.end,
        pinned=frozenset(wishes.pinned),
        freed=frozenset(wishes.freed),
        away=usual.away.union(wishes.away) - frozenset(wishes.back),
        follow_order=wishes.strict_order,
        report_last=not wishes.report_anytime,
        within_accreditation=wishes.within_accreditation,
        allow_waivers=not wishes.without_waivers,
        waivable=frozenset(wishes.waivable),
    )
    return replace(wished, **changes)


def wishes_of(request: Request, plan: Plan) -> Wishes:
    """What *request* asks beyond what follows from the scenario *plan* shows: ``request_for`` gives it back."""
    usual = usual_request(plan, request.today)
    return Wishes(
        objective=request.objective,
        keep=request.keep,
        max_ects=LimitWish(request.max_ects) if request.max_ects != usual.max_ects else None,
        max_hours=LimitWish(request.max_hours) if request.max_hours != usual.max_hours else None,
        max_units=request.max_units,
        start=StartWish(request.start) if request.start != usual.start else None,
        end=request.end,
        pinned=tuple(sorted(request.pinned)),
        freed=tuple(sorted(request.freed)),
        away=tuple(sorted(request.away - usual.away, key=Term.sort_key)),
        back=tuple(sorted(usual.away - request.away, key=Term.sort_key)),
        strict_order=request.follow_order,
        report_anytime=not request.report_last,
        within_accreditation=request.within_accreditation,
        without_waivers=not request.allow_waivers,
        waivable=tuple(sorted(request.waivable)),
    )


def usual_request(plan: Plan, today: date) -> Request:
    """The request that follows from the scenario alone. The recommended order is an aim then, and no demand."""
    scenario = plan.scenario
    limits = limits_of(scenario, plan.profile)
    first_open = first_open_semester(plan.programme, today)
    return Request(
        programme=plan.programme,
        profile=plan.profile,
        scenario=scenario,
        today=today,
        max_ects=limits.ects,
        max_hours=limits.hours,
        start=max(scenario.start.semesters[0], first_open, key=Term.sort_key),
        away=frozenset(scenario.leaves),
        allow_waivers=True,
    )


def demands_of(request: Request) -> tuple[Demand, ...]:
    """Every demand of *request*, always in the same order; none about what the programme does not publish."""
    found = [Demand(kind) for kind in LIMITS if limit_of(request, kind) is not None and _is_known(request, kind)]
    if request.start is not None:
        found.append(Demand(DemandKind.START, term=request.start.semesters[0]))
    if request.end is not None:
        found.append(Demand(DemandKind.END, term=request.end.last_semester))
    if request.within_accreditation and request.programme.accreditation is not None:
        found.append(Demand(DemandKind.ACCREDITATION))
    away = {semester for term in request.away for semester in term.semesters}
    found += [Demand(DemandKind.AWAY, term=semester) for semester in sorted(away, key=Term.sort_key)]
    if request.follow_order:
        found += [Demand(DemandKind.ORDER, before, after) for before, after in ordered_pairs(request.programme)]
        # Where units are left aside, nobody knows yet which stage is over when.
        if stages_of(request.programme.award) and not request.aside:
            found.append(Demand(DemandKind.STAGES))
    if request.report_last and request.programme.conditions.report_unit is not None:
        found.append(Demand(DemandKind.REPORT_LAST))
    for unit in request.programme.units:
        held = request.scenario.placement(unit.code) if unit.code in request.pinned else None
        if held is not None and is_movable(request, unit.code):
            found.append(Demand(DemandKind.PIN, unit.code, term=held.term))
    found += [
        Demand(DemandKind.WAIVER, unit.code, term=placement.term)
        for unit in request.programme.units
        if unit.code not in request.pinned | request.freed and (placement := placed_by_waiver(request, unit.code))
    ]
    return tuple(found)


def placed_by_waiver(request: Request, code: str) -> Placement | None:
    """Where a waiver that a person made places unit *code*; one that a proposal made is still to be asked for."""
    placement = request.scenario.placement(code) if is_movable(request, code) else None
    waiver = placement.waiver if placement else None
    return placement if waiver and not waiver.proposed else None


def award_notices(request: Request) -> tuple[Diagnostic, ...]:
    """What no plan settles, whatever is proposed: units the programme lacks, and rules that could not be read."""
    found = evaluate(request.programme, request.scenario, request.profile, request.today).diagnostics
    return tuple(
        diagnostic
        for diagnostic in found
        if diagnostic.code is Check.UNIT_MISSING
        or (diagnostic.code is Check.BLOCK_UNCHECKED and "untried" not in diagnostic.args)
    )


def awaited_rows(request: Request) -> tuple[str, ...]:
    """The rows that every plan waits for because an answer about them is expected, in the order of the programme."""
    if not request.profile.credits:
        return ()
    standings = evaluate(request.programme, request.scenario, request.profile, request.today).standings
    return tuple(code for code, standing in standings.items() if standing.state is UnitState.EXPECTED)


def ordered_pairs(programme: Programme) -> tuple[tuple[str, str], ...]:
    """The recommended order as pairs of codes, each once; a unit is never before itself."""
    pairs = dict.fromkeys((order.before, order.after) for order in programme.recommended_order)
    return tuple((before, after) for before, after in pairs if before != after)


def is_movable(request: Request, code: str) -> bool:
    """Whether unit *code* is for the proposal to place: attended, not held, over or obtained, and not left aside."""
    unit = request.programme.by_code.get(code)
    if unit is None or not unit.is_attended or code in request.aside or is_over(request, code):
        return False
    return held_as(request.profile, code, request.today) is None


def is_over(request: Request, code: str) -> bool:
    """Whether unit *code* is planned in a term that has ended: it may have been taken, so it stays as it is."""
    placement = request.scenario.placement(code)
    return placement is not None and placement.term.ends < request.today


def _is_known(request: Request, kind: DemandKind) -> bool:
    """Whether a load can be held against a limit of *kind*: hours that nobody knows cannot."""
    return kind is not DemandKind.MAX_HOURS or has_hours(request.programme, request.profile)


def limit_of(request: Request, kind: DemandKind) -> float | None:
    """The limit per semester that a demand of *kind* stands for; None where none is asked."""
    match kind:
        case DemandKind.MAX_ECTS:
            return request.max_ects
        case DemandKind.MAX_HOURS:
            return request.max_hours
        case DemandKind.MAX_UNITS:
            return request.max_units
        case _:
            return None


def with_limit(request: Request, kind: DemandKind, limit: float | None) -> Request:
    """*request* with another limit per semester; None for no limit."""
    match kind:
        case DemandKind.MAX_ECTS:
            return replace(request, max_ects=limit)
        case DemandKind.MAX_HOURS:
            return replace(request, max_hours=limit)
        case _:
            return replace(request, max_units=None if limit is None else int(limit))


def without(request: Request, demand: Demand) -> Request:
    """*request* as it is asked once *demand* is given up; a pair of the order, or the stages, gives up the order."""
    match demand.kind:
        case DemandKind.MAX_ECTS | DemandKind.MAX_HOURS | DemandKind.MAX_UNITS:
            return with_limit(request, demand.kind, None)
        case DemandKind.START:
            return replace(request, start=None)
        case DemandKind.END:
            return replace(request, end=None)
        case DemandKind.ACCREDITATION:
            return replace(request, within_accreditation=False)
        case DemandKind.AWAY:
            away = (semester for term in request.away for semester in term.semesters)
            return replace(request, away=frozenset(semester for semester in away if semester != demand.term))
        case DemandKind.ORDER | DemandKind.STAGES:
            return replace(request, follow_order=False)
        case DemandKind.REPORT_LAST:
            return replace(request, report_last=False)
        case DemandKind.PIN:
            # The waiver of a pinned unit holds it too: who lets it move lets it go from both.
            freed = {demand.unit} if placed_by_waiver(request, demand.unit) else set[str]()
            return replace(request, pinned=request.pinned - {demand.unit}, freed=request.freed | freed)
        case DemandKind.WAIVER:
            return replace(request, freed=request.freed | {demand.unit})
