"""An answer in words: the values of this package handed to the sentences of ``messages.proposal``."""

from csp_planner.domain.terms import Term
from csp_planner.messages import proposal as say
from csp_planner.proposal.answer import Clash, Criterion, Level, Proposal, Reason, ReasonKind, Relaxation, Undecided
from csp_planner.proposal.problem import semester_of
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, limit_of


def demand_words(demand: Demand, request: Request) -> str:
    """One demand in a few words."""
    limit = limit_of(request, demand.kind)
    return say.demand_words(demand.kind, unit=demand.unit, after=demand.after, term=demand.term, limit=limit)


def refusal_words(answer: Clash | Undecided) -> str:
    """Why there is no proposal, in one sentence."""
    if isinstance(answer, Undecided):
        return say.undecided_sentence()
    kinds = {demand.kind: demand for demand in answer.demands}
    limits = [demand for demand in answer.demands if demand.kind in LIMITS]
    if not answer.units and len(limits) == 1 and set(kinds) <= {limits[0].kind, DemandKind.END}:
        limit = limit_of(answer.request, limits[0].kind) or 0
        end = kinds.get(DemandKind.END)
        return say.limit_clash_sentence(limits[0].kind, limit, end.term if end else None)
    if answer.units and len(answer.demands) == 1 and answer.demands[0].kind in _ALONE:
        (demand,) = answer.demands
        return say.unit_clash_sentence(demand.kind, answer.units, demand.term)
    return say.clash_sentence([demand_words(demand, answer.request) for demand in answer.demands], answer.units)


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
        return say.waiver_would_do_sentence(relaxation.waived)
    if len(relaxation.demands) == 1:
        demand = relaxation.demands[0]
        term = _term_of(demand, relaxation)
        return say.would_do_sentence(demand.kind, unit=demand.unit, term=term, limit=relaxation.limit)
    return say.giving_up_would_do_sentence([demand_words(demand, asked) for demand in relaxation.demands])


def relaxation_label(relaxation: Relaxation, asked: Request) -> str:
    """The milder request, as on its button; *asked* is the request it is milder than."""
    if relaxation.waived:
        return say.waiver_label(relaxation.waived)
    if len(relaxation.demands) == 1:
        demand = relaxation.demands[0]
        return say.ease_label(demand.kind, unit=demand.unit, term=_term_of(demand, relaxation), limit=relaxation.limit)
    return say.give_up_label([demand_words(demand, asked) for demand in relaxation.demands])


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
            return say.openings_reason(reason.units, reason.earlier)
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
