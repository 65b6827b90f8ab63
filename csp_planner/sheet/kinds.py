"""Guesses from the words of a row what kind of thing it is, and how many months of experience it asks for."""

import re

from csp_planner.domain.codes import is_made_up
from csp_planner.domain.limits import MAX_MONTHS
from csp_planner.domain.programme import UnitKind

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
    """Return the kind of the row *title*, *opens* being whether it runs in any year."""
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
