"""What a maquette, a page and its pasted text have in common: stages, groups and rows in the order of the page.

A reader makes a ``Draft`` of its source, and ``reading_of`` the programme of the draft.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from csp_planner.domain.amounts import is_exact, rounded
from csp_planner.domain.award import (
    MAX_BLOCKS,
    MAX_DEPTH,
    Block,
    Take,
    TakeBlocks,
    TakeEcts,
    TakeUnits,
    depth_of,
    walk,
)
from csp_planner.domain.codes import made_up_code, printed_code
from csp_planner.domain.limits import MAX_CODE, MAX_NAME, MAX_NUMBER, MAX_REASON, MAX_TEXT, MAX_UNITS
from csp_planner.domain.offers import MAX_MODES, Offer, Offers
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part
from csp_planner.sheet.kinds import kind_on_page, months_in
from csp_planner.sheet.values import Doubt, Guess, Reading, SheetError, SheetProblem, SourceLine, Understood
from csp_planner.sheet.wording import (
    NO_RULE,
    Rule,
    is_unclear,
    modes_of,
    name_in,
    rest_of,
    shortened,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the sheet."""

    code: str = ""
    """"" where the sheet gives none."""
    title: str
    ects: float | None = None
    """None where the sheet prints none."""
    offers: Mapping[Part, tuple[str, ...]] = field(default_factory=dict[Part, tuple[str, ...]])
    """The parts of the year it runs in, each with the sheet's words for the ways to attend."""
    line: SourceLine
    """The line with its title."""
    others: tuple[SourceLine, ...] = ()
    """Its other lines."""


class GroupKind(StrEnum):
    """What rows or groups stand together for."""

    STAGE = "stage"
    """A year of the diploma."""
    CHOICE = "choice"
    """Rows of which some are taken."""
    PARENT = "parent"
    """Choices of which, all together, some rows are taken."""
    ALTERNATIVE = "alternative"
    """Branches of which one is taken."""
    BRANCH = "branch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows or groups that stand together."""

    kind: GroupKind
    text: str = ""
    """What is printed above it."""
    rule: Rule = NO_RULE
    members: tuple["Row | Group", ...] = ()
    lines: tuple[SourceLine, ...] = ()

    @property
    def rows(self) -> Iterator[Row]:
        """Its rows and those of the groups in it, in the order of the page."""
        for member in self.members:
            if isinstance(member, Row):
                yield member
            else:
                yield from member.rows

    @property
    def depth(self) -> int:
        """How many groups stand inside one another, itself included."""
        return 1 + max((member.depth for member in self.members if isinstance(member, Group)), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sheet as its source has it."""

    code: str
    title: str
    address: str = ""
    """Where the sheet is published."""
    total: float | None = None
    """The ECTS that it announces."""
    stages: tuple[Group, ...]
    source: str
    """The text that all lines are of."""
    facts: tuple[SourceLine, ...] = ()
    """The lines about the whole diploma."""
    left_out: tuple[SourceLine, ...] = ()
    guessed: tuple[Guess, ...] = ()
    """What the reader of the source had to guess."""
    year_is_known: bool = False
    """Whether the source itself says which academic year its offers are of."""


class Lines:
    """The text of a source, made line by line."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def add(self, text: str) -> SourceLine:
        """One more line."""
        self._texts.append(text)
        return SourceLine(len(self._texts), text)

    @property
    def text(self) -> str:
        """All lines so far."""
        return "\n".join(self._texts)


def reading_of(draft: Draft, year: int) -> Reading:
    """The programme of *draft*, whose offers are those of academic *year*, and what was made of each of its lines."""
    rows = [row for stage in draft.stages for row in stage.rows]
    if not rows:
        raise SheetError(SheetProblem.NO_UNITS)
    if max(stage.depth for stage in draft.stages) > MAX_DEPTH:
        raise SheetError(SheetProblem.TOO_MANY)
    maker = _Maker(draft, year, is_offered=any(row.offers for row in rows))
    return maker.reading(rows)


class _Maker:
    """Makes the programme of a draft, and keeps account of what was made of its lines."""

    def __init__(self, draft: Draft, year: int, is_offered: bool) -> None:
        self._draft = draft
        self._year = year
        self._is_offered = is_offered
        """Whether the sheet publishes offers at all."""
        self._units: dict[str, Unit] = {}
        self._offers: dict[str, dict[Part, tuple[str, ...]]] = {}
        """By code, what all its rows offer."""
        self._codes: dict[SourceLine, str] = {}
        self._months: dict[str, tuple[int, SourceLine]] = {}
        self._understood: list[Understood] = [Understood(line=line) for line in draft.facts]
        self._guessed: list[Guess] = []
        self._left_out: list[SourceLine] = list(draft.left_out)

    def reading(self, rows: list[Row]) -> Reading:
        draft = self._draft
        for row in rows:
            self._gather(row)
        for row in rows:
            self._add(row)
        self._guessed += [replace(guess, about=self._about(guess)) for guess in draft.guessed]
        conditions = self._conditions()
        award = self._award()
        if self._is_offered and not draft.year_is_known:
            self._guessed.insert(0, Guess(line=None, what=Doubt.YEAR, value=str(self._year)))
        title = shortened(draft.title, MAX_REASON)
        code = draft.code if 0 < len(draft.code) <= MAX_CODE else made_up_code(title)
        programme = Programme(
            code=code,
            title=title or printed_code(code),
            publisher=_publisher(draft),
            sheet=shortened(draft.address, MAX_TEXT),
            published_years=(self._year,) if self._is_offered else (),
            announced=AnnouncedTotals(ects=_amount(draft.total) or None),
            units=tuple(self._units.values()),
            conditions=conditions,
            award=award,
        )
        return Reading(
            programme=programme,
            source=draft.source,
            understood=self._without_doubt(),
            guessed=tuple(self._guessed),
            left_out=tuple(sorted(self._left_out, key=lambda line: line.number)),
        )

    def _about(self, guess: Guess) -> str:
        """What *guess* is about: where its reader does not say, the unit whose row has its line."""
        return guess.about or ("" if guess.line is None else self._codes.get(guess.line, ""))

    def _without_doubt(self) -> tuple[Understood, ...]:
        """What was understood, without the lines that something was guessed from."""
        doubted = {guess.line for guess in self._guessed}
        plain = [said for said in self._understood if said.line not in doubted]
        return tuple(sorted(plain, key=lambda said: said.line.number))

    def _gather(self, row: Row) -> None:
        """Take note of what *row* offers: a code listed twice offers what either row does."""
        held = self._offers.setdefault(_own_code(row), {})
        for part, ways in row.offers.items():
            held[part] = tuple(dict.fromkeys((*held.get(part, ()), *modes_of(ways))))

    def _add(self, row: Row) -> None:
        """Make the unit of *row*; a code listed twice is one unit."""
        own = _own_code(row)
        title = shortened(row.title if own == row.code else f"{row.code} {row.title}", MAX_REASON) or own
        if own in self._units:
            self._add_again(self._units[own], row)
            return
        if len(self._units) == MAX_UNITS:
            raise SheetError(SheetProblem.TOO_MANY)
        code = own or made_up_code(title, self._units)
        offers = self._offers[own] if own else {part: modes_of(ways) for part, ways in row.offers.items()}
        kind, is_guessed = kind_on_page(own, title, bool(row.ects), bool(offers))
        ects = _amount(row.ects)
        openings = self._openings(code, kind, offers)
        self._units[code] = Unit(code=code, title=title, ects=ects or 0, kind=kind, openings=openings)
        self._codes[row.line] = code
        if is_guessed:
            self._guess(row.line, Doubt.KIND, code, kind.value)
        if not ects and kind not in (UnitKind.MILESTONE, UnitKind.EXPERIENCE):
            self._guess(row.line, Doubt.ECTS, code, "0")
        months = months_in(title) if kind is UnitKind.EXPERIENCE else None
        if months is not None:
            self._months[code] = months, row.line
        self._understand((row.line, *row.others), code)

    def _add_again(self, unit: Unit, row: Row) -> None:
        self._codes[row.line] = unit.code
        if row.ects is not None and _amount(row.ects) != unit.ects:
            self._left_out += (row.line, *row.others)
        else:
            self._understand((row.line, *row.others), unit.code)

    def _openings(self, code: str, kind: UnitKind, offers: Mapping[Part, tuple[str, ...]]) -> dict[int, Offers]:
        """What the sheet says of the year; a row « US… » without any offer is attended, in a term that it does not
        say, and so is a report."""
        if offers:
            return {self._year: tuple(Offer(part, offers[part][:MAX_MODES]) for part in Part if part in offers)}
        is_unknown = not self._is_offered or code.startswith("US") or kind is not UnitKind.TAUGHT
        return {} if is_unknown else {self._year: ()}

    def _conditions(self) -> Conditions:
        """Experience is judged by dates where one row, and one only, has months."""
        if len(self._months) != 1:
            return Conditions()
        code, (months, line) = self._months.popitem()
        self._guess(line, Doubt.MONTHS, code, str(months))
        return Conditions(experience_unit=code, experience_months=months)

    def _award(self) -> Block | None:
        stages = self._draft.stages
        for index, stage in enumerate(stages, start=1):
            about = str(index) if len(stages) > 1 else ""
            self._understand(stage.lines, about)
        if len(stages) > 1:
            blocks = tuple(self._block(stage, str(index)) for index, stage in enumerate(stages, start=1))
            award = Block(members=blocks)
        elif any(isinstance(member, Group) for stage in stages for member in stage.members):
            award = self._block(next(iter(stages)), "")
        else:
            return None
        blocks_in_all = list(walk(award))
        if depth_of(award) > MAX_DEPTH or len(blocks_in_all) > MAX_BLOCKS:
            raise SheetError(SheetProblem.TOO_MANY)
        if any(len(block.members) > MAX_UNITS for _path, block in blocks_in_all):
            raise SheetError(SheetProblem.TOO_MANY)
        return award

    def _block(self, group: Group, path: str) -> Block:
        """The block of *group*, which stands at *path*."""
        if group.kind is not GroupKind.STAGE:
            self._understand(group.lines, path)
        is_plain = group.kind in (GroupKind.STAGE, GroupKind.BRANCH)
        take = _take(group)
        note = "" if is_plain else rest_of(group.text)
        if take is None:
            note = shortened(group.text, MAX_REASON)
        counts = isinstance(take, (TakeUnits, TakeEcts)) and group.kind is GroupKind.PARENT
        return Block(
            label=shortened(group.text, MAX_NAME) if is_plain else name_in(group.text),
            take=take,
            at_least_blocks=_within(group.rule.groups, MAX_BLOCKS) if counts else None,
            members=tuple(self._members(group, path)),
            printed_ects=_amount(group.rule.total),
            note=note,
        )

    def _members(self, group: Group, path: str) -> Iterator[str | Block]:
        """The members of the block of *group*: a code once, and blocks, of which unnamed branches get a name."""
        seen = set[str]()
        place = 0
        for member in group.members:
            if isinstance(member, Group):
                place += 1
                inside = f"{path}.{place}" if path else str(place)
                yield self._block(self._named(member, inside, place), inside)
            elif (code := self._codes[member.line]) not in seen:
                seen.add(code)
                yield code

    def _named(self, group: Group, path: str, place: int) -> Group:
        """*group*, with a name that is guessed where it is a branch without one."""
        if group.kind is not GroupKind.BRANCH or group.text:
            return group
        name = f"Option {place}"
        self._guess(next(iter(group.lines), None), Doubt.LABEL, path, name)
        return replace(group, text=name, lines=group.lines[1:])

    def _understand(self, lines: Iterable[SourceLine], about: str) -> None:
        self._understood += [Understood(line=line, about=about) for line in lines]

    def _guess(self, line: SourceLine | None, what: Doubt, about: str, value: str) -> None:
        self._guessed.append(Guess(line=line, what=what, about=about, value=value))


def _take(group: Group) -> Take:
    """What *group* asks for; None where it cannot be read, as where its rows are missing."""
    if group.kind is GroupKind.STAGE:
        return "all"
    if next(group.rows, None) is None:
        return None
    if group.kind is GroupKind.BRANCH:
        return "all"
    if group.kind is GroupKind.ALTERNATIVE:
        return TakeBlocks(1)
    if is_unclear(group.text):
        return None
    rule = group.rule
    units, groups = _within(rule.units, MAX_UNITS), _within(rule.groups, MAX_BLOCKS)
    if units is not None:
        return TakeUnits(units)
    ects = _amount(rule.ects)
    if ects:
        return TakeEcts(ects)
    if groups is not None and group.kind is GroupKind.PARENT:
        return TakeBlocks(groups)
    ects = _amount(rule.total)
    return TakeEcts(ects) if ects else None


def _within(count: int | None, most: int) -> int | None:
    return count if count is not None and 1 <= count <= most else None


def _amount(value: float | None) -> float | None:
    """*value* where a programme may hold it."""
    return rounded(value) if value is not None and 0 <= value <= MAX_NUMBER and is_exact(value) else None


def _own_code(row: Row) -> str:
    """The code of *row*; "" where it has none that a programme may hold."""
    return row.code if len(row.code) <= MAX_CODE else ""


def _publisher(draft: Draft) -> str:
    """The centre: the codes of that of Paris end with it."""
    is_paris = draft.code.endswith("-PAR") or "cnam-paris.fr" in draft.address
    return "Cnam Paris" if is_paris else "Cnam"
