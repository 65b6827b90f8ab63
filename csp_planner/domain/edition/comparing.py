"""What differs between two editions of a programme."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from csp_planner.domain.award import Block, parent_of
from csp_planner.domain.edition.pairing import Pairing, pair_blocks
from csp_planner.domain.edition.published import as_published
from csp_planner.domain.edition.values import (
    BlockChange,
    BlockField,
    BlockValue,
    Fact,
    FactChange,
    FactValue,
    ProgrammeChanges,
    UnitChange,
    UnitField,
    UnitValue,
)
from csp_planner.domain.offers import Offers
from csp_planner.domain.openings import offers_in, rests_on
from csp_planner.domain.programme import Accreditation, EnrolmentWindow, Programme, Unit

_WHOLE: Mapping[Fact, str] = {
    Fact.CODE: "code",
    Fact.TITLE: "title",
    Fact.PUBLISHER: "publisher",
    Fact.PUBLISHED_YEARS: "published_years",
}
_CONDITIONS: Mapping[Fact, str] = {
    Fact.UNITS_TO_VALIDATE: "units",
    Fact.EXPERIENCE_UNIT: "experience_unit",
    Fact.EXPERIENCE_MONTHS: "experience_months",
    Fact.PLACEMENT_MONTHS: "placement_months",
    Fact.REPORT_UNIT: "report_unit",
}
_BLOCK_FIELDS: Mapping[BlockField, str] = {
    BlockField.LABEL: "label",
    BlockField.TAKE: "take",
    BlockField.AT_LEAST_BLOCKS: "at_least_blocks",
    BlockField.MEMBERS: "codes",
    BlockField.PRINTED_ECTS: "printed_ects",
    BlockField.NOTE: "note",
}


def compare_programmes(old: Programme, new: Programme) -> ProgrammeChanges:
    """What *new* changes of *old*, both as they were published; where a value comes from makes no difference."""
    old, new = as_published(old), as_published(new)
    before, after = old.by_code, new.by_code
    return ProgrammeChanges(
        added=tuple(unit for unit in new.units if unit.code not in before),
        gone=tuple(unit for unit in old.units if unit.code not in after),
        changed=tuple(
            change
            for unit in new.units
            if unit.code in before
            for change in _unit_changes(old, before[unit.code], new, unit)
        ),
        blocks=tuple(_block_changes(pair_blocks(old.award, new.award))),
        facts=tuple(_fact_changes(old, new)),
    )


def _unit_changes(old: Programme, before: Unit, new: Programme, after: Unit) -> Iterator[UnitChange]:
    values: tuple[tuple[UnitField, UnitValue, UnitValue], ...] = (
        (UnitField.TITLE, before.title, after.title),
        (UnitField.ECTS, before.ects, after.ects),
        (UnitField.HOURS, before.hours, after.hours),
        (UnitField.KIND, before.kind, after.kind),
    )
    for field, was, now in values:
        if was != now:
            yield UnitChange(unit=after.code, field=field, before=was, after=now)
    # A year that only the older edition prints is no longer printed: that is said once, of the whole sheet.
    for year in sorted({*new.published_years, *after.openings}):
        projected = year not in before.openings
        was_offered, now_offered = _expected(old, before, year), after.openings.get(year)
        if _in_order(was_offered) != _in_order(now_offered):
            yield UnitChange(
                unit=after.code,
                field=UnitField.OPENINGS,
                year=year,
                before=was_offered,
                after=now_offered,
                projected=projected and was_offered is not None,
            )


def _expected(programme: Programme, unit: Unit, year: int) -> Offers | None:
    """What *programme* publishes or leads to expect of *year*; None where it says nothing of it."""
    if year in unit.openings:
        return unit.openings[year]
    if year in programme.published_years or rests_on(programme, unit, year) is None:
        return None
    return offers_in(programme, unit, year)


def _in_order(offers: Offers | None) -> list[tuple[str, list[str]]] | None:
    """*offers* as they compare: the order of parts and modes says nothing."""
    return None if offers is None else sorted((offer.part.value, sorted(offer.modes)) for offer in offers)


def _block_changes(pairing: Pairing) -> Iterator[BlockChange]:
    earlier = {new: old for old, new in pairing.pairs.items()}
    for path, after in pairing.new.items():
        if path not in earlier:
            yield BlockChange(before=None, after=after, path_before=None, path_after=path)
            continue
        where = earlier[path]
        before = pairing.old[where]
        for field, was, now in _block_values(before, after):
            yield BlockChange(
                before=before,
                after=after,
                path_before=where,
                path_after=path,
                field=field,
                value_before=was,
                value_after=now,
            )
        inside, stands = parent_of(where), parent_of(path)
        if pairing.pairs.get(inside) != stands:
            yield BlockChange(
                before=before,
                after=after,
                path_before=where,
                path_after=path,
                field=BlockField.PLACE,
                value_before=where,
                value_after=path,
            )
    for path in pairing.gone:
        yield BlockChange(before=pairing.old[path], after=None, path_before=path, path_after=None)


def _block_values(before: Block, after: Block) -> Iterator[tuple[BlockField, BlockValue, BlockValue]]:
    for field, name in _BLOCK_FIELDS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now and not (field is BlockField.MEMBERS and sorted(was) == sorted(now)):
            yield field, was, now


def _fact_changes(old: Programme, new: Programme) -> Iterator[FactChange]:
    for fact, was, now in _facts(old, new):
        if was != now and not (fact is Fact.UNITS_TO_VALIDATE and _is_same_set(was, now)):
            yield FactChange(fact=fact, before=was, after=now)
    yield from _listed(
        Fact.TARIFF,
        {one.code: replace(one, source="") for one in old.tariffs},
        {one.code: replace(one, source="") for one in new.tariffs},
    )
    yield from _listed(
        Fact.RECOMMENDED_ORDER,
        {f"{one.before} {one.after}": replace(one, source="") for one in old.recommended_order},
        {f"{one.before} {one.after}": replace(one, source="") for one in new.recommended_order},
    )
    yield from _listed(
        Fact.NEXT_STEP,
        {one.code: replace(one, source="") for one in old.next_steps},
        {one.code: replace(one, source="") for one in new.next_steps},
    )


def _facts(old: Programme, new: Programme) -> Iterable[tuple[Fact, FactValue, FactValue]]:
    for fact, name in _WHOLE.items():
        yield fact, getattr(old, name), getattr(new, name)
    yield Fact.ANNOUNCED_ECTS, old.announced.ects, new.announced.ects
    yield Fact.ANNOUNCED_HOURS, old.announced.hours, new.announced.hours
    yield Fact.ACCREDITATION, _end(old.accreditation), _end(new.accreditation)
    for fact, was, now in (
        (Fact.ENROLMENT_1, old.enrolment_semester_1, new.enrolment_semester_1),
        (Fact.ENROLMENT_2, old.enrolment_semester_2, new.enrolment_semester_2),
    ):
        yield fact, _window(was), _window(now)
    for fact, name in _CONDITIONS.items():
        yield fact, getattr(old.conditions, name), getattr(new.conditions, name)
    yield Fact.BLOCKS_ALONE, old.blocks_can_be_validated_alone, new.blocks_can_be_validated_alone


def _is_same_set(was: FactValue, now: FactValue) -> bool:
    return isinstance(was, tuple) and isinstance(now, tuple) and set(was) == set(now)


def _end(accreditation: Accreditation | None) -> FactValue:
    return None if accreditation is None else accreditation.ends


def _window(window: EnrolmentWindow | None) -> FactValue:
    return None if window is None else replace(window, source="")


def _listed(fact: Fact, old: Mapping[str, FactValue], new: Mapping[str, FactValue]) -> Iterator[FactChange]:
    """What differs in a list whose items have a name, in the order of the newer one; what is gone comes last."""
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if was != now:
            yield FactChange(fact=fact, name=name, before=was, after=now)
