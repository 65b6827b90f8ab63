"""What a person accepts: a warning that is as bad as it was then, and no worse."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.plan import Acceptance, Scenario
from csp_planner.domain.terms import Term

About = tuple[str, str, Term | None]
"""Code, unit and term of a diagnostic."""


def figures_of(diagnostic: Diagnostic) -> Mapping[str, float]:
    """The quantities that say how bad *diagnostic* is, by name: more is worse. Empty where it has no degrees."""
    args = {name: value for name, value in diagnostic.args.items() if isinstance(value, int | float)}
    match diagnostic.code:
        case Check.OVERLOAD:
            over = {name: args[name] for name in ("ects", "hours")}
            return {name: load for name, load in over.items() if exceeds(load, args[f"max_{name}"] or None)}
        case Check.WEEKLY_LOAD:
            return {"hours": args["hours"]}
        case Check.PAST_ACCREDITATION | Check.REPORT_EARLY | Check.STAGE_ORDER | Check.TERM_BEGUN:
            return {"count": args["count"]}
        case Check.EXPERIENCE_SHORT | Check.PLACEMENT_MISSING:
            return {"missing": args["required"] - args["months"]}
        case Check.VALUE_SHORT:
            return {"missing": args["missing_ects"]}
        case (
            Check.NOT_PLACED
            | Check.NOT_OPEN
            | Check.NEVER_OPEN
            | Check.UNIT_ABSENT
            | Check.ENROLMENT_CLOSED
            | Check.TERM_OVER
            | Check.ON_LEAVE
            | Check.UNIT_MISSING
            | Check.CHOICE_OPEN
        ):  # nobody just accepts what is blocking
            return {}
        case (
            Check.UNIT_UNKNOWN
            | Check.RESULT_EARLY
            | Check.CREDIT_EXPECTED
            | Check.CREDIT_UNLINKED
            | Check.TICK_UNUSED
            | Check.BLOCK_UNCHECKED
            | Check.TAKEN_ON_LEAVE
            | Check.WAIVER_PAST
            | Check.WAIVER
            | Check.PROJECTED_OPENING
            | Check.OPENING_IRREGULAR
            | Check.TERM_UNKNOWN
            | Check.MODE_CHANGED
            | Check.MODE_NOT_WANTED
            | Check.RHYTHM_CONTRADICTED
            | Check.RECOMMENDED_ORDER
            | Check.HOURS_UNPUBLISHED
            | Check.OVERRIDE_ENTERED
            | Check.COUNTS_ONCE
            | Check.TOTALS_DIFFER
        ):
            return {}
        case _:
            assert_never(diagnostic.code)


def acceptance_of(diagnostic: Diagnostic, reason: str, today: date) -> Acceptance:
    """What a person says who accepts *diagnostic* as it is at *today*, for a *reason*."""
    return Acceptance(
        code=diagnostic.code.value,
        unit=diagnostic.unit,
        term=diagnostic.term,
        reason=reason,
        date=today,
        figures=figures_of(diagnostic),
    )


def accepted_in(scenario: Scenario) -> Mapping[About, Acceptance]:
    """What a person accepted in *scenario*, by what it is about; the first where two are about the same."""
    return {(one.code, one.unit, one.term): one for one in reversed(scenario.judged)}


def about(diagnostic: Diagnostic) -> About:
    """What *diagnostic* is about, whatever its quantities are."""
    return diagnostic.code, diagnostic.unit, diagnostic.term


def still_holds(acceptance: Acceptance, diagnostic: Diagnostic) -> bool:
    """Whether *diagnostic* is no worse than when it was accepted; an acceptance without quantities always holds."""
    now = figures_of(diagnostic)
    return not acceptance.figures or not any(exceeds(now[name], acceptance.figures.get(name, 0)) for name in now)
