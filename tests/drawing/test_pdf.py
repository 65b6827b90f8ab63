"""The PDF, read back with an independent reader and held against the evaluation."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.domain.evaluation.values import Totals
from csp_planner.domain.plan import Placement
from csp_planner.domain.profile import Attempt, BudgetLine, LineKind, Note, Waiver
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.drawing.block import Block, Group, gap, paginate, under
from csp_planner.drawing.paper import lay_out, page_layout, paint_document, paint_page
from csp_planner.drawing.pdf import pdf_bytes
from csp_planner.export.compose import comparison_document, document
from csp_planner.export.options import Options
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.export import listed_label, of_ects_target, of_hours_target, share_labels
from csp_planner.messages.sentences import condition_sentence, deadline_sentence
from csp_planner.messages.words import date_label, hours, number
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from ..export.conftest import TODAY, judged
from .written import written

ROOT = Path(__file__).parents[2]


def pdf_of(case, options: Options | None = None) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf_bytes(document(case.plan, case.evaluation, options or Options()))))


def plain(text: str) -> str:
    """*text* with every space alike: what a page wraps is still one sentence."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def text_of(reader: pypdf.PdfReader) -> str:
    return plain("\n".join(map(written, reader.pages)))


@pytest.fixture(scope="module")
def example_pages() -> list[str]:
    """What each page of the example says, as an independent reader reads it back, in French."""
    use_language("fr")
    example = judged(load(example_files()[0]).plan)
    return [page.extract_text() for page in pdf_of(example).pages]


def said_of_total(said: dict[str, float], of_target) -> list[str]:
    """What a page says of a total that ``check --json`` gives as *said*, each part with its name."""
    totals = Totals(**said)
    shares = share_labels(totals)
    if not totals.unattributed:
        del shares["unattributed"]
    reached = f"{number(totals.reached)} {of_target(totals.target)}"
    return [plain(words) for words in (reached, listed_label(totals), *shares.values())]


@pytest.mark.parametrize("which", ["example", "rich"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_the_evaluation_says_is_on_the_page(request, which, language):
    use_language(language)
    case = request.getfixturevalue(which)
    text = text_of(pdf_of(case))
    said = json.loads(json.dumps(evaluation_json(case.plan, case.evaluation)))
    for placement in said["placements"]:
        assert placement["unit"] in text
    for unit in case.plan.programme.units:
        assert plain(unit.title) in text
    for quantity, of_target in (("ects", of_ects_target), ("hours", of_hours_target)):
        for words in said_of_total(said[quantity], of_target):
            assert words in text
    for condition in said["conditions"]:
        assert plain(condition["detail"]) in text
    for found in said["diagnostics"]:
        assert plain(found["message"]) in text
    for deadline in case.evaluation.deadlines:
        assert plain(deadline_sentence(deadline, case.plan.programme)) in text
    for term in said["terms"]:
        if term["units"]:
            assert plain(hours(term["hours"])) in text
            assert date_label(date.fromisoformat(term["enrolment_closes"])) in text


def test_the_figures_reached_are_there_in_full(example_pages):
    text = plain(" ".join(example_pages))
    assert "104 / 120 ECTS annoncés" in text
    assert "501 / 657 h annoncées" in text
    assert "attribuées à aucune unité : 54" in text


def test_another_reader_reads_the_same_on_every_page(rich, example, example_pages):
    assert [plain(written(page)) for page in pdf_of(example).pages] == list(map(plain, example_pages))
    use_language("en")
    pages = pdf_of(rich).pages
    assert [plain(written(page)) for page in pages] == [plain(page.extract_text()) for page in pages]


def test_every_font_is_embedded(rich):
    names = set()
    for page in pdf_of(rich).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
            assert "/ToUnicode" in font
            names.add(font["/BaseFont"])
    assert names


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_document_has_a_title_and_a_language(example, language):
    use_language(language)
    reader = pdf_of(example)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - the reader's own kind of truth
    assert "Camille Exemple" in reader.metadata.title
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}
    assert reader.xmp_metadata.dc_language == [language]
    assert "Camille" not in pdf_of(example, Options(personal_data=False)).metadata.title


def test_words_can_be_searched_as_words_with_spaces(example_pages):
    raw = "".join(example_pages)
    assert "\t" not in raw
    assert "chargé d'accompagnement social et professionnel" in raw.lower()


def test_the_example_takes_two_a4_pages_numbered(example, example_pages):
    for page in pdf_of(example).pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    first, second = example_pages
    assert "Page 1 sur 2" in plain(first)
    assert "Page 2 sur 2" in plain(second)


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(example):
    made = document(example.plan, example.evaluation, Options())
    assert pdf_bytes(made) == pdf_bytes(made)


def test_who_signs_is_named_where_it_may_be(example):
    assert "Conseiller Dominique Conseil" in text_of(pdf_of(example, Options(advisor="Dominique Conseil")))
    nameless = text_of(pdf_of(example, Options(advisor="Dominique Conseil", personal_data=False)))
    assert "Dominique" not in nameless
    assert "Camille" not in nameless
    assert "Date et signature" in nameless


def test_the_comparison_is_a_page_of_its_own(example):
    reader = pdf_of(example, Options(comparison=True))
    assert len(reader.pages) == 3
    page = plain(written(reader.pages[2]))
    assert page.startswith("Scénarios côte à côte")
    assert "B · 12 ECTS par semestre" in page
    alone = comparison_document(example.plan, (0, 1), TODAY, Options())
    assert len(pypdf.PdfReader(BytesIO(pdf_bytes(alone))).pages) == 1


def test_a_comparison_of_many_scenarios_shows_all(example):
    scenarios = tuple(replace(example.plan.scenario, name=f"Variante {index}") for index in range(9))
    plan = replace(example.plan, scenarios=scenarios, active=0)
    text = text_of(pypdf.PdfReader(BytesIO(pdf_bytes(comparison_document(plan, range(9), TODAY, Options())))))
    assert all(scenario.name in text for scenario in scenarios)


def test_a_plan_too_long_for_two_pages_goes_on(example):
    plan = example.plan
    units = tuple(replace(unit, code=f"{unit.code}x{n}") for n in range(6) for unit in plan.programme.units)
    placements = tuple(
        Placement(unit=f"{placement.unit}x{n}", term=placement.term)
        for n in range(6)
        for placement in plan.scenario.placements
    )
    programme = replace(plan.programme, units=units, recommended_order=())
    scenario = replace(plan.scenario, placements=placements)
    reader = pdf_of(judged(replace(plan, programme=programme, scenarios=(scenario,))))
    text = text_of(reader)
    assert len(reader.pages) > 4
    assert all(unit.code in text for unit in units)
    assert "2026/2027 (suite)" in text


def long_plan(example):
    """Four years with every unit, history, hours a week and a note: a little more than two pages hold."""
    plan = example.plan
    waiver = Waiver(reason="Suivie à distance au centre de Lyon, accord de la responsable du 3 novembre", date=TODAY)
    placed = (("TET010", "2028-S1", None), ("TET007", "2028-S1", waiver), ("UAS004", "2028-S2", waiver))
    more = tuple(Placement(unit=unit, term=Term.parse(term), waiver=given) for unit, term, given in placed)
    failed = tuple(
        Attempt(unit=unit, term=Term.parse("2025-S1"), state=UnitState.FAILED, date=TODAY)
        for unit in ("AST004", "TRS001")
    )
    note = Note(unit="TET003", text="Prévoir le trajet du samedi.\nCovoiturage possible.", private=False)
    profile = replace(plan.profile, attempts=failed, notes=(note,), weeks_per_semester=15)
    scenario = replace(plan.scenario, placements=(*plan.scenario.placements, *more))
    return judged(replace(plan, profile=profile).with_scenario(scenario))


def test_a_plan_a_little_too_long_is_drawn_smaller_to_take_two_pages(example):
    case = long_plan(example)
    reader = pdf_of(case)
    assert len(reader.pages) == 2
    text = text_of(reader)
    assert all(plain(unit.title) in text for unit in case.plan.programme.units)
    assert "Covoiturage possible." in text
    assert "Date et signature" in plain(written(reader.pages[1]))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hours_of_a_week_and_personal_work_are_printed_with_what_they_assume(example, language):
    use_language(language)
    plan = replace(example.plan, profile=replace(example.plan.profile, weekly_hours=6, personal_hours=10))
    text = text_of(pdf_of(judged(plan)))
    use_language("fr")
    expected = {
        "fr": (
            "trop : 16,6 / 6 h de cours par semaine (15 semaines supposées)",
            "supposé par l’apprenant : 290 h (10 h",
        ),
        "en": ("too many: 16.6 / 6 h of class a week (15 weeks assumed)", "assumed by the learner: 290 h (10 h"),
    }
    assert all(words in text for words in expected[language])
    assert "…" not in text


def test_a_comparison_behind_a_plan_keeps_its_two_pages(example):
    assert len(pdf_of(long_plan(example), Options(comparison=True)).pages) == 3


def test_hostile_text_stays_where_it_is(hostile, rich, everything):
    reader = pdf_of(hostile, everything)
    text = text_of(reader)
    assert reader.xmp_metadata.dc_title["x-default"] == reader.metadata.title
    for code in rich.evaluation.standings:
        assert code in text
    for condition in rich.evaluation.conditions:
        assert plain(condition_sentence(condition, rich.evaluation)) in text
    for deadline in rich.evaluation.deadlines:
        if deadline.code == "enrolment-closes":
            assert plain(deadline_sentence(deadline, rich.plan.programme)) in text
    for quantity, of_target in ((rich.evaluation.ects, of_ects_target), (rich.evaluation.hours, of_hours_target)):
        for words in said_of_total(asdict(quantity), of_target):
            assert words in text
    assert text.count("Date et signature") == 2
    assert len(reader.pages) <= 14


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A5, QPageSize.PageSizeId.Letter])
@pytest.mark.parametrize("orientation", list(QPageLayout.Orientation))
def test_another_paper_holds_it_too(example, tmp_path, size, orientation):
    path = tmp_path / "a.pdf"
    writer = QPdfWriter(str(path))
    layout = QPageLayout(QPageSize(size), orientation, QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    made = document(example.plan, example.evaluation, Options())
    pages = len(lay_out(layout, made).pages)
    paint_document(writer, made)
    del writer
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) == pages
    text = text_of(reader)
    assert all(unit.code in text for unit in example.plan.programme.units)


def test_a_printer_prints_the_same_pages(example, example_pages, tmp_path):
    path = tmp_path / "a.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    made = document(example.plan, example.evaluation, Options())
    printer.setPageLayout(page_layout(made))
    paint_document(printer, made)
    ours = [plain(page) for page in example_pages]
    assert [plain(written(page).replace("\t", " ")) for page in pypdf.PdfReader(path).pages] == ours


def test_a_page_can_be_painted_by_itself(example):
    made = document(example.plan, example.evaluation, Options())
    sheets = lay_out(page_layout(made), made)
    assert len(sheets.pages) == 2
    pictures = []
    for page in (1, 2):
        image = QImage(595, 842, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        paint_page(painter, sheets, page)
        painter.end()
        pictures.append(image)
        assert min(image.pixelColor(x, y).lightness() for x in range(0, 520, 3) for y in range(0, 700, 3)) < 100
    assert pictures[0] != pictures[1]


def test_a_range_of_pages_can_be_painted(example, tmp_path):
    path = tmp_path / "a.pdf"
    writer = QPdfWriter(str(path))
    made = document(example.plan, example.evaluation, Options())
    writer.setPageLayout(page_layout(made))
    paint_document(writer, made, first=2, last=9)
    del writer
    (page,) = pypdf.PdfReader(path).pages
    assert "Page 2 sur 2" in plain(written(page))


def test_a_machine_without_fonts_is_told_so(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}</cachedir></fontconfig>'
    )
    out = tmp_path / "a.pdf"
    done = export_process(out, FONTCONFIG_FILE=str(config))
    assert done.returncode == 2
    assert "police" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_drawing_needs_no_display(tmp_path):
    drawn = [tmp_path / "a.pdf", tmp_path / "a.png"]
    done = export_process(*drawn, QT_QPA_PLATFORM="xcb")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(out.stat().st_size > 10_000 for out in drawn)


EXPORTS = """
import sys
from csp_planner.__main__ import main
for out in sys.argv[1:]:
    code = main(["export", "resources/examples/crn01-exemple.cspplan", out, "--today", "2026-11-23"])
    if code:
        sys.exit(code)
"""


def export_process(*outs: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process that exports the example to each of *outs*, until one of them fails."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-c", EXPORTS, *map(str, outs)],
        env={**inherited, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


# --- pages -----------------------------------------------------------------------------------------------


def block(height: float, **more) -> Block:
    return Block(height=height, paint=lambda _canvas, _x, _y: None, **more)


def heights(pages) -> list[list[float]]:
    return [[one.height for _y, one in page.blocks] for page in pages]


def test_blocks_fill_a_page_then_the_next():
    assert heights(paginate((Group((block(40), block(50), block(20))),), 100)) == [[40, 50], [20]]


def test_a_heading_is_never_last_on_a_page():
    group = Group((block(80), block(10, keep_with_next=True), block(20)))
    assert heights(paginate((group,), 100)) == [[80], [10, 20]]


def test_what_goes_on_has_its_heading_again():
    head = block(10, keep_with_next=True)
    group = Group((head, *under((head,), [block(60), block(60)])))
    assert heights(paginate((group,), 100)) == [[10, 60], [10, 60]]


def test_a_group_moves_to_the_next_page_only_when_that_leaves_no_great_gap():
    rows = (block(10), block(10), block(10))
    assert heights(paginate((Group((block(85),)), Group(rows)), 100)) == [[85], [10, 10, 10]]
    tall = (block(30), block(30))
    assert heights(paginate((Group((block(50),)), Group(tall)), 100)) == [[50, 30], [30]]
    assert heights(paginate((Group((block(50),)), Group(tall, together=True)), 100)) == [[50], [30, 30]]


def test_a_block_taller_than_a_page_stands_alone():
    head = block(10)
    assert heights(paginate((Group((block(20), *under((head,), [block(300), block(20)]))),), 100)) == [
        [20],
        [10, 300],
        [10, 20],
    ]


def test_no_page_begins_with_space_or_is_made_for_it():
    assert heights(paginate((Group((block(100), gap(30))),), 100)) == [[100, 30]]
    assert heights(paginate((Group((block(90), gap(30), block(20))),), 100)) == [[90, 30], [20]]
    assert heights(paginate((), 100)) == [[]]


def test_the_page_to_sign_shows_the_cost_what_was_entered_and_what_is_left(example_pages):
    example = load(example_files()[0]).plan
    line = BudgetLine(label="Région Nouvelle-Aquitaine", euros=1200, kind=LineKind.FUNDING)
    text = text_of(pdf_of(judged(replace(example, profile=replace(example.profile, budget=(line,))))))
    assert "Région Nouvelle-Aquitaine (financement saisi) 1 200 €" in text
    assert "Reste à trouver 5 025 €" in text
    assert "estimation" in plain(" ".join(example_pages))
    assert "Reste à trouver" not in plain(" ".join(example_pages))
