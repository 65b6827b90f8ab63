"""Scenarios side by side: as plain values for other programs, whose keys are a contract, and as a text to read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from csp_planner.domain.evaluation.cost import Cost
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import Column, Comparison, Peak
from csp_planner.domain.terms import Term, year_label
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.cost import euros, tariff_label
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, ects, hours, number, term_short

_GAP = "  "
_NOTHING = "–"


def comparison_summary(plan: Plan, comparison: Comparison) -> dict[str, object]:
    """What ``compare --json`` prints: keys in English, terms as text, whole numbers without decimals."""
    return {
        "programme": plan.programme.code,
        "today": comparison.today.isoformat(),
        "scenarios": [_column_summary(column) for column in comparison.columns],
        "differences": [
            {"unit": difference.unit, "terms": [_text(term) for term in difference.terms]}
            for difference in comparison.differences
        ],
    }


def _column_summary(column: Column) -> dict[str, object]:
    return {
        "scenario": column.name,
        "retained": column.retained,
        "end_term": _text(column.end_term),
        "complete": column.complete,
        "semesters": column.semesters,
        "lightest_ects": _peak_summary(column.lightest_ects),
        "heaviest_ects": _peak_summary(column.heaviest_ects),
        "lightest_hours": _peak_summary(column.lightest_hours),
        "heaviest_hours": _peak_summary(column.heaviest_hours),
        "ects_by_year": {str(year): _exact(amount) for year, amount in column.ects_by_year.items()},
        "waivers": column.waivers,
        "semesters_after_accreditation": column.after_accreditation,
        "cost": _cost_summary(column.cost),
        "blocking": column.blocking,
        "unplaced": list(column.unplaced),
    }


def _peak_summary(peak: Peak | None) -> dict[str, object] | None:
    return None if peak is None else {"term": str(peak.term), "amount": _exact(peak.amount)}


def _cost_summary(cost: Cost | None) -> dict[str, object] | None:
    if cost is None:
        return None
    return {
        "tariff": cost.tariff.code,
        "total": _exact(cost.total),
        "estimate_by_year": {str(part.year): _exact(part.euros) for part in cost.years},
        "estimate_unplaced": _exact(cost.unplaced),
    }


def _text(term: Term | None) -> str | None:
    return None if term is None else str(term)


def _exact(x: float) -> float:
    return int(x) if float(x).is_integer() else x


def comparison_report(plan: Plan, comparison: Comparison) -> str:
    """*comparison* as a table, one column per scenario, and the units that differ."""
    columns = comparison.columns
    heading = _("{programme}: scenarios side by side, on {day}").format(
        programme=shown(plan.programme.code), day=date_label(comparison.today)
    )
    rows = [("", *(_name(column) for column in columns)), *_rows(columns)]
    lines = [heading, "", *_table(rows)]
    if len(columns) > 1:
        lines += ["", *_differences(comparison)]
    if any(column.cost for column in columns):
        lines += ["", _("The cost by year is an estimate by teaching hours; the sheet gives the total only.")]
    return "\n".join(lines)


def _name(column: Column) -> str:
    if column.retained:
        return pgettext("scenario", "{name} (retained)").format(name=shown(column.name))
    return shown(column.name)


def _rows(columns: tuple[Column, ...]) -> Iterator[tuple[str, ...]]:
    def row(head: str, say: Callable[[Column], str]) -> tuple[str, ...]:
        return (head, *(say(column) for column in columns))

    yield row(_("End"), end_words)
    yield row(_("Semesters"), lambda column: number(column.semesters))
    yield row(_("Lightest, ECTS"), lambda column: _peak(column.lightest_ects, ects))
    yield row(_("Heaviest, ECTS"), lambda column: _peak(column.heaviest_ects, ects))
    yield row(_("Lightest, hours"), lambda column: _peak(column.lightest_hours, hours))
    yield row(_("Heaviest, hours"), lambda column: _peak(column.heaviest_hours, hours))
    for year in sorted({year for column in columns for year in column.ects_by_year}):
        head = _("ECTS in {year}").format(year=year_label(year))
        yield row(head, lambda column, year=year: number(column.ects_by_year.get(year, 0)))
    yield row(_("Waivers"), lambda column: number(column.waivers))
    yield row(_("After the accreditation"), lambda column: _semesters(column.after_accreditation))
    yield row(_("Blocking"), lambda column: number(column.blocking))
    yield row(_("To place"), lambda column: ", ".join(map(shown, column.unplaced)) or _NOTHING)
    yield from _costs(columns)


def end_words(column: Column) -> str:
    """When a scenario ends; while units are still to place, that this is not the end of the studies."""
    if column.end_term is None:
        return _NOTHING
    term = term_short(column.end_term)
    return term if column.complete else pgettext("scenario", "{term}, incomplete").format(term=term)


def _costs(columns: tuple[Column, ...]) -> Iterator[tuple[str, ...]]:
    """The total, the same for all, and the estimate by year."""
    costs = [column.cost for column in columns]
    chosen = next((cost for cost in costs if cost is not None), None)
    if chosen is None:
        return
    head = _("Cost, {funding}").format(funding=tariff_label(chosen.tariff.label))
    yield (head, *(euros(cost.total if cost else 0) for cost in costs))
    shares = [{part.year: part.euros for part in cost.years} if cost else {} for cost in costs]
    for year in sorted({year for share in shares for year in share}):
        head = _("Cost in {year}, about").format(year=year_label(year))
        yield (head, *(euros(round(share.get(year, 0))) for share in shares))
    if any(cost and cost.unplaced for cost in costs):
        yield (_("Cost of units to place, about"), *(euros(round(cost.unplaced if cost else 0)) for cost in costs))


def _semesters(count: int) -> str:
    return ngettext("{count} semester", "{count} semesters", count).format(count=count)


def _peak(peak: Peak | None, say: Callable[[float], str]) -> str:
    if peak is None:
        return _NOTHING
    return pgettext("load", "{amount} ({term})").format(amount=say(peak.amount), term=term_short(peak.term))


def _differences(comparison: Comparison) -> Iterator[str]:
    if not comparison.differences:
        yield _("Every unit stands in the same semester.")
        return
    yield _("Units that differ")
    rows = [
        (shown(difference.unit), *(term_short(term) if term else _NOTHING for term in difference.terms))
        for difference in comparison.differences
    ]
    yield from _table(rows)


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield (_GAP + _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the comparison: its rows are a heading and what each scenario says."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def comparison_sections(comparison: Comparison) -> tuple[Section, ...]:
    """*comparison* for a table: the figures, then unit by unit where the scenarios differ."""
    figures = tuple((head, tuple(cells)) for head, *cells in _rows(comparison.columns))
    units = tuple(
        (
            shown(difference.unit),
            tuple(term_short(term) if term else _NOTHING for term in difference.terms),
        )
        for difference in comparison.differences
    )
    found = [Section(_("Figures"), figures)]
    if units:
        found.append(Section(_("Units that differ"), units))
    return tuple(found)
