"""The picture of scenarios side by side in words and figures: what window, paper, picture and terminal all draw."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from csp_planner.domain.codes import is_made_up
from csp_planner.domain.evaluation.outlook import Reach
from csp_planner.domain.planning.comparison import Bar, Column, Comparison
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.outlook import headline, why_sentence
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, ects, hours, leave_word, number, term_label

MOST_UNITS = 15
"""So many units of a semester are listed; more are counted."""


class Measure(Enum):
    """What the height of a column stands for."""

    ECTS = "ects"
    WEEK = "week"
    """Hours a week."""


class Fit(Enum):
    """Whether loads keep within the learner's limits."""

    WITHIN = "within"
    OVER = "over"
    UNTOLD = "untold"
    """There is nothing to hold against a limit, or no limit."""


class Sign(Enum):
    """What is drawn in a chart and told in its legend."""

    COLUMN = "column"
    OVER = "over"
    LIMIT = "limit"
    BOUNDARY = "boundary"
    """The end of the accreditation."""
    EXPERIENCE = "experience"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarWords:
    """One semester of one scenario."""

    term: Term
    label: str
    """Its name in five letters: « S1 27 »."""
    amount: float
    figure: str
    """The amount in figures; empty where there is none."""
    is_over: bool
    is_off: bool
    signs: tuple[Sign, ...]
    """Whether the experience is reached or the report stands in it."""
    name: str
    """All of it in one line, for who does not see it."""
    tip: str
    """The same with its units, line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWords:
    """One scenario."""

    index: int
    name: str
    is_retained: bool
    headline: str
    why: str
    verdict: str
    """Whether its loads keep within the learner's limits."""
    fit: Fit
    limit: float | None
    limit_words: str
    bars: tuple[BarWords, ...]

    @property
    def loads(self) -> tuple[float, ...]:
        """How high the columns are."""
        return tuple(bar.amount for bar in self.bars)

    @property
    def title(self) -> str:
        """Its name, with a star where it is the scenario retained."""
        return pgettext("scenario", "★ {name}").format(name=self.name) if self.is_retained else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """Scenarios on one time scale."""

    measure: Measure
    panels: tuple[PanelWords, ...]
    most: float
    """The amount that fills the height of every chart."""
    boundary: int | None
    """Before which semester the accreditation ends."""
    legend: tuple[tuple[Sign, str], ...]
    off_word: str

    @property
    def has_signs(self) -> bool:
        """Whether a semester has a sign under it."""
        return any(bar.signs for panel in self.panels for bar in panel.bars)


def can_show_week(comparison: Comparison) -> bool:
    """Whether hours a week are known of a scenario."""
    return any(bar.weekly is not None for column in comparison.columns for bar in column.bars)


def chart_words(
    comparison: Comparison, measure: Measure = Measure.ECTS, names: Sequence[str] | None = None
) -> ChartWords:
    """*comparison* as a picture; *names* stand for the scenarios' own where these must not leave."""
    called = names if names is not None else [shown(column.name) for column in comparison.columns]
    titles = {unit.code: unit.title for unit in comparison.programme.units if not is_made_up(unit.code)}

    @cache  # most units stand in every scenario
    def unit(code: str) -> str:
        return _unit(code, titles.get(code, ""))

    panels = tuple(_panel(column, name, measure, unit) for column, name in zip(comparison.columns, called, strict=True))
    most = max((max(panel.limit or 0, *panel.loads) for panel in panels), default=0)
    return ChartWords(
        measure=measure,
        panels=panels,
        most=most or 1,
        boundary=comparison.boundary,
        legend=tuple(_legend(comparison, measure, panels)),
        off_word=pgettext("semester", "off"),
    )


def _panel(column: Column, name: str, measure: Measure, unit: Callable[[str], str]) -> PanelWords:
    verdict, fit = verdict_of(column)
    limit = column.limits.ects if measure is Measure.ECTS else column.weekly_limit
    return PanelWords(
        index=column.index,
        name=name,
        is_retained=column.retained,
        headline=headline(column.outlook),
        why=why_sentence(column.outlook) if column.outlook.reach is not Reach.NOTHING else "",
        verdict=verdict,
        fit=fit,
        limit=limit,
        limit_words=_amount_words(limit, measure) if limit is not None else "",
        bars=tuple(_bar(bar, column, name, measure, unit) for bar in column.bars),
    )


def _bar(bar: Bar, column: Column, name: str, measure: Measure, unit: Callable[[str], str]) -> BarWords:
    of_ects = measure is Measure.ECTS
    amount = bar.ects if of_ects else round(bar.weekly or 0, 1)
    facts = list(_facts(bar, column))
    signs = ((Sign.EXPERIENCE, bar.has_experience), (Sign.REPORT, bar.has_report))
    units = [unit(code) for code in bar.units[:MOST_UNITS]]
    if len(bar.units) > MOST_UNITS:
        units.append(_("and {count} more").format(count=len(bar.units) - MOST_UNITS))
    return BarWords(
        term=bar.term,
        label=term_shortest(bar.term),
        amount=amount,
        figure=number(amount) if amount else "",
        is_over=bar.over_ects if of_ects else bar.over_hours,
        is_off=bar.off,
        signs=tuple(sign for sign, is_there in signs if is_there),
        name=", ".join((name, term_label(bar.term), *facts)),
        tip="\n".join((term_label(bar.term), *facts, *units)),
    )


def _unit(code: str, title: str) -> str:
    text = pgettext("unit", "{code} {title}")
    return text.format(code=shown(code), title=shown(title)) if title else shown(code)


def term_shortest(term: Term) -> str:
    """*term* in five letters, by the year its academic year begins in: « S1 27 »."""
    return f"{term.part.value} {term.year % 100:02}"


def _facts(bar: Bar, column: Column) -> Iterator[str]:
    """What there is to say of a semester, one thing after the other."""
    if bar.units:
        yield ects(bar.ects)
        if bar.weekly is not None:
            yield _("{hours} a week").format(hours=hours(round(bar.weekly, 1)))
    else:
        yield leave_word() if bar.off else pgettext("semester", "nothing planned")
    if bar.over_ects and column.limits.ects is not None:
        yield _("passes {limit}").format(limit=ects(column.limits.ects))
    if bar.over_hours:
        yield _("passes {limit}").format(limit=_hours_limit(column))
    if bar.off and bar.units:
        yield leave_word()
    if bar.has_experience:
        yield _("experience reached")
    if bar.has_report:
        yield pgettext("unit", "report")


def _hours_limit(column: Column) -> str:
    """The limit of hours as the learner thinks of it: a week, or a semester where no week is spoken of."""
    if column.weekly_limit is not None:
        return _("{hours} a week").format(hours=hours(round(column.weekly_limit, 1)))
    return _("{hours} per semester").format(hours=hours(column.limits.hours))


def verdict_of(column: Column) -> tuple[str, Fit]:
    """Whether the loads of a scenario keep within the learner's limits, in a line and in a word."""
    if not any(bar.units for bar in column.bars):
        return _("open it to place units or have a plan proposed"), Fit.UNTOLD
    limits: list[tuple[str, int]] = []
    if column.limits.ects is not None:
        limits.append((ects(column.limits.ects), sum(bar.over_ects for bar in column.bars)))
    if column.limits.hours is not None and column.hours_known:
        limits.append((_hours_limit(column), sum(bar.over_hours for bar in column.bars)))
    passed = [(limit, _times(count)) for limit, count in limits if count]
    if len(passed) == 2:
        (limit, often), (other, other_often) = passed
        text = _("passes {limit} {often}, and {other} {other_often}")
        return text.format(limit=limit, often=often, other=other, other_often=other_often), Fit.OVER
    if passed:
        ((limit, often),) = passed
        return _("passes {limit} {often}").format(limit=limit, often=often), Fit.OVER
    if len(limits) == 2:
        (limit, _none), (other, _none) = limits
        return _("keeps within {limit} and {other}").format(limit=limit, other=other), Fit.WITHIN
    if limits:
        return _("keeps within {limit}").format(limit=limits[0][0]), Fit.WITHIN
    return _("no limit of load is given"), Fit.UNTOLD


def _times(count: int) -> str:
    words = (
        pgettext("times", "once"),
        pgettext("times", "twice"),
        pgettext("times", "three times"),
        pgettext("times", "four times"),
        pgettext("times", "five times"),
        pgettext("times", "six times"),
    )
    return words[count - 1] if count <= len(words) else pgettext("times", "{count} times").format(count=count)


def _amount_words(amount: float, measure: Measure) -> str:
    return ects(amount) if measure is Measure.ECTS else _("{hours} a week").format(hours=hours(round(amount, 1)))


def _legend(comparison: Comparison, measure: Measure, panels: Sequence[PanelWords]) -> Iterator[tuple[Sign, str]]:
    yield Sign.COLUMN, _("ECTS per semester") if measure is Measure.ECTS else _("Hours of class a week")
    limits = {panel.limit_words for panel in panels if panel.limit is not None}
    if len(limits) == 1:
        yield Sign.LIMIT, _("{limit} at most").format(limit=limits.pop())
    elif limits:
        yield Sign.LIMIT, _("the limit of each scenario")
    bars = [bar for panel in panels for bar in panel.bars]
    if any(bar.is_over for bar in bars):
        yield Sign.OVER, _("passes the limit")
    if comparison.boundary is not None and comparison.programme.accreditation is not None:
        day = date_label(comparison.programme.accreditation.ends)
        yield Sign.BOUNDARY, _("end of the accreditation, {day}").format(day=day)
    if any(Sign.EXPERIENCE in bar.signs for bar in bars):
        yield Sign.EXPERIENCE, _("experience reached")
    if any(Sign.REPORT in bar.signs for bar in bars):
        yield Sign.REPORT, pgettext("unit", "report")


def sign_letter(sign: Sign) -> str:
    """The letter that stands for a sign under a column."""
    return pgettext("sign of experience", "E") if sign is Sign.EXPERIENCE else pgettext("sign of the report", "R")
