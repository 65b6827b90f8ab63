"""What a newer edition changes, in groups that each say how much they hold: on the sheet, and in a plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from csp_planner.domain.edition.values import Fact, FactChange, ProgrammeChanges, UnitField
from csp_planner.domain.planning.editions import EditionChange, NoLongerFits, Unfit
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.editions import (
    block_change_sentence,
    fact_change_sentence,
    link_sentence,
    overriding_sentence,
    unfit_sentence,
    unit_change_sentence,
    unit_line,
)
from csp_planner.messages.problems import shown

_CHOICES = frozenset({Unfit.BRANCH, Unfit.PIN, Unfit.FILLING})
"""What does not fit any more because a choice has gone, not because of where a unit stands."""
_MOST_LINES = 4
"""So many lines say across the window what is left to do."""
_DATES = frozenset({Fact.PUBLISHED_YEARS, Fact.ACCREDITATION, Fact.ENROLMENT_1, Fact.ENROLMENT_2})
_RULES = frozenset(
    {
        Fact.UNITS_TO_VALIDATE,
        Fact.EXPERIENCE_UNIT,
        Fact.EXPERIENCE_MONTHS,
        Fact.PLACEMENT_MONTHS,
        Fact.REPORT_UNIT,
        Fact.BLOCKS_ALONE,
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences about one subject."""

    heading: str
    """Says how many there are."""
    lines: tuple[str, ...]


def sheet_groups(changes: ProgrammeChanges) -> tuple[Group, ...]:
    """What differs between two editions: rows, their values, blocks and rules, prices, dates, the rest."""
    return tuple(_filled(_sheet_groups(changes)))


def plan_groups(change: EditionChange) -> tuple[Group, ...]:
    """What the newer edition does to the plan; placements by scenario where it has several."""
    return tuple(_filled(_plan_groups(change)))


def _filled(groups: Iterator[Group]) -> Iterator[Group]:
    return (group for group in groups if group.lines)


def _sheet_groups(changes: ProgrammeChanges) -> Iterator[Group]:
    yield _group(
        [unit_line(unit) for unit in changes.added],
        lambda count: ngettext("{count} new row", "{count} new rows", count),
    )
    yield _group(
        [unit_line(unit) for unit in changes.gone],
        lambda count: ngettext("{count} row no longer there", "{count} rows no longer there", count),
    )
    headings: dict[UnitField, Callable[[int], str]] = {
        UnitField.ECTS: lambda count: ngettext("{count} change of ECTS", "{count} changes of ECTS", count),
        UnitField.HOURS: lambda count: ngettext("{count} change of hours", "{count} changes of hours", count),
        UnitField.OPENINGS: lambda count: ngettext("{count} change of opening", "{count} changes of openings", count),
        UnitField.TITLE: lambda count: ngettext("{count} change of title", "{count} changes of titles", count),
        UnitField.KIND: lambda count: ngettext("{count} change of kind", "{count} changes of kind", count),
    }
    for field, heading in headings.items():
        yield _group([unit_change_sentence(one) for one in changes.changed if one.field is field], heading)
    rules = [fact_change_sentence(one) for one in changes.facts if one.fact in _RULES]
    yield _group(
        [*map(block_change_sentence, changes.blocks), *rules],
        lambda count: ngettext("{count} change of rules and blocks", "{count} changes of rules and blocks", count),
    )
    yield _facts(
        changes,
        lambda one: one.fact is Fact.TARIFF,
        lambda count: ngettext("{count} change of price", "{count} changes of prices", count),
    )
    yield _facts(
        changes,
        lambda one: one.fact in _DATES,
        lambda count: ngettext("{count} change of dates", "{count} changes of dates", count),
    )
    yield _facts(
        changes,
        lambda one: one.fact not in _DATES | _RULES | {Fact.TARIFF},
        lambda count: ngettext("{count} other change", "{count} other changes", count),
    )


def _facts(changes: ProgrammeChanges, belongs: Callable[[FactChange], bool], heading: Callable[[int], str]) -> Group:
    return _group([fact_change_sentence(one) for one in changes.facts if belongs(one)], heading)


def _plan_groups(change: EditionChange) -> Iterator[Group]:
    names = [scenario.name for scenario in change.plan.scenarios]
    placed = [one for one in change.no_longer_fits if one.why not in _CHOICES]
    for name in ["", *names]:
        yield _misfits([one for one in placed if one.scenario == name], name if len(names) > 1 else "")
    yield _group(
        [unfit_sentence(one, names) for one in change.no_longer_fits if one.why in _CHOICES],
        lambda count: ngettext("{count} choice to make again", "{count} choices to make again", count),
    )
    yield _group([link_sentence(one) for one in change.to_link], _link_words)
    yield _group(
        [overriding_sentence(one) for one in change.entered],
        lambda count: ngettext(
            "{count} opening entered that the sheet has otherwise",
            "{count} openings entered that the sheet has otherwise",
            count,
        ),
    )


def _misfits(found: Sequence[NoLongerFits], scenario: str) -> Group:
    lines = [unfit_sentence(one, ()) for one in found]
    if not scenario:
        return _group(lines, _misfit_words)
    text = ngettext(
        "“{scenario}”: {count} unit no longer fits", "“{scenario}”: {count} units no longer fit", len(lines)
    )
    return Group(text.format(scenario=shown(scenario), count=len(lines)), tuple(lines))


def _link_words(count: int) -> str:
    return ngettext("{count} acquired unit to link", "{count} acquired units to link", count)


def _misfit_words(count: int) -> str:
    return ngettext("{count} unit no longer fits", "{count} units no longer fit", count)


def _group(lines: Sequence[str], heading: Callable[[int], str]) -> Group:
    return Group(heading(len(lines)).format(count=len(lines)), tuple(lines))


def applied_sentence(change: EditionChange) -> str:
    """That the plan is of the newer edition now, and what there is to do."""
    programme = shown(change.plan.programme.code)
    left = left_sentence(change)
    if not left:
        text = _("The plan follows the newer sheet of {programme}. Everything that is planned still fits.")
        return text.format(programme=programme)
    text = _("The plan follows the newer sheet of {programme}. Nothing was moved.")
    return "\n".join((text.format(programme=programme), left))


def left_sentence(change: EditionChange) -> str:
    """What is left to do after the plan followed the newer edition, by scenario while those are few; empty for nothing.

    What the user entered beside the sheet stands, and asks for nothing.
    """
    groups = plan_groups(replace(change, entered=()))
    if len(groups) <= _MOST_LINES:
        return "\n".join(group.heading for group in groups)
    fits, link = len(change.no_longer_fits), len(change.to_link)
    text = ngettext(
        "{count} thing planned or chosen no longer fits", "{count} things planned or chosen no longer fit", fits
    )
    lines = [text.format(count=fits)]
    if link:
        lines.append(_link_words(link).format(count=link))
    return "\n".join(lines)
