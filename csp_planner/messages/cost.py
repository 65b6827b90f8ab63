"""What the diploma costs, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from csp_planner.domain.evaluation.cost import Budget, Cost, LineSum, Price
from csp_planner.domain.profile import LineKind, Per
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, localised, ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.typography import decimal_mark
from csp_planner.messages.words import number


def euros(amount: float) -> str:
    """A price in whole euros when it is one, otherwise with both decimals: « 6 225 € », « 103,20 € »."""
    whole, mark, part = number(amount).partition(decimal_mark())
    return _("€{amount}").format(amount=whole + mark + (part.ljust(2, "0") if mark else ""))


_RENAMED = {"Pôle emploi": "France Travail"}
"""Bodies that the published sheet still calls by a former name, and what they are called since."""


def tariff_label(labels: Mapping[str, str]) -> str:
    """The name of a funding in the active language; a body renamed since by both names."""
    label = shown(localised(labels))
    for before, since in _RENAMED.items():
        if since not in label:
            label = label.replace(before, _("{since} ({before} on the sheet)").format(since=since, before=before))
    return label


def cost_line(budget: Budget) -> str:
    """What the studies cost, in one line: the sheet's price and what is left to find of it."""
    if budget.tariff is None:
        return _("Cost: choose a funding…") if budget.price is Price.NOT_CHOSEN else _("Cost: not published")
    amount = euros(budget.tariff.euros)
    if not budget.lines:
        return _("Cost: {amount}, {funding}").format(amount=amount, funding=tariff_label(budget.tariff.label))
    left = budget.left or 0
    if left > 0:
        return _("Cost: {amount}, {left} left to find").format(amount=amount, left=euros(left))
    return _("Cost: {amount}, nothing left to find").format(amount=amount)


def line_kind_word(kind: LineKind) -> str:
    """Which way a line of one's own counts, in a few words."""
    match kind:
        case LineKind.COST:
            return pgettext("line", "Cost, to pay as well")
        case LineKind.FUNDING:
            return pgettext("line", "Funding, pays a part")


def per_word(per: Per) -> str:
    """How often a line of one's own comes, in a few words."""
    match per:
        case Per.ONCE:
            return pgettext("line", "once")
        case Per.YEAR:
            return pgettext("line", "per academic year")
        case Per.ENROLMENT:
            return pgettext("line", "per semester of enrolment")


def line_name(found: LineSum, *, personal_data: bool = True) -> str:
    """A line of one's own, marked as entered; without personal data, not by its name, which may hold a person's."""
    line, count = found.line, found.times
    cost = line.kind is LineKind.COST
    match line.per:
        case Per.ONCE:
            text = _("{label} (cost entered)") if cost else _("{label} (funding entered)")
        case Per.YEAR:
            text = (
                ngettext(
                    "{label} (cost entered, {each} × {count} year)",
                    "{label} (cost entered, {each} × {count} years)",
                    count,
                )
                if cost
                else ngettext(
                    "{label} (funding entered, {each} × {count} year)",
                    "{label} (funding entered, {each} × {count} years)",
                    count,
                )
            )
        case Per.ENROLMENT:
            text = (
                ngettext(
                    "{label} (cost entered, {each} × {count} semester of enrolment)",
                    "{label} (cost entered, {each} × {count} semesters of enrolment)",
                    count,
                )
                if cost
                else ngettext(
                    "{label} (funding entered, {each} × {count} semester of enrolment)",
                    "{label} (funding entered, {each} × {count} semesters of enrolment)",
                    count,
                )
            )
    label = shown(line.label) if personal_data else ""
    return text.format(label=label or pgettext("line", "No name"), each=euros(line.euros), count=count)


def left_name() -> str:
    """Name of what is left to find."""
    return _("Left to find")


def left_words(budget: Budget) -> str:
    """How much is left to find; what the fundings exceed the price and the costs by; that the price is missing."""
    left = budget.left
    if left is None:
        return pgettext("left to find", "not known without the price")
    if left < 0:
        return pgettext("left to find", "nothing, {amount} too much").format(amount=euros(-left))
    return euros(left) if left else pgettext("left to find", "nothing")


def unknown_price(budget: Budget) -> str:
    """Say why the sheet's price is not known; empty where it is."""
    match budget.price:
        case Price.KNOWN:
            return ""
        case Price.NOT_CHOSEN:
            return _("No funding is chosen yet.")
        case Price.NOT_PUBLISHED:
            return _("The price is not published.")


def obtained_remark() -> str:
    """Say what the sheet leaves open about units that are obtained already."""
    return _("The sheet does not say whether units already obtained lower this price.")


def estimate_remark() -> str:
    """Say what the split of a price by year rests on."""
    return _("The split by year is an estimate, by the ECTS of the units to attend; the sheet gives the total only.")


def estimated_year(year: int) -> str:
    """Name a year beside its estimated part of the price: « 2027/2028, estimation »."""
    return _("{year}, estimate").format(year=year_label(year))


def estimated_unplaced() -> str:
    """Name the units to place beside their estimated part of the price."""
    return _("units to place, estimate")


def estimate_parts(cost: Cost) -> Iterator[tuple[str, float]]:
    """The estimate: each year, then the units to place, with what falls on them in euros."""
    yield from ((estimated_year(part.year), part.euros) for part in cost.years)
    if cost.unplaced:
        yield estimated_unplaced(), cost.unplaced


def cost_sentences(cost: Cost) -> Iterator[str]:
    """Everything there is to say: the price, what is left open, the lines of one's own, the estimate by year.

    Nothing while neither a funding is chosen nor a line entered.
    """
    budget = cost.budget
    if budget.price is Price.NOT_CHOSEN and not budget.lines:
        return
    entry = pgettext("cost", "{name}: {amount}")
    if budget.tariff is not None:
        yield entry.format(
            name=_("Price of the sheet, {funding}").format(funding=tariff_label(budget.tariff.label)),
            amount=euros(budget.tariff.euros),
        )
        if cost.has_obtained:
            yield obtained_remark()
    else:
        yield unknown_price(budget)
    for found in budget.lines:
        yield entry.format(name=line_name(found), amount=euros(found.euros))
    if budget.lines:
        yield entry.format(name=left_name(), amount=left_words(budget))
    parts = list(estimate_parts(cost))
    if parts:
        yield estimate_remark()
        yield from (entry.format(name=name, amount=euros(amount)) for name, amount in parts)


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row of scenarios side by side."""

    name: str
    values: tuple[str, ...]


def cost_rows(costs: Sequence[Cost]) -> Iterator[CostRow]:
    """Scenarios side by side: the price, which is the same for all, what was entered, the estimate."""
    yield from total_rows(costs)
    yield from _estimate_rows(costs)


def total_rows(costs: Sequence[Cost]) -> Iterator[CostRow]:
    """Scenarios side by side: the price, which is the same for all, and what was entered."""
    if not costs:
        return
    budgets = [cost.budget for cost in costs]
    first = budgets[0]
    if first.tariff is not None:
        name = _("Cost, {funding}").format(funding=tariff_label(first.tariff.label))
        yield CostRow(name, tuple(euros(first.tariff.euros) for _each in costs))
    elif first.price is Price.NOT_PUBLISHED:
        yield CostRow(_("Cost"), tuple(pgettext("price", "not published") for _each in costs))
    if first.lines:
        yield CostRow(_("Costs entered"), tuple(euros(budget.costs) for budget in budgets))
        yield CostRow(_("Fundings entered"), tuple(euros(budget.fundings) for budget in budgets))
        yield CostRow(left_name(), tuple(map(left_words, budgets)))


def _estimate_rows(costs: Sequence[Cost]) -> Iterator[CostRow]:
    shares = [{part.year: part.euros for part in cost.years} for cost in costs]
    for year in sorted({year for share in shares for year in share}):
        name = _("Cost in {year}, estimate").format(year=year_label(year))
        yield CostRow(name, tuple(euros(share.get(year, 0)) for share in shares))
    if any(cost.unplaced for cost in costs):
        yield CostRow(_("Cost of units to place, estimate"), tuple(euros(cost.unplaced) for cost in costs))


def cost_remarks(cost: Cost) -> Iterator[str]:
    """What must be said under a price and its split: what the sheet leaves open, and what the split rests on."""
    if cost.budget.tariff is not None:
        if cost.has_obtained:
            yield obtained_remark()
        yield estimate_remark()


def budget_sum(budget: Budget) -> str:
    """How the price and what was entered come to what is left to find."""
    values = {"costs": euros(budget.costs), "fundings": euros(budget.fundings), "left": left_words(budget)}
    if budget.total is None:
        text = _("Costs entered: {costs}, fundings entered: {fundings}\nLeft to find: {left}")
        return text.format_map(values)
    text = _("Price of the sheet {price} + costs {costs} − fundings {fundings}\nLeft to find: {left}")
    return text.format(price=euros(budget.total), **values)


def budget_button(lines: int) -> str:
    """What leads to the lines of one's own, from where the funding is chosen."""
    if not lines:
        return _("Add a cost or a funding…")
    return ngettext("{count} line entered…", "{count} lines entered…", lines).format(count=lines)
