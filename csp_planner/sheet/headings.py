"""Knows the columns of a table by their headings, in French, English and German."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from csp_planner.sheet.words import one_line, year_in


class Column(StrEnum):
    """What a column holds."""

    CODE = "code"
    TITLE = "title"
    ECTS = "ects"
    HOURS = "hours"
    KIND = "kind"
    BLOCK = "block"
    OPENING = "opening"
    """How a unit runs, in no year that the heading names."""
    SEMESTER = "semester"
    """How a unit runs, where no other column says it."""
    DURATION = "duration"
    MODE = "mode"
    OF_PLAN = "of-plan"
    """What a plan says of a unit, which is nothing of the programme."""
    STATE = "state"
    """How far a unit has come in a plan."""


_WORDS: dict[Column, tuple[str, ...]] = {
    Column.CODE: (
        "code", "code ue", "code de l'ue", "sigle", "kennung", "kürzel", "modulnummer", "modulnr", "modul-nr", "nummer",
        "id", "module code", "course code", "unit code", "ue", "unit", "unité",
    ),
    Column.TITLE: (
        "intitulé", "titre", "libellé", "nom", "enseignement", "unité d'enseignement", "title", "name", "course",
        "course title", "module title", "titel", "bezeichnung", "modulname", "modultitel", "modul", "module",
    ),
    Column.ECTS: (
        "ects", "crédits", "crédits ects", "crédit", "credits", "credit points", "ects credits", "lp", "cp",
        "leistungspunkte", "kreditpunkte", "ects-punkte", "ects-credits", "ects punkte",
    ),
    Column.HOURS: ("heures", "nombre d'heures", "volume horaire", "durée en heures", "hours", "stunden", "total hours"),
    Column.KIND: ("nature", "type", "genre", "kind", "art", "typ"),
    Column.BLOCK: (
        "bloc", "groupe", "parcours", "block", "group", "category", "catégorie", "bereich", "modulgruppe", "kategorie",
    ),
    Column.OPENING: (
        "ouverture", "ouvertures", "opening", "openings", "offre", "offered", "turnus", "modulturnus", "angebot",
        "angebotsturnus", "périodicité", "période", "frequency",
    ),
    Column.SEMESTER: ("semestre", "semester", "term"),
    Column.DURATION: ("dauer", "moduldauer", "durée", "duration"),
    Column.MODE: ("modalité", "modalités", "mode", "modus", "format", "veranstaltungsform"),
    Column.STATE: ("état", "state"),
    Column.OF_PLAN: (
        "ouvertures de l'année", "dérogation", "ects ou heures saisis à la main", "note", "openings of the year",
        "waiver", "ects or hours entered by hand",
    ),
}  # fmt: skip
_COLUMNS = {word: column for column, words in _WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of one table, by their places."""

    columns: dict[Column, int]
    years: dict[int, int]
    """The columns that say how units run in one academic year, by that year."""
    unknown: tuple[int, ...]

    @property
    def is_of_plan(self) -> bool:
        """Whether the table is what this program writes of a plan."""
        return Column.STATE in self.columns and Column.OF_PLAN in self.columns


def headings_in(cells: Sequence[str]) -> Headings | None:
    """Return the columns that *cells* head; None where they are no headings of a table of units."""
    columns: dict[Column, int] = {}
    years: dict[int, int] = {}
    unknown: list[int] = []
    for place, cell in enumerate(cells):
        words = one_line(cell).replace("’", "'").lower().rstrip(" .:")
        column, year = _COLUMNS.get(words), year_in(words)
        if column is Column.OF_PLAN or (column is not None and column not in columns):
            columns[column] = place
        elif column is Column.TITLE and Column.CODE not in columns:
            columns[Column.CODE] = place
        elif year is not None and "/" in words and year not in years:
            years[year] = place
        elif words:
            unknown.append(place)
    if Column.TITLE not in columns and Column.CODE in columns:
        columns[Column.TITLE] = columns.pop(Column.CODE)
        return Headings(columns, years, tuple(unknown)) if Column.ECTS in columns else None
    says_more = years or columns.keys() & {Column.ECTS, Column.OPENING, Column.HOURS}
    return Headings(columns, years, tuple(unknown)) if Column.TITLE in columns and says_more else None
