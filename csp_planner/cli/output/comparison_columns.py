"""Loads of scenarios as columns of characters, for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from csp_planner.messages.catalogue import pgettext
from csp_planner.messages.comparison_chart import BarWords, ChartWords, PanelWords, Sign, sign_letter

HEIGHT = 6
"""Lines that the highest column takes."""
CELL = 6
"""Characters for each semester: one before it, for the end of the accreditation, and five for its name."""
_BAR = 3
LEAST_WIDTH, MOST_WIDTH = 40, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The characters that columns are drawn with."""

    parts: str
    """What stands for a column that takes a part of a line, from little to all of it."""
    over: str
    """What a column over the limit is made of."""
    mark: str
    """What stands before the figure of a column over the limit."""
    limit: str
    boundary: str


BLOCKS = Signs(parts="▁▂▃▄▅▆▇█", over="▒", mark="▲", limit="┄", boundary="┊")
PLAIN = Signs(parts="_#", over="X", mark="^", limit="-", boundary=":")
"""Only of characters that every terminal has."""


def signs_for(encoding: str | None) -> Signs:
    """The signs that a terminal of *encoding* can show."""
    try:
        "".join((BLOCKS.parts, BLOCKS.over, BLOCKS.mark, BLOCKS.limit, BLOCKS.boundary)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS


def column_lines(chart: ChartWords, names: Sequence[str], signs: Signs, width: int) -> Iterator[str]:
    """The panels of *chart*, one under the other, at most *width* characters wide; then what the signs mean."""
    for panel, name in zip(chart.panels, names, strict=True):
        yield pgettext("scenario", "{name}: {headline}").format(name=name, headline=panel.headline)
        yield from (f"  {line}" for line in (panel.why, panel.verdict) if line)
        yield from _panel(chart, panel, signs, width)
        yield ""
    yield from _legend(chart, signs)


def _panel(chart: ChartWords, panel: PanelWords, signs: Signs, width: int) -> Iterator[str]:
    """The columns of *panel*; more semesters than *width* holds go on below."""
    each = max(1, (min(max(width, LEAST_WIDTH), MOST_WIDTH) - 2) // CELL)
    for start in range(0, len(panel.bars), each):
        boundary = chart.boundary - start if chart.boundary is not None else None
        yield from _slice(chart, panel, panel.bars[start : start + each], boundary, signs)


def _slice(
    chart: ChartWords, panel: PanelWords, bars: Sequence[BarWords], boundary: int | None, signs: Signs
) -> Iterator[str]:
    limit = panel.limit / chart.most * HEIGHT if panel.limit is not None else None
    limit_row = min(HEIGHT - 1, int(limit)) if limit is not None else None
    for row in range(HEIGHT, -1, -1):
        ground = signs.limit if row == limit_row else " "
        cells = [_cell(bar, bar.amount / chart.most * HEIGHT, row, ground, signs) for bar in bars]
        yield _joined(cells, boundary, ground, signs)
    yield _joined([bar.label.center(CELL - 1) for bar in bars], boundary, " ", signs)
    marks = [_marks(chart, bar).center(CELL - 1) for bar in bars]
    if "".join(marks).strip():
        yield _joined(marks, None, " ", signs)


def _joined(cells: Sequence[str], boundary: int | None, ground: str, signs: Signs) -> str:
    line = "".join((signs.boundary if at == boundary else ground) + cell for at, cell in enumerate(cells))
    return f"  {line}".rstrip()


def _cell(bar: BarWords, level: float, row: int, ground: str, signs: Signs) -> str:
    """What stands for *bar* on line *row*, counted from the bottom: a part of the column, or its figure on top."""
    if bar.figure and row == ceil(level):
        return f"{signs.mark if bar.is_over else ''}{bar.figure}"[: CELL - 1].center(CELL - 1, ground)
    part = level - row
    if part <= 0 or not bar.amount:
        return ground * (CELL - 1)
    sign = signs.over if bar.is_over else signs.parts[max(0, min(len(signs.parts), ceil(part * len(signs.parts))) - 1)]
    return (sign * _BAR).center(CELL - 1, ground)


def _marks(chart: ChartWords, bar: BarWords) -> str:
    words = [chart.off_word] if bar.is_off else []
    return " ".join((*words, *map(sign_letter, bar.signs)))[: CELL - 1]


def _legend(chart: ChartWords, signs: Signs) -> Iterator[str]:
    for sign, text in chart.legend:
        match sign:
            case Sign.COLUMN:
                drawn = signs.parts[-1]
            case Sign.OVER:
                drawn = f"{signs.over}{signs.mark}"
            case Sign.LIMIT:
                drawn = signs.limit * 2
            case Sign.BOUNDARY:
                drawn = signs.boundary
            case Sign.EXPERIENCE | Sign.REPORT:
                drawn = sign_letter(sign)
        yield f"  {drawn:<2} {text}"
