"""A proposal as plain values, for other programs. The keys are a contract."""

from collections.abc import Iterator, Sequence

from csp_planner.cli.output.json_values import text_or_none
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.plan import Plan
from csp_planner.messages.answer import rules_sentence, unfollowed_sentence
from csp_planner.messages.chosen import chosen_words
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.proposal import heavy_sentence, reason_words
from csp_planner.messages.typography import with_plain_gaps
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.chosen import chosen_of
from csp_planner.proposal.request import DemandKind, award_notices


def proposal_json(plan: Plan, proposal: Proposal) -> dict[str, object]:
    """What ``suggest --json`` prints of *proposal*, the scenario that *plan* shows."""
    waivers = {placement.unit: placement.waiver for placement in plan.scenario.placements}
    return {
        "scenario": plan.scenario.name,
        "end_term": text_or_none(proposal.end_term),
        "placements": [
            {
                "unit": placed.unit,
                "term": str(placed.term),
                "waiver": waiver.reason if (waiver := waivers.get(placed.unit)) else None,
            }
            for placed in proposal.placements
        ],
        "chosen": [
            {
                "path": each.path,
                "label": each.block.label,
                "members": list(each.members),
                "reason": each.ground.value,
                "message": with_plain_gaps(chosen_words(each, proposal)),
            }
            for each in chosen_of(proposal)
        ],
        "unplaced": list(proposal.unplaced),
        "optimal": proposal.optimal,
        "already_best": proposal.is_present,
        "assumed_months": proposal.assumed_months,
        "rules": rules_sentence(proposal),
        "unfollowed": [
            {"unit": item.unit, "after": item.other, "message": unfollowed_sentence(item)}
            for item in proposal.unfollowed
        ],
        "reasons": list(_reasons(proposal)),
    }


def _reasons(proposal: Proposal) -> Iterator[dict[str, object]]:
    """What is remarkable about the proposal, and why it cannot end earlier."""
    if proposal.heavy:
        yield _reason("heavier-than-limit", proposal.heavy, heavy_sentence(proposal.heavy))
    for notice in award_notices(proposal.request):
        yield _reason(notice.code, _units(notice), diagnostic_sentence(notice))
    for reason in proposal.reasons:
        kinds = [demand.kind for demand in reason.demands]
        yield _reason(reason.kind.value, reason.units, reason_words(reason, proposal), kinds)


def _reason(code: str, units: Sequence[str], message: str, demands: Sequence[DemandKind] = ()) -> dict[str, object]:
    return {
        "code": code,
        "units": list(units),
        "demands": [kind.value for kind in demands],
        "message": with_plain_gaps(message),
    }


def _units(notice: Diagnostic) -> tuple[str, ...]:
    units = notice.args.get("units")
    return units if isinstance(units, tuple) else ()
