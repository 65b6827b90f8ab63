"""What a scenario costs as plain values, for other programs. The keys are a contract."""

from csp_planner.cli.output.json_values import exact
from csp_planner.domain.evaluation.cost import Budget, Cost


def cost_json(cost: Cost) -> dict[str, object] | None:
    """The sheet's price, what was entered beside it, the estimate by year; None where neither is known."""
    budget = cost.budget
    if budget.tariff is None and not budget.lines:
        return None
    return {
        "tariff": budget.tariff.code if budget.tariff else None,
        "total": None if budget.total is None else exact(budget.total),
        "estimate_by_year": {str(part.year): exact(part.euros) for part in cost.years},
        "estimate_unplaced": exact(cost.unplaced),
        "entered": _entered(budget),
        "left_to_find": None if budget.left is None else exact(budget.left),
    }


def _entered(budget: Budget) -> list[dict[str, object]]:
    return [
        {
            "label": found.line.label,
            "kind": found.line.kind.value,
            "per": found.line.per.value,
            "euros": exact(found.line.euros),
            "times": found.times,
            "sum": exact(found.euros),
        }
        for found in budget.lines
    ]
