"""A list of programmes shows each line whole, is searched, and is gone through by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from csp_planner.storage.programmes import Origin, ProgrammeLine
from csp_planner.ui.widgets.programme_list import ProgrammeList

BARE = ProgrammeLine("AAA01", "Sans centre", "", Origin.OWN)
NAMED = ProgrammeLine("BBB01", "Avec un centre", "Cnam Paris", Origin.OWN)


def test_a_line_with_a_centre_is_whole_below_one_without_and_in_a_list_that_was_filled_before_it_is_shown(qtbot):
    for lines in ((BARE, NAMED), (NAMED, BARE)):
        dialog, found = QDialog(), ProgrammeList()
        qtbot.addWidget(dialog)
        found.show_lines(lines, "")
        QVBoxLayout(dialog).addWidget(found)
        with qtbot.waitExposed(dialog):
            dialog.show()
        first, second = (found.list.visualItemRect(found.list.item(row)) for row in range(2))
        assert second.top() == first.bottom() + 1
        heights = [first.height(), second.height()]
        assert heights == [found.list.sizeHintForRow(row) for row in range(2)]
        assert max(heights) > 2 * found.list.fontMetrics().height()


LINES = (
    ProgrammeLine("CRN01", "Chargé d’accompagnement", "Cnam", Origin.BUILT_IN),
    ProgrammeLine("LG041", "Licence générale", "Cnam Paris", Origin.OWN),
    ProgrammeLine("LG041", "Licence générale", "Cnam Bretagne", Origin.OWN),
    ProgrammeLine("DUT07", "", "", Origin.OWN),
)


@pytest.fixture
def found(qtbot):
    """A list with these lines, and what it says."""
    widget = ProgrammeList()
    qtbot.addWidget(widget)
    widget.show_lines(LINES, "CRN01")
    widget.show()
    return widget


def shown(found):
    rows = (found.list.item(row) for row in range(found.list.count()))
    return [item.text().split("\n")[0] for item in rows if not item.isHidden()]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", ["CRN01", "LG041", "LG041", "DUT07"]),
        ("lg041", ["LG041", "LG041"]),
        ("paris", ["LG041"]),
        ("GENERALE bretagne", ["LG041"]),
        ("charge d", ["CRN01"]),
        ("dut", ["DUT07"]),
        ("autre chose", []),
    ],
)
def test_a_programme_is_found_by_code_title_or_centre_without_accents(found, words, lines):
    found.search.setText(words)
    assert [line.split()[0] for line in shown(found)] == lines
    assert found._nothing.isVisible() == (not lines)


def test_a_search_chooses_the_first_that_it_shows_and_enter_begins_with_it(found, qtbot):
    assert found.line == LINES[0]
    found.search.setText("lg041")
    assert found.line == LINES[1]
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    assert found.line == LINES[2]
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    assert found.line == LINES[2], "there is no further one"
    qtbot.keyClick(found.search, Qt.Key.Key_Up)
    with qtbot.waitSignal(found.begun):
        qtbot.keyClick(found.search, Qt.Key.Key_Return)
    assert found.line == LINES[1]
    found.search.clear()
    assert found.line == LINES[1], "what was found stays chosen"


def test_where_nothing_is_found_enter_begins_nothing(found, qtbot):
    found.search.setText("autre chose")
    with qtbot.assertNotEmitted(found.begun):
        qtbot.keyClick(found.search, Qt.Key.Key_Return)


def test_what_is_chosen_stays_so_when_the_list_is_filled_again(found):
    found.choose(LINES[2])
    found.show_lines(LINES[1:], "CRN01")
    assert found.line == LINES[2]
    found.show_lines(LINES[:2], "CRN01")
    assert found.line == LINES[0], "it is gone"


def test_a_programme_that_a_search_hides_is_shown_when_it_is_chosen(found):
    found.search.setText("paris")
    found.choose(LINES[3])
    assert found.search.text() == ""
    assert found.line == LINES[3]


def test_a_double_click_or_enter_in_the_list_begins(found, qtbot):
    with qtbot.waitSignal(found.begun):
        found.list.itemActivated.emit(found.list.item(1))


def test_a_long_title_is_whole_in_its_tip(found):
    title = "Licence professionnelle en accompagnement des parcours " * 4
    found.show_lines([ProgrammeLine("LP1", title.strip(), "Cnam", Origin.OWN)], "")
    assert title.strip() in found.list.item(0).toolTip().replace("<qt>", "")
    assert found.list.horizontalScrollBar().maximum() == 0
