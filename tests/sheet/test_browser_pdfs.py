"""Pages that a browser printed are read as the pages themselves, in one column or two, with or without edges."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pytest

from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import Reading

from ..shared import shared
from .browser import Browser, installed_browser
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
STYLES = {
    "Letter": "",
    "A4": "@page{size:A4}",
    "landscape": "@page{size:A4 landscape}",
    "at 80 %": "html{zoom:.8}",
    "two columns": "body{column-count:2}",
}


def read(data: bytes) -> Reading:
    return read_sheet(data, default_year=YEAR)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that keeps nothing of the pages it printed."""
    path = installed_browser()
    if path is None:
        pytest.skip("no browser is installed that prints without a window")
    started = Browser(path, tmp_path_factory.mktemp("browser"))
    try:
        yield started
    finally:
        started.close()


def styled(page: str, style: str) -> str:
    """*page* as it is printed in *style*."""
    return page.replace("</head>", f"<meta charset='utf-8'><style>{STYLES[style]}</style></head>", 1)


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


@pytest.mark.parametrize("style", STYLES)
def test_a_page_that_a_browser_printed_with_and_without_edges_is_read_as_the_page(browser: Browser, style: str) -> None:
    page = page_of(FACTS).replace("</button>", "</button><br>").replace("<div class='ue", "<br><div class='ue")
    expected = read(page.encode())
    for data in browser.printed(styled(page, style)):
        assert_equal(read(data), expected)


@pytest.mark.parametrize(("code", "style"), [("CS5200A", "A4"), ("CYC9106A", "Letter"), ("CYC9106A", "two columns")])
def test_a_handed_page_that_a_browser_printed_with_and_without_edges_is_read_as_the_page(
    browser: Browser, code: str, style: str
) -> None:
    page = handed_page(code)
    expected = read(page.encode())
    for data in browser.printed(styled(page, style)):
        assert_equal(read(data), expected)


@pytest.mark.parametrize("style", ["Letter", "A4", "landscape", "at 80 %"])
def test_the_recap_sheet_as_a_page_with_a_table_is_read_as_its_text(browser: Browser, style: str) -> None:
    text = shared("source/fiche-crn01.txt").read_text("utf-8")
    theirs = read(text.encode())
    for data in browser.printed(styled(as_page(text), style)):
        ours = read(data)
        assert ours.programme == theirs.programme
        assert [line.text.strip() for line in ours.left_out] == [line.text.strip() for line in theirs.left_out]


def test_the_recap_sheet_printed_as_it_is_is_read_as_its_text(browser: Browser) -> None:
    text = shared("source/fiche-crn01.txt").read_text("utf-8")
    page = f"<!DOCTYPE html><html><head></head><body><pre>{escape(text)}</pre></body></html>"
    expected = read(text.encode()).programme
    for data in browser.printed(styled(page, "landscape")):
        assert read(data).programme == expected


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
