"""What a move would do, before it is made. It is computed for every term at once, when a card is picked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.amounts import add_up, difference, exceeds
from csp_planner.domain.checks import Check
from csp_planner.domain.choosing.values import AwardStanding
from csp_planner.domain.edits.placing import landing, place_all
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.evaluation.attention import ORDER_ADVICE
from csp_planner.domain.evaluation.awarding import award_standing
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.loads import Limits, Load, limits_of
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.outlook import Outlook, outlook_of
from csp_planner.domain.evaluation.values import Diagnostic, Evaluation, Standing
from csp_planner.domain.openings import modes_in
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, semester_on


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
    modes: tuple[str, ...] = ()
    """How it runs where it lands, where one unit is in hand."""

    @property
    def accepted(self) -> bool:
        """Whether all units in hand may be put there."""
        return not self.refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What the plan would come to once units are put in a term."""

    outlook: Outlook
    mode: str
    """How the unit would be taken, where one is in hand and there are several ways; else ""."""
    advice: tuple[Diagnostic, ...]
    """The recommended order and the report, as far as they would not be followed because of these units."""
    award: AwardStanding | None = None
    """Where the award would stand; None where it has no choices."""


def aftermath(plan: Plan, codes: Sequence[str], wanted: Term, today: date) -> Aftermath | None:
    """What putting *codes* in *wanted* would lead to; None where it is refused."""
    moved = place_all(plan, codes, wanted, today)
    if not isinstance(moved, Plan):
        return None
    after = evaluate_plan(moved, today)
    advice = tuple(found for found in after.diagnostics if _is_advice_on(found, codes, after))
    mode = mode_taken(moved.programme, after.standings[codes[0]]) if len(codes) == 1 else ""
    return Aftermath(outlook=outlook_of(moved, after), mode=mode, advice=advice, award=after.award)


def _is_advice_on(found: Diagnostic, codes: Sequence[str], after: Evaluation) -> bool:
    """Whether *found* is advice that units *codes* do not follow where they stand in *after*."""
    if found.code not in ORDER_ADVICE or found.acceptance is not None:
        return False
    against = (found.unit, found.args.get("before"), *_named(found))
    if any(code in against for code in codes):
        return True
    if found.code is not Check.REPORT_EARLY or found.term is None:
        return False
    terms = (after.standings[code].term for code in codes if code in after.standings)
    return any(term is not None and found.term.last_semester < term.last_semester for term in terms)


def _named(found: Diagnostic) -> tuple[str, ...]:
    """The units that *found* names beside its own."""
    units = found.args.get("units", ())
    return units if isinstance(units, tuple) else ()


def _gained(plan: Plan, evaluation: Evaluation, units: Sequence[Standing]) -> tuple[float, float]:
    """ECTS and hours that placing *units* adds to the diploma: an option beyond what a choice takes adds nothing."""
    fresh = [unit for unit in units if unit.state in (UnitState.TO_PLACE, UnitState.OPTION)]
    before = evaluation.award
    if before is None or not fresh:
        return add_up(unit.ects for unit in fresh), add_up(unit.hours or 0 for unit in fresh)
    standings = {**evaluation.standings, **{one.unit: replace(one, state=UnitState.PLANNED) for one in fresh}}
    after = award_standing(plan.programme, standings, plan.scenario) or before
    due = {one.unit for one in fresh if one.unit in after.due}
    now, then = ([standings[code] for code in codes] for codes in (before.counted, after.counted | due))
    return (
        max(0, difference(add_up(one.ects for one in then), add_up(one.ects for one in now))),
        max(0, difference(add_up(one.hours or 0 for one in then), add_up(one.hours or 0 for one in now))),
    )


def verdicts(
    plan: Plan, evaluation: Evaluation, codes: Sequence[str], terms: Iterable[Term], today: date
) -> dict[Term, Verdict]:
    """The verdict of every term in *terms* for the units *codes*, moved together."""
    standings, before = evaluation.standings, evaluation.loads
    units = [standings[code] for code in codes if code in plan.programme.by_code]
    gained_ects, gained_hours = _gained(plan, evaluation, units)
    without = before
    for unit in units:
        if unit.term is not None:
            without = without.without_unit(unit.load, unit.term)
    others = [s.term.last_semester for code, s in standings.items() if s.term is not None and code not in codes]
    others += [semester_on(evaluation.expected_on)] if evaluation.expected_on is not None else []
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
            modes=modes_in(plan.programme, plan.programme.by_code[codes[0]], lands[0])
            if lands and len(codes) == 1
            else (),
        )
    return found
