"""Keeps account of what is made of each line while a source is read."""

from csp_planner.domain.limits import MAX_UNITS, MAX_YEARS
from csp_planner.domain.programme import Programme
from csp_planner.sheet.values import Doubt, Guess, Reading, SheetError, SheetProblem, SourceLine, Understood

_MAX_LINES = 50_000
MAX_ROWS = 3_000
"""Lines of the part of a sheet that lists the units: six for each unit that a programme may have."""


def check_lines(text: str) -> None:
    """Raise SheetError where *text* has more lines than any sheet: each of them takes a hundred times its room."""
    if text.count("\n") >= _MAX_LINES:
        raise SheetError(SheetProblem.TOO_LARGE)


class Notes:
    """The lines of one source, and what was made of them so far."""

    def __init__(self, source: str) -> None:
        """Take the lines of *source*. Raises SheetError where there are too many."""
        check_lines(source)
        self.source = source
        self.lines = tuple(SourceLine(number, text) for number, text in enumerate(source.split("\n"), start=1))
        self._understood: dict[int, Understood] = {}
        self._guessed: list[Guess] = []
        self._left_out: dict[int, SourceLine] = {}
        self._words_left_out: dict[int, SourceLine] = {}

    def understand(self, line: SourceLine, about: str = "") -> None:
        """Note that *line* was read without a doubt."""
        self._understood.setdefault(line.number, Understood(line=line, about=about))

    def guess(self, line: SourceLine | None, what: Doubt, value: str, about: str = "") -> None:
        """Note that *value* was guessed from *line*."""
        guess = Guess(line=line, what=what, about=about, value=value)
        if guess not in self._guessed:
            self._guessed.append(guess)

    def leave_out(self, line: SourceLine) -> None:
        """Note that nothing, or not all that it says, was made of *line*."""
        self._left_out.setdefault(line.number, line)

    def leave_out_of(self, line: SourceLine, words: str) -> None:
        """Note that nothing was made of *words*, which are a part of *line*; the rest of it may be understood."""
        self._words_left_out.setdefault(line.number, SourceLine(line.number, words))

    def line_about(self, about: str) -> SourceLine | None:
        """Return the first line that something was made of *about*."""
        found = [one.line for one in self._understood.values() if one.about == about]
        found += [guess.line for guess in self._guessed if guess.about == about and guess.line is not None]
        return min(found, key=lambda line: line.number, default=None)

    def reading(self, programme: Programme) -> Reading:
        """Return what was read. A line is understood where nothing of it was guessed, and it was not left out whole.

        Raises SheetError where *programme* has no unit, or more than one may have.
        """
        if not programme.units:
            raise SheetError(SheetProblem.NO_UNITS)
        if len(programme.units) > MAX_UNITS or len(programme.published_years) > MAX_YEARS:
            raise SheetError(SheetProblem.TOO_MANY)
        doubted = {guess.line.number for guess in self._guessed if guess.line is not None} | self._left_out.keys()
        return Reading(
            programme=programme,
            source=self.source,
            understood=tuple(one for number, one in sorted(self._understood.items()) if number not in doubted),
            guessed=tuple(self._guessed),
            left_out=tuple(line for _, line in sorted((self._words_left_out | self._left_out).items())),
        )
