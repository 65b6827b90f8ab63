"""What was obtained keeps its value: what each row is worth, and what was acquired outside the present sheet.

A credit counts whole for every row it is linked to, and its ECTS once: they go to its rows in turn, each up to what it
is worth, and the last one takes the rest. A credit that nobody knows the worth of is worth its rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from csp_planner.domain.amounts import amount_of, parts_of
from csp_planner.domain.holding import dispensing
from csp_planner.domain.profile import Attempt, Credit, Profile
from csp_planner.domain.programme import Programme, Unit
from csp_planner.domain.states import UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquired:
    """A unit that is no row of the sheet: a credit for it, or its validation, or both."""

    unit: str
    credit: Credit | None
    attempt: Attempt | None
    state: UnitState | None
    """Obtained, expected, or validated by taking it; None where it was refused or waits beyond its day."""
    rows: tuple[str, ...]
    """The rows of the sheet that it counts for; nothing where it is not linked yet."""
    ects: float | None
    hours: float | None

    @property
    def title(self) -> str:
        """Its title, where one was entered."""
        return self.credit.title if self.credit is not None else ""

    @property
    def is_unlinked(self) -> bool:
        """Whether it is obtained or expected, and counts for no row."""
        return self.state is not None and not self.rows


@dataclass(frozen=True, slots=True)
class Worth:
    """What a row that is obtained or expected is worth."""

    ects: float
    hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A credit or an attempt that is worth something else than the rows it counts for."""

    unit: str
    rows: tuple[str, ...]
    ects: float
    rows_ects: float
    is_expected: bool = False
    """Whether it is not obtained yet."""

    @property
    def missing(self) -> float:
        """ECTS that the rows are worth beyond what was obtained; negative where they are worth less."""
        return amount_of(parts_of(self.rows_ects) - parts_of(self.ects))


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is obtained or expected beside what is taken, at one date."""

    credits: Mapping[str, Credit]
    """By row, the credit that dispenses of it."""
    worth: Mapping[str, Worth]
    """By row, what it is worth, where that is not what the sheet or an entered figure says."""
    balances: tuple[Balance, ...]
    outside: tuple[Acquired, ...]
    """Units that are no rows of the sheet, credits first, in the order of the file."""


def holdings_of(programme: Programme, effective: Programme, profile: Profile, today: date) -> Holdings:
    """What *profile* holds at *today*, as *effective* gives the rows of *programme* with the figures entered."""
    if not profile.credits and not profile.attempts:
        return Holdings({}, {}, (), ())
    return _Counting(programme, effective, profile, today).holdings()


class _Counting:
    def __init__(self, programme: Programme, effective: Programme, profile: Profile, today: date) -> None:
        self._rows, self._profile, self._today = effective.by_code, profile, today
        self._known = programme.by_code
        self._credits = dispensing(profile, today)
        self._taken = {one.unit: one for one in profile.attempts if one.state is UnitState.VALIDATED}
        self._worth: dict[str, Worth] = {}
        self._balances: list[Balance] = []

    def holdings(self) -> Holdings:
        covered: set[str] = set()
        for state in (UnitState.OBTAINED_OTHERWISE, UnitState.EXPECTED):
            for credit in self._profile.credits:
                if credit.stands(self._today) is state:
                    self._count(credit, state, covered)
        for code, attempt in self._taken.items():
            unit = self._rows.get(code)
            if unit is not None and code not in self._credits:
                self._take(unit, attempt)
        return Holdings(self._credits, self._worth, tuple(self._balances), tuple(self._outside()))

    def _take(self, unit: Unit, attempt: Attempt) -> None:
        """A row that was validated by taking it, at what the attempt was worth."""
        if attempt.ects is None and attempt.hours is None:
            return
        self._spread([unit], attempt.ects, attempt.hours)
        self._weigh(unit.code, (unit.code,), attempt.ects, unit.ects)

    def _count(self, credit: Credit, state: UnitState, covered: set[str]) -> None:
        """A credit, at its own worth where that is known, for the rows that no other one has come for."""
        rows = [code for code in credit.rows if code in self._rows]
        ects, hours = self._own(credit)
        fresh = [self._rows[code] for code in rows if code not in covered and self._credits.get(code) is credit]
        covered.update(unit.code for unit in fresh)
        if not rows or (ects is None and hours is None):
            return
        if fresh:
            self._spread(fresh, ects, hours)
        elif state is UnitState.OBTAINED_OTHERWISE:
            self._add(self._rows[rows[0]], ects, hours)
        else:
            return
        worth, is_expected = amount_of(sum(parts_of(unit.ects) for unit in fresh)), state is UnitState.EXPECTED
        self._weigh(credit.unit, tuple(rows), ects, worth, is_expected=is_expected)

    def _own(self, credit: Credit) -> tuple[float | None, float | None]:
        """What *credit* is worth in itself: as it says, as the attempt says or, for no row, as was entered."""
        ects, hours = credit.ects, credit.hours
        attempt, figure = self._taken.get(credit.unit), None
        if credit.unit not in self._rows:
            figure = self._profile.override(credit.unit)
        for source in (attempt, figure):
            if source is not None:
                ects = source.ects if ects is None else ects
                hours = source.hours if hours is None else hours
        return ects, hours

    def _spread(self, rows: Sequence[Unit], ects: float | None, hours: float | None) -> None:
        given_ects = _shares([unit.ects for unit in rows], ects)
        given_hours = _shares([unit.hours for unit in rows], hours)
        for unit, its_ects, its_hours in zip(rows, given_ects, given_hours, strict=True):
            worth = unit.ects if its_ects is None else its_ects
            self._worth[unit.code] = Worth(worth, its_hours)

    def _add(self, unit: Unit, ects: float | None, hours: float | None) -> None:
        """A further credit for a row that is obtained already: nothing of it is lost."""
        known = self._worth.get(unit.code, Worth(unit.ects, unit.hours))
        self._worth[unit.code] = replace(
            known,
            ects=amount_of(parts_of(known.ects) + parts_of(ects or 0)),
            hours=known.hours if hours is None else amount_of(parts_of(known.hours or 0) + parts_of(hours)),
        )

    def _weigh(
        self, unit: str, rows: tuple[str, ...], ects: float | None, rows_ects: float, *, is_expected: bool = False
    ) -> None:
        if ects is not None and parts_of(ects) != parts_of(rows_ects):
            self._balances.append(
                Balance(unit=unit, rows=rows, ects=ects, rows_ects=rows_ects, is_expected=is_expected)
            )

    def _outside(self) -> Iterator[Acquired]:
        credited: set[str] = set()
        for credit in self._profile.credits:
            if credit.unit in self._known or credit.unit in credited:
                continue
            credited.add(credit.unit)
            ects, hours = self._own(credit)
            yield Acquired(
                unit=credit.unit,
                credit=credit,
                attempt=self._taken.get(credit.unit),
                state=credit.stands(self._today),
                rows=tuple(code for code in credit.counts_for if code in self._known),
                ects=ects,
                hours=hours,
            )
        for code, attempt in self._taken.items():
            if code not in self._known and code not in credited:
                figure = self._profile.override(code)
                yield Acquired(
                    unit=code,
                    credit=None,
                    attempt=attempt,
                    state=UnitState.VALIDATED,
                    rows=(),
                    ects=attempt.ects if attempt.ects is not None or figure is None else figure.ects,
                    hours=attempt.hours if attempt.hours is not None or figure is None else figure.hours,
                )


def _shares(rows: Sequence[float | None], own: float | None) -> list[float | None]:
    """*own* shared among *rows*: each up to what it is worth, the last one with the rest; None: each its own.

    Where nobody knows what rows are worth, the last of those takes the rest, and the others stay unknown.
    """
    if own is None:
        return list(rows)
    left, found = parts_of(own), list[float | None](rows)
    unknown = [index for index, row in enumerate(rows) if row is None]
    rest = unknown[-1] if unknown else len(rows) - 1
    for index, row in enumerate(rows):
        if row is not None and index != rest:
            part = min(left, parts_of(row))
            found[index] = amount_of(part)
            left -= part
    if left or not unknown or len(rows) == 1:
        found[rest] = amount_of(left)
    return found
