"""The picture of scenarios side by side: pointer and keys reach each semester of each."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip

from csp_planner.ui import theme
from csp_planner.ui.panels.scenario_strip import LEAST_WIDTH, window_ink

from ..alone import LOW
from ..hand import answer, button, pane, workspace_of

Key = Qt.Key


def press(*keys):
    """Press *keys* one after the other; what has the focus then."""
    for key in keys:
        QTest.keyClick(focused(), key)
    return focused()


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def panels(window):
    return window.compare_page._strip.panels


def spot(window, scenario, term):
    return next(each for each in panels(window)[scenario].spots if str(each.term) == term)


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def comparing(open_page, example):
    return open_page(example)


@pytest.fixture
def whole(window):
    """The page in its window, which leads from it to the board."""
    window.show_compare()
    QApplication.processEvents()
    return window


def test_each_semester_says_all_there_is_to_say_of_it(comparing):
    assert plain(spot(comparing, 0, "2027-S1").accessibleName()) == (
        "A · Au plus tôt, Semestre 1 2027/2028, 29 ECTS, dépasse 24 ECTS, expérience atteinte"
    )
    assert plain(spot(comparing, 1, "2027-S1").accessibleName()).startswith(
        "B · 12 ECTS par semestre, Semestre 1 2027/2028, 12 ECTS"
    )
    assert spot(comparing, 0, "2028-S1").accessibleName().endswith("rien de planifié")


def test_the_tooltip_of_a_semester_lists_its_units_with_their_titles(comparing):
    lines = plain(spot(comparing, 0, "2026-S2").toolTip()).splitlines()
    assert lines[:2] == ["Semestre 2 2026/2027", "16 ECTS"]
    placed = [each.unit for each in comparing.session.document.scenarios[0].placements if str(each.term) == "2026-S2"]
    assert {line.split(" ")[0] for line in lines[2:]} == set(placed)
    assert "PST003 Introduction à la psychologie sociale et des organisations" in lines


def test_the_keys_bring_the_tooltip_up_too(comparing):
    panels(comparing)[0].spots[0].setFocus()
    here = press(Key.Key_Right)
    QApplication.processEvents()
    assert QToolTip.isVisible()
    assert QToolTip.text() == here.toolTip()


def test_a_title_that_looks_like_markup_stays_text_in_the_tooltip(open_page, example):
    units = tuple(replace(unit, title="<b>x</b>") for unit in example.programme.units)
    comparing = open_page(replace(example, programme=replace(example.programme, units=units)))
    shown = spot(comparing, 0, "2026-S2").toolTip()
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert "<b>x</b>" not in shown


def test_arrows_go_from_semester_to_semester_and_from_scenario_to_scenario(comparing):
    spots = [panel.spots for panel in panels(comparing)]
    spots[0][0].setFocus()

    assert press(Key.Key_Right) is spots[0][1]
    assert press(Key.Key_Down) is spots[1][1]
    assert press(Key.Key_End) is spots[1][-1]
    assert press(Key.Key_Right, Key.Key_Down) is spots[1][-1]
    assert press(Key.Key_Up, Key.Key_Home) is spots[0][0]
    assert press(Key.Key_Left, Key.Key_Up) is spots[0][0]


def test_tab_comes_to_one_semester_of_each_scenario(comparing):
    for panel in panels(comparing):
        entered = [each for each in panel.spots if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert entered == [panel.spots[0]]
    panels(comparing)[0].spots[0].setFocus()
    press(Key.Key_Right)
    entered = [each for each in panels(comparing)[0].spots if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert entered == [panels(comparing)[0].spots[1]]


def test_tab_goes_through_the_panels_in_the_order_of_the_screen(comparing):
    comparing.compare_page._file.setFocus()
    first, second = panels(comparing)
    expected = [first.retain, first.open, first.spots[0], second.retain, second.open, second.spots[0]]
    assert [press(Key.Key_Tab) for _each in expected] == expected
    assert press(Key.Key_Tab) is comparing.compare_page._table


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_keys_ask_for_a_semester_of_its_scenario(comparing, key):
    wanted = []
    comparing.compare_page.term_opened.connect(wanted.append)
    spot(comparing, 1, "2028-S2").setFocus()
    press(key)
    assert comparing.session.document.active == 1
    assert [str(term) for term in wanted] == ["2028-S2"]
    assert comparing.session.history.count() == 0


def test_enter_or_a_click_on_a_semester_opens_its_scenario_there(whole):
    spot(whole, 1, "2028-S2").setFocus()
    press(Key.Key_Return)
    QApplication.processEvents()
    assert whole.session.document.active == 1
    assert whole.pages.currentWidget() is workspace_of(whole)
    assert QApplication.focusWidget() is pane(whole, "2028-S2").units
    assert not pane(whole, "2028-S2").visibleRegion().isEmpty()

    whole.show_compare()
    QApplication.processEvents()
    QTest.mouseClick(spot(whole, 1, "2029-S1"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not pane(whole, "2029-S1").visibleRegion().isEmpty()

    whole.show_compare()  # past the years of a scenario its last year is shown
    QApplication.processEvents()
    spot(whole, 0, "2029-S1").click()
    QApplication.processEvents()
    assert whole.session.document.active == 0
    assert whole.pages.currentWidget() is workspace_of(whole)
    assert whole.session.history.count() == 0


def test_the_focus_stays_on_its_semester_when_the_plan_changes(comparing):
    here = spot(comparing, 1, "2027-S2")
    here.setFocus()
    comparing.scenario_acts.retain(1)
    assert QApplication.focusWidget() is here


def test_hours_a_week_are_shown_on_demand_and_only_where_they_are_known(open_page, example):
    assert not open_page(example).compare_page._measure.isVisible()
    page = open_page(replace(example, profile=replace(example.profile, weekly_hours=8))).compare_page
    before = page._strip._chart.panels[0]
    button(page, "Voir les heures par semaine").click()
    after = page._strip._chart.panels[0]
    assert (before.limit, after.limit) == (24, 8)
    assert after.bars[1].amount == pytest.approx(16.6)
    button(page, "Voir les ECTS").click()
    assert page._strip._chart.panels[0] == before


def test_a_panel_says_the_end_its_reason_and_whether_the_loads_keep_within_the_limit(comparing):
    said = plain(panels(comparing)[0].accessibleName()).splitlines()
    assert said == [
        "A · Au plus tôt",
        "Planifié jusqu’à S2 2028/2029",
        "Encore à placer : TET007, TET010, UAS004.",
        "dépasse 24 ECTS une fois",
    ]
    assert plain(panels(comparing)[1].accessibleName()).endswith("tient dans 12 ECTS")


def test_a_scenario_with_nothing_in_it_is_said_to_hold_nothing_and_blocks_nothing(open_page, example):
    empty = replace(example.scenarios[0], name="Vide", placements=())
    comparing = open_page(replace(example, scenarios=(empty,), active=0))
    assert panels(comparing)[0].accessibleName().splitlines() == [
        "Vide",
        "Rien de planifié",
        "à ouvrir pour placer des UE ou faire proposer un plan",
    ]
    table = comparing.compare_page._table
    heads = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    assert "Points bloquants" not in heads


@pytest.mark.parametrize("width", [1024, 1366])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_panels_are_wide_enough_and_share_the_width(open_page, example, width, count):
    first = example.scenarios[0]
    more = tuple(replace(first, name=f"Variante {index} " + "au nom trop long " * 5) for index in range(count - 2))
    comparing = open_page(replace(example, scenarios=(*example.scenarios, *more)), width=width, height=LOW)
    assert comparing.compare_page.width() == width
    shown = panels(comparing)
    assert len(shown) == count
    assert min(panel.width() for panel in shown) >= LEAST_WIDTH
    assert max(panel.geometry().right() for panel in shown) < width
    assert len({panel.height() for panel in shown}) == 1
    for panel in shown:
        for inside in (panel.open, panel.retain, *panel.spots):
            assert panel.rect().contains(inside.geometry())
        assert not panel.open.geometry().intersects(panel.retain.geometry())


def test_the_comparison_is_exported_where_the_person_says(whole, tmp_path):
    for out in (tmp_path / "b.png", tmp_path / "b.pdf"):

        def choose_place(files, out=out):
            files.selectFile(str(out))
            files.accept()

        troubles = answer(QFileDialog, choose_place)
        button(whole.compare_page, "Exporter…").click()
        assert troubles == []
        assert out.stat().st_size > 1000


def luminance(colour):
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3])
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [each for each in theme.Scheme if each])
def test_marks_of_the_picture_have_their_contrast_in_every_look(qapp, scheme):
    before = theme.asked_scheme()
    theme.apply(qapp, scheme)
    try:
        ink = window_ink()
        for colour in (ink.columns.within, ink.columns.over, ink.columns.limit, ink.columns.base, ink.edge):
            assert contrast(colour, ink.ground) >= 3
        for colour in (ink.text, ink.muted, ink.ok, ink.warning):
            assert contrast(colour, ink.ground) >= 4.5
        assert contrast(ink.columns.stripe, ink.columns.over) >= 3
    finally:
        theme.apply(qapp, before)
