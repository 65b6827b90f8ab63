"""Where a unit opens, as published or as projected from earlier years."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from csp_planner.domain.enrolment import is_closed
from csp_planner.domain.offers import Offers, Opening
from csp_planner.domain.programme import (
    EnteredOpening,
    Programme,
    Unit,
)
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.terms import FIRST_YEAR, Part, Term, academic_year_of

HORIZON_YEARS = 12
"""How many years past today openings are looked for."""


class Basis(StrEnum):
    """What a statement about an opening rests on."""

    PUBLISHED = "published"
    ENTERED = "entered"
    """The user was told so, and entered it."""
    PROJECTED = "projected"
    ABSENT = "absent"
    """The newest edition of the sheet has the unit no more, though an older one had it."""
    NO_YEAR = "no-year"
    """No year at all is known of the unit: the semester it opens in is unknown."""
    UNKNOWN = "unknown"
    """The year comes before the first published one: the sheet says nothing of it, not even that the unit is closed."""


class History(StrEnum):
    """What the years that are known in a row, up to the newest, say of the years to come."""

    STEADY = "steady"
    """The newest year holds on: nothing changed, or it changed once."""
    ALTERNATING = "alternating"
    """Every other year is the same, over at least three years in a row."""
    IRREGULAR = "irregular"
    """It changed more than once, in no order that can be carried on."""


@dataclass(frozen=True, slots=True)
class OpeningFact:
    """How a unit runs in one year, and how far that can be trusted."""

    opening: Opening | None
    basis: Basis
    from_year: int | None
    """The published year it rests on."""
    stable_years: int
    """How many published years in a row, ending with ``from_year``, said the same or, where they alternate, did so."""
    history: History = History.STEADY
    """For a projected year: what its projection makes of the known ones."""
    entered: EnteredOpening | None = None
    """Who said so, where the opening of ``from_year`` was entered by the user."""
    rhythm: EnteredRhythm | None = None
    """The rhythm entered by the user that this year follows or, where it is ``contradicted``, does not."""
    contradicted: bool = False
    """Whether the year is published otherwise than the rhythm has it."""

    def takes(self, part: Part) -> bool:
        """Whether the unit can be put in *part* of the year. Of one without a year, nothing is known: it can."""
        return self.basis is Basis.NO_YEAR or (self.opening is not None and part in self.opening.parts())


def opening_in(programme: Programme, unit: Unit, year: int) -> OpeningFact:
    """How *unit* runs in *year*: the year's own cell, else a rhythm entered by the user, else what the known years
    before it lead to, unless the newest edition of the sheet has the unit no more."""
    if year in unit.openings:
        return _known(programme, unit, year)
    if unit.rhythm is not None and _has_rhythm(programme, unit, year):
        return _by_rhythm(unit, unit.rhythm, year)
    newest = max((known for known in unit.openings if known < year), default=None)
    if newest is None:
        return OpeningFact(None, Basis.UNKNOWN if unit.openings else Basis.NO_YEAR, None, 0)
    if _is_gone(programme, unit, newest):
        return OpeningFact(None, Basis.ABSENT, programme.newest_edition, 0)
    row = _row(unit, newest)
    if _is_in_turn(row):
        back = (year - newest) % 2
        entered = unit.entered.get(newest - back)
        return OpeningFact(row[back], Basis.PROJECTED, newest - back, len(row), History.ALTERNATING, entered)
    count = _alike(row)
    is_irregular = len(row) > count + 1 and any(earlier is not row[count] for earlier in row[count + 1 :])
    history = History.IRREGULAR if is_irregular else History.STEADY
    return OpeningFact(row[0], Basis.PROJECTED, newest, count, history, unit.entered.get(newest))


def usual_opening(programme: Programme, unit: Unit, year: int) -> OpeningFact:
    """How *unit* runs in *year* or, where it only pauses in that one, in the year before."""
    fact = opening_in(programme, unit, year)
    pauses = fact.opening is None and (fact.history is History.ALTERNATING or fact.rhythm is not None)
    before = opening_in(programme, unit, year - 1) if pauses and year > FIRST_YEAR else fact
    return before if before.opening is not None and before.basis is Basis.PROJECTED else fact


def _by_rhythm(unit: Unit, told: EnteredRhythm, year: int) -> OpeningFact:
    """How *unit* runs in *year* by the rhythm that the user entered."""
    if not told.rhythm.runs_in(year):
        return OpeningFact(None, Basis.PROJECTED, None, 0, rhythm=told)
    from_year = _in_rhythm(unit, year)
    if isinstance(from_year, _Nowhere):
        return OpeningFact(None, Basis.NO_YEAR, None, 0, rhythm=told)
    count, entered = _alike(_row(unit, from_year)), unit.entered.get(from_year)
    return OpeningFact(unit.parts[from_year], Basis.PROJECTED, from_year, count, entered=entered, rhythm=told)


def _known(programme: Programme, unit: Unit, year: int) -> OpeningFact:
    opening, entered = unit.parts[year], unit.entered.get(year)
    basis = Basis.PUBLISHED if entered is None else Basis.ENTERED
    count = _alike(_row(unit, year))
    if unit.rhythm is not None and is_contradicted(programme, unit, year):
        return OpeningFact(opening, basis, year, count, entered=entered, rhythm=unit.rhythm, contradicted=True)
    return OpeningFact(opening, basis, year, count, entered=entered)


def is_contradicted(programme: Programme, unit: Unit, year: int) -> bool:
    """Whether the sheet publishes *year* otherwise than the rhythm that the user entered has it.

    A year that had begun when the rhythm was entered says nothing against it: it is about what comes.
    """
    told = unit.rhythm
    if told is None or year not in unit.openings or year in unit.entered or year not in programme.published_years:
        return False
    return year >= academic_year_of(told.date) and told.rhythm.runs_in(year) != bool(unit.openings[year])


class _Nowhere(Enum):
    """Why no known year says how a unit runs in another one."""

    NO_YEAR = 0
    """No year of it is known."""
    EARLIER = 1
    """The year comes before the first known one."""
    ABSENT = 2
    OUT_OF_RHYTHM = 3
    """The rhythm that the user entered does not run in the year."""
    PARTS_UNKNOWN = 4
    """It does, but no known year says in which part."""


_ANYWHERE = frozenset({_Nowhere.NO_YEAR, _Nowhere.PARTS_UNKNOWN})
"""Where nothing is known, a unit is taken to run wherever it is put."""


def rests_on(programme: Programme, unit: Unit, year: int) -> int | None:
    """The known year whose offers are those of *unit* in *year*; None where there is none."""
    found = _rests_on(programme, unit, year)
    return None if isinstance(found, _Nowhere) else found


def _rests_on(programme: Programme, unit: Unit, year: int) -> int | _Nowhere:
    """The known year that says how *unit* runs in *year*: its own, that of its rhythm, else one of the newest two."""
    if year in unit.openings:
        return year
    if unit.rhythm is not None and _has_rhythm(programme, unit, year):
        return _in_rhythm(unit, year) if unit.rhythm.rhythm.runs_in(year) else _Nowhere.OUT_OF_RHYTHM
    newest = max((known for known in unit.openings if known < year), default=None)
    if newest is None:
        return _Nowhere.EARLIER if unit.openings else _Nowhere.NO_YEAR
    if _is_gone(programme, unit, newest):
        return _Nowhere.ABSENT
    if (year - newest) % 2 and _is_in_turn(_row(unit, newest)):
        return newest - 1
    return newest


def _has_rhythm(programme: Programme, unit: Unit, year: int) -> bool:
    """Whether a rhythm entered by the user speaks for *year*: only the sheet speaks up to its newest edition."""
    return unit.rhythm is not None and (programme.newest_edition is None or year > programme.newest_edition)


def _in_rhythm(unit: Unit, year: int) -> int | _Nowhere:
    """The year whose parts *unit* runs in: the newest that opens it before *year*, else the first after."""
    opened = [known for known, offers in unit.openings.items() if offers]
    before = max((known for known in opened if known < year), default=None)
    return min(opened, default=_Nowhere.PARTS_UNKNOWN) if before is None else before


def _is_gone(programme: Programme, unit: Unit, newest: int) -> bool:
    """Whether the sheet has *unit* no more after *newest*, its newest known year, and the user was not told that it
    opens there all the same."""
    if not programme.is_absent(unit) or newest < (unit.last_edition or 0):
        return False
    is_told = newest in unit.entered and not unit.entered[newest].published
    return not (is_told and unit.openings[newest])


def _row(unit: Unit, newest: int) -> list[Opening | None]:
    """How *unit* runs in the known years in a row up to *newest*, which comes first."""
    found, year = list[Opening | None](), newest
    while year in unit.openings:
        found.append(unit.parts[year])
        year -= 1
    return found


def _is_in_turn(row: Sequence[Opening | None]) -> bool:
    """Whether all years of *row* ran in two ways in turn, not running being one of them; two years are not enough."""
    if len(row) < 3 or row[0] is row[1]:
        return False
    return all(row[at] is row[at % 2] for at in range(2, len(row)))


def _alike(row: Sequence[Opening | None]) -> int:
    """How many years of *row*, from the first on, ran in the same way."""
    for count, opening in enumerate(row):
        if opening is not row[0]:
            return count
    return len(row)


def _opening(programme: Programme, unit: Unit, year: int) -> Opening | None:
    """The opening without its history, which takes long to look through where there are many years.

    A unit of which nothing is known is taken to run in either semester.
    """
    found = _rests_on(programme, unit, year)
    if isinstance(found, _Nowhere):
        return Opening.EITHER if found in _ANYWHERE else None
    return unit.parts[found]


def opens_ever(unit: Unit) -> bool:
    """Whether any known year opens *unit*, no year is known of it, or the user entered a rhythm in which it runs."""
    is_told = unit.rhythm is not None and unit.rhythm.rhythm is not Rhythm.NEVER
    return is_told or not unit.openings or any(unit.openings.values())


class Closure(StrEnum):
    """Why a unit opens in no year to come, as far as is known."""

    NEVER = "never"
    """No known year opens it."""
    ABSENT = "absent"
    """The newest edition has it no more."""
    RHYTHM = "rhythm"
    """The user said that it does not run any more."""
    CLOSED = "closed"
    """An older year opened it; the newest known one does not."""


def closure_of(programme: Programme, unit: Unit, year: int) -> Closure | None:
    """Why *unit* opens in no year from *year* on; None where it does in one, or where nothing is known of it."""
    last = max(year, programme.newest_edition or year, *unit.openings)
    # Two years beyond what is known: what alternates opens in one of them.
    if any(_opening(programme, unit, each) is not None for each in range(year, last + 3)):
        return None
    if unit.rhythm is not None:
        return Closure.RHYTHM
    if not opens_ever(unit):
        return Closure.NEVER
    return Closure.ABSENT if programme.is_absent(unit) else Closure.CLOSED


def landing_term(programme: Programme, unit: Unit, wanted: Term) -> Term | None:
    """Where *unit* lands when put on *wanted*; None where it does not open. Where nothing is known, anywhere."""
    found = _rests_on(programme, unit, wanted.year)
    if isinstance(found, _Nowhere):
        return wanted if found in _ANYWHERE else None
    opening = unit.parts[found]
    part = opening.part_for(wanted.part) if opening else None
    return Term(wanted.year, part) if part else None


def offers_in(programme: Programme, unit: Unit, year: int) -> Offers:
    """What *unit* is offered as in *year*: the offers of the year that its opening rests on, published or projected."""
    from_year = rests_on(programme, unit, year)
    return () if from_year is None else unit.openings[from_year]


def modes_in(programme: Programme, unit: Unit, term: Term) -> tuple[str, ...]:
    """The ways to attend *unit* in *term*; none where it is not offered, or where no way is known."""
    return next((offer.modes for offer in offers_in(programme, unit, term.year) if offer.part is term.part), ())


def are_unwanted(modes: Collection[str], wanted: Collection[str]) -> bool:
    """Whether a unit that runs in these *modes* runs in none of those *wanted*. Who wants none minds none."""
    return bool(modes and wanted) and not any(mode in wanted for mode in modes)


def usual_mode(programme: Programme, unit: Unit, term: Term, wanted: Sequence[str]) -> str:
    """The way that *unit* is taken in *term* until another is chosen: the first *wanted* one, else the first offered.

    There is nothing to choose, and "" is returned, where fewer than two are offered.
    """
    offered = modes_in(programme, unit, term)
    if len(offered) < 2:
        return ""
    return next((mode for mode in wanted if mode in offered), offered[0])


def open_terms(
    programme: Programme, unit: Unit, years: range, today: date, leaves: Collection[Term] = ()
) -> Iterator[Term]:
    """Terms of *years* where *unit* opens and a new plan is still taken, in time order.

    Those that need a semester of *leaves*, in which the learner takes nothing, are left out. A unit of which nothing
    is known is taken to run in either semester.
    """
    for year in years:
        opening = _opening(programme, unit, year)
        if opening is None:
            continue
        for part in opening.parts():
            term = Term(year, part)
            if leaves and any(semester in leaves for semester in term.semesters):
                continue
            if not is_closed(programme, term, today):
                yield term


def is_published(programme: Programme, year: int) -> bool:
    """Whether the openings of *year* are known: published, or entered for every unit."""
    return year in programme.known_years


def year_basis(programme: Programme, year: int) -> Basis:
    """What the openings of *year* rest on as a whole."""
    if year in programme.published_years:
        return Basis.PUBLISHED
    if is_published(programme, year):
        return Basis.ENTERED
    return Basis.UNKNOWN if base_year(programme, year) is None else Basis.PROJECTED


def base_year(programme: Programme, year: int) -> int | None:
    """The known year before *year* that its openings are projected from; None where none is known."""
    return max((known for known in programme.known_years if known < year), default=None)
