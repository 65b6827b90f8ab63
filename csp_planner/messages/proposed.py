"""What a proposal gives, as a person asks about it: what is left out, the end, the rules kept, the waivers."""

from collections.abc import Sequence

from csp_planner.domain.openings import first_open_semester
from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.clash import demand_words, named_units, several, term_or_nothing
from csp_planner.messages.problems import shown
from csp_planner.messages.proposal import end_sentence
from csp_planner.proposal.answer import Proposal
from csp_planner.proposal.request import Demand, DemandKind, Request, demands_of


def headlines(proposal: Proposal, *, moves_nothing: bool = False) -> tuple[str, ...]:
    """What must be known first: what is left out, what is supposed, and until when the plan leads.

    *moves_nothing*: whether what is proposed is the plan as it stands.
    """
    found: list[str] = []
    if proposal.unplaced:
        found.append(left_out_sentence(proposal.unplaced))
    if proposal.assumed_months:
        found.append(assumed_months_sentence(proposal.assumed_months, proposal.assumed_placement))
    if moves_nothing:
        found.append(as_it_stands_sentence(proposal))
    elif not proposal.unplaced:
        found.append(end_sentence(proposal.end_term))
    elif proposal.end_term is not None:
        found.append(planned_until_sentence(proposal.end_term))
    return tuple(found)


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


def assumed_months_sentence(months: int, placement: int) -> str:
    """That the report rests on *months* of experience still to be had, *placement* of them as a placement."""
    if placement:
        text = ngettext(
            "Supposes {count} month of experience still to be done, {placement} of it as a placement.",
            "Supposes {count} months of experience still to be done, {placement} of them as a placement.",
            months,
        )
    else:
        text = ngettext(
            "Supposes {count} month of experience still to be done.",
            "Supposes {count} months of experience still to be done.",
            months,
        )
    return text.format(count=months, placement=placement)


def as_it_stands_sentence(proposal: Proposal) -> str:
    """That no plan is better than the present one, as far as that is proven, and until when it leads."""
    if proposal.end_term is None:
        return _("Nothing is left to place.")
    if not proposal.optimal:
        text = _("No better plan than yours was found; it is planned until {term}.")
    elif proposal.unplaced:
        text = _("Your plan is already the best, planned until {term}.")
    else:
        text = _("Your plan is already the best: it ends in {term}.")
    return text.format(term=term_or_nothing(proposal.end_term))


def rules_sentence(request: Request) -> str:
    """The rules that the proposal kept to, in one sentence; that nothing is planned in the past is none."""
    demands = demands_of(request)
    now = Demand(DemandKind.START, term=first_open_semester(request.programme, request.today))
    rules = [demand_words(demand, request) for demand in demands if not demand.unit and demand != now]
    staying = [demand.unit for demand in demands if demand.unit and not demand.after]
    if staying:
        text = ngettext("{units} where it is", "{units} where they are", len(staying))
        rules.append(text.format(units=named_units(staying)))
    if any(demand.kind is DemandKind.ORDER for demand in demands):
        rules.append(pgettext("rule", "the recommended order"))
    else:
        rules.append(pgettext("rule", "the recommended order where it costs neither time nor a waiver"))
    return _("Rules kept: {rules}.").format(rules=several(rules))


def waiver_sentence(placement: Placement) -> str:
    """That a unit stands where it does not open, by a waiver that nobody has granted yet."""
    text = _("Waiver to be asked for: {unit} in {term}.")
    return text.format(unit=shown(placement.unit), term=term_or_nothing(placement.term))
