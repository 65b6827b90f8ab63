"""What a move would do, before it is made. It is computed for every term at once, when a card is picked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from csp_planner.domain.amounts import add_up, exceeds
from csp_planner.domain.edits.placing import landing
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.evaluation.loads import Limits, Load, limits_of
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan, UnitState
from csp_planner.domain.terms import Term


@dataclass(frozen=True, slots=True)
class SemesterChange:
    """The load of one semester before and after a move, and the limits it is held against."""

    term: Term
    load_before: Load
    load_after: Load
    limits: Limits

    @property
    def before(self) -> float:
        """ECTS before the move."""
        return self.load_before.ects

    @property
    def after(self) -> float:
        """ECTS after it."""
        return self.load_after.ects

    @property
    def limit(self) -> float | None:
        """The limit in ECTS."""
        return self.limits.ects

    @property
    def over(self) -> bool:
        """Whether the load would pass one of the learner's limits."""
        return not self.limits.allow(self.load_after)

    @property
    def over_in_ects(self) -> bool:
        """Whether the load would pass the limit in ECTS."""
        return exceeds(self.after, self.limits.ects)

    @property
    def over_in_hours(self) -> bool:
        """Whether the load would pass the limit of hours."""
        return exceeds(self.load_after.hours, self.limits.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What putting the units in hand on one term would do."""

    wanted: Term
    lands: Term | None
    """Where the first of them lands; None when any of them is refused."""
    refusals: tuple[Refusal, ...]
    changes: tuple[SemesterChange, ...]
    end_term: Term | None
    """The last term of the plan after the move."""
    gained_ects: float
    gained_hours: float

    @property
    def accepted(self) -> bool:
        """Whether all units in hand may be put there."""
        return not self.refusals


def verdicts(
    plan: Plan, evaluation: Evaluation, codes: Sequence[str], terms: Iterable[Term], today: date
) -> dict[Term, Verdict]:
    """The verdict of every term in *terms* for the units *codes*, moved together."""
    standings, before = evaluation.standings, evaluation.loads
    units = [standings[code] for code in codes if code in plan.programme.by_code]
    fresh = [unit for unit in units if unit.state is UnitState.TO_PLACE]
    gained_ects, gained_hours = add_up(unit.ects for unit in fresh), add_up(unit.hours or 0 for unit in fresh)
    without = before
    for unit in units:
        if unit.term is not None:
            without = without.without_unit(unit.load, unit.term)
    others = [s.term.last_semester for code, s in standings.items() if s.term is not None and code not in codes]
    last_other = max(others, key=Term.sort_key) if others else None

    limits = limits_of(plan.scenario, plan.profile)

    found: dict[Term, Verdict] = {}
    for wanted in terms:
        landings = [landing(plan, code, wanted, today) for code in codes]
        refusals = tuple(landed for landed in landings if isinstance(landed, Refusal))
        lands = [] if refusals else [landed for landed in landings if isinstance(landed, Term)]
        after = before
        if not refusals:
            after = without
            for unit, landed in zip(units, lands, strict=True):
                after = after.with_unit(unit.load, landed)
        ends = [term.last_semester for term in lands] + ([last_other] if last_other else [])
        found[wanted] = Verdict(
            wanted=wanted,
            lands=lands[0] if lands else None,
            refusals=refusals,
            changes=tuple(
                SemesterChange(half, before.at(half), after.at(half), limits)
                for half in (lands[0] if lands else wanted).semesters
            ),
            end_term=evaluation.end_term if refusals else max(ends, key=Term.sort_key, default=None),
            gained_ects=gained_ects,
            gained_hours=gained_hours,
        )
    return found
