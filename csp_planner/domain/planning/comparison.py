"""Scenarios side by side: what each comes to, semester by semester on one time scale, and the units that differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import Block, TakeBlocks
from csp_planner.domain.choosing.values import BlockStanding
from csp_planner.domain.edits.settings import show_scenario
from csp_planner.domain.evaluation.attention import attention_of
from csp_planner.domain.evaluation.cost import Cost, cost
from csp_planner.domain.evaluation.evaluate import evaluate_plan, still_to_place
from csp_planner.domain.evaluation.loads import Limits, limits_of, weekly_limit
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.outlook import Outlook, Reach, outlook_of, semester_on
from csp_planner.domain.evaluation.values import Evaluation, Standing, TermLoad
from csp_planner.domain.overrides import has_hours
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, number_of, semester_of


@dataclass(frozen=True, slots=True)
class Peak:
    """The lightest or heaviest semester that holds a unit; the earliest of several."""

    term: Term
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One semester of a scenario, as high as its load."""

    term: Term
    ects: float
    hours: float | None
    """None where the sheet publishes no hours of what stands in it."""
    weekly: float | None
    """Hours a week; None while no week is spoken of, or no hours are published."""
    units: tuple[str, ...]
    off: bool
    """Whether the learner takes nothing in it."""
    over_ects: bool
    over_hours: bool
    """Whether it passes the learner's limit, in ECTS and in hours."""
    has_report: bool
    has_experience: bool
    """Whether the report stands in it, and whether the experience is reached in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one scenario comes to."""

    index: int
    name: str
    retained: bool
    end_term: Term | None
    """The last semester that holds a unit: the end of the studies only once the scenario is complete."""
    complete: bool
    """Whether every unit that is taken in a semester has one, or is obtained, and nothing is left to choose.

    Experience has its own dates.
    """
    semesters: int
    """Semesters that hold a unit, attended ones included."""
    lightest_ects: Peak | None
    heaviest_ects: Peak | None
    hours_known: bool
    """Whether the hours of any unit are known."""
    lightest_hours: Peak | None
    """Of the semesters that hold a class: the report has next to no taught hours and much work of another kind."""
    without_class: tuple[Term, ...]
    """Semesters that hold nothing but the report, and would have been the lightest in hours."""
    heaviest_hours: Peak | None
    ects_by_year: Mapping[int, float]
    """By academic year, for the years that hold a unit."""
    leaves: tuple[Term, ...]
    """Semesters off."""
    waivers: int
    after_accreditation: int | None
    """Semesters that hold a unit and end after the accreditation; None where the sheet publishes no end of it."""
    cost: Cost
    blocking: int
    """Everything that blocks, units that are only not placed yet included."""
    to_settle: int
    """What of that the window asks to do something about."""
    unplaced: tuple[str, ...]
    """Units still to place."""
    awaited: tuple[str, ...]
    """Rows that wait for an answer, on which the end rests."""
    outside: tuple[str, ...]
    """Units acquired outside the present sheet that count for no row."""
    waived: tuple[str, ...]
    """The units placed by a waiver, in the order of the programme."""
    outlook: Outlook
    has_choices: bool
    """Whether the programme has any."""
    open_choices: tuple[BlockStanding, ...]
    """The choices that lack something."""
    extra: tuple[str, ...]
    """Units beyond what the award takes."""
    extra_ects: float
    """What they come to."""
    limits: Limits
    """What the learner wants to keep to in a semester."""
    weekly_limit: float | None
    """The limit of hours as it is in a week; None where no hours a week are given."""
    bars: tuple[Bar, ...]
    """One for each semester of the comparison."""


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """A unit that stands in different terms, is attended in different ways, or is filled by different units."""

    unit: str
    terms: tuple[Term | None, ...]
    """Where it stands in each scenario, in the order of the columns; None: nowhere."""
    modes: tuple[str, ...] = ()
    """In which of several ways it is attended in each, "" where that is not said; empty where all say the same."""
    fillings: tuple[Filling | None, ...] = ()
    """What fills it in each, with what it is worth there; empty where all say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceDifference:
    """A choice of the award that is made otherwise in one scenario than in another.

    Of each scenario None stands where that choice is not to be made, because it stands in a branch that is not taken.
    """

    path: str
    block: Block
    units: tuple[tuple[str, ...] | None, ...] = ()
    """The units that count in it, in each scenario; nothing where blocks are chosen."""
    branches: tuple[tuple[str, ...] | None, ...] = ()
    """The paths of the branches taken in it, in each scenario; nothing where units are chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scenarios side by side at one date."""

    today: date
    columns: tuple[Column, ...]
    differences: tuple[UnitDifference, ...]
    """In the order of the programme."""
    choices: tuple[ChoiceDifference, ...]
    """In the order of the sheet."""
    programme: Programme
    terms: tuple[Term, ...]
    """The time scale: every semester from the first to the last that a scenario has something in."""

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to choose in it."""
        return any(column.has_choices for column in self.columns)

    @property
    def boundary(self) -> int | None:
        """How many semesters come before the end of the accreditation; None where it is unknown or after them all."""
        if self.programme.accreditation is None:
            return None
        ends = self.programme.accreditation.ends
        within = sum(term.ends <= ends for term in self.terms)
        return within if within < len(self.terms) else None


def compare(plan: Plan, indices: Sequence[int], today: date) -> Comparison:
    """Put the scenarios at *indices* side by side. Raises IndexError where there is none."""
    return compare_plans([show_scenario(plan, index) for index in indices], today)


def compare_plans(plans: Sequence[Plan], today: date) -> Comparison:
    """Put the scenarios that *plans* show side by side, each judged with its own plan. One programme is theirs all."""
    return compare_judged(plans, [evaluate_plan(one, today) for one in plans], today)


def compare_judged(plans: Sequence[Plan], evaluations: Sequence[Evaluation], today: date) -> Comparison:
    """The same where each of *plans* has been judged before, at *today*."""
    judged = [(one, judgement, outlook_of(one, judgement)) for one, judgement in zip(plans, evaluations, strict=True)]
    terms = _scale(judged)
    return Comparison(
        today=today,
        columns=tuple(_column(*each, terms) for each in judged),
        differences=tuple(_differences(plans, evaluations)),
        choices=tuple(_choices(evaluations)),
        programme=plans[0].programme,
        terms=terms,
    )


def _scale(judged: Sequence[tuple[Plan, Evaluation, Outlook]]) -> tuple[Term, ...]:
    """Every semester from the first to the last that matters to one; without any, those of the first board."""
    found: list[int] = []
    for plan, evaluation, outlook in judged:
        found += [number_of(load.term) for load in evaluation.terms if load.units]
        found += [number_of(leave) for leave in plan.scenario.leaves]
        if outlook.reach is Reach.DIPLOMA and outlook.term is not None:
            found.append(number_of(outlook.term))
    if not found:
        return tuple(load.term for load in judged[0][1].terms)
    return tuple(semester_of(number) for number in range(min(found), max(found) + 1))


def _bars(plan: Plan, evaluation: Evaluation, outlook: Outlook, terms: tuple[Term, ...]) -> Iterator[Bar]:
    limits, report = limits_of(plan.scenario, plan.profile), plan.programme.conditions.report_unit
    experience = outlook.assumed or evaluation.experience
    complete_on = experience.complete_on if experience else None
    weeks = plan.profile.weeks if has_hours(plan.programme, plan.profile) else None
    reached = semester_on(complete_on) if complete_on else None
    loads = {load.term: load for load in evaluation.terms}
    for term in terms:
        load, exact = loads.get(term), evaluation.loads.at(term)
        units = load.units if load else ()
        yield Bar(
            term=term,
            ects=load.shown_ects if load else 0,
            hours=load.shown_hours if load else 0,
            weekly=exact.hours / weeks if weeks else None,
            units=units,
            off=term in plan.scenario.leaves,
            over_ects=not Limits(limits.ects, None).allow(exact),
            over_hours=not Limits(None, limits.hours).allow(exact),
            has_report=report in units,
            has_experience=term == reached,
        )


def _column(plan: Plan, evaluation: Evaluation, outlook: Outlook, terms: tuple[Term, ...]) -> Column:
    used = [load for load in evaluation.terms if load.units]
    ects = [Peak(load.term, load.shown_ects) for load in used]
    timed = [(load, Peak(load.term, amount)) for load in used if (amount := load.shown_hours) is not None]
    hours = [peak for _load, peak in timed]
    taught = [peak for load, peak in timed if _holds_class(plan.programme, load)]
    lightest_hours = min(taught, key=_amount, default=None)
    open_choices = () if evaluation.award is None else evaluation.award.open_choices
    waived = tuple(code for code, standing in evaluation.standings.items() if standing.waiver is not None)
    return Column(
        index=plan.active,
        name=plan.scenario.name,
        retained=plan.scenario.retained,
        end_term=evaluation.end_term,
        complete=not still_to_place(plan.programme, evaluation) and not open_choices,
        semesters=len(used),
        lightest_ects=min(ects, key=_amount, default=None),
        heaviest_ects=max(ects, key=_amount, default=None),
        hours_known=evaluation.hours.known,
        lightest_hours=lightest_hours,
        without_class=tuple(
            peak.term
            for peak in hours
            if peak not in taught and (lightest_hours is None or peak.amount < lightest_hours.amount)
        ),
        heaviest_hours=max(hours, key=_amount, default=None),
        ects_by_year={load.term.year: evaluation.loads.in_year(load.term.year).ects for load in used},
        leaves=plan.scenario.leaves,
        waivers=len(waived),
        after_accreditation=(
            None if plan.programme.accreditation is None else sum(load.past_accreditation for load in used)
        ),
        cost=cost(plan, evaluation),
        blocking=len(evaluation.blocking),
        to_settle=attention_of(evaluation).blocking,
        unplaced=evaluation.to_place,
        awaited=tuple(code for code, one in evaluation.standings.items() if one.state is UnitState.EXPECTED),
        outside=tuple(one.unit for one in evaluation.outside if one.is_unlinked),
        waived=waived,
        outlook=outlook,
        has_choices=evaluation.award is not None,
        open_choices=open_choices,
        extra=evaluation.extra,
        extra_ects=add_up(evaluation.standings[code].ects for code in evaluation.extra),
        limits=limits_of(plan.scenario, plan.profile),
        weekly_limit=weekly_limit(plan.scenario, plan.profile),
        bars=tuple(_bars(plan, evaluation, outlook, terms)),
    )


def _holds_class(programme: Programme, load: TermLoad) -> bool:
    """Whether a semester holds more than the report on the experience."""
    return any(code != programme.conditions.report_unit for code in load.units)


def _amount(peak: Peak) -> float:
    return peak.amount


def _differences(plans: Sequence[Plan], evaluations: Sequence[Evaluation]) -> Iterable[UnitDifference]:
    codes = dict.fromkeys(code for evaluation in evaluations for code in evaluation.standings)
    for code in codes:
        standings = [evaluation.standings.get(code) for evaluation in evaluations]
        terms = tuple(standing.term if standing else None for standing in standings)
        modes = tuple(
            mode_taken(plan.programme, standing) if standing else ""
            for plan, standing in zip(plans, standings, strict=True)
        )
        fillings = tuple(
            _filling(plan, standing) if standing else None for plan, standing in zip(plans, standings, strict=True)
        )
        ways, filled = (modes if len(set(modes)) > 1 else ()), (fillings if len(set(fillings)) > 1 else ())
        if ways or filled or len(set(terms)) > 1:
            yield UnitDifference(code, terms, ways, filled)


def _choices(evaluations: Sequence[Evaluation]) -> Iterator[ChoiceDifference]:
    """The choices that are made in different ways. Where nothing is taken, it is the same that nothing is asked for."""
    nothing: Mapping[str, BlockStanding] = {}
    awards = [nothing if one.award is None else one.award.by_path for one in evaluations]
    found = {path: standing.block for award in awards for path, standing in award.items() if standing.block.is_choice}
    for path in sorted(found, key=_places):
        standings = [award.get(path) for award in awards]
        asked = [one if one is not None and one.binds else None for one in standings]
        if isinstance(found[path].take, TakeBlocks):
            branches = tuple(None if one is None else one.chosen for one in asked)
            if len({each or () for each in branches}) > 1:
                yield ChoiceDifference(path=path, block=found[path], branches=branches)
        else:
            units = tuple(None if one is None else one.counts for one in asked)
            if len({frozenset(each or ()) for each in units}) > 1:
                yield ChoiceDifference(path=path, block=found[path], units=units)


def _places(path: str) -> tuple[int, ...]:
    return tuple(map(int, path.split("."))) if path else ()


def _filling(plan: Plan, standing: Standing) -> Filling | None:
    """What fills a slot, with what it is worth."""
    unit, filling = plan.programme.by_code.get(standing.unit), plan.scenario.filling(standing.unit)
    return replace(filling, ects=standing.ects) if filling is not None and unit is not None and unit.is_slot else None
