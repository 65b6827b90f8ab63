"""Scenarios side by side in words: what the window and the command line lay out, each in its own way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from csp_planner.domain.planning.comparison import Column, Comparison, Peak
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.cost import cost_rows
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects, hours, number, term_short

_NOTHING = "–"


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


def _rows(columns: tuple[Column, ...]) -> Iterator[tuple[str, ...]]:
    def row(head: str, say: Callable[[Column], str]) -> tuple[str, ...]:
        return (head, *(say(column) for column in columns))

    yield row(_("End"), end_words)
    yield row(_("Semesters"), lambda column: number(column.semesters))
    yield row(_("Lightest, ECTS"), lambda column: _peak(column.lightest_ects, ects))
    yield row(_("Heaviest, ECTS"), lambda column: _peak(column.heaviest_ects, ects))
    yield row(_("Lightest, hours"), lambda column: lightest_words(_peak(column.lightest_hours, hours), column))
    yield row(_("Heaviest, hours"), lambda column: _peak(column.heaviest_hours, hours))
    for year in sorted({year for column in columns for year in column.ects_by_year}):
        head = _("ECTS in {year}").format(year=year_label(year))
        yield row(head, lambda column, year=year: number(column.ects_by_year.get(year, 0)))
    if any(column.leaves for column in columns):
        yield row(_("Semesters on leave"), leave_words)
    yield row(_("Waivers"), lambda column: number(column.waivers))
    yield row(_("After the accreditation"), lambda column: _semesters(column.after_accreditation))
    yield row(_("Blocking"), lambda column: number(column.blocking))
    yield row(_("To place"), lambda column: ", ".join(map(shown, column.unplaced)) or _NOTHING)
    if any(column.awaited for column in columns):
        yield row(_("Answer awaited"), lambda column: ", ".join(map(shown, column.awaited)) or _NOTHING)
    if any(column.outside for column in columns):
        yield row(_("Acquired outside the sheet"), lambda column: ", ".join(map(shown, column.outside)) or _NOTHING)
    yield from ((found.name, *found.values) for found in cost_rows([column.cost for column in columns]))


def end_words(column: Column) -> str:
    """When a scenario ends; while units are still to place, that this is not the end of the studies."""
    if column.end_term is None:
        return _NOTHING
    term = term_short(column.end_term)
    if column.complete and column.awaited:
        return pgettext("scenario", "{term}, if granted").format(term=term)
    return term if column.complete else pgettext("scenario", "{term}, incomplete").format(term=term)


def leave_words(column: Column) -> str:
    """The semesters that a scenario has off."""
    return ", ".join(map(term_short, column.leaves)) or _NOTHING


def lightest_words(lightest: str, column: Column) -> str:
    """*lightest*, the semester with the fewest hours in words, and which ones are left out of that count."""
    if not column.without_class:
        return lightest
    text = pgettext("load", "{lightest}, leaving out the report alone in {terms}")
    return text.format(lightest=lightest, terms=", ".join(map(term_short, column.without_class)))


def _semesters(count: int) -> str:
    return ngettext("{count} semester", "{count} semesters", count).format(count=count)


def _peak(peak: Peak | None, say: Callable[[float], str]) -> str:
    if peak is None:
        return _NOTHING
    return pgettext("load", "{amount} ({term})").format(amount=say(peak.amount), term=term_short(peak.term))
