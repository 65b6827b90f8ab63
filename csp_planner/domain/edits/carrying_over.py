"""What a learner has obtained, taken over from their plan for another programme: by code, and never with openings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.edits.credits import add_credit
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.edits.slots import fill_slot
from csp_planner.domain.edits.ticking import tick
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Credit, CreditBasis, Plan, Tick, UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """A plan that took over what was obtained."""

    plan: Plan
    rows: tuple[Credit, ...]
    """Credits for rows of the plan's programme."""
    outside: tuple[Credit, ...]
    """Credits for units that are no rows of it: they keep title and worth, and can be linked."""
    ticks: tuple[Tick, ...]
    """Rows that are confirmed by hand in both programmes."""


def obtained_in(source: Plan, today: date) -> Iterator[Credit]:
    """What the learner of *source* has obtained at *today*, each code once: validated, credited, then confirmed.

    Each has the title and the ECTS that it had there.
    """
    programme = effective_programme(source.programme, source.profile, source.scenario)
    rows, seen = programme.by_code, set[str]()
    # The last of several counts, as it does where the plan is judged.
    validated = {one.unit: one for one in source.profile.attempts if one.state is UnitState.VALIDATED}
    taken = (
        Credit(
            unit=attempt.unit, basis=CreditBasis.EARLIER, date=attempt.date, note=attempt.note,
            ects=attempt.ects, hours=attempt.hours,
        )
        for attempt in validated.values()
    )  # fmt: skip
    credited = (credit for credit in source.profile.credits if credit.stands(today) is UnitState.OBTAINED_OTHERWISE)
    confirmed = (
        Credit(unit=one.unit, basis=CreditBasis.EARLIER, date=one.date)
        for one in source.profile.ticks
        if one.date <= today and (one.unit not in rows or programme.is_ticked(rows[one.unit]))
    )
    for credit in (*taken, *credited, *confirmed):
        if credit.unit in seen:
            continue
        seen.add(credit.unit)
        row = rows.get(credit.unit)
        title, worth = (row.title, row.ects) if row else ("", None)
        yield replace(credit, title=credit.title or title, ects=worth if credit.ects is None else credit.ects)


def carry_over(plan: Plan, source: Plan, today: date) -> CarriedOver:
    """*plan*, in which nothing is obtained yet, with what the learner of *source* has obtained.

    A row that is confirmed by hand in both is confirmed in *plan*, too; all else becomes a credit.
    """
    known, rows, outside, ticks = plan.programme.by_code, list[Credit](), list[Credit](), list[Tick]()
    for credit in obtained_in(source, today):
        row = known.get(credit.unit)
        held = source.profile.tick(credit.unit)
        if row is not None and held is not None and plan.programme.is_ticked(row):
            confirmed = tick(plan, held.unit, held.date)
            if not isinstance(confirmed, Refusal):
                plan = confirmed
                ticks.append(held)
                continue
        plan, credit = _filled(plan, source, credit)
        linked = tuple(code for code in credit.counts_for if code in known)
        credit = replace(credit, counts_for=linked)
        if row is not None:  # a row has its title, and its worth where the two are the same
            credit = replace(credit, title="", ects=None if credit.ects == row.ects else credit.ects)
        carried = add_credit(plan, credit)
        if isinstance(carried, Refusal):  # only a plan made by hand elsewhere holds what no edit would have let in
            continue
        plan = carried
        (outside if row is None else rows).append(credit)
    return CarriedOver(plan=plan, rows=tuple(rows), outside=tuple(outside), ticks=tuple(ticks))


def _filled(plan: Plan, source: Plan, credit: Credit) -> tuple[Plan, Credit]:
    """A free unit, as what filled it: in the slot that *plan* has of the same code or, where it has none, by itself."""
    filling, slot = source.scenario.filling(credit.unit), source.programme.by_code.get(credit.unit)
    if filling is None or slot is None or not slot.is_slot:
        return plan, credit
    if credit.unit in plan.programme.by_code:
        filled = fill_slot(plan, filling)
        return (plan if isinstance(filled, Refusal) else filled), credit
    return plan, replace(credit, unit=filling.code or credit.unit, title=filling.title or credit.title)
