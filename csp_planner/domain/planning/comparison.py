"""Scenarios side by side: what each comes to, and the units on which they differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csp_planner.domain.edits.settings import show_scenario
from csp_planner.domain.evaluation.cost import Cost, cost
from csp_planner.domain.evaluation.evaluate import evaluate_plan, still_to_place
from csp_planner.domain.evaluation.values import Evaluation, TermLoad
from csp_planner.domain.plan import Plan, UnitState
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term


@dataclass(frozen=True, slots=True)
class Peak:
    """The lightest or heaviest semester that holds a unit; the earliest of several."""

    term: Term
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one scenario comes to."""

    index: int
    name: str
    retained: bool
    end_term: Term | None
    """The last semester that holds a unit: the end of the studies only once the scenario is complete."""
    complete: bool
    """Whether every unit that is taken in a semester has one, or is obtained; experience has its own dates."""
    semesters: int
    """Semesters that hold a unit, attended ones included."""
    lightest_ects: Peak | None
    heaviest_ects: Peak | None
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
    after_accreditation: int
    """Semesters that hold a unit and end after the accreditation."""
    cost: Cost
    blocking: int
    unplaced: tuple[str, ...]
    """Units still to place."""
    awaited: tuple[str, ...]
    """Rows that wait for an answer, on which the end rests."""
    outside: tuple[str, ...]
    """Units acquired outside the present sheet that count for no row."""


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """A unit that stands in different terms."""

    unit: str
    terms: tuple[Term | None, ...]
    """Where it stands in each scenario, in the order of the columns; None: nowhere."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scenarios side by side at one date."""

    today: date
    columns: tuple[Column, ...]
    differences: tuple[UnitDifference, ...]
    """In the order of the programme."""


def compare(plan: Plan, indices: Sequence[int], today: date) -> Comparison:
    """Put the scenarios at *indices* side by side. Raises IndexError where there is none."""
    return compare_plans([show_scenario(plan, index) for index in indices], today)


def compare_plans(plans: Sequence[Plan], today: date) -> Comparison:
    """Put the scenarios that *plans* show side by side, each judged with its own plan. One programme is theirs all."""
    evaluations = [evaluate_plan(one, today) for one in plans]
    columns = tuple(_column(one, evaluation) for one, evaluation in zip(plans, evaluations, strict=True))
    return Comparison(today, columns, tuple(_differences(evaluations)))


def _column(plan: Plan, evaluation: Evaluation) -> Column:
    used = [load for load in evaluation.terms if load.units]
    ects = [Peak(load.term, load.shown_ects) for load in used]
    hours = [Peak(load.term, load.shown_hours) for load in used]
    taught = [peak for peak, load in zip(hours, used, strict=True) if _holds_class(plan.programme, load)]
    lightest_hours = min(taught, key=_amount, default=None)
    return Column(
        index=plan.active,
        name=plan.scenario.name,
        retained=plan.scenario.retained,
        end_term=evaluation.end_term,
        complete=not still_to_place(plan.programme, evaluation),
        semesters=len(used),
        lightest_ects=min(ects, key=_amount, default=None),
        heaviest_ects=max(ects, key=_amount, default=None),
        lightest_hours=lightest_hours,
        without_class=tuple(
            peak.term
            for peak in hours
            if peak not in taught and (lightest_hours is None or peak.amount < lightest_hours.amount)
        ),
        heaviest_hours=max(hours, key=_amount, default=None),
        ects_by_year={load.term.year: evaluation.loads.in_year(load.term.year).ects for load in used},
        leaves=plan.scenario.leaves,
        waivers=sum(standing.waiver is not None for standing in evaluation.standings.values()),
        after_accreditation=sum(not load.within_accreditation for load in used),
        cost=cost(plan, evaluation),
        blocking=len(evaluation.blocking),
        unplaced=evaluation.to_place,
        awaited=tuple(code for code, one in evaluation.standings.items() if one.state is UnitState.EXPECTED),
        outside=tuple(one.unit for one in evaluation.outside if one.is_unlinked),
    )


def _holds_class(programme: Programme, load: TermLoad) -> bool:
    """Whether a semester holds more than the report on the experience."""
    return any(code != programme.conditions.report_unit for code in load.units)


def _amount(peak: Peak) -> float:
    return peak.amount


def _differences(evaluations: Sequence[Evaluation]) -> Iterable[UnitDifference]:
    codes = dict.fromkeys(code for evaluation in evaluations for code in evaluation.standings)
    for code in codes:
        standings = [evaluation.standings.get(code) for evaluation in evaluations]
        terms = tuple(standing.term if standing else None for standing in standings)
        if len(set(terms)) > 1:
            yield UnitDifference(code, terms)
