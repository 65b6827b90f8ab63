"""The bars above and below the zones."""

from dataclasses import replace

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


def test_the_title_says_who_the_plan_is_of_where_there_is_no_room_for_more(open_window, example):
    window = open_window(example, size=(1366, 768))
    assert window._top._title.text() == "Camille Exemple"
    assert window._top._title.toolTip() == window.session.title
    window.resize(1700, 768)
    QApplication.processEvents()
    assert window._top._title.text() == window.session.title == "Plan CRN01 — Camille Exemple"


def test_a_title_without_a_learner_is_cut_where_there_is_no_room(open_window, example):
    plan = replace(example, profile=replace(example.profile, name=""))
    window = open_window(plan, size=(1366, 768))
    window._top.show_plan("Une étude de cas au titre fort long", plan)
    assert window._top._title.text().endswith("…")


def test_a_title_is_not_cut_after_its_dash(window):
    bar = window._top
    texts = set()
    for width in range(1024, 1600, 4):
        window.resize(width, 768)
        texts.add(bar._title.text())
    assert not any(text.endswith("—…") for text in texts)


def test_the_names_of_scenarios_come_before_the_longer_word_of_a_button(open_window, example):
    first = example.scenarios[0]
    many = tuple(replace(first, name=f"Une variante {number}") for number in range(4))
    window = open_window(replace(example, scenarios=many))
    window.resize(1366, 768)
    assert window._top._output.text() == "Exporter"
    window.resize(2400, 768)
    assert window._top._output.text() == "Imprimer / Exporter"
