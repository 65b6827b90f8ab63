"""Scenarios side by side as plain values, for other programs. The keys are a contract."""

from collections.abc import Sequence
from pathlib import Path

from csp_planner.cli.output.cost_json import cost_json
from csp_planner.cli.output.json_values import exact, exact_or_none, text_or_none
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.planning.comparison import ChoiceDifference, Column, Comparison, Peak, UnitDifference


def comparison_json(plan: Plan, comparison: Comparison, files: Sequence[Path] = ()) -> dict[str, object]:
    """What ``compare --json`` prints: keys in English, terms as text, whole numbers without decimals.

    A programme without choices has no key about them. With *files*, each scenario says which of them it is in.
    """
    columns = [_column(column) for column in comparison.columns]
    choices = {"choices": list(map(_choice, comparison.choices))} if comparison.has_choices else {}
    if files:
        columns = [{"file": str(file), **column} for file, column in zip(files, columns, strict=True)]
    return {
        "programme": plan.programme.code,
        "today": comparison.today.isoformat(),
        "scenarios": columns,
        "differences": list(map(_difference, comparison.differences)),
        **choices,
    }


def _choice(difference: ChoiceDifference) -> dict[str, object]:
    """A choice that differs: what is taken in each scenario; null where it is not to be made in one."""
    found: dict[str, object] = {"block": difference.path, "label": difference.block.label}
    if difference.branches:
        found["branches"] = [None if one is None else list(one) for one in difference.branches]
    else:
        found["units"] = [None if one is None else list(one) for one in difference.units]
    return found


def _difference(difference: UnitDifference) -> dict[str, object]:
    found: dict[str, object] = {"unit": difference.unit, "terms": [text_or_none(term) for term in difference.terms]}
    if difference.modes:
        found["modes"] = [mode or None for mode in difference.modes]
    if difference.fillings:
        found["fillings"] = list(map(_filling, difference.fillings))
    return found


def _filling(filling: Filling | None) -> dict[str, object] | None:
    if filling is None:
        return None
    return {"code": filling.code or None, "title": filling.title or None, "ects": exact_or_none(filling.ects)}


def _column(column: Column) -> dict[str, object]:
    return {
        "scenario": column.name,
        "retained": column.retained,
        "end_term": text_or_none(column.end_term),
        "complete": column.complete,
        "semesters": column.semesters,
        "lightest_ects": _peak(column.lightest_ects),
        "heaviest_ects": _peak(column.heaviest_ects),
        "lightest_hours": _peak(column.lightest_hours),
        "without_class": list(map(str, column.without_class)),
        "heaviest_hours": _peak(column.heaviest_hours),
        "ects_by_year": {str(year): exact(amount) for year, amount in column.ects_by_year.items()},
        "leaves": [str(semester) for semester in column.leaves],
        "waivers": column.waivers,
        "semesters_after_accreditation": column.after_accreditation,
        "cost": cost_json(column.cost),
        "blocking": column.blocking,
        "unplaced": list(column.unplaced),
        "awaited": list(column.awaited),
        "outside": list(column.outside),
        **(_of_choices(column) if column.has_choices else {}),
    }


def _of_choices(column: Column) -> dict[str, object]:
    return {
        "open_choices": [found.path for found in column.open_choices],
        "extra": list(column.extra),
        "extra_ects": exact(column.extra_ects),
    }


def _peak(peak: Peak | None) -> dict[str, object] | None:
    return None if peak is None else {"term": str(peak.term), "amount": exact(peak.amount)}
