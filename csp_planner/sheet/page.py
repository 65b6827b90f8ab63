"""Reads the HTML page of a diploma of the Cnam in Paris, whole or only the part that holds the programme."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from csp_planner.sheet.draft import Draft, Lines, reading_of
from csp_planner.sheet.foreign import name_of
from csp_planner.sheet.heading import heading_of
from csp_planner.sheet.markup import Closed, Line, Opened, lines_in, parsed
from csp_planner.sheet.outline import Outline
from csp_planner.sheet.values import Reading, SheetError, SheetProblem
from csp_planner.sheet.wording import tidy

_ROLES: Final = {
    "bloc-annuel-libelle": "stage name",
    "bloc-annuel": "stage",
    "bloc-annuel-annonyme": "stage",
    "segment": "segment",
    "alternative": "branch",
    "suite-libelle": "branch name",
    "suite-choix": "choice",
    "suite": "suite",
    "choice-prompt": "prompt",
    "credits-equivalents": "total",
    "ue": "row",
    "credits": "ects",
    "titre": "title",
    "code": "code",
}
"""What the classes of the page's elements say."""
_FURNITURE: Final = frozenset(
    ("schema-notice", "suite-toggle", "noprint", "contenu-fiche__element-titre", "onglets-section__bouton")
)
"""Buttons, headings and hints: no part of a programme."""


def recognises(text: str) -> bool:
    """Whether *text* is HTML."""
    return name_of(text) == "HTML"


def read(text: str, year: int) -> Reading:
    """The programme of the page *text*, whose offers are those of academic *year*."""
    document = parsed(text)
    body = document.body
    if body is None:
        raise SheetError(SheetProblem.NO_UNITS, "HTML")
    try:
        return reading_of(_draft(document, body), year)
    except SheetError as error:
        found = "HTML" if error.problem is SheetProblem.NO_UNITS else error.found
        raise SheetError(error.problem, found) from None


def _draft(document: LexborHTMLParser, body: LexborNode) -> Draft:
    outline, lines = Outline(), Lines()
    texts = [piece.text for piece in lines_in(body, {}, frozenset()) if isinstance(piece, Line)]
    heading = heading_of(texts)
    above = body.css_first("h1")
    title = (None if above is None else _first_line(above)) or heading.title
    said = [title, *(texts[at] for at in (heading.code_at, heading.total_at) if at is not None)]
    facts = tuple(lines.add(fact) for fact in said if fact)
    for piece in _programme(body):
        _put(outline, piece, lines)
    return Draft(
        code=heading.code,
        title=title,
        address=_address(document),
        total=heading.total,
        stages=outline.closed(),
        source=lines.text,
        facts=facts,
        left_out=tuple(outline.left_out),
    )


def _first_line(node: LexborNode) -> str:
    return next((piece.text for piece in lines_in(node, {}, frozenset()) if isinstance(piece, Line)), "")


def _programme(body: LexborNode) -> Iterator[Line | Opened | Closed]:
    """The part of the page that holds the programme: the tab that the drawing of it stands in."""
    part: LexborNode | None = None
    around = body.css_first(".schema .ue")
    while around is not None:
        classes = (around.attributes.get("class") or "").split()
        if "schema" in classes or "onglets-section" in classes:
            part = around
        around = around.parent
    if part is not None:
        yield from lines_in(part, _ROLES, _FURNITURE)
    else:
        yield from (piece for piece in lines_in(body, _ROLES, _FURNITURE) if not _is_outside(piece))


def _is_outside(piece: Line | Opened | Closed) -> bool:
    """Whether *piece* stands in no part of a programme."""
    return isinstance(piece, Line) and not piece.role


def _put(outline: Outline, piece: Line | Opened | Closed, lines: Lines) -> None:
    """Build *outline* further with *piece*."""
    if isinstance(piece, Closed):
        if piece.role == "segment":
            outline.segment()
        elif piece.role == "choice":
            outline.suite()
        return
    if isinstance(piece, Opened):
        match piece.role:
            case "stage":
                outline.stage()
            case "segment":
                outline.segment()
            case "branch":
                outline.branch()
            case "suite" | "choice":
                outline.suite(is_choice=piece.role == "choice")
            case "prompt":
                outline.head()
            case "row":
                outline.row()
            case _:
                pass
        return
    line = lines.add(piece.text)
    match piece.role:
        case "stage name":
            outline.name_stage(line)
        case "branch name":
            outline.name_branch(line)
        case "total":
            outline.total(line)
        case "prompt":
            outline.prompt(line)
        case "ects":
            outline.ects(line)
        case "title":
            outline.title(line)
        case "code":
            outline.code(line)
        case _:
            outline.other(line)


def _address(document: LexborHTMLParser) -> str:
    """Where the page says that it stands."""
    link = document.css_first("link[rel=canonical]")
    said = "" if link is None else tidy(link.attributes.get("href") or "")
    try:
        is_address = urlsplit(said).scheme in ("http", "https")
    except ValueError:
        return ""
    return said if is_address else ""
