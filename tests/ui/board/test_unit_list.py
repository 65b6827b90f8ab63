"""A list of cards: selection, and only the rows that differ."""

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from csp_planner.ui.board.card import card_for
from csp_planner.ui.board.unit_list import CardModel

from ..hand import answer, click, list_of, menu_texts, mouse, on_card, pane, pool, press, select, workspace_of


@pytest.fixture
def cards(session):
    return [card_for(session, unit.code) for unit in session.plan.programme.units if unit.is_attended]


def test_the_model_shows_whatever_it_is_given_in_that_order(qtbot, cards):
    holder = QWidget()
    qtbot.addWidget(holder)
    model = CardModel(holder)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(4)
    for _each in range(100):
        wanted = dice.sample(cards, dice.randint(0, len(cards)))
        model.show(wanted)
        assert [model.card(row) for row in range(model.rowCount())] == wanted
    del tester


def test_what_stays_is_not_touched(qtbot, cards):
    holder = QWidget()
    qtbot.addWidget(holder)
    model = CardModel(holder)
    model.show(cards)
    touched = []
    for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
        signal.connect(lambda *_args: touched.append(1))
    model.show(list(cards))
    assert touched == []
    model.show(cards[:-1])
    assert touched == [1]


def test_an_item_is_named_by_its_code_and_what_it_is(window):
    for units in (pool(window), *workspace_of(window).board.lists()):
        for row, key in enumerate(units.cards.keys):
            name = units.cards.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
            assert name.startswith(key)
            assert "ECTS" in name
    units = pane(window, "2027-S1").units  # a list that gets the focus shows where it is
    units.setFocus()
    assert units.currentIndex().isValid()


def test_clicks_select_in_one_list_with_ctrl_and_shift_as_everywhere_and_take_no_undo_step(window):
    click(window, "TET010")
    click(window, "AST004")
    assert workspace_of(window).selected_codes == ["AST004"]
    assert pool(window).selected_codes == []
    select(window, ["FPG003", "CCE001", "AST004"])
    assert workspace_of(window).selected_codes == ["FPG003", "CCE001", "AST004"]
    click(window, "CCE001", Qt.KeyboardModifier.ControlModifier)
    assert workspace_of(window).selected_codes == ["FPG003", "AST004"]
    click(window, "FPG003")
    click(window, "TRS001", Qt.KeyboardModifier.ShiftModifier)
    assert workspace_of(window).selected_codes == codes_of(window, "2027-S1")
    # A click on one of several selected cards selects it alone.
    select(window, ["FPG003", "CCE001"])
    click(window, "CCE001")
    assert workspace_of(window).selected_codes == ["CCE001"]
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert window.session.history.count() == 0
    # One beside the cards drags nothing.
    units = pool(window)
    point = units.viewport().mapToGlobal(QPoint(30, units.viewport().height() - 10))
    mouse(units, QEvent.Type.MouseButtonPress, point)
    mouse(units, QEvent.Type.MouseMove, point + QPoint(60, -60))
    assert not workspace_of(window).carry.active
    mouse(units, QEvent.Type.MouseButtonRelease, point + QPoint(60, -60))


def codes_of(window, term):
    return pane(window, term).units.cards.keys


def test_a_double_click_shows_the_details_of_the_unit_and_they_follow_the_selection(window):
    handle = window.windowHandle()
    QTest.mouseDClick(
        handle,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        handle.mapFromGlobal(on_card(window, "AST004")),
    )
    QApplication.processEvents()
    assert workspace_of(window).side.is_inspecting
    assert workspace_of(window).side._inspector._name.text() == "AST004"
    click(window, "TET010")
    assert workspace_of(window).side._inspector._name.text() == "TET010"


def test_the_menu_of_a_card_offers_what_a_drag_can_and_more(window):
    texts = []
    troubles = answer(QMenu, lambda menu: texts.extend(menu_texts(menu)))
    click(window, "AST004")
    list_of(window, "AST004").menu_asked.emit(list_of(window, "AST004"), QPoint(10, 10))
    assert troubles == []
    assert [text.replace("&", "") for text in texts][:2] == ["Déplacer vers", "Placer par dérogation…"]
    assert "Et si je ne l’ai pas ?" in [text.replace("\xa0", " ").replace("&", "") for text in texts]


def test_an_empty_list_takes_keys_without_harm(blank_window):
    units = pane(blank_window, "2027-S1").units
    units.setFocus()
    press(
        blank_window,
        *(getattr(Qt.Key, f"Key_{name}") for name in ("Return", "Space", "Delete", "Down", "Right", "Left")),
    )
    assert blank_window.session.history.count() == 0
    assert not workspace_of(blank_window).carry.active


def test_the_card_under_the_pointer_is_seen_until_the_pointer_leaves_it_or_takes_it(window):
    units, code = pane(window, "2026-S2").units, "CCE003"
    cell = units.visualRect(units.cards.index(units.cards.keys.index(code)))
    mouse(window, QEvent.Type.MouseMove, on_card(window, "TRS002"))
    before = units.grab(cell).toImage()
    mouse(window, QEvent.Type.MouseMove, on_card(window, code))
    assert units.grab(cell).toImage() != before
    mouse(window, QEvent.Type.MouseMove, on_card(window, "TRS002"))
    assert units.grab(cell).toImage() == before
    at = on_card(window, code)
    mouse(window, QEvent.Type.MouseMove, at)
    assert units.hovered.isValid()
    mouse(window, QEvent.Type.MouseButtonPress, at)
    mouse(window, QEvent.Type.MouseMove, at + QPoint(40, 0))
    assert not units.hovered.isValid()
    mouse(window, QEvent.Type.MouseButtonRelease, at)


def test_a_card_takes_the_width_that_its_title_needs_and_no_more(window):
    units = next(each for each in workspace_of(window).board.lists() if each.cards.keys == ["UA211G"])
    units.resize(650, units.height())
    assert units.column_count == 1
    assert not units._fonts.cuts(units.cards.card(0).title, units.gridSize().width())
    annual = next(each for each in workspace_of(window).board.lists() if "AST002" in each.cards.keys)
    annual.show_cards([card for card in annual.cards if card.key == "AST002"])
    annual.resize(1200, annual.height())
    assert annual.column_count > 1
