"""Reads tables: a row for each unit, the columns known by their headings, between tabs, semicolons, commas or bars.

Above the headings a table may say what it is of: « Diplôme; CRN01; Chargé d'accompagnement », « Crédits ECTS; 120 ».
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO

from csp_planner.domain.codes import made_up_code
from csp_planner.domain.limits import MAX_CODE, MAX_TEXT, MAX_UNITS
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part
from csp_planner.sheet.blocks import award_of, says_choice
from csp_planner.sheet.headings import Column, Headings, headings_in
from csp_planner.sheet.kinds import experience_months, kind_of, placement_months
from csp_planner.sheet.notes import MAX_ROWS, Notes, check_lines
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem, SourceLine
from csp_planner.sheet.words import (
    CODE,
    amount_in,
    kind_word,
    offers_in,
    offers_of_parts,
    offers_with_modes,
    one_line,
    year_in,
)

_DELIMITERS = "\t;,|"
_LINES_ABOVE = 60
"""Lines that the headings are looked for in."""
_LONGEST_LINE = 20_000
_MAX_CELLS = 100
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_STARTS_WITH_CODE = re.compile(rf"({CODE})[ :,–-]+(\S.*)\Z")
_OF = frozenset({"diplôme", "formation", "programme", "studiengang", "degree", "certificat", "titre du diplôme"})
_PUBLISHERS = frozenset({"éditeur", "centre", "établissement", "publisher", "hochschule", "universität", "university"})
_ECTS_ABOVE = frozenset({"crédits ects", "ects", "ects annoncés", "total ects"})
_HOURS_ABOVE = frozenset({"heures", "heures annoncées", "total des heures"})
_TOTAL = re.compile(r"(?:total|totaux|somme|summe|gesamt)\b", re.IGNORECASE)
_TWO_SEMESTERS = re.compile(r"2 semest", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Table:
    """A text as cells, and where its headings are."""

    rows: list[list[str]]
    top: int
    """The place of the row of headings."""
    headings: Headings


def recognises(text: str) -> bool:
    """Return whether *text* has the headings of a table of units."""
    return text.lstrip()[:1] not in ("<", "{", "[") and _delimiter(text) is not None


def read(text: str, year: int) -> Reading:
    """Return the programme that the table *text* holds; openings without a year are of *year*. Raises SheetError."""
    table = _parsed(text)
    return _Reader(table, year).reading()


def _delimiter(text: str) -> str | None:
    """Return what parts the cells of the headings; None where there are none."""
    for line in text.split("\n", _LINES_ABOVE)[:_LINES_ABOVE]:
        for delimiter in _DELIMITERS:
            if delimiter in line and len(line) <= _LONGEST_LINE and headings_in(_cells(line, delimiter)) is not None:
                return delimiter
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter, _MAX_CELLS)]


def _parsed(text: str) -> _Table:
    """Return the cells of *text*. Raises SheetError where it is no table."""
    delimiter = _delimiter(text)
    if delimiter is None:
        raise SheetError(SheetProblem.NO_UNITS)
    check_lines(text)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error:  # a quotation mark that nothing closes
        rows = [line.split(delimiter, _MAX_CELLS) for line in text.split("\n")]
    rows = [[_plain(cell) for cell in row[:_MAX_CELLS]] for row in rows]
    for top, row in enumerate(rows[:_LINES_ABOVE]):
        headings = headings_in(row)
        if headings is not None:
            return _Table(rows, top, headings)
    raise SheetError(SheetProblem.NO_UNITS)


def _plain(cell: str) -> str:
    """Return *cell* on one line, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    cell = one_line(cell[:_LONGEST_LINE])
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip()[:1] in _FORMULA else cell


class _Reader:
    """Reads one table from its first row to its last."""

    def __init__(self, table: _Table, year: int) -> None:
        self._table = table
        self._headings = table.headings
        self._notes = Notes("\n".join("\t".join(row) for row in table.rows))
        self._year, self._year_is_known = year, False
        self._code = self._title = self._publisher = ""
        self._announced = AnnouncedTotals()
        self._units: dict[str, Unit] = {}
        self._blocks: list[tuple[str, str]] = []
        self._months: list[tuple[str, SourceLine]] = []

    def reading(self) -> Reading:
        """Return the programme, and what was made of each row."""
        table = self._table
        lines = self._notes.lines
        for row, line in zip(table.rows[: table.top], lines, strict=False):
            self._read_above(row, line)
        head = lines[table.top]
        self._notes.understand(head)
        if table.headings.unknown:
            unknown = (table.rows[table.top][place] for place in table.headings.unknown)
            self._notes.leave_out_of(head, "\t".join(unknown))
        if len(table.rows) > MAX_ROWS:
            raise SheetError(SheetProblem.TOO_MANY)
        for row, line in zip(table.rows[table.top + 1 :], lines[table.top + 1 :], strict=True):
            if any(row):
                self._read_row(row, line)
        award, unread = award_of(self._blocks)
        for path in unread:
            self._notes.guess(None, Doubt.RULE, "", path)
        return self._notes.reading(
            Programme(
                code=self._code or made_up_code(self._title),
                title=self._title,
                publisher=self._publisher,
                sheet="",
                published_years=self._published_years(),
                announced=self._announced,
                units=tuple(self._units.values()),
                conditions=self._conditions(),
                award=award,
            )
        )

    def _published_years(self) -> tuple[int, ...]:
        years = {year for unit in self._units.values() for year in unit.openings}
        if self._headings.years:
            return tuple(sorted({*self._headings.years, *years}))
        if years and not self._year_is_known:
            self._notes.guess(None, Doubt.YEAR, str(self._year))
        return tuple(sorted(years))

    def _read_above(self, row: Sequence[str], line: SourceLine) -> None:
        """Read what a row above the headings says of the whole programme."""
        cells = [cell for cell in row if cell]
        if not cells:
            return
        name, values = cells[0].lower().rstrip(" :"), cells[1:]
        amount = amount_in(values[0]) if values else None
        if name in _OF and values:
            self._code, self._title = (values[0], values[1]) if len(values) > 1 else ("", values[0])
            self._code = self._code if len(self._code) <= MAX_CODE else ""
        elif name in _PUBLISHERS and values:
            self._publisher = values[0][:MAX_TEXT]
        elif name in _ECTS_ABOVE and amount is not None:
            self._announced = replace(self._announced, ects=amount)
        elif name in _HOURS_ABOVE and amount is not None:
            self._announced = replace(self._announced, hours=amount)
        elif (year := year_in(" ".join(cells))) is not None:
            self._year, self._year_is_known = year, True
        elif not self._title and len(cells) == 1 and any(map(str.isalpha, name)):
            self._title = cells[0]
        else:
            self._notes.leave_out(line)
            return
        self._notes.understand(line)

    def _read_row(self, row: Sequence[str], line: SourceLine) -> None:
        """Make a unit of *row*."""
        code, title = self._name(row)
        ects_text = self._cell(row, Column.ECTS)
        ects = amount_in(ects_text) if ects_text else 0
        if _TOTAL.match(code or title):
            if ects and self._announced.ects is None:
                self._announced = replace(self._announced, ects=ects)
            self._notes.understand(line)
            return
        if not title or len(title) > MAX_TEXT or ects is None:
            self._notes.leave_out(line)
            return
        openings, unread = self._openings(row)
        hours_text = self._cell(row, Column.HOURS)
        hours = amount_in(hours_text) if hours_text else None
        unread = unread if hours is not None or not hours_text else (*unread, hours_text)
        code = code or made_up_code(title, self._units)
        kind, is_guessed = self._kind(row, code, title, ects, opens=any(openings.values()))
        unit = Unit(code=code, title=title, ects=ects, hours=hours, kind=kind, openings=openings)
        self._keep(unit, line, is_guessed=is_guessed, unread=unread)
        self._blocks.append((code, self._block(row)))

    def _keep(self, unit: Unit, line: SourceLine, *, is_guessed: bool, unread: Sequence[str]) -> None:
        known = self._units.setdefault(unit.code, unit)
        if known != unit:
            self._notes.leave_out(line)
        else:
            self._notes.understand(line, unit.code)
        if unread:
            self._notes.leave_out_of(line, "\t".join(unread))
        if len(self._units) > MAX_UNITS:
            raise SheetError(SheetProblem.TOO_MANY)
        if known is unit and is_guessed:
            self._notes.guess(line, Doubt.KIND, unit.kind.value, unit.code)
        if known is unit and unit.kind is UnitKind.EXPERIENCE and experience_months(unit.title) is not None:
            self._months.append((unit.code, line))

    def _name(self, row: Sequence[str]) -> tuple[str, str]:
        """Return the code and the title of *row*; a title may begin with the code."""
        code, title = self._cell(row, Column.CODE), self._cell(row, Column.TITLE)
        if len(code) > MAX_CODE or not code.isprintable():
            code, title = "", f"{code} {title}".strip()
        found = _STARTS_WITH_CODE.match(title) if not code and Column.CODE not in self._headings.columns else None
        if found is not None:
            code, title = found[1], found[2]
        return code, title or code

    def _cell(self, row: Sequence[str], column: Column) -> str:
        place = self._headings.columns.get(column, len(row))
        return row[place] if place < len(row) else ""

    def _kind(self, row: Sequence[str], code: str, title: str, ects: float, *, opens: bool) -> tuple[UnitKind, bool]:
        """Return the kind of a unit, and whether it is guessed."""
        said = kind_word(self._cell(row, Column.KIND))
        if said is not None:
            return said, False
        kind = kind_of(code, title, ects=ects, opens=opens)
        return kind, kind is not UnitKind.TAUGHT

    def _block(self, row: Sequence[str]) -> str:
        """Return the block of *row*; a kind that says that it may be chosen is one."""
        kind = self._cell(row, Column.KIND)
        return self._cell(row, Column.BLOCK) or (kind if says_choice(kind) else "")

    def _openings(self, row: Sequence[str]) -> tuple[dict[int, Offers], tuple[str, ...]]:
        """Return the offers of *row* by year, and the cells about them that could not be read."""
        if not self._headings.years:
            return self._opening(row)
        found: dict[int, Offers] = {}
        unread: list[str] = []
        for year, place in sorted(self._headings.years.items()):
            cell = row[place] if place < len(row) else ""
            offers = offers_with_modes(cell)
            if offers is None:
                unread.append(cell)
            else:
                found[year] = offers
        return found, tuple(unread)

    def _opening(self, row: Sequence[str]) -> tuple[dict[int, Offers], tuple[str, ...]]:
        """Return what *row* says of the one year that the table is of; an empty cell says nothing."""
        columns = self._headings.columns
        cell = self._cell(row, Column.OPENING)
        if Column.OPENING not in columns and not self._headings.is_of_plan:
            cell = self._cell(row, Column.SEMESTER)
        offers = offers_in(cell) if cell else None
        if offers is None:
            return {}, (cell,) if cell and not self._headings.is_of_plan else ()
        mode = self._cell(row, Column.MODE)
        if mode and not self._headings.is_of_plan:
            offers = offers_with_modes(f"{cell} ({mode})") or offers
        duration = self._cell(row, Column.DURATION)
        if offers and _TWO_SEMESTERS.match(duration):
            if all(offer.part is Part.S2 for offer in offers):  # it goes on into the next academic year
                return {self._year: offers}, (duration,)
            return {self._year: offers_of_parts((Part.ANNUAL,))}, ()
        return {self._year: offers}, ()

    def _conditions(self) -> Conditions:
        """Return the experience that is judged by dates: the only row whose title says its months."""
        if len(self._months) != 1:
            return Conditions()
        ((code, line),) = self._months
        title = self._units[code].title
        months = experience_months(title)
        self._notes.guess(line, Doubt.MONTHS, str(months), code)
        return Conditions(experience_unit=code, experience_months=months, placement_months=placement_months(title) or 0)
