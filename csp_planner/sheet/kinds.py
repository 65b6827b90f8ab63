"""Guesses from the words of a row what kind of thing it is, and how many months of experience it asks for."""

import re

from csp_planner.domain.codes import is_made_up
from csp_planner.domain.limits import MAX_MONTHS
from csp_planner.domain.programme import UnitKind
from csp_planner.sheet.wording import NUMBER, number_of

_UNATTENDED = "UA"
"""How codes begin of what is passed or written rather than attended."""
_EXPERIENCE = re.compile(r"^(expériences? professionnelles?|berufspraktikum|professional experience)\b")
_REPORT = re.compile(
    r"^(mémoire|rapport)( (ingénieur|professionnel|d['’e])|$)|\bsoutenance\b.*\b(rapport|mémoire)\b"
    r"|^(modul )?(bachelor|master|abschluss)arbeit\b|\b(bachelor|master)['’]?s? thesis$"
)
_REPORT_ANYWHERE = re.compile(r"\b(mémoire|rapport)\b")
_WORKSHOP = re.compile(r"^(atelier|workshop)s?\b")
_MILESTONE = re.compile(r"^(admission|agrément)\b|^(test|certification) d|^orientierungsprüfung$")
_FREE = re.compile(r"\b(une?|[1-9]) (ue|unités?)\b|\b(ue|unités?) (libres?|au choix)\b")
_MONTHS = r"\D{0,40}?\b([0-9]{1,3}) (?:mois|months|monate)"
_EXPERIENCE_MONTHS = re.compile(r"(?:expérience professionnelle|professional experience|berufserfahrung)" + _MONTHS)
_PLACEMENT_MONTHS = re.compile(r"\b(?:stage|placement|praktikum)" + _MONTHS)


def kind_of(code: str, title: str, *, ects: float, opens: bool) -> UnitKind:
    """Return the kind of the row *title* of a table, *opens* being whether it runs in any year."""
    words, is_unattended = title.lower(), code.startswith(_UNATTENDED)
    if _EXPERIENCE.search(words):
        return UnitKind.EXPERIENCE
    if _REPORT.search(words) or (is_unattended and _REPORT_ANYWHERE.search(words)):
        return UnitKind.REPORT
    if _WORKSHOP.search(words):
        return UnitKind.WORKSHOP
    if _MILESTONE.search(words) or (is_unattended and not opens):
        return UnitKind.MILESTONE
    if is_made_up(code) and not opens:
        if _FREE.search(words):
            return UnitKind.SLOT
        return UnitKind.TAUGHT if ects else UnitKind.MILESTONE
    return UnitKind.TAUGHT


def experience_months(text: str) -> int | None:
    """Return the months of professional experience that *text* asks for; None where it says none."""
    return _months_in(_EXPERIENCE_MONTHS, text)


def placement_months(text: str) -> int | None:
    """Return the months of placement that *text* asks for; None where it says none."""
    return _months_in(_PLACEMENT_MONTHS, text)


def _months_in(shape: re.Pattern[str], text: str) -> int | None:
    found = shape.search(text.lower())
    return int(found[1]) if found and int(found[1]) <= MAX_MONTHS else None


_EXPERIENCE_ON_PAGE = re.compile(r"expériences?\b|.*\bexpérience professionnelle\b", re.IGNORECASE)
_REPORT_ON_PAGE = re.compile(r"(?:rapport|mémoire|thèse)\b", re.IGNORECASE)
_FREE_ON_PAGE = re.compile(
    r"\b(?:ue|unités?|enseignements?|modules?|cours|libres?|options?|optionnel(?:le)?s?)\b", re.IGNORECASE
)


def kind_on_page(code: str, title: str, has_ects: bool, is_offered: bool) -> tuple[UnitKind, bool]:
    """Return what kind a row of a page is, and whether that is guessed: one that runs in some term is taught.

    Not what ``kind_of`` says of the row of a table: a page prints for each row that is attended when it runs, and a
    row without it is none, whereas a table may say that of no row at all, or that a report runs in every semester, so
    that there the words tell first. A page has rows without a code, which a table has not, and codes of one centre.
    """
    if is_offered:
        return UnitKind.TAUGHT, False
    if _EXPERIENCE_ON_PAGE.match(title):
        return UnitKind.EXPERIENCE, True
    if _REPORT_ON_PAGE.match(title):
        return UnitKind.REPORT, True
    if not code:
        return (UnitKind.SLOT if _FREE_ON_PAGE.search(title) else UnitKind.MILESTONE), True
    if code.startswith("UA"):
        return UnitKind.MILESTONE, True
    if code.startswith("US"):
        return UnitKind.TAUGHT, True
    return (UnitKind.TAUGHT, False) if has_ects else (UnitKind.MILESTONE, True)


_LENGTH = re.compile(rf"\b{NUMBER}\s+(mois|ans?|années?)\b", re.IGNORECASE)


def months_in(title: str) -> int | None:
    """The months that *title* asks for, as in « Expérience professionnelle de 18 mois »."""
    found = _LENGTH.search(title)
    value = None if found is None else number_of(found[1])
    if found is None or value is None:
        return None
    months = value * (1 if found[2].casefold() == "mois" else 12)
    return int(months) if months.is_integer() and 0 < months <= MAX_MONTHS else None
