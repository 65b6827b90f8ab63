"""What a learner has obtained, taken over from their plan for another programme: by code, and never with openings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from csp_planner.domain.edits.credits import add_credit
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Credit, CreditBasis, Plan, UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """A unit that a learner has obtained, as their plan knows it."""

    credit: Credit
    """What says so in another plan."""
    title: str
    """The title in the sheet of their plan; empty where that has no row of it."""
    ects: float | None

    @property
    def code(self) -> str:
        """Code of the unit."""
        return self.credit.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """A plan that took over what was obtained, and what of it could not be."""

    plan: Plan
    taken: tuple[Obtained, ...]
    left: tuple[Obtained, ...]
    """What no row of the plan's programme has the code of."""


def obtained_in(source: Plan, today: date) -> Iterator[Obtained]:
    """What the learner of *source* has obtained at *today*: validated, then credited; each code once."""
    rows = effective_programme(source.programme, source.profile).by_code
    validated = (
        Credit(unit=attempt.unit, basis=CreditBasis.EARLIER, date=attempt.date, note=attempt.note)
        for attempt in source.profile.attempts
        if attempt.state is UnitState.VALIDATED
    )
    credited = (credit for credit in source.profile.credits if credit.date <= today)
    seen: set[str] = set()
    for credit in (*validated, *credited):
        if credit.unit not in seen:
            seen.add(credit.unit)
            row = rows.get(credit.unit)
            yield Obtained(credit=credit, title=row.title if row else "", ects=row.ects if row else None)


def carry_over(plan: Plan, source: Plan, today: date) -> CarriedOver:
    """*plan* with what the learner of *source* has obtained, as credits for the rows of the same codes."""
    taken, left = list[Obtained](), list[Obtained]()
    for obtained in obtained_in(source, today):
        carried = add_credit(plan, obtained.credit)
        if isinstance(carried, Refusal):
            left.append(obtained)
        else:
            plan = carried
            taken.append(obtained)
    return CarriedOver(plan=plan, taken=tuple(taken), left=tuple(left))
