"""HTML as lines of text that know which part of a page they stand in. Lexbor parses it; no script of it runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from csp_planner.sheet.values import SheetError, SheetProblem
from csp_planner.sheet.wording import tidy

MAX_ELEMENTS: Final = 15_000
"""Most elements that begin in a page, and that end in it: a parser takes time that grows with the square of how deep
they stand in one another."""
_MAX_TAG: Final = 1_500
"""Characters of the longest tag whose attributes are read: the parser compares each with all before it."""
_MAX_MARKUP: Final = 2_000_000
"""Characters in all tags of a page: the parser takes many times the room that attributes have in the text."""
_MAX_OPENED: Final = 120_000
"""Most elements that are walked through."""
_NAMES: Final = "a b big code em font i nobr s small strike strong tt u"
_TAMED: Final = frozenset((*_NAMES.split(), "svg", "math"))
"""Elements that a parser opens anew in every paragraph while they are not closed, and drawings: they become spans."""
_MORE_NAMES: Final = "abbr acronym bdi bdo cite del dfn img ins kbd label mark q samp span sub sup time var wbr"
_INLINE: Final = frozenset((*_NAMES.split(), *_MORE_NAMES.split()))
"""Elements that do not begin a line."""
_SILENT: Final = frozenset(("script", "style", "template", "noscript", "head", "title", "textarea", "select", "iframe"))
"""Elements without text that a reader of the page sees."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and what stands nearest around it."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An element that plays a role begins."""

    role: str


@dataclass(frozen=True, slots=True)
class Closed:
    """An element that plays a role ends."""

    role: str


def parsed(text: str) -> LexborHTMLParser:
    """*text* as a document; SheetError where it is not one of a page that a person reads."""
    return LexborHTMLParser(_tame(text).encode(errors="replace"))


def _tame(text: str) -> str:
    """*text* without what makes a parser slow: it looks the same to a reader of the page."""
    first, *parts = text.replace("\0", "").split("<")
    begun = sum(part[:1].isalpha() for part in parts)
    if begun > MAX_ELEMENTS or len(parts) - begun > MAX_ELEMENTS:
        raise SheetError(SheetProblem.TOO_MANY)
    if sum(part.find(">") for part in parts) > _MAX_MARKUP:
        raise SheetError(SheetProblem.TOO_MANY)
    return "<".join((first, *map(_tame_tag, parts)))


def _tame_tag(part: str) -> str:
    """What follows a « < » up to the next one."""
    mark = "/" if part.startswith("/") else ""
    length = len(mark)
    while length < len(part) and part[length].isascii() and part[length].isalnum() and length <= len("noscript"):
        length += 1
    name = part[len(mark) : length]
    if not name[:1].isalpha():
        return part
    end = part.find(">")
    end = len(part) if end < 0 else end
    shown = "span" if name.lower() in _TAMED else name
    return f"{mark}{shown}{part[length:end] if end <= _MAX_TAG else ''}{part[end:]}"


def lines_in(root: LexborNode, roles: Mapping[str, str], skipped: frozenset[str]) -> Iterator[Line | Opened | Closed]:
    """The text under *root*, line by line, with the elements that play a role. *roles* are by class; elements with a
    class that is *skipped* say nothing."""
    words: list[str] = []
    stack: list[str] = [""]
    for node, is_start in _walk(root, skipped):
        tag = node.tag
        if tag == "-text":
            words.append(node.text_content or "")
            continue
        role = _role(node, roles)
        if tag not in _INLINE or role:
            yield from _line(words, stack[-1])
        if role and is_start:
            stack.append(role)
            yield Opened(role)
        elif role and len(stack) > 1:
            stack.pop()
            yield Closed(role)
    yield from _line(words, stack[-1])


def _line(words: list[str], role: str) -> Iterator[Line]:
    text = tidy("".join(words))
    words.clear()
    if text:
        yield Line(text, role)


def _role(node: LexborNode, roles: Mapping[str, str]) -> str:
    """The role of *node*: the first of *roles* that one of its classes plays."""
    classes = _classes(node)
    return next((role for name, role in roles.items() if name in classes), "") if classes else ""


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _walk(root: LexborNode, skipped: frozenset[str]) -> Iterator[tuple[LexborNode, bool]]:
    """Each text and element under *root* that is shown; an element when it begins and when it ends."""
    open_nodes = [root]
    node = root.first_child
    opened = 0
    while open_nodes:
        if node is None:
            ended = open_nodes.pop()
            if open_nodes:
                yield ended, False
                node = ended.next
            continue
        tag = node.tag or "-"
        if tag == "-text":
            yield node, True
        elif not tag.startswith("-") and tag not in _SILENT and skipped.isdisjoint(_classes(node)):
            opened += 1
            if opened > _MAX_OPENED:
                raise SheetError(SheetProblem.TOO_MANY)
            yield node, True
            open_nodes.append(node)
            node = node.first_child
            continue
        node = node.next
