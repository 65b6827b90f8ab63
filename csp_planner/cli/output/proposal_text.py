"""A proposal as a text to read in a terminal; its reasons are printed after it, when they are found."""

from csp_planner.cli.output.table import GAP
from csp_planner.domain.plan import Plan
from csp_planner.messages.answer import answer_sentences, rules_sentence, told_levels, unfollowed_sentences
from csp_planner.messages.catalogue import _
from csp_planner.messages.chosen import chosen_sentences
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.problems import shown
from csp_planner.messages.proposal import criterion_words, heavy_sentence, proof_words
from csp_planner.messages.words import term_short
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.request import award_notices


def proposal_text(plan: Plan, proposal: Proposal, *, is_kept: bool = False) -> str:
    """What *proposal*, the scenario that *plan* shows, consists of and how good it is.

    *is_kept* says that the scenario was there before, and is the best already.
    """
    lines = [] if is_kept else [_("Scenario “{scenario}” added.").format(scenario=shown(plan.scenario.name))]
    lines += answer_sentences(proposal)
    by_term: dict[str, list[str]] = {}
    for placed in proposal.placements:
        text = _("{unit} (waiver)") if placed.needs_waiver else "{unit}"
        by_term.setdefault(term_short(placed.term), []).append(text.format(unit=shown(placed.unit)))
    lines += [f"{GAP}{term}{GAP}{', '.join(units)}" for term, units in by_term.items()]
    choices = chosen_sentences(proposal)
    if choices:
        lines.append(_("Chosen:"))
        lines += [GAP + sentence for _unit, sentence in choices]
    lines += map(diagnostic_sentence, award_notices(proposal.request))
    lines += [heavy_sentence(proposal.heavy)] if proposal.heavy else []
    lines.append(rules_sentence(proposal))
    unfollowed = unfollowed_sentences(proposal)
    if unfollowed:
        lines.append(_("Advice not followed:"))
        lines += [GAP + sentence for _unit, sentence in unfollowed]
    lines.append(proof_words(proposal))
    lines += [GAP + GAP.join(criterion_words(level)) for level in told_levels(proposal)]
    return "\n".join(lines)
