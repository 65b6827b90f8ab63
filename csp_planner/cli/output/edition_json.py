"""What differs between two editions, and what a newer one does to a plan, as JSON."""

from csp_planner.cli.output.award_json import take_json
from csp_planner.cli.output.json_values import exact, exact_or_none, text_or_none
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.edition.values import (
    BlockChange,
    BlockValue,
    FactChange,
    FactValue,
    ProgrammeChanges,
    UnitChange,
    UnitValue,
)
from csp_planner.domain.planning.editions import EditionChange, NoLongerFits
from csp_planner.domain.programme import EnrolmentWindow, MonthDay, NextStep, RecommendedOrder, Tariff, Unit, UnitKind


def changes_json(changes: ProgrammeChanges) -> dict[str, object]:
    """All that differs."""
    return {
        "added": [_unit(unit) for unit in changes.added],
        "gone": [_unit(unit) for unit in changes.gone],
        "changed": [_unit_change(change) for change in changes.changed],
        "blocks": [_block_change(change) for change in changes.blocks],
        "facts": [_fact_change(change) for change in changes.facts],
    }


def edition_json(change: EditionChange, *, written: bool) -> dict[str, object]:
    """What a newer edition does to a plan."""
    return {
        **changes_json(change.changes),
        "no_longer_fits": [_unfit(one) for one in change.no_longer_fits],
        "to_link": [
            {
                "unit": one.unit,
                "title": one.title,
                "ects": exact_or_none(one.ects),
                "hours": exact_or_none(one.hours),
                "likely": list(one.likely),
            }
            for one in change.to_link
        ],
        "entered_otherwise": [{"unit": one.unit, "year": one.year} for one in change.entered],
        "other_centre": change.other_centre,
        "written": written,
    }


def _unfit(one: NoLongerFits) -> dict[str, object]:
    return {
        "scenario": one.scenario or None,
        "unit": one.unit or None,
        "term": text_or_none(one.term),
        "reason": one.why.value,
        "block": one.block or None,
        "mode": one.mode or None,
    }


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "unit": unit.code,
        "title": unit.title,
        "ects": exact(unit.ects),
        "hours": exact_or_none(unit.hours),
        "kind": unit.kind.value,
    }


def _unit_change(change: UnitChange) -> dict[str, object]:
    return {
        "unit": change.unit,
        "field": change.field.value,
        "year": change.year,
        "before": _unit_value(change.before),
        "after": _unit_value(change.after),
        "projected": change.projected,
    }


def _unit_value(value: UnitValue) -> object:
    """Openings as files hold them; null where nothing is published."""
    match value:
        case None:
            return None
        case UnitKind():
            return value.value
        case str():
            return value
        case tuple():
            return [{"part": offer.part.value, "modes": list(offer.modes)} for offer in value]
        case _:
            return exact(value)


def _block_change(change: BlockChange) -> dict[str, object]:
    what = "added" if change.before is None else "gone" if change.after is None else "changed"
    whole = change.after if change.before is None else change.before
    before, after = _block_value(change.value_before), _block_value(change.value_after)
    if what != "changed" and whole is not None:
        before, after = (None, _block(whole)) if what == "added" else (_block(whole), None)
    return {
        "change": what,
        "label": change.label,
        "path_before": change.path_before,
        "path_after": change.path_after,
        "field": None if change.field is None else change.field.value.replace("-", "_"),
        "before": before,
        "after": after,
    }


def _block(block: Block) -> dict[str, object]:
    return {
        "label": block.label,
        "take": take_json(block.take),
        "members": list(block.codes),
    }


def _block_value(value: BlockValue) -> object:
    match value:
        case TakeUnits() | TakeEcts() | TakeBlocks():
            return take_json(value)
        case tuple():
            return list(value)
        case int() | float():
            return exact(value)
        case _:
            return value


def _fact_change(change: FactChange) -> dict[str, object]:
    return {
        "fact": change.fact.value.replace("-", "_"),
        "name": change.name or None,
        "before": _fact_value(change.before),
        "after": _fact_value(change.after),
    }


def _fact_value(value: FactValue) -> object:
    match value:
        case Tariff():
            return {"label": dict(value.label), "euros": exact(value.euros)}
        case RecommendedOrder():
            return {"before": value.before, "after": value.after, "reason": dict(value.reason)}
        case NextStep():
            return {"code": value.code, "title": value.title, "level": value.level}
        case EnrolmentWindow():
            words = dict(value.closes_in_words)
            return {"opens": _day(value.opens), "closes": _day(value.closes), "closes_in_words": words}
        case bool() | None | str():
            return value
        case tuple():
            return list(value)
        case int() | float():
            return exact(value)
        case _:
            return str(value)


def _day(day: MonthDay) -> dict[str, object]:
    return {"month": day.month, "day": day.day, "next_year": day.next_year}
