"""Reads the JSON in which a public web planner keeps the diplomas of one centre (« maquettes »).

It has codes, titles, ECTS and, without saying of which academic year, the parts in which units run. It has no hours, no
dates and no prices.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import Any, NoReturn, cast

from csp_planner.domain.award import MAX_DEPTH
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, academic_year_of
from csp_planner.sheet.draft import Draft, Group, GroupKind, Lines, Row, reading_of
from csp_planner.sheet.values import Reading, SheetError, SheetProblem, SourceLine
from csp_planner.sheet.wording import NO_RULE, Rule, rule_in, tidy

MAX_BRACKETS = 200_000
"""Most lists and objects in a maquette. They are counted before it is parsed, because parsing millions takes long."""
_MAX_ITEMS = 5_000
"""Most items of one list, far more than a programme may hold."""
_NO_STAGE = "Programme"
"""What the web planner calls the one stage of a sheet without stages."""
_KINDS = frozenset(kind.value for kind in GroupKind if kind is not GroupKind.STAGE)
_NO_CHOICE = "Choix"
"""What it calls a choice above which the page prints nothing."""


def recognises(text: str) -> bool:
    """Whether *text* looks like a maquette."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"items"' in text and '"title"' in text


def read(text: str, year: int) -> Reading:
    """The programme of the maquette *text*, whose offers are those of academic *year* unless it says when it was
    fetched."""
    sheet = _parsed(text)
    fetched = _fetched(sheet)
    draft = _Maquette(sheet).draft(year_is_known=fetched is not None)
    return reading_of(draft, year if fetched is None else fetched)


def _parsed(text: str) -> Mapping[str, Any]:
    if text.count("{") + text.count("[") > MAX_BRACKETS:
        raise SheetError(SheetProblem.TOO_MANY)
    try:
        sheet = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
    except json.JSONDecodeError:
        raise SheetError(SheetProblem.DAMAGED, "JSON") from None
    except (ValueError, RecursionError):
        _refuse()
    return _object(sheet)


def _refuse(_what: object = None) -> NoReturn:
    raise SheetError(SheetProblem.OTHER_FORMAT, "JSON")


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _refuse()
    return cast("dict[str, Any]", value)


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        _refuse()
    items = cast("list[Any]", value)
    if len(items) > _MAX_ITEMS:
        raise SheetError(SheetProblem.TOO_MANY)
    return items


def _text(value: object) -> str:
    """A text, which may be missing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        _refuse()
    return tidy(value)


def _number(value: object) -> float | None:
    """A number that is not negative, which may be missing."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        _refuse()
    try:
        return float(value)
    except OverflowError:  # a whole number may have more figures than any amount
        return inf


def _whole(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        _refuse()
    return value


def _fetched(sheet: Mapping[str, Any]) -> int | None:
    """The academic year in which the maquette was made of its page, where it says so."""
    said = _text(sheet.get("fetched_at"))
    try:
        year = academic_year_of(date.fromisoformat(said[:10]))
    except ValueError:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


@dataclass(slots=True)
class _Open:
    """A stage or a group while its members are found."""

    kind: GroupKind
    text: str = ""
    rule: Rule = NO_RULE
    parent: "_Open | None" = None
    first: float = inf
    """The place of its first row among all rows; without rows, that of the group after it."""
    rows: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list[tuple[int, Mapping[str, Any]]])
    groups: "list[_Open]" = field(default_factory=list["_Open"])

    def in_order(self) -> "list[_Open | Mapping[str, Any]]":
        """Its members in the order of the page, which is that of the rows."""
        found = [((group.first, 0, place), group) for place, group in enumerate(self.groups)]
        found += [((float(place), 1, 0), row) for place, row in self.rows]
        return [member for _key, member in sorted(found, key=lambda pair: pair[0])]


class _Maquette:
    """A maquette, of which a draft is made."""

    def __init__(self, sheet: Mapping[str, Any]) -> None:
        self._sheet = sheet
        self._lines = Lines()
        self._left_out: list[SourceLine] = []
        self._stages = _stages(sheet)
        self._groups = _groups(sheet)
        self._stand()

    def draft(self, year_is_known: bool) -> Draft:
        """The sheet as the maquette has it."""
        sheet = self._sheet
        code, title, total = _text(sheet.get("code")), _text(sheet.get("title")), _number(sheet.get("total_credits"))
        facts = tuple(self._lines.add(fact) for fact in (title, code, f"{total:g} ECTS" if total else "") if fact)
        stages = tuple(self._group(stage) for stage in self._stages.values())
        return Draft(
            code=code,
            title=title,
            address=_text(sheet.get("url")),
            total=total,
            stages=stages,
            source=self._lines.text,
            facts=facts,
            left_out=tuple(self._left_out),
            year_is_known=year_is_known,
        )

    def _stand(self) -> None:
        """Put every group and row where it stands."""
        for said in map(_object, _list(self._sheet.get("groups"))):
            group = self._groups[_text(said.get("id"))]
            group.parent = self._around(said.get("parent"), said.get("year"))
            group.parent.groups.append(group)
        for group in self._groups.values():
            _check_depth(group)
        for place, item in enumerate(map(_object, _list(self._sheet.get("items")))):
            around = self._around(item.get("group"), item.get("year"))
            around.rows.append((place, item))
            above: _Open | None = around
            while above is not None:
                above.first = min(above.first, place)
                above = above.parent
        for holder in (*self._stages.values(), *self._groups.values()):
            first = inf
            for group in reversed(holder.groups):
                first = group.first = min(first, group.first)

    def _around(self, group: object, year: object) -> _Open:
        """What a group or a row stands in: another group, else a stage."""
        if group is not None:
            return self._groups.get(_text(group)) or _refuse()
        if year is None:
            return next(iter(self._stages.values()))
        return self._stages.get(_text(year)) or _refuse()

    def _group(self, opened: _Open) -> Group:
        """The group with all that stands in it, a line for each."""
        lines = (self._lines.add(opened.text),) if opened.text else ()
        members = tuple(
            self._group(member) if isinstance(member, _Open) else self._row(member) for member in opened.in_order()
        )
        return Group(kind=opened.kind, text=opened.text, rule=opened.rule, members=members, lines=lines)

    def _row(self, item: Mapping[str, Any]) -> Row:
        code, title, ects = _text(item.get("code")), _text(item.get("title")), _number(item.get("ects"))
        offer = _object(item.get("offer") or {})
        ways = {name: tuple(text for way in _list(said) if (text := _text(way))) for name, said in offer.items()}
        offers = {part: ways[part.value] for part in Part if part.value in ways}
        cells = [code, title, f"{ects:g} ECTS" if ects else ""]
        line = self._lines.add("\t".join((*cells, *(f"{part}: {', '.join(said)}" for part, said in offers.items()))))
        notes = [f"{tidy(name)}: {', '.join(said)}" for name, said in ways.items() if name not in set(Part)]
        for note in (*notes, *map(_text, _list(item.get("offer_notes")))):
            self._left_out.append(self._lines.add(note))
        return Row(code=code, title=title, ects=ects or None, offers=offers, line=line)


def _stages(sheet: Mapping[str, Any]) -> dict[str, _Open]:
    """The stages by their ids; one where the sheet has none."""
    found = dict[str, _Open]()
    for place, year in enumerate(map(_object, _list(sheet.get("years"))), start=1):
        label = _text(year.get("label"))
        name = _text(year.get("id")) or str(place)
        if name in found:
            _refuse()
        found[name] = _Open(GroupKind.STAGE, "" if label == _NO_STAGE else label)
    return found or {"": _Open(GroupKind.STAGE)}


def _groups(sheet: Mapping[str, Any]) -> dict[str, _Open]:
    """The groups by their ids, standing nowhere as yet."""
    found = dict[str, _Open]()
    for group in map(_object, _list(sheet.get("groups"))):
        name, kind = _text(group.get("id")), _text(group.get("kind"))
        if name in found or kind not in _KINDS:
            _refuse()
        label = _text(group.get("label"))
        found[name] = _Open(GroupKind(kind), "" if label == _NO_CHOICE else label, _rule(group, label))
    return found


def _rule(group: Mapping[str, Any], label: str) -> Rule:
    """How much of *group* is taken; where its figures do not say, as its label has it."""
    said = _object(group.get("rule") or {})
    units, groups = _whole(said.get("ue_count")), _whole(said.get("min_domains"))
    ects, total = _number(said.get("credits")), _number(said.get("total_ects"))
    if units is None and ects is None and groups is None:
        return rule_in(label, total)
    return Rule(units=units, ects=ects, groups=groups, total=total)


def _check_depth(group: _Open) -> None:
    """Refuse a group that stands in itself, or deeper than a programme allows."""
    above, depth = group.parent, 1
    while above is not None:
        above, depth = above.parent, depth + 1
        if depth > MAX_DEPTH:
            raise SheetError(SheetProblem.TOO_MANY)
