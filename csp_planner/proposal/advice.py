"""What the solver's answer to a question comes to: a plan before and after, told in one line, kept or dropped."""

from dataclasses import dataclass, replace

from csp_planner.domain.checks import Check
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.edits.scenarios import add_scenario
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.coming_back import unanswered_terms
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term, number_of
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.apply import proposed_scenario
from csp_planner.proposal.questions import GivenUp, Query, Question, Supposition


@dataclass(frozen=True, slots=True)
class Move:
    """A unit that stands elsewhere; None: not on the board."""

    unit: str
    before: Term | None
    after: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The answer to a question about a plan."""

    question: Question
    plan: Plan
    """The plan as the question supposes it, its scenario as advised; a failure is written in its profile."""
    evaluation: Evaluation
    """The evaluation of that plan, but for what the question itself supposes."""
    before: Evaluation
    """The plan as it is."""
    moves: tuple[Move, ...]
    """In the order of the programme."""
    waivers: tuple[str, ...] = ()
    """Units that need a waiver where they are advised."""
    given_up: tuple[GivenUp, ...] = ()
    """Demands that could not be kept."""
    unanswered: tuple[str, ...] = ()
    """Units of terms that have ended, of which nobody has said what became of them: they stay where they are."""

    @property
    def end_before(self) -> Term | None:
        """The end of the plan as it is."""
        return self.before.end_term

    @property
    def end_after(self) -> Term | None:
        """The end it would have."""
        return self.evaluation.end_term

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Units that find no term any more."""
        return tuple(move.unit for move in self.moves if move.after is None)

    @property
    def semesters_later(self) -> int | None:
        """By how many semesters the end moves; None where it cannot be told: no end, or a unit finds no term."""
        if self.end_before is None or self.end_after is None or self.unplaced:
            return None
        return number_of(self.end_after.last_semester) - number_of(self.end_before.last_semester)


def advice_of(query: Query, proposal: Proposal, waiver: Waiver) -> Advice | Refusal:
    """The advice that *proposal* gives on *query*; *waiver* goes to the units that need a new one.

    A limit that could not be kept stays the limit of the scenario, so that what passes it is seen.
    """
    placements = tuple(placed for placed in proposal.placements if placed.unit not in query.awaited)
    limits = query.supposed.scenario
    asked = replace(proposal.request, max_ects=limits.max_ects, max_hours=_hours_of(query))
    scenario = proposed_scenario(query.supposed, replace(proposal, placements=placements, request=asked), waiver)
    if isinstance(scenario, Refusal):
        return scenario
    scenario = replace(scenario, wishes=limits.wishes)  # what a question asks is no choice for the next proposal
    plan = query.supposed.with_scenario(scenario)
    after = _without_supposition(evaluate_plan(plan, proposal.request.today), query.before)
    stands = {code: standing.term for code, standing in after.standings.items()}
    moves = tuple(
        Move(code, standing.term, stands.get(code))
        for code, standing in query.before.standings.items()
        if stands.get(code) != standing.term
    )
    held = query.plan.scenario
    waived = tuple(item.unit for item in scenario.placements if item.waiver and item != held.placement(item.unit))
    return Advice(
        question=query.question,
        plan=plan,
        evaluation=after,
        before=query.before,
        moves=moves,
        waivers=waived,
        given_up=query.given_up,
        unanswered=tuple(code for ended in unanswered_terms(plan, proposal.request.today) for code in ended.units),
    )


def _hours_of(query: Query) -> float | None:
    """The hours that were asked for at first."""
    first = query.given_up[0].asked if query.given_up else query.request
    return first.max_hours


def _without_supposition(after: Evaluation, before: Evaluation) -> Evaluation:
    """*after* without the results it has too early and *before* has not: a failure supposed is no error of the plan."""
    recorded = {(found.unit, found.term) for found in before.diagnostics if found.code is Check.RESULT_EARLY}
    kept = tuple(
        found
        for found in after.diagnostics
        if found.code is not Check.RESULT_EARLY or (found.unit, found.term) in recorded
    )
    return replace(after, diagnostics=kept)


def is_supposition(question: Question) -> bool:
    """Whether the answer is kept as another scenario, because *question* is about what is not so."""
    return isinstance(question, Supposition)


def with_advice(plan: Plan, advice: Advice, name: str) -> Plan | Refusal:
    """*plan* with what is advised: in the scenario shown or, for a supposition, in one more, called *name*.

    Only placements, limits and semesters off are kept: a failure was supposed, so the profile does not learn of it.
    """
    if is_supposition(advice.question):
        return add_scenario(plan, advice.plan.scenario, name)
    return plan.with_scenario(advice.plan.scenario)
