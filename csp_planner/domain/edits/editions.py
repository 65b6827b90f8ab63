"""A plan moved to a newer edition of its programme in one edit. Nothing placed, obtained or entered is lost by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import TakeBlocks, parent_of
from csp_planner.domain.edition.pairing import Pairing, pair_blocks
from csp_planner.domain.edition.published import laid_over
from csp_planner.domain.edits.outcomes import RESULTS
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.holding import dispensing
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Pin, Plan, Scenario
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, Profile, Tick
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.states import UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class LostChoice:
    """A branch that was chosen, or a block that a unit was pinned to, which the newer award does not have."""

    scenario: str
    label: str
    """How the block was called; empty where the sheet does not name it."""
    path: str
    """Where it stood."""
    unit: str = ""
    """The unit that was pinned to it; empty for a branch."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """A plan of a newer edition."""

    plan: Plan
    lost: tuple[LostChoice, ...]


def renew_programme(plan: Plan, new: Programme, today: date) -> Renewed | Refusal:
    """Put the newer edition *new* in the place of the programme of *plan*.

    What was obtained at *today* keeps what it was worth, what the user entered is laid over *new*, and choices of
    blocks follow their blocks. Nothing is moved: what does not fit any more is said of the plan.
    """
    old = plan.programme
    if new.code != old.code:
        return Refusal(reason=Reason.OTHER_SHEET, name=new.code)
    programme = laid_over(new, old)
    if programme == old:
        return Renewed(plan, ())
    profile = _Worth(plan, programme, today).profile()
    scenarios, lost = plan.scenarios, list[LostChoice]()
    if programme.award != old.award:
        pairing, moved = pair_blocks(old.award, programme.award), list[Scenario]()
        for scenario in scenarios:
            kept, gone = _rechosen(scenario, pairing)
            moved.append(kept)
            lost += gone
        scenarios = tuple(moved)
    return Renewed(replace(plan, programme=programme, profile=profile, scenarios=scenarios), tuple(lost))


class _Worth:
    """What the learner has obtained, given the value it had where the newer edition would give it another one."""

    def __init__(self, plan: Plan, new: Programme, today: date) -> None:
        self._plan, self._today, self._programme = plan, today, new
        self._before = effective_programme(plan.programme, plan.profile, plan.scenario).by_code
        self._after = effective_programme(new, plan.profile, plan.scenario).by_code

    def profile(self) -> Profile:
        """The profile for the newer edition."""
        profile = self._plan.profile
        by_row = dispensing(profile, self._today)
        attempts = tuple(self._attempt(one) for one in profile.attempts)
        kept = tuple(self._credit(one, by_row) for one in profile.credits)
        known = {credit.unit for credit in kept}
        ticks, made = list[Tick](), list[Credit]()
        for tick in profile.ticks:
            turned = self._ticked(tick)
            if turned is None or tick.unit in known:
                ticks.append(tick)
            else:
                made.append(turned)
        made += [credit for credit in self._unattended(profile) if credit.unit not in known]
        return replace(profile, attempts=attempts, credits=(*kept, *made), ticks=tuple(ticks))

    def _attempt(self, attempt: Attempt) -> Attempt:
        before = self._before.get(attempt.unit)
        if before is None or attempt.state not in RESULTS:
            return attempt
        after = self._after.get(attempt.unit)
        ects = before.ects if after is None or after.ects != before.ects else None
        hours = before.hours if after is None or after.hours != before.hours else None
        return replace(
            attempt,
            ects=ects if attempt.ects is None else attempt.ects,
            hours=hours if attempt.hours is None else attempt.hours,
        )

    def _credit(self, credit: Credit, by_row: Mapping[str, Credit]) -> Credit:
        """A credit: one that is obtained keeps its worth, and one for a row that is gone its title and worth."""
        row, known = self._before.get(credit.unit), credit
        if row is not None and credit.unit not in self._after:
            credit = replace(credit, title=credit.title or row.title)
        elif credit.stands(self._today) is not UnitState.OBTAINED_OTHERWISE:
            return credit
        held = [code for code in credit.rows if by_row.get(code) is known]
        own = self._validated(credit.unit)
        before = [self._before[code] for code in held if code in self._before]
        after = [self._after[code] for code in held if code in self._after]
        if not before and row is not None and not any(code in self._after for code in credit.rows):
            before = [row]  # asked for, or refused: what it would have been worth
        if not before:
            return credit
        ects, hours = _sum_ects(before), _sum_hours(before)
        is_same = [unit.code for unit in before] == [unit.code for unit in after]
        if own is not None and own.ects is not None:
            ects = own.ects
        if own is not None and own.hours is not None:
            hours = own.hours
        if credit.ects is None and not (is_same and _sum_ects(after) == ects):
            credit = replace(credit, ects=ects)
        if credit.hours is None and not (is_same and _sum_hours(after) == hours):
            credit = replace(credit, hours=hours)
        return credit

    def _validated(self, code: str) -> Attempt | None:
        taken = [one for one in self._plan.profile.attempts if one.unit == code and one.state is UnitState.VALIDATED]
        return taken[-1] if taken else None

    def _ticked(self, tick: Tick) -> Credit | None:
        """A row that was confirmed, as a credit, where the newer edition does not confirm it at the same worth.

        A tick says nothing of what it was worth.
        """
        before, after = self._before.get(tick.unit), self._after.get(tick.unit)
        if before is None or not self._plan.programme.is_ticked(before) or tick.date > self._today:
            return None
        is_confirmed = after is not None and self._programme.is_ticked(after)
        if after is not None and is_confirmed and (before.ects, before.hours) == (after.ects, after.hours):
            return None
        return self._as_credit(before, after, tick.date)

    def _unattended(self, profile: Profile) -> Iterator[Credit]:
        """Rows that were validated by taking them, and that dates decide about in the newer edition."""
        for code in dict.fromkeys(one.unit for one in profile.attempts):
            before, after, taken = self._before.get(code), self._after.get(code), self._validated(code)
            if before is None or after is None or taken is None or after.is_attended or not before.is_attended:
                continue
            if not self._programme.is_ticked(after):
                yield self._as_credit(before, after, taken.date)

    def _as_credit(self, before: Unit, after: Unit | None, day: date) -> Credit:
        is_gone = after is None
        return Credit(
            unit=before.code,
            basis=CreditBasis.EARLIER,
            date=day,
            title=before.title if is_gone else "",
            ects=before.ects if is_gone or before.ects != after.ects else None,
            hours=before.hours if is_gone or before.hours != after.hours else None,
        )


def _sum_ects(units: list[Unit]) -> float:
    return add_up(unit.ects for unit in units)


def _sum_hours(units: list[Unit]) -> float | None:
    """Their hours together; None where those of one are not published."""
    hours = [unit.hours for unit in units if unit.hours is not None]
    return add_up(hours) if len(hours) == len(units) else None


def _rechosen(scenario: Scenario, pairing: Pairing) -> tuple[Scenario, list[LostChoice]]:
    """*scenario* with the paths of its choices as the newer award has them, and the choices it cannot keep."""
    lost = list[LostChoice]()
    found = set[str]()
    for path in scenario.branches:
        now = pairing.now(path)
        if now is not None and _is_branch(now, pairing):
            found.add(now)
        elif path in pairing.old:
            lost.append(LostChoice(scenario=scenario.name, label=pairing.old[path].label, path=path))
    branches = tuple(path for path in pairing.new if path in found)
    pins = list[Pin]()
    for pin in scenario.pins:
        now = pairing.now(pin.block)
        if now is not None and pin.unit in pairing.new[now].leaves:
            pins.append(replace(pin, block=now))
        elif pin.block in pairing.old:
            label = pairing.old[pin.block].label
            lost.append(LostChoice(scenario=scenario.name, label=label, path=pin.block, unit=pin.unit))
    return replace(scenario, branches=branches, pins=tuple(pins)), lost


def _is_branch(path: str, pairing: Pairing) -> bool:
    """Whether the block at *path* of the newer award is one to choose among others."""
    return bool(path) and isinstance(pairing.new[parent_of(path)].take, TakeBlocks)
