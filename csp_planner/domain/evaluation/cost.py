"""What the diploma costs on the chosen funding, and an estimate of how that falls on the years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from csp_planner.domain.amounts import add_up
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan, UnitState
from csp_planner.domain.programme import Tariff


@dataclass(frozen=True, slots=True)
class YearCost:
    """What falls on one academic year, in euros and whole cents: an estimate by hours, never the sheet's."""

    year: int
    hours: float
    """Teaching hours of the units that stand in the year."""
    euros: float


@dataclass(frozen=True, slots=True)
class Cost:
    """The price on one funding. The years and ``unplaced`` add up to the total, to the cent."""

    tariff: Tariff
    total: float
    """The sheet's, in euros, for the whole diploma."""
    years: tuple[YearCost, ...]
    unplaced: float
    """What falls on the units without a term; the whole where no unit has published hours."""


def cost(plan: Plan, evaluation: Evaluation) -> Cost | None:
    """The cost on the funding the learner chose; None while none is chosen.

    The sheet gives the total only. It is shared by the hours of the units attended or to attend: those obtained
    otherwise, professional experience and units without known hours bear nothing.
    """
    tariff = next((tariff for tariff in plan.programme.tariffs if tariff.code == plan.profile.tariff), None)
    if tariff is None:
        return None
    hours: dict[int, float] = {}
    waiting = 0.0
    for code, standing in evaluation.standings.items():
        unit = plan.programme.by_code.get(code)
        if unit is None or not unit.is_attended or standing.state is UnitState.OBTAINED_OTHERWISE:
            continue
        if standing.term is None:
            waiting = add_up((waiting, standing.hours or 0))
        else:
            hours[standing.term.year] = add_up((hours.get(standing.term.year, 0), standing.hours or 0))
    by_year = sorted(hours.items())
    *shares, rest = _split(tariff.euros, [*(amount for _, amount in by_year), waiting])
    years = tuple(YearCost(year, amount, euros) for (year, amount), euros in zip(by_year, shares, strict=True))
    return Cost(tariff, tariff.euros, years, rest)


def _split(euros: float, weights: Sequence[float]) -> Iterator[float]:
    """*euros* shared by *weights* in whole cents; each running sum is rounded, so that nothing is lost or made up.

    The last has what others leave: everything, when no weight is above 0.
    """
    total, cents = sum(weights), round(euros * 100)
    reached = given = 0.0
    for weight in weights[:-1]:
        reached += weight
        upto = round(cents * reached / total) if total else 0
        yield (upto - given) / 100
        given = upto
    yield (cents - given) / 100
