"""What the diploma costs, in words."""

from collections.abc import Mapping

from csp_planner.domain.evaluation.cost import Cost
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, localised
from csp_planner.messages.problems import shown
from csp_planner.messages.words import number


def euros(amount: float) -> str:
    """A price in whole euros when it is one: « 6 225 € »."""
    return _("€{amount}").format(amount=number(amount))


_RENAMED = {"Pôle emploi": "France Travail"}
"""Bodies that the published sheet still calls by a former name, and what they are called since."""


def tariff_label(labels: Mapping[str, str]) -> str:
    """The name of a funding in the active language; a body renamed since by both names."""
    label = shown(localised(labels))
    for before, since in _RENAMED.items():
        if since not in label:
            label = label.replace(before, _("{since} ({before} on the sheet)").format(since=since, before=before))
    return label


def cost_line(cost: Cost) -> str:
    """The total on the chosen funding."""
    label = tariff_label(cost.tariff.label)
    return _("Cost: {amount}, {funding}").format(amount=euros(cost.total), funding=label)


def cost_by_year(cost: Cost) -> str:
    """The estimate by year, and that it is one."""
    lines = [
        _("{year}: about {amount}").format(year=year_label(part.year), amount=euros(round(part.euros)))
        for part in cost.years
    ]
    if cost.unplaced:
        lines.append(_("Units to place: about {amount}").format(amount=euros(round(cost.unplaced))))
    return "\n".join([_("Estimate by teaching hours; the sheet gives the total only."), *lines])
