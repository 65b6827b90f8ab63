"""What the diploma costs: the sheet's price, an estimate of how it falls on the years, and what the user entered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from csp_planner.domain.amounts import add_up, amount_of, difference, parts_of
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.holding import held_placements
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import BudgetLine, LineKind, Per
from csp_planner.domain.programme import Tariff
from csp_planner.domain.states import DISPENSED_STATES, OBTAINED_STATES
from csp_planner.domain.terms import Part, Term


class Price(Enum):
    """What is known of the sheet's price."""

    KNOWN = "known"
    NOT_CHOSEN = "not-chosen"
    """The sheet has a price for each funding, and none is chosen."""
    NOT_PUBLISHED = "not-published"
    """The sheet has no price, or none for the funding chosen."""


@dataclass(frozen=True, slots=True)
class LineSum:
    """What a cost or a funding of one's own comes to."""

    line: BudgetLine
    times: int
    """How often it comes in the scenario."""

    @property
    def euros(self) -> float:
        """The amount of the line as often as it comes, exact to the cent."""
        return amount_of(parts_of(self.line.euros) * self.times)


@dataclass(frozen=True, slots=True)
class Budget:
    """The price of the sheet, and what the user entered beside it."""

    price: Price
    tariff: Tariff | None
    """The price on the funding chosen, where it is known."""
    lines: tuple[LineSum, ...]

    @property
    def total(self) -> float | None:
        """The sheet's price for the whole diploma, in euros; None where it is not known."""
        return self.tariff.euros if self.tariff else None

    @property
    def costs(self) -> float:
        """What the costs entered come to."""
        return add_up(found.euros for found in self.lines if found.line.kind is LineKind.COST)

    @property
    def fundings(self) -> float:
        """What the fundings entered come to."""
        return add_up(found.euros for found in self.lines if found.line.kind is LineKind.FUNDING)

    @property
    def left(self) -> float | None:
        """What is left to find: the price and the costs less the fundings; negative where these are more."""
        return None if self.total is None else difference(add_up((self.total, self.costs)), self.fundings)


@dataclass(frozen=True, slots=True)
class YearCost:
    """What falls on one academic year, in euros: an estimate by ECTS, never the sheet's."""

    year: int
    ects: float
    """ECTS of the units that stand in the year."""
    euros: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the diploma costs in one scenario. The years and ``unplaced`` add up to the sheet's price, to the cent."""

    budget: Budget
    years: tuple[YearCost, ...]
    """Nothing while the price is not known."""
    unplaced: float
    """What falls on the units without a term; the whole where no unit has ECTS."""
    has_obtained: bool
    """Whether a unit is obtained already: the sheet does not say whether that lowers its price."""


def budget(plan: Plan, today: date) -> Budget:
    """Return the price on the funding the learner chose, and what was entered beside it, in the scenario shown."""
    profile, tariffs = plan.profile, plan.programme.tariffs
    tariff = next((tariff for tariff in tariffs if tariff.code == profile.tariff), None)
    if tariff is not None:
        price = Price.KNOWN
    else:
        price = Price.NOT_CHOSEN if tariffs and not profile.tariff else Price.NOT_PUBLISHED
    # A unit that was failed or given up was enrolled in as well.
    terms = {term for _, term, _, _ in held_placements(plan.scenario, profile, today)}
    terms |= {attempt.term for attempt in profile.attempts}
    times = {
        Per.ONCE: 1,
        Per.YEAR: len({term.year for term in terms}),
        Per.ENROLMENT: len({Term(term.year, Part.S1) if term.part is Part.ANNUAL else term for term in terms}),
    }
    return Budget(price, tariff, tuple(LineSum(line, times[line.per]) for line in profile.budget))


def cost(plan: Plan, evaluation: Evaluation) -> Cost:
    """Return what the diploma costs in the scenario that *plan* shows.

    The sheet gives the total only. It is shared by the ECTS of the units attended or to attend: those obtained
    otherwise or asked for and professional experience bear nothing. Hours would leave next to nothing to the report.
    """
    known = budget(plan, evaluation.today)
    attended = [
        standing
        for code, standing in evaluation.standings.items()
        if (unit := plan.programme.by_code.get(code)) is not None and unit.is_attended
    ]
    ects: dict[int, float] = {}
    waiting = 0.0
    for standing in attended:
        if standing.state in DISPENSED_STATES:
            continue
        if standing.term is None:
            waiting = add_up((waiting, standing.ects))
        else:
            ects[standing.term.year] = add_up((ects.get(standing.term.year, 0), standing.ects))
    by_year = sorted(ects.items())
    *shares, rest = _split(known.total or 0, [*(amount for _, amount in by_year), waiting])
    years = (YearCost(year, amount, euros) for (year, amount), euros in zip(by_year, shares, strict=True))
    return Cost(
        budget=known,
        years=tuple(years) if known.total is not None else (),
        unplaced=rest,
        has_obtained=any(standing.state in OBTAINED_STATES for standing in attended),
    )


def _split(euros: float, weights: Sequence[float]) -> Iterator[float]:
    """Share *euros* by *weights*, in whole euros where it is a number of them, otherwise in cents.

    Each running sum is rounded, so that nothing is lost or made up, and what is shown adds up too. The last has what
    others leave: everything, when no weight is above 0.
    """
    parts = 1 if float(euros).is_integer() else 100
    total, whole = sum(weights), round(euros * parts)
    reached = given = 0.0
    for weight in weights[:-1]:
        reached += weight
        upto = round(whole * reached / total) if total else 0
        yield (upto - given) / parts
        given = upto
    yield (whole - given) / parts
