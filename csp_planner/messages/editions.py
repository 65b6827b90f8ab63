"""What differs between two editions of a programme, and what a newer one does to a plan, in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from csp_planner.domain.award import Block
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
from csp_planner.domain.offers import opening_of
from csp_planner.domain.planning.editions import EditionChange, NoLongerFits, OverridesSheet, ToLink, Unfit
from csp_planner.domain.programme import EnrolmentWindow, NextStep, Programme, RecommendedOrder, Tariff, Unit, UnitKind
from csp_planner.domain.terms import year_label
from csp_planner.messages.award import place_words, take_words
from csp_planner.messages.catalogue import _, localised, ngettext, pgettext
from csp_planner.messages.cost import euros
from csp_planner.messages.naming import outside_name
from csp_planner.messages.opening_words import mode_word, offers_words, opening_word
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, ects, hours, number, term_short


def unpublished_word() -> str:
    """What stands where a sheet says nothing."""
    return pgettext("edition", "not published")


def changes_lines(changes: ProgrammeChanges) -> tuple[str, ...]:
    """All that differs, a line each: rows, their values, blocks, then what is said of the whole."""
    if not changes:
        return (_("The two editions say the same."),)
    return (
        *(_("New: {unit}").format(unit=unit_line(unit)) for unit in changes.added),
        *(_("No longer there: {unit}").format(unit=unit_line(unit)) for unit in changes.gone),
        *map(unit_change_sentence, changes.changed),
        *map(block_change_sentence, changes.blocks),
        *map(fact_change_sentence, changes.facts),
    )


def unit_line(unit: Unit) -> str:
    """A row of a sheet, with what it is worth."""
    name = shown(outside_name(unit.code, unit.title).whole)
    return pgettext("edition", "{unit} ({ects})").format(unit=name, ects=ects(unit.ects))


def kind_word(kind: UnitKind) -> str:
    """What kind of thing a row of the sheet is, in a word or two."""
    match kind:
        case UnitKind.TAUGHT:
            return pgettext("kind", "taught unit")
        case UnitKind.EXPERIENCE:
            return pgettext("kind", "experience")
        case UnitKind.REPORT:
            return pgettext("kind", "report")
        case UnitKind.WORKSHOP:
            return pgettext("kind", "workshop")
        case UnitKind.MILESTONE:
            return pgettext("kind", "milestone")
        case UnitKind.SLOT:
            return pgettext("kind", "free unit")


def unit_change_sentence(change: UnitChange) -> str:
    """One value of a row that differs, as it was and as it is."""
    values = {
        "unit": shown(change.unit),
        "before": _unit_value(change.field, change.before),
        "after": _unit_value(change.field, change.after),
        "year": year_label(change.year) if change.year is not None else "",
    }
    match change.field:
        case UnitField.TITLE:
            text = _("{unit}: the title “{before}” becomes “{after}”.")
        case UnitField.OPENINGS if change.projected:
            text = _("{unit} in {year}: {after} (projected: {before}).")
        case UnitField.OPENINGS:
            text = _("{unit} in {year}: {after} (before: {before}).")
        case _:
            text = _("{unit}: {after} (before: {before}).")
    return text.format_map(values)


def _unit_value(field: UnitField, value: UnitValue) -> str:
    match value:
        case None if field is UnitField.HOURS:
            return hours(None)
        case None:
            return unpublished_word()
        case UnitKind():
            return kind_word(value)
        case str():
            return shown(value)
        case tuple():
            modes = ", ".join(offers_words(value))
            opening = opening_word(opening_of(value))
            return pgettext("opening", "{opening} ({modes})").format(opening=opening, modes=modes) if modes else opening
        case _:
            return ects(value) if field is UnitField.ECTS else hours(value)


def block_words(label: str, path: str | None) -> str:
    """How a block is called beside those of another edition: by its whole label, else by its place."""
    if label:
        return pgettext("block", "Block “{label}”").format(label=shown(label))
    return place_words(path or "")


def block_change_sentence(change: BlockChange) -> str:
    """A block that is new, gone, or has one other value."""
    if change.before is None or change.after is None:
        block: Block | None = change.after or change.before
        text = _("{block} is new: {take}, {units}.") if change.before is None else _("{block} is gone.")
        path = change.path_after if change.before is None else change.path_before
        leaves = block.leaves if block is not None else ()
        units = ngettext("{count} unit", "{count} units", len(leaves)).format(count=len(leaves))
        take = take_words(block or Block())
        return text.format(block=block_words(change.label, path), take=take, units=units)
    values = {
        "block": block_words(change.before.label or change.after.label, change.path_before),
        "before": _block_value(change, change.before, change.value_before),
        "after": _block_value(change, change.after, change.value_after),
    }
    match change.field:
        case BlockField.LABEL:
            text = _("{block} is called “{after}” now.") if change.after.label else _("{block} has no name now.")
        case BlockField.MEMBERS:
            return _members_sentence(change, values["block"])
        case BlockField.PRINTED_ECTS:
            text = _("{block}: {after} printed (before: {before}).")
        case BlockField.AT_LEAST_BLOCKS:
            text = _("{block}: from at least {after} of its blocks (before: {before}).")
        case BlockField.NOTE:
            text = _("{block}: the note “{before}” becomes “{after}”.")
        case BlockField.PLACE:
            text = _("{block} stands elsewhere in the award now.")
        case _:
            text = _("{block}: {after} (before: {before}).")
    return text.format_map(values)


def _members_sentence(change: BlockChange, block: str) -> str:
    before = change.before.codes if change.before is not None else ()
    after = change.after.codes if change.after is not None else ()
    more, less = [code for code in after if code not in before], [code for code in before if code not in after]
    values = {"block": block, "more": ", ".join(map(shown, more)), "less": ", ".join(map(shown, less))}
    if more and less:
        return _("{block}: with {more}, without {less}.").format_map(values)
    text = _("{block}: with {more}.") if more else _("{block}: without {less}.")
    return text.format_map(values)


def _block_value(change: BlockChange, block: Block, value: BlockValue) -> str:
    if change.field is BlockField.TAKE:
        return take_words(block)
    if change.field is BlockField.PRINTED_ECTS:
        return unpublished_word() if not isinstance(value, (int, float)) else ects(value)
    if isinstance(value, (int, float)):
        return number(value)
    return shown(value) if isinstance(value, str) else number(0)


def fact_change_sentence(change: FactChange) -> str:
    """Something that is said of the whole diploma, as it was and as it is."""
    text = _("{fact}: {after} (before: {before}).")
    return text.format(
        fact=_fact_word(change), after=_fact_value(change, change.after), before=_fact_value(change, change.before)
    )


def _fact_word(change: FactChange) -> str:
    values = {"name": shown(change.name)}
    match change.fact:
        case Fact.CODE:
            return pgettext("fact", "Code")
        case Fact.TITLE:
            return pgettext("fact", "Title")
        case Fact.PUBLISHER:
            return pgettext("fact", "Centre")
        case Fact.PUBLISHED_YEARS:
            return pgettext("fact", "Academic years published")
        case Fact.ANNOUNCED_ECTS:
            return pgettext("fact", "ECTS announced")
        case Fact.ANNOUNCED_HOURS:
            return pgettext("fact", "Hours announced")
        case Fact.ACCREDITATION:
            return pgettext("fact", "End of the accreditation")
        case Fact.ENROLMENT_1:
            return pgettext("fact", "Enrolment for semester 1")
        case Fact.ENROLMENT_2:
            return pgettext("fact", "Enrolment for semester 2")
        case Fact.UNITS_TO_VALIDATE:
            return pgettext("fact", "Units to validate")
        case Fact.EXPERIENCE_UNIT:
            return pgettext("fact", "Row of the experience")
        case Fact.EXPERIENCE_MONTHS:
            return pgettext("fact", "Months of experience")
        case Fact.PLACEMENT_MONTHS:
            return pgettext("fact", "Months of placement outside the field")
        case Fact.REPORT_UNIT:
            return pgettext("fact", "Row of the report")
        case Fact.TARIFF:
            return pgettext("fact", "Price {name}").format_map(values)
        case Fact.RECOMMENDED_ORDER:
            return pgettext("fact", "Recommended order of {name}").format_map(values)
        case Fact.NEXT_STEP:
            return pgettext("fact", "Diploma to go on to, {name}").format_map(values)
        case Fact.BLOCKS_ALONE:
            return pgettext("fact", "Blocks can be validated alone")


def _fact_value(change: FactChange, value: FactValue) -> str:
    match value:
        case None:
            return unpublished_word()
        case bool():
            return pgettext("fact", "yes") if value else pgettext("fact", "no")
        case tuple() if change.fact is Fact.PUBLISHED_YEARS:
            return ", ".join(year_label(int(year)) for year in value) or unpublished_word()
        case tuple():
            return ", ".join(shown(str(one)) for one in value) or unpublished_word()
        case date():
            return date_label(value)
        case Tariff():
            return pgettext("fact", "{label}, {price}").format(
                label=shown(localised(value.label)), price=euros(value.euros)
            )
        case EnrolmentWindow():
            return _window_words(value)
        case RecommendedOrder():
            return shown(localised(value.reason)) or pgettext("fact", "yes")
        case NextStep():
            return pgettext("fact", "{title}, {level}").format(title=shown(value.title), level=shown(value.level))
        case str():
            return shown(value)
        case _:
            return number(value)


def _window_words(window: EnrolmentWindow) -> str:
    days = [
        pgettext("day of the year", "{day:02}/{month:02}").format(day=one.day, month=one.month)
        for one in (window.opens, window.closes)
    ]
    return pgettext("fact", "from {first} to {last}").format(first=days[0], last=days[1])


def other_centre_sentence(programme: Programme, publisher: str) -> str:
    """That a sheet is of another centre than the one that the plan was made for: its openings are others."""
    text = _("This sheet of {programme} is of {centre}, the plan was made for {other}: the openings are others.")
    centre, other = centre_words(programme.publisher), centre_words(publisher)
    return text.format(programme=shown(programme.code), centre=centre, other=other)


def centre_words(publisher: str) -> str:
    """How a centre is called inside a sentence."""
    return shown(publisher) if publisher.strip() else _("a centre that is not named")


def unfit_sentence(unfit: NoLongerFits, scenarios: Sequence[str]) -> str:
    """What does not fit a newer edition any more; the scenario is named where the plan has several."""
    values = {
        "unit": shown(unfit.unit),
        "term": term_short(unfit.term) if unfit.term is not None else "",
        "mode": mode_word(unfit.mode),
        "block": shown(unfit.block),
    }
    sentence = _unfit_text(unfit).format_map(values)
    if not unfit.scenario or len(scenarios) < 2:
        return sentence
    return _("“{scenario}”: {sentence}").format(scenario=shown(unfit.scenario), sentence=sentence)


def _unfit_text(unfit: NoLongerFits) -> str:
    match unfit.why:
        case Unfit.GONE:
            return _("{unit} stands in {term} and is no unit of the sheet any more.")
        case Unfit.NOT_ATTENDED:
            return _("{unit} stands in {term} and is not attended any more.")
        case Unfit.NOT_OPEN:
            return _("{unit} does not open in {term} any more.")
        case Unfit.MODE_GONE:
            return _("{unit} is not offered as chosen in {term} any more: {mode}.")
        case Unfit.FILLING:
            return _("What was chosen for {unit} has no place any more.")
        case Unfit.BRANCH:
            return _("The branch chosen, “{block}”, is not one to choose any more: choose again.")
        case Unfit.PIN:
            return _("{unit} was to count in “{block}”, which does not have it any more.")


def link_sentence(link: ToLink) -> str:
    """What was obtained and counts for no row any more, and for which it is likely to."""
    values = {
        "unit": shown(outside_name(link.unit, link.title).whole),
        "ects": ects(link.ects),
        "rows": ", ".join(map(shown, link.likely)),
    }
    if link.likely:
        return _("{unit} ({ects}) stays acquired and is to be linked, for example to {rows}.").format_map(values)
    return _("{unit} ({ects}) stays acquired and is to be linked to a unit of the sheet.").format_map(values)


def overriding_sentence(one: OverridesSheet) -> str:
    """That what the user entered stands against what the sheet publishes now."""
    text = _("{unit} in {year}: the sheet says otherwise than you entered; what you entered stands.")
    return text.format(unit=shown(one.unit), year=year_label(one.year))


def edition_lines(change: EditionChange, centre: str) -> Iterator[str]:
    """The whole report of a plan, made for *centre*, that was moved to a newer edition."""
    if change.other_centre:
        yield other_centre_sentence(change.plan.programme, centre)
    if not change.changes:
        yield _("The plan is of this edition already.")
    else:
        yield from changes_lines(change.changes)
    names = [scenario.name for scenario in change.plan.scenarios]
    yield from (unfit_sentence(one, names) for one in change.no_longer_fits)
    yield from map(link_sentence, change.to_link)
    yield from map(overriding_sentence, change.entered)
    if change.changes and not change.no_longer_fits:
        yield _("Everything that is planned still fits.")
