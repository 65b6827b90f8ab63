"""What a newer edition of its programme does to a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from csp_planner.domain.edition.comparing import compare_programmes
from csp_planner.domain.edition.values import ProgrammeChanges
from csp_planner.domain.edits.editions import LostChoice, renew_programme
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.evaluation.acquired import Acquired, holdings_of
from csp_planner.domain.holding import held_as
from csp_planner.domain.openings import modes_in
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.planning.updating import misfits
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import LIVE_STATES, UnitState
from csp_planner.domain.terms import Term
from csp_planner.domain.text import centre_name, plain_line


class Unfit(StrEnum):
    """Why something of a plan does not fit a newer edition any more."""

    GONE = "gone"
    """The unit is no row any more."""
    NOT_ATTENDED = "not-attended"
    """The row is not attended any more: it is confirmed by hand, or its dates decide."""
    NOT_OPEN = "not-open"
    """The unit does not open in that term any more, or the term takes no plan any more."""
    MODE_GONE = "mode-gone"
    """The way to attend that was chosen is not offered there any more."""
    FILLING = "filling"
    """What filled a slot has no slot any more, or is a row of the programme now."""
    BRANCH = "branch"
    """The branch that was chosen is not one to choose any more."""
    PIN = "pin"
    """The block in which a unit was to count does not have it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLongerFits:
    """Something of a plan that does not fit the newer edition. What is planned stays there until a person moves it."""

    why: Unfit
    scenario: str = ""
    """Empty for what holds in every scenario."""
    unit: str = ""
    term: Term | None = None
    mode: str = ""
    block: str = ""
    """The label of the block that a choice was about; its path where the sheet does not name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLink:
    """What was obtained or is expected and counts for no row of the newer edition until a person links it."""

    unit: str
    title: str
    ects: float | None
    hours: float | None
    likely: tuple[str, ...]
    """Rows that the newer edition added under the same title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridesSheet:
    """An opening that the user entered, of a year that the newer edition publishes otherwise: what they entered
    stands, and they may take it back."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """A plan that was moved to a newer edition, and what that does to it."""

    plan: Plan
    changes: ProgrammeChanges
    no_longer_fits: tuple[NoLongerFits, ...]
    to_link: tuple[ToLink, ...]
    entered: tuple[OverridesSheet, ...]
    other_centre: bool
    """Whether another centre publishes it: its openings are those of another place."""


def to_edition(plan: Plan, new: Programme, today: date) -> EditionChange | Refusal:
    """*plan* moved to *new*, a newer edition of its programme: one plan, so one step to undo.

    Nothing placed or obtained is lost or moved. Refused where *new* is another diploma.
    """
    renewed = renew_programme(plan, new, today)
    if isinstance(renewed, Refusal):
        return renewed
    after = renewed.plan
    changes = compare_programmes(plan.programme, after.programme)
    return EditionChange(
        plan=after,
        changes=changes,
        no_longer_fits=(*_unfit(plan, after, today), *map(_choice, renewed.lost)),
        to_link=tuple(_to_link(plan, after, changes, today)),
        entered=tuple(_overriding(plan.programme, after.programme)),
        other_centre=centre_name(plan.programme.publisher) != centre_name(after.programme.publisher),
    )


def _unfit(before: Plan, after: Plan, today: date) -> Iterator[NoLongerFits]:
    if before.programme == after.programme:
        return
    closed = {(one.scenario, one.unit, one.term) for one in misfits(before, after, today)}
    for scenario in after.scenarios:
        for placement in scenario.placements:
            if held_as(after.profile, placement.unit, today) is None:
                is_closed = (scenario.name, placement.unit, placement.term) in closed
                why = _why(before.programme, after.programme, placement, is_closed=is_closed)
                if why is not None:
                    mode = placement.mode if why is Unfit.MODE_GONE else ""
                    yield NoLongerFits(
                        why=why, scenario=scenario.name, unit=placement.unit, term=placement.term, mode=mode
                    )
        yield from _fillings(before.programme, after.programme, scenario)
    for attempt in after.profile.attempts:
        is_under_way = attempt.state in LIVE_STATES and attempt.state is not UnitState.VALIDATED
        if is_under_way and attempt.unit in before.programme.by_code and attempt.unit not in after.programme.by_code:
            yield NoLongerFits(why=Unfit.GONE, unit=attempt.unit, term=attempt.term)


def _why(old: Programme, new: Programme, placement: Placement, *, is_closed: bool) -> Unfit | None:
    row, was = new.by_code.get(placement.unit), old.by_code.get(placement.unit)
    if was is None:
        return None
    if row is None:
        return Unfit.GONE
    if not row.is_attended:
        return Unfit.NOT_ATTENDED if was.is_attended else None
    if is_closed:
        return Unfit.NOT_OPEN
    offered, now = modes_in(old, was, placement.term), modes_in(new, row, placement.term)
    return Unfit.MODE_GONE if placement.mode in offered and placement.mode not in now else None


def _fillings(old: Programme, new: Programme, scenario: Scenario) -> Iterator[NoLongerFits]:
    for filling in scenario.fillings:
        was, slot = old.by_code.get(filling.slot), new.by_code.get(filling.slot)
        has_slot = slot is not None and slot.is_slot
        is_row = filling.code in new.by_code and filling.code not in old.by_code
        if was is not None and was.is_slot and (not has_slot or is_row):
            yield NoLongerFits(why=Unfit.FILLING, scenario=scenario.name, unit=filling.slot)


def _choice(lost: LostChoice) -> NoLongerFits:
    block = lost.label or lost.path
    if lost.unit:
        return NoLongerFits(why=Unfit.PIN, scenario=lost.scenario, unit=lost.unit, block=block)
    return NoLongerFits(why=Unfit.BRANCH, scenario=lost.scenario, block=block)


def _to_link(before: Plan, after: Plan, changes: ProgrammeChanges, today: date) -> Iterator[ToLink]:
    known = {one.unit for one in _outside(before, today) if one.is_unlinked}
    for one in _outside(after, today):
        if one.is_unlinked and one.unit not in known:
            row = before.programme.by_code.get(one.unit)
            title = one.title or (row.title if row is not None else "")
            likely = tuple(unit.code for unit in changes.added if title and _same(unit.title, title))
            yield ToLink(unit=one.unit, title=title, ects=one.ects, hours=one.hours, likely=likely)


def _outside(plan: Plan, today: date) -> tuple[Acquired, ...]:
    effective = effective_programme(plan.programme, plan.profile, plan.scenario)
    return holdings_of(plan.programme, effective, plan.profile, today).outside


def _same(title: str, other: str) -> bool:
    return plain_line(title).casefold().split() == plain_line(other).casefold().split()


def _overriding(old: Programme, new: Programme) -> Iterator[OverridesSheet]:
    """What was entered before the sheet had the year, and the sheet has otherwise now."""
    for unit in new.units:
        was = old.by_code.get(unit.code)
        for year, told in unit.entered.items():
            earlier = was.entered.get(year) if was is not None else None
            if told.published and earlier is not None and (earlier.published, earlier.sheet) != (True, told.sheet):
                yield OverridesSheet(unit=unit.code, year=year)
