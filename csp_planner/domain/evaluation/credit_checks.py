"""What there is to say of units obtained otherwise: answers awaited, rows they are not linked to, ECTS they lack,
confirmations that count for nothing."""

from collections.abc import Iterator

from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.situation import Situation
from csp_planner.domain.evaluation.values import Diagnostic, Fix, FixKind
from csp_planner.domain.states import UnitState


def credit_checks(situation: Situation) -> Iterator[Diagnostic]:
    """The checks of what is obtained or asked for beside what is taken."""
    if not situation.profile.credits and not situation.holdings.outside and not situation.holdings.balances:
        return
    yield from _answers(situation)
    for acquired in situation.holdings.outside:
        if acquired.is_unlinked:
            args = {"title": acquired.title} if acquired.title else {}
            fixes = (Fix(FixKind.LINK, acquired.unit),)
            yield Diagnostic(code=Check.CREDIT_UNLINKED, unit=acquired.unit, args=args, fixes=fixes)
    for balance in situation.holdings.balances:
        if balance.missing > 0:
            args = {
                "ects": balance.ects,
                "rows_ects": balance.rows_ects,
                "missing_ects": balance.missing,
                "units": balance.rows,
                **({"expected": True} if balance.is_expected else {}),
            }
            yield Diagnostic(code=Check.VALUE_SHORT, unit=balance.unit, args=args)


def tick_checks(situation: Situation) -> Iterator[Diagnostic]:
    """Rows that were confirmed by hand, and are no longer confirmed so."""
    for tick in situation.profile.ticks:
        unit = situation.programme.by_code.get(tick.unit)
        if unit is not None and not situation.programme.is_ticked(unit):
            yield Diagnostic(code=Check.TICK_UNUSED, unit=tick.unit, args={"date": tick.date})


def _answers(situation: Situation) -> Iterator[Diagnostic]:
    """Answers that rows wait for, and those whose day has passed."""
    awaited = {
        standing.credit: None
        for standing in situation.standings.values()
        if standing.state is UnitState.EXPECTED and standing.credit is not None
    }
    for credit in situation.profile.credits:
        if credit in awaited or credit.is_overdue(situation.today):
            args = {"basis": credit.basis.value, "date": credit.date}
            is_late = credit not in awaited
            late = {"late": True} if is_late else {}
            fixes = (Fix(FixKind.ANSWER, credit.unit),) if is_late else ()
            yield Diagnostic(code=Check.CREDIT_EXPECTED, unit=credit.unit, args={**args, **late}, fixes=fixes)
