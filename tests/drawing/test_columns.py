"""Loads as columns: what passes the limit is told apart without colour."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from csp_planner.drawing.columns import ColumnInk, Columns, paint_columns
from csp_planner.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT

GREY = ColumnInk(
    within=QColor("#707070"),
    over=QColor("#707070"),
    stripe=QColor("#FFFFFF"),
    limit=QColor("#000000"),
    base=QColor("#000000"),
)
AREA = QRectF(0, 0, 120, 60)


def columns_of(*loads, limit=None, most=24.0):
    return Columns(loads=loads, limit=limit, most=most, area=AREA)


def painted(columns, ink, ground="#FFFFFF"):
    image = QImage(120, 61, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint_columns(painter, columns, ink)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def greys_in(image, area):
    """The shades of grey inside a column, its edge left out."""
    inside = area.adjusted(2, 3, -2, -2).toRect()
    return {
        image.pixelColor(x, y).value()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }


def test_columns_are_as_tall_as_their_loads():
    columns = columns_of(6, 12, 24, 0)
    assert [columns.column(index).height() for index in range(4)] == [15, 30, 60, 0]
    assert all(columns.column(index).bottom() == 60 for index in range(4))
    assert all(columns.place(index).contains(columns.column(index)) for index in range(3))


def test_a_load_taller_than_the_area_stays_in_it():
    assert columns_of(99).column(0).height() == 60


def test_the_limit_is_drawn_where_a_load_of_that_much_ends():
    assert columns_of(18, limit=18).limit_y() == columns_of(18).column(0).top()
    assert columns_of(18).limit_y() is None
    assert columns_of(18, limit=30).limit_y() is None


def test_a_load_equal_to_the_limit_does_not_pass_it():
    columns = columns_of(18, 18.5, limit=18)
    assert (columns.is_over(0), columns.is_over(1)) == (False, True)


@pytest.mark.usefixtures("qapp")
def test_columns_over_the_limit_are_told_apart_where_both_colours_are_the_same_grey():
    columns = columns_of(10, 23, limit=20)
    image = painted(columns, GREY)
    assert greys_in(image, columns.column(0)) == {0x70}
    assert {0x70, 0xFF} <= greys_in(image, columns.column(1))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("look", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark", "cl", "cd"])
def test_columns_over_the_limit_are_striped_in_every_look_of_the_window(look):
    ink = ColumnInk(
        within=QColor(look.accent),
        over=QColor(look.warning),
        stripe=QColor(look.surface),
        limit=QColor(look.warning),
        base=QColor(look.edge),
    )
    columns = columns_of(10, 23, limit=20)
    image = painted(columns, ink, look.surface)
    assert len(greys_in(image, columns.column(0))) == 1
    assert max(greys_in(image, columns.column(1))) - min(greys_in(image, columns.column(1))) > 90


def test_nothing_to_draw_draws_only_the_line_it_would_stand_on(qapp):
    image = painted(columns_of(), GREY)
    assert image.pixelColor(60, 60).value() == 0
    assert image.pixelColor(60, 30).value() == 0xFF
