"""What the user's library knows and a plan does not, and what becomes of the plan when it takes it over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.edits.openings import enter_openings
from csp_planner.domain.edits.placing import landing
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.holding import held_as
from csp_planner.domain.offers import opening_of
from csp_planner.domain.openings import OpeningFact, opening_in
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term
from csp_planner.domain.year_openings import YearOpenings


@dataclass(frozen=True, slots=True)
class OpeningChange:
    """A unit that runs in another way in one year than the plan took it to."""

    unit: str
    year: int
    before: OpeningFact
    after: OpeningFact


@dataclass(frozen=True, slots=True)
class Misfit:
    """A unit that is planned where it opens no more; it stays there until a person moves it."""

    scenario: str
    unit: str
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A plan that took over what is known of some years."""

    plan: Plan
    years: tuple[int, ...]
    """The academic years that were taken over."""
    changed: tuple[OpeningChange, ...]
    """In the order of the years, then of the programme. What only became certain is not among them."""
    no_longer_fits: tuple[Misfit, ...]


def news(plan: Plan, library: Iterable[YearOpenings]) -> tuple[YearOpenings, ...]:
    """What the *library* tells that the plan has not, in the order of the years; what it declined is left out."""
    return tuple(sorted((told for told in library if _is_news(plan.programme, told)), key=lambda told: told.year))


def _is_news(programme: Programme, told: YearOpenings) -> bool:
    declined = programme.declined.get(told.year)
    if told.programme != programme.code or (declined is not None and told.date <= declined):
        return False
    known = programme.entered_enrolment.get(told.year)
    if told.enrolment is not None and told.enrolment != known and (known is None or known.date <= told.enrolment.date):
        return True
    return bool(_newer(programme, told))


def _newer(programme: Programme, told: YearOpenings) -> Mapping[str, object]:
    """Of the openings *told*, those that the programme does not have, or has from an earlier day."""
    found: dict[str, object] = {}
    for code, opening in told.openings.items():
        unit = programme.by_code.get(code)
        if unit is None or not unit.is_attended:
            continue
        entered = unit.entered.get(told.year)
        same = told.year in unit.openings and opening_of(unit.openings[told.year]) == opening
        if not same and (entered is None or entered.date <= told.date):
            found[code] = opening
    return found


def updated(plan: Plan, library: Iterable[YearOpenings], today: date) -> Update:
    """The plan with all that the *library* tells and the plan has not; nothing placed or obtained is lost or moved."""
    new, years = plan, list[int]()
    for told in news(plan, library):
        fitting = replace(told, openings={code: told.openings[code] for code in _newer(plan.programme, told)})
        entered = enter_openings(new, fitting)
        if isinstance(entered, Plan):
            new = entered
            years.append(told.year)
    return Update(
        plan=new,
        years=tuple(years),
        changed=opening_changes(plan.programme, new.programme, years),
        no_longer_fits=tuple(_misfits(plan, new, today)),
    )


def opening_changes(before: Programme, after: Programme, years: Iterable[int]) -> tuple[OpeningChange, ...]:
    """The units that run in another way in one of *years*."""
    return tuple(
        OpeningChange(unit.code, year, was, now)
        for year in years
        for unit in after.units
        if unit.is_attended and unit.code in before.by_code
        for was, now in [(opening_in(before, before.by_code[unit.code], year), opening_in(after, unit, year))]
        if was.opening != now.opening
    )


def misfits(before: Plan, after: Plan, today: date) -> tuple[Misfit, ...]:
    """What fitted in *before* where it is planned, and fits there in *after* no more, in every scenario."""
    return tuple(_misfits(before, after, today))


def _misfits(before: Plan, after: Plan, today: date) -> Iterator[Misfit]:
    for index, scenario in enumerate(after.scenarios):
        for placement in scenario.placements:
            if placement.waiver is None and held_as(after.profile, placement.unit, today) is None:
                places = (replace(plan, active=index) for plan in (before, after))
                fitted, fits = (_fits(plan, placement.unit, placement.term, today) for plan in places)
                if fitted and not fits:
                    yield Misfit(scenario.name, placement.unit, placement.term)


def _fits(plan: Plan, code: str, term: Term, today: date) -> bool:
    """Whether the unit could be put there anew."""
    bare = plan.with_scenario(replace(plan.scenario, placements=()))
    landed = landing(bare, code, term, today)
    return not isinstance(landed, Refusal) and landed == term
