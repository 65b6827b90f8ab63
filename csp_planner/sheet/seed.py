"""Reads the layout of a centre's recap sheet: a row of text for each unit, then one column for each academic year.

« FPG003 Projet personnel 6 ECTS 🕒 51 heures », then « Semestre 1 », « Annuel », « Semestres 1 et 2 » or nothing. The
columns stand between tabs or, in a text that was laid out on paper, below their headings; there a title may go on in
the next line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from csp_planner.domain.award import MAX_BLOCKS, Block, Take, TakeEcts, TakeUnits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.limits import MAX_NAME, MAX_REASON, MAX_UNITS
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.sheet.facts import is_heading, opens_programme, with_facts
from csp_planner.sheet.kinds import kind_of
from csp_planner.sheet.notes import MAX_ROWS, Notes
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem, SourceLine
from csp_planner.sheet.words import AMOUNT, CODE, amount_in, offers_in, one_line, typeset, year_in

_YEAR_HEADING = re.compile(r"ann[ée]e\s+[0-9]{4}\s?[/–-]\s?[0-9]{2,4}", re.IGNORECASE)
_CREDITS = r"(?:ects|crédits?|credits?)"
_ROW = re.compile(
    rf"(?:(?P<code>{CODE}) )?(?P<title>.*\S) (?P<ects>{AMOUNT}) ?(?i:{_CREDITS})"
    rf"(?:\W{{0,6}}(?P<hours>{AMOUNT}) ?h(?:eures?)?)?\.?\Z"
)
_ROW_WITHOUT_CREDITS = re.compile(rf"(?P<code>{CODE}) (?P<title>.+?)(?: ?🕒 ?(?P<hours>{AMOUNT}) ?h(?:eures?)?)?\Z")
_STARTS_WITH_CODE = re.compile(rf"{CODE}(?: |\Z)")
_HAS_CREDITS = re.compile(rf"\b{AMOUNT} ?{_CREDITS}\b", re.IGNORECASE)
_END_OF_HOURS = re.compile(rf"\W{{0,6}}(?:{AMOUNT} ?)?h(?:eures?)?\.?\Z")
_TOTAL = re.compile(rf"total\b\D{{0,40}}({AMOUNT})\s*:?\s*{_CREDITS}\b", re.IGNORECASE)
_CHUNK = re.compile(r"\S+(?: \S+)*")
_COUNT_OF_UNITS = re.compile(r"\b([1-9][0-9]?) (?:ue\b|unités?\b)", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:choix|choisir|parmi|option\w*|facultati\w+)\b", re.IGNORECASE)
_PART_OF_OFFERS = re.compile(r"semestres?(?: [12])?(?: et| ou)?|1er(?: et| ou)?|(?:(?:et |ou )?[12])", re.IGNORECASE)
_LONGEST_LINE = 4_000
_SLACK = 8
"""How many characters a cell may begin before its heading, on paper."""


_Spans = dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Column:
    year: int | None
    start: int
    """Where its heading begins, on paper."""
    end: int


@dataclass(frozen=True, slots=True)
class _Header:
    """The row of headings of one group of units."""

    label: str
    columns: tuple[_Column, ...]
    leading: int
    """How many cells stand before the years, where tabs part them."""
    has_tabs: bool


@dataclass(slots=True)
class _Row:
    lines: list[SourceLine]
    words: list[str]
    cells: dict[int, str]
    spans: _Spans
    """Where its cells begin and end, on paper."""

    @property
    def text(self) -> str:
        return one_line(" ".join(self.words))


@dataclass(slots=True)
class _Group:
    header: _Header
    line: SourceLine
    members: list[str] = field(default_factory=list[str])
    printed_ects: float | None = None
    rows: int = 0


def recognises(text: str) -> bool:
    """Return whether *text* has a row of headings of this layout."""
    return any(_header(line) is not None for line in text.split("\n"))


def read(text: str, _year: int) -> Reading:
    """Return the programme that *text* publishes in this layout, which names its years itself. Raises SheetError."""
    return _Reader(Notes(text)).reading()


def _header(line: str) -> _Header | None:
    """Return the headings that *line* is, if it is a row of them."""
    if len(line) > _LONGEST_LINE or "ann" not in line.lower():
        return None
    if "\t" in line:
        cells = line.split("\t")
        first = next((place for place, cell in enumerate(cells) if _YEAR_HEADING.search(cell)), 0)
        if not first:
            return None
        columns = tuple(_Column(year_in(cell), 0, 0) for cell in cells[first:])
        return _Header(one_line(" ".join(cells[:first])), columns, first, has_tabs=True)
    found = list(_YEAR_HEADING.finditer(line))
    if not found or not line[: found[0].start()].strip() or not line[: found[0].start()].endswith("  "):
        return None
    if _YEAR_HEADING.sub("", line[found[0].start() :]).strip():
        return None
    columns = tuple(_Column(year_in(one[0]), one.start(), one.end()) for one in found)
    return _Header(one_line(line[: found[0].start()]), columns, 1, has_tabs=False)


class _Reader:
    """Reads one source from its first line to its last."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._groups: list[_Group] = []
        self._units: dict[str, Unit] = {}
        self._row: _Row | None = None

    def reading(self) -> Reading:
        for line in self._table_lines():
            self._take(line)
        self._close()
        programme = Programme(
            code=made_up_code(""),
            title="",
            publisher="",
            sheet="",
            published_years=tuple(sorted({year for group in self._groups for year in _years(group.header)})),
            units=tuple(self._units.values()),
            award=self._award(),
        )
        if not programme.units:
            raise SheetError(SheetProblem.NO_UNITS)
        return self._notes.reading(with_facts(programme, self._notes))

    def _table_lines(self) -> Iterator[SourceLine]:
        """Yield the lines of the programme part below headings; those above, as a legend, are left out."""
        inside, count = False, 0
        for line in self._notes.lines:
            header = _header(line.text)
            if header is not None:
                self._close()
                self._groups.append(_Group(header, line))
                if len(self._groups) >= MAX_BLOCKS:
                    raise SheetError(SheetProblem.TOO_MANY)
                (self._notes.understand if None not in _all_years(header) else self._notes.leave_out)(line)
                inside = True
            elif is_heading(line.text):
                inside = opens_programme(line.text)
            elif inside and line.text.strip():
                count += 1
                if count > MAX_ROWS:
                    raise SheetError(SheetProblem.TOO_MANY)
                if self._groups:
                    yield line
                else:
                    self._notes.leave_out(line)

    def _take(self, line: SourceLine) -> None:
        """Make *line* a row, or a part of the one before it."""
        group = self._groups[-1]
        total = _TOTAL.match(one_line(line.text)) if len(line.text) <= _LONGEST_LINE else None
        if total is not None:
            group.printed_ects = amount_in(total[1])
            self._notes.understand(line)
            return
        spans: _Spans = {}
        words, cells = _split(line.text, group.header, spans)
        if len(line.text) > _LONGEST_LINE:
            self._notes.leave_out(line)
            return
        if _STARTS_WITH_CODE.match(words) or (_HAS_CREDITS.search(words) and not self._is_open(words)):
            self._close()
            self._row = _Row([line], [words], cells, spans)
        elif self._row is not None and self._is_open(words):
            if self._row.spans:
                words, cells = _split(line.text, group.header, self._row.spans)
            self._row.lines.append(line)
            self._row.words.append(words)
            for place, cell in cells.items():
                self._row.cells[place] = one_line(f"{self._row.cells.get(place, '')} {cell}")
        else:
            self._notes.leave_out(line)

    def _is_open(self, words: str) -> bool:
        """Return whether *words*, which begin with no code, go on with the row before them."""
        row, has_tabs = self._row, self._groups[-1].header.has_tabs
        if row is None:
            return False
        if has_tabs and row.cells:
            return False
        text = row.text
        if not words or not _HAS_CREDITS.search(text):
            return True
        whole = _ROW.match(f"{text} {words}") if _END_OF_HOURS.match(words) else None
        return whole is not None and whole["hours"] is not None

    def _close(self) -> None:
        """Make a unit of the row that was gathered."""
        row, self._row = self._row, None
        if row is None:
            return
        unit, is_whole = self._unit(row, self._groups[-1])
        for line in row.lines:
            if unit is None or not is_whole:
                self._notes.leave_out(line)
            else:
                self._notes.understand(line, unit.code)
        if unit is None:
            return
        self._groups[-1].members.append(unit.code)
        if unit.code not in self._units:
            if len(self._units) >= MAX_UNITS:
                raise SheetError(SheetProblem.TOO_MANY)
            self._units[unit.code] = unit
            if unit.kind is not UnitKind.TAUGHT:
                self._notes.guess(row.lines[0], Doubt.KIND, unit.kind.value, unit.code)

    def _unit(self, row: _Row, group: _Group) -> tuple[Unit | None, bool]:
        """Return the unit that *row* is, and whether all of it could be read."""
        text = row.text
        found = _ROW.match(text)
        if found is None and not _HAS_CREDITS.search(text):
            found = _ROW_WITHOUT_CREDITS.match(text)
        if found is None:
            return None, False
        openings, is_whole = _openings(row, group.header)
        given = found.groupdict()
        title = typeset(given["title"])
        ects = amount_in(given.get("ects") or "0") or 0
        hours = amount_in(given["hours"]) if given["hours"] else None
        group.rows += 1
        code = given["code"] or made_up_code(title, self._units)
        unit = Unit(
            code=code,
            title=title,
            ects=ects,
            hours=hours,
            kind=kind_of(code, title, ects=ects, opens=any(openings.values())),
            openings=openings,
            source=f"Programme, {group.header.label.lower() or 'unités'}, ligne {group.rows}",
        )
        known = self._units.get(code)
        return unit, is_whole and (known is None or replace(known, source=unit.source) == unit)

    def _award(self) -> Block | None:
        """Return the award where there are several groups, a choice or a printed total; else None: all are due."""
        groups = [group for group in self._groups if group.members]
        blocks = [self._block(group, str(place)) for place, group in enumerate(groups, start=1)]
        if len(blocks) <= 1 and all(block.take == "all" and block.printed_ects is None for block in blocks):
            return None
        return Block(members=tuple(blocks))

    def _block(self, group: _Group, path: str) -> Block:
        label, take = group.header.label, _take_of(group.header.label)
        if take is None:
            self._notes.guess(group.line, Doubt.RULE, "", path)
        return Block(
            label=label[:MAX_NAME],
            take=take,
            members=tuple(dict.fromkeys(group.members)),
            printed_ects=group.printed_ects,
            note=label[:MAX_REASON] if take is None else "",
        )


def _take_of(label: str) -> Take:
    """Return what the heading *label* of a group asks for."""
    if not _CHOICE.search(label):
        return "all"
    units, ects = _COUNT_OF_UNITS.search(label), _HAS_CREDITS.search(label)
    if units is not None:
        return TakeUnits(int(units[1]))
    amount = amount_in(ects[0].split()[0]) if ects is not None else None
    return TakeEcts(amount) if amount else None


def _split(line: str, header: _Header, spans: _Spans) -> tuple[str, dict[int, str]]:
    """Return what *line* says of its unit, and its cells by the place of their column."""
    if "\t" in line:
        cells = line.split("\t")
        years = {place: one_line(cell) for place, cell in enumerate(cells[header.leading :])}
        return one_line(" ".join(cells[: header.leading])), {
            place: cell for place, cell in years.items() if cell or place < len(header.columns)
        }
    if header.has_tabs:
        return one_line(line), {}
    return _split_by_place(line, header.columns, spans)


def _split_by_place(line: str, columns: Sequence[_Column], spans: _Spans) -> tuple[str, dict[int, str]]:
    """Return the same of a *line* that was laid out on paper. *spans* are those of the row so far, and grow."""
    chunks = list(_CHUNK.finditer(line))
    boundary = min((start for start, _end in spans.values()), default=columns[0].start)
    last = chunks[-len(columns) :]
    # Pages may be laid out in other measures than the one with the headings: a whole row tells by itself.
    is_whole = len(last) == len(columns) < len(chunks) and all(_is_of_cell(chunk[0]) for chunk in last)
    words: list[str] = []
    found: dict[int, str] = {}
    known = dict(spans)
    for at, chunk in enumerate(chunks, start=len(columns) - len(chunks)):
        is_cell = chunk.start() >= boundary or (chunk.start() >= boundary - _SLACK and _is_of_cell(chunk[0]) and words)
        if not (at >= 0 if is_whole else is_cell):
            words.append(chunk[0])
            continue
        place = at if is_whole else _nearest(chunk, columns, known)
        found[place] = one_line(f"{found.get(place, '')} {chunk[0]}")
        start, end = spans.get(place, chunk.span())
        spans[place] = (min(start, chunk.start()), max(end, chunk.end()))
    return one_line(" ".join(words)), found


def _is_of_cell(text: str) -> bool:
    """Return whether *text* is what a cell offers, or a part of that where the cell is narrow."""
    return offers_in(text) is not None or _PART_OF_OFFERS.fullmatch(text) is not None


def _nearest(chunk: re.Match[str], columns: Sequence[_Column], spans: _Spans) -> int:
    """Return the place of the one of *columns* that *chunk* stands below; cells of its row above it tell first."""
    above = (place for place, (start, end) in spans.items() if chunk.start() < end and start < chunk.end())
    middle = chunk.start() + chunk.end()
    nearest = min(range(len(columns)), key=lambda place: abs(columns[place].start + columns[place].end - middle))
    return next(above, nearest)


def _openings(row: _Row, header: _Header) -> tuple[dict[int, Offers], bool]:
    """Return the offers of *row* by year, and whether each cell could be read."""
    found: dict[int, Offers] = {}
    is_whole = all(place < len(header.columns) for place in row.cells)
    for place, column in enumerate(header.columns):
        offers = offers_in(row.cells.get(place, ""))
        if column.year is None:
            is_whole = is_whole and offers == ()
        elif offers is None or found.get(column.year, offers) != offers:
            is_whole = False
        else:
            found[column.year] = offers
    return found, is_whole


def _years(header: _Header) -> Iterator[int]:
    return (column.year for column in header.columns if column.year is not None)


def _all_years(header: _Header) -> tuple[int | None, ...]:
    return tuple(column.year for column in header.columns)
