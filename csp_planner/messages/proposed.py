"""What a proposal gives, as a person asks about it: what is left out, the end, the rules kept, the waivers."""

from collections.abc import Sequence

from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.clash import demand_words, named_units, several, term_or_nothing
from csp_planner.messages.problems import shown
from csp_planner.messages.proposal import end_sentence
from csp_planner.proposal.answer import Proposal, ProposedPlacement
from csp_planner.proposal.request import DemandKind, Request, demands_of


def headline(proposal: Proposal) -> str:
    """What must be known first: the units left out, if there are any, and until when the plan leads."""
    if not proposal.unplaced:
        return end_sentence(proposal.end_term)
    said = [left_out_sentence(proposal.unplaced)]
    if proposal.end_term is not None:
        said.append(planned_until_sentence(proposal.end_term))
    return "\n".join(said)


def left_out_sentence(units: Sequence[str]) -> str:
    """That units the award needs have no place in the plan."""
    text = ngettext(
        "{units} opens in no published year and is left out.",
        "{units} open in no published year and are left out.",
        len(units),
    )
    return text.format(units=named_units(units))


def planned_until_sentence(end: Term) -> str:
    """Until when there are plans, where they do not lead to the award."""
    return _("Planned until {term}.").format(term=term_or_nothing(end))


def assumed_months_sentence(months: int) -> str:
    """That the report rests on experience that is still to be had."""
    text = ngettext(
        "Supposes {count} month of experience still to be done.",
        "Supposes {count} months of experience still to be done.",
        months,
    )
    return text.format(count=months)


def already_best_sentence() -> str:
    """That the present plan is as good as any."""
    return _("Your plan is already the best.")


def rules_sentence(request: Request) -> str:
    """The rules that the proposal kept to, in one sentence."""
    demands = demands_of(request)
    has_order = any(demand.kind is DemandKind.ORDER for demand in demands)
    rules = [demand_words(demand, request) for demand in demands if demand.kind is not DemandKind.ORDER]
    rules.append(
        pgettext("rule", "the recommended order")
        if has_order
        else pgettext("rule", "the recommended order where it costs neither time nor a waiver")
    )
    return _("Rules kept: {rules}.").format(rules=several(rules))


def waiver_sentence(placed: ProposedPlacement) -> str:
    """That a unit stands where it does not open, by a waiver that nobody has granted yet."""
    text = _("Waiver to be asked for: {unit} in {term}.")
    return text.format(unit=shown(placed.unit), term=term_or_nothing(placed.term))
