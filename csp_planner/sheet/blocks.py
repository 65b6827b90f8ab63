"""Makes the tree of an award of what a table says of each row: « Licence 1 > Options [choisir 2 UE] »."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from csp_planner.domain.award import MAX_BLOCKS, MAX_DEPTH, Block, Take, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.limits import MAX_NAME, MAX_REASON, MAX_UNITS
from csp_planner.sheet.values import SheetError, SheetProblem
from csp_planner.sheet.words import AMOUNT, amount_in, one_line

_STEP = re.compile(r"(?P<label>[^\[\]]*)(?:\[(?P<rule>[^\[\]]*)\])?\s*\Z")
_UNITS = re.compile(r"\b([1-9][0-9]{0,2}) (?:ue|unités?|units?|module?n?|cours|courses?)\b", re.IGNORECASE)
_ECTS = re.compile(rf"\b({AMOUNT}) (?:ects|crédits?|credits?|lp|cp)\b", re.IGNORECASE)
_BLOCKS = re.compile(r"\b([1-9][0-9]{0,2}) (?:blocs?|blocks?|parcours|domaines?|groupes?)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:dans|in|from) (?:au moins |at least )?([1-9][0-9]{0,2}) (?:blocs?|blocks?|domaines?)\b", re.I
)
_TOTAL = re.compile(rf"\btotal ({AMOUNT})\b(?: (?:ects|crédits?|credits?))?", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:choix|choisir|parmi|au moins|optionnel\w*|facultati\w+|choose|choice|elective|optional|wahl\w*)\b",
    re.IGNORECASE,
)


def says_choice(text: str) -> bool:
    """Return whether *text* is about rows of which some are taken."""
    return _CHOICE.search(text[:MAX_REASON]) is not None


@dataclass(slots=True)
class Node:
    """A block while it is being made."""

    text: str = ""
    members: list["str | Node"] = field(default_factory=list["str | Node"])

    def child(self, text: str) -> "Node":
        """Return the member block that *text* stands for."""
        found = next((one for one in self.members if isinstance(one, Node) and one.text == text), None)
        if found is None:
            found = Node(text)
            self.members.append(found)
        return found


def award_of(rows: Iterable[tuple[str, str]]) -> tuple[Block | None, list[str]]:
    """Return the award that *rows* make, each the code of a unit and its block, and the paths of unreadable rules.

    Raises SheetError where there are more blocks than a programme may hold.
    """
    root = Node()
    has_blocks = False
    for code, text in rows:
        here = root
        for step in filter(None, map(one_line, text.split(">"))):
            here, has_blocks = here.child(step), True
        if code not in here.members:
            here.members.append(code)
    if not has_blocks:
        return None, []
    count = sum(1 for _ in _walk(root, 1))
    if count > MAX_BLOCKS:
        raise SheetError(SheetProblem.TOO_MANY)
    unread: list[str] = []
    return _block(root, "", unread), unread


def _walk(node: Node, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH or len(node.members) > MAX_UNITS:
        raise SheetError(SheetProblem.TOO_MANY)
    yield node
    for member in node.members:
        if isinstance(member, Node):
            yield from _walk(member, depth + 1)


def _block(node: Node, path: str, unread: list[str]) -> Block:
    """Return the block of *node*, which stands at *path*."""
    found = _STEP.match(node.text)
    label, rule = (one_line(found["label"]), found["rule"]) if found else (node.text, None)
    take = take_in(rule if rule is not None else label)
    within, total = _WITHIN.search(rule or ""), _TOTAL.search(rule or "")
    if within and int(within[1]) > MAX_BLOCKS:
        take = None
    if take is None:
        unread.append(path)
    members: list[str | Block] = []
    place = 0
    for member in node.members:
        if isinstance(member, Node):
            place += 1
            members.append(_block(member, f"{path}.{place}" if path else str(place), unread))
        else:
            members.append(member)
    return Block(
        label=label[:MAX_NAME],
        take=take,
        at_least_blocks=int(within[1]) if within and isinstance(take, (TakeUnits, TakeEcts)) else None,
        members=tuple(members),
        printed_ects=amount_in(total[1]) if total else None,
        note=node.text[:MAX_REASON] if take is None else "",
    )


def take_in(text: str) -> Take:
    """Return what *text* asks for: all, unless it is about a choice; None where it does not say of how much."""
    text = text[:MAX_REASON]
    if not says_choice(text):
        return "all"
    text = _TOTAL.sub("", _WITHIN.sub("", text))
    units, ects, blocks = _UNITS.search(text), _ECTS.search(text), _BLOCKS.search(text)
    if units is not None:
        return TakeUnits(int(units[1])) if int(units[1]) <= MAX_UNITS else None
    if ects is not None and amount_in(ects[1]):
        return TakeEcts(amount_in(ects[1]) or 0)
    return TakeBlocks(int(blocks[1])) if blocks is not None and int(blocks[1]) <= MAX_BLOCKS else None
