"""Says in words what a page shows of scenarios side by side. Its functions are pure; they speak the active language."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import Column, Comparison, Peak, compare
from csp_planner.domain.text import plain_line
from csp_planner.export.content import ComparisonContent, Fact, RowText
from csp_planner.export.text import cut, unbroken
from csp_planner.messages import export as words
from csp_planner.messages import tables as heads
from csp_planner.messages.comparison import end_words, lightest_words
from csp_planner.messages.cost import cost_remarks, cost_rows
from csp_planner.messages.words import ects, hours, number, term_short

_NOTHING = "–"
_MAX_NAME = 60


def comparison_content(
    plan: Plan, indices: Sequence[int], names: Sequence[str], today: date, facts: tuple[Fact, ...] = ()
) -> ComparisonContent:
    """Return what a page says of the scenarios at *indices*, called *names*, under *facts*.

    Raises IndexError where there is no scenario at an index.
    """
    compared = compare(plan, indices, today)
    title = words.programme_title(plain_line(plan.programme.code), plain_line(plan.programme.title))
    heading, none_differ = heads.differences_headings()
    return ComparisonContent(
        kind=heads.comparison_kind(),
        title=title,
        issued=words.issued_on(today),
        facts=facts,
        names=tuple(
            heads.scenario_column(cut(name, _MAX_NAME), column.retained)
            for name, column in zip(names, compared.columns, strict=True)
        ),
        rows=tuple(_rows(compared)),
        differences_heading=heading if compared.differences else none_differ,
        differences=tuple(
            RowText(
                name=_unit_name(plan, difference.unit),
                values=tuple(unbroken(term_short(term)) if term else _NOTHING for term in difference.terms),
            )
            for difference in compared.differences
        ),
        remark=" ".join(cost_remarks(compared.columns[0].cost)) if compared.columns else "",
    )


def _unit_name(plan: Plan, code: str) -> str:
    unit = plan.programme.by_code.get(code)
    return heads.unit_name(plain_line(code), plain_line(unit.title)) if unit else plain_line(code)


def _rows(compared: Comparison) -> Iterator[RowText]:
    columns = compared.columns

    def row(name: str, say: Callable[[Column], str]) -> RowText:
        return RowText(name=name, values=tuple(map(say, columns)))

    names = heads.comparison_rows()
    yield row(names.end, end_words)
    yield row(names.semesters, lambda column: number(column.semesters))
    yield row(names.lightest_ects, lambda column: _peak(column.lightest_ects, ects))
    yield row(names.heaviest_ects, lambda column: _peak(column.heaviest_ects, ects))
    yield row(names.lightest_hours, lambda column: lightest_words(_peak(column.lightest_hours, hours), column))
    yield row(names.heaviest_hours, lambda column: _peak(column.heaviest_hours, hours))
    for year in sorted({year for column in columns for year in column.ects_by_year}):
        yield row(heads.ects_in_year(year), lambda column, year=year: number(column.ects_by_year.get(year, 0)))
    if any(column.leaves for column in columns):
        yield row(names.leaves, _leaves)
    yield row(names.waivers, lambda column: number(column.waivers))
    yield row(names.after_accreditation, lambda column: number(column.after_accreditation))
    yield row(names.blocking, lambda column: number(column.blocking))
    yield row(names.to_place, lambda column: ", ".join(map(plain_line, column.unplaced)) or _NOTHING)
    if any(column.awaited for column in columns):
        yield row(names.awaited, lambda column: ", ".join(map(plain_line, column.awaited)) or _NOTHING)
    if any(column.outside for column in columns):
        yield row(names.outside, lambda column: ", ".join(map(plain_line, column.outside)) or _NOTHING)
    for found in cost_rows([column.cost for column in columns]):
        yield RowText(name=plain_line(found.name), values=found.values)


def _leaves(column: Column) -> str:
    return ", ".join(unbroken(term_short(semester)) for semester in column.leaves) or _NOTHING


def _peak(peak: Peak | None, say: Callable[[float], str]) -> str:
    if peak is None:
        return _NOTHING
    amount, term = (unbroken(text) for text in (say(peak.amount), term_short(peak.term)))
    return heads.peak(amount, term)
