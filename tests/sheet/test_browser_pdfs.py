"""Pages that a browser printed are read as the pages themselves, in one column or two, with or without edges."""

import shutil
import subprocess
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Reading

from ..shared import shared
from .chrome import Paper, printed
from .handed import YEAR, handed_page
from .made import group, item, sheet
from .pages import page_of, pasted_of

TITLES = (
    "Institutions et acteurs de la formation des adultes : accueil, information et orientation des publics",
    "Droit",
    "Mise en œuvre de mesures de sécurité avancées pour les données, les réseaux et les systèmes (durcissement)",
    "Étude de cas - mise en situation professionnelle RGPD",
    "Métier du délégué à la protection des données (DPD / DPO) et de son équipe au sein des établissements publics",
    "Anglais professionnel",
    "Intelligence artificielle : défis technologiques et enjeux sociétaux",
    "Management et organisation des entreprises - Compléments",
)
WAYS = (
    "Formation ouverte et à distance",
    "Formation à distance planifiée soir ou samedi",
    "Formation hybride soir ou samedi",
    "Formation en présentiel journée",
)
OFFERS = tuple({"S1": [WAYS[n], WAYS[n - 1]], "S2": [WAYS[0]]} for n in range(4))
LABEL = "Blocs fondamentaux des sciences humaines, 1 UE à choisir parmi les domaines proposés par le centre"
FACTS = sheet(
    *(
        item(
            f"i{n}", f"TST{n:03}", title=TITLES[n % 8], offer={"S1": [WAYS[n % 4], WAYS[(n + 1) % 4]], "S2": [WAYS[0]]}
        )
        for n in range(18)
    ),
    *(item(f"j{n}", f"OPT{n:03}", group="g1", title=TITLES[7 - n], offer={"A": [WAYS[n % 4]]}) for n in range(6)),
    item("k", "UAEP05", title="Expérience professionnelle de 18 mois dans le domaine de la formation", ects=36),
    groups=(group("g1", "choice", LABEL, rule={"ue_count": 1, "total_ects": 6}),),
    title="Diplôme d’essai en sciences humaines et sociales",
    total_credits=150,
)
PAPERS = {
    "one column": Paper(),
    "one column with edges": Paper(has_edges=True),
    "two columns": Paper(columns=2, size=8),
    "two columns with edges": Paper(columns=2, size=8, has_edges=True),
    "Letter": Paper(width=612, height=792, has_edges=True),
    "landscape": Paper(width=842, height=595, has_edges=True),
    "small": Paper(size=7, has_edges=True),
}
EDGES = {"with edges": (), "without edges": ("--no-pdf-header-footer",)}
STYLES = {
    "Letter": "",
    "A4": "@page{size:A4}",
    "landscape": "@page{size:A4 landscape}",
    "at 80 %": "html{zoom:.8}",
    "two columns": "body{column-count:2}",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def read(data: bytes) -> Reading:
    return read_sheet(data, default_year=YEAR)


def printed_by_a_browser(page: str, style: str, folder: Path, *options: str) -> bytes:
    """The PDF file that a browser makes of *page*."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("no browser is installed that prints without a window")
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page.replace("</head>", f"<meta charset='utf-8'><style>{style}</style></head>", 1), "utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", *options)
    command = [browser, *flags, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, timeout=100, capture_output=True)
    return target.read_bytes()


def assert_equal(ours: Reading, theirs: Reading) -> None:
    """*ours*, of paper, has all that *theirs* has but the address of the page."""
    assert ours.programme == replace(theirs.programme, sheet=ours.programme.sheet)
    said = {unit.code for unit in ours.programme.units} | {unit.title for unit in ours.programme.units}
    assert not [line for line in ours.left_out if line.text in said or "ECTS" in line.text]


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_laid_out_as_a_browser_does_is_read_as_its_text(name: str) -> None:
    ours = read(printed(FACTS, PAPERS[name]))
    assert_equal(ours, read(pasted_of(FACTS).encode()))
    assert not ours.left_out


@pytest.mark.parametrize("edges", EDGES)
@pytest.mark.parametrize("style", STYLES)
def test_a_page_that_a_browser_printed_is_read_as_the_page(style: str, edges: str, tmp_path: Path) -> None:
    page = page_of(FACTS).replace("</button>", "</button><br>").replace("<div class='ue", "<br><div class='ue")
    assert_equal(read(printed_by_a_browser(page, STYLES[style], tmp_path, *EDGES[edges])), read(page.encode()))


@pytest.mark.parametrize("edges", EDGES)
@pytest.mark.parametrize(("code", "style"), [("CS5200A", "A4"), ("CYC9106A", "Letter"), ("CYC9106A", "two columns")])
def test_a_handed_page_that_a_browser_printed_is_read_as_the_page(
    code: str, style: str, edges: str, tmp_path: Path
) -> None:
    page = handed_page(code)
    assert_equal(read(printed_by_a_browser(page, STYLES[style], tmp_path, *EDGES[edges])), read(page.encode()))


@pytest.mark.parametrize("edges", EDGES)
@pytest.mark.parametrize("style", ["Letter", "A4", "landscape", "at 80 %"])
def test_the_recap_sheet_as_a_page_with_a_table_is_read_as_its_text(style: str, edges: str, tmp_path: Path) -> None:
    text = shared("source/fiche-crn01.txt").read_text("utf-8")
    page = as_page(text)
    ours, theirs = read(printed_by_a_browser(page, STYLES[style], tmp_path, *EDGES[edges])), read(text.encode())
    assert ours.programme == theirs.programme
    assert [line.text.strip() for line in ours.left_out] == [line.text.strip() for line in theirs.left_out]


@pytest.mark.parametrize("edges", EDGES)
def test_the_recap_sheet_printed_as_it_is_is_read_as_its_text(edges: str, tmp_path: Path) -> None:
    text = shared("source/fiche-crn01.txt").read_text("utf-8")
    page = f"<!DOCTYPE html><html><head></head><body><pre>{escape(text)}</pre></body></html>"
    ours = read(printed_by_a_browser(page, STYLES["landscape"], tmp_path, *EDGES[edges]))
    assert ours.programme == read(text.encode()).programme


def as_page(text: str) -> str:
    """*text* in paragraphs, and its lines with tabs as rows of tables."""
    parts: list[str] = []
    for line in text.split("\n"):
        cells = [escape(cell) for cell in line.split("\t")]
        if len(cells) == 1:
            parts.append(f"<p>{cells[0]}</p>" if line.strip() else "")
            continue
        row = f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        if parts and parts[-1].endswith("</table>"):
            parts[-1] = parts[-1].removesuffix("</table>") + f"{row}</table>"
        else:
            parts.append(f"<table>{row}</table>")
    return f"<!DOCTYPE html><html><head><title>Fiche</title></head><body>{''.join(parts)}</body></html>"
