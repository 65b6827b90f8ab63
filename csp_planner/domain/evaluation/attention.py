"""What of an evaluation needs an act, and what is only good to know: the window is calmer than the judgement.

No severity changes here: the command line and the outputs say everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.evaluation.values import Diagnostic, Evaluation
from csp_planner.domain.terms import Term

ORDER_ADVICE = frozenset({Check.RECOMMENDED_ORDER, Check.STAGE_ORDER, Check.REPORT_EARLY})
"""Advice on what is better taken after what. It helps while a unit is in hand, and is said there."""
_OPENS_NOWHERE = frozenset({Check.NEVER_OPEN, Check.UNIT_ABSENT})
_OF_A_PLACE = frozenset({Check.ENROLMENT_CLOSED, Check.TERM_OVER, Check.NOT_OPEN, *_OPENS_NOWHERE, Check.WAIVER_PAST})
"""What keeps a unit from being taken where it is planned."""
_PROJECTED = frozenset({Check.PROJECTED_OPENING, Check.OPENING_IRREGULAR})
NOBODY: Mapping[str, Term] = {}
_TO_KNOW = frozenset(
    {
        Check.WAIVER,
        Check.CREDIT_EXPECTED,
        Check.VALUE_SHORT,
        Check.HOURS_UNPUBLISHED,
        Check.OVERRIDE_ENTERED,
        Check.RHYTHM_CONTRADICTED,
        Check.COUNTS_ONCE,
        Check.TOTALS_DIFFER,
    }
)


@dataclass(frozen=True, slots=True)
class Attention:
    """The diagnostics of an evaluation, by what a person has to do about them; each in the order of the evaluation."""

    to_do: tuple[Diagnostic, ...]
    """What needs an act."""
    projections: tuple[Diagnostic, ...]
    """Openings that are projected: nothing can be done but wait."""
    to_know: tuple[Diagnostic, ...]
    """Facts of the sheet and of the plan, and what a person has accepted."""

    @property
    def blocking(self) -> int:
        """How many of those to do something about keep the diploma from being reached."""
        return sum(each.severity is Severity.BLOCKING for each in self.to_do)


def attention_of(evaluation: Evaluation, asked: Mapping[str, Term] = NOBODY) -> Attention:
    """Sort the diagnostics of *evaluation*.

    The units *asked* about, each in a term that has ended, are not blamed for where they stand: that is past.
    """
    begun = any(standing.term is not None for standing in evaluation.standings.values())
    to_do: list[Diagnostic] = []
    projections: list[Diagnostic] = []
    to_know: list[Diagnostic] = []
    for found in evaluation.diagnostics:
        if found.code in ORDER_ADVICE or _waits_at_the_left(found, begun) or is_asked(found, asked):
            continue
        if found.code in _PROJECTED:
            projections.append(found)
        elif found.acceptance is not None or (found.code in _TO_KNOW and not _asks(found)):
            to_know.append(found)
        else:
            to_do.append(found)
    return Attention(tuple(to_do), tuple(projections), tuple(to_know))


def _asks(found: Diagnostic) -> bool:
    """Whether *found*, which is otherwise only good to know, asks something of a person."""
    return bool(found.args.get("proposed") or found.args.get("late"))


def is_asked(found: Diagnostic, asked: Mapping[str, Term]) -> bool:
    """Whether *found* blames a unit for a term that has ended, and it is asked what became of it."""
    return found.code in _OF_A_PLACE and found.term is not None and asked.get(found.unit) == found.term


def _waits_at_the_left(found: Diagnostic, begun: bool) -> bool:
    """Whether *found* only says that a unit is still to place, or a choice to make, which the list of these says.

    It is an act's matter once no term is left for the unit; for one that opens in no year, and for a choice, once the
    plan is begun.
    """
    if found.code is Check.CHOICE_OPEN:
        return not begun
    if found.code is Check.NOT_PLACED:
        return "nearest" in found.args
    return found.code in _OPENS_NOWHERE and found.term is None and not begun
