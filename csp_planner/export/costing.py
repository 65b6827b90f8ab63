"""Says in words what a page shows of the cost."""

from csp_planner.domain.evaluation.cost import Price, cost
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.limits import Localised
from csp_planner.domain.plan import Plan
from csp_planner.domain.text import plain_line
from csp_planner.export.content import CostText, Fact
from csp_planner.export.options import Options
from csp_planner.messages import export as words
from csp_planner.messages.cost import (
    cost_remarks,
    estimate_parts,
    euros,
    left_name,
    left_words,
    line_name,
    tariff_label,
    unknown_price,
)


def cost_text(plan: Plan, evaluation: Evaluation, options: Options) -> CostText:
    """Return the price, what was entered beside it and an estimate by year; every price while no funding is chosen."""
    found = cost(plan, evaluation)
    known = found.budget
    if known.tariff is not None:
        prices = (_price(known.tariff.label, known.tariff.euros),)
        remark = " ".join(cost_remarks(found))
    elif known.price is Price.NOT_CHOSEN:
        prices = tuple(_price(tariff.label, tariff.euros) for tariff in plan.programme.tariffs)
        remark = words.no_funding_chosen()
    else:
        prices, remark = (), unknown_price(known)
    entered = [
        Fact(name=line_name(one, personal_data=options.personal_data), value=euros(one.euros)) for one in known.lines
    ]
    if entered:
        entered.append(Fact(name=left_name(), value=left_words(known)))
    return CostText(
        heading=words.cost_heading(),
        total=prices,
        entered=tuple(entered),
        estimate=tuple(Fact(name=name, value=euros(amount)) for name, amount in estimate_parts(found)),
        remark=remark,
    )


def _price(label: Localised, amount: float) -> Fact:
    return Fact(name=plain_line(tariff_label(label)), value=euros(amount))
