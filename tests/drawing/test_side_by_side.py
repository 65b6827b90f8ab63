"""Scenarios side by side on paper and as panels."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPageLayout, QPainter

from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.terms import Term
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.ink import UNIT, faces
from csp_planner.drawing.paper import lay_out, page_layout
from csp_planner.drawing.scenario_panels import PAPER, Panels
from csp_planner.export.compose import comparison_document
from csp_planner.export.options import Options
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.comparison_chart import chart_words
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from ..export.conftest import TODAY

LONG = "Un scénario dont le nom est beaucoup trop long pour le panneau où il doit tenir, et qui va plus loin encore"


@pytest.fixture(autouse=True)
def _french(qapp):
    use_language("fr")


@pytest.fixture
def four():
    """Four scenarios: over its limit, within it, with a semester off, and nothing at all."""
    plan = load(example_files()[0]).plan
    first, second = plan.scenarios
    off = replace(second, name=LONG, leaves=(Term.parse("2029-S2"),))
    empty = replace(first, name="Vide", placements=())
    return replace(plan, scenarios=(first, second, off, empty))


def chart_of(plan, *indices):
    return chart_words(compare(plan, indices, TODAY))


def painted(panels, index):
    """Panel *index* in grey, at twice the size of the window."""
    scale = 2 / UNIT
    image = QImage(round(panels.width * scale), round(panels.height * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    panels.paint(Canvas(painter, panels.faces), index, 0, 0, PAPER)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def shades(image, area):
    """All shades of grey inside *area*, its edge left out."""
    scale = 2 / UNIT
    left, right = round(area.left() * scale) + 3, round(area.right() * scale) - 3
    top, bottom = round(area.top() * scale) + 4, round(area.bottom() * scale) - 4
    return {image.pixelColor(x, y).value() for x in range(left, right) for y in range(top, bottom)}


def test_a_semester_over_the_limit_is_told_apart_in_grey_on_the_picture(four):
    panels = Panels(chart_of(four, 0, 1), 3000, faces(13), 1100)
    image, columns = painted(panels, 0), panels.columns(0)
    over = [index for index, bar in enumerate(panels.chart.panels[0].bars) if bar.is_over]
    assert over
    for index, bar in enumerate(panels.chart.panels[0].bars):
        found = shades(image, columns.column(index)) if bar.amount else set()
        if index in over:
            assert max(found) - min(found) > 90
        elif found:
            assert len(found) == 1


def test_an_overlong_name_ends_with_an_ellipsis_before_the_buttons(four):
    chart = chart_of(four, 2)
    panels = Panels(chart, 3000, faces(13), 1100, reserved=900)
    drawn = panels.faces.heading.elided(chart.panels[0].title, panels.inner - panels.reserved)
    assert drawn.endswith("…")
    image, scale = painted(panels, 0), 2 / UNIT
    right = round((panels.width - 900) * scale)
    rows = range(round(panels.name_height * scale))
    assert all(image.pixelColor(x, y).value() == 255 for x in range(right, image.width()) for y in rows)


def test_panels_in_a_row_are_as_high_and_their_columns_stand_on_one_line(four):
    panels = Panels(chart_of(four, 0, 1, 2, 3), 2200, faces(13), 1100)
    assert len({panels.columns(index).area.bottom() for index in range(4)}) == 1
    assert all(panels.place(index, 0).bottom() < panels.verdict_top for index in range(4))


def test_forty_semesters_are_still_drawn_apart(four):
    scenario = replace(four.scenario, leaves=(Term.parse("2046-S1"),))
    panels = Panels(chart_of(four.with_scenario(scenario), 0), 2200, faces(13), 1100)
    columns = panels.columns(0)
    assert len(columns.loads) == 40
    assert all(columns.column(index).right() < columns.column(index + 1).left() for index in range(39))
    assert not painted(panels, 0).isNull()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_scenarios_side_by_side_take_one_page_across(four, count):
    made = comparison_document(four, range(count), TODAY, Options())
    layout = page_layout(made)
    assert layout.orientation() is QPageLayout.Orientation.Landscape
    assert len(lay_out(layout, made).pages) == 1
