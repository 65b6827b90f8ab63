"""Corrections of a programme that was read or made by hand: of a row, of the award, of what is said of the whole.

Each returns a new programme or, where the correction cannot be made, why. They are for a programme before it is used;
what a user knows better about the programme of a plan is entered beside the sheet, by the edits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from csp_planner.domain.amounts import is_exact
from csp_planner.domain.award import MAX_BLOCKS, Block, Take, TakeBlocks, parent_of, walk
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.limits import LEAST_AMOUNT, MAX_CODE, MAX_NAME, MAX_NUMBER, MAX_TEXT, MAX_UNITS
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, Unit, UnitKind
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR


class Fault(StrEnum):
    """Why a correction is not made."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NOT_A_CODE = "not-a-code"
    CODE_TAKEN = "code-taken"
    BAD_AMOUNT = "bad-amount"
    TOO_FINE = "too-fine"
    """ECTS and hours go by hundredths."""
    BAD_YEAR = "bad-year"
    TOO_MANY = "too-many"
    """As many units or blocks as a programme may hold."""
    UNKNOWN = "unknown"
    """There is no such unit or block."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A correction that was not made."""

    fault: Fault


Corrected = Programme | Unchanged


def rename(programme: Programme, *, code: str, title: str, publisher: str) -> Corrected:
    """Call the programme otherwise: its code, its title, the centre that publishes it."""
    code, title, publisher = code.strip(), title.strip(), publisher.strip()
    fault = _code_fault(code) or _text_fault(title) or (Fault.TOO_LONG if len(publisher) > MAX_TEXT else None)
    if fault is not None:
        return Unchanged(fault)
    return replace(programme, code=code, title=title, publisher=publisher)


def announce(programme: Programme, *, ects: float | None, hours: float | None) -> Corrected:
    """Say which totals the sheet announces; None: none."""
    fault = _amount_fault(ects) or _amount_fault(hours)
    if fault is not None:
        return Unchanged(fault)
    return replace(programme, announced=AnnouncedTotals(ects=ects, hours=hours, source=programme.announced.source))


def recode(programme: Programme, old: str, new: str) -> Corrected:
    """Give the row *old* another code, everywhere in the programme; an empty one makes it a row without a code."""
    unit = programme.by_code.get(old)
    if unit is None:
        return Unchanged(Fault.UNKNOWN)
    new = new.strip() or made_up_code(unit.title, programme.by_code.keys() - {old})
    if new == old:
        return programme
    fault = _code_fault(new)
    if fault is None and new in programme.by_code:
        fault = Fault.CODE_TAKEN
    if fault is not None:
        return Unchanged(fault)
    return _with_codes(programme, {old: new})


def retitle(programme: Programme, code: str, title: str) -> Corrected:
    """Give a row another title."""
    title = title.strip()
    fault = _text_fault(title)
    return Unchanged(fault) if fault else _with_row(programme, code, lambda unit: replace(unit, title=title))


def set_amounts(programme: Programme, code: str, *, ects: float, hours: float | None) -> Corrected:
    """Say what a row is worth: ECTS, and hours or None where none are published."""
    fault = _amount_fault(ects) or _amount_fault(hours)
    return Unchanged(fault) if fault else _with_row(programme, code, lambda unit: replace(unit, ects=ects, hours=hours))


def set_kind(programme: Programme, code: str, kind: UnitKind) -> Corrected:
    """Say what kind of row it is."""
    return _with_row(programme, code, lambda unit: replace(unit, kind=kind))


def set_offers(programme: Programme, code: str, year: int, offers: Offers | None) -> Corrected:
    """Say how a row runs in one academic year; no offer: published as not open; None: not published."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unchanged(Fault.BAD_YEAR)

    def with_offers(unit: Unit) -> Unit:
        openings = {known: told for known, told in unit.openings.items() if known != year}
        if offers is not None:
            openings[year] = offers
        return replace(unit, openings=dict(sorted(openings.items())))

    found = _with_row(programme, code, with_offers)
    if isinstance(found, Unchanged):
        return found
    years = {*programme.published_years, *(known for unit in found.units for known in unit.openings)}
    return replace(found, published_years=tuple(sorted(years)))


def move_year(programme: Programme, old: int, new: int) -> Corrected:
    """Say that the offers of academic year *old* are those of *new*, of which nothing else is known."""
    if not FIRST_YEAR <= new <= LAST_YEAR or (new != old and new in programme.published_years):
        return Unchanged(Fault.BAD_YEAR)
    if new == old:
        return programme

    def moved(unit: Unit) -> Unit:
        openings = {new if year == old else year: offers for year, offers in unit.openings.items()}
        return replace(unit, openings=dict(sorted(openings.items())))

    years = {new if year == old else year for year in programme.published_years}
    units = tuple(map(moved, programme.units))
    return replace(programme, published_years=tuple(sorted(years)), units=units)


def add_row(programme: Programme, title: str, block: str = "") -> Corrected:
    """Add a taught row without a code at the end or, where there is an award, of the block at path *block*."""
    title = title.strip()
    fault = _text_fault(title) or (Fault.TOO_MANY if len(programme.units) >= MAX_UNITS else None)
    if fault is not None:
        return Unchanged(fault)
    code = made_up_code(title, programme.by_code)
    unit = Unit(code=code, title=title, ects=0, kind=UnitKind.TAUGHT, openings={})
    longer = replace(programme, units=(*programme.units, unit))
    return longer if programme.award is None else move_row(longer, code, block)


def drop_row(programme: Programme, code: str) -> Corrected:
    """Take a row out of the programme, and out of the award, its conditions and the order advised."""
    if code not in programme.by_code:
        return Unchanged(Fault.UNKNOWN)
    conditions = programme.conditions
    return replace(
        programme,
        units=tuple(unit for unit in programme.units if unit.code != code),
        award=None if programme.award is None else _without(programme.award, code),
        conditions=replace(
            conditions,
            units=tuple(one for one in conditions.units if one != code),
            experience_unit=_other(conditions.experience_unit, code),
            report_unit=_other(conditions.report_unit, code),
        ),
        recommended_order=tuple(one for one in programme.recommended_order if code not in (one.before, one.after)),
    )


def move_row(programme: Programme, code: str, block: str) -> Corrected:
    """Make a row a member of the block at path *block*, and of no other one."""
    award = programme.award
    if code not in programme.by_code or award is None or block not in dict(walk(award)):
        return Unchanged(Fault.UNKNOWN)
    without = _without(award, code)
    return replace(programme, award=_at(without, block, lambda found: replace(found, members=(*found.members, code))))


def set_block(programme: Programme, path: str, *, label: str, take: Take, at_least_blocks: int | None) -> Corrected:
    """Say how a block is called and what it takes."""
    award = programme.award
    if award is None or path not in dict(walk(award)):
        return Unchanged(Fault.UNKNOWN)
    label = label.strip()
    if len(label) > MAX_NAME:
        return Unchanged(Fault.TOO_LONG)
    changed = _at(award, path, lambda found: replace(found, label=label, take=take, at_least_blocks=at_least_blocks))
    return replace(programme, award=changed)


def add_block(programme: Programme, path: str, label: str) -> Corrected:
    """Add an empty block, of which all is due, to the block at *path*; the first one makes an award of all rows."""
    award = programme.award or Block(label=programme.title[:MAX_NAME], members=tuple(programme.by_code))
    blocks = dict(walk(award))
    if path not in blocks:
        return Unchanged(Fault.UNKNOWN)
    label = label.strip()
    if not label or len(label) > MAX_NAME:
        return Unchanged(Fault.TOO_LONG if label else Fault.EMPTY)
    if len(blocks) >= MAX_BLOCKS:
        return Unchanged(Fault.TOO_MANY)
    new = Block(label=label)
    return replace(programme, award=_at(award, path, lambda found: replace(found, members=(*found.members, new))))


def drop_block(programme: Programme, path: str) -> Corrected:
    """Take a block away; its rows and blocks go to the block that holds it. The root's award goes as a whole.

    Where branches are taken no row stands beside them: it goes to the first block above that takes something else.
    """
    award = programme.award
    if award is None or path not in dict(walk(award)):
        return Unchanged(Fault.UNKNOWN)
    if not path:
        return replace(programme, award=None)
    place = int(path.rpartition(".")[2])

    def without(found: Block) -> Block:
        members: list[str | Block] = []
        seen = 0
        for member in found.members:
            seen += isinstance(member, Block)
            freed = member.members if isinstance(member, Block) and seen == place else (member,)
            members += [one for one in freed if isinstance(one, Block) or one not in members]
        return replace(found, members=tuple(members))

    return replace(programme, award=_without_loose_rows(_at(award, parent_of(path), without), parent_of(path)))


def _without_loose_rows(award: Block, path: str) -> Block:
    """*award* in which the rows of the block at *path* stand higher up, where it takes branches."""
    holder = dict(walk(award))[path]
    if not isinstance(holder.take, TakeBlocks) or not path:
        return award
    loose, above = holder.codes, parent_of(path)
    raised = _at(award, path, lambda found: replace(found, members=found.blocks))

    def with_rows(found: Block) -> Block:
        return replace(found, members=(*found.members, *(code for code in loose if code not in found.codes)))

    return _without_loose_rows(_at(raised, above, with_rows), above)


def _with_row(programme: Programme, code: str, correct: Callable[[Unit], Unit]) -> Corrected:
    if code not in programme.by_code:
        return Unchanged(Fault.UNKNOWN)
    units = tuple(correct(unit) if unit.code == code else unit for unit in programme.units)
    return replace(programme, units=units)


def _with_codes(programme: Programme, codes: Mapping[str, str]) -> Programme:
    """*programme* with other codes for some rows, wherever they stand."""

    def named(code: str) -> str:
        return codes.get(code, code)

    rules = programme.conditions
    return replace(
        programme,
        units=tuple(replace(unit, code=named(unit.code)) for unit in programme.units),
        award=None if programme.award is None else _recoded(programme.award, named),
        conditions=Conditions(
            units=tuple(map(named, rules.units)),
            experience_unit=None if rules.experience_unit is None else named(rules.experience_unit),
            experience_months=rules.experience_months,
            placement_months=rules.placement_months,
            report_unit=None if rules.report_unit is None else named(rules.report_unit),
            source=rules.source,
        ),
        recommended_order=tuple(
            replace(one, before=named(one.before), after=named(one.after)) for one in programme.recommended_order
        ),
    )


def _recoded(block: Block, named: Callable[[str], str]) -> Block:
    members = (_recoded(one, named) if isinstance(one, Block) else named(one) for one in block.members)
    return replace(block, members=tuple(members))


def _without(block: Block, code: str) -> Block:
    members = (_without(one, code) if isinstance(one, Block) else one for one in block.members if one != code)
    return replace(block, members=tuple(members))


def _at(block: Block, path: str, change: Callable[[Block], Block]) -> Block:
    """*block* with the block at *path* changed."""
    if not path:
        return change(block)
    head, _dot, rest = path.partition(".")
    members: list[str | Block] = []
    seen = 0
    for member in block.members:
        seen += isinstance(member, Block)
        members.append(_at(member, rest, change) if isinstance(member, Block) and seen == int(head) else member)
    return replace(block, members=tuple(members))


def _other(code: str | None, dropped: str) -> str | None:
    return None if code == dropped else code


def _code_fault(code: str) -> Fault | None:
    if not code:
        return Fault.EMPTY
    if len(code) > MAX_CODE:
        return Fault.TOO_LONG
    return None if code.isprintable() else Fault.NOT_A_CODE


def _text_fault(text: str) -> Fault | None:
    if not text:
        return Fault.EMPTY
    return Fault.TOO_LONG if len(text) > MAX_TEXT else None


def _amount_fault(amount: float | None) -> Fault | None:
    if amount is None:
        return None
    if not 0 <= amount <= MAX_NUMBER:
        return Fault.BAD_AMOUNT
    if not is_exact(amount) or 0 < amount < LEAST_AMOUNT:
        return Fault.TOO_FINE
    return None
