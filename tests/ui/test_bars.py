"""The bars above and below the zones."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from csp_planner.domain.edits.scenarios import rename_scenario
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import BackButton


def test_the_title_says_as_much_as_there_is_room_for_and_is_not_cut_after_its_dash(window):
    bar = window._top
    window.resize(1366, 768)
    assert bar._title.text() == "Camille Exemple"
    assert bar._title.toolTip() == window.session.title
    window.resize(1700, 768)
    QApplication.processEvents()
    assert bar._title.text() == window.session.title == "Plan CRN01 — Camille Exemple"
    texts = set()
    for width in range(1024, 1600, 4):
        bar.resize(width, bar.height())  # the bar alone: the board has its own tests of every width
        texts.add(bar._title.text())
    assert len(texts) > 1
    assert not any(text.endswith("—…") for text in texts)


def test_a_title_without_a_learner_is_cut_where_there_is_no_room(open_window, example):
    plan = replace(example, profile=replace(example.profile, name=""))
    window = open_window(plan, size=(1366, 768))
    window._top.show_plan("Une étude de cas au titre fort long", plan)
    assert window._top._title.text().endswith("…")


def test_the_names_of_scenarios_come_before_the_longer_word_of_a_button(open_window, example):
    first = example.scenarios[0]
    many = tuple(replace(first, name=f"Une variante {number}") for number in range(4))
    window = open_window(replace(example, scenarios=many))
    window.resize(1366, 768)
    assert window._top._output.text() == "Exporter"
    window.resize(2400, 768)
    assert window._top._output.text() == "Imprimer / Exporter"


def test_two_scenarios_have_their_whole_names_in_the_smallest_window(open_window, example):
    window = open_window(example, size=(1024, 700))
    for names in (("Scénario 1", "Scénario 2"), ("A · Au plus tôt", "B · 12 ECTS par semestre")):
        scenarios = tuple(replace(one, name=name) for one, name in zip(example.scenarios, names, strict=True))
        window.documents.show(replace(example, scenarios=scenarios), None)
        QApplication.processEvents()
        tabs = window._top.scenarios.tabs
        assert window.width() == 1024
        for index in range(2):
            assert tabs.name(index) == names[index]
            assert tabs.tabRect(index).width() >= tabs.tabSizeHint(index).width(), names[index]
        assert window._top._propose.accessibleName() == "Proposer un plan"


def test_a_button_with_a_glyph_is_as_tall_as_its_neighbours(window):
    window.show_compare()
    QApplication.processEvents()
    buttons = window.compare_page.findChildren(QPushButton)
    row = [button for button in buttons if button.isVisible() and button.parent() is window.compare_page]
    assert any(isinstance(button, BackButton) for button in row)
    assert len({button.height() for button in row}) == 1


def menus_cut(window):
    """Those of the menus that are not wholly in sight."""
    menus = window.menu_bar
    hidden = [action for action in menus.actions() if not menus.rect().contains(menus.actionGeometry(action))]
    return [action.text() for action in hidden]


@pytest.mark.parametrize("learner", ["Camille Exemple", ""])
def test_every_menu_is_in_sight_whatever_the_width_was_before(open_window, example, learner):
    one = replace(example.scenarios[0], name="Scénario A")
    plan = replace(example, scenarios=(one,), active=0, profile=replace(example.profile, name=learner))
    window = open_window(plan, size=(1024, 700))
    for width in (1024, 1100, 1024, 1300, 960, 1024):
        window.resize(width, 700)
        QApplication.processEvents()
        assert menus_cut(window) == [], width
        assert window._top._propose.geometry().right() <= window.width() - 12
    for name in ("Autre", "Une variante au nom bien trop long pour tenir dans son panneau"):
        window.session.do("x", lambda plan, name=name: rename_scenario(plan, 0, name))
        QApplication.processEvents()
        assert menus_cut(window) == [], name


def test_loads_that_come_later_take_the_room_of_the_title(open_window, example):
    plan = replace(example, scenarios=(replace(example.scenarios[0], name="Scénario A"),), active=0)
    window = open_window(plan, size=(1024, 700))
    for _each in range(2):
        window.toggle_loads()
        QApplication.processEvents()
        assert menus_cut(window) == []
    tabs = window._top.scenarios.tabs
    assert window.shows_loads
    assert tabs.tabRect(0).width() == tabs.tabSizeHint(0).width()
    window.resize(1100, 700)
    window.resize(1024, 700)
    QApplication.processEvents()
    assert tabs._loads_width, "the title gives way before the loads"


def test_where_there_is_no_room_for_all_menus_the_way_to_the_others_is_seen(window):
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
        theme.apply(QApplication.instance(), scheme)
        window.rebuild()
        window._top.setFixedWidth(700)
        QApplication.processEvents()
        menus = window.menu_bar
        assert "&Aide" in menus_cut(window)
        (more,) = [each for each in menus.findChildren(QToolButton) if each.isVisible()]
        picture, text = more.grab().toImage(), theme.colour("text")
        points = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        assert any(point.alpha() > 200 and abs(point.lightness() - text.lightness()) < 40 for point in points)
