"""The bars above and below the zones."""

import pytest
from PySide6.QtWidgets import QApplication

from csp_planner.ui import theme


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK, theme.Scheme.CONTRAST_DARK])
def test_the_menus_lie_on_the_ground_of_the_top_bar(window, scheme):
    theme.apply(QApplication.instance(), scheme)
    window.rebuild()
    QApplication.processEvents()
    picture = window._top.grab().toImage()
    menus = window.menu_bar.geometry()
    ground = theme.colour("surface").rgb()
    edges = [(x, y) for x in range(menus.left(), menus.right(), 3) for y in (menus.top(), menus.bottom())]
    assert {picture.pixel(x, y) for x, y in edges} == {ground}
