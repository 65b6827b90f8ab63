"""Scenarios side by side in words: what the window and the command line lay out, each in its own way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from csp_planner.domain.award import Block, walk
from csp_planner.domain.codes import is_made_up
from csp_planner.domain.planning.comparison import Bar, ChoiceDifference, Column, Comparison, Peak, UnitDifference
from csp_planner.domain.terms import Term, year_label
from csp_planner.messages.award_tree import block_names, name_of
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.clash import named_units
from csp_planner.messages.cost import cost_rows, obtained_remark, total_rows
from csp_planner.messages.milestones import filling_line
from csp_planner.messages.opening_words import mode_word
from csp_planner.messages.outlook import NAMED
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects, hours, number, term_short

_NOTHING = "–"
"""What a cell says where there is none of what its row is about: no semester, no unit, no amount."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the comparison: its rows are a heading and what each scenario says."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def comparison_sections(comparison: Comparison) -> tuple[Section, ...]:
    """*comparison* for a table: the figures, then unit by unit where the scenarios differ."""
    figures = tuple((head, tuple(cells)) for head, *cells in _rows(comparison))
    titles = _titles(comparison)
    units = tuple(
        (_named(shown(difference.unit), titles.get(difference.unit, "")), tuple(_places(difference, term_short)))
        for difference in comparison.differences
    )
    found = [Section(_("Figures"), figures)]
    choices = tuple((row.name, row.values) for row in _choice_rows(comparison))
    if choices:
        found.append(Section(_("Choices that differ"), choices))
    if units:
        found.append(Section(_("Units that differ"), units))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row under the picture: a heading and what each scenario says or, said once, what all of them do."""

    head: str
    title: str = ""
    """The title of the unit that *head* is the code of."""
    values: tuple[str, ...]
    shared: str = ""
    """What stands in place of *values* where all are the same; empty where they differ."""

    @property
    def name(self) -> str:
        """The heading, with the title of a unit behind its code."""
        return _named(self.head, self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is told under the picture."""

    figures: tuple[TableRow, ...]
    choices: tuple[TableRow, ...]
    """The choices of the award that are made in different ways."""
    choices_heading: str
    """Empty where there are none."""
    units: tuple[TableRow, ...]
    """The units that stand elsewhere in one scenario than in another, or are attended or filled otherwise."""
    units_heading: str
    remark: str


def comparison_table(comparison: Comparison) -> Table:
    """What the picture of *comparison* does not show, values that all share said once, and the units that differ."""
    columns = comparison.columns
    titles = _titles(comparison)
    units = tuple(
        TableRow(
            head=shown(difference.unit),
            title=titles.get(difference.unit, ""),
            values=tuple(_places(difference, lambda term: _kept(term_short(term)))),
        )
        for difference in comparison.differences
        if _differs(difference, columns)
    )
    choices = tuple(_choice_rows(comparison)) if len(columns) > 1 else ()
    heading = _("Units that differ") if units or len(columns) < 2 else _("Every unit stands in the same semester.")
    has_remark = columns and columns[0].cost.budget.tariff is not None and columns[0].cost.has_obtained
    return Table(
        figures=tuple(_table_rows(comparison)),
        choices=choices,
        choices_heading=_("Choices that differ") if choices else "",
        units=units,
        units_heading=heading if len(columns) > 1 else "",
        remark=obtained_remark() if has_remark else "",
    )


def _choice_rows(comparison: Comparison) -> Iterator[TableRow]:
    """What each scenario takes in the choices that are made in different ways."""
    award = comparison.programme.award or Block()
    names, blocks, titles = block_names(award), dict(walk(award)), _brief_titles(comparison)

    def branches(difference: ChoiceDifference, taken: tuple[str, ...]) -> str:
        there = {path: block for path, block in blocks.items() if path in taken}
        return ", ".join(name_of(path, there.get(path, Block())) for path in taken)

    for difference in comparison.choices:
        taken = difference.branches or difference.units
        values = (
            _NOTHING
            if not each
            else branches(difference, each)
            if difference.branches
            else ", ".join(titles.get(code, shown(code)) for code in each)
            for each in taken
        )
        yield TableRow(
            head=names.get(difference.path, name_of(difference.path, difference.block)), values=tuple(values)
        )


def _brief_titles(comparison: Comparison) -> dict[str, str]:
    """The titles of the rows that the sheet gives no code: they are named by them."""
    return {unit.code: shown(unit.title) for unit in comparison.programme.units if is_made_up(unit.code)}


def _open_choices(names: Mapping[str, str], column: Column) -> str:
    """The choices that lack something: named while they are few."""
    count = len(column.open_choices)
    if count <= NAMED:
        return ", ".join(names[found.path] for found in column.open_choices) or _NOTHING
    return ngettext("{count} choice", "{count} choices", count).format(count=number(count))


def _extra(column: Column) -> str:
    if not column.extra:
        return _NOTHING
    text = pgettext("units beyond", "{units} ({ects})")
    return text.format(units=named_units(column.extra), ects=_kept(ects(column.extra_ects)))


def _of_choices(comparison: Comparison) -> Iterator[tuple[str, Callable[[Column], str]]]:
    """What is still to choose, and what is beyond: said where there is any."""
    columns = comparison.columns
    if any(column.open_choices for column in columns):
        yield _("Still to choose"), partial(_open_choices, block_names(comparison.programme.award or Block()))
    if any(column.extra for column in columns):
        yield _("Beyond what is asked for"), _extra


def _places(difference: UnitDifference, say: Callable[[Term], str]) -> Iterator[str]:
    """Where a unit stands in each scenario and, where that differs, in which mode and filled by what."""
    count = len(difference.terms)
    modes, fillings = difference.modes or ("",) * count, difference.fillings or (None,) * count
    for term, mode, filling in zip(difference.terms, modes, fillings, strict=True):
        unit = "" if filling is None else filling_line(filling, filling.ects or 0)
        values = {"term": say(term) if term else _NOTHING, "mode": mode_word(mode) if mode else "", "unit": unit}
        if mode and unit:
            yield pgettext("place", "{term}, {mode}: {unit}").format_map(values)
        elif unit:
            yield pgettext("place", "{term}: {unit}").format_map(values)
        else:
            yield pgettext("place", "{term}, {mode}").format_map(values) if mode else values["term"]


def _titles(comparison: Comparison) -> dict[str, str]:
    """The titles of the programme's units, as they are shown, by their codes; a row without a code is named by it."""
    return {unit.code: shown(unit.title) for unit in comparison.programme.units if not is_made_up(unit.code)}


def _named(code: str, title: str) -> str:
    """The code of a unit, with its title behind it where it is known."""
    return pgettext("unit", "{code} {title}").format(code=code, title=title) if title else code


def _differs(difference: UnitDifference, columns: tuple[Column, ...]) -> bool:
    """Whether a unit stands elsewhere in one scenario than in another, is attended or filled otherwise.

    Scenarios in which nothing stands are left aside.
    """
    terms = difference.terms
    places = zip(terms, difference.modes or terms, difference.fillings or terms, columns, strict=True)
    told = {(term, mode, filling) for term, mode, filling, column in places if column.semesters}
    return len(told) > 1 or sum(column.semesters > 0 for column in columns) < 2


def _table_rows(comparison: Comparison) -> Iterator[TableRow]:
    columns = comparison.columns

    def row(head: str, say: Callable[[Column], str]) -> TableRow:
        values = tuple(map(say, columns))
        return TableRow(head=head, values=values, shared=_shared(values, _("{value}, {for_all}")))

    yield row(_("Semesters"), lambda column: _count(column.semesters))
    yield row(_("Heaviest, ECTS"), _heaviest_ects)
    if any(column.hours_known for column in columns):
        yield row(_("Heaviest, hours"), _heaviest_hours)
    if any(column.leaves for column in columns):
        yield row(_("Semesters on leave"), leave_words)
    if any(column.waived for column in columns):
        yield row(_("Waivers"), _waivers)
    if any(column.after_accreditation for column in columns):
        yield row(_("After the accreditation"), lambda column: _semesters(column.after_accreditation or 0))
    if any(column.to_settle for column in columns):
        yield row(_("Blocking"), lambda column: _count(column.to_settle))
    if any(column.unplaced for column in columns):
        yield row(_("To place"), _unplaced)
    for head, say in (*_of_choices(comparison), *_acquired(columns)):
        yield row(head, say)
    for found in total_rows([column.cost for column in columns]):
        once = _("{value}, {for_all}")
        if columns[0].cost.budget.tariff is not None:
            once = _("{value}, the same {for_all}: the sheet gives the total only")
        yield TableRow(head=found.name, values=found.values, shared=_shared(found.values, once))


def _kept(text: str) -> str:
    """*text* on one line, wherever its row is wrapped."""
    return text.replace(" ", "\u00a0")


def _shared(values: tuple[str, ...], once: str) -> str:
    if len(values) < 2 or len(set(values)) > 1 or values[0] == _NOTHING:
        return ""
    names = {2: _("for both"), 3: _("for all three"), 4: _("for all four")}
    return once.format(value=values[0], for_all=names.get(len(values)) or _("for all"))


def _heaviest_ects(column: Column) -> str:
    peak = column.heaviest_ects
    if peak is None:
        return _NOTHING
    text = pgettext("load", "{amount} ({term})")
    return text.format(amount=_kept(ects(peak.amount)), term=_kept(term_short(peak.term)))


def _heaviest_hours(column: Column) -> str:
    peak = column.heaviest_hours
    bar: Bar | None = next((bar for bar in column.bars if peak is not None and bar.term == peak.term), None)
    if peak is None or bar is None or bar.weekly is None:
        return _peak(peak, hours)
    text = pgettext("load", "{amount}, {weekly} a week ({term})")
    return text.format(
        amount=_kept(hours(peak.amount)),
        weekly=_kept(hours(round(bar.weekly, 1))),
        term=_kept(term_short(peak.term)),
    )


def _unplaced(column: Column) -> str:
    """The units still to place: named while they are few."""
    count = len(column.unplaced)
    if count <= NAMED:
        return ", ".join(map(shown, column.unplaced)) or _NOTHING
    return ngettext("{count} unit", "{count} units", count).format(count=number(count))


def _waivers(column: Column) -> str:
    if not column.waived:
        return _NOTHING
    text = pgettext("waivers", "{count}: {units}")
    return text.format(count=number(len(column.waived)), units=named_units(column.waived))


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    columns = comparison.columns

    def row(head: str, say: Callable[[Column], str]) -> tuple[str, ...]:
        return (head, *(say(column) for column in columns))

    yield row(_("End"), end_words)
    yield row(_("Semesters"), lambda column: _count(column.semesters))
    yield row(_("Lightest, ECTS"), lambda column: _peak(column.lightest_ects, ects))
    yield row(_("Heaviest, ECTS"), lambda column: _peak(column.heaviest_ects, ects))
    if any(column.hours_known for column in columns):
        yield row(_("Lightest, hours"), lambda column: lightest_words(_peak(column.lightest_hours, hours), column))
        yield row(_("Heaviest, hours"), lambda column: _peak(column.heaviest_hours, hours))
    for year in sorted({year for column in columns for year in column.ects_by_year}):
        head = _("ECTS in {year}").format(year=year_label(year))
        yield row(head, lambda column, year=year: _count(column.ects_by_year.get(year, 0)))
    if any(column.leaves for column in columns):
        yield row(_("Semesters on leave"), leave_words)
    yield row(_("Waivers"), lambda column: _count(column.waivers))
    if any(column.after_accreditation is not None for column in columns):
        yield row(_("After the accreditation"), lambda column: _semesters(column.after_accreditation or 0))
    yield row(_("Blocking"), lambda column: _count(column.blocking))
    yield row(_("To place"), lambda column: ", ".join(map(shown, column.unplaced)) or _NOTHING)
    for head, say in (*_of_choices(comparison), *_acquired(columns)):
        yield row(head, say)
    yield from ((found.name, *found.values) for found in cost_rows([column.cost for column in columns]))


def _acquired(columns: tuple[Column, ...]) -> Iterator[tuple[str, Callable[[Column], str]]]:
    """The answers that the ends rest on, and what counts for no row: said where there are any."""
    if any(column.awaited for column in columns):
        yield _("Answer awaited"), lambda column: ", ".join(map(shown, column.awaited)) or _NOTHING
    if any(column.outside for column in columns):
        yield _("Acquired outside the sheet"), lambda column: ", ".join(map(shown, column.outside)) or _NOTHING


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


def _count(amount: float) -> str:
    return number(amount) if amount else _NOTHING


def _semesters(count: int) -> str:
    if not count:
        return _NOTHING
    return ngettext("{count} semester", "{count} semesters", count).format(count=count)


def _peak(peak: Peak | None, say: Callable[[float], str]) -> str:
    if peak is None:
        return _NOTHING
    return pgettext("load", "{amount} ({term})").format(amount=say(peak.amount), term=term_short(peak.term))
