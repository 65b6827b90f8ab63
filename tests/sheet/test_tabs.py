"""A text that is printed with its tabs has its cells at tab stops, wherever the headings stand."""

from csp_planner.sheet.tabs import with_tabs

LETTERS_OF_STOP = 8
STEP = 10
"""How far it is from one tab stop to the next where the text of a file is laid out."""
HEADS = "Unités obligatoires\tAnnée 2023/2024\tAnnée 2024/2025"
ROWS = (
    "ABC101 Histoire des idées politiques et sociales 6 ECTS\tSemestre 1\tSemestre 2",
    "ABC102 Statistiques et méthodes de la recherche en sociologie 6 ECTS\t\tAnnuel",
    "ABC103 Droit du travail et de la formation des adultes 6 ECTS\tSemestre 1\t",
    "ABC104 Relation aux publics accompagnés dans leur parcours 4 ECTS\tSemestres 1 et 2\tAnnuel",
    "ABC105 Rien n’est ouvert 4 ECTS",
)


def printed(line: str, left: int = 0) -> str:
    """*line* with its cells at their tab stops."""
    done, stop = "", 0
    for place, cell in enumerate(line.split("\t")):
        done = f"{done.ljust(stop * STEP)}{cell}"
        start = stop * LETTERS_OF_STOP if place else 0
        stop = (start + len(cell)) // LETTERS_OF_STOP + 1
    return f"{' ' * left}{done.rstrip()}"


def test_cells_at_tab_stops_have_their_tabs_again() -> None:
    for left in (0, 3):
        page = "\n".join(printed(line, left) for line in ("Programme", HEADS, *ROWS))
        found = [line.strip() for line in with_tabs(page).split("\n")]
        assert found == ["Programme", HEADS, *(row.strip() for row in ROWS)]


def test_cells_below_their_headings_stay_where_they_are() -> None:
    lines = ("Unités obligatoires".ljust(60), *(row.split("\t")[0].ljust(70) for row in ROWS[:4]))
    page = "\n".join((f"{lines[0]}Année 2023/2024     Année 2024/2025", *(f"{line}Semestre 1" for line in lines[1:])))
    assert with_tabs(page) == page


def test_cells_at_no_tab_stop_stay_where_they_are() -> None:
    words = [row.partition("\t")[0] for row in ROWS]
    page = "\n".join((printed(HEADS), *(f"{said.ljust(73 + 3 * place)}Annuel" for place, said in enumerate(words))))
    assert with_tabs(page) == page
