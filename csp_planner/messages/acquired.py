"""What is obtained otherwise, asked for, or was acquired outside the present sheet, in words."""

from collections.abc import Iterator
from datetime import date

from csp_planner.domain.evaluation.acquired import Acquired
from csp_planner.domain.evaluation.values import Evaluation, Standing, Totals
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditState
from csp_planner.domain.states import UnitState
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.naming import outside_name
from csp_planner.messages.problems import shown
from csp_planner.messages.words import basis_short, credit_word, date_label, ects, hours, number, state_word, term_short


def outside_word() -> str:
    """That a unit is no row of the present sheet, and was acquired: « acquis hors de la fiche »."""
    return pgettext("state", "acquired outside the sheet")


def signed(amount: float) -> str:
    """*amount* with its sign, as balances are said: « −2 »."""
    return pgettext("balance", "+{amount}").format(amount=number(amount)) if amount > 0 else number(amount)


def balance_sentence(totals: Totals) -> str:
    """What own values make of the sum, with its sign; empty where they make nothing of it."""
    if not totals.balance:
        return ""
    return _("balance of what was obtained: {amount}").format(amount=signed(totals.balance))


def credit_sentence(credit: Credit, today: date) -> str:
    """On what grounds, and what came of it: « VES (études supérieures), 12 mars 2026 »."""
    values = {"ground": credit_word(credit.basis), "day": date_label(credit.date)}
    if credit.state is CreditState.REFUSED:
        return _("{ground}: refused on {day}").format_map(values)
    if credit.is_overdue(today):
        return _("{ground}: the answer was expected on {day}").format_map(values)
    if credit.state is CreditState.ASKED:
        return _("{ground}: asked for, answer expected on {day}").format_map(values)
    if today < credit.date:
        return _("{ground}: expected on {day}").format_map(values)
    return _("{ground}, {day}").format_map(values)


def credit_chip(credit: Credit, today: date) -> str:
    """The same on a card, where there is little room."""
    ground = basis_short(credit.basis)
    if credit.state is CreditState.REFUSED:
        return pgettext("card", "{ground} refused").format(ground=ground)
    if credit.is_overdue(today):
        return pgettext("card", "{ground}: granted?").format(ground=ground)
    if credit.state is CreditState.ASKED or today < credit.date:
        return pgettext("card", "{ground} awaited").format(ground=ground)
    return pgettext("card", "{ground} granted").format(ground=ground)


def standing_word(standing: Standing, today: date) -> str:
    """How a row stands: by a credit of its own, by that of another unit, or by its state."""
    credit = standing.credit
    if credit is None:
        return state_word(standing.state)
    is_awaited = standing.state is UnitState.EXPECTED
    if credit.unit == standing.unit:
        return credit_chip(credit, today) if is_awaited else credit_word(credit.basis)
    if is_awaited:
        return _("by {unit}, awaited").format(unit=shown(credit.unit))
    return _("obtained by {unit}").format(unit=shown(credit.unit))


def brief_credit(standing: Standing, today: date) -> str:
    """The same where there is very little room: by which unit a row is obtained, or what is awaited."""
    credit = standing.credit
    if credit is None:
        return ""
    if credit.unit != standing.unit:
        return pgettext("card", "by {unit}").format(unit=shown(credit.unit))
    return credit_chip(credit, today) if standing.state is UnitState.EXPECTED else ""


def use_words(acquired: Acquired) -> str:
    """For which rows a unit counts that is none; empty while it is neither obtained nor expected."""
    if acquired.rows:
        return rows_words(acquired.rows)
    return _("counts for no unit of the sheet") if acquired.is_unlinked else ""


def rows_words(rows: tuple[str, ...]) -> str:
    """For which rows a unit counts."""
    return _("counts for {rows}").format(rows=", ".join(map(shown, rows)))


def acquired_state(acquired: Acquired, today: date) -> str:
    """How a unit stands that is no row: what it counts for, what is awaited, or that it is outside the sheet."""
    if acquired.state is None and acquired.credit is not None:
        return credit_chip(acquired.credit, today)
    return rows_words(acquired.rows) if acquired.rows else outside_word()


def acquired_ground(acquired: Acquired, today: date) -> str:
    """How a unit that is no row was acquired."""
    if acquired.attempt is not None:
        return _("validated in {term}").format(term=term_short(acquired.attempt.term))
    return credit_sentence(acquired.credit, today) if acquired.credit is not None else ""


def decision_words(credit: Credit) -> str:
    """Who decided or answers, and when; empty where neither is known."""
    values = {"name": shown(credit.decided_by), "day": date_label(credit.decided_on) if credit.decided_on else ""}
    if credit.decided_by and credit.state is CreditState.ASKED:
        return _("answer by {name}").format_map(values)
    if credit.decided_by and credit.decided_on:
        return _("decided by {name} on {day}").format_map(values)
    if credit.decided_by:
        return _("decided by {name}").format_map(values)
    return _("decided on {day}").format_map(values) if credit.decided_on else ""


def worth_words(own_ects: float | None, own_hours: float | None) -> str:
    """What a unit is worth; empty where nobody knows."""
    if own_ects is None and own_hours is None:
        return ""
    if own_ects is None:
        return hours(own_hours)
    if own_hours is None:
        return ects(own_ects)
    return pgettext("card", "{ects} · {hours}").format(ects=ects(own_ects), hours=hours(own_hours))


def holding_lines(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    """All that is obtained otherwise or was asked for, a line each: on rows of the sheet, then outside it."""
    today = evaluation.today
    for credit in plan.profile.credits:
        unit = plan.programme.by_code.get(credit.unit)
        if unit is not None:
            standing = evaluation.standings[credit.unit]
            worth = ects(standing.ects) if standing.credit is credit else worth_words(credit.ects, credit.hours)
            yield _line(credit.unit, unit.title, credit_sentence(credit, today), worth, decision_words(credit))
    for acquired in evaluation.outside:
        use = rows_words(acquired.rows) if acquired.rows else outside_word()
        decision = decision_words(acquired.credit) if acquired.credit is not None else ""
        worth = worth_words(acquired.ects, acquired.hours)
        yield _line(acquired.unit, acquired.title, acquired_ground(acquired, today), worth, use, decision)


def _line(code: str, title: str, *said: str) -> str:
    name = shown(outside_name(code, title).whole)
    return pgettext("unit", "{unit}: {said}").format(unit=name, said=" · ".join(filter(None, said)))
