"""What a learner has obtained, taken over from their plan for another programme: by code, and never with openings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.edits.credits import add_credit
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Credit, CreditBasis, Plan, UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """A plan that took over what was obtained."""

    plan: Plan
    rows: tuple[Credit, ...]
    """Credits for rows of the plan's programme."""
    outside: tuple[Credit, ...]
    """Credits for units that are no rows of it: they keep title and worth, and can be linked."""


def obtained_in(source: Plan, today: date) -> Iterator[Credit]:
    """What the learner of *source* has obtained at *today*, each code once: validated, then credited.

    Each has the title and the ECTS that it had there.
    """
    rows = effective_programme(source.programme, source.profile, source.scenario).by_code
    validated = (
        Credit(
            unit=attempt.unit, basis=CreditBasis.EARLIER, date=attempt.date, note=attempt.note,
            ects=attempt.ects, hours=attempt.hours,
        )
        for attempt in source.profile.attempts
        if attempt.state is UnitState.VALIDATED
    )  # fmt: skip
    credited = (credit for credit in source.profile.credits if credit.stands(today) is UnitState.OBTAINED_OTHERWISE)
    seen: set[str] = set()
    for credit in (*validated, *credited):
        if credit.unit in seen:
            continue
        seen.add(credit.unit)
        row = rows.get(credit.unit)
        title, worth = (row.title, row.ects) if row else ("", None)
        yield replace(credit, title=credit.title or title, ects=worth if credit.ects is None else credit.ects)


def carry_over(plan: Plan, source: Plan, today: date) -> CarriedOver:
    """*plan*, in which nothing is obtained yet, with what the learner of *source* has obtained."""
    known, rows, outside = plan.programme.by_code, list[Credit](), list[Credit]()
    for credit in obtained_in(source, today):
        row = known.get(credit.unit)
        linked = tuple(code for code in credit.counts_for if code in known)
        credit = replace(credit, counts_for=linked)
        if row is not None:  # a row has its title, and its worth where the two are the same
            credit = replace(credit, title="", ects=None if credit.ects == row.ects else credit.ects)
        carried = add_credit(plan, credit)
        if isinstance(carried, Refusal):  # only a plan made by hand elsewhere holds what no edit would have let in
            continue
        plan = carried
        (outside if row is None else rows).append(credit)
    return CarriedOver(plan=plan, rows=tuple(rows), outside=tuple(outside))
