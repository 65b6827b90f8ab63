"""What a learner has obtained, taken over from their plan for another programme: by code, and never with openings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from csp_planner.domain.edits.credits import add_credit
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.edits.slots import fill_slot
from csp_planner.domain.edits.ticking import tick
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditBasis, Tick
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.text import plain_line


class Agreement(StrEnum):
    """By what something obtained is found again in another programme."""

    BOTH = "both"
    """Code and title are those of the row."""
    CODE = "code"
    """The code is that of the row, and its title is another one."""
    TITLE = "title"
    """One row has the title, under another code."""
    NONE = "none"
    """No row is like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Something obtained, and what it is likely to be in another programme: a person is to confirm it."""

    unit: str
    """Its code in the plan where it was obtained."""
    code: str
    """The code it would be carried over by: that of what fills it, where it is a free unit."""
    title: str
    ects: float | None
    agreement: Agreement
    rows: tuple[str, ...] = ()
    """The rows it would count for."""

    @property
    def is_row(self) -> bool:
        """Whether its code is that of a row: it cannot be carried over without counting for it."""
        return self.code in self.rows

    @property
    def is_sure(self) -> bool:
        """Whether it is carried over unless a person says otherwise: code and title are those of a row.

        What is like no row would count for nothing, and each would be warned of: a person may still want it.
        """
        return self.agreement is Agreement.BOTH


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


def offered(programme: Programme, source: Plan, today: date) -> tuple[Offered, ...]:
    """What the learner of *source* has obtained, beside the rows of *programme* it may count for.

    What is likeliest comes first. A title is only taken for that of a row where one row alone has it, and nothing else
    stands for that row.
    """
    obtained = [(credit.unit, _renamed(programme, source, credit)) for credit in obtained_in(source, today)]
    by_code = {code for _unit, credit in obtained for code in credit.rows if code in programme.by_code}
    by_title: dict[tuple[str, ...], list[str]] = {}
    for row in programme.units:
        if _words(row.title):
            by_title.setdefault(_words(row.title), []).append(row.code)
    found = list[Offered]()
    for unit, credit in obtained:
        rows = tuple(code for code in credit.rows if code in programme.by_code)
        agreement = _agreement(programme, source, credit, rows)
        titled = by_title.get(_words(credit.title), []) if agreement is Agreement.NONE else []
        if len(titled) == 1 and titled[0] not in by_code:
            rows, agreement = (titled[0],), Agreement.TITLE
            by_code.add(titled[0])
        one = Offered(
            unit=unit, code=credit.unit, title=credit.title, ects=credit.ects, agreement=agreement, rows=rows
        )  # fmt: skip
        found.append(one)
    return tuple(sorted(found, key=lambda one: list(Agreement).index(one.agreement)))


def _agreement(programme: Programme, source: Plan, credit: Credit, rows: tuple[str, ...]) -> Agreement:
    """Whether the *rows* that have the codes of *credit* have the titles, too, that they had in *source*."""
    if not rows:
        return Agreement.NONE
    before = {code: unit.title for code, unit in source.programme.by_code.items()} | {credit.unit: credit.title}
    same = (_words(before.get(code, "")) == _words(programme.by_code[code].title) != () for code in rows)
    return Agreement.BOTH if all(same) else Agreement.CODE


def _renamed(programme: Programme, source: Plan, credit: Credit) -> Credit:
    """A free unit, as what filled it where *programme* has no slot of its code."""
    filling, slot = source.scenario.filling(credit.unit), source.programme.by_code.get(credit.unit)
    if filling is None or slot is None or not slot.is_slot or credit.unit in programme.by_code:
        return credit
    return replace(credit, unit=filling.code or credit.unit, title=filling.title or credit.title)


def _words(title: str) -> tuple[str, ...]:
    return tuple(plain_line(title).casefold().split())


def carry_over(
    plan: Plan, source: Plan, today: date, confirmed: Mapping[str, tuple[str, ...]] | None = None
) -> CarriedOver:
    """*plan*, in which nothing is obtained yet, with what the learner of *source* has obtained.

    A row that is confirmed by hand in both is confirmed in *plan*, too; all else becomes a credit. *confirmed* holds
    the units to carry over, each with the rows it counts for beside its own; without it, all are carried over, and
    count for the rows they counted for.
    """
    known, rows, outside, ticks = plan.programme.by_code, list[Credit](), list[Credit](), list[Tick]()
    for credit in obtained_in(source, today):
        if confirmed is not None and credit.unit not in confirmed:
            continue
        counts_for = credit.counts_for if confirmed is None else confirmed[credit.unit]
        row = known.get(credit.unit)
        held = source.profile.tick(credit.unit)
        if row is not None and held is not None and plan.programme.is_ticked(row):
            ticked = tick(plan, held.unit, held.date)
            if not isinstance(ticked, Refusal):
                plan = ticked
                ticks.append(held)
                continue
        plan, credit = _filled(plan, source, credit)
        row = known.get(credit.unit)
        linked = tuple(code for code in counts_for if code in known and code != credit.unit)
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
    filling, slot = source.scenario.filling(credit.unit), plan.programme.by_code.get(credit.unit)
    was = source.programme.by_code.get(credit.unit)
    if filling is None or slot is None or was is None or not was.is_slot:
        return plan, _renamed(plan.programme, source, credit)
    filled = fill_slot(plan, filling)
    return (plan if isinstance(filled, Refusal) else filled), credit
