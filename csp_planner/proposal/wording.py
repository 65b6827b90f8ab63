"""An answer in words: the values of this package handed to the sentences of ``messages``."""

from collections.abc import Sequence

from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.evaluate import evaluate
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.openings import opens_ever
from csp_planner.domain.terms import Term
from csp_planner.messages import clash as clashes
from csp_planner.messages import proposal as say
from csp_planner.proposal.answer import (
    Clash,
    Criterion,
    Level,
    Progress,
    Proposal,
    Reason,
    ReasonKind,
    Relaxation,
    Undecided,
)
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, demands_of, limit_of
from csp_planner.solver.problem import passes_alone, problem_of, semester_of


def award_notices(request: Request) -> tuple[Diagnostic, ...]:
    """What keeps every plan from the award, whatever is proposed: units it needs and the programme lacks."""
    found = evaluate(request.programme, request.scenario, request.profile, request.today).diagnostics
    return tuple(diagnostic for diagnostic in found if diagnostic.code is Check.UNIT_MISSING)


def heavy_units(proposal: Proposal) -> tuple[str, ...]:
    """Units proposed that pass a limit by themselves: each may, alone in its semester."""
    problem = problem_of(proposal.request)
    limits = [demand.kind for demand in demands_of(proposal.request) if demand.kind in LIMITS]
    return tuple(
        placed.unit
        for placed in proposal.placements
        if passes_alone(proposal.request, problem.weight(placed.unit, placed.term), limits)
    )


def notice_units(notice: Diagnostic) -> tuple[str, ...]:
    """The units a notice is about."""
    units = notice.args.get("units")
    return units if isinstance(units, tuple) else ()


def demand_words(demand: Demand, request: Request) -> str:
    """One demand in a few words."""
    limit = limit_of(request, demand.kind)
    return clashes.demand_words(demand.kind, unit=demand.unit, after=demand.after, term=demand.term, limit=limit)


def refusal_words(answer: Clash | Undecided) -> str:
    """Why there is no proposal, in one sentence."""
    if isinstance(answer, Undecided):
        return clashes.unexplained_sentence() if answer.feasible is False else clashes.undecided_sentence()
    said = [sentence for clash in (answer, *answer.others) for sentence in _clash_words(clash)]
    # What two clashes have in common is said once, after both.
    return " ".join(sentence for place, sentence in enumerate(said) if sentence not in said[place + 1 :])


def _clash_words(clash: Clash) -> list[str]:
    """That the demands of one clash cannot be met together, in sentences."""
    request, units = clash.request, clash.units
    kinds = {demand.kind: demand for demand in clash.demands}
    limits = [demand for demand in clash.demands if demand.kind in LIMITS]
    words = [demand_words(demand, request) for demand in clash.demands]
    if 0 < len(clash.crowd) <= clashes.MOST_NAMED:
        return [clashes.crowd_sentence(clash.crowd, words[0])]
    if not units and len(limits) == 1 and set(kinds) <= {limits[0].kind, DemandKind.END}:
        end = kinds.get(DemandKind.END)
        limit = limit_of(request, limits[0].kind) or 0
        return [clashes.limit_clash_sentence(limits[0].kind, limit, end.term if end else None)]
    if units and len(clash.demands) == 1 and clash.demands[0].kind in _ALONE:
        return _alone_words(clash.demands[0], clash)
    found = [clashes.clash_sentence(words, units)]
    # The clash is a smallest one: without the limit these units have a place, so room is what they lack.
    return [*found, clashes.no_room_sentence(len(units))] if units and limits else found


def _alone_words(demand: Demand, clash: Clash) -> list[str]:
    """That one demand leaves units without a place, even alone."""
    request = clash.request
    never = _opening_nowhere(request, clash.units) if demand.kind in _ABOUT_OPENINGS else ()
    opening = tuple(code for code in clash.units if code not in never)
    found = [clashes.unit_clash_sentence(demand.kind, opening, demand.term)] if opening else []
    if never:
        found.append(clashes.only_by_waiver_sentence(never, demand_words(demand, request)))
    return found


def _opening_nowhere(request: Request, units: Sequence[str]) -> tuple[str, ...]:
    """Those of *units* that no published year opens."""
    return tuple(code for code in units if not opens_ever(request.programme.by_code[code]))


_ABOUT_OPENINGS = (DemandKind.START, DemandKind.ACCREDITATION, DemandKind.AWAY)
"""Demands whose sentence speaks of the openings a unit has left."""
_ALONE = (
    DemandKind.END,
    DemandKind.ACCREDITATION,
    DemandKind.PIN,
    DemandKind.START,
    DemandKind.REPORT_LAST,
    DemandKind.AWAY,
)
"""Demands that can leave a unit without a place on their own."""


def would_do_words(relaxation: Relaxation, asked: Request) -> str:
    """That the milder request would do, in a sentence; *asked* is the request it is milder than."""
    if relaxation.waived:
        return clashes.waiver_would_do_sentence(relaxation.waived)
    if len(relaxation.demands) == 1:
        demand = relaxation.demands[0]
        term = _term_of(demand, relaxation)
        return clashes.would_do_sentence(demand.kind, unit=demand.unit, term=term, limit=relaxation.limit)
    return clashes.giving_up_would_do_sentence([demand_words(demand, asked) for demand in relaxation.demands])


def relaxation_label(relaxation: Relaxation, asked: Request) -> str:
    """The milder request, as on its button; *asked* is the request it is milder than."""
    if relaxation.waived:
        return clashes.waiver_label(relaxation.waived)
    if len(relaxation.demands) == 1:
        demand = relaxation.demands[0]
        term = _term_of(demand, relaxation)
        return clashes.ease_label(demand.kind, unit=demand.unit, term=term, limit=relaxation.limit)
    return clashes.give_up_label([demand_words(demand, asked) for demand in relaxation.demands])


def _term_of(demand: Demand, relaxation: Relaxation) -> Term | None:
    """The term to name: the one that does, or the one that is given up."""
    return relaxation.term if demand.kind in (DemandKind.START, DemandKind.END) else demand.term


def reason_words(reason: Reason, proposal: Proposal) -> str:
    """One reason why the plan cannot end earlier, in a sentence."""
    request = proposal.request
    match reason.kind:
        case ReasonKind.HELD:
            return say.held_reason(reason.units, proposal.end_term or reason.earlier)
        case ReasonKind.OPENINGS:
            never = _opening_nowhere(request, reason.units)
            opening = tuple(code for code in reason.units if code not in never)
            found = [say.openings_reason(opening, reason.earlier)] if opening else []
            found += [say.late_waiver_reason(never, reason.earlier)] if never else []
            return " ".join(found)
        case ReasonKind.DEMAND:
            (demand,) = reason.demands
            return say.demand_reason(
                demand.kind,
                reason.earlier,
                unit=demand.unit,
                after=demand.after,
                term=demand.term,
                asked=limit_of(request, demand.kind),
                limit=reason.relaxation.limit if reason.relaxation else None,
            )
        case ReasonKind.TOGETHER:
            return say.together_reason([demand_words(demand, request) for demand in reason.demands], reason.earlier)
        case ReasonKind.KEEP | ReasonKind.STEADY:
            return say.preference_reason(reason.kind, reason.earlier)
        case ReasonKind.UNKNOWN:
            return say.unknown_reason(others_known=len(proposal.reasons) > 1)


def progress_words(progress: Progress) -> str:
    """How far the search is."""
    return say.progress_sentence(progress.step + 1, progress.steps, say.criterion_label(progress.criterion))


def criterion_words(level: Level) -> tuple[str, str]:
    """The name of a criterion and its value."""
    return say.criterion_label(level.criterion), value_words(level.criterion, level.value)


def value_words(criterion: Criterion, value: float) -> str:
    """The value of a criterion; a semester for the end."""
    term = semester_of(round(value)) if criterion is Criterion.END and value else None
    return say.criterion_value(criterion, value, term)


def proof_words(proposal: Proposal) -> str:
    """Whether the proposal is proven to be the best, or how far it may be from it."""
    if proposal.optimal:
        return say.proof_sentence()
    open_levels = [level for level in proposal.levels if not level.proven]
    if open_levels:
        level = open_levels[0]
        label, value = criterion_words(level)
        return say.gap_sentence(label, value, value_words(level.criterion, level.bound))
    return say.unexamined_sentence([say.criterion_label(criterion) for criterion in proposal.unexamined])
