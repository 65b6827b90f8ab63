"""Text of PDF files goes to the readers of text: tables on paper, pages of two columns; what holds none is refused."""

import zlib
from io import BytesIO
from textwrap import wrap

import pytest
from pypdf import PdfReader, PdfWriter

from csp_planner.sheet import pdf as reader
from csp_planner.sheet.drawing import strings_in
from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Reading, SheetError, SheetProblem

from ..benchmarks.hostile_papers import HOSTILE
from .papers import PLACED, assembled, column, pdf

YEARS = ("Année 2024/2025", "Année 2025/2026")
ROWS = (
    ("ABC101 Histoire des idées politiques et sociales du monde contemporain 6 ECTS 48 heures", "Semestre 1", ""),
    ("ABC102 Statistiques 3,75 ECTS 37,33 heures", "", "Semestres 1 et 2"),
    ("UAX03B Rapport d’activité 12 ECTS", "", ""),
    ("DEF104 Droit 4 ECTS 30 heures", "Annuel", "Semestre 2"),
)
HEAD = ("RNCP Niveau 6 : XYZ04 | Licence d’essai", "Accréditation", "Valable jusqu'au 31/08/2030", "Programme")


def as_text() -> bytes:
    table = ("\t".join(cells) for cells in (("Unités obligatoires", *YEARS), *ROWS))
    return "\n".join((*HEAD, *table, "Modalités")).encode()


def table_on_paper(*, x: float, width: int, columns: tuple[float, float], y: float) -> list[PLACED]:
    """The table, its titles wrapped, its cells beside the first line of their title."""
    found: list[PLACED] = [(x, y, "Unités obligatoires"), (columns[0], y, YEARS[0]), (columns[1], y, YEARS[1])]
    for title, *cells in ROWS:
        y += 6
        for index, line in enumerate(wrap(title, width)):
            y += 11
            found.append((x, y, line))
            if not index:
                found += [(at, y, cell) for at, cell in zip(columns, cells, strict=True) if cell]
    return [*found, (x, y + 20, "Modalités")]


def read(data: bytes) -> Reading:
    return read_sheet(data, default_year=2026)


def refused(data: bytes) -> tuple[SheetProblem, str]:
    with pytest.raises(SheetError) as error:
        read(data)
    return error.value.problem, error.value.found


def test_a_table_on_paper_is_read_as_the_text_it_was_printed_from() -> None:
    head = column(HEAD)
    for width in (24, 45, 75):
        page = [*head, *table_on_paper(x=40, width=width, columns=(400, 490), y=130)]
        reading = read(pdf([page]))
        assert reading.programme == read(as_text()).programme
        assert not reading.left_out


def test_a_table_goes_on_on_the_next_page() -> None:
    table = table_on_paper(x=40, width=40, columns=(400, 490), y=130)
    half = len(table) // 2
    cut = next(index for index in range(half, len(table)) if table[index][2].startswith("DEF104"))
    assert read(pdf([[*column(HEAD), *table[:cut]], table[cut:]])).programme == read(as_text()).programme


def test_a_page_of_two_columns_is_read_one_column_after_the_other() -> None:
    words = ("Un.", "Deux.", "Trois.", "Quatre.", "Cinq.", "Six.")
    prose = [f"{word} On apprend ici beaucoup de choses utiles" for word in words]
    left = column((*HEAD[:3], "Présentation", *prose, *prose))
    right = [(300, 60, "Programme"), *table_on_paper(x=300, width=24, columns=(440, 510), y=80)]
    data = pdf([[*left, *right]], size=7)
    in_columns = next(reader.texts(data)).split("\n")
    assert in_columns.index("Programme") > next(at for at, line in enumerate(in_columns) if line.startswith("Six."))
    assert read(data).programme == read(as_text()).programme


def test_the_cells_of_a_table_are_not_taken_for_a_column_of_text() -> None:
    page = [*column(HEAD), *table_on_paper(x=40, width=24, columns=(300, 420), y=130)]
    assert len(list(reader.texts(pdf([page])))) == 1


def test_letters_that_are_printed_as_one_are_two_again() -> None:
    page = column(("Code;Titre;ECTS;2025/2026", "ABC101;Définir;6;S1"))
    assert "Définir" in next(reader.texts(pdf([page])))
    assert reader._LIGATURES.sub(reader._letters, "con\ufb01ance, e\ufb00ort, o\ufb03ce") == "confiance, effort, office"


def encrypted(data: bytes, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user_password=user, owner_password="centre", algorithm="RC4-128")
    done = BytesIO()
    writer.write(done)
    return done.getvalue()


def test_what_opens_with_a_password_is_said_to_and_what_is_only_protected_from_changes_is_read() -> None:
    page = [*column(HEAD), *table_on_paper(x=40, width=45, columns=(400, 490), y=130)]
    assert refused(encrypted(pdf([page]), "secret")) == (SheetProblem.ENCRYPTED, "PDF")
    assert read(encrypted(pdf([page]), "")).programme == read(as_text()).programme


def test_pages_without_text_are_said_to_be_pictures() -> None:
    assert refused(pdf([[]], contents=[b"0 0 100 100 re f"])) == (SheetProblem.NO_TEXT, "PDF")


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\nstartxref\n9\n%%EOF", pdf([column(HEAD)])[:200]])
def test_what_is_damaged_is_said_to_be(data: bytes) -> None:
    assert refused(data) in {(SheetProblem.DAMAGED, "PDF"), (SheetProblem.NO_TEXT, "PDF")}


def test_a_page_tree_that_goes_round_is_refused() -> None:
    tree = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    assert refused(assembled([b"<< /Type /Catalog /Pages 2 0 R >>", tree]))[1] == "PDF"


def test_too_many_pages_and_too_much_on_a_page_are_refused() -> None:
    assert refused(pdf([column(HEAD)] * 101)) == (SheetProblem.TOO_LARGE, "")
    many = b"\n".join(b"BT /F1 9 Tf %d 9 Td (a) Tj ET" % at for at in range(30_000))
    assert refused(pdf([], contents=[many])) == (SheetProblem.TOO_LARGE, "")


@pytest.mark.parametrize(
    "acts",
    [
        b"BT /F1 9 Tf [" + b"(a)-99" * 3_400 + b"] TJ ET",
        b"BT /F1 9 Tf [" + b"((T*))-99" * 3_400 + b"] TJ ET",
        b"BT /F1 9 Tf [" + b"<61>-99" * 3_400 + b"] TJ ET",
        b"BT /F1 9 Tf " + b"(a)Tj T*" * 10_100 + b" ET",
        b"\n".join(b"BT /F1 9 Tf %d 9 Td (a) Tj ET" % (at * 9_000) for at in range(1_000)),
    ],
)
def test_texts_that_would_take_very_long_to_place_are_refused(acts: bytes) -> None:
    assert refused(pdf([], contents=[acts])) == (SheetProblem.TOO_LARGE, "")


def test_words_in_brackets_are_part_of_a_text_and_move_nothing() -> None:
    assert strings_in(b"BT [(a)(T*)(b (Td) c)] TJ T* <61> Tj ET") == (4, 9 + 1)
    assert strings_in(rb"BT [(\\)(ET \) T*)] TJ ET") == (2, 4)


def test_many_pages_in_a_font_of_very_many_letters_are_refused() -> None:
    assert refused(HOSTILE["a font of many letters on many pages"]()) == (SheetProblem.TOO_LARGE, "")


def test_a_part_that_unpacks_to_very_much_is_refused() -> None:
    packed = zlib.compress(b"BT (a) Tj ET " * 4_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    catalogue, tree = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    assert refused(assembled([catalogue, tree, page, stream])) == (SheetProblem.TOO_LARGE, "")


def test_what_is_said_beside_the_units_goes_on_in_the_next_line_too() -> None:
    head = ("RNCP Niveau 6 : XYZ04 | Licence d’essai en sciences", "humaines et sociales", "", "Programme")
    steps = ("Suites de parcours", "- Vers un niveau Bac +5 : Master Travail, emploi et", "Formation (MX0100A)")
    page = [*column(head), *table_on_paper(x=40, width=45, columns=(400, 490), y=130), *column(steps, y=400)]
    reading = read(pdf([page]))
    assert reading.programme.title == "Licence d’essai en sciences humaines et sociales"
    assert [step.title for step in reading.programme.next_steps] == ["Master Travail, emploi et Formation"]
    said = [one.line.text for one in reading.understood]
    assert {"humaines et sociales", "Formation (MX0100A)"} <= set(said)


def test_lines_that_were_broken_at_the_edge_are_whole_again_and_others_stay() -> None:
    text = (
        "On apprend dans cette formation tout ce qui", "sert à un métier.", "", "3 ECTS",
        "Principes fondamentaux des systèmes", "d’exploitation", "ABC101", "",
        "1er semestre : Formation en présentiel soir", "2nd semestre : Formation ouverte et à la", "distance", "Total",
    )  # fmt: skip
    found = [line for line in next(reader.texts(pdf([column(text)]))).split("\n") if line.strip()]
    assert found == [
        "On apprend dans cette formation tout ce qui sert à un métier.",
        "3 ECTS",
        "Principes fondamentaux des systèmes d’exploitation",
        "ABC101",
        "1er semestre : Formation en présentiel soir",
        "2nd semestre : Formation ouverte et à la distance",
        "Total",
    ]


def test_the_rows_of_a_table_are_never_put_together() -> None:
    page = table_on_paper(x=40, width=24, columns=(300, 420), y=130)
    prose = [(40.0, 400 + 12 * line, f"{line} {'Beaucoup de texte sur toute la largeur. ' * 3}") for line in range(30)]
    first = next(reader.texts(pdf([[*page, *prose]]))).split("\n")
    assert sum(line.startswith(("ABC", "UAX", "DEF")) for line in first) == 4
